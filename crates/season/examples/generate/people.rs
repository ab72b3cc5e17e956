//! Invented people: names that nobody bears, volunteers, teams, and quotas they can fill.
//!
//! Twenty volunteers of each authority are built to fit the quotas and are hidden among the
//! others, who lean towards headquarters, category A and two large directorates: a panel exists,
//! and drawing at random misses it.

use std::collections::BTreeSet;

use season::{
    Category, Email, Endorsement, Feature, Gender, Label, Quota, Reference, Slug, Volunteer, Wrong,
};

use crate::dice::Dice;
use crate::places::Place;

const WOMEN: [&str; 24] = [
    "Adèle",
    "Alix",
    "Anaïs",
    "Bérénice",
    "Camille",
    "Cécile",
    "Diane",
    "Élise",
    "Faustine",
    "Gaëlle",
    "Héloïse",
    "Inès",
    "Jeanne",
    "Karima",
    "Léonie",
    "Maëlle",
    "Nadia",
    "Océane",
    "Pauline",
    "Rose",
    "Salomé",
    "Thaïs",
    "Yasmine",
    "Zélie",
];
const MEN: [&str; 24] = [
    "Aymeric",
    "Basile",
    "Célestin",
    "Damien",
    "Édouard",
    "Farid",
    "Gaspard",
    "Hugo",
    "Ismaël",
    "Joël",
    "Kévin",
    "Loïc",
    "Malo",
    "Noël",
    "Octave",
    "Pascal",
    "Quentin",
    "Raphaël",
    "Simon",
    "Théo",
    "Ulysse",
    "Victor",
    "Yann",
    "Zacharie",
];
/// Things, not families: the reader sees that nobody is meant.
const THINGS: [&str; 60] = [
    "Abricot",
    "Arrosoir",
    "Bambou",
    "Boussole",
    "Brouette",
    "Cabestan",
    "Calebasse",
    "Cédille",
    "Châtaigne",
    "Chevron",
    "Clairière",
    "Clémentine",
    "Cumulus",
    "Damier",
    "Édredon",
    "Embellie",
    "Escabeau",
    "Étincelle",
    "Fanal",
    "Farandole",
    "Fougère",
    "Fuseau",
    "Galet",
    "Girouette",
    "Gouache",
    "Grelot",
    "Haricot",
    "Horizon",
    "Jonquille",
    "Kiosque",
    "Lanterne",
    "Lucarne",
    "Marelle",
    "Méridien",
    "Mirabelle",
    "Moulinet",
    "Myrtille",
    "Navette",
    "Nénuphar",
    "Ocarina",
    "Origami",
    "Parasol",
    "Passerelle",
    "Pendule",
    "Pinceau",
    "Pissenlit",
    "Quenouille",
    "Ricochet",
    "Sablier",
    "Sarbacane",
    "Sémaphore",
    "Silex",
    "Tabouret",
    "Toboggan",
    "Tournesol",
    "Trampoline",
    "Trèfle",
    "Vérin",
    "Virgule",
    "Zeste",
];
const SERVICES: [&str; 6] = [
    "accueil",
    "études",
    "terrain",
    "projets",
    "appui",
    "coordination",
];
const SENIORITY: [&str; 4] = [
    "moins de 3 ans",
    "3 à 9 ans",
    "10 à 19 ans",
    "20 ans et plus",
];

/// How many of the twenty built seats go to each value, and how the others lean.
const DIRECTORATE: ([usize; 7], [usize; 7]) = ([3, 3, 3, 3, 3, 3, 2], [9, 7, 4, 3, 3, 2, 2]);
const FIELD: ([usize; 6], [usize; 6]) = ([4, 4, 3, 3, 3, 3], [8, 6, 4, 3, 2, 3]);
const SITE: ([usize; 5], [usize; 5]) = ([6, 4, 4, 3, 3], [14, 4, 3, 2, 2]);
const CATEGORY: ([usize; 3], [usize; 3]) = ([7, 7, 6], [11, 5, 2]);
const GENDER: ([usize; 3], [usize; 3]) = ([10, 9, 1], [12, 6, 1]);
const CATEGORIES: [Category; 3] = [Category::A, Category::B, Category::C];
const GENDERS: [Gender; 3] = [Gender::Woman, Gender::Man, Gender::NotStated];
const SEATS: usize = 20;

