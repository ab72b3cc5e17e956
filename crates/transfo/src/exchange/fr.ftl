# Échanges : dossiers, ligne de commande, démonstration
act-season-imported = Saison importée depuis son dossier
exchange-cli-address = Adresse
exchange-cli-data = Données
exchange-cli-setup = Lien de mise en service
exchange-cli-set-up = L’instance a déjà un·e administrateur·rice : le lien de mise en service ne sert plus. Pour une nouvelle personne : transfo admin create.
exchange-cli-closed-account = Ce compte a été fermé ; une invitation ne le rouvre pas.
exchange-cli-no-account = Aucun compte ouvert à l’adresse { $email }.
exchange-cli-password-set = Mot de passe changé ; les sessions ouvertes sont fermées.
exchange-cli-second-factor-gone = Double facteur retiré ; les sessions ouvertes sont fermées.
exchange-cli-faults =
    { $count ->
        [one] Une correction à faire. Rien n’a été importé.
       *[other] { $count } corrections à faire. Rien n’a été importé.
    }
exchange-cli-imported = « { $season } » importée : { $authorities } collectivités, { $team } rôles, { $volunteers } volontaires, { $absences } absences et fermetures.
exchange-cli-exported = Dossier écrit : { $place }
exchange-cli-replace = Pour la remplacer tant qu’aucun vivier n’est gelé et qu’aucun calendrier n’est fait : --replace.
exchange-cli-no-season = Il n’y a aucune saison dans cette instance.
exchange-cli-which-season = Préciser la saison par --season : { $seasons }.
exchange-cli-config-fine = La configuration est utilisable.
exchange-cli-listen-fault = listen : « { $value } » n’est pas une adresse avec un port, comme 127.0.0.1:8727.
exchange-cli-url-fault = url : « { $value } » n’est pas une adresse http:// ou https:// sans barre finale.
exchange-cli-log-fault = log : « { $value } » n’est ni text ni json.
exchange-doctor-folder = On peut écrire dans le dossier des données.
exchange-doctor-zones = Les fuseaux horaires sont là.
exchange-doctor-no-zones = Le fuseau Europe/Paris manque : réinstaller le programme.
exchange-doctor-clock = L’horloge donne une date plausible.
exchange-doctor-no-clock = L’horloge de la machine est fausse : la régler avant de servir.
exchange-doctor-https = Les pages sont servies en https.
exchange-doctor-no-https = L’adresse n’est pas en https : ne servir ainsi que sur sa propre machine.
exchange-doctor-mail = L’envoi de courriels est réglé.
exchange-doctor-no-mail = Aucun envoi de courriels n’est réglé (mail.smtp) : ils attendent dans la boîte d’envoi.
exchange-doctor-no-database = Pas encore de base de données : elle sera créée au premier démarrage.
exchange-doctor-database = La base de données répond et elle est à jour.
exchange-doctor-migrations = La base de données attend une mise à jour : { $names }.
exchange-cli-up-to-date = La base de données est à jour.
exchange-cli-upgrade-waiting = Changements en attente : { $names }. Une copie sera faite avant.
exchange-cli-upgraded = Changements faits : { $names }.
exchange-cli-copies = Les copies faites avant chaque mise à jour sont dans { $place }.
exchange-cli-backup-postgres = PostgreSQL se copie avec ses propres outils (pg_dump).
exchange-cli-backup = Copie faite : { $place }
exchange-import-exists = La saison « { $season } » existe déjà dans cette instance.
exchange-import-history = La saison « { $season } » ne peut pas être remplacée : un vivier y est gelé ou un calendrier y est fait.
exchange-import-fixed = season.toml : le site utilise déjà ces adresses pour ses propres pages ; choisissez un autre slug : { $slugs }.
exchange-import-siren = season.toml : « { $first } » et « { $second } » ont le même SIREN { $siren }. Attendu : une seule fois chaque collectivité.
exchange-demo-ready = La démonstration est prête en { $seconds } s.
exchange-demo-import = Importation de la saison
exchange-demo-draw = Tirage des cohortes
exchange-demo-plan = Calcul du calendrier
exchange-demo-life = La saison suit son cours
exchange-cli-no-pool = Aucun volontaire à tirer dans ce dossier.
exchange-cli-no-value = Donner la valeur publique par --public-value.
exchange-cli-drawn = { $place } : tiré·es { $panel } ; suppléant·es dans l’ordre { $substitutes } ; engagement { $hash }
exchange-cli-lottery = { $place } : { $volunteers } volontaires pour { $seats } places ; chance la plus basse { $minimum } (plafond { $bound }) ; Gini { $gini }
exchange-cli-genuine = { $record } : authentique ({ $volunteers } volontaires, { $panels } panels numérotés, engagement { $hash })
exchange-cli-plan-impossible = Aucun calendrier ne respecte toutes les règles. Elles se contredisent :
exchange-cli-plan-not-found = Aucun calendrier n’a été trouvé, sans preuve qu’il n’y en ait pas. Les règles qui bloquent :
exchange-cli-plan-hole =   { $place } : rien ne tient du { $from } au { $to }
exchange-cli-plan-remedy = Possible en renonçant à : { $rules }
exchange-cli-plan-missing = { $place } : { $fit } jours tiennent sur { $days }
exchange-cli-plan-possible = Un calendrier est possible.
exchange-cli-plan-cost = Coût : { $cost }
exchange-cli-planned = Calendrier trouvé : coût { $cost }, borne { $bound } (écart { $gap }), { $seconds } s
exchange-cli-replanned =
    { $count ->
        [0] Rien ne bouge.
        [one] Une séquence bouge.
       *[other] { $count } séquences bougent.
    }
