//! A site with a call, quotas and volunteers, for tests of the selection.

use transfo::{
    cohort::{
        Here,
        application::Strata,
        call::Call,
        draw_input::QuotaRow,
        import::{self, Imported},
    },
    platform::{
        gate::{Role, Viewer},
        visit::Place,
    },
};

use super::{Persona, World};

/// Where a selection takes place, and who leads it.
pub struct Selection {
    pub edition: Place,
    pub site: Place,
    pub pilot: Persona,
    pub coordinator: Persona,
    pub at: String,
}

pub fn place(id: &str, slug: &str, name: &str) -> Place {
    Place {
        id: id.to_owned(),
        slug: slug.to_owned(),
        name: name.to_owned(),
    }
}

pub fn quota(feature: season::Feature, value: &str, low: u32, high: u32) -> QuotaRow {
    QuotaRow {
        own: true,
        feature,
        value: value.to_owned(),
        low,
        high,
        low_flex: None,
        high_flex: None,
    }
}

/// A volunteer: even numbers are women of the north, odd ones men of the south; every third is of category A.
pub fn volunteer(n: u32) -> Imported {
    Imported {
        reference: format!("MUL-{n:03}"),
        name: Some(format!("Volontaire {n}")),
        email: Some(format!("volontaire.{n}@example.org")),
        strata: Strata {
            directorate: if n.is_multiple_of(2) { "Nord" } else { "Sud" }.into(),
            policy_field: "Jeunesse".into(),
            category: if n.is_multiple_of(3) { "A" } else { "B" }.into(),
            location: "Mairie".into(),
            gender: if n.is_multiple_of(2) {
                "femme"
            } else {
                "homme"
            }
            .into(),
            ..Strata::default()
        },
        manager_name: "Chef".into(),
        manager_email: Some("chef@example.org".into()),
        consented_on: Some("2027-01-04".parse().unwrap()),
        endorsed: Some(true),
    }
}

impl World {
    /// An edition and a site with 20 seats, its pilot and a coordinator; the call is open all January 2027.
    pub async fn selection(&self) -> Selection {
        let edition = self.edition("un").await;
        let site = self.site(&edition, "mulhouse", "216802249").await;
        let pilot = self
            .person("Paul Pilote", &[(Role::Pilot, Some(&edition), Some(&site))])
            .await;
        let coordinator = self
            .person("Claire Coord", &[(Role::Coordinator, Some(&edition), None)])
            .await;
        let selection = Selection {
            edition: place(&edition, "un", "Édition un"),
            site: place(&site, "mulhouse", "Ville de mulhouse"),
            pilot,
            coordinator,
            at: "/saisons/un/mulhouse".into(),
        };
        let viewer = Viewer::default();
        let call = Call {
            opens_on: "2027-01-04".parse().unwrap(),
            closes_on: "2027-01-31".parse().unwrap(),
            intro: "Bienvenue".into(),
            contact: "03 89 00 00 00".into(),
        };
        let here = self.here(&selection, &viewer);
        let mut tx = self.app.db.write().await.unwrap();
        import::open_call(&mut tx, &here, &call)
            .await
            .unwrap()
            .unwrap();
        let quotas = [
            quota(season::Feature::Directorate, "Nord", 9, 11),
            quota(season::Feature::Directorate, "Sud", 9, 11),
            quota(season::Feature::Category, "A", 5, 9),
            quota(season::Feature::Category, "B", 11, 15),
        ];
        import::set_quotas(&mut tx, &here, &quotas).await.unwrap();
        tx.commit().await.unwrap();
        selection
    }

    /// The same, with `n` volunteers who may be drawn.
    pub async fn selection_of(&self, n: u32) -> Selection {
        let selection = self.selection().await;
        let viewer = Viewer::default();
        let here = self.here(&selection, &viewer);
        let mut tx = self.app.db.write().await.unwrap();
        for n in 1..=n {
            import::application(&mut tx, &here, &volunteer(n))
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        selection
    }

    pub fn here<'a>(&'a self, selection: &'a Selection, viewer: &'a Viewer) -> Here<'a> {
        let now = self.app.clock.now();
        Here {
            app: &self.app,
            viewer,
            now,
            today: transfo::platform::clock::day_in_paris(now),
            edition: &selection.edition,
            site: &selection.site,
        }
    }
}
