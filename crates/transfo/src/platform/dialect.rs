//! The few real differences between the two engines. Everything else is one text.
//!
//! Rules for the one text: `$1` parameters; `bigint` and `text` columns only; `cast(sum(x) as bigint)`, because
//! PostgreSQL sums to numeric; `insert … on conflict … do update` and `returning` are in both; no `ilike`, no
//! booleans, no arrays. Text compares by bytes on both engines (collation "C").

use std::path::{Path, PathBuf};

use super::db::Db;

/// A table definition in the words of the engine: on PostgreSQL text columns get the byte order that SQLite has.
pub fn ddl(postgres: bool, sql: &str) -> String {
    if !postgres {
        return sql.to_owned();
    }
    sql.lines()
        .map(|line| {
            // One column a line: its name, then its type.
            let name_end = line.len() - line.trim_start().len()
                + line
                    .trim_start()
                    .find(' ')
                    .unwrap_or(line.trim_start().len());
            match line.split_at_checked(name_end) {
                Some((name, rest)) if rest.starts_with(" text") => {
                    format!("{name}{}", rest.replacen(" text", " text collate \"C\"", 1))
                }
                _ => line.to_owned(),
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// Letters with accents, and those without that stand for them in a search.
const ACCENTS: [(&str, &str); 32] = [
    ("à", "a"),
    ("â", "a"),
    ("ä", "a"),
    ("é", "e"),
    ("è", "e"),
    ("ê", "e"),
    ("ë", "e"),
    ("î", "i"),
    ("ï", "i"),
    ("ô", "o"),
    ("ö", "o"),
    ("ù", "u"),
    ("û", "u"),
    ("ü", "u"),
    ("ç", "c"),
    ("ÿ", "y"),
    ("À", "a"),
    ("Â", "a"),
    ("Ä", "a"),
    ("É", "e"),
    ("È", "e"),
    ("Ê", "e"),
    ("Ë", "e"),
    ("Î", "i"),
    ("Ï", "i"),
    ("Ô", "o"),
    ("Ö", "o"),
    ("Ù", "u"),
    ("Û", "u"),
    ("Ü", "u"),
    ("Ç", "c"),
    ("Ÿ", "y"),
];

/// A column as searched: without accents or capitals, alike on both engines.
pub fn folded(column: &str) -> String {
    let plain = ACCENTS.iter().fold(column.to_owned(), |sql, (from, to)| {
        format!("replace({sql}, '{from}', '{to}')")
    });
    format!("lower({plain})")
}

/// Words as searched: see [`folded`].
pub fn fold(words: &str) -> String {
    let plain = ACCENTS
        .iter()
        .fold(words.to_owned(), |text, (from, to)| text.replace(from, to));
    plain.to_ascii_lowercase()
}

/// Copies a SQLite database, while it is in use, into `folder` as `before-upgrade-<milliseconds>.db`.
/// PostgreSQL is left to its own backups.
///
/// # Errors
/// A sentence saying why the copy failed.
pub async fn copy_before(db: &Db, folder: &Path, at: jiff::Timestamp) -> Result<(), String> {
    if db.is_postgres() {
        return Ok(());
    }
    copy_as(db, folder, "before-upgrade", at).await.map(drop)
}

/// Copies a SQLite database, while it is in use, into `folder` as `<name>-<milliseconds>.db`; the copy's path.
///
/// # Errors
/// A sentence saying why the copy failed; always on PostgreSQL.
pub async fn copy_as(
    db: &Db,
    folder: &Path,
    name: &str,
    at: jiff::Timestamp,
) -> Result<PathBuf, String> {
    let Db::Sqlite { readers, .. } = db else {
        return Err("a server's database is copied by its own tools".to_owned());
    };
    std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
    let target = folder.join(format!("{name}-{}.db", at.as_millisecond()));
    sqlx::query("vacuum into $1")
        .bind(target.to_string_lossy().into_owned())
        .execute(readers)
        .await
        .map_err(|e| e.to_string())?;
    super::db::for_its_owner_only(&target).map_err(|e| e.to_string())?;
    Ok(target)
}
