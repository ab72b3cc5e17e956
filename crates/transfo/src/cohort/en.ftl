### Call, candidacies, draw, cohort, mission letters.


## Tabs
cohort-tab-call = Call
cohort-tab-candidacies = Candidacies
cohort-tab-quotas = Quotas
cohort-tab-draw = Draw
cohort-tab-cohort = Cohort

## What the draw balances
cohort-feature = Feature
cohort-value = Value
cohort-feature-directorate = Directorate
cohort-feature-policy-field = Policy field
cohort-feature-category = Category
cohort-feature-location = Work site
cohort-feature-seniority = Seniority
cohort-feature-gender = Gender
cohort-feature-team = Team or service
cohort-category = Category { $letter }
cohort-gender-woman = Woman
cohort-gender-man = Man
cohort-gender-other = Other
cohort-choose = Choose…
cohort-not-given = Not given
cohort-volunteers = Volunteers
cohort-drawn = Drawn
cohort-substitutes = Substitutes
cohort-low = Minimum
cohort-high = Maximum
cohort-low-flex = Flexible minimum
cohort-high-flex = Flexible maximum
cohort-ready = Ready
cohort-theme = Theme

## The public call
cohort-call-title = Call for volunteers, { $site }
cohort-error-title = Error: { $title }
cohort-call-head = Become an ambassador of the Transfo
cohort-call-lead = With a team of residents, twenty agents invent the innovation lab of their authority.
cohort-call-lead-theme = With a team of residents, agents invent the innovation lab of their authority by working on: { $theme }.
cohort-call-before = The call opens on { $day }
cohort-call-before-next = Note the day: the form will be on this page, with no account to make.
cohort-call-after = The call closed on { $day }
cohort-call-after-next = If you applied, your personal link still works: it says where your candidacy stands.
cohort-asked-title = What is asked
cohort-asked-days = { $days } working days, in runs of two or three days
cohort-asked-months = over 12 to 18 months
cohort-asked-letter = This is working time: a mission letter promises it.
cohort-asked-draw = { $seats } people are drawn by lot among the volunteers, so that the group is like the authority.
cohort-who-title = Who sees what
cohort-who-team = Your candidacy is seen by the Transfo team at your site and by the coordination, nobody else.
cohort-who-hierarchy = Your hierarchy learns of it only when you decide.
cohort-who-record = The record of the draw holds no name.
cohort-who-withdraw = You can withdraw at any time, without giving a reason.
cohort-form-title = My candidacy
cohort-form-until = Applications until { $day } included.
cohort-you = You
cohort-name = Name
cohort-name-hint = Example: Agathe Lorentz
cohort-email = E-mail address
cohort-email-hint = Without an address, keep the link given at the end. Example: first.last@city.fr
cohort-directorate-hint = As in the organisation chart. Example: Early childhood
cohort-policy-field-hint = Example: youth, housing, mobility
cohort-location-hint = Example: town hall, north workshop
cohort-seniority-hint = Example: 3 to 9 years
cohort-team-hint = At most one person of each team is drawn.
cohort-motivation = What makes you want to
cohort-motivation-hint = A few lines; they do not count in the draw. Write nothing about your health or your opinions.
cohort-hierarchy = Your hierarchy
cohort-hierarchy-hint = To be drawn you need your manager’s agreement. You choose when to ask for it.
cohort-manager-name = Your manager’s name
cohort-manager-email = Their e-mail address
cohort-manager-email-hint = Without an address you get a link to hand over.
cohort-release-when = Tell my manager
cohort-release-later = Later, I will do it from my personal link
cohort-release-now = Now, when I send my candidacy
cohort-consent = I volunteer for { $days } days over the length of the Transfo, and I agree that my candidacy is used for the draw. I can withdraw at any time, without giving a reason.
cohort-form-visible = Visible to the team of the site and the coordination of the season. Your hierarchy has no access.
cohort-send = Send my candidacy
cohort-call-contact = A question? { $contact }
cohort-received-title = Your candidacy has arrived
cohort-received-lead = Your personal link is waiting in your mailbox.
cohort-received-mail = A message has just left for the address that you gave. It holds the link that opens your candidacy: keep it, to follow, pass on or withdraw. To protect everybody, this link is never shown here.
cohort-received-hidden = Your manager is told only if you asked for it.
cohort-received-lost = Nothing within an hour? Ask for a new link: { $contact }

## Faults
cohort-fault-name = Write your name
cohort-fault-directorate = Choose your directorate
cohort-fault-policy-field = Choose your policy field
cohort-fault-category = Choose your category
cohort-fault-location = Choose your work site
cohort-fault-address = The address is not complete. Example: first.last@city.fr
cohort-fault-choice = Choose a value of the list
cohort-fault-long = This text is too long
cohort-fault-consent = Tick the box to be a candidate
cohort-fault-consent-paper = Tick the box once the paper form is signed: no candidacy without consent
cohort-fault-manager = Write your manager’s name, or choose to tell them later
cohort-fault-closed = The call is not open: nothing was kept. Write to the contact at the bottom of the page.
cohort-fault-day = Write a date. Example: 15/03/2027
cohort-fault-closes-first = The call cannot close before it opens
cohort-fault-answer = Choose to agree or to refuse
cohort-fault-frozen = The pool is frozen: nothing can change any more, unless it is thawed before the draw.
cohort-fault-line = The line “{ $value }” needs a feature and whole numbers
cohort-fault-low-above = The minimum of “{ $value }” is above its maximum
cohort-fault-flex = The flex of “{ $value }” must widen the interval, not narrow it
cohort-fault-twice = “{ $value }” stands twice for the same feature
cohort-fault-lows = { $feature }: the minimums add up to { $sum }, more than the seats
cohort-fault-highs = { $feature }: the maximums add up to { $sum }, less than the seats
cohort-fault-days = A number of days between 1 and { $most }

