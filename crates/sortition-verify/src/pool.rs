//! The pool as the record shows it, and the legality of each numbered panel.

use crate::form::{Form, LotteryText};
use crate::words::{Part, Rejection};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug)]
pub(crate) struct Pool {
    pub k: usize,
    pub ids: Vec<String>,
    /// Per volunteer the set of quota numbers.
    pub traits: Vec<BTreeSet<usize>>,
    pub groups: Vec<Option<String>>,
    /// Minimum and maximum per quota.
    pub limits: Vec<(u32, u32)>,
    pub labels: Vec<String>,
}

impl Pool {
    pub fn check(form: &Form) -> Result<Self, Rejection> {
        let text = &form.lottery.pool;
        let bad_quota = |detail: &str| Rejection::new(Part::Quotas, detail);
        let mut numbers: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut limits = Vec::new();
        let mut labels = Vec::new();
        let mut before: Option<(&str, &str)> = None;
        for (number, (feature, value, min, max, low, high)) in text.quotas.iter().enumerate() {
            let key = (feature.as_str(), value.as_str());
            if before.is_some_and(|before| before >= key) {
                return Err(bad_quota(value));
            }
            if !(low <= min && min <= max && max <= high) {
                return Err(bad_quota(value));
            }
            before = Some(key);
            numbers.insert(key, number);
            limits.push((*min, *max));
            labels.push(format!("{feature}: {value}"));
        }
        let features: BTreeSet<&str> = numbers.keys().map(|(feature, _)| *feature).collect();
        if !features
            .iter()
            .copied()
            .eq(text.features.iter().map(String::as_str))
            || text.k == 0
        {
            return Err(bad_quota("features"));
        }
        let mut pool = Self {
            k: usize::try_from(text.k).unwrap_or(usize::MAX),
            ids: Vec::new(),
            traits: Vec::new(),
            groups: Vec::new(),
            limits,
            labels,
        };
        for (id, values, group) in &text.volunteers {
            let bad = || Rejection::new(Part::Volunteers, id.clone());
            if id.is_empty() || pool.ids.last().is_some_and(|last| last >= id) {
                return Err(bad());
            }
            if values.len() != text.features.len() {
                return Err(bad());
            }
            let traits: Option<BTreeSet<usize>> = text
                .features
                .iter()
                .zip(values)
                .map(|(feature, value)| numbers.get(&(feature.as_str(), value.as_str())).copied())
                .collect();
            pool.ids.push(id.clone());
            pool.traits.push(traits.ok_or_else(bad)?);
            pool.groups.push(group.clone());
        }
        Ok(pool)
    }

    /// Checks every slip and gives back how many slips each volunteer is on.
    pub fn check_slips(&self, lottery: &LotteryText) -> Result<Vec<u32>, Rejection> {
        if lottery.slips.is_empty() {
            return Err(Rejection::new(Part::Slips, "0"));
        }
        let mut counts = vec![0_u32; self.ids.len()];
        for (number, slip) in lottery.slips.iter().enumerate() {
            self.check_slip(slip)
                .map_err(|why| Rejection::new(Part::Slips, format!("{number}, {why}")))?;
            for member in slip {
                if let Some(count) = counts.get_mut(*member) {
                    *count += 1;
                }
            }
        }
        if counts == lottery.counts {
            Ok(counts)
        } else {
            let differs = counts.iter().zip(&lottery.counts).position(|(a, b)| a != b);
            let id = differs.and_then(|at| self.ids.get(at)).cloned();
            Err(Rejection::new(Part::Counts, id.unwrap_or_default()))
        }
    }

    fn check_slip(&self, slip: &[usize]) -> Result<(), String> {
        if slip.len() != self.k {
            return Err(format!("{} ≠ {}", slip.len(), self.k));
        }
        if !slip.is_sorted_by(|a, b| a < b) {
            return Err("1, 2, 3…".to_owned());
        }
        let mut tally = vec![0_u32; self.limits.len()];
        let mut groups = BTreeSet::new();
        for member in slip {
            let traits = self.traits.get(*member).ok_or_else(|| member.to_string())?;
            for number in traits {
                if let Some(count) = tally.get_mut(*number) {
                    *count += 1;
                }
            }
            if let Some(Some(group)) = self.groups.get(*member)
                && !groups.insert(group)
            {
                return Err(group.clone());
            }
        }
        for ((count, (min, max)), label) in tally.iter().zip(&self.limits).zip(&self.labels) {
            if count < min || count > max {
                return Err(format!("{label} = {count}"));
            }
        }
        Ok(())
    }
}
