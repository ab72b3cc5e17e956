//! Quotas that the invented volunteers can just fill.

use season::{Feature, Label, Quota, Slug};

use crate::people::{CATEGORIES, CATEGORY, DIRECTORATE, FIELD, GENDER, GENDERS, SITE, refused};
use crate::places::Place;

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
    let target = u32::try_from(target).unwrap_or(0);
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
