//! Times the answers to a dragged run: `moves INSTANCE PLAN`.
use planner::{Instance, Move, Plan, RunDates, check_move, openings};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let instance = Instance::from_json(&std::fs::read_to_string(
        args.next().ok_or("INSTANCE is missing")?,
    )?)?;
    let plan = Plan::from_json(&std::fs::read_to_string(
        args.next().ok_or("PLAN is missing")?,
    )?)?;
    let (mut moves, mut lists, mut times, mut longer) = (0_u32, 0_u32, Vec::new(), Vec::new());
    for (authority, runs) in &plan.runs {
        for run in runs {
            let to = RunDates::new(run.start.plus(7), run.len);
            let started = Instant::now();
            let found = check_move(
                &instance,
                &plan,
                &Move::Shift {
                    authority: authority.clone(),
                    start: run.start,
                    to,
                },
            );
            times.push(started.elapsed().as_micros());
            moves += u32::from(found.violations.is_empty());
            let started = Instant::now();
            lists += u32::try_from(openings(&instance, &plan, authority, run.start).len())?;
            longer.push(started.elapsed().as_micros());
        }
    }
    times.sort_unstable();
    longer.sort_unstable();
    let at = |list: &[u128], share: usize| list.get(list.len() * share / 100).copied().unwrap_or(0);
    println!("{moves} moves by a week are legal, {lists} openings");
    println!(
        "check_move: median {} us, 95 % within {} us",
        at(&times, 50),
        at(&times, 95)
    );
    println!(
        "openings: median {} us, 95 % within {} us",
        at(&longer, 50),
        at(&longer, 95)
    );
    Ok(())
}
