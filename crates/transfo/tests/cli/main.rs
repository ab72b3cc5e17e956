//! The commands, as processes: what they say, how they end, and what a cut of power leaves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops at the first surprise, and its names are its documentation"
)]

mod crash;
mod groups;

use std::{
    io::Read as _,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::atomic::{AtomicU32, Ordering},
};

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A folder of its own, gone at the end.
struct Place(PathBuf);

impl Place {
    fn new() -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("transfo-cli-{}-{number}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn join(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// Runs a command here, in English.
    fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, &[])
    }

    fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        self.command(arguments, environment).output().unwrap()
    }

    fn command(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_transfo"));
        command
            .args(arguments)
            .current_dir(&self.0)
            .env("LANG", "en_GB.UTF-8")
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .envs(environment.iter().copied());
        command
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn shipped() -> String {
    repository().join("seasons/saison-2").display().to_string()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "csv" || e == "toml"))
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                std::fs::read(&path).unwrap(),
            )
        })
        .collect();
    files.sort();
    files
}

#[test]
fn what_is_exported_is_what_was_imported() {
    let place = Place::new();
    let imported = place.run(&["import", &shipped()]);
    assert_eq!(code(&imported), 0, "{imported:?}");
    let exported = place.run(&["export", "out"]);
    assert_eq!(code(&exported), 0, "{exported:?}");
    let (before, after) = (files(Path::new(&shipped())), files(&place.0.join("out")));
    assert_eq!(before.len(), 6);
    assert!(before == after, "the six files are the same to the byte");
    let again = place.run(&["import", &shipped()]);
    assert_eq!(code(&again), 1);
    assert!(
        said(&again).contains("already in this instance"),
        "{again:?}"
    );
    let replaced = place.run(&["import", "out", "--replace"]);
    assert_eq!(code(&replaced), 0, "{replaced:?}");
}

#[test]
fn a_malformed_folder_is_refused_with_file_row_and_column_and_changes_nothing() {
    let place = Place::new();
    let fixtures = repository().join("crates/season/tests/malformed");
    for (name, wanted) in [
        ("43-many-faults-one-pass", 7),
        ("25-reference-twice", 1),
        ("74-toml-siren-wrong", 1),
    ] {
        let folder = place.0.join(name);
        std::fs::create_dir_all(&folder).unwrap();
        for base in [fixtures.join("base"), fixtures.join(name)] {
            for entry in std::fs::read_dir(&base).into_iter().flatten() {
                let path = entry.unwrap().path();
                std::fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
            }
        }
        let refused = place.run(&["import", name]);
        assert_eq!(code(&refused), 1, "{name}: {refused:?}");
        let lines = said(&refused)
            .lines()
            .filter(|l| l.contains("row ") || l.contains("line "))
            .count();
        assert!(lines >= wanted, "{name}: {}", said(&refused));
    }
    assert!(
        !place.0.join("data").exists(),
        "a folder that is refused makes no instance"
    );
}

#[test]
fn a_cut_of_power_during_an_import_leaves_nothing_of_it() {
    for point in ["import.middle", "import.end"] {
        let place = Place::new();
        assert_eq!(code(&place.run(&["upgrade"])), 0);
        let cut = place.run_with(&["import", &shipped()], &[("TRANSFO_FAULT", point)]);
        assert_eq!(cut.status.code(), None, "killed at {point}: {cut:?}");
        let empty = place.run(&["export", "out"]);
        assert_eq!(code(&empty), 1, "{empty:?}");
        assert!(said(&empty).contains("no season"), "{empty:?}");
        let again = place.run(&["import", &shipped()]);
        assert_eq!(code(&again), 0, "the next start works: {again:?}");
    }
}

#[test]
fn files_are_drawn_and_verified_without_a_database() {
    let place = Place::new();
    let drawn = place.run(&[
        "draw",
        &shipped(),
        "--authority",
        "lille",
        "--panels",
        "100",
        "--public-value",
        "3 8 21",
        "--out",
        "record.json",
    ]);
    assert_eq!(code(&drawn), 0, "{drawn:?}");
    let again = place.run(&[
        "draw",
        &shipped(),
        "--authority",
        "lille",
        "--panels",
        "100",
        "--seed",
        "3 8 21",
        "--out",
        "again.json",
    ]);
    assert_eq!(code(&again), 0, "{again:?}");
    let record = std::fs::read(place.join("record.json")).unwrap();
    assert_eq!(record, std::fs::read(place.join("again.json")).unwrap());
    let genuine = place.run(&["verify", "record.json"]);
    assert_eq!(code(&genuine), 0, "{genuine:?}");
    let forged = String::from_utf8(record)
        .unwrap()
        .replace("3 8 21", "3 8 22");
    std::fs::write(place.join("forged.json"), forged).unwrap();
    assert_eq!(
        code(&place.run(&["verify", "record.json", "forged.json"])),
        1
    );
    assert!(!place.0.join("data").exists());
}

