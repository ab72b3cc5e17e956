//! The call, candidacies, the frozen pool, the draw, the cohort and its mission letters.
//!
//! Owns the tables `call`, `quota`, `application`, `application_link`, `pool`, `lottery`, `chance`, `commitment`,
//! `reveal`, `drawing`, `member`, `completion` and `mission_letter`. Invariants: a candidacy is hidden from the hierarchy
//! until the agent releases it, and withdrawn without a reason; consent and the hierarchy's agreement are two facts; a
//! site is drawn once, from a pool that was frozen and a lottery that was published before the public value was known;
//! what was published stands or is void in front of everybody; the text of a record is made once and never written again.
//! Never relaxes a quota by itself, never puts a name into a record, never answers differently to a known address.
//! Others may call the verbs, [`import`], [`draw_input`] and [`store::member::list`].

pub mod application;
pub mod apply;
mod calculate;
pub mod call;
pub mod chances;
pub mod commit;
pub mod complete;
pub mod draw;
pub mod draw_input;
pub mod endorse;
pub mod freeze;
pub mod import;
pub mod letter;
pub mod lottery;
pub mod mails;
pub mod own;
pub mod pages;
pub mod publish;
pub mod quotas;
pub mod replace;
pub mod store;
pub mod workforce;

use jiff::{Timestamp, civil::Date};

use crate::platform::{
    access::{Access, Routes, Tab},
    app::App,
    db::Tx,
    error::Error,
    gate::{Circles, Role, Viewer},
    jobs::Work,
    journal::{self, Act},
    visit::{Place, Visit},
};

/// Who leads a site and who follows it.
pub const LEADS: &[Role] = &[Role::Pilot, Role::Coordinator];
/// Who sees the candidacies of a site: its team and the coordination.
pub const SELECTS: &[Role] = &[Role::Pilot, Role::Resident, Role::Coordinator];

/// Who acts, where and when: what every verb needs. Made from a visit, or by hand for commands and jobs.
#[derive(Clone)]
pub struct Here<'a> {
    /// The running instance.
    pub app: &'a App,
    /// Who acts.
    pub viewer: &'a Viewer,
    /// When.
    pub now: Timestamp,
    /// The day, in Paris.
    pub today: Date,
    /// The edition.
    pub edition: &'a Place,
    /// The site.
    pub site: &'a Place,
}

impl<'a> Here<'a> {
    /// From a visit of a page whose path names a site.
    ///
    /// # Errors
    /// Absence when it names none.
    pub fn of(visit: &'a Visit) -> Result<Self, Error> {
        Ok(Self {
            app: &visit.app,
            viewer: &visit.viewer,
            now: visit.now,
            today: visit.today,
            edition: visit.edition()?,
            site: visit.site()?,
        })
    }

    /// Writes the line of an act on the site into the journal.
    ///
    /// # Errors
    /// What the database says.
    pub async fn note(
        &self,
        tx: &mut Tx,
        (act, audience): (&'static str, Circles),
        detail: impl Into<String>,
    ) -> Result<(), Error> {
        let line = Act {
            act,
            edition: Some(&self.edition.id),
            site: Some(&self.site.id),
            subject: &self.site.name,
            detail: detail.into(),
            audience,
        };
        journal::write(tx, &self.app.dice, self.viewer, self.now, line).await?;
        Ok(())
    }

    /// `/saisons/EDITION/SITE`.
    pub fn path(&self) -> String {
        format!("/saisons/{}/{}", self.edition.slug, self.site.slug)
    }
}

/// The kinds of long work of the slice, for [`crate::learn_works`].
pub fn works() -> &'static [(&'static str, Work)] {
    &[
        (lottery::KIND, lottery::work),
        (complete::KIND, complete::work),
    ]
}

/// The routes of the slice.
pub fn routes(app: &App) -> Routes {
    let routes = public_routes(Routes::new(app));
    let routes = call_routes(routes);
    let routes = draw_routes(routes);
    let routes = ceremony_routes(routes);
    cohort_routes(routes)
}

