//! Paths as people type them, and as terminals and file managers paste them.
//!
//! Understood are `~`, `file://` addresses, quotes, and spaces escaped by a backslash. What [`write()`] shows is read back
//! by [`read`] as the same path.

use std::path::{Path, PathBuf};

/// Reads a path; none when nothing was typed.
pub fn read(text: &str, home: Option<&Path>) -> Option<PathBuf> {
    // Several files may be pasted at once: the first one counts.
    let text = text.trim().lines().next()?.trim();
    if text.is_empty() {
        return None;
    }
    if let Some(address) = text.strip_prefix("file://") {
        let from = address.find('/').unwrap_or(0);
        return Some(PathBuf::from(decoded(&address[from..])));
    }
    let is_quoted = text.starts_with(['\'', '"', '\\']);
    let plain = unquoted(text).unwrap_or_else(|| text.to_owned());
    if let (Some(home), false) = (home, is_quoted) {
        if plain == "~" {
            return Some(home.to_owned());
        }
        if let Some(rest) = plain.strip_prefix("~/") {
            return Some(home.join(rest));
        }
    }
    Some(PathBuf::from(plain))
}

/// Writes a path as it could have been typed, with `~` for the home directory.
pub fn write(path: &Path, home: Option<&Path>) -> String {
    let below = home.and_then(|home| path.strip_prefix(home).ok());
    let (start, rest) = match below {
        Some(rest) if rest.as_os_str().is_empty() => return "~".to_owned(),
        Some(rest) => ("~/", rest),
        None => ("", path),
    };
    let text = rest.to_string_lossy();
    let mut written = start.to_owned();
    for (at, c) in text.char_indices() {
        let begins_like_home = at == 0 && c == '~' && start.is_empty();
        if matches!(c, '\\' | '\'' | '"') || begins_like_home {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

/// Takes quotes and backslashes away as a shell would; none when a quote stays open, which makes it part of a name.
fn unquoted(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, '\\') => plain.push(chars.next().unwrap_or('\\')),
            (Some('"'), '\\') => {
                let next = chars.next()?;
                if !matches!(next, '"' | '\\' | '$' | '`') {
                    plain.push('\\');
                }
                plain.push(next);
            }
            (_, c) => plain.push(c),
        }
    }
    quote.is_none().then_some(plain)
}

/// Takes the percent signs out of an address.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|code| std::str::from_utf8(code).ok());
        let code = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        if let (b'%', Some(byte)) = (first, code) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Option<PathBuf> {
        read(text, Some(Path::new("/home/dl")))
    }

    fn is(text: &str, wanted: &str) {
        assert_eq!(path(text), Some(PathBuf::from(wanted)), "{text}");
    }

    #[test]
    fn paths_are_read_as_terminals_paste_them() {
        is(" /tmp/a b.csv \n", "/tmp/a b.csv");
        is("'/tmp/a b.csv'", "/tmp/a b.csv");
        is("\"/tmp/a b.csv\"", "/tmp/a b.csv");
        is("/tmp/a\\ b\\(1\\).csv", "/tmp/a b(1).csv");
        is("'/tmp/it'\\''s.csv'", "/tmp/it's.csv");
        is("file:///tmp/a%20b.csv", "/tmp/a b.csv");
        is("file://localhost/tmp/100%25.csv", "/tmp/100%.csv");
        is("~/x.csv", "/home/dl/x.csv");
        is("~", "/home/dl");
        is("/tmp/one.csv\n/tmp/two.csv", "/tmp/one.csv");
        assert_eq!(path("  "), None);
    }

    #[test]
    fn a_quote_that_stays_open_is_part_of_the_name() {
        is("/tmp/it's.csv", "/tmp/it's.csv");
        is("/tmp/100%.csv", "/tmp/100%.csv");
    }

    #[test]
    fn a_path_that_is_shown_is_read_back_as_the_same() {
        let home = Some(Path::new("/home/dl"));
        for wanted in [
            "/tmp/it's \"a\\b\".csv",
            "~odd",
            "/plain/a b.csv",
            "/home/dl",
            "/home/dl/~ it's.csv",
        ] {
            is(&write(Path::new(wanted), home), wanted);
        }
        assert_eq!(write(Path::new("/home/dl/a.csv"), home), "~/a.csv");
    }
}
