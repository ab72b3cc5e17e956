//! The style sheet, the icons and the few scripts: in the binary, compressed once, kept for ever by the browser
//! under the hash of their contents.

use std::{io::Write as _, sync::LazyLock};

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use flate2::{Compression, write::GzEncoder};

struct Asset {
    name: &'static str,
    kind: &'static str,
    plain: &'static [u8],
    gzip: Vec<u8>,
}

macro_rules! assets {
    ($($name:literal: $kind:literal),* $(,)?) => {
        static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| vec![$({
            let plain: &'static [u8] = include_bytes!(concat!("../../assets/", $name));
            Asset { name: $name, kind: $kind, plain, gzip: gzip(plain) }
        }),*]);
    };
}

assets! {
    "transfo.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "page.js": "text/javascript; charset=utf-8",
    "live.js": "text/javascript; charset=utf-8",
    "drag.js": "text/javascript; charset=utf-8",
    "room.js": "text/javascript; charset=utf-8",
    "sheet.js": "text/javascript; charset=utf-8",
    "presence.js": "text/javascript; charset=utf-8",
    "offline.js": "text/javascript; charset=utf-8",
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(plain)
        .and_then(|()| encoder.finish())
        .unwrap_or_default()
}

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = blake3::Hasher::new();
    for asset in ASSETS.iter() {
        hasher.update(asset.plain);
    }
    hasher.finalize().to_hex().chars().take(10).collect()
});

/// What pages append to the address of an asset.
pub fn version() -> &'static str {
    &VERSION
}

/// Serves one asset.
pub async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|a| a.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let zipped = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.contains("gzip"));
    let common = [
        (header::CONTENT_TYPE, asset.kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "accept-encoding"),
        // The one worker there is serves the pages that ask for it, each for its own address.
        (HeaderName::from_static("service-worker-allowed"), "/"),
    ];
    if zipped && !asset.gzip.is_empty() {
        let gzip = [(header::CONTENT_ENCODING, "gzip")];
        (common, gzip, asset.gzip.clone()).into_response()
    } else {
        (common, asset.plain).into_response()
    }
}
