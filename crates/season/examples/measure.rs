//! Prints how long reading and writing the shipped season takes.

use std::path::Path;
use std::time::Instant;

use season::Season;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../seasons/saison-2");
    let files = season::folder::read_files(Path::new(folder)).map_err(|_| "unreadable")?;
    let mut reading = Vec::new();
    let mut writing = Vec::new();
    for _ in 0..20 {
        let start = Instant::now();
        let season = Season::read(&files).map_err(|_| "refused")?;
        reading.push(start.elapsed());
        let start = Instant::now();
        assert_eq!(season.write(), files);
        writing.push(start.elapsed());
    }
    reading.sort();
    writing.sort();
    println!(
        "read {:?}, write {:?} (median of 20)",
        reading.get(10),
        writing.get(10)
    );
    Ok(())
}
