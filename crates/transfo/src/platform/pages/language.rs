//! The choice of a language, kept in a cookie for a year.

use axum::{
    Form,
    http::{HeaderValue, header},
};
use serde::Deserialize;

use crate::platform::{
    error::{Error, Page, see_other},
    visit::Visit,
    words::Lang,
};

/// The form in the header of every page.
#[derive(Debug, Deserialize)]
pub struct Choice {
    lang: String,
    #[serde(default)]
    suite: String,
}

/// Keeps the choice and goes back to the page it was made on.
pub async fn choose(visit: Visit, Form(choice): Form<Choice>) -> Page {
    let lang = Lang::from_key(&choice.lang).key();
    let secure = if visit.app.config.is_https() {
        "; Secure"
    } else {
        ""
    };
    let mut response = see_other(local(&choice.suite));
    let cookie = format!("lang={lang}; Path=/; Max-Age=31536000; SameSite=Lax{secure}");
    let value = HeaderValue::from_str(&cookie)
        .map_err(|_| Error::Fault("a cookie that is not a header".into()))?;
    response.headers_mut().insert(header::SET_COOKIE, value);
    Ok(response)
}

/// The address to go back to, when it is one of ours; the home page otherwise.
pub fn local(to: &str) -> &str {
    // Browsers drop tabs and line ends from addresses: "/\t/elsewhere" would lead away.
    let odd = |c: char| c == '\\' || c == ' ' || c.is_control();
    let ours = to.starts_with('/') && !to.starts_with("//") && !to.contains(odd);
    if ours { to } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_our_own_addresses_are_gone_back_to() {
        for (asked, expected) in [
            ("/compte", "/compte"),
            ("//evil.example", "/"),
            ("https://evil.example", "/"),
            ("/\\evil", "/"),
            ("/\t/evil.example", "/"),
            ("/\n/evil.example", "/"),
            ("", "/"),
        ] {
            assert_eq!(local(asked), expected);
        }
    }
}
