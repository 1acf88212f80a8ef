//! Email addresses and unique user IDs: read once at the edge, compared exactly as `files.md` says.
//!
//! A value of these types is trimmed, in Unicode NFC, free of invisible characters, and no longer than a field may
//! be. Comparison folds the ASCII case of addresses and the spelling of their domains, and nothing else: no dots, no plus
//! tags, no look-alike letters.

mod readings;
mod spelling;
pub mod within;

use std::fmt;

use unicode_normalization::UnicodeNormalization;

pub use readings::{Fit, Readings, fit};
pub use spelling::{
    domain_form, domain_spellings, is_same_mailbox, matching_form, older_forms, spelt_otherwise,
    with_matching_form,
};

/// Longest identifier in bytes; longer fields are refused as malformed.
pub const MAX_BYTES: usize = 1_024;

/// Why a text is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentifierFault {
    /// Nothing but spaces.
    Empty,
    /// Not an address, or not an ID.
    Invalid,
    /// A spreadsheet turned it into a number such as `1.04E+05`.
    SpreadsheetNumber,
    /// It holds invisible characters (zero-width, bidi controls, control codes).
    Suspicious,
    /// Longer than [`MAX_BYTES`].
    TooLong,
}

/// An email address as people wrote it, trimmed and in NFC.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub struct EmailAddress(String);

/// A unique user ID as the organisation wrote it, trimmed and in NFC.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub struct UniqueId(String);

/// Either of the two ways to name a user from outside.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Identifier {
    /// By primary email address.
    Email(EmailAddress),
    /// By unique user ID.
    UniqueId(UniqueId),
}

/// Which of the two ways to name a user from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentifierKind {
    /// Primary email address.
    Email,
    /// Unique user ID.
    UniqueId,
}

impl EmailAddress {
    /// Reads an address.
    pub fn parse(text: &str) -> Result<Self, IdentifierFault> {
        let text = clean(text)?;
        if is_plain_address(&text) {
            return Ok(Self(text));
        }
        let options = email_address::Options::default()
            .without_display_text()
            .without_domain_literal();
        email_address::EmailAddress::parse_with_options(&text, options)
            .map_err(|_| IdentifierFault::Invalid)?;
        Ok(Self(text))
    }

