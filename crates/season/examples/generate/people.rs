//! Invented volunteers.
//!
//! Twenty volunteers of each authority are built to fit the quotas and are hidden among the
//! others, who lean towards headquarters, category A and two large directorates: a panel exists,
//! and drawing at random misses it.

use std::collections::btree_map::{BTreeMap, Entry};

use season::{Category, Email, Endorsement, Gender, Label, Reference, Slug, Volunteer, Wrong};

use crate::dice::Dice;
use crate::names::Names;
use crate::places::Place;

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
pub const DIRECTORATE: ([usize; 7], [usize; 7]) = ([3, 3, 3, 3, 3, 3, 2], [9, 7, 4, 3, 3, 2, 2]);
pub const FIELD: ([usize; 6], [usize; 6]) = ([4, 4, 3, 3, 3, 3], [8, 6, 4, 3, 2, 3]);
pub const SITE: ([usize; 5], [usize; 5]) = ([6, 4, 4, 3, 3], [14, 4, 3, 2, 2]);
pub const CATEGORY: ([usize; 3], [usize; 3]) = ([7, 7, 6], [11, 5, 2]);
pub const GENDER: ([usize; 3], [usize; 3]) = ([10, 9, 1], [12, 6, 1]);
pub const CATEGORIES: [Category; 3] = [Category::A, Category::B, Category::C];
pub const GENDERS: [Gender; 3] = [Gender::Woman, Gender::Man, Gender::NotStated];

/// Words of a refusal, for the one who runs the generator.
pub fn refused(wrong: Wrong) -> String {
    format!("{wrong:?}")
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
    let mut managers: BTreeMap<(usize, usize), (Label, Email)> = BTreeMap::new();
    let mut volunteers = Vec::new();
    for (number, profile) in (1..).zip(profiles(place.volunteers, dice)) {
        let directorate = label(&place.directorates, profile.directorate)?;
        let service = label(&SERVICES, profile.service)?;
        let gender = *at(&GENDERS, profile.gender)?;
        let (name, email) = names.next(gender, place.slug, dice)?;
        let key = (profile.directorate, profile.service);
        let (manager_name, manager_email) = match managers.entry(key) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(place_for) => {
                let manager = names.next(Gender::NotStated, place.slug, dice)?;
                place_for.insert(manager).clone()
            }
        };
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
