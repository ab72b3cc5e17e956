//! How many tests passed and failed, read from the last words of each runner.
//!
//! Invariant: what cannot be read is not counted as passed. Never trusts a count over an exit status: see `test`.

use std::ops::AddAssign;

/// Counts of one part or of all.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) skipped: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl Tally {
    /// One check without a runner of its own, such as the format.
    pub(crate) fn one(passed: bool) -> Self {
        Self {
            passed: u32::from(passed),
            failed: u32::from(!passed),
            skipped: 0,
        }
    }

    /// `3 tests run: 2 passed (1 slow), 1 failed, 1 timed out, 4 skipped`
    pub(crate) fn of_nextest(text: &str) -> Self {
        let mut tally = Self::default();
        for line in text
            .lines()
            .map(str::trim_start)
            .filter(|line| line.starts_with("Summary ["))
        {
            let Some((_, counts)) = line.split_once(" run: ") else {
                continue;
            };
            // A note such as "(1 slow, 2 flaky)" repeats tests that are counted before it.
            for part in without_notes(counts).split(',') {
                match number_and_word(part) {
                    Some((count, "passed")) => tally.passed += count,
                    Some((count, "skipped")) => tally.skipped += count,
                    Some((count, "failed" | "timed" | "exec")) => tally.failed += count,
                    _ => {}
                }
            }
        }
        tally
    }

    /// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out`, one line per test binary.
    pub(crate) fn of_cargo_test(text: &str) -> Self {
        let mut tally = Self::default();
        for line in text.lines() {
            let Some((_, counts)) = line
                .trim_start()
                .strip_prefix("test result: ")
                .and_then(|rest| rest.split_once(". "))
            else {
                continue;
            };
            for part in counts.split(';') {
                match number_and_word(part) {
                    Some((count, "passed")) => tally.passed += count,
                    Some((count, "failed")) => tally.failed += count,
                    Some((count, "ignored")) => tally.skipped += count,
                    _ => {}
                }
            }
        }
        tally
    }

    /// `ℹ pass 3` or `# pass 3`, each count on a line of its own.
    pub(crate) fn of_node(text: &str) -> Self {
        let mut tally = Self::default();
        for line in text.lines() {
            let mut words = line.split_whitespace();
            if !matches!(words.next(), Some("ℹ" | "#")) {
                continue;
            }
            let (Some(word), Some(Ok(count)), None) = (
                words.next(),
                words.next().map(str::parse::<u32>),
                words.next(),
            ) else {
                continue;
            };
            match word {
                "pass" => tally.passed += count,
                "fail" | "cancelled" => tally.failed += count,
                "skipped" | "todo" => tally.skipped += count,
                _ => {}
            }
        }
        tally
    }

    /// The line that closes a run.
    pub(crate) fn line(self) -> String {
        let Self {
            passed,
            failed,
            skipped,
        } = self;
        if skipped == 0 {
            format!("{passed} passed, {failed} failed")
        } else {
            format!("{passed} passed, {failed} failed, {skipped} skipped")
        }
    }
}

fn number_and_word(part: &str) -> Option<(u32, &str)> {
    let mut words = part.split_whitespace();
    Some((words.next()?.parse().ok()?, words.next()?))
}

fn without_notes(counts: &str) -> String {
    let mut rest = counts;
    let mut result = String::new();
    while let Some((before, after)) = rest.split_once('(') {
        result.push_str(before);
        rest = after.split_once(')').map_or("", |(_, tail)| tail);
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn tally(passed: u32, failed: u32, skipped: u32) -> Tally {
        Tally {
            passed,
            failed,
            skipped,
        }
    }

    #[test]
    fn nextest() {
        let check = |text, expected| assert_eq!(Tally::of_nextest(text), expected, "{text}");
        check(
            "     Summary [   0.005s] 3 tests run: 3 passed, 0 skipped\n",
            tally(3, 0, 0),
        );
        check(
            "     Summary [  10.005s] 6 tests run: 3 passed (1 slow, 2 leaky), 1 failed, 1 timed out, 1 exec failed, 2 skipped",
            tally(3, 3, 2),
        );
        check(
            "     Summary [   0.005s] 2/5 tests run: 1 passed, 1 failed, 0 skipped",
            tally(1, 1, 0),
        );
        check("error: could not compile", tally(0, 0, 0));
    }

    #[test]
    fn cargo_test_adds_its_binaries() {
        let check = |text, expected| assert_eq!(Tally::of_cargo_test(text), expected, "{text}");
        check(
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.00s",
            tally(3, 0, 1),
        );
        check(
            "test result: ok. 3 passed; 0 failed; 0 ignored;\nrunning\ntest result: FAILED. 1 passed; 2 failed; 0 ignored;",
            tally(4, 2, 0),
        );
        check("test result_of_draw ... ok", tally(0, 0, 0));
    }

    #[test]
    fn node_in_both_of_its_voices() {
        let check = |text, expected| assert_eq!(Tally::of_node(text), expected, "{text}");
        check(
            "ℹ tests 5\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0\nℹ todo 0\nℹ duration_ms 12.5",
            tally(3, 2, 0),
        );
        check("# tests 2\n# pass 2\n# fail 0", tally(2, 0, 0));
        check("ok 1 - pass 3 rings", tally(0, 0, 0));
    }

    #[test]
    fn the_closing_line_names_skipped_tests_only_when_there_are_some() {
        assert_eq!(tally(2, 1, 0).line(), "2 passed, 1 failed");
        assert_eq!(tally(2, 1, 3).line(), "2 passed, 1 failed, 3 skipped");
    }
}
