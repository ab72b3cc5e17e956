//! The draw: a public value decides a lottery that was published before anybody could know it; written once.
//!
//! A commitment is drawn once: a second try is refused, and the journal says that there was one. Where two persons
//! must agree, the first proposes the value and another one confirms the same. Record, members and number are one
//! transaction.

use sortition::Record;

use super::{
    Here,
    calculate::{Made, calculate},
    commit,
    lottery::{self as calculation, both, gone, told},
    store::{
        self, Drawing, application as rows,
        commitment::{self, Commitment, Reveal},
        lottery::{self, Lottery},
        member::{self, Kind, NewMember},
    },
};
use crate::platform::{
    db::Tx,
    error::Error,
    fault,
    gate::{Circles, Role},
    jobs::Watch,
};

pub use calculation::BETWEEN_LANGUAGES;

/// Longest public value, and longest name of what it comes from.
pub const LONGEST: usize = 500;

/// Why there is no draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The pool is not frozen.
    NotFrozen,
    /// It is drawn already.
    AlreadyDrawn,
    /// The lottery is not published.
    NotPublished,
    /// These volunteers of the frozen pool withdrew since: thaw and freeze again.
    Withdrawn(Vec<String>),
    /// No public value.
    BlankValue,
    /// Too long a one.
    LongValue,
    /// Two persons must agree, and this is the one who proposed the value.
    SamePerson,
    /// Two persons must agree, and this is not the value that was proposed.
    OtherValue,
    /// Two persons must agree, which a command cannot tell.
    TwoOfficers,
    /// The lottery changed in the meantime.
    Changed,
    /// No such value waits for a second person, or another one may take it back.
    NotYours,
}

impl Refusal {
    /// Its sentence in the word files; it may name `$names`.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotFrozen => "cohort-draw-not-frozen",
            Self::AlreadyDrawn => "cohort-draw-already",
            Self::NotPublished => "cohort-draw-not-published",
            Self::Withdrawn(_) => "cohort-draw-withdrawn",
            Self::BlankValue => "cohort-draw-blank-value",
            Self::LongValue => "cohort-fault-long",
            Self::SamePerson => "cohort-draw-same-person",
            Self::OtherValue => "cohort-draw-other-value",
            Self::TwoOfficers => "cohort-draw-two-officers",
            Self::Changed => "cohort-draw-changed",
            Self::NotYours => "cohort-draw-not-yours",
        }
    }

    /// Who is named in it.
    pub fn names(&self) -> String {
        match self {
            Self::Withdrawn(names) => names.join(", "),
            _ => String::new(),
        }
    }
}

/// What became of a public value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It waits for a second person.
    Proposed,
    /// It decided: the number, from 0.
    Drawn(usize),
}

