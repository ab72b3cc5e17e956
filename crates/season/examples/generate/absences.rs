//! When invented people cannot come, and when authorities are closed.
//!
//! About one weekday in eight: summer and winter leave, training days, part time. Council
//! sittings and the end of the year close an authority for everybody.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday as Civil};
use season::{Closure, ClosureKind, Half, Label, Prose, Reference, Slug, Unavailability, Weekday};

use crate::dice::Dice;
use crate::people::refused;

/// A person, where and when absences are asked for.
pub struct Person {
    pub authority: Option<Slug>,
    pub reference: Reference,
    pub from: Date,
    pub to: Date,
    /// Residents teach or work for others; agents work part time.
    pub resident: bool,
}

/// What a person's diary says.
pub fn of_person(person: &Person, dice: &mut Dice) -> Result<Vec<Unavailability>, String> {
    let mut diary = Diary {
        person,
        all: Vec::new(),
    };
    for year in person.from.year()..=person.to.year() {
        let summer = monday(year, 7, 3)? + weeks(dice.below(7));
        let summer_weeks = 2 + dice.below(3);
        diary.block(
            summer,
            summer + weeks(summer_weeks) - 3.days(),
            "Congés d'été",
        )?;
        let winter = monday(year, 12, 22)?;
        if dice.percent(60) {
            diary.block(winter, winter + 4.days(), "Congés")?;
        }
        let spring = monday(year, 2, 6)? + weeks(dice.below(12));
        if dice.percent(55) {
            diary.block(spring, spring + 4.days(), "")?;
        }
        for _ in 0..dice.below(13) {
            let day = monday(year, 1, 8)? + weeks(dice.below(50)) + day_of_week(dice);
            let half = match dice.below(4) {
                0 => Half::Morning,
                1 => Half::Afternoon,
                _ => Half::Day,
            };
            diary.days(
                day,
                day,
                half,
                dice.pick(&["", "Formation", "Rendez-vous", "Jury"])?,
            )?;
        }
    }
    let repeated = match (person.resident, dice.below(100)) {
        (true, 0..34) => Some((Weekday::Friday, Half::Day, "Enseignement")),
        (false, 0..9) => Some((Weekday::Wednesday, Half::Day, "Temps partiel")),
        (false, 9..13) => Some((Weekday::Friday, Half::Day, "Temps partiel")),
        (false, 13..19) => Some((Weekday::Wednesday, Half::Afternoon, "Temps partiel")),
        _ => None,
    };
    if let Some((weekday, half, reason)) = repeated {
        diary.days(person.from, person.to, half, reason)?;
        if let Some(last) = diary.all.last_mut() {
            last.weekday = Some(weekday);
        }
    }
    Ok(diary.all)
}

struct Diary<'p> {
    person: &'p Person,
    all: Vec<Unavailability>,
}

impl Diary<'_> {
    fn block(&mut self, from: Date, to: Date, reason: &str) -> Result<(), String> {
        self.days(from, to, Half::Day, reason)
    }

    /// Days outside the person's period are left out.
    fn days(&mut self, from: Date, to: Date, half: Half, reason: &str) -> Result<(), String> {
        let (from, to) = (from.max(self.person.from), to.min(self.person.to));
        let reason = if reason.is_empty() {
            None
        } else {
            Some(reason)
        };
        if from <= to {
            self.all.push(Unavailability {
                authority: self.person.authority.clone(),
                reference: self.person.reference.clone(),
                from,
                to,
                half,
                weekday: None,
                reason: reason.map(Prose::parse).transpose().map_err(refused)?,
            });
        }
        Ok(())
    }
}

fn weeks(count: usize) -> jiff::Span {
    i64::try_from(count).unwrap_or(0).weeks()
}

fn day_of_week(dice: &mut Dice) -> jiff::Span {
    i64::try_from(dice.below(5)).unwrap_or(0).days()
}

/// The first Monday on or after a day.
fn monday(year: i16, month: i8, day: i8) -> Result<Date, String> {
    let day = Date::new(year, month, day).map_err(|cause| cause.to_string())?;
    next(day, Civil::Monday)
}

fn next(day: Date, weekday: Civil) -> Result<Date, String> {
    let before = day
        .checked_sub(1.day())
        .map_err(|cause| cause.to_string())?;
    before
        .nth_weekday(1, weekday)
        .map_err(|cause| cause.to_string())
}

/// Council sittings, the weeks of August and of the end of the year, bridges, an event.
pub fn closures(
    slug: &Slug,
    from: Date,
    to: Date,
    dice: &mut Dice,
) -> Result<Vec<Closure>, String> {
    let mut all = Vec::new();
    let mut close = |days: (Date, Date), label: &str, kind, weight: u32| -> Result<(), String> {
        let (first, last) = (days.0.max(from), days.1.min(to));
        if first <= last {
            all.push(Closure {
                authority: Some(slug.clone()),
                from: first,
                to: last,
                label: Label::parse(label).map_err(refused)?,
                kind,
                hard: weight == 0,
                weight,
            });
        }
        Ok(())
    };
    let sitting = if dice.percent(50) {
        Civil::Monday
    } else {
        Civil::Thursday
    };
    let mut council = next(from + weeks(1 + dice.below(5)), sitting)?;
    while council <= to {
        if !matches!(council.month(), 7 | 8) {
            close(
                (council, council),
                "Séance du conseil",
                ClosureKind::Council,
                0,
            )?;
        }
        council += weeks(6);
    }
    for year in from.year()..=to.year() {
        let august = monday(year, 8, 6)?;
        close(
            (august, august + 11.days()),
            "Fermeture d'été",
            ClosureKind::Shut,
            0,
        )?;
        let christmas = monday(year, 12, 22)?;
        close(
            (christmas, christmas + 11.days()),
            "Fin d'année",
            ClosureKind::Shut,
            0,
        )?;
        let wishes = monday(year, 1, 8)? + weeks(dice.below(2)) + 3.days();
        close(
            (wishes, wishes),
            "Vœux au personnel",
            ClosureKind::Event,
            12,
        )?;
        let bridge = easter(year)? + 40.days();
        close(
            (bridge, bridge),
            "Pont de l'Ascension",
            ClosureKind::Bridge,
            40,
        )?;
    }
    Ok(all)
}

/// Two days a year on which the association gathers everybody who leads sessions.
pub fn seminars(from: Date, to: Date) -> Result<Vec<Closure>, String> {
    let mut all = Vec::new();
    for year in from.year()..=to.year() {
        let day = monday(year, 9, 1)? + 2.days();
        if day >= from && day < to {
            all.push(Closure {
                authority: None,
                from: day,
                to: day + 1.day(),
                label: Label::parse("Séminaire des résidents").map_err(refused)?,
                kind: ClosureKind::Event,
                hard: true,
                weight: 0,
            });
        }
    }
    Ok(all)
}

/// Easter Sunday, by the rule of Meeus, Jones and Butcher for the Gregorian calendar.
fn easter(year: i16) -> Result<Date, String> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    let f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    let part = |number: i32| i8::try_from(number).map_err(|cause| cause.to_string());
    Date::new(year, part(f / 31)?, part(f % 31 + 1)?).map_err(|cause| cause.to_string())
}
