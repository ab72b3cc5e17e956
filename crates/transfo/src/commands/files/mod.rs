//! Commands that work on files given to them, without any database.

pub mod check;
pub mod draw;
mod instance;
pub mod measure;
pub mod plan;
pub mod pool;
mod season_plan;
