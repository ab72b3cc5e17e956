### Éditions, collectivités, équipe.

programme-editions-title = Saisons
programme-editions-lead = Chaque saison accompagne plusieurs collectivités vers leur propre laboratoire.
programme-no-edition = Aucune saison pour l’instant
programme-no-edition-hint = Une saison apparaît ici dès que la coordination l’ouvre ou que vous y êtes invité·e.
programme-fictional = Données fictives
programme-open-edition = Ouvrir une saison
programme-edition-name = Nom de la saison
programme-edition-name-hint = Exemple : La Transfo, saison 3
programme-first-day = Premier jour
programme-last-day = Dernier jour
programme-last-day-hint = De douze à dix-huit mois après le premier jour. Exemple : 15/06/2028
programme-open-verb = Ouvrir la saison
programme-edition-name-fault = Donnez un nom à la saison.
programme-edition-dates-fault = Le dernier jour vient après le premier.
programme-edition-taken = Une saison porte déjà ce nom.
programme-date-fault = Cette date n’est pas lisible. Exemple : 15/03/2028
programme-date-missing = Indiquez une date.
programme-date-hint = Exemple : 15/03/2028
programme-tab-edition = Collectivités
programme-accompanied = collectivités accompagnées
programme-seats-total = places d’ambassadeurs
programme-sites = Collectivités de la saison
programme-site = Collectivité
programme-theme = Thème
programme-town = Ville où elle siège
programme-town-hint = Pour compter les kilomètres. Des villes sont proposées ; toute commune convient, avec sa région si plusieurs portent ce nom : « Saint-Denis (La Réunion) »
programme-town-guessed = D’après son nom et son numéro : { $town }. Laissez vide si c’est juste.
programme-town-unknown = La ville « { $town } » n’est pas sur la carte
programme-town-missing = La ville où elle siège n’est pas connue
programme-town-unknown-next = Les trajets vers elle sont comptés, sans leurs kilomètres. Donnez une commune proche, ou vérifiez l’orthographe.
programme-home-missing = Ville non indiquée : kilomètres non comptés
programme-home-unknown = Cette ville n’est pas sur la carte : kilomètres non comptés
programme-home-say = Dire sa ville
programme-home-town = Ville d’où partent ses trajets
programme-theme-hint = Un seul thème, en quelques mots. Exemple : la jeunesse
programme-no-theme = Pas encore de thème
programme-no-theme-lead = Le thème reste à choisir.
programme-stage = Étape
programme-sessions = Sessions
programme-no-dates = Dates à fixer
programme-no-site = Aucune collectivité
programme-no-site-hint = Cherchez-la dans l’annuaire : elle entre comme prospect, et rien ne sera à ressaisir ensuite.
programme-notes = Notes
programme-add-site = Ajouter une collectivité
programme-add-site-lead = Elle entre comme prospect ; ses étapes suivantes se notent sur la même fiche.
programme-directory-search = Chercher dans l’annuaire des collectivités
programme-directory-hint = Un nom, un département ou un SIREN. Exemple : Mulhouse, 68 ou 216802249
programme-found = { $count ->
    [0] Aucune collectivité trouvée
    [one] Une collectivité trouvée
   *[other] { $count } collectivités trouvées
}
programme-found-none = Vérifiez l’orthographe, ou saisissez la collectivité ci-dessous.
programme-found-detail = { $departments } · { $population } habitants
programme-add-verb = Ajouter
programme-type-in = La saisir
programme-name = Nom
programme-name-fixed = Ce nom ferait une adresse que le site utilise déjà. Ajoutez un mot, par exemple « Ville de ».
programme-name-fault = Donnez un nom à la collectivité.
programme-siren = SIREN
programme-siren-hint = Neuf chiffres. Exemple : 216802249
programme-siren-fault = Ce n’est pas un SIREN : neuf chiffres, dont le dernier est une clé de contrôle.
programme-site-taken = Cette collectivité est déjà dans la saison.
programme-kind = Type
programme-site-page = Fiche
programme-what-we-know = Ce que l’on sait
programme-convention = Convention signée le
programme-convention-first = Notez d’abord la date de signature de la convention : aucune séquence ne commence sans elle.
programme-seats = Ambassadeurs à tirer au sort
programme-seats-fault = Indiquez un nombre entre 1 et 200.
programme-substitutes-fault = Indiquez un nombre entre 0 et 200.
programme-choice-fault = Choisissez une réponse de la liste.
programme-capacity-fault = Indiquez un nombre de places, par exemple 25.
programme-substitutes = Suppléants
programme-dates-fault = Le dernier jour vient après le premier.
programme-school-zone = Zone des vacances scolaires
programme-holidays = Jours fériés
programme-facts = Faits publics
programme-new-stage = Nouvelle étape
programme-stage-since = Depuis le
programme-stage-verb = Noter l’étape
programme-rooms = Salles
programme-no-room = Aucune salle pour l’instant.
programme-capacity = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
programme-room = Nom de la salle
programme-room-capacity = Places
programme-room-verb = Ajouter la salle
programme-room-remove = Retirer
programme-room-fault = Donnez un nom à la salle.
programme-room-taken = Une salle porte déjà ce nom.
programme-team = Équipe
programme-team-lead = Résidents, pilote, responsables, direction, élus : chaque rôle a une date de début et de fin.
programme-nobody = Personne pour l’instant
programme-nobody-hint = Invitez d’abord le ou la pilote, puis les résidents.
programme-discipline = Discipline
programme-discipline-hint = Exemple : design de services, sociologie
programme-home = Lieu de vie
programme-experience = Expérience des administrations
programme-invite = Inviter quelqu’un
programme-email-hint = Sans adresse, vous remettrez le lien vous-même.
programme-role-since = Rôle à partir du
programme-role-fault = Choisissez un rôle de la liste.
programme-invited-by-mail = Un courriel part aussi à son adresse.

kind-commune = Commune
kind-epci = Intercommunalité
kind-departement = Département
kind-region = Région
kind-autre = Autre organisme public

stage-prospect = Prospect
stage-talks = En discussion
stage-engaged = Engagée
stage-running = En cours
stage-closed = Close
stage-autonomous = Autonome

said-edition-opened = La saison est ouverte. Ajoutez les collectivités.
said-site-added = La collectivité est dans la saison, comme prospect.
said-home-said = La ville est notée.
said-site-edited = La fiche est à jour.
said-stage-moved = L’étape est notée.
said-room-added = La salle est ajoutée.
said-room-removed = La salle est retirée.
said-room-used = Cette salle accueille une séquence : elle ne peut pas être retirée.

act-edition-opened = Saison ouverte
act-site-added = Collectivité ajoutée
act-home-said = Ville de départ notée
act-site-edited = Fiche mise à jour
act-stage-moved = Étape notée
