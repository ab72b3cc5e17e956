### Appel, candidatures, tirage, cohorte, lettres de mission.


## Onglets
cohort-tab-call = Appel
cohort-tab-candidacies = Candidatures
cohort-tab-quotas = Quotas
cohort-tab-draw = Tirage
cohort-tab-cohort = Cohorte

## Ce que le tirage équilibre
cohort-feature = Critère
cohort-value = Valeur
cohort-feature-directorate = Direction
cohort-feature-policy-field = Champ de politique publique
cohort-feature-category = Catégorie
cohort-feature-location = Lieu de travail
cohort-feature-seniority = Ancienneté
cohort-feature-gender = Genre
cohort-feature-team = Équipe ou service
cohort-category = Catégorie { $letter }
cohort-gender-woman = Femme
cohort-gender-man = Homme
cohort-gender-other = Autre
cohort-choose = Choisir…
cohort-not-given = Non renseigné
cohort-volunteers = Volontaires
cohort-drawn = Tirés au sort
cohort-substitutes = Suppléants
cohort-low = Minimum
cohort-high = Maximum
cohort-low-flex = Minimum souple
cohort-high-flex = Maximum souple
cohort-ready = Prêts
cohort-theme = Thème

## L’appel public
cohort-call-title = Appel à volontaires, { $site }
cohort-error-title = Erreur : { $title }
cohort-call-head = Devenez ambassadeur ou ambassadrice de la Transfo
cohort-call-lead = Avec une équipe de résidents, vingt agents inventent le laboratoire d’innovation de leur collectivité.
cohort-call-lead-theme = Avec une équipe de résidents, des agents inventent le laboratoire d’innovation de leur collectivité, en travaillant sur : { $theme }.
cohort-call-before = L’appel ouvre le { $day }
cohort-call-before-next = Notez la date : le formulaire sera sur cette page, sans compte à créer.
cohort-call-after = L’appel est fermé depuis le { $day }
cohort-call-after-next = Si vous avez déposé une candidature, votre lien personnel reste valable : il dit où elle en est.
cohort-asked-title = Ce qui est demandé
cohort-asked-days = { $days } jours de travail, par séquences de deux ou trois jours
cohort-asked-months = sur 12 à 18 mois
cohort-asked-letter = Ce temps est du temps de travail : une lettre de mission le promet.
cohort-asked-draw = { $seats } personnes sont tirées au sort parmi les volontaires, pour que le groupe ressemble à la collectivité.
cohort-who-title = Qui voit quoi
cohort-who-team = Votre candidature est vue par l’équipe de la Transfo sur votre site et par la coordination, personne d’autre.
cohort-who-hierarchy = Votre hiérarchie ne l’apprend que lorsque vous le décidez.
cohort-who-record = Le procès-verbal du tirage ne contient aucun nom.
cohort-who-withdraw = Vous pouvez vous retirer à tout moment, sans donner de raison.
cohort-form-title = Ma candidature
cohort-form-until = Candidatures jusqu’au { $day } inclus.
cohort-you = Vous
cohort-name = Nom et prénom
cohort-name-hint = Exemple : Agathe Lorentz
cohort-email = Adresse électronique
cohort-email-hint = Sans adresse, gardez bien le lien donné à la fin. Exemple : prenom.nom@ville.fr
cohort-directorate-hint = Comme dans l’organigramme. Exemple : Petite enfance
cohort-policy-field-hint = Exemple : jeunesse, logement, mobilités
cohort-location-hint = Exemple : hôtel de ville, atelier nord
cohort-seniority-hint = Exemple : 3 à 9 ans
cohort-team-hint = Au plus une personne de chaque équipe est tirée au sort.
cohort-motivation = Ce qui vous donne envie
cohort-motivation-hint = Quelques lignes ; elles ne comptent pas dans le tirage. N’écrivez rien sur votre santé ni sur vos opinions.
cohort-hierarchy = Votre hiérarchie
cohort-hierarchy-hint = Pour être tiré au sort, il faut l’accord de votre responsable. C’est vous qui choisissez le moment de le demander.
cohort-manager-name = Nom de votre responsable
cohort-manager-email = Son adresse électronique
cohort-manager-email-hint = Sans adresse, vous recevrez un lien à lui remettre.
cohort-release-when = Prévenir mon responsable
cohort-release-later = Plus tard, je le ferai depuis mon lien personnel
cohort-release-now = Maintenant, en envoyant ma candidature
cohort-consent = Je suis volontaire pour { $days } jours sur la durée de la Transfo, et j’accepte que ma candidature serve au tirage au sort. Je peux me retirer à tout moment, sans donner de raison.
cohort-form-visible = Visible par l’équipe du site et la coordination de la saison. Votre hiérarchie n’y a pas accès.
cohort-send = Envoyer ma candidature
cohort-call-contact = Une question ? { $contact }
cohort-received-title = Votre candidature est bien arrivée
cohort-received-lead = Votre lien personnel vous attend dans votre messagerie.
cohort-received-mail = Un message vient de partir à l’adresse que vous avez donnée. Il contient le lien qui ouvre votre candidature : gardez-le, il sert à suivre, transmettre ou retirer. Pour protéger chacun, ce lien n’est jamais affiché ici.
cohort-received-hidden = Votre responsable n’est prévenu que si vous l’avez demandé.
cohort-received-lost = Rien reçu dans l’heure ? Demandez un nouveau lien : { $contact }

## Fautes de saisie
cohort-fault-name = Écrivez votre nom et votre prénom
cohort-fault-directorate = Choisissez votre direction
cohort-fault-policy-field = Choisissez votre champ de politique publique
cohort-fault-category = Choisissez votre catégorie
cohort-fault-location = Choisissez votre lieu de travail
cohort-fault-address = L’adresse n’est pas complète. Exemple : prenom.nom@ville.fr
cohort-fault-choice = Choisissez une valeur de la liste
cohort-fault-long = Ce texte est trop long
cohort-fault-consent = Cochez la case pour être candidat ou candidate
cohort-fault-consent-paper = Cochez la case quand le formulaire papier est signé : sans consentement, pas de candidature
cohort-fault-manager = Écrivez le nom de votre responsable, ou choisissez de le prévenir plus tard
cohort-fault-closed = L’appel n’est pas ouvert : rien n’a été enregistré. Écrivez au contact indiqué en bas de page.
cohort-fault-day = Écrivez une date. Exemple : 15/03/2027
cohort-fault-closes-first = L’appel ne peut pas fermer avant d’ouvrir
cohort-fault-answer = Choisissez d’accepter ou de refuser
cohort-fault-frozen = Le vivier est gelé : rien ne peut plus changer, sauf en le dégelant avant le tirage.
cohort-fault-line = La ligne « { $value } » demande un critère et des nombres entiers
cohort-fault-low-above = Le minimum de « { $value } » dépasse son maximum
cohort-fault-flex = La marge de « { $value } » doit élargir l’intervalle, pas le réduire
cohort-fault-twice = « { $value } » figure deux fois pour le même critère
cohort-fault-lows = { $feature } : les minimums font { $sum }, plus que le nombre de places
cohort-fault-highs = { $feature } : les maximums font { $sum }, moins que le nombre de places
cohort-fault-days = Un nombre de jours entre 1 et { $most }

