//! The words people read, in French first and English: Fluent files beside the slices, and dates and numbers.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use jiff::{Timestamp, civil::Date};

use super::clock;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Français.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// `fr` or `en`, as stored and as in `html lang`.
    pub const fn key(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }

    /// The language called `key`; French for anything unknown.
    pub fn from_key(key: &str) -> Self {
        if key == "en" { Lang::En } else { Lang::Fr }
    }

    /// The language of an `Accept-Language` header that is wanted most among those we speak.
    pub fn from_header(header: &str) -> Self {
        let mut best = (0.0, Lang::default());
        for part in header.split(',') {
            let mut pieces = part.split(';').map(str::trim);
            let tag = pieces.next().unwrap_or_default();
            let lang = match tag
                .split('-')
                .next()
                .map(str::to_ascii_lowercase)
                .as_deref()
            {
                Some("fr") => Lang::Fr,
                Some("en") => Lang::En,
                _ => continue,
            };
            let wish = pieces
                .find_map(|p| p.strip_prefix("q="))
                .map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0));
            if wish > best.0 {
                best = (wish, lang);
            }
        }
        best.1
    }
}

/// The word files: slice, French, English.
pub const FILES: &[(&str, &str, &str)] = &[
    ("platform", include_str!("fr.ftl"), include_str!("en.ftl")),
    (
        "people",
        include_str!("../people/fr.ftl"),
        include_str!("../people/en.ftl"),
    ),
    (
        "programme",
        include_str!("../programme/fr.ftl"),
        include_str!("../programme/en.ftl"),
    ),
    (
        "cohort",
        include_str!("../cohort/fr.ftl"),
        include_str!("../cohort/en.ftl"),
    ),
    (
        "calendar",
        include_str!("../calendar/fr.ftl"),
        include_str!("../calendar/en.ftl"),
    ),
    (
        "groups",
        include_str!("../groups/fr.ftl"),
        include_str!("../groups/en.ftl"),
    ),
    (
        "exchange",
        include_str!("../exchange/fr.ftl"),
        include_str!("../exchange/en.ftl"),
    ),
    (
        "home",
        include_str!("../home/fr.ftl"),
        include_str!("../home/en.ftl"),
    ),
    (
        "privacy",
        include_str!("../privacy/fr.ftl"),
        include_str!("../privacy/en.ftl"),
    ),
];

type Bundle = FluentBundle<FluentResource>;

static FRENCH: LazyLock<Bundle> =
    LazyLock::new(|| bundle("fr", FILES.iter().map(|(_, fr, _)| *fr)));
static ENGLISH: LazyLock<Bundle> =
    LazyLock::new(|| bundle("en", FILES.iter().map(|(_, _, en)| *en)));

