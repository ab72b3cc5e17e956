//! Requirements given up for the calculation.

use jiff::Timestamp;

use crate::{
    params,
    platform::db::{Conn, DbError, Tx},
};

/// The rules given up in an edition, by the planner's names, each with the words of the closure or the name of the
/// person or meeting it is about.
pub async fn of_edition(
    conn: &mut Conn,
    edition: &str,
) -> Result<Vec<(String, Option<String>)>, DbError> {
    let rows = conn
        .all(
            "select w.rule, coalesce(c.label, p.name, m.name) from waived_rule w
             left join closure c on c.edition_id = w.edition_id and w.rule like '%:blackout:' || c.id
             left join person p on w.rule = 'resident:' || p.id || ':week'
             left join meeting m on m.edition_id = w.edition_id and w.rule = 'meeting:' || m.id
             where w.edition_id = $1 order by w.rule",
            params![edition],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.at(0)?, row.at(1)?)))
        .collect()
}

/// Notes that a rule is given up; saying it twice changes nothing.
pub async fn insert(
    tx: &mut Tx,
    (edition, rule): (&str, &str),
    (now, by): (Timestamp, Option<&str>),
) -> Result<(), DbError> {
    tx.run(
        "insert into waived_rule (edition_id, rule, waived_at, waived_by) values ($1, $2, $3, $4) on conflict do nothing",
        params![edition, rule, now, by],
    )
    .await?;
    Ok(())
}

/// Asks for a rule again; whether it was given up.
pub async fn delete(tx: &mut Tx, edition: &str, rule: &str) -> Result<bool, DbError> {
    let rows = tx
        .run(
            "delete from waived_rule where edition_id = $1 and rule = $2",
            params![edition, rule],
        )
        .await?;
    Ok(rows > 0)
}
