//! Brings a database to the newest form: forward only, in one transaction, after a copy of the old one.
//! A migration that has been applied is never edited: its hash is kept and compared.

use std::path::Path;

use super::{
    clock::Clock,
    db::{Conn, Db, DbError},
    dialect,
};

/// The migrations in order: name and SQL text.
pub const MIGRATIONS: &[(&str, &str)] = &[
    (
        "0001_platform",
        include_str!("../../migrations/0001_platform.sql"),
    ),
    (
        "0002_people",
        include_str!("../../migrations/0002_people.sql"),
    ),
    (
        "0003_programme",
        include_str!("../../migrations/0003_programme.sql"),
    ),
    (
        "0004_cohort",
        include_str!("../../migrations/0004_cohort.sql"),
    ),
    (
        "0005_calendar",
        include_str!("../../migrations/0005_calendar.sql"),
    ),
    (
        "0006_exchange",
        include_str!("../../migrations/0006_exchange.sql"),
    ),
    (
        "0007_calendar",
        include_str!("../../migrations/0007_calendar.sql"),
    ),
    (
        "0008_lottery",
        include_str!("../../migrations/0008_lottery.sql"),
    ),
    (
        "0009_groups",
        include_str!("../../migrations/0009_groups.sql"),
    ),
    (
        "0010_calendar",
        include_str!("../../migrations/0010_calendar.sql"),
    ),
    (
        "0011_calendar",
        include_str!("../../migrations/0011_calendar.sql"),
    ),
    (
        "0013_revision",
        include_str!("../../migrations/0013_revision.sql"),
    ),
    (
        "0014_meetings",
        include_str!("../../migrations/0014_meetings.sql"),
    ),
    (
        "0021_escort",
        include_str!("../../migrations/0021_escort.sql"),
    ),
    ("0022_town", include_str!("../../migrations/0022_town.sql")),
];

/// Why a database could not be brought up to date.
#[derive(Debug)]
pub enum MigrationError {
    /// The database was written by a newer version of the program.
    Newer(String),
    /// A migration that was applied differs from the one in this program.
    Edited(String),
    /// The copy before the change failed; nothing was changed.
    Backup(String),
    /// The database refused.
    Db(DbError),
}

impl From<DbError> for MigrationError {
    fn from(error: DbError) -> Self {
        MigrationError::Db(error)
    }
}

impl std::fmt::Display for MigrationError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Newer(name) => write!(
                f,
                "the database has the change {name}, which this version does not know: use the newer program, or restore the copy made before the upgrade"
            ),
            Self::Edited(name) => write!(
                f,
                "the change {name} was applied in another wording: this program and this database do not belong together"
            ),
            Self::Backup(why) => write!(
                f,
                "nothing was changed: the copy before the upgrade failed: {why}"
            ),
            Self::Db(error) => write!(f, "{error}"),
        }
    }
}
impl std::error::Error for MigrationError {}

/// Applies what is missing; the names of what was applied. With `backup`, a folder, an existing database that
/// needs a change is first copied there (SQLite only: a server has its own backups).
///
/// # Errors
/// See [`MigrationError`]; then the database is as it was.
pub async fn migrate(
    db: &Db,
    clock: &Clock,
    backup: Option<&Path>,
) -> Result<Vec<&'static str>, MigrationError> {
    let mut tx = db.write().await?;
    let postgres = tx.is_postgres();
    tx.script(dialect::ddl(
        postgres,
        "create table if not exists migration (\n  name text not null primary key,\n  hash text not null,\n  applied_at bigint not null\n);",
    ))
    .await?;
    let known = applied(&mut tx).await?;
    for (name, hash) in &known {
        match MIGRATIONS.iter().find(|(n, _)| n == name) {
            None => return Err(MigrationError::Newer(name.clone())),
            Some((_, sql)) if hash_of(sql) != *hash => {
                return Err(MigrationError::Edited(name.clone()));
            }
            Some(_) => {}
        }
    }
    let missing: Vec<_> = MIGRATIONS
        .iter()
        .filter(|(name, _)| !known.iter().any(|(n, _)| n == name))
        .collect();
    if missing.is_empty() {
        return Ok(Vec::new());
    }
    if let (false, Some(folder)) = (known.is_empty(), backup) {
        dialect::copy_before(db, folder, clock.now())
            .await
            .map_err(MigrationError::Backup)?;
    }
    for (name, sql) in &missing {
        tx.script(dialect::ddl(postgres, sql)).await?;
        tx.run(
            "insert into migration (name, hash, applied_at) values ($1, $2, $3)",
            crate::params![*name, hash_of(sql), clock.now()],
        )
        .await?;
    }
    tx.commit().await?;
    Ok(missing.iter().map(|(name, _)| *name).collect())
}

/// The names that are still missing, without applying them.
///
/// # Errors
/// What the database says.
pub async fn missing(conn: &mut Conn) -> Result<Vec<&'static str>, DbError> {
    let known = applied(conn).await?;
    Ok(MIGRATIONS
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| !known.iter().any(|(n, _)| n == name))
        .collect())
}

/// The names that the database has and this program does not know: it was written by a newer one.
///
/// # Errors
/// What the database says.
pub async fn unknown(conn: &mut Conn) -> Result<Vec<String>, DbError> {
    let ours = |name: &String| MIGRATIONS.iter().any(|(n, _)| n == name);
    let known = applied(conn).await?.into_iter().map(|(name, _)| name);
    Ok(known.filter(|name| !ours(name)).collect())
}

async fn applied(conn: &mut Conn) -> Result<Vec<(String, String)>, DbError> {
    conn.all("select name, hash from migration order by name", Vec::new())
        .await?
        .iter()
        .map(|row| Ok((row.at(0)?, row.at(1)?)))
        .collect()
}

fn hash_of(sql: &str) -> String {
    blake3::hash(sql.as_bytes()).to_hex().to_string()
}
