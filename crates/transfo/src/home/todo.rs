//! "À faire": what waits for one person, at most five things, the nearest deadline first, one verb each.
//!
//! Pure. Invariant: a card is made of a fact that its reader may know, and leads to a page that is open to them; a
//! card without such a page is left out by the page that shows it.

use jiff::{ToSpan, civil::Date};

use super::store::{NearRun, Own, Spot, Waiting};
use crate::platform::gate::{Role, Viewer};

/// How many cards a person gets.
pub const MOST: usize = 5;

/// One thing to do. Its words are `home-card-KIND`, `…-why` and `…-verb`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Which.
    pub kind: &'static str,
    /// Until when; without one it comes after those that have one.
    pub by: Option<Date>,
    /// How many, for plurals.
    pub count: u32,
    /// The edition and site it is about, as an index among the spots.
    pub spot: Option<usize>,
    /// The run, member or candidacy that the page is about, by row id; half-days taken for an account.
    pub about: String,
}

/// What is known of a person's day.
#[derive(Debug)]
pub struct Day<'a> {
    /// Who.
    pub viewer: &'a Viewer,
    /// The day.
    pub today: Date,
    /// Their places.
    pub spots: &'a [Spot],
    /// What waits there.
    pub waiting: &'a [Waiting],
    /// Runs around today.
    pub runs: &'a [NearRun],
    /// What is asked of themselves.
    pub own: &'a [Own],
    /// Rules not held and at risk, by site.
    pub broken: &'a [(String, u32)],
}

