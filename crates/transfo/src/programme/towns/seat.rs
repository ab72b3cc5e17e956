//! The town where an authority sits, from its number and its name.
//!
//! Invariant: a group of communes is placed only in a commune of its own departments that its name says; where that is
//! none, nobody knows, and the caller says so.

use super::{Town, Towns, spoken};
use crate::programme::directory::{
    Directory, Entry, Kind, Siren,
    words::{fold, whole},
};

/// A commune is nearer than this to the town from which its department is governed, kilometres.
const WITHIN_KM: u32 = 200;

/// The town where an authority sits: the one that was typed, else [`seat`]. A typed town that nobody knows is none.
#[must_use]
pub fn seat_said(town: &str, siren: &str, name: &str) -> Option<&'static Town> {
    match town.trim() {
        "" => seat(siren, name),
        town => Towns::builtin().find(town),
    }
}

/// The town where an authority sits, if its number or its name says so.
#[must_use]
pub fn seat(siren: &str, name: &str) -> Option<&'static Town> {
    let siren = Siren::parse(siren).ok();
    match siren.and_then(|siren| Directory::builtin().by_siren(siren)) {
        Some(entry) => seat_of(entry),
        None => Towns::builtin().find(without_kind(name)),
    }
}

fn seat_of(entry: &Entry) -> Option<&'static Town> {
    match entry.kind {
        Kind::Commune => commune(entry),
        Kind::Departement => prefecture(entry),
        Kind::Region => capital(entry.name),
        _ => commune(named_in(entry)?),
    }
}

/// "Ville de Mulhouse" is Mulhouse.
fn without_kind(name: &str) -> &str {
    const KINDS: [&str; 4] = ["Ville de ", "Ville d’", "Ville d'", "Commune de "];
    let strip = |kind: &&str| name.strip_prefix(*kind);
    KINDS.iter().find_map(strip).unwrap_or(name)
}

/// Where a commune is: of those of its name, the one of its department.
fn commune(entry: &Entry) -> Option<&'static Town> {
    let list = Towns::builtin().named(&spoken(entry.name));
    let Some(near) = prefecture(entry) else {
        return list.first().filter(|_| list.len() == 1);
    };
    let apart = |town: &&Town| town.km_to(near);
    list.iter()
        .min_by_key(apart)
        .filter(|town| apart(town) < WITHIN_KM)
}

/// The most populated commune that the name of a group says.
fn named_in(group: &Entry) -> Option<&'static Entry> {
    let said = format!(" {} ", words(group.name));
    let is_here = |entry: &&Entry| {
        let mut codes = group.departments.split(' ');
        entry.kind == Kind::Commune && codes.any(|code| code == entry.departments)
    };
    let is_said = |entry: &&Entry| said.contains(&format!(" {} ", words(entry.name)));
    let mut entries = Directory::builtin().entries().iter();
    entries.find(|entry| is_here(entry) && is_said(entry))
}

fn words(name: &str) -> String {
    fold(name)
        .split(' ')
        .map(whole)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The town from which an entry's first department is governed.
fn prefecture(entry: &Entry) -> Option<&'static Town> {
    let code = entry.departments.split(' ').next()?;
    let found = PREFECTURES.iter().find(|(known, _)| *known == code);
    found.and_then(|(_, town)| largest(town))
}

/// The town of that name; of several, the largest, which a prefecture always is.
pub(super) fn largest(town: &str) -> Option<&'static Town> {
    let towns = Towns::builtin();
    towns
        .find(town)
        .or_else(|| towns.named(&spoken(town)).first())
}

/// The town where the council of a region sits.
fn capital(region: &str) -> Option<&'static Town> {
    let said = words(region);
    let found = CAPITALS
        .iter()
        .find(|(known, _)| said.ends_with(&words(known)));
    found.and_then(|(_, town)| Towns::builtin().find(town))
}

