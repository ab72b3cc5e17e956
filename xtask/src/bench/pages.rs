//! What each page costs the server and the network, on the demonstration.
//!
//! Time of the server is its processor time as Linux counts it over many requests on one kept connection, so that neither this client
//! nor a busy machine falsifies it. Weights are of compressed answers, with the style sheets, scripts and pictures that the page names.

use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::browser::application;
use crate::demo::Demo;
use crate::stop::{Outcome, Stop};

use super::http::{Client, attribute};
use super::process::{cpu, memory};
use super::routes::{Route, read};
use super::table::Table;

/// The requests of one page go on for so long at least: the kernel counts in hundredths of a second.
const PERIOD: Duration = Duration::from_millis(700);

/// The figures of one page.
struct Figures {
    page: String,
    sql: Option<u32>,
    cpu_ms: f64,
    p95_ms: f64,
    per_second: f64,
    weight: Weight,
}

/// What a browser says it unpacks.
const ENCODINGS: &str = "gzip, deflate, br, zstd";

/// Bytes on the wire, in kB.
#[derive(Clone, Copy)]
struct Weight {
    alone: f64,
    with_resources: f64,
}

/// Prints the tables.
pub(super) fn run() -> Outcome<()> {
    let binary = application(true)?;
    let demo = Demo::start(&binary)?.again(&binary)?;
    let cold = demo.started_in();
    sleep(Duration::from_secs(2));
    let idle = memory(demo.pid(), "VmRSS");
    let mut clients = BTreeMap::new();
    let mut all = Vec::new();
    let mut left_out = Vec::new();
    let table = read(&demo.routes(&binary)?.1).ok_or_else(|| {
        Stop::new(
            "the route table cannot be read",
            "run `transfo routes --json`.",
        )
    })?;
    for route in table {
        if !clients.contains_key(&route.persona) {
            clients.insert(route.persona.clone(), visitor(&demo, &route.persona)?);
        }
        let Some(client) = clients.get_mut(&route.persona) else {
            continue;
        };
        match measure(&demo, client, &route)? {
            Ok(figures) => all.push(figures),
            Err(why) => left_out.push(format!("{} ({why})", route.sample)),
        }
    }
    println!("{}", details(&all));
    let process = Process {
        cold,
        idle,
        after: memory(demo.pid(), "VmRSS"),
    };
    println!("{}", summary(&all, &process));
    println!("Not pages: {}", left_out.join(", "));
    Ok(())
}

fn visitor(demo: &Demo, persona: &str) -> Outcome<Client> {
    let link = demo.link(persona).ok_or_else(|| {
        Stop::new(
            format!("the demonstration has no persona {persona}"),
            "look at the route table.",
        )
    })?;
    let mut client = Client::connect(demo.address())?;
    // The link of somebody without an account is a page to read, with a form of its own.
    if persona != "visitor" {
        client.sign_in(link)?;
    }
    Ok(client)
}

/// The figures, or why there are none.
fn measure(demo: &Demo, client: &mut Client, route: &Route) -> Outcome<Result<Figures, String>> {
    let first = client.get(&route.sample, "identity")?;
    if first.status != 200 {
        return Ok(Err(first.status.to_string()));
    }
    let kind = first.header("content-type").unwrap_or_default();
    if !kind.starts_with("text/html") {
        return Ok(Err(kind.to_owned()));
    }
    let sql = first
        .header("x-transfo-sql")
        .and_then(|count| count.parse().ok());
    let weight = weigh(client, &route.sample, &String::from_utf8_lossy(&first.body))?;
    let (start, before) = (Instant::now(), cpu(demo.pid()));
    let mut times = Vec::new();
    while start.elapsed() < PERIOD || times.len() < 30 {
        let one = Instant::now();
        client.get(&route.sample, ENCODINGS)?;
        times.push(one.elapsed());
    }
    let (wall, used) = (start.elapsed(), cpu(demo.pid()).saturating_sub(before));
    let requests = f64::from(u32::try_from(times.len()).unwrap_or(u32::MAX));
    times.sort_unstable();
    let p95 = times
        .get(times.len() * 95 / 100)
        .copied()
        .unwrap_or_default();
    Ok(Ok(Figures {
        page: route.sample.clone(),
        sql,
        cpu_ms: used.as_secs_f64() * 1000.0 / requests,
        p95_ms: p95.as_secs_f64() * 1000.0,
        per_second: requests / wall.as_secs_f64(),
        weight,
    }))
}

fn weigh(client: &mut Client, path: &str, page: &str) -> Outcome<Weight> {
    let mut size = |path: &str| {
        client
            .get(path, ENCODINGS)
            .map(|answer| f64::from(u32::try_from(answer.body.len()).unwrap_or(u32::MAX)) / 1000.0)
    };
    let alone = size(path)?;
    let mut with_resources = alone;
    for resource in resources(page) {
        with_resources += size(&resource)?;
    }
    Ok(Weight {
        alone,
        with_resources,
    })
}

