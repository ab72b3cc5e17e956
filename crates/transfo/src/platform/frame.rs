//! The frame of every page: title, navigation, breadcrumbs, notices, footer; and the pages shown instead of one.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use super::{
    access::Tab,
    assets,
    error::{Error, see_other},
    visit::{Visit, admit},
    words::Words,
};

/// A link in a bar or a breadcrumb.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where to.
    pub href: String,
    /// Its words.
    pub text: String,
    /// Whether it is the page shown.
    pub current: bool,
}

/// What the frame's template needs. Pages hold it as `frame` and extend `platform/frame.html`.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The words.
    pub w: Words,
    /// The page's own title: also the last breadcrumb.
    pub title: String,
    /// From the home page to the one above.
    pub crumbs: Vec<Link>,
    /// The bar of every page.
    pub main: Vec<Link>,
    /// The bar of the edition or the site.
    pub tabs: Vec<Link>,
    /// What that bar is of.
    pub tabs_name: String,
    /// The signed-in person's name.
    pub who: Option<String>,
    /// The path asked for, to come back to after a change of language.
    pub asked: String,
    /// What the last act did, from `?dit=`.
    pub said: Option<String>,
    /// Whether this is the demonstration, and which day it is there.
    pub demonstration: Option<String>,
    /// Hash of the style sheet, so that it can be kept for ever.
    pub version: &'static str,
}

impl Frame {
    /// The frame of the page called `title`, at its place.
    pub fn of(visit: &Visit, title: impl Into<String>) -> Self {
        let mut frame = Self::bare(visit, title);
        let mut crumbs = vec![link("/", visit.t(front_word(visit)))];
        if let Some(e) = &visit.edition {
            crumbs.push(link(format!("/saisons/{}", e.slug), e.name.clone()));
            if let Some(s) = &visit.site {
                crumbs.push(link(
                    format!("/saisons/{}/{}", e.slug, s.slug),
                    s.name.clone(),
                ));
            }
        }
        crumbs.retain(|c| c.href != path_of(&visit.asked));
        frame.crumbs = crumbs;
        frame.tabs = tabs(visit);
        frame.tabs_name = visit
            .site
            .as_ref()
            .or(visit.edition.as_ref())
            .map(|p| p.name.clone())
            .unwrap_or_default();
        frame
    }

    /// A frame that says nothing of the place: for the pages shown instead of one.
    pub fn bare(visit: &Visit, title: impl Into<String>) -> Self {
        Self {
            w: visit.words,
            title: title.into(),
            crumbs: if path_of(&visit.asked) == "/" {
                Vec::new()
            } else {
                vec![link("/", visit.t(front_word(visit)))]
            },
            main: main_bar(visit),
            tabs: Vec::new(),
            tabs_name: String::new(),
            who: visit.viewer.person.as_ref().map(|p| p.name.clone()),
            asked: visit.asked.clone(),
            said: said(visit),
            demonstration: visit
                .app
                .demonstration
                .then(|| visit.words.date(visit.today)),
            version: assets::version(),
        }
    }

    /// Adds a breadcrumb above the page.
    #[must_use]
    pub fn under(mut self, href: impl Into<String>, text: impl Into<String>) -> Self {
        self.crumbs.push(link(href, text));
        self
    }

    /// "page – section – Transfo".
    pub fn full_title(&self) -> String {
        if self.tabs_name.is_empty() || self.tabs_name == self.title {
            format!("{} – Transfo", self.title)
        } else {
            format!("{} – {} – Transfo", self.title, self.tabs_name)
        }
    }
}

/// What the front page is for: to a person, what waits; to a passer-by, a door.
fn front_word(visit: &Visit) -> &'static str {
    if visit.viewer.person.is_some() {
        "frame-home"
    } else {
        "frame-front"
    }
}

fn link(href: impl Into<String>, text: impl Into<String>) -> Link {
    Link {
        href: href.into(),
        text: text.into(),
        current: false,
    }
}

fn path_of(asked: &str) -> &str {
    asked.split('?').next().unwrap_or(asked)
}

/// The notice after an act: `?dit=KEY` names a sentence whose key begins with `said-`, nothing else.
fn said(visit: &Visit) -> Option<String> {
    let (_, query) = visit.asked.split_once('?')?;
    let key = query.split('&').find_map(|p| p.strip_prefix("dit="))?;
    let known = key
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit());
    (known && key.len() < 60).then(|| visit.t(&format!("said-{key}")))
}

