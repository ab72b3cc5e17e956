//! People of a season: those who accompany, and those who volunteer.
//!
//! A volunteer's consent and the hierarchy's endorsement are two facts that are never merged.

use jiff::civil::Date;

use crate::terms::{Category, Endorsement, Feature, Gender, Role};
use crate::text::{Email, Label, Prose, Reference, Slug};

/// One role of one person in one authority, or in the season as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TeamMember {
    /// Authority; none when the role bears on the whole season (coordination, partner).
    pub authority: Option<Slug>,
    /// The person: the same reference in several rows is the same person.
    pub reference: Reference,
    /// What the person does.
    pub role: Role,
    /// Name shown to people.
    pub name: Label,
    /// Address for mails.
    pub email: Option<Email>,
    /// Discipline: designer, sociologist, architect…
    pub discipline: Option<Label>,
    /// Town from which the person travels.
    pub home: Option<Label>,
    /// Experience with public bodies, in words.
    pub public_experience: Option<Prose>,
    /// First day in the role.
    pub since: Option<Date>,
    /// Last day in the role, included.
    pub until: Option<Date>,
}

/// An agent who volunteers to be an ambassador of an authority.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Volunteer {
    /// Authority.
    pub authority: Slug,
    /// The person, inside the authority.
    pub reference: Reference,
    /// Name; may be withheld.
    pub name: Option<Label>,
    /// Address for mails.
    pub email: Option<Email>,
    /// Directorate.
    pub directorate: Label,
    /// Policy field.
    pub policy_field: Label,
    /// Statutory category.
    pub category: Category,
    /// Site.
    pub site: Label,
    /// Seniority band, in the authority's words.
    pub seniority: Option<Label>,
    /// Gender, when given.
    pub gender: Option<Gender>,
    /// Team or service: at most one ambassador may be drawn from it. None is no team.
    pub team: Option<Label>,
    /// The manager (N+1).
    pub manager_name: Option<Label>,
    /// The manager's address.
    pub manager_email: Option<Email>,
    /// What the hierarchy says.
    pub endorsement: Endorsement,
    /// Day of the volunteer's own consent; none as long as it is not recorded.
    pub consented_on: Option<Date>,
}

impl Volunteer {
    /// What the volunteer has for a feature, in the words of the quotas.
    #[must_use]
    pub fn value(&self, feature: Feature) -> Option<&str> {
        match feature {
            Feature::Directorate => Some(self.directorate.as_str()),
            Feature::PolicyField => Some(self.policy_field.as_str()),
            Feature::Category => Some(self.category.word()),
            Feature::Site => Some(self.site.as_str()),
            Feature::Seniority => self.seniority.as_ref().map(Label::as_str),
            Feature::Gender => self.gender.map(Gender::word),
            Feature::Team => self.team.as_ref().map(Label::as_str),
        }
    }
}
