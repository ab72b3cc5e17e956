//! Sentences of faults and notices, in French and English.
//!
//! Each says where, what stands there, what was expected, and the correction when there is one.
//! Nothing here decides anything.

use crate::fault::{Expected, Fault};
use crate::terms::Language;

/// Values of a list that a sentence shows before it stops.
const SHOWN: usize = 12;

impl Fault {
    /// The whole sentence: place, value, expectation, proposal.
    ///
    /// ```
    /// use season::{Expected, Fault, Language};
    /// let fault = Fault {
    ///     file: "volunteers.csv".into(),
    ///     row: 12,
    ///     column: "categorie".into(),
    ///     value: "D".into(),
    ///     expected: Expected::OneOf(vec!["A".into(), "B".into()]),
    ///     proposal: None,
    /// };
    /// assert_eq!(
    ///     fault.sentence(Language::English),
    ///     "volunteers.csv, row 12, column “categorie”: “D” is not accepted; \
    ///      expected one of: A, B."
    /// );
    /// ```
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let french = language == Language::French;
        let mut sentence = self.place(french);
        sentence.push_str(if french { " : " } else { ": " });
        if !self.value.is_empty() && !self.expected.is_notice() {
            let value = quote(&short(&self.value), french);
            let refused = if french {
                "n'est pas accepté ; "
            } else {
                "is not accepted; "
            };
            sentence.push_str(&format!("{value} {refused}"));
        }
        sentence.push_str(&if french {
            french_words(self)
        } else {
            english_words(self)
        });
        sentence.push('.');
        if let Some(proposal) = &self.proposal {
            let lead = if french {
                "Proposition : "
            } else {
                "Suggestion: "
            };
            sentence.push_str(&format!(" {lead}{}.", quote(proposal, french)));
        }
        sentence
    }

    fn place(&self, french: bool) -> String {
        let (row, column) = match (self.file.ends_with(".toml"), french) {
            (true, true) => ("ligne", "clé"),
            (true, false) => ("line", "key"),
            (false, true) => ("ligne", "colonne"),
            (false, false) => ("row", "column"),
        };
        let mut place = format!("{}, {row} {}", self.file, self.row);
        if !self.column.is_empty() {
            place.push_str(&format!(", {column} {}", quote(&self.column, french)));
        }
        place
    }
}

impl Expected {
    /// Whether this is only worth knowing, and refuses nothing.
    #[must_use]
    pub const fn is_notice(&self) -> bool {
        matches!(
            self,
            Self::KeptOnce { .. } | Self::AnotherPerson { .. } | Self::IgnoredColumn | Self::Rows
        )
    }
}

fn quote(text: &str, french: bool) -> String {
    if french {
        format!("«\u{a0}{text}\u{a0}»")
    } else {
        format!("“{text}”")
    }
}

fn short(text: &str) -> String {
    let line = text.replace('\n', " ");
    if line.chars().count() <= 80 {
        return line;
    }
    line.chars().take(79).chain(std::iter::once('…')).collect()
}

fn list(values: &[String]) -> String {
    let mut shown: Vec<&str> = values.iter().take(SHOWN).map(String::as_str).collect();
    if values.len() > SHOWN {
        shown.push("…");
    }
    shown.join(", ")
}

