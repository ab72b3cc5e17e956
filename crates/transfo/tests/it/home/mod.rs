//! The pages of home: what to do, the protocol as a page, sites × rules.

mod front;
mod mails;
mod protocol;
mod site;