## The agent's page
cohort-own-title = My candidacy
cohort-own-lead-ready = Your manager agrees: you may be drawn.
cohort-own-lead-asked = Your manager was told and has not answered yet. Without their agreement you cannot be drawn.
cohort-own-lead-hidden = Your candidacy is recorded and your hierarchy does not know. To be drawn you will need your manager’s agreement.
cohort-own-lead-refused = Your manager did not agree. Talk to them: the answer can change until the pool is frozen.
cohort-own-lead-no-consent = Your consent is not recorded: see the pilot of your site.
cohort-own-lead-withdrawn = You have withdrawn your candidacy.
cohort-own-result = The draw
cohort-own-drawn = You are drawn: welcome to the cohort.
cohort-own-left = You have left the cohort.
cohort-own-letter = My mission letter: { $days } days
cohort-own-no-letter = Your mission letter is being prepared.
cohort-own-substitute = You are a substitute, number { $rank }. If somebody leaves you may be called to replace them.
cohort-own-not-drawn = You are not drawn this time. Thank you for volunteering: there are other ways to take part, the pilot of your site knows them.
cohort-own-link = My personal link
cohort-own-link-keep = Keep this link: it alone opens this page. Give it to nobody.
cohort-own-who = Who sees my candidacy
cohort-own-seen-hidden = Seen by the team of the site and the coordination. Your hierarchy does not see it.
cohort-own-seen-released = Seen by the team of the site, the coordination, the managers and the direction.
cohort-own-mine = What I wrote
cohort-own-leave = Withdraw
cohort-own-leave-hint = At any time, without giving a reason.
cohort-own-may-return = The call is still open: you can take this back.
cohort-own-return = Take my candidacy up again
cohort-own-no-return = The call is closed: this is final. The pilot of your site is still there to listen.
cohort-your-manager = your manager
cohort-release-title = Tell my hierarchy
cohort-release-lead = Your manager is invited to agree to the time to be freed.
cohort-release-mail = { $who } gets a message at { $email }, with your name and a link to answer.
cohort-release-paper = { $who } has no address here: you will have a link to hand over.
cohort-release-seen = The managers and the direction of your site will be able to see that you are a candidate, and where the agreement stands.
cohort-release-lasting = This cannot be undone: what is known is known.
cohort-release-verb = Tell my manager
cohort-release-not = Not now
cohort-withdraw-title = Withdraw my candidacy
cohort-withdraw-lead = No reason is asked.
cohort-withdraw-out = You will not be drawn; if you already are, a substitute will take your place.
cohort-withdraw-back = While the call is open you can come back with the same link.
cohort-withdraw-verb = Withdraw my candidacy
cohort-withdraw-not = Stay a candidate
cohort-manager-link-title = A link to hand to the manager
cohort-manager-link-lead = Hand this link to your manager: it opens the page where they agree. If they have an address here, a new message has left too.
cohort-manager-link-verb = Get a link to hand over
cohort-handed-once = This link is shown once: note it or print this page.
cohort-back = Go back
cohort-print = Print
cohort-confirm-what = What will happen
cohort-agreement = Agreement of the hierarchy
cohort-agreement-waiting = Waiting
cohort-agreement-granted = Given
cohort-agreement-refused = Refused
cohort-agreement-not-asked = Not asked yet

## The manager's page
cohort-endorse-title = The manager’s agreement
cohort-endorse-head = { $name } asks for your agreement
cohort-endorse-lead = This agreement is about freeing { $days } working days, not about the person.
cohort-endorse-who = Who
cohort-endorse-what = What
cohort-endorse-when = When
cohort-endorse-question = Your answer
cohort-endorse-yes = I agree
cohort-endorse-yes-hint = The { $days } days can be freed. Agreeing does not mean being drawn.
cohort-endorse-no = I do not agree
cohort-endorse-no-hint = The agent will not be drawn.
cohort-endorse-note = A word to explain
cohort-endorse-note-hint = The agent and the team of the site will read it.
cohort-endorse-visible = Your answer is seen by the agent, the team of the site, the coordination and the hierarchy.
cohort-endorse-send = Send my answer
cohort-endorse-until = You can change your mind until the pool is frozen.
cohort-endorse-closed = The pool is frozen: the answer can no longer change.
cohort-endorse-withdrawn = This candidacy was withdrawn: there is nothing to answer.
cohort-endorse-letter = A mission letter promises { $days } days

## The call, for the pilot
cohort-call-page = Call for volunteers
cohort-call-none = The call is not prepared yet: give its days.
cohort-call-stand-before = The call will open on { $day }.
cohort-call-stand-open = The call is open until { $day }.
cohort-call-stand-after = The call closed on { $day }.
cohort-call-see = See the public page
cohort-call-poster = Print the poster
cohort-call-open = Open the call
cohort-opens-on = First day
cohort-closes-on = Last day
cohort-closes-on-hint = One can still apply on that day.
cohort-intro = Word of welcome
cohort-intro-hint = In a few lines, why this Transfo here.
cohort-contact = Contact
cohort-contact-hint = A person, a phone, an address.
cohort-code-title = Code to scan
cohort-code-hint = Scan, or type this address:
cohort-code-label = Code to scan: { $address }
cohort-poster-title = Poster of the call
cohort-poster-lead = One page for the places where agents have no mail.
cohort-poster-sheet = Poster to print

