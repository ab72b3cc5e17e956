//! The data itself is under test: counts, check digits, well-known authorities.

use std::collections::BTreeMap;

use super::words::fold;
use super::{Directory, Entry, Kind, Siren, SirenError, Siret};

fn names(query: &str) -> Vec<&'static str> {
    Directory::builtin()
        .search(query, 5)
        .iter()
        .map(|entry| entry.name)
        .collect()
}

#[track_caller]
fn first(query: &str) -> &'static Entry {
    Directory::builtin()
        .search(query, 1)
        .first()
        .copied()
        .unwrap()
}

#[test]
fn the_shipped_data_is_whole() {
    let entries = Directory::builtin().entries();
    let mut kinds: BTreeMap<String, u32> = BTreeMap::new();
    for entry in entries {
        *kinds.entry(format!("{:?}", entry.kind)).or_default() += 1;
        assert!(
            !entry.name.is_empty() && !entry.departments.is_empty(),
            "{entry:?}"
        );
    }
    let count = |kind: &str| kinds[kind];
    assert_eq!((count("Departement"), count("Region")), (95, 17));
    assert_eq!(
        (
            count("CommunauteDeCommunes"),
            count("CommunauteDAgglomeration")
        ),
        (989, 230)
    );
    assert_eq!(
        (
            count("CommunauteUrbaine"),
            count("Metropole"),
            count("Territoire")
        ),
        (14, 22, 11)
    );
    assert_eq!(count("Commune"), 34_957);
    let population: u64 = entries
        .iter()
        .filter(|entry| entry.kind == Kind::Commune)
        .map(|entry| u64::from(entry.population))
        .sum();
    assert!(
        (68_000_000..70_000_000).contains(&population),
        "{population}"
    );
}

/// `Siren::parse` drops what does not pass: what is left without SIREN must be the overseas communes alone.
#[test]
fn every_siren_passes_and_only_overseas_communes_have_none() {
    let mut seen = std::collections::BTreeSet::new();
    for entry in Directory::builtin().entries() {
        match entry.siren {
            Some(siren) => {
                assert!(seen.insert(siren), "{siren} stands twice");
                assert_eq!(Siren::parse(&siren.to_string()), Ok(siren));
            }
            None => assert!(
                entry.departments.starts_with("97") || entry.departments.starts_with("98"),
                "{entry:?}"
            ),
        }
    }
    assert!(seen.len() > 36_200, "{}", seen.len());
}

#[test]
fn well_known_authorities() {
    let directory = Directory::builtin();
    for (siren, name, department) in [
        ("216802249", "Mulhouse", "68"),
        ("217500016", "Paris", "75"),
        ("245900428", "CU de Dunkerque", "59"),
        ("200093201", "Métropole Européenne de Lille", "59"),
        ("200053791", "Région Occitanie", "09"),
        ("246700488", "Eurométropole de Strasbourg", "67"),
        ("200039865", "Metz Métropole", "57"),
        ("200094332", "Collectivité européenne d'Alsace", "67"),
        ("223800012", "Département de l'Isère", "38"),
    ] {
        let entry = directory.by_siren(Siren::parse(siren).unwrap()).unwrap();
        assert_eq!(entry.name, name);
        assert!(entry.departments.starts_with(department), "{entry:?}");
    }
    assert_eq!(directory.by_siren(Siren::parse("356000000").unwrap()), None);
}

#[test]
fn search_by_name() {
    assert_eq!(first("mulhouse").siren.unwrap().to_string(), "216802249");
    assert_eq!(first("MULHOUSE  ").name, "Mulhouse");
    assert_eq!(
        names("mulhouse"),
        ["Mulhouse", "CA Mulhouse Alsace Agglomération"]
    );
    assert_eq!(
        names("Paris")[0],
        "Paris",
        "the very name, though Greater Paris is larger"
    );
    assert_eq!(first("region occitanie").name, "Région Occitanie");
    assert_eq!(first("Île de France").name, "Région Île-de-France");
    assert_eq!(first("ile-de-france").name, "Région Île-de-France");
    assert_eq!(first("dunker cu").name, "CU de Dunkerque");
    assert_eq!(first("st étienne").name, "Saint-Étienne");
    assert_eq!(first("Ste Foy les Lyon").name, "Sainte-Foy-lès-Lyon");
    assert_eq!(first("Ville de Mulhouse").name, "Mulhouse");
    assert_eq!(
        first("conseil départemental de l'Isère").name,
        "Département de l'Isère"
    );
    assert_eq!(names("zzzz"), [""; 0]);
    assert_eq!(names(" - '"), [""; 0]);
    let found = Directory::builtin().search("saint", 50);
    assert!(found.len() == 50 && found.is_sorted_by(|a, b| a.population >= b.population));
}

#[test]
fn search_by_department() {
    let haut_rhin = Directory::builtin().search("haut rhin", 400);
    assert!(
        haut_rhin
            .iter()
            .all(|entry| entry.departments.contains("68")),
        "{haut_rhin:?}"
    );
    assert!(haut_rhin.iter().any(|entry| entry.name == "Mulhouse"));
    assert_eq!(names("68 colm")[..2], ["CA Colmar Agglomération", "Colmar"]);
    let homonyms = Directory::builtin().search("saint denis 974", 3);
    assert_eq!(
        (homonyms[0].name, homonyms[0].departments),
        ("Saint-Denis", "974")
    );
}

#[test]
fn search_by_siren() {
    assert_eq!(names("216 802 249"), ["Mulhouse"]);
    assert_eq!(names("21750001600019"), ["Paris"], "a SIRET finds its body");
    assert!(
        Directory::builtin()
            .search("2168", 500)
            .iter()
            .any(|entry| entry.name == "Mulhouse")
    );
    assert_eq!(names("216802248"), [""; 0]);
}

#[test]
fn numbers_and_their_check_digit() {
    for (text, expected) in [
        ("216802249", Ok(())),
        ("216 802 249", Ok(())),
        ("216802248", Err(SirenError::CheckDigit)),
        ("261802249", Err(SirenError::CheckDigit)),
        ("21680224", Err(SirenError::Form)),
        ("21680224é", Err(SirenError::Form)),
        ("", Err(SirenError::Form)),
    ] {
        assert_eq!(Siren::parse(text).map(|_| ()), expected, "{text}");
    }
    for (text, expected) in [
        ("23350001600040", true),
        ("23350001600041", false),
        ("21060004500392", true),
        ("35600000000048", true),
        // La Poste: the digits sum to 15, which Luhn refuses.
        ("35600000000010", true),
        ("35600000000011", false),
        // Another body gets no such grace.
        ("21680224900010", false),
    ] {
        assert_eq!(Siret::parse(text).is_ok(), expected, "{text}");
    }
    assert_eq!(
        Siret::parse("21750001600019").unwrap().siren().to_string(),
        "217500016"
    );
}

#[test]
fn folding() {
    assert_eq!(fold("  L'Haÿ-les-Roses "), "l hay les roses");
    assert_eq!(fold("Œuilly"), "oeuilly");
    assert_eq!(
        fold("E\u{301}pinal"),
        "epinal",
        "also with a combining accent"
    );
}

#[test]
fn memory_stays_small() {
    let directory = Directory::builtin();
    let names: usize = directory
        .entries
        .iter()
        .map(|entry| entry.name.len() + 30)
        .sum();
    let entries = directory.entries.capacity() * size_of::<Entry>();
    let bytes = entries
        + directory.lines.capacity()
        + directory.starts.capacity() * size_of::<usize>()
        + names;
    assert!(bytes < 8 << 20, "{bytes}");
}
