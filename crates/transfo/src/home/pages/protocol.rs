//! The protocol of an edition: each rule with its parameters in words, what the edition changed, who signed it and why.
//! Changing a parameter shows first which findings change at which sites.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use protocol::{Parameter, Protocol, Rule};

use crate::{
    home::{
        acts,
        standing::{Standing, audience},
        wording::{self, FAMILIES, Shown},
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        visit::Visit,
    },
    programme::{COORDINATES, rules, store::OverrideLine},
};

#[derive(Template)]
#[template(path = "home/pages/protocol.html")]
struct ProtocolPage {
    frame: Frame,
    at: String,
    title: String,
    version: String,
    groups: Vec<(String, Vec<ShownRule>)>,
    changed: usize,
    misfits: Vec<OverrideLine>,
    coordinates: bool,
}

struct ShownRule {
    id: String,
    anchor: String,
    sentence: String,
    strength: String,
    source: String,
    hard: bool,
    parameters: Vec<ShownParameter>,
}

struct ShownParameter {
    key: String,
    name: String,
    value: String,
    shipped: String,
    change: Option<(OverrideLine, String)>,
}

#[derive(Template)]
#[template(path = "home/pages/parameter.html")]
struct ParameterPage {
    frame: Frame,
    form: Form,
    at: String,
    back: String,
    sentence: String,
    name: String,
    value: String,
    shipped: String,
    changed: bool,
    confirm: Option<Vec<Difference>>,
}

/// A finding of a site that a change of rules changes.
struct Difference {
    site: String,
    before: Shown,
    after: Shown,
}

/// The page.
pub async fn protocol(visit: Visit) -> Page {
    let standing = Standing::seen_by(&visit).await?;
    let shipped = rules::shipped()?;
    let mut groups: Vec<(&str, Vec<ShownRule>)> = FAMILIES.map(|f| (f, Vec::new())).into();
    for rule in &standing.protocol.rules {
        let family = wording::family(&rule.id);
        if let Some((_, list)) = groups.iter_mut().find(|(f, _)| *f == family) {
            list.push(shown_rule(&visit, &standing, shipped, rule));
        }
    }
    let fr = wording::lang(visit.words) == protocol::words::Lang::Fr;
    visit.page(&ProtocolPage {
        frame: Frame::of(&visit, visit.t("home-tab-protocol")),
        at: format!("/saisons/{}", visit.edition()?.slug),
        title: if fr {
            shipped.title_fr.clone()
        } else {
            shipped.title_en.clone()
        },
        version: shipped.version.clone(),
        groups: groups
            .into_iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(f, list)| (visit.words.named("home-family", f), list))
            .collect(),
        changed: standing.overrides.len(),
        coordinates: visit.holds(COORDINATES),
        misfits: standing.misfits.clone(),
    })
}

fn shown_rule(visit: &Visit, standing: &Standing, shipped: &Protocol, rule: &Rule) -> ShownRule {
    let lang = wording::lang(visit.words);
    ShownRule {
        id: rule.id.clone(),
        anchor: wording::anchor(&rule.id),
        sentence: wording::rule(visit.words, &standing.protocol, &rule.id),
        strength: protocol::words::strength(rule.strength, lang).to_owned(),
        source: rule.source.to_string(),
        hard: protocol::is_hard_stop(&rule.id),
        parameters: rule
            .parameters
            .iter()
            .map(|(key, parameter)| ShownParameter {
                key: key.clone(),
                name: visit.words.named("home-param", key),
                value: in_units(visit, parameter),
                shipped: parameter_of(shipped, &rule.id, key)
                    .map(|p| in_units(visit, p))
                    .unwrap_or_default(),
                change: standing
                    .overrides
                    .iter()
                    .rev()
                    .find(|o| o.rule == rule.id && o.parameter == *key)
                    .map(|o| {
                        let day = visit.words.day(o.on);
                        let by = ("author", o.author.clone());
                        let by = visit.words.t2("home-changed-by", by, ("day", day));
                        (o.clone(), by)
                    }),
            })
            .collect(),
    }
}

fn parameter_of<'p>(protocol: &'p Protocol, rule: &str, key: &str) -> Option<&'p Parameter> {
    protocol.rule(rule)?.parameters.get(key)
}

/// "35 jours".
fn in_units(visit: &Visit, parameter: &Parameter) -> String {
    let unit = serde_json::to_value(parameter.unit).ok();
    let unit = unit.as_ref().and_then(|u| u.as_str()).unwrap_or("items");
    let value = parameter.value.to_string();
    visit.words.t1(&format!("home-unit-{unit}"), "value", value)
}

