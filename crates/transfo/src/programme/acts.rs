//! What is done to editions and authorities: open an edition, add an authority, move it on, change its page.
//! Each is one transaction with its line in the journal.

use jiff::civil::Date;

use super::{
    directory::Siren,
    stage::{FIXED_EDITIONS, FIXED_SITES, LAWS, Stage, ZONES, slug},
    store::{self, Edition, Room, Site},
};
use crate::{
    people::store::{self as people, Grant, grant},
    platform::{
        db::{Tx, broken_constraint},
        error::Error,
        gate::{Circles, Role},
        journal::{self, Act},
        visit::Visit,
    },
};

/// The protocol this program ships.
pub const PROTOCOL: &str = include_str!("../../../../protocols/transfo-saison-2.toml");

/// Why an act was refused: the field at fault and the key of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub &'static str, pub &'static str);

type Outcome<T> = Result<Result<T, Refusal>, Error>;

/// The circles that read what is done to a site: everybody who belongs to it, and the coordination.
pub const SITE_LINE: Circles = Circles::from_bits(1 | 2 | 1024);

/// Opens an edition; who opens it coordinates it. Returns its slug.
///
/// # Errors
/// A fault of ours.
pub async fn open_edition(
    visit: &Visit,
    name: &str,
    starts_on: Date,
    ends_on: Date,
) -> Outcome<String> {
    let me = visit.person()?.id.clone();
    if name.is_empty() || slug(name).is_empty() {
        return Ok(Err(Refusal("name", "programme-edition-name-fault")));
    }
    if FIXED_EDITIONS.contains(&slug(name).as_str()) {
        return Ok(Err(Refusal("name", "programme-name-fixed")));
    }
    if ends_on <= starts_on {
        return Ok(Err(Refusal("ends_on", "programme-edition-dates-fault")));
    }
    let protocol = protocol::Protocol::parse(PROTOCOL).map_err(|e| e.to_string())?;
    let dice = &visit.app.dice;
    let edition = Edition {
        id: dice.id(),
        slug: slug(name),
        name: name.to_owned(),
        protocol_id: protocol.id,
        protocol_version: protocol.version,
        starts_on,
        ends_on,
        seed: dice.id(),
        fictional: false,
        notes: String::new(),
    };
    let mut tx = visit.write().await?;
    match store::add_edition(&mut tx, &edition, visit.now).await {
        Ok(()) => {}
        Err(e) if broken_constraint(&e).is_some() => {
            return Ok(Err(Refusal("name", "programme-edition-taken")));
        }
        Err(e) => return Err(e.into()),
    }
    let role = Grant {
        person: &me,
        role: Role::Coordinator,
        edition: Some(&edition.id),
        site: None,
        since: visit.today,
        until: None,
    };
    grant(&mut tx, &dice.id(), visit.now, Some(&me), role).await?;
    let line = Act {
        act: "act-edition-opened",
        edition: Some(&edition.id),
        site: None,
        subject: name,
        detail: String::new(),
        audience: Circles::COORDINATION,
    };
    journal::write(&mut tx, dice, &visit.viewer, visit.now, line).await?;
    tx.commit().await?;
    Ok(Ok(edition.slug))
}

/// What is known of an authority when it is added.
#[derive(Clone, Debug)]
pub struct NewSite<'a> {
    /// As typed.
    pub siren: &'a str,
    /// Name.
    pub name: &'a str,
    /// Key of its kind.
    pub kind: &'a str,
}

/// Adds an authority to the edition as a prospect. Returns its slug.
///
/// # Errors
/// A fault of ours.
pub async fn add_site(visit: &Visit, new: &NewSite<'_>) -> Outcome<String> {
    let edition = visit.edition()?.clone();
    let Ok(siren) = Siren::parse(new.siren) else {
        return Ok(Err(Refusal("siren", "programme-siren-fault")));
    };
    if new.name.is_empty() || slug(new.name).is_empty() {
        return Ok(Err(Refusal("name", "programme-name-fault")));
    }
    if FIXED_SITES.contains(&slug(new.name).as_str()) {
        return Ok(Err(Refusal("name", "programme-name-fixed")));
    }
    let dice = &visit.app.dice;
    let mut tx = visit.write().await?;
    let position = store::sites(&mut tx, &edition.id).await?.len();
    let site = Site {
        id: dice.id(),
        edition_id: edition.id.clone(),
        slug: slug(new.name),
        siren: siren.to_string(),
        name: new.name.to_owned(),
        kind: new.kind.to_owned(),
        town: String::new(),
        theme: String::new(),
        facts: String::new(),
        school_zone: "A".into(),
        holidays: "métropole".into(),
        seats: 20,
        substitutes: 6,
        convention_signed_on: None,
        starts_on: None,
        ends_on: None,
        position: u32::try_from(position).unwrap_or(u32::MAX),
        stage: None,
    };
    match store::add_site(&mut tx, &site, visit.now).await {
        Ok(()) => {}
        Err(e) => {
            let Some(broken) = broken_constraint(&e) else {
                return Err(e.into());
            };
            let field = if broken.contains("siren") {
                "siren"
            } else {
                "name"
            };
            return Ok(Err(Refusal(field, "programme-site-taken")));
        }
    }
    let noted = (visit.now, visit.viewer.id());
    let first = (Stage::Prospect, visit.today);
    store::add_stage(&mut tx, &dice.id(), &site.id, first, noted).await?;
    note(
        visit,
        &mut tx,
        "act-site-added",
        (&edition.id, &site.id),
        new.name,
    )
    .await?;
    tx.commit().await?;
    Ok(Ok(site.slug))
}

