### The “To do” pages, the protocol, the rules, the mails.

home-tab-site = Overview
home-tab-rules = Rules
home-tab-protocol = Protocol
home-tab-what-if = What if…
home-tab-waivers = Waivers
home-tab-mails = Mails
home-tab-journal = Journal
home-tab-instance-mails = Mails

home-public-title = Transfo, the lab that is learnt by making it
home-public-lead = La Transfo accompanies public authorities, for twelve to eighteen months, towards an innovation lab of their own. Twenty volunteers, drawn by lot, work on real cases with a team of residents. Transfo keeps the call, the draw, the calendar and what was promised, in sight of those concerned.
home-public-calls = Open calls
home-public-no-call = No call is open at the moment
home-public-no-call-hint = Calls for volunteers appear here the day they open. Ask your authority whether it takes part.
home-public-closes = Open until { $day }
home-public-how = How it goes
home-public-how-apply = An agent answers the call of their authority, without an account. Their managers know only when the agent decides so.
home-public-how-draw = Twenty people are drawn by lot within the quotas announced. Anybody can replay the draw and verify it.
home-public-how-time = A mission letter says how many days are promised; the time account says how many were given.

home-todo-lead = { $count ->
    [one] One thing waits for you.
   *[other] { $count } things wait for you, the most urgent first.
}
home-todo-none = Nothing waits for you
home-todo-none-hint = What you are asked for will appear here, with its date. Your pages are below or in the bar above.
home-places = My places
home-when = Before { $day }
home-when-soon = Soon: { $day }
home-when-today = Today, { $day }
home-when-late = Late since { $day }
home-when-none = No deadline
home-colon = :

home-card-endorse = { $count ->
    [one] One agreement of the hierarchy is missing
   *[other] { $count } agreements of the hierarchy are missing
}
home-card-endorse-why = { $place }: without it these agents cannot be drawn.
home-card-endorse-verb = Remind
home-card-call = Prepare the call for volunteers
home-card-call-why = { $place } has no call yet: its dates and text open the page where agents volunteer.
home-card-call-verb = Prepare
home-card-quotas = Read the quotas again before the draw
home-card-quotas-why = { $place }: the bounds are set before the pool is frozen.
home-card-quotas-verb = Read
home-card-freeze = Freeze the pool
home-card-freeze-why = { $place }: the call is closed. The fingerprint of the pool becomes public before the draw.
home-card-freeze-verb = Freeze
home-card-draw = Draw the cohort
home-card-draw-why = { $place }: the pool is frozen, the draw can take place.
home-card-draw-verb = Draw
home-card-letters = { $count ->
    [one] One mission letter waits for its signature
   *[other] { $count } mission letters wait for their signature
}
home-card-letters-why = { $place }: the letter promises the days and opens the time account.
home-card-letters-verb = See the letters
home-card-availability-site = { $count ->
    [one] One person has not given their availability
   *[other] { $count } people have not given their availability
}
home-card-availability-site-why = { $place }: the calendar is better when everybody has answered.
home-card-availability-site-verb = Remind
home-card-sheet = { $count ->
    [one] A run of one day begins
   *[other] A run of { $count } days begins
}
home-card-sheet-why = { $place }: the day sheet bears the names and the code for signing in.
home-card-sheet-verb = Print the sheet
home-card-attendance = Note who came
home-card-attendance-why = { $place }: nobody is noted yet for the last run. The time accounts depend on it.
home-card-attendance-verb = Note
home-card-next-run = { $count ->
    [one] Next run, of one day
   *[other] Next run, of { $count } days
}
home-card-next-run-why = { $place }: dates, room and people expected.
home-card-next-run-verb = Prepare
home-card-my-run = { $count ->
    [one] Your next run lasts one day
   *[other] Your next run lasts { $count } days
}
home-card-my-run-why = { $place } expects you. Tell your service now.
home-card-my-run-verb = See the dates
home-card-moment = { $count ->
    [one] A working day takes place soon
   *[other] { $count } working days take place soon
}
home-card-moment-why = { $place }: a good moment to visit the team.
home-card-moment-verb = See the dates
home-card-convention = The convention is still to be signed
home-card-convention-why = { $place }: no run begins without it.
home-card-convention-verb = See how the site stands
home-card-see-site = How the site stands
home-card-see-site-why = { $place }: what holds, what to watch and who can act.
home-card-see-site-verb = See
home-card-rules = { $count ->
    [one] One rule does not hold
   *[other] { $count } rules do not hold
}
home-card-rules-why = { $place }: since when, because of what, and who can act.
home-card-rules-verb = Look
home-card-plan = A calendar waits to be published
home-card-plan-why = { $place }: nobody sees it as long as it is a draft.
home-card-plan-verb = Read and publish
home-card-mails = { $count ->
    [one] One mail is ready
   *[other] { $count } mails are ready
}
home-card-mails-why = { $place }: they leave once you have read them.
home-card-mails-verb = Read
home-card-mails-season = { $count ->
    [one] One mail is ready
   *[other] { $count } mails are ready
}
home-card-mails-season-why = { $place }: they leave once somebody has read them.
home-card-mails-season-verb = See
home-card-first-site = Add the first authority
home-card-first-site-why = { $place } is open, and empty for now.
home-card-first-site-verb = Add
home-card-my-letter = Sign your mission letter
home-card-my-letter-why = { $place }: it says how many days you are promised.
home-card-my-letter-verb = Read and sign
home-card-my-availability = Say when you cannot come
home-card-my-availability-why = One page is enough: the absences you already know, half-day by half-day.
home-card-my-availability-verb = Answer
home-card-my-account = Your time account
home-card-my-account-why = { $about ->
    [0] { $place }: { $count } days promised, none taken so far.
    [one] { $place }: { $count } days promised, one half-day taken.
   *[other] { $place }: { $count } days promised, { $about } half-days taken.
}
home-card-my-account-verb = See
home-card-agreement = { $count ->
    [one] One agent asks for your agreement
   *[other] { $count } agents ask for your agreement
}
home-card-agreement-why = { $place }: the agreement is about time to free, not about the person. The link is in the mail you received too.
home-card-agreement-verb = Answer
home-card-season = How the season stands
home-card-season-why = { $place }: the authorities and their stages.
home-card-season-verb = See
home-card-failing = { $count ->
    [one] One mail does not leave
   *[other] { $count } mails do not leave
}
home-card-failing-why = The mail server refused them; they will be tried again.
home-card-failing-verb = See why
home-card-set-up = Open a first season
home-card-set-up-why = The service is ready. A season brings authorities, a team and a protocol together.
home-card-set-up-verb = Open

