//! The built-in directory of French local authorities: communes, groups of communes, territories of Greater
//! Paris, départements and régions, with SIREN, departments and population.
//!
//! Invariants: every SIREN passes its check digit; an authority whose SIREN is not known for certain has none;
//! the directory is read once, when first asked, and stays under 8 MiB. It never fetches anything and never
//! stores what people choose: a prospect copies the fields it needs.
//!
//! Source and licence: `data/README.md`.

mod siren;
#[cfg(test)]
mod tests;
pub(super) mod words;

use std::collections::HashMap;
use std::sync::OnceLock;

use super::shipped;
pub use siren::{Siren, SirenError, Siret};
use words::{Word, fold, fold_into, plain, whole};

/// What an authority is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A commune.
    Commune,
    /// Communauté de communes.
    CommunauteDeCommunes,
    /// Communauté d'agglomération.
    CommunauteDAgglomeration,
    /// Communauté urbaine.
    CommunauteUrbaine,
    /// Métropole, that of Lyon included.
    Metropole,
    /// Établissement public territorial, of Greater Paris.
    Territoire,
    /// A département, or the Collectivité européenne d'Alsace.
    Departement,
    /// A région, or a single territorial authority.
    Region,
}

impl Kind {
    fn parse(code: &str) -> Option<Self> {
        Some(match code {
            "commune" => Self::Commune,
            "cc" => Self::CommunauteDeCommunes,
            "ca" => Self::CommunauteDAgglomeration,
            "cu" => Self::CommunauteUrbaine,
            "metropole" => Self::Metropole,
            "ept" => Self::Territoire,
            "departement" => Self::Departement,
            "region" => Self::Region,
            _ => return None,
        })
    }
}

/// One authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// `None` when it is not known for certain.
    pub siren: Option<Siren>,
    /// What it is.
    pub kind: Kind,
    /// Its usual name.
    pub name: &'static str,
    /// Codes of its departments, the most populated first, separated by spaces.
    pub departments: &'static str,
    /// Inhabitants.
    pub population: u32,
}

/// The directory, ready to be searched.
#[derive(Debug, Default)]
pub struct Directory {
    /// The most populated first, so that the order of indexes is the order of answers.
    entries: Vec<Entry>,
    /// For each entry `\n name | departments`, folded: one long text is searched faster than many short.
    lines: String,
    /// Where each line begins.
    starts: Vec<usize>,
}

const DATA: &[u8] = include_bytes!("../../data/authorities.csv.br");

