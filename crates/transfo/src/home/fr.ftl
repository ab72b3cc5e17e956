### Les pages « À faire », le protocole, les règles, les courriers.

home-tab-site = Vue d’ensemble
home-tab-rules = Règles
home-tab-protocol = Protocole
home-tab-what-if = Et si…
home-tab-waivers = Dérogations
home-tab-mails = Courriers
home-tab-journal = Journal
home-tab-instance-mails = Courriers

home-public-title = Transfo, le laboratoire qui s’apprend en le faisant
home-public-lead = La Transfo accompagne des collectivités, de douze à dix-huit mois, vers leur propre laboratoire d’innovation. Vingt agents volontaires, tirés au sort, travaillent sur des cas réels avec une équipe de résidents. Transfo tient l’appel, le tirage, le calendrier et les engagements, à la vue de ceux qu’ils concernent.
home-public-calls = Appels ouverts
home-public-no-call = Aucun appel n’est ouvert en ce moment
home-public-no-call-hint = Les appels à volontaires apparaissent ici le jour de leur ouverture. Demandez à votre collectivité si elle participe.
home-public-closes = Ouvert jusqu’au { $day }
home-public-how = Comment cela se passe
home-public-how-apply = Un agent répond à l’appel de sa collectivité, sans compte. Sa hiérarchie ne le sait que lorsqu’il le décide.
home-public-how-draw = Vingt personnes sont tirées au sort, dans le respect des quotas annoncés. Chacun peut rejouer le tirage et le vérifier.
home-public-how-time = Une lettre de mission dit combien de jours sont promis ; le compte de temps dit combien ont été donnés.

home-todo-lead = { $count ->
    [one] Une chose vous attend.
   *[other] { $count } choses vous attendent, de la plus urgente à la moins urgente.
}
home-todo-none = Rien ne vous attend
home-todo-none-hint = Ce que l’on vous demandera apparaîtra ici, avec sa date. Vos pages sont ci-dessous ou dans la barre du haut.
home-places = Mes lieux
home-when = Avant le { $day }
home-when-soon = Bientôt : { $day }
home-when-today = Aujourd’hui, { $day }
home-when-late = En retard depuis le { $day }
home-when-none = Sans échéance
home-colon =  :