impl Day<'_> {
    /// The cards, most urgent first, more than are shown.
    pub fn cards(&self) -> Vec<Card> {
        let mut cards = Vec::new();
        for (n, spot) in self.spots.iter().enumerate() {
            let holds = |roles: &[Role]| {
                self.viewer.held.iter().any(|h| {
                    roles.contains(&h.role)
                        && h.edition.as_deref() == Some(spot.edition.as_str())
                        && h.site.as_deref().is_none_or(|s| s == spot.site)
                })
            };
            if !spot.site.is_empty() {
                self.lead(&mut cards, (n, spot), holds);
                self.follow(&mut cards, (n, spot), holds);
            }
        }
        self.coordinate(&mut cards);
        self.run_the_instance(&mut cards);
        self.personal(&mut cards);
        cards.sort_by_key(|c| (c.by.is_none(), c.by, rank(c.kind)));
        cards
    }

    fn waits(&self, kind: &str, edition: &str, site: &str) -> u32 {
        let of = |w: &&Waiting| w.kind == kind && w.edition == edition && w.site == site;
        self.waiting.iter().filter(of).map(|w| w.count).sum()
    }

    fn runs_of<'s>(&'s self, site: &'s str) -> impl Iterator<Item = &'s NearRun> {
        self.runs.iter().filter(move |r| r.site == site)
    }

    fn next_run(&self, site: &str) -> Option<&NearRun> {
        self.runs
            .iter()
            .find(|r| r.site == site && last(r) >= self.today)
    }

    /// What leads a site: its pilot, and the coordination where only it may act.
    fn lead(
        &self,
        cards: &mut Vec<Card>,
        (n, spot): (usize, &Spot),
        holds: impl Fn(&[Role]) -> bool,
    ) {
        let mut put = |kind, by, count| {
            if count > 0 {
                cards.push(Card {
                    kind,
                    by,
                    count,
                    spot: Some(n),
                    about: String::new(),
                });
            }
        };
        let closes = spot.call.map(|(_, closes)| closes);
        let closed = closes.is_some_and(|closes| closes < self.today);
        let open = spot.call.is_some_and(|(opens, _)| opens <= self.today) && !closed;
        let frozen = spot.frozen_at.is_some();
        if holds(&[Role::Pilot]) {
            let waits = |kind| self.waits(kind, &spot.edition, &spot.site);
            put("endorse", closes.filter(|_| !frozen), waits("endorsement"));
            put("quotas", closes, u32::from(open && !frozen));
            put("availability-site", spot.starts_on, waits("availability"));
            let first = self
                .next_run(&spot.site)
                .map(|r| r.starts_on)
                .or(spot.starts_on);
            put("letters", first, waits("letter"));
            put("mails", None, waits("mail"));
            if spot.call.is_none() && spot.drawn_at.is_none() {
                put("call", spot.starts_on, 1);
            }
        }
        if holds(&[Role::Pilot, Role::Coordinator]) {
            put(
                "freeze",
                closes,
                u32::from(closed && !frozen && spot.drawn_at.is_none()),
            );
            put("draw", closes, u32::from(frozen && spot.drawn_at.is_none()));
            let unpublished = spot.drawn_at.is_some() && !spot.result_published;
            put("publish-draw", spot.starts_on, u32::from(unpublished));
        }
        if holds(&[Role::Pilot]) {
            self.sheet(cards, n, &spot.site);
        }
    }

    fn sheet(&self, cards: &mut Vec<Card>, n: usize, site: &str) {
        let soon = self.today.checked_add(7.days()).unwrap_or(self.today);
        if let Some(run) = self.next_run(site).filter(|r| r.starts_on <= soon) {
            cards.push(Card {
                kind: "sheet",
                by: Some(run.starts_on),
                count: run.days,
                spot: Some(n),
                about: run.id.clone(),
            });
        }
    }

    /// Who works at a site or takes part in it: the next run, presence to note.
    fn follow(
        &self,
        cards: &mut Vec<Card>,
        (n, spot): (usize, &Spot),
        holds: impl Fn(&[Role]) -> bool,
    ) {
        let mut put = |kind, run: &NearRun| {
            cards.push(Card {
                kind,
                by: Some(run.starts_on),
                count: run.days,
                spot: Some(n),
                about: run.id.clone(),
            });
        };
        if holds(&[Role::Resident]) {
            let over = |r: &&NearRun| last(r) < self.today && !r.ticked;
            if let Some(run) = self.runs_of(&spot.site).find(over) {
                put("attendance", run);
            }
        }
        let next = self.next_run(&spot.site);
        if let Some(run) = next {
            if holds(&[Role::Resident]) {
                put("next-run", run);
            } else if holds(&[Role::Ambassador, Role::Relay]) {
                put("my-run", run);
            } else if holds(&[
                Role::Direction,
                Role::Official,
                Role::CaseOwner,
                Role::Manager,
            ]) {
                put("moment", run);
            }
        } else if holds(&[Role::Direction, Role::Official]) {
            cards.push(Card {
                kind: if spot.signed {
                    "see-site"
                } else {
                    "convention"
                },
                by: spot.starts_on.filter(|_| !spot.signed),
                count: 1,
                spot: Some(n),
                about: String::new(),
            });
        }
    }

    fn coordinate(&self, cards: &mut Vec<Card>) {
        let mut editions: Vec<&str> = Vec::new();
        for (n, spot) in self.spots.iter().enumerate() {
            let of = |role: Role| {
                self.viewer.held.iter().any(|h| {
                    h.role == role
                        && h.site.is_none()
                        && h.edition.as_deref() == Some(&spot.edition)
                })
            };
            let mut put = |kind, by, count| {
                if count > 0 {
                    cards.push(Card {
                        kind,
                        by,
                        count,
                        spot: Some(n),
                        about: String::new(),
                    });
                }
            };
            let broken = self.broken_in(&spot.edition);
            let here: u32 = broken
                .iter()
                .filter(|b| b.0 == spot.site)
                .map(|b| b.1)
                .sum();
            // Several sites share one card: they would push everything else out.
            let alone = broken.len() == 1;
            if of(Role::Coordinator) && alone {
                put("rules", None, here);
            }
            if editions.contains(&spot.edition.as_str()) {
                continue;
            }
            editions.push(&spot.edition);
            if of(Role::Coordinator) {
                put(
                    "plan",
                    spot.season.map(|(first, _)| first),
                    self.waits("plan", &spot.edition, ""),
                );
                let sites = self.waiting.iter();
                let mails = sites.filter(|w| w.kind == "mail" && w.edition == spot.edition);
                let all = broken.iter().filter(|_| !alone);
                put("rules-season", None, all.map(|b| b.1).sum());
                put("mails-season", None, mails.map(|w| w.count).sum());
                put("first-site", None, u32::from(spot.site.is_empty()));
            } else if of(Role::Partner) {
                put("season", None, 1);
            }
        }
    }

    /// Rules not held at the sites of an edition.
    fn broken_in(&self, edition: &str) -> Vec<&(String, u32)> {
        let of = |site: &str| {
            self.spots
                .iter()
                .any(|s| s.site == site && s.edition == edition)
        };
        self.broken.iter().filter(|(site, _)| of(site)).collect()
    }

    fn run_the_instance(&self, cards: &mut Vec<Card>) {
        if !self.viewer.holds_anywhere(&[Role::Administrator]) {
            return;
        }
        let mut put = |kind, count| {
            if count > 0 {
                cards.push(Card {
                    kind,
                    by: None,
                    count,
                    spot: None,
                    about: String::new(),
                });
            }
        };
        put("failing", self.waits("failing", "", ""));
        put("set-up", u32::from(self.spots.is_empty()));
    }

    fn personal(&self, cards: &mut Vec<Card>) {
        for own in self.own {
            let spot = self.spots.iter().position(|s| s.site == own.site);
            let starts = spot
                .and_then(|n| self.spots.get(n))
                .and_then(|s| s.starts_on);
            let closes = spot
                .and_then(|n| self.spots.get(n))
                .and_then(|s| s.call)
                .map(|(_, closes)| closes);
            let (kind, by, count) = match own.kind.as_str() {
                "letter" => ("my-letter", starts, own.count),
                "availability" => ("my-availability", starts, own.count),
                "agreement" => ("agreement", closes, own.count),
                "account" => ("my-account", None, own.promised),
                _ => continue,
            };
            let about = match own.kind.as_str() {
                "account" => own.count.to_string(),
                _ => own.about.clone(),
            };
            cards.push(Card {
                kind,
                by,
                count,
                spot,
                about,
            });
        }
    }
}

fn last(run: &NearRun) -> Date {
    let more = i64::from(run.days.saturating_sub(1));
    run.starts_on
        .checked_add(more.days())
        .unwrap_or(run.starts_on)
}

/// What weighs most among cards of one day, and among those without a deadline.
fn rank(kind: &str) -> usize {
    const ORDER: [&str; 28] = [
        "failing",
        "set-up",
        "first-site",
        "convention",
        "agreement",
        "attendance",
        "my-letter",
        "my-availability",
        "freeze",
        "draw",
        "publish-draw",
        "endorse",
        "call",
        "quotas",
        "letters",
        "availability-site",
        "plan",
        "sheet",
        "next-run",
        "my-run",
        "moment",
        "rules",
        "rules-season",
        "mails",
        "mails-season",
        "my-account",
        "see-site",
        "season",
    ];
    ORDER.iter().position(|k| *k == kind).unwrap_or(ORDER.len())
}
