//! What is exported is what was imported.

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use season::{Season, Siren};

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
        let mut volunteers = 0;
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
            let replaced = number > 0;
            bring(&world, &season, replaced).await.unwrap();
            let back = take(&world, season.edition.slug.as_str()).await;
            assert_eq!(back, season, "season {number}");
        }
        assert!(volunteers > 500, "{volunteers} volunteers in all");
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