/// A value as it enters the draw: one blank between its words.
pub fn plain(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lottery and commitment that may be drawn now.
async fn ready(
    tx: &mut Tx,
    here: &Here<'_>,
) -> Result<Result<(Lottery, Commitment), Refusal>, Error> {
    let site = &here.site.id;
    if store::drawing(tx, site).await?.is_some() {
        return Ok(Err(Refusal::AlreadyDrawn));
    }
    let Some(pool) = store::pool(tx, site).await? else {
        return Ok(Err(Refusal::NotFrozen));
    };
    let standing = commitment::standing(tx, site).await?;
    let Some(pair) = lottery::open(tx, site).await?.zip(standing) else {
        return Ok(Err(Refusal::NotPublished));
    };
    let gone = gone(tx, here, &pool.text).await?;
    if !gone.is_empty() {
        return Ok(Err(Refusal::Withdrawn(gone)));
    }
    Ok(Ok(pair))
}

/// Enters the public value: proposes it, or draws.
///
/// # Errors
/// A fault of ours; a [`Refusal`] inside.
pub async fn enter(here: &Here<'_>, value: &str) -> Result<Result<Outcome, Refusal>, Error> {
    let value = plain(value);
    if value.is_empty() {
        return Ok(Err(Refusal::BlankValue));
    }
    if value.chars().count() > LONGEST {
        return Ok(Err(Refusal::LongValue));
    }
    let mut tx = here.app.db.write().await?;
    let (row, standing) = match ready(&mut tx, here).await? {
        Ok(pair) => pair,
        Err(refusal) => return refused(tx, here, refusal, &value).await.map(Err),
    };
    if standing.officers > 1 {
        match agreed(&mut tx, here, &standing, &value).await? {
            Ok(true) => {}
            Ok(false) => {
                tx.commit().await?;
                return Ok(Ok(Outcome::Proposed));
            }
            Err(refusal) => return refused(tx, here, refusal, &value).await.map(Err),
        }
    }
    drop(tx);
    let record = reveal(row.text.clone(), value.clone())
        .await
        .map_err(Error::Fault)?;
    let mut tx = here.app.db.write().await?;
    let again = match ready(&mut tx, here).await? {
        Ok((now, _)) if now.id == row.id => None,
        Ok(_) => Some(Refusal::Changed),
        Err(refusal) => Some(refusal),
    };
    if let Some(refusal) = again {
        return refused(tx, here, refusal, &value).await.map(Err);
    }
    write(&mut tx, here, &row.id, &record).await?;
    tx.commit().await?;
    Ok(Ok(Outcome::Drawn(record.index)))
}

/// Whether this person's word makes two that agree; otherwise theirs is the proposal, which is noted.
async fn agreed(
    tx: &mut Tx,
    here: &Here<'_>,
    standing: &Commitment,
    value: &str,
) -> Result<Result<bool, Refusal>, Error> {
    let me = here.viewer.id();
    let proposed = commitment::reveal_of(tx, &standing.lottery).await?;
    if let Some(first) = proposed {
        let mine = first.proposed_by.as_deref() == me;
        match (mine, first.value == value) {
            (true, true) => return Ok(Err(Refusal::SamePerson)),
            (false, false) => return Ok(Err(Refusal::OtherValue)),
            (false, true) => return Ok(Ok(true)),
            // Who proposed may correct a slip of the pen.
            (true, false) => {}
        }
    }
    commitment::propose(tx, &standing.lottery, me, (value, here.now)).await?;
    here.note(tx, ("act-draw-proposed", Circles::SELECTION), value)
        .await?;
    Ok(Ok(false))
}

/// Takes back the value that waits for a second person: who proposed it, or the coordination. The lottery stays
/// published, and the journal keeps that it was proposed.
///
/// # Errors
/// A fault of ours; a [`Refusal`] inside.
pub async fn take_back(here: &Here<'_>, value: &str) -> Result<Result<(), Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    let Some(standing) = commitment::standing(&mut tx, &here.site.id).await? else {
        return Ok(Err(Refusal::NotPublished));
    };
    let waiting = commitment::reveal_of(&mut tx, &standing.lottery).await?;
    let waiting = waiting.filter(|r| r.drawn_at.is_none() && r.value == value);
    if !waiting.is_some_and(|r| may_take_back(here, &r)) {
        return Ok(Err(Refusal::NotYours));
    }
    commitment::take_back(&mut tx, &standing.lottery).await?;
    here.note(&mut tx, ("act-draw-taken-back", Circles::SELECTION), value)
        .await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Whether the viewer may take a proposed value back.
pub fn may_take_back(here: &Here<'_>, reveal: &Reveal) -> bool {
    let (edition, site) = (&here.edition.id, Some(here.site.id.as_str()));
    let mine = reveal.proposed_by.as_deref() == here.viewer.id();
    reveal.number.is_none() && (mine || here.viewer.holds(&[Role::Coordinator], edition, site))
}

/// A try to draw again is a line of the journal.
async fn refused(
    mut tx: Tx,
    here: &Here<'_>,
    refusal: Refusal,
    value: &str,
) -> Result<Refusal, Error> {
    if refusal == Refusal::AlreadyDrawn {
        here.note(&mut tx, ("act-draw-refused", Circles::SELECTION), value)
            .await?;
        tx.commit().await?;
    }
    Ok(refusal)
}

/// The record of a stored commitment and a value, off the request's path.
async fn reveal(text: String, value: String) -> Result<Record, String> {
    tokio::task::spawn_blocking(move || sortition::reveal(&text, &value))
        .await
        .map_err(|e| e.to_string())?
        .map_err(|why| format!("{}{BETWEEN_LANGUAGES}{}", why.fr(), why.en()))
}

/// Draws at once: the command line and the demonstration. A lottery that is published is drawn; otherwise it is
/// calculated, published and drawn in one transaction, which says of itself that nothing lay between. The record.
///
/// # Errors
/// A sentence in French and, after [`BETWEEN_LANGUAGES`], in English.
pub async fn draw_now(
    here: &Here<'_>,
    public_value: &str,
    watch: &Watch,
) -> Result<Record, String> {
    let value = plain(public_value);
    if value.is_empty() {
        return Err(both(Refusal::BlankValue.key(), ""));
    }
    let published = ready_now(here, &value).await.map_err(told)?;
    let published = published.map_err(|refusal| both(refusal.key(), &refusal.names()))?;
    let made = match published {
        Some(_) => None,
        None => Some(calculate(here, watch, None).await?),
    };
    let row = match (&published, &made) {
        (Some(row), _) => row,
        (None, Some(made)) => &made.row,
        (None, None) => return Err("no lottery".into()),
    };
    let record = reveal(row.text.clone(), value.clone()).await?;
    let kept = async {
        let mut tx = here.app.db.write().await?;
        let refusal = match &made {
            Some(made) if store::drawing(&mut tx, &here.site.id).await?.is_none() => {
                publish_now(&mut tx, here, made).await?
            }
            _ => ready(&mut tx, here).await?.err(),
        };
        if let Some(refusal) = refusal {
            return refused(tx, here, refusal, &value).await.map(Some);
        }
        write(&mut tx, here, &row.id, &record).await?;
        tx.commit().await?;
        Ok::<_, Error>(None)
    };
    match kept.await.map_err(told)? {
        None => Ok(record),
        Some(refusal) => Err(both(refusal.key(), &refusal.names())),
    }
}

/// The published lottery, if there is one that a command may draw.
async fn ready_now(
    here: &Here<'_>,
    value: &str,
) -> Result<Result<Option<Lottery>, Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    match ready(&mut tx, here).await? {
        Ok((_, standing)) if standing.officers > 1 => Ok(Err(Refusal::TwoOfficers)),
        Ok((row, _)) => Ok(Ok(Some(row))),
        Err(Refusal::NotPublished) => Ok(Ok(None)),
        Err(refusal) => refused(tx, here, refusal, value).await.map(Err),
    }
}

