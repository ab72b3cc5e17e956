### Availability, plan, attendance, feeds.

# Tabs and titles
calendar-tab-season = Calendar
calendar-tab-site = Calendar
calendar-tab-availability = Availability
calendar-tab-time = Time accounts
calendar-season-title = The calendar of the season
calendar-season-lead = The runs of every authority, week by week.
calendar-season-empty = No calendar has been published yet
calendar-season-empty-coordinator = First gather availability and closures, then calculate the calendar: nothing shows before you publish it.
calendar-season-empty-other = The coordination of the season is preparing it. It will appear here once published.
calendar-chart-title = The season, week by week
calendar-chart-desc = { $sites } authorities, { $runs } runs. The table below gives every date.
calendar-school = School holidays
calendar-print = Print
calendar-refresh = Refresh
calendar-optional = (optional)
calendar-percent = { $n }%
calendar-seconds = { $n } seconds
calendar-back-list = Back to the list
calendar-back-run = Back to the run
calendar-back-season = Back to the season’s calendar
calendar-take-back = Remove
calendar-from = From
calendar-to = To
calendar-morning = Morning
calendar-afternoon = Afternoon
calendar-whole-day = Whole day
calendar-agent = Agent
calendar-nobody = Nobody yet
calendar-no-room = Room to be confirmed
calendar-months = Months

# Columns
calendar-col-site = Authority
calendar-col-season = Season
calendar-col-run = Run
calendar-col-dates = Dates
calendar-col-day = Day
calendar-col-state = State
calendar-col-room = Room
calendar-col-residents = Residents
calendar-col-plan = Plan
calendar-col-solved = Calculated
calendar-col-gap = Possible gap
calendar-col-name = Name
calendar-col-role = Role
calendar-col-answer = Answer
calendar-col-acts = Actions
calendar-col-link = Personal link
calendar-col-kind = Kind
calendar-col-effect = Effect
calendar-col-ambassador = Ambassador
calendar-col-promised = Promised
calendar-col-taken = Taken
calendar-col-planned = Planned
calendar-col-owed = Owed
calendar-col-present = Could be present
calendar-col-price = Compared with today

# Runs
calendar-run-number = Run { $number }
calendar-run-cancelled = Run called off
calendar-state-held = Held
calendar-state-planned = Planned
calendar-state-locked = Locked
calendar-state-cancelled = Called off
calendar-site-title = The calendar
calendar-site-lead = { $runs } runs, { $days } session days.
calendar-site-next = Next run: { $when }.
calendar-site-empty = No runs yet
calendar-site-empty-why = The calendar is calculated for the whole season from everybody’s availability. It will appear here once the coordination has published it.
calendar-runs-title = The runs
calendar-came = { $count ->
    [0] nobody recorded
    [one] one person present
   *[other] { $count } people present
  }
calendar-residents-title = Who accompanies
calendar-residents-legend = Residents at this run
calendar-residents-save = Save the residents

# Calculation
calendar-solve-title = Calculate the calendar
calendar-solve-lead = The calculation places every run of every authority and leaves a draft. Nobody is told.
calendar-solve-seconds = Calculation time
calendar-solve-seconds-hint = More time often gives a better calendar.
calendar-solve-button = Calculate the calendar
calendar-solve-running = Follow the calculation
calendar-solve-failed = The last calculation found no calendar: see why
calendar-job-title = Calculating the calendar
calendar-job-lead = You may leave this page: the calculation goes on.
calendar-job-lost = Connection lost: the calculation goes on and the page will catch up.
calendar-job-foot = { $done } s of { $total } s
calendar-job-figures = Cost { $cost }, at best { $bound }: at most { $gap }% too much
calendar-job-stop = Stop and keep the best calendar found
calendar-phase-waiting = The calculation is about to begin
calendar-phase-pricing = Study each authority
calendar-phase-building = Place every run
calendar-phase-improving = Improve the calendar
calendar-phase-done = The calendar is ready
calendar-phase-none = No calendar was found
calendar-no-plan-no-site = No authority has dates
calendar-no-plan-no-site-next = Give each authority its first possible day, then try again.
calendar-no-plan-too-short = The period is too short
calendar-no-plan-too-short-next = Twelve months must separate the first run from the last. Lengthen the period of: { $sites }.
calendar-no-plan-impossible = No calendar keeps every rule
calendar-no-plan-proved = It is proved: the requirements below cannot hold together.
calendar-no-plan-unproved = Each authority has a possible calendar, but no common one was found in the time given. This is what stood in the way.
calendar-no-plan-fault = The calculation broke off
calendar-no-plan-fault-next = Nothing was changed. Try again; if it happens again, tell the administration of the service.
calendar-no-plan-missing = { $site }: { $fit } days fit out of { $days }.
calendar-clash-title = Cannot hold together
calendar-remedies-title = Giving up one of these would be enough
calendar-plans-title = The latest plans
calendar-plan-title = Plan { $version }
calendar-plan-draft = Draft
calendar-plan-see = See the plan
calendar-plan-lead = { $runs } runs for { $sites } authorities, every rule kept. { $gap ->
    [0] No other calendar would cost less: this is proved.
   *[other] The best calendar imaginable would cost at most { $gap }% less.
 }