/// Words of a refusal, for the one who runs the generator.
pub fn refused(wrong: Wrong) -> String {
    format!("{wrong:?}")
}

/// Names that are given once.
pub struct Names {
    given: BTreeSet<(String, &'static str)>,
}

impl Names {
    /// Nobody is named yet.
    pub const fn new() -> Self {
        Self {
            given: BTreeSet::new(),
        }
    }

    /// A new name, and its address on a domain that never exists.
    pub fn next(
        &mut self,
        gender: Gender,
        domain: &str,
        dice: &mut Dice,
    ) -> Result<(Label, Email), String> {
        loop {
            let women = gender == Gender::Woman || (gender != Gender::Man && dice.percent(50));
            let first = *dice.pick(if women { &WOMEN } else { &MEN })?;
            let last = *dice.pick(&THINGS)?;
            if self.given.insert((first.to_owned(), last)) {
                let name = Label::parse(&format!("{first} {last}")).map_err(refused)?;
                let address = format!("{}.{}@{domain}.example.org", plain(first), plain(last));
                return Ok((name, Email::parse(&address).map_err(refused)?));
            }
        }
    }
}

fn plain(word: &str) -> String {
    let accents = "àâäçéèêëîïôöùûü".chars().zip("aaaceeeeiioouuu".chars());
    let accents: Vec<(char, char)> = accents.collect();
    let bare = |letter: char| {
        accents
            .iter()
            .find(|(accent, _)| *accent == letter)
            .map_or(letter, |(_, bare)| *bare)
    };
    word.to_lowercase().chars().map(bare).collect()
}

/// Where a volunteer stands in each list of values.
struct Profile {
    directorate: usize,
    field: usize,
    site: usize,
    category: usize,
    gender: usize,
    service: usize,
    built: bool,
}

fn profiles(count: usize, dice: &mut Dice) -> Vec<Profile> {
    let mut seats = |targets: &[usize]| {
        let mut places: Vec<usize> = Vec::new();
        for (place, target) in targets.iter().enumerate() {
            places.extend(std::iter::repeat_n(place, *target));
        }
        dice.shuffle(&mut places);
        places
    };
    let directorates = seats(&DIRECTORATE.0);
    let (fields, sites) = (seats(&FIELD.0), seats(&SITE.0));
    let (categories, genders) = (seats(&CATEGORY.0), seats(&GENDER.0));
    let mut services = [0; 7];
    let mut all = Vec::new();
    for ((((directorate, field), site), category), gender) in directorates
        .into_iter()
        .zip(fields)
        .zip(sites)
        .zip(categories)
        .zip(genders)
    {
        // Each built volunteer has a service of their own, so that one per team is possible.
        let service = services.get_mut(directorate).map_or(0, |used| {
            *used += 1;
            *used - 1
        });
        all.push(Profile {
            directorate,
            field,
            site,
            category,
            gender,
            service,
            built: true,
        });
    }
    while all.len() < count {
        all.push(Profile {
            directorate: dice.weighted(&DIRECTORATE.1),
            field: dice.weighted(&FIELD.1),
            site: dice.weighted(&SITE.1),
            category: dice.weighted(&CATEGORY.1),
            gender: dice.weighted(&GENDER.1),
            service: dice.below(SERVICES.len()),
            built: false,
        });
    }
    dice.shuffle(&mut all);
    all
}

/// The volunteers of a place.
pub fn volunteers(
    place: &Place,
    names: &mut Names,
    dice: &mut Dice,
) -> Result<Vec<Volunteer>, String> {
    let slug = Slug::parse(place.slug).map_err(refused)?;
    let mut managers = std::collections::BTreeMap::new();
    let mut volunteers = Vec::new();
    for (number, profile) in (1..).zip(profiles(place.volunteers, dice)) {
        let directorate = label(&place.directorates, profile.directorate)?;
        let service = label(&SERVICES, profile.service)?;
        let gender = *at(&GENDERS, profile.gender)?;
        let (name, email) = names.next(gender, place.slug, dice)?;
        let key = (profile.directorate, profile.service);
        if !managers.contains_key(&key) {
            managers.insert(key, names.next(Gender::NotStated, place.slug, dice)?);
        }
        let (manager_name, manager_email) = managers
            .get(&key)
            .cloned()
            .ok_or("a service without a manager")?;
        let blank_team = !profile.built && dice.percent(15);
        let team = format!("{directorate}, pôle {service}");
        let consent_day = format!("{}-{:02}", call_month(place)?, 19 + dice.below(9));
        volunteers.push(Volunteer {
            authority: slug.clone(),
            reference: Reference::parse(&format!("{}-{number:03}", place.code)).map_err(refused)?,
            name: Some(name),
            email: Some(email),
            directorate,
            policy_field: label(&place.fields, profile.field)?,
            category: *at(&CATEGORIES, profile.category)?,
            site: label(&place.sites, profile.site)?,
            seniority: Some(Label::parse(dice.pick(&SENIORITY)?).map_err(refused)?),
            gender: Some(gender),
            team: if blank_team {
                None
            } else {
                Some(Label::parse(&team).map_err(refused)?)
            },
            manager_name: Some(manager_name),
            manager_email: Some(manager_email),
            endorsement: endorsement(profile.built, dice),
            consented_on: Some(consent_day.parse().map_err(|cause| format!("{cause}"))?),
        });
    }
    Ok(volunteers)
}

/// Month in which the call opens.
fn call_month(place: &Place) -> Result<&'static str, String> {
    place
        .call
        .0
        .get(..7)
        .ok_or_else(|| "a call without a month".to_owned())
}

