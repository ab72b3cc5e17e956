//! Sites with rooms, teams and a cohort, as the calendar needs them.

use transfo::{
    params,
    platform::gate::{Circles, Role},
};

use super::{Persona, World};

/// Two sites that share a resident, each with a pilot, and people of every kind.
pub struct Season {
    pub edition: String,
    pub mulhouse: String,
    pub metz: String,
    pub coordinator: Persona,
    pub pilot: Persona,
    pub other_pilot: Persona,
    pub resident: Persona,
    pub ambassador: Persona,
    pub manager: Persona,
}

impl World {
    /// A season ready to be planned: `members` ambassadors a site, some of whom are away now and then.
    pub async fn planned_season(&self, members: usize) -> Season {
        let edition = self.edition("deux").await;
        let mulhouse = self.site(&edition, "mulhouse", "216802249").await;
        let metz = self.site(&edition, "metz", "215704636").await;
        self.run(
            "update site set holidays = 'alsace-moselle' where id = $1",
            params![&mulhouse],
        )
        .await;
        for (site, room) in [(&mulhouse, "Salle du conseil"), (&metz, "Atelier")] {
            self.run(
                "insert into room (id, site_id, reference, name, capacity) values ($1, $2, $1, $3, 30)",
                params![format!("room-{site}"), site, room],
            )
            .await;
        }
        let e = Some(edition.as_str());
        let (a, b) = (Some(mulhouse.as_str()), Some(metz.as_str()));
        let coordinator = self.person("Claire", &[(Role::Coordinator, e, None)]).await;
        let pilot = self.person("Paul", &[(Role::Pilot, e, a)]).await;
        let other_pilot = self.person("Odile", &[(Role::Pilot, e, b)]).await;
        let resident = self
            .person("Rachida", &[(Role::Resident, e, a), (Role::Resident, e, b)])
            .await;
        self.person("Rémi", &[(Role::Resident, e, a)]).await;
        self.person("Rosa", &[(Role::Resident, e, a)]).await;
        self.person("Raoul", &[(Role::Resident, e, b)]).await;
        let ambassador = self.person("Agathe", &[(Role::Ambassador, e, a)]).await;
        let other_ambassador = self.person("Bruno", &[(Role::Ambassador, e, a)]).await;
        let manager = self.person("Martine", &[(Role::Manager, e, a)]).await;
        for (site, slug) in [(&mulhouse, "mulhouse"), (&metz, "metz")] {
            for n in 0..members {
                let person = match (slug, n) {
                    ("mulhouse", 0) => Some(ambassador.id.as_str()),
                    ("mulhouse", 1) => Some(other_ambassador.id.as_str()),
                    _ => None,
                };
                self.member(&edition, site, (slug, n), person).await;
            }
        }
        Season {
            edition,
            mulhouse,
            metz,
            coordinator,
            pilot,
            other_pilot,
            resident,
            ambassador,
            manager,
        }
    }

    async fn member(
        &self,
        edition: &str,
        site: &str,
        (slug, n): (&str, usize),
        person: Option<&str>,
    ) {
        let application = format!("application-{slug}-{n:02}");
        let number = i64::try_from(n).unwrap();
        let now = self.app.clock.now();
        self.run(
            "insert into application (id, site_id, reference, name, email, lang, directorate, policy_field, category, location,
               source, applied_at, person_id, audience, author_id)
             values ($1, $2, $3, $4, $5, 'fr', 'Culture', 'Jeunesse', 'A', 'Centre', 'web', $6, $7, $8, $7)",
            params![
                &application,
                site,
                format!("{slug}-{n:02}"),
                format!("Agent {n:02} de {slug}"),
                format!("agent-{slug}-{n:02}@example.org"),
                now,
                person,
                Circles::SELECTION
            ],
        )
        .await;
        self.run(
            "insert into member (id, site_id, application_id, kind, rank, joined_on) values ($1, $2, $3, 'ambassador', $4, '2027-01-20')",
            params![format!("member-{slug}-{n:02}"), site, &application, number],
        )
        .await;
        self.run(
            "insert into mission_letter (member_id, days_promised, issued_on, audience) values ($1, 35, '2027-01-25', 3)",
            params![format!("member-{slug}-{n:02}")],
        )
        .await;
        // One in three is away some Wednesdays, and all have two weeks of their own.
        let weekday = if n % 3 == 0 { "wednesday" } else { "" };
        let month = 2 + number % 9;
        self.run(
            "insert into unavailable (id, edition_id, site_id, application_id, from_on, to_on, half, weekday, reason, noted_at, audience, author_id)
             values ($1, $2, $3, $4, $5, $6, 'day', $7, 'motif caché', $8, $9, $10)",
            params![
                format!("unavailable-{slug}-{n:02}"),
                edition,
                site,
                &application,
                format!("2027-{month:02}-01"),
                format!("2027-{month:02}-14"),
                weekday,
                now,
                Circles::SELECTION,
                person
            ],
        )
        .await;
    }
}