calendar-plan-compare = What changes against the published calendar
calendar-part-kept = { $count } unchanged
calendar-part-moved = { $count } moved
calendar-part-refitted = { $count } with another room or other residents
calendar-part-added = { $count } new
calendar-part-dropped = { $count } called off
calendar-plan-each = Each change: { $site }
calendar-reasons-title = Why these dates
calendar-reasons-lead = For each run: how many ambassadors can come, and what the next best date would cost, in points of the calculation.
calendar-reason-present = { $present } of { $of } ambassadors can come on the least favourable day.
calendar-reason-unsure = { $count ->
    [one] One person has not answered or does not know yet, and counts as free.
   *[other] { $count } have not answered or do not know yet, and count as free.
  }
calendar-reason-no-cohort = There is no cohort yet.
calendar-reason-next = Next best date: { $when }, { $price } points more ({ $terms }).
calendar-reason-cheaper = Next best date: { $when }, { $price } points less ({ $terms }).
calendar-reason-only = No other date is possible.
calendar-term-absence = absences
calendar-term-shortfall = attendance
calendar-term-pace = pace
calendar-term-trip = travel
calendar-term-soft = days to avoid
calendar-term-resident = accompaniment
calendar-term-room = room
calendar-term-change = changes
calendar-plan-published-on = Published { $when }
calendar-publish-title = Publish this calendar
calendar-publish-button = Publish the calendar
calendar-publish-keep = Keep the draft
calendar-publish-told = { $count ->
    [0] Nobody will get a message.
    [one] A message will be prepared for one person; you will read it before it leaves.
   *[other] A message will be prepared for { $count } people; you will read them before they leave.
  }
calendar-publish-feeds = Subscribed calendars will update; some do so only once a day.
calendar-publish-refused = The plan was not published
calendar-publish-already = This plan is the calendar already: somebody has just published it.
calendar-publish-outdated = The calendar has changed since this calculation: somebody published another plan or moved a run. Calculate again.

# Versions
calendar-versions-title = Compare two versions
calendar-versions-lead = From { $before } to { $after }, in { $sites ->
    [0] no authority
    [one] one authority
   *[other] { $sites } authorities
 }: runs moved { $moved }, new { $added }, called off { $dropped }.
calendar-versions-one = Plan { $version }, published { $when }
calendar-versions-number = version { $number }
calendar-versions-today = today
calendar-versions-now = Today’s calendar, with what was changed by hand
calendar-versions-before = Earlier version
calendar-versions-after = Later version
calendar-versions-compare = Compare
calendar-versions-sites = What changes, by authority
calendar-versions-empty = There is no version to compare yet
calendar-versions-empty-why = Each publication keeps a version, to compare with another or with today’s calendar.
calendar-col-before = Before
calendar-col-after = After
calendar-col-whom = For whom
calendar-col-why = Why
calendar-moves-none = –
calendar-moves-whom = { $count ->
    [0] Cohort to come
    [one] 1 ambassador
   *[other] { $count } ambassadors
 }{ $residents ->
    [0] {""}
   *[other] {"; "}{ $names }
 }
calendar-moves-refitted = Another room or other residents
calendar-moves-room = To make room for another run or bring people together better

# A new fact
calendar-news-title = Deal with a change
calendar-news-lead = Note what happens. The calculation looks for two or three ways to answer that move as few diaries as possible; nothing changes before you choose one and publish it.
calendar-news-shut = Days without sessions
calendar-news-shut-lead = A strike, a lockdown, works, a bereavement. From two weeks on, the pause does not count between two runs.
calendar-news-where = Where
calendar-news-name-hint = Example: strike, lockdown
calendar-news-moved = A council or a closure has other dates
calendar-news-which = Which one
calendar-news-from = New first day
calendar-news-to = New last day
calendar-news-away = A resident cannot come
calendar-news-who = Who
calendar-news-known = An ambassador leaves, or the fact is noted already
calendar-news-known-lead = First note the departure on the page of the cohort, or the absence among the availability; then look for answers.
calendar-news-cohort = The cohort: { $site }
calendar-news-button = Note it and look for answers
calendar-news-known-button = Look for answers
calendar-news-busy = A calculation is under way: wait for its end or stop it, then try again.
calendar-news-unknown = This choice is no longer there: somebody has just removed it. Choose again.
calendar-choice-title = Choose an answer
calendar-choice-lead = { $count ->
    [one] Only one answer was found: every way of counting gives the same.
   *[other] { $count } answers keep every rule. Compare what they ask of people, then publish one.
 }
calendar-choice-caption = What each answer asks
calendar-choice-today = Today
calendar-choice-open = Compare the answers
calendar-choice-see = Read over and publish plan { $version }
calendar-choice-nothing = Nothing moves.
calendar-choice-still = Nothing changes for: { $sites }.
calendar-choice-published = This is the published calendar.
calendar-aim-balanced = Balanced
calendar-aim-fewest = Fewest changes
calendar-aim-best = Best calendar
calendar-aim-means-balanced = Changes in diaries and the quality of the calendar count as usual.
calendar-aim-means-fewest = Diaries come first: a change weighs twenty times as much.
calendar-aim-means-best = The quality of the calendar comes first: a change weighs a fifth.
calendar-measure-runs = Runs that move
calendar-measure-days = New days in diaries
calendar-measure-told = People to tell
calendar-measure-absent = Absences of ambassadors, in days
calendar-measure-journeys = Journeys of residents
calendar-measure-nights = Nights of residents away from home

