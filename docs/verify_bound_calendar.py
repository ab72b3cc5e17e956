"""The cheapest calendar of one authority at given prices, for verify_bound.py (plain Python 3, no package)."""
from bisect import bisect
from functools import cache
from itertools import count

NEVER = float("inf")  # Dearer than anything. All other amounts are whole numbers, so nothing is rounded.
spans = lambda pairs: {day for first, last in pairs for day in range(first, last + 1)}
held = lambda runs: [range(run["start"], run["start"] + run["len"]) for run in runs or []]
total = lambda prices, days: sum(prices.get(day, 0) for day in days)
nearness = lambda away: 5 if away <= 14 else 3 if away <= 42 else 1


def capacity(season, day):
    caps = [x["cap"] for x in season["operator"].get("capacity", []) if x["from"] <= day <= x["to"]]
    return caps[-1] if caps else season["operator"]["capacity_default"]


def closed(season, a):
    return spans((b["from"], b["to"]) for b in a["blackouts"] if b["hard"]).union(season["calendars"].get(a["law"], []))


def runs_of(season, a, case, scale):
    """Runs that break no rule alone: (start, end, price with the cheapest room and residents, days each attends)."""
    w, now, people, locks = season["weights"], season["now"], a["ambassadors"], held(a.get("locks"))
    past, planned = max((run[-1] for run in held(a.get("done"))), default=0), set().union(*held(a.get("previous")))
    shut = closed(season, a).union(*(i["off"] for i in people if i.get("lead")))
    rewards = case["rewards"].get(a["id"], {})
    opens = {day for day in range(season["horizon"]["start"], season["horizon"]["end"] + 1)
             if day % 7 not in (0, 6) and past < day <= a["last"][1] and day not in shut and capacity(season, day) > 0
             and sum(day not in i["off"] for i in people) >= a["quorum"]}
    soft = [(b["weight"], range(b["from"], b["to"] + 1)) for b in a["blackouts"] if not b["hard"]]
    for days in (range(start, start + n) for start in sorted(opens) for n in sorted(set(a["lengths"])) if n > 0):
        start, end, n = days[0], days[-1], len(days)
        late = start >= now + a.get("notice_days", 0) and not any(set(days).intersection(lock) for lock in locks)
        rooms = [w["room"] * room["cost"] * n * scale + total(case["rooms"].get(room["id"], {}), days)
                 for room in a["rooms"] if room["off"].isdisjoint(days)]
        team = [r for r in season["residents"]
                if r["id"] in a["team"] and r["off"].isdisjoint(days) and n <= r["week_cap"]]
        if opens.issuperset(days) and (late or days in locks) and rooms and len(team) >= a["team_quorum"]:
            offers = sorted((w["trip"] * a["trip_cost"].get(r["id"], 0) - w["resident"] * n) * scale
                            + total(case["residents"].get(r["id"], {}), range(start, end + 1 + a["travel_buffer"]))
                            + total(case["weeks"].get(r["id"], {}), [start - (start - 1) % 7]) * n for r in team)
            attends = [sum(day not in i["off"] for day in days) for i in people]
            cost = w["absence"] * (n * len(people) - sum(attends)) + w["resident"] * n * len(a["team"])
            cost += sum(weight for weight, stretch in soft for day in days if day in stretch)
            if a.get("previous") is not None:
                kept = [day in planned and day >= now for day in days]
                cost += w["change"] * sum(nearness(day - now) * (-1 if k else 1) for day, k in zip(days, kept))
            price = min(rooms) + sum(offers[:a["team_quorum"]]) + sum(min(0, o) for o in offers[a["team_quorum"]:])
            price += total(case["staff"], days) - sum(rewards.get(i["id"], 0) * n for i, n in zip(people, attends))
            yield start, end, cost * scale + price, attends


