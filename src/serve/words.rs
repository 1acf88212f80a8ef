//! What `ssh host …` asks for: one line, as the client put it together, cut into words.
//!
//! Quotes and backslashes keep a word together as in a shell. Nothing else has a meaning: no variable, no pattern, no
//! pipe, no second command. There is no shell.

/// Longest line that is read, in bytes.
const LONGEST: usize = 65_536;

/// Why a line is not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unclear {
    /// It is too long, or no text.
    NoText,
    /// A quote stays open.
    OpenQuote,
}

/// Cuts a line into words; the program's own name in front is left out.
pub(super) fn words(line: &[u8]) -> Result<Vec<String>, Unclear> {
    let line = std::str::from_utf8(line).map_err(|_| Unclear::NoText)?;
    if line.len() > LONGEST || line.contains('\0') {
        return Err(Unclear::NoText);
    }
    let mut words = cut(line)?;
    if words.first().is_some_and(|word| word == "offboard") {
        words.remove(0);
    }
    Ok(words)
}

fn cut(line: &str) -> Result<Vec<String>, Unclear> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '\\') => {
                let next = rest.next().ok_or(Unclear::OpenQuote)?;
                word.get_or_insert_default().push(next);
            }
            (Some('"'), '\\') => {
                let next = rest.next().ok_or(Unclear::OpenQuote)?;
                let word = word.get_or_insert_default();
                if !matches!(next, '"' | '\\' | '$' | '`') {
                    word.push('\\');
                }
                word.push(next);
            }
            (None, c) if c.is_ascii_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    if quote.is_some() {
        return Err(Unclear::OpenQuote);
    }
    words.extend(word);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_keep_words_together_and_nothing_else_has_a_meaning() {
        for (line, expected) in [
            ("users list", vec!["users", "list"]),
            ("offboard users list", vec!["users", "list"]),
            (
                "users  list --search 'a b'",
                vec!["users", "list", "--search", "a b"],
            ),
            (
                r#"x "a \"b\" \n" c\ d '' "#,
                vec!["x", r#"a "b" \n"#, "c d", ""],
            ),
            (
                "a;b | c > d $HOME *",
                vec!["a;b", "|", "c", ">", "d", "$HOME", "*"],
            ),
            ("", vec![]),
            ("  ", vec![]),
        ] {
            let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
            assert_eq!(words(line.as_bytes()), Ok(expected), "{line}");
        }
    }

    #[test]
    fn what_is_not_clear_is_not_guessed() {
        for line in ["a 'b", "a \"b", "a \\"] {
            assert_eq!(words(line.as_bytes()), Err(Unclear::OpenQuote), "{line}");
        }
        assert_eq!(words(b"a\xff"), Err(Unclear::NoText));
        assert_eq!(words(b"a\0b"), Err(Unclear::NoText));
        assert_eq!(words(&vec![b'a'; LONGEST + 1]), Err(Unclear::NoText));
    }
}
