//! Prints why an instance file has no plan: `explain INSTANCE`.
use planner::{Instance, explain};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("INSTANCE is missing")?;
    let instance = Instance::from_json(&std::fs::read_to_string(path)?)?;
    let started = Instant::now();
    let conflict = explain(&instance);
    println!("{}", serde_json::to_string(&conflict)?);
    eprintln!("{:?}", started.elapsed());
    Ok(())
}
