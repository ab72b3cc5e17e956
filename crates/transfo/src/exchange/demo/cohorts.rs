//! The draws of the demonstration: each pool is frozen, drawn and published in the days after its call, and the
//! mission letters follow.

use jiff::{Timestamp, ToSpan, civil::Date};
use season::{Authority, Season};

use super::{Progress, Tell, Wish, present, said};
use crate::{
    cohort::{
        Here,
        application::Application,
        commit::publish_now as publish_lottery,
        complete::{self, complete_now},
        draw::draw_now,
        freeze::freeze,
        import::member_list,
        letter, own,
        publish::publish,
        replace::{Then, leave},
        store::{application, member::Member},
    },
    platform::{app::App, clock::paris, error::Error, gate::Viewer, jobs::Watch, visit::Place},
    programme::store::{self as programme, Edition, Site},
};

/// The site whose cohort was completed, and the day on which five were found missing.
const COMPLETED: (&str, Date) = ("mulhouse", Date::constant(2017, 4, 18));
/// A call that closed fewer days ago has a draw that is not published.
const LATEST_DAYS: i32 = 15;

/// A day at an hour in Paris.
pub(super) fn at(day: Date, hour: i8) -> Timestamp {
    let there = day.at(hour, 0, 0, 0).to_zoned(paris());
    there.map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp())
}

fn later(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

/// The place of an edition.
pub(super) fn of_edition(edition: &Edition) -> Place {
    Place {
        id: edition.id.clone(),
        slug: edition.slug.clone(),
        name: edition.name.clone(),
    }
}

/// The place of a site.
pub(super) fn of_site(site: &Site) -> Place {
    Place {
        id: site.id.clone(),
        slug: site.slug.clone(),
        name: site.name.clone(),
    }
}

/// Draws every authority of the season whose call is over.
pub(super) async fn draw_all(
    app: &App,
    edition: &str,
    season: &Season,
    wish: &Wish,
    tell: &Tell,
) -> Result<(), String> {
    let mut conn = app
        .db
        .read(&std::sync::Arc::default())
        .await
        .map_err(|e| e.to_string())?;
    let edition = programme::edition(&mut conn, edition)
        .await
        .map_err(|e| e.to_string())?
        .ok_or("the edition is gone")?;
    let sites = programme::sites(&mut conn, &edition.id)
        .await
        .map_err(|e| e.to_string())?;
    drop(conn);
    let place = of_edition(&edition);
    let called: Vec<(&Authority, &Site, Date)> = sites
        .iter()
        .filter_map(|site| {
            let authority = season
                .authorities
                .iter()
                .find(|a| a.slug.as_str() == site.slug)?;
            let closes = authority
                .call_closes_on
                .filter(|day| later(*day, 6) < present())?;
            Some((authority, site, closes))
        })
        .collect();
    let total = u64::try_from(called.len()).unwrap_or(0);
    for (done, (_, site, closes)) in (0..).zip(called) {
        tell(Progress {
            step: "exchange-demo-draw",
            done,
            total,
            detail: site.name.clone(),
        });
        let value = format!("Démonstration {}, {}", wish.seed, site.slug);
        draw(app, &place, site, closes, &value)
            .await
            .map_err(|why| format!("{}: {why}", site.slug))?;
    }
    Ok(())
}

async fn draw(
    app: &App,
    edition: &Place,
    site: &Site,
    closes: Date,
    value: &str,
) -> Result<(), String> {
    let (viewer, place) = (Viewer::default(), of_site(site));
    let here = |day: Date, hour: i8| Here {
        app,
        viewer: &viewer,
        now: at(day, hour),
        today: day,
        edition,
        site: &place,
    };
    freeze(&here(later(closes, 3), 17), None)
        .await
        .map_err(|e| format!("{e:?}"))?
        .map_err(|refusal| format!("{refusal:?}"))?;
    // The lottery is published the day before the session where the value is drawn.
    let source = "Valeur inventée pour la démonstration";
    publish_lottery(&here(later(closes, 4), 11), source, &Watch::default()).await?;
    draw_now(&here(later(closes, 5), 10), value, &Watch::default()).await?;
    // The latest draw is still to be read over and published.
    if later(closes, LATEST_DAYS) > present() {
        return Ok(());
    }
    publish(&here(later(closes, 5), 14))
        .await
        .map_err(|e| format!("{e:?}"))?
        .map_err(|refusal| format!("{refusal:?}"))?;
    letters(app, &here, None).await.map_err(said)?;
    match site.slug == COMPLETED.0 && COMPLETED.1 < present() {
        true => complete(app, &here).await,
        false => Ok(()),
    }
}

/// At its tenth month Mulhouse has lost five of twenty, as others will: two left and three withdrew. The seats are
/// drawn again among who may still be called.
async fn complete<'h>(app: &App, here: &impl Fn(Date, i8) -> Here<'h>) -> Result<(), String> {
    let day = COMPLETED.1;
    let site = here(day, 9).site.id.clone();
    let mut tx = app.db.write().await.map_err(said)?;
    let members = member_list(&mut tx, &site).await.map_err(said)?;
    let pool = complete::drawn_pool(&mut tx, &site).await.map_err(said)?;
    let all = application::all(&mut tx, &site).await.map_err(said)?;
    drop(tx);
    for (number, member) in (0..).zip(five(pool.as_deref(), &members, &all)) {
        if number < 2 {
            let reason = "Mutation (exemple fictif)";
            let left = leave(&here(day, 9), &member.id, ("", reason), Then::Empty).await;
            left.map_err(said)?.map_err(said)?;
        } else {
            let withdrawn = own::withdraw(&here(day, 10), &member.application).await;
            withdrawn.map_err(said)?;
        }
    }
    let value = "Dés jetés dans la salle : 4 2 6 1 5 3 3 6 2 1";
    complete_now(&here(later(day, 6), 10), value, &Watch::default()).await?;
    letters(app, here, Some(later(day, 6))).await.map_err(said)
}

