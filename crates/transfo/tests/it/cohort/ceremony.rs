//! From the lottery of a frozen pool to the number drawn in public: each step, each refusal, who sees what.

use axum::http::StatusCode;
use transfo::{
    cohort::{draw, import, lottery},
    params,
    platform::{
        gate::{Role, Viewer},
        jobs,
    },
};

use super::drawing::{calculate, commit, drawn, enter, freeze};
use crate::support::{Persona, World, cohort::Selection, nobody, on_both_engines};

const PUBLIC: &str = "/tirages/un/mulhouse";

/// The personal link of the volunteer with this reference.
async fn link(world: &World, reference: &str) -> String {
    let secret = format!("secret-{reference}");
    world
        .run(
            "insert into application_link (token_hash, application_id, side, made_at)
             select $1, id, 'own', 0 from application where reference = $2",
            params![transfo::platform::dice::fingerprint(&secret), reference],
        )
        .await;
    format!("/candidature/{secret}")
}

async fn published(world: &World, officers: &str) -> Selection {
    let s = world.selection_of(45).await;
    freeze(world, &s).await;
    calculate(world, &s).await;
    commit(world, &s, officers).await;
    s
}

async fn lines(world: &World, act: &str) -> i64 {
    let sql = format!("select count(*) from journal where act = '{act}'");
    world.count(&sql).await
}

#[tokio::test]
async fn the_lottery_says_that_nobody_can_do_better_and_who_is_shut_out() {
    on_both_engines(async |world| {
        let s = world.selection_of(45).await;
        let quota = "update quota set high = 0, low = 0 where value = 'A'";
        world.run(quota, vec![]).await;
        world
            .run("update quota set high = 20 where value = 'B'", vec![])
            .await;
        freeze(&world, &s).await;
        calculate(&world, &s).await;
        let page = world
            .get(&s.pilot, &format!("{}/tirage/loterie", s.at))
            .await;
        assert!(page.body.contains("MUL-003, MUL-006"), "{}", page.body);
        let excluded = "aucune place pour « Catégorie : A »";
        assert!(page.body.contains(excluded), "{}", page.body);
        assert!(page.body.contains("0 groupes sur 1000"), "{}", page.body);
        let english = world
            .get_in_english(&s.pilot, &format!("{}/tirage/loterie", s.at))
            .await;
        assert!(english.body.contains("no seat for"), "{}", english.body);
    })
    .await;
}

#[tokio::test]
async fn a_tight_division_is_the_whole_proof() {
    on_both_engines(async |world| {
        let s = world.selection_of(45).await;
        // Fifteen of category A for six seats at most, thirty others for fourteen at least.
        world
            .run("update quota set high = 5 where value = 'A'", vec![])
            .await;
        freeze(&world, &s).await;
        calculate(&world, &s).await;
        let page = world
            .get(&s.pilot, &format!("{}/tirage/loterie", s.at))
            .await;
        let division = "5 places au plus pour « Catégorie : A », 15 volontaires : personne ne peut leur promettre plus de 33,33 %";
        assert!(page.body.contains(division), "{}", page.body);
        let early = "update lottery set exact = 0, minimum = 200000000000";
        world.run(early, vec![]).await;
        let page = world
            .get(&s.pilot, &format!("{}/tirage/loterie", s.at))
            .await;
        for said in ["arrêté avant la fin", "est de 20,00 %", "plus de 33,33 %"] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
    })
    .await;
}

#[tokio::test]
async fn a_calculation_is_cancelled_and_asked_again() {
    on_both_engines(async |world| {
        let s = world.selection_of(45).await;
        let at = format!("{}/tirage", s.at);
        let early = world.post(&s.pilot, &format!("{at}/loterie"), &[]).await;
        assert!(early.body.contains("n’est pas gelé"), "{}", early.body);
        freeze(&world, &s).await;
        let odd = world
            .post(&s.pilot, &format!("{at}/loterie"), &[("minutes", "7")])
            .await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
        world
            .post(&s.pilot, &format!("{at}/loterie"), &[("minutes", "5")])
            .await;
        let running = world.get(&s.pilot, &at).await;
        assert!(running.body.contains("data-every"), "{}", running.body);
        let thaw = world.post(&s.pilot, &format!("{at}/degeler"), &[]).await;
        assert!(thaw.location().ends_with("pool-drawn"), "not while it runs");
        world.post(&s.pilot, &format!("{at}/arreter"), &[]).await;
        let stopped = world.get(&s.pilot, &at).await;
        assert!(stopped.body.contains("L’arrêt est demandé"));
        world
            .run("update job set finished_at = 1, error = 'x'", vec![])
            .await;
        calculate(&world, &s).await;
        let again = world.get(&s.pilot, &at).await;
        assert!(again.body.contains("La loterie est calculée"));
        // As long as nobody has published it, it may be calculated again: it follows from the pool alone.
        let hash: String = world.rows("select hash from lottery", vec![]).await[0]
            .at(0)
            .unwrap();
        calculate(&world, &s).await;
        let rows = world.rows("select hash from lottery", vec![]).await;
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].at::<String>(0).unwrap(), hash);
        assert_eq!(world.count("select count(*) from chance").await, 45);
    })
    .await;
}