# Nothing is possible
calendar-conflict-none = Nothing stands in the way
calendar-conflict-none-why = The last calculation met no contradiction between the requirements.
calendar-conflict-open = See what stands in the way, and the ways out
calendar-conflict-hole = { $site }: a run should begin between { $from } and { $to }
calendar-conflict-first-day = First day
calendar-conflict-forbids = What forbids it
calendar-conflict-other = Other ways out
calendar-remedies-lead = Each way out was tried: with it, a calendar exists. The least costly come first.
calendar-steps-title = A way out for each authority
calendar-steps-lead = No way out is enough for all at once. Take one for each: the calculation begins again after each choice.
calendar-waive-title = Give up a requirement
calendar-waive-button = Give up this requirement
calendar-waive-elsewhere = Cannot be given up here.
calendar-waive-means = What this means
calendar-waive-again = The calculation begins again at once. Nothing is published without you.
calendar-waive-back = The requirement can be asked for again at any time from the calendar of the season.
calendar-waive-do = Give up the requirement and calculate again
calendar-waive-keep = Keep the requirement
calendar-waive-firm = This requirement cannot be given up.
calendar-waive-blackout = Runs may fall within the { $what }; the calculation still avoids it where it can.
calendar-waive-lock = The locked run may change its date; the people concerned will be told on publishing ({ $what }).
calendar-waive-quorum = Fewer than half of the ambassadors may be there on some days.
calendar-waive-gap-min = Two runs may follow each other by less than ten days.
calendar-waive-gap-max = More than eight weeks may separate two runs: momentum may be lost.
calendar-waive-fewer = The programme will have fewer session days than promised ({ $what }): the rule on their number will say so, and mission letters remain to be reviewed.
calendar-waive-first = The first run may begin later than planned.
calendar-waive-last = The programme may end sooner or later than its rules say.
calendar-waive-notice = A run may be placed within the next two weeks: people will be told late.
calendar-waive-team = Runs may be held with fewer residents than planned.
calendar-waive-rooms = Runs may be placed without a free room: one will have to be found.
calendar-waive-resident-week = A week may hold more than four session days for this person ({ $what }).
calendar-waive-operator = The association may accompany more runs at once than planned.
calendar-waived-title = Requirements given up
calendar-waived-lead = The calculation leaves them aside. Ask for them again as soon as possible.
calendar-waived-restore = Ask for it again
calendar-proof-title = What is proved
calendar-proof-best = No calendar that keeps these rules costs less than this one: it is proved ({ $cost } points).
calendar-proof-gap = This calendar costs { $cost } points; it is proved that none costs less than { $bound }. At most { $gap }% is left to gain.
calendar-proof-verify = Anybody can do it again, with the independent program planner-verify (planner-verify transfo-saison.json transfo-preuve.json) or with plain Python (python3 docs/verify_bound.py transfo-saison.json transfo-preuve.json). The first file holds absences, without names or reasons: pass it on only to those who may know them.
calendar-proof-season = The data of the season (JSON)
calendar-proof-certificate = The proof (JSON)

# Rules
calendar-rule-days = { $site }: the number of session days
calendar-rule-fewer = { $site }: settle for the { $what } session days that fit
calendar-rule-calendar = { $site }: consecutive working days, no public holiday
calendar-rule-lengths = { $site }: runs of two or three days
calendar-rule-notice = { $site }: giving people notice
calendar-rule-first = { $site }: the date of the first run
calendar-rule-last = { $site }: twelve to eighteen months from the first day to the last
calendar-rule-gap-min = { $site }: at least ten days between two runs
calendar-rule-gap-max = { $site }: at most eight weeks between two runs
calendar-rule-blackout = { $site }: closure “{ $what }”
calendar-rule-quorum = { $site }: half of the ambassadors present each day
calendar-rule-lead = { $site }: the presence of { $what }
calendar-rule-rooms = { $site }: a free room
calendar-rule-team = { $site }: enough residents free
calendar-rule-milestone = { $site }: the milestone { $what }
calendar-rule-lock = { $site }: the run locked on { $what }
calendar-rule-room = The room { $what }, already taken
calendar-rule-resident-overlap = { $what } cannot be in two places
calendar-rule-resident-week = { $what }: at most four session days a week
calendar-rule-operator = How many runs the association can accompany at once
calendar-rule-meeting = The meeting { $what }

# Moving
calendar-move-title = Move a run
calendar-move-start = New first day
calendar-move-days = Number of days
calendar-move-hint = A working day. Example: 12/05/2027
calendar-open-days-show = See the possible days
calendar-open-days-none = Mark them no longer
calendar-open-days = { $run }: { $count ->
    [0] no other day is possible.
    [one] one possible day is marked; the number says how many points more, or fewer, it costs than the present one.
   *[other] { $count } possible days are marked; the number says how many points more, or fewer, each costs than the present one.
  }