## La page de l’agent
cohort-own-title = Ma candidature
cohort-own-lead-ready = Votre responsable est d’accord : vous pouvez être tiré au sort.
cohort-own-lead-asked = Votre responsable est prévenu et n’a pas encore répondu. Sans son accord, vous ne pouvez pas être tiré au sort.
cohort-own-lead-hidden = Votre candidature est enregistrée et votre hiérarchie l’ignore. Pour être tiré au sort, il faudra l’accord de votre responsable.
cohort-own-lead-refused = Votre responsable n’a pas donné son accord. Parlez-lui : la réponse peut changer jusqu’au gel du vivier.
cohort-own-lead-no-consent = Votre consentement n’est pas enregistré : voyez le pilote de votre site.
cohort-own-lead-withdrawn = Vous avez retiré votre candidature.
cohort-own-result = Le tirage
cohort-own-drawn = Vous êtes tiré au sort : bienvenue dans la cohorte.
cohort-own-left = Vous avez quitté la cohorte.
cohort-own-letter = Ma lettre de mission : { $days } jours
cohort-own-no-letter = Votre lettre de mission est en préparation.
cohort-own-substitute = Vous êtes suppléant ou suppléante, au rang { $rank }. Si une personne part, vous pouvez être appelé à la remplacer.
cohort-own-not-drawn = Vous n’êtes pas tiré au sort cette fois. Merci d’avoir été volontaire : d’autres façons de participer existent, le pilote de votre site les connaît.
cohort-own-link = Mon lien personnel
cohort-own-link-keep = Gardez ce lien : lui seul ouvre cette page. Ne le donnez à personne.
cohort-own-who = Qui voit ma candidature
cohort-own-seen-hidden = Vue par l’équipe du site et la coordination. Votre hiérarchie ne la voit pas.
cohort-own-seen-released = Vue par l’équipe du site, la coordination, les responsables hiérarchiques et la direction.
cohort-own-mine = Ce que j’ai écrit
cohort-own-leave = Me retirer
cohort-own-leave-hint = À tout moment, sans donner de raison.
cohort-own-may-return = L’appel est encore ouvert : vous pouvez revenir sur ce retrait.
cohort-own-return = Reprendre ma candidature
cohort-own-no-return = L’appel est fermé : ce retrait est définitif. Le pilote de votre site reste à votre écoute.
cohort-your-manager = votre responsable
cohort-release-title = Prévenir ma hiérarchie
cohort-release-lead = Votre responsable est invité à donner son accord sur le temps à libérer.
cohort-release-mail = { $who } reçoit un message à l’adresse { $email }, avec votre nom et un lien pour répondre.
cohort-release-paper = { $who } n’a pas d’adresse ici : vous aurez un lien à lui remettre.
cohort-release-seen = Les responsables hiérarchiques et la direction de votre site pourront voir que vous êtes candidat, et où en est l’accord.
cohort-release-lasting = On ne peut pas revenir en arrière : ce qui est su est su.
cohort-release-verb = Prévenir mon responsable
cohort-release-not = Pas maintenant
cohort-withdraw-title = Retirer ma candidature
cohort-withdraw-lead = Aucune raison n’est demandée.
cohort-withdraw-out = Vous ne serez pas tiré au sort ; si vous l’êtes déjà, un suppléant prendra votre place.
cohort-withdraw-back = Tant que l’appel est ouvert, vous pouvez revenir avec le même lien.
cohort-withdraw-verb = Retirer ma candidature
cohort-withdraw-not = Rester candidat
cohort-manager-link-title = Un lien à remettre au responsable
cohort-manager-link-lead = Remettez ce lien à votre responsable : il ouvre la page où donner son accord. S’il a une adresse ici, un nouveau message est aussi parti.
cohort-manager-link-verb = Obtenir un lien à remettre
cohort-handed-once = Ce lien n’est affiché qu’une fois : notez-le ou imprimez cette page.
cohort-back = Revenir
cohort-print = Imprimer
cohort-confirm-what = Ce qui va se passer
cohort-agreement = Accord de la hiérarchie
cohort-agreement-waiting = En attente
cohort-agreement-granted = Donné
cohort-agreement-refused = Refusé
cohort-agreement-not-asked = Pas encore demandé

## La page du responsable
cohort-endorse-title = Accord du responsable
cohort-endorse-head = { $name } demande votre accord
cohort-endorse-lead = Cet accord porte sur { $days } jours de temps de travail à libérer, pas sur la personne.
cohort-endorse-who = Qui
cohort-endorse-what = Quoi
cohort-endorse-when = Quand
cohort-endorse-question = Votre réponse
cohort-endorse-yes = D’accord
cohort-endorse-yes-hint = Les { $days } jours pourront être libérés. Être d’accord ne veut pas dire être tiré au sort.
cohort-endorse-no = Pas d’accord
cohort-endorse-no-hint = L’agent ne sera pas tiré au sort.
cohort-endorse-note = Un mot pour expliquer
cohort-endorse-note-hint = L’agent et l’équipe du site le liront.
cohort-endorse-visible = Votre réponse est vue par l’agent, l’équipe du site, la coordination et la hiérarchie.
cohort-endorse-send = Envoyer ma réponse
cohort-endorse-until = Vous pourrez changer d’avis jusqu’au gel du vivier.
cohort-endorse-closed = Le vivier est gelé : la réponse ne peut plus changer.
cohort-endorse-withdrawn = Cette candidature a été retirée : il n’y a rien à répondre.
cohort-endorse-letter = Une lettre de mission promet { $days } jours

## L’appel, pour le pilote
cohort-call-page = Appel à volontaires
cohort-call-none = L’appel n’est pas encore préparé : donnez ses dates.
cohort-call-stand-before = L’appel ouvrira le { $day }.
cohort-call-stand-open = L’appel est ouvert jusqu’au { $day }.
cohort-call-stand-after = L’appel est fermé depuis le { $day }.
cohort-call-see = Voir la page publique
cohort-call-poster = Imprimer l’affiche
cohort-call-open = Ouvrir l’appel
cohort-opens-on = Premier jour
cohort-closes-on = Dernier jour
cohort-closes-on-hint = On peut encore candidater ce jour-là.
cohort-intro = Mot d’accueil
cohort-intro-hint = En quelques lignes, pourquoi cette Transfo ici.
cohort-contact = Contact
cohort-contact-hint = Une personne, un téléphone, une adresse.
cohort-code-title = Code à scanner
cohort-code-hint = Scannez, ou tapez cette adresse :
cohort-code-label = Code à scanner : { $address }
cohort-poster-title = Affiche de l’appel
cohort-poster-lead = Une page à afficher là où les agents n’ont pas de messagerie.
cohort-poster-sheet = Affiche à imprimer

