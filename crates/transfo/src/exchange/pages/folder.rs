//! The season's folder on the web: download it, check and import one.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{FromRequest, Multipart, Request},
    http::header,
    response::IntoResponse,
};
use season::{FILES, Fault, Language, Season};

use crate::{
    exchange::{
        archive,
        export::export,
        import::{self, By},
        refusal_lines,
    },
    platform::{
        error::{Error, Page, see_other},
        frame::Frame,
        visit::Visit,
        words::Lang,
    },
};

/// A fault as its row of the table shows it.
struct Row {
    file: String,
    row: String,
    column: String,
    value: String,
    expected: String,
}

#[derive(Template)]
#[template(path = "exchange/pages/folder.html")]
struct FolderPage {
    frame: Frame,
    /// Where the form goes.
    action: String,
    /// Address of the download; none for a season that is not there yet.
    download: Option<String>,
    /// What no folder can say of this season, or what is wrong with the files sent.
    faults: Vec<Row>,
    /// Why nothing was imported, beside the table.
    refusals: Vec<String>,
    /// What is worth knowing of files that are right.
    notices: Vec<String>,
    /// Files of a season.
    files: [&'static str; 7],
    /// What files that are right and were only checked hold.
    checked: Option<String>,
}

fn language(visit: &Visit) -> Language {
    match visit.words.lang {
        Lang::Fr => Language::French,
        Lang::En => Language::English,
    }
}

fn rows(visit: &Visit, faults: &[Fault]) -> Vec<Row> {
    faults
        .iter()
        .map(|fault| {
            let sentence = fault.sentence(language(visit));
            // The place stands in its own columns: what follows it is the sentence.
            let expected = sentence.split_once(" : ").or(sentence.split_once(": "));
            Row {
                file: fault.file.clone(),
                row: if fault.row == 0 {
                    "–".to_owned()
                } else {
                    fault.row.to_string()
                },
                column: fault.column.clone(),
                value: fault.value.chars().take(80).collect(),
                expected: expected.map_or(sentence.clone(), |(_, rest)| rest.to_owned()),
            }
        })
        .collect()
}

fn page(visit: &Visit) -> Result<FolderPage, Error> {
    let (title, frame): (_, fn(&Visit, String) -> Frame) = match &visit.edition {
        Some(_) => ("exchange-folder-title", |v, t| Frame::of(v, t)),
        None => ("exchange-import-title", |v, t| Frame::bare(v, t)),
    };
    let base = visit
        .edition
        .as_ref()
        .map(|e| format!("/saisons/{}/dossier", e.slug));
    Ok(FolderPage {
        frame: frame(visit, visit.t(title)),
        action: base
            .clone()
            .unwrap_or_else(|| "/saisons/importer".to_owned()),
        download: base.map(|base| format!("{base}/telecharger")),
        faults: Vec::new(),
        refusals: Vec::new(),
        notices: Vec::new(),
        files: FILES,
        checked: None,
    })
}

/// The folder of a season, or the page that imports a new one.
pub async fn show(visit: Visit) -> Page {
    visit.page(&page(&visit)?)
}

/// The season as one archive.
pub async fn download(visit: Visit) -> Page {
    let place = visit.edition()?.clone();
    let season = export(&mut visit.read().await?, &place.id).await?;
    match season {
        Ok(season) => {
            let bytes = archive::write(&season.write()).map_err(|e| e.to_string())?;
            let headers = [
                (header::CONTENT_TYPE, "application/zip".to_owned()),
                (
                    header::CONTENT_DISPOSITION,
                    format!("attachment; filename=\"{}.zip\"", place.slug),
                ),
            ];
            Ok((headers, bytes).into_response())
        }
        Err(faults) => {
            let mut page = page(&visit)?;
            page.refusals.push(visit.t("exchange-not-exported"));
            page.faults = rows(&visit, &faults);
            visit.refused(&page)
        }
    }
}

/// What a form brought: files by name, and whether only to check them.
struct Sent {
    files: BTreeMap<String, Vec<u8>>,
    only_check: bool,
    replace: bool,
    unreadable: Vec<String>,
}

async fn sent(visit: &Visit, request: Request) -> Result<Sent, Error> {
    let unreadable = |e: &dyn std::fmt::Display| Error::Unreadable(e.to_string());
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|e| unreadable(&e))?;
    let mut sent = Sent {
        files: BTreeMap::new(),
        only_check: false,
        replace: false,
        unreadable: Vec::new(),
    };
    while let Some(field) = form.next_field().await.map_err(|e| unreadable(&e))? {
        let name = field.name().unwrap_or_default().to_owned();
        // A browser sends a folder's files with their path.
        let file = field
            .file_name()
            .map(|f| f.rsplit(['/', '\\']).next().unwrap_or_default().to_owned());
        let bytes = field.bytes().await.map_err(|e| unreadable(&e))?.to_vec();
        match (name.as_str(), file) {
            ("act", _) => sent.only_check = bytes == b"check",
            ("replace", _) => sent.replace = true,
            ("files", Some(file)) if !file.is_empty() => {
                if archive::is_archive(&bytes) {
                    match archive::read(&bytes) {
                        Ok(files) => sent.files.extend(files),
                        Err(_) => sent.unreadable.push(visit.words.t1(
                            "exchange-archive-fault",
                            "file",
                            file,
                        )),
                    }
                } else if file.ends_with(".csv") || file.ends_with(".toml") || !file.contains('.') {
                    sent.files.insert(file, bytes);
                } else {
                    sent.unreadable
                        .push(visit.words.t1("exchange-file-fault", "file", file));
                }
            }
            _ => {}
        }
    }
    Ok(sent)
}

/// Checks the files sent, and imports them when asked: whole or not at all.
pub async fn receive(visit: Visit, request: Request) -> Page {
    let sent = sent(&visit, request).await?;
    let mut page = page(&visit)?;
    page.refusals = sent.unreadable;
    if sent.files.is_empty() {
        page.refusals.push(visit.t("exchange-no-file"));
    }
    if !page.refusals.is_empty() {
        return visit.refused(&page);
    }
    let reading = match Season::read_with_notices(&sent.files) {
        Ok(reading) => reading,
        Err(faults) => {
            page.faults = rows(&visit, &faults);
            return visit.refused(&page);
        }
    };
    let season = reading.season;
    if let Some(edition) = &visit.edition
        && edition.slug != season.edition.slug.as_str()
    {
        let slug = season.edition.slug.as_str();
        page.refusals
            .push(visit.words.t1("exchange-other-season", "slug", slug));
        return visit.refused(&page);
    }
    if sent.only_check {
        page.notices = reading
            .notices
            .iter()
            .map(|n| n.sentence(language(&visit)))
            .collect();
        let words = visit.words;
        let name = season.edition.name.as_str();
        page.checked = Some(format!(
            "{} {}",
            words.t1("exchange-checked", "season", name),
            words.t2(
                "exchange-checked-counts",
                ("authorities", season.authorities.len()),
                ("volunteers", season.volunteers.len()),
            )
        ));
        return visit.page(&page);
    }
    let by = By {
        app: &visit.app,
        viewer: &visit.viewer,
        now: visit.now,
    };
    match import::import(&by, &season, sent.replace && visit.edition.is_some()).await? {
        Ok(imported) => Ok(see_other(&format!(
            "/saisons/{}?dit=season-imported",
            imported.slug
        ))),
        Err(refusal) => {
            page.refusals = refusal_lines(&refusal, visit.words);
            visit.refused(&page)
        }
    }
}