## Candidacies
cohort-list-lead = { $total ->
    [0] No candidacy.
    [one] One candidacy, { $ready } ready for the draw.
    *[other] { $total } candidacies, { $ready } of them ready for the draw.
}
cohort-list-file = Download for spreadsheets (CSV)
cohort-list-none = No candidacy for now
cohort-list-none-hint = Put the code to scan where agents have no mail, or type in the paper forms.
cohort-list-no-call = The call is not open: begin by giving it its days.
cohort-list-caption = { $count ->
    [one] One candidacy
    *[other] { $count } candidacies
}
cohort-list-visible = Visible to the team of the site and the coordination of the season
cohort-agent = Agent
cohort-reference = Reference
cohort-received-on = Received on
cohort-state = State
cohort-state-ready = Ready
cohort-state-asked = Agreement asked
cohort-state-hidden = Not passed on
cohort-state-refused = Agreement refused
cohort-state-no-consent = Without consent
cohort-state-withdrawn = Withdrawn
cohort-state-meaning-ready = The agent consents and the hierarchy agrees: this candidacy goes into the pool.
cohort-state-meaning-asked = The hierarchy was told and has not answered. No draw without agreement.
cohort-state-meaning-hidden = The agent has not told the hierarchy yet: do not speak in their place.
cohort-state-meaning-refused = The hierarchy does not agree: this candidacy does not go into the pool.
cohort-state-meaning-no-consent = The agent’s consent is not recorded.
cohort-state-meaning-withdrawn = The agent withdrew; no reason is asked.
cohort-filter = Filter
cohort-filter-all = All
cohort-filter-none = No candidacy matches this filter.
cohort-double = The same address for { $references }
cohort-double-next = Probably one person: ask which candidacy to keep, the other is to be withdrawn before the pool is frozen.
cohort-source-web = online
cohort-source-paper = paper form
cohort-source-import = season file
cohort-source = Origin
cohort-consent-on = The agent’s consent
cohort-consent-none = Not recorded
cohort-consent-paper = The agent signed the consent on paper
cohort-released-on = Passed on to the hierarchy
cohort-released-not = No: the hierarchy does not know
cohort-withdrawn-on = Withdrawn
cohort-agree-title = Answer of the hierarchy
cohort-agree-hint = It comes by the manager’s link. Note it here if it came on paper.
cohort-agree-verb = Note the answer
cohort-remind-verb = Remind the manager
cohort-remind-lead = If the manager has an address, a new message has just left. Otherwise hand over this link.
cohort-new-link-title = New personal link
cohort-new-link-hint = For an agent who lost theirs. The old one still works; the journal keeps a trace of this act.
cohort-new-link-lead = Hand this link to the agent in person.
cohort-new-link-verb = Make a new link
cohort-profile = What the draw balances
cohort-enter-title = Type in a paper candidacy
cohort-enter-lead = Copy the signed form; you will have a personal link to hand to the agent.
cohort-enter-verb = Record the candidacy
cohort-release-paper-tick = On the form the agent asks that the hierarchy be told now
cohort-entered-title = Candidacy recorded
cohort-entered-lead = Hand this link to the agent: it lets them follow, pass on or withdraw their candidacy.

## Quotas
cohort-quotas-title = Quotas
cohort-quotas-lead = { $seats } seats, { $ready } volunteers ready for the draw.
cohort-quotas-hold = The quotas can hold together
cohort-quotas-hold-next = At least one full group exists with the volunteers ready today.
cohort-quotas-fail = The quotas cannot hold together today
cohort-quotas-ways = One of these decisions would do, nothing is changed without you:
cohort-quotas-recruit = Or these further candidacies, all together, would do:
cohort-quotas-frozen = The pool is frozen with these quotas
cohort-quotas-frozen-next = To change them, thaw the pool from the page “Draw”, before the draw.
cohort-quotas-none = No quota for now
cohort-quotas-none-hint = A quota says how many of those drawn have a value: for instance 6 to 8 of category A. Add some in the table.
cohort-quotas-table = Table of quotas
cohort-quotas-inherited = These quotas come from the season. Saving makes them this site’s own.
cohort-quotas-hint = Clear a value to remove its line. The flex says how far the coordination could go if nothing is possible.
cohort-workforce-title = Propose quotas from the workforce
cohort-workforce-hint = A CSV file with the columns feature, value, headcount. The proposal fills the table; nothing is saved before you have read it over.
cohort-workforce-file = File of the workforce
cohort-workforce-verb = Propose
cohort-workforce-none = Choose a CSV file.
cohort-workforce-done = Proposal for { $seats } seats: read it over, then save. Nothing is changed yet.
cohort-workforce-no-feature = “{ $value }” is no feature of the draw: its lines are left out.
cohort-workforce-taken = { $feature }: “{ $value }” is taken for “{ $known }”, which is known here.
cohort-workforce-fresh = { $feature }: “{ $value }” is known to no quota and no volunteer.
cohort-workforce-no-figure = { $feature }: volunteers have “{ $value }”, of which the file says nothing; the line is left open.
cohort-quotas-save = Save the quotas
cohort-line-value = Value of line { $n }
cohort-line-feature = Feature of line { $n }
cohort-line-fresh = Not in the quotas yet
cohort-chart-title = The pool against its quotas
cohort-chart-band = Seats wanted, from minimum to maximum
cohort-chart-ready = { $ready } volunteers ready for { $seats } seats.
cohort-chart-frozen = { $count } volunteers in the frozen pool.
cohort-chart-inside = Those drawn stand inside every range.
cohort-chart-outside = At least one range is not held.
cohort-chart-wanted = volunteers, { $low } to { $high } seats
cohort-chart-drawn = drawn, { $low } to { $high } wanted

