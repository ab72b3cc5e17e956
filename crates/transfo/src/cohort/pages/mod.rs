//! The pages of the slice.

pub mod apply;
pub mod call;
pub mod candidacies;
pub mod candidacy;
pub mod ceremony;
pub mod chart;
pub mod cohort;
pub mod complete;
pub mod draw;
pub mod endorse;
pub mod enter;
pub mod freeze;
pub mod letter;
pub mod lottery;
pub mod own;
pub mod poster;
pub mod profile;
pub mod public;
pub mod quotas;
pub mod result;
pub mod slips;
pub mod verify;

use askama::Template;
use fluent_bundle::FluentValue;
use jiff::civil::Date;
use season::Feature;

use super::{Here, draw_input::feature_key, lottery::BETWEEN_LANGUAGES, store};
use crate::platform::{
    db::Conn,
    error::{Error, Page},
    form::Form,
    frame::Frame,
    gate::Circles,
    visit::{Place, Visit},
    words::{Lang, Words},
};

/// A confirmation that names the consequence.
#[derive(Template)]
#[template(path = "cohort/pages/confirm.html")]
struct ConfirmPage {
    frame: Frame,
    lead: String,
    /// Icon and sentence of each effect.
    effects: Vec<(&'static str, String)>,
    visible: String,
    action: String,
    hidden: Vec<(&'static str, String)>,
    verb: String,
    back: String,
    back_verb: String,
    danger: bool,
}

/// A link that is shown once, to be handed over.
#[derive(Template)]
#[template(path = "cohort/pages/handed.html")]
struct HandedPage {
    frame: Frame,
    lead: String,
    link: String,
    back: String,
}

fn handed(visit: &Visit, frame: Frame, lead: String, link: String, back: String) -> Page {
    visit.page(&HandedPage {
        frame,
        lead,
        link,
        back,
    })
}

/// The day typed in `name`; a fault in the form when it is none.
fn day(visit: &Visit, form: &mut Form, name: &str) -> Option<Date> {
    let typed = form.v(name).to_owned();
    let parsed = typed.parse().ok().or_else(|| {
        let mut parts = typed.split('/');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    });
    if parsed.is_none() {
        form.fault(name, visit.t("cohort-fault-day"));
    }
    parsed
}

/// Edition and site of a page whose path names neither.
async fn places(conn: &mut Conn, site: &str) -> Result<(Place, Place), Error> {
    store::place_of(conn, site).await?.ok_or(Error::Absent)
}

/// Acts of a page whose path names neither edition nor site.
fn here_at<'a>(visit: &'a Visit, edition: &'a Place, site: &'a Place) -> Here<'a> {
    Here {
        app: &visit.app,
        viewer: &visit.viewer,
        now: visit.now,
        today: visit.today,
        edition,
        site,
    }
}

/// "Visible par : …" for an audience.
fn visible_to(words: Words, audience: Circles) -> String {
    let names: Vec<String> = audience
        .names()
        .into_iter()
        .map(|key| words.t(key))
        .collect();
    words.t1("frame-visible-to", "circles", names.join(", "))
}

/// The name of a feature as people read it; a feature we do not know is shown as it is written.
fn feature_name(words: Words, feature: &str) -> String {
    Feature::parse(feature).map_or_else(
        |_| feature.to_owned(),
        |f| words.named("cohort-feature", feature_key(f)),
    )
}

/// One of two sentences, by language: the crates of the draw speak both.
fn either(words: Words, fr: String, en: String) -> String {
    match words.lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

/// The reason of a job that failed, in the reader's language.
fn why_failed(words: Words, why: &str) -> String {
    match why.split_once(BETWEEN_LANGUAGES) {
        Some((fr, en)) => either(words, fr.to_owned(), en.to_owned()),
        None => why.to_owned(),
    }
}

/// The value of `name` in the query of the address asked for.
fn query(visit: &Visit, name: &str) -> String {
    visit.query(name).trim().to_owned()
}

/// Sentences with two values, in the form that templates can call.
pub(super) trait Two {
    /// The sentence `key` with two values; `names` holds their names, with a blank between them.
    fn two<'v>(
        &self,
        key: &str,
        names: &str,
        first: impl Into<FluentValue<'v>>,
        second: impl Into<FluentValue<'v>>,
    ) -> String;
}

impl Two for Words {
    fn two<'v>(
        &self,
        key: &str,
        names: &str,
        first: impl Into<FluentValue<'v>>,
        second: impl Into<FluentValue<'v>>,
    ) -> String {
        let (a, b) = names.split_once(' ').unwrap_or((names, ""));
        self.t2(key, (a, first), (b, second))
    }
}