## Candidatures
cohort-list-lead = { $total ->
    [0] Aucune candidature.
    [one] Une candidature, { $ready } prête pour le tirage.
    *[other] { $total } candidatures, dont { $ready } prêtes pour le tirage.
}
cohort-list-file = Télécharger pour tableur (CSV)
cohort-list-none = Aucune candidature pour l’instant
cohort-list-none-hint = Affichez le code à scanner dans les lieux où les agents n’ont pas de messagerie, ou saisissez les formulaires papier.
cohort-list-no-call = L’appel n’est pas ouvert : commencez par lui donner ses dates.
cohort-list-caption = { $count ->
    [one] Une candidature
    *[other] { $count } candidatures
}
cohort-list-visible = Visible par l’équipe du site et la coordination de la saison
cohort-agent = Agent
cohort-reference = Référence
cohort-received-on = Reçue le
cohort-state = État
cohort-state-ready = Prête
cohort-state-asked = Accord demandé
cohort-state-hidden = Non transmise
cohort-state-refused = Accord refusé
cohort-state-no-consent = Sans consentement
cohort-state-withdrawn = Retirée
cohort-state-meaning-ready = L’agent consent et sa hiérarchie est d’accord : cette candidature entre dans le vivier.
cohort-state-meaning-asked = La hiérarchie est prévenue et n’a pas répondu. Sans accord, pas de tirage.
cohort-state-meaning-hidden = L’agent n’a pas encore prévenu sa hiérarchie : n’en parlez pas à sa place.
cohort-state-meaning-refused = La hiérarchie n’est pas d’accord : cette candidature n’entre pas dans le vivier.
cohort-state-meaning-no-consent = Le consentement de l’agent n’est pas enregistré.
cohort-state-meaning-withdrawn = L’agent s’est retiré ; aucune raison n’est demandée.
cohort-filter = Filtrer
cohort-filter-all = Toutes
cohort-filter-none = Aucune candidature ne répond à ce filtre.
cohort-double = Même adresse pour { $references }
cohort-double-next = C’est sans doute une seule personne : demandez-lui quelle candidature garder, l’autre est à retirer avant le gel.
cohort-source-web = en ligne
cohort-source-paper = formulaire papier
cohort-source-import = fichier de saison
cohort-source = Origine
cohort-consent-on = Consentement de l’agent
cohort-consent-none = Pas enregistré
cohort-consent-paper = L’agent a signé son consentement sur papier
cohort-released-on = Transmise à la hiérarchie
cohort-released-not = Non : la hiérarchie l’ignore
cohort-withdrawn-on = Retirée
cohort-agree-title = Réponse de la hiérarchie
cohort-agree-hint = Elle arrive par le lien du responsable. Notez-la ici si elle est venue sur papier.
cohort-agree-verb = Noter la réponse
cohort-remind-verb = Relancer le responsable
cohort-remind-lead = Si le responsable a une adresse, un nouveau message vient de partir. Sinon, remettez-lui ce lien.
cohort-new-link-title = Nouveau lien personnel
cohort-new-link-hint = Pour un agent qui a perdu le sien. L’ancien reste valable ; le journal garde la trace de cet acte.
cohort-new-link-lead = Remettez ce lien à l’agent, en main propre.
cohort-new-link-verb = Faire un nouveau lien
cohort-profile = Ce que le tirage équilibre
cohort-enter-title = Saisir une candidature papier
cohort-enter-lead = Recopiez le formulaire signé ; vous aurez un lien personnel à remettre à l’agent.
cohort-enter-verb = Enregistrer la candidature
cohort-release-paper-tick = L’agent demande sur le formulaire que sa hiérarchie soit prévenue maintenant
cohort-entered-title = Candidature enregistrée
cohort-entered-lead = Remettez ce lien à l’agent : il lui permet de suivre, transmettre ou retirer sa candidature.

## Quotas
cohort-quotas-title = Quotas
cohort-quotas-lead = { $seats } places, { $ready } volontaires prêts pour le tirage.
cohort-quotas-hold = Les quotas peuvent tenir ensemble
cohort-quotas-hold-next = Au moins un groupe complet existe avec les volontaires prêts aujourd’hui.
cohort-quotas-fail = Les quotas ne peuvent pas tenir ensemble aujourd’hui
cohort-quotas-ways = L’une de ces décisions suffirait, rien n’est changé sans vous :
cohort-quotas-recruit = Ou bien ces candidatures de plus, toutes ensemble, suffiraient :
cohort-quotas-frozen = Le vivier est gelé avec ces quotas
cohort-quotas-frozen-next = Pour les changer, dégelez le vivier depuis la page « Tirage », avant le tirage.
cohort-quotas-none = Aucun quota pour l’instant
cohort-quotas-none-hint = Un quota dit combien de personnes tirées ont une valeur : par exemple 6 à 8 de catégorie A. Ajoutez-en dans le tableau.
cohort-quotas-table = Tableau des quotas
cohort-quotas-inherited = Ces quotas viennent de la saison. En enregistrant, vous en faites ceux de ce site.
cohort-quotas-hint = Effacez une valeur pour retirer sa ligne. La marge souple dit jusqu’où la coordination pourrait aller si rien n’est possible.
cohort-workforce-title = Proposer des quotas à partir des effectifs
cohort-workforce-hint = Un fichier CSV avec les colonnes feature, value, headcount (critère, valeur, effectif). La proposition remplit le tableau ; rien n’est enregistré avant votre relecture.
cohort-workforce-file = Fichier des effectifs
cohort-workforce-verb = Proposer
cohort-workforce-none = Choisissez un fichier CSV.
cohort-workforce-done = Proposition pour { $seats } places : relisez-la, puis enregistrez. Rien n’est changé pour l’instant.
cohort-workforce-no-feature = « { $value } » n’est pas un critère du tirage : ses lignes sont laissées de côté.
cohort-workforce-taken = { $feature } : « { $value } » est compris comme « { $known } », déjà connu ici.
cohort-workforce-fresh = { $feature } : « { $value } » n’est connu d’aucun quota ni d’aucun volontaire.
cohort-workforce-no-figure = { $feature } : des volontaires ont « { $value } », dont le fichier ne dit rien ; la ligne est laissée ouverte.
cohort-quotas-save = Enregistrer les quotas
cohort-line-value = Valeur de la ligne { $n }
cohort-line-feature = Critère de la ligne { $n }
cohort-line-fresh = Pas encore dans les quotas
cohort-chart-title = Le vivier face à ses quotas
cohort-chart-band = Places prévues, du minimum au maximum
cohort-chart-ready = { $ready } volontaires prêts pour { $seats } places.
cohort-chart-frozen = { $count } volontaires dans le vivier gelé.
cohort-chart-inside = Les personnes tirées tiennent dans toutes les fourchettes.
cohort-chart-outside = Au moins une fourchette n’est pas tenue.
cohort-chart-wanted = volontaires, { $low } à { $high } places
cohort-chart-drawn = tirés, { $low } à { $high } attendus

