//! `planner-verify INSTANCE CERTIFICATE`: recomputes a bound, exit code 0 if it is at least the one claimed.

use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut paths = std::env::args_os().skip(1);
    let mut out = std::io::stdout().lock();
    let (Some(season), Some(proof)) = (paths.next(), paths.next()) else {
        let _ = writeln!(out, "planner-verify instance.json bound.json");
        return ExitCode::from(2);
    };
    let read = |path: &std::ffi::OsString| {
        std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.to_string_lossy()))
    };
    let said = read(&season).and_then(|s| planner_verify::verify(&s, &read(&proof)?));
    let _ = match &said {
        Ok(bound) => writeln!(
            out,
            "aucun calendrier ne coûte moins de {bound} / no calendar costs less than {bound}"
        ),
        Err(why) => writeln!(out, "{why}"),
    };
    if said.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
