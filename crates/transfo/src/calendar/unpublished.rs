//! The days of a season whose school holidays nobody has published yet.
//!
//! Pure. Invariant: such a day is never taken for a free one. The planner counts it as an average day, and whoever reads a
//! calendar that goes on that far is told from which day on, authority by authority.

use jiff::civil::Date;
use planner::Blackout;

use super::{
    known_days,
    plan_input::{Facts, Rules, Site, to_day, windows},
    school::{Calendar, Zone},
};

/// One day in three is a holiday of pupils: 16 weeks of 52.
const ONE_DAY_IN: i64 = 3;

/// A part of an authority's season.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpublished {
    /// Slug of the authority.
    pub slug: String,
    /// Its name.
    pub site: String,
    /// First day of which nothing is known.
    pub from: Date,
    /// Last day of its season.
    pub to: Date,
    /// Until when the calendar of its zone is published; none when no calendar of that zone is.
    pub known_until: Option<Date>,
}

/// Where the seasons of the authorities go past what is published, in their order.
pub fn of(facts: &Facts) -> Vec<Unpublished> {
    let today = facts.today.unwrap_or_default();
    let one = |site: &Site| {
        let (_, (_, ends)) = windows(site, &facts.rules);
        let last = site.runs.iter().map(|run| run.ends_on()).max();
        let (first, last) = (
            site.starts_on.max(today),
            last.map_or(ends, |d| d.max(ends)),
        );
        let from = match Zone::parse(&site.zone) {
            Some(_) => Calendar::builtin().unknown(first, last)?.first,
            None => first,
        };
        (from <= last).then(|| Unpublished {
            slug: site.slug.clone(),
            site: site.name.clone(),
            from,
            to: last,
            known_until: known_days::school_known_until(&site.zone),
        })
    };
    facts.sites.iter().filter_map(one).collect()
}

/// The unknown days as the planner weighs them. Where no calendar is published at all every day is as unknown as any
/// other, and there is nothing to prefer.
pub fn avoided(zone: &str, (first, last): (Date, Date), rules: &Rules) -> Option<Blackout> {
    Zone::parse(zone)?;
    let unknown = Calendar::builtin().unknown(first, last)?;
    Some(Blackout {
        id: format!("school-unpublished-{}", unknown.first),
        label: String::new(),
        kind: "school".to_owned(),
        from: to_day(unknown.first),
        to: to_day(unknown.last),
        hard: false,
        weight: rules.school_weight / ONE_DAY_IN,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::plan_input::instance;
    use jiff::civil::date;

    fn facts(zone: &str, starts_on: Date) -> Facts {
        Facts {
            today: Some(date(2027, 3, 1)),
            sites: vec![Site {
                slug: "a".into(),
                name: "A".into(),
                zone: zone.into(),
                law: String::new(),
                starts_on,
                ends_on: None,
                rooms: Vec::new(),
                closures: Vec::new(),
                team: Vec::new(),
                members: Vec::new(),
                runs: Vec::new(),
            }],
            ..Facts::default()
        }
    }

    #[test]
    fn a_season_past_the_published_holidays_is_told_from_the_first_unknown_day() {
        let end = Calendar::builtin().known_until();
        let found = of(&facts("B", date(2027, 9, 6)));
        assert_eq!(found.len(), 1);
        assert_eq!(Some(found[0].from), end.tomorrow().ok());
        assert_eq!(found[0].to, date(2028, 12, 6));
        assert_eq!(found[0].known_until, Some(end));
        assert_eq!(of(&facts("B", date(2027, 3, 1))), []);
    }

    #[test]
    fn a_zone_without_a_calendar_is_unknown_from_the_first_day() {
        let found = of(&facts("corse", date(2027, 3, 8)));
        assert_eq!(found[0].from, date(2027, 3, 8));
        assert_eq!(found[0].known_until, None);
    }

    #[test]
    fn an_unknown_day_is_dearer_than_a_free_one_and_cheaper_than_a_holiday() {
        let weight = |day: Date| {
            let instance = instance(&facts("B", date(2027, 9, 6)));
            let list = &instance.authorities[0].blackouts;
            let of_day = list
                .iter()
                .filter(|b| b.from <= to_day(day) && to_day(day) <= b.to);
            of_day.map(|b| b.weight).sum::<i64>()
        };
        let (free, holiday, unknown) = (
            weight(date(2028, 6, 6)),
            weight(date(2028, 7, 25)),
            weight(date(2028, 11, 14)),
        );
        assert!(
            free < unknown && unknown < holiday,
            "{free} {unknown} {holiday}"
        );
    }
}
