### Disponibilités, plan, présences, agendas.

# Onglets et titres
calendar-tab-season = Calendrier
calendar-tab-site = Calendrier
calendar-tab-availability = Disponibilités
calendar-tab-time = Comptes de temps
calendar-season-title = Le calendrier de la saison
calendar-season-lead = Les séquences de toutes les collectivités, semaine par semaine.
calendar-season-empty = Aucun calendrier n’est encore publié
calendar-season-empty-coordinator = Réunissez d’abord les disponibilités et les fermetures, puis calculez le calendrier : rien n’est montré avant que vous le publiiez.
calendar-season-empty-other = La coordination de la saison le prépare. Il apparaîtra ici dès sa publication.
calendar-chart-title = La saison, semaine par semaine
calendar-chart-desc = { $sites } collectivités, { $runs } séquences. Le tableau qui suit donne chaque date.
calendar-school = Vacances scolaires
calendar-print = Imprimer
calendar-refresh = Actualiser
calendar-optional = (facultatif)
calendar-percent = { $n } %
calendar-seconds = { $n } secondes
calendar-back-list = Revenir à la liste
calendar-back-run = Revenir à la séquence
calendar-back-season = Revenir au calendrier de la saison
calendar-take-back = Retirer
calendar-from = Du
calendar-to = Au
calendar-morning = Matin
calendar-afternoon = Après-midi
calendar-whole-day = Journée
calendar-agent = Agent
calendar-nobody = Personne pour l’instant
calendar-no-room = Salle à préciser
calendar-months = Mois

# Colonnes
calendar-col-site = Collectivité
calendar-col-season = Saison
calendar-col-run = Séquence
calendar-col-dates = Dates
calendar-col-day = Jour
calendar-col-state = État
calendar-col-room = Salle
calendar-col-residents = Résidents
calendar-col-plan = Plan
calendar-col-solved = Calculé
calendar-col-gap = Écart possible
calendar-col-name = Nom
calendar-col-role = Rôle
calendar-col-answer = Réponse
calendar-col-acts = Actions
calendar-col-link = Lien personnel
calendar-col-kind = Nature
calendar-col-effect = Effet
calendar-col-ambassador = Ambassadeur
calendar-col-promised = Promis
calendar-col-taken = Pris
calendar-col-planned = Prévus
calendar-col-owed = Dus
calendar-col-present = Présents possibles
calendar-col-price = Par rapport à aujourd’hui

# Séquences
calendar-run-number = Séquence { $number }
calendar-run-cancelled = Séquence annulée
calendar-state-held = Tenue
calendar-state-planned = Prévue
calendar-state-locked = Verrouillée
calendar-state-cancelled = Annulée
calendar-site-title = Le calendrier
calendar-site-lead = { $runs } séquences, { $days } jours de session.
calendar-site-next = Prochaine séquence : { $when }.
calendar-site-empty = Aucune séquence pour l’instant
calendar-site-empty-why = Le calendrier est calculé pour toute la saison, à partir des disponibilités de chacun. Il apparaîtra ici quand la coordination l’aura publié.
calendar-runs-title = Les séquences
calendar-came = { $count ->
    [0] personne ne s’est signalé
    [one] une personne présente
   *[other] { $count } personnes présentes
  }
calendar-residents-title = Qui accompagne
calendar-residents-legend = Résidents présents à cette séquence
calendar-residents-save = Enregistrer les résidents

# Calcul
calendar-solve-title = Calculer le calendrier
calendar-solve-lead = Le calcul place toutes les séquences de toutes les collectivités et laisse un brouillon. Personne n’est prévenu.
calendar-solve-seconds = Temps de calcul
calendar-solve-seconds-hint = Plus de temps donne souvent un meilleur calendrier.
calendar-solve-button = Calculer le calendrier
calendar-solve-running = Suivre le calcul en cours
calendar-solve-failed = Le dernier calcul n’a pas trouvé de calendrier : voir pourquoi
calendar-job-title = Calcul du calendrier
calendar-job-lead = Vous pouvez quitter cette page : le calcul continue.
calendar-job-lost = Connexion perdue : le calcul continue, la page se remettra à jour.
calendar-job-foot = { $done } s sur { $total } s
calendar-job-figures = Coût { $cost }, au mieux { $bound } : au plus { $gap } % de trop
calendar-job-stop = Arrêter et garder le meilleur calendrier trouvé
calendar-phase-waiting = Le calcul va commencer
calendar-phase-pricing = Étudier chaque collectivité
calendar-phase-building = Placer toutes les séquences
calendar-phase-improving = Améliorer le calendrier
calendar-phase-done = Le calendrier est prêt
calendar-phase-none = Aucun calendrier n’a été trouvé
calendar-no-plan-no-site = Aucune collectivité n’a de dates
calendar-no-plan-no-site-next = Donnez à chaque collectivité son premier jour possible, puis recommencez.
calendar-no-plan-too-short = La période est trop courte
calendar-no-plan-too-short-next = Douze mois doivent séparer la première et la dernière séquence. Allongez la période de : { $sites }.
calendar-no-plan-impossible = Aucun calendrier ne respecte toutes les règles
calendar-no-plan-proved = C’est démontré : les exigences ci-dessous ne peuvent pas tenir ensemble.
calendar-no-plan-unproved = Chaque collectivité a un calendrier possible, mais aucun calendrier commun n’a été trouvé dans le temps donné. Voici ce qui a gêné.
calendar-no-plan-fault = Le calcul s’est interrompu
calendar-no-plan-fault-next = Rien n’a été changé. Recommencez ; si cela se répète, prévenez l’administration du service.
calendar-no-plan-missing = { $site } : { $fit } jours trouvent place sur { $days }.
calendar-clash-title = Ne peuvent pas tenir ensemble
calendar-remedies-title = Il suffirait de renoncer à l’un de ces points
calendar-plans-title = Les derniers plans
calendar-plan-title = Plan { $version }
calendar-plan-draft = Brouillon
calendar-plan-see = Voir le plan
calendar-plan-lead = { $runs } séquences pour { $sites } collectivités, toutes les règles respectées. { $gap ->
    [0] Aucun autre calendrier ne coûterait moins : c’est prouvé.
   *[other] Le meilleur calendrier imaginable coûterait au plus { $gap } % de moins.
 }
calendar-plan-compare = Ce qui change par rapport au calendrier publié
calendar-part-kept = { $count ->
    [one] 1 inchangée
   *[other] { $count } inchangées
 }
calendar-part-moved = { $count ->
    [one] 1 déplacée
   *[other] { $count } déplacées
 }
