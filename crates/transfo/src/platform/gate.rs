//! The one gate: who may see what.
//!
//! Owns circles, audiences, roles and the predicate through which everything that may be hidden is read.
//! An artefact's audience is a set of circles of its site, plus its author, always. A person's circles come
//! from dated roles. [`Seen`] can only be built here: a page that shows a `Seen<T>` shows what its viewer may see.
//! What may not be seen answers exactly as what does not exist. Never decides by hiding in a template.

use std::ops::{BitOr, Deref};

use jiff::civil::Date;

use super::db::{Ask, Cell, Conn, DbError, Row, Value};

/// A set of circles around a site, as stored in an `audience` column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Circles(i64);

impl Circles {
    /// Nobody but the author.
    pub const NONE: Self = Self(0);
    /// Residents and pilot.
    pub const TEAM: Self = Self(1);
    /// Ambassadors.
    pub const COHORT: Self = Self(2);
    /// The second circle of agents.
    pub const RELAY: Self = Self(4);
    /// The N+1 of the ambassadors.
    pub const MANAGERS: Self = Self(8);
    /// General direction and directors.
    pub const DIRECTION: Self = Self(16);
    /// Elected officials.
    pub const OFFICIALS: Self = Self(32);
    /// Owners of a case (of that case only).
    pub const CASE_OWNER: Self = Self(64);
    /// Teams and cohorts of the other sites, and the association.
    pub const SEASON: Self = Self(128);
    /// Funders.
    pub const PARTNERS: Self = Self(256);
    /// Everybody.
    pub const PUBLIC: Self = Self(512);
    /// The association's coordinators of the edition, for what they answer for: calls, draws, calendars.
    pub const COORDINATION: Self = Self(1024);
    /// The administrators of the instance, for what runs the machine and nothing else.
    pub const INSTANCE: Self = Self(2048);

    /// What a candidacy, its strata and its availability are shown to until the agent releases it.
    pub const SELECTION: Self = Self(1 | 1024);
    /// "Sous le radar": team and cohort.
    pub const UNDER_RADAR: Self = Self(1 | 2);
    /// "Montré": and relay and case owner.
    pub const SHOWN: Self = Self(1 | 2 | 4 | 64);
    /// "Soutenu": and managers, direction, officials.
    pub const SUPPORTED: Self = Self(1 | 2 | 4 | 8 | 16 | 32 | 64);

    /// As stored.
    pub const fn bits(self) -> i64 {
        self.0
    }

    /// From the stored form.
    pub const fn from_bits(bits: i64) -> Self {
        Self(bits)
    }

    /// Whether the two sets share a circle.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The circles of both.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Each circle of the set, as the key of its name in the word files: `circle-team`…
    pub fn names(self) -> Vec<&'static str> {
        const NAMES: [(Circles, &str); 12] = [
            (Circles::TEAM, "circle-team"),
            (Circles::COHORT, "circle-cohort"),
            (Circles::RELAY, "circle-relay"),
            (Circles::MANAGERS, "circle-managers"),
            (Circles::DIRECTION, "circle-direction"),
            (Circles::OFFICIALS, "circle-officials"),
            (Circles::CASE_OWNER, "circle-case-owner"),
            (Circles::SEASON, "circle-season"),
            (Circles::PARTNERS, "circle-partners"),
            (Circles::PUBLIC, "circle-public"),
            (Circles::COORDINATION, "circle-coordination"),
            (Circles::INSTANCE, "circle-instance"),
        ];
        NAMES
            .iter()
            .filter(|(c, _)| self.meets(*c))
            .map(|(_, name)| *name)
            .collect()
    }
}

impl BitOr for Circles {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.and(other)
    }
}

impl From<Circles> for Value {
    fn from(c: Circles) -> Self {
        Value::Int(Some(c.0))
    }
}

impl Cell for Circles {
    fn read(row: &Row, index: usize) -> Result<Self, DbError> {
        i64::read(row, index).map(Circles)
    }
}

/// What a person does in the programme. Stored by [`Role::key`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Runs the instance; no content by default.
    Administrator,
    /// Follows the sites of an edition for the association.
    Coordinator,
    /// Internal link of a site.
    Pilot,
    /// Leads sessions.
    Resident,
    /// One of the twenty.
    Ambassador,
    /// Second circle.
    Relay,
    /// N+1 of an ambassador.
    Manager,
    /// DGS, directors.
    Direction,
    /// Élu.
    Official,
    /// Owner of a case.
    CaseOwner,
    /// Funder of the edition.
    Partner,
}

impl Role {
    /// Every role, in the order in which people read them.
    pub const ALL: [Role; 11] = [
        Role::Administrator,
        Role::Coordinator,
        Role::Pilot,
        Role::Resident,
        Role::Ambassador,
        Role::Relay,
        Role::Manager,
        Role::Direction,
        Role::Official,
        Role::CaseOwner,
        Role::Partner,
    ];

