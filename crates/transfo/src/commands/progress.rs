//! A bar on the standard error: what is being done, for how long, how far. Where nobody watches, one line a step.

use std::{
    io::{IsTerminal, Write},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use transfo::{exchange::demo::Progress, platform::words::Words};

const WIDTH: u64 = 24;

struct State {
    step: &'static str,
    began: Instant,
    shown: Instant,
}

/// The bar.
pub struct Bar {
    words: Words,
    live: bool,
    began: Instant,
    state: Mutex<State>,
}

impl Bar {
    /// A bar that has nothing to show yet.
    pub fn new(words: Words) -> Self {
        let now = Instant::now();
        Self {
            words,
            live: std::io::stderr().is_terminal(),
            began: now,
            state: Mutex::new(State {
                step: "",
                began: now,
                shown: now,
            }),
        }
    }

    /// Shows how far it is, ten times a second at most.
    pub fn show(&self, progress: &Progress) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let new_step = state.step != progress.step;
        if new_step {
            self.close(&state);
            state.step = progress.step;
            state.began = Instant::now();
        } else if state.shown.elapsed() < Duration::from_millis(100) {
            return;
        }
        state.shown = Instant::now();
        if self.live {
            let line = self.line(progress, state.began.elapsed());
            let _ = write!(std::io::stderr().lock(), "\r\x1b[2K{line}");
        }
    }

    fn line(&self, progress: &Progress, elapsed: Duration) -> String {
        let full = progress.done.min(progress.total) * WIDTH / progress.total.max(1);
        let bar: String = (0..WIDTH)
            .map(|n| if n < full { '█' } else { '░' })
            .collect();
        let name = self.words.t(progress.step);
        let (done, total) = (progress.done, progress.total);
        format!(
            "{name:<32} {bar} {done}/{total}  {:.1} s  {}",
            elapsed.as_secs_f64(),
            progress.detail
        )
    }

    fn close(&self, state: &State) {
        if state.step.is_empty() {
            return;
        }
        let name = self.words.t(state.step);
        let start = if self.live { "\r\x1b[2K" } else { "" };
        let seconds = state.began.elapsed().as_secs_f64();
        let _ = writeln!(std::io::stderr().lock(), "{start}{name:<32} {seconds:.1} s");
    }

    /// Ends the last step and says how long everything took.
    pub fn finish(&self) {
        self.close(&self.state.lock().unwrap_or_else(PoisonError::into_inner));
        let seconds = format!("{:.1}", self.began.elapsed().as_secs_f64());
        let line = self.words.t1("exchange-demo-ready", "seconds", seconds);
        let _ = writeln!(std::io::stderr().lock(), "{line}");
    }
}
