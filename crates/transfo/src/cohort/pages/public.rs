//! What everybody may read of a draw, without an account: the hash before the public value was known, the counts, the
//! spread of chances, and how the number follows from both. Absent, like any page that is not there, until a lottery is
//! published. Never shows a reference, and never a count below [`sortition::FEW`].

use askama::Template;

use super::{
    Two,
    candidacies::download,
    chart::{self, Spread},
    feature_name,
};
use crate::{
    cohort::{
        Here,
        store::commitment::{self, Commitment, Reveal},
    },
    platform::{
        db::Conn,
        error::{Error, Page},
        frame::Frame,
        gate::Seen,
        visit::Visit,
        words::Words,
    },
};

/// The public page of a site's draw.
pub(super) fn path(here: &Here<'_>) -> String {
    format!("/tirages/{}/{}", here.edition.slug, here.site.slug)
}

/// The same, where there is such a page: once something was published.
pub(super) async fn published(
    conn: &mut Conn,
    visit: &Visit,
    here: &Here<'_>,
) -> Result<Option<String>, Error> {
    let all = commitment::published(conn, &visit.gate(), &here.site.id).await?;
    Ok((!all.is_empty()).then(|| path(here)))
}

/// The same, as people type it.
pub(super) fn address(here: &Here<'_>) -> String {
    format!("{}{}", here.app.config.url, path(here))
}

/// One value of a feature: its name, fewest and most seats, volunteers unless they are few.
type Count = (String, u32, u32, Option<u32>);

/// The public text of a lottery, as far as pages show it.
pub(super) struct Public {
    pub(super) seats: u32,
    pub(super) volunteers: u32,
    pub(super) slips: u32,
    quotas: Vec<(String, Count)>,
    chances: std::collections::BTreeMap<u32, u32>,
}

impl Public {
    /// Of a stored text.
    pub(super) fn read(words: Words, text: &str) -> Result<Self, Error> {
        let json: serde_json::Value = serde_json::from_str(text)
            .map_err(|_| Error::Fault("a public text that cannot be read".into()))?;
        let number = |v: &serde_json::Value| v.as_u64().and_then(|n| u32::try_from(n).ok());
        let of = |name: &str| json.get(name).and_then(number).unwrap_or(0);
        let rows = |name: &str| {
            json.get(name)
                .and_then(|v| v.as_array())
                .into_iter()
                .flatten()
        };
        let word = |row: &serde_json::Value, at: usize| Some(row.get(at)?.as_str()?.to_owned());
        let quotas = rows("quotas").filter_map(|row| {
            let count = row.get(4).and_then(number);
            let feature = word(row, 0)?;
            let value = super::profile::shown(words, &feature, &word(row, 1)?);
            let seats = (number(row.get(2)?)?, number(row.get(3)?)?);
            Some((feature, (value, seats.0, seats.1, count)))
        });
        let chances =
            rows("chances").filter_map(|row| Some((number(row.get(0)?)?, number(row.get(1)?)?)));
        Ok(Self {
            seats: of("k"),
            volunteers: of("volunteers"),
            slips: of("slips"),
            quotas: quotas.collect(),
            chances: chances.collect(),
        })
    }

    fn spread(&self, words: Words) -> Spread {
        chart::spread(words, &self.chances, self.slips)
    }
}

/// How the number follows: what is hashed, the beginning of the hash, and what is left of the division.
struct Check {
    text: String,
    hash: String,
    left: u64,
}

/// The division that gives the number, done again.
fn check(hash: &str, value: &str, slips: u32) -> Check {
    let m = u64::from(slips.max(1));
    let limit = u64::MAX - u64::MAX % m;
    let mut attempt = 0_u64;
    loop {
        let text = format!("transfo draw 1\n{hash}\n{value}\n{attempt}");
        let hex = blake3::hash(text.as_bytes()).to_hex().to_string();
        let head: String = hex.chars().take(16).collect();
        let number = u64::from_str_radix(&head, 16).unwrap_or(0);
        if number < limit {
            return Check {
                text,
                hash: head,
                left: number % m,
            };
        }
        attempt += 1;
    }
}

