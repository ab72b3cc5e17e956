//! Why a record is rejected, in French and English.

/// The part of the record that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Not a record of format version 1, or not written as one.
    Form,
    /// The hash of the commitment.
    Commitment,
    /// The hash of the pool.
    PoolHash,
    /// The quotas.
    Quotas,
    /// The volunteers.
    Volunteers,
    /// A numbered panel.
    Slips,
    /// The chances.
    Counts,
    /// The proof of fairness.
    Proof,
    /// The public value.
    PublicValue,
    /// The number drawn.
    Index,
    /// The panel drawn.
    Panel,
    /// The substitutes.
    Substitutes,
}

/// A rejection with its part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The wrong part.
    pub part: Part,
    /// Where in the part, such as a number of line or an id; may be empty.
    pub detail: String,
}

impl Rejection {
    pub(crate) fn new(part: Part, detail: impl Into<String>) -> Self {
        Self {
            part,
            detail: detail.into(),
        }
    }

    /// The reason in French.
    #[must_use]
    pub fn fr(&self) -> String {
        let what = match self.part {
            Part::Form => {
                "Ce texte n’est pas un procès-verbal de tirage au format 1, ou il a été réécrit"
            }
            Part::Commitment => {
                "L’engagement publié avant le tirage ne correspond pas à son empreinte"
            }
            Part::PoolHash => "Le vivier ne correspond pas à son empreinte",
            Part::Quotas => "Les quotas ne sont pas bien formés",
            Part::Volunteers => "La liste des volontaires n’est pas bien formée",
            Part::Slips => "Un panel numéroté ne respecte pas les règles",
            Part::Counts => "Les chances annoncées ne sont pas celles des panels numérotés",
            Part::Proof => "La preuve d’équité est fausse",
            Part::PublicValue => "La valeur publique n’est pas recevable",
            Part::Index => "Le numéro tiré n’est pas celui que donne la valeur publique",
            Part::Panel => "Le panel annoncé n’est pas celui du numéro tiré",
            Part::Substitutes => "La liste des remplaçants n’est pas celle que donne la règle",
        };
        self.sentence(what, " : ")
    }

    /// The reason in English.
    #[must_use]
    pub fn en(&self) -> String {
        let what = match self.part {
            Part::Form => "This text is not a record of a draw in format 1, or it was rewritten",
            Part::Commitment => "The commitment published before the draw does not match its hash",
            Part::PoolHash => "The pool does not match its hash",
            Part::Quotas => "The quotas are not well formed",
            Part::Volunteers => "The list of volunteers is not well formed",
            Part::Slips => "A numbered panel breaks the rules",
            Part::Counts => "The announced chances are not those of the numbered panels",
            Part::Proof => "The proof of fairness is wrong",
            Part::PublicValue => "The public value is not acceptable",
            Part::Index => "The number drawn is not the one that the public value gives",
            Part::Panel => "The announced panel is not that of the number drawn",
            Part::Substitutes => "The list of substitutes is not the one that the rule gives",
        };
        self.sentence(what, ": ")
    }

    fn sentence(&self, what: &str, colon: &str) -> String {
        if self.detail.is_empty() {
            format!("{what}.")
        } else {
            format!("{what}{colon}{}.", self.detail)
        }
    }
}
