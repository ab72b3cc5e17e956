//! A form as it was sent: what was typed, and a sentence for each field that cannot be taken as it is. The page
//! comes back filled; nothing typed is lost. Templates use it through `platform/form.html`.

use axum::{
    body::{Body, to_bytes},
    extract::{FromRequest, Request},
};

use super::error::Error;

/// The longest form, in bytes: much more than anybody types, little enough to hold many times.
const LONGEST: usize = 1024 * 1024;

/// Words typed and what is wrong with them. Fields may repeat.
#[derive(Clone, Debug, Default)]
pub struct Form {
    values: Vec<(String, String)>,
    faults: Vec<(String, String)>,
}

impl Form {
    /// A form filled by us: what is stored today.
    pub fn filled<const N: usize>(values: [(&str, String); N]) -> Self {
        Self {
            values: values
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            faults: Vec::new(),
        }
    }

    /// The same with another value of a field that repeats.
    #[must_use]
    pub fn and(mut self, name: &str, value: String) -> Self {
        self.values.push((name.to_owned(), value));
        self
    }

    /// What was typed in `name`, without blanks around it; empty when absent.
    pub fn v(&self, name: &str) -> &str {
        self.values
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, v)| v.trim())
    }

    /// What was typed in `name`, to the letter: passwords.
    pub fn raw(&self, name: &str) -> &str {
        self.values
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, v)| v.as_str())
    }

    /// Every value of a field that repeats.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.values
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, v)| v.trim())
    }

    /// Every field and value, in the order sent.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(n, v)| (n.as_str(), v.trim()))
    }

    /// Every value to the letter, in the order sent.
    pub fn raws(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(|(_, v)| v.as_str())
    }

    /// Whether box `name` is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.values.iter().any(|(n, _)| n == name)
    }

    /// Whether `name` holds `value`: which option is chosen.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.values.iter().any(|(n, v)| n == name && v == value)
    }

    /// Replaces what `name` holds.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.retain(|(n, _)| n != name);
        self.values.push((name.to_owned(), value.into()));
    }

    /// Says what is wrong with `name`, in the reader's language.
    pub fn fault(&mut self, name: &str, sentence: impl Into<String>) {
        self.faults.push((name.to_owned(), sentence.into()));
    }

    /// The first fault of `name`.
    pub fn e(&self, name: &str) -> Option<&str> {
        self.faults
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, sentence)| sentence.as_str())
    }

    /// Every fault, in the order found: the summary on top of the page.
    pub fn faults(&self) -> &[(String, String)] {
        &self.faults
    }

    /// Whether nothing is wrong.
    pub fn is_good(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Whether mail can be sent to `text`, as far as its form tells: otherwise it would fail later, unseen.
pub fn is_address(text: &str) -> bool {
    text.parse::<lettre::Address>().is_ok()
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Error;
    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, LONGEST)
            .await
            .map_err(|e| Error::Unreadable(e.to_string()))?;
        let request = Request::from_parts(parts, Body::from(body));
        let axum::Form(values) = axum::Form::<Vec<(String, String)>>::from_request(request, state)
            .await
            .map_err(|e| Error::Unreadable(e.to_string()))?;
        Ok(Self {
            values,
            faults: Vec::new(),
        })
    }
}
