### Working groups of each session.


groups-title = Working groups
groups-lead = Who works with whom in each session: everybody meets everybody, and profiles are spread.
groups-none = No groups yet
groups-none-hint = The team of the site composes them once the cohort is known; they appear here.
groups-compose-verb = Compose the groups
groups-compose-again = Compose the sessions to come again
groups-compose-title = Compose the groups
groups-compose-lead = { $count ->
    [one] One person to seat.
   *[other] { $count } people to seat.
}
groups-compose-kept = { $held ->
    [0] No session was held yet.
    [one] The session already held does not change; the meetings it made count.
   *[other] The { $held } sessions already held do not change; the meetings they made count.
}
groups-session = Session { $number }
groups-session-when = { $session }, { $when }
groups-group = Group { $number }
groups-from = from { $group }
groups-unnamed = Person no. { $rank }
groups-sessions = Sessions
groups-pairs = Pairs that meet
groups-of = of { $whole }
groups-most = Meetings of one pair, at most
groups-held-badge = Held
groups-absences = Note absences
groups-away-names = Noted as away: { $names }.
groups-stale = The cohort has changed since
groups-stale-who = Joined or left: { $names }. Sessions held stay; in those to come, few people will change groups.
groups-follow-verb = Update the sessions to come
groups-picture = Who meets whom
groups-picture-says = { $met } pairs of { $pairs } meet, each { $most } times at most.
groups-picture-never = Never in the same group
groups-picture-times = Number of sessions in the same group
groups-number = Number
groups-met = Colleagues met
groups-never = Never with
groups-seed = Seed of this calculation: { $seed }. The same seed and the same cohort give the same groups.
groups-cards = Cards to print
groups-cards-lead = One card per person, eight to an A4 sheet: their name, and their group in each session.
groups-print = Print
groups-card-session = Session { $number }
groups-card-group = group { $group }
groups-back = Back to the groups

## Composing
groups-count = Number of groups
groups-count-hint = Of nearly equal sizes.
groups-sessions-count = Number of sessions
groups-sessions-hint = { $runs ->
    [0] No run to come in the calendar.
    [one] One run to come in the calendar; the first session to come is tied to it.
   *[other] { $runs } runs to come in the calendar; the sessions to come are tied to them in order.
}
groups-sizes = Sizes of the groups
groups-sizes-hint = For unequal sizes, for example: 6, 6, 4, 4. Takes the place of the number of groups.
groups-spread = Spread
groups-spread-hint = What is ticked is spread over the groups of each session; meetings come first.
groups-pair-title = Together or apart
groups-pairs-hint = For example a person and their manager, never in one group. The cohort sees the groups, not these wishes.
groups-pair-line = Wish { $n }
groups-wish = Wish
groups-wish-apart = Never together
groups-wish-together = Always together
groups-one = First person
groups-other = Second person
groups-given-title = Seats that are given
groups-given-hint = Somebody in a certain group of a session, to lead it for example.
groups-given-line = Given seat { $n }
groups-person = Person
groups-session-name = Session
groups-group-name = Group
groups-away-title = Absences
groups-away-known = Absences already known: the groups stay of similar sizes. What people said and withdrawals are filled in; change or empty a line to decide otherwise. Several sessions are written 2, 4-6; without a number: every session to come.
groups-away-said = From their availability: away for half of each session named, or more.
groups-away-withdrawn = Withdrew: away from every session to come.
groups-away-sessions = Sessions
groups-away-line = Absence { $n }

## One session
groups-session-lead = The groups as announced. When somebody is missing, only those move who must.
groups-session-held = This session was held: its groups no longer change.
groups-away-hint = Tick everybody who is away, then update. The other sessions do not change.
groups-away-legend = Away from this session
groups-away-visible = Visible to: the team of the site and the coordination. The cohort sees the groups, not the list of who is away.
groups-away-verb = Update the groups
groups-hold-title = Was the session held?
groups-hold-hint = It is tied to no run of the calendar: note it as held, and its groups will no longer change.
groups-hold-verb = Note the session as held

## What is wrong
groups-fault-sessions = Give a number of sessions from 1 to { $most }.
groups-fault-sizes = Sizes are numbers with commas between them. Example: 6, 6, 4, 4.
groups-fault-groups = Give a number of groups from 1 to { $most }.
groups-fault-nobody = It takes at least two people in the cohort to compose groups.
groups-fault-sum = These sizes make { $sum } seats, for { $people } people.
groups-fault-held = { $held ->
    [one] One session was already held: ask for more.
   *[other] { $held } sessions were already held: ask for more.
}
groups-fault-pair = Choose two different people of the cohort.
groups-fault-given = Give a session to come, a person, and a group that exists; one seat per person and session.
groups-fault-away = Give a person of the cohort and sessions to come, for example 2, 4-6.
groups-fault-none = No groups keep every wish and every given seat. Take some away, or change the number of groups.
groups-fault-changed = The cohort or the sessions held changed meanwhile: read it over, then try again.

## After an act
said-groups-made = The groups are composed.
said-groups-replanned = The groups of this session are up to date; those who moved are marked.
said-groups-nobody-moved = The absence is noted; nobody had to change groups.
said-groups-held = The session is noted as held.
said-groups-held-already = Nothing changed: the session was already held.
said-groups-changed = Nothing changed: the cohort changed meanwhile, read it over.
said-groups-followed = The sessions to come follow the cohort of today.

## Journal
act-groups-made = composed the working groups
act-groups-replanned = updated the groups of a session
act-groups-followed = updated the groups after the cohort changed
act-groups-held = noted a session as held

## Command line
groups-cli-none = No groups were found that keep everything asked.
groups-cli-many = More than { $most } people: this is no cohort.
groups-cli-count = { $count } groups cannot be made of { $people } people.
groups-cli-sizes = These sizes make { $sum } seats, for { $people } people.
groups-cli-apart = { $people } people have “{ $value }” in “{ $column }”: they cannot be kept apart in { $limit } groups.
groups-cli-together = { $people } people have “{ $value }” in “{ $column }”: they do not fit together in a group of { $limit }.
groups-cli-mark = “{ $text }” cannot be read: it takes a session asked for and a person of the table (3:A07), then a group for a given seat (3:A07:2).
groups-cli-from = { $file }: not an answer of “transfo groups --json” for these people.
groups-cli-moved = Session { $session }: { $id } goes from group { $from } to group { $to }
groups-cli-figures = { $met } of { $pairs } pairs meet, { $most } times at most; spread uneven by { $imbalance } at most
groups-cli-quotas = Proposed for { $seats } seats, to be read over before use.
