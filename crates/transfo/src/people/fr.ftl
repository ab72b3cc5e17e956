### Personnes, rôles, connexion.

people-sign-in-title = Se connecter
people-sign-in-lead = Agents, résidents, partenaires : une adresse de courriel suffit.
people-by-mail-title = Recevoir un lien et un code
people-by-mail-verb = Recevoir le courriel
people-by-password-title = Avec un mot de passe
people-sign-in-verb = Se connecter
people-email = Adresse de courriel
people-email-hint = Exemple : prenom.nom@ville.fr
people-email-fault = Il manque une adresse de courriel complète, par exemple prenom.nom@ville.fr.
people-no-email = Sans adresse de courriel
people-name = Prénom et nom
people-name-fault = Indiquez un prénom et un nom.
people-lang = Langue
people-password = Mot de passe
people-old-password = Mot de passe actuel
people-new-password = Nouveau mot de passe
people-password-hint = Douze caractères au moins ; une phrase de quelques mots convient, espaces compris.
people-password-verb = Changer le mot de passe
people-password-short = Il faut au moins douze caractères : une phrase de quelques mots convient.
people-password-long = Ce mot de passe est trop long : 512 caractères au plus.
people-password-common = Ce mot de passe est trop facile à deviner. Prenez par exemple quatre mots sans rapport.
people-password-personal = Le mot de passe contient votre nom ou votre adresse. Choisissez autre chose.
people-wrong = L’adresse, le mot de passe ou le code ne convient pas.
people-wrong-old = Le mot de passe actuel n’est pas celui-là.
people-stale = Ce lien ou ce code n’est plus valable. Demandez-en un nouveau.
people-too-many = Trop d’essais pour cette adresse. Attendez un quart d’heure.
people-too-many-codes = Trop de codes faux depuis hier. Ouvrez plutôt le lien du courriel, ou recommencez demain.
people-address-none = Vous n’avez pas encore d’adresse ici : sans elle, aucun lien de connexion ne peut vous parvenir.
people-address-new = Nouvelle adresse de courriel
people-address-ask = Recevoir un code à cette adresse
people-address-lead = Un code vient de partir vers cette adresse. Recopiez-le ici : elle sera la vôtre.
people-address-verb = Confirmer l’adresse
people-address-taken = Un autre compte a déjà cette adresse : connectez-vous par elle.
people-set-up-already = Ce service est déjà en fonction.
people-code-title = Code reçu par courriel
people-code-lead = Si cette adresse est connue ici, un courriel vient de partir. Ouvrez son lien, ou recopiez son code.
people-code-label = Code à six chiffres
people-code-hint = Exemple : 042 317
people-other-way = Autre façon de se connecter
people-link-title = Connexion par lien
people-link-good = Ce lien vous connecte sur cet appareil. Il ne sert qu’une fois.
people-link-stale = Ce lien a déjà servi ou n’est plus valable.
people-link-verb = Me connecter
people-new-link = Recevoir un nouveau lien
people-second-title = Second facteur
people-second-lead = Ouvrez votre application d’authentification et recopiez le code du moment. Téléphone perdu : utilisez un code de secours.
people-second-label = Code du moment
people-second-hint = Six chiffres, ou un code de secours de la forme abcde-fghjk
people-invitation-title = Votre invitation
people-invitation-good = Vous êtes invité·e sur Transfo. Un bouton suffit pour entrer ; vous pourrez ensuite choisir un mot de passe. Cette invitation vaut quatorze jours.
people-invitation-stale = Cette invitation n’est plus valable, ou votre compte a déjà son propre moyen de connexion.
people-invitation-verb = Entrer
people-set-up-title = Mise en service
people-set-up-lead = Créez le compte de la personne qui administre ce service. Elle pourra ensuite ouvrir une édition et inviter la coordination.
people-set-up-verb = Créer le compte
people-account-title = Mon compte
people-account-lead = Votre nom, votre langue et la sécurité de votre accès.
people-me = Moi
people-roles = Rôles
people-role = Rôle
people-when = Période
people-since = depuis le { $day }
people-until = jusqu’au { $day }
people-enrol-title = Protéger votre compte
people-enrol-lead = Votre rôle donne accès aux données d’autres personnes : il faut un second facteur, un code que donne une application de votre téléphone. Deux minutes suffisent.
people-kept-title = Votre saisie est gardée
people-kept-lead = Votre connexion avait expiré. Connectez-vous de nouveau dans cette page : ce que vous avez saisi vous attend.
people-kept-back = Voici ce que vous aviez saisi. Envoyez-le, ou revenez à la page sans l’envoyer.
people-kept-send = Envoyer ma saisie
people-kept-leave = Revenir sans envoyer
people-factor-title = Second facteur
people-factor-on = Un second facteur protège votre compte.
people-factor-off = Un code de votre téléphone, en plus du mot de passe ou du courriel. Recommandé pour la coordination et l’administration.
people-factor-begin = Ajouter un second facteur
people-factor-remove = Retirer le second facteur
people-factor-lead = Lisez ce dessin avec une application d’authentification, puis recopiez le code qu’elle affiche.
people-factor-picture = QR code du second facteur
people-factor-secret = Sans appareil photo, saisissez cette clé :
people-factor-confirm = Activer
people-recovery-title = Codes de secours
people-recovery-lead = Imprimez ou notez ces codes maintenant : ils ne seront plus affichés. Chacun sert une fois, si vous perdez votre téléphone.
people-recovery-done = C’est noté
people-sessions = Connexions ouvertes
people-session-agent = Appareil
people-session-unknown = Appareil inconnu
people-session-seen = Dernière activité
people-session-end = Fin
people-session-here = Cet appareil
people-session-verb = Fermer
people-sessions-verb = Fermer toutes les autres
people-list-title = Personnes
people-list-lead = Toutes les personnes connues de ce service et ce qu’elles y font.
people-search = Chercher un nom ou une adresse
people-search-verb = Chercher
people-nobody = Personne ne correspond
people-nobody-hint = Essayez une partie du nom ou de l’adresse.
people-pages = Pages de la liste
people-before = Précédentes
people-after = Suivantes
people-new-administrator = Inviter une autre personne à administrer
people-new-administrator-lead = L’administration fait tourner le service ; elle ne donne accès à aucun contenu.
people-invite-verb = Inviter
people-fictional = Personne fictive
people-link-made = Un lien d’invitation est prêt
people-link-once = Remettez-le à la personne : il ne sera plus affiché. Il vaut quatorze jours.
people-no-role = Aucun rôle.
people-end-role = Mettre fin aujourd’hui
people-ended = Terminé
people-way-in = Accès
people-has-credential = Cette personne a son propre moyen de connexion.
people-no-credential = Cette personne n’a pas encore choisi de moyen de connexion.
people-link-make = Faire un nouveau lien d’invitation
people-last-administrator = C’est la dernière personne qui administre ce service : invitez-en une autre d’abord.