## Draw
cohort-draw-title = Draw by lot
cohort-draw-steps = Steps of the draw
cohort-step-freeze = Freeze the pool
cohort-step-draw = Draw
cohort-step-result = Result
cohort-draw-lead-open = { $count } volunteers are ready, { $waiting } are not yet.
cohort-draw-lead-frozen = The pool is frozen with { $count } volunteers. The lottery is to be calculated.
cohort-draw-lead-running = The lottery is being calculated.
cohort-draw-lead-drawn = The draw is made.
cohort-draw-read-quotas = Read the quotas again
cohort-draw-see = See the result
cohort-draw-verb = Draw
cohort-draw-failed = The lottery is not calculated
cohort-draw-failed-next = Nothing was written. Thaw the pool to change quotas or candidacies, or try again.
cohort-draw-not-frozen = The pool is not frozen: freeze it first.
cohort-draw-already = This site is drawn already: there is only one draw.
cohort-draw-withdrawn = Volunteers of the frozen pool have withdrawn since ({ $names }). Thaw, then freeze again: the hash will change.
cohort-draw-blank-value = Write the public value
cohort-freeze-title = Freeze the pool
cohort-freeze-lead = The pool is written once and for all, before anybody can know the public value.
cohort-freeze-in = { $count ->
    [one] One person goes into the pool.
    *[other] { $count } people go into the pool.
}
cohort-freeze-left = { $count ->
    [0] Nobody is left out.
    [one] One person is left out, without agreement or consent.
    *[other] { $count } people are left out, without agreement or consent.
}
cohort-freeze-closed = No candidacy can be added or corrected any more; one can always withdraw.
cohort-freeze-hash = The hash will be { $hash }: announce it before the draw.
cohort-freeze-verb = Freeze the pool
cohort-freeze-not = Keep it open
cohort-freeze-faults = The pool and the quotas do not match yet.
cohort-freeze-wrong = To mend before freezing
cohort-freeze-mend = Complete the quotas
cohort-thaw-verb = Thaw the pool
cohort-pool-title = The frozen pool
cohort-pool-when = Frozen on
cohort-pool-who = Volunteers
cohort-pool-hash = Hash of the pool (BLAKE3)
cohort-pool-announce = Announce this hash before the public value is known: message, poster or room. It proves that the pool did not change.
cohort-pool-download = Download the pool (references, no name)
cohort-public-value = Public value
cohort-public-value-visible = Written in the record, which anybody can check.
cohort-how-title = How the draw is made
cohort-how-1 = The pool and the quotas are frozen and their hash is announced.
cohort-how-2 = From this pool alone come a thousand numbered groups that all keep the quotas; everybody’s chance is the number of groups they are in.
cohort-how-3 = The public value, mixed with the hash, gives one number: that is the group drawn.
cohort-how-4 = The record holds everything: anybody can check it.
cohort-phase-waiting = The calculation waits for its turn
cohort-phase-feasibility = Looking for a group that keeps every quota
cohort-phase-chances = Computing the most equal chances
cohort-phase-panels = Forming the groups
cohort-phase-slips = Numbering the groups
cohort-job-lost = Connection lost: the calculation goes on, the page will catch up.
cohort-job-seconds = { $seconds ->
    [one] { $seconds } second gone
    *[other] { $seconds } seconds gone
}
cohort-job-refresh = Refresh
cohort-job-stop = Stop the computation
cohort-job-stopping = Asked to stop.