calendar-move-check = Check this day
calendar-move-unreadable = This first day does not read as a date. Example: 12/05/2027.
calendar-move-locked = It is locked: unlock it to move it.
calendar-move-lead = { $before } becomes { $after }.
calendar-move-fit = Room: { $room }. Residents: { $residents }.
calendar-move-forbidden = This date is impossible
calendar-move-warned = This date departs from the programme’s rules
calendar-move-overrule = I move the run all the same.
calendar-move-confirm = Move the run: { $after }
calendar-move-button = Move the run
calendar-move-keep = Leave the run where it is
calendar-move-other = Choose another date
calendar-offers-title = { $count ->
    [one] One other possible date
   *[other] The best of the { $count } other possible dates
  }
calendar-offers-none = No other date keeps every rule. You can still check one.
calendar-room-any = Leave the choice
calendar-price-same = Neither better nor worse
calendar-price-more = Worse: { $points } points more
calendar-price-less = Better: { $points } points fewer
calendar-lock = Lock these dates
calendar-unlock = Unlock
calendar-cancel-title = Call the run off
calendar-cancel-keep = Keep the run
calendar-cancel-feeds = It stays in subscribed calendars for sixty days, marked as called off.
calendar-cancel-days = { $days } session days will have to be placed elsewhere.
calendar-change-refused = Nothing was changed
calendar-change-meanwhile = Somebody changed this run in the meantime. Read it again before trying once more.
calendar-change-settled = This run can no longer be changed that way: it is past, called off or locked.
calendar-change-forbidden = This date or team is impossible: a day is not a working day, or a room or a resident is taken already.
calendar-change-warned = Tick the box to move the run in spite of the programme’s rules.

# Closures
calendar-closures-title = Closures
calendar-closures-lead-season = Days without sessions in the whole season.
calendar-closures-lead-site = Days without sessions, or better without, for this authority.
calendar-closures-none = No closure has been noted. Think of council meetings, bridge days, annual closures.
calendar-closure-add = Add a closure
calendar-closure-name = What happens on those days
calendar-closure-name-hint = Example: council meeting
calendar-closure-refused = The closure was not added
calendar-closure-nameless = Say in a few words what happens on those days.
calendar-whole-season = For the whole season
calendar-hard = No session on those days
calendar-soft = Better avoided
calendar-kind-council = Council
calendar-kind-shut = Closure
calendar-kind-holidays = Holidays
calendar-kind-bridge = Bridge day
calendar-kind-event = Event
calendar-known-title = Days already known
calendar-public-holidays = Public holidays
calendar-public-holidays-source = Computed from the labour code; no session on those days.
calendar-school-source = From the calendars published by decree; known until { $until }, unknown after that. Better avoided.
calendar-school-unknown = No published calendar is available for this zone: note them as closures.
calendar-unpublished-title = Some school holidays are not published yet
calendar-unpublished = { $site }: known until { $until }, unknown from { $from } to { $to }.
calendar-unpublished-zone = { $site }: no calendar is published for its zone, so unknown from { $from } to { $to }.
calendar-unpublished-next = These days are not taken for free: the calculation counts each as an average day. Note the holidays that you know as closures, and calculate again once they are published.
calendar-period-refused = This period was not noted
calendar-period-unreadable = A date cannot be read. Example: 15/03/2027.
calendar-period-backwards = The period ends before it begins: swap the two dates.
calendar-period-endless = The period is too long: give a nearer end.
calendar-day-new-year = New Year’s Day
calendar-day-good-friday = Good Friday
calendar-day-easter-monday = Easter Monday
calendar-day-labour-day = Labour Day
calendar-day-victory-1945 = Victory of 1945
calendar-day-ascension = Ascension Day
calendar-day-whit-monday = Whit Monday
calendar-day-national-day = National Day
calendar-day-assumption = Assumption
calendar-day-all-saints = All Saints’ Day
calendar-day-armistice-1918 = Armistice of 1918
calendar-day-christmas = Christmas Day
calendar-day-saint-stephen = Saint Stephen’s Day
calendar-day-abolition = Abolition of slavery
calendar-day-mid-lent = Mid-Lent
calendar-day-schoelcher = Victor Schœlcher’s Day
calendar-break-autumn = Autumn holidays
calendar-break-christmas = Christmas holidays
calendar-break-winter = Winter holidays
calendar-break-spring = Spring holidays
calendar-break-ascension = Ascension bridge
calendar-break-summer = Summer holidays

