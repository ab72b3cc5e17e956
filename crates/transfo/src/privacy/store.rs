//! What is past its time, table by table, in the order in which it may go: what points at a row goes before the row.
//!
//! `$1` is the last instant or day of what goes. A rule that takes names away finds only rows that still have some.

use super::erase::{How, Rule, Term};
use crate::{
    params,
    platform::db::{Conn, DbError, Tx, Value},
};

macro_rules! left_out {
    () => {
        "in (select a.id from application a join drawing d on d.site_id = a.site_id where d.drawn_at <= $1
           and not exists (select 1 from member m where m.application_id = a.id))"
    };
}
macro_rules! edition {
    () => {
        "edition_id in (select e.id from edition e where e.ends_on <= $1)"
    };
}
macro_rules! site {
    () => {
        "site_id in (select s.id from site s join edition e on e.id = s.edition_id where e.ends_on <= $1)"
    };
}
macro_rules! of_site {
    ($column:literal, $table:literal) => {
        concat!(
            $column,
            " in (select x.id from ",
            $table,
            " x where x.",
            site!(),
            ")"
        )
    };
}
macro_rules! away {
    ($column:literal) => {
        concat!(
            $column,
            " in (select p.id from person p where p.created_at <= $1
               and not exists (select 1 from session s where s.person_id = p.id and s.seen_at > $1)
               and not exists (select 1 from role r where r.person_id = p.id)
               and not exists (select 1 from season_person r where r.person_id = p.id)
               and not exists (select 1 from run_resident r where r.person_id = p.id)
               and not exists (select 1 from meeting_resident r where r.person_id = p.id)
               and not exists (select 1 from feed f where f.person_id = p.id)
               and not exists (select 1 from unavailable u where u.person_id = p.id)
               and not exists (select 1 from availability_link l where l.person_id = p.id)
               and not exists (select 1 from application a where a.person_id = p.id))"
        )
    };
}

const fn erased(table: &'static str, term: Term, which: &'static str) -> Rule {
    Rule {
        table,
        term,
        which,
        how: How::Erase,
    }
}

macro_rules! named {
    () => {
        "actor_id is not null or author_id is not null or actor_name <> '' or subject <> ''"
    };
}

const UNNAMED_LINE: &str =
    "actor_id = null, author_id = null, actor_name = '', subject = '', detail = ''";

const fn unnamed(table: &'static str, which: &'static str, set: &'static str) -> Rule {
    Rule {
        table,
        term: Term::AfterEdition,
        which,
        how: How::Unname(set),
    }
}

