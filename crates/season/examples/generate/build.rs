//! The whole season, put together.

use jiff::civil::Date;
use season::{
    Authority, AuthorityKind, Edition, Email, Gender, HolidayLaw, Label, PROTOCOL_ID, Prose,
    Protocol, Reference, Role, Room, SchoolZone, Season, Siren, Slug, Stage, TeamMember,
};

use crate::absences::{self, Person};
use crate::dice::Dice;
use crate::names::Names;
use crate::people::{self, refused};
use crate::places::{PLACES, Place};
use crate::quotas;

const SEED: u64 = 42;
const FIRST: &str = "2016-04-01";
const LAST: &str = "2020-06-30";
const NOTES: &str = "Saison 2 de La Transfo : dates, thèmes et cas publics de sept collectivités. \
Toutes les personnes sont inventées, ainsi que leurs absences, les directions, les sites, les \
quotas et les fermetures ; le libellé des thèmes résume les cas ; les noms de famille sont des choses, les adresses ne mènent nulle \
part.\nSeason 2 of La Transfo: public dates, themes and cases of seven authorities. All persons \
are invented, and so are their absences, the directorates, sites, quotas and closures; themes sum up the cases.";
const DISCIPLINES: [&str; 6] = [
    "Design de service",
    "Sociologie",
    "Architecture",
    "Urbanisme",
    "Design graphique",
    "Ethnographie",
];

/// Season 2, the same each time.
pub fn season() -> Result<Season, String> {
    let mut dice = Dice::new(SEED);
    let mut names = Names::new();
    let mut season = Season {
        edition: edition()?,
        protocol: Protocol {
            id: Reference::parse(PROTOCOL_ID).map_err(refused)?,
            version: 1,
            overrides: Vec::new(),
        },
        authorities: Vec::new(),
        team: Vec::new(),
        volunteers: Vec::new(),
        quotas: quotas::general_quotas()?,
        unavailable: Vec::new(),
        closures: absences::seminars(day(FIRST)?, day(LAST)?)?,
        meetings: Vec::new(),
    };
    for place in &PLACES {
        season.authorities.push(authority(place)?);
        season.quotas.extend(quotas::quotas(place)?);
        season
            .volunteers
            .extend(people::volunteers(place, &mut names, &mut dice)?);
        season.team.extend(team(place, &mut names, &mut dice)?);
        let slug = Slug::parse(place.slug).map_err(refused)?;
        let (from, to) = period(place)?;
        season
            .closures
            .extend(absences::closures(&slug, from, to, &mut dice)?);
    }
    share(
        &mut season.team,
        "PAR-R3",
        "dunkerque",
        ("2017-03-06", "2018-07-06"),
    )?;
    share(
        &mut season.team,
        "STR-R1",
        "metz",
        ("2018-11-05", "2020-03-06"),
    )?;
    season.team.push(coordinator(&mut names, &mut dice)?);
    absences_of_all(&mut season, &mut dice)?;
    let season = season.canonical();
    match season.check().first() {
        None => Ok(season),
        Some(fault) => Err(fault.sentence(season::Language::English)),
    }
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|cause| format!("{text}: {cause}"))
}

fn period(place: &Place) -> Result<(Date, Date), String> {
    Ok((day(place.period.0)?, day(place.period.1)?))
}

fn edition() -> Result<Edition, String> {
    Ok(Edition {
        name: Label::parse("La Transfo, saison 2").map_err(refused)?,
        slug: Slug::parse("saison-2").map_err(refused)?,
        starts_on: day(FIRST)?,
        ends_on: day(LAST)?,
        seed: SEED,
        fictional: true,
        notes: Some(Prose::parse(NOTES).map_err(refused)?),
    })
}

fn authority(place: &Place) -> Result<Authority, String> {
    let (starts_on, ends_on) = period(place)?;
    let room = |number: usize, name: &str, capacity| -> Result<Room, String> {
        Ok(Room {
            id: Reference::parse(&format!("{}-salle-{number}", place.slug)).map_err(refused)?,
            name: Label::parse(name).map_err(refused)?,
            capacity,
        })
    };
    Ok(Authority {
        slug: Slug::parse(place.slug).map_err(refused)?,
        siren: Siren::parse(place.siren).map_err(refused)?,
        name: Label::parse(place.name).map_err(refused)?,
        kind: AuthorityKind::parse(place.kind).map_err(refused)?,
        town: None,
        theme: Some(Label::parse(place.theme).map_err(refused)?),
        stage: Stage::parse(place.stage).map_err(refused)?,
        convention_signed_on: Some(day(place.signed)?),
        starts_on: Some(starts_on),
        ends_on: Some(ends_on),
        pilot: Some(Reference::parse(&format!("{}-P1", place.code)).map_err(refused)?),
        school_zone: SchoolZone::parse(place.school_zone).map_err(refused)?,
        holidays: HolidayLaw::parse(place.holidays).map_err(refused)?,
        seats: Authority::SEATS,
        substitutes: Authority::SUBSTITUTES,
        call_opens_on: Some(day(place.call.0)?),
        call_closes_on: Some(day(place.call.1)?),
        facts: Some(Prose::parse(place.facts).map_err(refused)?),
        rooms: vec![
            room(1, "Grand atelier", 40)?,
            room(2, "Salle du jardin", 26)?,
        ],
    })
}

