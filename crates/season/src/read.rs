//! From the files of a folder to a season, or to every reason why not.

use std::collections::BTreeMap;

use crate::draft::Draft;
use crate::fault::{Expected, Fault, Faults, Place, Wrong};
use crate::season::{FILES, Reading};
use crate::text::nearest;
use crate::{read_tables, read_toml};

/// Files without which there is no season; the others are empty tables when absent.
const MANDATORY: [&str; 3] = ["season.toml", "team.csv", "volunteers.csv"];

pub(crate) fn read(files: &BTreeMap<String, Vec<u8>>) -> Result<Reading, Vec<Fault>> {
    let mut faults = Faults::default();
    check_names(files, &mut faults);
    let mut draft = Draft::default();
    if let Some(bytes) = files.get("season.toml") {
        read_toml::read(bytes, &mut draft, &mut faults);
    }
    read_tables::read(files, &mut draft, &mut faults);
    draft.drop_repeats(&mut faults);
    faults.faults.extend(draft.check());
    draft.flag(&mut faults);
    let sorted = |mut list: Vec<Fault>| {
        list.sort_by(|a, b| (rank(a), a).cmp(&(rank(b), b)));
        list.dedup();
        list
    };
    match draft.into_season() {
        Some(season) if faults.faults.is_empty() => Ok(Reading {
            season,
            notices: sorted(faults.notices),
        }),
        _ => Err(sorted(faults.faults)),
    }
}

fn rank(fault: &Fault) -> usize {
    FILES
        .iter()
        .position(|file| *file == fault.file)
        .unwrap_or(FILES.len())
}

/// A table under another name would be a table forgotten in silence.
fn check_names(files: &BTreeMap<String, Vec<u8>>, faults: &mut Faults) {
    let place = |file| Place {
        file,
        row: 1,
        column: "",
    };
    for file in MANDATORY {
        if !files.contains_key(file) {
            faults.refuse(place(file), "", Wrong::new(Expected::File));
        }
    }
    for name in files.keys().filter(|name| !FILES.contains(&name.as_str())) {
        let lower = name.to_lowercase();
        if lower.ends_with(".csv") || lower.ends_with(".toml") {
            let proposal = nearest(name, FILES).map(str::to_owned);
            faults.refuse(
                place(name),
                name,
                Wrong::with(Expected::KnownFile, proposal),
            );
        }
    }
}