fn public_routes(routes: Routes) -> Routes {
    use pages::{apply, endorse, own, verify};
    routes
        .get("/appel/{edition}/{site}", Access::Anyone, apply::page)
        .post("/appel/{edition}/{site}", Access::Anyone, apply::send)
        .get(
            "/appel/{edition}/{site}/recue",
            Access::Anyone,
            apply::received,
        )
        .get("/candidature/{token}", Access::Link, own::page)
        .get(
            "/candidature/{token}/transmettre",
            Access::Link,
            own::release_page,
        )
        .post(
            "/candidature/{token}/transmettre",
            Access::Link,
            own::release,
        )
        .post("/candidature/{token}/lien", Access::Link, own::manager_link)
        .get(
            "/candidature/{token}/retirer",
            Access::Link,
            own::withdraw_page,
        )
        .post("/candidature/{token}/retirer", Access::Link, own::withdraw)
        .post(
            "/candidature/{token}/reprendre",
            Access::Link,
            own::come_back,
        )
        .get("/candidature/{token}/lettre", Access::Link, own::letter)
        .post("/candidature/{token}/lettre", Access::Link, own::sign)
        .get("/accord/{token}", Access::Link, endorse::page)
        .post("/accord/{token}", Access::Link, endorse::answer)
        .get("/verifier", Access::Anyone, verify::page)
        .post("/verifier", Access::Anyone, verify::check)
}

fn call_routes(routes: Routes) -> Routes {
    use pages::{call, candidacies, candidacy, enter, poster};
    let lead = Access::SiteAs(LEADS);
    let select = Access::SiteAs(SELECTS);
    routes
        .tab(
            Tab::Site("cohort-tab-call"),
            "/saisons/{edition}/{site}/appel",
            select,
            call::page,
        )
        .post("/saisons/{edition}/{site}/appel", lead, call::save)
        .get(
            "/saisons/{edition}/{site}/appel/affiche",
            select,
            poster::page,
        )
        .tab(
            Tab::Site("cohort-tab-candidacies"),
            "/saisons/{edition}/{site}/candidatures",
            select,
            candidacies::page,
        )
        .get(
            "/saisons/{edition}/{site}/candidatures/tableur",
            select,
            candidacies::spreadsheet,
        )
        .get(
            "/saisons/{edition}/{site}/candidatures/saisir",
            lead,
            enter::page,
        )
        .post(
            "/saisons/{edition}/{site}/candidatures/saisir",
            lead,
            enter::save,
        )
        .get(
            "/saisons/{edition}/{site}/candidatures/{id}",
            Access::Site,
            candidacy::page,
        )
        .post(
            "/saisons/{edition}/{site}/candidatures/{id}/profil",
            lead,
            candidacy::correct,
        )
        .post(
            "/saisons/{edition}/{site}/candidatures/{id}/accord",
            lead,
            candidacy::note_agreement,
        )
        .post(
            "/saisons/{edition}/{site}/candidatures/{id}/lien",
            lead,
            candidacy::new_link,
        )
        .post(
            "/saisons/{edition}/{site}/candidatures/{id}/relancer",
            lead,
            candidacy::remind,
        )
}

fn draw_routes(routes: Routes) -> Routes {
    use pages::{draw, freeze, quotas, result};
    let lead = Access::SiteAs(LEADS);
    let select = Access::SiteAs(SELECTS);
    routes
        .tab(
            Tab::Site("cohort-tab-quotas"),
            "/saisons/{edition}/{site}/quotas",
            select,
            quotas::page,
        )
        .post("/saisons/{edition}/{site}/quotas", lead, quotas::save)
        .post(
            "/saisons/{edition}/{site}/quotas/effectifs",
            lead,
            quotas::propose,
        )
        .tab(
            Tab::Site("cohort-tab-draw"),
            "/saisons/{edition}/{site}/tirage",
            select,
            draw::page,
        )
        .get(
            "/saisons/{edition}/{site}/tirage/geler",
            lead,
            freeze::freeze_page,
        )
        .post(
            "/saisons/{edition}/{site}/tirage/geler",
            lead,
            freeze::freeze,
        )
        .post(
            "/saisons/{edition}/{site}/tirage/degeler",
            lead,
            freeze::thaw,
        )
        .post("/saisons/{edition}/{site}/tirage/arreter", lead, draw::stop)
        .get(
            "/saisons/{edition}/{site}/tirage/vivier",
            select,
            draw::pool,
        )
        .get(
            "/saisons/{edition}/{site}/tirage/resultat",
            Access::Site,
            result::page,
        )
        .get(
            "/saisons/{edition}/{site}/tirage/proces-verbal",
            select,
            result::record,
        )
        .get(
            "/saisons/{edition}/{site}/tirage/publier",
            lead,
            result::publish_page,
        )
        .post(
            "/saisons/{edition}/{site}/tirage/publier",
            lead,
            result::publish,
        )
}

