//! The seven authorities of season 2: what is public about them, with its source, and the
//! invented structure (directorates, sites) in which their volunteers work.

/// One authority.
pub struct Place {
    pub slug: &'static str,
    /// Beginning of the references of its people.
    pub code: &'static str,
    pub siren: &'static str,
    pub name: &'static str,
    pub kind: &'static str,
    pub theme: &'static str,
    pub stage: &'static str,
    /// First and last day on which a session may take place.
    pub period: (&'static str, &'static str),
    /// First and last day of the call.
    pub call: (&'static str, &'static str),
    pub signed: &'static str,
    pub school_zone: &'static str,
    pub holidays: &'static str,
    pub facts: &'static str,
    pub directorates: [&'static str; 7],
    pub fields: [&'static str; 6],
    pub sites: [&'static str; 5],
    /// Towns from which residents travel.
    pub homes: [&'static str; 3],
    pub volunteers: usize,
}

const CITY_DIRECTORATES: [&str; 7] = [
    "Éducation et enfance",
    "Espace public",
    "Solidarités",
    "Culture et bibliothèques",
    "Relations aux usagers",
    "Ressources humaines",
    "Systèmes d'information",
];
const CITY_FIELDS: [&str; 6] = [
    "Jeunesse",
    "Cadre de vie",
    "Action sociale",
    "Culture",
    "Accueil du public",
    "Fonctions support",
];

/// The authorities, by first month.
pub const PLACES: [Place; 7] = [
    Place {
        slug: "mulhouse",
        code: "MUL",
        siren: "216802249",
        name: "Ville de Mulhouse",
        kind: "commune",
        theme: "Jeunesse",
        stage: "en-cours",
        period: ("2016-06-23", "2017-12-15"),
        call: ("2016-04-18", "2016-05-20"),
        signed: "2016-04-11",
        school_zone: "B",
        holidays: "alsace-moselle",
        facts: "Première session le 23 juin 2016. Cas : carte Max (12-18 ans), mégots, \
                bibliothèques (7), accueil (50 sites). 20 ambassadeurs et 20 relais, 55 sujets \
                proposés, une quinzaine de prototypes, forum d'une cinquantaine de personnes.\n\
                Résidents nommés sur les pages publiques : Desflaches, Milleron, Ollivier ; \
                pilote : Houssin.\n\
                Source : latransfo.la27eregion.fr et www.la27eregion.fr.",
        directorates: CITY_DIRECTORATES,
        fields: CITY_FIELDS,
        sites: [
            "Mairie",
            "Annexe Lefebvre",
            "Centre technique",
            "Bibliothèque centrale",
            "Maison des services",
        ],
        homes: ["Strasbourg", "Lyon", "Mulhouse"],
        volunteers: 60,
    },
    Place {
        slug: "paris",
        code: "PAR",
        siren: "217500016",
        name: "Ville de Paris",
        kind: "commune",
        theme: "Carte citoyenne et cadre de vie",
        stage: "en-cours",
        period: ("2016-11-03", "2018-02-13"),
        call: ("2016-09-05", "2016-10-07"),
        signed: "2016-08-29",
        school_zone: "C",
        holidays: "métropole",
        facts: "De novembre 2016 au 13 février 2018, 15 sessions. Cas : carte citoyenne (104 000 \
                porteurs, 63 000 élèves), éco-gestes (5 maquettes, 2 immeubles), pieds d'arbres, \
                bibliothèques, cours Oasis (600 000 m²). Trois postes au labo, trois écoles \
                pilotes.\n\
                Résidents nommés sur les pages publiques : Defait, Gerber, Wink, Ozanne ; \
                pilotes : Pene, puis Largeau.\n\
                Source : latransfo.la27eregion.fr.",
        directorates: [
            "Affaires scolaires",
            "Espaces verts",
            "Propreté et eau",
            "Affaires culturelles",
            "Démocratie et citoyens",
            "Ressources humaines",
            "Logement et habitat",
        ],
        fields: [
            "Éducation",
            "Nature en ville",
            "Environnement",
            "Culture",
            "Citoyenneté",
            "Fonctions support",
        ],
        sites: [
            "Hôtel de Ville",
            "Site Avenue de France",
            "Mairie d'arrondissement",
            "Ateliers",
            "Bibliothèque",
        ],
        homes: ["Paris", "Montreuil", "Lille"],
        volunteers: 64,
    },
    Place {
        slug: "dunkerque",
        code: "DUN",
        siren: "245900428",
        name: "Communauté urbaine de Dunkerque",
        kind: "epci",
        theme: "Énergie des foyers et vieillissement",
        stage: "en-cours",
        period: ("2017-03-06", "2018-07-06"),
        call: ("2017-01-09", "2017-02-10"),
        signed: "2017-01-05",
        school_zone: "B",
        holidays: "métropole",
        facts: "Début en mars 2017. Cas : Réflex'énergie, vieillissement, Bois des Forts. \
                20 scénarios, quatre expérimentations, un labo « en résidence ».\n\
                Résidents nommés sur les pages publiques : Brochard, Figuerola, Pandelle ; \
                pilote : Joseph.\n\
                Source : latransfo.la27eregion.fr et www.la27eregion.fr.",
        directorates: [
            "Écologie urbaine",
            "Habitat",
            "Mobilités",
            "Cohésion sociale",
            "Ports et littoral",
            "Finances",
            "Communication",
        ],
        fields: [
            "Énergie",
            "Logement",
            "Transport",
            "Vieillissement",
            "Biodiversité",
            "Fonctions support",
        ],
        sites: [
            "Siège communautaire",
            "Halle aux sucres",
            "Pôle technique",
            "Antenne littorale",
            "Maison de l'environnement",
        ],
        homes: ["Lille", "Bruxelles", "Dunkerque"],
        volunteers: 58,
    },
    Place {
        slug: "occitanie",
        code: "OCC",
        siren: "200053791",
        name: "Région Occitanie",
        kind: "région",
        theme: "Espaces partagés et maisons de la Région",
        stage: "en-cours",
        period: ("2017-03-20", "2018-07-20"),
        call: ("2017-01-16", "2017-02-17"),
        signed: "2017-01-10",
        school_zone: "C",
        holidays: "métropole",
        facts: "Première session le 20 mars 2017. Cas : espaces partagés, maisons de la Région \
                (septembre 2017 à janvier 2018). Un trouveur de salles, « Carte Blanche », le \
                N-ème Lieu.\n\
                Résidents nommés sur les pages publiques : Linares et d'autres.\n\
                Source : latransfo.la27eregion.fr.",
        directorates: [
            "Maisons de la Région",
            "Lycées",
            "Transports",
            "Économie et formation",
            "Agriculture",
            "Moyens généraux",
            "Numérique",
        ],
        fields: [
            "Proximité",
            "Éducation",
            "Transport",
            "Emploi",
            "Ruralité",
            "Fonctions support",
        ],
        sites: [
            "Hôtel de Région de Toulouse",
            "Hôtel de Région de Montpellier",
            "Maison de Cahors",
            "Maison de Nîmes",
            "Maison de Foix",
        ],
        homes: ["Toulouse", "Montpellier", "Marseille"],
        volunteers: 62,
    },
    Place {
        slug: "lille",
        code: "LIL",
        siren: "200093201",
        name: "Métropole européenne de Lille",
        kind: "epci",
        theme: "Amelio, sites vacants, recrutement",
        stage: "engagée",
        period: ("2018-03-12", "2019-07-12"),
        call: ("2017-12-15", "2018-01-19"),
        signed: "2017-12-04",
        school_zone: "B",
        holidays: "métropole",
        facts: "Appel à volontaires du 15 décembre 2017 au 19 janvier 2018 ; début en mars 2018. \
                Cas : Amelio, sites vacants (5 000), recrutement. Cinq scénarios dont deux \
                essayés, 350 m², un poste de designer.\n\
                Résidents nommés sur les pages publiques : Jégou, Guillot, Majek ; pilote : \
                Mercier.\n\
                Source : latransfo.la27eregion.fr (presentation-lille).",
        directorates: [
            "Habitat",
            "Économie et emploi",
            "Aménagement",
            "Eau et assainissement",
            "Mobilité",
            "Ressources humaines",
            "Relations aux usagers",
        ],
        fields: [
            "Logement",
            "Emploi",
            "Urbanisme",
            "Eau",
            "Transport",
            "Fonctions support",
        ],
        sites: [
            "Siège",
            "Site du Ballon",
            "Unité territoriale nord",
            "Unité territoriale sud",
            "Usine de l'eau",
        ],
        homes: ["Lille", "Bruxelles", "Paris"],
        volunteers: 62,
    },
    Place {
        slug: "strasbourg",
        code: "STR",
        siren: "246700488",
        name: "Ville et Eurométropole de Strasbourg",
        kind: "epci",
        theme: "Accueil et inscription scolaire",
        stage: "engagée",
        period: ("2018-09-10", "2020-01-31"),
        call: ("2018-06-04", "2018-07-06"),
        signed: "2018-05-28",
        school_zone: "B",
        holidays: "alsace-moselle",
        facts: "Début en septembre 2018. Cas : accueil, inscription scolaire. Quatre projets, \
                exposition le 24 janvier 2019.\n\
                Résidents nommés sur les pages publiques : Ben Hamidi, Diestchy, Dupuy.\n\
                Source : latransfo.la27eregion.fr.",
        directorates: CITY_DIRECTORATES,
        fields: CITY_FIELDS,
        sites: [
            "Centre administratif",
            "Mairie de quartier nord",
            "Mairie de quartier sud",
            "Ateliers municipaux",
            "Médiathèque",
        ],
        homes: ["Strasbourg", "Paris", "Nancy"],
        volunteers: 60,
    },
    Place {
        slug: "metz",
        code: "MET",
        siren: "215704636",
        name: "Ville de Metz",
        kind: "commune",
        theme: "Frescaty",
        stage: "engagée",
        period: ("2018-11-05", "2020-03-06"),
        call: ("2018-09-03", "2018-10-05"),
        signed: "2018-08-27",
        school_zone: "B",
        holidays: "alsace-moselle",
        facts: "Fin 2018 à 2019 (mois déduit des comptes rendus). Cas n° 3 : Frescaty (380 ha). \
                Événement Ker'Metz. Les résidents ne sont pas nommés sur les pages lues.\n\
                Source : latransfo.la27eregion.fr (préparation de la Ker'Metz).",
        directorates: [
            "Urbanisme",
            "Espaces verts",
            "Citoyenneté",
            "Culture",
            "Éducation",
            "Achats et finances",
            "Patrimoine bâti",
        ],
        fields: [
            "Aménagement",
            "Nature en ville",
            "Participation",
            "Culture",
            "Jeunesse",
            "Fonctions support",
        ],
        sites: [
            "Hôtel de ville",
            "Cloître des Récollets",
            "Centre technique",
            "Mairie de quartier",
            "Serres municipales",
        ],
        homes: ["Nancy", "Metz", "Strasbourg"],
        volunteers: 58,
    },
];
