//! Builders for the pages of home: a season with people, a drawn cohort, runs and presence.

use transfo::{params, platform::gate::Role};

use super::{Persona, World};

/// A season with one site at work, and somebody in each role.
pub struct Season {
    pub edition: String,
    pub site: String,
    pub other: String,
    pub coordinator: Persona,
    pub pilot: Persona,
    pub resident: Persona,
    pub ambassador: Persona,
    pub manager: Persona,
    pub direction: Persona,
    pub official: Persona,
    pub partner: Persona,
    pub administrator: Persona,
    pub stranger: Persona,
}

impl Season {
    /// Everybody but nobody.
    pub fn everybody(&self) -> Vec<&Persona> {
        vec![
            &self.coordinator,
            &self.pilot,
            &self.resident,
            &self.ambassador,
            &self.manager,
            &self.direction,
            &self.official,
            &self.partner,
            &self.administrator,
            &self.stranger,
        ]
    }
}

impl World {
    pub async fn small_season(&self) -> Season {
        let edition = self.edition("un").await;
        let site = self.site(&edition, "mulhouse", "216802249").await;
        let other = self.site(&edition, "metz", "215704636").await;
        let (e, s) = (Some(edition.as_str()), Some(site.as_str()));
        let at = |role| [(role, e, s)];
        Season {
            coordinator: self.person("Coord", &[(Role::Coordinator, e, None)]).await,
            pilot: self.person("Pilote", &at(Role::Pilot)).await,
            resident: self.person("Resident", &at(Role::Resident)).await,
            ambassador: self.person("Ambassadrice", &at(Role::Ambassador)).await,
            manager: self.person("Responsable", &at(Role::Manager)).await,
            direction: self.person("Directrice", &at(Role::Direction)).await,
            official: self.person("Elue", &at(Role::Official)).await,
            partner: self.person("Partenaire", &[(Role::Partner, e, None)]).await,
            administrator: self
                .person("Admin", &[(Role::Administrator, None, None)])
                .await,
            stranger: self
                .person("Ailleurs", &[(Role::Pilot, e, Some(&other))])
                .await,
            edition,
            site,
            other,
        }
    }

    /// A candidacy of a site, hidden from the hierarchy.
    pub async fn candidacy(&self, site: &str, n: usize, endorsement: &str) -> String {
        let id = format!("application-{site}-{n}");
        let now = self.app.clock.now();
        self.run(
            "insert into application (id, site_id, reference, name, lang, directorate, policy_field, category, location, source,
               applied_at, consented_on, endorsement, endorsed_at, audience)
             values ($1, $2, $3, $4, 'fr', 'Culture', 'Jeunesse', 'B', 'Centre', 'web', $5, '2027-01-04', $6, $5, 1025)",
            params![&id, site, format!("R{n}"), format!("Agente {n}"), now, endorsement],
        )
        .await;
        id
    }

    /// A published cohort of `count`, each with a signed letter of 35 days.
    pub async fn cohort(&self, site: &str, count: usize) {
        let now = self.app.clock.now();
        self.run(
            "insert into drawing (site_id, drawn_at, public_value, record, record_hash, published_at)
             values ($1, $2, '', '{}', '', $2)",
            params![site, now],
        )
        .await;
        for n in 0..count {
            let application = self.candidacy(site, n, "granted").await;
            let member = format!("member-{site}-{n}");
            self.run(
                "insert into member (id, site_id, application_id, kind, rank, joined_on, audience)
                 values ($1, $2, $3, 'member', $4, '2027-01-04', 1155)",
                params![&member, site, &application, n as i64],
            )
            .await;
            self.run(
                "insert into mission_letter (member_id, days_promised, issued_on, signed_on, audience)
                 values ($1, 35, '2027-01-04', '2027-01-04', 1025)",
                params![&member],
            )
            .await;
        }
    }

    /// A published run.
    pub async fn published_run(&self, site: &str, first: &str, days: i64) -> String {
        let id = format!("run-{site}-{first}");
        self.run(
            "insert into run (id, site_id, starts_on, days, revision, changed_at) values ($1, $2, $3, $4, 0, $5)",
            params![&id, site, first, days, self.app.clock.now()],
        )
        .await;
        id
    }

    /// Notes one half-day of presence.
    pub async fn presence(&self, run: &str, member: &str, day: &str, half: &str) {
        self.run(
            "insert into attendance (run_id, member_id, day_on, half, noted_at, method) values ($1, $2, $3, $4, $5, 'list')",
            params![run, member, day, half, self.app.clock.now()],
        )
        .await;
    }

    /// A mail that waits for somebody to read it.
    pub async fn prepared_mail(&self, edition: &str, site: &str, n: usize) -> String {
        let id = format!("mail-{site}-{n}");
        self.run(
            "insert into outbox (id, prepared_at, kind, edition_id, site_id, to_address, to_name, lang, subject, body, audience)
             values ($1, $2, 'endorsement', $3, $4, $5, 'Quelqu’un', 'fr', $6, 'Corps secret', 1025)",
            params![
                &id,
                self.app.clock.now(),
                edition,
                site,
                format!("n{n}@example.org"),
                format!("Objet {n}")
            ],
        )
        .await;
        id
    }
}
