//! Seasons that are valid and otherwise as odd as possible.
//!
//! A season is built from a pool of texts and a tape of numbers, so that shrinking shortens
//! texts and lowers numbers.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::prelude::*;
use season::*;

/// Text as people and attackers type it.
fn nasty() -> impl Strategy<Value = String> {
    let odd = [
        "=1+1",
        "+33 1",
        "-x",
        "@SUM(A1)",
        "'=x",
        "''",
        "'",
        "\"",
        "\"\"\"",
        "a;b,c\td",
        "l\ni\r\nn\re",
        "e\u{301}",
        "\u{a0}n\u{a0}b\u{a0}",
        "sep=;",
        "\\",
        "\\u0041",
        "true",
        "007",
        "7",
        "\u{feff}x",
        "’",
        "#",
        "[x]",
        "nul",
        "😀",
        "\u{202e}abc",
        "ﬁ",
        "İ",
        "ß",
        "  two  blanks ",
        "\u{2028}",
        "''=",
        "'\u{301}",
        "\u{301}",
        "=\n=",
        "a\\\n b",
        "\"\"\"\"\"\"",
        "…",
        "%s",
        "non renseigné",
        "\t=1",
    ];
    prop_oneof![
        3 => proptest::sample::select(odd.to_vec()).prop_map(str::to_owned),
        2 => "\\PC{1,30}",
        1 => any::<String>(),
        1 => "[=+@'\"; -]{1,4}[a-z]{0,3}",
    ]
}

/// A season on which reading finds no fault.
pub fn season() -> impl Strategy<Value = Season> {
    (vec(nasty(), 1..40), vec(any::<u32>(), 1..300))
        .prop_map(|(texts, tape)| Maker { texts, tape, at: 0 }.season())
}

struct Maker {
    texts: Vec<String>,
    tape: Vec<u32>,
    at: usize,
}

impl Maker {
    fn below(&mut self, sides: usize) -> usize {
        self.at += 1;
        // The turn of the tape is mixed in: otherwise a short tape repeats itself.
        let turn = u32::try_from(self.at / self.tape.len()).unwrap();
        let number =
            self.tape[self.at % self.tape.len()].wrapping_add(turn.wrapping_mul(0x9e37_79b9));
        number as usize % sides
    }

    fn text(&mut self) -> String {
        let place = self.below(self.texts.len());
        self.texts[place].clone()
    }

    fn label(&mut self) -> Label {
        Label::parse(&self.text()).unwrap_or_else(|_| Label::parse("x").unwrap())
    }

    fn prose(&mut self) -> Prose {
        let both = format!("{}{}", self.text(), self.text());
        Prose::parse(&both).unwrap_or_else(|_| Prose::parse("x\ny").unwrap())
    }

    fn reference(&mut self) -> Reference {
        let number = self.below(1000);
        Reference::parse(&format!("{}{number}", self.text()))
            .unwrap_or_else(|_| Reference::parse(&format!("r{number}")).unwrap())
    }

