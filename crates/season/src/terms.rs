//! The closed lists of the format: roles, stages, kinds, features, half-days.
//!
//! French words stand in files and English identifiers in code; adding a word never changes the
//! meaning of another.

use jiff::civil;

use crate::term::terms;

terms! {
    /// Language of a sentence.
    Language {
        /// French, shown first.
        French => "fr" | "français";
        /// English.
        English => "en" | "anglais";
    }
}

terms! {
    /// Type of an authority.
    AuthorityKind {
        /// A municipality.
        Municipality => "commune" | "ville";
        /// A grouping of municipalities.
        Intermunicipal => "epci" | "métropole" | "communauté urbaine" | "communauté d'agglomération";
        /// A department.
        Department => "département";
        /// A region.
        Region => "région";
        /// Any other public body.
        Other => "autre" | "établissement public";
    }
}

terms! {
    /// How far an authority has come.
    Stage {
        /// First contact.
        Prospect => "prospect";
        /// In talks.
        InTalks => "en-discussion";
        /// Convention signed or promised.
        Engaged => "engagée";
        /// Sessions take place.
        Running => "en-cours";
        /// The last session is over.
        Closed => "close" | "terminée";
        /// The lab lives on its own.
        Autonomous => "autonome";
    }
}

terms! {
    /// Zone of the school holidays; overseas territories and Corsica have their own calendars.
    SchoolZone {
        /// Zone A.
        A => "A" | "zone A";
        /// Zone B.
        B => "B" | "zone B";
        /// Zone C.
        C => "C" | "zone C";
        /// Corsica.
        Corsica => "corse";
        /// Guadeloupe.
        Guadeloupe => "guadeloupe";
        /// French Guiana.
        FrenchGuiana => "guyane";
        /// Martinique.
        Martinique => "martinique";
        /// Réunion.
        Reunion => "réunion" | "la réunion";
        /// Mayotte.
        Mayotte => "mayotte";
        /// Saint-Pierre-et-Miquelon.
        SaintPierre => "saint-pierre-et-miquelon";
        /// New Caledonia.
        NewCaledonia => "nouvelle-calédonie";
        /// French Polynesia.
        Polynesia => "polynésie";
        /// Wallis-et-Futuna.
        Wallis => "wallis-et-futuna";
    }
}

terms! {
    /// Law of the public holidays.
    HolidayLaw {
        /// Mainland France.
        Mainland => "métropole" | "france";
        /// Alsace and Moselle: Good Friday and 26 December as well.
        AlsaceMoselle => "alsace-moselle";
        /// Guadeloupe.
        Guadeloupe => "guadeloupe";
        /// French Guiana.
        FrenchGuiana => "guyane";
        /// Martinique.
        Martinique => "martinique";
        /// Réunion.
        Reunion => "réunion" | "la réunion";
        /// Mayotte.
        Mayotte => "mayotte";
        /// Saint-Barthélemy.
        SaintBarthelemy => "saint-barthélemy";
        /// Saint-Martin.
        SaintMartin => "saint-martin";
        /// Saint-Pierre-et-Miquelon.
        SaintPierre => "saint-pierre-et-miquelon";
        /// New Caledonia.
        NewCaledonia => "nouvelle-calédonie";
        /// French Polynesia.
        Polynesia => "polynésie";
        /// Wallis-et-Futuna.
        Wallis => "wallis-et-futuna";
    }
}

terms! {
    /// What a member of the team does.
    Role {
        /// Leads sessions, trains, then withdraws.
        Resident => "résident" | "résidente" | "résident·e";
        /// Internal link of the authority.
        Pilot => "pilote" | "résident à domicile";
        /// Follows the dosage across authorities.
        Coordinator => "coordination" | "coordinateur" | "coordinatrice";
        /// Manager (N+1) of ambassadors.
        Manager => "responsable" | "manager" | "n+1";
        /// General direction.
        Direction => "direction" | "dgs" | "direction générale";
        /// Elected official.
        Official => "élu" | "élue" | "élu·e";
        /// Second circle.
        Relay => "relais";
        /// Funder or partner.
        Partner => "partenaire";
    }
}

