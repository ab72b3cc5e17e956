//! The outbox against a mail server that answers as told: tried again later, sent once, nothing secret kept.

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};
use transfo::{params, platform::outbox};

use crate::support::{World, on_both_engines};

/// A mail server that answers each recipient with `answer`; its address.
async fn server(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (read, mut write) = stream.into_split();
            let mut lines = BufReader::new(read).lines();
            write.write_all(b"220 test\r\n").await.unwrap();
            let mut text = false;
            while let Ok(Some(line)) = lines.next_line().await {
                let reply = match line.get(..4).unwrap_or(&line) {
                    "." if text => {
                        text = false;
                        "250 taken"
                    }
                    _ if text => continue,
                    "DATA" => {
                        text = true;
                        "354 go on"
                    }
                    "RCPT" => answer,
                    "QUIT" => "221 bye",
                    _ => "250 fine",
                };
                let _ = write.write_all(format!("{reply}\r\n").as_bytes()).await;
            }
        }
    });
    format!("smtp://{address}")
}

async fn waiting(world: &World) {
    world
        .run(
            "insert into outbox (id, prepared_at, kind, to_address, to_name, lang, subject, body, released_at, audience)
             values ('mail', $1, 'sign-in', 'nora@example.org', 'Nora', 'fr', 'Lien', 'secret', $1, 0)",
            params![world.app.clock.now()],
        )
        .await;
}

#[tokio::test]
async fn a_mail_is_tried_again_later_and_sent_once() {
    on_both_engines(async |world| {
        waiting(&world).await;
        let busy = outbox::transport(&server("451 later").await).unwrap();
        for _ in 0..3 {
            assert_eq!(outbox::send_waiting(&world.app, &busy).await.unwrap(), 0);
        }
        let tried = "select attempts from outbox";
        assert_eq!(world.count(tried).await, 1, "not again before a minute");
        let good = outbox::transport(&server("250 fine").await).unwrap();
        assert_eq!(outbox::send_waiting(&world.app, &good).await.unwrap(), 0);
        world.now("2027-01-04T08:01:01Z");
        assert_eq!(outbox::send_waiting(&world.app, &good).await.unwrap(), 1);
        assert_eq!(outbox::send_waiting(&world.app, &good).await.unwrap(), 0);
        let clean = "select count(*) from outbox where body = '' and sent_at is not null";
        assert_eq!(world.count(clean).await, 1, "the secret left with the mail");
    })
    .await;
}

#[tokio::test]
async fn a_mail_refused_for_good_is_left_to_a_person() {
    on_both_engines(async |world| {
        waiting(&world).await;
        let refusing = outbox::transport(&server("550 nobody here").await).unwrap();
        outbox::send_waiting(&world.app, &refusing).await.unwrap();
        world.now("2027-02-04T08:00:00Z");
        let good = outbox::transport(&server("250 fine").await).unwrap();
        assert_eq!(outbox::send_waiting(&world.app, &good).await.unwrap(), 0);
        let rows = world.rows("select last_error from outbox", vec![]).await;
        assert!(rows[0].at::<String>(0).unwrap().contains("550"));
    })
    .await;
}

#[tokio::test]
async fn the_secrets_of_links_leave_with_the_mail() {
    on_both_engines(async |world| {
        let secret = world.app.dice.secret();
        let body = format!("Bonjour,\nhttps://lab.example.org/accord/{secret}\nMerci");
        world
            .run(
                "insert into outbox (id, prepared_at, kind, to_address, to_name, lang, subject, body, released_at, audience)
                 values ('mail', $1, 'endorsement', 'chef@example.org', 'Chef', 'fr', 'Accord', $2, $1, 0)",
                params![world.app.clock.now(), &body],
            )
            .await;
        let busy = outbox::transport(&server("451 later").await).unwrap();
        outbox::send_waiting(&world.app, &busy).await.unwrap();
        let kept = async || world.rows("select body from outbox", vec![]).await[0].at::<String>(0).unwrap();
        assert_eq!(kept().await, body, "what is to be sent is whole");
        world.now("2027-01-04T08:02:00Z");
        let good = outbox::transport(&server("250 fine").await).unwrap();
        assert_eq!(outbox::send_waiting(&world.app, &good).await.unwrap(), 1);
        assert_eq!(kept().await, body.replace(&secret, "…"));
    })
    .await;
}
