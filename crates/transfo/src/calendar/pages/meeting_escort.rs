//! Who of the residents goes to a meeting: said on its page, by a box for each.

use axum::extract::Path;

use super::meetings::ended;
use crate::{
    calendar::{
        act::By,
        escort::{self, Said},
        meeting::{self, Meeting},
        plan_input::Worker,
        store::facts::Loaded,
    },
    platform::{error::Page, form::Form, visit::Visit},
};

/// A resident who may go.
pub struct Going {
    pub id: String,
    pub name: String,
    pub home: String,
    /// Kept elsewhere on these days, as far as anybody knows.
    pub busy: bool,
    pub goes: bool,
}

/// The boxes, and what they were made from.
#[derive(Default)]
pub struct Escort {
    pub residents: Vec<Going>,
    /// Somebody has said it; else the boxes are a proposal.
    pub said: bool,
    /// What was said before, for the form to carry.
    pub before: String,
}

/// The boxes of a meeting.
pub fn boxes(loaded: &Loaded, of: &Meeting) -> Escort {
    let facts = &loaded.facts;
    let going = meeting::escort(facts, of);
    let one = |worker: &Worker| Going {
        id: worker.id.clone(),
        name: loaded.people.get(&worker.id).cloned().unwrap_or_default(),
        home: worker.home.clone(),
        busy: !meeting::is_free(facts, of, worker),
        goes: going.iter().any(|known| known.id == worker.id),
    };
    Escort {
        residents: meeting::team(facts, of).into_iter().map(one).collect(),
        said: of.escort.is_some(),
        before: written(of.escort.as_deref()),
    }
}

/// The names of those who go, once somebody has said.
pub fn names(loaded: &Loaded, of: &Meeting) -> Vec<String> {
    let named = of.escort.is_some();
    let going = meeting::escort(&loaded.facts, of).into_iter();
    let going = going.filter(|_| named);
    going
        .filter_map(|w| loaded.people.get(&w.id).cloned())
        .collect()
}

fn written(escort: Option<&[String]>) -> String {
    escort.map_or_else(|| "-".to_owned(), |ids| ids.join(","))
}

fn read(written: &str) -> Option<Vec<String>> {
    let ids = written.split(',').filter(|id| !id.is_empty());
    (written != "-").then(|| ids.map(str::to_owned).collect())
}

/// `POST /saisons/{edition}/calendrier/rencontres/{meeting}/residents`
pub async fn say(visit: Visit, Path((_, id)): Path<(String, String)>, form: Form) -> Page {
    let edition = visit.edition()?.id.clone();
    let residents: Vec<String> = form.all("resident").map(str::to_owned).collect();
    let before = read(form.v("avant"));
    let said = Said {
        edition: &edition,
        meeting: &id,
        before: before.as_deref(),
        residents: &residents,
    };
    let done = escort::escort(&By::visitor(&visit), said).await;
    ended(&visit, &id, done.map(|()| "meeting-escorted"))
}