/// Three residents of three disciplines, the pilot, the direction and an elected official.
fn team(place: &Place, names: &mut Names, dice: &mut Dice) -> Result<Vec<TeamMember>, String> {
    let (from, to) = period(place)?;
    let mut all = Vec::new();
    let first_discipline = dice.below(DISCIPLINES.len());
    for (number, home) in (1..).zip(place.homes) {
        let mut resident = member(place, &format!("R{number}"), Role::Resident, names, dice)?;
        let mut disciplines = DISCIPLINES.iter().cycle();
        let discipline = disciplines
            .nth(first_discipline + number)
            .unwrap_or(&"Design");
        resident.discipline = Some(Label::parse(discipline).map_err(refused)?);
        resident.home = Some(Label::parse(home).map_err(refused)?);
        let years = 3 + dice.below(12);
        let experience = format!("{years} ans de missions auprès d'administrations");
        resident.public_experience = Some(Prose::parse(&experience).map_err(refused)?);
        (resident.since, resident.until) = (Some(from), Some(to));
        all.push(resident);
    }
    for (suffix, role) in [
        ("P1", Role::Pilot),
        ("D1", Role::Direction),
        ("E1", Role::Official),
    ] {
        all.push(member(place, suffix, role, names, dice)?);
    }
    Ok(all)
}

fn member(
    place: &Place,
    suffix: &str,
    role: Role,
    names: &mut Names,
    dice: &mut Dice,
) -> Result<TeamMember, String> {
    let domain = if role == Role::Resident {
        "residents"
    } else {
        place.slug
    };
    let (name, email) = names.next(Gender::NotStated, domain, dice)?;
    let reference = format!("{}-{suffix}", place.code);
    blank_member(
        Some(Slug::parse(place.slug).map_err(refused)?),
        &reference,
        role,
        (name, email),
    )
}

fn blank_member(
    authority: Option<Slug>,
    reference: &str,
    role: Role,
    (name, email): (Label, Email),
) -> Result<TeamMember, String> {
    Ok(TeamMember {
        authority,
        reference: Reference::parse(reference).map_err(refused)?,
        role,
        name,
        email: Some(email),
        discipline: None,
        home: None,
        public_experience: None,
        since: None,
        until: None,
    })
}

fn coordinator(names: &mut Names, dice: &mut Dice) -> Result<TeamMember, String> {
    let name = names.next(Gender::NotStated, "association", dice)?;
    blank_member(None, "ASSO-1", Role::Coordinator, name)
}

/// A resident works for a second authority, in the place of one of its own.
fn share(
    team: &mut Vec<TeamMember>,
    reference: &str,
    slug: &str,
    (since, until): (&str, &str),
) -> Result<(), String> {
    let slug = Slug::parse(slug).map_err(refused)?;
    let shared = team
        .iter()
        .find(|one| one.reference.as_str() == reference)
        .cloned();
    let mut shared = shared.ok_or_else(|| format!("nobody is {reference}"))?;
    let replaced = team
        .iter()
        .rposition(|one| one.authority.as_ref() == Some(&slug) && one.role == Role::Resident);
    team.remove(replaced.ok_or_else(|| format!("{slug} has no resident"))?);
    shared.authority = Some(slug);
    (shared.since, shared.until) = (Some(day(since)?), Some(day(until)?));
    team.push(shared);
    Ok(())
}

/// Volunteers of each authority, and each resident once, wherever that resident works.
fn absences_of_all(season: &mut Season, dice: &mut Dice) -> Result<(), String> {
    let mut persons: Vec<Person> = Vec::new();
    for place in &PLACES {
        let (from, to) = period(place)?;
        for one in season
            .volunteers
            .iter()
            .filter(|one| one.authority.as_str() == place.slug)
        {
            let authority = Some(one.authority.clone());
            let reference = one.reference.clone();
            persons.push(Person {
                authority,
                reference,
                from,
                to,
                resident: false,
            });
        }
    }
    for one in season.team.iter().filter(|one| one.role == Role::Resident) {
        let (Some(from), Some(to)) = (one.since, one.until) else {
            continue;
        };
        match persons
            .iter_mut()
            .find(|person| person.reference == one.reference)
        {
            Some(known) => {
                known.from = known.from.min(from);
                known.to = known.to.max(to);
            }
            None => {
                let reference = one.reference.clone();
                persons.push(Person {
                    authority: None,
                    reference,
                    from,
                    to,
                    resident: true,
                });
            }
        }
    }
    for person in &persons {
        season
            .unavailable
            .extend(absences::of_person(person, dice)?);
    }
    Ok(())
}
