//! The mails of the slice. Personal ones leave at once; those that go to many are seen before they are sent.

use super::{Here, application::Application};
use crate::platform::{
    db::Tx,
    error::Error,
    gate::Circles,
    outbox::{self, Mail},
    words::{Lang, Words},
};

/// What a mail says.
pub struct Letter<'a> {
    /// Its kind: the words are `mail-KIND-subject` and `mail-KIND-body`.
    pub kind: &'static str,
    /// Address and name.
    pub to: (&'a str, &'a str),
    /// Language.
    pub lang: Lang,
    /// The link it carries.
    pub link: String,
    /// One more value: a name, a rank.
    pub more: String,
    /// Whether it leaves at once.
    pub at_once: bool,
}

/// Puts a mail about a candidacy into the outbox. Only the agent and those who select may know that it exists.
///
/// # Errors
/// A fault of ours.
pub async fn put(tx: &mut Tx, here: &Here<'_>, letter: Letter<'_>) -> Result<(), Error> {
    let words = Words::of(letter.lang);
    let values = || {
        vec![
            ("name", letter.to.1.into()),
            ("site", here.site.name.as_str().into()),
            ("edition", here.edition.name.as_str().into()),
            ("link", letter.link.as_str().into()),
            ("more", letter.more.as_str().into()),
        ]
    };
    let mail = Mail {
        kind: letter.kind,
        edition: Some(&here.edition.id),
        site: Some(&here.site.id),
        to: letter.to,
        lang: letter.lang,
        subject: words.tn(&format!("mail-{}-subject", letter.kind), values()),
        body: words.tn(&format!("mail-{}-body", letter.kind), values()),
        audience: Circles::SELECTION,
        at_once: letter.at_once,
    };
    outbox::put(tx, &here.app.dice, here.viewer.id(), here.now, mail).await?;
    Ok(())
}

/// The language of an agent's mails.
pub fn lang(application: &Application) -> Lang {
    Lang::from_key(&application.lang)
}
