//! The route table as the application prints it (`transfo routes --json`).
//!
//! Never guesses: a route without a sample is left out.

use super::json::Json;

/// A page that can be fetched.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Route {
    pub(super) sample: String,
    pub(super) persona: String,
}

/// The routes with GET and a sample, in the order of the table; `None` when the text is not a table.
pub(super) fn read(json: &str) -> Option<Vec<Route>> {
    let table = Json::read(json)?;
    let gets = table
        .items()
        .iter()
        .filter(|route| route.text("method") == Some("GET"));
    let route = |route: &Json| {
        Some(Route {
            sample: route.text("sample")?.to_owned(),
            persona: route.text("persona").unwrap_or("visitor").to_owned(),
        })
    };
    Some(gets.filter_map(route).collect())
}

#[cfg(test)]
mod tests {
    use super::{Route, read};

    #[test]
    fn only_pages_with_a_sample() {
        let json = r#"[{"method":"GET","path":"/a/{b}","sample":"/a/1","persona":"pilot","title":"L’équipe"},
            {"method":"GET","path":"/d","sample":"/d","persona":["manager","pilot"],"title":null},
            {"method":"GET","path":"/e","sample":null,"persona":"pilot"},
            {"method":"POST","path":"/f","sample":"/f","persona":"pilot"},
            {"method":"GET","sample":"/g"}]"#;
        let route = |sample: &str, persona: &str| Route {
            sample: sample.to_owned(),
            persona: persona.to_owned(),
        };
        assert_eq!(
            read(json),
            Some(vec![
                route("/a/1", "pilot"),
                route("/d", "manager"),
                route("/g", "visitor")
            ])
        );
        assert_eq!(read("GET /a"), None);
    }
}
