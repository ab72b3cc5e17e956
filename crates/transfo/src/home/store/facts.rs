//! The records that the protocol counts, in one statement whatever the size of the edition.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use crate::{
    home::facts::{FEATURES, MemberParts, Parts, QuotaParts, ResidentParts, RunParts, SiteParts},
    params,
    platform::{
        clock::day_in_paris,
        db::{Ask, Conn, DbError, Row},
        gate::{Circles, Gate},
    },
    programme::{
        stage::Stage,
        store::{OverrideLine, WaiverLine},
    },
};

/// With whose eyes records that have an audience are read.
#[derive(Clone, Copy, Debug)]
pub enum Eyes<'a> {
    /// A viewer's.
    Of(&'a Gate),
    /// The operator's, on the command line.
    Everything,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The records.
    pub parts: Parts,
    /// What the edition changes in its protocol, oldest first.
    pub overrides: Vec<OverrideLine>,
    /// Its waivers, oldest first.
    pub waivers: Vec<WaiverLine>,
}

type Index = BTreeMap<String, usize>;

/// The records of an edition, or of one site of it and the size of the season.
///
/// # Errors
/// What the database says.
pub async fn load(
    conn: &mut Conn,
    eyes: Eyes<'_>,
    edition: &str,
    site: Option<&str>,
) -> Result<Loaded, DbError> {
    let scope = || params![edition, site.unwrap_or_default()];
    let seen = || params![edition, site.unwrap_or_default(), eyes.circles()];
    let order = "order by m.rank, m.id";
    let drawn = match eyes {
        Eyes::Of(gate) => gate.ask::<17>(&format!("{MEMBERS}{{seen:m}} {order}"), seen())?,
        Eyes::Everything => Ask::of::<17>(format!("{MEMBERS}1 = 1 {order}"), seen()),
    };
    let [all, people, drawn, signed, bounds, held, changes] = conn
        .together([
            Ask::of::<12>(SITES, params![edition]),
            Ask::of::<8>(TEAM, scope()),
            drawn,
            Ask::of::<3>(LETTERS, seen()),
            Ask::of::<5>(QUOTAS, scope()),
            Ask::of::<5>(RUNS, scope()),
            Ask::of::<10>(EXCEPTIONS, params![edition]),
        ])
        .await?;
    let mut loaded = Loaded::default();
    let index = sites(&all, &mut loaded.parts, eyes)?;
    let mut put = Putter {
        parts: &mut loaded.parts,
        index: &index,
    };
    team(&people, &mut put)?;
    members(&drawn, &mut put)?;
    letters(&signed, &mut put)?;
    quotas(&bounds, &mut put)?;
    runs(&held, &mut put)?;
    (loaded.overrides, loaded.waivers) = exceptions(&changes)?;
    Ok(loaded)
}

const SITES: &str = "select e.starts_on, e.ends_on, s.id, s.slug, s.name, s.theme, s.convention_signed_on, s.holidays,
     t.stage, t.since_on, d.drawn_at, d.published_at
   from edition e left join site s on s.edition_id = e.id left join site_stage t on t.site_id = s.id
     left join drawing d on d.site_id = s.id
   where e.id = $1 order by s.position, s.name, s.id, t.noted_at, t.id";
const TEAM: &str = "select r.site_id, r.role, p.id, p.name, p.discipline, p.public_experience, r.since_on, r.until_on
   from role r join person p on p.id = r.person_id
   where r.edition_id = $1 and r.role in ('pilot', 'resident') and r.site_id is not null
     and ($2 = '' or r.site_id = $2) order by r.since_on, r.id";
/// Who was drawn, as far as it was published or the viewer made the draw.
const MEMBERS: &str = "select m.id, m.site_id, m.kind, m.joined_on, m.left_on, a.name, a.consented_on, a.endorsement,
     a.endorsed_at, a.applied_at, a.directorate, a.policy_field, a.category, a.location, a.seniority, a.gender, a.team
   from member m join site s on s.id = m.site_id
     left join application a on a.id = m.application_id and (a.audience & $3) <> 0
   where s.edition_id = $1 and ($2 = '' or s.id = $2) and ";
const LETTERS: &str = "select m.site_id, l.member_id, l.days_promised from mission_letter l join member m on m.id = l.member_id
     join site s on s.id = m.site_id
   where s.edition_id = $1 and ($2 = '' or s.id = $2) and l.signed_on is not null and (l.audience & $3) <> 0";
