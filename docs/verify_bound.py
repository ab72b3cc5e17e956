#!/usr/bin/env python3
"""Recomputes what no calendar of a season can cost less than: python3 verify_bound.py INSTANCE CERTIFICATE

Plain Python 3, no package, written apart from the planner and from planner-verify. INSTANCE (transfo-plan/1, .json or
.json.gz) holds facts; CERTIFICATE (transfo-bound/1) prices for what authorities share and rewards for days attended.
At these prices each authority's cheapest calendar is found by itself (in the file beside, verify_bound_calendar.py);
the sum, less what the prices give back, is a bound whatever the prices are. A plan that costs as much is the best.
Exit code 0: the bound is at least what the certificate claims.
"""
import gzip, json, re, sys
from datetime import date

from verify_bound_calendar import NEVER, capacity, cheapest, closed, nearness, spans


def need(holds, otherwise):
    if not holds:
        raise ValueError(otherwise)


def read(path):
    """A JSON file of whole numbers, in which each day is one too (1 was a Monday), and days off are a set."""
    def numbered(thing):
        if isinstance(thing, dict):
            return {numbered(k): spans(numbered(v)) if k == "off" else numbered(v) for k, v in thing.items()}
        if isinstance(thing, list):
            return [numbered(one) for one in thing]
        is_day = isinstance(thing, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", thing)
        return date.fromisoformat(thing).toordinal() if is_day else thing

    whole = lambda text: need(False, f"{text} is not a whole number")
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        return numbered(json.load(file, parse_float=whole, parse_constant=whole))


def covered(cases):
    """The cases are the leaves of a tree of questions, each answered yes on one side and no on the other."""
    need(cases, "a case is missing")
    if cases != [[]]:
        need(all(cases), "two cases are the same")
        need(all(case[0]["ask"] == "until" for case in cases), "only questions about a meeting's date are understood")
        need(len({(case[0]["meeting"], case[0]["day"]) for case in cases}) == 1, "the cases ask different questions")
        for answer in (True, False):
            covered([case[1:] for case in cases if case[0]["yes"] == answer])


def dates(season, meeting):
    """The first days on which a meeting is legal whatever the runs are, with their costs."""
    guests = [a for a in season["authorities"] if a["id"] in meeting["participants"]]
    hosts = [a for a in season["authorities"] if a["id"] == meeting["host"]]
    shut, old, found = set().union(*(closed(season, a) for a in guests)), meeting.get("previous"), {}
    for start in range(meeting["from"], meeting["to"] - meeting["len"] + 2):
        days = range(start, start + meeting["len"])
        here = [sum(i["off"].isdisjoint(days) for i in a["ambassadors"]) for a in guests]
        if (all(day % 7 not in (0, 6) and day not in shut for day in days) and meeting.get("lock") in (None, start)
                and all(any(room["off"].isdisjoint(days) for room in a["rooms"]) for a in hosts)
                and all(n >= meeting["delegation_min"] for n in here)
                and all(a["days"] >= meeting["min_days"] for a in guests)):
            moved = 0 if old in (None, start) else nearness(min(old, start) - season["now"])
            missing = sum(max(0, meeting["delegation"] - n) for n in here)
            found[start] = season["weights"]["meeting"] * missing + season["weights"]["meeting_move"] * moved
    return found


def bound(season, case, scale):
    """The bound of one case, in parts of the unit."""
    case = {**dict.fromkeys("suppose staff residents weeks rooms meetings rewards least".split(), {}), **case}
    limited = [case["staff"], *(prices for kind in ("residents", "weeks", "rooms") for prices in case[kind].values())]
    need(all(price >= 0 for prices in limited for price in prices.values()), "a price is negative")
    authorities, least, until = {a["id"]: a for a in season["authorities"]}, 0, 0
    links = {id: [] for id in authorities}
    legal = [(meeting, dates(season, meeting)) for meeting in season["meetings"]]
    for meeting, costs in sorted(legal, key=lambda pair: max(pair[1], default=0)):
        # Calendars need not hold a meeting whose dates begin before the end of an earlier one: this lowers the bound.
        apart = min(costs, default=0) > until
        paid = {id: case["meetings"].get(meeting["id"], {}).get(id, {})
                for id in authorities if apart and id in meeting["participants"]}
        until = max(costs) if paid else until
        supposed = [s for s in case["suppose"] if s["meeting"] == meeting["id"]]
        days = [day for day in costs if all((day <= s["day"]) == s["yes"] for s in supposed)]
        sides = (costs[day] * scale - sum(prices.get(day, 0) for prices in paid.values()) for day in days)
        least += min(sides, default=NEVER)
        for id, prices in paid.items():
            links[id].append((meeting, {day: prices.get(day, 0) for day in days}))
    least += sum(cheapest(season, a, case, scale, links[id]) for id, a in authorities.items())
    caps = {r["id"]: r["week_cap"] for r in season["residents"]}
    least -= sum(capacity(season, day) * price for day, price in case["staff"].items())
    least -= sum(caps.get(id, 0) * sum(prices.values()) for id, prices in case["weeks"].items())
    return least - sum(sum(prices.values()) for kind in ("residents", "rooms") for prices in case[kind].values())


def verify(season, proof):
    need(proof["format"] == "transfo-bound/1" and proof["scale"] > 0, "not a certificate of format transfo-bound/1")
    covered([case.get("suppose", []) for case in proof["cases"]])
    least = min(bound(season, case, proof["scale"]) for case in proof["cases"])
    found = least if least == NEVER else -(-least // proof["scale"])
    need(found >= proof["bound"], f"the prices give {found}, not {proof['bound']}")
    return found


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        found = verify(*map(read, sys.argv[1:]))
        print(f"aucun calendrier ne coûte moins de {found} / no calendar costs less than {found}")
    except Exception as error:
        sys.exit(f"refusé / refused: {error}")