calendar-part-refitted = { $count ->
    [one] 1 avec une autre salle ou d’autres résidents
   *[other] { $count } avec une autre salle ou d’autres résidents
 }
calendar-part-added = { $count ->
    [one] 1 nouvelle
   *[other] { $count } nouvelles
 }
calendar-part-dropped = { $count ->
    [one] 1 annulée
   *[other] { $count } annulées
 }
calendar-plan-each = Chaque changement : { $site }
calendar-reasons-title = Pourquoi ces dates
calendar-reasons-lead = Pour chaque séquence : combien d’ambassadeur·rices peuvent venir, et ce que coûterait la meilleure autre date, en points du calcul.
calendar-reason-present = { $present } ambassadeur·rices sur { $of } peuvent venir le jour le moins favorable.
calendar-reason-unsure = { $count ->
    [one] Une personne n’a pas répondu ou ne sait pas encore : elle compte comme libre.
   *[other] { $count } n’ont pas répondu ou ne savent pas encore : elles comptent comme libres.
  }
calendar-reason-no-cohort = La cohorte n’est pas encore constituée.
calendar-reason-next = Meilleure autre date : le { $when }, { $price } points de plus ({ $terms }).
calendar-reason-cheaper = Meilleure autre date : le { $when }, { $price } points de moins ({ $terms }).
calendar-reason-only = Aucune autre date n’est possible.
calendar-term-absence = absences
calendar-term-shortfall = assiduité
calendar-term-pace = rythme
calendar-term-trip = déplacements
calendar-term-soft = jours à éviter
calendar-term-resident = accompagnement
calendar-term-room = salle
calendar-term-change = changements
calendar-plan-published-on = Publié { $when }
calendar-publish-title = Publier ce calendrier
calendar-publish-button = Publier le calendrier
calendar-publish-keep = Garder le brouillon
calendar-publish-told = { $count ->
    [0] Personne ne recevra de message.
    [one] Un message sera préparé pour une personne ; vous le relirez avant qu’il parte.
   *[other] Un message sera préparé pour { $count } personnes ; vous les relirez avant qu’ils partent.
  }
calendar-publish-feeds = Les agendas abonnés se mettront à jour ; certains ne le font qu’une fois par jour.
calendar-publish-refused = Le plan n’a pas été publié
calendar-publish-already = Ce plan est déjà le calendrier : quelqu’un vient de le publier.
calendar-publish-outdated = Le calendrier a changé depuis ce calcul : quelqu’un a publié un autre plan ou déplacé une séquence. Calculez à nouveau.

# Versions
calendar-versions-title = Comparer deux versions
calendar-versions-lead = De { $before } à { $after }, dans { $sites ->
    [0] aucune collectivité
    [one] une collectivité
   *[other] { $sites } collectivités
 } : séquences déplacées { $moved }, nouvelles { $added }, annulées { $dropped }.
calendar-versions-one = Plan { $version }, publié { $when }
calendar-versions-number = la version { $number }
calendar-versions-today = aujourd’hui
calendar-versions-now = Le calendrier d’aujourd’hui, avec les changements faits à la main
calendar-versions-before = Version d’avant
calendar-versions-after = Version d’après
calendar-versions-compare = Comparer
calendar-versions-sites = Ce qui change, par collectivité
calendar-versions-empty = Il n’y a pas encore de version à comparer
calendar-versions-empty-why = Chaque publication garde une version, que l’on compare à une autre ou au calendrier d’aujourd’hui.
calendar-col-before = Avant
calendar-col-after = Après
calendar-col-whom = Pour qui
calendar-col-why = Pourquoi
calendar-moves-none = –
calendar-moves-whom = { $count ->
    [0] Cohorte à venir
    [one] 1 ambassadeur
   *[other] { $count } ambassadeurs
 }{ $residents ->
    [0] {""}
   *[other] {" ; "}{ $names }
 }
calendar-moves-refitted = Autre salle ou autres résidents
calendar-moves-room = Pour laisser de la place à une autre séquence ou mieux réunir les personnes

# Un fait nouveau
calendar-news-title = Faire face à un changement
calendar-news-lead = Notez ce qui arrive. Le calcul cherche deux ou trois façons d’y répondre en bougeant le moins d’agendas possible ; rien ne change avant que vous en choisissiez une et la publiiez.
calendar-news-shut = Des jours sans session
calendar-news-shut-lead = Une grève, un confinement, des travaux, un deuil. Au-delà de deux semaines, la pause ne compte pas dans l’écart entre deux séquences.
calendar-news-where = Où
calendar-news-name-hint = Exemple : grève, confinement
calendar-news-moved = Un conseil ou une fermeture change de date
calendar-news-which = Laquelle
calendar-news-from = Nouveau premier jour
calendar-news-to = Nouveau dernier jour
calendar-news-away = Un résident ne peut pas venir
calendar-news-who = Qui
calendar-news-known = Un ambassadeur part, ou le fait est déjà noté
calendar-news-known-lead = Notez d’abord le départ sur la page de la cohorte, ou l’absence dans les disponibilités ; puis cherchez les réponses.
calendar-news-cohort = La cohorte : { $site }
calendar-news-button = Noter et chercher les réponses
calendar-news-known-button = Chercher les réponses
calendar-news-busy = Un calcul est déjà en cours : attendez sa fin ou arrêtez-le, puis recommencez.
calendar-news-unknown = Ce choix n’existe plus : quelqu’un vient de le retirer. Choisissez à nouveau.
calendar-choice-title = Choisir une réponse
calendar-choice-lead = { $count ->
    [one] Une seule réponse a été trouvée : toutes les façons de compter donnent la même.
   *[other] { $count } réponses respectent toutes les règles. Comparez ce qu’elles demandent aux gens, puis publiez-en une.
 }
calendar-choice-caption = Ce que chaque réponse demande
calendar-choice-today = Aujourd’hui
calendar-choice-open = Comparer les réponses
calendar-choice-see = Relire et publier le plan { $version }
calendar-choice-nothing = Rien ne bouge.
calendar-choice-still = Rien ne change pour : { $sites }.
calendar-choice-published = C’est le calendrier publié.
calendar-aim-balanced = Équilibrée
calendar-aim-fewest = Le moins de changements
calendar-aim-best = Le meilleur calendrier
calendar-aim-means-balanced = Les changements d’agenda et la qualité du calendrier comptent comme d’habitude.
calendar-aim-means-fewest = Les agendas passent avant tout : un changement pèse vingt fois plus.
calendar-aim-means-best = La qualité du calendrier passe avant : un changement pèse cinq fois moins.
calendar-measure-runs = Séquences qui bougent
calendar-measure-days = Jours nouveaux dans les agendas
calendar-measure-told = Personnes à prévenir
calendar-measure-absent = Absences d’ambassadeurs, en jours
calendar-measure-journeys = Trajets de résidents
calendar-measure-nights = Nuits de résidents hors de chez eux