## Tirage
cohort-draw-title = Tirage au sort
cohort-draw-steps = Étapes du tirage
cohort-step-freeze = Geler le vivier
cohort-step-draw = Tirer au sort
cohort-step-result = Résultat
cohort-draw-lead-open = { $count } volontaires sont prêts, { $waiting } ne le sont pas encore.
cohort-draw-lead-frozen = Le vivier est gelé avec { $count } volontaires. Reste à calculer la loterie.
cohort-draw-lead-running = Le calcul de la loterie est en cours.
cohort-draw-lead-drawn = Le tirage est fait.
cohort-draw-read-quotas = Relire les quotas
cohort-draw-see = Voir le résultat
cohort-draw-verb = Tirer au sort
cohort-draw-failed = La loterie n’est pas calculée
cohort-draw-failed-next = Rien n’a été écrit. Dégelez le vivier pour changer quotas ou candidatures, ou recommencez.
cohort-draw-not-frozen = Le vivier n’est pas gelé : gelez-le d’abord.
cohort-draw-already = Le tirage de ce site est déjà fait : il n’y en a qu’un.
cohort-draw-withdrawn = Des volontaires du vivier gelé se sont retirés depuis ({ $names }). Dégelez, puis gelez à nouveau : l’empreinte changera.
cohort-draw-blank-value = Écrivez la valeur publique
cohort-freeze-title = Geler le vivier
cohort-freeze-lead = Le vivier est écrit une fois pour toutes, avant que quiconque puisse connaître la valeur publique.
cohort-freeze-in = { $count ->
    [one] Une personne entre dans le vivier.
    *[other] { $count } personnes entrent dans le vivier.
}
cohort-freeze-left = { $count ->
    [0] Personne ne reste dehors.
    [one] Une personne reste dehors, faute d’accord ou de consentement.
    *[other] { $count } personnes restent dehors, faute d’accord ou de consentement.
}
cohort-freeze-closed = Plus aucune candidature ne pourra être ajoutée ni corrigée ; on pourra toujours se retirer.
cohort-freeze-hash = L’empreinte sera { $hash } : annoncez-la avant le tirage.
cohort-freeze-verb = Geler le vivier
cohort-freeze-not = Garder ouvert
cohort-freeze-faults = Le vivier et les quotas ne s’accordent pas encore.
cohort-freeze-wrong = À corriger avant le gel
cohort-freeze-mend = Compléter les quotas
cohort-thaw-verb = Dégeler le vivier
cohort-pool-title = Le vivier gelé
cohort-pool-when = Gelé le
cohort-pool-who = Volontaires
cohort-pool-hash = Empreinte du vivier (BLAKE3)
cohort-pool-announce = Annoncez cette empreinte avant de connaître la valeur publique : message, affiche ou salle. Elle prouve que le vivier n’a plus changé.
cohort-pool-download = Télécharger le vivier (références, sans nom)
cohort-public-value = Valeur publique
cohort-public-value-visible = Écrite dans le procès-verbal, que chacun peut vérifier.
cohort-how-title = Comment le tirage est fait
cohort-how-1 = Le vivier et les quotas sont gelés et leur empreinte est annoncée.
cohort-how-2 = De ce seul vivier découlent mille groupes numérotés qui respectent tous les quotas ; la chance de chacun est le nombre de groupes où il figure.
cohort-how-3 = La valeur publique, mêlée à l’empreinte, donne un numéro : c’est le groupe tiré.
cohort-how-4 = Le procès-verbal contient tout : n’importe qui peut le vérifier.
cohort-phase-waiting = Le calcul attend son tour
cohort-phase-feasibility = Chercher un groupe qui tient tous les quotas
cohort-phase-chances = Calculer les chances les plus égales
cohort-phase-panels = Former les groupes
cohort-phase-slips = Numéroter les groupes
cohort-job-lost = Connexion perdue : le calcul continue, la page se remettra à jour.
cohort-job-seconds = { $seconds ->
    [one] { $seconds } seconde écoulée
    *[other] { $seconds } secondes écoulées
}
cohort-job-refresh = Actualiser
cohort-job-stop = Arrêter le calcul
cohort-job-stopping = L’arrêt est demandé.