# Availability
calendar-own-title = When can you not come?
calendar-own-lead = { $name }, tick only when you cannot. Everything else counts as possible.
calendar-own-answered = Last answer saved { $when }.
calendar-own-not-yet = You have not answered yet. If you can always come, save a month with nothing ticked.
calendar-paper-title = Entering an answer from paper
calendar-paper-of = Availability of { $name }
calendar-paper-lead = What you note here counts as this person’s answer.
calendar-grid-caption = { $month }: “I cannot”
calendar-public-holiday = Public holiday
calendar-covered = Already noted in a period below
calendar-reason = Reason
calendar-reason-hint = Seen by you and your site’s team only. Write nothing about your health.
calendar-known-until = I know my constraints until
calendar-known-until-hint = Leave empty if your answer holds for the whole programme. After this date you will be asked again.
calendar-save-month = Save { $month }
calendar-periods-title = Periods and days that come back
calendar-periods-lead = For instance three weeks in August, or never on Wednesdays.
calendar-which-days = Which days
calendar-every-day = Every day
calendar-every = Every { $day }
calendar-which-half = Which part of the day
calendar-add-period = Add this period
calendar-asked-lead = Everybody says by a personal link, without an account, when they cannot come. Without an answer, a person counts as free.
calendar-asked-caption = Who has answered
calendar-asked-empty = Nobody to ask yet
calendar-asked-empty-why = The volunteers and the residents of the site will appear here.
calendar-stat-answered = have answered
calendar-stat-missing = answers awaited
calendar-stat-of = of { $total }
calendar-not-answered = Not answered yet
calendar-answered-on = On { $when }
calendar-answered-until = On { $when }, holds until { $until }
calendar-partly = In part
calendar-stat-partly = have answered in part
calendar-answered-partly = { $answer }; does not know yet: { $months }
calendar-unknown = I do not know yet for { $month }
calendar-unknown-hint = This month counts as free, but the team sees that it is not certain. Come back to say when you know.
calendar-unknown-short = to be confirmed
calendar-busy-title = Use my own calendar
calendar-busy-short = If you keep an electronic calendar, its busy half-days can be noted in one go.
calendar-busy-open = Read a calendar
calendar-busy-lead = Only busy half-days are taken: no titles, no places, no people. Nothing is kept before you agree.
calendar-busy-give = The calendar to read
calendar-busy-again = Read another calendar
calendar-busy-file = Calendar file (.ics)
calendar-busy-file-hint = Outlook, Google, Zimbra and Thunderbird can export it. 1 MB at most. A half-day counts as busy from one busy hour on, between 8:00 and 13:00 or between 13:00 and 19:00.
calendar-busy-address = Or the address of that calendar
calendar-busy-address-hint = The secret or published address that your calendar gives, in https:// or webcal://. It is read once, now, and is not kept.
calendar-busy-fetch-address = This is not the address of a calendar: it begins with https:// or webcal://.
calendar-busy-fetch-inside = This address leads inside a network that this service does not reach. Export the calendar to a file, then choose that file.
calendar-busy-fetch-unreachable = Nobody answers at this address. Check it, or export the calendar to a file.
calendar-busy-fetch-refused = This address gives no calendar: it exists no more, or asks for a password. Copy the secret or published address, or export the calendar to a file.
calendar-busy-fetch-too-large = This calendar is larger than 1 MB. Export a shorter period, from today on, and choose that file.
calendar-busy-fetch-slow = This calendar takes more than ten seconds to come. Try again, or export it to a file.
calendar-busy-fetch-often = Twenty calendars were read within an hour. Wait an hour, or export the calendar to a file.
calendar-busy-text = Or the content of that file, pasted here
calendar-busy-text-hint = The text begins with BEGIN:VCALENDAR.
calendar-busy-look = Read this calendar
calendar-busy-back = Back to my availability
calendar-busy-back-other = Back to this person’s availability
calendar-busy-found = { $count ->
    [one] One busy half-day: keep it?
   *[other] { $count } busy half-days: which to keep?
  }
calendar-busy-all-known = Everything in this calendar is already noted
calendar-busy-free = This calendar has nothing busy from { $from } to { $to }
calendar-busy-keep-lead = Untick the times when you could come all the same. Public holidays and what is already noted are left out.
calendar-busy-keep = Note the ticked times
calendar-busy-drop = Note nothing
calendar-busy-refused = This calendar could not be read
calendar-busy-nothing = Choose a file, type an address or paste the content of a calendar.
calendar-busy-too-large = This file is larger than 1 MB. Export a shorter period, from today on.
calendar-busy-fault-at = Line { $line }: { $why } Nothing was noted.
calendar-busy-fault-not-a-calendar = This is not a calendar file: it has no calendar in it (BEGIN:VCALENDAR … END:VCALENDAR). Export your calendar as .ics.
calendar-busy-fault-no-colon = this is not a line of a calendar (its colon is missing). The file was probably cut or edited: export it again.
calendar-busy-fault-unclosed = what begins here does not end, or ends without having begun. The file was probably cut: export it again.
calendar-busy-fault-no-start = this event has no beginning.
calendar-busy-fault-bad-moment = this date, hour or length does not exist.
calendar-busy-fault-backwards = this event ends before it begins.
calendar-busy-fault-bad-rule = this rule of repetition is not understood.
calendar-busy-fault-no-zone = this time zone is neither known nor described in the file.
calendar-busy-fault-too-much = there is too much to read. Export a shorter period, from today on.
calendar-remind = { $count ->
    [one] Prepare a reminder
   *[other] Prepare { $count } reminders
  }
calendar-links-make = { $count ->
    [one] Make a link to hand over
   *[other] Make { $count } links to hand over
  }
calendar-links-effect = Making a link or a reminder replaces the former links of the same people.
calendar-links-title = Links to hand over
calendar-links-lead = Copy or print them now: they will not be shown again.
calendar-link-make = Make a link
calendar-link-remake = Remake the link

# Messages
calendar-messages-title = Messages to read over
calendar-messages-waiting = { $count ->
    [0] No message is waiting
    [one] One message is waiting to be read over
   *[other] { $count } messages are waiting to be read over
  }
calendar-messages-read = Read the messages
calendar-messages-none = No message is waiting
calendar-messages-no-server = No mail server is set up: messages will stay waiting.
calendar-messages-decide = Let the messages go
calendar-messages-effect = { $count ->
    [one] One person will get a message.
   *[other] { $count } people will get a message.
  }
