//! A season's folder becomes an edition: everything or nothing, in one transaction.
//!
//! Invariants: a folder with a fault never comes this far; an edition that exists is replaced only when asked, and
//! never once a pool was frozen or a calendar made; nobody's account is given to somebody else: people are the same
//! across editions by their address only, never by a reference that another folder may use otherwise.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, ToSpan, civil::Date};
use season::{Authority, Season, TeamMember};

use super::{
    keys::{self, Keyed},
    store::{meetings, remove, write},
};
use crate::{
    people::store::{self as people, Grant, NewPerson},
    platform::{
        app::App,
        clock::{day_in_paris, paris},
        db::{DbError, Tx},
        dice::Dice,
        error::Error,
        fault,
        gate::{Circles, Role, Viewer},
        journal::{self, Act},
        words::Lang,
    },
    programme::{
        stage::{FIXED_EDITIONS, FIXED_SITES, Stage},
        store::{self as programme, Edition, OverrideLine, Room, Site},
    },
};

/// Why nothing was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// An edition has this slug.
    Exists(String),
    /// It may not be replaced: a pool was frozen or a calendar made.
    HasHistory(String),
    /// Two authorities have one SIREN: their slugs, and the number.
    OneSiren(Vec<(String, String, String)>),
    /// These slugs stand in the addresses of our own pages.
    FixedSlugs(Vec<String>),
}

/// What was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Row id of the edition.
    pub edition: String,
    /// Its slug.
    pub slug: String,
    /// Authorities.
    pub authorities: usize,
    /// Rows of the team.
    pub team: usize,
    /// Volunteers.
    pub volunteers: usize,
    /// Absences and closures.
    pub absences: usize,
}

/// Who imports and when.
#[derive(Clone)]
pub struct By<'a> {
    /// The running instance.
    pub app: &'a App,
    /// Who; nobody for an operator at the command line.
    pub viewer: &'a Viewer,
    /// When.
    pub now: Timestamp,
}

/// Imports a season; with `replace`, in the place of an edition of the same slug.
///
/// # Errors
/// A fault of ours; nothing is changed then, nor after a [`Refusal`].
pub async fn import(
    by: &By<'_>,
    season: &Season,
    replace: bool,
) -> Result<Result<Imported, Refusal>, Error> {
    if let Some(refusal) = one_siren(season).or_else(|| fixed_slugs(season)) {
        return Ok(Err(refusal));
    }
    let mut tx = by.app.db.write().await?;
    let slug = season.edition.slug.as_str();
    if let Some(known) = programme::edition(&mut tx, slug).await? {
        if !replace {
            return Ok(Err(Refusal::Exists(known.name)));
        }
        if remove::has_history(&mut tx, &known.id).await? {
            return Ok(Err(Refusal::HasHistory(known.name)));
        }
        remove::edition(&mut tx, &known.id).await?;
    }
    let mut importer = Importer::new(by, season);
    importer.all(&mut tx).await?;
    tx.commit().await?;
    Ok(Ok(Imported {
        edition: importer.edition,
        slug: slug.to_owned(),
        authorities: season.authorities.len(),
        team: season.team.len(),
        volunteers: season.volunteers.len(),
        absences: season.unavailable.len() + season.closures.len(),
    }))
}

fn fixed_slugs(season: &Season) -> Option<Refusal> {
    let edition = season.edition.slug.as_str();
    let edition = FIXED_EDITIONS.contains(&edition).then_some(edition);
    let sites = season.authorities.iter().map(|a| a.slug.as_str());
    let fixed: Vec<String> = edition
        .into_iter()
        .chain(sites.filter(|slug| FIXED_SITES.contains(slug)))
        .map(str::to_owned)
        .collect();
    (!fixed.is_empty()).then_some(Refusal::FixedSlugs(fixed))
}

fn one_siren(season: &Season) -> Option<Refusal> {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    let mut twice = Vec::new();
    for authority in &season.authorities {
        let (siren, slug) = (authority.siren.as_str(), authority.slug.as_str());
        match seen.get(siren) {
            Some(first) => twice.push(((*first).to_owned(), slug.to_owned(), siren.to_owned())),
            None => drop(seen.insert(siren, slug)),
        }
    }
    (!twice.is_empty()).then_some(Refusal::OneSiren(twice))
}

