//! The secret of the instance from which the codes of rooms are made.

use crate::{
    params,
    platform::{
        db::{Conn, DbError, Tx},
        dice::Dice,
    },
};

const KEY: &str = "presence-secret";

/// Makes the secret, once.
pub async fn ensure(tx: &mut Tx, dice: &Dice) -> Result<(), DbError> {
    tx.run(
        "insert into setting (key, value) values ($1, $2) on conflict do nothing",
        params![KEY, dice.secret()],
    )
    .await?;
    Ok(())
}

/// Reads the secret; none before anything was published.
pub async fn read(conn: &mut Conn) -> Result<Option<String>, DbError> {
    let row = conn
        .first("select value from setting where key = $1", params![KEY])
        .await?;
    row.map(|row| row.at(0)).transpose()
}
