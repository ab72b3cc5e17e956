//! The data map: for each table, whose data it holds, why, for how long, and what happens then. The page on personal
//! data prints it, the register of article 30 of the GDPR is made from it, and a test refuses a table that is not here.
//! Periods are proposals: the controller of an instance sets them.

/// What happens when the period ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The row goes.
    Erased,
    /// The row stays without what names the person.
    Anonymised,
    /// The row names nobody.
    Kept,
}

/// One table of the database.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Name.
    pub table: &'static str,
    /// The column that leads to a person, or to their candidacy; empty when none does.
    pub link: &'static str,
    /// Key of the purpose in the word files: `purpose-KEY`.
    pub purpose: &'static str,
    /// Key of the period in the word files: `period-KEY`.
    pub period: &'static str,
    /// What happens then.
    pub end: End,
}

const fn personal(
    table: &'static str,
    link: &'static str,
    purpose: &'static str,
    (period, end): (&'static str, End),
) -> Entry {
    Entry {
        table,
        link,
        purpose,
        period,
        end,
    }
}

const fn nobody(table: &'static str, purpose: &'static str) -> Entry {
    Entry {
        table,
        link: "",
        purpose,
        period: "edition",
        end: End::Kept,
    }
}

/// Half a year after the draw: the time of a dispute.
const AFTER_DRAW: (&str, End) = ("after-draw", End::Erased);
/// A year after the edition ended.
const AFTER_EDITION: (&str, End) = ("after-edition", End::Erased);
const AFTER_EDITION_UNNAMED: (&str, End) = ("after-edition", End::Anonymised);
/// A year after the last visit.
const AFTER_VISIT: (&str, End) = ("after-visit", End::Erased);
/// Access logs: from six months to a year, says the CNIL.
const LOG: (&str, End) = ("log", End::Erased);

/// Every table.
pub const MAP: &[Entry] = &[
    nobody("migration", "machine"),
    nobody("setting", "machine"),
    nobody("revision", "machine"),
    personal("journal", "actor_id", "account-for", AFTER_EDITION_UNNAMED),
    personal("outbox", "to_address", "tell", LOG),
    personal("job", "asked_by", "machine", LOG),
    personal("person", "id", "enter", AFTER_VISIT),
    personal("role", "person_id", "enter", AFTER_EDITION),
    personal("session", "person_id", "enter", LOG),
    personal("sign_in", "person_id", "enter", LOG),
    personal("recovery_code", "person_id", "enter", AFTER_VISIT),
    personal("invitation", "person_id", "enter", LOG),
    nobody("throttle", "machine"),
    nobody("edition", "run"),
    personal(
        "protocol_override",
        "author",
        "account-for",
        AFTER_EDITION_UNNAMED,
    ),
    nobody("site", "run"),
    personal(
        "site_stage",
        "author_id",
        "account-for",
        AFTER_EDITION_UNNAMED,
    ),
    nobody("room", "run"),
    personal("waiver", "author_id", "account-for", AFTER_EDITION_UNNAMED),
    nobody("call", "run"),
    nobody("quota", "run"),
    personal("application", "id", "draw", AFTER_DRAW),
    personal("application_link", "application_id", "draw", AFTER_DRAW),
    personal("pool", "frozen_by", "draw", AFTER_EDITION_UNNAMED),
    personal("lottery", "made_by", "draw", AFTER_EDITION_UNNAMED),
    personal("chance", "application_id", "draw", AFTER_DRAW),
    personal("commitment", "published_by", "draw", AFTER_EDITION_UNNAMED),
    personal("reveal", "proposed_by", "draw", AFTER_EDITION_UNNAMED),
    personal("drawing", "drawn_by", "draw", AFTER_EDITION_UNNAMED),
    personal("member", "application_id", "time", AFTER_EDITION_UNNAMED),
    personal("mission_letter", "member_id", "time", AFTER_EDITION),
    nobody("closure", "plan"),
    personal("unavailable", "application_id", "plan", AFTER_EDITION),
    personal("availability_link", "application_id", "plan", AFTER_EDITION),
    personal("plan", "solved_by", "plan", AFTER_EDITION_UNNAMED),
    personal("waived_rule", "waived_by", "plan", AFTER_EDITION_UNNAMED),
    personal("run", "locked_by", "plan", AFTER_EDITION_UNNAMED),
    personal("run_resident", "person_id", "plan", AFTER_EDITION),
    nobody("meeting", "plan"),
    nobody("meeting_site", "plan"),
    personal("meeting_resident", "person_id", "plan", AFTER_EDITION),
    personal("attendance", "member_id", "time", AFTER_EDITION),
    personal("feed", "person_id", "plan", AFTER_EDITION),
    personal("completion", "drawn_by", "draw", AFTER_EDITION_UNNAMED),
    personal("grouping", "made_by", "time", AFTER_EDITION),
    personal("grouping_pair", "one_id", "time", AFTER_EDITION),
    nobody("grouping_session", "run"),
    personal("grouping_seat", "member_id", "time", AFTER_EDITION),
    personal("season_person", "person_id", "enter", AFTER_EDITION),
    personal("season_role", "role_id", "enter", AFTER_EDITION),
    personal("season_application", "application_id", "draw", AFTER_DRAW),
    nobody("season_site", "run"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::migrate::MIGRATIONS;

    #[test]
    fn every_table_is_in_the_map_and_the_map_has_no_other() {
        let mut tables = vec!["migration".to_owned()];
        for (_, sql) in MIGRATIONS {
            for part in sql.split("create table ").skip(1) {
                tables.push(
                    part.split([' ', '\n'])
                        .next()
                        .unwrap_or_default()
                        .to_owned(),
                );
            }
        }
        tables.sort();
        let mut mapped: Vec<String> = MAP.iter().map(|e| e.table.to_owned()).collect();
        mapped.sort();
        assert_eq!(mapped, tables);
    }

    #[test]
    fn a_link_is_a_column_of_its_table() {
        for entry in MAP.iter().filter(|e| !e.link.is_empty()) {
            let found = MIGRATIONS.iter().any(|(_, sql)| {
                sql.split(&format!("create table {} (", entry.table))
                    .nth(1)
                    .and_then(|rest| rest.split(");").next())
                    .is_some_and(|body| body.contains(&format!("  {} ", entry.link)))
            });
            assert!(found, "{}.{}", entry.table, entry.link);
        }
    }
}
