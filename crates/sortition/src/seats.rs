//! Who takes the seats that the numbered panels give to each cell: all persons of a cell in turn.
//!
//! Invariant: the slips of two persons of one cell differ by at most one. Without groups turns are
//! enough. With groups, seats of a class are edges between slips and cells, and the groups are
//! colours: no slip sees a colour twice, and each cell sees all colours equally often. Such a
//! colouring exists (König, de Werra) and is found by exchanging two colours along a path. Who comes
//! first depends on a hash, never on the alphabet.

#![expect(
    clippy::indexing_slicing,
    reason = "positions of persons, cells and seats come from the arrays they index"
)]

use crate::canon;
use crate::cells::Cells;
use crate::problem::Problem;
use std::collections::BTreeMap;

/// One seat of one slip, given to a cell.
#[derive(Clone, Copy)]
struct Seat {
    slip: usize,
    cell: usize,
}

/// Gives persons to the cells of each slip; slips are sorted.
pub(crate) fn seat(problem: &Problem, cells: &Cells, panels: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let hash = problem.hash();
    let tickets: Vec<String> = problem
        .ids()
        .map(|id| canon::hash(&format!("transfo order 1\n{hash}\n{id}")))
        .collect();
    let mut by_class: Vec<Vec<Seat>> = vec![Vec::new(); cells.places.len()];
    for (slip, panel) in panels.iter().enumerate() {
        for cell in panel {
            by_class[cells.cells[*cell].class].push(Seat { slip, cell: *cell });
        }
    }
    let mut turns = Turns::new(cells, &tickets);
    let mut slips: Vec<Vec<usize>> = vec![Vec::new(); panels.len()];
    for (class, seats) in by_class.iter().enumerate() {
        let shared = seats.iter().any(|seat| seat.cell != seats[0].cell)
            || seats.first().is_some_and(|seat| {
                u32::try_from(cells.cells[seat.cell].persons.len()) != Ok(cells.places[class])
            });
        if shared {
            let places = turns.places(seats, class);
            for (seat, place) in seats.iter().zip(places) {
                slips[seat.slip].extend(turns.take(seat.cell, |at| cells.place_of[at] == place));
            }
        } else {
            // Nobody is twice on a slip: it has no more seats for a cell than the cell has persons.
            let queue = seats
                .first()
                .map_or(Vec::new(), |seat| turns.queue(seat.cell));
            for (seat, at) in seats.iter().zip(queue.iter().cycle()) {
                slips[seat.slip].push(*at);
            }
        }
    }
    for slip in &mut slips {
        slip.sort_unstable();
    }
    slips.sort();
    slips
}

/// Whose turn it is.
struct Turns<'a> {
    cells: &'a Cells,
    tickets: &'a [String],
    counts: Vec<u32>,
}

impl<'a> Turns<'a> {
    fn new(cells: &'a Cells, tickets: &'a [String]) -> Self {
        Self {
            cells,
            tickets,
            counts: vec![0; tickets.len()],
        }
    }

    /// The least chosen of a cell among those who may.
    fn take(&mut self, cell: usize, may: impl Fn(usize) -> bool) -> Option<usize> {
        let persons = self.cells.cells[cell].persons.iter().copied();
        let next = persons.filter(|at| may(*at)).min_by(|a, b| {
            let key = |at: usize| (self.counts[at], &self.tickets[at]);
            key(*a).cmp(&key(*b))
        })?;
        self.counts[next] += 1;
        Some(next)
    }

    /// All persons of a cell by their tickets.
    fn queue(&self, cell: usize) -> Vec<usize> {
        let mut persons = self.cells.cells[cell].persons.clone();
        persons.sort_by_key(|at| &self.tickets[*at]);
        persons
    }

    /// For each seat of a class its place: never twice on one slip, evenly for each cell.
    fn places(&self, seats: &[Seat], class: usize) -> Vec<usize> {
        let count = usize::try_from(self.cells.places[class]).unwrap_or(usize::MAX);
        let order = self.order(class, count);
        let mut given: BTreeMap<usize, usize> = BTreeMap::new();
        let ends: Vec<[usize; 2]> = seats
            .iter()
            .map(|seat| {
                // A cell is split into nodes of one seat per place: each place once per node.
                let nth = given.entry(seat.cell).or_default();
                *nth += 1;
                [seat.slip, (seat.cell << 32) + (*nth - 1) / count]
            })
            .collect();
        let colours = Colouring::new(&ends).run();
        colours
            .into_iter()
            .map(|colour| order.get(colour).copied().unwrap_or(colour))
            .collect()
    }

    /// The places of a class by the tickets of their members.
    fn order(&self, class: usize, count: usize) -> Vec<usize> {
        let mut first: Vec<(&str, usize)> = (0..count).map(|place| ("~", place)).collect();
        for cell in self.cells.cells.iter().filter(|cell| cell.class == class) {
            for at in &cell.persons {
                let place = &mut first[self.cells.place_of[*at]];
                place.0 = place.0.min(&self.tickets[*at]);
            }
        }
        first.sort_unstable();
        first.into_iter().map(|(_, place)| place).collect()
    }
}

/// A proper colouring of the edges of a bipartite graph with as many colours as its largest degree.
struct Colouring<'a> {
    ends: &'a [[usize; 2]],
    /// For each side the edge of a node and colour.
    at: [BTreeMap<(usize, usize), usize>; 2],
    colour: Vec<usize>,
}

impl<'a> Colouring<'a> {
    fn new(ends: &'a [[usize; 2]]) -> Self {
        Self {
            ends,
            at: [BTreeMap::new(), BTreeMap::new()],
            colour: vec![0; ends.len()],
        }
    }

    fn run(mut self) -> Vec<usize> {
        for edge in 0..self.ends.len() {
            let free = [self.free(0, edge), self.free(1, edge)];
            if self.at[1].contains_key(&(self.ends[edge][1], free[0])) {
                self.exchange(edge, free);
            }
            self.set(edge, free[0]);
        }
        self.colour
    }

    /// The first colour that the node at one end of an edge does not have yet.
    fn free(&self, side: usize, edge: usize) -> usize {
        let node = self.ends[edge][side];
        (0..)
            .find(|colour| !self.at[side].contains_key(&(node, *colour)))
            .unwrap_or(0)
    }

    fn set(&mut self, edge: usize, colour: usize) {
        self.colour[edge] = colour;
        for side in 0..2 {
            self.at[side].insert((self.ends[edge][side], colour), edge);
        }
    }

    /// Frees the first colour at the second end: exchanges both colours along the path from there,
    /// which never comes to the first end because the graph is bipartite.
    fn exchange(&mut self, edge: usize, [first, second]: [usize; 2]) {
        let mut path = Vec::new();
        let (mut side, mut node, mut colour) = (1, self.ends[edge][1], first);
        while let Some(next) = self.at[side].get(&(node, colour)).copied() {
            path.push(next);
            side = 1 - side;
            node = self.ends[next][side];
            colour = if colour == first { second } else { first };
        }
        for edge in &path {
            for side in 0..2 {
                let key = (self.ends[*edge][side], self.colour[*edge]);
                self.at[side].remove(&key);
            }
        }
        for edge in path {
            let other = if self.colour[edge] == first {
                second
            } else {
                first
            };
            self.set(edge, other);
        }
    }
}
