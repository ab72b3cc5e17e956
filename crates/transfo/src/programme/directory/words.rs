//! Words of names and of queries, compared without accents, case or signs.

/// A word of a query, ready to be found at the beginning of a word.
pub(in crate::programme) struct Word {
    pub(in crate::programme) typed: String,
    whole: Option<String>,
}

impl Word {
    pub(in crate::programme) fn new(word: &str) -> Self {
        let whole = Some(whole(word)).filter(|whole| *whole != word);
        Self {
            typed: format!(" {word}"),
            whole: whole.map(|whole| format!(" {whole}")),
        }
    }

    pub(in crate::programme) fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.typed.as_str()).chain(self.whole.as_deref())
    }

    pub(in crate::programme) fn begins_in(&self, text: &str) -> bool {
        self.forms().any(|form| text.contains(form))
    }
}

/// What a word may be short for.
pub(in crate::programme) fn whole(word: &str) -> &str {
    match word {
        "st" => "saint",
        "ste" => "sainte",
        _ => word,
    }
}

/// Without the words people put before a name, for a second try: "ville de Mulhouse".
pub(in crate::programme) fn plain(folded: &str) -> String {
    const NOISE: [&str; 12] = [
        "ville", "mairie", "commune", "conseil", "de", "du", "des", "d", "l", "la", "le", "les",
    ];
    let words = folded.split(' ').filter(|word| !NOISE.contains(word));
    let words: Vec<&str> = words
        .map(|word| match word {
            "departemental" => "departement",
            "regional" => "region",
            _ => word,
        })
        .collect();
    words.join(" ")
}

/// Lower case, no accents, words separated by one space.
pub(in crate::programme) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

pub(in crate::programme) fn fold_into(folded: &mut String, text: &str) {
    let begin = folded.len();
    for letter in text.chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            'à' | 'â' | 'ä' | 'á' | 'ã' => "a",
            'ç' => "c",
            'é' | 'è' | 'ê' | 'ë' => "e",
            'î' | 'ï' | 'í' => "i",
            'ñ' => "n",
            'ô' | 'ö' | 'ó' | 'õ' => "o",
            'ù' | 'û' | 'ü' | 'ú' => "u",
            'ÿ' => "y",
            'œ' => "oe",
            'æ' => "ae",
            _ if letter.is_alphanumeric() => {
                folded.push(letter);
                continue;
            }
            // A combining accent belongs to the letter before it.
            '\u{300}'..='\u{36f}' => continue,
            _ if folded.len() == begin || folded.ends_with(' ') => continue,
            _ => " ",
        };
        folded.push_str(plain);
    }
    if folded.len() > begin && folded.ends_with(' ') {
        folded.pop();
    }
}