home-card-endorse = { $count ->
    [one] Un accord de la hiérarchie manque
   *[other] { $count } accords de la hiérarchie manquent
}
home-card-endorse-why = { $place } : sans accord, ces agents ne peuvent pas être tirés au sort.
home-card-endorse-verb = Relancer
home-card-call = Préparer l’appel à volontaires
home-card-call-why = { $place } n’a pas encore d’appel : ses dates et son texte ouvrent la page où les agents se portent volontaires.
home-card-call-verb = Préparer
home-card-quotas = Relire les quotas avant le tirage
home-card-quotas-why = { $place } : les fourchettes se fixent avant que le vivier soit gelé.
home-card-quotas-verb = Relire
home-card-freeze = Geler le vivier
home-card-freeze-why = { $place } : l’appel est clos. L’empreinte du vivier devient publique avant le tirage.
home-card-freeze-verb = Geler
home-card-draw = Tirer au sort
home-card-draw-why = { $place } : le vivier est gelé, le tirage peut avoir lieu.
home-card-draw-verb = Tirer
home-card-letters = { $count ->
    [one] Une lettre de mission attend sa signature
   *[other] { $count } lettres de mission attendent leur signature
}
home-card-letters-why = { $place } : la lettre promet les jours, et ouvre le compte de temps.
home-card-letters-verb = Voir les lettres
home-card-availability-site = { $count ->
    [one] Une personne n’a pas donné ses disponibilités
   *[other] { $count } personnes n’ont pas donné leurs disponibilités
}
home-card-availability-site-why = { $place } : le calendrier se calcule mieux quand chacun a répondu.
home-card-availability-site-verb = Relancer
home-card-sheet = { $count ->
    [one] Une séquence d’un jour commence
   *[other] Une séquence de { $count } jours commence
}
home-card-sheet-why = { $place } : la feuille du jour porte les noms et le code d’émargement.
home-card-sheet-verb = Imprimer la feuille
home-card-attendance = Noter les présences
home-card-attendance-why = { $place } : personne n’est encore noté pour la dernière séquence. Les comptes de temps en dépendent.
home-card-attendance-verb = Noter
home-card-next-run = { $count ->
    [one] Prochaine séquence, d’un jour
   *[other] Prochaine séquence, de { $count } jours
}
home-card-next-run-why = { $place } : dates, salle et personnes attendues.
home-card-next-run-verb = Préparer
home-card-my-run = { $count ->
    [one] Votre prochaine séquence dure un jour
   *[other] Votre prochaine séquence dure { $count } jours
}
home-card-my-run-why = { $place } vous attend. Prévenez votre équipe dès maintenant.
home-card-my-run-verb = Voir les dates
home-card-moment = { $count ->
    [one] Une journée de travail a lieu bientôt
   *[other] { $count } journées de travail ont lieu bientôt
}
home-card-moment-why = { $place } : c’est un bon moment pour passer voir l’équipe.
home-card-moment-verb = Voir les dates
home-card-convention = La convention reste à signer
home-card-convention-why = { $place } : aucune séquence ne commence sans elle.
home-card-convention-verb = Voir où en est le site
home-card-see-site = Où en est le site
home-card-see-site-why = { $place } : ce qui tient, ce qui est à surveiller et qui peut agir.
home-card-see-site-verb = Voir
home-card-rules = { $count ->
    [one] Une règle n’est pas tenue
   *[other] { $count } règles ne sont pas tenues
}
home-card-rules-why = { $place } : depuis quand, pour quelle raison, et qui peut agir.
home-card-rules-verb = Regarder
home-card-publish-draw = Le résultat du tirage attend d’être publié
home-card-publish-draw-why = { $place } : les personnes tirées ne le savent pas encore.
home-card-publish-draw-verb = Publier
home-card-rules-season = { $count ->
    [one] Une règle n’est pas tenue
   *[other] { $count } règles ne sont pas tenues
}
home-card-rules-season-why = { $place } : dans quelles collectivités, depuis quand, et qui peut agir.
home-card-rules-season-verb = Regarder
home-card-plan = Un calendrier attend d’être publié
home-card-plan-why = { $place } : tant qu’il est un brouillon, personne ne le voit.
home-card-plan-verb = Relire et publier
home-card-mails = { $count ->
    [one] Un courriel est prêt
   *[other] { $count } courriels sont prêts
}
home-card-mails-why = { $place } : ils partiront quand vous les aurez relus.
home-card-mails-verb = Relire
home-card-mails-season = { $count ->
    [one] Un courriel est prêt
   *[other] { $count } courriels sont prêts
}
home-card-mails-season-why = { $place } : ils partiront quand quelqu’un les aura relus.
home-card-mails-season-verb = Voir
home-card-first-site = Ajouter la première collectivité
home-card-first-site-why = { $place } est ouverte, et vide pour l’instant.
home-card-first-site-verb = Ajouter
home-card-my-letter = Signer votre lettre de mission
home-card-my-letter-why = { $place } : elle dit combien de jours vous sont promis.
home-card-my-letter-verb = Lire et signer
home-card-my-availability = Dire quand vous ne pouvez pas
home-card-my-availability-why = Le lien personnel est dans le courriel reçu. Une page suffit : vos absences déjà connues, demi-journée par demi-journée.
home-card-my-availability-verb = Voir les dates
home-card-my-account = Votre compte de temps
home-card-my-account-why = { $about ->
    [0] { $place } : { $count } jours promis, aucun pris pour l’instant.
    [one] { $place } : { $count } jours promis, une demi-journée prise.
   *[other] { $place } : { $count } jours promis, { $about } demi-journées prises.
}
home-card-my-account-verb = Voir
home-card-agreement = { $count ->
    [one] Un agent demande votre accord
   *[other] { $count } agents demandent votre accord
}
home-card-agreement-why = { $place } : l’accord porte sur le temps à libérer, pas sur la personne. Le courriel reçu contient le lien pour répondre.
home-card-agreement-verb = Lire la demande
home-card-season = Où en est la saison
home-card-season-why = { $place } : les collectivités et leurs étapes.
home-card-season-verb = Voir
home-card-failing = { $count ->
    [one] Un courriel ne part pas
   *[other] { $count } courriels ne partent pas
}
home-card-failing-why = Le serveur de messagerie les a refusés ; ils seront essayés à nouveau.
home-card-failing-verb = Voir pourquoi
home-card-set-up = Ouvrir une première saison
home-card-set-up-why = Le service est prêt. Une saison rassemble des collectivités, une équipe et un protocole.
home-card-set-up-verb = Ouvrir

home-family-frame = Le cadre
home-family-people = Les personnes
home-family-time = Le temps
home-family-practice = Les cas et les méthodes
home-family-season = La saison
home-family-lab = Le laboratoire
home-status-met = Tenue
home-status-track = En bonne voie
home-status-risk = À surveiller
home-status-broken = Non tenue
home-status-na = Sans objet
home-status-waived = Dérogation
home-feature-directorate = direction
home-feature-policy-field = champ
home-feature-category = catégorie
home-feature-site = site
home-feature-seniority = ancienneté
home-feature-gender = genre
home-feature-team = équipe