    /// As stored and as named in the word files (`role-pilot`).
    pub const fn key(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::Coordinator => "coordinator",
            Role::Pilot => "pilot",
            Role::Resident => "resident",
            Role::Ambassador => "ambassador",
            Role::Relay => "relay",
            Role::Manager => "manager",
            Role::Direction => "direction",
            Role::Official => "official",
            Role::CaseOwner => "case-owner",
            Role::Partner => "partner",
        }
    }

    /// The role stored as `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Role::ALL.into_iter().find(|r| r.key() == key)
    }

    /// Whether it reaches other people's data: who holds it proves twice who they are.
    pub const fn is_privileged(self) -> bool {
        matches!(self, Role::Administrator | Role::Coordinator | Role::Pilot)
    }

    /// The circle of its own site (or edition, or instance) that the role opens.
    const fn circle(self) -> Circles {
        match self {
            Role::Administrator => Circles::INSTANCE,
            Role::Coordinator => Circles(1024 | 128),
            Role::Pilot | Role::Resident => Circles::TEAM,
            Role::Ambassador => Circles::COHORT,
            Role::Relay => Circles::RELAY,
            Role::Manager => Circles::MANAGERS,
            Role::Direction => Circles::DIRECTION,
            Role::Official => Circles::OFFICIALS,
            Role::CaseOwner => Circles::CASE_OWNER,
            Role::Partner => Circles::PARTNERS,
        }
    }
}

/// A role held today: of the instance (neither edition nor site), of an edition, or of one site of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub role: Role,
    /// The edition, unless it is of the instance.
    pub edition: Option<String>,
    /// The site, when it is of one.
    pub site: Option<String>,
}

/// Who is asking. Nobody signed in is a viewer too: in no circle but the public.
#[derive(Clone, Debug, Default)]
pub struct Viewer {
    /// The person, when signed in.
    pub person: Option<Person>,
    /// The roles held on the day of the visit.
    pub held: Vec<Held>,
}

/// The signed-in person, as far as every page needs it.
#[derive(Clone, Debug)]
pub struct Person {
    /// Row id.
    pub id: String,
    /// Name to show.
    pub name: String,
    /// The session that carries the visit.
    pub session: String,
}

impl Viewer {
    /// Row id of the person, when signed in.
    pub fn id(&self) -> Option<&str> {
        self.person.as_ref().map(|p| p.id.as_str())
    }

    /// The circles this viewer belongs to around `site` of `edition`.
    pub fn circles(&self, edition: &str, site: Option<&str>) -> Circles {
        self.held.iter().fold(Circles::PUBLIC, |sum, held| {
            sum | match (held.edition.as_deref(), held.site.as_deref()) {
                (None, _) => held.role.circle(),
                (Some(e), _) if e != edition => Circles::NONE,
                (Some(_), None) => held.role.circle(),
                (Some(_), own) if own == site => held.role.circle(),
                // Somebody of another site of the season.
                (Some(_), Some(_)) if matches!(held.role.circle().0, 1 | 2) => Circles::SEASON,
                (Some(_), Some(_)) => Circles::NONE,
            }
        })
    }

    /// Whether one of `roles` is held for `site` of `edition` (a role of the edition counts for each of its sites).
    pub fn holds(&self, roles: &[Role], edition: &str, site: Option<&str>) -> bool {
        self.held.iter().any(|h| {
            roles.contains(&h.role)
                && h.edition.as_deref().is_none_or(|e| e == edition)
                && (h.site.is_none() || h.site.as_deref() == site)
        })
    }

    /// Whether one of `roles` is held anywhere.
    pub fn holds_anywhere(&self, roles: &[Role]) -> bool {
        self.held.iter().any(|h| roles.contains(&h.role))
    }

    /// Whether the person has any role in the edition, or runs the instance.
    pub fn belongs_to(&self, edition: &str) -> bool {
        self.held
            .iter()
            .any(|h| h.edition.as_deref().is_none_or(|e| e == edition))
    }

    /// Whether the person has any role at the site itself, or one of the whole edition.
    pub fn belongs_to_site(&self, edition: &str, site: &str) -> bool {
        self.held.iter().any(|h| {
            h.edition.as_deref() == Some(edition) && h.site.as_deref().is_none_or(|s| s == site)
        })
    }
}

/// Whether a dated role holds on `day`: the first day counts, the last day is the first without it.
pub fn holds_on(day: Date, since: Date, until: Option<Date>) -> bool {
    since <= day && until.is_none_or(|u| day < u)
}

