//! `cargo xtask screenshots`: the pictures of the README and the guides, and every page for the eyes of a designer.

use std::time::Instant;

use crate::browser::{Browser, application};
use crate::demo::Demo;
use crate::run::watch;
use crate::stop::{Outcome, Stop};

/// Takes the listed pictures into `docs/screenshots`, or all pages in all their forms into the build folder.
pub(crate) fn run(all: bool) -> Outcome<()> {
    let browser = Browser::find()?;
    let binary = application(false)?;
    let demo = Demo::start(&binary)?;
    let start = Instant::now();
    let arguments: &[&str] = if all {
        &["screenshots.mjs", "--all"]
    } else {
        &["screenshots.mjs"]
    };
    if !watch(browser.command(arguments, &demo, &binary)?)?.success {
        return Err(Stop::new(
            "not all pictures could be taken",
            "mend the pages or the list in crates/transfo/tests/browser/screenshots.json.",
        ));
    }
    println!("Done in {:.1} s.", start.elapsed().as_secs_f64());
    Ok(())
}