## The lottery and the public session
cohort-step-lottery = Calculate the lottery
cohort-step-commit = Publish the lottery
cohort-draw-lead-calculated = The lottery is calculated. Publish it before the public value is known.
cohort-draw-lead-published = The lottery is published. What remains is to draw, in the room, with the source that was announced.
cohort-draw-not-published = The lottery is not published: publish it first.
cohort-draw-same-person = You have already proposed this value: another person, from their own account, must enter the same.
cohort-draw-other-value = This is not the value that the first person proposed. Compare, then enter the same; otherwise it is for the first person to correct theirs.
cohort-draw-two-officers = Two persons must enter the public value: this draw is made on the page for the room.
cohort-draw-changed = The lottery has changed in the meantime: read it again before going on.
cohort-draw-gone-title = The draw cannot take place with this pool
cohort-draw-gone-published = The published lottery will be void, for everybody to see; the new one will have another hash.
cohort-lottery-title = The lottery
cohort-lottery-verb = Calculate the lottery
cohort-lottery-again = Calculate again
cohort-lottery-see = See the lottery
cohort-lottery-limit = Time for the calculation
cohort-lottery-limit-hint = At the limit, the best lottery found is kept, with the gap that is proved to remain.
cohort-lottery-no-limit = To the end
cohort-lottery-minutes = { $count ->
    [one] One minute at most
    *[other] { $count } minutes at most
}
cohort-lottery-published = The lottery is published: it does not change any more, unless the pool is thawed.
cohort-lottery-under-way = Somebody has just started this calculation: it is under way.
cohort-job-figures = { $panels } groups found; lowest chance { $minimum } %, at best { $bound } %
cohort-lottery-lead = { $panels } numbered groups for { $volunteers } volunteers.
cohort-lottery-is-published = It is published.
cohort-lottery-is-not-published = It is not published yet: only the team and the coordination see it.
cohort-lottery-lowest = Slips of whoever has the fewest
cohort-lottery-of = of { $panels }
cohort-lottery-minimum = Lowest chance, before rounding
cohort-lottery-panels = Different groups found
cohort-lottery-why-title = Why no lottery can do better
cohort-lottery-ratio = { $seats } seats at most for “{ $feature }: { $value }”, { $people } volunteers: nobody can promise them more than { $percent } %.
cohort-lottery-ratio-seats = { $seats } seats for { $people } volunteers: nobody can promise each of them more than { $percent } %.
cohort-lottery-certificate = No lottery can promise everybody more than { $percent } %. The proof is a weighted sum of the quotas, written in whole numbers in the text of the lottery: the verification program does it again, without the one that draws.
cohort-lottery-early = The lowest chance is { $minimum } %; it is proved that no lottery can promise everybody more than { $bound } %. Between the two, the calculation had no time to decide.
cohort-lottery-early-title = The calculation was stopped early
cohort-lottery-early-next = This lottery is valid and can be verified, but it may not be the fairest: calculate again with more time before publishing.
cohort-lottery-leximin = The lowest chance is as high as possible; then, without touching it, the second lowest, and so on.
cohort-lottery-never-title = Who can never be drawn
cohort-lottery-never-nobody = Nobody: every volunteer is in at least one possible group.
cohort-lottery-never-lead = These volunteers are in no group that keeps every quota. Change the quotas before publishing if this is not wanted.
cohort-lottery-made = Calculated on
cohort-lottery-hash = Hash of the lottery (BLAKE3)
cohort-limit-most = { $count ->
    [0] no seat for “{ $feature }: { $value }”
    [one] one seat at most for “{ $feature }: { $value }”
    *[other] { $count } seats at most for “{ $feature }: { $value }”
}
cohort-limit-least = { $count ->
    [one] one seat kept for “{ $feature }: { $value }”
    *[other] { $count } seats kept for “{ $feature }: { $value }”
}
cohort-limit-team = one person at most of the same team
cohort-limit-whole = which whole groups keep all quotas at once
cohort-limit-seats = the number of seats: { $count }
cohort-commit-title = Publish the lottery
cohort-commit-lead = What is published now, before anybody knows the public value, is what proves the draw.
cohort-commit-verb = Publish the lottery
cohort-commit-source = Source of the public value
cohort-commit-source-hint = Something that nobody can know or choose in advance. Examples: Loto of 14 March 2028; drand round 4,215,000; dice thrown in the room
cohort-commit-blank-source = Name the source, in 500 characters at most
cohort-commit-officers = Who enters the value
cohort-commit-officers-one = One person
cohort-commit-officers-two = Two persons: the first proposes, another one confirms the same value
cohort-commit-public = The hash, the source, the counts and the spread of chances become public, without an account:
cohort-commit-private = Each volunteer reads their own chance by their personal link, and nobody else’s.
cohort-commit-stands = The lottery does not change any more: giving it up makes it void, and the public page will say so.
cohort-commit-hash = Hash: { $hash }
cohort-commit-facts = What is promised
cohort-commit-when = Published on
cohort-commit-at-once = None: lottery and draw were made in one go
cohort-thaw-title = Thaw the pool
cohort-thaw-lead = The pool opens again: candidacies and quotas may change.
cohort-thaw-pool = The hash of the pool becomes void: { $hash }
cohort-thaw-open = A lottery that is calculated and not published is forgotten.
cohort-thaw-void = The published lottery becomes void; the public page says so and keeps its hash: { $hash }
cohort-thaw-again = You will have to freeze, calculate and publish again, with a source that nobody knows yet.
cohort-thaw-not = Keep it frozen
cohort-public-title = Public draw
cohort-public-see = See the public page
cohort-public-lead = { $seats } seats, { $volunteers } volunteers.
cohort-public-is-waiting = The lottery is published, the draw has not taken place yet.
cohort-public-is-drawn = The draw has taken place.
cohort-public-is-void = This lottery is void.
cohort-public-void = Void since { $when }
cohort-public-void-means = The pool was opened again before the draw, for instance because somebody withdrew. No draw can be made with this hash any more.
cohort-public-promise = What was promised before the draw
cohort-public-drawn = The draw
cohort-public-at-once = Lottery and public value were recorded together: this draw can be verified, but nothing here proves that the lottery was known before the value.
cohort-public-check = Do the calculation of the number again
cohort-public-check-text = Take this text of four lines, without a line break at its end:
cohort-public-check-hash = The first sixteen characters of its BLAKE3 hash (command “b3sum”) are a number in hexadecimal:
cohort-public-check-left = Divided by { $panels }, it leaves { $left }: the number of the group drawn.
cohort-public-check-record = Whoever holds the full record can have everything checked here:
cohort-public-how-4 = Each volunteer checks their own line; the full record, without names, opens to those who control.
cohort-public-counts = Volunteers and seats
cohort-public-few = Counts of fewer than { $count } people are not shown, nor those that would tell them by subtraction.
cohort-public-fewer = not shown
cohort-public-own = Are you a volunteer?
cohort-public-own-how = Your personal link shows your chance, what limits it, and how to find your sealed line in the public text.
cohort-public-download = Download the public text
cohort-public-voids = Void lotteries
cohort-public-voided = Published on { $published }, void since { $voided }:
cohort-own-chance = My chance
cohort-own-chance-slips = { $slips ->
    [0] You are on none of the { $panels } slips.
    [one] You are on one of the { $panels } slips.
    *[other] You are on { $slips } of the { $panels } slips.
}
cohort-own-chance-limits = What limits it: { $limits }.
cohort-own-chance-fair = No lottery could do better for you without giving less to somebody whose chance is as low or lower.
cohort-own-chance-void = This lottery is void: the pool was opened again. A new lottery will give you a new chance.
cohort-own-chance-check = Check my line of the public text
cohort-own-chance-how = Your line is sealed in the public text: it is the BLAKE3 hash of the text below, which you alone can write. Find the seal in the public text.
cohort-own-chance-seal = Seal
cohort-call-draw = The lottery of this draw is published
cohort-call-draw-why = Before the value that decides is known, anybody can read what is promised; afterwards, do the calculation again.
cohort-own-chance-public = See the public page of the draw
cohort-room-open = Open the screen for the room
cohort-room-again = See the screen for the room again
cohort-room-kicker = Public draw
cohort-room-steps = Steps of the session
cohort-room-before = Back
cohort-room-after = Next
cohort-room-keys = By keyboard: arrows, space or Enter.
cohort-room-frozen = What is frozen
cohort-room-frozen-lead = { $volunteers } volunteers for { $seats } seats
cohort-room-frozen-when = Pool and quotas frozen on { $when }.
cohort-room-frozen-slips = { $panels } groups numbered up to { $last }: all of them keep the quotas.
cohort-room-frozen-hash = Hash published on { $when }:
cohort-room-source = The source that was announced
cohort-room-source-why = It was named before the draw: nobody could know the value, nor choose it.
cohort-room-value = The public value
cohort-room-value-lead = The pilot or the coordination enters the public value.
cohort-room-value-hint = As the source gives it. Example: Loto of 14 March 2028: 3 8 21 33 40 / 7
cohort-room-value-verb = Read again before drawing
cohort-room-dice = Or the dice, in order
cohort-room-dice-hint = At least ten throws, from 1 to 6. Example: 3 1 6 6 2 4 1 5 2 3
cohort-room-dice-wrong = At least { $count } digits from 1 to 6: with fewer throws some groups would be favoured
cohort-room-one-of-both = Give the value or the dice, not both
cohort-room-paper = Draw with paper
cohort-room-paper-how = Put the { $panels } numbers into an urn. Draw three times, putting the slip back each time, and write the value like this: “Slips drawn in the room: 417, 052, 880”.
cohort-room-paper-why = The slip drawn by hand does not name the group directly: it becomes the public value, which the hash turns into a number, and this is what can be verified afterwards. A single slip would not do: some groups would be favoured. A draw made on paper alone could not be verified, and the application does not record it.
cohort-room-proposed = Value proposed: { $value }
cohort-room-proposed-mine = Another person, from their own account, enters the same on this page. You may still correct yours.
cohort-room-proposed-other = If it is the one of the source, enter it again: the draw will take place.
cohort-take-back-title = Take the proposed value back
cohort-take-back-out = This value no longer waits for a second person: nothing is drawn.
cohort-take-back-two = A first person proposes a value again, and another one enters the same.
cohort-take-back-stands = The published lottery stands: the pool is not thawed and the hash does not change.
cohort-take-back-journal = The journal keeps that this value was proposed and that it was taken back, by whom and when.
cohort-take-back-verb = Take the value back
cohort-take-back-mine = Take my proposal back
cohort-take-back-not = Leave it
cohort-draw-not-yours = No value waits that you may take back.
cohort-room-second-title = The public value waits for a second person
cohort-room-second = Another person than the one who proposed it enters the same value.
cohort-room-second-verb = Enter the value
cohort-room-confirm = Read again, then draw
cohort-room-confirm-draw = The number and the { $seats } people follow at once.
cohort-room-confirm-first = The value is proposed; another person must enter the same before anything is drawn.
cohort-room-confirm-once = There is no way back: a second draw will be refused, and the try noted in the journal.
cohort-room-confirm-public = The value and the number become public; the names only when the result is published.
cohort-room-propose-verb = Propose this value
cohort-room-correct = Correct
cohort-room-number = The number drawn
cohort-room-number-of = among { $panels } groups, from 0 to { $last }
cohort-room-number-value = Public value: { $value }
cohort-room-number-how = The value, mixed with the published hash, gives this number. Anybody can do the calculation again:
cohort-room-panel = The people drawn
cohort-room-panel-lead = Group no. { $number }: { $count } people, by their reference
cohort-room-panel-names = Each volunteer knows their reference. The names are published afterwards:
cohort-slips-title = Slips to print
cohort-slips-see = Slips to print
cohort-slips-lead = Slips { $first } to { $last }, to print for the room.
cohort-slips-how = Put these lists up before the draw: once the number is known, everybody reads on paper which group it names. The numbers alone can also serve as an urn.
cohort-slips-why = These are references, without names; take the sheets back after the session.
cohort-slips-hash = Lottery { $hash }
cohort-slips-pages = Pages of slips
cohort-verify-parts = What was done again
cohort-verify-part-form = The text is whole, and its hashes are those of its own lines.
cohort-verify-part-pool = The pool: { $volunteers } volunteers, each of them once, under quotas that can be read.
cohort-verify-part-slips = The { $slips } numbered groups keep every quota.
cohort-verify-part-chances = The published chances are those that the groups give; the lowest is { $minimum } of { $slips }.
cohort-verify-part-proof = The certificate: no lottery can promise everybody more than { $bound } %.
cohort-verify-part-nash = The certificate: no lottery gives a greater product of chances.
cohort-verify-part-early = The calculation had been stopped early: the chances are exact, but may not be the fairest.
cohort-verify-part-number = The number follows from the hash and the public value.
cohort-verify-part-panel = The people drawn are those of this group, and the substitutes those whom the rule names.