# Rien n’est possible
calendar-conflict-none = Rien ne bloque
calendar-conflict-none-why = Le dernier calcul n’a rencontré aucune contradiction entre les exigences.
calendar-conflict-open = Voir ce qui bloque et les issues
calendar-conflict-hole = { $site } : une séquence devrait commencer entre le { $from } et le { $to }
calendar-conflict-first-day = Premier jour
calendar-conflict-forbids = Ce qui l’interdit
calendar-conflict-other = Autres issues
calendar-remedies-lead = Chaque issue a été essayée : avec elle, un calendrier existe. Les moins coûteuses d’abord.
calendar-steps-title = Une issue pour chaque collectivité
calendar-steps-lead = Aucune issue ne suffit pour toutes à la fois. Prenez-en une pour chacune : le calcul reprend après chaque choix.
calendar-waive-title = Lever une exigence
calendar-waive-button = Lever cette exigence
calendar-waive-elsewhere = Ne peut pas être levée ici.
calendar-waive-means = Ce que cela veut dire
calendar-waive-again = Le calcul reprend aussitôt. Rien n’est publié sans vous.
calendar-waive-back = L’exigence pourra être rétablie à tout moment depuis le calendrier de la saison.
calendar-waive-do = Lever l’exigence et recalculer
calendar-waive-keep = Garder l’exigence
calendar-waive-firm = Cette exigence ne peut pas être levée.
calendar-waive-blackout = Des séquences pourront tomber pendant la { $what } ; le calcul les évite encore si possible.
calendar-waive-lock = La séquence verrouillée pourra changer de date ; les personnes concernées seront prévenues à la publication ({ $what }).
calendar-waive-quorum = Certains jours pourront réunir moins de la moitié des ambassadeurs.
calendar-waive-gap-min = Deux séquences pourront se suivre à moins de dix jours.
calendar-waive-gap-max = Plus de huit semaines pourront séparer deux séquences : l’élan peut retomber.
calendar-waive-fewer = Le programme comptera moins de jours de session que promis ({ $what }) : la règle du nombre de jours le dira, et les lettres de mission restent à revoir.
calendar-waive-first = La première séquence pourra commencer plus tard que prévu.
calendar-waive-last = Le programme pourra finir plus tôt ou plus tard que prévu par ses règles.
calendar-waive-notice = Une séquence pourra être placée dans les deux semaines qui viennent : des personnes seront prévenues tard.
calendar-waive-team = Des séquences pourront se tenir avec moins de résidents que prévu.
calendar-waive-rooms = Des séquences pourront être placées sans salle libre : il faudra en trouver une.
calendar-waive-resident-week = Une semaine pourra compter plus de quatre jours de session pour cette personne ({ $what }).
calendar-waive-operator = L’association pourra accompagner plus de séquences à la fois que prévu.
calendar-waived-title = Exigences levées
calendar-waived-lead = Le calcul n’en tient plus compte. Rétablissez-les dès que possible.
calendar-waived-restore = Rétablir
calendar-proof-title = Ce qui est démontré
calendar-proof-best = Aucun calendrier respectant ces règles ne coûte moins que celui-ci : c’est démontré ({ $cost } points).
calendar-proof-gap = Ce calendrier coûte { $cost } points ; il est démontré qu’aucun ne coûte moins de { $bound }. Il reste donc au plus { $gap } % à gagner.
calendar-proof-verify = Chacun peut le refaire, avec le programme indépendant planner-verify (planner-verify transfo-saison.json transfo-preuve.json) ou en Python seul (python3 docs/verify_bound.py transfo-saison.json transfo-preuve.json). Le premier fichier contient les absences, sans nom ni motif : ne le transmettez qu’à qui peut les connaître.
calendar-proof-season = Les données de la saison (JSON)
calendar-proof-certificate = La preuve (JSON)

# Règles
calendar-rule-days = { $site } : le nombre de jours de session
calendar-rule-fewer = { $site } : se contenter des { $what } jours de session qui trouvent place
calendar-rule-calendar = { $site } : des jours ouvrés qui se suivent, hors jours fériés
calendar-rule-lengths = { $site } : des séquences de deux ou trois jours
calendar-rule-notice = { $site } : prévenir les gens à l’avance
calendar-rule-first = { $site } : la date de la première séquence
calendar-rule-last = { $site } : douze à dix-huit mois du premier au dernier jour
calendar-rule-gap-min = { $site } : dix jours au moins entre deux séquences
calendar-rule-gap-max = { $site } : huit semaines au plus entre deux séquences
calendar-rule-blackout = { $site } : fermeture « { $what } »
calendar-rule-quorum = { $site } : la moitié des ambassadeurs présents chaque jour
calendar-rule-lead = { $site } : la présence de { $what }
calendar-rule-rooms = { $site } : une salle libre
calendar-rule-team = { $site } : assez de résidents libres
calendar-rule-milestone = { $site } : l’étape { $what }
calendar-rule-lock = { $site } : la séquence verrouillée du { $what }
calendar-rule-room = La salle { $what }, déjà prise
calendar-rule-resident-overlap = { $what } ne peut pas être à deux endroits
calendar-rule-resident-week = { $what } : quatre jours de session par semaine au plus
calendar-rule-operator = Le nombre de séquences que l’association peut accompagner à la fois
calendar-rule-meeting = La rencontre { $what }

# Déplacer
calendar-move-title = Déplacer une séquence
calendar-move-start = Nouveau premier jour
calendar-move-days = Nombre de jours
calendar-move-hint = Un jour ouvré. Exemple : 12/05/2027
calendar-open-days-show = Voir les jours possibles
calendar-open-days-none = Ne plus les marquer
calendar-open-days = { $run } : { $count ->
    [0] aucun autre jour n’est possible.
    [one] un jour possible est marqué ; le nombre dit combien de points il coûte de plus, ou de moins, que celui d’aujourd’hui.
   *[other] { $count } jours possibles sont marqués ; le nombre dit combien de points chacun coûte de plus, ou de moins, que celui d’aujourd’hui.
  }
