//! What the calendar asks of each resident, and what it leaves each ambassador: sums over the runs people know.
//!
//! Pure. A journey is one run or one meeting attended, there and back; a night lies between two of its days; days and
//! weeks are those of runs alone. Kilometres are twice
//! the great circle between two towns; a journey from or to a town that nobody knows counts none and is counted apart.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use super::{
    absence::{Half, days, plus},
    meeting,
    plan_input::{Facts, Known, Member},
};

/// What is asked of a resident.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Row id.
    pub resident: String,
    /// Where the journeys start.
    pub home: String,
    /// Run days before today.
    pub held: u32,
    /// Run days from today on.
    pub coming: u32,
    /// Runs and meetings attended.
    pub journeys: u32,
    /// Meetings among them.
    pub meetings: u32,
    /// Nights away.
    pub nights: u32,
    /// Kilometres there and back, over the journeys whose towns are known.
    pub km: u32,
    /// Journeys of which nobody knows the distance.
    pub unmeasured: u32,
    /// The week with the most run days: its Monday and how many.
    pub fullest: Option<(Date, u32)>,
}

impl Load {
    /// One journey there and back of so many days.
    fn travel(&mut self, km: Option<u32>, days: u32) {
        self.journeys += 1;
        self.nights += days.saturating_sub(1);
        match km {
            Some(km) => self.km += 2 * km,
            None => self.unmeasured += 1,
        }
    }
}

/// The load of each resident, over every run and dated meeting of the season; `km` is the way from a home to a site, by
/// its slug.
pub fn loads(facts: &Facts, km: impl Fn(&str, &str) -> Option<u32>) -> Vec<Load> {
    let today = facts.today.unwrap_or_default();
    let runs = || {
        let sites = facts.sites.iter();
        sites.flat_map(|site| site.runs.iter().map(|run| (site.slug.as_str(), run)))
    };
    let one = |worker: &super::plan_input::Worker| {
        let mut load = Load {
            resident: worker.id.clone(),
            home: worker.home.clone(),
            ..Load::default()
        };
        let mut weeks: BTreeMap<Date, u32> = BTreeMap::new();
        for (site, run) in runs().filter(|(_, run)| run.residents.contains(&worker.id)) {
            load.travel(km(&worker.home, site), run.days);
            for day in days(run.starts_on, run.ends_on()) {
                *(if day < today {
                    &mut load.held
                } else {
                    &mut load.coming
                }) += 1;
                let monday = plus(day, -i64::from(day.weekday().since(Weekday::Monday)));
                *weeks.entry(monday).or_default() += 1;
            }
        }
        for meeting in facts.meetings.iter().filter(|m| m.starts_on.is_some()) {
            let mut going = meeting::escort(facts, meeting).into_iter();
            if going.any(|known| known.id == worker.id) {
                load.meetings += 1;
                load.travel(km(&worker.home, &meeting.host.slug), meeting.days);
            }
        }
        // The earliest of several equal weeks.
        load.fullest = weeks.into_iter().rev().max_by_key(|(_, count)| *count);
        load
    };
    facts.residents.iter().map(one).collect()
}

/// What is asked of all of them together; no week, which is each one's own.
pub fn total(loads: &[Load]) -> Load {
    loads.iter().fold(Load::default(), |sum, load| Load {
        held: sum.held + load.held,
        coming: sum.coming + load.coming,
        journeys: sum.journeys + load.journeys,
        meetings: sum.meetings + load.meetings,
        nights: sum.nights + load.nights,
        km: sum.km + load.km,
        unmeasured: sum.unmeasured + load.unmeasured,
        ..sum
    })
}

