//! Solves an instance file and prints the plan: `cargo run --release -p planner --example plan -- INSTANCE [ITERATIONS] [SEED]`.
use planner::{Budget, Flow, Instance, check, solve};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("INSTANCE is missing")?;
    let iterations = args.next().map_or(Ok(1000), |n| n.parse())?;
    let seed = args.next().map_or(Ok(1), |n| n.parse())?;
    let instance = Instance::from_json(&std::fs::read_to_string(path)?)?;
    let started = Instant::now();
    let mut first = None;
    let result = solve(&instance, &Budget { iterations }, seed, &mut |p| {
        if p.cost.is_some() && first.is_none() {
            first = Some(started.elapsed());
        }
        Flow::Continue
    });
    match result {
        Ok(outcome) => {
            let verdict = check(&instance, &outcome.plan);
            println!("{}", outcome.plan.to_json()?);
            eprintln!(
                "cost {} bound {} gap {:.4} first {first:?} total {:?} violations {}",
                outcome.cost,
                outcome.bound,
                outcome.gap,
                started.elapsed(),
                verdict.violations.len()
            );
        }
        Err(conflict) => eprintln!("{conflict:#?}"),
    }
    Ok(())
}
