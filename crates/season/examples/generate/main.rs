//! Writes `seasons/saison-2/`: the public facts of season 2 with invented, seeded people.
//!
//! `cargo run -p season --example generate [FOLDER]` gives the same bytes on every machine.
//! It never replaces a folder that holds anything but a season.

mod absences;
mod build;
mod dice;
mod names;
mod people;
mod places;
mod quotas;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1);
    let folder = folder.unwrap_or_else(|| {
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../seasons/saison-2").to_owned()
    });
    let season = build::season()?;
    season::folder::replace_folder(&season, Path::new(&folder))?;
    println!(
        "{folder}: {} authorities, {} volunteers, {} absences",
        season.authorities.len(),
        season.volunteers.len(),
        season.unavailable.len()
    );
    Ok(())
}
