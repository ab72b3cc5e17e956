//! Solves, checks and explains the calendar of a season.
