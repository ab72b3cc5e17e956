"""What a published feed must keep, octet by octet and event by event, so that the common readers (Outlook and Exchange,
Google, Thunderbird, Zimbra) show the same thing. Each rule has a name; planted.py shows that each one fires."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

LINE = re.compile(r"([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\":;,]*)(?:,(?:\"[^\"]*\"|[^\":;,]*))*)*):(.*)$", re.S)
ONCE = ("DTEND", "DURATION", "SEQUENCE", "STATUS", "TRANSP", "CLASS", "LAST-MODIFIED", "DESCRIPTION", "LOCATION")


def unfold(raw):
    return re.sub(rb"\r\n[ \t]", b"", raw)


def components(raw):
    """Each component: its name, its properties (name, parameters, value), and the components around it."""
    done, open_ones = [], []
    for line in unfold(raw).decode("utf-8").split("\r\n"):
        if not line:
            continue
        match = LINE.match(line)
        if not match:
            raise ValueError("unreadable line: " + line[:60])
        name, value = match[1].upper(), match[3]
        parameters = dict(p.split("=", 1) for p in re.findall(r";((?:[^;\"]|\"[^\"]*\")+)", match[2]))
        if name == "BEGIN":
            open_ones.append((value.upper(), []))
        elif name == "END":
            ended = open_ones.pop()
            done.append((ended[0], ended[1], [o[0] for o in open_ones]))
        else:
            open_ones[-1][1].append((name, parameters, value))
    return done


def octets(raw):
    if raw.startswith(b"\xef\xbb\xbf"):
        yield "bom", "byte order mark"
    if re.search(rb"(?<!\r)\n", raw) or re.search(rb"\r(?!\n)", raw):
        yield "crlf", "lines must end with CR LF"
    if not raw.endswith(b"END:VCALENDAR\r\n"):
        yield "end", "the file must end with END:VCALENDAR CR LF"
    lines = raw.split(b"\r\n")
    if any(len(line) > 75 for line in lines):
        yield "fold75", "a line of more than 75 octets"
    for line in lines:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield "fold-utf8", f"a fold cuts a character: {line[-12:]!r}"
            break
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", raw):
        yield "control", "control character"


def calendar(properties):
    if properties.get("VERSION") != ["2.0"]:
        yield "version", "VERSION:2.0"
    if len(properties.get("PRODID", [])) != 1:
        yield "prodid", "one PRODID"
    if properties.get("METHOD", ["PUBLISH"]) != ["PUBLISH"]:
        yield "method", "a feed is METHOD:PUBLISH or has none"
    for name, rule in [("REFRESH-INTERVAL", "refresh"), ("X-PUBLISHED-TTL", "ttl"), ("NAME", "name"), ("X-WR-CALNAME", "name")]:
        if name not in properties:
            yield rule, name + " is missing"


def all_day(event, start, end, end_parameters):
    if not re.match(r"^\d{8}$", start):
        yield "date", start
    if end is None:
        yield "dtend", "a whole day without DTEND"
    elif end_parameters.get("VALUE") != "DATE":
        yield "mixed", "DTSTART is a day and DTEND is not"
    elif end <= start:
        yield "dtend-exclusive", f"{start}..{end}: the end day is exclusive"
    if "X-MICROSOFT-CDO-ALLDAYEVENT" not in event:
        yield "ms-allday", "X-MICROSOFT-CDO-ALLDAYEVENT is missing"


def timed(event, start, end, zones):
    zone, end_parameters = event["DTSTART"][0][0].get("TZID"), event.get("DTEND", [({}, None)])[0][0]
    if not re.match(r"^\d{8}T\d{6}Z?$", start):
        yield "date", start
        return
    if end is None and "DURATION" not in event:
        yield "dtend", "no end"
    if end and end <= start:
        yield "dtend-order", f"{start}..{end}"
    if not start.endswith("Z") and not zone:
        yield "floating", f"{start}: neither UTC nor TZID"
    if zone and zone.strip('"') not in zones:
        yield "vtimezone", f"TZID {zone} has no VTIMEZONE"
    if zone and end_parameters.get("TZID") != zone:
        yield "mixed", "different zones for start and end"
    if zone:
        moment, there = dt.datetime.strptime(start, "%Y%m%dT%H%M%S"), ZoneInfo(zone.strip('"'))
        back = moment.replace(tzinfo=there).astimezone(dt.timezone.utc).astimezone(there)
        if back.replace(tzinfo=None) != moment:
            yield "dst-gap", f"{start} does not exist in {zone}"


def whole(event, zones):
    for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
        if len(event.get(name, [])) != 1:
            yield "required", f"{name} x{len(event.get(name, []))}"
    for name in ONCE:
        if len(event.get(name, [])) > 1:
            yield "once", name
    for name in ("SEQUENCE", "STATUS", "TRANSP", "CLASS"):
        if name not in event:
            yield name.lower(), name + " is missing"
    if not all(name in event for name in ("UID", "DTSTART", "DTSTAMP")):
        return
    uid, stamp = event["UID"][0][1], event["DTSTAMP"][0][1]
    if not re.match(r"^[\x21-\x7e]{8,255}$", uid):
        yield "uid", "8 to 255 printable octets without space"
    if not re.match(r"^\d{8}T\d{6}Z$", stamp):
        yield "dtstamp-utc", stamp
    if event.get("STATUS", [({}, "CONFIRMED")])[0][1] not in ("TENTATIVE", "CONFIRMED", "CANCELLED"):
        yield "status", event["STATUS"][0][1]
    parameters, start = event["DTSTART"][0]
    end_parameters, end = event.get("DTEND", [({}, None)])[0]
    if parameters.get("VALUE") == "DATE":
        yield from all_day(event, start, end, end_parameters)
    else:
        yield from timed(event, start, end, zones)
    for name in ("SUMMARY", "DESCRIPTION", "LOCATION"):
        for _, value in event.get(name, []):
            if re.search(r"[,;]", re.sub(r"\\[\\,;nN]", "", value)):
                yield "escape", f"{name}: a bare comma or semicolon"
            if re.search(r"\\", re.sub(r"\\[\\,;nN]", "", value)):
                yield "escape", f"{name}: unknown escape"


def kept(event):
    """What two versions of a feed are compared by."""
    first = lambda name, default: event.get(name, [({}, default)])[0][1]
    unchanging = ("DTSTAMP", "SEQUENCE", "LAST-MODIFIED")
    body = sorted((n, str(p), v) for n, all_ in event.items() for p, v in all_ if n not in unchanging)
    return {"sequence": int(first("SEQUENCE", "0")), "status": first("STATUS", ""), "stamp": first("DTSTAMP", ""), "body": body}


def since(old, new):
    """What an event may do between two fetches."""
    for uid, before in old.items():
        now = new.get(uid)
        if now is None:
            if before["status"] != "CANCELLED":
                yield "vanished", f"{uid}: what was published comes back CANCELLED, it does not vanish"
            continue
        if now["sequence"] < before["sequence"]:
            yield "seq-back", uid
        changed = now["body"] != before["body"]
        if changed and now["sequence"] <= before["sequence"]:
            yield "seq-same", f"{uid} changed, SEQUENCE did not"
        if not changed and (now["sequence"], now["stamp"]) != (before["sequence"], before["stamp"]):
            yield "churn", f"{uid} did not change, SEQUENCE or DTSTAMP did"


def check(raw, previous=None):
    """The faults of a feed, and its events by UID."""
    faults, events = list(octets(raw)), {}
    try:
        parts = components(raw)
    except ValueError as why:
        return faults + [("syntax", str(why))], events
    properties = {}
    for name, _, value in next((p for n, p, _ in parts if n == "VCALENDAR"), []):
        properties.setdefault(name, []).append(value)
    faults += calendar(properties)
    zones = {v for n, p, _ in parts if n == "VTIMEZONE" for name, _, v in p if name == "TZID"}
    if zones and {n for n, _, _ in parts if n in ("STANDARD", "DAYLIGHT")} != {"STANDARD", "DAYLIGHT"}:
        faults.append(("vtimezone-parts", "a zone needs STANDARD and DAYLIGHT"))
    for name, written, _ in parts:
        if name != "VEVENT":
            continue
        event = {}
        for key, parameters, value in written:
            event.setdefault(key, []).append((parameters, value))
        faults += whole(event, zones)
        uid = event.get("UID", [({}, "")])[0][1]
        if uid in events:
            faults.append(("uid-dup", uid))
        events[uid] = kept(event)
    if previous is not None:
        faults += since(check(previous)[1], events)
    return faults, events