exchange-cli-plan-no-site = Aucune collectivité n’a de dates : rien à planifier.
exchange-cli-plan-too-short = Moins de douze mois entre le début et la fin : { $places }.
exchange-cli-plan-unpublished = Attention : { $place }, vacances scolaires inconnues du { $from } au { $to }.
exchange-cli-plan-unpublished-next = Ces jours ne sont pas pris pour libres : chacun compte comme un jour moyen.
exchange-cli-draft = Brouillon de calendrier calculé pour « { $season } ». Il se relit et se publie dans les pages.
exchange-tab-folder = Dossier
exchange-folder-title = Dossier de la saison
exchange-import-title = Importer une saison
exchange-folder-lead = Une saison est un dossier de six fichiers, que l’on écrit dans un tableur et un éditeur de texte. Il est accepté entier ou refusé entier.
exchange-nothing-changed = Rien n’a été changé
exchange-to-correct =
    { $count ->
        [one] Une correction à faire
       *[other] { $count } corrections à faire
    }
exchange-column-file = Fichier
exchange-column-row = Ligne
exchange-column-column = Colonne
exchange-column-value = Valeur
exchange-column-expected = Ce qui ne va pas
exchange-checked = Les fichiers de « { $season } » sont justes.
exchange-checked-counts = Ils disent { $authorities } collectivités et { $volunteers } volontaires. Rien n’a été importé : c’était une vérification.
exchange-download-title = Reprendre les fichiers
exchange-download-lead = Le dossier contient ce qui a été importé et ce qui a changé depuis dans les pages. Il contient des données personnelles : le garder comme telles.
exchange-download = Télécharger le dossier (.zip)
exchange-upload-title = Apporter des fichiers
exchange-upload-lead = Les fichiers sont lus en une fois. S’il y a une faute, chacune est montrée avec son fichier, sa ligne et sa colonne, et rien n’est changé.
exchange-files = Fichiers de la saison
exchange-files-hint = Tous ensemble, ou un dossier compressé (.zip) ; 8 Mo au plus. Attendus :
exchange-replace = Remplacer la saison qui est là (tant qu’aucun vivier n’est gelé et qu’aucun calendrier n’est fait)
exchange-import = Importer
exchange-check = Vérifier seulement
exchange-no-file = Choisir les fichiers de la saison.
exchange-archive-fault = « { $file } » n’est pas un dossier compressé lisible : le compresser à nouveau, sans mot de passe.
exchange-file-fault = « { $file } » n’est ni un .csv, ni un .toml, ni un .zip : l’enregistrer depuis le tableur au format CSV.
exchange-other-season = Ces fichiers sont ceux de la saison « { $slug } », pas de celle-ci. Pour une autre saison, passer par « Importer une saison ».
exchange-not-exported = Ce que les pages contiennent ne tient pas dans le format du dossier. Corriger d’abord ceci.
said-season-imported = La saison est importée.
exchange-cli-no-frozen-pool = Aucun vivier gelé n’attend d’être tiré.