#[test]
fn an_impossible_pool_ends_with_three_and_says_why() {
    let place = Place::new();
    let pool = repository()
        .join("crates/sortition/tests/data/infeasible_45_20")
        .display()
        .to_string();
    let refused = place.run(&["lottery", &pool, "--json"]);
    assert_eq!(code(&refused), 3, "{refused:?}");
    let answer: serde_json::Value = serde_json::from_str(&said(&refused)).unwrap();
    assert!(
        !answer["impossible"].as_array().unwrap().is_empty(),
        "{answer}"
    );
    assert_eq!(code(&place.run(&["draw", &pool, "--seed", "1"])), 3);
    assert_eq!(
        code(&place.run(&["draw", &pool])),
        1,
        "a public value is needed"
    );
}

#[test]
fn a_season_folder_is_planned_and_checked_without_a_database() {
    let place = Place::new();
    let planned = place.run(&[
        "plan",
        &shipped(),
        "--iterations",
        "0",
        "--json",
        "--out",
        "plan.json",
    ]);
    assert_eq!(code(&planned), 0, "{planned:?}");
    let figures: serde_json::Value = serde_json::from_str(&said(&planned)).unwrap();
    assert!(
        figures["cost"].as_i64() >= figures["bound"].as_i64(),
        "{figures}"
    );
    let checked = place.run(&["check", &shipped(), "--on", "2018-10-15", "--json"]);
    assert_eq!(code(&checked), 0, "{checked:?}");
    let sites: serde_json::Value = serde_json::from_str(&said(&checked)).unwrap();
    assert_eq!(sites.as_array().unwrap().len(), 7);
    let french = place.run(&["check", &shipped(), "--on", "2018-10-15", "--lang", "fr"]);
    assert!(
        said(&french).contains("Communauté urbaine de Dunkerque"),
        "{french:?}"
    );
    assert!(!place.0.join("data").exists());
}

#[test]
fn a_folder_that_changes_its_rules_is_planned_under_them() {
    let place = Place::new();
    let days = |folder: &str| {
        let planned = place.run(&["plan", folder, "--iterations", "0", "--out", "plan.json"]);
        assert_eq!(code(&planned), 0, "{planned:?}");
        let plan = std::fs::read_to_string(place.join("plan.json")).unwrap();
        let plan: serde_json::Value = serde_json::from_str(&plan).unwrap();
        let runs = plan["runs"]["lille"].as_array().unwrap().clone();
        runs.iter()
            .map(|run| run["len"].as_u64().unwrap())
            .sum::<u64>()
    };
    assert_eq!(days(&shipped()), 35);
    let changed = place.0.join("changed");
    std::fs::create_dir_all(&changed).unwrap();
    for (name, bytes) in files(Path::new(&shipped())) {
        std::fs::write(changed.join(name), bytes).unwrap();
    }
    let season = std::fs::read_to_string(changed.join("season.toml")).unwrap();
    let change = "[[protocol.override]]\nrule = \"days.total\"\nparameter = \"days\"\nvalue = 30\n\
                  author = \"Claire\"\nreason = \"Convention\"\non = 2016-04-04\n\n[[authority]]";
    std::fs::write(
        changed.join("season.toml"),
        season.replacen("[[authority]]", change, 1),
    )
    .unwrap();
    assert_eq!(days("changed"), 30);
}