calendar-move-check = Vérifier ce jour
calendar-move-unreadable = Ce premier jour ne se lit pas comme une date. Exemple : 12/05/2027.
calendar-move-locked = Elle est verrouillée : déverrouillez-la pour la déplacer.
calendar-move-lead = { $before } devient { $after }.
calendar-move-fit = Salle : { $room }. Résidents : { $residents }.
calendar-move-forbidden = Cette date est impossible
calendar-move-warned = Cette date s’écarte des règles du programme
calendar-move-overrule = Je déplace la séquence malgré cela.
calendar-move-confirm = Déplacer la séquence : { $after }
calendar-move-button = Déplacer la séquence
calendar-move-keep = Laisser la séquence où elle est
calendar-move-other = Choisir une autre date
calendar-offers-title = { $count ->
    [one] Une autre date possible
   *[other] Les meilleures des { $count } autres dates possibles
  }
calendar-offers-none = Aucune autre date ne respecte toutes les règles. Vous pouvez tout de même en vérifier une.
calendar-room-any = Laisser choisir
calendar-price-same = Ni mieux ni moins bien
calendar-price-more = Moins bien : { $points } points de plus
calendar-price-less = Mieux : { $points } points de moins
calendar-lock = Verrouiller ces dates
calendar-unlock = Déverrouiller
calendar-cancel-title = Annuler la séquence
calendar-cancel-keep = Garder la séquence
calendar-cancel-feeds = Elle reste soixante jours dans les agendas abonnés, marquée « annulé ».
calendar-cancel-days = { $days } jours de session seront à replacer.
calendar-change-refused = Rien n’a été changé
calendar-change-meanwhile = Quelqu’un a changé cette séquence entre-temps. Relisez-la avant de recommencer.
calendar-change-settled = Cette séquence ne peut plus être changée ainsi : elle est passée, annulée ou verrouillée.
calendar-change-forbidden = Cette date ou cette équipe est impossible : un jour n’est pas ouvré, ou une salle ou un résident est déjà pris.
calendar-change-warned = Cochez la case pour déplacer la séquence malgré les règles du programme.

# Fermetures
calendar-closures-title = Fermetures
calendar-closures-lead-season = Les jours sans session dans toute la saison.
calendar-closures-lead-site = Les jours sans session, ou à éviter, pour cette collectivité.
calendar-closures-none = Aucune fermeture n’est notée. Pensez aux conseils, aux ponts, aux fermetures annuelles.
calendar-closure-add = Ajouter une fermeture
calendar-closure-name = Ce qui se passe ces jours-là
calendar-closure-name-hint = Exemple : conseil municipal
calendar-closure-refused = La fermeture n’est pas ajoutée
calendar-closure-nameless = Dites en quelques mots ce qui se passe ces jours-là.
calendar-whole-season = Pour toute la saison
calendar-hard = Aucune session ces jours-là
calendar-soft = À éviter si possible
calendar-kind-council = Conseil
calendar-kind-shut = Fermeture
calendar-kind-holidays = Vacances
calendar-kind-bridge = Pont
calendar-kind-event = Événement
calendar-known-title = Jours déjà connus
calendar-public-holidays = Jours fériés
calendar-public-holidays-source = Calculés d’après le code du travail ; aucune session ces jours-là.
calendar-school-source = D’après les calendriers publiés par arrêté ; connus jusqu’au { $until }, inconnus ensuite. À éviter si possible.
calendar-school-unknown = Aucun calendrier publié n’est disponible pour cette zone : notez-les comme fermetures.
calendar-unpublished-title = Des vacances scolaires ne sont pas encore publiées
calendar-unpublished = { $site } : connues jusqu’au { $until }, inconnues du { $from } au { $to }.
calendar-unpublished-zone = { $site } : aucun calendrier publié pour sa zone, donc inconnues du { $from } au { $to }.
calendar-unpublished-next = Ces jours ne sont pas pris pour libres : le calcul compte chacun comme un jour moyen. Notez comme fermetures les vacances que vous connaissez, et calculez à nouveau quand elles seront publiées.
calendar-period-refused = Cette période n’est pas notée
calendar-period-unreadable = Une date ne se lit pas. Exemple : 15/03/2027.
calendar-period-backwards = La période finit avant de commencer : inversez les deux dates.
calendar-period-endless = La période est trop longue : donnez une fin plus proche.
calendar-day-new-year = Jour de l’an
calendar-day-good-friday = Vendredi saint
calendar-day-easter-monday = Lundi de Pâques
calendar-day-labour-day = Fête du travail
calendar-day-victory-1945 = Victoire de 1945
calendar-day-ascension = Ascension
calendar-day-whit-monday = Lundi de Pentecôte
calendar-day-national-day = Fête nationale
calendar-day-assumption = Assomption
calendar-day-all-saints = Toussaint
calendar-day-armistice-1918 = Armistice de 1918
calendar-day-christmas = Noël
calendar-day-saint-stephen = Saint-Étienne
calendar-day-abolition = Abolition de l’esclavage
calendar-day-mid-lent = Mi-carême
calendar-day-schoelcher = Fête de Victor Schœlcher
calendar-break-autumn = Vacances de la Toussaint
calendar-break-christmas = Vacances de Noël
calendar-break-winter = Vacances d’hiver
calendar-break-spring = Vacances de printemps
calendar-break-ascension = Pont de l’Ascension
calendar-break-summer = Vacances d’été

