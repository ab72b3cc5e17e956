//! What to do, in words: one verb first, so that it can stand on a button or in a list.

use crate::finding::Action;

#[expect(clippy::too_many_lines, reason = "a table of words, one arm per act")]
pub(super) fn words(action: Action) -> (&'static str, &'static str) {
    match action {
        Action::GrantOrWithdrawAuthority => (
            "accorder une dérogation ou reporter une collectivité",
            "grant a waiver or postpone an authority",
        ),
        Action::SignConvention => ("signer la convention", "sign the convention"),
        Action::ChooseTheme => ("choisir la thématique", "choose the theme"),
        Action::NamePilot => ("nommer un·e pilote", "name a pilot"),
        Action::MoveRunsIntoSpan => (
            "déplacer les séquences pour tenir la durée",
            "move the runs so that they fit the span",
        ),
        Action::CompleteTeam => (
            "compléter l'équipe de résident·es",
            "complete the team of residents",
        ),
        Action::ReduceTeam => (
            "ramener l'équipe à sa taille",
            "bring the team back to its size",
        ),
        Action::WidenDisciplines => (
            "ouvrir l'équipe à une autre discipline",
            "open the team to another discipline",
        ),
        Action::StateExperience => (
            "indiquer l'expérience des administrations de chacun·e",
            "state everybody's experience with public bodies",
        ),
        Action::CallSubstitute => (
            "appeler la première personne suppléante",
            "call the next substitute",
        ),
        Action::OpenCallAgain => (
            "rouvrir l'appel à volontaires",
            "open the call for volunteers again",
        ),
        Action::ReduceCohort => (
            "revenir à la taille de la promotion",
            "return to the cohort's size",
        ),
        Action::AskConsent => (
            "demander son accord à chaque personne",
            "ask each person for consent",
        ),
        Action::AskHierarchy => (
            "donner l'accord de la hiérarchie",
            "give the hierarchy's agreement",
        ),
        Action::RestoreQuota => (
            "remplacer en respectant les quotas",
            "replace while keeping to the quotas",
        ),
        Action::AddDays => ("planifier les jours manquants", "plan the missing days"),
        Action::RemoveDays => ("retirer les jours en trop", "take out the days in excess"),
        Action::ReshapeRun => (
            "redécouper les séquences signalées",
            "reshape the runs shown",
        ),
        Action::PlanRuns => ("planifier les séquences", "plan the runs"),
        Action::ProtectAttendance => (
            "libérer les prochains jours de session de ces personnes",
            "free these persons' next session days",
        ),
        Action::GiveTimeBack => ("rendre les jours dus", "give the owed days back"),
        Action::FindCases => (
            "recueillir des cas auprès des directions",
            "collect cases from the services",
        ),
        Action::CloseCaseSearch => ("choisir les cas à garder", "choose which cases to keep"),
        Action::NameCaseOwner => (
            "trouver la direction qui porte le cas",
            "find the service that owns the case",
        ),
        Action::MeetUsers => ("rencontrer des usager·ères", "meet users"),
        Action::JudgeFirstCase => (
            "dire si le premier cas est simple",
            "say whether the first case is simple",
        ),
        Action::SimplifyFirstCase => (
            "réduire le premier cas ou en choisir un plus simple",
            "narrow the first case or choose a simpler one",
        ),
        Action::MakeMethods => ("fabriquer ou adapter une méthode", "make or adapt a method"),
        Action::RecordLineage => (
            "dire d'où vient chaque méthode",
            "say where each method comes from",
        ),
        Action::HandOverSteps => (
            "confier des étapes aux ambassadeur·rices",
            "let ambassadors lead some steps",
        ),
        Action::MeetDirection => (
            "rencontrer la direction générale",
            "meet the general management",
        ),
        Action::MeetOfficials => ("rencontrer les élu·es", "meet the elected officials"),
        Action::BriefManagers => ("informer les responsables N+1", "brief the line managers"),
        Action::PlanMeeting => (
            "planifier une inter-transfo",
            "plan an inter-authority meeting",
        ),
        Action::ShareItem => ("partager une production", "share an item"),
        Action::RebalanceFunding => ("revoir le plan de financement", "revise the funding plan"),
        Action::AddIndicator => (
            "choisir un indicateur pour chaque valeur",
            "choose an indicator for each value",
        ),
        Action::MeasureBaseline => ("faire la mesure de départ", "measure the baseline"),
        Action::LogEarlyForm => (
            "consigner pourquoi la forme est fixée si tôt, ou la rouvrir",
            "record why the form is fixed so early, or open it again",
        ),
        Action::RecordDecision => (
            "consigner la décision sur le laboratoire",
            "record the decision on the lab",
        ),
        Action::AnswerProposals => (
            "répondre aux propositions en attente",
            "answer the waiting proposals",
        ),
    }
}