home-since = Depuis le { $day }.
home-who = Peut agir : { $who }
home-next = À faire : { $todo }.
home-for-rule =  : { $rule }
home-waived-by = Dérogation de { $author } jusqu’au { $day } : { $reason }
home-of = sur { $count }
home-site-calm = Aucune règle ne demande d’agir aujourd’hui.
home-site-alerts = { $count ->
    [one] Une règle demande attention.
   *[other] { $count } règles demandent attention.
}
home-stat-ambassadors = ambassadeurs
home-stat-planned = jours de session planifiés
home-stat-held = jours tenus
home-stat-next = prochaine séquence
home-what-if-verb = Essayer « et si… »
home-waivers-verb = Dérogations
home-no-alert = Tout ce qui se compte est tenu
home-no-alert-hint = Les règles qui n’ont rien à compter pour l’instant sont ci-dessous.
home-well = Ce qui va bien, et ce qui n’est pas encore mesuré
home-well-more = Montrer ces règles
home-held-back = Les règles comptées sur les candidatures et les comptes de temps ne sont montrées qu’à l’équipe et à la coordination.
home-act-fiche = Ouvrir la fiche
home-act-team = Voir l’équipe
home-act-cohort = Voir la cohorte
home-act-calendar = Ouvrir le calendrier
home-act-time = Voir les comptes

home-rules-title = Règles par collectivité
home-rules-lead = Chaque case mène à ce qui a été compté, depuis quand, et à qui peut agir. Les règles informent ; elles n’empêchent rien.
home-rules-caption = Règles du protocole par collectivité
home-rule = Règle
home-print = Imprimer
home-filter = Ne montrer que les règles
home-filter-verb = Filtrer
home-every-status = Toutes
home-filter-none = Aucune règle dans cet état
home-filter-none-hint = Choisissez « Toutes » pour revoir le tableau entier.
home-no-site = Aucune collectivité accompagnée
home-no-site-hint = Une collectivité entre dans ce tableau quand elle est engagée.
home-see-sites = Voir les collectivités
home-not-yet = { $count ->
    [one] Une autre collectivité n’est pas encore engagée : ses règles ne se comptent pas.
   *[other] { $count } autres collectivités ne sont pas encore engagées : leurs règles ne se comptent pas.
}
home-too-few = Trop peu

home-version = version { $version }
home-protocol-lead = Les règles que la saison suit, et d’où elles viennent.
home-protocol-changed = { $count ->
    [0] Aucun paramètre n’a été changé.
    [one] Un paramètre a été changé.
   *[other] { $count } paramètres ont été changés.
}
home-misfits = Ces changements ne vont pas avec ce protocole et ne sont pas appliqués
home-changed = Changé
home-changed-by = Par { $author }, le { $day }.
home-shipped-value = Le protocole dit : { $value }.
home-change-verb = Changer
home-source = obligation { $source }
home-source-house = d’expérience
home-hard-stop = loi ou consentement, sans dérogation possible
home-waivers-season = Dérogations de la saison
home-parameter-title = Changer un paramètre
home-value = Nouvelle valeur
home-value-hint = Un nombre entier, une fraction (2/3) ou une liste (3, 6, 12).
home-value-fault = Cette valeur ne va pas : donnez un nombre, une fraction ou une liste de la même forme, qui laisse un parcours possible.
home-value-same = C’est déjà la valeur de cette saison.
home-reason = Raison
home-reason-hint = Elle est montrée avec le changement. Exemple : avenant n° 1 du 4 janvier
home-reason-missing = Donnez la raison : elle est montrée à tous ceux que la règle concerne.
home-change-see = Voir ce que cela change
home-change-confirm = Changer ce paramètre pour toute la saison
home-change-nothing = Aucun constat ne change aujourd’hui.
home-change-count = { $count ->
    [one] Un constat change.
   *[other] { $count } constats changent.
}
home-change-caption = Constats avant et après le changement
home-change-sure = Changer le paramètre
home-change-keep = Garder la valeur actuelle
home-restore = Revenir à la valeur du protocole ({ $value })
home-site = Collectivité
home-before = Aujourd’hui
home-after = Ensuite
home-param-warn = Alerte
home-param-least = Au moins
home-param-most = Au plus
home-param-people = Nombre
home-param-days = Jours
home-param-share = Part
home-param-tolerance = Tolérance
home-param-values = Valeurs
home-param-months = Échéances
home-unit-authorities = { $value } collectivités
home-unit-people = { $value } personnes
home-unit-days = { $value } jours
home-unit-working-days = { $value } jours ouvrés
home-unit-weeks = { $value } semaines
home-unit-months = { $value } mois
home-unit-runs = { $value } séquences
home-unit-items = { $value }
home-unit-per-year = { $value } par an
home-unit-percent = { $value } %
home-unit-points = { $value } points
home-unit-share = { $value }