/// Five members whose seats can be drawn again within every quota, where there are such.
fn five<'m>(pool: Option<&str>, members: &'m [Member], all: &[Application]) -> Vec<&'m Member> {
    let sitting: Vec<&Member> = members.iter().filter(|m| m.sits()).collect();
    let draws = |gone: &&[&Member]| {
        let mut after = members.to_vec();
        for member in after
            .iter_mut()
            .filter(|m| gone.iter().any(|g| g.id == m.id))
        {
            member.left_on = Some(COMPLETED.1);
        }
        let standing = complete::standing(pool, &after, all)
            .ok()
            .and_then(Result::ok);
        standing.is_some_and(|s| matches!(complete::outlook(&s), Ok(complete::Outlook::Draws)))
    };
    let found = sitting.windows(5).find(draws);
    found.map_or_else(|| sitting.iter().take(5).copied().collect(), <[_]>::to_vec)
}

/// Letters are issued a week after the draw, and most are signed within another: of all, or of those who joined since.
async fn letters<'h>(
    app: &App,
    here: &impl Fn(Date, i8) -> Here<'h>,
    since: Option<Date>,
) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let site = here(present(), 9).site.id.clone();
    let members = member_list(&mut tx, &site).await?;
    tx.commit().await?;
    for (number, member) in (0_u32..).zip(members.iter().filter(|m| m.sits())) {
        let Some(joined) = member.joined_on.filter(|day| since <= Some(*day)) else {
            continue;
        };
        let (issued, signed) = (later(joined, 7), later(joined, 14));
        if issued > present() {
            continue;
        }
        // One in seven has a service that promises less.
        let days = if number % 7 == 3 { 30 } else { 35 };
        let _ = letter::issue(&here(issued, 11), &member.id, days).await?;
        if number % 10 != 9 && signed <= present() {
            let _ = letter::sign(&here(signed, 15), &member.id).await?;
        }
    }
    Ok(())
}
