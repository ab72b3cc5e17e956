//! The season that the program carries, and what the demonstration adds to it: an authority whose call is open and a
//! prospect, both invented.

use std::collections::BTreeMap;

use jiff::civil::Date;
use season::{
    Authority, AuthorityKind, Endorsement, HolidayLaw, Label, Prose, Reference, Role, SchoolZone,
    Season, Siren, Slug, Stage, TeamMember, Volunteer,
};

/// The files of `seasons/saison-2`, in the binary.
const FILES: [(&str, &[u8]); 6] = [
    (
        "season.toml",
        include_bytes!("../../../../../seasons/saison-2/season.toml"),
    ),
    (
        "team.csv",
        include_bytes!("../../../../../seasons/saison-2/team.csv"),
    ),
    (
        "volunteers.csv",
        include_bytes!("../../../../../seasons/saison-2/volunteers.csv"),
    ),
    (
        "quotas.csv",
        include_bytes!("../../../../../seasons/saison-2/quotas.csv"),
    ),
    (
        "unavailable.csv",
        include_bytes!("../../../../../seasons/saison-2/unavailable.csv"),
    ),
    (
        "closures.csv",
        include_bytes!("../../../../../seasons/saison-2/closures.csv"),
    ),
];

/// The season that the program carries.
///
/// # Errors
/// A sentence, if it was shipped with a fault.
pub fn shipped() -> Result<Season, String> {
    let files: BTreeMap<String, Vec<u8>> = FILES
        .iter()
        .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
        .collect();
    Season::read(&files).map_err(|faults| {
        let first = faults.first().map(|f| f.sentence(season::Language::French));
        first.unwrap_or_default()
    })
}

/// The season as it was before anything happened, with the two invented authorities.
pub(super) fn staged(season: &Season, seed: u64) -> Season {
    let mut staged = season.clone();
    for authority in &mut staged.authorities {
        authority.stage = Stage::Prospect;
    }
    add_call(&mut staged, seed);
    add_prospect(&mut staged);
    staged
}

/// The slug of the authority whose call is open.
pub(super) const OPEN_CALL: &str = "val-de-brume";

pub(super) fn authority(slug: &str, siren: &str, name: &str, facts: &str) -> Option<Authority> {
    Some(Authority {
        slug: Slug::parse(slug).ok()?,
        siren: Siren::parse(siren).ok()?,
        name: Label::parse(name).ok()?,
        kind: AuthorityKind::Intermunicipal,
        town: None,
        theme: None,
        stage: Stage::Prospect,
        convention_signed_on: None,
        starts_on: None,
        ends_on: None,
        pilot: None,
        school_zone: SchoolZone::B,
        holidays: HolidayLaw::Mainland,
        seats: Authority::SEATS,
        substitutes: Authority::SUBSTITUTES,
        call_opens_on: None,
        call_closes_on: None,
        facts: Prose::parse(facts).ok(),
        rooms: Vec::new(),
    })
}

fn add_call(season: &mut Season, seed: u64) {
    let facts = "Collectivité inventée pour la démonstration : son appel à volontaires est ouvert.";
    let Some(mut place) = authority(
        OPEN_CALL,
        "999999980",
        "Communauté d’agglomération du Val-de-Brume",
        facts,
    ) else {
        return;
    };
    place.theme = Label::parse("L’accueil des nouveaux habitants").ok();
    place.convention_signed_on = Some(Date::constant(2018, 9, 17));
    place.call_opens_on = Some(Date::constant(2018, 10, 1));
    place.call_closes_on = Some(Date::constant(2018, 11, 9));
    let slug = place.slug.clone();
    let pilot = pilot(&slug);
    place.pilot = pilot.as_ref().map(|pilot| pilot.reference.clone());
    season.authorities.push(place);
    season.team.extend(pilot);
    let added = volunteers(season, &slug, seed);
    season.volunteers.extend(added);
}

fn pilot(slug: &Slug) -> Option<TeamMember> {
    Some(TeamMember {
        authority: Some(slug.clone()),
        reference: Reference::parse("VDB-P1").ok()?,
        role: Role::Pilot,
        name: Label::parse("Solène Boussole").ok()?,
        email: season::Email::parse("solene.boussole@val-de-brume.example.org").ok(),
        discipline: None,
        home: None,
        public_experience: None,
        since: Some(Date::constant(2018, 9, 17)),
        until: None,
    })
}

/// Candidacies that came in so far: profiles of the other authorities under other names.
fn volunteers(season: &Season, slug: &Slug, seed: u64) -> Vec<Volunteer> {
    let all = &season.volunteers;
    let count = all.len().max(1);
    let names: Vec<&str> = all
        .iter()
        .filter_map(|v| v.name.as_ref())
        .map(Label::as_str)
        .collect();
    let first = usize::try_from(seed % 97).unwrap_or(0);
    let pick = |n: usize, step: usize| {
        names
            .get((first + n * step) % names.len().max(1))
            .copied()
            .unwrap_or_default()
    };
    (0..23)
        .filter_map(|n| {
            let profile = all.get((first + n * 17) % count)?;
            let given = pick(n, 11).split(' ').next().unwrap_or_default();
            let family = pick(n, 29).split(' ').next_back().unwrap_or_default();
            Some(Volunteer {
                authority: slug.clone(),
                reference: Reference::parse(&format!("VDB-{:03}", n + 1)).ok()?,
                name: Label::parse(&format!("{given} {family}")).ok(),
                email: None,
                manager_name: None,
                manager_email: None,
                endorsement: if n % 3 == 0 {
                    Endorsement::Granted
                } else {
                    Endorsement::Pending
                },
                consented_on: Some(Date::constant(2018, 10, 2)),
                ..profile.clone()
            })
        })
        .collect()
}

fn add_prospect(season: &mut Season) {
    let facts = "Collectivité inventée pour la démonstration : une première rencontre a eu lieu.";
    let place = authority(
        "trois-clochers",
        "999999972",
        "Communauté de communes des Trois-Clochers",
        facts,
    );
    season.authorities.extend(place);
}