async fn parameter_page(
    visit: &Visit,
    standing: &Standing,
    (rule, key): (&str, &str),
    form: Form,
) -> Result<ParameterPage, Error> {
    let now = parameter_of(&standing.protocol, rule, key).ok_or(Error::Absent)?;
    let shipped = parameter_of(rules::shipped()?, rule, key).ok_or(Error::Absent)?;
    let edition = visit.edition()?;
    let back = format!("/saisons/{}/protocole", edition.slug);
    let changed = |o: &OverrideLine| o.rule == rule && o.parameter == key;
    Ok(ParameterPage {
        frame: Frame::of(visit, visit.t("home-parameter-title"))
            .under(back.clone(), visit.t("home-tab-protocol")),
        at: format!("{back}/{rule}/{key}"),
        back,
        sentence: wording::rule(visit.words, &standing.protocol, rule),
        name: visit.words.named("home-param", key),
        value: in_units(visit, now),
        shipped: in_units(visit, shipped),
        changed: standing.overrides.iter().any(changed),
        form: if form.fields().next().is_some() {
            form
        } else {
            Form::filled([("value", now.value.to_string())])
        },
        confirm: None,
    })
}

/// A parameter, to change.
pub async fn parameter(visit: Visit, Path((_, rule, key)): Path<(String, String, String)>) -> Page {
    let standing = Standing::seen_by(&visit).await?;
    let page = parameter_page(&visit, &standing, (&rule, &key), Form::default()).await?;
    visit.page(&page)
}

/// Changes it: the first time what would follow is shown, the second time it is done.
pub async fn change(
    visit: Visit,
    Path((_, rule, key)): Path<(String, String, String)>,
    mut form: Form,
) -> Page {
    let standing = Standing::seen_by(&visit).await?;
    let here = (rule.as_str(), key.as_str());
    parameter_of(&standing.protocol, &rule, &key).ok_or(Error::Absent)?;
    let typed = (form.v("value").to_owned(), form.v("reason").to_owned());
    let line = acts::override_line(&visit, here, (&typed.0, &typed.1), &standing.protocol)?;
    let line = match line {
        Ok(line) => line,
        Err(refusal) => {
            form.fault(refusal.0, visit.t(refusal.1));
            let page = parameter_page(&visit, &standing, here, form).await?;
            return visit.refused(&page);
        }
    };
    if form.is("sure", "yes") {
        acts::set_override(&visit, &line).await?;
        let slug = &visit.edition()?.slug;
        let anchor = wording::anchor(&rule);
        return Ok(see_other(&format!(
            "/saisons/{slug}/protocole?dit=rule-changed#{anchor}"
        )));
    }
    let mut lines = standing.overrides.clone();
    lines.push(line);
    let (after, _, _) = rules::with(rules::shipped()?, lines);
    let mut page = parameter_page(&visit, &standing, here, form).await?;
    page.confirm = Some(differences(&visit, &standing, &after));
    visit.page(&page)
}

/// What changes at each accompanied site, as far as this visitor may see it.
fn differences(visit: &Visit, standing: &Standing, after: &Protocol) -> Vec<Difference> {
    let (gate, nobody) = (visit.gate(), BTreeMap::new());
    let mut list = Vec::new();
    for (n, site) in standing.parts.sites.iter().enumerate() {
        if !site.is_accompanied() {
            continue;
        }
        let (now, _) = standing.seen(&gate, n);
        let then = standing.findings_under(after, n);
        for before in now {
            let Some(later) = then.iter().find(|f| f.rule == before.rule) else {
                continue;
            };
            if *later != before && gate.admits(audience(&before.rule), None) {
                list.push(Difference {
                    site: site.name.clone(),
                    before: wording::shown(visit.words, &standing.protocol, &before, &nobody),
                    after: wording::shown(visit.words, after, later, &nobody),
                });
            }
        }
    }
    list
}

/// Goes back to the protocol's own value.
pub async fn remove(visit: Visit, Path((_, rule, key)): Path<(String, String, String)>) -> Page {
    acts::remove_override(&visit, &rule, &key).await?;
    let slug = &visit.edition()?.slug;
    Ok(see_other(&format!(
        "/saisons/{slug}/protocole?dit=rule-restored#{}",
        wording::anchor(&rule)
    )))
}