calendar-messages-send = { $count ->
    [one] Send the message
   *[other] Send the { $count } messages
  }
calendar-messages-drop = Do not send them
calendar-messages-list = The messages

# Attendance
calendar-presence-title = Attendance sheet
calendar-presence-days = Days of the run
calendar-presence-caption = Who is here
calendar-presence-save = Save attendance
calendar-sheet-draft = Boxes to save: { $count }.
calendar-sheet-kept = Boxes kept on this device: { $count }. It will leave as soon as the network is back; keep this page or open it again.
calendar-sheet-noted = Attendance saved.
calendar-sheet-none = Nothing to save.
calendar-sheet-ended = You are signed out. What you ticked stays on this device: sign in, then open this sheet again.
calendar-sheet-refused = The service refused: load the page again to see why. What you ticked stays on this device.
calendar-presence-later = Attendance can be noted from the day itself.
calendar-presence-empty = No ambassadors yet
calendar-presence-empty-why = The list will appear after the draw.
calendar-presence-not-that-day = Attendance of that day cannot be noted today.
calendar-presence-cancelled = This run was called off.
calendar-presence-unknown = Choose your name in the list.
calendar-code-title = The code to show in the room
calendar-code-lead = Good for that day only: { $date }.
calendar-code-label = Code to scan to say one is here
calendar-code-scan = Everybody scans this code with a phone and chooses their name. No account is needed.
calendar-code-open = Open the page of the code
calendar-door-title = I am here
calendar-door-who = Who are you?
calendar-door-button = Say that I am here
calendar-door-noted = { $name }: attendance noted, { $half }
calendar-door-said = { $name }: noted as present.
calendar-door-kept = { $name }: kept on this device. It will leave as soon as the network is back; you can close the page.
calendar-door-refused = { $name }: refused. Ask the team to note it on the sheet.
calendar-door-waiting = Waiting for the network
calendar-door-next = Nothing else to do. Come back for the next half-day.
calendar-door-ask = Ask the team to note you on the sheet.

# Time
calendar-time-title = The time accounts
calendar-time-lead = What the mission letter promises to each, what is taken, what is planned, what is still owed.
calendar-time-chart = Everybody’s days
calendar-time-csv = Download for a spreadsheet (CSV)
calendar-time-empty = No account yet
calendar-time-empty-why = Accounts open with the draw and the mission letters.
calendar-time-nothing-owed = Every day promised is taken or planned.
calendar-time-owed = { $people ->
    [one] One person is owed { $days } days: promised, neither taken nor planned.
   *[other] { $people } people together are owed { $days } days: promised, neither taken nor planned.
  }
calendar-unit-taken = taken
calendar-unit-planned = planned
calendar-unit-owed = owed
calendar-statement-title = Statement of the month
calendar-statement-what = Attendance
calendar-statement-total = { $halves ->
    [2] { $days } day
   *[other] { $days } days
 }
calendar-statement-empty = No attendance that month
calendar-statement-empty-why = Half-days noted on the day sheets appear here.
calendar-month-before = Month before
calendar-month-after = Month after
calendar-col-days = Days
calendar-load-title = Load and journeys of residents
calendar-load-lead = { $journeys } journeys, { $meetings } of them to meetings, { $nights } nights and { $km } km for the authorities under way. A journey is one run or one meeting, there and back; a night lies between two of its days.
calendar-load-chart = Session days of each resident
calendar-load-table = Load of each resident
calendar-load-empty = Nobody accompanies this season yet
calendar-load-held = Days held
calendar-load-coming = Days to come
calendar-load-journeys = Journeys
calendar-load-nights = Nights
calendar-load-meetings = Of which meetings
calendar-load-unmeasured = Journeys of unknown distance
calendar-load-week-of = Fullest week, from
calendar-load-week-days = Days of that week
calendar-load-expected = Nobody has said who goes to these meetings
calendar-load-expected-next = Their journeys are counted for the residents of the teams who are free on these days. Open the meeting to say who really goes.
calendar-load-home = Home
calendar-load-fullest = Fullest week
calendar-load-week = { $days ->
    [one] 1 day, { $week }
   *[other] { $days } days, { $week }
 }
calendar-load-heavy = too full
calendar-load-km = Kilometres
calendar-load-km-value = { $km } km
calendar-load-km-none = { $count ->
    [one] 1 journey of unknown distance
   *[other] { $count } journeys of unknown distance
 }
calendar-load-km-left = { $count ->
    [one] without 1 journey
   *[other] without { $count } journeys
 }
calendar-load-total = All together
calendar-load-km-how = How kilometres are counted
calendar-load-km-how-lead = There and back as the crow flies, from the centre of the home town to that of the town where the authority sits. Road and rail are longer; in one’s own town it is 0. A meeting counts for the residents who go.
calendar-load-km-source = Coordinates of towns: GeoNames, licence CC BY 4.0.
calendar-load-unknown = Some towns are missing from the map
calendar-load-unknown-next = Their journeys are counted, their kilometres are not. For a home, the name of the commune is enough; where several bear it, add the region: “Saint-Denis (La Réunion)”.
calendar-load-unknown-home = Home “{ $home }” ({ $who })
calendar-load-no-home = Home not given ({ $who })
calendar-load-unknown-site = Authority { $site }: its town is not known
calendar-load-seat-unknown = Unknown town
calendar-forecast-title = Attendance forecast
calendar-forecast-lead = What each person can still attend, from the published dates and known absences. Without an answer, a person counts as free.
calendar-forecast-finding = { $count ->
    [0] Everybody can still reach { $percent }% of the promised days.
    [one] One person cannot reach { $percent }% of the promised days.
   *[other] { $count } people cannot reach { $percent }% of the promised days.
 }
