//! The call: when it is open, what it says; opening it and changing it.

use jiff::civil::Date;

use super::{Here, store};
use crate::platform::{db::Tx, error::Error, gate::Circles};

/// A call for volunteers. Both days are days on which one can apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// First day.
    pub opens_on: Date,
    /// Last day.
    pub closes_on: Date,
    /// A word of welcome.
    pub intro: String,
    /// Whom to ask.
    pub contact: String,
}

/// Where a call stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Not yet open.
    Before,
    /// Open.
    Open,
    /// Closed.
    After,
}

impl Call {
    /// Where it stands on `day`.
    pub fn stand(&self, day: Date) -> Stand {
        if day < self.opens_on {
            Stand::Before
        } else if day > self.closes_on {
            Stand::After
        } else {
            Stand::Open
        }
    }
}

/// Why a call cannot be kept as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It would close before it opens.
    ClosesFirst,
}

/// Opens the call of a site, or changes its days and words.
///
/// # Errors
/// A fault of ours; a [`Refusal`] inside.
pub async fn open_call(here: &Here<'_>, call: &Call) -> Result<Result<(), Refusal>, Error> {
    let mut tx = here.app.db.write().await?;
    let done = open_call_in(&mut tx, here, call).await?;
    if done.is_ok() {
        tx.commit().await?;
    }
    Ok(done)
}

/// The same, inside a transaction of the caller.
///
/// # Errors
/// As [`open_call`].
pub async fn open_call_in(
    tx: &mut Tx,
    here: &Here<'_>,
    call: &Call,
) -> Result<Result<(), Refusal>, Error> {
    if call.closes_on < call.opens_on {
        return Ok(Err(Refusal::ClosesFirst));
    }
    store::put_call(tx, &here.site.id, call).await?;
    here.note(
        tx,
        ("act-call-written", Circles::PUBLIC),
        format!("{} – {}", call.opens_on, call.closes_on),
    )
    .await?;
    Ok(Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn both_days_count() {
        let call = Call {
            opens_on: date(2027, 1, 4),
            closes_on: date(2027, 1, 29),
            intro: String::new(),
            contact: String::new(),
        };
        assert_eq!(call.stand(date(2027, 1, 3)), Stand::Before);
        assert_eq!(call.stand(date(2027, 1, 4)), Stand::Open);
        assert_eq!(call.stand(date(2027, 1, 29)), Stand::Open);
        assert_eq!(call.stand(date(2027, 1, 30)), Stand::After);
    }
}
