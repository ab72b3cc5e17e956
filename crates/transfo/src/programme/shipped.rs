//! Tables that are compiled in, packed: unpacked once, by whoever asks first, and kept for as long as the program runs.

use std::io::Read;

const WINDOW_BYTES: usize = 1 << 14;

/// The text of a packed table; none when it cannot be read, which would be a broken build.
pub(super) fn unpack(packed: &[u8]) -> Option<&'static str> {
    let mut text = String::new();
    brotli_decompressor::Decompressor::new(packed, WINDOW_BYTES)
        .read_to_string(&mut text)
        .ok()?;
    text.shrink_to_fit();
    Some(text.leak())
}