home-family-frame = The frame
home-family-people = The people
home-family-time = The time
home-family-practice = Cases and methods
home-family-season = The season
home-family-lab = The lab
home-status-met = Met
home-status-track = On track
home-status-risk = At risk
home-status-broken = Not met
home-status-na = Not applicable
home-status-waived = Waived
home-feature-directorate = directorate
home-feature-policy-field = policy field
home-feature-category = category
home-feature-site = site
home-feature-seniority = seniority
home-feature-gender = gender
home-feature-team = team

home-since = Since { $day }.
home-who = Can act: { $who }
home-next = Next: { $todo }.
home-for-rule = : { $rule }
home-waived-by = Waived by { $author } until { $day }: { $reason }
home-of = of { $count }
home-site-calm = No rule asks for an act today.
home-site-alerts = { $count ->
    [one] One rule asks for attention.
   *[other] { $count } rules ask for attention.
}
home-stat-ambassadors = ambassadors
home-stat-planned = session days planned
home-stat-held = days held
home-stat-next = next run
home-what-if-verb = Try “what if…”
home-waivers-verb = Waivers
home-no-alert = Everything that can be counted holds
home-no-alert-hint = The rules that have nothing to count yet are below.
home-well = What goes well, and what is not measured yet
home-well-more = Show these rules
home-held-back = Rules counted from candidacies and time accounts are shown to the team and the coordination only.
home-act-fiche = Open the page
home-act-team = See the team
home-act-cohort = See the cohort
home-act-calendar = Open the calendar
home-act-time = See the accounts

home-rules-title = Rules by authority
home-rules-lead = Each cell leads to what was counted, since when, and to who can act. Rules inform; they prevent nothing.
home-rules-caption = Rules of the protocol by authority
home-rule = Rule
home-print = Print
home-filter = Show only the rules
home-filter-verb = Filter
home-every-status = All
home-filter-none = No rule in this state
home-filter-none-hint = Choose “All” to see the whole table again.
home-no-site = No authority is accompanied
home-no-site-hint = An authority enters this table once it is engaged.
home-see-sites = See the authorities
home-not-yet = { $count ->
    [one] One more authority is not engaged yet: its rules are not counted.
   *[other] { $count } more authorities are not engaged yet: their rules are not counted.
}
home-too-few = Too few