## La loterie et la séance publique
cohort-step-lottery = Calculer la loterie
cohort-step-commit = Publier la loterie
cohort-draw-lead-calculated = La loterie est calculée. Publiez-la avant de connaître la valeur publique.
cohort-draw-lead-published = La loterie est publiée. Reste à tirer, dans la salle, avec la source annoncée.
cohort-draw-not-published = La loterie n’est pas publiée : publiez-la d’abord.
cohort-draw-same-person = Vous avez déjà proposé cette valeur : une autre personne, depuis son propre compte, doit saisir la même.
cohort-draw-other-value = Ce n’est pas la valeur proposée par la première personne. Comparez, puis saisissez la même ; sinon, c’est à la première personne de corriger la sienne.
cohort-draw-two-officers = Deux personnes doivent saisir la valeur publique : ce tirage se fait sur la page de la salle.
cohort-draw-changed = La loterie a changé entre-temps : relisez-la avant de continuer.
cohort-draw-gone-title = Le tirage ne peut pas avoir lieu avec ce vivier
cohort-draw-gone-published = La loterie publiée deviendra nulle, aux yeux de tous ; la nouvelle aura une autre empreinte.
cohort-lottery-title = La loterie
cohort-lottery-verb = Calculer la loterie
cohort-lottery-again = Calculer de nouveau
cohort-lottery-see = Voir la loterie
cohort-lottery-limit = Durée du calcul
cohort-lottery-limit-hint = À la limite, la meilleure loterie trouvée est gardée, avec l’écart qui reste prouvé.
cohort-lottery-no-limit = Jusqu’au bout
cohort-lottery-minutes = { $count ->
    [one] Une minute au plus
    *[other] { $count } minutes au plus
}
cohort-lottery-published = La loterie est publiée : elle ne change plus, sauf en dégelant le vivier.
cohort-lottery-under-way = Quelqu’un vient de lancer ce calcul : il est en cours.
cohort-job-figures = { $panels } groupes trouvés ; chance la plus basse { $minimum } %, au mieux { $bound } %
cohort-lottery-lead = { $panels } groupes numérotés pour { $volunteers } volontaires.
cohort-lottery-is-published = Elle est publiée.
cohort-lottery-is-not-published = Elle n’est pas encore publiée : seules l’équipe et la coordination la voient.
cohort-lottery-lowest = Bulletins de qui en a le moins
cohort-lottery-of = sur { $panels }
cohort-lottery-minimum = Chance la plus basse, avant arrondi
cohort-lottery-panels = Groupes différents trouvés
cohort-lottery-why-title = Pourquoi on ne peut pas faire mieux
cohort-lottery-ratio = { $seats } places au plus pour « { $feature } : { $value } », { $people } volontaires : personne ne peut leur promettre plus de { $percent } %.
cohort-lottery-ratio-seats = { $seats } places pour { $people } volontaires : personne ne peut promettre à chacun plus de { $percent } %.
cohort-lottery-certificate = Aucune loterie ne peut promettre à chacun plus de { $percent } %. La preuve est une somme pondérée des quotas, écrite en nombres entiers dans le texte de la loterie : le programme de vérification la refait, sans celui du tirage.
cohort-lottery-early = La chance la plus basse est de { $minimum } % ; il est prouvé qu’aucune loterie ne peut promettre à chacun plus de { $bound } %. Entre les deux, le calcul n’a pas eu le temps de trancher.
cohort-lottery-early-title = Le calcul a été arrêté avant la fin
cohort-lottery-early-next = Cette loterie est valable et vérifiable, mais peut-être pas la plus juste : calculez de nouveau avec plus de temps avant de publier.
cohort-lottery-leximin = La plus basse chance est aussi haute que possible ; puis, sans y toucher, la deuxième plus basse, et ainsi de suite.
cohort-lottery-never-title = Qui ne peut jamais être tiré
cohort-lottery-never-nobody = Personne : chaque volontaire est dans au moins un groupe possible.
cohort-lottery-never-lead = Ces volontaires ne sont dans aucun groupe qui tient tous les quotas. Changez les quotas avant de publier si ce n’est pas voulu.
cohort-lottery-made = Calculée le
cohort-lottery-hash = Empreinte de la loterie (BLAKE3)
cohort-limit-most = { $count ->
    [0] aucune place pour « { $feature } : { $value } »
    [one] une place au plus pour « { $feature } : { $value } »
    *[other] { $count } places au plus pour « { $feature } : { $value } »
}
cohort-limit-least = { $count ->
    [one] une place réservée à « { $feature } : { $value } »
    *[other] { $count } places réservées à « { $feature } : { $value } »
}
cohort-limit-team = une personne au plus de la même équipe
cohort-limit-whole = les groupes entiers qui tiennent tous les quotas à la fois
cohort-limit-seats = le nombre de places : { $count }
cohort-commit-title = Publier la loterie
cohort-commit-lead = Ce qui est publié maintenant, avant que quiconque connaisse la valeur publique, fait la preuve du tirage.
cohort-commit-verb = Publier la loterie
cohort-commit-source = Source de la valeur publique
cohort-commit-source-hint = Ce que personne ne peut connaître ni choisir d’avance. Exemples : Loto du 14 mars 2028 ; balise drand n° 4 215 000 ; dés jetés dans la salle
cohort-commit-blank-source = Nommez la source, en 500 signes au plus
cohort-commit-officers = Qui saisit la valeur
cohort-commit-officers-one = Une personne
cohort-commit-officers-two = Deux personnes : la première propose, une autre confirme la même valeur
cohort-commit-public = L’empreinte, la source, les effectifs et la répartition des chances deviennent publics, sans compte :
cohort-commit-private = Chaque volontaire lit sa propre chance sur son lien personnel, et celle de personne d’autre.
cohort-commit-stands = La loterie ne change plus : y renoncer la rend nulle, et la page publique le dira.
cohort-commit-hash = Empreinte : { $hash }
cohort-commit-facts = Ce qui est promis
cohort-commit-when = Publiée le
cohort-commit-at-once = Aucune : la loterie et le tirage ont été faits en une fois
cohort-thaw-title = Dégeler le vivier
cohort-thaw-lead = Le vivier se rouvre : candidatures et quotas peuvent de nouveau changer.
cohort-thaw-pool = L’empreinte du vivier devient nulle : { $hash }
cohort-thaw-open = Une loterie calculée et pas encore publiée est oubliée.
cohort-thaw-void = La loterie publiée devient nulle ; la page publique le dit et garde son empreinte : { $hash }
cohort-thaw-again = Il faudra geler, calculer et publier de nouveau, avec une source que personne ne connaît encore.
cohort-thaw-not = Garder gelé
cohort-public-title = Tirage au sort public
cohort-public-see = Voir la page publique
cohort-public-lead = { $seats } places, { $volunteers } volontaires.
cohort-public-is-waiting = La loterie est publiée, le tirage n’a pas encore eu lieu.
cohort-public-is-drawn = Le tirage a eu lieu.
cohort-public-is-void = Cette loterie est nulle.
cohort-public-void = Nulle depuis le { $when }
cohort-public-void-means = Le vivier a été rouvert avant le tirage, par exemple parce qu’une personne s’est retirée. Aucun tirage ne peut plus se faire avec cette empreinte.
cohort-public-promise = Ce qui a été promis avant le tirage
cohort-public-drawn = Le tirage
cohort-public-at-once = La loterie et la valeur publique ont été enregistrées ensemble : ce tirage se vérifie, mais rien ne prouve ici que la loterie était connue avant la valeur.
cohort-public-check = Refaire le calcul du numéro
cohort-public-check-text = Prenez ce texte de quatre lignes, sans saut de ligne à la fin :
cohort-public-check-hash = Les seize premiers caractères de son empreinte BLAKE3 (commande « b3sum ») sont un nombre écrit en hexadécimal :
cohort-public-check-left = Divisé par { $panels }, il reste { $left } : c’est le numéro du groupe tiré.
cohort-public-check-record = Qui détient le procès-verbal complet fait tout vérifier ici :
cohort-public-how-4 = Chaque volontaire vérifie sa propre ligne ; le procès-verbal complet, sans nom, s’ouvre à qui contrôle.
cohort-public-counts = Les volontaires et les places
cohort-public-few = Les effectifs de moins de { $count } personnes ne sont pas montrés, ni ceux qui les feraient retrouver par soustraction.
cohort-public-fewer = non montré
cohort-public-own = Vous êtes volontaire ?
cohort-public-own-how = Votre lien personnel montre votre chance, ce qui la limite, et de quoi retrouver votre ligne scellée dans le texte public.
cohort-public-download = Télécharger le texte public
cohort-public-voids = Loteries nulles
cohort-public-voided = Publiée le { $published }, nulle depuis le { $voided } :
cohort-own-chance = Ma chance
cohort-own-chance-slips = { $slips ->
    [0] Vous n’êtes sur aucun des { $panels } bulletins.
    [one] Vous êtes sur un des { $panels } bulletins.
    *[other] Vous êtes sur { $slips } des { $panels } bulletins.
}
cohort-own-chance-limits = Ce qui la limite : { $limits }.
cohort-own-chance-fair = Aucune loterie ne pouvait faire mieux pour vous sans donner moins à quelqu’un qui a une chance plus basse ou égale.
cohort-own-chance-void = Cette loterie est nulle : le vivier a été rouvert. Une nouvelle loterie vous donnera une nouvelle chance.
cohort-own-chance-check = Vérifier ma ligne du texte public
cohort-own-chance-how = Votre ligne est scellée dans le texte public : c’est l’empreinte BLAKE3 du texte ci-dessous, que vous seul pouvez écrire. Retrouvez le sceau dans le texte public.
cohort-own-chance-seal = Sceau
cohort-call-draw = La loterie de ce tirage est publiée
cohort-call-draw-why = Avant de connaître la valeur qui décide, chacun peut lire ce qui est promis ; après, refaire le calcul.
cohort-own-chance-public = Voir la page publique du tirage
cohort-room-open = Ouvrir l’écran de la salle
cohort-room-again = Revoir l’écran de la salle
cohort-room-kicker = Tirage au sort public
cohort-room-steps = Étapes de la séance
cohort-room-before = Précédent
cohort-room-after = Suivant
cohort-room-keys = Au clavier : flèches, espace ou Entrée.
cohort-room-frozen = Ce qui est gelé
cohort-room-frozen-lead = { $volunteers } volontaires pour { $seats } places
cohort-room-frozen-when = Vivier et quotas gelés le { $when }.
cohort-room-frozen-slips = { $panels } groupes numérotés jusqu’à { $last } : tous tiennent les quotas.
cohort-room-frozen-hash = Empreinte publiée le { $when } :
cohort-room-source = La source annoncée
cohort-room-source-why = Elle a été nommée avant le tirage : personne ne pouvait connaître la valeur, ni la choisir.
cohort-room-value = La valeur publique
cohort-room-value-lead = Le pilote ou la coordination saisit la valeur publique.
cohort-room-value-hint = Telle que la source la donne. Exemple : Loto du 14 mars 2028 : 3 8 21 33 40 / 7
cohort-room-value-verb = Relire avant de tirer
cohort-room-dice = Ou les dés, dans l’ordre
cohort-room-dice-hint = Au moins dix lancers, de 1 à 6. Exemple : 3 1 6 6 2 4 1 5 2 3
cohort-room-dice-wrong = Au moins { $count } chiffres de 1 à 6 : avec moins de lancers, des groupes seraient favorisés
cohort-room-one-of-both = Donnez la valeur ou les dés, pas les deux
cohort-room-paper = Tirer avec du papier
cohort-room-paper-how = Mettez les { $panels } numéros dans une urne. Tirez trois fois, en remettant le bulletin à chaque fois, et écrivez la valeur ainsi : « Bulletins tirés dans la salle : 417, 052, 880 ».
cohort-room-paper-why = Le bulletin tiré à la main ne désigne pas directement le groupe : il devient la valeur publique, que l’empreinte transforme en numéro, et c’est ce qui se vérifie ensuite. Un seul bulletin ne suffirait pas : des groupes seraient favorisés. Un tirage fait sur le papier seul ne pourrait pas être vérifié, et l’application ne l’enregistre pas.
cohort-room-proposed = Valeur proposée : { $value }
cohort-room-proposed-mine = Une autre personne, depuis son propre compte, saisit la même sur cette page. Vous pouvez encore corriger la vôtre.
cohort-room-proposed-other = Si c’est bien celle de la source, saisissez-la de nouveau : le tirage aura lieu.
cohort-take-back-title = Retirer la valeur proposée
cohort-take-back-out = Cette valeur n’attend plus de seconde personne : rien n’est tiré.
cohort-take-back-two = Une première personne propose à nouveau une valeur, et une autre saisit la même.
cohort-take-back-stands = La loterie publiée reste : la liste n’est pas dégelée et l’empreinte ne change pas.
cohort-take-back-journal = Le journal garde que cette valeur a été proposée et qu’elle a été retirée, par qui et quand.
cohort-take-back-verb = Retirer la valeur
cohort-take-back-mine = Retirer ma proposition
cohort-take-back-not = La laisser
cohort-draw-not-yours = Aucune valeur n’attend que vous puissiez retirer.
cohort-room-second-title = La valeur publique attend une seconde personne
cohort-room-second = Une autre personne que celle qui l’a proposée saisit la même valeur.
cohort-room-second-verb = Saisir la valeur
cohort-room-confirm = Relire, puis tirer
cohort-room-confirm-draw = Le numéro et les { $seats } personnes en découlent aussitôt.
cohort-room-confirm-first = La valeur est proposée ; une autre personne devra saisir la même avant que rien ne soit tiré.
cohort-room-confirm-once = On ne peut pas revenir en arrière : un second tirage sera refusé, et la tentative notée au journal.
cohort-room-confirm-public = La valeur et le numéro deviennent publics ; les noms seulement à la publication du résultat.
cohort-room-propose-verb = Proposer cette valeur
cohort-room-correct = Corriger
cohort-room-number = Le numéro tiré
cohort-room-number-of = parmi { $panels } groupes, de 0 à { $last }
cohort-room-number-value = Valeur publique : { $value }
cohort-room-number-how = La valeur, mêlée à l’empreinte publiée, donne ce numéro. Chacun peut refaire le calcul :
cohort-room-panel = Les personnes tirées
cohort-room-panel-lead = Groupe n° { $number } : { $count } personnes, par leur référence
cohort-room-panel-names = Chaque volontaire connaît sa référence. Les noms sont publiés ensuite :
cohort-slips-title = Bulletins à imprimer
cohort-slips-see = Bulletins à imprimer
cohort-slips-lead = Bulletins { $first } à { $last }, à imprimer pour la salle.
cohort-slips-how = Affichez ces listes avant le tirage : une fois le numéro connu, chacun lit sur le papier quel groupe il désigne. Les numéros seuls peuvent aussi servir d’urne.
cohort-slips-why = Ce sont des références, sans nom ; reprenez les feuilles après la séance.
cohort-slips-hash = Loterie { $hash }
cohort-slips-pages = Pages de bulletins
cohort-verify-parts = Ce qui a été refait
cohort-verify-part-form = Le texte est entier, et ses empreintes sont celles de ses propres lignes.
cohort-verify-part-pool = Le vivier : { $volunteers } volontaires, chacun une seule fois, sous des quotas lisibles.
cohort-verify-part-slips = Les { $slips } groupes numérotés tiennent tous les quotas.
cohort-verify-part-chances = Les chances publiées sont celles que donnent les groupes ; la plus basse est de { $minimum } sur { $slips }.
cohort-verify-part-proof = Le certificat : aucune loterie ne peut promettre à chacun plus de { $bound } %.
cohort-verify-part-nash = Le certificat : aucune loterie ne donne un plus grand produit des chances.
cohort-verify-part-early = Le calcul avait été arrêté avant la fin : les chances sont exactes, peut-être pas les plus justes.
cohort-verify-part-number = Le numéro découle de l’empreinte et de la valeur publique.
cohort-verify-part-panel = Les personnes tirées sont celles de ce groupe, et les suppléants ceux que la règle désigne.

