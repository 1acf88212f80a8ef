//! Which character separates the fields: decided from the header, and from nothing else.
//!
//! The separator under which the header names the most identifier columns wins; among equals the one that stands
//! there most often, and comma when none stands there. Text inside quotes has no say.

use super::header::is_identifier_name;
use crate::domain::coded::listed;

listed! {
    /// The character between two fields.
    #[derive(serde::Serialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Separator {
        /// `,`
        Comma,
        /// `;`, as spreadsheets write where the comma is the decimal mark.
        Semicolon,
        /// TAB, as in a table pasted from a spreadsheet.
        Tab,
    }
}

/// How the fields of a file are separated, and whether the file said so itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// The character between two fields.
    pub(super) separator: Separator,
    /// Whether the first line that is not blank is a spreadsheet's `sep=;`, which is no header.
    pub(super) has_hint_line: bool,
}

/// Collects the header's text from the beginning of a file, fed in pieces, and decides.
#[derive(Debug, Default)]
pub(super) struct Scout {
    header: Vec<u8>,
    in_quotes: bool,
    is_filled: bool,
    is_done: bool,
}

impl Separator {
    /// The character itself, which is one byte in UTF-8.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

impl Scout {
    /// Longest header that is looked at; identifier columns further right are still found, by the mapping.
    const WINDOW_BYTES: usize = 65_536;

    /// Takes the next piece of the file; where the pieces are cut makes no difference.
    pub(super) fn feed(&mut self, piece: &[u8]) {
        for &byte in piece {
            if self.is_done {
                return;
            }
            self.take(byte);
        }
    }

    /// Decides.
    pub(super) fn decide(&self) -> Dialect {
        if let Some(separator) = hint(&self.header) {
            return Dialect {
                separator,
                has_hint_line: true,
            };
        }
        let mut best = (Separator::Comma, 0, 0);
        for separator in Separator::ALL {
            let (names, count) = self.weigh(separator.byte());
            if (names, count) > (best.1, best.2) {
                best = (separator, names, count);
            }
        }
        Dialect {
            separator: best.0,
            has_hint_line: false,
        }
    }

    fn take(&mut self, byte: u8) {
        match byte {
            b'"' => self.in_quotes = !self.in_quotes,
            b'\n' | b'\r' if !self.in_quotes => {
                self.is_done = self.is_filled && !is_blank(&self.header);
                if !self.is_done {
                    self.header.clear();
                    self.is_filled = false;
                }
                return;
            }
            b' ' | b',' | b';' | b'\t' | b'\n' | b'\r' => {}
            _ => self.is_filled = true,
        }
        // A blank beginning without end is never kept.
        if self.is_filled || self.header.len() < Self::WINDOW_BYTES {
            self.header.push(byte);
        }
        self.is_done = self.is_filled && self.header.len() > Self::WINDOW_BYTES;
    }

    /// How many identifier columns the header names under a separator, and how often that stands outside quotes.
    fn weigh(&self, separator: u8) -> (usize, usize) {
        let mut in_quotes = false;
        let fields = self.header.split(|&byte| {
            in_quotes ^= byte == b'"';
            byte == separator && !in_quotes
        });
        let mut names = 0;
        let mut count = 0;
        for field in fields {
            count += 1;
            let field = field
                .strip_prefix(b"\"")
                .and_then(|rest| rest.strip_suffix(b"\""))
                .unwrap_or(field);
            names += usize::from(std::str::from_utf8(field).is_ok_and(is_identifier_name));
        }
        (names, count - 1)
    }
}

/// Whether a line has nothing in it but separators, quotes and spaces of any kind.
fn is_blank(line: &[u8]) -> bool {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"');
    match std::str::from_utf8(line) {
        Ok(text) => text.chars().all(is_mark),
        Err(_) => line.iter().all(|&byte| is_mark(char::from(byte))),
    }
}

/// Reads a spreadsheet's `sep=;` line, quoted or not.
fn hint(line: &[u8]) -> Option<Separator> {
    let line = line
        .strip_prefix(b"\"")
        .and_then(|rest| rest.strip_suffix(b"\""))
        .unwrap_or(line);
    let (word, mark) = line.split_at_checked(4)?;
    let [mark] = mark else { return None };
    let separator = Separator::ALL
        .into_iter()
        .find(|separator| separator.byte() == *mark)?;
    word.eq_ignore_ascii_case(b"sep=").then_some(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(text: &str) -> (Separator, bool) {
        let mut scout = Scout::default();
        scout.feed(text.as_bytes());
        let dialect = scout.decide();
        (dialect.separator, dialect.has_hint_line)
    }

    #[test]
    fn the_header_decides() {
        assert_eq!(
            decide("primary_email_address,unique_user_id\n;;;;;;\n"),
            (Separator::Comma, false)
        );
        assert_eq!(
            decide("primary_email_address;unique_user_id\n,,,,,,\n"),
            (Separator::Semicolon, false)
        );
        assert_eq!(
            decide("\tprimary_email_address\tunique_user_id\t\t\n"),
            (Separator::Tab, false)
        );
        assert_eq!(decide(""), (Separator::Comma, false));
    }

    #[test]
    fn naming_columns_outweighs_counting_marks() {
        assert_eq!(
            decide("a,b,c,d primary_email_address;unique_user_id\n"),
            (Separator::Semicolon, false)
        );
        assert_eq!(
            decide("\"a;b;c;d\",primary_email_address,unique_id\n"),
            (Separator::Comma, false)
        );
        assert_eq!(
            decide("\"note;\n;;\";\"primary_email_address\";unique_id\n"),
            (Separator::Semicolon, false)
        );
    }

    #[test]
    fn blank_lines_before_the_header_have_no_say() {
        assert_eq!(
            decide("\n ,,,,\r\n\"\"\r\u{a0}\rprimary_email_address;unique_id"),
            (Separator::Semicolon, false)
        );
    }

    #[test]
    fn a_spreadsheets_hint_is_followed() {
        assert_eq!(
            decide("sep=;\nprimary_email_address,unique_id\n"),
            (Separator::Semicolon, true)
        );
        assert_eq!(decide("\"SEP=,\"\r\nx\n"), (Separator::Comma, true));
        assert_eq!(decide("sep=\t\nx\n"), (Separator::Tab, true));
        assert_eq!(decide("sep=|\nx\n"), (Separator::Comma, false));
    }
}