fn endorsement(built: bool, dice: &mut Dice) -> Endorsement {
    match dice.below(100) {
        _ if built => Endorsement::Granted,
        0..8 => Endorsement::Refused,
        8..24 => Endorsement::Pending,
        _ => Endorsement::Granted,
    }
}

fn at<T>(values: &[T], place: usize) -> Result<&T, String> {
    values
        .get(place)
        .ok_or_else(|| "a value that is not listed".to_owned())
}

fn label(values: &[&str], place: usize) -> Result<Label, String> {
    Label::parse(at(values, place)?).map_err(refused)
}

/// Quotas of a place for what differs between places.
pub fn quotas(place: &Place) -> Result<Vec<Quota>, String> {
    let slug = Slug::parse(place.slug).map_err(refused)?;
    let mut all = Vec::new();
    for (feature, values, targets) in [
        (
            Feature::Directorate,
            place.directorates.as_slice(),
            DIRECTORATE.0.as_slice(),
        ),
        (
            Feature::PolicyField,
            place.fields.as_slice(),
            FIELD.0.as_slice(),
        ),
        (Feature::Site, place.sites.as_slice(), SITE.0.as_slice()),
    ] {
        for (value, target) in values.iter().zip(targets) {
            all.push(quota(Some(slug.clone()), feature, value, *target)?);
        }
    }
    Ok(all)
}

/// Quotas that hold everywhere.
pub fn general_quotas() -> Result<Vec<Quota>, String> {
    let mut all = Vec::new();
    for (category, target) in CATEGORIES.iter().zip(CATEGORY.0) {
        all.push(quota(None, Feature::Category, category.word(), target)?);
    }
    for (gender, target) in GENDERS.iter().zip(GENDER.0) {
        all.push(quota(None, Feature::Gender, gender.word(), target)?);
    }
    Ok(all)
}

/// One person around the target, two when nothing else is possible.
fn quota(
    authority: Option<Slug>,
    feature: Feature,
    value: &str,
    target: usize,
) -> Result<Quota, String> {
    let target = u32::try_from(target.min(SEATS)).unwrap_or(0);
    Ok(Quota {
        authority,
        feature,
        value: Label::parse(value).map_err(refused)?,
        min: target.saturating_sub(1),
        max: target + 1,
        min_flex: Some(target.saturating_sub(2)),
        max_flex: Some(target + 2),
    })
}