const QUOTAS: &str = "select site_id, feature, value, low, high from quota
   where edition_id = $1 and ($2 = '' or site_id is null or site_id = $2) order by position, id";
/// A line per run, with who came as `id count`: a line for each of them would be thousands.
const RUNS: &str = "select r.site_id, r.id, r.starts_on, r.days, (select string_agg(q.line, ',') from (
     select t.member_id || ' ' || count(*) as line from attendance t where t.run_id = r.id group by t.member_id) q)
   from run r join site s on s.id = r.site_id
   where s.edition_id = $1 and ($2 = '' or s.id = $2) and r.cancelled_at is null
   order by r.starts_on, r.id";
/// Overrides and waivers: both are what an edition does otherwise than its protocol.
const EXCEPTIONS: &str =
    "select 'override', id, rule, author, reason, made_on, parameter, value, null, null
     from protocol_override where edition_id = $1
   union all
   select 'waiver', id, rule, author_name, reason, from_on, until_on, '', ended_on, site_id
     from waiver where edition_id = $1 order by 6, 3, 2";

struct Putter<'a> {
    parts: &'a mut Parts,
    index: &'a Index,
}

impl Putter<'_> {
    fn site(&mut self, id: &str) -> Option<&mut SiteParts> {
        let at = *self.index.get(id)?;
        self.parts.sites.get_mut(at)
    }
}

fn sites(rows: &[Row], parts: &mut Parts, eyes: Eyes<'_>) -> Result<Index, DbError> {
    let mut index = Index::new();
    for row in rows {
        parts.season = Some((row.at(0)?, row.at(1)?));
        let Some(id) = row.at::<Option<String>>(2)? else {
            continue;
        };
        let next = index.len();
        let at = *index.entry(id.clone()).or_insert(next);
        if at == parts.sites.len() {
            // A draw that is not published yet is known to those who drew.
            let drew = eyes.circles().meets(Circles::SELECTION);
            let published: Option<jiff::Timestamp> = row.at(11)?;
            let drawn: Option<jiff::Timestamp> = row.at(10)?;
            let drawn = drawn.filter(|_| drew || published.is_some());
            parts.sites.push(SiteParts {
                id,
                slug: row.at(3)?,
                name: row.at(4)?,
                theme: row.at(5)?,
                convention_signed_on: row.at(6)?,
                holidays: row.at(7)?,
                drawn_on: drawn.map(day_in_paris),
                ..SiteParts::default()
            });
        }
        let stage = row.at::<Option<String>>(8)?;
        let stage = stage.and_then(|key| Stage::from_key(&key));
        if let (Some(site), Some(stage)) = (parts.sites.get_mut(at), stage) {
            site.stages.push((stage, row.at(9)?));
        }
    }
    Ok(index)
}

fn team(rows: &[Row], put: &mut Putter<'_>) -> Result<(), DbError> {
    for row in rows {
        let (since, until): (Date, Option<Date>) = (row.at(6)?, row.at(7)?);
        let Some(site) = put.site(&row.at::<String>(0)?) else {
            continue;
        };
        if row.at::<String>(1)? == "pilot" {
            site.pilots.push((since, until));
            continue;
        }
        let id: String = row.at(2)?;
        // Somebody who came back has two roles and is one person: the stay that ends last counts.
        site.residents.retain(|r| r.id != id);
        site.residents.push(ResidentParts {
            id,
            name: row.at(3)?,
            discipline: row.at(4)?,
            experienced: !row.at::<String>(5)?.is_empty(),
            since: Some(since),
            until,
        });
    }
    Ok(())
}

impl Eyes<'_> {
    fn circles(self) -> Circles {
        match self {
            Eyes::Of(gate) => gate.circles(),
            Eyes::Everything => Circles::from_bits(i64::MAX),
        }
    }
}

fn members(rows: &[Row], put: &mut Putter<'_>) -> Result<(), DbError> {
    for row in rows {
        let (of, member) = member(row)?;
        if let Some(site) = put.site(&of) {
            site.members.push(member);
        }
    }
    Ok(())
}

