//! What Linux knows of a process: processor time and memory.

use std::fs;
use std::time::Duration;

use crate::run::ask;

/// Processor time of a process so far, its own and not its children's.
pub(super) fn cpu(pid: u32) -> Duration {
    fs::read_to_string(format!("/proc/{pid}/stat"))
        .ok()
        .and_then(|stat| ticks(&stat, 11))
        .map_or(Duration::ZERO, to_time)
}

/// Processor time of the children that this process has waited for, theirs included.
pub(super) fn cpu_of_children() -> Duration {
    fs::read_to_string("/proc/self/stat")
        .ok()
        .and_then(|stat| ticks(&stat, 13))
        .map_or(Duration::ZERO, to_time)
}

/// User and system time, two neighbouring fields counted after the name (which may itself hold spaces).
fn ticks(stat: &str, field: usize) -> Option<u64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut two = fields
        .split_whitespace()
        .skip(field)
        .map(|field| field.parse::<u64>().ok());
    Some(two.next()?? + two.next()??)
}

fn to_time(ticks: u64) -> Duration {
    let per_second = ask("getconf", &["CLK_TCK"])
        .and_then(|text| text.parse().ok())
        .unwrap_or(100)
        .max(1);
    Duration::from_millis(ticks * 1000 / per_second)
}

/// A line of `/proc/PID/status` in MiB: `VmRSS` (now) or `VmHWM` (at most so far).
pub(super) fn memory(pid: u32, line: &str) -> f64 {
    let kilobytes = fs::read_to_string(format!("/proc/{pid}/status"))
        .ok()
        .and_then(|status| {
            let rest = status
                .lines()
                .find_map(|found| found.strip_prefix(line)?.strip_prefix(':'))?;
            rest.split_whitespace().next()?.parse::<u32>().ok()
        });
    kilobytes.map_or(f64::NAN, |kilobytes| f64::from(kilobytes) / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::ticks;

    #[test]
    fn a_name_with_spaces_and_brackets_is_no_field() {
        let stat = "7 (a) b) S 1 2 3 4 5 6 7 8 9 10 40 2 100 20 0";
        assert_eq!(ticks(stat, 11), Some(42));
        assert_eq!(ticks(stat, 13), Some(120));
        assert_eq!(ticks("7 (a) S 1", 11), None);
    }
}