home-waivers-lead = Une dérogation met une règle de côté pour un temps, avec une raison et un nom. Elle se voit partout où la règle se voit.
home-waivers-none = Aucune dérogation
home-waivers-none-hint = Toutes les règles comptent. Une règle à surveiller peut être mise de côté, pour une raison et jusqu’à une date.
home-waiver-holds = En cours
home-waiver-over = Terminée
home-waiver-season = pour toute la saison
home-waiver-end = Y mettre fin
home-waiver-new = Mettre une règle de côté
home-waiver-new-hint = La convention, la thématique et le consentement ne peuvent pas l’être.
home-waiver-verb = Accorder la dérogation
home-waiver-hard-stop = Cette règle est de loi ou de consentement : personne ne peut y déroger.
home-waiver-rule = Choisissez une règle de la liste.
home-until = Jusqu’au
home-until-hint = Dernier jour où la règle est mise de côté. Exemple : 30/06/2028
home-until-missing = Indiquez le dernier jour.
home-until-past = Le dernier jour est déjà passé.

home-what-if-lead = Ce qui changerait, avant de décider. La question n’est ni enregistrée ni envoyée.
home-what-if-person = Si une personne part
home-what-if-weeks = Si ces jours sont perdus
home-what-if-resident = Si un résident part
home-what-if-authority = Si une collectivité s’ajoute
home-what-if-authority-hint = Une collectivité de plus dans la saison.
home-what-if-who = Qui
home-what-if-from = Premier jour perdu
home-what-if-to = Dernier jour perdu
home-what-if-see = Voir ce qui change
home-what-if-leaves = Si { $name } part aujourd’hui
home-what-if-lost = Si les jours { $span } sont perdus
home-what-if-added = Si une collectivité s’ajoute à la saison
home-what-if-count = { $count ->
    [0] Rien ne change.
    [one] Un constat change.
   *[other] { $count } constats changent.
}
home-what-if-caption = Constats avant et après
home-what-if-dates = Indiquez le premier et le dernier jour.
home-what-if-unknown = Le dernier jour vient après le premier.

home-journal-line = { $act } : { $subject }
home-journal-lead = Ce qui a été fait ici, par qui et quand, pour ceux qui peuvent le savoir.
home-journal-none = Rien n’est encore noté
home-journal-none-hint = Chaque acte laisse ici une ligne, du plus récent au plus ancien.
home-pages = Pages
home-newer = Plus récent
home-older = Plus ancien

home-mails-lead = Ce qui part au nom du site : relu avant l’envoi, puis suivi.
home-mails-none = Aucun courriel
home-mails-none-wait = Aucun courriel n’attend
home-mails-none-hint = Un acte qui prévient des personnes prépare ici ses courriels.
home-mails-send = Envoyer les courriels prêts
home-mails-send-count = { $count ->
    [one] Envoyer un courriel
   *[other] Envoyer { $count } courriels
}
home-mails-effect = { $count ->
    [one] Une personne recevra un message, sans retour possible.
   *[other] { $count } personnes recevront un message, sans retour possible.
}
home-mails-others = { $count ->
    [one] et une autre
   *[other] et { $count } autres
}
home-mails-keep = Ne rien envoyer
home-mails-see = Voir les courriels
home-mails-changed = Le nombre de courriels prêts a changé entre-temps. Relisez-les : rien n’est parti.
home-mails-instance-lead = Combien de courriels partent, et dans quel état. Ni destinataire ni texte ne sont montrés ici.
home-mail-subject = Objet
home-mail-to = À
home-mail-for = Pour
home-mail-state = État
home-mail-when = Préparé ou envoyé
home-mail-count = Nombre
home-mail-newest = Le plus récent
home-mail-text = Texte
home-mail-drop = Ne pas l’envoyer
home-mail-drop-hint = Un courriel abandonné ne part jamais ; il reste dans la liste.
home-mail-prepared = Prêt, à relire
home-mail-waiting = En attente d’envoi
home-mail-sent = Envoyé
home-mail-failing = Refusé, sera réessayé
home-mail-dropped = Abandonné
home-mail-kind-other = Courriel

said-rule-changed = Le paramètre est changé pour la saison.
said-rule-restored = Le paramètre a repris la valeur du protocole.
said-waiver-granted = La dérogation est accordée, et montrée avec la règle.
said-waiver-ended = La dérogation a pris fin : la règle compte à nouveau.
said-mails-released = Les courriels partent.
said-mail-dropped = Le courriel ne partira pas.

act-rule-changed = Paramètre changé
act-rule-restored = Paramètre rendu au protocole
act-waiver-granted = Dérogation accordée
act-waiver-ended = Dérogation terminée
act-mails-released = Courriels envoyés
act-mail-dropped = Courriel abandonné