## Result
cohort-result-title = Result of the draw
cohort-result-lead = { $drawn } people drawn, { $substitutes } substitutes.
cohort-result-published = Published on { $day }.
cohort-result-unpublished = Not published yet: only the team and the coordination see it.
cohort-crowd = { $volunteers } volunteers, { $drawn } drawn, { $substitutes } substitutes
cohort-drawn-people = The people drawn
cohort-substitutes-hint = In this order. If somebody leaves, the first who keeps every quota is called.
cohort-chances-title = Everybody’s chances
cohort-chances-says = Of { $panels } numbered groups: how many volunteers were in how many.
cohort-chance = { $slips } groups of { $panels }
cohort-chance-class = { $slips } to { $last } groups of { $panels }
cohort-chances-ends = The lowest chance: { $lowest } groups of { $panels }, which is { $low } %; the highest: { $highest } groups, which is { $high } %.
cohort-chances-equal = Everybody has the same chance: { $lowest } groups of { $panels }, which is { $low } %.
cohort-chances-exact = Chances that are close share a line. The exact fractions, one by one, are in the public text of the lottery and in the record.
cohort-chance-column = Chance
cohort-chance-people = { $count ->
    [one] person
    *[other] people
}
cohort-proof-title = The proof
cohort-drawn-on = Drawn on
cohort-panel-number = Group drawn
cohort-panel-of = no. { $number } of { $panels } (from 0)
cohort-record-hash = Hash of the record (BLAKE3)
cohort-record-download = Download the record
cohort-publish-title = Publish the result
cohort-publish-lead = The ambassadors and the season learn who is in the cohort.
cohort-publish-seen = The names of those drawn become visible; substitutes stay known to the team.
cohort-publish-accounts = Each person drawn gets an account with the role of ambassador.
cohort-publish-mails = { $count ->
    [0] No message is prepared.
    [one] One message is prepared; it leaves once somebody has read it.
    *[other] { $count } messages are prepared; they leave once somebody has read them.
}
cohort-publish-by-hand = { $count ->
    [0] Every candidate has an address.
    [one] One person has no address: tell them in person.
    *[other] { $count } people have no address: tell them in person.
}
cohort-publish-verb = Publish the result
cohort-publish-not = Not yet

