//! Words typed by people, as types that can only be valid: label, prose, reference, slug, e-mail.
//!
//! Invariants: text is in composed Unicode form, without control characters; a label is one line
//! with single plain spaces, so that an invisible character never makes two people of one. Values
//! that differ visibly stay different: "007" is not "7".

use std::fmt;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::fault::{Expected, Wrong};

const LABEL_MAX: u32 = 200;
const PROSE_MAX: u32 = 10_000;
const REFERENCE_MAX: u32 = 64;
const SLUG_MAX: usize = 64;
const EMAIL_MAX: u32 = 254;

/// Declares a text that was checked, with its accessors.
macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

text_type! {
    /// One line of text of 1 to 200 characters: a name, a title, the value of a feature.
    Label
}
text_type! {
    /// Text of 1 to 10,000 characters that may have several lines.
    Prose
}
text_type! {
    /// What identifies a person, a room or a rule inside a season: 1 to 64 characters, compared
    /// exactly ("007" and "7" are two people), invisible characters aside.
    Reference
}
text_type! {
    /// A name for addresses and files: a to z, digits, single hyphens, 64 characters at most.
    Slug
}
text_type! {
    /// An e-mail address. Plausible, not proved to exist.
    Email
}

impl Label {
    /// Reads a label; white space of any kind becomes single spaces.
    ///
    /// # Errors
    /// When it is blank, too long, or holds a control character.
    ///
    /// ```
    /// let label = season::Label::parse("Direction\u{a0}de  l'e\u{301}cole ").unwrap();
    /// assert_eq!(label.as_str(), "Direction de l'école");
    /// ```
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        one_line(typed, LABEL_MAX).map(Self)
    }
}

impl Prose {
    /// Reads prose; line ends become line feeds, blanks at both ends go.
    ///
    /// # Errors
    /// When it is blank, too long, or holds a control character other than a tab.
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        let lines = typed.replace("\r\n", "\n").replace('\r', "\n");
        let kept: String = lines
            .chars()
            .filter(|letter| !is_invisible(*letter))
            .nfc()
            .collect();
        let text = kept.trim();
        if text.is_empty() {
            return Err(Wrong::new(Expected::Something));
        }
        let allowed = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\t');
        if !text.chars().all(allowed) || longer_than(text, PROSE_MAX) {
            return Err(Wrong::new(Expected::Text { max: PROSE_MAX }));
        }
        Ok(Self(text.to_owned()))
    }
}

impl Reference {
    /// Reads a reference.
    ///
    /// # Errors
    /// When it is blank, longer than 64 characters, or holds a control character.
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        one_line(typed, REFERENCE_MAX).map(Self)
    }
}

impl Slug {
    /// Reads a slug; a near one is proposed ("Ville de Metz" proposes "ville-de-metz").
    ///
    /// # Errors
    /// When it is blank or holds anything but a to z, digits and single hyphens.
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        let text = typed.trim();
        if text.is_empty() {
            return Err(Wrong::new(Expected::Something));
        }
        let slug = fold(text).replace('_', "-");
        if slug == text && slug.len() <= SLUG_MAX {
            return Ok(Self(slug));
        }
        let usable = !slug.is_empty() && slug.len() <= SLUG_MAX && slug.is_ascii();
        Err(Wrong::with(Expected::Slug, usable.then_some(slug)))
    }
}

impl Email {
    /// Reads an e-mail address.
    ///
    /// # Errors
    /// When it has no `@`, a blank, or a domain without a dot.
    pub fn parse(typed: &str) -> Result<Self, Wrong> {
        let text = one_line(typed, EMAIL_MAX)?;
        if is_address(&text) {
            return Ok(Self(text));
        }
        let squeezed = text
            .replace([' ', '<', '>'], "")
            .replace("mailto:", "")
            .replace(',', ".");
        let proposal = (is_address(&squeezed) && squeezed != text).then_some(squeezed);
        Err(Wrong::with(Expected::Email, proposal))
    }
}

