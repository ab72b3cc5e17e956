//! The next season of the demonstration, in preparation: two of three residents are away together for so long that no
//! calendar holds. So the page of what blocks a calendar, with its dates and its ways out, has something to show.

use jiff::civil::Date;
use season::{
    Authority, Half, Label, Prose, Reference, Role, Season, Slug, Stage, TeamMember, Unavailability,
};

use super::{PRESENT, instant, said, season::authority, this_day};
use crate::{
    calendar::{
        act::Stop,
        plan_season::{self, Limits, NoPlan},
    },
    exchange::{import, store::demo as store},
    platform::{app::App, gate::Viewer, jobs},
};

/// Its address.
const SLUG: &str = "saison-3";
/// The authority that it is about.
const PLACE: &str = "quatre-rivieres";
const FROM: Date = Date::constant(2019, 9, 9);
const TO: Date = Date::constant(2020, 12, 18);
/// The residents of its team: reference, name, craft, town.
const TEAM: [(&str, &str, &str, &str); 3] = [
    ("QR-R1", "Noé Passerelle", "Design", "Rennes"),
    ("QR-R2", "Salomé Méandre", "Sociologie", "Angers"),
    ("QR-R3", "Joris Écluse", "Architecture", "Nantes"),
];
/// When the first two are away.
const AWAY: (Date, Date) = (Date::constant(2020, 1, 13), Date::constant(2020, 4, 3));

/// Imports the draft and asks for its calendar: the refusal is what there is to look at.
pub(super) async fn add(app: &App, first: &Season) -> Result<(), String> {
    let viewer = Viewer::default();
    let by = import::By {
        app,
        viewer: &viewer,
        now: instant(PRESENT),
    };
    let season = draft(first).ok_or("the draft of the demonstration has a fault")?;
    let faults = season.check();
    if !faults.is_empty() {
        return Err(format!("{faults:?}"));
    }
    let edition = import::import(&by, &season, false)
        .await
        .map_err(|e| format!("{e:?}"))?
        .map_err(|refusal| format!("{refusal:?}"))?
        .edition;
    calculate(app, &edition).await
}

/// As the coordination would: one calculation, and what came of it kept with its job.
async fn calculate(app: &App, edition: &str) -> Result<(), String> {
    let by = this_day(app);
    let limits = Limits {
        iterations: 0,
        seconds: None,
    };
    let error = match plan_season::plan_now(&by, edition, limits, |_| true).await {
        Err(Stop::Refused(why @ NoPlan::Impossible(_))) => serde_json::to_string(&why),
        other => return Err(format!("the draft should have no calendar: {other:?}")),
    };
    let error = error.map_err(|e| e.to_string())?;
    let input = plan_season::Input {
        seconds: 10,
        choices: false,
    };
    let mut tx = app.db.write().await.map_err(|e| e.to_string())?;
    let asked = plan_season::ask(&mut tx, &by, edition, input).await;
    asked.map_err(said)?;
    let job = jobs::latest(&mut tx, plan_season::KIND, edition, None).await;
    let job = job.map_err(|e| e.to_string())?.ok_or("no job")?;
    let failed = store::failed(&mut tx, &job.id, (by.now, &error)).await;
    failed.map_err(|e| e.to_string())?;
    tx.commit().await.map_err(|e| e.to_string())
}

/// The season after `first`, with the same coordination.
fn draft(first: &Season) -> Option<Season> {
    let slug = Slug::parse(PLACE).ok()?;
    let facts = "Collectivité inventée pour la démonstration : sa saison est en préparation.";
    let name = "Communauté de communes des Quatre-Rivières";
    let place = Authority {
        stage: Stage::Engaged,
        theme: Label::parse("La vie au bord de l’eau").ok(),
        town: Label::parse("Redon").ok(),
        convention_signed_on: Some(Date::constant(2018, 10, 8)),
        starts_on: Some(FROM),
        ends_on: Some(TO),
        ..authority(PLACE, "999999964", name, facts)?
    };
    let coordination = first.team.iter().filter(|m| m.role == Role::Coordinator);
    let residents = TEAM.iter().filter_map(|one| resident(&slug, *one));
    let away = TEAM
        .iter()
        .take(2)
        .filter_map(|(reference, ..)| away(reference));
    Some(Season {
        edition: season::Edition {
            name: Label::parse("La Transfo, saison 3 (projet)").ok()?,
            slug: Slug::parse(SLUG).ok()?,
            starts_on: FROM,
            ends_on: TO,
            notes: Prose::parse("Un projet inventé : aucun calendrier n’y respecte toutes les règles, et la page du blocage dit pourquoi.").ok(),
            ..first.edition.clone()
        },
        protocol: first.protocol.clone(),
        authorities: vec![place],
        team: coordination.cloned().chain(residents).collect(),
        volunteers: Vec::new(),
        quotas: Vec::new(),
        unavailable: away.collect(),
        closures: Vec::new(),
        meetings: Vec::new(),
    })
}

fn resident(
    slug: &Slug,
    (reference, name, craft, town): (&str, &str, &str, &str),
) -> Option<TeamMember> {
    Some(TeamMember {
        authority: Some(slug.clone()),
        reference: Reference::parse(reference).ok()?,
        role: Role::Resident,
        name: Label::parse(name).ok()?,
        email: None,
        discipline: Label::parse(craft).ok(),
        home: Label::parse(town).ok(),
        public_experience: None,
        since: None,
        until: None,
    })
}

fn away(reference: &str) -> Option<Unavailability> {
    Some(Unavailability {
        authority: None,
        reference: Reference::parse(reference).ok()?,
        from: AWAY.0,
        to: AWAY.1,
        half: Half::Day,
        weekday: None,
        reason: None,
    })
}
