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
const ATTEMPTS: i64 = 14;

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

/// The road to a mail server.
pub type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// The road to the server at `url`.
///
/// # Errors
/// When the address cannot be read.
pub fn transport(url: &str) -> Result<Transport, String> {
    let builder = Transport::from_url(url).map_err(|e| e.to_string())?;
    Ok(builder.timeout(Some(Duration::from_secs(20))).build())
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
    let transport = match transport(&app.config.mail.smtp) {
        Ok(transport) => transport,
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

/// Sends each mail that is due once; how many left. A mail that could not be sent keeps its reason and is tried again
/// after one minute, two, four… up to half a day; one that the server refuses for good is left to a person.
///
/// # Errors
/// What the database says.
pub async fn send_waiting(app: &App, transport: &Transport) -> Result<u32, DbError> {
    let mut sent = 0;
    while let Some(Claimed {
        id,
        attempts,
        kept,
        letter,
    }) = claim(app).await?
    {
        let outcome = match letter {
            Ok(letter) => transport
                .send(letter)
                .await
                .map(drop)
                .map_err(|e| (e.is_permanent(), e.to_string())),
            Err(why) => Err((true, why)),
        };
        let now = app.clock.now();
        let mut tx = app.db.write().await?;
        match outcome {
            Ok(()) => {
                sent += 1;
                let sql =
                    "update outbox set sent_at = $2, last_error = null, body = $3 where id = $1";
                tx.run(sql, params![id, now, kept]).await?
            }
            Err((for_good, why)) => {
                let attempts = if for_good { ATTEMPTS } else { attempts };
                let next = later(now, 60_i64.saturating_mul(1 << attempts.clamp(1, 10)) / 2);
                let sql = "update outbox set attempts = $2, last_error = $3, next_try_at = $4 where id = $1";
                tx.run(sql, params![id, attempts, why, next]).await?
            }
        };
        tx.commit().await?;
    }
    Ok(sent)
}

fn later(now: Timestamp, seconds: i64) -> Timestamp {
    now.checked_add(jiff::SignedDuration::from_secs(seconds))
        .unwrap_or(now)
}

/// A mail taken to be sent.
struct Claimed {
    id: String,
    attempts: i64,
    /// What stays of its body once it has left.
    kept: String,
    letter: Result<Message, String>,
}

/// A body without what opens anything: mails that let somebody in keep no word, the others lose the secrets of their
/// links.
fn without_secrets(kind: &str, body: &str) -> String {
    if matches!(kind, "sign-in" | "address" | "invitation") {
        return String::new();
    }
    let (mut kept, mut word) = (String::new(), String::new());
    // One more sign than the body has, so that its last word ends too.
    for sign in body.chars().map(Some).chain([None]) {
        if let Some(letter) = sign.filter(char::is_ascii_alphanumeric) {
            word.push(letter);
            continue;
        }
        kept.push_str(if word.len() >= 24 { "…" } else { &word });
        word.clear();
        kept.extend(sign);
    }
    kept
}

/// Takes the next mail that is due: nobody else takes it for five minutes, so that two machines do not both send it.
async fn claim(app: &App) -> Result<Option<Claimed>, DbError> {
    let now = app.clock.now();
    const DUE: &str =
        "released_at is not null and sent_at is null and dropped_at is null and attempts < $1
       and (next_try_at is null or next_try_at <= $2)";
    let counter = std::sync::Arc::default();
    let due = format!("select 1 from outbox where {DUE} limit 1");
    let waiting = app
        .db
        .read(&counter)
        .await?
        .first(sqlx::AssertSqlSafe(due), params![ATTEMPTS, now])
        .await?;
    if waiting.is_none() {
        return Ok(None);
    }
    let mut tx = app.db.write().await?;
    let sql = format!(
        "select id, to_address, to_name, subject, body, attempts, kind from outbox where {DUE} order by attempts, released_at, id limit 1"
    );
    let row = tx
        .first(sqlx::AssertSqlSafe(sql), params![ATTEMPTS, now])
        .await?;
    let Some(row) = row else { return Ok(None) };
    let id: String = row.at(0)?;
    let attempts = row.at::<i64>(5)?.saturating_add(1);
    let sql = "update outbox set attempts = $2, next_try_at = $3 where id = $1";
    tx.run(sql, params![&id, attempts, later(now, 300)]).await?;
    tx.commit().await?;
    let to: (String, String) = (row.at(1)?, row.at(2)?);
    let subject: String = row.at(3)?;
    let from = &app.config.mail.from;
    let (body, kind): (String, String) = (row.at(4)?, row.at(6)?);
    Ok(Some(Claimed {
        id,
        attempts,
        kept: without_secrets(&kind, &body),
        letter: letter(from, (&to.0, &to.1), &subject, body),
    }))
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

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn what_was_sent_keeps_its_words_and_loses_the_secrets_of_its_links() {
        let secret = crate::platform::dice::Dice::seeded("x").secret();
        let body = format!(
            "Bonjour,\nvotre page : https://lab.example.org/candidature/{secret}.\n\
             https://lab.example.org/accord/{secret}?suite=/x\nCommunauté d’agglomération-du-Bassin {secret}"
        );
        let kept = without_secrets("endorsement", &body);
        assert!(!kept.contains(&secret), "{kept}");
        assert_eq!(kept, body.replace(&secret, "…"), "and nothing else");
        assert_eq!(without_secrets("sign-in", "le code 123456"), "");
    }
}
