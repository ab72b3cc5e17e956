//! The facts of an edition as the planner needs them, in one statement.
//!
//! Read past the gate on purpose: a plan is made from everybody's absences. What comes of it is shown through
//! the gate or to who may see it, and never names whose absence weighed.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::meetings;
use crate::{
    calendar::{
        absence::{Absence, Half, weekday},
        plan_input::{Closed, Facts, Known, Member, Rules, Site, Worker},
    },
    params,
    platform::{
        db::{Ask, Conn, DbError, Row},
        error::Error,
    },
    programme::{rules, store::OverrideLine},
};

/// Facts with what leads back from them to rows and names.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The facts.
    pub facts: Facts,
    /// Row id of each site, by slug.
    pub sites: BTreeMap<String, String>,
    /// Row id and name of each room, by slug and reference.
    pub rooms: BTreeMap<(String, String), (String, String)>,
    /// Name of each resident.
    pub people: BTreeMap<String, String>,
}

/// Reads an absence from four columns beginning at `at`.
pub fn absence(row: &Row, at: usize) -> Result<Absence, DbError> {
    Ok(Absence {
        from: row.at(at)?,
        to: row.at(at + 1)?,
        half: Half::parse(&row.at::<String>(at + 2)?).unwrap_or(Half::Day),
        weekday: weekday(&row.at::<String>(at + 3)?),
    })
}

/// Whose absences are wanted: they are by far the most of what there is to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Away<'a> {
    /// Everybody's: what a plan is made from.
    OfAll,
    /// Those of one cohort and of all residents: what moving one of its runs depends on. The row id of the site.
    OfSite(&'a str),
    /// Those of all residents: what their journeys depend on.
    OfResidents,
    /// Nobody's: the plan is shown, not weighed.
    OfNobody,
}

/// Everything the planner needs of an edition.
///
/// # Errors
/// What the database says.
pub async fn load(
    conn: &mut Conn,
    (edition, today): (&str, Date),
    away: Away<'_>,
) -> Result<Loaded, Error> {
    let (wanted, near) = match away {
        Away::OfAll => (true, ""),
        Away::OfSite(site) => (true, site),
        // No site has this name, so no cohort's are read.
        Away::OfResidents => (true, "-"),
        Away::OfNobody => (false, ""),
    };
    let [all, halls, closed, gone, people, drawn, known, met] = conn
        .together([
            Ask::of::<16>(SITES, params![edition]),
            Ask::of::<5>(ROOMS, params![edition]),
            Ask::of::<8>(CLOSURES, params![edition]),
            Ask::of::<6>(ABSENCES, params![edition, near, wanted]),
            Ask::of::<4>(TEAM, params![edition, today]),
            Ask::of::<5>(MEMBERS, params![edition]),
            Ask::of::<7>(RUNS, params![edition]),
            Ask::of::<17>(meetings::OF_EDITION, params![edition]),
        ])
        .await?;
    let mut loaded = Loaded {
        facts: Facts {
            today: Some(today),
            ..Facts::default()
        },
        ..Loaded::default()
    };
    let slugs = sites(&all, &mut loaded)?;
    rooms(&halls, &mut loaded, &slugs)?;
    closures(&closed, &mut loaded, &slugs)?;
    let absences = absences(&gone)?;
    team(&people, &mut loaded, (&slugs, &absences))?;
    members(&drawn, &mut loaded, (&slugs, &absences))?;
    runs(&known, &mut loaded, &slugs)?;
    loaded.facts.meetings = meetings::gather(&met)?;
    Ok(loaded)
}

const SITES: &str = "select s.id, s.slug, s.name, s.school_zone, s.holidays, s.starts_on, s.ends_on, e.name, e.seed,
     o.id, o.rule, o.parameter, o.value, o.author, o.reason, o.made_on
   from site s join edition e on e.id = s.edition_id
   left join protocol_override o on o.edition_id = e.id
   where s.edition_id = $1 and s.starts_on is not null and coalesce((select t.stage from site_stage t
     where t.site_id = s.id order by t.noted_at desc, t.id desc limit 1), '') not in ('closed', 'autonomous')
   order by s.position, s.slug, o.made_on, o.rule, o.parameter, o.id";
