//! French sentences of faults and notices.

use super::list;
use crate::fault::Expected;
use crate::season::FILES;

/// What was expected, in words.
pub(super) fn words(expected: &Expected) -> String {
    match expected {
        Expected::File => "ce fichier manque dans le dossier".to_owned(),
        Expected::KnownFile => {
            format!("fichiers attendus : {}", FILES.join(", "))
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
        Expected::OneOf(values) if values.len() == 1 => format!("attendu : {}", list(values)),
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
        Expected::TomlKind(kind) => format!("attendu : {}", kind_words(kind)),
        Expected::TomlSyntax(remark) => format!("l'écriture TOML est incorrecte ({remark})"),
        other => relation(other),
    }
}

fn kind_words(kind: &str) -> &'static str {
    match kind {
        "table" => "une section comme [edition]",
        "array of tables" => "des sections répétées comme [[authority]]",
        _ => "une valeur simple : texte entre guillemets, nombre, jour, true ou false",
    }
}

fn relation(expected: &Expected) -> String {
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
        Expected::SeveralAuthorities => {
            "deux collectivités au moins sont attendues, séparées par des virgules".to_owned()
        }
        Expected::Resident => {
            "la référence d'une personne qui a le rôle « résident » dans team.csv est attendue"
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
            authority,
            feature,
            sum,
            seats,
        } => format!(
            "les minimums du critère « {} » font {sum}, plus que les {seats} places de « {authority} »",
            feature.word()
        ),
        Expected::MaximumsReaching {
            authority,
            feature,
            sum,
            seats,
        } => format!(
            "les maximums du critère « {} » font {sum}, moins que les {seats} places de « {authority} »",
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
