//! How many calendar feeds a core of the server answers, new and unchanged.
//!
//! Diaries fetch their feed again and again, mostly to hear that nothing changed: both answers are measured, in processor time of the
//! server as Linux counts it.

use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::browser::application;
use crate::demo::Demo;
use crate::stop::{Outcome, Stop};

use super::http::Client;
use super::process::cpu;
use super::routes::read;
use super::table::Table;

const PERIOD: Duration = Duration::from_secs(3);

/// Prints the table.
pub(super) fn run() -> Outcome<()> {
    let binary = application(true)?;
    let demo = Demo::start(&binary)?.again(&binary)?;
    sleep(Duration::from_secs(1));
    let routes = read(&demo.routes(&binary)?.1).unwrap_or_default();
    let feeds = routes.iter().filter(|route| is_feed(&route.sample));
    let mut table = Table::new(&[
        "feed",
        "answer",
        "kB",
        "CPU ms",
        "per core",
        "bar",
        "10,000 take, s",
        "bar",
    ]);
    let mut none = true;
    for route in feeds {
        none = false;
        for unchanged in [false, true] {
            table.row(measure(&demo, &route.sample, unchanged)?);
        }
    }
    if none {
        return Err(Stop::new(
            "the demonstration has no feed",
            "look at `transfo routes`.",
        ));
    }
    println!("{}", table.text());
    Ok(())
}

fn is_feed(path: &str) -> bool {
    std::path::Path::new(path)
        .extension()
        .is_some_and(|end| end == "ics")
}

/// One line: the feed asked for on one kept connection, as somebody who has it already or has not.
fn measure(demo: &Demo, path: &str, unchanged: bool) -> Outcome<Vec<String>> {
    let mut client = Client::connect(demo.address())?;
    let first = client.get(path, "gzip")?;
    let known = first
        .header("etag")
        .filter(|_| unchanged)
        .map(str::to_owned);
    let (start, before) = (Instant::now(), cpu(demo.pid()));
    let (mut requests, mut last) = (0_u32, first);
    while start.elapsed() < PERIOD {
        last = client.get_unless(path, "gzip", known.as_deref())?;
        requests += 1;
    }
    let (wall, used) = (start.elapsed(), cpu(demo.pid()).saturating_sub(before));
    let each = used.as_secs_f64() / f64::from(requests);
    let size = u32::try_from(last.body.len()).unwrap_or(u32::MAX);
    Ok(vec![
        path.to_owned(),
        last.status.to_string(),
        format!("{:.1}", f64::from(size) / 1000.0),
        format!("{:.3}", each * 1000.0),
        format!("{:.0}", 1.0 / each),
        "500".to_owned(),
        format!("{:.1}", wall.as_secs_f64() / f64::from(requests) * 10_000.0),
        "60".to_owned(),
    ])
}