said-signed-out = Vous êtes déconnecté·e.
said-set-up = Le service est prêt. Ouvrez maintenant une édition.
said-profile = Votre compte est à jour.
said-address = Votre adresse est à jour.
said-password = Votre mot de passe est changé ; vos autres appareils sont déconnectés.
said-session-ended = La connexion est fermée.
said-sessions-ended = Toutes les autres connexions sont fermées.
said-factor-removed = Le second facteur est retiré.
said-role-ended = Le rôle prend fin aujourd’hui.
said-link-mailed = L’invitation part par courriel.

act-profile = Compte mis à jour
act-address = Adresse de courriel changée
act-session-ended = Connexion fermée
act-factor-begun = Second facteur préparé
act-factor-confirmed = Second facteur activé
act-factor-removed = Second facteur retiré
act-password = Mot de passe changé
act-role-granted = Rôle donné
act-role-ended = Rôle terminé
act-link-made = Lien d’invitation refait

mail-sign-in = Connexion
mail-sign-in-subject = Votre lien de connexion
mail-sign-in-body =
    Bonjour,

    Ouvrez ce lien pour vous connecter :
    { $link }

    Ou recopiez ce code : { $code }

    Le lien et le code valent une heure et ne servent qu’une fois. Si vous n’avez rien demandé, ne faites rien.
mail-invitation = Invitation
mail-invitation-subject = Invitation : { $place }
mail-invitation-body =
    Bonjour { $name },

    Vous êtes invité·e sur Transfo pour { $place }, avec ce rôle : { $role }.

    Ouvrez ce lien pour entrer ; il vaut quatorze jours :
    { $link }
mail-role-body =
    Bonjour { $name },

    Vous avez un nouveau rôle sur Transfo, pour { $place } : { $role }.

    Connectez-vous comme d’habitude :
    { $link }
mail-new-link-body =
    Bonjour { $name },

    L’administration du service vous envoie un nouveau lien pour entrer sur Transfo ; il vaut quatorze jours :
    { $link }
mail-address = Changement d’adresse
mail-address-subject = Votre code de confirmation
mail-address-body =
    Bonjour,

    Ce code confirme votre nouvelle adresse sur Transfo : { $code }

    Il vaut une heure. Si vous n’avez rien demandé, ne faites rien.
mail-address-changed-subject = Votre adresse a changé
mail-address-changed-body =
    Bonjour,

    L’adresse de votre compte Transfo vient de changer : les prochains courriels iront à la nouvelle.

    Si ce n’est pas vous, prévenez tout de suite l’administration du service.