fn french_words(fault: &Fault) -> String {
    match &fault.expected {
        Expected::File => "ce fichier manque dans le dossier".to_owned(),
        Expected::KnownFile => {
            format!("fichiers attendus : {}", crate::season::FILES.join(", "))
        }
        Expected::ReadableText => {
            "texte illisible ou encodages mélangés ; enregistrez le fichier en UTF-8".to_owned()
        }
        Expected::HeaderRow => "le fichier est vide ; une ligne d'en-têtes est attendue".to_owned(),
        Expected::ClosingQuote => {
            "le guillemet ouvert dans cette cellule n'est jamais fermé".to_owned()
        }
        Expected::NothingAfterQuote => {
            "un séparateur ou la fin de ligne est attendu après le guillemet fermant".to_owned()
        }
        Expected::Cells { header, found } => {
            format!("{header} cellules attendues comme dans l'en-tête, {found} trouvées")
        }
        Expected::Column => "cette colonne obligatoire manque".to_owned(),
        Expected::KnownColumn(known) => format!("noms connus : {}", list(known)),
        Expected::ColumnOnce => "cette colonne figure deux fois".to_owned(),
        Expected::Something => "une valeur est attendue".to_owned(),
        Expected::OneOf(values) => format!("attendu, l'une de ces valeurs : {}", list(values)),
        Expected::Day => "un jour est attendu, comme 2018-03-14 ou 14/03/2018".to_owned(),
        Expected::WholeNumber { min, max } => {
            format!("un nombre entier de {min} à {max} est attendu")
        }
        Expected::Text { max } => {
            format!("un texte de {max} caractères au plus, sans caractère de commande, est attendu")
        }
        Expected::Slug => "des lettres de a à z, des chiffres et des traits d'union sont attendus \
             (sans accent ni majuscule)"
            .to_owned(),
        Expected::Siren => {
            "un numéro SIREN est attendu : neuf chiffres dont la clé est juste".to_owned()
        }
        Expected::Siret => {
            "un numéro SIRET est attendu : quatorze chiffres dont la clé est juste".to_owned()
        }
        Expected::Email => "une adresse électronique est attendue".to_owned(),
        Expected::TomlKind(kind) => format!("attendu : {}", french_kind(kind)),
        Expected::TomlSyntax(remark) => format!("l'écriture TOML est incorrecte ({remark})"),
        other => french_relation(other),
    }
}

fn french_kind(kind: &str) -> &'static str {
    match kind {
        "table" => "une section comme [edition]",
        "array of tables" => "des sections répétées comme [[authority]]",
        _ => "une valeur simple : texte entre guillemets, nombre, jour, true ou false",
    }
}

fn french_relation(expected: &Expected) -> String {
    match expected {
        Expected::Unique { file, first_row } => {
            format!("déjà employé dans {file}, ligne {first_row}")
        }
        Expected::SameAs { first_row, value } => {
            format!("la ligne {first_row} dit « {value} » pour la même référence")
        }
        Expected::KnownPerson => {
            "une référence de team.csv ou de volunteers.csv, dans cette collectivité, est attendue"
                .to_owned()
        }
        Expected::Pilot => {
            "une personne qui a le rôle « pilote » dans team.csv, pour cette collectivité, est \
             attendue"
                .to_owned()
        }
        Expected::NotBefore { other, day } => {
            format!("un jour qui ne précède pas « {other} » ({day}) est attendu")
        }
        Expected::NoOverlap { first_row } => {
            format!("la même personne a déjà ce rôle à la même période, ligne {first_row}")
        }
        Expected::AtLeast { other, number } => {
            format!("un nombre au moins égal à « {other} » ({number}) est attendu")
        }
        Expected::AtMost { other, number } => {
            format!("un nombre au plus égal à « {other} » ({number}) est attendu")
        }
        Expected::MinimumsWithin {
            feature,
            sum,
            seats,
        } => format!(
            "les minimums du critère « {} » font {sum}, plus que les {seats} places",
            feature.word()
        ),
        Expected::MaximumsReaching {
            feature,
            sum,
            seats,
        } => format!(
            "les maximums du critère « {} » font {sum}, moins que les {seats} places",
            feature.word()
        ),
        Expected::AuthorityForRole => {
            "une collectivité est attendue ; seuls « coordination » et « partenaire » peuvent \
             porter sur toute la saison"
                .to_owned()
        }
        Expected::KeptOnce { first_row } => {
            format!("ligne identique à la ligne {first_row}, gardée une fois")
        }
        Expected::AnotherPerson { first_row } => {
            format!("même adresse qu'à la ligne {first_row} ; est-ce la même personne ?")
        }
        Expected::IgnoredColumn => "cette colonne n'est pas lue".to_owned(),
        _ => "le tableau n'a aucune ligne".to_owned(),
    }
}

