//! `sortition-verify RECORD…`: checks records of draws, exit code 0 if all are genuine.

use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let paths: Vec<std::ffi::OsString> = std::env::args_os().skip(1).collect();
    let mut out = std::io::stdout().lock();
    if paths.is_empty() {
        let _ = writeln!(out, "sortition-verify record.json…");
        return ExitCode::from(2);
    }
    let mut genuine = true;
    for path in paths {
        let name = path.to_string_lossy();
        let said = match std::fs::read_to_string(&path) {
            Err(error) => Err(format!("{name}: {error}")),
            Ok(text) => match sortition_verify::verify(&text) {
                Ok(verdict) => Ok(format!(
                    "{name}: authentique / genuine, {} volontaires / volunteers, {} panels, n° {}, {}",
                    verdict.volunteers, verdict.slips, verdict.index, verdict.commitment_hash
                )),
                Err(rejection) => Err(format!(
                    "{name}: {}\n{name}: {}",
                    rejection.fr(),
                    rejection.en()
                )),
            },
        };
        genuine &= said.is_ok();
        let (Ok(line) | Err(line)) = said;
        let _ = writeln!(out, "{line}");
    }
    if genuine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
