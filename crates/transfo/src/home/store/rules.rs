//! What changes the rules of an edition and has no writer elsewhere.

use crate::{
    params,
    platform::db::{DbError, Tx},
};

/// Takes an override away; whether there was one.
///
/// # Errors
/// What the database says.
pub async fn remove_override(
    tx: &mut Tx,
    edition: &str,
    (rule, parameter): (&str, &str),
) -> Result<bool, DbError> {
    let sql =
        "delete from protocol_override where edition_id = $1 and rule = $2 and parameter = $3";
    Ok(tx.run(sql, params![edition, rule, parameter]).await? > 0)
}