const ROOMS: &str = "select r.site_id, r.reference, r.capacity, r.id, r.name from room r join site s on s.id = r.site_id
   where s.edition_id = $1 order by r.reference, r.id";
const CLOSURES: &str = "select id, site_id, from_on, to_on, label, kind, hard, weight from closure where edition_id = $1
   union all select '', null, '', '', rule, 'waived', 0, 0 from waived_rule where edition_id = $1
   order by from_on, id, label";
const ABSENCES: &str = "select u.application_id, u.person_id, u.from_on, u.to_on, u.half, u.weekday from unavailable u
   where u.edition_id = $1 and $3 = 1 and (u.application_id is null or u.application_id in (select m.application_id from member m
     where $2 = '' or m.site_id = $2))
   order by u.from_on, u.to_on, u.half, u.id";
const TEAM: &str =
    "select r.site_id, p.id, p.name, p.home from role r join person p on p.id = r.person_id
   where r.edition_id = $1 and r.site_id is not null and r.role = 'resident'
     and (r.until_on is null or r.until_on > $2) order by p.id";
const MEMBERS: &str = "select m.id, m.site_id, m.application_id, l.days_promised,
     (select count(*) from attendance t where t.member_id = m.id)
   from member m join site s on s.id = m.site_id left join mission_letter l on l.member_id = m.id
   where s.edition_id = $1 and m.left_on is null and (m.kind <> 'substitute' or m.joined_on is not null)
   order by m.rank, m.id";
const RUNS: &str =
    "select r.id, r.site_id, r.starts_on, r.days, m.reference, r.locked_at, w.person_id
   from run r join site s on s.id = r.site_id left join room m on m.id = r.room_id
   left join run_resident w on w.run_id = r.id
   where s.edition_id = $1 and r.cancelled_at is null order by r.starts_on, r.id, w.person_id";

type Slugs = BTreeMap<String, usize>;

fn sites(rows: &[Row], loaded: &mut Loaded) -> Result<Slugs, Error> {
    let (mut slugs, mut changes) = (Slugs::new(), Vec::new());
    for row in rows {
        let (id, slug): (String, String) = (row.at(0)?, row.at(1)?);
        // A site comes once for each change of the edition's rules, and the changes once for each site.
        if loaded.facts.sites.iter().all(|s| s.slug == slug) {
            changes.extend(change(row)?);
        }
        if slugs.contains_key(&id) {
            continue;
        }
        loaded.facts.name = row.at(7)?;
        loaded.facts.seed = number(&row.at::<String>(8)?);
        slugs.insert(id.clone(), loaded.facts.sites.len());
        loaded.sites.insert(slug.clone(), id);
        loaded.facts.sites.push(Site {
            slug,
            name: row.at(2)?,
            zone: row.at(3)?,
            law: row.at(4)?,
            starts_on: row.at(5)?,
            ends_on: row.at(6)?,
            rooms: Vec::new(),
            closures: Vec::new(),
            team: Vec::new(),
            members: Vec::new(),
            runs: Vec::new(),
        });
    }
    let (protocol, ..) = rules::with(rules::shipped()?, changes);
    loaded.facts.rules = Rules::of(&protocol);
    Ok(slugs)
}

/// The change of a rule beside a site, when the edition has any.
fn change(row: &Row) -> Result<Option<OverrideLine>, DbError> {
    let Some(id) = row.at(9)? else {
        return Ok(None);
    };
    Ok(Some(OverrideLine {
        id,
        rule: row.at(10)?,
        parameter: row.at(11)?,
        value: row.at(12)?,
        author: row.at(13)?,
        reason: row.at(14)?,
        on: row.at(15)?,
    }))
}

/// A seed as people write it: a number, or any text.
fn number(text: &str) -> u64 {
    text.parse().unwrap_or_else(|_| {
        let hash = blake3::hash(text.as_bytes());
        let (head, _) = hash.as_bytes().split_at(8);
        head.iter()
            .fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
    })
}

