//! A season small enough to be looked at whole and with one of everything in it: two sites, every persona, candidacies in
//! every state, a cohort, runs, absences, a draft plan, mails, journal lines and links. Written with fixed row ids, so that
//! two worlds that differ in one artefact differ in nothing else.

use transfo::{
    params,
    platform::{
        dice::fingerprint,
        gate::{Circles, Role},
    },
};

use super::{Persona, World, nobody};

/// The slug of the edition and of its first site.
pub const EDITION: &str = "saison";
/// See [`EDITION`].
pub const SITE: &str = "mulhouse";

/// A world with one of everything.
pub struct SmallWorld {
    pub world: World,
    pub personas: Vec<Persona>,
    pub edition: String,
    pub site: String,
    pub other: String,
}

/// How large to make it.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub candidacies: u32,
    pub members: u32,
    pub runs: u32,
}

impl Size {
    /// One of each, twice.
    pub const SMALL: Size = Size {
        candidacies: 6,
        members: 3,
        runs: 2,
    };
}

/// Why the last calculation gave nothing.
const CONFLICT: &str = r#"{"Impossible":{"proved":true,"clashes":[{"rules":["mulhouse:blackout:closure-1","mulhouse:quorum"],
  "holes":[{"site":"mulhouse","from":"2027-03-01","to":"2027-03-02","days":[["2027-03-01","2027-03-02",["mulhouse:blackout:closure-1"]]]}]}],
  "remedies":[["mulhouse:quorum"]],"missing":[["mulhouse",33,35]]}}"#;

const DIRECTORATES: [&str; 4] = ["Culture", "Eau", "Finances", "Jeunesse"];

impl SmallWorld {
    /// Fills `world`.
    pub async fn new(world: World, size: Size) -> Self {
        let edition = world.edition(EDITION).await;
        let site = world.site(&edition, SITE, "216802249").await;
        let other = world.site(&edition, "metz", "215704636").await;
        let mut small = Self {
            world,
            personas: Vec::new(),
            edition,
            site,
            other,
        };
        small.people().await;
        small.cohort(size).await;
        small.lotteries().await;
        small.calendar(size).await;
        small.papers().await;
        small.groups(size).await;
        small
    }

    async fn people(&mut self) {
        let (e, s, o) = (
            Some(self.edition.clone()),
            Some(self.site.clone()),
            Some(self.other.clone()),
        );
        let (e, s, o) = (e.as_deref(), s.as_deref(), o.as_deref());
        let all: [(&str, Role, Option<&str>, Option<&str>); 13] = [
            ("coordinator", Role::Coordinator, e, None),
            ("pilot", Role::Pilot, e, s),
            ("resident", Role::Resident, e, s),
            ("ambassador", Role::Ambassador, e, s),
            ("relay", Role::Relay, e, s),
            ("manager", Role::Manager, e, s),
            ("direction", Role::Direction, e, s),
            ("official", Role::Official, e, s),
            ("partner", Role::Partner, e, None),
            ("other-pilot", Role::Pilot, e, o),
            ("other-ambassador", Role::Ambassador, e, o),
            ("administrator", Role::Administrator, None, None),
            ("second-resident", Role::Resident, e, s),
        ];
        for (name, role, edition, site) in all {
            let persona = self.world.person(name, &[(role, edition, site)]).await;
            self.personas.push(persona);
        }
        self.personas.push(self.world.person("stranger", &[]).await);
        self.personas.push(nobody());
        self.run(
            "update person set discipline = 'design' where id like '%resident%'",
            vec![],
        )
        .await;
    }

    async fn run(&self, sql: &str, values: Vec<transfo::platform::db::Value>) {
        self.world.run(sql, values).await;
    }

    async fn cohort(&self, size: Size) {
        self.run(
            "insert into call (site_id, opens_on, closes_on, intro, contact) values ($1, '2027-01-04', '2027-01-29', 'Venez.', 'contact@example.org')",
            params![&self.site],
        )
        .await;
        for (n, value) in DIRECTORATES.iter().enumerate() {
            self.run(
                "insert into quota (id, edition_id, site_id, feature, value, low, high, position) values ($1, $2, $3, 'direction', $4, 0, 20, $5)",
                params![format!("quota-{n}"), &self.edition, &self.site, *value, n as u32],
            )
            .await;
        }
        for n in 0..size.candidacies {
            self.candidacy(n, "mulhouse", &self.site).await;
        }
        for n in 0..size.members.min(size.candidacies) {
            self.member(n).await;
        }
    }

