//! Publishing the lottery before any public value exists: its hash, the source that will decide, and how many persons
//! must agree on what it said. What is published stands until the draw or is void in front of everybody.

use super::{
    Here,
    calculate::calculate,
    draw::{LONGEST, plain},
    lottery::{self as calculation, gone},
    store::{
        self,
        commitment::{self, Commitment},
        lottery::{self, Lottery},
    },
};
use crate::platform::{db::Tx, error::Error, gate::Circles, jobs::Watch};

/// Who reads of it in the journal: everybody around the site.
const OPEN: Circles = Circles::SELECTION.and(Circles::PUBLIC);

/// Why the lottery cannot be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// None is calculated.
    NoLottery,
    /// It is published, or drawn.
    Already,
    /// It is no longer the lottery that was shown.
    Changed,
    /// No source is named, or at too much length.
    Source,
    /// Neither one officer nor two.
    Officers,
    /// These volunteers withdrew since the pool was frozen.
    Withdrawn(Vec<String>),
}

/// What is promised about the draw.
#[derive(Clone, Copy, Debug)]
pub struct Promise<'a> {
    /// Hash of the lottery that was shown.
    pub hash: &'a str,
    /// What will decide.
    pub source: &'a str,
    /// How many persons must agree on it.
    pub officers: u32,
}

/// Publishes the lottery of a site.
///
/// # Errors
/// A fault of ours; a [`Refusal`] inside.
pub async fn publish(
    here: &Here<'_>,
    promise: Promise<'_>,
) -> Result<Result<Commitment, Refusal>, Error> {
    let source = plain(promise.source);
    if source.is_empty() || source.chars().count() > LONGEST {
        return Ok(Err(Refusal::Source));
    }
    if !(1..=2).contains(&promise.officers) {
        return Ok(Err(Refusal::Officers));
    }
    let mut tx = here.app.db.write().await?;
    let site = &here.site.id;
    let drawn = store::drawing(&mut tx, site).await?.is_some();
    if drawn || commitment::standing(&mut tx, site).await?.is_some() {
        return Ok(Err(Refusal::Already));
    }
    let Some(row) = lottery::open(&mut tx, site).await? else {
        return Ok(Err(Refusal::NoLottery));
    };
    if row.hash != promise.hash || store::is_under_way(&mut tx, calculation::KIND, site).await? {
        return Ok(Err(Refusal::Changed));
    }
    let gone = gone(&mut tx, here, &row.text).await?;
    if !gone.is_empty() {
        return Ok(Err(Refusal::Withdrawn(gone)));
    }
    let published = publish_in(&mut tx, here, &row, (&source, promise.officers)).await?;
    tx.commit().await?;
    Ok(Ok(published))
}

/// Calculates the lottery of a frozen pool and publishes it, for one officer: the demonstration.
///
/// # Errors
/// A sentence in French and, after [`super::lottery::BETWEEN_LANGUAGES`], in English.
pub async fn publish_now(here: &Here<'_>, source: &str, watch: &Watch) -> Result<(), String> {
    let made = calculate(here, watch, None).await?;
    let kept = async {
        let mut tx = here.app.db.write().await?;
        if let Err(refusal) = calculation::keep_in(&mut tx, here, &made).await? {
            return Ok(Err(refusal));
        }
        publish_in(&mut tx, here, &made.row, (source, 1)).await?;
        tx.commit().await?;
        Ok::<_, Error>(Ok(()))
    };
    let kept = kept.await.map_err(calculation::told)?;
    kept.map_err(|refusal| calculation::both(refusal.key(), &refusal.names()))
}

/// The same, inside a transaction of the caller who has looked at everything.
pub(super) async fn publish_in(
    tx: &mut Tx,
    here: &Here<'_>,
    row: &Lottery,
    (source, officers): (&str, u32),
) -> Result<Commitment, Error> {
    let published = Commitment {
        lottery: row.id.clone(),
        published_at: here.now,
        hash: row.hash.clone(),
        slips: row.slips,
        source: source.to_owned(),
        officers,
        voided_at: None,
    };
    let made = (&published, row.public_text.as_str());
    commitment::publish(tx, &here.site.id, here.viewer.id(), made).await?;
    here.note(tx, ("act-lottery-published", OPEN), &published.hash)
        .await?;
    Ok(published)
}

/// Makes what was published void, in front of everybody; forgets a lottery that was not.
pub(super) async fn void_in(tx: &mut Tx, here: &Here<'_>) -> Result<(), Error> {
    let Some(row) = lottery::open(tx, &here.site.id).await? else {
        return Ok(());
    };
    if commitment::standing(tx, &here.site.id).await?.is_none() {
        return Ok(lottery::forget(tx, &row.id).await?);
    }
    commitment::void(tx, &row.id, here.viewer.id(), here.now).await?;
    here.note(tx, ("act-lottery-void", OPEN), &row.hash).await
}