## Cohort
cohort-cohort-title = The cohort
cohort-cohort-lead = { $count } people for { $seats } seats.
cohort-groups-link = Working groups
cohort-cohort-none = The ambassadors of this site, once the result is published.
cohort-cohort-empty = Nobody to show for now
cohort-cohort-empty-hint = The cohort appears here after the draw and its publication.
cohort-members = Ambassadors
cohort-of = of { $whole }
cohort-letters-signed = Letters signed
cohort-since = Since
cohort-acts = Acts
cohort-member-withdrawn = Withdrew
cohort-history = Departures and replacements
cohort-history-left = { $name } left the cohort.
cohort-history-replaced = { $name } left the cohort, { $next } took over.
cohort-missing = { $count ->
    [one] One person is missing
   *[other] { $count } people are missing
}
cohort-missing-next = Call the substitutes one by one by noting each departure, or complete the cohort by a draw that keeps those who are confirmed.
cohort-complete-value-hint = A number that nobody could know before: result of an announced lottery, dice thrown in the room. Example: Loto of 14 March 2028: 3 8 21 33 40 / 7
cohort-complete-verb = Complete the cohort
cohort-complete-title = Complete the cohort
cohort-complete-lead = { $missing ->
    [one] One seat is free; { $staying } people are confirmed and keep theirs.
   *[other] { $missing } seats are free; { $staying } people are confirmed and keep theirs.
}
cohort-complete-eligible = { $count ->
    [one] One person of the pool can still be called.
   *[other] { $count } people of the pool can still be called, substitutes included.
}
cohort-complete-leaving = Withdrew and lose their seat: { $names }.
cohort-complete-draws = A group that keeps every quota exists: the free seats are drawn by lot, with the lowest chance as high as it can be.
cohort-complete-hash = Fingerprint of the pool of this draw, to be announced before the public value is known: { $hash }
cohort-complete-told = Those who are drawn are told if the result is published.
cohort-complete-joins = { $count ->
    [0] Nobody can take a seat.
    [one] No group keeps every quota. One person would take a seat, with the least deviation:
   *[other] No group keeps every quota. { $count } people would take a seat, with the least deviation:
}
cohort-complete-empty = { $count ->
    [one] One seat would stay free.
   *[other] { $count } seats would stay free.
}
cohort-complete-accept = I accept this deviation; among similar profiles the public value decides.
cohort-complete-accept-first = Tick the box to accept this deviation, or change nothing.
cohort-complete-back = Change nothing
cohort-complete-running = The completing draw is under way
cohort-complete-failed = The cohort was not completed
cohort-complete-failed-next = Nothing changed. Read the page over, then try again.
cohort-complete-none = Nobody is missing
cohort-complete-none-next = There is no seat to complete.
cohort-complete-not-drawn = The draw is not made: there is no cohort to complete.
cohort-complete-whole = Nobody is missing: there is no seat to complete.
cohort-complete-nobody = Nobody of the pool can be called any more.
cohort-complete-under-way = Somebody has just asked for it: wait for the end.
cohort-complete-blank = Give the public value.
cohort-complete-changed = The cohort or those who can be called changed meanwhile: read it over, then try again.
cohort-complete-deviates = No group keeps every quota, and nobody accepted a deviation.
cohort-completed-none = No completing draw
cohort-completed-none-hint = When people leave and the cohort is completed by a draw, its record appears here.
cohort-completed-title = Completing draws
cohort-completed-line = { $names }: public value “{ $value }”.
cohort-completed-deviates = Without a draw: no group kept every quota.
cohort-completed-record = Record
cohort-leave-empty = Leave the seat free and complete by a draw
cohort-leave-title = { $name } leaves
cohort-leave-lead = No reason is asked.
cohort-leave-out = { $name } leaves the cohort today and loses the access of an ambassador.
cohort-leave-next = { $name }, substitute number { $rank }, takes the place.
cohort-leave-keeps = Every quota still holds.
cohort-leave-moves = { $count ->
    [one] { $feature }, { $value }: one person, for { $low } to { $high } wanted.
   *[other] { $feature }, { $value }: { $count } people, for { $low } to { $high } wanted.
}
cohort-leave-told = { $name } is told if the result is published.
cohort-leave-nobody = No substitute can be called any more: the place stays empty.
cohort-leave-substitute = This person leaves the list of substitutes; the order of the others does not change.
cohort-leave-verb = Note the departure
cohort-leave-list = Take off the list
cohort-leave-not = Change nothing

## Mission letter
cohort-letter-title = Mission letter
cohort-letter-of = Mission letter of { $name }
cohort-letter-draft = Draft: the letter is not issued yet.
cohort-letter-unsigned = It is to be signed.
cohort-letter-issued-on = Issued on { $day }.
cohort-letter-signed-on = Signed on { $day }.
cohort-letter-to-issue = To be issued
cohort-letter-days = Days promised
cohort-letter-days-hint = The protocol asks for 35.
cohort-letter-issue = Issue the letter
cohort-letter-again = Issue again (to be signed again)
cohort-letter-sign = Note that the letter is signed
cohort-letter-object = Subject: mission letter of an ambassador of the Transfo
cohort-letter-body-1 = { $name }, you were drawn by lot among the volunteers to be part of the cohort of ambassadors of the Transfo.
cohort-letter-body-2 = You will give this mission { $days } days of your working time, in runs of two or three consecutive days.
cohort-letter-theme = The work will be about: { $theme }.
cohort-letter-body-3 = Your workload is adapted accordingly, and your manager frees you on the days of the calendar.
cohort-letter-body-4 = You can end this mission at any time, without giving a reason.
cohort-letter-who-agent = The ambassador
cohort-letter-who-manager = The manager
cohort-letter-who-direction = The general direction

## Verify
cohort-verify-title = Verify a draw
cohort-verify-lead = Give the record of a draw: every figure is computed again by a program that has nothing in common with the one that drew.
cohort-verify-file = Record
cohort-verify-file-hint = A .json file, 8 MB at most.
cohort-verify-text = Or paste its text
cohort-verify-kept = Nothing is kept.
cohort-verify-verb = Verify
cohort-verify-genuine = This record is genuine
cohort-verify-genuine-means = Hash, groups, chances, number drawn, people and substitutes are those that the pool and the public value give. Compare the hash with the one that was announced.
cohort-verify-wrong = This record is not acceptable
cohort-verify-nothing = Give a file or paste a text
cohort-verify-lowest = Lowest chance
cohort-verify-commitment = Hash of the commitment

