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
    if trimmed.chars().any(is_invisible) {
        return Err(IdentifierFault::Suspicious);
    }
    if trimmed.is_ascii() {
        return Ok(trimmed.to_owned());
    }
    Ok(trimmed.nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

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
