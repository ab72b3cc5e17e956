//! Closed lists: how a French word of a file becomes a variant, whatever its case and accents.
//!
//! A list never guesses: a word that is near is proposed, never taken.

use crate::fault::{Expected, Wrong};
use crate::text::{fold, nearest};

/// A closed list of words.
pub(crate) trait Term: Copy + Sized + 'static {
    /// Every member, in the order in which they are shown.
    const MEMBERS: &'static [Self];
    /// The French word written in files.
    fn word_in_file(self) -> &'static str;
    /// Other spellings that are read as the same member.
    fn aliases(self) -> &'static [&'static str];
}

/// Reads a member of a closed list.
pub(crate) fn parse_term<T: Term>(typed: &str) -> Result<T, Wrong> {
    let exact = T::MEMBERS
        .iter()
        .find(|member| member.word_in_file() == typed.trim());
    if let Some(member) = exact {
        return Ok(*member);
    }
    let wanted = fold(typed);
    if wanted.is_empty() {
        return Err(Wrong::new(Expected::Something));
    }
    let found = T::MEMBERS.iter().copied().find(|member| {
        fold(member.word_in_file()) == wanted
            || member.aliases().iter().any(|alias| fold(alias) == wanted)
    });
    found.ok_or_else(|| {
        let words = T::MEMBERS.iter().map(|member| member.word_in_file());
        let proposal = nearest(typed, words.clone()).map(str::to_owned);
        Wrong::with(
            Expected::OneOf(words.map(str::to_owned).collect()),
            proposal,
        )
    })
}

/// Declares a closed list with its French words and their aliases.
macro_rules! terms {
    ($(#[$list:meta])* $name:ident {
        $($(#[$member:meta])* $variant:ident => $word:literal $(| $alias:literal)*;)+
    }) => {
        $(#[$list])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$member])* $variant,)+ }

        impl $name {
            /// Every member, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The French word written in files.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Reads the French word or one of its aliases, case and accents aside.
            ///
            /// # Errors
            /// When the word is not in the list; the nearest one is proposed.
            pub fn parse(typed: &str) -> Result<Self, $crate::fault::Wrong> {
                $crate::term::parse_term(typed)
            }
        }

        impl $crate::term::Term for $name {
            const MEMBERS: &'static [Self] = Self::ALL;
            fn word_in_file(self) -> &'static str { self.word() }
            fn aliases(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($alias,)*],)+ }
            }
        }
    };
}
pub(crate) use terms;
