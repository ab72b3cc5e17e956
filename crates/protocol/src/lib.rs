//! The programme as rules that are checked against facts.