## Résultat
cohort-result-title = Résultat du tirage
cohort-result-lead = { $drawn } personnes tirées au sort, { $substitutes } suppléants.
cohort-result-published = Publié le { $day }.
cohort-result-unpublished = Pas encore publié : seules l’équipe et la coordination le voient.
cohort-crowd = { $volunteers } volontaires, { $drawn } tirés au sort, { $substitutes } suppléants
cohort-drawn-people = Les personnes tirées
cohort-substitutes-hint = Dans cet ordre. Si une personne part, le premier qui garde tous les quotas est appelé.
cohort-chances-title = Les chances de chacun
cohort-chances-says = Sur { $panels } groupes numérotés : combien de volontaires avaient combien de groupes.
cohort-chance = { $slips } groupes sur { $panels }
cohort-chance-class = { $slips } à { $last } groupes sur { $panels }
cohort-chances-ends = La chance la plus basse : { $lowest } groupes sur { $panels }, soit { $low } % ; la plus haute : { $highest } groupes, soit { $high } %.
cohort-chances-equal = Tout le monde a la même chance : { $lowest } groupes sur { $panels }, soit { $low } %.
cohort-chances-exact = Les chances proches sont réunies sur une ligne. Les fractions exactes, une à une, sont dans le texte public de la loterie et dans le procès-verbal.
cohort-chance-column = Chance
cohort-chance-people = { $count ->
    [one] personne
    *[other] personnes
}
cohort-proof-title = La preuve
cohort-drawn-on = Tiré le
cohort-panel-number = Groupe tiré
cohort-panel-of = n° { $number } sur { $panels } (à partir de 0)
cohort-record-hash = Empreinte du procès-verbal (BLAKE3)
cohort-record-download = Télécharger le procès-verbal
cohort-publish-title = Publier le résultat
cohort-publish-lead = Les ambassadeurs et la saison apprennent qui est dans la cohorte.
cohort-publish-seen = Les noms des personnes tirées deviennent visibles ; les suppléants restent connus de l’équipe.
cohort-publish-accounts = Chaque personne tirée reçoit un compte avec le rôle d’ambassadeur.
cohort-publish-mails = { $count ->
    [0] Aucun message n’est préparé.
    [one] Un message est préparé ; il partira quand quelqu’un l’aura relu.
    *[other] { $count } messages sont préparés ; ils partiront quand quelqu’un les aura relus.
}
cohort-publish-by-hand = { $count ->
    [0] Tous les candidats ont une adresse.
    [one] Une personne n’a pas d’adresse : prévenez-la de vive voix.
    *[other] { $count } personnes n’ont pas d’adresse : prévenez-les de vive voix.
}
cohort-publish-verb = Publier le résultat
cohort-publish-not = Pas encore