#[test]
fn a_folder_past_the_published_school_holidays_is_planned_with_a_warning() {
    let place = Place::new();
    let late = place.0.join("late");
    std::fs::create_dir_all(&late).unwrap();
    for (name, bytes) in files(Path::new(&shipped())) {
        std::fs::write(late.join(name), bytes).unwrap();
    }
    let season = std::fs::read_to_string(late.join("season.toml")).unwrap();
    let dates = "starts_on = 2018-11-05\nends_on = 2020-03-06";
    assert!(season.contains(dates));
    let moved = season.replace(dates, "starts_on = 2027-09-06\nends_on = 2028-12-15");
    std::fs::write(late.join("season.toml"), moved).unwrap();
    let plan = |folder: &str, more: &[&str]| {
        let asked = [&["plan", folder, "--iterations", "0"], more].concat();
        let planned = place.run(&asked);
        assert_eq!(code(&planned), 0, "{planned:?}");
        said(&planned)
    };
    let told = plan("late", &[]);
    assert!(
        told.contains("Ville de Metz, school holidays unknown from 2028-09-01 to 2028-12-15"),
        "{told}"
    );
    assert!(told.contains("not taken for free"), "{told}");
    let figures: serde_json::Value = serde_json::from_str(&plan("late", &["--json"])).unwrap();
    let unknown = &figures["unpublished_holidays"];
    assert_eq!(unknown.as_array().unwrap().len(), 1, "{figures}");
    assert_eq!(unknown[0]["authority"], "metz");
    assert_eq!(unknown[0]["known_until"], "2028-08-31");
    let known = plan(&shipped(), &[]);
    assert!(!known.contains("unknown"), "{known}");
}

#[test]
fn the_meetings_of_a_folder_are_placed_with_its_runs() {
    let place = Place::new();
    let folder = place.0.join("meets");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in files(Path::new(&shipped())) {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    let table = "nom;jours;du;au;accueil;collectivites\n\
                 Inter-Transfo 5;2;2019-05-13;2019-05-24;lille;metz, strasbourg\n";
    std::fs::write(folder.join("meetings.csv"), table).unwrap();
    let planned = place.run(&["plan", "meets", "--iterations", "0", "--out", "plan.json"]);
    assert_eq!(code(&planned), 0, "{planned:?}");
    let plan = std::fs::read_to_string(place.join("plan.json")).unwrap();
    let plan: serde_json::Value = serde_json::from_str(&plan).unwrap();
    let day = plan["meetings"]["meeting-1"].as_str().unwrap();
    assert!(("2019-05-13"..="2019-05-23").contains(&day), "{day}");
    std::fs::write(folder.join("meetings.csv"), table.replace("metz", "mets")).unwrap();
    let refused = place.run(&["plan", "meets", "--iterations", "0"]);
    assert_eq!(code(&refused), 1, "{refused:?}");
    assert!(
        said(&refused).contains("meetings.csv, row 2, column “collectivites”"),
        "{refused:?}"
    );
}

#[test]
fn the_proof_of_a_bound_can_be_kept() {
    let place = Place::new();
    let packed = repository().join("crates/planner/tests/data/k1-s1.json.gz");
    let mut facts = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(&packed).unwrap())
        .read_to_string(&mut facts)
        .unwrap();
    let packed = packed.display().to_string();
    for verb in ["plan", "replan"] {
        let planned = place.run(&[
            verb,
            &packed,
            "--iterations",
            "400",
            "--json",
            "--proof",
            "proof.json",
        ]);
        assert_eq!(code(&planned), 0, "{planned:?}");
        let figures: serde_json::Value = serde_json::from_str(&said(&planned)).unwrap();
        let proof = std::fs::read_to_string(place.join("proof.json")).unwrap();
        assert_eq!(
            planner_verify::verify(&facts, &proof).ok(),
            figures["bound"].as_i64()
        );
        std::fs::remove_file(place.join("proof.json")).unwrap();
    }
}

#[test]
fn wrong_usage_ends_with_two() {
    let place = Place::new();
    assert_eq!(code(&place.run(&["verify"])), 2);
    assert_eq!(code(&place.run(&["unknown"])), 2);
    assert_eq!(code(&place.run(&["draw", "--method", "nonsense"])), 2);
}

#[test]
fn the_set_up_link_can_be_printed_again_until_somebody_runs_the_instance() {
    let place = Place::new();
    let first = said(&place.run(&["admin", "setup-link"]));
    assert!(first.contains("/mise-en-service/"), "{first}");
    assert_eq!(said(&place.run(&["admin", "setup-link"])), first);
    let link = said(&place.run(&["admin", "create", "Ada@Example.org", "--name", "Ada"]));
    assert!(link.contains("/invitation/"), "{link}");
    assert_eq!(code(&place.run(&["admin", "setup-link"])), 1);
    assert!(said(&place.run(&["admin", "list"])).contains("ada@example.org\tAda"));
}

#[test]
fn the_configuration_is_shown_without_secrets_and_checked() {
    let place = Place::new();
    let secret = [("TRANSFO_MAIL_SMTP", "smtps://u:hunter2@mail.example.org")];
    let dump = place.run_with(&["config", "dump"], &secret);
    assert!(
        said(&dump).contains("u:***@") && !said(&dump).contains("hunter2"),
        "{dump:?}"
    );
    assert_eq!(
        code(&place.run_with(&["config", "check"], &[("TRANSFO_URL", "ftp://x")])),
        1
    );
    let unknown = place.run_with(&["config", "check"], &[("TRANSFO_LISEN", "x")]);
    assert_eq!(code(&unknown), 1);
    assert!(
        String::from_utf8_lossy(&unknown.stderr).contains("lisen"),
        "{unknown:?}"
    );
}

