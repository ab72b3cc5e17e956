//! The database: SQLite inside by default, PostgreSQL when several machines serve. One SQL text for both.
//!
//! Owns connections and transactions; `row` owns what comes back. Parameters are `$1`, `$2`…; instants and counts are 64-bit
//! integers, everything else is text. One writer at a time on both engines: on SQLite by `BEGIN IMMEDIATE`,
//! on PostgreSQL by an advisory lock held to the end of the transaction, so that an act that reads before it
//! writes is safe without more thought. Never builds SQL from a person's words.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use sqlx::{
    Connection, Executor, PgPool, Postgres, SqlSafeStr, Sqlite, SqlitePool,
    pool::PoolConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::row;
pub use super::row::{Cell, Row};

/// A fault of the database, or of what it holds. Nobody but an operator can act on it.
pub type DbError = sqlx::Error;

/// The two engines.
#[derive(Clone, Debug)]
pub enum Db {
    /// One file; one writer, some readers.
    Sqlite {
        /// The pool of one connection that writes.
        writer: SqlitePool,
        /// Connections that only read.
        readers: SqlitePool,
    },
    /// A server.
    Postgres(PgPool),
}

impl Db {
    /// Opens `url`: `sqlite:PATH` (created when absent) or `postgres://…`.
    ///
    /// # Errors
    /// When the file or the server cannot be opened.
    pub async fn open(url: &str) -> Result<Self, DbError> {
        if url.starts_with("postgres") {
            let options: PgConnectOptions = url.parse()?;
            let pool = PgPoolOptions::new()
                .max_connections(16)
                .acquire_timeout(Duration::from_secs(10))
                .connect_with(options)
                .await?;
            return Ok(Db::Postgres(pool));
        }
        let path = url.strip_prefix("sqlite:").unwrap_or(url);
        for_its_owner_only(std::path::Path::new(path))?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("cache_size", "-4000")
            // A list comes over in one go instead of waking two threads for every fifty rows.
            .row_buffer_size(2000)
            .busy_timeout(Duration::from_secs(20));
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(30))
            .connect_with(options.clone())
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options)
            .await?;
        Ok(Db::Sqlite { writer, readers })
    }

    /// A connection that reads; `counter` grows by one for each statement.
    ///
    /// # Errors
    /// When no connection can be had in time.
    pub async fn read(&self, counter: &Arc<AtomicU32>) -> Result<Conn, DbError> {
        let inner = match self {
            Db::Sqlite { readers, .. } => Inner::Sqlite(readers.acquire().await?),
            Db::Postgres(pool) => Inner::Postgres(pool.acquire().await?),
        };
        Ok(Conn {
            inner,
            counter: Arc::clone(counter),
        })
    }

    /// A transaction that writes, alone in doing so; rolled back unless committed.
    ///
    /// # Errors
    /// When no connection can be had in time.
    pub async fn write(&self) -> Result<Tx, DbError> {
        let counter = Arc::new(AtomicU32::new(0));
        let (inner, begin) = match self {
            Db::Sqlite { writer, .. } => {
                (Inner::Sqlite(writer.acquire().await?), "begin immediate")
            }
            Db::Postgres(pool) => (
                Inner::Postgres(pool.acquire().await?),
                "begin; select pg_advisory_xact_lock(7270)",
            ),
        };
        // Guarded before it begins: when the visitor goes away while this waits for its turn, the connection must
        // not return to the pool with a transaction, and later the lock of all writers, in its hands.
        let mut tx = Tx {
            conn: Some(Conn { inner, counter }),
        };
        tx.script(begin.to_owned()).await?;
        Ok(tx)
    }

    /// Whether the engine is PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        matches!(self, Db::Postgres(_))
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match self {
            Db::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

/// Makes a file, when it is not there, that nobody else may read, and closes one that others may: a database holds
/// people's data and keys. What SQLite puts beside it gets the same rights.
///
/// # Errors
/// What the system says.
pub fn for_its_owner_only(path: &std::path::Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        let mut open = std::fs::OpenOptions::new();
        let file = open.append(true).create(true).mode(0o600).open(path)?;
        if file.metadata()?.permissions().mode() & 0o077 != 0 {
            file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

#[derive(Debug)]
enum Inner {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

/// A connection on which statements run.
#[derive(Debug)]
pub struct Conn {
    inner: Inner,
    counter: Arc<AtomicU32>,
}

/// One value bound to a statement.
#[derive(Clone, Debug)]
pub enum Value {
    /// Text, or no text.
    Text(Option<String>),
    /// A 64-bit integer, or none.
    Int(Option<i64>),
}

macro_rules! value_from {
    ($($from:ty => |$v:ident| $to:expr),* $(,)?) => {
        $(impl From<$from> for Value { fn from($v: $from) -> Self { $to } })*
    };
}
value_from! {
    &str => |v| Value::Text(Some(v.to_owned())),
    String => |v| Value::Text(Some(v)),
    &String => |v| Value::Text(Some(v.clone())),
    Option<String> => |v| Value::Text(v),
    &Option<String> => |v| Value::Text(v.clone()),
    Option<&str> => |v| Value::Text(v.map(str::to_owned)),
    i64 => |v| Value::Int(Some(v)),
    u32 => |v| Value::Int(Some(i64::from(v))),
    Option<u32> => |v| Value::Int(v.map(i64::from)),
    bool => |v| Value::Int(Some(i64::from(v))),
    Option<i64> => |v| Value::Int(v),
    jiff::Timestamp => |v| Value::Int(Some(v.as_millisecond())),
    Option<jiff::Timestamp> => |v| Value::Int(v.map(jiff::Timestamp::as_millisecond)),
    jiff::civil::Date => |v| Value::Text(Some(v.to_string())),
    Option<jiff::civil::Date> => |v| Value::Text(v.map(|d| d.to_string())),
}

/// The values of a statement, in the order of `$1`, `$2`…
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        vec![$($crate::platform::db::Value::from($value)),*]
    };
}

/// A query asked together with others: see [`Conn::together`].
#[derive(Clone, Debug)]
pub struct Ask {
    columns: usize,
    sql: String,
    params: Vec<Value>,
}

impl Ask {
    /// A query of `N` columns.
    pub fn of<const N: usize>(sql: impl Into<String>, params: Vec<Value>) -> Self {
        Self {
            columns: N,
            sql: sql.into(),
            params,
        }
    }
}

macro_rules! bound {
    ($sql:expr, $params:expr, $db:ty) => {{
        let mut query = sqlx::query::<$db>($sql);
        for value in $params {
            query = match value {
                Value::Text(v) => query.bind(v),
                Value::Int(v) => query.bind(v),
            };
        }
        query
    }};
}

impl Conn {
    /// All rows of a query.
    ///
    /// # Errors
    /// What the database says.
    pub async fn all(
        &mut self,
        sql: impl SqlSafeStr,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, DbError> {
        self.counter.fetch_add(1, Ordering::Relaxed);
        let sql = sql.into_sql_str();
        Ok(match &mut self.inner {
            Inner::Sqlite(c) => bound!(sql, params, Sqlite)
                .fetch_all(&mut **c)
                .await?
                .into_iter()
                .map(Row::Sqlite)
                .collect(),
            Inner::Postgres(c) => bound!(sql, params, Postgres)
                .fetch_all(&mut **c)
                .await?
                .into_iter()
                .map(Row::Postgres)
                .collect(),
        })
    }

    /// All rows of a query of `N` columns that gives many: they come over as one text, for a row and a value cost the
    /// driver several times what they cost the database.
    ///
    /// # Errors
    /// What the database says.
    pub async fn many<const N: usize>(
        &mut self,
        sql: &str,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, DbError> {
        let [rows] = self.together([Ask::of::<N>(sql, params)]).await?;
        Ok(rows)
    }

    /// The rows of several queries in one statement: a statement costs two turns between threads or machines, often
    /// more than what it asks.
    ///
    /// # Errors
    /// What the database says.
    pub async fn together<const K: usize>(
        &mut self,
        asks: [Ask; K],
    ) -> Result<[Vec<Row>; K], DbError> {
        let (mut texts, mut params) = (Vec::new(), Vec::new());
        for ask in asks {
            let shape = (ask.columns, params.len());
            let text = row::packed(&ask.sql, shape, self.is_postgres());
            texts.push(format!("({text})"));
            params.extend(ask.params);
        }
        let sql = format!("select {}", texts.join(", "));
        let packed = self.first(sqlx::AssertSqlSafe(sql), params).await?;
        let rows = (0..K)
            .map(|n| {
                let text = packed.as_ref().map(|row| row.at::<Option<String>>(n));
                row::unpacked(text.transpose()?.flatten())
            })
            .collect::<Result<Vec<_>, DbError>>()?;
        rows.try_into()
            .map_err(|_| DbError::Protocol("a query without its rows".into()))
    }

    /// The first row of a query, if any.
    ///
    /// # Errors
    /// What the database says.
    pub async fn first(
        &mut self,
        sql: impl SqlSafeStr,
        params: Vec<Value>,
    ) -> Result<Option<Row>, DbError> {
        Ok(self.all(sql, params).await?.into_iter().next())
    }

    /// Runs a statement; the number of rows it touched.
    ///
    /// # Errors
    /// What the database says; a broken constraint can be named with [`broken_constraint`].
    pub async fn run(&mut self, sql: impl SqlSafeStr, params: Vec<Value>) -> Result<u64, DbError> {
        self.counter.fetch_add(1, Ordering::Relaxed);
        let sql = sql.into_sql_str();
        Ok(match &mut self.inner {
            Inner::Sqlite(c) => bound!(sql, params, Sqlite)
                .execute(&mut **c)
                .await?
                .rows_affected(),
            Inner::Postgres(c) => bound!(sql, params, Postgres)
                .execute(&mut **c)
                .await?
                .rows_affected(),
        })
    }

    /// Runs several statements separated by `;`, without values: migrations only.
    ///
    /// # Errors
    /// What the database says.
    pub async fn script(&mut self, sql: String) -> Result<(), DbError> {
        let sql = sqlx::AssertSqlSafe(sql);
        match &mut self.inner {
            Inner::Sqlite(c) => c.execute(sqlx::raw_sql(sql)).await.map(drop),
            Inner::Postgres(c) => c.execute(sqlx::raw_sql(sql)).await.map(drop),
        }
    }

    /// Whether this connection is PostgreSQL's.
    pub fn is_postgres(&self) -> bool {
        matches!(self.inner, Inner::Postgres(_))
    }

    /// Asks the server whether it is there.
    ///
    /// # Errors
    /// When it is not.
    pub async fn ping(&mut self) -> Result<(), DbError> {
        match &mut self.inner {
            Inner::Sqlite(c) => c.ping().await,
            Inner::Postgres(c) => c.ping().await,
        }
    }
}

/// A transaction that writes. Dropped without [`Tx::commit`], it leaves nothing.
#[derive(Debug)]
pub struct Tx {
    conn: Option<Conn>,
}

impl Tx {
    /// Makes everything done in it lasting, at once.
    ///
    /// # Errors
    /// When the database refuses; then nothing of it is there.
    pub async fn commit(mut self) -> Result<(), DbError> {
        if let Some(conn) = self.conn.as_mut() {
            conn.run("update revision set number = number + 1", Vec::new())
                .await?;
            conn.run("commit", Vec::new()).await?;
        }
        self.conn = None;
        Ok(())
    }
}

impl std::ops::Deref for Tx {
    type Target = Conn;
    #[expect(
        clippy::expect_used,
        reason = "the connection leaves only when the transaction is consumed"
    )]
    fn deref(&self) -> &Conn {
        self.conn.as_ref().expect("an open transaction")
    }
}

impl std::ops::DerefMut for Tx {
    #[expect(
        clippy::expect_used,
        reason = "the connection leaves only when the transaction is consumed"
    )]
    fn deref_mut(&mut self) -> &mut Conn {
        self.conn.as_mut().expect("an open transaction")
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        // An abandoned transaction ends with its connection: closing is the only end that cannot wait or fail.
        if let Some(conn) = self.conn.take() {
            match conn.inner {
                Inner::Sqlite(c) => drop_closed(c),
                Inner::Postgres(c) => drop_closed(c),
            }
        }
    }
}

fn drop_closed<D: sqlx::Database>(conn: PoolConnection<D>) {
    let mut conn = conn;
    conn.close_on_drop();
}

/// The table and column names of the unique constraint that `error` broke, so that a verb can turn it into a
/// refusal: `"application.site_id, application.reference"` on SQLite, `"application_site_id_reference_key"`
/// on PostgreSQL. `None` for every other error.
pub fn broken_constraint(error: &DbError) -> Option<String> {
    let database = error.as_database_error()?;
    if !database.is_unique_violation() {
        return None;
    }
    Some(match database.constraint() {
        Some(name) => name.to_owned(),
        None => database.message().to_owned(),
    })
}
