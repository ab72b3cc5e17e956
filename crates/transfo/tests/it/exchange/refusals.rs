//! What is not imported, and that nothing of it stays.

use transfo::exchange::import::Refusal;

use super::{bring, shipped, take};
use crate::support::{World, on_both_engines};

const TABLES: [&str; 14] = [
    "edition",
    "protocol_override",
    "site",
    "site_stage",
    "room",
    "person",
    "role",
    "call",
    "quota",
    "application",
    "closure",
    "unavailable",
    "season_person",
    "journal",
];

async fn rows(world: &World) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in TABLES {
        counts.push(world.count(&format!("select count(*) from {table}")).await);
    }
    counts
}

#[tokio::test]
async fn a_season_that_is_there_is_kept() {
    on_both_engines(async |world| {
        let season = shipped();
        bring(&world, &season, false).await.unwrap();
        let before = rows(&world).await;
        let again = bring(&world, &season, false).await;
        assert_eq!(again, Err(Refusal::Exists("La Transfo, saison 2".into())));
        assert_eq!(rows(&world).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_season_with_a_frozen_pool_is_never_replaced() {
    on_both_engines(async |world| {
        let season = shipped();
        bring(&world, &season, false).await.unwrap();
        world
            .run(
                "insert into pool (site_id, frozen_at, text, hash) select id, 0, 'text', 'hash' from site where slug = 'metz'",
                vec![],
            )
            .await;
        let before = rows(&world).await;
        let again = bring(&world, &season, true).await;
        assert_eq!(again, Err(Refusal::HasHistory("La Transfo, saison 2".into())));
        assert_eq!(rows(&world).await, before);
    })
    .await;
}

#[tokio::test]
async fn one_siren_for_two_authorities_is_refused_by_name() {
    on_both_engines(async |world| {
        let mut season = shipped();
        let siren = season.authorities[0].siren.clone();
        season.authorities[1].siren = siren.clone();
        let refused = bring(&world, &season, false).await;
        let expected = vec![(
            "dunkerque".to_owned(),
            "lille".to_owned(),
            siren.as_str().to_owned(),
        )];
        assert_eq!(refused, Err(Refusal::OneSiren(expected)));
        assert_eq!(world.count("select count(*) from edition").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_reference_of_another_season_gives_nobody_s_account_away() {
    on_both_engines(async |world| {
        let mut season = shipped();
        for member in &mut season.team {
            member.email = None;
        }
        bring(&world, &season, false).await.unwrap();
        let mut other = season.clone();
        other.edition.slug = season::Slug::parse("saison-3").unwrap();
        bring(&world, &other, false).await.unwrap();
        let shared = "select count(*) from (select person_id from role where edition_id is not null
             group by person_id having count(distinct edition_id) > 1) t";
        assert_eq!(
            world.count(shared).await,
            0,
            "without an address nobody is the same person"
        );
        assert_eq!(take(&world, "saison-3").await, other.canonical());
    })
    .await;
}

#[tokio::test]
async fn an_address_makes_one_account_across_seasons() {
    on_both_engines(async |world| {
        let season = shipped();
        bring(&world, &season, false).await.unwrap();
        let people = world.count("select count(*) from person").await;
        let mut other = season.clone();
        other.edition.slug = season::Slug::parse("saison-3").unwrap();
        bring(&world, &other, false).await.unwrap();
        assert_eq!(world.count("select count(*) from person").await, people);
        assert_eq!(take(&world, "saison-3").await, other.canonical());
    })
    .await;
}

#[tokio::test]
async fn a_candidacy_is_hidden_from_the_hierarchy_until_the_hierarchy_has_answered() {
    on_both_engines(async |world| {
        bring(&world, &shipped(), false).await.unwrap();
        let selection = transfo::platform::gate::Circles::SELECTION.bits();
        let count = async |sql: &str| {
            world
                .count(&sql.replace("SELECTION", &selection.to_string()))
                .await
        };
        let waiting = count("select count(*) from application where endorsement = 'waiting'").await;
        let hidden = count(
            "select count(*) from application where audience = SELECTION and released_at is null",
        )
        .await;
        assert!(waiting > 0 && hidden == waiting, "{hidden} of {waiting}");
        assert_eq!(
            count("select count(*) from unavailable where audience <> SELECTION").await,
            0
        );
    })
    .await;
}