struct Importer<'a> {
    season: &'a Season,
    dice: &'a Dice,
    viewer: &'a Viewer,
    now: Timestamp,
    today: Date,
    /// Row ids: the edition, sites by slug, people by reference, candidacies by slug and reference.
    edition: String,
    sites: BTreeMap<&'a str, String>,
    people: BTreeMap<&'a str, write::Known>,
    applications: BTreeMap<(&'a str, &'a str), String>,
}

impl<'a> Importer<'a> {
    fn new(by: &By<'a>, season: &'a Season) -> Self {
        Self {
            season,
            dice: &by.app.dice,
            viewer: by.viewer,
            now: by.now,
            today: day_in_paris(by.now),
            edition: String::new(),
            sites: BTreeMap::new(),
            people: BTreeMap::new(),
            applications: BTreeMap::new(),
        }
    }

    async fn all(&mut self, tx: &mut Tx) -> Result<(), Error> {
        self.edition(tx).await?;
        for (position, authority) in (0..).zip(&self.season.authorities) {
            self.authority(tx, authority, position).await?;
        }
        self.everybody(tx).await?;
        for member in &self.season.team {
            self.role(tx, member).await?;
        }
        fault::point("import.middle");
        self.candidacies(tx).await?;
        self.quotas(tx).await?;
        self.days(tx).await?;
        for meeting in &self.season.meetings {
            self.meeting(tx, meeting).await?;
        }
        self.coordinate(tx).await?;
        let line = Act {
            act: "act-season-imported",
            edition: Some(&self.edition),
            site: None,
            subject: self.season.edition.name.as_str(),
            detail: String::new(),
            audience: Circles::COORDINATION,
        };
        journal::write(tx, self.dice, self.viewer, self.now, line).await?;
        fault::point("import.end");
        Ok(())
    }

    async fn edition(&mut self, tx: &mut Tx) -> Result<(), DbError> {
        let (e, p) = (&self.season.edition, &self.season.protocol);
        let row = Edition {
            id: self.dice.id(),
            slug: e.slug.to_string(),
            name: e.name.to_string(),
            protocol_id: p.id.to_string(),
            protocol_version: p.version.to_string(),
            starts_on: e.starts_on,
            ends_on: e.ends_on,
            seed: e.seed.to_string(),
            fictional: e.fictional,
            notes: or_empty(e.notes.as_ref()),
        };
        programme::add_edition(tx, &row, self.now).await?;
        for o in &p.overrides {
            let line = OverrideLine {
                id: self.dice.id(),
                rule: o.rule.to_string(),
                parameter: o.parameter.to_string(),
                value: keys::value_text(&o.value),
                author: o.author.to_string(),
                reason: o.reason.to_string(),
                on: o.on,
            };
            write::add_override(tx, &row.id, &line).await?;
        }
        self.edition = row.id;
        Ok(())
    }

    async fn authority(
        &mut self,
        tx: &mut Tx,
        a: &'a Authority,
        position: u32,
    ) -> Result<(), DbError> {
        let site = self.site(a, position);
        programme::add_site(tx, &site, self.now).await?;
        let stage = Stage::from_key(a.stage.key()).unwrap_or(Stage::Prospect);
        let noted = (self.now, self.viewer.id());
        let since = (stage, self.since(a));
        programme::add_stage(tx, &self.dice.id(), &site.id, since, noted).await?;
        for room in &a.rooms {
            let room = Room {
                id: self.dice.id(),
                reference: room.id.to_string(),
                name: room.name.to_string(),
                capacity: room.capacity,
            };
            programme::add_room(tx, &site.id, &room).await?;
        }
        let call = (a.call_opens_on, a.call_closes_on);
        let pilot = a.pilot.as_ref().map(season::Reference::as_str);
        match call {
            (Some(opens), Some(closes)) => {
                write::add_call(tx, &site.id, opens, closes).await?;
                write::add_season_site(tx, &site.id, pilot, (None, None)).await?;
            }
            one => write::add_season_site(tx, &site.id, pilot, one).await?,
        }
        self.sites.insert(a.slug.as_str(), site.id);
        Ok(())
    }