fn rooms(rows: &[Row], loaded: &mut Loaded, slugs: &Slugs) -> Result<(), DbError> {
    for row in rows {
        let Some(site) = site_of(loaded, slugs, &row.at::<String>(0)?) else {
            continue;
        };
        let (slug, reference) = (site.slug.clone(), row.at::<String>(1)?);
        site.rooms.push((reference.clone(), row.at(2)?));
        loaded
            .rooms
            .insert((slug, reference), (row.at(3)?, row.at(4)?));
    }
    Ok(())
}

fn site_of<'l>(loaded: &'l mut Loaded, slugs: &Slugs, id: &str) -> Option<&'l mut Site> {
    slugs
        .get(id)
        .and_then(|index| loaded.facts.sites.get_mut(*index))
}

fn closures(rows: &[Row], loaded: &mut Loaded, slugs: &Slugs) -> Result<(), DbError> {
    for row in rows {
        if row.at::<String>(5)? == "waived" {
            loaded.facts.waived.push(row.at(4)?);
            continue;
        }
        let closed = Closed {
            id: row.at(0)?,
            from: row.at(2)?,
            to: row.at(3)?,
            label: row.at(4)?,
            kind: row.at(5)?,
            hard: row.at(6)?,
            weight: row.at(7)?,
        };
        match row.at::<Option<String>>(1)? {
            Some(id) => {
                if let Some(site) = site_of(loaded, slugs, &id) {
                    site.closures.push(closed);
                }
            }
            None => {
                for site in &mut loaded.facts.sites {
                    site.closures.push(closed.clone());
                }
            }
        }
    }
    Ok(())
}

/// Absences by `a:application` or `p:person`.
type Absences = BTreeMap<String, Vec<Absence>>;

fn absences(rows: &[Row]) -> Result<Absences, DbError> {
    let mut list = Absences::new();
    for row in rows {
        let key = match row.at::<Option<String>>(0)? {
            Some(application) => format!("a:{application}"),
            None => format!("p:{}", row.at::<Option<String>>(1)?.unwrap_or_default()),
        };
        list.entry(key).or_default().push(absence(row, 2)?);
    }
    Ok(list)
}

fn team(
    rows: &[Row],
    loaded: &mut Loaded,
    (slugs, absences): (&Slugs, &Absences),
) -> Result<(), DbError> {
    for row in rows {
        let id: String = row.at(1)?;
        let Some(site) = site_of(loaded, slugs, &row.at::<String>(0)?) else {
            continue;
        };
        if !site.team.contains(&id) {
            site.team.push(id.clone());
        }
        if loaded.people.insert(id.clone(), row.at(2)?).is_none() {
            let absences = absences
                .get(&format!("p:{id}"))
                .cloned()
                .unwrap_or_default();
            let home = row.at(3)?;
            loaded.facts.residents.push(Worker { id, home, absences });
        }
    }
    Ok(())
}

fn members(
    rows: &[Row],
    loaded: &mut Loaded,
    (slugs, absences): (&Slugs, &Absences),
) -> Result<(), DbError> {
    for row in rows {
        let Some(site) = site_of(loaded, slugs, &row.at::<String>(1)?) else {
            continue;
        };
        let key = format!("a:{}", row.at::<String>(2)?);
        site.members.push(Member {
            id: row.at(0)?,
            absences: absences.get(&key).cloned().unwrap_or_default(),
            promised_days: row.at(3)?,
            taken_halves: row.at(4)?,
        });
    }
    Ok(())
}

fn runs(rows: &[Row], loaded: &mut Loaded, slugs: &Slugs) -> Result<(), DbError> {
    for row in rows {
        let Some(site) = site_of(loaded, slugs, &row.at::<String>(1)?) else {
            continue;
        };
        let id: String = row.at(0)?;
        if site.runs.last().is_none_or(|run| run.id != id) {
            site.runs.push(Known {
                id,
                starts_on: row.at(2)?,
                days: row.at(3)?,
                room: row.at(4)?,
                residents: Vec::new(),
                locked: row.at::<Option<i64>>(5)?.is_some(),
            });
        }
        if let (Some(run), Some(person)) = (site.runs.last_mut(), row.at::<Option<String>>(6)?) {
            run.residents.push(person);
        }
    }
    Ok(())
}
