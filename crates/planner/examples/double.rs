//! Makes a season twice as large for measuring: `double INSTANCE > LARGER`. The second half has the same towns under other names, its people away
//! a week later, residents and rooms of its own, and twice the staff is there for all.
use planner::{Instance, Span};

/// The same absences a week later.
fn later(off: &mut [Span]) {
    for span in off {
        *span = Span::new(span.from.plus(7), span.to.plus(7));
    }
}

fn renamed(id: &str) -> String {
    format!("{id}-bis")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("INSTANCE is missing")?;
    let mut season = Instance::from_json(&std::fs::read_to_string(path)?)?;
    let second = season.clone();
    season.operator.capacity_default *= 2;
    season.operator.capacity.iter_mut().for_each(|c| c.cap *= 2);
    for mut resident in second.residents {
        resident.id = renamed(&resident.id);
        later(&mut resident.off);
        season.residents.push(resident);
    }
    for mut town in second.authorities {
        town.id = renamed(&town.id);
        town.team.iter_mut().for_each(|r| *r = renamed(r));
        let costs = town.trip_cost.into_iter();
        town.trip_cost = costs.map(|(r, cost)| (renamed(&r), cost)).collect();
        for person in &mut town.ambassadors {
            person.id = renamed(&person.id);
            later(&mut person.off);
        }
        town.rooms.iter_mut().for_each(|r| r.id = renamed(&r.id));
        season.authorities.push(town);
    }
    for mut meeting in second.meetings {
        meeting.id = renamed(&meeting.id);
        meeting.host = renamed(&meeting.host);
        meeting
            .participants
            .iter_mut()
            .for_each(|p| *p = renamed(p));
        season.meetings.push(meeting);
    }
    println!("{}", season.to_json()?);
    Ok(())
}
