//! What was worked out from the database, until anything in it changes.
//!
//! Owns values by key, all of one revision: the number that every commit moves, on every machine that serves. A value
//! kept under a revision was read after that revision was, so it is never older than it says; it is lost at the next.
//! Invariant: a key names all that its value depends on besides the database, the eyes it was read with before all.
//! Never holds more than [`MOST`] values, and never what an act decides on: acts read in their own transaction.

use std::{
    any::Any,
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// So many values at most; when there would be more, all go.
const MOST: usize = 32;

/// See the module.
#[derive(Debug, Default)]
pub struct Memo(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    revision: i64,
    values: HashMap<String, Arc<dyn Any + Send + Sync>>,
}

impl Memo {
    /// What was kept as `key` at `revision`.
    pub fn get<T: Any + Send + Sync>(&self, revision: i64, key: &str) -> Option<Arc<T>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.revision != revision {
            return None;
        }
        Arc::clone(kept.values.get(key)?).downcast().ok()
    }

    /// Keeps `value` as `key`, unless something newer is known already.
    pub fn put<T: Any + Send + Sync>(&self, revision: i64, key: String, value: &Arc<T>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if revision < kept.revision {
            return;
        }
        if revision > kept.revision || kept.values.len() >= MOST {
            kept.values.clear();
            kept.revision = revision;
        }
        kept.values.insert(key, Arc::<T>::clone(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_lives_until_the_next_revision() {
        let memo = Memo::default();
        memo.put(3, "a".into(), &Arc::new(7_u32));
        assert_eq!(memo.get::<u32>(3, "a").as_deref(), Some(&7));
        assert!(memo.get::<u32>(4, "a").is_none(), "something changed");
        assert!(memo.get::<u32>(3, "b").is_none(), "another key");
        assert!(memo.get::<i64>(3, "a").is_none(), "another type");
        memo.put(4, "b".into(), &Arc::new(8_u32));
        assert!(
            memo.get::<u32>(3, "a").is_none(),
            "it went with its revision"
        );
        memo.put(3, "a".into(), &Arc::new(7_u32));
        assert!(memo.get::<u32>(3, "a").is_none(), "late and old");
    }

    #[test]
    fn it_does_not_grow() {
        let memo = Memo::default();
        for n in 0..1000 {
            memo.put(1, n.to_string(), &Arc::new(n));
        }
        let held = (0..1000).filter(|n: &i32| memo.get::<i32>(1, &n.to_string()).is_some());
        assert!((1..=MOST).contains(&held.count()));
    }
}