async fn note(
    visit: &Visit,
    tx: &mut Tx,
    act: &'static str,
    (edition, site): (&str, &str),
    subject: &str,
) -> Result<(), Error> {
    let line = Act {
        act,
        edition: Some(edition),
        site: Some(site),
        subject,
        detail: String::new(),
        audience: SITE_LINE,
    };
    Ok(journal::write(tx, &visit.app.dice, &visit.viewer, visit.now, line).await?)
}

/// Moves an authority to a stage since a day. An authority cannot be running before its convention is signed: one
/// of the few hard stops, since a convention is what the law asks for.
///
/// # Errors
/// A fault of ours.
pub async fn move_stage(visit: &Visit, stage: Stage, since: Date) -> Outcome<()> {
    let (edition, place) = (visit.edition()?.clone(), visit.site()?.clone());
    let mut tx = visit.write().await?;
    let site = store::site(&mut tx, &place.id)
        .await?
        .ok_or(Error::Absent)?;
    if stage >= Stage::Running && site.convention_signed_on.is_none() {
        return Ok(Err(Refusal("stage", "programme-convention-first")));
    }
    let noted = (visit.now, visit.viewer.id());
    store::add_stage(
        &mut tx,
        &visit.app.dice.id(),
        &site.id,
        (stage, since),
        noted,
    )
    .await?;
    note(
        visit,
        &mut tx,
        "act-stage-moved",
        (&edition.id, &site.id),
        &site.name,
    )
    .await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Changes the page of an authority. `edit` changes the copy it is given.
///
/// # Errors
/// A fault of ours.
pub async fn edit_site(visit: &Visit, edit: impl FnOnce(&mut Site)) -> Outcome<()> {
    let (edition, place) = (visit.edition()?.clone(), visit.site()?.clone());
    let mut tx = visit.write().await?;
    let mut site = store::site(&mut tx, &place.id)
        .await?
        .ok_or(Error::Absent)?;
    let before = site.clone();
    edit(&mut site);
    if site.name.is_empty() {
        return Ok(Err(Refusal("name", "programme-name-fault")));
    }
    site.town = site.town.trim().chars().take(120).collect();
    if site.seats == 0 || site.seats > 200 {
        return Ok(Err(Refusal("seats", "programme-seats-fault")));
    }
    if site.substitutes > 200 {
        return Ok(Err(Refusal("substitutes", "programme-substitutes-fault")));
    }
    // What the calendar reads is one of what it knows; a season's file may have said something else before.
    if site.school_zone != before.school_zone && !ZONES.contains(&site.school_zone.as_str()) {
        return Ok(Err(Refusal("school_zone", "programme-choice-fault")));
    }
    if site.holidays != before.holidays && !LAWS.contains(&site.holidays.as_str()) {
        return Ok(Err(Refusal("holidays", "programme-choice-fault")));
    }
    let runs = site.stage.is_some_and(|(stage, _)| stage >= Stage::Running);
    if runs && before.convention_signed_on.is_some() && site.convention_signed_on.is_none() {
        let field = "convention_signed_on";
        return Ok(Err(Refusal(field, "programme-convention-first")));
    }
    if let (Some(first), Some(last)) = (site.starts_on, site.ends_on)
        && last <= first
    {
        return Ok(Err(Refusal("ends_on", "programme-dates-fault")));
    }
    store::set_site(&mut tx, &site).await?;
    note(
        visit,
        &mut tx,
        "act-site-edited",
        (&edition.id, &site.id),
        &site.name,
    )
    .await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Adds a room to the site.
///
/// # Errors
/// A fault of ours.
pub async fn add_room(visit: &Visit, name: &str, capacity: u32) -> Outcome<()> {
    let place = visit.site()?.clone();
    if name.is_empty() {
        return Ok(Err(Refusal("room", "programme-room-fault")));
    }
    if capacity == 0 || capacity > 10_000 {
        return Ok(Err(Refusal("capacity", "programme-capacity-fault")));
    }
    let room = Room {
        id: visit.app.dice.id(),
        reference: slug(name),
        name: name.to_owned(),
        capacity,
    };
    let mut tx = visit.write().await?;
    match store::add_room(&mut tx, &place.id, &room).await {
        Ok(()) => {}
        Err(e) if broken_constraint(&e).is_some() => {
            return Ok(Err(Refusal("room", "programme-room-taken")));
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// Says where somebody of a team lives: journeys are counted from there. The person says it, or who leads the place.
///
/// # Errors
/// Absence of the person; a fault of ours.
pub async fn set_home(visit: &Visit, person: &str, home: &str) -> Result<(), Error> {
    let home: String = home.trim().chars().take(120).collect();
    let mut tx = visit.write().await?;
    let name = people::set_home(&mut tx, person, &home).await?;
    let line = Act {
        act: "act-home-said",
        edition: Some(&visit.edition()?.id),
        site: visit.site.as_ref().map(|site| site.id.as_str()),
        subject: &name.ok_or(Error::Absent)?,
        detail: String::new(),
        audience: SITE_LINE,
    };
    journal::write(&mut tx, &visit.app.dice, &visit.viewer, visit.now, line).await?;
    tx.commit().await?;
    Ok(())
}
