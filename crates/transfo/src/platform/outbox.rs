//! Mails that leave: written in the transaction of the act that causes them, seen before they are sent when they
//! go to many, and sent by one loop with a state anybody responsible can read.
//!
//! States: prepared (waits for a person to let it go), waiting, sent, failing (will be tried again), dropped.

use std::time::Duration;

use jiff::Timestamp;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};

use super::{
    app::App,
    db::{DbError, Tx},
    dice::Dice,
    gate::{Circles, Gate},
    words::Lang,
};
use crate::params;

/// How often a mail is tried before it is left to a person.
const ATTEMPTS: i64 = 8;

/// One mail to write.
#[derive(Clone, Debug)]
pub struct Mail<'a> {
    /// What it is for: `sign-in`, `invitation`, `endorsement`… ; its name in the word files is `mail-KIND`.
    pub kind: &'static str,
    /// The edition it is about.
    pub edition: Option<&'a str>,
    /// The site it is about.
    pub site: Option<&'a str>,
    /// Address and name of who receives it.
    pub to: (&'a str, &'a str),
    /// Their language.
    pub lang: Lang,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// Who may see that it exists.
    pub audience: Circles,
    /// `true`: leaves at once. `false`: waits until somebody has seen it.
    pub at_once: bool,
}

/// Puts a mail in the outbox.
///
/// # Errors
/// What the database says.
pub async fn put(
    tx: &mut Tx,
    dice: &Dice,
    author: Option<&str>,
    now: Timestamp,
    mail: Mail<'_>,
) -> Result<(), DbError> {
    let released = mail.at_once.then_some(now);
    tx.run(
        "insert into outbox (id, prepared_at, kind, edition_id, site_id, to_address, to_name, lang, subject, body,
           released_at, released_by, audience, author_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $12)",
        params![
            dice.id(),
            now,
            mail.kind,
            mail.edition,
            mail.site,
            mail.to.0,
            mail.to.1,
            mail.lang.key(),
            mail.subject,
            mail.body,
            released,
            author,
            mail.audience
        ],
    )
    .await?;
    Ok(())
}

/// Lets the prepared mails of a site go that this gate admits and that were prepared until `seen`: those that the
/// person read about, and none that came since. How many.
///
/// # Errors
/// What the database says.
pub async fn release(
    tx: &mut Tx,
    gate: &Gate,
    site: &str,
    (seen, now, by): (Timestamp, Timestamp, Option<&str>),
) -> Result<u64, DbError> {
    tx.run(
        "update outbox set released_at = $4, released_by = $5 where site_id = $1 and prepared_at <= $3
           and released_at is null and dropped_at is null and ((audience & $2) <> 0 or author_id = $5)",
        params![site, gate.circles(), seen, now, by],
    )
    .await
}

/// Drops one prepared mail of a site that this gate admits: it never leaves.
///
/// # Errors
/// What the database says.
pub async fn drop_prepared(
    tx: &mut Tx,
    gate: &Gate,
    (site, id): (&str, &str),
    (now, by): (Timestamp, Option<&str>),
) -> Result<bool, DbError> {
    let touched = tx
        .run(
            "update outbox set dropped_at = $4 where id = $3 and site_id = $1
               and released_at is null and dropped_at is null and ((audience & $2) <> 0 or author_id = $5)",
            params![site, gate.circles(), id, now, by],
        )
        .await?;
    Ok(touched == 1)
}

/// Sends what waits until the process ends. Without a mail server, mails stay in the outbox and this returns.
pub async fn run(app: App) {
    if app.config.mail.smtp.is_empty() {
        return;
    }
    let transport = match AsyncSmtpTransport::<Tokio1Executor>::from_url(&app.config.mail.smtp) {
        Ok(builder) => builder.timeout(Some(Duration::from_secs(20))).build(),
        Err(error) => {
            tracing::error!(%error, "mail.smtp cannot be read; no mail will leave");
            return;
        }
    };
    loop {
        if let Err(error) = send_waiting(&app, &transport).await {
            tracing::error!(%error, "the outbox could not be read");
        }
        let _ = tokio::time::timeout(Duration::from_secs(30), app.mail.notified()).await;
    }
}

/// Sends each waiting mail once; how many left.
///
/// # Errors
/// What the database says. A mail that cannot be sent keeps its reason and is tried again later.
async fn send_waiting(
    app: &App,
    transport: &AsyncSmtpTransport<Tokio1Executor>,
) -> Result<u32, DbError> {
    let counter = std::sync::Arc::default();
    let rows = app
        .db
        .read(&counter)
        .await?
        .all(
            "select id, to_address, to_name, subject, body from outbox
             where released_at is not null and sent_at is null and dropped_at is null and attempts < $1
             order by released_at limit 50",
            params![ATTEMPTS],
        )
        .await?;
    let mut sent = 0;
    for row in rows {
        let id: String = row.at(0)?;
        let letter = letter(
            &app.config.mail.from,
            (&row.at::<String>(1)?, &row.at::<String>(2)?),
            &row.at::<String>(3)?,
            row.at::<String>(4)?,
        );
        let outcome = match letter {
            Ok(letter) => transport
                .send(letter)
                .await
                .map(drop)
                .map_err(|e| e.to_string()),
            Err(why) => Err(why),
        };
        let now = app.clock.now();
        let mut tx = app.db.write().await?;
        match outcome {
            Ok(()) => {
                sent += 1;
                let sql = "update outbox set sent_at = $2, last_error = null where id = $1";
                tx.run(sql, params![id, now]).await?
            }
            Err(why) => {
                let sql =
                    "update outbox set attempts = attempts + 1, last_error = $2 where id = $1";
                tx.run(sql, params![id, why]).await?
            }
        };
        tx.commit().await?;
    }
    Ok(sent)
}

fn letter(from: &str, to: (&str, &str), subject: &str, body: String) -> Result<Message, String> {
    let from: Mailbox = from
        .parse()
        .map_err(|e: lettre::address::AddressError| format!("sender: {e}"))?;
    let address =
        to.0.parse()
            .map_err(|e: lettre::address::AddressError| format!("address: {e}"))?;
    Message::builder()
        .from(from)
        .to(Mailbox::new(
            (!to.1.is_empty()).then(|| to.1.to_owned()),
            address,
        ))
        .subject(subject)
        .header(ContentType::TEXT_PLAIN)
        .body(body)
        .map_err(|e| e.to_string())
}
