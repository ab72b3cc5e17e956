//! How an edition stands against its protocol, for one viewer.
//!
//! Owns who may see which finding. Convention, team, calendar and the number of ambassadors are known to all who have a
//! part in the site; what is counted from candidacies, letters and attendance is for the team and the coordination,
//! and names persons to the team alone. A finding that may not be seen is left out before a page is made, and the
//! sentence that says so is the same whatever it was.

use std::sync::Arc;

use jiff::civil::Date;
use protocol::{Draft, Facts, Finding, Protocol, Waiver};

use super::{
    facts::Parts,
    store::{self, Eyes, Loaded},
};
use crate::{
    platform::{
        db::Conn,
        error::Error,
        gate::{Circles, Gate},
        visit::Visit,
    },
    programme::{
        rules::{shipped, with},
        store::{OverrideLine, WaiverLine},
    },
};

/// Who sees findings that count no person's candidacy, letter or attendance.
pub const OPEN: Circles = Circles::SUPPORTED
    .and(Circles::SEASON)
    .and(Circles::COORDINATION);

/// Who knows who was drawn, once the draw is published.
pub const DRAWN: Circles = Circles::UNDER_RADAR
    .and(Circles::SEASON)
    .and(Circles::COORDINATION);

/// Fewer accounts than this would say something of one person.
const ENOUGH: usize = 5;

/// The circles a finding of this rule is shown to.
pub fn audience(rule: &str) -> Circles {
    match rule {
        "cohort.size" => DRAWN,
        "cohort.volunteers" | "cohort.endorsed" | "cohort.diverse" | "days.attended"
        | "time.protected" | "sponsor.managers" => Circles::SELECTION,
        _ => OPEN,
    }
}

/// An edition, or one site of it, against its protocol.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The protocol with the edition's changes.
    pub protocol: Protocol,
    /// Changes that this protocol cannot take, such as a value of another version.
    pub misfits: Vec<OverrideLine>,
    /// The changes it takes.
    pub overrides: Vec<OverrideLine>,
    /// Every waiver, ended ones included.
    pub waivers: Vec<WaiverLine>,
    /// The records.
    pub parts: Parts,
    /// What they come to, in the order of the sites.
    pub facts: Vec<Facts>,
    /// The day looked at.
    pub today: Date,
}

impl Standing {
    /// What the visitor may know of the edition of the path, or of its site alone.
    ///
    /// # Errors
    /// Absence, or a fault.
    pub async fn seen_by(visit: &Visit) -> Result<Arc<Self>, Error> {
        let gate = visit.gate();
        let site = visit.site.as_ref().map(|s| s.id.as_str());
        let edition = &visit.edition()?.id;
        let (scope, today) = (site.unwrap_or_default(), visit.today);
        let key = format!("standing {edition} {scope} {today} {}", gate.eyes());
        if let Some(kept) = visit.kept(&key) {
            return Ok(kept);
        }
        let mut conn = visit.read().await?;
        let loaded = store::load(&mut conn, Eyes::Of(&gate), edition, site).await?;
        Ok(visit.keep(key, Self::of(loaded, today)?))
    }

    /// The whole edition, for the command line.
    ///
    /// # Errors
    /// A fault.
    pub async fn whole(conn: &mut Conn, edition: &str, today: Date) -> Result<Self, Error> {
        let loaded = store::load(conn, Eyes::Everything, edition, None).await?;
        Self::of(loaded, today)
    }

    /// From what was read.
    ///
    /// # Errors
    /// A fault, when the shipped protocol cannot be read.
    pub fn of(loaded: Loaded, today: Date) -> Result<Self, Error> {
        let (protocol, overrides, misfits) = with(shipped()?, loaded.overrides);
        Ok(Self {
            facts: loaded.parts.facts(today),
            parts: loaded.parts,
            waivers: loaded.waivers,
            protocol,
            misfits,
            overrides,
            today,
        })
    }

    /// The place of a site among [`Parts::sites`].
    pub fn index(&self, site: &str) -> Option<usize> {
        self.parts.sites.iter().position(|s| s.id == site)
    }

    /// The findings of the site at `index`, all of them.
    pub fn findings(&self, index: usize) -> Vec<Finding> {
        self.findings_under(&self.protocol, index)
    }

    /// The findings of the site at `index` that `gate` admits, and whether some are kept for others. Outside the team
    /// what comes of accounts of time is a trend, and there is none of fewer than five persons.
    pub fn seen(&self, gate: &Gate, index: usize) -> (Vec<Finding>, bool) {
        let all = self.findings(index);
        let few = || {
            let site = self.parts.sites.get(index);
            let accounts = site.iter().flat_map(|s| &s.members);
            accounts.filter(|m| m.promised_days.is_some()).count() < ENOUGH
        };
        let trend = |rule: &str| matches!(rule, "days.attended" | "time.protected");
        let hide = !gate.circles().meets(Circles::TEAM) && few();
        let held_back = all.iter().any(|f| !gate.admits(audience(&f.rule), None));
        let seen: Vec<Finding> = all
            .into_iter()
            .filter(|f| gate.admits(audience(&f.rule), None) && !(hide && trend(&f.rule)))
            .collect();
        (seen, held_back)
    }

    /// The same under another protocol: before and after a change of rules.
    pub fn findings_under(&self, protocol: &Protocol, index: usize) -> Vec<Finding> {
        let Some((site, facts)) = self.parts.sites.get(index).zip(self.facts.get(index)) else {
            return Vec::new();
        };
        protocol::check(protocol, facts, &self.waivers_of(&site.id), self.today)
    }

    /// The waivers that bear on a site: its own, and those of the whole season.
    pub fn waivers_of(&self, site: &str) -> Vec<Waiver> {
        let here = |w: &&WaiverLine| w.site_id.as_deref().is_none_or(|of| of == site);
        self.waivers
            .iter()
            .filter(here)
            .filter_map(|line| waiver(line).ok())
            .collect()
    }
}

/// A waiver as kept, as the protocol reads it; one ended before its time holds to the day before.
///
/// # Errors
/// Why it is none: see [`protocol::WaiverError`].
pub fn waiver(line: &WaiverLine) -> Result<Waiver, protocol::WaiverError> {
    let ended = line.ended_on.and_then(|on| on.yesterday().ok());
    Waiver::new(Draft {
        rule: line.rule.clone(),
        author: line.author.clone(),
        reason: line.reason.clone(),
        on: line.from,
        until: ended.map_or(line.until, |ended| ended.min(line.until)),
    })
}
