//! Reads JSON, so that this crate needs nothing to be downloaded.
//!
//! Never writes it, never keeps numbers: the only text read is the route table, whose values are strings.

/// A value; numbers, booleans and null are all `Other`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Json {
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
    Other,
}

impl Json {
    /// `None` when the text is not one JSON value.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (value, rest) = value(text)?;
        rest.trim().is_empty().then_some(value)
    }

    pub(super) fn items(&self) -> &[Self] {
        if let Self::List(items) = self {
            items
        } else {
            &[]
        }
    }

    /// The text of a field, or the first text when the field is a list.
    pub(super) fn text(&self, field: &str) -> Option<&str> {
        let Self::Object(fields) = self else {
            return None;
        };
        let (_, value) = fields.iter().find(|(name, _)| name == field)?;
        match value {
            Self::Text(text) => Some(text),
            other => other.items().iter().find_map(|item| {
                if let Self::Text(text) = item {
                    Some(text.as_str())
                } else {
                    None
                }
            }),
        }
    }
}

fn value(text: &str) -> Option<(Json, &str)> {
    let text = text.trim_start();
    match text.chars().next()? {
        '"' => string(text).map(|(text, rest)| (Json::Text(text), rest)),
        '[' => items(text, ']', value).map(|(items, rest)| (Json::List(items), rest)),
        '{' => items(text, '}', field).map(|(fields, rest)| (Json::Object(fields), rest)),
        _ => {
            let end = text.find([',', ']', '}']).unwrap_or(text.len());
            let (word, rest) = text.split_at_checked(end)?;
            let word = word.trim_end();
            (matches!(word, "null" | "true" | "false") || word.parse::<f64>().is_ok())
                .then_some((Json::Other, rest))
        }
    }
}

fn field(text: &str) -> Option<((String, Json), &str)> {
    let (name, rest) = string(text.trim_start())?;
    let (value, rest) = value(rest.trim_start().strip_prefix(':')?)?;
    Some(((name, value), rest))
}

/// What stands between brackets, separated by commas.
fn items<T>(
    text: &str,
    close: char,
    one: impl Fn(&str) -> Option<(T, &str)>,
) -> Option<(Vec<T>, &str)> {
    let mut rest = text.get(1..)?.trim_start();
    let mut items = Vec::new();
    if let Some(rest) = rest.strip_prefix(close) {
        return Some((items, rest));
    }
    loop {
        let (item, after) = one(rest)?;
        items.push(item);
        let after = after.trim_start();
        match after.strip_prefix(',') {
            Some(after) => rest = after,
            None => return after.strip_prefix(close).map(|rest| (items, rest)),
        }
    }
}

fn string(text: &str) -> Option<(String, &str)> {
    let mut letters = text.strip_prefix('"')?.chars();
    let mut result = String::new();
    loop {
        match letters.next()? {
            '"' => return Some((result, letters.as_str())),
            '\\' => match letters.next()? {
                'u' => {
                    let code: String = letters.by_ref().take(4).collect();
                    // A lone half of a pair stands for nothing that a path or a title may hold.
                    result.push(
                        char::from_u32(u32::from_str_radix(&code, 16).ok()?)
                            .unwrap_or(char::REPLACEMENT_CHARACTER),
                    );
                }
                'n' => result.push('\n'),
                't' => result.push('\t'),
                'r' => result.push('\r'),
                other => result.push(other),
            },
            other => result.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn values() {
        let text = |text: &str| Json::Text(text.to_owned());
        let check = |json, expected| assert_eq!(Json::read(json), expected, "{json}");
        check(r#" "a\"b\\\u00e9\n}" "#, Some(text("a\"b\\é\n}")));
        check("[]", Some(Json::List(vec![])));
        check(
            "[1, null ,\"x\"]",
            Some(Json::List(vec![Json::Other, Json::Other, text("x")])),
        );
        check(
            r#"{"a":{}}"#,
            Some(Json::Object(vec![("a".to_owned(), Json::Object(vec![]))])),
        );
        for wrong in ["", "[1", "[1,]", "nothing", "\"a", "{\"a\"}", "[] x"] {
            check(wrong, None);
        }
    }
}