# Disponibilités
calendar-own-title = Quand ne pouvez-vous pas venir ?
calendar-own-lead = { $name }, cochez seulement les moments où vous ne pouvez pas. Tout le reste compte comme possible.
calendar-own-answered = Dernière réponse enregistrée { $when }.
calendar-own-not-yet = Vous n’avez pas encore répondu. Si vous pouvez venir tout le temps, enregistrez simplement un mois sans rien cocher.
calendar-paper-title = Saisie d’une réponse papier
calendar-paper-of = Disponibilités de { $name }
calendar-paper-lead = Ce que vous notez ici vaut réponse de sa part.
calendar-grid-caption = { $month } : « je ne peux pas »
calendar-public-holiday = Jour férié
calendar-covered = Déjà noté dans une période ci-dessous
calendar-reason = Motif
calendar-reason-hint = Visible de vous et de l’équipe de votre site seulement. N’écrivez rien sur votre santé.
calendar-known-until = Je connais mes contraintes jusqu’au
calendar-known-until-hint = Laissez vide si votre réponse vaut pour tout le programme. Après cette date, on vous demandera à nouveau.
calendar-save-month = Enregistrer { $month }
calendar-periods-title = Périodes et jours qui reviennent
calendar-periods-lead = Par exemple trois semaines en août, ou jamais le mercredi.
calendar-which-days = Quels jours
calendar-every-day = Tous les jours
calendar-every = Chaque { $day }
calendar-which-half = Quel moment
calendar-add-period = Ajouter cette période
calendar-asked-lead = Chacun dit par un lien personnel, sans compte, quand il ne peut pas venir. Sans réponse, une personne compte comme libre.
calendar-asked-caption = Qui a répondu
calendar-asked-empty = Personne à interroger pour l’instant
calendar-asked-empty-why = Les agents volontaires et les résidents du site apparaîtront ici.
calendar-stat-answered = ont répondu
calendar-stat-missing = réponses attendues
calendar-stat-of = sur { $total }
calendar-not-answered = Pas encore répondu
calendar-answered-on = Le { $when }
calendar-answered-until = Le { $when }, valable jusqu’au { $until }
calendar-partly = En partie
calendar-stat-partly = ont répondu en partie
calendar-answered-partly = { $answer } ; ne sait pas encore : { $months }
calendar-unknown = Je ne sais pas encore pour { $month }
calendar-unknown-hint = Ce mois compte comme libre, mais l’équipe voit que ce n’est pas sûr. Revenez le dire quand vous saurez.
calendar-unknown-short = à préciser
calendar-busy-title = Reprendre mon agenda
calendar-busy-short = Si vous tenez un agenda électronique, ses demi-journées prises peuvent être notées d’un coup.
calendar-busy-open = Reprendre un agenda
calendar-busy-lead = Seules les demi-journées prises sont retenues : ni les titres, ni les lieux, ni les personnes. Rien n’est gardé avant votre accord.
calendar-busy-give = L’agenda à lire
calendar-busy-again = Lire un autre agenda
calendar-busy-file = Fichier d’agenda (.ics)
calendar-busy-file-hint = Outlook, Google, Zimbra et Thunderbird savent l’exporter. 1 Mo au plus. Une demi-journée compte comme prise à partir d’une heure occupée, entre 8 h et 13 h ou entre 13 h et 19 h.
calendar-busy-address = Ou l’adresse de cet agenda
calendar-busy-address-hint = L’adresse secrète ou publiée que donne votre agenda, en https:// ou webcal://. Elle est lue une fois, maintenant, et n’est pas gardée.
calendar-busy-fetch-address = Ce n’est pas l’adresse d’un agenda : elle commence par https:// ou webcal://.
calendar-busy-fetch-inside = Cette adresse mène à l’intérieur d’un réseau, que ce service n’atteint pas. Exportez l’agenda en fichier, puis choisissez ce fichier.
calendar-busy-fetch-unreachable = Personne ne répond à cette adresse. Vérifiez-la, ou exportez l’agenda en fichier.
calendar-busy-fetch-refused = Cette adresse ne donne aucun agenda : elle n’existe plus, ou demande un mot de passe. Copiez l’adresse secrète ou publiée, ou exportez l’agenda en fichier.
calendar-busy-fetch-too-large = Cet agenda dépasse 1 Mo. Exportez une période plus courte, à partir d’aujourd’hui, et choisissez ce fichier.
calendar-busy-fetch-slow = Cet agenda met plus de dix secondes à venir. Réessayez, ou exportez-le en fichier.
calendar-busy-fetch-often = Vingt agendas ont été lus depuis une heure. Attendez une heure, ou exportez l’agenda en fichier.
calendar-busy-text = Ou le contenu de ce fichier, collé ici
calendar-busy-text-hint = Le texte commence par BEGIN:VCALENDAR.
calendar-busy-look = Lire cet agenda
calendar-busy-back = Revenir à mes disponibilités
calendar-busy-back-other = Revenir à ses disponibilités
calendar-busy-found = { $count ->
    [one] Une demi-journée prise : la garder ?
   *[other] { $count } demi-journées prises : lesquelles garder ?
  }
calendar-busy-all-known = Tout ce que contient cet agenda est déjà noté
calendar-busy-free = Cet agenda n’a rien de pris du { $from } au { $to }
calendar-busy-keep-lead = Décochez les moments où vous pourriez venir quand même. Les jours fériés et ce qui est déjà noté n’y sont pas.
calendar-busy-keep = Noter les moments cochés
calendar-busy-drop = Ne rien noter
calendar-busy-refused = Cet agenda n’a pas pu être lu
calendar-busy-nothing = Choisissez un fichier, tapez une adresse ou collez le contenu d’un agenda.
calendar-busy-too-large = Ce fichier dépasse 1 Mo. Exportez une période plus courte, à partir d’aujourd’hui.
calendar-busy-fault-at = Ligne { $line } : { $why } Rien n’a été noté.
calendar-busy-fault-not-a-calendar = Ce n’est pas un fichier d’agenda : il ne contient aucun calendrier (BEGIN:VCALENDAR … END:VCALENDAR). Exportez l’agenda au format .ics.
calendar-busy-fault-no-colon = ce n’est pas une ligne d’agenda (il y manque le deux-points). Le fichier a sans doute été coupé ou modifié : exportez-le à nouveau.
calendar-busy-fault-unclosed = ce qui commence ici n’est pas terminé, ou se termine sans avoir commencé. Le fichier a sans doute été coupé : exportez-le à nouveau.
calendar-busy-fault-no-start = cet événement n’a pas de date de début.
calendar-busy-fault-bad-moment = cette date, cette heure ou cette durée n’existe pas.
calendar-busy-fault-backwards = cet événement finit avant de commencer.
calendar-busy-fault-bad-rule = cette règle de répétition n’est pas comprise.
calendar-busy-fault-no-zone = ce fuseau horaire n’est ni connu ni décrit dans le fichier.
calendar-busy-fault-too-much = il y a trop à lire. Exportez une période plus courte, à partir d’aujourd’hui.
calendar-remind = { $count ->
    [one] Préparer un message de relance
   *[other] Préparer { $count } messages de relance
  }
calendar-links-make = { $count ->
    [one] Créer un lien à remettre
   *[other] Créer { $count } liens à remettre
  }
calendar-links-effect = Créer un lien ou une relance remplace les liens précédents des mêmes personnes.
calendar-links-title = Liens à remettre
calendar-links-lead = Copiez-les ou imprimez-les maintenant : ils ne seront plus affichés.
calendar-link-make = Créer un lien
calendar-link-remake = Refaire le lien

# Messages
calendar-messages-title = Messages à relire
calendar-messages-waiting = { $count ->
    [0] Aucun message n’attend
    [one] Un message attend d’être relu
   *[other] { $count } messages attendent d’être relus
  }
