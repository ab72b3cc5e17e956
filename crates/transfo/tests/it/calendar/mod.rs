//! Closures, availability, plan, runs, attendance, accounts and feeds.

mod acts;
mod availability;
mod changes;
mod checker;
mod feeds;
mod meetings;
mod pages;
