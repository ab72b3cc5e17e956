//! Commands that work on files given to them, without any database.

pub mod check;
pub mod draw;
pub mod groups;
mod instance;
pub mod measure;
pub mod plan;
pub mod pool;
pub mod quotas;
mod season_plan;
