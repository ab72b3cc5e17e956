//! What is exported is what was imported.

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use season::{Season, Siren};
use transfo::exchange::import::Refusal;

use super::{bring, shipped, take};
use crate::support::on_both_engines;

#[path = "../../../../season/tests/common/generated.rs"]
mod generated;

#[tokio::test]
async fn the_shipped_season_comes_back_as_it_was() {
    on_both_engines(async |world| {
        let season = shipped();
        let done = bring(&world, &season, false).await.unwrap();
        assert_eq!(
            (done.authorities, done.volunteers),
            (7, season.volunteers.len())
        );
        let back = take(&world, "saison-2").await;
        assert_eq!(back.write(), season.write());
        // And once more: an export is imported as easily as what was typed.
        bring(&world, &back, true).await.unwrap();
        assert_eq!(take(&world, "saison-2").await, back);
    })
    .await;
}

/// Valid and as odd as possible; but an authority is once in an edition, which the format alone does not ask.
fn odd(season: &mut Season) {
    if let Some(fourth) = season.authorities.get_mut(3) {
        fourth.siren = Siren::parse("245900428").unwrap();
    }
}

#[tokio::test]
async fn two_hundred_generated_seasons_come_back_as_they_were() {
    on_both_engines(async |world| {
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let (mut volunteers, mut meetings) = (0, 0);
        for number in 0..200 {
            let mut season = generated::season().new_tree(&mut runner).unwrap().current();
            odd(&mut season);
            let season = season.canonical();
            assert_eq!(
                season.check(),
                Vec::new(),
                "the generator makes valid seasons"
            );
            volunteers += season.volunteers.len();
            meetings += season.meetings.len();
            let replaced = number > 0;
            bring(&world, &season, replaced).await.unwrap();
            let back = take(&world, season.edition.slug.as_str()).await;
            assert_eq!(back, season, "season {number}");
        }
        assert!(volunteers > 500, "{volunteers} volunteers in all");
        assert!(meetings > 50, "{meetings} meetings in all");
        assert_eq!(world.count("select count(*) from edition").await, 1);
    })
    .await;
}

#[tokio::test]
async fn two_people_of_a_season_may_share_an_address_and_come_back_apart() {
    on_both_engines(async |world| {
        let mut season = shipped();
        let address = season::Email::parse("Partage@Example.org").unwrap();
        for member in season
            .team
            .iter_mut()
            .filter(|m| m.reference.as_str().starts_with("LIL-R"))
        {
            member.email = Some(address.clone());
        }
        let season = season.canonical();
        bring(&world, &season, false).await.unwrap();
        assert_eq!(
            world
                .count("select count(*) from person where email = 'partage@example.org'")
                .await,
            1
        );
        assert_eq!(take(&world, "saison-2").await, season);
    })
    .await;
}

#[tokio::test]
async fn the_meetings_of_a_season_come_back_and_those_that_moved_are_never_replaced() {
    on_both_engines(async |world| {
        let mut files = shipped().write();
        let table = "nom;jours;du;au;accueil;collectivites;lieu;delegation;date;date_fixee;residents\n\
            Inter-Transfo 5;2;2018-12-03;2018-12-14;lille;metz, strasbourg;Salle des fêtes;8;2018-12-06;oui;LIL-R1, LIL-R2\n\
            Inter-Transfo 6;1;2019-06-03;2019-06-14;metz;lille;;;;;\n";
        files.insert("meetings.csv".to_owned(), table.as_bytes().to_vec());
        let season = Season::read(&files).unwrap();
        bring(&world, &season, false).await.unwrap();
        let back = take(&world, "saison-2").await;
        assert_eq!(back.write(), season.write());
        assert_eq!(back.meetings.len(), 2);
        assert_eq!(back.meetings[0].residents.as_ref().map(Vec::len), Some(2));
        bring(&world, &back, true).await.unwrap();
        assert_eq!(take(&world, "saison-2").await, back);
        for table in ["meeting", "meeting_site", "meeting_resident"] {
            let rows = world.count(&format!("select count(*) from {table}")).await;
            assert_eq!(rows, if table == "meeting_site" { 5 } else { 2 }, "{table}");
        }
        // One that was called off leaves the folder; a calendar that knew it keeps the season from being replaced.
        world
            .run(
                "update meeting set cancelled_at = 1, revision = 1 where name = 'Inter-Transfo 6'",
                vec![],
            )
            .await;
        assert_eq!(take(&world, "saison-2").await.meetings.len(), 1);
        let again = bring(&world, &back, true).await;
        assert!(matches!(again, Err(Refusal::HasHistory(_))), "{again:?}");
    })
    .await;
}