/// A thing that its viewer may see. Only this module makes one.
#[derive(Clone, Debug)]
pub struct Seen<T>(T);

impl<T> Deref for Seen<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Seen<T> {
    /// What was seen.
    pub fn into_inner(self) -> T {
        self.0
    }

    /// Something made only of what was seen: it may be seen too.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Seen<U> {
        Seen(f(self.0))
    }
}

/// Reading with the eyes of one viewer around one site (or a whole edition, or the instance).
#[derive(Clone, Debug)]
pub struct Gate {
    circles: Circles,
    person: String,
}

impl Gate {
    /// The eyes of `viewer` around `site` of `edition`.
    pub fn at(viewer: &Viewer, edition: &str, site: Option<&str>) -> Self {
        Self {
            circles: viewer.circles(edition, site),
            person: viewer.id().unwrap_or_default().to_owned(),
        }
    }

    /// The eyes of `viewer` around a whole edition, where its team is the teams of all its sites.
    pub fn of_teams(viewer: &Viewer, edition: &str) -> Self {
        let mut gate = Self::at(viewer, edition, None);
        let in_a_team = |held: &Held| {
            held.edition.as_deref() == Some(edition) && held.role.circle() == Circles::TEAM
        };
        if viewer.held.iter().any(in_a_team) {
            gate.circles = gate.circles | Circles::TEAM;
        }
        gate
    }

    /// What two viewers must share to see the same: part of the key of whatever is kept of what was seen.
    pub fn eyes(&self) -> String {
        format!("{} {}", self.circles.bits(), self.person)
    }

    /// The circles looked with.
    pub fn circles(&self) -> Circles {
        self.circles
    }

    /// Whether an artefact of this audience and author may be seen.
    pub fn admits(&self, audience: Circles, author: Option<&str>) -> bool {
        audience.meets(self.circles)
            || (!self.person.is_empty() && author == Some(self.person.as_str()))
    }

    /// Reads all rows of a query that this viewer may see. The query names its artefact's table once by
    /// `{seen:ALIAS}`, which becomes the predicate over `ALIAS.audience` and `ALIAS.author_id`.
    ///
    /// # Errors
    /// What the database says; a query without the mark is refused, so that no one forgets it.
    pub async fn all<T>(
        &self,
        conn: &mut Conn,
        sql: &str,
        mut params: Vec<Value>,
        read: impl Fn(&Row) -> Result<T, DbError>,
    ) -> Result<Vec<Seen<T>>, DbError> {
        let text = self.opened(sql, &mut params)?;
        conn.all(sqlx::AssertSqlSafe(text), params)
            .await?
            .iter()
            .map(|row| read(row).map(Seen))
            .collect()
    }

    /// The same of a query of `N` columns that gives many rows, as [`Conn::many`] reads them.
    ///
    /// # Errors
    /// As [`Gate::all`].
    pub async fn many<const N: usize, T>(
        &self,
        conn: &mut Conn,
        sql: &str,
        mut params: Vec<Value>,
        read: impl Fn(&Row) -> Result<T, DbError>,
    ) -> Result<Vec<Seen<T>>, DbError> {
        let text = self.opened(sql, &mut params)?;
        let rows = conn.many::<N>(&text, params).await?;
        rows.iter().map(|row| read(row).map(Seen)).collect()
    }

    /// The first row of such a query.
    ///
    /// # Errors
    /// As [`Gate::all`].
    pub async fn first<T>(
        &self,
        conn: &mut Conn,
        sql: &str,
        params: Vec<Value>,
        read: impl Fn(&Row) -> Result<T, DbError>,
    ) -> Result<Option<Seen<T>>, DbError> {
        Ok(self.all(conn, sql, params, read).await?.into_iter().next())
    }

    /// The same query, to be asked together with others by [`Conn::together`].
    ///
    /// # Errors
    /// As [`Gate::all`].
    pub fn ask<const N: usize>(&self, sql: &str, mut params: Vec<Value>) -> Result<Ask, DbError> {
        let text = self.opened(sql, &mut params)?;
        Ok(Ask::of::<N>(text, params))
    }

    fn opened(&self, sql: &str, params: &mut Vec<Value>) -> Result<String, DbError> {
        let forgotten = || DbError::Protocol("a gated query without its {seen:…} mark".into());
        let (before, rest) = sql.split_once("{seen:").ok_or_else(forgotten)?;
        let (alias, after) = rest.split_once('}').ok_or_else(forgotten)?;
        let circles = params.len().saturating_add(1);
        let person = circles.saturating_add(1);
        params.push(self.circles.into());
        params.push(Value::from(self.person.as_str()));
        Ok(format!(
            "{before}(({alias}.audience & ${circles}) <> 0 or {alias}.author_id = ${person}){after}"
        ))
    }
}
