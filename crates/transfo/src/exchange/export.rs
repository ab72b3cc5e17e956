//! An edition becomes a season's folder again: what was imported, with what people changed since.
//!
//! Invariant: importing what was exported gives the same edition, and exporting what was imported gives the same
//! folder. Draws, plans and attendance have records of their own and are not in it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use season::{
    Authority, Category, Closure, Email, Endorsement, Expected, Fault, Gender, Label, Prose, Quota,
    Reference, Season, Slug, TeamMember, Unavailability, Volunteer, Wrong,
};

use super::{
    keys::{self, Keyed},
    store::{read, write::OwnWords},
};
use crate::{
    calendar::{self, meeting::Meeting},
    platform::{db::Conn, error::Error},
    programme::store::{self as programme, Edition, Site, Teammate},
};

/// The season of an edition, or what in it no folder can say: data typed on pages may be wider than the format.
///
/// # Errors
/// Absence when there is no such edition; a fault of ours.
pub async fn export(conn: &mut Conn, edition: &str) -> Result<Result<Season, Vec<Fault>>, Error> {
    let edition = programme::edition(conn, edition)
        .await?
        .ok_or(Error::Absent)?;
    let rows = Rows::read(conn, edition).await?;
    let mut writer = Writer::default();
    let season = writer.season(&rows);
    if writer.faults.is_empty()
        && let Some(season) = season
    {
        let season = season.canonical();
        let faults = season.check();
        return Ok(if faults.is_empty() {
            Ok(season)
        } else {
            Err(faults)
        });
    }
    Ok(Err(writer.faults))
}

struct Rows {
    edition: Edition,
    overrides: Vec<programme::OverrideLine>,
    sites: Vec<Site>,
    season_sites: BTreeMap<String, read::SeasonSite>,
    rooms: Vec<(String, programme::Room)>,
    team: Vec<Teammate>,
    references: BTreeMap<String, String>,
    own_words: BTreeMap<String, OwnWords>,
    candidacies: Vec<read::Candidacy>,
    /// The reference of each candidacy, by row id.
    applications: BTreeMap<String, String>,
    quotas: Vec<read::QuotaLine>,
    absences: Vec<read::AbsenceLine>,
    closures: Vec<read::ClosureLine>,
    meetings: Vec<Meeting>,
}

impl Rows {
    async fn read(conn: &mut Conn, edition: Edition) -> Result<Self, Error> {
        let id = edition.id.clone();
        let mut rows = Self {
            edition,
            overrides: programme::overrides(conn, &id).await?,
            sites: programme::sites(conn, &id).await?,
            season_sites: read::season_sites(conn, &id).await?,
            rooms: programme::rooms(conn, &id).await?,
            team: programme::team(conn, &id, None).await?,
            references: read::references(conn, &id).await?,
            own_words: read::own_words(conn, &id).await?,
            applications: BTreeMap::new(),
            candidacies: read::candidacies(conn, &id).await?,
            quotas: read::quotas(conn, &id).await?,
            absences: read::absences(conn, &id).await?,
            closures: read::closures(conn, &id).await?,
            meetings: calendar::meetings_of_edition(conn, &id).await?,
        };
        let applications = rows.candidacies.iter();
        rows.applications = applications
            .map(|c| (c.id.clone(), c.reference.clone()))
            .collect();
        rows.name_newcomers();
        Ok(rows)
    }

    /// People invited through the pages have no reference in the files yet.
    fn name_newcomers(&mut self) {
        let mut taken: BTreeSet<String> = self.references.values().cloned().collect();
        taken.extend(self.candidacies.iter().map(|c| c.reference.clone()));
        for mate in &self.team {
            if self.references.contains_key(&mate.person_id) {
                continue;
            }
            let own = mate.reference.clone().filter(|own| !taken.contains(own));
            let reference = own.unwrap_or_else(|| mate.person_id.clone());
            taken.insert(reference.clone());
            self.references.insert(mate.person_id.clone(), reference);
        }
    }

