### Editions, authorities, team.

programme-editions-title = Seasons
programme-editions-lead = Each season accompanies several authorities to a lab of their own.
programme-no-edition = No season yet
programme-no-edition-hint = A season appears here once the coordination opens it or you are invited to it.
programme-fictional = Fictional data
programme-open-edition = Open a season
programme-edition-name = Name of the season
programme-edition-name-hint = Example: La Transfo, season 3
programme-first-day = First day
programme-last-day = Last day
programme-last-day-hint = Twelve to eighteen months after the first day. Example: 15/06/2028
programme-open-verb = Open the season
programme-edition-name-fault = Give the season a name.
programme-edition-dates-fault = The last day comes after the first.
programme-edition-taken = A season already has this name.
programme-date-fault = This date cannot be read. Example: 15/03/2028
programme-date-missing = Give a date.
programme-date-hint = Example: 15/03/2028
programme-tab-edition = Authorities
programme-accompanied = authorities accompanied
programme-seats-total = ambassador seats
programme-sites = Authorities of the season
programme-site = Authority
programme-theme = Theme
programme-town = Town where it sits
programme-town-hint = To count kilometres. Some towns are proposed; any commune will do, with its region when several have that name: “Saint-Denis (La Réunion)”
programme-town-guessed = From its name and number: { $town }. Leave empty if that is right.
programme-town-unknown = The town “{ $town }” is not on the map
programme-town-missing = The town where it sits is not known
programme-town-unknown-next = Journeys there are counted, their kilometres are not. Give a commune nearby, or check the spelling.
programme-home-missing = No town said: kilometres not counted
programme-home-unknown = This town is not on the map: kilometres not counted
programme-home-say = Say the town
programme-home-town = Town where the journeys start
programme-theme-hint = One theme, in a few words. Example: young people
programme-no-theme = No theme yet
programme-no-theme-lead = The theme is still to be chosen.
programme-stage = Stage
programme-sessions = Sessions
programme-no-dates = Dates to be set
programme-no-site = No authority
programme-no-site-hint = Find it in the directory: it enters as a prospect, and nothing will have to be typed again.
programme-notes = Notes
programme-add-site = Add an authority
programme-add-site-lead = It enters as a prospect; its next stages are noted on the same page.
programme-directory-search = Search the directory of authorities
programme-directory-hint = A name, a département or a SIREN. Example: Mulhouse, 68 or 216802249
programme-found = { $count ->
    [0] No authority found
    [one] One authority found
   *[other] { $count } authorities found
}
programme-found-none = Check the spelling, or type the authority in below.
programme-found-detail = { $departments } · { $population } inhabitants
programme-add-verb = Add
programme-type-in = Type it in
programme-name = Name
programme-name-fixed = This name would make an address that the site uses already. Add a word, such as “City of”.
programme-name-fault = Give the authority a name.
programme-siren = SIREN
programme-siren-hint = Nine digits. Example: 216802249
programme-siren-fault = This is not a SIREN: nine digits, the last of which is a check digit.
programme-site-taken = This authority is already in the season.
programme-kind = Type
programme-site-page = Record
programme-what-we-know = What is known
programme-convention = Convention signed on
programme-convention-first = First note the day the convention was signed: no run begins without it.
programme-seats = Ambassadors to draw
programme-seats-fault = Give a number from 1 to 200.
programme-substitutes-fault = Give a number from 0 to 200.
programme-choice-fault = Choose an answer of the list.
programme-capacity-fault = Give a number of places, for example 25.
programme-substitutes = Substitutes
programme-dates-fault = The last day comes after the first.
programme-school-zone = School holiday zone
programme-holidays = Public holidays
programme-facts = Public facts
programme-new-stage = New stage
programme-stage-since = Since
programme-stage-verb = Note the stage
programme-rooms = Rooms
programme-no-room = No room yet.
programme-capacity = { $count ->
    [one] { $count } seat
   *[other] { $count } seats
}
programme-room = Name of the room
programme-room-capacity = Seats
programme-room-verb = Add the room
programme-room-remove = Remove
programme-room-fault = Give the room a name.
programme-room-taken = A room already has this name.
programme-team = Team
programme-team-lead = Residents, pilot, managers, senior management, officials: each role has a first and a last day.
programme-nobody = Nobody yet
programme-nobody-hint = Invite the pilot first, then the residents.
programme-discipline = Discipline
programme-discipline-hint = Example: service design, sociology
programme-home = Home
programme-experience = Experience with administrations
programme-invite = Invite somebody
programme-email-hint = Without an address you hand the link over yourself.
programme-role-since = Role from
programme-role-fault = Choose a role of the list.
programme-invited-by-mail = A mail also leaves to their address.

kind-commune = Municipality
kind-epci = Group of municipalities
kind-departement = Département
kind-region = Region
kind-autre = Another public body

stage-prospect = Prospect
stage-talks = In talks
stage-engaged = Engaged
stage-running = Running
stage-closed = Closed
stage-autonomous = Autonomous

said-edition-opened = The season is open. Add the authorities.
said-site-added = The authority is in the season, as a prospect.
said-home-said = The town is noted.
said-site-edited = The record is up to date.
said-stage-moved = The stage is noted.
said-room-added = The room is added.
said-room-removed = The room is removed.
said-room-used = A run takes place in this room: it cannot be removed.

act-edition-opened = Season opened
act-site-added = Authority added
act-home-said = Home town noted
act-site-edited = Record updated
act-stage-moved = Stage noted
