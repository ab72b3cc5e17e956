//! Something happened: note the fact and ask for ways to answer it.

use askama::Template;

use super::{day, edition_path};
use crate::{
    calendar::{
        act::{By, Stop},
        close::{Closing, NotClosed},
        news::{self, News, NotTaken},
        run::period,
        store::{closures, facts},
    },
    platform::{
        error::{Error, Page, see_other},
        form::Form,
        frame::Frame,
        visit::Visit,
    },
};

#[derive(Template)]
#[template(path = "calendar/pages/change.html")]
struct ChangePage {
    frame: Frame,
    base: String,
    form: Form,
    places: Vec<(String, String)>,
    closures: Vec<(String, String)>,
    residents: Vec<(String, String)>,
    sites: Vec<(String, String)>,
}

/// How long to look for answers.
const SECONDS: u64 = 30;

async fn page(visit: &Visit, form: Form) -> Result<ChangePage, Error> {
    let edition = visit.edition()?;
    let mut conn = visit.read().await?;
    let loaded = super::facts(visit, &mut conn, facts::Away::OfNobody).await?;
    let list = closures::ahead(&mut conn, &edition.id, visit.today).await?;
    let base = edition_path(visit)?;
    let words = visit.words;
    let sites: Vec<(String, String)> = loaded
        .facts
        .sites
        .iter()
        .map(|s| (s.slug.clone(), s.name.clone()))
        .collect();
    let mut places = vec![(String::new(), words.t("calendar-whole-season"))];
    places.extend(sites.iter().cloned());
    Ok(ChangePage {
        frame: Frame::of(visit, visit.t("calendar-news-title"))
            .under(format!("{base}/calendrier"), visit.t("calendar-tab-season")),
        form,
        places,
        closures: list
            .into_iter()
            .map(|(id, site, label, from, to)| {
                let site = site.unwrap_or_else(|| words.t("calendar-whole-season"));
                (id, format!("{label}, {} ({site})", period(words, from, to)))
            })
            .collect(),
        residents: loaded.people.clone().into_iter().collect(),
        sites,
        base,
    })
}

/// `GET /saisons/{edition}/calendrier/changer`
pub async fn show(visit: Visit) -> Page {
    visit.page(&page(&visit, Form::default()).await?)
}

/// `POST /saisons/{edition}/calendrier/changer`
pub async fn take(visit: Visit, mut form: Form) -> Page {
    let edition = visit.edition()?.id.clone();
    if let Some((field, news)) = read(&visit, &mut form) {
        match news::take(&By::visitor(&visit), &edition, &news, SECONDS).await {
            Ok(()) => {
                let to = format!("{}/calendrier/calcul", edition_path(&visit)?);
                return Ok(see_other(&to));
            }
            Err(Stop::Fault(error)) => return Err(error),
            Err(Stop::Refused(why)) => fault(&visit, &mut form, field, why),
        }
    }
    visit.refused(&page(&visit, form).await?)
}

fn fault(visit: &Visit, form: &mut Form, (field, end): (&str, &str), why: NotTaken) {
    let (field, key) = match why {
        NotTaken::Busy => (field, "calendar-news-busy"),
        NotTaken::Unknown => (field, "calendar-news-unknown"),
        NotTaken::Days(NotClosed::Nameless) => ("nom", "calendar-closure-nameless"),
        NotTaken::Days(NotClosed::Backwards) => (end, "calendar-period-backwards"),
        NotTaken::Days(NotClosed::Endless) => (end, "calendar-period-endless"),
    };
    form.fault(field, visit.t(key));
}

type Fields = (&'static str, &'static str);

/// What the form says, with the field that names it and the field of its last day; none when a date cannot be read.
fn read(visit: &Visit, form: &mut Form) -> Option<(Fields, News)> {
    match form.v("fait") {
        "ferme" => {
            let (from, to) = days(visit, form, ("du", "au"))?;
            let site = Some(form.v("lieu").to_owned()).filter(|slug| !slug.is_empty());
            let closing = Closing {
                from,
                to,
                label: form.v("nom").to_owned(),
                kind: "event",
                hard: true,
            };
            Some((("lieu", "au"), News::Closed(site, closing)))
        }
        "deplace" => {
            let (from, to) = days(visit, form, ("nouveau_du", "nouveau_au"))?;
            let closure = form.v("fermeture").to_owned();
            let news = News::Moved { closure, from, to };
            Some((("fermeture", "nouveau_au"), news))
        }
        "absent" => {
            let (from, to) = days(visit, form, ("absent_du", "absent_au"))?;
            let resident = form.v("resident").to_owned();
            let news = News::Away { resident, from, to };
            Some((("resident", "absent_au"), news))
        }
        _ => Some((("fait", "fait"), News::Known)),
    }
}

/// First and last day; one day when there is no last.
fn days(
    visit: &Visit,
    form: &mut Form,
    (first, last): (&str, &str),
) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let from = day(form.v(first));
    let alone = form.v(last).is_empty();
    let to = if alone { from } else { day(form.v(last)) };
    if from.is_none() {
        form.fault(first, visit.t("calendar-period-unreadable"));
    }
    if to.is_none() && !alone {
        form.fault(last, visit.t("calendar-period-unreadable"));
    }
    from.zip(to)
}