fn english_words(fault: &Fault) -> String {
    match &fault.expected {
        Expected::File => "this file is missing from the folder".to_owned(),
        Expected::KnownFile => format!("files expected: {}", crate::season::FILES.join(", ")),
        Expected::ReadableText => {
            "unreadable text or mixed encodings; save the file as UTF-8".to_owned()
        }
        Expected::HeaderRow => "the file is empty; a header row is expected".to_owned(),
        Expected::ClosingQuote => {
            "the quotation mark opened in this cell is never closed".to_owned()
        }
        Expected::NothingAfterQuote => {
            "a separator or the end of the row is expected after the closing quotation mark"
                .to_owned()
        }
        Expected::Cells { header, found } => {
            format!("{header} cells expected as in the header, {found} found")
        }
        Expected::Column => "this mandatory column is missing".to_owned(),
        Expected::KnownColumn(known) => format!("known names: {}", list(known)),
        Expected::ColumnOnce => "this column is there twice".to_owned(),
        Expected::Something => "a value is expected".to_owned(),
        Expected::OneOf(values) => format!("expected one of: {}", list(values)),
        Expected::Day => "a day is expected, such as 2018-03-14 or 14/03/2018".to_owned(),
        Expected::WholeNumber { min, max } => {
            format!("a whole number from {min} to {max} is expected")
        }
        Expected::Text { max } => {
            format!("text of at most {max} characters, without control characters, is expected")
        }
        Expected::Slug => {
            "letters a to z, digits and hyphens are expected (no accents, no capitals)".to_owned()
        }
        Expected::Siren => {
            "a SIREN number is expected: nine digits with a right check digit".to_owned()
        }
        Expected::Siret => {
            "a SIRET number is expected: fourteen digits with a right check digit".to_owned()
        }
        Expected::Email => "an e-mail address is expected".to_owned(),
        Expected::TomlKind(kind) => format!("expected: {}", english_kind(kind)),
        Expected::TomlSyntax(remark) => format!("this is not well-formed TOML ({remark})"),
        other => english_relation(other),
    }
}

fn english_kind(kind: &str) -> &'static str {
    match kind {
        "table" => "a section such as [edition]",
        "array of tables" => "repeated sections such as [[authority]]",
        _ => "a plain value: quoted text, number, day, true or false",
    }
}

fn english_relation(expected: &Expected) -> String {
    match expected {
        Expected::Unique { file, first_row } => format!("already used in {file}, row {first_row}"),
        Expected::SameAs { first_row, value } => {
            format!("row {first_row} says “{value}” for the same reference")
        }
        Expected::KnownPerson => {
            "a reference of team.csv or volunteers.csv, in this authority, is expected".to_owned()
        }
        Expected::Pilot => {
            "a person with the role “pilote” in team.csv, for this authority, is expected"
                .to_owned()
        }
        Expected::NotBefore { other, day } => {
            format!("a day that is not before “{other}” ({day}) is expected")
        }
        Expected::NoOverlap { first_row } => {
            format!("the same person already has this role at that time, row {first_row}")
        }
        Expected::AtLeast { other, number } => {
            format!("a number that is at least “{other}” ({number}) is expected")
        }
        Expected::AtMost { other, number } => {
            format!("a number that is at most “{other}” ({number}) is expected")
        }
        Expected::MinimumsWithin {
            feature,
            sum,
            seats,
        } => format!(
            "the minimums of the feature “{}” make {sum}, more than the {seats} seats",
            feature.word()
        ),
        Expected::MaximumsReaching {
            feature,
            sum,
            seats,
        } => format!(
            "the maximums of the feature “{}” make {sum}, fewer than the {seats} seats",
            feature.word()
        ),
        Expected::AuthorityForRole => {
            "an authority is expected; only “coordination” and “partenaire” may bear on the whole \
             season"
                .to_owned()
        }
        Expected::KeptOnce { first_row } => format!("the same as row {first_row}, kept once"),
        Expected::AnotherPerson { first_row } => {
            format!("the same address as in row {first_row}; is it the same person?")
        }
        Expected::IgnoredColumn => "this column is not read".to_owned(),
        _ => "the table has no row".to_owned(),
    }
}
