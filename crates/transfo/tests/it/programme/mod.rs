//! The programme: editions, the pipeline, the record of a site, the team.

use axum::http::StatusCode;
use transfo::platform::gate::Role;

use crate::support::{Persona, World, on_both_engines};

async fn coordinator(world: &World) -> Persona {
    let edition = world.edition("un").await;
    world
        .person("Nora", &[(Role::Coordinator, Some(&edition), None)])
        .await
}

#[tokio::test]
async fn a_prospect_becomes_a_running_site_without_typing_anything_again() {
    on_both_engines(async |world| {
        let nora = coordinator(&world).await;
        let found = world
            .get(&nora, "/saisons/un/collectivites/nouvelle?q=mulhouse")
            .await;
        assert!(
            found.body.contains("216802249"),
            "the directory knows Mulhouse"
        );
        let form = [
            ("siren", "216802249"),
            ("name", "Mulhouse"),
            ("kind", "commune"),
        ];
        let added = world.post(&nora, "/saisons/un/collectivites", &form).await;
        assert_eq!(
            added.location(),
            "/saisons/un/mulhouse/fiche?dit=site-added"
        );
        let twice = world.post(&nora, "/saisons/un/collectivites", &form).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);

        let step = [("stage", "running"), ("since", "2027-01-04")];
        let early = world.post(&nora, "/saisons/un/mulhouse/etape", &step).await;
        assert!(early.body.contains("date de signature de la convention"));
        let record = [
            ("name", "Mulhouse"),
            ("theme", "La jeunesse"),
            ("convention_signed_on", "04/01/2027"),
            ("starts_on", "2027-02-01"),
            ("ends_on", "2028-05-31"),
            ("seats", "20"),
            ("substitutes", "6"),
            ("school_zone", "B"),
            ("holidays", "alsace-moselle"),
        ];
        let edited = world
            .post(&nora, "/saisons/un/mulhouse/fiche", &record)
            .await;
        assert_eq!(edited.status, StatusCode::SEE_OTHER, "{}", edited.body);
        let moved = world.post(&nora, "/saisons/un/mulhouse/etape", &step).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER);
        let edition = world.get(&nora, "/saisons/un").await;
        assert!(edition.body.contains("La jeunesse") && edition.body.contains("Mulhouse"));
        assert_eq!(world.count("select count(*) from site_stage").await, 2);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_is_lost() {
    on_both_engines(async |world| {
        let nora = coordinator(&world).await;
        let form = [("siren", "216802248"), ("name", "Mulhouse")];
        let refused = world.post(&nora, "/saisons/un/collectivites", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("f-siren-error") && refused.body.contains("216802248"));
        let form = [
            ("name", "Saison X"),
            ("starts_on", "32/13/2027"),
            ("ends_on", "2028-01-01"),
        ];
        let refused = world.post(&nora, "/saisons", &form).await;
        assert!(refused.body.contains("f-starts_on-error") && refused.body.contains("32/13/2027"));
    })
    .await;
}

#[tokio::test]
async fn an_edition_is_opened_by_who_coordinates_it_then() {
    on_both_engines(async |world| {
        let boss = world
            .person("Chef", &[(Role::Administrator, None, None)])
            .await;
        let form = [
            ("name", "Saison 3"),
            ("starts_on", "2027-01-04"),
            ("ends_on", "2028-12-31"),
        ];
        let opened = world.post(&boss, "/saisons", &form).await;
        assert_eq!(opened.location(), "/saisons/saison-3?dit=edition-opened");
        let page = world.get(&boss, opened.location()).await;
        assert!(page.body.contains("Ajoutez les collectivités"));
        let taken = world.post(&boss, "/saisons", &form).await;
        assert!(taken.body.contains("déjà ce nom"));
    })
    .await;
}

#[tokio::test]
async fn the_pilot_invites_to_the_site_and_not_to_the_edition() {
    on_both_engines(async |world| {
        let edition = world.edition("un").await;
        let site = world.site(&edition, "mulhouse", "216802249").await;
        let pilot = world
            .person("Nora", &[(Role::Pilot, Some(&edition), Some(&site))])
            .await;
        let form = [
            ("name", "Paul"),
            ("role", "resident"),
            ("discipline", "sociologie"),
            ("since", "2027-01-04"),
        ];
        let invited = world
            .post(&pilot, "/saisons/un/mulhouse/equipe", &form)
            .await;
        assert!(invited.body.contains("/invitation/") && invited.body.contains("sociologie"));
        let refused = world.post(&pilot, "/saisons/un/equipe", &form).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let form = [
            ("name", "Paul"),
            ("role", "coordinator"),
            ("since", "2027-01-04"),
        ];
        let not_here = world
            .post(&pilot, "/saisons/un/mulhouse/equipe", &form)
            .await;
        assert_eq!(not_here.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(not_here.body.contains("Choisissez un rôle"));
        let drawn = [
            ("name", "Paul"),
            ("role", "ambassador"),
            ("since", "2027-01-04"),
        ];
        let drawn = world
            .post(&pilot, "/saisons/un/mulhouse/equipe", &drawn)
            .await;
        assert_eq!(
            drawn.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "ambassadors are drawn"
        );
    })
    .await;
}

#[tokio::test]
async fn a_pilot_ends_no_role_of_another_site() {
    on_both_engines(async |world| {
        let edition = world.edition("un").await;
        let site = world.site(&edition, "mulhouse", "216802249").await;
        let other = world.site(&edition, "metz", "215704636").await;
        let pilot = world
            .person("Nora", &[(Role::Pilot, Some(&edition), Some(&site))])
            .await;
        let there = world
            .person("Paul", &[(Role::Resident, Some(&edition), Some(&other))])
            .await;
        let path = format!("/saisons/un/mulhouse/equipe/role-{}-0/fin", there.id);
        assert_eq!(
            world.post(&pilot, &path, &[]).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            world
                .count("select count(*) from role where until_on is not null")
                .await,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn a_page_of_a_site_takes_no_number_for_another_and_no_convention_away() {
    on_both_engines(async |world| {
        let edition = world.edition("un").await;
        let site = world.site(&edition, "mulhouse", "216802249").await;
        let pilot = world
            .person("Nora", &[(Role::Pilot, Some(&edition), Some(&site))])
            .await;
        let good = [
            ("name", "Mulhouse"),
            ("seats", "20"),
            ("substitutes", "6"),
            ("school_zone", "B"),
            ("holidays", "métropole"),
            ("convention_signed_on", "2027-01-04"),
        ];
        for (field, value, sentence) in [
            ("substitutes", "six", "entre 0 et 200"),
            ("school_zone", "Z", "de la liste"),
            ("holidays", "mars", "de la liste"),
            ("convention_signed_on", "", "convention"),
        ] {
            let form = good.map(|(n, v)| if n == field { (n, value) } else { (n, v) });
            let path = "/saisons/un/mulhouse/fiche";
            let refused = world.post(&pilot, path, &form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(
                refused.body.contains(&format!("href=\"#f-{field}\"")),
                "{field}"
            );
            assert!(refused.body.contains(sentence), "{field}");
        }
        let path = "/saisons/un/mulhouse/fiche";
        let done = world.post(&pilot, path, &good).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let room = [("room", "Halle"), ("capacity", "beaucoup")];
        let path = "/saisons/un/mulhouse/salles";
        let refused = world.post(&pilot, path, &room).await;
        assert!(refused.body.contains("nombre de places"));
    })
    .await;
}

/// What stands in addresses beside an edition or a site is what no edition or site may be called, and nothing more.
#[tokio::test]
async fn no_authority_is_called_like_one_of_our_pages() {
    use transfo::programme::stage::{FIXED_EDITIONS, FIXED_SITES};
    on_both_engines(async |world| {
        let beside = |before: &str| -> std::collections::BTreeSet<String> {
            let routes = world.app.routes.get().unwrap();
            let parts = routes.iter().filter_map(|r| r.path.strip_prefix(before));
            let first = parts.filter_map(|rest| rest.split('/').next());
            first
                .filter(|s| !s.is_empty() && !s.starts_with('{'))
                .map(str::to_owned)
                .collect()
        };
        let fixed = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        assert_eq!(beside("/saisons/{edition}/"), fixed(&FIXED_SITES));
        assert_eq!(beside("/saisons/"), fixed(&FIXED_EDITIONS));
        let nora = coordinator(&world).await;
        for name in FIXED_SITES {
            let form = [("siren", "216802249"), ("name", name), ("kind", "commune")];
            let refused = world.post(&nora, "/saisons/un/collectivites", &form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        }
        assert_eq!(world.count("select count(*) from site").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_prospect_is_known_to_those_who_talk_with_it() {
    on_both_engines(async |world| {
        let nora = coordinator(&world).await;
        let (edition, running) = (
            "edition-un",
            world.site("edition-un", "metz", "215704636").await,
        );
        let form = [
            ("siren", "216802249"),
            ("name", "Ville secrète"),
            ("kind", "commune"),
        ];
        world.post(&nora, "/saisons/un/collectivites", &form).await;
        let prospect: String = world
            .rows("select id from site where siren = '216802249'", vec![])
            .await[0]
            .at(0)
            .unwrap();
        let its_pilot = world
            .person("Paule", &[(Role::Pilot, Some(edition), Some(&prospect))])
            .await;
        for who in [&nora, &its_pilot] {
            assert!(
                world
                    .get(who, "/saisons/un")
                    .await
                    .body
                    .contains("Ville secrète"),
                "{}",
                who.name
            );
        }
        for (name, role, site) in [
            ("Pilote", Role::Pilot, Some(running.as_str())),
            ("Agent", Role::Ambassador, Some(running.as_str())),
            ("Mécène", Role::Partner, None),
        ] {
            let who = world.person(name, &[(role, Some(edition), site)]).await;
            for path in [
                "/saisons/un",
                "/",
                "/saisons/un/calendrier",
                "/plan-du-site",
            ] {
                let page = world.get(&who, path).await;
                assert!(!page.body.contains("Ville secrète"), "{name} on {path}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn towns_are_typed_and_one_that_nobody_knows_is_named() {
    on_both_engines(async |world| {
        let edition = world.edition("un").await;
        let site = world.site(&edition, "mulhouse", "216802249").await;
        let (e, s) = (Some(edition.as_str()), Some(site.as_str()));
        let pilot = world.person("Paul", &[(Role::Pilot, e, s)]).await;
        let resident = world.person("Rosa", &[(Role::Resident, e, s)]).await;
        let other = world.person("Rania", &[(Role::Resident, e, s)]).await;
        let path = "/saisons/un/mulhouse/fiche";
        let page = world.get(&pilot, path).await;
        assert!(
            page.body
                .contains("D’après son nom et son numéro : Mulhouse"),
            "{}",
            page.body
        );
        assert!(page.body.contains("<option value=\"Lyon\">"));
        let record = async |town: &str| {
            let form = [
                ("name", "Ville de mulhouse"),
                ("town", town),
                ("seats", "20"),
                ("substitutes", "5"),
                ("school_zone", "B"),
                ("holidays", "metropole"),
                ("convention_signed_on", "2027-01-04"),
                ("starts_on", "2027-02-01"),
                ("ends_on", "2028-05-31"),
            ];
            let said = world.post(&pilot, path, &form).await;
            assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
            world.get(&pilot, path).await.body
        };
        let unknown = record("Port-Imaginaire").await;
        assert!(
            unknown.contains("La ville « Port-Imaginaire » n’est pas sur la carte"),
            "{unknown}"
        );
        let known = record("Saint-Denis (La Réunion)").await;
        assert!(
            !known.contains("pas sur la carte") && !known.contains("D’après son nom"),
            "{known}"
        );
        // A resident says their own town, the pilot anybody's.
        let team = "/saisons/un/mulhouse/equipe";
        let home = format!("{team}/role-{}-0/ville", resident.id);
        assert!(
            world
                .get(&resident, team)
                .await
                .body
                .contains("Ville non indiquée")
        );
        let refused = world.post(&other, &home, &[("home", "Metz")]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        for (who, town) in [(&resident, "Lyon"), (&pilot, "Port-Imaginaire")] {
            let said = world.post(who, &home, &[("home", town)]).await;
            assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
            let sql = "select home from person where name = 'Rosa'";
            let stored: String = world.rows(sql, vec![]).await[0].at(0).unwrap();
            assert_eq!(stored, town);
        }
        let page = world.get(&pilot, team).await;
        assert!(
            page.body.contains("Cette ville n’est pas sur la carte"),
            "{}",
            page.body
        );
        assert!(page.statements() <= 12);
        let said = "select count(*) from journal where act = 'act-home-said'";
        assert_eq!(world.count(said).await, 2);
        let nobody = format!("{team}/role-nobody/ville");
        let absent = world.post(&pilot, &nobody, &[("home", "Lyon")]).await;
        assert_eq!(absent.status, StatusCode::NOT_FOUND);
    })
    .await;
}
