//! A folder as one `.zip` file and back: the smallest part of the format that every system opens.
//!
//! Pure. Invariants: the same files give the same bytes (no dates); reading never makes more than [`MOST`] bytes of a
//! file, whatever the archive claims. Folders inside an archive are left aside: a season has none, but what a system
//! zips is often one folder with the files in it, so names are taken without their folder.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
};

use flate2::{Compression, Crc, read::DeflateDecoder, write::DeflateEncoder};

/// Most bytes of one file.
pub const MOST: u64 = 32 * 1024 * 1024;

/// Why an archive cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no archive, or it is cut.
    NoArchive,
    /// A file in it is packed in a way not known here, or encrypted.
    Packing,
    /// A file in it is too large.
    TooLarge,
    /// A file in it is damaged.
    Damaged,
}

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// Names are UTF-8.
const FLAGS: u16 = 0x0800;
const DEFLATE: u16 = 8;
/// The first day the format knows: dates would make two archives of the same season differ.
const NO_DATE: u32 = 0x0021_0000;

#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn u16(&mut self, n: u16) -> &mut Self {
        self.0.extend(n.to_le_bytes());
        self
    }
    fn u32(&mut self, n: u32) -> &mut Self {
        self.0.extend(n.to_le_bytes());
        self
    }
    fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.extend(bytes);
        self
    }
    fn len(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }
}

/// What both headers of a file say of it.
fn facts(name: &str, bytes: &[u8], packed: &[u8]) -> Bytes {
    let mut crc = Crc::new();
    crc.update(bytes);
    let size = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let mut out = Bytes::default();
    out.u16(20).u16(FLAGS).u16(DEFLATE).u32(NO_DATE);
    out.u32(crc.sum()).u32(size(packed)).u32(size(bytes));
    out.u16(u16::try_from(name.len()).unwrap_or(u16::MAX))
        .u16(0);
    out
}

/// The archive of some files.
///
/// # Errors
/// When packing fails, which only memory can make happen.
pub fn write(files: &BTreeMap<String, Vec<u8>>) -> std::io::Result<Vec<u8>> {
    let (mut out, mut central, mut count) = (Bytes::default(), Bytes::default(), 0_u16);
    for (name, bytes) in files {
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
        packer.write_all(bytes)?;
        let packed = packer.finish()?;
        let (facts, at) = (facts(name, bytes, &packed), out.len());
        out.u32(LOCAL)
            .raw(&facts.0)
            .raw(name.as_bytes())
            .raw(&packed);
        central.u32(CENTRAL).u16(20).raw(&facts.0);
        central
            .u16(0)
            .u16(0)
            .u16(0)
            .u32(0)
            .u32(at)
            .raw(name.as_bytes());
        count = count.saturating_add(1);
    }
    let at = out.len();
    out.raw(&central.0);
    out.u32(END).u16(0).u16(0).u16(count).u16(count);
    out.u32(central.len()).u32(at).u16(0);
    Ok(out.0)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_le_bytes(two.try_into().ok()?)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn place_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

/// Whether bytes begin as an archive does.
pub fn is_archive(bytes: &[u8]) -> bool {
    u32_at(bytes, 0) == Some(LOCAL)
}

/// The files of an archive.
///
/// # Errors
/// See [`Unreadable`].
pub fn read(archive: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Unreadable> {
    let least = archive.len().saturating_sub(66_000);
    let end = (least..archive.len().saturating_sub(21))
        .rev()
        .find(|at| u32_at(archive, *at) == Some(END))
        .ok_or(Unreadable::NoArchive)?;
    let count = u16_at(archive, end + 10).ok_or(Unreadable::NoArchive)?;
    let mut at = place_at(archive, end + 16).ok_or(Unreadable::NoArchive)?;
    let mut files = BTreeMap::new();
    for _ in 0..count {
        let (entry, next) = Entry::at(archive, at).ok_or(Unreadable::NoArchive)?;
        at = next;
        let name = entry.name.rsplit('/').next().unwrap_or_default();
        // What systems add of their own.
        if name.is_empty() || name.starts_with('.') || entry.name.starts_with("__MACOSX/") {
            continue;
        }
        files.insert(name.to_owned(), entry.unpacked()?);
    }
    Ok(files)
}

/// A file as the central directory tells it.
struct Entry<'a> {
    name: String,
    flags: usize,
    method: usize,
    crc: u32,
    packed: &'a [u8],
}

impl<'a> Entry<'a> {
    fn at(archive: &'a [u8], at: usize) -> Option<(Self, usize)> {
        if u32_at(archive, at)? != CENTRAL {
            return None;
        }
        let (name, extra, comment) = (
            u16_at(archive, at + 28)?,
            u16_at(archive, at + 30)?,
            u16_at(archive, at + 32)?,
        );
        let local = place_at(archive, at + 42)?;
        let begin = local.checked_add(
            30 + u16_at(archive, local.checked_add(26)?)?
                + u16_at(archive, local.checked_add(28)?)?,
        )?;
        let size = place_at(archive, at + 20)?;
        let entry = Self {
            name: String::from_utf8_lossy(archive.get(at + 46..at + 46 + name)?).into_owned(),
            flags: u16_at(archive, at + 8)?,
            method: u16_at(archive, at + 10)?,
            crc: u32_at(archive, at + 16)?,
            packed: archive.get(begin..begin.checked_add(size)?)?,
        };
        Some((entry, at + 46 + name + extra + comment))
    }

    fn unpacked(&self) -> Result<Vec<u8>, Unreadable> {
        let mut bytes = Vec::new();
        let mut limited = match self.method {
            _ if self.flags & 1 == 1 => return Err(Unreadable::Packing),
            0 => {
                bytes.extend(self.packed);
                None
            }
            8 => Some(DeflateDecoder::new(self.packed).take(MOST + 1)),
            _ => return Err(Unreadable::Packing),
        };
        if let Some(reader) = &mut limited {
            reader
                .read_to_end(&mut bytes)
                .map_err(|_| Unreadable::Damaged)?;
        }
        if u64::try_from(bytes.len()).is_ok_and(|n| n > MOST) {
            return Err(Unreadable::TooLarge);
        }
        let mut crc = Crc::new();
        crc.update(&bytes);
        if crc.sum() == self.crc {
            Ok(bytes)
        } else {
            Err(Unreadable::Damaged)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> BTreeMap<String, Vec<u8>> {
        let long = "Ville ; de Mulhouse\n".repeat(4000).into_bytes();
        [
            ("season.toml", b"x = 1".to_vec()),
            ("équipe.csv", long),
            ("vide.csv", Vec::new()),
        ]
        .map(|(name, bytes)| (name.to_owned(), bytes))
        .into()
    }

    #[test]
    fn what_was_put_in_comes_out() {
        let archive = write(&files()).unwrap();
        assert!(archive.len() < 2000, "{}", archive.len());
        assert_eq!(read(&archive).unwrap(), files());
        assert_eq!(write(&files()).unwrap(), archive);
    }

    #[test]
    fn no_cut_or_changed_archive_is_taken() {
        let archive = write(&files()).unwrap();
        for end in 0..archive.len() {
            assert!(read(&archive[..end]).is_err(), "cut at {end}");
        }
        for at in 0..archive.len() {
            let mut changed = archive.clone();
            changed[at] ^= 0x10;
            if let Ok(read) = read(&changed) {
                let whole: Vec<_> = read.values().collect();
                assert!(
                    files().values().all(|bytes| whole.contains(&bytes)),
                    "changed at {at}"
                );
            }
        }
    }
}