fn is_address(text: &str) -> bool {
    let forbidden = |letter: char| letter.is_whitespace() || ",;:<>()[]\"\\".contains(letter);
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let label = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    !local.is_empty()
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !text.contains(forbidden)
        && domain.contains('.')
        && domain.split('.').all(label)
}

fn longer_than(text: &str, max: u32) -> bool {
    u32::try_from(text.chars().count()).is_ok_and(|count| count > max)
}

/// Zero-width characters that copy and paste brings along and nobody sees.
const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    )
}

fn one_line(typed: &str, max: u32) -> Result<String, Wrong> {
    let visible: String = typed
        .chars()
        .filter(|letter| !is_invisible(*letter))
        .collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    let text = composed(words.join(" "));
    if text.is_empty() {
        return Err(Wrong::new(Expected::Something));
    }
    if text.chars().any(char::is_control) || longer_than(&text, max) {
        return Err(Wrong::new(Expected::Text { max }));
    }
    Ok(text)
}

/// Most cells are composed already, which costs less to see than to do.
fn composed(text: String) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        IsNormalized::No | IsNormalized::Maybe => text.nfc().collect(),
    }
}

/// The form in which words are compared: no case, no accents, other signs as single underscores.
pub(crate) fn fold(typed: &str) -> String {
    let mut folded = String::with_capacity(typed.len());
    for letter in typed.nfkd().flat_map(char::to_lowercase) {
        match letter {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            _ if unicode_normalization::char::is_combining_mark(letter) || is_invisible(letter) => {
            }
            _ if letter.is_alphanumeric() => folded.push(letter),
            _ if folded.ends_with('_') || folded.is_empty() => {}
            _ => folded.push('_'),
        }
    }
    folded.truncate(folded.trim_end_matches('_').len());
    folded
}

/// The candidate that was probably meant, if one is near enough.
pub(crate) fn nearest<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wanted: Vec<char> = fold(typed).chars().collect();
    let limit = 1.max(wanted.len() / 4);
    candidates
        .into_iter()
        .map(|candidate| (distance(&wanted, &fold(candidate)), candidate))
        .filter(|(steps, candidate)| *steps <= limit && *steps < fold(candidate).chars().count())
        .min_by_key(|(steps, _)| *steps)
        .map(|(_, candidate)| candidate)
}

/// Letters to insert, delete or replace to go from one word to the other (Levenshtein).
fn distance(from: &[char], to: &str) -> usize {
    let mut line: Vec<usize> = (0..=from.len()).collect();
    for (done, letter) in to.chars().enumerate() {
        let mut next = vec![done.saturating_add(1)];
        for ((above, diagonal), old) in line.iter().skip(1).zip(&line).zip(from) {
            let left = next.last().copied().unwrap_or(0);
            let replaced = diagonal.saturating_add(usize::from(*old != letter));
            next.push(
                replaced
                    .min(above.saturating_add(1))
                    .min(left.saturating_add(1)),
            );
        }
        line = next;
    }
    line.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_differences_do_not_count() {
        let composed = Label::parse("Éducation").unwrap();
        assert_eq!(
            Label::parse("E\u{301}ducation\u{a0}\u{feff}").unwrap(),
            composed
        );
        assert_ne!(
            Reference::parse("007").unwrap(),
            Reference::parse("7").unwrap()
        );
    }

    #[test]
    fn near_words_are_proposed() {
        let known = ["direction", "catégorie", "site"];
        assert_eq!(nearest("Categrie", known), Some("catégorie"));
        assert_eq!(nearest("budget", known), None);
        assert_eq!(nearest("D", ["A", "B"]), None);
        assert_eq!(
            Slug::parse("Ville de Metz").unwrap_err().proposal.unwrap(),
            "ville-de-metz"
        );
    }

    #[test]
    fn addresses_need_a_domain() {
        for good in ["a@example.org", "prénom.nom@exemple-ville.example"] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "a",
            "a@b",
            "a b@example.org",
            "@example.org",
            "a@.org",
            "a@b@example.org",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
    }
}