    /// A candidacy: the first of each three has been released to the hierarchy.
    pub async fn candidacy(&self, n: u32, slug: &str, site: &str) {
        let released = n.is_multiple_of(3).then(|| self.world.app.clock.now());
        let audience = if released.is_some() {
            Circles::SELECTION | Circles::MANAGERS | Circles::DIRECTION
        } else {
            Circles::SELECTION
        };
        let person = (n == 0 && slug == SITE).then_some("person-ambassador");
        self.run(
            "insert into application (id, site_id, reference, name, email, lang, directorate, policy_field, category, location,
               source, applied_at, consented_on, released_at, endorsement, endorsed_at, person_id, audience, author_id)
             values ($1, $2, $3, $4, $5, 'fr', $6, 'Services', $7, 'Siège', 'web', $8, '2027-01-04', $9, $10, $9, $11, $12, $11)",
            params![
                format!("application-{slug}-{n}"),
                site,
                format!("V{n:03}"),
                format!("Volontaire {n}"),
                format!("v{n}.{slug}@example.org"),
                DIRECTORATES[n as usize % 4],
                ["A", "B", "C"][n as usize % 3],
                self.world.app.clock.now(),
                released,
                if released.is_some() { "agreed" } else { "waiting" },
                person,
                audience
            ],
        )
        .await;
        for side in ["own", "manager"] {
            self.run(
                "insert into application_link (token_hash, application_id, side, made_at) values ($1, $2, $3, $4)",
                params![
                    fingerprint(&format!("{side}-{slug}-{n}")),
                    format!("application-{slug}-{n}"),
                    side,
                    self.world.app.clock.now()
                ],
            )
            .await;
        }
    }

    async fn member(&self, n: u32) {
        let kind = if n == 2 { "substitute" } else { "panel" };
        let joined = (kind == "panel").then_some("2027-01-30");
        self.run(
            "insert into member (id, site_id, application_id, kind, rank, joined_on) values ($1, $2, $3, $4, $5, $6)",
            params![
                format!("member-{n}"),
                &self.site,
                format!("application-{SITE}-{n}"),
                kind,
                n,
                joined
            ],
        )
        .await;
        if kind == "panel" {
            let author = (n == 0).then_some("person-ambassador");
            self.run(
                "insert into mission_letter (member_id, days_promised, issued_on, audience, author_id) values ($1, 35, '2027-01-30', $2, $3)",
                params![format!("member-{n}"), Circles::TEAM | Circles::COORDINATION, author],
            )
            .await;
        }
    }

    /// A lottery that is published at the first site, after one that is void, and one that nobody published at the other.
    async fn lotteries(&self) {
        for n in 0..3 {
            self.candidacy(n, "metz", &self.other).await;
        }
        let mulhouse = lottery(DIRECTORATES[1]);
        let metz = lottery(DIRECTORATES[2]);
        self.lottery(
            "lottery-void",
            (&self.site, SITE),
            &lottery(DIRECTORATES[0]),
        )
        .await;
        self.published("lottery-void", &self.site).await;
        for table in ["lottery", "commitment"] {
            self.run(&format!("update {table} set voided_at = 7"), vec![])
                .await;
        }
        self.lottery("lottery-1", (&self.site, SITE), &mulhouse)
            .await;
        self.published("lottery-1", &self.site).await;
        self.lottery("lottery-2", (&self.other, "metz"), &metz)
            .await;
        for (site, text) in [(&self.site, &mulhouse.1), (&self.other, &metz.1)] {
            let problem = sortition::Problem::from_text(text).unwrap();
            self.run(
                "insert into pool (site_id, frozen_at, text, hash) values ($1, $2, $3, $4)",
                params![
                    site,
                    self.world.app.clock.now(),
                    problem.text(),
                    problem.hash()
                ],
            )
            .await;
        }
    }

    async fn lottery(
        &self,
        id: &str,
        (site, slug): (&str, &str),
        (hash, text, public): &(String, String, String),
    ) {
        self.run(
            "insert into lottery (id, site_id, made_at, pool_hash, text, hash, public_text, volunteers, slips, lowest, minimum,
               bound, exact, panels, ratio_seats, ratio_people)
             values ($1, $2, $3, 'pool', $4, $5, $6, 3, 10, 6, 666666666666, 666666666666, 1, 3, 2, 3)",
            params![id, site, self.world.app.clock.now(), text, hash, public],
        )
        .await;
        for n in 0..3 {
            self.run(
                "insert into chance (lottery_id, application_id, slips, limits, salt, seal) values ($1, $2, 6, '[{\"seats\":2}]', $3, 'seal')",
                params![id, format!("application-{slug}-{n}"), format!("salt-{slug}-{n}")],
            )
            .await;
        }
    }

    async fn published(&self, id: &str, site: &str) {
        self.run(
            "insert into commitment (lottery_id, site_id, published_at, hash, public_text, source)
             select id, $2, made_at, hash, public_text, 'Loto' from lottery where id = $1",
            params![id, site],
        )
        .await;
    }

    async fn calendar(&self, size: Size) {
        let now = self.world.app.clock.now();
        self.run(
            "insert into closure (id, edition_id, site_id, from_on, to_on, label, kind, hard, weight)
             values ('closure-1', $1, $2, '2027-03-01', '2027-03-02', 'Conseil municipal', 'conseil', 1, 0)",
            params![&self.edition, &self.site],
        )
        .await;
        self.run(
            "insert into room (id, site_id, reference, name, capacity) values ('room-1', $1, 'salle-1', 'Salle du conseil', 40)",
            params![&self.site],
        )
        .await;
        for n in 0..size.runs {
            let start = jiff::civil::date(2027, 2, 2)
                .checked_add(jiff::Span::new().weeks(i64::from(n)))
                .unwrap();
            self.run(
                "insert into run (id, site_id, starts_on, days, room_id, revision, changed_at) values ($1, $2, $3, 2, 'room-1', 0, $4)",
                params![format!("run-{n}"), &self.site, start, now],
            )
            .await;
            self.run(
                "insert into run_resident (run_id, person_id) values ($1, 'person-resident')",
                params![format!("run-{n}")],
            )
            .await;
        }
        for n in 0..=size.runs {
            let start = (n % 2 == 0).then_some("2027-06-08");
            self.run(
                "insert into meeting (id, edition_id, name, days, most_days, from_on, to_on, host_id, starts_on, revision, changed_at)
                 values ($1, $2, $1, 2, 2, '2027-06-01', '2027-06-25', $3, $4, 0, $5)",
                params![format!("meeting-{n}"), &self.edition, &self.site, start, now],
            )
            .await;
            for site in [&self.site, &self.other] {
                self.run(
                    "insert into meeting_site (meeting_id, site_id) values ($1, $2)",
                    params![format!("meeting-{n}"), site],
                )
                .await;
            }
        }
        self.run(
            "insert into meeting_resident (meeting_id, person_id) values ('meeting-0', 'person-resident')",
            vec![],
        )
        .await;
        self.run(
            "update meeting set escorted_at = $1 where id = 'meeting-0'",
            params![now],
        )
        .await;
        self.absence(
            "absence-1",
            "application-mulhouse-1",
            "2027-02-09",
            "rendez-vous",
        )
        .await;
        self.run(
            "insert into plan (id, edition_id, version, solved_at, seed, cost, bound, plan, audience, batch, aim, season, certificate)
             values ('plan-1', $1, 1, $2, '1', 10, 8, '{\"runs\":{},\"meetings\":{}}', $3, 'batch-1', 'balanced', '{}', '{}')",
            params![&self.edition, now, Circles::COORDINATION],
        )
        .await;
        for (secret, application, person) in [
            ("available-1", Some("application-mulhouse-1"), None),
            ("available-2", None, Some("person-resident")),
        ] {
            self.run(
                "insert into availability_link (token_hash, edition_id, site_id, application_id, person_id, made_at) values ($1, $2, $3, $4, $5, $6)",
                params![fingerprint(secret), &self.edition, &self.site, application, person, now],
            )
            .await;
        }
        self.run(
            "insert into feed (id, token_hash, edition_id, site_id, made_at) values ('feed-1', $1, $2, $3, $4)",
            params![fingerprint("feed-1"), &self.edition, &self.site, now],
        )
        .await;
    }

    /// An absence of a volunteer, with its reason.
    pub async fn absence(&self, id: &str, application: &str, on: &str, reason: &str) {
        self.run(
            "insert into unavailable (id, edition_id, site_id, application_id, from_on, to_on, half, reason, noted_at, audience)
             values ($1, $2, $3, $4, $5, $5, 'day', $6, $7, $8)",
            params![
                id,
                &self.edition,
                &self.site,
                application,
                on,
                reason,
                self.world.app.clock.now(),
                Circles::SELECTION
            ],
        )
        .await;
    }

    /// Two groups for two sessions, of everybody drawn, a pair kept apart, and a completion of the cohort.
    async fn groups(&self, size: Size) {
        let now = self.world.app.clock.now();
        self.run(
            "insert into grouping (site_id, made_at, made_by, seed, sizes, spread, audience) values ($1, $2, 'person-pilot', 'graine', '1,1', 'direction', $3)",
            params![&self.site, now, Circles::TEAM | Circles::COHORT | Circles::COORDINATION],
        )
        .await;
        self.run(
            "insert into grouping_pair (site_id, kind, one_id, other_id) values ($1, 'apart', 'member-0', 'member-1')",
            params![&self.site],
        )
        .await;
        for number in 1..=2_u32 {
            let run = (number == 1).then_some("run-0");
            self.run(
                "insert into grouping_session (site_id, number, run_id) values ($1, $2, $3)",
                params![&self.site, number, run],
            )
            .await;
            for n in (0..size.members.min(size.candidacies)).filter(|n| *n != 2) {
                self.run(
                    "insert into grouping_seat (site_id, number, member_id, seat, announced) values ($1, $2, $3, $4, 1)",
                    params![&self.site, number, format!("member-{n}"), 1 + n % 2],
                )
                .await;
            }
        }
        self.run(
            "insert into completion (id, site_id, drawn_at, drawn_by, public_value, pool_hash, joining, shifts, record, record_hash)
             values ('completion-1', $1, $2, 'person-pilot', 'dés 4 2', 'x', 'V001', '', '{}', 'y')",
            params![&self.site, now],
        )
        .await;
    }

    async fn papers(&self) {
        self.mail("mail-1", "Résultat").await;
        self.line("line-1", "Volontaire 1").await;
        let now = self.world.app.clock.now();
        let end = jiff::Timestamp::from_millisecond(now.as_millisecond() + 86_400_000).unwrap();
        self.run(
            "insert into invitation (id, token_hash, person_id, invited_at, expires_at) values ('invitation-1', $1, 'person-stranger', $2, $3)",
            params![fingerprint("invited"), now, end],
        )
        .await;
        self.run(
            "insert into sign_in (id, email, token_hash, code_hash, asked_at, expires_at) values ('sign-in-1', 'x@example.org', $1, 'x', $2, $3)",
            params![fingerprint("mailed"), now, end],
        )
        .await;
        self.run(
            "insert into setting (key, value) values ('setup-key', 'setup'), ('presence-secret', 'secret')",
            vec![],
        )
        .await;
        self.run(
            "insert into job (id, kind, edition_id, input, asked_at, finished_at, error) values ('job-1', 'plan', $1, '{}', $2, $2, $3)",
            params![&self.edition, now, CONFLICT],
        )
        .await;
    }

    /// A prepared mail about a candidacy, which only the selection may see.
    pub async fn mail(&self, id: &str, subject: &str) {
        self.run(
            "insert into outbox (id, prepared_at, kind, edition_id, site_id, to_address, to_name, lang, subject, body, audience)
             values ($1, $2, 'result', $3, $4, 'v1@example.org', 'Volontaire 1', 'fr', $5, 'Bonjour', $6)",
            params![
                id,
                self.world.app.clock.now(),
                &self.edition,
                &self.site,
                subject,
                Circles::SELECTION
            ],
        )
        .await;
    }

    /// A journal line about a candidacy, which only the selection may see.
    pub async fn line(&self, id: &str, subject: &str) {
        self.run(
            "insert into journal (id, at, actor_name, act, edition_id, site_id, subject, detail, audience)
             values ($1, $2, '', 'act-site-edited', $3, $4, $5, '', $6)",
            params![
                id,
                self.world.app.clock.now(),
                &self.edition,
                &self.site,
                subject,
                Circles::SELECTION
            ],
        )
        .await;
    }

    /// The persona called `name`.
    pub fn persona(&self, name: &str) -> &Persona {
        self.personas.iter().find(|p| p.name == name).unwrap()
    }
}