/// Towns where the councils of regions sit, which are not always those of the prefects.
pub(super) const CAPITALS: [(&str, &str); 17] = [
    ("Auvergne-Rhône-Alpes", "Lyon"),
    ("Bourgogne-Franche-Comté", "Besançon"),
    ("Bretagne", "Rennes"),
    ("Centre-Val de Loire", "Orléans"),
    ("Corse", "Ajaccio"),
    ("Grand Est", "Strasbourg"),
    ("Guadeloupe", "Basse-Terre"),
    ("Guyane", "Cayenne"),
    ("Hauts-de-France", "Lille"),
    ("Île-de-France", "Saint-Ouen-sur-Seine"),
    ("Martinique", "Fort-de-France"),
    ("Normandie", "Caen"),
    ("Nouvelle-Aquitaine", "Bordeaux"),
    ("Occitanie", "Toulouse"),
    ("Pays de la Loire", "Nantes"),
    ("Provence-Alpes-Côte d’Azur", "Marseille"),
    ("La Réunion", "Saint-Denis (La Réunion)"),
];

/// Prefectures, by code of the department.
pub(super) const PREFECTURES: [(&str, &str); 101] = [
    ("01", "Bourg-en-Bresse"),
    ("02", "Laon"),
    ("03", "Moulins"),
    ("04", "Digne-les-Bains"),
    ("05", "Gap"),
    ("06", "Nice"),
    ("07", "Privas"),
    ("08", "Charleville-Mézières"),
    ("09", "Foix"),
    ("10", "Troyes"),
    ("11", "Carcassonne"),
    ("12", "Rodez"),
    ("13", "Marseille"),
    ("14", "Caen"),
    ("15", "Aurillac"),
    ("16", "Angoulême"),
    ("17", "La Rochelle"),
    ("18", "Bourges"),
    ("19", "Tulle"),
    ("21", "Dijon"),
    ("22", "Saint-Brieuc"),
    ("23", "Guéret"),
    ("24", "Périgueux"),
    ("25", "Besançon"),
    ("26", "Valence"),
    ("27", "Évreux"),
    ("28", "Chartres"),
    ("29", "Quimper"),
    ("2A", "Ajaccio"),
    ("2B", "Bastia"),
    ("30", "Nîmes"),
    ("31", "Toulouse"),
    ("32", "Auch"),
    ("33", "Bordeaux"),
    ("34", "Montpellier"),
    ("35", "Rennes"),
    ("36", "Châteauroux"),
    ("37", "Tours"),
    ("38", "Grenoble"),
    ("39", "Lons-le-Saunier"),
    ("40", "Mont-de-Marsan"),
    ("41", "Blois"),
    ("42", "Saint-Étienne"),
    ("43", "Le Puy-en-Velay"),
    ("44", "Nantes"),
    ("45", "Orléans"),
    ("46", "Cahors"),
    ("47", "Agen"),
    ("48", "Mende"),
    ("49", "Angers"),
    ("50", "Saint-Lô"),
    ("51", "Châlons-en-Champagne"),
    ("52", "Chaumont"),
    ("53", "Laval"),
    ("54", "Nancy"),
    ("55", "Bar-le-Duc"),
    ("56", "Vannes"),
    ("57", "Metz"),
    ("58", "Nevers"),
    ("59", "Lille"),
    ("60", "Beauvais"),
    ("61", "Alençon"),
    ("62", "Arras"),
    ("63", "Clermont-Ferrand"),
    ("64", "Pau"),
    ("65", "Tarbes"),
    ("66", "Perpignan"),
    ("67", "Strasbourg"),
    ("68", "Colmar"),
    ("69", "Lyon"),
    ("70", "Vesoul"),
    ("71", "Mâcon"),
    ("72", "Le Mans"),
    ("73", "Chambéry"),
    ("74", "Annecy"),
    ("75", "Paris"),
    ("76", "Rouen"),
    ("77", "Melun"),
    ("78", "Versailles"),
    ("79", "Niort"),
    ("80", "Amiens"),
    ("81", "Albi"),
    ("82", "Montauban"),
    ("83", "Toulon"),
    ("84", "Avignon"),
    ("85", "La Roche-sur-Yon"),
    ("86", "Poitiers"),
    ("87", "Limoges"),
    ("88", "Épinal"),
    ("89", "Auxerre"),
    ("90", "Belfort"),
    ("91", "Évry-Courcouronnes"),
    ("92", "Nanterre"),
    ("93", "Bobigny"),
    ("94", "Créteil"),
    ("95", "Cergy"),
    ("971", "Basse-Terre"),
    ("972", "Fort-de-France"),
    ("973", "Cayenne"),
    ("974", "Saint-Denis (La Réunion)"),
    ("976", "Mamoudzou"),
];
