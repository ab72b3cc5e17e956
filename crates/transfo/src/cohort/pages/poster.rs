//! The poster of a call: one page to print, with the code to scan, for places where agents have no mail.

use askama::Template;
use qrcode::{Color, EcLevel, QrCode};

use crate::{
    cohort::{
        Here,
        call::Call,
        store::{self, Site},
    },
    platform::{
        error::{Error, Page},
        frame::Frame,
        visit::Visit,
    },
};

/// A code to scan, as the path of a drawing.
#[derive(Clone, Debug)]
pub struct Code {
    /// Width and height with the quiet zone.
    pub size: usize,
    /// The dark squares.
    pub path: String,
}

impl Code {
    /// The code of an address.
    ///
    /// # Errors
    /// A fault when the address is too long for any code.
    pub fn of(address: &str) -> Result<Self, Error> {
        use std::fmt::Write as _;
        const QUIET: usize = 4;
        let code = QrCode::with_error_correction_level(address.as_bytes(), EcLevel::M)
            .map_err(|e| Error::Fault(format!("code to scan: {e}")))?;
        let width = code.width();
        let mut path = String::new();
        for (at, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                let (x, y) = (at % width + QUIET, at / width + QUIET);
                let _ = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
        Ok(Self {
            size: width + 2 * QUIET,
            path,
        })
    }
}

/// The address of the public page.
pub fn address(here: &Here<'_>) -> String {
    format!(
        "{}/appel/{}/{}",
        here.app.config.url, here.edition.slug, here.site.slug
    )
}

#[derive(Template)]
#[template(path = "cohort/pages/poster.html")]
struct PosterPage {
    frame: Frame,
    call: Call,
    site: Site,
    name: String,
    address: String,
    code: Code,
}

/// The poster.
pub async fn page(visit: Visit) -> Page {
    let here = Here::of(&visit)?;
    let mut conn = visit.read().await?;
    let call = store::call(&mut conn, &here.site.id)
        .await?
        .ok_or(Error::Absent)?;
    let site = store::site(&mut conn, &here.site.id)
        .await?
        .ok_or(Error::Absent)?;
    let address = address(&here);
    visit.page(&PosterPage {
        frame: Frame::of(&visit, visit.t("cohort-poster-title"))
            .under(format!("{}/appel", here.path()), visit.t("cohort-tab-call")),
        call,
        site,
        name: here.site.name.clone(),
        code: Code::of(&address)?,
        address,
    })
}