/// Half-days to come on which an ambassador can be there, as far as anybody knows.
pub fn possible_halves(member: &Member, runs: &[Known], today: Date) -> u32 {
    let coming = runs
        .iter()
        .flat_map(|run| days(run.starts_on, run.ends_on()))
        .filter(|day| *day > today);
    let free = |day: Date, half: Half| {
        let away = |a: &super::absence::Absence| a.covers(day) && a.half.meets(half);
        u32::from(!member.absences.iter().any(away))
    };
    coming
        .map(|day| free(day, Half::Morning) + free(day, Half::Afternoon))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{
        absence::Absence,
        meeting::{Meeting, Party},
        plan_input::{Site, Worker},
    };
    use jiff::civil::date;

    fn run(starts_on: Date, days: u32) -> Known {
        Known {
            id: starts_on.to_string(),
            starts_on,
            days,
            room: None,
            residents: vec!["r".into()],
            locked: false,
        }
    }

    fn site(slug: &str, runs: Vec<Known>) -> Site {
        Site {
            slug: slug.into(),
            name: slug.into(),
            zone: String::new(),
            law: String::new(),
            starts_on: date(2027, 1, 4),
            ends_on: None,
            rooms: Vec::new(),
            closures: Vec::new(),
            team: vec!["r".into()],
            members: Vec::new(),
            runs,
        }
    }

    /// Two days at the site "a".
    fn meeting(starts_on: Date) -> Meeting {
        let host = Party {
            id: "a".into(),
            slug: "a".into(),
            name: "a".into(),
        };
        Meeting {
            id: "m".into(),
            name: "m".into(),
            days: 2,
            from: starts_on,
            to: starts_on,
            sites: vec![host.clone()],
            host,
            place: String::new(),
            delegation: None,
            starts_on: Some(starts_on),
            fixed: false,
            revision: 0,
            escort: None,
        }
    }

    #[test]
    fn a_load_counts_days_nights_journeys_and_the_fullest_week() {
        let near = vec![run(date(2027, 1, 5), 2), run(date(2027, 2, 8), 3)];
        let facts = Facts {
            today: Some(date(2027, 1, 6)),
            sites: vec![site("a", near), site("b", vec![run(date(2027, 2, 11), 2)])],
            residents: vec![Worker {
                id: "r".into(),
                home: "Lyon".into(),
                absences: Vec::new(),
            }],
            meetings: vec![meeting(date(2027, 3, 2))],
            ..Facts::default()
        };
        let expected = Load {
            resident: "r".into(),
            home: "Lyon".into(),
            held: 1,
            coming: 6,
            journeys: 4,
            meetings: 1,
            nights: 5,
            km: 3 * 2 * 110,
            unmeasured: 1,
            fullest: Some((date(2027, 2, 8), 5)),
        };
        let km = |home: &str, site: &str| (home == "Lyon" && site == "a").then_some(110);
        let found = loads(&facts, km);
        let twice = [found.as_slice(), found.as_slice()].concat();
        assert_eq!(found, [expected]);
        let all = total(&twice);
        assert_eq!((all.journeys, all.nights, all.km), (8, 10, 1320));
        assert_eq!((all.unmeasured, all.held, all.coming), (2, 2, 12));
        assert_eq!(all.meetings, 2);
    }

    #[test]
    fn a_meeting_counts_for_those_who_go() {
        let mut facts = Facts {
            sites: vec![site("a", vec![run(date(2027, 6, 3), 2)])],
            residents: vec![Worker {
                id: "r".into(),
                home: "Lyon".into(),
                absences: Vec::new(),
            }],
            meetings: vec![meeting(date(2027, 6, 1))],
            ..Facts::default()
        };
        let counted = |facts: &Facts| {
            let load = loads(facts, |_, _| None).remove(0);
            (load.journeys, load.meetings, load.nights, load.unmeasured)
        };
        assert_eq!(counted(&facts), (2, 1, 2, 2), "free, so expected");
        facts.meetings = vec![meeting(date(2027, 6, 2))];
        assert_eq!(counted(&facts), (1, 0, 1, 1), "a run on the second day");
        facts.meetings[0].escort = Some(vec!["r".into()]);
        assert_eq!(counted(&facts), (2, 1, 2, 2), "said all the same");
        facts.meetings = vec![meeting(date(2027, 6, 1))];
        facts.meetings[0].escort = Some(Vec::new());
        assert_eq!(counted(&facts), (1, 0, 1, 1), "said to be nobody");
        facts.meetings[0].escort = None;
        facts.residents[0].absences = vec![Absence {
            from: date(2027, 6, 2),
            to: date(2027, 6, 2),
            half: Half::Afternoon,
            weekday: None,
        }];
        assert_eq!(counted(&facts), (1, 0, 1, 1), "away for a half-day");
        facts.meetings[0].starts_on = None;
        assert_eq!(counted(&facts), (1, 0, 1, 1), "no date, no journey");
    }

    #[test]
    fn half_an_absence_leaves_the_other_half() {
        let morning = Absence {
            from: date(2027, 2, 9),
            to: date(2027, 2, 9),
            half: Half::Morning,
            weekday: None,
        };
        let member = Member {
            id: "m".into(),
            absences: vec![morning],
            promised_days: None,
            taken_halves: 0,
        };
        let runs = [run(date(2027, 1, 5), 2), run(date(2027, 2, 8), 3)];
        assert_eq!(possible_halves(&member, &runs, date(2027, 1, 20)), 5);
        assert_eq!(possible_halves(&member, &runs, date(2027, 2, 8)), 3);
    }
}
