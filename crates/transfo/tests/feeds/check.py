"""Reads each feed given with two independent readers, which must agree with one another and with the text.

    cargo test -p transfo --test it feeds && pip install -r ../browser/requirements.txt && python3 check.py ../../../../target/feeds/*.ics

Exit 0: both readers accept every feed, see the same events, and no rule of rules.py is broken: readers forgive far too
much to be the only judges. `NAME-moved.ics` is also compared with `NAME.ics`, as fetched before. planted.py shows that
the rules see what they are there for.
"""

import os
import re
import sys

import icalendar
import vobject

import rules


def by_icalendar(raw):
    calendar = icalendar.Calendar.from_ical(raw)
    broken = [error for part in calendar.walk() for error in part.errors]
    if broken:
        raise ValueError(f"icalendar: {broken}")
    return sorted(
        (str(e["UID"]), str(e.decoded("DTSTART")), str(e.decoded("DTEND")), int(e["SEQUENCE"]), str(e["STATUS"]))
        for e in calendar.walk("VEVENT")
    )


def by_vobject(raw):
    calendar = vobject.readOne(raw.decode("utf-8"))
    return sorted(
        (e.uid.value, str(e.dtstart.value), str(e.dtend.value), int(e.sequence.value), e.status.value)
        for e in getattr(calendar, "vevent_list", [])
    )


def faults(path):
    raw = open(path, "rb").read()
    one, other = by_icalendar(raw), by_vobject(raw)
    written = len(re.findall(rb"^BEGIN:VEVENT\r$", raw, re.M))
    if len(one) != written:
        yield f"icalendar sees {len(one)} events of {written}"
    if one != other:
        yield f"the readers differ: {sorted(set(one) ^ set(other))[:4]}"
    if b"TZID:Europe/Paris" not in raw:
        yield "no Europe/Paris"
    if not written:
        yield "no event"
    before = path.replace("-moved.ics", ".ics")
    previous = open(before, "rb").read() if before != path and os.path.exists(before) else None
    for rule, what in rules.check(raw, previous)[0]:
        yield f"{rule}: {what}"


def main(paths):
    if not paths:
        sys.exit("no feed given: run the tests of feeds first")
    failed = False
    for path in paths:
        found = list(faults(path))
        failed = failed or bool(found)
        print(path, "; ".join(found) or "both readers agree")
    sys.exit(failed)


if __name__ == "__main__":
    main(sys.argv[1:])
