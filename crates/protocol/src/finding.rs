//! What a check answers: data first, sentence second.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalogue::Scope;
use crate::document::Strength;
use crate::evidence::Evidence;
use crate::value::Unit;
use crate::waiver::Waiver;

/// Where a rule stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It holds.
    Met,
    /// Not reached yet, and nothing says it will not be.
    OnTrack,
    /// It will be missed unless somebody acts.
    AtRisk,
    /// It is missed.
    Broken,
    /// Nothing to count yet.
    NotApplicable,
    /// It would be at risk or broken, and a waiver sets it aside.
    Waived,
}

/// Who can act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// The coordinator of the association.
    Coordinator,
    /// The pilot of the authority.
    Pilot,
    /// The residents.
    Resident,
    /// A line manager.
    Manager,
    /// The general management.
    Direction,
    /// The service that received a proposal.
    CaseOwner,
}

/// What to do next; the sentence is in [`crate::words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "each name says the act; the sentences are in `words`"
)]
pub enum Action {
    GrantOrWithdrawAuthority,
    SignConvention,
    ChooseTheme,
    NamePilot,
    MoveRunsIntoSpan,
    CompleteTeam,
    ReduceTeam,
    WidenDisciplines,
    StateExperience,
    CallSubstitute,
    OpenCallAgain,
    ReduceCohort,
    AskConsent,
    AskHierarchy,
    RestoreQuota,
    AddDays,
    RemoveDays,
    ReshapeRun,
    PlanRuns,
    ProtectAttendance,
    GiveTimeBack,
    FindCases,
    CloseCaseSearch,
    NameCaseOwner,
    MeetUsers,
    JudgeFirstCase,
    SimplifyFirstCase,
    MakeMethods,
    RecordLineage,
    HandOverSteps,
    MeetDirection,
    MeetOfficials,
    BriefManagers,
    PlanMeeting,
    ShareItem,
    RebalanceFunding,
    AddIndicator,
    MeasureBaseline,
    LogEarlyForm,
    RecordDecision,
    AnswerProposals,
}

impl Action {
    /// Who can do it.
    #[must_use]
    pub fn who(self) -> Who {
        match self {
            Self::SignConvention | Self::RecordDecision => Who::Direction,
            Self::GrantOrWithdrawAuthority
            | Self::CompleteTeam
            | Self::ReduceTeam
            | Self::WidenDisciplines
            | Self::PlanMeeting
            | Self::RebalanceFunding
            | Self::LogEarlyForm
            | Self::MeasureBaseline
            | Self::AddIndicator => Who::Coordinator,
            Self::StateExperience
            | Self::MoveRunsIntoSpan
            | Self::AddDays
            | Self::RemoveDays
            | Self::ReshapeRun
            | Self::PlanRuns
            | Self::MeetUsers
            | Self::JudgeFirstCase
            | Self::SimplifyFirstCase
            | Self::MakeMethods
            | Self::RecordLineage
            | Self::HandOverSteps => Who::Resident,
            Self::AskHierarchy | Self::ProtectAttendance | Self::GiveTimeBack => Who::Manager,
            Self::AnswerProposals => Who::CaseOwner,
            Self::ChooseTheme
            | Self::NamePilot
            | Self::CallSubstitute
            | Self::OpenCallAgain
            | Self::ReduceCohort
            | Self::AskConsent
            | Self::RestoreQuota
            | Self::FindCases
            | Self::CloseCaseSearch
            | Self::NameCaseOwner
            | Self::MeetDirection
            | Self::MeetOfficials
            | Self::BriefManagers
            | Self::ShareItem => Who::Pilot,
        }
    }
}

/// How far from the rule: negative when something is missing, positive when there is too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Distance {
    /// Missing or in excess.
    pub amount: i64,
    /// Of what.
    pub unit: Unit,
}

/// The answer of one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule.
    pub rule: String,
    /// How much the rule weighs.
    pub strength: Strength,
    /// Season or site.
    pub scope: Scope,
    /// Where it stands.
    pub status: Status,
    /// The day the fact behind an alert came true, when it is dated.
    pub since: Option<Date>,
    /// The facts.
    pub evidence: Evidence,
    /// How far.
    pub distance: Option<Distance>,
    /// What to do, for the statuses that call for something.
    pub what_to_do: Option<Action>,
    /// Who can do it.
    pub who: Option<Who>,
    /// The waiver that sets the rule aside.
    pub waiver: Option<Waiver>,
}
