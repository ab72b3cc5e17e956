//! What time it is. The clock is a value handed down from `main` or from a test; nothing else in the
//! application asks the operating system.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Instant,
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Where the present comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Starts at a given instant when the process starts, then runs: the demonstration's clock.
    Since(Timestamp, Instant),
    /// Stands still until a test moves it; milliseconds since the Unix epoch.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands still at `at`.
    pub fn fixed(at: Timestamp) -> Self {
        Clock::Fixed(Arc::new(AtomicI64::new(at.as_millisecond())))
    }

    /// A clock that starts at `at` now and runs.
    pub fn since(at: Timestamp) -> Self {
        Clock::Since(at, Instant::now())
    }

    /// The present instant.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the machine"
    )]
    pub fn now(&self) -> Timestamp {
        match self {
            Clock::System => Timestamp::now(),
            Clock::Since(start, began) => start.checked_add(began.elapsed()).unwrap_or(*start),
            Clock::Fixed(ms) => {
                Timestamp::from_millisecond(ms.load(Ordering::Relaxed)).unwrap_or_default()
            }
        }
    }

    /// Moves a fixed clock; does nothing to a running one.
    pub fn set(&self, at: Timestamp) {
        if let Clock::Fixed(ms) = self {
            ms.store(at.as_millisecond(), Ordering::Relaxed);
        }
    }
}

/// The civil date in Paris at `at`: the programme's days are French days.
pub fn day_in_paris(at: Timestamp) -> Date {
    at.to_zoned(paris()).date()
}

/// The time zone of the programme. The zone database is bundled, so this cannot fail in practice;
/// should it, UTC is the honest fallback.
pub fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}