fn main_bar(visit: &Visit) -> Vec<Link> {
    bar(visit, |tab| match tab {
        Tab::Main("frame-home") => Some(front_word(visit)),
        Tab::Main(key) => Some(key),
        _ => None,
    })
}

fn tabs(visit: &Visit) -> Vec<Link> {
    let at_site = visit.site.is_some();
    if visit.edition.is_none() {
        return Vec::new();
    }
    bar(visit, |tab| match tab {
        Tab::Site(key) if at_site => Some(key),
        Tab::Edition(key) if !at_site => Some(key),
        _ => None,
    })
}

fn bar(visit: &Visit, wanted: impl Fn(Tab) -> Option<&'static str>) -> Vec<Link> {
    let here = path_of(&visit.asked);
    visit
        .app
        .routes
        .get()
        .into_iter()
        .flatten()
        .filter_map(|route| Some((route, wanted(route.tab?)?)))
        .filter(|(route, _)| admit(visit, route.access).is_ok())
        .map(|(route, key)| {
            let mut href = route.path.to_owned();
            if let Some(e) = &visit.edition {
                href = href.replace("{edition}", &e.slug);
            }
            if let Some(s) = &visit.site {
                href = href.replace("{site}", &s.slug);
            }
            Link {
                current: href == here,
                text: visit.t(key),
                href,
            }
        })
        .collect()
}

#[derive(Template)]
#[template(path = "platform/pages/ended.html")]
struct EndedPage {
    frame: Frame,
    title: String,
    meaning: String,
    next: String,
    reference: Option<String>,
    href: String,
    verb: String,
}

/// The page shown instead of one, in the visitor's language. Absence never depends on what is absent.
pub(crate) fn ended(visit: &Visit, error: &Error) -> Response {
    if let Error::SignIn = error {
        let back = urlencode(&visit.asked);
        return see_other(&format!("/connexion?suite={back}"));
    }
    if let Error::Enrol = error {
        return see_other(super::visit::ENROL);
    }
    let key = match error {
        Error::Absent | Error::SignIn | Error::Enrol => "absent",
        Error::NotAllowed(_) => "not-allowed",
        Error::Unreadable(_) => "unreadable",
        Error::TooMany => "too-many",
        Error::Fault(_) => "fault",
    };
    let mut meaning = visit.t(&format!("ended-{key}-meaning"));
    if let Error::NotAllowed(roles) = error {
        let names: Vec<String> = roles
            .iter()
            .map(|r| visit.t(&format!("role-{}", r.key())))
            .collect();
        meaning = visit
            .words
            .t1("ended-not-allowed-meaning", "roles", names.join(", "));
    }
    if let Error::Unreadable(what) = error {
        meaning = format!("{meaning} {what}");
    }
    let reference = if let Error::Fault(what) = error {
        let reference = visit.app.dice.id();
        tracing::error!(
            reference,
            asked = without_secrets(path_of(&visit.asked)),
            what,
            "fault"
        );
        Some(reference)
    } else {
        None
    };
    let title = visit.t(&format!("ended-{key}-title"));
    let page = EndedPage {
        frame: Frame::bare(visit, title.clone()),
        title,
        meaning,
        next: visit.t(&format!("ended-{key}-next")),
        reference,
        href: "/".into(),
        verb: visit.t("ended-home"),
    };
    match page.render() {
        Ok(html) => (error.status(), Html(html)).into_response(),
        Err(_) => error.status().into_response(),
    }
}

/// A path as logs may keep it: the secrets of links are left out.
fn without_secrets(path: &str) -> String {
    let secret = |part: &str| {
        part.len() >= 24 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.')
    };
    path.split('/')
        .map(|part| if secret(part) { "…" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

/// Text as one value of a query string.
pub fn urlencode(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, b| {
        if b.is_ascii_alphanumeric() || b"-_.~/".contains(&b) {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn logs_keep_no_secret_of_a_link() {
        let secret = crate::platform::dice::Dice::seeded("x").secret();
        assert_eq!(
            without_secrets(&format!("/invitation/{secret}")),
            "/invitation/…"
        );
        let slug = "/saisons/saison-2/communaute-urbaine-de-dunkerque";
        assert_eq!(without_secrets(slug), slug);
    }
}