#[test]
fn a_copy_is_made_and_the_doctor_finds_the_instance_well() {
    let place = Place::new();
    let look = place.run(&["upgrade", "--check"]);
    assert!(said(&look).contains("0001_platform"), "{look:?}");
    assert!(!place.0.join("data").exists(), "to look makes nothing");
    assert_eq!(code(&place.run(&["upgrade"])), 0);
    assert!(said(&place.run(&["upgrade", "--check"])).contains("up to date"));
    assert_eq!(code(&place.run(&["backup", "now"])), 0);
    assert_eq!(
        std::fs::read_dir(place.0.join("data/copies"))
            .unwrap()
            .count(),
        1
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let copy = std::fs::read_dir(place.0.join("data/copies")).unwrap();
        let copy = copy.map(|e| e.unwrap().path()).next().unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&place.0.join("data")), 0o700);
        assert_eq!(mode(&place.0.join("data/transfo.db")), 0o600);
        assert_eq!(mode(&copy), 0o600);
        // One that others may read is closed at the next start.
        let open = std::fs::Permissions::from_mode(0o644);
        std::fs::set_permissions(place.0.join("data/transfo.db"), open).unwrap();
        assert_eq!(code(&place.run(&["upgrade"])), 0);
        assert_eq!(mode(&place.0.join("data/transfo.db")), 0o600);
    }
    let doctor = place.run(&["doctor"]);
    assert_eq!(code(&doctor), 0, "{doctor:?}");
    assert!(!said(&doctor).contains("FAIL"));
}

#[test]
fn what_is_past_its_time_is_told_before_it_goes() {
    let place = Place::new();
    assert_eq!(code(&place.run(&["import", &shipped()])), 0);
    // The edition ended long ago: nothing of its people is to be kept.
    let look = place.run(&["retention", "--dry-run"]);
    assert_eq!(code(&look), 0, "{look:?}");
    assert!(said(&look).contains("application: ") && said(&look).contains("would be erased"));
    assert_eq!(
        said(&place.run(&["retention", "--dry-run"])),
        said(&look),
        "to look erases nothing"
    );
    let done = place.run(&["retention"]);
    assert!(
        said(&done).contains(" erased (One year after the end of the edition)"),
        "{done:?}"
    );
    assert!(said(&place.run(&["retention"])).contains("Nothing is past its time"));
}

/// Every row of every table, as SQL text: what two databases must share to the byte.
fn dump(database: &Path) -> Vec<u8> {
    // A copy leaves nothing of how the pages of the file came about.
    std::fs::read(database).unwrap()
}

#[test]
fn the_same_seed_makes_the_same_demonstration_and_another_does_not() {
    let place = Place::new();
    for (folder, seed) in [("one", "42"), ("two", "42"), ("three", "43")] {
        let made = place.run(&[
            "demo",
            "--only-make",
            "--iterations",
            "0",
            "--data",
            folder,
            "--seed",
            seed,
        ]);
        assert_eq!(code(&made), 0, "{made:?}");
    }
    let read = |folder: &str| dump(&place.0.join(folder).join("transfo.db"));
    assert!(read("one") == read("two"), "the same to the byte");
    assert!(read("one") != read("three"));
    let routes = place.run(&["routes", "--json", "--data", "one"]);
    let routes: serde_json::Value = serde_json::from_str(&said(&routes)).unwrap();
    let without: Vec<_> = routes
        .as_array()
        .unwrap()
        .iter()
        .filter(|route| route["method"] == "GET" && route["sample"].is_null())
        .map(|route| route["path"].to_string())
        .collect();
    assert_eq!(without, Vec::<String>::new(), "every page has a sample");
}

#[test]
fn a_cut_of_power_while_the_demonstration_is_made_is_made_good_by_the_next_start() {
    let place = Place::new();
    let make = ["demo", "--only-make", "--iterations", "0"];
    let cut = place.run_with(&make, &[("TRANSFO_FAULT", "import.end")]);
    assert_eq!(cut.status.code(), None);
    assert!(!place.0.join("demo/transfo.db").exists());
    assert_eq!(code(&place.run(&make)), 0);
    assert!(place.0.join("demo/transfo.db").exists());
}