terms! {
    /// Statutory category of an agent.
    Category {
        /// Category A.
        A => "A";
        /// Category B.
        B => "B";
        /// Category C.
        C => "C";
        /// Outside the three categories.
        Outside => "hors catégorie";
    }
}

terms! {
    /// Gender, as the volunteer gives it.
    Gender {
        /// A woman.
        Woman => "femme" | "F" | "woman" | "female";
        /// A man.
        Man => "homme" | "H" | "M" | "man" | "male";
        /// Another answer.
        Other => "autre" | "other";
        /// The volunteer preferred not to say.
        NotStated => "non renseigné" | "nsp" | "not stated";
    }
}

terms! {
    /// What the hierarchy says of a candidacy; it is kept apart from the volunteer's consent.
    Endorsement {
        /// The hierarchy agrees.
        Granted => "accord" | "oui" | "yes";
        /// The hierarchy refuses.
        Refused => "refus" | "non" | "no";
        /// No answer yet.
        Pending => "attente" | "en attente" | "pending";
    }
}

terms! {
    /// A feature of volunteers that quotas may bear on.
    Feature {
        /// Directorate.
        Directorate => "direction" | "directorate";
        /// Policy field.
        PolicyField => "champ" | "policy_field" | "politique publique";
        /// Statutory category.
        Category => "catégorie" | "category";
        /// Site.
        Site => "site" | "lieu";
        /// Seniority band.
        Seniority => "ancienneté" | "seniority";
        /// Gender.
        Gender => "genre" | "gender" | "sexe";
        /// Team or service.
        Team => "équipe" | "team" | "service";
    }
}

terms! {
    /// Part of a day.
    Half {
        /// Before noon.
        Morning => "matin" | "morning" | "am";
        /// After noon.
        Afternoon => "après-midi" | "afternoon" | "pm" | "aprem";
        /// The whole day.
        Day => "journée" | "day" | "jour";
    }
}

terms! {
    /// Day of the week, for absences that come back.
    Weekday {
        /// Monday.
        Monday => "lundi" | "monday";
        /// Tuesday.
        Tuesday => "mardi" | "tuesday";
        /// Wednesday.
        Wednesday => "mercredi" | "wednesday";
        /// Thursday.
        Thursday => "jeudi" | "thursday";
        /// Friday.
        Friday => "vendredi" | "friday";
        /// Saturday.
        Saturday => "samedi" | "saturday";
        /// Sunday.
        Sunday => "dimanche" | "sunday";
    }
}

terms! {
    /// Why an authority is closed to sessions.
    ClosureKind {
        /// The council sits.
        Council => "conseil";
        /// The house is closed.
        Shut => "fermeture";
        /// Holidays the authority declares itself.
        Holidays => "vacances";
        /// A day between a public holiday and a week-end.
        Bridge => "pont";
        /// An event of the authority.
        Event => "événement";
    }
}

terms! {
    /// Yes or no, as written in files.
    YesNo {
        /// Yes.
        Yes => "oui" | "yes" | "true" | "vrai" | "x" | "1";
        /// No.
        No => "non" | "no" | "false" | "faux" | "0";
    }
}

impl Weekday {
    /// The same day in the calendar library.
    #[must_use]
    pub const fn civil(self) -> civil::Weekday {
        match self {
            Self::Monday => civil::Weekday::Monday,
            Self::Tuesday => civil::Weekday::Tuesday,
            Self::Wednesday => civil::Weekday::Wednesday,
            Self::Thursday => civil::Weekday::Thursday,
            Self::Friday => civil::Weekday::Friday,
            Self::Saturday => civil::Weekday::Saturday,
            Self::Sunday => civil::Weekday::Sunday,
        }
    }
}
