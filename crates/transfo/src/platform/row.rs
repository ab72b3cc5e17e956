//! What a query gives back: rows, and what their columns are read as.
//!
//! A value is text, a 64-bit integer or nothing, on both engines, so that many rows can come over as one JSON text.

use sqlx::{Column, Row as _, postgres::PgRow, sqlite::SqliteRow};

use super::db::DbError;

/// A row of either engine.
#[derive(Debug)]
pub enum Row {
    /// From SQLite.
    Sqlite(SqliteRow),
    /// From PostgreSQL.
    Postgres(PgRow),
    /// One of many that came over together.
    Packed(Vec<serde_json::Value>),
}

/// What a column can be read as.
pub trait Cell: Sized {
    /// Reads column `index` of `row`.
    ///
    /// # Errors
    /// When the column is absent or of another type.
    fn read(row: &Row, index: usize) -> Result<Self, DbError>;
}

macro_rules! cell {
    ($($t:ty => $plain:expr),* $(,)?) => {
        $(impl Cell for $t {
            fn read(row: &Row, index: usize) -> Result<Self, DbError> {
                match row {
                    Row::Sqlite(r) => r.try_get(index),
                    Row::Postgres(r) => r.try_get(index),
                    Row::Packed(r) => {
                        let plain: fn(&serde_json::Value) -> Option<Self> = $plain;
                        r.get(index).and_then(plain).ok_or_else(|| unreadable("column"))
                    }
                }
            }
        })*
    };
}
cell! {
    String => |v| v.as_str().map(str::to_owned),
    i64 => |v| v.as_i64(),
    Option<String> => |v| if v.is_null() { Some(None) } else { v.as_str().map(|t| Some(t.to_owned())) },
    Option<i64> => |v| if v.is_null() { Some(None) } else { v.as_i64().map(Some) },
}

fn unreadable(what: &str) -> DbError {
    DbError::Decode(format!("unreadable {what} in the database").into())
}

impl Cell for bool {
    fn read(row: &Row, index: usize) -> Result<Self, DbError> {
        Ok(i64::read(row, index)? != 0)
    }
}
impl Cell for u32 {
    fn read(row: &Row, index: usize) -> Result<Self, DbError> {
        u32::try_from(i64::read(row, index)?).map_err(|_| unreadable("count"))
    }
}
impl Cell for Option<u32> {
    fn read(row: &Row, index: usize) -> Result<Self, DbError> {
        <Option<i64>>::read(row, index)?
            .map(|v| u32::try_from(v).map_err(|_| unreadable("count")))
            .transpose()
    }
}
impl Cell for jiff::Timestamp {
    fn read(row: &Row, index: usize) -> Result<Self, DbError> {
        Self::from_millisecond(i64::read(row, index)?).map_err(|_| unreadable("instant"))
    }
}
impl Cell for Option<jiff::Timestamp> {
    fn read(row: &Row, index: usize) -> Result<Self, DbError> {
        <Option<i64>>::read(row, index)?
            .map(|v| jiff::Timestamp::from_millisecond(v).map_err(|_| unreadable("instant")))
            .transpose()
    }
}
impl Cell for jiff::civil::Date {
    fn read(row: &Row, index: usize) -> Result<Self, DbError> {
        String::read(row, index)?
            .parse()
            .map_err(|_| unreadable("date"))
    }
}
impl Cell for Option<jiff::civil::Date> {
    fn read(row: &Row, index: usize) -> Result<Self, DbError> {
        <Option<String>>::read(row, index)?
            .map(|v| v.parse().map_err(|_| unreadable("date")))
            .transpose()
    }
}

impl Row {
    /// Column number `index`, from 0.
    ///
    /// # Errors
    /// When it is absent or of another type.
    pub fn at<T: Cell>(&self, index: usize) -> Result<T, DbError> {
        T::read(self, index)
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        match self {
            Row::Sqlite(r) => r.len(),
            Row::Postgres(r) => r.len(),
            Row::Packed(r) => r.len(),
        }
    }

    /// The column called `name`.
    ///
    /// # Errors
    /// When it is absent or of another type.
    pub fn get<T: Cell>(&self, name: &str) -> Result<T, DbError> {
        let index = match self {
            Row::Sqlite(r) => r.columns().iter().position(|c| c.name() == name),
            Row::Postgres(r) => r.columns().iter().position(|c| c.name() == name),
            Row::Packed(_) => None,
        };
        T::read(
            self,
            index.ok_or_else(|| DbError::ColumnNotFound(name.to_owned()))?,
        )
    }
}

/// The query that gives all rows of `sql`, of so many columns, as one JSON text. The numbers of its values begin after
/// `given` others.
pub(super) fn packed(sql: &str, (columns, given): (usize, usize), postgres: bool) -> String {
    let (rows, row) = if postgres {
        ("json_agg", "json_build_array")
    } else {
        ("json_group_array", "json_array")
    };
    let columns: Vec<String> = (0..columns).map(|n| format!("c{n}")).collect();
    let (columns, sql) = (columns.join(", "), renumbered(sql, given));
    let text = if postgres { "::text" } else { "" };
    format!("with packed({columns}) as ({sql}) select {rows}({row}({columns})){text} from packed")
}

/// A query whose `$1` is `$(given + 1)`, and so on.
fn renumbered(sql: &str, given: usize) -> String {
    let mut parts = sql.split('$');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        let number = number.parse::<usize>().unwrap_or_default();
        text.push_str(&format!("${}{rest}", number.saturating_add(given)));
    }
    text
}

/// The rows of that text.
pub(super) fn unpacked(text: Option<String>) -> Result<Vec<Row>, DbError> {
    let Some(text) = text else {
        return Ok(Vec::new());
    };
    let rows: Vec<Vec<serde_json::Value>> =
        serde_json::from_str(&text).map_err(|e| DbError::Decode(Box::new(e)))?;
    Ok(rows.into_iter().map(Row::Packed).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_came_together_read_like_others() {
        let rows = unpacked(Some(
            r#"[["é\n", 9007199254740993, null], ["", 0, "2027-01-04"]]"#.into(),
        ))
        .unwrap();
        let first = (
            rows[0].at(0).unwrap(),
            rows[0].at(1).unwrap(),
            rows[0].at(2).unwrap(),
        );
        assert_eq!(
            first,
            ("é\n".to_owned(), 9_007_199_254_740_993_i64, None::<String>)
        );
        assert_eq!(
            rows[1].at::<jiff::civil::Date>(2).unwrap(),
            jiff::civil::date(2027, 1, 4)
        );
        assert!(rows[0].at::<String>(2).is_err(), "nothing is not a text");
        assert!(rows[0].at::<i64>(3).is_err(), "there is no such column");
        assert!(unpacked(None).unwrap().is_empty());
    }

    #[test]
    fn values_are_numbered_after_those_of_the_queries_before() {
        let sql = "select a from t where b = $1 and c in ($2, $10) or d = $2";
        assert_eq!(
            renumbered(sql, 3),
            "select a from t where b = $4 and c in ($5, $13) or d = $5"
        );
        assert_eq!(renumbered("select 1", 3), "select 1");
    }
}