    fn slug(&self, site: &str) -> Option<&str> {
        self.sites
            .iter()
            .find(|s| s.id == site)
            .map(|s| s.slug.as_str())
    }
}

/// Reads stored words as the format's types; gathers what it cannot.
#[derive(Default)]
struct Writer {
    faults: Vec<Fault>,
}

impl Writer {
    fn take<T>(&mut self, place: (&str, &str), value: &str, read: Result<T, Wrong>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(wrong) => {
                self.faults.push(Fault {
                    file: place.0.to_owned(),
                    row: 0,
                    column: place.1.to_owned(),
                    value: value.to_owned(),
                    expected: wrong.expected,
                    proposal: wrong.proposal,
                });
                None
            }
        }
    }

    fn label(&mut self, place: (&str, &str), value: &str) -> Option<Label> {
        self.take(place, value, Label::parse(value))
    }

    fn maybe_label(&mut self, place: (&str, &str), value: &str) -> Option<Label> {
        if value.is_empty() {
            None
        } else {
            self.label(place, value)
        }
    }

    fn maybe_prose(&mut self, place: (&str, &str), value: &str) -> Option<Prose> {
        if value.is_empty() {
            None
        } else {
            self.take(place, value, Prose::parse(value))
        }
    }

    fn maybe_email(&mut self, place: (&str, &str), value: &str) -> Option<Email> {
        if value.is_empty() {
            None
        } else {
            self.take(place, value, Email::parse(value))
        }
    }

    fn reference(&mut self, file: &str, value: &str) -> Option<Reference> {
        self.take((file, "reference"), value, Reference::parse(value))
    }

    fn slug(&mut self, file: &str, value: &str) -> Option<Slug> {
        self.take((file, "collectivite"), value, Slug::parse(value))
    }

    fn key<T: Keyed>(&mut self, place: (&str, &str), key: &str) -> Option<T> {
        let known = T::KEYS.iter().map(|(_, key)| (*key).to_owned()).collect();
        let wrong = Wrong::new(Expected::OneOf(known));
        self.take(place, key, T::from_key(key).ok_or(wrong))
    }

    fn season(&mut self, rows: &Rows) -> Option<Season> {
        let edition = self.edition(&rows.edition);
        let protocol = self.protocol(rows);
        let authorities = rows
            .sites
            .iter()
            .filter_map(|s| self.authority(rows, s))
            .collect();
        let team = rows
            .team
            .iter()
            .filter_map(|m| self.member(rows, m))
            .collect();
        let volunteers = rows
            .candidacies
            .iter()
            .filter_map(|c| self.volunteer(rows, c))
            .collect();
        let quotas = rows
            .quotas
            .iter()
            .filter_map(|q| self.quota(rows, q))
            .collect();
        let unavailable = rows
            .absences
            .iter()
            .filter_map(|a| self.absence(rows, a))
            .collect();
        let closures = rows
            .closures
            .iter()
            .filter_map(|c| self.closure(rows, c))
            .collect();
        let meetings = rows
            .meetings
            .iter()
            .filter_map(|m| self.meeting(rows, m))
            .collect();
        Some(Season {
            edition: edition?,
            protocol: protocol?,
            authorities,
            team,
            volunteers,
            quotas,
            unavailable,
            closures,
            meetings,
        })
    }

    fn edition(&mut self, e: &Edition) -> Option<season::Edition> {
        const FILE: &str = "season.toml";
        let name = self.label((FILE, "edition.name"), &e.name);
        let slug = self.take((FILE, "edition.slug"), &e.slug, Slug::parse(&e.slug));
        Some(season::Edition {
            name: name?,
            slug: slug?,
            starts_on: e.starts_on,
            ends_on: e.ends_on,
            // An edition opened on the pages has a seed of letters: a number made from it, always the same.
            seed: e.seed.parse().unwrap_or_else(|_| number_of(&e.seed)),
            fictional: e.fictional,
            notes: self.maybe_prose((FILE, "edition.notes"), &e.notes),
        })
    }

    fn protocol(&mut self, rows: &Rows) -> Option<season::Protocol> {
        const FILE: &str = "season.toml";
        let id = self.take(
            (FILE, "protocol.id"),
            &rows.edition.protocol_id,
            Reference::parse(&rows.edition.protocol_id),
        );
        let version = rows.edition.protocol_version.split('.').next();
        let overrides = rows
            .overrides
            .iter()
            .filter_map(|o| self.override_of(o))
            .collect();
        Some(season::Protocol {
            id: id?,
            version: version.and_then(|v| v.parse().ok()).unwrap_or(1),
            overrides,
        })
    }

    fn override_of(&mut self, o: &programme::OverrideLine) -> Option<season::Override> {
        const FILE: &str = "season.toml";
        let rule = self.take(
            (FILE, "protocol.override.rule"),
            &o.rule,
            Reference::parse(&o.rule),
        );
        let parameter = self.take(
            (FILE, "protocol.override.parameter"),
            &o.parameter,
            Reference::parse(&o.parameter),
        );
        let value = keys::value_from_text(&o.value).ok_or(Wrong::new(Expected::Something));
        let value = self.take((FILE, "protocol.override.value"), &o.value, value);
        let author = self.label((FILE, "protocol.override.author"), &o.author);
        let reason = self.take(
            (FILE, "protocol.override.reason"),
            &o.reason,
            Prose::parse(&o.reason),
        );
        Some(season::Override {
            rule: rule?,
            parameter: parameter?,
            value: value?,
            author: author?,
            reason: reason?,
            on: o.on,
        })
    }

    fn authority(&mut self, rows: &Rows, s: &Site) -> Option<Authority> {
        const FILE: &str = "season.toml";
        let slug = self.take((FILE, "authority.slug"), &s.slug, Slug::parse(&s.slug));
        let siren = self.take(
            (FILE, "authority.siren"),
            &s.siren,
            season::Siren::parse(&s.siren),
        );
        let name = self.label((FILE, "authority.name"), &s.name);
        let kind = self.key((FILE, "authority.kind"), &s.kind);
        let stage = s.stage.map_or("prospect", |(stage, _)| stage.key());
        let stage = self.key((FILE, "authority.stage"), stage);
        let zone = season::SchoolZone::parse(&s.school_zone);
        let zone = self.take((FILE, "authority.school_zone"), &s.school_zone, zone);
        let law = season::HolidayLaw::parse(&s.holidays);
        let law = self.take((FILE, "authority.holidays"), &s.holidays, law);
        let said = rows.season_sites.get(&s.id).cloned().unwrap_or_default();
        let town = self.maybe_label((FILE, "authority.town"), &s.town);
        let theme = self.maybe_label((FILE, "authority.theme"), &s.theme);
        let facts = self.maybe_prose((FILE, "authority.facts"), &s.facts);
        let rooms = rows.rooms.iter().filter(|(site, _)| *site == s.id);
        let rooms = rooms.filter_map(|(_, room)| self.room(room)).collect();
        Some(Authority {
            slug: slug?,
            siren: siren?,
            name: name?,
            kind: kind?,
            town,
            theme,
            stage: stage?,
            convention_signed_on: s.convention_signed_on,
            starts_on: s.starts_on,
            ends_on: s.ends_on,
            pilot: pilot(rows, s, &said).and_then(|pilot| self.reference(FILE, &pilot)),
            school_zone: zone?,
            holidays: law?,
            seats: s.seats,
            substitutes: s.substitutes,
            call_opens_on: said.call.0,
            call_closes_on: said.call.1,
            facts,
            rooms,
        })
    }

    fn room(&mut self, room: &programme::Room) -> Option<season::Room> {
        const FILE: &str = "season.toml";
        let id = self.take(
            (FILE, "authority.room.id"),
            &room.reference,
            Reference::parse(&room.reference),
        );
        let name = self.label((FILE, "authority.room.name"), &room.name);
        Some(season::Room {
            id: id?,
            name: name?,
            capacity: room.capacity,
        })
    }

    fn member(&mut self, rows: &Rows, m: &Teammate) -> Option<TeamMember> {
        const FILE: &str = "team.csv";
        let role = keys::role_from_key(&m.role)?;
        let own = rows.own_words.get(&m.role_id).cloned().unwrap_or_default();
        let authority = match m.site_id.as_deref().and_then(|id| rows.slug(id)) {
            Some(slug) => Some(self.slug(FILE, slug)?),
            None => None,
        };
        let email = own.email.or_else(|| m.email.clone()).unwrap_or_default();
        let discipline = own.discipline.unwrap_or_else(|| m.discipline.clone());
        let home = own.home.unwrap_or_else(|| m.home.clone());
        let experience = own
            .public_experience
            .unwrap_or_else(|| m.public_experience.clone());
        let reference = rows
            .references
            .get(&m.person_id)
            .cloned()
            .unwrap_or_default();
        let reference = self.reference(FILE, &reference);
        let name = self.label((FILE, "nom"), &own.name.unwrap_or_else(|| m.name.clone()));
        Some(TeamMember {
            authority,
            reference: reference?,
            role,
            name: name?,
            email: self.maybe_email((FILE, "courriel"), &email),
            discipline: self.maybe_label((FILE, "discipline"), &discipline),
            home: self.maybe_label((FILE, "ville"), &home),
            public_experience: self.maybe_prose((FILE, "experience_publique"), &experience),
            since: (!own.without_first_day).then_some(m.since),
            until: m
                .until
                .and_then(|first_without| first_without.checked_sub(1.day()).ok()),
        })
    }

    fn volunteer(&mut self, rows: &Rows, c: &read::Candidacy) -> Option<Volunteer> {
        const FILE: &str = "volunteers.csv";
        let [
            directorate,
            policy_field,
            category,
            location,
            seniority,
            gender,
            team,
        ] = &c.features;
        let authority = self.slug(FILE, rows.slug(&c.site).unwrap_or_default());
        let reference = self.reference(FILE, &c.reference);
        let directorate = self.label((FILE, "direction"), directorate);
        let policy_field = self.label((FILE, "champ"), policy_field);
        let category = self.take((FILE, "categorie"), category, Category::parse(category));
        let location = self.label((FILE, "site"), location);
        let gender = match gender.as_str() {
            "" => None,
            word => self.take((FILE, "genre"), word, Gender::parse(word)),
        };
        let endorsement = self.key::<Endorsement>((FILE, "accord"), &c.endorsement);
        Some(Volunteer {
            authority: authority?,
            reference: reference?,
            name: self.maybe_label((FILE, "nom"), &c.name),
            email: self.maybe_email((FILE, "courriel"), c.email.as_deref().unwrap_or_default()),
            directorate: directorate?,
            policy_field: policy_field?,
            category: category?,
            site: location?,
            seniority: self.maybe_label((FILE, "anciennete"), seniority),
            gender,
            team: self.maybe_label((FILE, "equipe"), team),
            manager_name: self.maybe_label((FILE, "responsable"), &c.manager.0),
            manager_email: self.maybe_email(
                (FILE, "courriel_responsable"),
                c.manager.1.as_deref().unwrap_or_default(),
            ),
            endorsement: endorsement?,
            consented_on: c.consented_on,
        })
    }

    fn quota(&mut self, rows: &Rows, q: &read::QuotaLine) -> Option<Quota> {
        const FILE: &str = "quotas.csv";
        let authority = match q.site.as_deref().and_then(|id| rows.slug(id)) {
            Some(slug) => Some(self.slug(FILE, slug)?),
            None => None,
        };
        let feature = self.take(
            (FILE, "critere"),
            &q.feature,
            season::Feature::parse(&q.feature),
        );
        let value = self.label((FILE, "valeur"), &q.value);
        Some(Quota {
            authority,
            feature: feature?,
            value: value?,
            min: q.bounds.0,
            max: q.bounds.1,
            min_flex: q.flex.0,
            max_flex: q.flex.1,
        })
    }

    fn absence(&mut self, rows: &Rows, a: &read::AbsenceLine) -> Option<Unavailability> {
        const FILE: &str = "unavailable.csv";
        let authority = match a.site.as_deref().and_then(|id| rows.slug(id)) {
            Some(slug) => Some(self.slug(FILE, slug)?),
            None => None,
        };
        // Who withdrew, or left the team, has no row to be absent from.
        let reference = match (&a.application, &a.person) {
            (Some(id), _) => rows
                .candidacies
                .iter()
                .find(|c| c.id == *id)?
                .reference
                .clone(),
            (None, Some(id)) => rows.references.get(id)?.clone(),
            (None, None) => return None,
        };
        let reference = self.reference(FILE, &reference);
        let half = self.key((FILE, "moment"), &a.half);
        let weekday = match a.weekday.as_str() {
            "" => None,
            key => self.key((FILE, "jour"), key),
        };
        Some(Unavailability {
            authority,
            reference: reference?,
            from: a.days.0,
            to: a.days.1,
            half: half?,
            weekday,
            reason: self.maybe_prose((FILE, "motif"), &a.reason),
        })
    }

    fn closure(&mut self, rows: &Rows, c: &read::ClosureLine) -> Option<Closure> {
        const FILE: &str = "closures.csv";
        let authority = match c.site.as_deref().and_then(|id| rows.slug(id)) {
            Some(slug) => Some(self.slug(FILE, slug)?),
            None => None,
        };
        let label = self.label((FILE, "libelle"), &c.label);
        let kind = self.key((FILE, "type"), &c.kind);
        Some(Closure {
            authority,
            from: c.days.0,
            to: c.days.1,
            label: label?,
            kind: kind?,
            hard: c.hard,
            weight: c.weight,
        })
    }
}