## Cohorte
cohort-cohort-title = La cohorte
cohort-cohort-lead = { $count } personnes pour { $seats } places.
cohort-groups-link = Groupes de travail
cohort-cohort-none = Les ambassadeurs de ce site, une fois le résultat publié.
cohort-cohort-empty = Personne à montrer pour l’instant
cohort-cohort-empty-hint = La cohorte apparaît ici après le tirage au sort et sa publication.
cohort-members = Ambassadeurs
cohort-of = sur { $whole }
cohort-letters-signed = Lettres signées
cohort-since = Depuis
cohort-acts = Actes
cohort-member-withdrawn = S’est retiré
cohort-history = Départs et remplacements
cohort-history-left = { $name } a quitté la cohorte.
cohort-history-replaced = { $name } a quitté la cohorte, { $next } a pris la suite.
cohort-missing = { $count ->
    [one] Il manque une personne
   *[other] Il manque { $count } personnes
}
cohort-missing-next = Appelez les suppléants un par un en notant chaque départ, ou complétez la cohorte par un tirage qui garde les personnes confirmées.
cohort-complete-value-hint = Un nombre que personne ne pouvait connaître avant : résultat d’une loterie annoncée, dés jetés dans la salle. Exemple : Loto du 14 mars 2028 : 3 8 21 33 40 / 7
cohort-complete-verb = Compléter la cohorte
cohort-complete-title = Compléter la cohorte
cohort-complete-lead = { $missing ->
    [one] Une place est libre ; { $staying } personnes sont confirmées et gardent la leur.
   *[other] { $missing } places sont libres ; { $staying } personnes sont confirmées et gardent la leur.
}
cohort-complete-eligible = { $count ->
    [one] Une personne du vivier peut encore être appelée.
   *[other] { $count } personnes du vivier peuvent encore être appelées, suppléants compris.
}
cohort-complete-leaving = Se sont retirées et perdent leur place : { $names }.
cohort-complete-draws = Un groupe qui tient tous les quotas existe : les places libres sont tirées au sort, la plus faible chance étant la plus haute possible.
cohort-complete-hash = Empreinte du vivier de ce tirage, à annoncer avant de connaître la valeur publique : { $hash }
cohort-complete-told = Les personnes tirées sont prévenues si le résultat est publié.
cohort-complete-joins = { $count ->
    [0] Personne ne peut prendre place.
    [one] Aucun groupe ne tient tous les quotas. Une personne prendrait place, avec le plus petit écart possible :
   *[other] Aucun groupe ne tient tous les quotas. { $count } personnes prendraient place, avec le plus petit écart possible :
}
cohort-complete-empty = { $count ->
    [one] Une place resterait libre.
   *[other] { $count } places resteraient libres.
}
cohort-complete-accept = J’accepte cet écart ; entre profils semblables, la valeur publique décide.
cohort-complete-accept-first = Cochez la case pour accepter cet écart, ou ne changez rien.
cohort-complete-back = Ne rien changer
cohort-complete-running = Le tirage de complément est en cours
cohort-complete-failed = La cohorte n’a pas été complétée
cohort-complete-failed-next = Rien n’a changé. Relisez la page, puis recommencez.
cohort-complete-none = Personne ne manque
cohort-complete-none-next = Il n’y a pas de place à compléter.
cohort-complete-not-drawn = Le tirage n’est pas fait : il n’y a pas de cohorte à compléter.
cohort-complete-whole = Personne ne manque : il n’y a pas de place à compléter.
cohort-complete-nobody = Plus personne du vivier ne peut être appelé.
cohort-complete-under-way = Quelqu’un vient de le demander : attendez la fin.
cohort-complete-blank = Donnez la valeur publique.
cohort-complete-changed = La cohorte ou les personnes qui peuvent être appelées ont changé entre-temps : relisez, puis recommencez.
cohort-complete-deviates = Aucun groupe ne tient tous les quotas, et personne n’a accepté d’écart.
cohort-completed-none = Aucun tirage de complément
cohort-completed-none-hint = Quand des personnes partent et que la cohorte est complétée par un tirage, son procès-verbal apparaît ici.
cohort-completed-title = Tirages de complément
cohort-completed-line = { $names } : valeur publique « { $value } ».
cohort-completed-deviates = Sans tirage : aucun groupe ne tenait tous les quotas.
cohort-completed-record = Procès-verbal
cohort-leave-empty = Laisser la place libre et compléter par tirage
cohort-leave-title = { $name } part
cohort-leave-lead = Aucune raison n’est demandée.
cohort-leave-out = { $name } quitte la cohorte aujourd’hui et perd son accès d’ambassadeur.
cohort-leave-next = { $name }, suppléant au rang { $rank }, prend la place.
cohort-leave-keeps = Tous les quotas restent tenus.
cohort-leave-moves = { $count ->
    [one] { $feature }, { $value } : une personne, pour { $low } à { $high } prévues.
   *[other] { $feature }, { $value } : { $count } personnes, pour { $low } à { $high } prévues.
}
cohort-leave-told = { $name } est prévenu si le résultat est publié.
cohort-leave-nobody = Plus aucun suppléant ne peut être appelé : la place reste vide.
cohort-leave-substitute = Cette personne quitte la liste des suppléants ; l’ordre des autres ne change pas.
cohort-leave-verb = Noter le départ
cohort-leave-list = Retirer de la liste
cohort-leave-not = Ne rien changer

## Lettre de mission
cohort-letter-title = Lettre de mission
cohort-letter-of = Lettre de mission de { $name }
cohort-letter-draft = Projet : la lettre n’est pas encore émise.
cohort-letter-unsigned = Elle reste à signer.
cohort-letter-issued-on = Émise le { $day }.
cohort-letter-signed-on = Signée le { $day }.
cohort-letter-to-issue = À émettre
cohort-letter-days = Jours promis
cohort-letter-days-hint = Le protocole en demande 35.
cohort-letter-issue = Émettre la lettre
cohort-letter-again = Émettre à nouveau (à signer de nouveau)
cohort-letter-sign = Noter que la lettre est signée
cohort-letter-object = Objet : lettre de mission d’ambassadeur de la Transfo
cohort-letter-body-1 = { $name }, vous avez été tiré au sort parmi les agents volontaires pour faire partie de la cohorte d’ambassadeurs de la Transfo.
cohort-letter-body-2 = Vous consacrerez à cette mission { $days } jours de votre temps de travail, par séquences de deux ou trois jours consécutifs.
cohort-letter-theme = Le travail portera sur : { $theme }.
cohort-letter-body-3 = Votre charge de travail est adaptée en conséquence, et votre responsable vous libère aux dates du calendrier.
cohort-letter-body-4 = Vous pouvez mettre fin à cette mission à tout moment, sans donner de raison.
cohort-letter-who-agent = L’ambassadeur ou l’ambassadrice
cohort-letter-who-manager = Le ou la responsable
cohort-letter-who-direction = La direction générale

## Vérifier
cohort-verify-title = Vérifier un tirage
cohort-verify-lead = Donnez le procès-verbal d’un tirage : chaque chiffre est recalculé par un programme qui n’a rien en commun avec celui du tirage.
cohort-verify-file = Procès-verbal
cohort-verify-file-hint = Fichier .json, 8 Mo au plus.
cohort-verify-text = Ou collez son texte
cohort-verify-kept = Rien n’est conservé.
cohort-verify-verb = Vérifier
cohort-verify-genuine = Ce procès-verbal est authentique
cohort-verify-genuine-means = L’empreinte, les groupes, les chances, le numéro tiré, les personnes et les suppléants sont ceux que donnent le vivier et la valeur publique. Comparez l’empreinte avec celle qui a été annoncée.
cohort-verify-wrong = Ce procès-verbal n’est pas recevable
cohort-verify-nothing = Donnez un fichier ou collez un texte
cohort-verify-lowest = Chance la plus basse
cohort-verify-commitment = Empreinte de l’engagement