#[tokio::test]
async fn publishing_names_the_source_and_happens_once() {
    on_both_engines(async |world| {
        let s = world.selection_of(45).await;
        freeze(&world, &s).await;
        let at = format!("{}/tirage/loterie/publier", s.at);
        let nothing = world.get(&s.pilot, &at).await;
        assert!(nothing.location().ends_with("lottery-already"));
        calculate(&world, &s).await;
        let hash: String = world.rows("select hash from lottery", vec![]).await[0]
            .at(0)
            .unwrap();
        let post = async |hash: &str, source: &str, officers: &str| {
            let form = [("hash", hash), ("source", source), ("officers", officers)];
            world.post(&s.pilot, &at, &form).await
        };
        let blank = post(&hash, " ", "2").await;
        assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(blank.body.contains("Nommez la source"));
        assert!(blank.body.contains("value=\"2\" checked"), "kept as typed");
        let three = post(&hash, "Loto", "3").await;
        assert_eq!(three.status, StatusCode::UNPROCESSABLE_ENTITY);
        let other = post("abc", "Loto", "1").await;
        assert!(
            other.body.contains("a changé entre-temps"),
            "{}",
            other.body
        );
        let done = post(&hash, "Loto", "1").await;
        assert!(done.location().ends_with("lottery-published"));
        let again = post(&hash, "Loto", "1").await;
        assert!(again.location().ends_with("lottery-already"));
        let late = world
            .post(&s.pilot, &format!("{}/tirage/loterie", s.at), &[])
            .await;
        assert!(late.body.contains("elle ne change plus"), "{}", late.body);
        assert_eq!(lines(&world, "act-lottery-published").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_published_is_public_and_holds_no_reference() {
    on_both_engines(async |world| {
        let s = published(&world, "1").await;
        let page = world.get(&nobody(), PUBLIC).await;
        assert_eq!(page.status, StatusCode::OK);
        let hash: String = world.rows("select hash from lottery", vec![]).await[0]
            .at(0)
            .unwrap();
        for said in [
            hash.as_str(),
            "Loto du 9 janvier 2027",
            "45 volontaires",
            "Nord",
        ] {
            assert!(page.body.contains(said), "{said}");
        }
        let text = world.get(&nobody(), &format!("{PUBLIC}/texte")).await;
        for answer in [&page, &text] {
            assert!(!answer.body.contains("MUL-"), "no reference");
            assert!(!answer.body.contains("Volontaire "), "no name");
        }
        enter(&world, &s, &s.pilot, "Loto 3 8 21").await;
        let record: String = world.rows("select record from drawing", vec![]).await[0]
            .at(0)
            .unwrap();
        let verdict = sortition_verify::verify(&record).unwrap();
        assert_eq!(verdict.commitment_hash, hash);
        let after = world.get(&nobody(), PUBLIC).await;
        assert!(after.body.contains("Loto 3 8 21"));
        let left = format!("il reste {}", verdict.index);
        assert!(after.body.contains(&left), "{}", after.body);
        assert!(!after.body.contains("MUL-"));
        assert!(!after.body.contains("ont été enregistrées ensemble"));
    })
    .await;
}

#[tokio::test]
async fn a_small_count_is_not_shown() {
    on_both_engines(async |world| {
        let s = world.selection_of(45).await;
        world
            .run("update application set category = 'C' where reference in ('MUL-003', 'MUL-006', 'MUL-009')", vec![])
            .await;
        world
            .run(
                "insert into quota (id, edition_id, site_id, feature, value, low, high, position)
                 select 'quota-c', edition_id, site_id, feature, 'C', 0, 3, 9 from quota where value = 'A'",
                vec![],
            )
            .await;
        freeze(&world, &s).await;
        calculate(&world, &s).await;
        commit(&world, &s, "1").await;
        let page = world.get(&nobody(), PUBLIC).await;
        let hidden = page.body.matches("non montré</span>").count();
        assert_eq!(hidden, 2, "three of C, and whoever would tell them: {}", page.body);
    })
    .await;
}

#[tokio::test]
async fn before_it_is_published_nobody_outside_knows_that_there_is_a_lottery() {
    on_both_engines(async |world| {
        let s = world.selection_of(45).await;
        let edition = s.edition.id.as_str();
        let site = Some(s.site.id.as_str());
        let manager = world
            .person("Manu Manager", &[(Role::Manager, Some(edition), site)])
            .await;
        let mut own = Vec::new();
        for reference in ["MUL-001", "MUL-002"] {
            own.push(link(&world, reference).await);
        }
        freeze(&world, &s).await;
        let look = async |world: &World| {
            let mut all = Vec::new();
            for who in [&nobody(), &manager] {
                for path in [
                    PUBLIC,
                    "/tirages/un/mulhouse/texte",
                    "/tirages/un/nullpart",
                    &own[0],
                    &own[1],
                ] {
                    all.push(world.get(who, path).await);
                }
            }
            all
        };
        let before = look(&world).await;
        calculate(&world, &s).await;
        let after = look(&world).await;
        assert!(before == after, "a lottery that is not published shows");
        assert_eq!(before[0].status, StatusCode::NOT_FOUND);
        // The same page as where there is no such site at all, but for the address it repeats.
        let nowhere = before[2].body.replace("nullpart", "mulhouse");
        assert_eq!(before[0].body, nowhere);
        assert_eq!(before[0].headers, before[2].headers);
        commit(&world, &s, "1").await;
        assert!(look(&world).await != after);
    })
    .await;
}

#[tokio::test]
async fn each_volunteer_reads_their_own_chance_and_opens_their_own_line() {
    on_both_engines(async |world| {
        let s = world.selection_of(45).await;
        world
            .run("update quota set high = 5 where value = 'A'", vec![])
            .await;
        freeze(&world, &s).await;
        calculate(&world, &s).await;
        let (three, one) = (link(&world, "MUL-003").await, link(&world, "MUL-001").await);
        assert!(!world.get(&nobody(), &three).await.body.contains("Ma chance"));
        // Everybody finds the public page once there is one, who is not in the lottery too.
        let other = link(&world, "MUL-002").await;
        world
            .run("delete from chance where application_id in (select id from application where reference = 'MUL-002')", vec![])
            .await;
        let leads = async |path: &str| {
            let page = world.get(&nobody(), path).await;
            page.body.matches(&format!("href=\"{PUBLIC}\"")).count()
        };
        let everywhere = ["/appel/un/mulhouse", three.as_str(), other.as_str()];
        for path in everywhere {
            assert_eq!(leads(path).await, 0, "{path}");
        }
        commit(&world, &s, "1").await;
        for path in everywhere {
            assert_eq!(leads(path).await, 1, "{path}");
        }
        let rows = world
            .rows("select c.slips, c.salt, c.seal from chance c join application a on a.id = c.application_id where a.reference = 'MUL-003'", vec![])
            .await;
        let (slips, salt, seal): (u32, String, String) =
            (rows[0].at(0).unwrap(), rows[0].at(1).unwrap(), rows[0].at(2).unwrap());
        let page = world.get(&nobody(), &three).await;
        let chance = format!("Vous êtes sur {slips} des 1000 bulletins");
        assert!(page.body.contains(&chance), "{}", page.body);
        let limit = "5 places au plus pour « Catégorie : A »";
        assert!(page.body.contains(limit), "{}", page.body);
        assert!(page.body.contains(&seal));
        let text = world.get(&nobody(), &format!("{PUBLIC}/texte")).await;
        assert!(sortition::opens(&text.body, "MUL-003", &salt, (slips, 1000)));
        let line = format!("transfo line 1\n{salt}\nMUL-003\n{slips}/1000");
        assert_eq!(blake3_hex(&line), seal, "as the page says");
        // The page of another volunteer is the same whatever this one's chance is.
        let before = world.get(&nobody(), &one).await;
        world
            .run("update chance set slips = 1, salt = 'x', seal = 'y' where application_id in (select id from application where reference = 'MUL-003')", vec![])
            .await;
        assert_eq!(before, world.get(&nobody(), &one).await);
        assert!(!before.body.contains(&salt));
    })
    .await;
}

fn blake3_hex(text: &str) -> String {
    transfo::platform::dice::fingerprint(text)
}

#[tokio::test]
async fn the_room_is_led_step_by_step() {
    on_both_engines(async |world| {
        let s = published(&world, "1").await;
        let at = format!("{}/tirage/salle", s.at);
        let step = async |query: &str| world.get(&s.pilot, &format!("{at}?{query}")).await;
        assert!(step("").await.body.contains("45 volontaires pour 20 places"));
        assert!(step("etape=2").await.body.contains("Loto du 9 janvier 2027"));
        let early = step("etape=6").await;
        assert!(early.location().ends_with("etape=3"), "{}", early.location());
        let blank = step("etape=4&valeur=+").await;
        assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(blank.body.contains("Écrivez la valeur publique"));
        let few = step("etape=4&des=1+2+3").await;
        assert!(few.body.contains("des groupes seraient favorisés"), "{}", few.body);
        let seven = step("etape=4&des=1234567123").await;
        assert_eq!(seven.status, StatusCode::UNPROCESSABLE_ENTITY);
        let both = step("etape=4&valeur=x&des=1234561234").await;
        assert!(both.body.contains("pas les deux"));
        let dice = step("etape=4&des=123+456+1234").await;
        assert!(dice.body.contains("Dés jetés dans la salle : 1 2 3 4 5 6 1 2 3 4"));
        let confirm = step("etape=4&valeur=Loto++3+8+21").await;
        assert!(confirm.body.contains("value=\"Loto 3 8 21\""), "{}", confirm.body);
        assert!(confirm.body.contains("un second tirage sera refusé"));
        let long = "x".repeat(501);
        let refused = enter(&world, &s, &s.pilot, &long).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.count("select count(*) from drawing").await, 0, "looking draws nothing");
        enter(&world, &s, &s.pilot, "Loto 3 8 21").await;
        let number: u32 = world.rows("select number from reveal", vec![]).await[0].at(0).unwrap();
        let shown = step("etape=5").await;
        let figure = format!("<p class=\"room-number\">{number:03}</p>");
        assert!(shown.body.contains(&figure), "{}", shown.body);
        let panel = step("etape=6").await;
        assert_eq!(panel.body.matches("<li>MUL-").count(), 20);
        assert!(!panel.body.contains("Volontaire "), "no name in the room");
        assert!(step("etape=3").await.location().ends_with("etape=5"));
        let slips = world.get(&s.pilot, &format!("{}/tirage/bulletins?page={}", s.at, number / 100 + 1)).await;
        let slip = format!("<b>{number:03}</b> ");
        let from = slips.body.find(&slip).unwrap() + slip.len();
        let listed: Vec<&str> = slips.body[from..].split('<').next().unwrap().split(", ").collect();
        let members = world.rows("select a.reference from member m join application a on a.id = m.application_id where m.kind = 'member' order by a.reference", vec![]).await;
        let members: Vec<String> = members.iter().map(|row| row.at(0).unwrap()).collect();
        assert_eq!(listed, members, "the slip on paper is the panel drawn");
        assert_eq!(slips.body.matches("<b>").count(), 100);
        assert!(slips.body.len() < 100_000);
    })
    .await;
}

#[tokio::test]
async fn two_officers_agree_or_nothing_is_drawn() {
    on_both_engines(async |world| {
        let s = published(&world, "2").await;
        let resident = resident(&world, &s).await;
        let viewer = Viewer::default();
        let now = import::draw_now(&world.here(&s, &viewer), "x", &jobs::Watch::default()).await;
        assert!(now.unwrap_err().contains("Deux personnes"));
        let first = enter(&world, &s, &s.pilot, "Loto  1 2").await;
        assert!(
            first.location().ends_with("dit=draw-proposed"),
            "{}",
            first.body
        );
        let public = world.get(&nobody(), PUBLIC).await;
        assert!(!public.body.contains("Loto 1 2"), "proposed is not drawn");
        let twice = enter(&world, &s, &s.pilot, "Loto 1 2").await;
        assert!(twice.body.contains("une autre personne"), "{}", twice.body);
        // Whoever proposed may correct a slip of the pen.
        enter(&world, &s, &s.pilot, "Loto 1 3").await;
        let other = enter(&world, &s, &s.coordinator, "Loto 1 2").await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            other.body.contains("pas la valeur proposée"),
            "{}",
            other.body
        );
        let outside = enter(&world, &s, &resident, "Loto 1 3").await;
        assert_eq!(outside.status, StatusCode::FORBIDDEN);
        assert_eq!(world.count("select count(*) from drawing").await, 0);
        let told = world.get(&s.coordinator, &format!("{}/tirage", s.at)).await;
        assert!(told.body.contains("attend une seconde personne"));
        taken_back(&world, &s).await;
        let agreed = enter(&world, &s, &s.coordinator, " Loto 1  3 ").await;
        assert!(agreed.location().ends_with("etape=5"), "{}", agreed.body);
        let rows = world
            .rows("select proposed_by, drawn_by from reveal", vec![])
            .await;
        assert_eq!(rows[0].at::<String>(0).unwrap(), s.pilot.id);
        assert_eq!(rows[0].at::<String>(1).unwrap(), s.coordinator.id);
        assert_eq!(lines(&world, "act-draw-proposed").await, 3);
    })
    .await;
}

/// A proposal is taken back by who made it or the coordination, after the consequence was read, and nothing else moves.
async fn taken_back(world: &World, s: &Selection) {
    let at = format!("{}/tirage/salle/proposition", s.at);
    let room = format!("{}/tirage/salle?etape=3", s.at);
    let edition = s.edition.id.as_str();
    let second = world
        .person(
            "Sami Second",
            &[(Role::Pilot, Some(edition), Some(&s.site.id))],
        )
        .await;
    let offered = async |who: &Persona| world.get(who, &room).await.body.contains(&at);
    assert!(offered(&s.pilot).await && offered(&s.coordinator).await);
    assert!(!offered(&second).await);
    let value = [("valeur", "Loto 1 3")];
    for refused in [
        world.post(&second, &at, &value).await,
        world.post(&s.pilot, &at, &[("valeur", "Loto 1 2")]).await,
    ] {
        assert!(
            refused.location().ends_with("dit=draw-kept"),
            "{}",
            refused.body
        );
    }
    assert_eq!(world.count("select count(*) from reveal").await, 1);
    let page = world.get(&s.coordinator, &at).await;
    for told in [
        "Valeur proposée : Loto 1 3",
        "Le journal garde",
        "La loterie publiée reste",
    ] {
        assert!(page.body.contains(told), "{told}: {}", page.body);
    }
    let done = world.post(&s.coordinator, &at, &value).await;
    assert!(
        done.location().ends_with("dit=draw-taken-back"),
        "{}",
        done.body
    );
    assert_eq!(world.count("select count(*) from reveal").await, 0);
    assert_eq!(lines(world, "act-draw-taken-back").await, 1);
    assert_eq!(
        world
            .count("select count(*) from commitment where voided_at is null")
            .await,
        1
    );
    assert_eq!(world.get(&s.pilot, &at).await.status, StatusCode::SEE_OTHER);
    enter(world, s, &s.pilot, "Loto 1 3").await;
}

async fn resident(world: &World, s: &Selection) -> Persona {
    let site = Some(s.site.id.as_str());
    world
        .person(
            "Rosa Resident",
            &[(Role::Resident, Some(&s.edition.id), site)],
        )
        .await
}

#[tokio::test]
async fn a_second_draw_is_refused_and_leaves_a_line() {
    on_both_engines(async |world| {
        let s = drawn(&world).await;
        let record = world.rows("select record from drawing", vec![]).await[0]
            .at::<String>(0)
            .unwrap();
        let again = enter(&world, &s, &s.coordinator, "Loto 9 9 9").await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("déjà fait"));
        let rows = world
            .rows(
                "select actor_id, detail from journal where act = 'act-draw-refused'",
                vec![],
            )
            .await;
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].at::<String>(0).unwrap(), s.coordinator.id);
        assert_eq!(rows[0].at::<String>(1).unwrap(), "Loto 9 9 9");
        let still = world.rows("select record from drawing", vec![]).await[0]
            .at::<String>(0)
            .unwrap();
        assert_eq!(record, still);
        assert_eq!(world.count("select count(*) from member").await, 25);
    })
    .await;
}