impl Writer {
    fn meeting(&mut self, rows: &Rows, m: &Meeting) -> Option<season::Meeting> {
        const FILE: &str = "meetings.csv";
        let name = self.label((FILE, "nom"), &m.name);
        let host = self.take((FILE, "accueil"), &m.host.slug, Slug::parse(&m.host.slug));
        let parties = m.sites.iter().map(|site| {
            let slug = Slug::parse(&site.slug);
            self.take((FILE, "collectivites"), &site.slug, slug)
        });
        let authorities: Option<Vec<Slug>> = parties.collect();
        let residents = match &m.escort {
            Some(people) => Some(self.residents(rows, people)?),
            None => None,
        };
        Some(season::Meeting {
            from: m.from,
            to: m.to,
            name: name?,
            days: m.days,
            host: host?,
            authorities: authorities?,
            place: self.maybe_label((FILE, "lieu"), &m.place),
            delegation: m.delegation,
            starts_on: m.starts_on,
            fixed: m.fixed && m.starts_on.is_some(),
            residents,
        })
    }

    /// References of those who go; who has no row in the team any more has none.
    fn residents(&mut self, rows: &Rows, people: &[String]) -> Option<Vec<Reference>> {
        let here = |id: &&String| {
            let mut team = rows.team.iter();
            team.any(|m| m.role == "resident" && m.person_id == **id)
        };
        let known = people.iter().filter(here);
        let known = known.filter_map(|id| rows.references.get(id));
        known.map(|r| self.reference("meetings.csv", r)).collect()
    }
}

/// The pilot the file names, as long as that person is one of the pilots.
fn pilot(rows: &Rows, site: &Site, said: &read::SeasonSite) -> Option<String> {
    let named = said.pilot.clone()?;
    let here = rows.team.iter().any(|m| {
        m.role == "pilot"
            && m.site_id.as_deref() == Some(&site.id)
            && rows.references.get(&m.person_id) == Some(&named)
    });
    here.then_some(named)
}

fn number_of(text: &str) -> u64 {
    let hash = blake3::hash(text.as_bytes());
    let head = hash.as_bytes().iter().take(7);
    head.fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}