calendar-messages-read = Relire les messages
calendar-messages-none = Aucun message n’attend
calendar-messages-no-server = Aucun serveur de messagerie n’est réglé : les messages resteront en attente.
calendar-messages-decide = Laisser partir les messages
calendar-messages-effect = { $count ->
    [one] Une personne recevra un message.
   *[other] { $count } personnes recevront un message.
  }
calendar-messages-send = { $count ->
    [one] Envoyer le message
   *[other] Envoyer les { $count } messages
  }
calendar-messages-drop = Ne pas les envoyer
calendar-messages-list = Les messages

# Présences
calendar-presence-title = Feuille de présence
calendar-presence-days = Jours de la séquence
calendar-presence-caption = Qui est là
calendar-presence-save = Enregistrer les présences
calendar-sheet-draft = Cases à enregistrer : { $count }.
calendar-sheet-kept = Cases gardées sur cet appareil : { $count }. L’envoi se fera dès que le réseau revient ; gardez cette page ou rouvrez-la.
calendar-sheet-noted = Présences enregistrées.
calendar-sheet-none = Rien à enregistrer.
calendar-sheet-ended = Votre connexion a pris fin. Ce que vous avez coché reste sur cet appareil : connectez-vous, puis rouvrez cette feuille.
calendar-sheet-refused = Le service a refusé : rechargez la page pour voir pourquoi. Ce que vous avez coché reste sur cet appareil.
calendar-presence-later = Les présences se notent à partir du jour même.
calendar-presence-empty = Aucun ambassadeur pour l’instant
calendar-presence-empty-why = La liste apparaîtra après le tirage au sort.
calendar-presence-not-that-day = Les présences de ce jour ne se notent pas aujourd’hui.
calendar-presence-cancelled = Cette séquence est annulée.
calendar-presence-unknown = Choisissez votre nom dans la liste.
calendar-code-title = Le code à afficher dans la salle
calendar-code-lead = Valable seulement le jour même : { $date }.
calendar-code-label = Code à scanner pour dire que l’on est là
calendar-code-scan = Chacun scanne ce code avec son téléphone et choisit son nom. Aucun compte n’est nécessaire.
calendar-code-open = Ouvrir la page du code
calendar-door-title = Je suis là
calendar-door-who = Qui êtes-vous ?
calendar-door-button = Dire que je suis là
calendar-door-noted = { $name } : présence notée, { $half }
calendar-door-said = { $name } : présence notée.
calendar-door-kept = { $name } : présence gardée sur cet appareil. Elle partira dès que le réseau revient ; vous pouvez fermer la page.
calendar-door-refused = { $name } : présence refusée. Demandez à l’équipe de la noter sur la feuille.
calendar-door-waiting = Présences qui attendent le réseau
calendar-door-next = Rien d’autre à faire. Revenez à la prochaine demi-journée.
calendar-door-ask = Demandez à l’équipe de vous noter sur la feuille.

# Temps
calendar-time-title = Les comptes de temps
calendar-time-lead = Ce que la lettre de mission promet à chacun, ce qui est pris, ce qui est prévu, ce qui reste dû.
calendar-time-chart = Les jours de chacun
calendar-time-csv = Télécharger pour un tableur (CSV)
calendar-time-empty = Aucun compte pour l’instant
calendar-time-empty-why = Les comptes s’ouvrent avec le tirage au sort et les lettres de mission.
calendar-time-nothing-owed = Tous les jours promis sont pris ou prévus.
calendar-time-owed = { $people ->
    [one] Une personne a { $days } jours dus : promis, ni pris ni prévus.
   *[other] { $people } personnes ont ensemble { $days } jours dus : promis, ni pris ni prévus.
  }
calendar-unit-taken = pris
calendar-unit-planned = prévus
calendar-unit-owed = dus
calendar-statement-title = Relevé du mois
calendar-statement-what = Présence
calendar-statement-total = { $halves ->
    [0] { $days } jour
    [1] { $days } jour
    [2] { $days } jour
   *[other] { $days } jours
 }
calendar-statement-empty = Aucune présence ce mois-là
calendar-statement-empty-why = Les demi-journées notées sur les feuilles de présence apparaissent ici.
calendar-month-before = Mois précédent
calendar-month-after = Mois suivant
calendar-col-days = Jours
calendar-load-title = Charge et trajets des résidents
calendar-load-lead = { $journeys } trajets, dont { $meetings } pour des rencontres, { $nights } nuits et { $km } km pour les collectivités en cours. Un trajet est une séquence ou une rencontre, aller et retour ; une nuit sépare deux de ses jours.
calendar-load-chart = Jours de session de chaque résident
calendar-load-table = Charge de chaque résident
calendar-load-empty = Personne n’accompagne encore cette saison
calendar-load-held = Jours tenus
calendar-load-coming = Jours à venir
calendar-load-journeys = Trajets
calendar-load-nights = Nuits
calendar-load-meetings = Dont rencontres
calendar-load-unmeasured = Trajets sans distance connue
calendar-load-week-of = Semaine la plus chargée, à partir du
calendar-load-week-days = Jours de cette semaine
calendar-load-expected = Personne n’a dit qui va à ces rencontres
calendar-load-expected-next = Leurs trajets sont comptés pour les résidents des équipes qui sont libres ces jours-là. Ouvrez la rencontre pour dire qui y va vraiment.
calendar-load-home = Domicile
calendar-load-fullest = Semaine la plus chargée
calendar-load-week = { $days ->
    [one] 1 jour, { $week }
   *[other] { $days } jours, { $week }
 }
calendar-load-heavy = trop chargée
calendar-load-km = Kilomètres
calendar-load-km-value = { $km } km
calendar-load-km-none = { $count ->
    [one] 1 trajet sans distance connue
   *[other] { $count } trajets sans distance connue
 }
calendar-load-km-left = { $count ->
    [one] sans 1 trajet
   *[other] sans { $count } trajets
 }
calendar-load-total = Ensemble
calendar-load-km-how = Comment les kilomètres sont comptés
calendar-load-km-how-lead = Aller et retour à vol d’oiseau, entre le centre de la ville du domicile et celui de la ville où siège la collectivité. La route ou le rail sont plus longs ; dans sa propre ville, c’est 0. Une rencontre compte pour les résidents qui y vont.
calendar-load-km-source = Coordonnées des villes : GeoNames, licence CC BY 4.0.
calendar-load-unknown = Des villes manquent sur la carte
calendar-load-unknown-next = Leurs trajets sont comptés, leurs kilomètres ne le sont pas. Pour un domicile, le nom de la commune suffit ; si plusieurs communes portent ce nom, ajoutez la région : « Saint-Denis (La Réunion) ».
calendar-load-unknown-home = Domicile « { $home } » ({ $who })
calendar-load-no-home = Domicile non indiqué ({ $who })
calendar-load-unknown-site = Collectivité { $site } : sa ville n’est pas connue
calendar-load-seat-unknown = Ville inconnue
calendar-forecast-title = Prévision de présence
calendar-forecast-lead = Ce que chacun pourra tenir d’après les dates publiées et les absences connues. Sans réponse, une personne compte comme libre.
calendar-forecast-finding = { $count ->
    [0] Chacun peut encore atteindre { $percent } % des jours promis.
    [one] Une personne ne pourra pas atteindre { $percent } % des jours promis.
   *[other] { $count } personnes ne pourront pas atteindre { $percent } % des jours promis.
 }
