//! What the operator counts: requests by class of status, time spent, faults. Served on an address of its own.

use std::{
    fmt::Write as _,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

/// Upper bounds of the latency classes, in milliseconds.
const BOUNDS_MS: [u64; 6] = [1, 5, 20, 50, 200, 1000];

/// Counters since the start of the process.
#[derive(Debug, Default)]
pub struct Metrics {
    by_class: [AtomicU64; 6],
    by_latency: [AtomicU64; 7],
    spent_us: AtomicU64,
    statements: AtomicU64,
}

impl Metrics {
    /// Notes one answered request.
    pub fn answered(&self, status: u16, took: Duration, statements: u32) {
        let class = usize::from(status / 100).min(5);
        if let Some(counter) = self.by_class.get(class) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let slot = BOUNDS_MS.iter().position(|b| ms <= *b).unwrap_or(6);
        if let Some(counter) = self.by_latency.get(slot) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
        let us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.spent_us.fetch_add(us, Ordering::Relaxed);
        self.statements
            .fetch_add(u64::from(statements), Ordering::Relaxed);
    }

    /// In the Prometheus text format; `gauges` are read when asked.
    pub fn text(&self, gauges: &[(&str, i64)]) -> String {
        let mut out = String::from("# TYPE transfo_requests_total counter\n");
        for (class, counter) in self.by_class.iter().enumerate().skip(1) {
            let n = counter.load(Ordering::Relaxed);
            let _ = writeln!(out, "transfo_requests_total{{class=\"{class}xx\"}} {n}");
        }
        out.push_str("# TYPE transfo_request_seconds histogram\n");
        let mut sum = 0;
        for (slot, counter) in self.by_latency.iter().enumerate() {
            sum += counter.load(Ordering::Relaxed);
            let bound = BOUNDS_MS.get(slot).map_or_else(
                || "+Inf".to_owned(),
                |ms| format!("{}.{:03}", ms / 1000, ms % 1000),
            );
            let _ = writeln!(
                out,
                "transfo_request_seconds_bucket{{le=\"{bound}\"}} {sum}"
            );
        }
        let us = self.spent_us.load(Ordering::Relaxed);
        let _ = writeln!(
            out,
            "transfo_request_seconds_sum {}.{:06}\ntransfo_request_seconds_count {sum}",
            us / 1_000_000,
            us % 1_000_000
        );
        let _ = writeln!(
            out,
            "# TYPE transfo_sql_statements_total counter\ntransfo_sql_statements_total {}",
            self.statements.load(Ordering::Relaxed)
        );
        for (name, value) in gauges {
            let _ = writeln!(out, "# TYPE transfo_{name} gauge\ntransfo_{name} {value}");
        }
        out
    }
}