def cheapest(season, a, case, scale, links):
    """What the cheapest calendar of an authority costs at these prices. A higher claim, which counts attendance targets
    exactly, is believed when no calendar refutes it. `links`: its meetings, with the prices of their dates."""
    w, people, runs, looks = season["weights"], a["ambassadors"], list(runs_of(season, a, case, scale)), count()
    past, done = max((run[-1] for run in held(a.get("done"))), default=0), sum(map(len, held(a.get("done"))))
    left, pauses, musts = a["days"] - done, sorted(spans(a["gap"]["pauses"])), set().union(*held(a.get("locks")))
    if left < 0:
        return NEVER

    @cache
    def followers(end):
        """The runs that may follow a planned one that ends on `end` (0: there is none)."""
        before = end or past
        # With too few residents to alternate, somebody attends both runs and travels in between.
        apart = max(0, a["gap"]["min"], a["travel_buffer"] if end and 2 * a["team_quorum"] > len(a["team"]) else 0)
        counted = lambda start: start - before - 1 - bisect(pauses, start - 1) + bisect(pauses, before)
        fits = lambda start: (start > before + apart and counted(start) <= a["gap"]["max"] if before
                              else a["first"][0] <= start <= a["first"][1])
        return [run for run in runs if fits(run[0]) and not any(end < day < run[0] for day in musts)]

    @cache
    def meet(at, end, start):
        """The least price of a meeting after a run that ends on `end` and before one that begins on `start`."""
        meeting, prices = links[at]
        return min((price for day, price in prices.items() if end + meeting["buffer"] < day
                    and day + meeting["len"] + meeting["buffer"] <= start), default=NEVER)

    @cache
    def pace(lane, before):
        """What the checkpoints before a day cost with `lane` planned days done."""
        ideals = [ideal for day, ideal in a["pace"] if day < before]
        return scale * w["pace"] * sum(max(0, abs(done + lane - ideal) - w["pace_tol"]) for ideal in ideals)

    @cache
    def more(lane, start, end):
        """What a run costs more after `lane` planned days: it changes the cost of the checkpoints before its end."""
        after = lane + end - start + 1
        late = after > left or any(lane < mark["days"] - done <= after and (
            start < (mark.get("earliest") or 0) or end > (mark.get("deadline") or NEVER)
            or any(start <= y and x <= end for x, y in mark.get("avoid", []))) for mark in a["milestones"])
        return NEVER if late else pace(lane, end) - pace(after, end)

    def ahead(end, lane, placed):
        """What may follow: (price with the meetings before it, run, (its end, days done, meetings placed))."""
        for run in followers(end):
            start, stop, cost, _ = run
            cost += more(lane, start, stop)
            for at in range(placed, len(links) + 1):
                if cost < NEVER:
                    yield cost, run, (stop, lane + stop - start + 1, at)
                if at < len(links):
                    cost += meet(at, end, start) if done + lane >= links[at][0]["min_days"] else NEVER

    @cache
    def ending(end, lane, placed):
        """The least that is still to pay."""
        if lane < left:
            return min((cost + ending(*then) for cost, _, then in ahead(end, lane, placed)), default=NEVER)
        early = any(day > end for day in musts) or (end and not a["last"][0] <= end <= a["last"][1])
        return NEVER if early else sum(meet(at, end, NEVER) for at in range(placed, len(links)))

    def wish(i, days):
        """What an ambassador's targets cost after so many planned days, and the rewards that the runs gave."""
        reward, days_in_all = case["rewards"].get(a["id"], {}).get(i["id"], 0), days + i.get("attended", 0)
        short = w["short"] * max(0, i["target"] - days_in_all) + w["floor"] * max(0, i["floor"] - days_in_all)
        return scale * short + reward * days

    @cache
    def fewest(i, days, rest):
        """The least of it once `rest` more days are held."""
        return min(wish(people[i], n) for n in range(days, days + rest + 1))

    def refuted(paid, state, attended):
        """Whether a calendar that begins so costs less than the claim, targets included; or too many could."""
        rest = left - state[1]
        if paid + ending(*state) + sum(fewest(i, days, rest) for i, days in enumerate(attended)) >= claim:
            return False
        return rest == 0 or any(next(looks) >= 4_000_000 or paid + cost + ending(*then) + least < claim
                                and refuted(paid + cost, then, [x + y for x, y in zip(attended, run[3])])
                                for cost, run, then in ahead(*state))

    gone = [nearness(day - season["now"]) for day in set().union(*held(a.get("previous"))) if day >= season["now"]]
    base = pace(left, NEVER) + scale * w["change"] * sum(gone)
    least = sum(fewest(i, 0, left) for i in range(len(people)))
    sure = base + least + ending(0, 0, 0)
    claim = case["least"].get(a["id"], sure)
    return claim if claim > sure and not refuted(base, (0, 0, 0), [0] * len(people)) else sure
