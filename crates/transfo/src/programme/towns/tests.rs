//! The data itself is under test: every prefecture stands where its department is, distances agree with published ones.

use super::{
    Towns, seat,
    seat::{CAPITALS, PREFECTURES, largest},
};
use crate::programme::directory::{Directory, Kind};

#[track_caller]
fn km(one: &str, other: &str) -> u32 {
    let towns = Towns::builtin();
    towns.find(one).unwrap().km_to(towns.find(other).unwrap())
}

#[test]
fn the_shipped_data_is_whole() {
    let towns = Towns::builtin();
    let all = || towns.by_name.values().flatten();
    assert_eq!(all().count(), 14_756);
    for town in all() {
        assert!(!town.name.is_empty() && !town.region.is_empty(), "{town:?}");
        assert!((-2200..6000).contains(&town.latitude), "{town:?}");
        assert!((-6300..5600).contains(&town.longitude), "{town:?}");
    }
    for (what, town) in PREFECTURES.iter().chain(&CAPITALS) {
        assert!(largest(town).is_some(), "{what}: {town}");
    }
}

#[test]
fn distances_are_great_circles() {
    // The PyPI package geopy 2.4.1 says so of the source's coordinates, which are a hundred times finer.
    for (one, other, known) in [
        ("Mulhouse", "Metz", 174),
        ("Paris", "Lyon", 393),
        ("Lille", "Strasbourg", 408),
        ("Paris", "Marseille", 661),
        ("Brest", "Nice", 1045),
        ("Paris", "Saint-Denis (La Réunion)", 9365),
    ] {
        let found = km(one, other);
        assert!(found.abs_diff(known) <= 2, "{one}, {other}: {found}");
        assert_eq!(found, km(other, one));
    }
    assert_eq!(km("Metz", "Metz"), 0);
}

#[test]
fn a_town_is_found_as_people_write_it() {
    let towns = Towns::builtin();
    let found = |typed: &str| towns.find(typed).map(|t| (t.name, t.region));
    assert_eq!(found("lille"), Some(("Lille", "Hauts-de-France")));
    assert_eq!(found("59000 LILLE Cedex"), found("Lille"));
    assert_eq!(found("Paris 11e"), found("Paris"));
    assert_eq!(found("St Etienne"), found("Saint-Étienne"));
    assert_eq!(found("Lyon, France"), found("Lyon"));
    assert_eq!(found("Bruxelles"), Some(("Bruxelles", "Belgique")));
    let island = Some(("Saint-Denis", "La Réunion"));
    assert_eq!(found("Saint-Denis (La Réunion)"), island);
    assert_eq!(found("Saint-Denis, la réunion"), island);
}

#[test]
fn what_is_not_clear_is_unknown() {
    let towns = Towns::builtin();
    for typed in [
        "",
        "  ",
        "Saint-Denis",
        "Villeneuve-sur-Nulle-Part",
        "(La Réunion)",
        "75011",
    ] {
        assert_eq!(towns.find(typed), None, "{typed}");
    }
}

#[test]
fn an_authority_sits_where_its_number_or_name_says() {
    let by = |siren: &str, name: &str| seat(siren, name).map(|town| town.name);
    assert_eq!(by("216802249", "Ville de Mulhouse"), Some("Mulhouse"));
    assert_eq!(by("245900428", "Communauté urbaine"), Some("Dunkerque"));
    assert_eq!(by("200093201", "Métropole"), Some("Lille"));
    assert_eq!(
        by("246700488", "Ville et Eurométropole"),
        Some("Strasbourg")
    );
    assert_eq!(by("200053791", "Région"), Some("Toulouse"));
    assert_eq!(by("200094332", "Alsace"), Some("Strasbourg"));
    assert_eq!(by("200055507", "Martinique"), Some("Fort-de-France"));
    // A number that nobody knows: the name is tried, and no more than tried.
    assert_eq!(by("000000000", "Ville de Metz"), Some("Metz"));
    assert_eq!(by("", "Agence de nulle part"), None);
}

#[test]
fn every_region_and_department_has_its_seat() {
    let entries = Directory::builtin().entries();
    for entry in entries
        .iter()
        .filter(|e| matches!(e.kind, Kind::Region | Kind::Departement))
    {
        let siren = entry.siren.map(|s| s.to_string()).unwrap_or_default();
        assert!(seat(&siren, entry.name).is_some(), "{entry:?}");
    }
}

#[test]
fn a_group_sits_in_a_commune_of_its_own() {
    let find = |name: &str| {
        let entries = Directory::builtin().entries();
        let entry = entries.iter().find(|e| e.name == name).unwrap();
        seat(&entry.siren.unwrap().to_string(), "").map(|town| town.name)
    };
    assert_eq!(find("Rennes Métropole"), Some("Rennes"));
    assert_eq!(find("Métropole du Grand Paris"), Some("Paris"));
    // It bears the name of a town that is not its own.
    assert_eq!(find("CA Paris - Vallée de la Marne"), None);
    assert_eq!(find("CA du Niortais"), None);
}

#[test]
fn a_typed_town_goes_before_what_a_name_says() {
    let name = "Ville de Mulhouse";
    let found = |town| super::seat_said(town, "", name).map(|town| town.name);
    assert_eq!(found(""), Some("Mulhouse"));
    assert_eq!(found(" Metz "), Some("Metz"));
    assert_eq!(found("Port-Imaginaire"), None);
}

#[test]
fn each_town_that_is_proposed_is_known() {
    let proposals = Towns::proposals();
    assert_eq!(proposals.len(), 400);
    for name in proposals {
        assert!(Towns::builtin().find(name).is_some(), "{name}");
    }
    assert!(proposals.iter().any(|name| name == "Mulhouse"));
}
