//! Project commands: test, bench, screenshots.
fn main() {}
