//! What is wrong with an input, as data first and as a sentence in French and English second.
//!
//! Invariant: a fault names the place (file, line, column, value) as far as it is known.

use crate::problem::Quota;

/// The file in which a fault was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// `categories.csv`
    Categories,
    /// `respondents.csv`
    Respondents,
    /// `meta.json`
    Meta,
}

impl File {
    /// The name of the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Categories => "categories.csv",
            Self::Respondents => "respondents.csv",
            Self::Meta => "meta.json",
        }
    }
}

/// What kind of fault it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `k` is zero.
    NoSeat,
    /// There is no quota at all, hence no feature.
    NoQuota,
    /// A minimum above its maximum.
    MinAboveMax,
    /// A flex bound inside the interval that it should widen.
    FlexInside,
    /// The same feature and value on two lines.
    QuotaTwice,
    /// An empty id.
    BlankId,
    /// The same id with different content; the lines, when known.
    IdTwice,
    /// The same id with the same content, kept once.
    SameTwice,
    /// A value that no quota knows, with the nearest known value.
    UnknownValue(Option<String>),
    /// The bytes are in none of the encodings that we read.
    Encoding,
    /// The file has no line.
    Empty,
    /// The file has a header and nothing else.
    HeaderOnly,
    /// The line has this many cells where the header has that many.
    Cells(usize, usize),
    /// A quotation mark opens a cell and never closes.
    OpenQuote,
    /// The same column name twice.
    ColumnTwice,
    /// A column that the file must have.
    ColumnMissing,
    /// Not a whole number that is zero or more.
    NotCount,
    /// Not the JSON object that is expected.
    NotJson,
    /// A rule names somebody who did not volunteer.
    UnknownPerson,
    /// Rules say different things about one person, or about a feature that they need for themselves.
    RulesAtOdds,
}

/// One fault with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// In which file, when the input came as files.
    pub file: Option<File>,
    /// Line of the file, the header being line 1.
    pub row: Option<usize>,
    /// Column by name.
    pub column: Option<String>,
    /// The offending value.
    pub value: String,
    /// What is wrong.
    pub kind: Kind,
}

impl Fault {
    pub(crate) fn of(kind: Kind) -> Self {
        Self {
            file: None,
            row: None,
            column: None,
            value: String::new(),
            kind,
        }
    }

    pub(crate) fn at(file: impl Into<Option<File>>, row: usize, kind: Kind) -> Self {
        Self {
            file: file.into(),
            row: Some(row),
            ..Self::of(kind)
        }
    }

    pub(crate) fn column(mut self, column: &str, value: &str) -> Self {
        self.column = Some(column.to_owned());
        self.value = value.to_owned();
        self
    }

    pub(crate) fn quota(quota: &Quota, kind: Kind) -> Self {
        Self::of(kind).column(&quota.feature, &quota.value)
    }

    pub(crate) fn person(id: &str, kind: Kind) -> Self {
        Self {
            value: id.to_owned(),
            ..Self::of(kind)
        }
    }

    pub(crate) fn unknown_value(id: &str, feature: &str, value: &str, quotas: &[Quota]) -> Self {
        let known = quotas.iter().filter(|quota| quota.feature == feature);
        let near = nearest(value, known.map(|quota| quota.value.as_str())).map(str::to_owned);
        let _ = id;
        Self::of(Kind::UnknownValue(near)).column(feature, value)
    }

    fn place(&self, line: &str) -> String {
        match (self.file, self.row) {
            (Some(file), Some(row)) => format!("{}, {line} {row}: ", file.name()),
            (Some(file), None) => format!("{}: ", file.name()),
            (None, Some(row)) => format!("{line} {row}: "),
            (None, None) => String::new(),
        }
    }

