//! Anybody checks the record of a draw: pasted or given as a file. Nothing is kept.

use askama::Template;
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use sortition_verify::Verdict;

use super::{Two, either};
use crate::platform::{
    error::{Error, Page},
    form::Form,
    frame::Frame,
    visit::Visit,
    words::Words,
};

#[derive(Template)]
#[template(path = "cohort/pages/verify.html")]
struct VerifyPage {
    frame: Frame,
    verdict: Option<Verdict>,
    parts: Vec<String>,
    wrong: Option<String>,
}

/// The form.
pub async fn page(visit: Visit) -> Page {
    visit.page(&VerifyPage {
        frame: Frame::bare(&visit, visit.t("cohort-verify-title")),
        verdict: None,
        parts: Vec::new(),
        wrong: None,
    })
}

/// Says whether the record is genuine, or which part is wrong.
pub async fn check(visit: Visit, request: Request) -> Page {
    let text = given(request).await?;
    let mut nash = false;
    let checked = if text.trim().is_empty() {
        Err(visit.t("cohort-verify-nothing"))
    } else {
        nash = text.contains("\"method\":\"nash\"");
        let answer = tokio::task::spawn_blocking(move || sortition_verify::verify(&text))
            .await
            .map_err(|e| Error::Fault(e.to_string()))?;
        answer.map_err(|why| either(visit.words, why.fr(), why.en()))
    };
    let page = VerifyPage {
        frame: Frame::bare(&visit, visit.t("cohort-verify-title")),
        parts: checked
            .as_ref()
            .map(|v| parts(visit.words, v, nash))
            .unwrap_or_default(),
        verdict: checked.as_ref().ok().cloned(),
        wrong: checked.err(),
    };
    if page.wrong.is_some() {
        visit.refused(&page)
    } else {
        visit.page(&page)
    }
}

/// A sentence for each part that was computed again.
fn parts(words: Words, v: &Verdict, nash: bool) -> Vec<String> {
    let bound = i64::try_from(v.bound).unwrap_or(i64::MAX);
    let proof = match (v.exact, nash) {
        (true, true) => words.t("cohort-verify-part-nash"),
        (true, false) => words.t1(
            "cohort-verify-part-proof",
            "bound",
            super::lottery::percent(words, bound),
        ),
        (false, _) => words.t("cohort-verify-part-early"),
    };
    vec![
        words.t("cohort-verify-part-form"),
        words.t1("cohort-verify-part-pool", "volunteers", v.volunteers),
        words.t1("cohort-verify-part-slips", "slips", v.slips),
        words.two(
            "cohort-verify-part-chances",
            "minimum slips",
            v.minimum,
            v.slips,
        ),
        proof,
        words.t("cohort-verify-part-number"),
        words.t("cohort-verify-part-panel"),
    ]
}

/// The record of a form of either kind: the file when one was given, else the text pasted.
async fn given(request: Request) -> Result<String, Error> {
    let unreadable = |e: &dyn std::fmt::Display| Error::Unreadable(e.to_string());
    let kind = request
        .headers()
        .get("content-type")
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let Some((_, boundary)) = kind.split_once("boundary=") else {
        let form = Form::from_request(request, &()).await?;
        return Ok(pasted(form.raw("record")));
    };
    let body = Bytes::from_request(request, &())
        .await
        .map_err(|e| unreadable(&e))?;
    let text = String::from_utf8_lossy(&body);
    Ok(part(&text, boundary.trim_matches('"')))
}

/// The record in the parts of a form with a file.
fn part(text: &str, boundary: &str) -> String {
    let mark = format!("--{boundary}");
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

/// A pasted text ends its lines as browsers send them, and may have lost its last one; a record has line feeds alone.
fn pasted(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    if text.trim().is_empty() {
        String::new()
    } else {
        format!("{}\n", text.trim_end_matches('\n'))
    }
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn a_file_goes_before_a_pasted_text() {
        let form = |file: &str, text: &str| {
            format!(
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.json\"\r\n\r\n{file}\r\n--x\r\n\
                 Content-Disposition: form-data; name=\"record\"\r\n\r\n{text}\r\n--x--\r\n"
            )
        };
        assert_eq!(part(&form("{\"a\":\n1}\n", "b"), "x"), "{\"a\":\n1}\n");
        assert_eq!(part(&form("", "b\r\nc"), "x"), "b\nc\n");
        assert_eq!(part(&form("", ""), "x"), "");
    }
}
