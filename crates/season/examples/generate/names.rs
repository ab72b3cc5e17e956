//! Invented names that nobody bears, each given once.

use std::collections::BTreeSet;

use season::{Email, Gender, Label};

use crate::dice::Dice;
use crate::people::refused;

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
