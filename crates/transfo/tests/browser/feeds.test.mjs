// Calendar feeds, read by two independent readers: ical.js (the one in Thunderbird) and Python's icalendar.
// The octets are checked first, since both readers forgive what Outlook does not.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import ICAL from "ical.js";
import "./lib/closing.mjs";
import { feeds, name } from "./lib/pages.mjs";

const python = process.env.TRANSFO_TEST_PYTHON ?? "python3";
const here = fileURLToPath(new URL("../feeds/", import.meta.url));

// What the integration tests left: feeds before and after a move, with days and with hours.
const folder = fileURLToPath(new URL("../../../../target/feeds/", import.meta.url));
const made = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".ics")) : [];
const left = (...files) => files.map((file) => path.join(folder, file));

const READER = `
import json, sys
from icalendar import Calendar
calendar = Calendar.from_ical(sys.stdin.buffer.read())
seconds = lambda value: int(value.timestamp()) if hasattr(value, "hour") else value.isoformat()
events = [[str(e["UID"]), int(e.get("SEQUENCE", 0)), seconds(e.decoded("DTSTART")), str(e.get("SUMMARY", ""))] for e in calendar.walk("VEVENT")]
assert not calendar.errors, calendar.errors
for e in calendar.walk("VEVENT"):
    assert not e.errors, e.errors
print(json.dumps(sorted(events)))
`;

function octets(text) {
  const bytes = Buffer.from(text, "utf8");
  const lines = bytes.toString("latin1").split("\r\n");
  const wrong = [];
  if (/[^\r]\n|\r[^\n]/.test(bytes.toString("latin1"))) wrong.push("a line does not end with CR LF");
  if (!text.endsWith("END:VCALENDAR\r\n")) wrong.push("does not end with END:VCALENDAR");
  if (text.startsWith("\ufeff")) wrong.push("begins with a byte order mark");
  wrong.push(...lines.filter((line) => line.length > 75).map((line) => `longer than 75 octets: ${line.slice(0, 40)}`));
  return wrong;
}

function byIcal(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const start = event.startDate.isDate ? event.startDate.toString() : event.startDate.toUnixTime();
    return [event.uid, event.sequence ?? 0, start, event.summary ?? ""];
  });
}

function byPython(text) {
  return JSON.parse(execFileSync(python, ["-c", READER], { input: text, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] }));
}

const order = (events) => [...events].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));

describe("feeds", () => {
  it("exist", () => assert.ok(feeds.length > 0, "no route of the table answers with text/calendar"));

  for (const feed of feeds) {
    it(name(feed), () => {
      assert.equal(feed.status, 200);
      assert.deepEqual(octets(feed.text), []);
      const events = byIcal(feed.text);
      assert.ok(events.length > 0, "no event");
      assert.equal(new Set(events.map(([uid]) => uid)).size, events.length, "a UID is used twice");
      assert.deepEqual(order(byPython(feed.text)), order(events), "the two readers disagree");
      const timed = events.some(([, , start]) => typeof start === "number");
      if (timed) assert.match(feed.text, /BEGIN:VTIMEZONE\r\nTZID:Europe\/Paris\r\n/);
    });
  }

  const absent = made.length === 0 && "the integration tests have not run here";

  it("of a move keep every rule, read by icalendar and vobject", { skip: absent }, () => {
    execFileSync(python, ["check.py", ...left(...made)], { cwd: here, encoding: "utf8" });
  });

  it("with a planted defect are refused, each by the rule made for it", { skip: absent }, () => {
    execFileSync(python, ["planted.py", ...left("site.ics", "site-timed.ics")], { cwd: here, encoding: "utf8" });
  });
});