    fn site(&self, a: &Authority, position: u32) -> Site {
        Site {
            id: self.dice.id(),
            edition_id: self.edition.clone(),
            slug: a.slug.to_string(),
            siren: a.siren.as_str().to_owned(),
            name: a.name.to_string(),
            kind: a.kind.key().to_owned(),
            town: or_empty(a.town.as_ref()),
            theme: or_empty(a.theme.as_ref()),
            facts: or_empty(a.facts.as_ref()),
            school_zone: a.school_zone.word().to_owned(),
            holidays: a.holidays.word().to_owned(),
            seats: a.seats,
            substitutes: a.substitutes,
            convention_signed_on: a.convention_signed_on,
            starts_on: a.starts_on,
            ends_on: a.ends_on,
            position,
            stage: None,
        }
    }

    /// Since when the authority is at its stage, as far as its dates tell.
    fn since(&self, a: &Authority) -> Date {
        let known = match a.stage {
            season::Stage::Prospect | season::Stage::InTalks => None,
            season::Stage::Engaged => a.convention_signed_on,
            season::Stage::Running => a.starts_on,
            season::Stage::Closed | season::Stage::Autonomous => a.ends_on,
        };
        known.unwrap_or(self.today)
    }

    /// One person for each reference: the account at the address if there is one, else somebody new.
    async fn everybody(&mut self, tx: &mut Tx) -> Result<(), DbError> {
        let mut taken = BTreeSet::new();
        let season = self.season;
        for member in &season.team {
            let reference = member.reference.as_str();
            if self.people.contains_key(reference) {
                continue;
            }
            let email = member.email.as_ref().map(|e| e.as_str().to_lowercase());
            let known = match &email {
                Some(email) if !taken.contains(email) => write::person_at(tx, email).await?,
                _ => None,
            };
            let person = match known {
                Some(known) => known,
                None => {
                    let email = email.clone().filter(|email| !taken.contains(email));
                    self.newcomer(tx, member, email).await?
                }
            };
            taken.extend(email);
            write::add_season_person(tx, &self.edition, reference, &person.id).await?;
            self.people.insert(reference, person);
        }
        Ok(())
    }

    async fn newcomer(
        &self,
        tx: &mut Tx,
        member: &TeamMember,
        email: Option<String>,
    ) -> Result<write::Known, DbError> {
        let person = write::Known {
            id: self.dice.id(),
            name: member.name.to_string(),
            email,
            discipline: or_empty(member.discipline.as_ref()),
            home: or_empty(member.home.as_ref()),
            public_experience: or_empty(member.public_experience.as_ref()),
        };
        let reference = member.reference.as_str();
        let taken = write::is_reference_taken(tx, reference).await?;
        let new = NewPerson {
            reference: (!taken).then_some(reference),
            name: &person.name,
            email: person.email.as_deref(),
            lang: Lang::Fr,
            fictional: self.season.edition.fictional,
            discipline: &person.discipline,
            home: &person.home,
            public_experience: &person.public_experience,
        };
        people::add_person(tx, &person.id, self.now, &new).await?;
        Ok(person)
    }

    async fn role(&self, tx: &mut Tx, m: &TeamMember) -> Result<(), DbError> {
        let Some((person, role)) = self
            .people
            .get(m.reference.as_str())
            .zip(keys::role(m.role))
        else {
            return Ok(());
        };
        let id = self.dice.id();
        let grant = Grant {
            person: &person.id,
            role,
            edition: Some(&self.edition),
            site: m.authority.as_ref().and_then(|slug| self.site_id(slug)),
            // Who prepares a season has a role before its first day.
            since: m
                .since
                .unwrap_or(self.season.edition.starts_on.min(self.today)),
            until: m.until.and_then(|last| last.checked_add(1.day()).ok()),
        };
        people::grant(tx, &id, self.now, self.viewer.id(), grant).await?;
        let differs = |typed: String, kept: &str| (typed != kept).then_some(typed);
        let words = write::OwnWords {
            without_first_day: m.since.is_none(),
            name: differs(m.name.to_string(), &person.name),
            email: differs(
                or_empty(m.email.as_ref()),
                person.email.as_deref().unwrap_or_default(),
            ),
            discipline: differs(or_empty(m.discipline.as_ref()), &person.discipline),
            home: differs(or_empty(m.home.as_ref()), &person.home),
            public_experience: differs(
                or_empty(m.public_experience.as_ref()),
                &person.public_experience,
            ),
        };
        if words != write::OwnWords::default() {
            write::add_own_words(tx, &id, &words).await?;
        }
        Ok(())
    }

