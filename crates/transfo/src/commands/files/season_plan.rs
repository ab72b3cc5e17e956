//! The planner's instance of a season's folder. Who would be drawn is not known to a folder: the cohort that the
//! season's own seed gives stands for it, and an authority that cannot be drawn is planned without a cohort.

use std::{collections::BTreeMap, path::Path};

use jiff::civil::Weekday;
use planner::Instance;
use season::{Authority, Role, Season, Stage, Unavailability};
use sortition::{Flow, Options};
use transfo::{
    calendar::{
        absence::{Absence, Half},
        meeting::{Meeting, Party},
        plan_input::{self, Closed, Facts, Member, Rules, Site, Unready, Worker},
        unpublished::{self, Unpublished},
    },
    programme::rules,
};

use super::{
    super::{folder, say, setting::words},
    check::overrides,
    pool,
};

/// The instance of a folder, and what it cannot know of school holidays; nothing when it was refused, which was then said.
///
/// # Errors
/// A sentence about a folder that cannot be read at all.
pub fn instance(dir: &Path) -> Result<Option<(Instance, Vec<Unpublished>)>, String> {
    let Some(season) = folder::read(dir)? else {
        return Ok(None);
    };
    let facts = facts(&season)?;
    match plan_input::ready(&facts) {
        Ok(()) => Ok(Some((
            plan_input::instance(&facts),
            unpublished::of(&facts),
        ))),
        Err(Unready::NoSite) => {
            say(words().t("exchange-cli-plan-no-site"));
            Ok(None)
        }
        Err(Unready::TooShort(names)) => {
            say(words().t1("exchange-cli-plan-too-short", "places", names.join(", ")));
            Ok(None)
        }
    }
}

/// Every authority that has dates, as it was before its first session.
fn facts(season: &Season) -> Result<Facts, String> {
    let shipped = rules::shipped().map_err(|e| format!("{e:?}"))?;
    let (protocol, ..) = rules::with(shipped, overrides(season));
    let mut residents: BTreeMap<&str, Worker> = BTreeMap::new();
    for member in season.team.iter().filter(|m| m.role == Role::Resident) {
        let reference = member.reference.as_str();
        residents.entry(reference).or_insert_with(|| Worker {
            id: reference.to_owned(),
            home: member
                .home
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            // Absences given at one authority keep a resident away from all.
            absences: absences(season, |u| {
                u.reference == member.reference && !is_volunteer(season, u)
            }),
        });
    }
    let sites: Vec<Site> = season
        .authorities
        .iter()
        .filter_map(|a| site(season, a))
        .collect();
    Ok(Facts {
        rules: Rules::of(&protocol),
        name: season.edition.name.to_string(),
        seed: season.edition.seed,
        today: sites.iter().map(|site| site.starts_on).min(),
        sites,
        residents: residents.into_values().collect(),
        meetings: season.meetings.iter().zip(1..).map(meeting).collect(),
        waived: Vec::new(),
    })
}

/// A meeting of the folder; its place in the table names it.
fn meeting((m, number): (&season::Meeting, u32)) -> Meeting {
    let party = |slug: &season::Slug| Party {
        id: slug.to_string(),
        slug: slug.to_string(),
        name: slug.to_string(),
    };
    let residents = m.residents.as_ref();
    Meeting {
        id: format!("meeting-{number}"),
        name: m.name.to_string(),
        days: m.days,
        from: m.from,
        to: m.to,
        host: party(&m.host),
        place: m
            .place
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        delegation: m.delegation,
        sites: m.authorities.iter().map(party).collect(),
        starts_on: m.starts_on,
        fixed: m.fixed,
        revision: 0,
        escort: residents.map(|list| list.iter().map(ToString::to_string).collect()),
    }
}

fn site(season: &Season, a: &Authority) -> Option<Site> {
    if matches!(a.stage, Stage::Closed | Stage::Autonomous) {
        return None;
    }
    let closures = season.closures_of(&a.slug);
    Some(Site {
        slug: a.slug.to_string(),
        name: a.name.to_string(),
        zone: a.school_zone.word().to_owned(),
        law: a.holidays.word().to_owned(),
        starts_on: a.starts_on?,
        ends_on: a.ends_on,
        rooms: a
            .rooms
            .iter()
            .map(|r| (r.id.to_string(), r.capacity))
            .collect(),
        closures: (0..)
            .zip(closures)
            .map(|(number, c): (u32, _)| Closed {
                id: format!("{}-{number}", c.kind.word()),
                from: c.from,
                to: c.to,
                label: c.label.to_string(),
                kind: c.kind.word().to_owned(),
                hard: c.hard,
                weight: i64::from(c.weight),
            })
            .collect(),
        team: team(season, a),
        members: members(season, a),
        runs: Vec::new(),
    })
}

fn team(season: &Season, a: &Authority) -> Vec<String> {
    let mut team: Vec<String> = season
        .team_of(&a.slug)
        .filter(|m| m.role == Role::Resident)
        .map(|m| m.reference.to_string())
        .collect();
    team.dedup();
    team
}

fn members(season: &Season, a: &Authority) -> Vec<Member> {
    let options = Options {
        panels: 100,
        substitutes: 0,
        ..Options::default()
    };
    let Ok(problem) = pool::of(season, &a.slug, a.seats) else {
        return Vec::new();
    };
    let seed = season.edition.seed.to_string();
    let Ok(record) = sortition::draw(&problem, &options, &seed, &mut |_| Flow::Continue) else {
        return Vec::new();
    };
    let here = |u: &Unavailability, id: &str| {
        u.authority.as_ref() == Some(&a.slug) && u.reference.as_str() == id
    };
    record
        .panel
        .into_iter()
        .map(|id| Member {
            absences: absences(season, |u| here(u, &id)),
            id,
            promised_days: None,
            taken_halves: 0,
        })
        .collect()
}

fn is_volunteer(season: &Season, u: &Unavailability) -> bool {
    u.authority.as_ref().is_some_and(|slug| {
        season
            .volunteers_of(slug)
            .any(|volunteer| volunteer.reference == u.reference)
    })
}

fn absences(season: &Season, wanted: impl Fn(&Unavailability) -> bool) -> Vec<Absence> {
    season
        .unavailable
        .iter()
        .filter(|u| wanted(u))
        .map(|u| Absence {
            from: u.from,
            to: u.to,
            half: Half::parse(u.half.word()).unwrap_or(Half::Day),
            weekday: u.weekday.map(|day| -> Weekday { day.civil() }),
        })
        .collect()
}
