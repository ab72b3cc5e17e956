//! What takes which half-day, and what is refused where.

use jiff::civil::date;

use super::*;

fn calendar(body: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}\r\nEND:VCALENDAR\r\n").replace("\n\n", "\n")
}

fn event(lines: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT"))
}

/// The half-days of March to May 2027, as `day half`.
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = busy(text, (date(2027, 3, 1), date(2027, 5, 31)))
        .unwrap()
        .into_iter()
        .map(|(day, half)| format!("{} {}", day.strftime("%m-%d"), half.key()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

fn refused(text: &str, line: usize, why: Why) {
    let fault = busy(text, (date(2027, 3, 1), date(2027, 5, 31))).unwrap_err();
    assert_eq!(fault, Fault { line, why }, "{text}");
}

#[test]
fn an_hour_takes_its_half_day_and_less_does_not() {
    check(
        &event(
            "DTSTART;TZID=Europe/Paris:20270302T090000\nDTEND;TZID=Europe/Paris:20270302T100000",
        ),
        &["03-02 morning"],
    );
    check(
        &event(
            "DTSTART;TZID=Europe/Paris:20270302T090000\nDTEND;TZID=Europe/Paris:20270302T095900",
        ),
        &[],
    );
    check(
        &event("DTSTART:20270302T120000\nDURATION:PT2H"),
        &["03-02 day"],
    );
    check(&event("DTSTART:20270302T123000\nDURATION:PT1H"), &[]);
    // Two meetings of forty minutes are more than an hour, and what overlaps counts once.
    let two = |second: &str| {
        calendar(&format!(
            "BEGIN:VEVENT\nDTSTART:20270302T140000\nDURATION:PT40M\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20270302T{second}\nDURATION:PT40M\nEND:VEVENT"
        ))
    };
    check(&two("160000"), &["03-02 afternoon"]);
    check(&two("141000"), &[]);
    // Neither evenings nor week-ends are asked of anybody.
    check(&event("DTSTART:20270302T190000\nDURATION:PT3H"), &[]);
    check(
        &event("DTSTART;VALUE=DATE:20270306\nDTEND;VALUE=DATE:20270308"),
        &[],
    );
}

#[test]
fn days_end_before_the_day_that_is_written() {
    check(
        &event("DTSTART;VALUE=DATE:20270302\nDTEND;VALUE=DATE:20270304"),
        &["03-02 day", "03-03 day"],
    );
    check(&event("DTSTART;VALUE=DATE:20270302"), &["03-02 day"]);
    // Some programs write the last day.
    check(
        &event("DTSTART;VALUE=DATE:20270302\nDTEND;VALUE=DATE:20270302"),
        &["03-02 day"],
    );
    // What began before the first day counts from the first day on.
    check(
        &event("DTSTART;VALUE=DATE:20270201\nDTEND;VALUE=DATE:20270303"),
        &["03-01 day", "03-02 day"],
    );
}

#[test]
fn what_takes_no_time_is_left_out() {
    let day = "DTSTART;VALUE=DATE:20270302\n";
    for free in [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    ] {
        check(&event(&format!("{day}{free}")), &[]);
    }
    check(
        &event(&format!("{day}STATUS:TENTATIVE\nTRANSP:OPAQUE")),
        &["03-02 day"],
    );
}

#[test]
fn what_comes_back_keeps_its_hour_when_the_clocks_change() {
    // The clocks change on 28 March 2027: one o'clock local stays one o'clock.
    let weekly =
        "DTSTART;TZID=Europe/Paris:20270319T120000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3";
    check(
        &event(weekly),
        &["03-19 morning", "03-26 morning", "04-02 morning"],
    );
    // Written in UTC it does not.
    let utc = "DTSTART:20270319T110000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3";
    check(
        &event(utc),
        &["03-19 morning", "03-26 morning", "04-02 afternoon"],
    );
}

#[test]
fn rules_of_repetition() {
    let rule = |rule: &str| event(&format!("DTSTART;VALUE=DATE:20270301\n{rule}"));
    check(
        &rule("RRULE:FREQ=DAILY;INTERVAL=2;COUNT=4"),
        &["03-01 day", "03-03 day", "03-05 day"],
    );
    check(
        &rule("RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270309"),
        &["03-01 day", "03-02 day", "03-04 day", "03-09 day"],
    );
    check(
        &rule("RRULE:FREQ=MONTHLY;BYDAY=-1WE;COUNT=2"),
        &["03-01 day", "03-31 day", "04-28 day"],
    );
    check(
        &rule("RRULE:FREQ=DAILY;COUNT=4\nEXDATE;VALUE=DATE:20270302,20270303"),
        &["03-01 day", "03-04 day"],
    );
    check(
        &rule("RDATE;VALUE=DATE:20270405"),
        &["03-01 day", "04-05 day"],
    );
    // Began long ago, never ends.
    let old = event(
        "DTSTART;TZID=Europe/Paris:20100101T140000\nDURATION:PT3H\nRRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=2TU",
    );
    check(&old, &["04-13 afternoon"]);
    // The end is given in UTC, as the standard asks: the meeting of the 16th at nine in Paris is the last.
    let until = event(
        "DTSTART;TZID=Europe/Paris:20270302T090000\nDURATION:PT3H\nRRULE:FREQ=WEEKLY;UNTIL=20270316T080000Z",
    );
    check(&until, &["03-02 morning", "03-09 morning", "03-16 morning"]);
    let out = event(
        "DTSTART;TZID=Europe/Paris:20270302T090000\nDURATION:PT3H\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20270309T080000Z",
    );
    check(&out, &["03-02 morning", "03-16 morning"]);
}

#[test]
fn one_day_of_a_repeated_event_moves_or_goes() {
    let series = "BEGIN:VEVENT\nUID:s\nDTSTART;TZID=Europe/Paris:20270302T090000\nDURATION:PT3H\nRRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT";
    let moved = "BEGIN:VEVENT\nUID:s\nRECURRENCE-ID;TZID=Europe/Paris:20270309T090000\nDTSTART;TZID=Europe/Paris:20270310T140000\nDURATION:PT3H\nEND:VEVENT";
    check(
        &calendar(&format!("{series}\n{moved}")),
        &["03-02 morning", "03-10 afternoon", "03-16 morning"],
    );
    let gone = moved.replace("DURATION", "STATUS:CANCELLED\nDURATION");
    check(
        &calendar(&format!("{gone}\n{series}")),
        &["03-02 morning", "03-16 morning"],
    );
    let other = moved.replace("UID:s", "UID:t");
    check(
        &calendar(&format!("{series}\n{other}")),
        &[
            "03-02 morning",
            "03-09 morning",
            "03-10 afternoon",
            "03-16 morning",
        ],
    );
}

const ROMANCE: &str = "BEGIN:VTIMEZONE\nTZID:Romance Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE";

#[test]
fn hours_are_those_of_paris_whatever_zone_they_are_written_in() {
    let two = |zone: &str| {
        format!(
            "BEGIN:VEVENT\nDTSTART;TZID={zone}:20270326T120000\nDURATION:PT1H\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART;TZID={zone}:20270402T120000\nDURATION:PT1H\nEND:VEVENT"
        )
    };
    let noon = ["03-26 morning", "04-02 morning"];
    check(
        &calendar(&format!("{ROMANCE}\n{}", two("Romance Standard Time"))),
        &noon,
    );
    check(&calendar(&two("\"Europe/Brussels\"")), &noon);
    check(
        &calendar(&two("/freeassociation.sourceforge.net/Europe/Paris")),
        &noon,
    );
    check(
        &calendar(&two("Europe/London")),
        &["03-26 afternoon", "04-02 afternoon"],
    );
    // The island of Réunion is three hours ahead in winter, two in summer.
    check(
        &calendar(&two("Indian/Reunion")),
        &["03-26 morning", "04-02 morning"],
    );
    refused(&calendar(&two("Romance Standard Time")), 4, Why::NoZone);
}

#[test]
fn a_server_says_only_when_somebody_is_busy() {
    let text = calendar(
        "BEGIN:VFREEBUSY\nFREEBUSY;FBTYPE=BUSY:20270302T080000Z/PT3H,20270303T130000Z/20270303T160000Z\nFREEBUSY;FBTYPE=FREE:20270304T080000Z/PT8H\nEND:VFREEBUSY",
    );
    check(&text, &["03-02 morning", "03-03 afternoon"]);
}

#[test]
fn folded_lines_alarms_and_foreign_lines_are_read_over() {
    let text = event(
        "SUMMARY:Entretien : confi\n dentiel\nDTSTART;VALUE=DATE:202703\n 02\nX-APPLE-STRUCTURED-LOCATION;X-TITLE=\"a:b;c\":geo:1,2\nBEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT1H\nEND:VALARM",
    );
    check(&text, &["03-02 day"]);
    check(&format!("\u{feff}{text}"), &["03-02 day"]);
    check("BEGIN:VCALENDAR\nEND:VCALENDAR", &[]);
}

#[test]
fn a_broken_file_says_where() {
    refused("", 1, Why::NotACalendar);
    refused("%PDF-1.7\nstuff", 1, Why::NotACalendar);
    refused("<html>\n<p>a: b</p>", 1, Why::NotACalendar);
    refused("name: value\nother: thing", 1, Why::NotACalendar);
    let whole = event("DTSTART;VALUE=DATE:20270302");
    refused(
        whole.trim_end().trim_end_matches("END:VCALENDAR"),
        1,
        Why::Unclosed,
    );
    refused(
        &whole.replace("END:VEVENT", "nothing to read"),
        6,
        Why::NoColon,
    );
    refused(&whole.replace("END:VEVENT", "END:VTODO"), 6, Why::Unclosed);
    refused(&event("SUMMARY:x"), 3, Why::NoStart);
    refused(&event("DTSTART;VALUE=DATE:20270230"), 5, Why::BadMoment);
    refused(&event("DTSTART:20270302T250000"), 5, Why::BadMoment);
    refused(
        &event("DTSTART;VALUE=DATE:20270302\nDTEND;VALUE=DATE:20270301"),
        6,
        Why::Backwards,
    );
    refused(
        &event("DTSTART;VALUE=DATE:20270302\nRRULE:FREQ=NEVER"),
        6,
        Why::BadRule,
    );
    refused(
        &event("DTSTART;VALUE=DATE:20270302\nRRULE:FREQ=SECONDLY"),
        6,
        Why::BadRule,
    );
    refused(
        &event("DTSTART;VALUE=DATE:19000302\nRRULE:FREQ=DAILY"),
        6,
        Why::TooMuch,
    );
}

/// Rules that never come true end all the same, many of them within the time a person waits.
#[test]
fn rules_that_never_end_do_not_hold_anybody_up() {
    let never = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20270302\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31\nEND:VEVENT\n";
    let many = calendar(never.repeat(5000).trim_end());
    let began = Instant::now();
    let found = busy(&many, (date(2027, 3, 1), date(2027, 5, 31)));
    assert!(began.elapsed() < PATIENCE * 4, "{:?}", began.elapsed());
    assert!(found.is_ok() || found.is_err_and(|fault| fault.why == Why::TooMuch));
    check(&calendar(never.trim_end()), &["03-02 day"]);
}