## After an act
said-application-received = Your candidacy is recorded. Keep the link below.
said-application-released = Your manager is told; a message has just left.
said-application-released-paper = Your candidacy is passed on. Get a link below to hand to your manager.
said-application-too-late = Nothing changed: the candidacy is withdrawn, or the call is closed.
said-application-withdrawn = Your candidacy is withdrawn.
said-application-back = Your candidacy is taken up again.
said-application-corrected = The candidacy is corrected.
said-endorsement-noted = The answer is recorded; the agent is told.
said-endorsement-closed = Nothing changed: the pool is frozen, or the candidacy withdrawn.
said-endorsement-hidden = Nothing changed: the agent has not told the hierarchy yet.
said-call-written = The call is saved.
said-quotas-set = The quotas are saved.
said-pool-frozen = The pool is frozen. Announce its hash.
said-pool-thawed = The pool is thawed; the old hash is void.
said-pool-not-frozen = The pool was not frozen.
said-pool-already = The pool was frozen already.
said-pool-changed = A candidacy changed in the meantime: read again, then freeze.
said-pool-drawn = Nothing changed: the draw is made or under way.
said-lottery-asked = The calculation of the lottery is started.
said-lottery-published = The lottery is published. Announce the public page and the source.
said-lottery-already = Nothing has changed: the lottery is published, or is not calculated.
said-draw-taken-back = The proposed value is taken back. Nothing is drawn.
said-draw-kept = Nothing changed: no value waits that you may take back.
said-draw-proposed = The value is proposed. Another person must enter the same.
said-result-published = The result is published. Read the prepared messages before they leave.
said-result-already = The result was published already.
said-member-left = The departure is noted.
said-member-gone = This person had already left.
said-member-changed = The list changed in the meantime: read again who would be called.
said-completion-asked = The completing draw has begun.
said-letter-issued = The letter is issued.
said-letter-signed = The letter is signed.
said-letter-not-open = Nothing changed: the letter is signed already, or not issued.

## Journal
act-call-written = saved the call for volunteers
act-application-received = received a candidacy
act-application-typed = typed in a paper candidacy
act-application-corrected = corrected a candidacy
act-application-link = made a new personal link
act-application-released = passed a candidacy on to the hierarchy
act-application-reminded = reminded a manager
act-application-withdrawn = noted the withdrawal of a candidacy
act-application-back = took a withdrawn candidacy up again
act-endorsement-granted = noted an agreement of the hierarchy
act-endorsement-refused = noted a refusal of the hierarchy
act-endorsement-open = opened the answer of the hierarchy again
act-quotas-set = saved the quotas
act-pool-frozen = froze the pool
act-pool-thawed = thawed the pool
act-draw-asked = started the draw
act-lottery-asked = started the calculation of the lottery
act-lottery-made = calculated the lottery
act-lottery-published = published the lottery
act-lottery-void = made the published lottery void
act-draw-taken-back = took the proposed public value back
act-draw-proposed = proposed the public value of the draw
act-draw-refused = tried a second draw, refused
act-draw-made = drew the cohort
act-result-published = published the result of the draw
act-member-left = noted a departure from the cohort
act-completion-asked = asked to complete the cohort
act-cohort-completed = completed the cohort
act-member-joined = noted an arrival in the cohort
act-member-called = called a substitute
act-letter-issued = issued a mission letter
act-letter-signed = noted the signature of a mission letter

## Mails
mail-application-subject = Your candidacy for the Transfo, { $site }
mail-application-body =
    Hello { $name },

    Your candidacy ({ $more }) is recorded. This link opens it; keep it, do not pass it on:
    { $link }

    It lets you follow your candidacy, tell your manager when you decide, and withdraw without giving a reason.
mail-application = Candidacy recorded
mail-application-known-subject = Your candidacy for the Transfo, { $site }
mail-application-known-body =
    Hello { $name },

    A candidacy has just been sent with your address. You already had one ({ $more }): it is the one that counts, nothing was added. This link opens it:
    { $link }

    If it was not you who wrote, there is nothing to do.
mail-application-known = Candidacy already known
mail-endorsement-subject = { $more } asks for your agreement for the Transfo
mail-endorsement-body =
    Hello { $name },

    { $more } volunteers for the Transfo ({ $site }) and asks you to agree to the time to be freed. This page says what it is about and takes your answer:
    { $link }

    You can change your mind until the pool is frozen.
mail-endorsement = Request for agreement
mail-endorsed-subject = Your manager agrees
mail-endorsed-body =
    Hello { $name },

    { $more } agreed: your candidacy for the Transfo ({ $site }) may be drawn.
mail-endorsed = Agreement given
mail-not-endorsed-subject = Answer of your manager
mail-not-endorsed-body =
    Hello { $name },

    { $more } did not agree to your candidacy for the Transfo ({ $site }). The answer can change until the pool is frozen: talk about it together, or with the pilot of your site.
mail-not-endorsed = Agreement refused
mail-drawn-subject = You are drawn: the Transfo, { $site }
mail-drawn-body =
    Hello { $name },

    The draw is made: you are part of the cohort of { $site }. Your personal page, with your mission letter as soon as it is issued:
    { $link }
mail-drawn = Result: drawn
mail-substitute-subject = You are a substitute: the Transfo, { $site }
mail-substitute-body =
    Hello { $name },

    The draw is made: you are number { $more } on the list of substitutes of { $site }. If somebody leaves you may be called. Your personal page:
    { $link }
mail-substitute = Result: substitute
mail-not-drawn-subject = The draw of the Transfo, { $site }
mail-not-drawn-body =
    Hello { $name },

    The draw is made and you are not part of it this time. Thank you for volunteering. Your personal page stays open:
    { $link }
mail-not-drawn = Result: not drawn
mail-called-subject = A place is free: the Transfo, { $site }
mail-called-body =
    Hello { $name },

    Somebody left the cohort of { $site } and you are called to replace them. Your personal page:
    { $link }

    If you cannot, withdraw from this page: no reason is asked.
mail-called = A substitute called