calendar-forecast-possible = À venir et possibles
calendar-forecast-total = Prévision
calendar-forecast-short = Par rapport au minimum
calendar-forecast-lacks = Il manquera { $days } j
calendar-forecast-enough = Atteignable
calendar-own-time-title = Mon temps
calendar-own-time-lead = Les jours que votre lettre de mission vous garantit, et où ils en sont.

# Agendas
calendar-subscribe = S’abonner
calendar-feeds-site-title = S’abonner au calendrier : { $name }
calendar-feeds-site-lead = Une adresse à mettre dans un agenda partagé : les séquences du site, à jour.
calendar-feeds-own-title = Mes agendas
calendar-feeds-own-lead = Une adresse personnelle à mettre dans votre agenda : vos séquences, à jour.
calendar-feeds-none = Aucune adresse n’est ouverte.
calendar-feeds-open = Adresses ouvertes
calendar-feed-make = Créer une adresse
calendar-feed-made = L’adresse est prête
calendar-feed-made-next = Copiez-la maintenant, elle ne sera plus affichée. Dans votre agenda, choisissez « s’abonner par adresse » plutôt qu’importer. Ajoutez ?heures=1 pour des événements avec les heures.
calendar-feed-delay = Les changements peuvent mettre jusqu’à un jour à apparaître dans certains agendas.
calendar-feed-line = Créée par { $name } le { $when }
calendar-feed-own-line = { $edition }, créée le { $when }
calendar-feed-close = Fermer cette adresse
calendar-feed-name = La Transfo, { $name }
calendar-feed-summary = Transfo { $site } : séquence de { $days } jours
calendar-feed-with = Avec { $names }
calendar-feed-cancelled = ANNULÉ –{" "}

# Après un acte
said-plan-published = Le calendrier est publié. Les messages attendent d’être relus.
said-run-moved = La séquence est déplacée. Les messages attendent d’être relus.
said-run-locked = Ces dates sont verrouillées : le prochain calcul les laissera.
said-run-unlocked = Ces dates sont déverrouillées : le prochain calcul pourra les déplacer.
said-run-cancelled = La séquence est annulée. Les messages attendent d’être relus.
said-run-residents = Les résidents de la séquence sont enregistrés.
said-attendance-noted = Les présences sont enregistrées.
said-availability = Votre réponse est enregistrée.
said-closure-added = La fermeture est ajoutée. Le prochain calcul en tiendra compte.
said-closure-removed = La fermeture est retirée.
said-rule-restored = L’exigence est rétablie : le prochain calcul la respectera.
said-messages-sent = Les messages partent.
said-messages-dropped = Les messages ne partiront pas.
said-feed-closed = L’adresse est fermée : elle ne donne plus rien.
act-plan-published = a publié le calendrier
act-run-moved = a déplacé une séquence
act-run-cancelled = a annulé une séquence
act-run-residents = a changé les résidents d’une séquence
act-run-locked = a verrouillé une séquence
act-run-unlocked = a déverrouillé une séquence
act-closure-added = a ajouté une fermeture
act-closure-removed = a retiré une fermeture
act-closure-moved = a changé les dates d’une fermeture
act-rule-waived = a levé une exigence du calendrier
act-rule-restored = a rétabli une exigence du calendrier
act-availability-answered = a noté des disponibilités
act-attendance-noted = a noté les présences
mail-calendar = Calendrier des séquences
mail-calendar-subject = { $edition } : le calendrier change
mail-calendar-dropped = Annulée : { $when }
mail-calendar-moved = Déplacée : { $when } devient { $to }
mail-calendar-refitted = Mêmes dates, autre salle ou autres résidents : { $when }
mail-calendar-added = Nouvelle : { $when }
mail-calendar-released = Vous n’y êtes plus attendu·e : { $when }
mail-calendar-joined = Vous y êtes attendu·e : { $when }
mail-calendar-body =
    Bonjour { $name },

    Le calendrier de vos séquences change.

    { $what }

    Les agendas abonnés se mettent à jour d’eux-mêmes. Le calendrier complet : { $url }
mail-availability = Disponibilités
mail-availability-subject = { $edition } : quand ne pouvez-vous pas venir ?
mail-availability-body =
    Bonjour { $name },

    Pour placer les séquences, dites-nous quand vous ne pouvez pas venir. Ce lien est personnel, sans compte, et reste ouvert :

    { $link }

    Cela prend cinq minutes. Sans réponse, vous comptez comme disponible.

# Rencontres entre collectivités
calendar-meeting = Rencontre
calendar-meetings-title = Rencontres inter-Transfo
calendar-meetings-lead = Les collectivités de la saison se retrouvent. Le calcul place chaque rencontre avec les séquences, sans les gêner.
calendar-meetings-none = Aucune rencontre n’est annoncée
calendar-meetings-none-why = Une rencontre réunit plusieurs collectivités pendant un à trois jours. La coordination de la saison l’annonce ici.
calendar-meeting-held = Tenue
calendar-meeting-open = Sans date : le prochain calcul la placera
calendar-meeting-missed = Sans date, et sa période est passée
calendar-meeting-placed = Prévue
calendar-meeting-fixed = Prévue, date fixée à la main
calendar-meeting-window = { $days ->
    [one] Un jour
   *[other] { $days } jours de suite
 } entre le { $from } et le { $to }
calendar-meeting-on = { $name }, { $when }
calendar-meeting-days = { $days ->
    [one] 1 jour
   *[other] { $days } jours
 }