#[derive(Template)]
#[template(path = "cohort/pages/public.html")]
struct PublicPage {
    frame: Frame,
    site: String,
    path: String,
    k: Commitment,
    public: Public,
    groups: Vec<(String, Vec<Count>)>,
    spread: Spread,
    drawn: Option<Reveal>,
    at_once: bool,
    check: Option<Check>,
    number: String,
    void: Vec<Commitment>,
}

/// What was published, newest first, the public text of the newest, and the number once it is drawn.
async fn found(visit: &Visit) -> Result<(Vec<Commitment>, String, Option<Reveal>), Error> {
    let mut conn = visit.read().await?;
    let site = visit.site.as_ref().map_or("", |s| s.id.as_str());
    let all = commitment::published(&mut conn, &visit.gate(), site).await?;
    let all: Vec<Commitment> = all.into_iter().map(Seen::into_inner).collect();
    let newest = all.first().ok_or(Error::Absent)?;
    let reveal = commitment::seen_reveal(&mut conn, &visit.gate(), &newest.lottery).await?;
    let reveal = reveal.map(Seen::into_inner).filter(|r| r.number.is_some());
    let text = commitment::text(&mut conn, &visit.gate(), &newest.lottery).await?;
    let text = text.ok_or(Error::Absent)?.into_inner();
    Ok((all, text, reveal))
}

/// The public page.
pub async fn page(visit: Visit) -> Page {
    let (mut all, text, drawn) = found(&visit).await?;
    let here = Here::of(&visit)?;
    let k = all.remove(0);
    let public = Public::read(visit.words, &text)?;
    let mut groups: Vec<(String, Vec<Count>)> = Vec::new();
    for (feature, count) in &public.quotas {
        let name = feature_name(visit.words, feature);
        match groups.last_mut() {
            Some((last, counts)) if *last == name => counts.push(count.clone()),
            _ => groups.push((name, vec![count.clone()])),
        }
    }
    let number = drawn.as_ref().and_then(|r| r.number);
    visit.page(&PublicPage {
        frame: Frame::bare(&visit, visit.t("cohort-public-title")),
        site: here.site.name.clone(),
        path: path(&here),
        spread: public.spread(visit.words),
        at_once: k.source.is_empty(),
        check: drawn
            .as_ref()
            .map(|r| check(&k.hash, &r.value, public.slips)),
        number: number
            .map(|n| super::ceremony::slip_number(n, public.slips))
            .unwrap_or_default(),
        void: all,
        groups,
        drawn,
        public,
        k,
    })
}

/// The public text, word for word.
pub async fn text(visit: Visit) -> Page {
    let (_, text, _) = found(&visit).await?;
    let here = Here::of(&visit)?;
    let name = format!("loterie-{}-{}.json", here.edition.slug, here.site.slug);
    Ok(download(text, "application/json; charset=utf-8", &name))
}

#[cfg(test)]
mod tests {
    use sortition::{Flow, Options, Problem, Quota, Volunteer, commit, lottery, reveal};

    #[test]
    fn anybody_finds_the_number_that_the_draw_found() {
        let pool = (0..9).map(|n| Volunteer::new(&n.to_string(), &[("site", "Nord")]));
        let quotas = vec![Quota::new("site", "Nord", 0, 3)];
        let problem = Problem::new(3, quotas, pool.collect()).unwrap();
        let options = Options {
            panels: 37,
            ..Options::default()
        };
        let lottery = lottery(&problem, &options, &mut |_| Flow::Continue).unwrap();
        let frozen = commit(&problem, &options, &lottery);
        for value in ["Loto 3 8 21", "l’été 2028", "Dés jetés dans la salle : 1 2"] {
            let record = reveal(&frozen.text, value).unwrap();
            let again = super::check(&frozen.hash, value, 37);
            assert_eq!(again.left, u64::try_from(record.index).unwrap(), "{value}");
        }
    }
}
