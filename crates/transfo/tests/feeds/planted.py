"""Plants each known defect in feeds of ours and asks whether the rules see it.

    python3 planted.py ../../../../target/feeds/site.ics ../../../../target/feeds/site-timed.ics

Exit 0: every planted defect is caught by the rule that is there for it.
"""

import re
import sys

import rules


def first(pattern, by, feed):
    return re.sub(pattern, by, feed, count=1)


def events(feed):
    return re.findall(rb"BEGIN:VEVENT.*?END:VEVENT\r\n", feed, re.S)


def other_uids(feed):
    return re.sub(rb"UID:run", b"UID:nur", feed)


def fold_in_a_character(feed):
    plain = rules.unfold(feed)
    for width in range(20, 74):
        lines = [[line[i : i + width] for i in range(0, max(1, len(line)), width)] for line in plain.split(b"\r\n")]
        folded = b"\r\n".join(b"\r\n ".join(parts) for parts in lines)
        try:
            for line in folded.split(b"\r\n"):
                line.decode("utf-8")
        except UnicodeDecodeError:
            return folded
    sys.exit("the feed has no character of two octets to cut")


def one_day_earlier(feed):
    earlier = lambda m: m[1] + b"%02d" % (int(m[2]) - 1 or 2)
    return first(rb"(DTSTART;VALUE=DATE:\d{6})(\d\d)", earlier, feed)


def defects(days, hours):
    """Name, rule that must fire, feed with the defect, feed fetched before it."""
    yield "line feed only", "crlf", days.replace(b"\r\n", b"\n"), None
    yield "byte order mark", "bom", b"\xef\xbb\xbf" + days, None
    yield "not folded", "fold75", first(rb"\r\nEND:VEVENT", b"\r\nDESCRIPTION:" + b"a" * 80 + b"\r\nEND:VEVENT", rules.unfold(days)), None
    yield "fold inside a character", "fold-utf8", fold_in_a_character(days), None
    yield "end day included", "dtend-exclusive", re.sub(rb"(DTSTART;VALUE=DATE:(\d+).*?DTEND;VALUE=DATE:)\d+", rb"\1\2", days, flags=re.S), None
    yield "no VTIMEZONE", "vtimezone", re.sub(rb"BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n", b"", hours, flags=re.S), None
    yield "floating time", "floating", hours.replace(b";TZID=Europe/Paris", b""), None
    yield "no DTSTAMP", "required", first(rb"DTSTAMP:[^\r]*\r\n", b"", days), None
    yield "local DTSTAMP", "dtstamp-utc", first(rb"(DTSTAMP:\d+T\d+)Z", rb"\1", days), None
    yield "METHOD:REQUEST", "method", days.replace(b"METHOD:PUBLISH", b"METHOD:REQUEST"), None
    yield "bare comma", "escape", first(rb"(SUMMARY[^:]*:)", rb"\1a, b ", days), None
    yield "UID twice", "uid-dup", days.replace(b"END:VCALENDAR", events(days)[0] + b"END:VCALENDAR"), None
    gap = rb"\g<1>20270328T023000\g<2>20270328T033000"
    yield "hour that does not exist", "dst-gap", first(rb"(DTSTART;TZID=Europe/Paris:)\d+T\d+(.*?DTEND;TZID=Europe/Paris:)\d+T\d+", gap, hours.replace(b"\r\n", b"\x1e")).replace(b"\x1e", b"\r\n"), None
    yield "moved, SEQUENCE kept", "seq-same", one_day_earlier(days), days
    yield "SEQUENCE goes back", "seq-back", days, re.sub(rb"SEQUENCE:\d+", b"SEQUENCE:9", days)
    yield "vanished, not CANCELLED", "vanished", days.replace(events(days)[0], b""), days
    yield "UIDs made anew", "vanished", other_uids(days), days
    yield "DTSTAMP of the fetch", "churn", re.sub(rb"DTSTAMP:\d{8}", b"DTSTAMP:20990101", days), days


def main(days, hours):
    feeds = [open(path, "rb").read() for path in (days, hours)]
    for feed in feeds:
        if rules.check(feed)[0]:
            sys.exit(f"the feed is not sound to begin with: {rules.check(feed)[0][:3]}")
    missed = 0
    for name, rule, feed, previous in defects(*feeds):
        fired = {rule for rule, _ in rules.check(feed, previous)[0]}
        missed += rule not in fired
        print(f"{'caught' if rule in fired else 'MISSED'}  {rule:16} {name}")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main(*sys.argv[1:])
