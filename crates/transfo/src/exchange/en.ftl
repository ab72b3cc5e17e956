# Exchange: folders, command line, demonstration
act-season-imported = Season imported from its folder
exchange-cli-address = address
exchange-cli-data = data
exchange-cli-setup = set-up link
exchange-cli-set-up = The instance already has an administrator: the set-up link is of no use any more. For another person: transfo admin create.
exchange-cli-closed-account = This account was closed; an invitation does not open it again.
exchange-cli-no-account = No open account at { $email }.
exchange-cli-password-set = Password changed; open sessions are closed.
exchange-cli-second-factor-gone = Second factor taken away; open sessions are closed.
exchange-cli-faults =
    { $count ->
        [one] One thing to correct. Nothing was imported.
       *[other] { $count } things to correct. Nothing was imported.
    }
exchange-cli-imported = “{ $season }” imported: { $authorities } authorities, { $team } roles, { $volunteers } volunteers, { $absences } absences and closures.
exchange-cli-exported = Folder written: { $place }
exchange-cli-replace = To replace it as long as no pool is frozen and no calendar made: --replace.
exchange-cli-no-season = There is no season in this instance.
exchange-cli-which-season = Name the season with --season: { $seasons }.
exchange-cli-config-fine = The configuration can be used.
exchange-cli-listen-fault = listen: “{ $value }” is not an address with a port, such as 127.0.0.1:8727.
exchange-cli-url-fault = url: “{ $value }” is not an http:// or https:// address without a final slash.
exchange-cli-log-fault = log: “{ $value }” is neither text nor json.
exchange-doctor-folder = The data folder can be written to.
exchange-doctor-zones = The time zones are there.
exchange-doctor-no-zones = The time zone Europe/Paris is missing: install the program again.
exchange-doctor-clock = The clock gives a plausible date.
exchange-doctor-no-clock = The machine’s clock is wrong: set it before serving.
exchange-doctor-https = Pages are served over https.
exchange-doctor-no-https = The address is not https: serve like this on your own machine only.
exchange-doctor-mail = The sending of mail is set.
exchange-doctor-no-mail = No sending of mail is set (mail.smtp): mails wait in the outbox.
exchange-doctor-no-database = No database yet: it will be made at the first start.
exchange-doctor-database = The database answers and is up to date.
exchange-doctor-migrations = The database waits for an upgrade: { $names }.
exchange-cli-up-to-date = The database is up to date.
exchange-cli-upgrade-waiting = Changes waiting: { $names }. A copy will be made before.
exchange-cli-upgraded = Changes made: { $names }.
exchange-cli-copies = The copies made before each upgrade are in { $place }.
exchange-cli-backup-postgres = PostgreSQL is copied with its own tools (pg_dump).
exchange-cli-backup = Copy made: { $place }
exchange-import-exists = The season “{ $season }” is already in this instance.
exchange-import-history = The season “{ $season }” cannot be replaced: a pool is frozen or a calendar made in it.
exchange-import-fixed = season.toml: the site uses these addresses for its own pages already; choose another slug: { $slugs }.
exchange-import-siren = season.toml: “{ $first }” and “{ $second }” have the same SIREN { $siren }. Expected: each authority once.
exchange-demo-ready = The demonstration is ready in { $seconds } s.
exchange-demo-import = Importing the season
exchange-demo-draw = Drawing the cohorts
exchange-demo-plan = Solving the calendar
exchange-demo-life = The season takes its course
exchange-cli-no-pool = No volunteers to draw in this folder.
exchange-cli-no-value = Give the public value with --public-value.
exchange-cli-drawn = { $place }: drawn { $panel }; substitutes in order { $substitutes }; commitment { $hash }
exchange-cli-lottery = { $place }: { $volunteers } volunteers for { $seats } seats; lowest chance { $minimum } (at most { $bound }); Gini { $gini }
exchange-cli-genuine = { $record }: genuine ({ $volunteers } volunteers, { $panels } numbered panels, commitment { $hash })
exchange-cli-plan-impossible = No calendar keeps every rule. They contradict each other:
exchange-cli-plan-not-found = No calendar was found, and nothing proves that there is none. The rules in the way:
exchange-cli-plan-hole =   { $place }: nothing fits from { $from } to { $to }
exchange-cli-plan-remedy = Possible when giving up: { $rules }
exchange-cli-plan-missing = { $place }: { $fit } of { $days } days fit
exchange-cli-plan-possible = A calendar is possible.
exchange-cli-plan-cost = Cost: { $cost }
exchange-cli-planned = Calendar found: cost { $cost }, bound { $bound } (gap { $gap }), { $seconds } s
exchange-cli-replanned =
    { $count ->
        [0] Nothing moves.
        [one] One run moves.
       *[other] { $count } runs move.
    }
exchange-cli-plan-no-site = No authority has dates: nothing to plan.
exchange-cli-plan-too-short = Less than twelve months between beginning and end: { $places }.
exchange-cli-plan-unpublished = Warning: { $place }, school holidays unknown from { $from } to { $to }.
exchange-cli-plan-unpublished-next = These days are not taken for free: each counts as an average day.
exchange-cli-draft = Draft calendar solved for “{ $season }”. It is read and published in the pages.
exchange-tab-folder = Folder
exchange-folder-title = The season’s folder
exchange-import-title = Import a season
exchange-folder-lead = A season is a folder of six files, written in a spreadsheet and a text editor. It is accepted whole or refused whole.
exchange-nothing-changed = Nothing was changed
exchange-to-correct =
    { $count ->
        [one] One thing to correct
       *[other] { $count } things to correct
    }
exchange-column-file = File
exchange-column-row = Row
exchange-column-column = Column
exchange-column-value = Value
exchange-column-expected = What is wrong
exchange-checked = The files of “{ $season }” are right.
exchange-checked-counts = They give { $authorities } authorities and { $volunteers } volunteers. Nothing was imported: this was a check.
exchange-download-title = Take the files back
exchange-download-lead = The folder holds what was imported and what has changed since on the pages. It holds personal data: keep it as such.
exchange-download = Download the folder (.zip)
exchange-upload-title = Bring files
exchange-upload-lead = The files are read in one go. If there is a fault, each one is shown with its file, row and column, and nothing is changed.
exchange-files = Files of the season
exchange-files-hint = All together, or a compressed folder (.zip); 8 MB at most. Expected:
exchange-replace = Replace the season that is there (as long as no pool is frozen and no calendar made)
exchange-import = Import
exchange-check = Only check
exchange-no-file = Choose the files of the season.
exchange-archive-fault = “{ $file }” is not a compressed folder that can be read: compress it again, without a password.
exchange-file-fault = “{ $file }” is neither a .csv, a .toml nor a .zip: save it from the spreadsheet as CSV.
exchange-other-season = These files are those of the season “{ $slug }”, not of this one. For another season, go through “Import a season”.
exchange-not-exported = What the pages hold does not fit the format of the folder. Correct this first.
said-season-imported = The season is imported.
exchange-cli-no-frozen-pool = No frozen pool waits to be drawn.