fn bundle(lang: &str, files: impl Iterator<Item = &'static str>) -> Bundle {
    let id = lang.parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    for text in files {
        // A file with a fault still gives its good lines; a test reads every file for faults.
        let resource = match FluentResource::try_new(text.to_owned()) {
            Ok(r) | Err((r, _)) => r,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A civil day, or a reference to one as templates make them.
pub trait Day {
    /// The day.
    fn value(&self) -> Date;
}
impl Day for Date {
    fn value(&self) -> Date {
        *self
    }
}
impl<T: Day> Day for &T {
    fn value(&self) -> Date {
        (*self).value()
    }
}

/// An instant, or a reference to one as templates make them.
pub trait Instant {
    /// The instant.
    fn value(&self) -> Timestamp;
}
impl Instant for Timestamp {
    fn value(&self) -> Timestamp {
        *self
    }
}
impl<T: Instant> Instant for &T {
    fn value(&self) -> Timestamp {
        (*self).value()
    }
}

/// The words of one language, to be carried to templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Which.
    pub lang: Lang,
}

impl Words {
    /// The words of `lang`.
    pub const fn of(lang: Lang) -> Self {
        Self { lang }
    }

    /// The sentence called `key`. An unknown key shows as itself, and fails a test.
    pub fn t(&self, key: &str) -> String {
        self.with(key, None)
    }

    /// The name of one of a family: `named("role", "pilot")` is the sentence `role-pilot`.
    pub fn named(&self, family: &str, key: &str) -> String {
        self.t(&format!("{family}-{key}"))
    }

    /// The sentence `key` with one value: `{ $name }`. Give numbers as numbers so that plurals agree.
    pub fn t1<'v>(&self, key: &str, name: &str, value: impl Into<FluentValue<'v>>) -> String {
        let mut args = FluentArgs::with_capacity(1);
        args.set(name.to_owned(), value);
        self.with(key, Some(&args))
    }

    /// The sentence `key` with two values.
    pub fn t2<'v>(
        &self,
        key: &str,
        first: (&str, impl Into<FluentValue<'v>>),
        second: (&str, impl Into<FluentValue<'v>>),
    ) -> String {
        let mut args = FluentArgs::with_capacity(2);
        args.set(first.0.to_owned(), first.1);
        args.set(second.0.to_owned(), second.1);
        self.with(key, Some(&args))
    }

    /// The sentence `key` with any number of values.
    pub fn tn<'v>(&self, key: &str, values: Vec<(&'static str, FluentValue<'v>)>) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(name, value);
        }
        self.with(key, Some(&args))
    }

    fn with(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = match self.lang {
            Lang::Fr => &*FRENCH,
            Lang::En => &*ENGLISH,
        };
        let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else {
            tracing::warn!(key, lang = self.lang.key(), "missing words");
            return key.to_owned();
        };
        let mut errors = Vec::new();
        bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned()
    }

    /// "mardi 14 mars 2028", "Tuesday 14 March 2028".
    pub fn date(&self, day: impl Day) -> String {
        let day = day.value();
        let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
        let number = if self.lang == Lang::Fr && day.day() == 1 {
            "1er".to_owned()
        } else {
            day.day().to_string()
        };
        let names = match self.lang {
            Lang::Fr => &FRENCH_DAYS,
            Lang::En => &ENGLISH_DAYS,
        };
        format!(
            "{} {number} {} {}",
            names.get(weekday).copied().unwrap_or_default(),
            self.month(day),
            day.year()
        )
    }

    /// "14 mars 2028", "14 March 2028".
    pub fn day(&self, day: impl Day) -> String {
        let day = day.value();
        self.date(day)
            .split_once(' ')
            .map(|(_, rest)| rest.to_owned())
            .unwrap_or_default()
    }

    /// "104 978" with no-break spaces, "104,978".
    pub fn number(&self, n: impl ToString) -> String {
        let digits = n.to_string();
        let separator = if self.lang == Lang::Fr {
            '\u{202f}'
        } else {
            ','
        };
        let mut out = String::new();
        for (place, digit) in digits.chars().enumerate() {
            let left = digits.len().saturating_sub(place);
            if place > 0 && left.is_multiple_of(3) && !out.ends_with('-') {
                out.push(separator);
            }
            out.push(digit);
        }
        out
    }

    /// "du 14 mars 2028 au 2 avril 2029", "from 14 March 2028 to 2 April 2029".
    pub fn span(&self, from: impl Day, to: impl Day) -> String {
        self.t2("from-to", ("from", self.day(from)), ("to", self.day(to)))
    }

    /// "mars", "March".
    pub fn month(&self, day: Date) -> &'static str {
        let index = usize::try_from(day.month()).unwrap_or(1).saturating_sub(1);
        let names = match self.lang {
            Lang::Fr => &FRENCH_MONTHS,
            Lang::En => &ENGLISH_MONTHS,
        };
        names.get(index).copied().unwrap_or_default()
    }

    /// "mardi 14 mars 2028 à 9 h 05", in Paris.
    pub fn instant(&self, at: impl Instant) -> String {
        let at = at.value();
        let local = at.to_zoned(clock::paris());
        let (hour, minute) = (local.hour(), local.minute());
        match self.lang {
            Lang::Fr => format!("{} à {hour} h {minute:02}", self.date(local.date())),
            Lang::En => format!("{} at {hour}:{minute:02}", self.date(local.date())),
        }
    }

    /// The civil day of an instant, in Paris, written as [`Words::day`].
    pub fn day_of(&self, at: impl Instant) -> String {
        let at = at.value();
        self.day(clock::day_in_paris(at))
    }
}

const FRENCH_DAYS: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];
const ENGLISH_DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