#[tokio::test]
async fn a_withdrawal_before_the_draw_is_told_and_makes_the_commitment_void() {
    on_both_engines(async |world| {
        let s = published(&world, "1").await;
        let old: String = world.rows("select hash from commitment", vec![]).await[0]
            .at(0)
            .unwrap();
        let leaver = link(&world, "MUL-007").await;
        world
            .post(&nobody(), &format!("{leaver}/retirer"), &[])
            .await;
        let told = world.get(&s.pilot, &format!("{}/tirage", s.at)).await;
        assert!(told.body.contains("MUL-007"), "{}", told.body);
        let refused = enter(&world, &s, &s.pilot, "Loto").await;
        assert!(refused.body.contains("MUL-007"), "{}", refused.body);
        let confirm = world
            .get(&s.pilot, &format!("{}/tirage/degeler", s.at))
            .await;
        assert!(confirm.body.contains(&old) && confirm.body.contains("devient nulle"));
        let thawed = world
            .post(&s.pilot, &format!("{}/tirage/degeler", s.at), &[])
            .await;
        assert!(thawed.location().ends_with("pool-thawed"));
        let void = world.get(&nobody(), PUBLIC).await;
        assert!(void.body.contains("Nulle depuis") && void.body.contains(&old));
        let own = world.get(&nobody(), &link(&world, "MUL-008").await).await;
        assert!(own.body.contains("Cette loterie est nulle"), "{}", own.body);
        assert_eq!(lines(&world, "act-lottery-void").await, 1);
        let nothing = enter(&world, &s, &s.pilot, "Loto").await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
        freeze(&world, &s).await;
        calculate(&world, &s).await;
        commit(&world, &s, "1").await;
        let page = world.get(&nobody(), PUBLIC).await;
        let new: String = world
            .rows(
                "select hash from commitment where voided_at is null",
                vec![],
            )
            .await[0]
            .at(0)
            .unwrap();
        assert_ne!(new, old);
        assert!(
            page.body.contains(&new) && page.body.contains(&old),
            "the void one stays in sight"
        );
        assert!(!page.body.contains("Nulle depuis"));
        enter(&world, &s, &s.pilot, "Loto").await;
        assert_eq!(world.count("select count(*) from drawing").await, 1);
        let own = world.get(&nobody(), &link(&world, "MUL-009").await).await;
        assert!(
            own.body.contains("des 1000 bulletins"),
            "the newest lottery counts"
        );
    })
    .await;
}

