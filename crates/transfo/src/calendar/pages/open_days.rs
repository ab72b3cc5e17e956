//! Where a chosen run of a site may begin, day by day, with what each day would cost.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{run, site::title};
use crate::{
    calendar::{move_run::Offer, run::Run, store::facts::Away},
    platform::{db::Conn, error::Error, visit::Visit},
};

/// The runs that may be moved, and their names.
pub fn movable(visit: &Visit, held: &[&Run]) -> Vec<(String, String)> {
    let to_come = held
        .iter()
        .filter(|r| r.starts_on >= visit.today && !r.locked);
    let name = |run: &&Run| {
        let number = visit.words.t1("calendar-run-number", "number", run.number);
        let name = format!("{number} : {}", run.dates(visit.words));
        (run.id.clone(), name)
    };
    to_come.map(name).collect()
}

/// The days that are open to a run.
pub async fn lit(visit: &Visit, conn: &mut Conn, run: &Run) -> Result<Lit, Error> {
    let site = visit.site()?;
    let loaded = super::facts(visit, conn, Away::OfSite(&site.id)).await?;
    let open = open_days(visit, &run::offers(visit, &loaded, (&site.slug, &run.id))?);
    let name = title(visit.words, run);
    Ok(Lit {
        run: run.id.clone(),
        words: visit
            .words
            .t2("calendar-open-days", ("run", name), ("count", open.len())),
        open,
    })
}

/// A run and the days on which it may begin.
#[derive(Default)]
pub struct Lit {
    /// Row id; empty when no run was chosen.
    pub run: String,
    pub words: String,
    pub open: OpenDays,
}

/// The days on which a run may begin: the points more or fewer, short and in words.
pub type OpenDays = BTreeMap<Date, (String, String)>;

fn open_days(visit: &Visit, offers: &[Offer]) -> OpenDays {
    let one = |offer: &Offer| {
        let words = run::price(visit, offer.price);
        let points = match offer.price {
            0 => "0".to_owned(),
            points => format!("{points:+}").replace('-', "−"),
        };
        (offer.starts_on, (points, words))
    };
    offers.iter().map(one).collect()
}
