//! Mails and journal: read before sent, sent as many as confirmed, and nothing for who may not.

use axum::http::StatusCode;

use crate::support::on_both_engines;

const MAILS: &str = "/saisons/un/mulhouse/courriers";
const SEND: &str = "/saisons/un/mulhouse/courriers/envoyer";

fn hidden(body: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let at = body.find(&mark).unwrap() + mark.len();
    body[at..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn mails_are_read_then_sent_together() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        assert!(
            world
                .get(&season.pilot, MAILS)
                .await
                .body
                .contains("Aucun courriel")
        );
        for n in 0..3 {
            world.prepared_mail(&season.edition, &season.site, n).await;
        }
        world.prepared_mail(&season.edition, &season.other, 9).await;
        let list = world.get(&season.pilot, MAILS).await;
        assert!(list.body.contains("Envoyer 3 courriels") && !list.body.contains("Objet 9"));
        assert!(!list.body.contains("Corps secret"));
        let one = world
            .get(&season.pilot, &format!("{MAILS}/mail-{}-1", season.site))
            .await;
        assert!(one.body.contains("Corps secret") && one.body.contains("Objet 1"));
        let confirm = world.get(&season.pilot, SEND).await.body;
        assert!(
            confirm.contains("3 personnes recevront un message"),
            "{confirm}"
        );
        let (seen, count) = (hidden(&confirm, "seen"), hidden(&confirm, "count"));
        let form = [("seen", seen.as_str()), ("count", count.as_str())];
        // One more is prepared meanwhile, at the same instant: nothing leaves until it was read.
        world.prepared_mail(&season.edition, &season.site, 3).await;
        let refused = world.post(&season.pilot, SEND, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("4 personnes"));
        let released = "select count(*) from outbox where released_at is not null";
        assert_eq!(world.count(released).await, 0);
        let drop = format!("{MAILS}/mail-{}-3/abandonner", season.site);
        assert_eq!(
            world.post(&season.pilot, &drop, &[]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            world.post(&season.pilot, &drop, &[]).await.status,
            StatusCode::NOT_FOUND
        );
        let sent = world.post(&season.pilot, SEND, &form).await;
        assert_eq!(
            sent.location(),
            "/saisons/un/mulhouse/courriers?dit=mails-released"
        );
        assert_eq!(world.count(released).await, 3);
        let again = world.post(&season.pilot, SEND, &form).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let after = world.get(&season.pilot, MAILS).await.body;
        assert!(after.contains("En attente d’envoi") && after.contains("Abandonné"));
        let journal = world
            .get(&season.pilot, "/saisons/un/mulhouse/journal")
            .await
            .body;
        assert!(
            journal.contains("Courriels envoyés") && journal.contains("(Pilote)"),
            "{journal}"
        );
    })
    .await;
}

#[tokio::test]
async fn mails_and_their_lines_are_for_those_who_lead() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        let id = world.prepared_mail(&season.edition, &season.site, 0).await;
        let address = format!("{MAILS}/{id}");
        for who in [
            &season.ambassador,
            &season.manager,
            &season.direction,
            &season.resident,
        ] {
            assert_eq!(
                world.get(who, MAILS).await.status,
                StatusCode::FORBIDDEN,
                "{}",
                who.name
            );
            assert_eq!(world.get(who, &address).await.status, StatusCode::FORBIDDEN);
        }
        let elsewhere = format!("/saisons/un/metz/courriers/{id}");
        assert_eq!(
            world.get(&season.stranger, &elsewhere).await.status,
            StatusCode::NOT_FOUND
        );
        let drop = format!("{elsewhere}/abandonner");
        assert_eq!(
            world.post(&season.stranger, &drop, &[]).await.status,
            StatusCode::NOT_FOUND
        );
        // What only its author may see is not found by another who leads.
        world
            .run(
                "update outbox set audience = 0, author_id = 'somebody'",
                vec![],
            )
            .await;
        assert_eq!(
            world.get(&season.pilot, &address).await.status,
            StatusCode::NOT_FOUND
        );
        let drop = format!("{address}/abandonner");
        assert_eq!(
            world.post(&season.pilot, &drop, &[]).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn the_instance_counts_mails_and_reads_none() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        for n in 0..3 {
            world.prepared_mail(&season.edition, &season.site, n).await;
        }
        let page = world.get(&season.administrator, "/courriers").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            !page.body.contains("Prêt, à relire"),
            "a draft is known to its circles alone"
        );
        assert!(
            !page.body.contains("Objet")
                && !page.body.contains("Quelqu")
                && !page.body.contains("example.org")
        );
        assert_eq!(
            world.get(&season.coordinator, "/courriers").await.status,
            StatusCode::FORBIDDEN
        );
    })
    .await;
}

#[tokio::test]
async fn the_journal_turns_its_pages_and_keeps_lines_for_their_circles() {
    on_both_engines(async |world| {
        let season = world.small_season().await;
        let journal = "/saisons/un/mulhouse/journal";
        assert!(
            world
                .get(&season.manager, journal)
                .await
                .body
                .contains("Rien n’est encore noté")
        );
        let typed = [
            ("rule", "team.size"),
            ("reason", "recrutement"),
            ("until", "2027-06-30"),
        ];
        let waivers = "/saisons/un/mulhouse/derogations";
        for _ in 0..60 {
            world.post(&season.pilot, waivers, &typed).await;
        }
        let first = world.get(&season.manager, journal).await;
        assert!(
            first
                .body
                .contains("Dérogation accordée\u{a0}: L’équipe compte 3"),
            "{}",
            first.body
        );
        assert_eq!(first.body.matches("<time").count(), 50);
        let second = world
            .get(&season.manager, &format!("{journal}?page=2"))
            .await;
        assert_eq!(second.body.matches("<time").count(), 10);
        assert_eq!(first.statements(), second.statements());
        world.run("update journal set audience = 1", vec![]).await;
        assert!(
            world
                .get(&season.manager, journal)
                .await
                .body
                .contains("Rien n’est encore noté")
        );
        assert!(
            world
                .get(&season.resident, journal)
                .await
                .body
                .contains("Dérogation accordée")
        );
    })
    .await;
}
