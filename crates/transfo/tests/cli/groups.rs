//! `transfo groups` and `transfo quotas`: tables in, groups and quotas out, without any database.

use serde_json::Value;

use super::{Place, code, repository, said};

fn cohort(n: u32) -> String {
    let path = format!("crates/sortition/tests/data/groups/cohort_{n}.csv");
    repository().join(path).display().to_string()
}

fn answer(output: &std::process::Output) -> Value {
    serde_json::from_str(&said(output)).unwrap_or_else(|_| panic!("{output:?}"))
}

#[test]
fn groups_are_made_and_the_same_seed_makes_the_same() {
    let place = Place::new();
    let arguments = [
        "groups",
        &cohort(23),
        "--groups",
        "4",
        "--sessions",
        "6",
        "--absent",
        "2:A05",
        "--json",
    ];
    let first = place.run(&arguments);
    assert_eq!(code(&first), 0, "{first:?}");
    let first = answer(&first);
    let sessions = first["sessions"].as_array().unwrap();
    assert_eq!((sessions.len(), first["n"].as_u64()), (6, Some(23)));
    for (nth, session) in sessions.iter().enumerate() {
        let groups = session.as_array().unwrap();
        let sizes: Vec<usize> = groups.iter().map(|g| g.as_array().unwrap().len()).collect();
        assert_eq!(
            (sizes.len(), sizes.iter().sum::<usize>()),
            (4, if nth == 1 { 22 } else { 23 })
        );
    }
    assert!(!sessions[1].to_string().contains("A05"));
    let again = answer(&place.run(&arguments));
    assert_eq!(again["sessions"], first["sessions"]);
}

#[test]
fn an_absence_later_moves_few_and_the_other_sessions_stay() {
    let place = Place::new();
    let table = cohort(20);
    let made = place.run(&[
        "groups",
        &table,
        "--groups",
        "4",
        "--sessions",
        "14",
        "--json",
    ]);
    let before = answer(&made);
    assert_eq!(before["pairs"].as_u64(), Some(190));
    std::fs::write(place.join("plan.json"), said(&made)).unwrap();
    let group = before["sessions"][2][1].as_array().unwrap();
    let marks: Vec<String> = group[..2]
        .iter()
        .map(|id| format!("3:{}", id.as_str().unwrap()))
        .collect();
    let plan = place.join("plan.json");
    let after = answer(&place.run(&[
        "groups",
        &table,
        "--groups",
        "4",
        "--sessions",
        "14",
        "--from",
        &plan,
        "--absent",
        &marks[0],
        "--absent",
        &marks[1],
        "--json",
    ]));
    assert_eq!(after["moved"].as_array().unwrap().len(), 1, "{after}");
    assert_eq!(after["moved"][0]["to"].as_u64(), Some(2));
    for nth in (0..14).filter(|nth| *nth != 2) {
        assert_eq!(before["sessions"][nth], after["sessions"][nth]);
    }
}

#[test]
fn wishes_of_columns_are_kept_or_named_when_they_cannot_be() {
    let place = Place::new();
    let table = "id;ligne;binome;profil\r\nA;DGS;;x\r\nB;DGS;1;y\r\nC;DRH;1;x\r\nD;DRH;;y\r\nE;;2;x\r\nF;;2;y\r\nG;;;x\r\n";
    let latin: Vec<u8> = table
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    std::fs::write(place.join("cohort.csv"), latin).unwrap();
    let file = place.join("cohort.csv");
    let output = place.run(&[
        "groups",
        &file,
        "--sizes",
        "4,3",
        "--sessions",
        "3",
        "--apart",
        "ligne",
        "--together",
        "binome",
        "--fixed",
        "2:A:2",
        "--json",
    ]);
    let made = answer(&output);
    for session in made["sessions"].as_array().unwrap() {
        for group in session.as_array().unwrap() {
            let has = |id: &str| group.as_array().unwrap().iter().any(|one| one == id);
            let both = |a, b| has(a) && has(b);
            assert!(!both("A", "B") && !both("C", "D"), "{made}");
            assert!(has("B") == has("C") && has("E") == has("F"), "{made}");
        }
    }
    assert!(made["sessions"][1][1].to_string().contains("\"A\""));
    let plain = place.run(&["groups", &file, "--groups", "2"]);
    assert!(
        said(&plain).contains("Session 1") && said(&plain).contains("pairs meet"),
        "{plain:?}"
    );
    let crowded = place.run(&[
        "groups", &file, "--groups", "1", "--apart", "ligne", "--json",
    ]);
    assert_eq!(code(&crowded), 3, "{crowded:?}");
    assert!(
        answer(&crowded)["impossible"][0]
            .as_str()
            .unwrap()
            .contains("“DGS” in “ligne”")
    );
}

