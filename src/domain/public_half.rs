//! The public half of a signing key: what anybody needs to check a signature of an account, and no secret.
//!
//! It is written as others write it: the DER of a `SubjectPublicKeyInfo` (RFC 8410), in base64 on one line or as PEM.

use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};

/// What stands before the 32 bytes of an Ed25519 key in its DER.
const PREFIX: [u8; 12] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
];
const BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const END: &str = "-----END PUBLIC KEY-----";

/// The public half of an Ed25519 key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicHalf(pub [u8; 32]);

impl PublicHalf {
    fn der(&self) -> Vec<u8> {
        [&PREFIX[..], &self.0].concat()
    }

    /// Its DER in base64: the middle line of its PEM.
    pub fn text(&self) -> String {
        BASE64.encode(&self.der())
    }

    /// Its PEM, with a line end.
    pub fn pem(&self) -> String {
        format!("{BEGIN}\n{}\n{END}\n", self.text())
    }

    /// The SHA-256 of its DER, in hexadecimal: what people compare.
    pub fn fingerprint(&self) -> String {
        let hash = Sha256::digest(self.der());
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads what [`Self::text`] writes, and nothing else.
    pub fn from_text(text: &str) -> Option<Self> {
        let der = BASE64.decode(text.trim().as_bytes()).ok()?;
        let key = der.strip_prefix(&PREFIX)?;
        key.try_into().ok().map(Self)
    }

    /// Reads the keys of a text: PEM of one or several, or one on a line of its own. None where it holds anything else.
    pub fn all_of(text: &str) -> Option<Vec<Self>> {
        let text = text.trim();
        if !text.starts_with(BEGIN) {
            return Self::from_text(text).map(|key| vec![key]);
        }
        let blocks = text.split(BEGIN).skip(1);
        let read = blocks.map(|block| {
            let (inner, rest) = block.split_once(END)?;
            let inner: String = inner.split_whitespace().collect();
            rest.trim().is_empty().then(|| Self::from_text(&inner))?
        });
        read.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_written_as_others_write_it_and_read_back() {
        let key = PublicHalf([7; 32]);
        let other = PublicHalf([9; 32]);
        assert_eq!(PublicHalf::from_text(&key.text()), Some(key));
        let both = format!("{}{}", key.pem(), other.pem());
        assert_eq!(PublicHalf::all_of(&both), Some(vec![key, other]));
        let on_windows = key.pem().replace('\n', "\r\n");
        assert_eq!(PublicHalf::all_of(&on_windows), Some(vec![key]));
        assert_eq!(PublicHalf::all_of(&key.text()), Some(vec![key]));
    }

    #[test]
    fn what_is_no_key_is_not_read() {
        let key = PublicHalf([7; 32]);
        let with_more = format!("{}x", key.pem());
        let without_end = key.pem().replace(END, "");
        for text in [
            "",
            "AAAA",
            BEGIN,
            &with_more,
            &without_end,
            &key.text()[1..],
        ] {
            assert_eq!(PublicHalf::all_of(text), None, "{text}");
        }
    }
}
