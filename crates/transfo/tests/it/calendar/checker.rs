//! A checker of calendars that shares no code with the planner: it reads the runs as rows and counts days on a calendar
//! of its own.

use std::collections::BTreeMap;

use crate::support::World;

/// Days since 1970-01-01, by the rule of the Gregorian calendar.
fn number(iso: &str) -> i64 {
    let part = |a: usize, b: usize| iso[a..b].parse::<i64>().unwrap();
    let (year, month, day) = (part(0, 4), part(5, 7), part(8, 10));
    let (y, m) = if month < 3 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468
}

/// Public holidays by hand, for the years of the tests.
const METROPOLE: [&str; 22] = [
    "2027-01-01",
    "2027-03-29",
    "2027-05-01",
    "2027-05-06",
    "2027-05-08",
    "2027-05-17",
    "2027-07-14",
    "2027-08-15",
    "2027-11-01",
    "2027-11-11",
    "2027-12-25",
    "2028-01-01",
    "2028-04-17",
    "2028-05-01",
    "2028-05-08",
    "2028-05-25",
    "2028-06-05",
    "2028-07-14",
    "2028-08-15",
    "2028-11-01",
    "2028-11-11",
    "2028-12-25",
];
const ALSACE: [&str; 4] = ["2027-03-26", "2027-12-26", "2028-04-14", "2028-12-26"];

/// One run as rows say it.
struct Found {
    site: String,
    law: String,
    start: i64,
    end: i64,
    residents: Vec<String>,
}

async fn found(world: &World) -> Vec<Found> {
    let rows = world
        .rows(
            "select s.id, s.holidays, r.starts_on, r.days, r.id from run r join site s on s.id = r.site_id
             where r.cancelled_at is null order by s.id, r.starts_on",
            vec![],
        )
        .await;
    let mut list = Vec::new();
    for row in rows {
        let start = number(&row.at::<String>(2).unwrap());
        let days: i64 = row.at(3).unwrap();
        let id: String = row.at(4).unwrap();
        let residents = world
            .rows(
                "select person_id from run_resident where run_id = $1",
                vec![id.into()],
            )
            .await
            .iter()
            .map(|r| r.at(0).unwrap())
            .collect();
        list.push(Found {
            site: row.at(0).unwrap(),
            law: row.at(1).unwrap(),
            start,
            end: start + days - 1,
            residents,
        });
    }
    list
}

/// Every hard rule the calendar of `world` breaks, in words; nothing when it is legal.
pub async fn faults(world: &World) -> Vec<String> {
    let runs = found(world).await;
    let mut faults = Vec::new();
    let mut bysite: BTreeMap<&str, Vec<&Found>> = BTreeMap::new();
    for run in &runs {
        bysite.entry(&run.site).or_default().push(run);
    }
    for (site, list) in &bysite {
        let days: i64 = list.iter().map(|r| r.end - r.start + 1).sum();
        if days != 35 {
            faults.push(format!("{site}: {days} days"));
        }
        let whole = list.last().unwrap().end - list[0].start;
        if !(365..=548).contains(&whole) {
            faults.push(format!("{site}: {whole} days from first to last"));
        }
        for run in list {
            one(site, run, &mut faults);
        }
        for pair in list.windows(2) {
            if pair[1].start <= pair[0].end + 1 {
                faults.push(format!("{site}: two runs touch"));
            }
        }
    }
    for (n, a) in runs.iter().enumerate() {
        for b in &runs[n + 1..] {
            let together = a.start <= b.end && b.start <= a.end;
            if together && a.residents.iter().any(|r| b.residents.contains(r)) {
                faults.push(format!(
                    "{} and {}: a resident in two places",
                    a.site, b.site
                ));
            }
        }
    }
    closures(world, &runs, &mut faults).await;
    faults
}

fn one(site: &str, run: &Found, faults: &mut Vec<String>) {
    if !(2..=3).contains(&(run.end - run.start + 1)) {
        faults.push(format!("{site}: a run of {} days", run.end - run.start + 1));
    }
    for day in run.start..=run.end {
        // 1970-01-01 was a Thursday.
        if (day + 3).rem_euclid(7) > 4 {
            faults.push(format!("{site}: a run on a week-end"));
        }
        let own = if run.law == "alsace-moselle" {
            &ALSACE[..]
        } else {
            &[]
        };
        if METROPOLE.iter().chain(own).any(|d| number(d) == day) {
            faults.push(format!("{site}: a run on a public holiday"));
        }
    }
}

async fn closures(world: &World, runs: &[Found], faults: &mut Vec<String>) {
    let rows = world
        .rows(
            "select site_id, from_on, to_on, label from closure where hard = 1",
            vec![],
        )
        .await;
    for row in rows {
        let site: Option<String> = row.at(0).unwrap();
        let (from, to) = (
            number(&row.at::<String>(1).unwrap()),
            number(&row.at::<String>(2).unwrap()),
        );
        for run in runs
            .iter()
            .filter(|r| site.as_ref().is_none_or(|s| *s == r.site))
        {
            if run.start <= to && from <= run.end {
                faults.push(format!(
                    "{}: a run in closure {}",
                    run.site,
                    row.at::<String>(3).unwrap()
                ));
            }
        }
    }
}

#[test]
fn it_counts_days_as_the_calendar_does() {
    assert_eq!(number("1970-01-01"), 0);
    assert_eq!(number("2000-03-01") - number("2000-02-28"), 2);
    assert_eq!(number("2028-01-01") - number("2027-01-01"), 365);
}
