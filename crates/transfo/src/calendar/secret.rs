//! The instance's own secret, and the code of a room's day made from it: whoever stands in front of the code may
//! say "I am here" that day, and no other day can be guessed from it.

use jiff::civil::Date;

pub use super::store::secret::read;

/// The code of one day of one run.
pub fn day_token(secret: &str, run: &str, day: Date) -> String {
    let key = blake3::derive_key("transfo 2027 presence of a day", secret.as_bytes());
    let mac = blake3::keyed_hash(&key, format!("{run}/{day}").as_bytes()).to_hex();
    let short: String = mac.chars().take(26).collect();
    format!("{run}.{}.{short}", day.to_string().replace('-', ""))
}

/// The run and day a code is of, when it is genuine.
pub fn read_token(secret: &str, token: &str) -> Option<(String, Date)> {
    let mut parts = token.split('.');
    let (run, day) = (parts.next()?, parts.next()?);
    let day = Date::strptime("%Y%m%d", day).ok()?;
    let genuine = blake3::hash(day_token(secret, run, day).as_bytes());
    // Hashes compare in constant time.
    (genuine == blake3::hash(token.as_bytes())).then(|| (run.to_owned(), day))
}