    /// An address that was read before.
    pub(super) fn known(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The address as shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl UniqueId {
    /// Reads an ID.
    pub fn parse(text: &str) -> Result<Self, IdentifierFault> {
        let text = clean(text)?;
        if super::damage::is_exponent(&text) {
            return Err(IdentifierFault::SpreadsheetNumber);
        }
        Ok(Self(text))
    }

    /// An ID that was read before.
    pub(super) fn known(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The ID as shown; IDs are compared exactly.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Identifier {
    /// Which way of naming it is.
    pub const fn kind(&self) -> IdentifierKind {
        match self {
            Self::Email(_) => IdentifierKind::Email,
            Self::UniqueId(_) => IdentifierKind::UniqueId,
        }
    }

    /// The text as shown.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Email(email) => email.as_str(),
            Self::UniqueId(id) => id.as_str(),
        }
    }

    /// Those by which somebody is known.
    pub fn those_of(email: Option<&EmailAddress>, unique_id: Option<&UniqueId>) -> Vec<Self> {
        let email = email.cloned().map(Self::Email);
        let unique_id = unique_id.cloned().map(Self::UniqueId);
        email.into_iter().chain(unique_id).collect()
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for UniqueId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a character is one that cannot be seen or that changes how others are shown.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

fn clean(text: &str) -> Result<String, IdentifierFault> {
    if text.len() > MAX_BYTES {
        return Err(IdentifierFault::TooLong);
    }
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(IdentifierFault::Empty);
    }
    if trimmed.is_ascii() {
        // What of ASCII cannot be seen are its control codes.
        if trimmed.bytes().any(|byte| byte.is_ascii_control()) {
            return Err(IdentifierFault::Suspicious);
        }
        return Ok(trimmed.to_owned());
    }
    if trimmed.chars().any(is_invisible) {
        return Err(IdentifierFault::Suspicious);
    }
    Ok(trimmed.nfc().collect())
}

/// Whether a text is an address as most are: letters, digits, `_`, `+` and `-` with dots between them, and a domain of
/// letters, digits and hyphens. Any other text is looked at closely.
fn is_plain_address(text: &str) -> bool {
    const LONGEST_LOCAL: usize = 64;
    const LONGEST_LABEL: usize = 63;
    const LONGEST_DOMAIN: usize = 254;
    let Some(at) = memchr::memchr(b'@', text.as_bytes()) else {
        return false;
    };
    let (local, domain) = text.as_bytes().split_at(at);
    let domain = domain.get(1..).unwrap_or_default();
    let of_local = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-');
    let is_atom = |atom: &[u8]| !atom.is_empty() && atom.iter().all(of_local);
    let is_label = |label: &[u8]| {
        let ends = [label.first(), label.last()];
        let of_domain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
        label.len() <= LONGEST_LABEL
            && ends
                .iter()
                .all(|end| end.is_some_and(u8::is_ascii_alphanumeric))
            && label.iter().all(of_domain)
    };
    let is_dot = |byte: &u8| *byte == b'.';
    local.len() <= LONGEST_LOCAL
        && domain.len() <= LONGEST_DOMAIN
        && local.split(is_dot).all(is_atom)
        && domain.split(is_dot).all(is_label)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_plainly_an_address_is_one_at_a_close_look(
            text in "[a-zA-Z0-9_+.<> @é\"-]{0,12}@[a-z0-9.@-]{0,12}",
            long in "[a-z.]{60,70}@[a-z]{60,66}(\\.[a-z-]{50,64}){0,4}",
        ) {
            let options = email_address::Options::default()
                .without_display_text()
                .without_domain_literal();
            for text in [text, long] {
                let parsed = email_address::EmailAddress::parse_with_options(&text, options);
                prop_assert!(!is_plain_address(&text) || parsed.is_ok(), "{text}");
            }
        }

        #[test]
        fn the_invisible_is_found_in_plain_text_as_in_any(text in "[a-z\u{0}-\u{1f}\u{7f} ]{1,6}") {
            let is_suspicious = text.trim().chars().any(is_invisible);
            let found = clean(&text) == Err(IdentifierFault::Suspicious);
            prop_assert!(text.trim().is_empty() || found == is_suspicious, "{text:?}");
        }
    }

    #[test]
    fn most_addresses_are_plain() {
        for text in ["a@b.example", "A.b+c_d-e@x-1.y.Example", "a@localhost"] {
            assert!(is_plain_address(text), "{text}");
        }
        for text in [
            "a..b@c.example",
            ".a@c.example",
            "a@-c.example",
            "a@c..example",
            "a@b@c",
            "@c.example",
            "a@",
        ] {
            assert!(!is_plain_address(text), "{text}");
        }
    }

    #[test]
    fn an_address_is_trimmed_and_compared_without_ascii_case() -> Result<(), IdentifierFault> {
        let one = EmailAddress::parse("  Siti.Aminah@Enigma.Example ")?;
        assert_eq!(one.as_str(), "Siti.Aminah@Enigma.Example");
        assert!(one.matches(&EmailAddress::parse("siti.aminah@enigma.example")?));
        assert!(!one.matches(&EmailAddress::parse("sitiaminah@enigma.example")?));
        Ok(())
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same_address() -> Result<(), IdentifierFault> {
        assert_eq!(
            EmailAddress::parse("jose\u{301}@x.example")?,
            EmailAddress::parse("jos\u{e9}@x.example")?
        );
        Ok(())
    }

    #[test]
    fn invisible_characters_are_reported_not_guessed_at() {
        assert_eq!(
            EmailAddress::parse("a\u{200b}@x.example"),
            Err(IdentifierFault::Suspicious)
        );
        assert_eq!(
            UniqueId::parse("E\u{202e}12"),
            Err(IdentifierFault::Suspicious)
        );
    }

    #[test]
    fn spreadsheet_damage_is_named() {
        assert_eq!(
            UniqueId::parse("1.04E+05"),
            Err(IdentifierFault::SpreadsheetNumber)
        );
        assert!(UniqueId::parse("E-1042").is_ok());
        assert!(UniqueId::parse("104E5").is_ok());
    }

    #[test]
    fn what_is_not_an_address_is_invalid() {
        for text in [
            "plain",
            "a@",
            "@b.example",
            "a b@c.example",
            "Name <a@b.example>",
        ] {
            assert_eq!(
                EmailAddress::parse(text),
                Err(IdentifierFault::Invalid),
                "{text}"
            );
        }
    }
}