calendar-forecast-possible = To come and possible
calendar-forecast-total = Forecast
calendar-forecast-short = Against the least
calendar-forecast-lacks = { $days } d will be missing
calendar-forecast-enough = Within reach
calendar-own-time-title = My time
calendar-own-time-lead = The days your mission letter guarantees, and how they stand.

# Feeds
calendar-subscribe = Subscribe
calendar-feeds-site-title = Subscribe to the calendar: { $name }
calendar-feeds-site-lead = An address for a shared calendar: the runs of the site, kept up to date.
calendar-feeds-own-title = My calendars
calendar-feeds-own-lead = A personal address for your calendar: your runs, kept up to date.
calendar-feeds-none = No address is open.
calendar-feeds-open = Open addresses
calendar-feed-make = Make an address
calendar-feed-made = The address is ready
calendar-feed-made-next = Copy it now, it will not be shown again. In your calendar choose “subscribe by address” rather than import. Add ?heures=1 for events with hours.
calendar-feed-delay = Changes may take up to a day to show in some calendars.
calendar-feed-line = Made by { $name } on { $when }
calendar-feed-own-line = { $edition }, made on { $when }
calendar-feed-close = Close this address
calendar-feed-name = La Transfo, { $name }
calendar-feed-summary = Transfo { $site }: run of { $days } days
calendar-feed-with = With { $names }
calendar-feed-cancelled = CALLED OFF –{" "}

# After an act
said-plan-published = The calendar is published. The messages wait to be read over.
said-run-moved = The run has moved. The messages wait to be read over.
said-run-locked = These dates are locked: the next calculation will leave them.
said-run-unlocked = These dates are unlocked: the next calculation may move them.
said-run-cancelled = The run was called off. The messages wait to be read over.
said-run-residents = The residents of the run are saved.
said-attendance-noted = Attendance is saved.
said-availability = Your answer is saved.
said-closure-added = The closure was added. The next calculation will take it into account.
said-closure-removed = The closure was removed.
said-rule-restored = The requirement holds again: the next calculation will keep it.
said-messages-sent = The messages are leaving.
said-messages-dropped = The messages will not leave.
said-feed-closed = The address is closed: it no longer gives anything.
act-plan-published = published the calendar
act-run-moved = moved a run
act-run-cancelled = called a run off
act-run-residents = changed the residents of a run
act-run-locked = locked a run
act-run-unlocked = unlocked a run
act-closure-added = added a closure
act-closure-removed = removed a closure
act-closure-moved = changed the dates of a closure
act-rule-waived = gave up a requirement of the calendar
act-rule-restored = asked again for a requirement of the calendar
act-availability-answered = noted availability
act-attendance-noted = noted attendance
mail-calendar = Calendar of the runs
mail-calendar-subject = { $edition }: the calendar changes
mail-calendar-dropped = Called off: { $when }
mail-calendar-moved = Moved: { $when } becomes { $to }
mail-calendar-refitted = Same dates, another room or other residents: { $when }
mail-calendar-added = New: { $when }
mail-calendar-released = You are no longer expected: { $when }
mail-calendar-joined = You are expected: { $when }
mail-calendar-body =
    Hello { $name },

    The calendar of your runs changes.

    { $what }

    Subscribed calendars update by themselves. The whole calendar: { $url }
mail-availability = Availability
mail-availability-subject = { $edition }: when can you not come?
mail-availability-body =
    Hello { $name },

    To place the runs, tell us when you cannot come. This link is personal, needs no account and stays open:

    { $link }

    It takes five minutes. Without an answer you count as available.

# Meetings between authorities
calendar-meeting = Meeting
calendar-meetings-title = Inter-Transfo meetings
calendar-meetings-lead = The authorities of the season meet. The calculation places each meeting with the runs, without disturbing them.
calendar-meetings-none = No meeting is announced
calendar-meetings-none-why = A meeting gathers several authorities for one to three days. The coordination of the season announces it here.
calendar-meeting-held = Held
calendar-meeting-open = No date yet: the next calculation will place it
calendar-meeting-missed = No date, and its period is past
calendar-meeting-placed = Planned
calendar-meeting-fixed = Planned, date set by hand
calendar-meeting-window = { $days ->
    [one] One day
   *[other] { $days } days in a row
 } between { $from } and { $to }
calendar-meeting-on = { $name }, { $when }
calendar-meeting-days = { $days ->
    [one] 1 day
   *[other] { $days } days
 }
