//! What the protocol finds in a season: in a folder, or in the instance.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use protocol::{Status, Strength};
use season::Season;
use serde_json::{Value, json};
use transfo::{
    exchange::keys,
    home::{folder::parts, standing::Standing, store::Loaded, wording},
    platform::{
        clock::{Clock, day_in_paris},
        words::{Lang, Words},
    },
    programme::store::{self as programme, OverrideLine},
};

use crate::commands::{
    Ended, Json, Outcome, Setting,
    folder::{chosen, read},
    say,
    setting::{lang, words},
};

/// A language.
#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum Tongue {
    /// French
    Fr,
    /// English
    En,
}

/// Asks for the findings.
#[derive(Args)]
pub struct Check {
    /// The season's folder; without one, a season of the instance
    dir: Option<PathBuf>,
    /// Season of the instance, when there are several
    #[arg(long, value_name = "SLUG")]
    season: Option<String>,
    /// The day to look at [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<jiff::civil::Date>,
    /// Language of the findings [default: that of LANG]
    #[arg(long, value_enum)]
    lang: Option<Tongue>,
    /// End with 1 when a required rule is broken
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    json: Json,
}

/// Says what the protocol finds, authority by authority.
pub async fn check(setting: &Setting, asked: Check) -> Outcome {
    let today = asked
        .on
        .unwrap_or_else(|| day_in_paris(Clock::System.now()));
    let standing = match &asked.dir {
        Some(dir) => match read(dir)? {
            Some(season) => of_folder(&season, today)?,
            None => return Ok(Ended::Refused),
        },
        None => match of_instance(setting, asked.season, today).await? {
            Some(standing) => standing,
            None => return Ok(Ended::Refused),
        },
    };
    let words = Words::of(match asked.lang {
        Some(Tongue::Fr) => Lang::Fr,
        Some(Tongue::En) => Lang::En,
        None => lang(),
    });
    let names = standing.parts.names();
    let (mut broken, mut answers) = (false, Vec::new());
    for (index, site) in standing.parts.sites.iter().enumerate() {
        let findings = standing.findings(index);
        broken |= findings
            .iter()
            .any(|f| f.status == Status::Broken && f.strength == Strength::Required);
        if asked.json.json {
            answers.push(json!({ "authority": site.slug, "findings": findings }));
            continue;
        }
        say(format_args!("{} ({})", site.name, site.slug));
        for finding in findings
            .iter()
            .filter(|f| f.status != Status::NotApplicable)
        {
            let shown = wording::shown(words, &standing.protocol, finding, &names);
            let todo = shown
                .who
                .zip(shown.todo)
                .map(|(who, todo)| format!(" {who} : {todo}."));
            say(format_args!(
                "  {:<16} {:<22} {}{}",
                shown.word,
                shown.rule,
                shown.fact,
                todo.unwrap_or_default()
            ));
        }
    }
    if asked.json.json {
        say(Value::Array(answers));
    }
    Ok(if asked.strict && broken {
        Ended::Refused
    } else {
        Ended::Done
    })
}

/// What the edition changes in its protocol, in the words of the application.
pub(super) fn overrides(season: &Season) -> Vec<OverrideLine> {
    let line = |o: &season::Override| OverrideLine {
        id: String::new(),
        rule: o.rule.to_string(),
        parameter: o.parameter.to_string(),
        value: keys::value_text(&o.value),
        author: o.author.to_string(),
        reason: o.reason.to_string(),
        on: o.on,
    };
    season.protocol.overrides.iter().map(line).collect()
}

fn of_folder(season: &Season, today: jiff::civil::Date) -> Result<Standing, String> {
    let loaded = Loaded {
        parts: parts(season),
        overrides: overrides(season),
        waivers: Vec::new(),
    };
    Standing::of(loaded, today).map_err(|e| format!("{e:?}"))
}

async fn of_instance(
    setting: &Setting,
    season: Option<String>,
    today: jiff::civil::Date,
) -> Result<Option<Standing>, String> {
    let app = setting.app().await?;
    let mut conn = app
        .db
        .read(&std::sync::Arc::default())
        .await
        .map_err(|e| e.to_string())?;
    let Some(slug) = chosen(&mut conn, season).await? else {
        return Ok(None);
    };
    let Some(edition) = programme::edition(&mut conn, &slug)
        .await
        .map_err(|e| e.to_string())?
    else {
        say(words().t("exchange-cli-no-season"));
        return Ok(None);
    };
    let standing = Standing::whole(&mut conn, &edition.id, today).await;
    standing.map(Some).map_err(|e| format!("{e:?}"))
}
