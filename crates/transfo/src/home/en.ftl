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
home-card-publish-draw = The result of the draw waits to be published
home-card-publish-draw-why = { $place }: those drawn do not know it yet.
home-card-publish-draw-verb = Publish
home-card-rules-season = { $count ->
    [one] One rule does not hold
   *[other] { $count } rules do not hold
}
home-card-rules-season-why = { $place }: in which authorities, since when, and who can act.
home-card-rules-season-verb = Look
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
home-card-my-availability-why = Your own link is in the mail you received. One page is enough: the absences you already know, half-day by half-day.
home-card-my-availability-verb = See the dates
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
home-card-agreement-why = { $place }: the agreement is about time to free, not about the person. The mail you received has the link to answer.
home-card-agreement-verb = Read the request
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

home-version = version { $version }
home-protocol-lead = The rules that the season follows, and where they come from.
home-protocol-changed = { $count ->
    [0] No parameter was changed.
    [one] One parameter was changed.
   *[other] { $count } parameters were changed.
}
home-misfits = These changes do not fit this protocol and are not applied
home-changed = Changed
home-changed-by = By { $author }, on { $day }.
home-shipped-value = The protocol says: { $value }.
home-change-verb = Change
home-source = obligation { $source }
home-source-house = from practice
home-hard-stop = law or consent, never waived
home-waivers-season = Waivers of the season
home-parameter-title = Change a parameter
home-value = New value
home-value-hint = A whole number, a fraction (2/3) or a list (3, 6, 12).
home-value-fault = This value does not fit: give a number, a fraction or a list of the same form that leaves a possible programme.
home-value-same = This season has this value already.
home-reason = Reason
home-reason-hint = It is shown with the change. Example: amendment no. 1 of 4 January
home-reason-missing = Give the reason: it is shown to everybody whom the rule concerns.
home-change-see = See what it changes
home-change-confirm = Change this parameter for the whole season
home-change-nothing = No finding changes today.
home-change-count = { $count ->
    [one] One finding changes.
   *[other] { $count } findings change.
}
home-change-caption = Findings before and after the change
home-change-sure = Change the parameter
home-change-keep = Keep the present value
home-restore = Go back to the protocol’s value ({ $value })
home-site = Authority
home-before = Today
home-after = Then
home-param-warn = Warning
home-param-least = At least
home-param-most = At most
home-param-people = Number
home-param-days = Days
home-param-share = Share
home-param-tolerance = Tolerance
home-param-values = Values
home-param-months = Checks
home-unit-authorities = { $value } authorities
home-unit-people = { $value } people
home-unit-days = { $value } days
home-unit-working-days = { $value } working days
home-unit-weeks = { $value } weeks
home-unit-months = { $value } months
home-unit-runs = { $value } runs
home-unit-items = { $value }
home-unit-per-year = { $value } a year
home-unit-percent = { $value }%
home-unit-points = { $value } points
home-unit-share = { $value }

home-waivers-lead = A waiver sets a rule aside for a time, with a reason and a name. It shows wherever the rule shows.
home-waivers-none = No waiver
home-waivers-none-hint = All rules count. A rule at risk can be set aside, for a reason and until a date.
home-waiver-holds = Holds
home-waiver-over = Over
home-waiver-season = for the whole season
home-waiver-end = End it
home-waiver-new = Set a rule aside
home-waiver-new-hint = The convention, the theme and consent cannot be.
home-waiver-verb = Grant the waiver
home-waiver-hard-stop = This rule is one of law or consent: nobody can waive it.
home-waiver-rule = Choose a rule of the list.
home-until = Until
home-until-hint = Last day on which the rule is set aside. Example: 30/06/2028
home-until-missing = Give the last day.
home-until-past = The last day is past already.

home-what-if-lead = What would change, before you decide. The question is neither stored nor sent.
home-what-if-person = If a person leaves
home-what-if-weeks = If these days are lost
home-what-if-resident = If a resident leaves
home-what-if-authority = If an authority joins
home-what-if-authority-hint = One more authority in the season.
home-what-if-who = Who
home-what-if-from = First day lost
home-what-if-to = Last day lost
home-what-if-see = See what changes
home-what-if-leaves = If { $name } leaves today
home-what-if-lost = If the days { $span } are lost
home-what-if-added = If an authority joins the season
home-what-if-count = { $count ->
    [0] Nothing changes.
    [one] One finding changes.
   *[other] { $count } findings change.
}
home-what-if-caption = Findings before and after
home-what-if-dates = Give the first and the last day.
home-what-if-unknown = The last day comes after the first.

home-journal-line = { $act }: { $subject }
home-journal-lead = What was done here, by whom and when, for those who may know it.
home-journal-none = Nothing is noted yet
home-journal-none-hint = Each act leaves a line here, the newest first.
home-pages = Pages
home-newer = Newer
home-older = Older

home-mails-lead = What leaves in the name of the site: read before it is sent, then followed.
home-mails-none = No mail
home-mails-none-wait = No mail waits
home-mails-none-hint = An act that tells people something prepares its mails here.
home-mails-send = Send the mails that are ready
home-mails-send-count = { $count ->
    [one] Send one mail
   *[other] Send { $count } mails
}
home-mails-effect = { $count ->
    [one] One person will receive a message; it cannot be called back.
   *[other] { $count } people will receive a message; it cannot be called back.
}
home-mails-others = { $count ->
    [one] and one more
   *[other] and { $count } more
}
home-mails-keep = Send nothing
home-mails-see = See the mails
home-mails-changed = The number of mails that are ready has changed meanwhile. Read them again: nothing left.
home-mails-instance-lead = How many mails leave, and in which state. Neither recipient nor text is shown here.
home-mail-subject = Subject
home-mail-to = To
home-mail-for = For
home-mail-state = State
home-mail-when = Prepared or sent
home-mail-count = Number
home-mail-newest = The newest
home-mail-text = Text
home-mail-drop = Do not send it
home-mail-drop-hint = A dropped mail never leaves; it stays in the list.
home-mail-prepared = Ready, to be read
home-mail-waiting = Waiting to leave
home-mail-sent = Sent
home-mail-failing = Refused, will be tried again
home-mail-dropped = Dropped
home-mail-kind-other = Mail

said-rule-changed = The parameter is changed for the season.
said-rule-restored = The parameter has the protocol’s value again.
said-waiver-granted = The waiver is granted, and shown with the rule.
said-waiver-ended = The waiver has ended: the rule counts again.
said-mails-released = The mails leave.
said-mail-dropped = The mail will not leave.

act-rule-changed = Parameter changed
act-rule-restored = Parameter given back to the protocol
act-waiver-granted = Waiver granted
act-waiver-ended = Waiver ended
act-mails-released = Mails sent
act-mail-dropped = Mail dropped
