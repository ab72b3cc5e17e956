//! Solves an instance file and prints the plan: `plan INSTANCE [CPU_SECONDS] [SEED] [ITERATIONS] [THREADS]`. Progress goes to the error stream; the
//! certificate of the bound to the file that the variable `CERTIFICATE` names.
use planner::{Budget, Flow, Instance, check, solve};

/// CPU seconds of this process, all its threads together, in hundredths (Linux).
fn cpu() -> f64 {
    let status = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = status.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(11).take(2);
    ticks.filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The most memory this process held, in MB (Linux).
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|l| l.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("INSTANCE is missing")?;
    let seconds: f64 = args.next().map_or(Ok(2.0), |n| n.parse())?;
    let seed = args.next().map_or(Ok(1), |n| n.parse())?;
    let iterations = args.next().map_or(Ok(u64::MAX), |n| n.parse())?;
    let threads = args.next().map_or(Ok(1), |n| n.parse())?;
    let budget = Budget {
        iterations,
        threads,
    };
    let instance = Instance::from_json(&std::fs::read_to_string(path)?)?;
    let mut shown = 0.0;
    let mut first = true;
    let result = solve(&instance, &budget, seed, &mut |p| {
        let now = cpu();
        if (p.cost.is_some() && first) || now >= shown {
            eprintln!(
                "{now:7.2} {:?} cost {:?} bound {} iterations {}",
                p.phase, p.cost, p.bound, p.iterations
            );
            first &= p.cost.is_none();
            shown = (now * 1.5).max(now + 0.1);
        }
        if now >= seconds {
            Flow::Stop
        } else {
            Flow::Continue
        }
    });
    match result {
        Ok(outcome) => {
            let verdict = check(&instance, &outcome.plan);
            println!("{}", outcome.plan.to_json()?);
            if let Ok(path) = std::env::var("CERTIFICATE") {
                std::fs::write(path, outcome.certificate.to_json()?)?;
            }
            eprintln!(
                "cost {} bound {} gap {:.4} cpu {:.2} iterations {} legal {} memory {}",
                outcome.cost,
                outcome.bound,
                outcome.gap,
                cpu(),
                outcome.iterations,
                verdict.feasible(),
                memory()
            );
        }
        Err(conflict) => eprintln!("{conflict:#?}"),
    }
    Ok(())
}