#[tokio::test]
async fn a_command_goes_the_same_way_and_says_that_nothing_lay_between() {
    on_both_engines(async |world| {
        let s = world.selection_of(45).await;
        freeze(&world, &s).await;
        let viewer = Viewer::default();
        let here = world.here(&s, &viewer);
        let record = import::draw_now(&here, "un", &jobs::Watch::default())
            .await
            .unwrap();
        for table in ["lottery", "commitment", "reveal", "drawing"] {
            assert_eq!(
                world.count(&format!("select count(*) from {table}")).await,
                1,
                "{table}"
            );
        }
        assert_eq!(world.count("select count(*) from chance").await, 45);
        let hash: String = world.rows("select hash from commitment", vec![]).await[0]
            .at(0)
            .unwrap();
        assert_eq!(record.commitment_hash, hash);
        let page = world.get(&nobody(), PUBLIC).await;
        assert!(
            page.body.contains("ont été enregistrées ensemble"),
            "{}",
            page.body
        );
    })
    .await;
}

#[tokio::test]
async fn a_command_draws_the_lottery_that_is_published() {
    on_both_engines(async |world| {
        let s = published(&world, "1").await;
        let hash: String = world.rows("select hash from commitment", vec![]).await[0]
            .at(0)
            .unwrap();
        let viewer = Viewer::default();
        let here = world.here(&s, &viewer);
        let record = import::draw_now(&here, "un", &jobs::Watch::default())
            .await
            .unwrap();
        assert_eq!(record.commitment_hash, hash);
        assert_eq!(world.count("select count(*) from lottery").await, 1);
        let late = draw::enter(&here, "deux").await.unwrap();
        assert_eq!(late, Err(draw::Refusal::AlreadyDrawn));
        let asked = lottery::ask(&here, None).await.unwrap();
        assert_eq!(asked, Err(lottery::Refusal::Published));
    })
    .await;
}

#[tokio::test]
async fn a_record_is_checked_part_by_part() {
    on_both_engines(async |world| {
        drawn(&world).await;
        let record: String = world.rows("select record from drawing", vec![]).await[0]
            .at(0)
            .unwrap();
        let told = world
            .post(&nobody(), "/verifier", &[("record", &record)])
            .await;
        for part in [
            "Le vivier : 45 volontaires",
            "Les 1000 groupes",
            "Le certificat",
            "les suppléants ceux",
        ] {
            assert!(told.body.contains(part), "{part}: {}", told.body);
        }
    })
    .await;
}