/// From the lottery of a frozen pool to the number drawn in public.
fn ceremony_routes(routes: Routes) -> Routes {
    use pages::{ceremony, draw, freeze, lottery, public, slips};
    let lead = Access::SiteAs(LEADS);
    let select = Access::SiteAs(SELECTS);
    routes
        .get(
            "/saisons/{edition}/{site}/tirage/degeler",
            lead,
            freeze::thaw_page,
        )
        .get(
            "/saisons/{edition}/{site}/tirage/loterie",
            select,
            lottery::page,
        )
        .post("/saisons/{edition}/{site}/tirage/loterie", lead, draw::ask)
        .get(
            "/saisons/{edition}/{site}/tirage/loterie/publier",
            lead,
            lottery::ask_commit,
        )
        .post(
            "/saisons/{edition}/{site}/tirage/loterie/publier",
            lead,
            lottery::commit,
        )
        .get(
            "/saisons/{edition}/{site}/tirage/salle",
            select,
            ceremony::page,
        )
        .post(
            "/saisons/{edition}/{site}/tirage/salle",
            lead,
            ceremony::enter,
        )
        .get(
            "/saisons/{edition}/{site}/tirage/salle/proposition",
            lead,
            ceremony::ask_take_back,
        )
        .post(
            "/saisons/{edition}/{site}/tirage/salle/proposition",
            lead,
            ceremony::take_back,
        )
        .get(
            "/saisons/{edition}/{site}/tirage/bulletins",
            select,
            slips::page,
        )
        .get("/tirages/{edition}/{site}", Access::Anyone, public::page)
        .get(
            "/tirages/{edition}/{site}/texte",
            Access::Anyone,
            public::text,
        )
}

fn cohort_routes(routes: Routes) -> Routes {
    use pages::{cohort, complete, letter};
    let lead = Access::SiteAs(LEADS);
    let routes = routes
        .get(
            "/saisons/{edition}/{site}/cohorte/completer",
            lead,
            complete::page,
        )
        .post(
            "/saisons/{edition}/{site}/cohorte/completer",
            lead,
            complete::ask,
        )
        .post(
            "/saisons/{edition}/{site}/cohorte/completer/arreter",
            lead,
            complete::stop,
        )
        .get(
            "/saisons/{edition}/{site}/cohorte/complements",
            Access::SiteAs(SELECTS),
            complete::records,
        );
    routes
        .tab(
            Tab::Site("cohort-tab-cohort"),
            "/saisons/{edition}/{site}/cohorte",
            Access::Site,
            cohort::page,
        )
        .get(
            "/saisons/{edition}/{site}/cohorte/{member}/depart",
            lead,
            cohort::leave_page,
        )
        .post(
            "/saisons/{edition}/{site}/cohorte/{member}/depart",
            lead,
            cohort::leave,
        )
        .get(
            "/saisons/{edition}/{site}/cohorte/{member}/lettre",
            Access::Site,
            letter::page,
        )
        .post(
            "/saisons/{edition}/{site}/cohorte/{member}/lettre",
            lead,
            letter::issue,
        )
        .post(
            "/saisons/{edition}/{site}/cohorte/{member}/lettre/signature",
            Access::Site,
            letter::sign,
        )
}