calendar-escort-title = Residents who go
calendar-escort-proposal = A proposal: the residents of the teams that take part, when they are free on these days. Their journeys, nights and kilometres count like this until something else is saved.
calendar-escort-said = Their journeys, nights and kilometres are counted in the load. Nobody is told when this list changes.
calendar-escort-who = Who goes?
calendar-escort-busy = not free on these days
calendar-escort-nobody = Nobody goes
calendar-escort-save = Save who goes
calendar-meeting-name = Name of the meeting
calendar-meeting-name-hint = Example: Inter-Transfo 5
calendar-meeting-length = Length
calendar-meeting-period = Possible period
calendar-meeting-from = Not before
calendar-meeting-to = Over by
calendar-meeting-host = Authority that hosts
calendar-meeting-place = Exact place
calendar-meeting-sites = Authorities that take part
calendar-meeting-sites-hint = The one that hosts always takes part. None will have a run on those days, the day before or the day after.
calendar-meeting-delegation = People expected from each authority
calendar-meeting-delegation-hint = The planner looks for a day on which each authority can send as many, and never fewer than half. Empty: six ambassadors in ten of the smallest cohort.
calendar-meeting-delegation-usual = Six ambassadors in ten
calendar-meeting-bad-delegation = Give a number of people from 1 to 999, or leave it empty.
calendar-meeting-add = Announce a meeting
calendar-meeting-add-lead = Give a period: the next calculation chooses the days that gather most people. Nobody is told before a date is published.
calendar-meeting-edit = Change the meeting
calendar-meeting-edit-lead = The date stays the same. If the name, the place, the length or those who take part change, a message will be prepared for each person concerned; you will read it before it leaves.
calendar-meeting-save = Save the meeting
calendar-meeting-keep = Change nothing
calendar-meeting-no-sites = Two authorities with dates are needed
calendar-meeting-no-sites-next = First give at least two authorities their first possible day.
calendar-meeting-date-title = Set the date
calendar-meeting-date-lead = The calculation chooses the date, unless you set it here.
calendar-meeting-date-fixed = The date is set by hand: the calculation leaves it.
calendar-meeting-offers = { $count ->
    [one] One other possible date
   *[other] { $count } other possible dates, those that gather most people first
 }
calendar-meeting-offers-none = No other date of the period suits all authorities.
calendar-meeting-present = { $present } of { $of } ambassadors can come on every day
calendar-meeting-other-day = Another first day
calendar-meeting-fix = Set this date
calendar-meeting-release = Let the calculation choose the date
calendar-meeting-confirm = Hold the meeting { $when }?
calendar-meeting-stays = The calculation will not move this meeting any more; it will move runs if need be.
calendar-meeting-impossible = The meeting cannot be held { $when }
calendar-meeting-clash = This date does not suit any more
calendar-meeting-closed = Public holiday or closure: { $sites }.
calendar-meeting-busy = A run on those days, the day before or the day after: { $sites }.
calendar-meeting-weekend = These days touch a week-end.
calendar-meeting-late = This day is not to come.
calendar-meeting-off-title = Call the meeting off
calendar-meeting-off-ask = Call “{ $name }” off?
calendar-meeting-off-days = The next calculation may place runs on those days.
calendar-meeting-off-keep = Keep the meeting
calendar-meeting-nameless = Give the meeting a name. Example: Inter-Transfo 5.
calendar-meeting-bad-length = A meeting lasts one to three days.
calendar-meeting-past = The period is past: give an end to come.
calendar-meeting-narrow = The period does not hold enough working days in a row: widen it.
calendar-meeting-alone = Choose at least two authorities.
calendar-meeting-host-away = The authority that hosts must take part.
calendar-meeting-outside = The date that everybody knows, { $when }, is not in this period. Widen the period, or set another date first.
calendar-meeting-meanwhile = Somebody has just changed this meeting. Go back to its page, then start again.
calendar-meeting-begun = This meeting has begun: it does not change any more.
calendar-part-meetings = { $count ->
    [one] 1 meeting
   *[other] { $count } meetings
 }
calendar-measure-meetings = Meetings that move
calendar-moves-meeting-closed = Public holiday or closure: { $sites }
calendar-moves-meeting-given-up = The meeting was set aside for this calculation
calendar-reason-delegates = { $present } of { $of } ambassadors can come on every day.
calendar-reason-same = Next best date: { $when }, at the same price.
calendar-term-meeting = delegations
calendar-waive-meeting = The meeting { $what } will have no date as long as the requirement is waived; if it had one, it will be called off when you publish.
calendar-feed-meeting = Transfo: { $name }
said-meeting-announced = The meeting is announced. The next calculation will look for a date.
said-meeting-changed = The meeting is saved. Messages, if any, wait to be read.
said-meeting-escorted = Noted: the load of the residents takes it into account.
said-meeting-fixed = The date is set. Messages, if any, wait to be read.
said-meeting-released = The next calculation may choose another date.
said-meeting-called-off = The meeting is called off. Messages, if any, wait to be read.
act-meeting-announced = announced a meeting
act-meeting-changed = changed a meeting
act-meeting-escorted = said which residents go to a meeting
act-meeting-fixed = set the date of a meeting
act-meeting-released = let the calculation choose the date of a meeting
act-meeting-called-off = called a meeting off
mail-calendar-meeting-added = { $name }, host: { $host }: { $to }
mail-calendar-meeting-moved = Moved: { $name }, { $when } becomes { $to } (host: { $host })
mail-calendar-meeting-dropped = Called off for you: { $name }, { $when }
mail-calendar-meeting-changed = Same dates, new details: { $name }, { $to } (host: { $host })