async fn publish_now(tx: &mut Tx, here: &Here<'_>, made: &Made) -> Result<Option<Refusal>, Error> {
    if let Err(refusal) = calculation::keep_in(tx, here, made).await? {
        return Ok(Some(match refusal {
            calculation::Refusal::NotFrozen => Refusal::NotFrozen,
            calculation::Refusal::Withdrawn(names) => Refusal::Withdrawn(names),
            calculation::Refusal::Published | calculation::Refusal::UnderWay => Refusal::Changed,
        }));
    }
    commit::publish_in(tx, here, &made.row, ("", 1)).await?;
    Ok(None)
}

/// Writes record, number and members.
async fn write(tx: &mut Tx, here: &Here<'_>, lottery: &str, record: &Record) -> Result<(), Error> {
    let drawing = Drawing {
        drawn_at: here.now,
        public_value: record.public_value.clone(),
        hash: blake3::hash(record.text.as_bytes()).to_hex().to_string(),
        published_at: None,
    };
    let by = here.viewer.id();
    if commitment::reveal_of(tx, lottery).await?.is_none() {
        commitment::propose(tx, lottery, by, (&record.public_value, here.now)).await?;
    }
    let number = u32::try_from(record.index).unwrap_or(u32::MAX);
    commitment::reveal_number(tx, lottery, by, (number, here.now)).await?;
    store::put_drawing(tx, &here.site.id, by, (&drawing, &record.text)).await?;
    fault::point("draw.middle");
    seat(tx, here, record).await?;
    here.note(tx, ("act-draw-made", Circles::SELECTION), drawing.hash)
        .await?;
    fault::point("draw.end");
    Ok(())
}

async fn seat(tx: &mut Tx, here: &Here<'_>, record: &Record) -> Result<(), Error> {
    let of = rows::by_reference(tx, &here.site.id).await?;
    for (kind, ids) in [
        (Kind::Member, &record.panel),
        (Kind::Substitute, &record.substitutes),
    ] {
        for (rank, reference) in (1_u32..).zip(ids) {
            let application = of.get(reference).ok_or_else(|| {
                Error::Fault(format!("{reference} was drawn and is not a candidacy"))
            })?;
            let new = NewMember {
                id: &here.app.dice.id(),
                application,
                kind,
                rank,
                joined_on: (kind == Kind::Member).then_some(here.today),
                audience: Circles::SELECTION,
            };
            member::add(tx, &here.site.id, &new).await?;
        }
    }
    Ok(())
}
