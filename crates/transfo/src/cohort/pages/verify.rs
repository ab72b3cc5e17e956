//! Anybody checks the record of a draw: pasted or given as a file. Nothing is kept.

use askama::Template;
use axum::{body::Bytes, http::HeaderMap};
use sortition_verify::Verdict;

use super::{Two, either};
use crate::platform::{
    error::{Error, Page},
    frame::Frame,
    visit::Visit,
};

#[derive(Template)]
#[template(path = "cohort/pages/verify.html")]
struct VerifyPage {
    frame: Frame,
    verdict: Option<Verdict>,
    wrong: Option<String>,
}

/// The form.
pub async fn page(visit: Visit) -> Page {
    visit.page(&VerifyPage {
        frame: Frame::bare(&visit, visit.t("cohort-verify-title")),
        verdict: None,
        wrong: None,
    })
}

/// Says whether the record is genuine, or which part is wrong.
pub async fn check(visit: Visit, headers: HeaderMap, body: Bytes) -> Page {
    let text = given(&headers, &body);
    let checked = if text.trim().is_empty() {
        Err(visit.t("cohort-verify-nothing"))
    } else {
        let answer = tokio::task::spawn_blocking(move || sortition_verify::verify(&text))
            .await
            .map_err(|e| Error::Fault(e.to_string()))?;
        answer.map_err(|why| either(visit.words, why.fr(), why.en()))
    };
    let page = VerifyPage {
        frame: Frame::bare(&visit, visit.t("cohort-verify-title")),
        verdict: checked.as_ref().ok().cloned(),
        wrong: checked.err(),
    };
    if page.wrong.is_some() {
        visit.refused(&page)
    } else {
        visit.page(&page)
    }
}

/// The record of a form of either kind: the file when one was given, else the text pasted. A pasted text ends its
/// lines as browsers send them, and may have lost its last one; a record has line feeds alone.
fn given(headers: &HeaderMap, body: &[u8]) -> String {
    let kind = headers
        .get("content-type")
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    let text = String::from_utf8_lossy(body);
    let Some((_, boundary)) = kind.split_once("boundary=") else {
        let uri = format!("/?{text}").parse::<axum::http::Uri>();
        let fields = uri
            .ok()
            .and_then(|uri| axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&uri).ok());
        let record = fields.and_then(|f| f.0.into_iter().find(|(name, _)| name == "record"));
        return record.map(|(_, value)| pasted(&value)).unwrap_or_default();
    };
    let mark = format!("--{}", boundary.trim_matches('"'));
    let mut typed = String::new();
    for part in text.split(mark.as_str()) {
        let Some((head, value)) = part.split_once("\r\n\r\n") else {
            continue;
        };
        let value = value.strip_suffix("\r\n").unwrap_or(value);
        if head.contains("name=\"file\"") && !value.is_empty() {
            return value.to_owned();
        }
        if head.contains("name=\"record\"") {
            typed = pasted(value);
        }
    }
    typed
}

fn pasted(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    if text.trim().is_empty() {
        String::new()
    } else {
        format!("{}\n", text.trim_end_matches('\n'))
    }
}