/// Every rule, in order.
pub const RULES: &[Rule] = &[
    // Half a year after a draw, those who were neither drawn nor substitutes.
    erased("unavailable", Term::AfterDraw, concat!("application_id ", left_out!())),
    erased("availability_link", Term::AfterDraw, concat!("application_id ", left_out!())),
    erased("application_link", Term::AfterDraw, concat!("application_id ", left_out!())),
    erased("season_application", Term::AfterDraw, concat!("application_id ", left_out!())),
    erased("chance", Term::AfterDraw, concat!("application_id ", left_out!())),
    erased("application", Term::AfterDraw, concat!("id ", left_out!())),
    // A year after the edition: availability, attendance, letters, roles and feeds.
    erased("unavailable", Term::AfterEdition, edition!()),
    erased("availability_link", Term::AfterEdition, edition!()),
    erased("attendance", Term::AfterEdition, of_site!("member_id", "member")),
    erased("mission_letter", Term::AfterEdition, of_site!("member_id", "member")),
    erased("grouping_seat", Term::AfterEdition, site!()),
    erased("grouping_pair", Term::AfterEdition, site!()),
    erased("grouping", Term::AfterEdition, site!()),
    erased("run_resident", Term::AfterEdition, of_site!("run_id", "run")),
    erased(
        "meeting_resident",
        Term::AfterEdition,
        concat!("meeting_id in (select x.id from meeting x where x.", edition!(), ")"),
    ),
    erased("feed", Term::AfterEdition, edition!()),
    erased("application_link", Term::AfterEdition, of_site!("application_id", "application")),
    erased("season_application", Term::AfterEdition, of_site!("application_id", "application")),
    erased("chance", Term::AfterEdition, of_site!("application_id", "application")),
    erased(
        "application",
        Term::AfterEdition,
        concat!(site!(), " and not exists (select 1 from member m where m.application_id = application.id)"),
    ),
    erased("season_person", Term::AfterEdition, edition!()),
    erased("season_role", Term::AfterEdition, concat!("role_id in (select r.id from role r where r.", edition!(), ")")),
    erased("role", Term::AfterEdition, concat!("(", edition!(), " or (edition_id is null and until_on <= $1))")),
    // What stays to account for the edition no longer says who.
    unnamed(
        "application",
        concat!(site!(), " and (name <> '' or email is not null or person_id is not null)"),
        "name = '', email = null, seniority = '', gender = '', team = '', motivation = '', manager_name = '',
         manager_email = null, endorsement_note = '', entered_by = null, person_id = null, author_id = null",
    ),
    unnamed(
        "member",
        concat!(site!(), " and (left_reason <> '' or author_id is not null)"),
        "left_reason = '', author_id = null",
    ),
    unnamed(
        "journal",
        concat!("(", edition!(), " or ", site!(), ") and (", named!(), ")"),
        UNNAMED_LINE,
    ),
    Rule {
        table: "journal",
        term: Term::Log,
        which: concat!("edition_id is null and site_id is null and at <= $1 and (", named!(), ")"),
        how: How::Unname(UNNAMED_LINE),
    },
    unnamed("protocol_override", concat!(edition!(), " and author <> '–'"), "author = '–'"),
    unnamed("site_stage", concat!(site!(), " and author_id is not null"), "author_id = null"),
    unnamed(
        "waiver",
        concat!(edition!(), " and (author_id is not null or author_name <> '–')"),
        "author_id = null, author_name = '–'",
    ),
    unnamed("pool", concat!(site!(), " and frozen_by is not null"), "frozen_by = null"),
    unnamed(
        "lottery",
        concat!(site!(), " and (made_by is not null or author_id is not null)"),
        "made_by = null, author_id = null",
    ),
    unnamed(
        "commitment",
        concat!(site!(), " and (published_by is not null or voided_by is not null or author_id is not null)"),
        "published_by = null, voided_by = null, author_id = null",
    ),
    unnamed(
        "reveal",
        concat!(
            of_site!("lottery_id", "lottery"),
            " and (proposed_by is not null or drawn_by is not null or author_id is not null)"
        ),
        "proposed_by = null, drawn_by = null, author_id = null",
    ),
    unnamed(
        "drawing",
        concat!(site!(), " and (drawn_by is not null or published_by is not null)"),
        "drawn_by = null, published_by = null",
    ),
    unnamed("completion", concat!(site!(), " and drawn_by is not null"), "drawn_by = null"),
    unnamed(
        "plan",
        concat!(
            edition!(),
            " and (solved_by is not null or published_by is not null or author_id is not null or season <> '')"
        ),
        "solved_by = null, published_by = null, author_id = null, season = '', certificate = ''",
    ),
    unnamed("waived_rule", concat!(edition!(), " and waived_by is not null"), "waived_by = null"),
    unnamed("run", concat!(site!(), " and locked_by is not null"), "locked_by = null"),
    // A year after it was of use.
    erased("outbox", Term::Log, "coalesce(sent_at, dropped_at, prepared_at) <= $1"),
    erased("job", Term::Log, "finished_at <= $1"),
    erased("session", Term::Log, "expires_at <= $1"),
    erased("sign_in", Term::Log, "expires_at <= $1"),
    erased("invitation", Term::Log, "expires_at <= $1"),
    // A year after the last visit, who has no part in anything any more.
    erased("recovery_code", Term::AfterVisit, away!("person_id")),
    erased("session", Term::AfterVisit, away!("person_id")),
    erased("sign_in", Term::AfterVisit, away!("person_id")),
    erased("invitation", Term::AfterVisit, away!("person_id")),
    erased("person", Term::AfterVisit, away!("id")),
];

/// How many rows a rule concerns.
pub async fn count(conn: &mut Conn, rule: &Rule, until: Value) -> Result<u32, DbError> {
    let sql = format!("select count(*) from {} where {}", rule.table, rule.which);
    let row = conn.first(sqlx::AssertSqlSafe(sql), vec![until]).await?;
    row.map_or(Ok(0), |row| row.at(0))
}

/// Carries a rule out; how many rows it touched.
pub async fn apply(tx: &mut Tx, rule: &Rule, until: Value) -> Result<u64, DbError> {
    let sql = match rule.how {
        How::Erase => format!("delete from {} where {}", rule.table, rule.which),
        How::Unname(set) => format!("update {} set {set} where {}", rule.table, rule.which),
    };
    tx.run(sqlx::AssertSqlSafe(sql), vec![until]).await
}

/// Notes that the erasure of a day is asked for; whether nobody had.
pub async fn take_day(tx: &mut Tx, day: jiff::civil::Date) -> Result<bool, DbError> {
    let touched = tx
        .run(
            "insert into setting (key, value) values ('retention-on', $1)
             on conflict (key) do update set value = excluded.value where setting.value < excluded.value",
            params![day],
        )
        .await?;
    Ok(touched > 0)
}