impl Directory {
    /// The directory shipped with the programme, read on the first call.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Directory> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            // The bytes are compiled in and a test reads them: a failure here would be a broken build, and an
            // empty directory still lets people type an authority by hand.
            shipped::unpack(DATA).map_or_else(Self::default, Self::read)
        })
    }

    fn read(text: &'static str) -> Self {
        let mut entries: Vec<Entry> = Vec::with_capacity(text.len() / 38);
        let mut names: HashMap<&str, String> = HashMap::new();
        for line in text.lines().skip(1) {
            let mut fields = line.splitn(5, ';');
            let mut next = || fields.next().unwrap_or_default();
            let (kind, siren, departments, population, name) =
                (next(), next(), next(), next(), next());
            if let Some(kind) = Kind::parse(kind) {
                let population = population.parse().unwrap_or(0);
                entries.push(Entry {
                    siren: Siren::parse(siren).ok(),
                    kind,
                    name,
                    departments,
                    population,
                });
            } else {
                names.insert(
                    departments,
                    format!(" {} {}", fold(departments), fold(name)),
                );
            }
        }
        entries.shrink_to_fit();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.population));
        let mut directory = Self {
            lines: String::with_capacity(text.len()),
            starts: Vec::with_capacity(entries.len()),
            entries,
        };
        for entry in &directory.entries {
            directory.starts.push(directory.lines.len());
            directory.lines.push_str("\n ");
            fold_into(&mut directory.lines, entry.name);
            directory.lines.push_str(" |");
            for code in entry.departments.split(' ') {
                directory
                    .lines
                    .push_str(names.get(code).map_or("", String::as_str));
            }
        }
        directory.lines.shrink_to_fit();
        directory
    }

    /// Every authority, the most populated first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The authority with that SIREN.
    #[must_use]
    pub fn by_siren(&self, siren: Siren) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.siren == Some(siren))
    }

    /// The authorities that fit a few words or digits, at most `limit`.
    ///
    /// Every word must begin a word of the name, of a department's name or its code; accents, case, hyphens and
    /// apostrophes do not count, and "st" is also "saint". At least three digits also find a SIREN that begins
    /// so, and a SIRET finds its SIREN. The very name comes first, then names, then departments, and in each
    /// the most populated first.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<&Entry> {
        let folded = fold(query);
        let mut found = self.by_digits(query);
        found.extend(self.by_words(&folded, limit));
        if found.is_empty() {
            found = self.by_words(&plain(&folded), limit);
        }
        // An entry found twice keeps its better class.
        found.sort_unstable_by_key(|(class, index)| (*index, *class));
        found.dedup_by_key(|(_, index)| *index);
        found.sort_unstable();
        found
            .iter()
            .take(limit)
            .filter_map(|(_, index)| self.entries.get(*index))
            .collect()
    }

    fn by_digits(&self, query: &str) -> Vec<Hit> {
        let digits: String = query
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        if digits.len() < 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Vec::new();
        }
        let wanted = Siret::parse(&digits)
            .map(|siret| siret.siren().to_string())
            .unwrap_or(digits);
        let begins = |entry: &Entry| entry.siren.is_some_and(|siren| siren.begins_with(&wanted));
        let entries = self.entries.iter().enumerate();
        entries
            .filter(|(_, entry)| begins(entry))
            .map(|(index, _)| (Class::Name, index))
            .collect()
    }

    fn by_words(&self, folded: &str, limit: usize) -> Vec<Hit> {
        let mut words: Vec<Word> = folded
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(Word::new)
            .collect();
        // The longest word is the rarest: it is looked for first, the others only where it stands.
        words.sort_by_key(|word| std::cmp::Reverse(word.typed.len()));
        let Some((longest, others)) = words.split_first() else {
            return Vec::new();
        };
        let very: Vec<&str> = folded.split(' ').map(whole).collect();
        let very = format!("\n {} |", very.join(" "));
        let mut found: Vec<Hit> = self
            .lines_with(&very)
            .map(|(index, ..)| (Class::VeryName, index))
            .collect();
        for form in longest.forms() {
            // The most populated come first: after `limit` of the best class nothing better follows.
            let mut left = limit;
            for (index, at, line) in self.lines_with(form) {
                let (name, _) = line.split_once(" |").unwrap_or((line, ""));
                if at < name.len() && others.iter().all(|word| word.begins_in(name)) {
                    found.push((Class::Name, index));
                    left = left.saturating_sub(1);
                } else if others.iter().all(|word| word.begins_in(line)) {
                    found.push((Class::Department, index));
                }
                if left == 0 {
                    break;
                }
            }
        }
        found
    }

    /// The lines that hold a text: index of the entry, place in the line, the line.
    fn lines_with(&self, text: &str) -> impl Iterator<Item = (usize, usize, &str)> {
        let (mut from, mut index) = (0, 0);
        std::iter::from_fn(move || {
            let at = from + self.lines.get(from..)?.find(text)?;
            let starts = self.starts.get(index + 1..).unwrap_or_default();
            index += starts.iter().take_while(|start| **start <= at).count();
            let start = *self.starts.get(index)?;
            from = self
                .starts
                .get(index + 1)
                .copied()
                .unwrap_or(self.lines.len());
            Some((index, at - start, self.lines.get(start..from)?))
        })
    }
}

/// How well an entry answers; the better comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    VeryName,
    Name,
    /// A word was found only among the departments.
    Department,
}

/// How well, and which entry.
type Hit = (Class, usize);
