//! Help, site map, accessibility, legal notice, personal data: pages a public service must have.

use askama::Template;

use crate::platform::{
    data_map::{End, MAP},
    error::Page,
    frame::{Frame, Link},
    visit::{Visit, admit},
};

#[derive(Template)]
#[template(path = "platform/pages/info.html")]
struct InfoPage {
    frame: Frame,
    title: String,
    lead: String,
    paragraphs: Vec<(String, String)>,
    links: Vec<Link>,
}

fn info(visit: &Visit, name: &str, parts: &[&str], links: Vec<Link>) -> Page {
    let title = visit.t(&format!("info-{name}-title"));
    let contact = match visit.app.config.contact.as_str() {
        "" => visit.t("info-no-contact"),
        contact => contact.to_owned(),
    };
    let text = |key: String| visit.words.t1(&key, "contact", contact.as_str());
    visit.page(&InfoPage {
        frame: Frame::bare(visit, title.clone()),
        title,
        lead: visit.t(&format!("info-{name}-lead")),
        paragraphs: parts
            .iter()
            .map(|p| {
                (
                    visit.t(&format!("info-{name}-{p}-title")),
                    text(format!("info-{name}-{p}")),
                )
            })
            .collect(),
        links,
    })
}

/// How to use the service, per role.
pub async fn help(visit: Visit) -> Page {
    info(
        &visit,
        "help",
        &["agent", "manager", "pilot", "resident", "stuck"],
        Vec::new(),
    )
}

/// Every page that this visitor may open from a bar or a footer.
pub async fn site_map(visit: Visit) -> Page {
    let mut links: Vec<Link> = Frame::bare(&visit, "").main;
    for (path, key) in [
        ("/connexion", "frame-sign-in"),
        ("/aide", "frame-help"),
        ("/verifier", "frame-verify"),
        ("/accessibilite", "frame-accessibility"),
        ("/mentions-legales", "frame-legal"),
        ("/donnees-personnelles", "frame-privacy"),
    ] {
        let open = visit
            .app
            .routes
            .get()
            .into_iter()
            .flatten()
            .any(|r| r.path == path && admit(&visit, r.access).is_ok());
        if open && !links.iter().any(|l| l.href == path) {
            links.push(Link {
                href: path.into(),
                text: visit.t(key),
                current: false,
            });
        }
    }
    info(&visit, "map", &[], links)
}

/// The accessibility statement in the form the law gives it. No audit has been made: so "non conforme".
pub async fn accessibility(visit: Visit) -> Page {
    info(
        &visit,
        "accessibility",
        &["state", "tests", "contact", "rights"],
        Vec::new(),
    )
}

/// Who publishes and hosts.
pub async fn legal(visit: Visit) -> Page {
    info(&visit, "legal", &["publisher", "software"], Vec::new())
}

#[derive(Template)]
#[template(path = "platform/pages/privacy.html")]
struct PrivacyPage {
    frame: Frame,
    paragraphs: Vec<(String, String)>,
    rows: Vec<[String; 4]>,
}

/// What is kept about people, why and for how long: the data map, in words.
pub async fn privacy(visit: Visit) -> Page {
    let contact = match visit.app.config.contact.as_str() {
        "" => visit.t("info-no-contact"),
        contact => contact.to_owned(),
    };
    let w = &visit.words;
    let rows = MAP.iter().filter(|e| !e.link.is_empty()).map(|e| {
        let end = match e.end {
            End::Erased => "erased",
            End::Anonymised => "anonymised",
            End::Kept => "kept",
        };
        [
            w.named("table", e.table),
            w.named("purpose", e.purpose),
            w.named("period", e.period),
            w.named("end", end),
        ]
    });
    visit.page(&PrivacyPage {
        rows: rows.collect(),
        frame: Frame::bare(&visit, visit.t("info-privacy-title")),
        paragraphs: ["what", "why", "who", "long", "rights"]
            .iter()
            .map(|p| {
                let key = format!("info-privacy-{p}");
                let text = w.t1(&key, "contact", contact.as_str());
                (visit.t(&format!("{key}-title")), text)
            })
            .collect(),
    })
}