/// The addresses on this site that a browser fetches with the page.
fn resources(page: &str) -> Vec<String> {
    let tags = page.split('<').filter_map(|tag| {
        let tag = tag.split('>').next()?;
        let name = tag.split([' ', '\n']).next()?;
        let address = match name {
            "script" | "img" => attribute(tag, "src"),
            "link" => attribute(tag, "rel")
                .filter(|rel| matches!(*rel, "stylesheet" | "icon" | "modulepreload"))
                .and_then(|_| attribute(tag, "href")),
            _ => None,
        };
        address
            .filter(|address| address.starts_with('/'))
            .map(str::to_owned)
    });
    let mut resources: Vec<String> = tags.collect();
    resources.sort_unstable();
    resources.dedup();
    resources
}

fn details(all: &[Figures]) -> String {
    let mut table = Table::new(&[
        "page",
        "SQL",
        "CPU ms",
        "p95 ms",
        "requests/s",
        "per core",
        "kB",
        "with resources kB",
    ]);
    for figures in all {
        let Figures {
            page,
            sql,
            cpu_ms,
            p95_ms,
            per_second,
            weight,
        } = figures;
        table.row(vec![
            page.clone(),
            sql.map_or_else(|| "?".to_owned(), |sql| sql.to_string()),
            format!("{cpu_ms:.2}"),
            format!("{p95_ms:.2}"),
            format!("{per_second:.0}"),
            format!("{:.0}", 1000.0 / cpu_ms),
            format!("{:.1}", weight.alone),
            format!("{:.1}", weight.with_resources),
        ]);
    }
    table.text()
}

/// What the process as a whole needed.
struct Process {
    cold: Duration,
    idle: f64,
    after: f64,
}

/// A bar of the worst page among those that it concerns.
struct Bar {
    what: &'static str,
    bar: &'static str,
    value: fn(&Figures) -> f64,
    of: fn(&str) -> bool,
}

const BARS: [Bar; 6] = [
    Bar {
        what: "SQL statements, worst page",
        bar: "12",
        value: |figures| figures.sql.map_or(f64::NAN, f64::from),
        of: |_| true,
    },
    Bar {
        what: "CPU ms, worst page",
        bar: "2",
        value: |figures| figures.cpu_ms,
        of: |_| true,
    },
    Bar {
        what: "CPU ms, public home",
        bar: "0.5",
        value: |figures| figures.cpu_ms,
        of: |page| page == "/",
    },
    Bar {
        what: "p95 ms on one connection, worst page",
        bar: "50",
        value: |figures| figures.p95_ms,
        of: |_| true,
    },
    Bar {
        what: "kB with resources, worst page",
        bar: "100",
        value: |figures| figures.weight.with_resources,
        of: |_| true,
    },
    Bar {
        what: "kB with resources, call",
        bar: "60",
        value: |figures| figures.weight.with_resources,
        of: |page| page.starts_with("/appel/"),
    },
];

fn summary(all: &[Figures], process: &Process) -> String {
    let mut table = Table::new(&["what", "figure", "bar", "where"]);
    for Bar {
        what,
        bar,
        value,
        of,
    } in BARS
    {
        let measured = all
            .iter()
            .filter(|figures| of(&figures.page) && !value(figures).is_nan());
        let worst = measured.max_by(|a, b| value(a).total_cmp(&value(b)));
        let (figure, place) = worst.map_or_else(
            || ("?".to_owned(), String::new()),
            |figures| (format!("{:.2}", value(figures)), figures.page.clone()),
        );
        table.row(vec![what.to_owned(), figure, bar.to_owned(), place]);
    }
    let slowest = all
        .iter()
        .map(|figures| 1000.0 / figures.cpu_ms)
        .fold(f64::INFINITY, f64::min);
    let Process { cold, idle, after } = process;
    for (what, figure, bar) in [
        (
            "requests/s per core, slowest page",
            format!("{slowest:.0}"),
            "500",
        ),
        ("cold start, s", format!("{:.2}", cold.as_secs_f64()), "1"),
        ("memory idle, MiB", format!("{idle:.1}"), "60"),
        ("memory after this bench, MiB", format!("{after:.1}"), ""),
    ] {
        table.row(vec![what.to_owned(), figure, bar.to_owned(), String::new()]);
    }
    table.text()
}

#[cfg(test)]
mod tests {
    use super::resources;

    #[test]
    fn what_a_page_makes_the_browser_fetch() {
        let page = r#"<link rel="stylesheet" href="/s.css"><link rel="alternate" href="/feed"><script type="module" src="/a.js"></script>
            <img alt="" src="/p.png"><img src="data:x"><script src="/a.js"></script><a href="/other">"#;
        assert_eq!(resources(page), ["/a.js", "/p.png", "/s.css"]);
    }
}