## Après un acte
said-application-received = Votre candidature est enregistrée. Gardez le lien ci-dessous.
said-application-released = Votre responsable est prévenu ; un message vient de partir.
said-application-released-paper = Votre candidature est transmise. Obtenez ci-dessous un lien à remettre à votre responsable.
said-application-too-late = Rien n’a changé : la candidature est retirée, ou l’appel est fermé.
said-application-withdrawn = Votre candidature est retirée.
said-application-back = Votre candidature est reprise.
said-application-corrected = La candidature est corrigée.
said-endorsement-noted = La réponse est enregistrée ; l’agent est prévenu.
said-endorsement-closed = Rien n’a changé : le vivier est gelé, ou la candidature retirée.
said-endorsement-hidden = Rien n’a changé : l’agent n’a pas encore prévenu sa hiérarchie.
said-call-written = L’appel est enregistré.
said-quotas-set = Les quotas sont enregistrés.
said-pool-frozen = Le vivier est gelé. Annoncez son empreinte.
said-pool-thawed = Le vivier est dégelé ; l’ancienne empreinte est nulle.
said-pool-not-frozen = Le vivier n’était pas gelé.
said-pool-already = Le vivier était déjà gelé.
said-pool-changed = Une candidature a changé entre-temps : relisez, puis gelez.
said-pool-drawn = Rien n’a changé : le tirage est fait ou en cours.
said-lottery-asked = Le calcul de la loterie est lancé.
said-lottery-published = La loterie est publiée. Annoncez la page publique et la source.
said-lottery-already = Rien n’a changé : la loterie est publiée, ou n’est pas calculée.
said-draw-taken-back = La valeur proposée est retirée. Rien n’est tiré.
said-draw-kept = Rien n’a changé : aucune valeur n’attend que vous puissiez retirer.
said-draw-proposed = La valeur est proposée. Une autre personne doit saisir la même.
said-result-published = Le résultat est publié. Relisez les messages préparés avant qu’ils partent.
said-result-already = Le résultat était déjà publié.
said-member-left = Le départ est noté.
said-member-gone = Cette personne était déjà partie.
said-member-changed = La liste a changé entre-temps : relisez qui serait appelé.
said-completion-asked = Le tirage de complément est lancé.
said-letter-issued = La lettre est émise.
said-letter-signed = La lettre est signée.
said-letter-not-open = Rien n’a changé : la lettre est déjà signée, ou n’est pas émise.

## Journal
act-call-written = a enregistré l’appel à volontaires
act-application-received = a reçu une candidature
act-application-typed = a saisi une candidature papier
act-application-corrected = a corrigé une candidature
act-application-link = a fait un nouveau lien personnel
act-application-released = a transmis une candidature à la hiérarchie
act-application-reminded = a relancé un responsable
act-application-withdrawn = a noté le retrait d’une candidature
act-application-back = a repris une candidature retirée
act-endorsement-granted = a noté un accord de la hiérarchie
act-endorsement-refused = a noté un refus de la hiérarchie
act-endorsement-open = a rouvert la réponse de la hiérarchie
act-quotas-set = a enregistré les quotas
act-pool-frozen = a gelé le vivier
act-pool-thawed = a dégelé le vivier
act-draw-asked = a lancé le tirage
act-lottery-asked = a lancé le calcul de la loterie
act-lottery-made = a calculé la loterie
act-lottery-published = a publié la loterie
act-lottery-void = a rendu nulle la loterie publiée
act-draw-taken-back = a retiré la valeur publique proposée
act-draw-proposed = a proposé la valeur publique du tirage
act-draw-refused = a tenté un second tirage, refusé
act-draw-made = a tiré au sort la cohorte
act-result-published = a publié le résultat du tirage
act-member-left = a noté un départ de la cohorte
act-completion-asked = a demandé à compléter la cohorte
act-cohort-completed = a complété la cohorte
act-member-joined = a noté une arrivée dans la cohorte
act-member-called = a appelé un suppléant
act-letter-issued = a émis une lettre de mission
act-letter-signed = a noté la signature d’une lettre de mission

## Courriels
mail-application-subject = Votre candidature à la Transfo, { $site }
mail-application-body =
    Bonjour { $name },

    Votre candidature ({ $more }) est enregistrée. Ce lien l’ouvre ; gardez-le, ne le transmettez pas :
    { $link }

    Il permet de suivre votre candidature, de prévenir votre responsable quand vous le décidez, et de vous retirer sans donner de raison.
mail-application = Candidature enregistrée
mail-application-known-subject = Votre candidature à la Transfo, { $site }
mail-application-known-body =
    Bonjour { $name },

    Une candidature vient d’être envoyée avec votre adresse. Vous en aviez déjà une ({ $more }) : c’est elle qui compte, rien n’a été ajouté. Ce lien l’ouvre :
    { $link }

    Si ce n’est pas vous qui venez d’écrire, vous n’avez rien à faire.
mail-application-known = Candidature déjà connue
mail-endorsement-subject = { $more } demande votre accord pour la Transfo
mail-endorsement-body =
    Bonjour { $name },

    { $more } est volontaire pour la Transfo ({ $site }) et vous demande votre accord sur le temps à libérer. Cette page dit de quoi il s’agit et recueille votre réponse :
    { $link }

    Vous pourrez changer d’avis jusqu’au gel du vivier.
mail-endorsement = Demande d’accord
mail-endorsed-subject = Votre responsable est d’accord
mail-endorsed-body =
    Bonjour { $name },

    { $more } a donné son accord : votre candidature à la Transfo ({ $site }) peut être tirée au sort.
mail-endorsed = Accord donné
mail-not-endorsed-subject = Réponse de votre responsable
mail-not-endorsed-body =
    Bonjour { $name },

    { $more } n’a pas donné son accord à votre candidature à la Transfo ({ $site }). La réponse peut changer jusqu’au gel du vivier : parlez-en ensemble, ou avec le pilote de votre site.
mail-not-endorsed = Accord refusé
mail-drawn-subject = Vous êtes tiré au sort : la Transfo, { $site }
mail-drawn-body =
    Bonjour { $name },

    Le tirage au sort est fait : vous faites partie de la cohorte de { $site }. Votre page personnelle, avec votre lettre de mission dès qu’elle est émise :
    { $link }
mail-drawn = Résultat : tiré au sort
mail-substitute-subject = Vous êtes suppléant : la Transfo, { $site }
mail-substitute-body =
    Bonjour { $name },

    Le tirage au sort est fait : vous êtes au rang { $more } de la liste des suppléants de { $site }. Si une personne part, vous pouvez être appelé. Votre page personnelle :
    { $link }
mail-substitute = Résultat : suppléant
mail-not-drawn-subject = Le tirage au sort de la Transfo, { $site }
mail-not-drawn-body =
    Bonjour { $name },

    Le tirage au sort est fait et vous n’en faites pas partie cette fois. Merci d’avoir été volontaire. Votre page personnelle reste ouverte :
    { $link }
mail-not-drawn = Résultat : non tiré
mail-called-subject = Une place s’est libérée : la Transfo, { $site }
mail-called-body =
    Bonjour { $name },

    Une personne a quitté la cohorte de { $site } et vous êtes appelé à la remplacer. Votre page personnelle :
    { $link }

    Si vous ne pouvez pas, retirez-vous depuis cette page : aucune raison n’est demandée.
mail-called = Appel d’un suppléant