/// Hash, text and public text of a lottery of three volunteers of one directorate.
fn lottery(directorate: &str) -> (String, String, String) {
    use sortition::{Flow, Options, Problem, Quota, Volunteer, commit, lottery, public_record};
    let people = ["V000", "V001", "V002"];
    let people = people.map(|id| Volunteer::new(id, &[("direction", directorate)]));
    let quotas = vec![Quota::new("direction", directorate, 0, 2)];
    let problem = Problem::new(2, quotas, people.to_vec()).unwrap();
    let options = Options {
        panels: 10,
        ..Options::default()
    };
    let lottery = lottery(&problem, &options, &mut |_| Flow::Continue).unwrap();
    let commitment = commit(&problem, &options, &lottery);
    let public = public_record(&problem, &lottery, &commitment.hash, "secret");
    (commitment.hash, commitment.text, public.text)
}

/// A real address for the pattern of a page; `None` when nobody said which.
pub fn sample(pattern: &str) -> Option<String> {
    let path = pattern
        .replace("{edition}", EDITION)
        .replace("{site}", SITE);
    let token = |kind: &str| Some(path.replace("{token}", kind));
    match pattern {
        "/connexion/lien/{token}" => token("mailed"),
        "/invitation/{token}" => token("invited"),
        "/mise-en-service/{key}" => Some(path.replace("{key}", "setup")),
        "/personnes/{id}" => Some(path.replace("{id}", "person-pilot")),
        "/candidature/{token}/lettre" => token("own-mulhouse-0"),
        _ if path.starts_with("/candidature/{token}") => token("own-mulhouse-1"),
        "/accord/{token}" => token("manager-mulhouse-0"),
        _ if path.starts_with("/disponibilites/{token}") => token("available-1"),
        _ if path.contains("/candidatures/{id}") => {
            Some(path.replace("{id}", "application-mulhouse-1"))
        }
        _ if path.contains("/courriers/{id}") => Some(path.replace("{id}", "mail-1")),
        _ if path.contains("{parameter}") => Some(
            path.replace("{rule}", "days.total")
                .replace("{parameter}", "days"),
        ),
        _ if path.contains("{session}") => Some(path.replace("{session}", "2")),
        _ if path.contains("{member}") => Some(path.replace("{member}", "member-0")),
        "/presence/{token}" => {
            let day = jiff::civil::date(2027, 2, 2);
            token(&transfo::calendar::secret::day_token(
                "secret", "run-0", day,
            ))
        }
        "/agenda/{file}" => Some(path.replace("{file}", "feed-1.ics")),
        _ if path.ends_with("/deplacer") => Some(format!("{path}?run=run-0&start=2027-03-09")),
        _ if path.ends_with("{meeting}/date") => {
            Some(path.replace("{meeting}", "meeting-0") + "?jour=2027-06-15")
        }
        _ if path.contains("{meeting}") => Some(path.replace("{meeting}", "meeting-0")),
        _ if path.ends_with("/blocage/lever") => Some(format!("{path}?regle=mulhouse%3Aquorum")),
        _ if path.contains("{batch}") => Some(path.replace("{batch}", "batch-1")),
        _ if path.contains("{plan}") => Some(path.replace("{plan}", "plan-1")),
        _ if path.contains("{who}") => Some(path.replace("{who}", "a-application-mulhouse-1")),
        _ if path.contains("{run}") => Some(path.replace("{run}", "run-0")),
        _ if path.contains('{') => None,
        _ => Some(path),
    }
}
