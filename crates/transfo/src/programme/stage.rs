//! How far an authority has come: a pipeline of dated facts, of which the latest counts. A prospect becomes a site
//! by moving on: nothing is typed twice.

/// A stage of the pipeline. Stored by [`Stage::key`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Somebody thought of it.
    Prospect,
    /// It is talking with the association.
    Talks,
    /// It signed, or decided to.
    Engaged,
    /// Sessions take place.
    Running,
    /// The accompaniment ended.
    Closed,
    /// Its lab stands alone.
    Autonomous,
}

impl Stage {
    /// In order.
    pub const ALL: [Stage; 6] = [
        Stage::Prospect,
        Stage::Talks,
        Stage::Engaged,
        Stage::Running,
        Stage::Closed,
        Stage::Autonomous,
    ];

    /// As stored, and in the word files as `stage-KEY`.
    pub const fn key(self) -> &'static str {
        match self {
            Stage::Prospect => "prospect",
            Stage::Talks => "talks",
            Stage::Engaged => "engaged",
            Stage::Running => "running",
            Stage::Closed => "closed",
            Stage::Autonomous => "autonomous",
        }
    }

    /// The stage stored as `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Stage::ALL.into_iter().find(|s| s.key() == key)
    }

    /// Whether the authority counts among those the season accompanies.
    pub const fn is_accompanied(self) -> bool {
        matches!(
            self,
            Stage::Engaged | Stage::Running | Stage::Closed | Stage::Autonomous
        )
    }
}

/// School zones, as the season's files write them.
pub const ZONES: [&str; 9] = [
    "A",
    "B",
    "C",
    "corse",
    "guadeloupe",
    "martinique",
    "guyane",
    "réunion",
    "mayotte",
];

/// Laws of public holidays, as the season's files write them.
pub const LAWS: [&str; 7] = [
    "métropole",
    "alsace-moselle",
    "guadeloupe",
    "martinique",
    "guyane",
    "réunion",
    "mayotte",
];

/// What an authority is. Stored by [`Kind::key`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Commune.
    Commune,
    /// Intercommunalité.
    Epci,
    /// Département.
    Departement,
    /// Région.
    Region,
    /// Another public body.
    Other,
}

impl Kind {
    /// In order.
    pub const ALL: [Kind; 5] = [
        Kind::Commune,
        Kind::Epci,
        Kind::Departement,
        Kind::Region,
        Kind::Other,
    ];

    /// As stored, and in the word files as `kind-KEY`.
    pub const fn key(self) -> &'static str {
        match self {
            Kind::Commune => "commune",
            Kind::Epci => "epci",
            Kind::Departement => "departement",
            Kind::Region => "region",
            Kind::Other => "autre",
        }
    }

    /// The kind stored as `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Kind::ALL.into_iter().find(|k| k.key() == key)
    }
}

impl From<super::directory::Kind> for Kind {
    fn from(kind: super::directory::Kind) -> Self {
        use super::directory::Kind as Found;
        match kind {
            Found::Commune => Kind::Commune,
            Found::Departement => Kind::Departement,
            Found::Region => Kind::Region,
            _ => Kind::Epci,
        }
    }
}

/// What stands in addresses where an edition's name would: no edition is called so.
pub const FIXED_EDITIONS: [&str; 1] = ["importer"];
/// What stands in addresses where an authority's name would: no authority is called so.
pub const FIXED_SITES: [&str; 8] = [
    "calendrier",
    "collectivites",
    "derogations",
    "dossier",
    "equipe",
    "fermetures",
    "protocole",
    "regles",
];

/// The part of an address made from a name: "Métropole de Lille" is `metropole-de-lille`.
pub fn slug(name: &str) -> String {
    let folded: String = name
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'à' | 'â' | 'ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            'ÿ' => 'y',
            c if c.is_ascii_alphanumeric() => c,
            _ => '-',
        })
        .collect();
    let words: Vec<&str> = folded.split('-').filter(|w| !w.is_empty()).collect();
    words.join("-").chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_comes_back() {
        for stage in Stage::ALL {
            assert_eq!(Stage::from_key(stage.key()), Some(stage));
        }
        for kind in Kind::ALL {
            assert_eq!(Kind::from_key(kind.key()), Some(kind));
        }
    }

    #[test]
    fn a_name_makes_an_address() {
        assert_eq!(
            slug("Métropole européenne de Lille"),
            "metropole-europeenne-de-lille"
        );
        assert_eq!(slug("L’Haÿ-les-Roses"), "l-hay-les-roses");
    }
}