/// That somebody was drawn is known to the cohort; what the candidacy says, only to whom it is shown.
fn member(row: &Row) -> Result<(String, MemberParts), DbError> {
    let joined_on: Option<Date> = row.at(3)?;
    let waits = row.at::<String>(2)? == "substitute" && joined_on.is_none();
    let answer: Option<String> = row.at(7)?;
    let agreed = answer.is_some_and(|a| !matches!(a.as_str(), "waiting" | "refused"));
    let answered: Option<jiff::Timestamp> = row.at(8)?;
    let applied: Option<jiff::Timestamp> = row.at(9)?;
    let mut features = Vec::new();
    for (n, name) in FEATURES.iter().enumerate() {
        if let Some(value) = row.at::<Option<String>>(10 + n)?.filter(|v| !v.is_empty()) {
            features.push(((*name).to_owned(), value));
        }
    }
    let member = MemberParts {
        id: row.at(0)?,
        name: row.at::<Option<String>>(5)?.unwrap_or_default(),
        waits,
        joined_on,
        left_on: row.at(4)?,
        consented_on: row.at(6)?,
        endorsed_on: answered.or(applied).filter(|_| agreed).map(day_in_paris),
        features,
        promised_days: None,
    };
    Ok((row.at(1)?, member))
}

fn letters(rows: &[Row], put: &mut Putter<'_>) -> Result<(), DbError> {
    for row in rows {
        let (of, member, days): (String, String, u32) = (row.at(0)?, row.at(1)?, row.at(2)?);
        let members = put.site(&of).map(|s| s.members.iter_mut());
        if let Some(m) = members.and_then(|mut all| all.find(|m| m.id == member)) {
            m.promised_days = Some(days);
        }
    }
    Ok(())
}

fn quotas(rows: &[Row], put: &mut Putter<'_>) -> Result<(), DbError> {
    for row in rows {
        let of: Option<String> = row.at(0)?;
        let quota = QuotaParts {
            feature: row.at(1)?,
            value: row.at(2)?,
            low: row.at(3)?,
            high: row.at(4)?,
            own: of.is_some(),
        };
        match of {
            Some(id) => {
                if let Some(site) = put.site(&id) {
                    site.quotas.push(quota);
                }
            }
            None => {
                for site in &mut put.parts.sites {
                    site.quotas.push(quota.clone());
                }
            }
        }
    }
    Ok(())
}

fn runs(rows: &[Row], put: &mut Putter<'_>) -> Result<(), DbError> {
    let all = put.parts.sites.iter().map(places).collect::<Vec<_>>();
    for row in rows {
        let Some(at) = put.index.get(&row.at::<String>(0)?).copied() else {
            continue;
        };
        let came = row.at::<Option<String>>(4)?;
        let run = RunParts {
            id: row.at(1)?,
            first: row.at(2)?,
            days: row.at(3)?,
            came: all
                .get(at)
                .zip(came)
                .map_or_else(Vec::new, |(places, came)| halves(&came, places)),
        };
        if let Some(site) = put.parts.sites.get_mut(at) {
            site.runs.get_or_insert_default().push(run);
        }
    }
    Ok(())
}

fn places(site: &SiteParts) -> HashMap<String, usize> {
    let ids = site.members.iter().map(|m| m.id.clone());
    ids.enumerate().map(|(n, id)| (id, n)).collect()
}

/// Half-days of each member, read from `id count,id count`.
fn halves(came: &str, places: &HashMap<String, usize>) -> Vec<u32> {
    let mut halves = vec![0; places.len()];
    for (member, count) in came.split(',').filter_map(|line| line.split_once(' ')) {
        if let Some(cell) = places.get(member).and_then(|n| halves.get_mut(*n)) {
            *cell = count.parse().unwrap_or(0);
        }
    }
    halves
}

fn exceptions(rows: &[Row]) -> Result<(Vec<OverrideLine>, Vec<WaiverLine>), DbError> {
    let (mut overrides, mut waivers) = (Vec::new(), Vec::new());
    for row in rows {
        let (id, rule, author, reason) = (row.at(1)?, row.at(2)?, row.at(3)?, row.at(4)?);
        if row.at::<String>(0)? == "override" {
            overrides.push(OverrideLine {
                id,
                rule,
                author,
                reason,
                on: row.at(5)?,
                parameter: row.at(6)?,
                value: row.at(7)?,
            });
        } else {
            waivers.push(WaiverLine {
                id,
                rule,
                author,
                reason,
                from: row.at(5)?,
                until: row.at(6)?,
                ended_on: row.at(8)?,
                site_id: row.at(9)?,
            });
        }
    }
    Ok((overrides, waivers))
}
