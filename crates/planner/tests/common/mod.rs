//! What the tests of the planner share: the instances on disk and a second checker that knows nothing of the crate's types.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "test code; each test binary uses a part"
)]

use planner::{Instance, Plan};
use serde_json::Value;
use std::io::Read;
use std::path::PathBuf;

/// The text of a file of `tests/data`.
pub fn text(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(format!("{name}.json.gz"));
    let file = std::fs::File::open(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut text = String::new();
    flate2::read::GzDecoder::new(file)
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// An instance of `tests/data`.
pub fn instance(name: &str) -> Instance {
    Instance::from_json(&text(name)).unwrap()
}

/// A plan of `tests/data`.
pub fn plan(name: &str) -> Plan {
    Plan::from_json(&text(name)).unwrap()
}

/// Days since 0000-03-01 by counting, on purpose not the crate's arithmetic.
fn number(text: &str) -> i64 {
    let part = |a: usize, b: usize| text[a..b].parse::<i64>().unwrap();
    let (y, m, d) = (part(0, 4), part(5, 7), part(8, 10));
    let leap = |y: i64| y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
    let months = [
        31,
        if leap(y) { 29 } else { 28 },
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    let years = 365 * y + (y + 3) / 4 - (y + 99) / 100 + (y + 399) / 400;
    years + months.iter().take(m as usize - 1).sum::<i64>() + d
}

fn int(v: &Value) -> i64 {
    v.as_i64().unwrap_or(0)
}

fn word(v: &Value) -> &str {
    v.as_str().unwrap_or("")
}

fn list(v: &Value) -> &[Value] {
    v.as_array().map_or(&[], Vec::as_slice)
}

fn day(v: &Value) -> i64 {
    number(word(v))
}

fn off(d: i64, spans: &Value) -> bool {
    list(spans)
        .iter()
        .any(|s| day(&s[0]) <= d && d <= day(&s[1]))
}

/// Sunday is 0: 2027-01-03 was one.
fn week_day(d: i64) -> i64 {
    (d - number("2027-01-03")).rem_euclid(7)
}

struct Seen<'a> {
    season: &'a Value,
    bad: Vec<String>,
    cost: i64,
    // One entry for each (authority, run, day).
    days: Vec<(String, i64, &'a Value)>,
}

/// Broken rules (sorted, with repetition) and cost of a plan, read from the two JSON texts, day by day.
pub fn judge(instance: &str, plan: &str) -> (Vec<String>, i64) {
    let season: Value = serde_json::from_str(instance).unwrap();
    let plan: Value = serde_json::from_str(plan).unwrap();
    let mut seen = Seen {
        season: &season,
        bad: Vec::new(),
        cost: 0,
        days: Vec::new(),
    };
    for a in list(&season["authorities"]) {
        let mut runs: Vec<&Value> = list(&plan["runs"][word(&a["id"])]).iter().collect();
        runs.sort_by_key(|r| (day(&r["start"]), int(&r["len"])));
        seen.authority(a, &runs);
    }
    seen.shared();
    for m in list(&season["meetings"]) {
        seen.meeting(m, &plan["meetings"][word(&m["id"])]);
    }
    seen.bad.sort();
    (seen.bad, seen.cost)
}

impl<'a> Seen<'a> {
    fn weight(&self, name: &str) -> i64 {
        int(&self.season["weights"][name])
    }

    fn near(&self, d: i64) -> i64 {
        let away = d - day(&self.season["now"]);
        if away <= 14 {
            5
        } else if away <= 42 {
            3
        } else {
            1
        }
    }

    fn holiday(&self, a: &Value, d: i64) -> bool {
        list(&self.season["calendars"][word(&a["law"])])
            .iter()
            .any(|h| day(h) == d)
    }

    fn authority(&mut self, a: &'a Value, runs: &[&'a Value]) {
        let id = word(&a["id"]).to_owned();
        let people = list(&a["ambassadors"]);
        let mut done: Vec<(i64, i64)> = list(&a["done"])
            .iter()
            .map(|r| (day(&r["start"]), int(&r["len"])))
            .collect();
        done.sort_unstable();
        let held: i64 = done.iter().map(|r| r.1).sum();
        let mut cum = held;
        let mut previous_end = done.last().map(|r| r.0 + r.1 - 1);
        let mut attended: Vec<i64> = people.iter().map(|p| int(&p["attended"])).collect();
        for (place, r) in runs.iter().enumerate() {
            let (s, n) = (day(&r["start"]), int(&r["len"]));
            self.run(a, r);
            for d in s..s + n {
                self.days.push((id.clone(), d, r));
                for (p, sum) in people.iter().zip(&mut attended) {
                    *sum += i64::from(!off(d, &p["off"]));
                }
            }
            if let Some(e) = previous_end {
                let between: Vec<i64> = (e + 1..s).collect();
                let counted = between
                    .iter()
                    .filter(|d| !off(**d, &a["gap"]["pauses"]))
                    .count() as i64;
                if s - e - 1 < int(&a["gap"]["min"]) {
                    self.bad.push(format!("{id}:gap_min"));
                }
                if counted > int(&a["gap"]["max"]) {
                    self.bad.push(format!("{id}:gap_max"));
                }
            }
            previous_end = Some(s + n - 1);
            if place == 0 && done.is_empty() && !off(s, &serde_json::json!([a["first"]])) {
                self.bad.push(format!("{id}:first"));
            }
            if place + 1 == runs.len() && !off(s + n - 1, &serde_json::json!([a["last"]])) {
                self.bad.push(format!("{id}:last"));
            }
            for m in list(&a["milestones"]) {
                if cum < int(&m["days"]) && cum + n >= int(&m["days"]) {
                    let early = m["earliest"].is_string() && s < day(&m["earliest"]);
                    let late = m["deadline"].is_string() && s + n - 1 > day(&m["deadline"]);
                    let avoid = list(&m["avoid"])
                        .iter()
                        .filter(|x| day(&x[0]) < s + n && s <= day(&x[1]))
                        .count();
                    for _ in 0..usize::from(early) + usize::from(late) + avoid {
                        self.bad.push(format!("{id}:milestone:{}", word(&m["id"])));
                    }
                }
            }
            cum += n;
        }
        if cum != int(&a["days"]) {
            self.bad.push(format!("{id}:days"));
        }
        for l in list(&a["locks"]) {
            if !runs
                .iter()
                .any(|r| r["start"] == l["start"] && r["len"] == l["len"])
            {
                self.bad.push(format!("{id}:lock:{}", word(&l["start"])));
            }
        }
        self.long(a, runs, held, &attended);
    }

    fn run(&mut self, a: &Value, r: &Value) {
        let id = word(&a["id"]).to_owned();
        let (s, n) = (day(&r["start"]), int(&r["len"]));
        let lock = list(&a["locks"])
            .iter()
            .any(|l| l["start"] == r["start"] && l["len"] == r["len"]);
        if !list(&a["lengths"]).iter().any(|l| int(l) == n) {
            self.bad.push(format!("{id}:lengths"));
        }
        if (s..s + n).any(|d| week_day(d) == 0 || week_day(d) == 6 || self.holiday(a, d)) {
            self.bad.push(format!("{id}:calendar"));
        }
        if !lock && s < day(&self.season["now"]) + int(&a["notice_days"]) {
            self.bad.push(format!("{id}:notice"));
        }
        for b in list(&a["blackouts"]) {
            let k = (s..s + n)
                .filter(|d| day(&b["from"]) <= *d && *d <= day(&b["to"]))
                .count() as i64;
            if b["hard"] == true {
                if k > 0 {
                    self.bad.push(format!("{id}:blackout:{}", word(&b["id"])));
                }
            } else {
                self.cost += k * int(&b["weight"]);
            }
        }
        let room = list(&a["rooms"]).iter().find(|x| x["id"] == r["room"]);
        match room.filter(|x| !(s..s + n).any(|d| off(d, &x["off"]))) {
            Some(x) => self.cost += self.weight("room") * int(&x["cost"]) * n,
            None => self.bad.push(format!("{id}:rooms")),
        }
        for d in s..s + n {
            let away = list(&a["ambassadors"])
                .iter()
                .filter(|p| off(d, &p["off"]))
                .count() as i64;
            if list(&a["ambassadors"]).len() as i64 - away < int(&a["quorum"]) {
                self.bad.push(format!("{id}:quorum"));
            }
            self.cost += away * self.weight("absence");
        }
        for p in list(&a["ambassadors"]).iter().filter(|p| p["lead"] == true) {
            if (s..s + n).any(|d| off(d, &p["off"])) {
                self.bad.push(format!("{id}:lead:{}", word(&p["id"])));
            }
        }
        let team = list(&r["residents"]);
        if (team.len() as i64) < int(&a["team_quorum"]) {
            self.bad.push(format!("{id}:team"));
        }
        for t in team {
            if !list(&a["team"]).contains(t) {
                self.bad.push(format!("{id}:team"));
            }
            let who = list(&self.season["residents"])
                .iter()
                .find(|x| x["id"] == *t);
            if who.is_none_or(|x| (s..s + n).any(|d| off(d, &x["off"]))) {
                self.bad.push(format!("{id}:team"));
            }
            self.cost += self.weight("trip") * int(&a["trip_cost"][word(t)]);
        }
        self.cost +=
            self.weight("resident") * n * (list(&a["team"]).len() as i64 - team.len() as i64);
    }

    fn long(&mut self, a: &Value, runs: &[&Value], held: i64, attended: &[i64]) {
        for k in list(&a["pace"]) {
            let end = |r: &&&Value| day(&r["start"]) + int(&r["len"]) - 1 <= day(&k[0]);
            let c = held + runs.iter().filter(end).map(|r| int(&r["len"])).sum::<i64>();
            self.cost +=
                self.weight("pace") * ((c - int(&k[1])).abs() - self.weight("pace_tol")).max(0);
        }
        for (p, total) in list(&a["ambassadors"]).iter().zip(attended) {
            self.cost += self.weight("short") * (int(&p["target"]) - total).max(0);
            self.cost += self.weight("floor") * (int(&p["floor"]) - total).max(0);
        }
        if a["previous"].is_array() {
            let now = day(&self.season["now"]);
            let on = |l: &[&Value], d: i64| {
                l.iter()
                    .any(|r| day(&r["start"]) <= d && d < day(&r["start"]) + int(&r["len"]))
            };
            let old: Vec<&Value> = list(&a["previous"]).iter().collect();
            for d in now - 500..now + 500 {
                if (d >= now && on(&old, d)) != on(runs, d) {
                    self.cost += self.weight("change") * self.near(d);
                }
            }
        }
    }

    fn shared(&mut self) {
        let operator = &self.season["operator"];
        let mut all: Vec<i64> = self.days.iter().map(|x| x.1).collect();
        all.sort_unstable();
        all.dedup();
        for d in all {
            let here: Vec<_> = self.days.iter().filter(|x| x.1 == d).collect();
            let mut cap = int(&operator["capacity_default"]);
            for x in list(&operator["capacity"]) {
                if day(&x["from"]) <= d && d <= day(&x["to"]) {
                    cap = int(&x["cap"]);
                }
            }
            if here.len() as i64 > cap {
                self.bad.push("operator:capacity".into());
            }
            let mut rooms: Vec<&str> = here
                .iter()
                .map(|x| x.2["room"].as_str().unwrap_or("None"))
                .collect();
            rooms.sort_unstable();
            for group in rooms.chunk_by(|a, b| a == b).filter(|g| g.len() > 1) {
                self.bad.push(format!("room:{}", group[0]));
            }
        }
        let mut booked: Vec<(String, i64)> = Vec::new();
        let mut weeks: Vec<(String, i64, i64)> = Vec::new();
        for (id, d, r) in &self.days {
            let a = list(&self.season["authorities"])
                .iter()
                .find(|a| word(&a["id"]) == id)
                .unwrap();
            let last = day(&r["start"]) + int(&r["len"]) - 1;
            for t in list(&r["residents"]) {
                booked.push((word(t).into(), *d));
                let after = if *d == last {
                    int(&a["travel_buffer"])
                } else {
                    0
                };
                booked.extend((1..=after).map(|k| (word(t).to_owned(), d + k)));
                let monday = day(&r["start"]) - (week_day(day(&r["start"])) + 6) % 7;
                weeks.push((word(t).into(), monday, 1));
            }
        }
        booked.sort();
        for group in booked.chunk_by(|a, b| a == b).filter(|g| g.len() > 1) {
            self.bad.push(format!("resident:{}:overlap", group[0].0));
        }
        weeks.sort();
        for group in weeks.chunk_by(|a, b| (&a.0, a.1) == (&b.0, b.1)) {
            let cap = list(&self.season["residents"])
                .iter()
                .find(|x| word(&x["id"]) == group[0].0)
                .map_or(0, |x| int(&x["week_cap"]));
            if group.iter().map(|w| w.2).sum::<i64>() > cap {
                self.bad.push(format!("resident:{}:week", group[0].0));
            }
        }
    }

    fn meeting(&mut self, m: &Value, at: &Value) {
        let mut bad = 0;
        let Some(text) = at.as_str() else {
            self.bad.push(format!("meeting:{}", word(&m["id"])));
            return;
        };
        let (t, e) = (number(text), number(text) + int(&m["len"]) - 1);
        bad += usize::from(m["lock"].is_string() && m["lock"] != *at);
        bad += usize::from(t < day(&m["from"]) || e > day(&m["to"]));
        bad += usize::from((t..=e).any(|d| week_day(d) == 0 || week_day(d) == 6));
        for a in list(&self.season["authorities"]) {
            if a["id"] == m["host"] {
                bad += usize::from(
                    list(&a["rooms"])
                        .iter()
                        .all(|r| (t..=e).any(|d| off(d, &r["off"]))),
                );
            }
            if !list(&m["participants"]).contains(&a["id"]) {
                continue;
            }
            bad += usize::from((t..=e).any(|d| self.holiday(a, d)));
            let hit = |b: &Value| {
                b["hard"] == true && (t..=e).any(|d| day(&b["from"]) <= d && d <= day(&b["to"]))
            };
            bad += usize::from(list(&a["blackouts"]).iter().any(hit));
            let n = list(&a["ambassadors"])
                .iter()
                .filter(|p| !(t..=e).any(|d| off(d, &p["off"])))
                .count() as i64;
            bad += usize::from(n < int(&m["delegation_min"]));
            self.cost += self.weight("meeting") * (int(&m["delegation"]) - n).max(0);
            let mut mine: Vec<i64> = self
                .days
                .iter()
                .filter(|x| x.0 == word(&a["id"]))
                .map(|x| x.1)
                .collect();
            mine.sort_unstable();
            mine.dedup();
            bad += usize::from(
                mine.iter()
                    .any(|d| t - int(&m["buffer"]) <= *d && *d <= e + int(&m["buffer"])),
            );
            let past: i64 = list(&a["done"])
                .iter()
                .filter(|r| day(&r["start"]) + int(&r["len"]) <= t)
                .map(|r| int(&r["len"]))
                .sum();
            bad += usize::from(
                past + (mine.iter().filter(|d| **d < t).count() as i64) < int(&m["min_days"]),
            );
        }
        self.bad
            .extend((0..bad).map(|_| format!("meeting:{}", word(&m["id"]))));
        if m["previous"].is_string() && m["previous"] != *at {
            self.cost += self.weight("meeting_move") * self.near(t.min(day(&m["previous"])));
        }
    }
}
