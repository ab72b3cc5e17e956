//! Closures, availability, plan, runs, attendance, accounts and feeds.

mod acts;
mod checker;
mod feeds;
mod pages;