    /// The fault as a French sentence.
    #[must_use]
    pub fn fr(&self) -> String {
        let column = self.column.as_deref().unwrap_or_default();
        let value = &self.value;
        let what = match &self.kind {
            Kind::NoSeat => "Le panel n’a aucune place : k doit être au moins 1.".to_owned(),
            Kind::NoQuota => "Aucun quota n’est donné.".to_owned(),
            Kind::MinAboveMax => {
                format!("Le minimum de « {value} » ({column}) dépasse son maximum.")
            }
            Kind::FlexInside => format!(
                "La marge de « {value} » ({column}) doit élargir l’intervalle : min_flex ≤ min et max_flex ≥ max."
            ),
            Kind::QuotaTwice => format!("Le quota « {value} » ({column}) est donné deux fois."),
            Kind::BlankId => "Un volontaire n’a pas d’identifiant.".to_owned(),
            Kind::IdTwice => {
                format!("L’identifiant « {value} » désigne deux volontaires différents {column}")
                    .trim_end()
                    .to_owned()
                    + "."
            }
            Kind::SameTwice => format!(
                "Le volontaire « {value} » figure deux fois à l’identique ; il compte une fois."
            ),
            Kind::UnknownValue(near) => {
                let hint = near.as_ref().map_or(String::new(), |near| {
                    format!(" ; vouliez-vous « {near} » ?")
                });
                if value.is_empty() {
                    format!("La colonne « {column} » est vide, aucun quota ne prévoit ce cas.")
                } else {
                    format!("Aucun quota ne connaît « {value} » dans « {column} »{hint}.")
                        .replace("?.", "?")
                }
            }
            Kind::Encoding => "Encodage illisible : enregistrez le fichier en UTF-8.".to_owned(),
            Kind::Empty => "Le fichier est vide.".to_owned(),
            Kind::HeaderOnly => "Le fichier n’a que son en-tête.".to_owned(),
            Kind::Cells(found, wanted) => {
                format!("{found} cellules au lieu de {wanted}, depuis la colonne « {column} ».")
            }
            Kind::OpenQuote => "Un guillemet ouvert n’est jamais refermé.".to_owned(),
            Kind::ColumnTwice => format!("La colonne « {column} » figure deux fois."),
            Kind::ColumnMissing => format!("La colonne « {column} » manque."),
            Kind::NotCount => {
                format!("« {value} » dans « {column} » n’est pas un nombre entier positif ou nul.")
            }
            Kind::NotJson => format!("« {column} » manque ou n’a pas la forme attendue."),
            Kind::UnknownPerson => {
                format!("Une règle nomme « {value} », qui n’est pas volontaire.")
            }
            Kind::RulesAtOdds => format!("Deux règles se contredisent pour « {value} »."),
        };
        format!("{}{what}", self.place("ligne"))
    }

    /// The fault as an English sentence.
    #[must_use]
    pub fn en(&self) -> String {
        let column = self.column.as_deref().unwrap_or_default();
        let value = &self.value;
        let what = match &self.kind {
            Kind::NoSeat => "The panel has no seat: k must be at least 1.".to_owned(),
            Kind::NoQuota => "No quota is given.".to_owned(),
            Kind::MinAboveMax => {
                format!("The minimum of “{value}” ({column}) is above its maximum.")
            }
            Kind::FlexInside => format!(
                "The flex of “{value}” ({column}) must widen the interval: min_flex ≤ min and max_flex ≥ max."
            ),
            Kind::QuotaTwice => format!("The quota “{value}” ({column}) is given twice."),
            Kind::BlankId => "A volunteer has no id.".to_owned(),
            Kind::IdTwice => {
                format!("The id “{value}” belongs to two different volunteers {column}")
                    .trim_end()
                    .to_owned()
                    + "."
            }
            Kind::SameTwice => {
                format!("The volunteer “{value}” stands twice, alike; counted once.")
            }
            Kind::UnknownValue(near) => {
                let hint = near
                    .as_ref()
                    .map_or(String::new(), |near| format!("; did you mean “{near}”?"));
                if value.is_empty() {
                    format!("The column “{column}” is blank, and no quota provides for that.")
                } else {
                    format!("No quota knows “{value}” in “{column}”{hint}.").replace("?.", "?")
                }
            }
            Kind::Encoding => "Unreadable encoding: save the file as UTF-8.".to_owned(),
            Kind::Empty => "The file is empty.".to_owned(),
            Kind::HeaderOnly => "The file has a header and nothing else.".to_owned(),
            Kind::Cells(found, wanted) => {
                format!("{found} cells instead of {wanted}, from the column “{column}” on.")
            }
            Kind::OpenQuote => "A quotation mark opens and never closes.".to_owned(),
            Kind::ColumnTwice => format!("The column “{column}” stands twice."),
            Kind::ColumnMissing => format!("The column “{column}” is missing."),
            Kind::NotCount => {
                format!("“{value}” in “{column}” is not a whole number that is zero or more.")
            }
            Kind::NotJson => format!("“{column}” is missing or not of the expected form."),
            Kind::UnknownPerson => format!("A rule names “{value}”, who did not volunteer."),
            Kind::RulesAtOdds => format!("Two rules contradict each other about “{value}”."),
        };
        format!("{}{what}", self.place("line"))
    }
}

/// The known value that was probably meant, if one is near enough: signs and capitals do not count.
///
/// ```
/// use sortition::nearest;
/// assert_eq!(nearest("SIEGE", ["Siège", "Nord"].into_iter()), Some("Siège"));
/// assert_eq!(nearest("Sud", ["Siège", "Nord"].into_iter()), None);
/// ```
#[must_use]
pub fn nearest<'k>(value: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let fold = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let near = known
        .map(|one| (distance(&fold(one), &fold(value)), one))
        .min();
    let close = |gap: usize| !value.is_empty() && gap * 3 <= value.chars().count();
    near.filter(|(gap, _)| close(*gap)).map(|(_, one)| one)
}

/// Edit distance, for proposing the value that was meant.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let diagonal = row.get(j).copied().unwrap_or(0) + usize::from(a != *b);
            let up = row.get(j + 1).copied().unwrap_or(0) + 1;
            let left = next.last().copied().unwrap_or(0) + 1;
            next.push(diagonal.min(up).min(left));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