calendar-escort-title = Résidents qui y vont
calendar-escort-proposal = Une proposition : les résidents des équipes qui participent, quand ils sont libres ces jours-là. Leurs trajets, leurs nuits et leurs kilomètres sont comptés ainsi tant que rien d’autre n’est enregistré.
calendar-escort-said = Leurs trajets, leurs nuits et leurs kilomètres sont comptés dans la charge. Personne n’est prévenu quand cette liste change.
calendar-escort-who = Qui y va ?
calendar-escort-busy = pas libre ces jours-là
calendar-escort-nobody = Personne n’y va
calendar-escort-save = Enregistrer qui y va
calendar-meeting-name = Nom de la rencontre
calendar-meeting-name-hint = Exemple : Inter-Transfo 5
calendar-meeting-length = Durée
calendar-meeting-period = Période possible
calendar-meeting-from = Au plus tôt le
calendar-meeting-to = Terminée au plus tard le
calendar-meeting-host = Collectivité qui accueille
calendar-meeting-place = Lieu précis
calendar-meeting-sites = Collectivités qui participent
calendar-meeting-sites-hint = Celle qui accueille participe toujours. Aucune n’aura de séquence ces jours-là, ni la veille, ni le lendemain.
calendar-meeting-delegation = Personnes attendues par collectivité
calendar-meeting-delegation-hint = Le calcul cherche un jour où chaque collectivité peut en envoyer autant, et jamais moins de la moitié. Vide : six ambassadeur·rices sur dix de la plus petite promotion.
calendar-meeting-delegation-usual = Six ambassadeur·rices sur dix
calendar-meeting-bad-delegation = Donnez un nombre de personnes entre 1 et 999, ou laissez vide.
calendar-meeting-add = Annoncer une rencontre
calendar-meeting-add-lead = Donnez une période : le prochain calcul y choisit le jour qui réunit le plus de monde. Personne n’est prévenu avant qu’une date soit publiée.
calendar-meeting-edit = Modifier la rencontre
calendar-meeting-edit-lead = La date reste la même. Si le nom, le lieu, la durée ou les participants changent, un message sera préparé pour chaque personne concernée ; vous le relirez avant qu’il parte.
calendar-meeting-save = Enregistrer la rencontre
calendar-meeting-keep = Ne rien changer
calendar-meeting-no-sites = Il faut deux collectivités qui ont des dates
calendar-meeting-no-sites-next = Donnez d’abord à deux collectivités au moins leur premier jour possible.
calendar-meeting-date-title = Fixer la date
calendar-meeting-date-lead = Le calcul choisit la date, sauf si vous la fixez ici.
calendar-meeting-date-fixed = La date est fixée à la main : le calcul la laisse.
calendar-meeting-offers = { $count ->
    [one] Une autre date possible
   *[other] { $count } autres dates possibles, celles qui réunissent le plus de monde d’abord
 }
calendar-meeting-offers-none = Aucune autre date de la période ne convient à toutes les collectivités.
calendar-meeting-present = { $present } ambassadeur·rices sur { $of } peuvent venir tous les jours
calendar-meeting-other-day = Un autre premier jour
calendar-meeting-fix = Fixer cette date
calendar-meeting-release = Laisser le calcul choisir la date
calendar-meeting-confirm = Fixer la rencontre { $when } ?
calendar-meeting-stays = Le calcul ne déplacera plus cette rencontre ; il déplacera les séquences si besoin.
calendar-meeting-impossible = La rencontre ne peut pas se tenir { $when }
calendar-meeting-clash = Cette date ne convient plus
calendar-meeting-closed = Jour férié ou fermeture : { $sites }.
calendar-meeting-busy = Une séquence ces jours-là, la veille ou le lendemain : { $sites }.
calendar-meeting-weekend = Ces jours touchent un week-end.
calendar-meeting-late = Ce jour n’est pas à venir.
calendar-meeting-off-title = Annuler la rencontre
calendar-meeting-off-ask = Annuler « { $name } » ?
calendar-meeting-off-days = Le prochain calcul pourra placer des séquences ces jours-là.
calendar-meeting-off-keep = Garder la rencontre
calendar-meeting-nameless = Donnez un nom à la rencontre. Exemple : Inter-Transfo 5.
calendar-meeting-bad-length = Une rencontre dure de un à trois jours.
calendar-meeting-past = La période est passée : donnez une fin à venir.
calendar-meeting-narrow = La période ne contient pas assez de jours ouvrés qui se suivent : élargissez-la.
calendar-meeting-alone = Choisissez au moins deux collectivités.
calendar-meeting-host-away = La collectivité qui accueille doit participer.
calendar-meeting-outside = La date que tout le monde connaît, le { $when }, n’est pas dans cette période. Élargissez la période, ou fixez d’abord une autre date.
calendar-meeting-meanwhile = Quelqu’un vient de modifier cette rencontre. Revenez à sa page, puis recommencez.
calendar-meeting-begun = Cette rencontre a commencé : elle ne change plus.
calendar-part-meetings = { $count ->
    [one] 1 rencontre
   *[other] { $count } rencontres
 }
calendar-measure-meetings = Rencontres qui bougent
calendar-moves-meeting-closed = Jour férié ou fermeture : { $sites }
calendar-moves-meeting-given-up = La rencontre a été mise de côté pour ce calcul
calendar-reason-delegates = { $present } ambassadeur·rices sur { $of } peuvent venir tous les jours.
calendar-reason-same = Meilleure autre date : le { $when }, au même prix.
calendar-term-meeting = délégations
calendar-waive-meeting = La rencontre { $what } n’aura pas de date tant que l’exigence est levée ; si elle en avait une, elle sera annulée à la publication.
calendar-feed-meeting = Transfo : { $name }
said-meeting-announced = La rencontre est annoncée. Le prochain calcul lui cherchera une date.
said-meeting-changed = La rencontre est enregistrée. S’il y a des messages, ils attendent d’être relus.
said-meeting-escorted = C’est noté : la charge des résidents en tient compte.
said-meeting-fixed = La date est fixée. S’il y a des messages, ils attendent d’être relus.
said-meeting-released = Le prochain calcul pourra choisir une autre date.
said-meeting-called-off = La rencontre est annulée. S’il y a des messages, ils attendent d’être relus.
act-meeting-announced = a annoncé une rencontre
act-meeting-changed = a modifié une rencontre
act-meeting-escorted = a dit quels résidents vont à une rencontre
act-meeting-fixed = a fixé la date d’une rencontre
act-meeting-released = a laissé le calcul choisir la date d’une rencontre
act-meeting-called-off = a annulé une rencontre
mail-calendar-meeting-added = { $name }, accueil : { $host } : { $to }
mail-calendar-meeting-moved = Déplacée : { $name }, { $when } devient { $to } (accueil : { $host })
mail-calendar-meeting-dropped = Annulée pour vous : { $name }, { $when }
mail-calendar-meeting-changed = Mêmes dates, précisions nouvelles : { $name }, { $to } (accueil : { $host })