    fn email(&mut self) -> Email {
        let text = self.text();
        Email::parse(&format!("{text}@example.org"))
            .unwrap_or_else(|_| Email::parse("=a'b+c@example.org").unwrap())
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 0).then(|| make(self))
    }

    fn one<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn day(&mut self) -> Date {
        date(1990, 1, 1) + i64::try_from(self.below(40_000)).unwrap().days()
    }

    fn days(&mut self) -> (Date, Date) {
        let first = self.day();
        (
            first,
            (first + i64::try_from(self.below(500)).unwrap().days()).min(date(2100, 12, 31)),
        )
    }

    fn season(&mut self) -> Season {
        let count = self.below(5);
        let authorities: Vec<Authority> = (0..count).map(|number| self.authority(number)).collect();
        let mut season = Season {
            edition: self.edition(),
            protocol: self.protocol(),
            authorities,
            team: Vec::new(),
            volunteers: Vec::new(),
            quotas: Vec::new(),
            unavailable: Vec::new(),
            closures: Vec::new(),
            meetings: Vec::new(),
        };
        for place in 0..season.authorities.len() {
            self.people(&mut season, place);
            self.quotas(&mut season, place);
        }
        let slugs: Vec<Slug> = season
            .authorities
            .iter()
            .map(|one| one.slug.clone())
            .collect();
        for _ in 0..self.below(8) {
            let closure = self.closure(&slugs);
            season.closures.push(closure);
        }
        for _ in 0..self.below(3) {
            let meeting = self.meeting(&season, &slugs);
            season.meetings.extend(meeting);
        }
        season
    }

    fn edition(&mut self) -> Edition {
        let (starts_on, ends_on) = self.days();
        Edition {
            name: self.label(),
            slug: Slug::parse("saison-9").unwrap(),
            starts_on,
            ends_on,
            seed: self.one(&[0, 42, u64::try_from(i64::MAX).unwrap()]),
            fictional: self.below(2) == 0,
            notes: self.maybe(Self::prose),
        }
    }

    fn protocol(&mut self) -> Protocol {
        let count = self.below(4);
        let mut overrides = Vec::new();
        for number in 0..count {
            let value = match self.below(5) {
                0 => OverrideValue::Whole(self.one(&[0, -3, i64::MAX, i64::MIN])),
                1 => OverrideValue::Decimal(self.one(&[0.5, -0.0, 1e300, 3.0, 2.0 / 3.0, 1e-9])),
                2 => OverrideValue::Switch(self.below(2) == 0),
                3 => OverrideValue::Word(self.label()),
                _ => OverrideValue::Wholes((0..self.below(3)).map(|one| one as i64 - 1).collect()),
            };
            overrides.push(Override {
                rule: Reference::parse("days.total").unwrap(),
                parameter: Reference::parse(&format!("p{number}")).unwrap(),
                value,
                author: self.label(),
                reason: self.prose(),
                on: self.day(),
            });
        }
        Protocol {
            id: Reference::parse(PROTOCOL_ID).unwrap(),
            version: 1,
            overrides,
        }
    }

    fn authority(&mut self, number: usize) -> Authority {
        let period = self.maybe(Self::days);
        let call = self.maybe(Self::days);
        let mut ids = BTreeSet::new();
        let rooms = (0..self.below(3)).map(|_| Room {
            id: self.reference(),
            name: self.label(),
            capacity: 1 + u32::try_from(self.below(100)).unwrap(),
        });
        let rooms = rooms.collect::<Vec<_>>().into_iter();
        Authority {
            slug: Slug::parse(&format!("ville-{number}")).unwrap(),
            siren: Siren::parse(["217500016", "356000000", "200053791"][number % 3]).unwrap(),
            name: self.label(),
            kind: self.one(AuthorityKind::ALL),
            town: self.maybe(Self::label),
            theme: self.maybe(Self::label),
            stage: self.one(Stage::ALL),
            convention_signed_on: self.maybe(Self::day),
            starts_on: period.map(|days| days.0),
            ends_on: period.map(|days| days.1),
            pilot: None,
            school_zone: self.one(SchoolZone::ALL),
            holidays: self.one(HolidayLaw::ALL),
            seats: 1 + u32::try_from(self.below(30)).unwrap(),
            substitutes: u32::try_from(self.below(9)).unwrap(),
            call_opens_on: call.map(|days| days.0),
            call_closes_on: call.map(|days| days.1),
            facts: self.maybe(Self::prose),
            rooms: rooms.filter(|room| ids.insert(room.id.clone())).collect(),
        }
    }

    fn people(&mut self, season: &mut Season, place: usize) {
        let slug = season.authorities[place].slug.clone();
        let mut known = BTreeSet::new();
        for number in 0..self.below(5) {
            // One person per reference: the name follows from it.
            let reference = Reference::parse(&format!("=équipe-{number}")).unwrap();
            let role = self.one(Role::ALL);
            let whole = matches!(role, Role::Coordinator | Role::Partner) && self.below(2) == 0;
            let period = self.maybe(Self::days);
            if role == Role::Pilot && self.below(2) == 0 {
                season.authorities[place].pilot = Some(reference.clone());
            }
            known.insert(reference.clone());
            let member = TeamMember {
                authority: (!whole).then(|| slug.clone()),
                name: Label::parse(&format!("Nom ; \"{number}\"")).unwrap(),
                reference,
                role,
                email: None,
                discipline: self.maybe(Self::label),
                home: self.maybe(Self::label),
                public_experience: self.maybe(Self::prose),
                since: period.map(|days| days.0),
                until: period.map(|days| days.1),
            };
            let taken = |one: &TeamMember| {
                (&one.authority, &one.reference, one.role)
                    == (&member.authority, &member.reference, member.role)
            };
            if !season.team.iter().any(taken) {
                season.team.push(member);
            }
        }
        for _ in 0..self.below(12) {
            let volunteer = self.volunteer(&slug);
            if known.insert(volunteer.reference.clone()) {
                for _ in 0..self.below(3) {
                    let absence = self.absence(Some(slug.clone()), volunteer.reference.clone());
                    season.unavailable.push(absence);
                }
                season.volunteers.push(volunteer);
            }
        }
        if let Some(reference) = season.team.first().map(|one| one.reference.clone()) {
            let absence = self.absence(None, reference);
            season.unavailable.push(absence);
        }
    }

    fn volunteer(&mut self, slug: &Slug) -> Volunteer {
        Volunteer {
            authority: slug.clone(),
            reference: self.reference(),
            name: self.maybe(Self::label),
            email: self.maybe(Self::email),
            directorate: self.label(),
            policy_field: self.label(),
            category: self.one(Category::ALL),
            site: self.label(),
            seniority: self.maybe(Self::label),
            gender: self.maybe(|maker| maker.one(Gender::ALL)),
            team: self.maybe(Self::label),
            manager_name: self.maybe(Self::label),
            manager_email: self.maybe(Self::email),
            endorsement: self.one(Endorsement::ALL),
            consented_on: self.maybe(Self::day),
        }
    }

    /// Quotas on the features that every volunteer has, one for each value.
    fn quotas(&mut self, season: &mut Season, place: usize) {
        let (slug, seats) = (
            season.authorities[place].slug.clone(),
            season.authorities[place].seats,
        );
        for feature in [Feature::Directorate, Feature::Site, Feature::Category] {
            let values = season.volunteers.iter().filter(|one| one.authority == slug);
            let values: BTreeSet<String> = values
                .filter_map(|one| one.value(feature))
                .map(str::to_owned)
                .collect();
            let mut left = seats;
            if self.below(3) == 0 {
                continue;
            }
            for value in values {
                let min = u32::try_from(self.below(3)).unwrap().min(left);
                left -= min;
                let max = seats + u32::try_from(self.below(3)).unwrap();
                season.quotas.push(Quota {
                    authority: Some(slug.clone()),
                    feature,
                    value: Label::parse(&value).unwrap(),
                    min,
                    max,
                    min_flex: self.maybe(|maker| u32::try_from(maker.below(2)).unwrap().min(min)),
                    max_flex: self.maybe(|maker| max + u32::try_from(maker.below(2)).unwrap()),
                });
            }
        }
    }

    fn absence(&mut self, authority: Option<Slug>, reference: Reference) -> Unavailability {
        let (from, to) = self.days();
        Unavailability {
            authority,
            reference,
            from,
            to,
            half: self.one(Half::ALL),
            weekday: self.maybe(|maker| maker.one(Weekday::ALL)),
            reason: self.maybe(Self::prose),
        }
    }

    fn meeting(&mut self, season: &Season, slugs: &[Slug]) -> Option<Meeting> {
        let host = slugs.first()?.clone();
        let (from, to) = self.days();
        let residents: BTreeSet<Reference> = season
            .team
            .iter()
            .filter(|one| one.role == Role::Resident)
            .map(|one| one.reference.clone())
            .collect();
        let starts_on = self.maybe(Self::day);
        (slugs.len() > 1).then(|| Meeting {
            from,
            to: (to + 2.days()).min(date(2100, 12, 31)).max(from + 2.days()),
            name: self.label(),
            days: u32::try_from(self.below(3)).unwrap() + 1,
            host,
            authorities: slugs.to_vec(),
            place: self.maybe(Self::label),
            delegation: self.maybe(|maker| u32::try_from(maker.below(999)).unwrap() + 1),
            starts_on,
            fixed: starts_on.is_some() && self.below(2) == 0,
            residents: self.maybe(|maker| {
                let some = residents.into_iter().filter(|_| maker.below(2) == 0);
                some.collect()
            }),
        })
    }

    fn closure(&mut self, slugs: &[Slug]) -> Closure {
        let (from, to) = self.days();
        let place = self.below(slugs.len() + 1);
        Closure {
            authority: slugs.get(place).cloned(),
            from,
            to,
            label: self.label(),
            kind: self.one(ClosureKind::ALL),
            hard: self.below(2) == 0,
            weight: u32::try_from(self.below(99)).unwrap(),
        }
    }
}
