//! Chains of exchanges: who is ahead gives a seat to another, who gives one to a third, until it reaches somebody who
//! may have one more.
//!
//! Each link is an exchange of one member on one slip, within all rules; the shortest chain is found by breadth first
//! search over cells. Invariant: a chain is taken as a whole or not at all, and never takes anybody further off.

use super::Mend;
use std::collections::{BTreeMap, VecDeque};

/// On this slip one leaves and another comes.
#[derive(Debug, Clone, Copy)]
struct Link {
    slip: usize,
    out: usize,
    to: usize,
}

impl Mend<'_> {
    /// Takes chains as long as there are any; `false` when the watcher stops the work.
    pub(super) fn chains(&mut self, watch: &mut dyn FnMut(f64) -> bool) -> bool {
        let most = self.sum();
        for _ in 0..most {
            let Some(links) = self.links(watch) else {
                return false;
            };
            if !self.chain(links) {
                break;
            }
        }
        true
    }

    /// For each cell who could take its seat, and on which slip; `None` when the watcher stops the work.
    fn links(&self, watch: &mut dyn FnMut(f64) -> bool) -> Option<Vec<Vec<Link>>> {
        let cells = self.cells.cells.len();
        let kinds: BTreeMap<&[usize], usize> = (self.slips.iter().zip(0..))
            .map(|(panel, slip)| (panel.as_slice(), slip))
            .collect();
        let mut links = vec![Vec::new(); cells];
        let mut known = vec![false; cells * cells];
        for (panel, slip) in kinds {
            if !watch(0.95) {
                return None;
            }
            let have = self.cells.tally(panel);
            for out in panel {
                for to in (0..cells).filter(|to| to != out) {
                    if !known[out * cells + to] && self.fits(slip, *out, to, &have) {
                        known[out * cells + to] = true;
                        let out = *out;
                        links[out].push(Link { slip, out, to });
                    }
                }
            }
        }
        Some(links)
    }

    /// Takes one chain; `false` when there is none.
    fn chain(&mut self, mut links: Vec<Vec<Link>>) -> bool {
        for ahead in [true, false] {
            while let Some(chain) = self.shortest(&links, ahead) {
                let Some(broken) = self.take(&chain) else {
                    return true;
                };
                links[broken.out].retain(|link| link.to != broken.to);
            }
        }
        false
    }

    /// From somebody who is ahead to anybody who may have more, or from anybody who may have less to
    /// somebody who is behind.
    fn shortest(&self, links: &[Vec<Link>], ahead: bool) -> Option<Vec<Link>> {
        let cost = |cell: usize, by: i64| self.off(cell, by) - self.off(cell, 0);
        let (gives, takes) = if ahead { (-1, 0) } else { (0, -1) };
        let mut from: Vec<Option<Link>> = vec![None; links.len()];
        let mut seen: Vec<bool> = (0..links.len())
            .map(|cell| cost(cell, -1) <= gives)
            .collect();
        let mut queue: VecDeque<usize> = (0..links.len()).filter(|cell| seen[*cell]).collect();
        while let Some(cell) = queue.pop_front() {
            for link in &links[cell] {
                if std::mem::replace(&mut seen[link.to], true) {
                    continue;
                }
                from[link.to] = Some(*link);
                if cost(link.to, 1) <= takes {
                    let mut chain = vec![*link];
                    while let Some(link) = chain.last().and_then(|link| from[link.out]) {
                        chain.push(link);
                    }
                    return Some(chain);
                }
                queue.push_back(link.to);
            }
        }
        None
    }

    /// Takes the chain, or nothing and the link that broke, as two links may want the same slip.
    fn take(&mut self, chain: &[Link]) -> Option<Link> {
        for (nth, link) in chain.iter().enumerate() {
            let have = self.cells.tally(&self.slips[link.slip]);
            let seated = self.slips[link.slip].contains(&link.out);
            if !seated || !self.fits(link.slip, link.out, link.to, &have) {
                for link in chain[..nth].iter().rev() {
                    self.swap(link.slip, link.to, link.out);
                }
                return Some(*link);
            }
            self.swap(link.slip, link.out, link.to);
        }
        None
    }

    fn swap(&mut self, slip: usize, out: usize, to: usize) {
        let Some(seat) = self.slips[slip].iter().position(|member| *member == out) else {
            return;
        };
        self.slips[slip][seat] = to;
        self.slips[slip].sort_unstable();
        self.count[out] -= 1;
        self.count[to] += 1;
    }
}
