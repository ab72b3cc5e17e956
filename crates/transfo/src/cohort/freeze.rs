//! Freezing the pool: who is in it and under which quotas is written as one canonical text, hashed, before anybody
//! can know the public value; thawing it while nothing is drawn.

use sortition::{Fault, Problem};

use super::{
    Here,
    application::Application,
    commit,
    draw_input::{PoolRow, problem_of},
    store::{self, Pool, application as rows},
};
use crate::platform::{db::Tx, error::Error, gate::Circles};

/// Why the pool cannot be frozen or thawed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is frozen.
    Frozen,
    /// It is not.
    NotFrozen,
    /// The draw is made, or under way.
    Drawn,
    /// It is no longer the pool that was shown.
    Changed,
    /// Pool and quotas do not fit together.
    Faults(Vec<Fault>),
}

/// Those of `applications` who may be drawn, as the draw sees them.
pub fn pool_rows(applications: &[Application]) -> Vec<PoolRow> {
    applications
        .iter()
        .filter(|a| a.may_be_drawn())
        .map(|a| PoolRow {
            reference: a.reference.clone(),
            strata: a.strata.clone(),
        })
        .collect()
}

/// The problem of the draw as things stand: not shown to anybody but those who select.
///
/// # Errors
/// A fault of ours; what does not fit inside.
pub async fn problem_now(
    tx: &mut Tx,
    here: &Here<'_>,
) -> Result<Result<Problem, Vec<Fault>>, Error> {
    let site = store::site(tx, &here.site.id).await?.ok_or(Error::Absent)?;
    let pool = pool_rows(&rows::all(tx, &here.site.id).await?);
    let quotas = store::quotas(tx, &here.edition.id, &here.site.id).await?;
    Ok(problem_of(&pool, &quotas, site.seats))
}

/// Freezes the pool. With `expected`, only if its hash is that: what was confirmed is what is frozen.
///
/// # Errors
/// A fault of ours; a [`Refusal`] inside.
pub async fn freeze(
    here: &Here<'_>,
    expected: Option<&str>,
) -> Result<Result<Pool, Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    let done = freeze_in(&mut tx, here, expected).await?;
    if done.is_ok() {
        tx.commit().await?;
    }
    Ok(done)
}

/// The same, inside a transaction of the caller.
///
/// # Errors
/// As [`freeze`].
pub async fn freeze_in(
    tx: &mut Tx,
    here: &Here<'_>,
    expected: Option<&str>,
) -> Result<Result<Pool, Refusal>, Error> {
    if store::pool(tx, &here.site.id).await?.is_some() {
        return Ok(Err(Refusal::Frozen));
    }
    let problem = match problem_now(tx, here).await? {
        Ok(problem) => problem,
        Err(faults) => return Ok(Err(Refusal::Faults(faults))),
    };
    let pool = Pool {
        frozen_at: here.now,
        text: problem.text(),
        hash: problem.hash(),
    };
    if expected.is_some_and(|hash| hash != pool.hash) {
        return Ok(Err(Refusal::Changed));
    }
    store::put_pool(tx, &here.site.id, here.viewer.id(), &pool).await?;
    here.note(tx, ("act-pool-frozen", Circles::SELECTION), &pool.hash)
        .await?;
    Ok(Ok(pool))
}

/// Thaws the pool: its hash is void, and so is a lottery that was published of it. Only while nothing is drawn and no
/// lottery is being calculated.
///
/// # Errors
/// A fault of ours; a [`Refusal`] inside.
pub async fn thaw(here: &Here<'_>) -> Result<Result<(), Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    let drawn = store::drawing(&mut tx, &here.site.id).await?.is_some();
    if drawn || store::is_under_way(&mut tx, super::lottery::KIND, &here.site.id).await? {
        return Ok(Err(Refusal::Drawn));
    }
    let Some(pool) = store::pool(&mut tx, &here.site.id).await? else {
        return Ok(Err(Refusal::NotFrozen));
    };
    commit::void_in(&mut tx, here).await?;
    store::drop_pool(&mut tx, &here.site.id).await?;
    here.note(&mut tx, ("act-pool-thawed", Circles::SELECTION), &pool.hash)
        .await?;
    tx.commit().await?;
    Ok(Ok(()))
}