#[test]
fn what_is_wrong_names_its_line_and_column_and_ends_with_one() {
    let place = Place::new();
    for (table, more, sentence) in [
        (
            "id,site\nA\n",
            vec![],
            "line 2: 1 cells instead of 2, from the column “site” on",
        ),
        (
            "id,site\nA,x\n,y\n",
            vec![],
            "line 3: A volunteer has no id",
        ),
        (
            "id,site\nA,x\nA,y\n",
            vec![],
            "line 3: The id “A” belongs to two different volunteers (+ 2)",
        ),
        ("nom,site\nA,x\n", vec![], "The column “id” is missing"),
        (
            "id,site\nA,x\nB,\"y\n",
            vec![],
            "line 3: A quotation mark opens",
        ),
        (
            "id,site\nA,x\nB,y\n",
            vec!["--apart", "chef"],
            "The column “chef” is missing",
        ),
        (
            "id,site\nA,x\nB,y\n",
            vec!["--absent", "1:Z"],
            "“1:Z” cannot be read",
        ),
        (
            "id,site\nA,x\nB,y\n",
            vec!["--absent", "9:A"],
            "“9:A” cannot be read",
        ),
        ("", vec![], "The file is empty"),
    ] {
        std::fs::write(place.join("cohort.csv"), table).unwrap();
        let file = place.join("cohort.csv");
        let arguments: Vec<&str> = ["groups", &file, "--groups", "2"]
            .into_iter()
            .chain(more)
            .collect();
        let output = place.run(&arguments);
        assert_eq!(code(&output), 1, "{output:?}");
        assert!(said(&output).contains(sentence), "{sentence}: {output:?}");
    }
    let absent = place.run(&["groups", "nowhere.csv", "--groups", "2"]);
    assert_eq!(code(&absent), 1);
    std::fs::write(place.join("cohort.csv"), "id,site\nA,x\nB,y\n").unwrap();
    let many = place.run(&["groups", &place.join("cohort.csv"), "--groups", "3"]);
    assert!(
        said(&many).contains("3 groups cannot be made of 2 people"),
        "{many:?}"
    );
    let usage = place.run(&["groups", &place.join("cohort.csv")]);
    assert_eq!(code(&usage), 2, "groups or sizes");
}

#[test]
fn quotas_are_proposed_from_figures_of_the_workforce() {
    let place = Place::new();
    let table = "feature,value,headcount\ncatégorie,A,310\ncatégorie,B,190\ncatégorie,C,500\nsite,=SIEGE,1\n";
    std::fs::write(place.join("effectifs.csv"), table).unwrap();
    let file = place.join("effectifs.csv");
    let output = place.run(&["quotas", &file, "--seats", "20"]);
    assert_eq!(code(&output), 0, "{output:?}");
    assert_eq!(
        said(&output),
        "feature,value,min,max\ncatégorie,A,6,7\ncatégorie,B,3,4\ncatégorie,C,10,10\nsite,'=SIEGE,20,20\n"
    );
    std::fs::write(
        place.join("effectifs.csv"),
        "feature,value,headcount\na,b,-3\n",
    )
    .unwrap();
    let wrong = place.run(&["quotas", &file]);
    assert_eq!(code(&wrong), 1);
    assert!(
        said(&wrong).contains("line 2: “-3” in “headcount”"),
        "{wrong:?}"
    );
}

#[test]
fn rules_of_a_pool_are_kept_by_every_command_of_the_folder() {
    let place = Place::new();
    let write = |name: &str, text: &str| std::fs::write(place.join(name), text).unwrap();
    write(
        "categories.csv",
        "feature,value,min,max\nsite,Nord,0,4\nsite,Sud,0,4\n",
    );
    write(
        "respondents.csv",
        "id,site,ligne\nV1,Nord,DGS\nV2,Nord,DGS\nV3,Sud,DGS\nV4,Sud,DRH\nV5,Nord,DRH\nV6,Sud,\nV7,Sud,\n",
    );
    let rules = r#"{"k": 4, "id_column": "id", "must_include": ["V1"], "must_exclude": ["V4"], "already_selected": ["V6"], "at_most": {"ligne": 1}}"#;
    write("meta.json", rules);
    let drawn = place.run(&["draw", ".", "--public-value", "7", "--out", "record.json"]);
    assert_eq!(code(&drawn), 0, "{drawn:?}");
    let record = std::fs::read_to_string(place.join("record.json")).unwrap();
    assert!(
        record.contains(r#""panel":["V1","V5","V6","V7"]"#),
        "{record}"
    );
    assert_eq!(code(&place.run(&["verify", "record.json"])), 0);
    let chances = answer(&place.run(&["lottery", ".", "--json"]));
    let chance = |id: &str| chances["probabilities"][id].as_f64().unwrap();
    assert_eq!(
        [chance("V1"), chance("V2"), chance("V4"), chance("V5")],
        [1.0, 0.0, 0.0, 1.0]
    );
    write("meta.json", &rules.replace("V4", "V9"));
    let refused = place.run(&["draw", ".", "--public-value", "7"]);
    assert_eq!(code(&refused), 1);
    assert!(
        said(&refused).contains("meta.json: A rule names “V9”"),
        "{refused:?}"
    );
}
