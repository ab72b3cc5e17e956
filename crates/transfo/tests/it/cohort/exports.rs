//! Cells that a spreadsheet would calculate are defused in every file that leaves, and stored as they were typed.

use transfo::params;

use super::drawing::drawn;
use crate::support::on_both_engines;

const FORMULAS: [&str; 5] = [
    "=HYPERLINK(\"http://example.org\")",
    "+33 1 23",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
];

#[tokio::test]
async fn formulas_are_defused_on_export_and_unchanged_in_storage() {
    on_both_engines(async |world| {
        let s = drawn(&world).await;
        world
            .post(&s.pilot, &format!("{}/tirage/publier", s.at), &[])
            .await;
        let ids = world
            .rows("select a.id from application a join member m on m.application_id = a.id and m.kind = 'member' order by m.rank limit 5", vec![])
            .await;
        for (row, formula) in ids.iter().zip(FORMULAS) {
            let id: String = row.at(0).unwrap();
            world
                .run(
                    "update application set name = $2, policy_field = $2, location = $2, team = $2, manager_name = $2 where id = $1",
                    params![&id, formula],
                )
                .await;
        }
        for path in ["candidatures/tableur", "temps.csv"] {
            let answer = world.get(&s.pilot, &format!("{}/{path}", s.at)).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
            let cells = answer.body.lines().flat_map(|line| line.split(';'));
            let mut defused = 0;
            for cell in cells {
                let bare = cell.trim_start_matches('\u{feff}').trim_start_matches('"');
                assert!(!bare.starts_with(['=', '+', '-', '@', '\t']), "{path}: {cell}");
                defused += usize::from(bare.starts_with('\''));
            }
            assert!(defused >= 5, "{path}: {}", answer.body);
        }
        // The folder of the season, cell by cell: every value of ours comes after an apostrophe or a quotation mark.
        let season = transfo::exchange::export::export(&mut world.conn().await, "un").await;
        let season = season.unwrap().unwrap();
        let mut found = 0;
        for (name, bytes) in season.write() {
            let text = String::from_utf8(bytes).unwrap();
            for formula in ["=HYPERLINK", "+33 1 23", "@SUM(A1)"] {
                assert!(!text.contains(&format!(",{formula}")), "{name}: {formula}");
                assert!(!text.contains(&format!(",\"{formula}")), "{name}: {formula}");
                found += text.matches(&format!("'{formula}")).count();
            }
        }
        assert!(found >= 3, "{found}");
        let rows = world
            .rows("select name from application order by name", vec![])
            .await;
        let names: Vec<String> = rows.iter().map(|row| row.at(0).unwrap()).collect();
        for formula in FORMULAS {
            assert!(names.iter().any(|name| name == formula), "{formula:?} is stored as typed");
        }
    })
    .await;
}
