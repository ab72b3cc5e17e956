//! The draw itself, done again from commitment and public value.

use crate::form::Form;
use crate::pool::Pool;
use crate::words::{Part, Rejection};

pub(crate) struct Drawn {
    pub index: usize,
    pub members: Vec<usize>,
}

pub(crate) fn check_draw(form: &Form, pool: &Pool) -> Result<Drawn, Rejection> {
    let value = &form.tail.public_value;
    if value.is_empty() || *value != value.split_whitespace().collect::<Vec<_>>().join(" ") {
        return Err(Rejection::new(Part::PublicValue, value.clone()));
    }
    let index = number(&form.hash, value, form.lottery.slips.len());
    if index != form.tail.index {
        return Err(Rejection::new(
            Part::Index,
            format!("{} ≠ {index}", form.tail.index),
        ));
    }
    let members = form.lottery.slips.get(index).cloned().unwrap_or_default();
    let ids = members.iter().filter_map(|member| pool.ids.get(*member));
    if !ids.eq(form.tail.panel.iter()) {
        return Err(Rejection::new(Part::Panel, index.to_string()));
    }
    Ok(Drawn { index, members })
}

/// The largest multiple of the number of slips below 2⁶⁴ keeps every slip equally likely.
fn number(commitment: &str, value: &str, slips: usize) -> usize {
    let slips = u128::try_from(slips).unwrap_or(1).max(1);
    let fair = ((1_u128 << 64) - 1) / slips * slips;
    let mut attempt = 0_u32;
    loop {
        let line = format!("transfo draw 1\n{commitment}\n{value}\n{attempt}");
        let digest = crate::form::hash(&line);
        let head = digest.get(..16).unwrap_or("0");
        let drawn = u128::from_str_radix(head, 16).unwrap_or(0);
        if drawn < fair {
            return usize::try_from(drawn % slips).unwrap_or(0);
        }
        attempt += 1;
    }
}