    fn site_id(&self, slug: &season::Slug) -> Option<&str> {
        self.sites.get(slug.as_str()).map(String::as_str)
    }

    async fn candidacies(&mut self, tx: &mut Tx) -> Result<(), DbError> {
        let season = self.season;
        for volunteer in &season.volunteers {
            let Some(site) = self.site_id(&volunteer.authority) else {
                continue;
            };
            let id = self.dice.id();
            write::add_application(tx, (&id, site), volunteer, self.received(volunteer)).await?;
            let key = (volunteer.authority.as_str(), volunteer.reference.as_str());
            self.applications.insert(key, id);
        }
        Ok(())
    }

    /// A candidacy came in on the day of its consent, as far as anybody knows.
    fn received(&self, volunteer: &season::Volunteer) -> Timestamp {
        let noon = volunteer
            .consented_on
            .map(|day| day.at(12, 0, 0, 0).to_zoned(paris()));
        noon.and_then(Result::ok)
            .map_or(self.now, |at| at.timestamp().min(self.now))
    }

    async fn quotas(&self, tx: &mut Tx) -> Result<(), DbError> {
        for (position, quota) in (0..).zip(&self.season.quotas) {
            let row = write::QuotaRow {
                site: quota.authority.as_ref().and_then(|slug| self.site_id(slug)),
                feature: quota.feature.word(),
                value: quota.value.as_str(),
                bounds: (quota.min, quota.max),
                flex: (quota.min_flex, quota.max_flex),
                position,
            };
            write::add_quota(tx, &self.dice.id(), &self.edition, &row).await?;
        }
        Ok(())
    }

    async fn days(&self, tx: &mut Tx) -> Result<(), DbError> {
        for absence in &self.season.unavailable {
            let slug = absence.authority.as_ref().map(season::Slug::as_str);
            let reference = absence.reference.as_str();
            let application = slug.and_then(|slug| self.applications.get(&(slug, reference)));
            let person = self.people.get(reference).map(|person| person.id.as_str());
            let whose = write::Whose {
                site: absence
                    .authority
                    .as_ref()
                    .and_then(|slug| self.site_id(slug)),
                application: application.map(String::as_str),
                person: person.filter(|_| application.is_none()),
            };
            let id = self.dice.id();
            write::add_absence(tx, (&id, &self.edition), whose, absence, self.now).await?;
        }
        for closure in &self.season.closures {
            let site = closure
                .authority
                .as_ref()
                .and_then(|slug| self.site_id(slug));
            let id = self.dice.id();
            write::add_closure(tx, (&id, &self.edition), site, closure).await?;
        }
        Ok(())
    }

    /// Everything a meeting names is in the season: that was checked when it was read.
    async fn meeting(&self, tx: &mut Tx, m: &season::Meeting) -> Result<(), DbError> {
        let sites: Vec<&str> = m
            .authorities
            .iter()
            .filter_map(|s| self.site_id(s))
            .collect();
        let residents = m.residents.as_ref().map(|residents| {
            let people = residents.iter().filter_map(|r| self.people.get(r.as_str()));
            people.map(|person| person.id.as_str()).collect()
        });
        let row = meetings::Row {
            id: &self.dice.id(),
            edition: &self.edition,
            host: self.site_id(&m.host).unwrap_or_default(),
            sites,
            residents,
        };
        meetings::add(tx, &row, m, self.now).await
    }

    /// Who imports through the pages coordinates what they imported, unless the folder says so already.
    async fn coordinate(&self, tx: &mut Tx) -> Result<(), DbError> {
        let Some(me) = self.viewer.id() else {
            return Ok(());
        };
        let named = self.season.team.iter().any(|member| {
            member.role == season::Role::Coordinator
                && member.authority.is_none()
                && self
                    .people
                    .get(member.reference.as_str())
                    .is_some_and(|p| p.id == me)
        });
        if named {
            return Ok(());
        }
        let grant = Grant {
            person: me,
            role: Role::Coordinator,
            edition: Some(&self.edition),
            site: None,
            since: self.today,
            until: None,
        };
        people::grant(tx, &self.dice.id(), self.now, Some(me), grant).await
    }
}

fn or_empty(text: Option<&impl ToString>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}
