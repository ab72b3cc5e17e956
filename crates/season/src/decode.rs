//! From bytes to text: the encodings that spreadsheets and editors really save in.
//!
//! Owns the choice between UTF-8, UTF-16, Windows-1252 and ISO-8859-15. Never replaces a byte it
//! does not understand: the file is refused with the row where it stands.

use encoding_rs::{Encoding, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text of a file without its byte order mark, or the row where it stops being text.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, u32> {
    let (encoding, body) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, bytes.get(mark..).unwrap_or_default()),
        None => (guess(bytes)?, bytes),
    };
    if encoding == UTF_8 {
        let text = std::str::from_utf8(body).map_err(|fault| row_at(body, fault.valid_up_to()))?;
        return Ok(text.to_owned());
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(body);
    text.map(std::borrow::Cow::into_owned).ok_or(1)
}

fn guess(bytes: &[u8]) -> Result<&'static Encoding, u32> {
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(encoding);
    }
    let Err(fault) = std::str::from_utf8(bytes) else {
        return Ok(UTF_8);
    };
    if mixes_utf8(bytes) {
        return Err(row_at(bytes, fault.valid_up_to()));
    }
    let windows_only = bytes.iter().any(|byte| (0x80..=0x9f).contains(byte));
    // At these places ISO-8859-15 has the euro, Š, Ž, Œ and Ÿ, which occur in French text; the
    // currency sign, fractions and free-standing accents of Windows-1252 hardly do.
    let latin9 = [0xa4, 0xa6, 0xa8, 0xb4, 0xb8, 0xbc, 0xbd, 0xbe];
    let has_latin9 = bytes.iter().any(|byte| latin9.contains(byte));
    Ok(if has_latin9 && !windows_only {
        ISO_8859_15
    } else {
        WINDOWS_1252
    })
}

/// Two lines pasted from two files: some accents in UTF-8, some in one byte.
fn mixes_utf8(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

/// ASCII text in UTF-16 has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(64) & !1)?;
    let zeros = |parity: usize| {
        start
            .iter()
            .enumerate()
            .filter(|(at, byte)| at % 2 == parity && **byte == 0)
            .count()
    };
    let most = start.len() / 4;
    match (zeros(0), zeros(1)) {
        (0, odd) if odd > most => Some(UTF_16LE),
        (even, 0) if even > most => Some(UTF_16BE),
        _ => None,
    }
}

fn row_at(bytes: &[u8], position: usize) -> u32 {
    let before = bytes
        .iter()
        .take(position)
        .filter(|byte| **byte == b'\n')
        .count();
    u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
        let mark = mark.then_some(0xfeff);
        mark.into_iter()
            .chain(text.encode_utf16())
            .flat_map(bytes)
            .collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "référence;direction\nA1;Hôtel de l'Œuvre, 12 €\n";
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            encode(text, WINDOWS_1252),
            encode(text, ISO_8859_15),
            utf16(text, u16::to_le_bytes, true),
            utf16(text, u16::to_be_bytes, true),
            utf16(text, u16::to_le_bytes, false),
            utf16(text, u16::to_be_bytes, false),
        ] {
            assert_eq!(decode(&bytes).unwrap(), text, "{bytes:x?}");
        }
    }

    #[test]
    fn a_mixture_is_refused_where_it_begins() {
        let mixed = ["é\nè\n".as_bytes(), b"\xe9"].concat();
        assert_eq!(decode(&mixed).unwrap_err(), 3);
    }
}
