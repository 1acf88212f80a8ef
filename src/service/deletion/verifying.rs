//! Checks what an account has signed, with nothing but the file, its signature and a public half: no account, no network.
//!
//! A signature is over the exact bytes of a file and lies beside it, as `FILE.sig`. A file that names the key itself can
//! be checked against that; whose key it is can only be known by whoever was given it.

use std::io::Read as _;
use std::path::Path;

use super::{certificate, page};
use crate::domain::public_half::PublicHalf;
use crate::domain::record::Certificate;
use crate::error::{Error, Result};
use crate::service::account::signing::{self, signature_beside};
use crate::service::files::{open_regular, read_small, sha256};

/// The largest file that is checked: it is read whole.
const MAX_BYTES: u64 = 1 << 28;
/// The longest file with public halves that is read.
const LONGEST_KEYS: u64 = 100_000;

/// What a signed file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Document {
    /// An erasure certificate, or its page.
    Certificate(Box<Certificate>),
    /// Entries of the activity log.
    Log {
        /// How many.
        entries: u64,
        /// Number of the first.
        first: Option<u64>,
        /// Number of the last.
        last: Option<u64>,
    },
    /// Something else.
    Other,
}

/// What came of checking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The signature fits the file and a key that was given.
    Genuine(PublicHalf),
    /// It fits the file and the key that the file names itself.
    Unchanged(PublicHalf),
    /// It fits no key: the file was changed since, or signed by another one.
    NotGenuine,
    /// The file names a key that is none of those that were given.
    OtherKey(PublicHalf),
    /// No signature lies beside it.
    NoSignature,
    /// It names no key, and none was given.
    KeyNeeded,
    /// It is nothing that an account signs.
    NotSigned,
}

impl Verdict {
    /// The code in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Genuine(_) => "genuine",
            Self::Unchanged(_) => "unchanged",
            Self::NotGenuine => "not_genuine",
            Self::OtherKey(_) => "other_key",
            Self::NoSignature => "no_signature",
            Self::KeyNeeded => "key_needed",
            Self::NotSigned => "not_signed",
        }
    }

    /// Whether the signature fits.
    pub const fn fits(self) -> bool {
        matches!(self, Self::Genuine(_) | Self::Unchanged(_))
    }

    /// The key of which it tells.
    pub const fn key(self) -> Option<PublicHalf> {
        match self {
            Self::Genuine(key) | Self::Unchanged(key) | Self::OtherKey(key) => Some(key),
            Self::NotGenuine | Self::NoSignature | Self::KeyNeeded | Self::NotSigned => None,
        }
    }
}

/// A file that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What it is.
    pub document: Document,
    /// What came of it.
    pub verdict: Verdict,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// The public halves that somebody gives: those of a file, or one in base64. None where there is none.
pub fn keys_of(given: &str) -> Result<Option<Vec<PublicHalf>>> {
    if let Some(key) = PublicHalf::from_text(given) {
        return Ok(Some(vec![key]));
    }
    let text = read_small(Path::new(given), LONGEST_KEYS)?;
    Ok(PublicHalf::all_of(&text))
}

/// Checks a file against the keys that are given, or else against the one that it names.
pub fn verify(file: &Path, given: Option<&[PublicHalf]>) -> Result<Checked> {
    let (open, bytes) = open_regular(file)?;
    if bytes > MAX_BYTES {
        return Ok(Checked {
            document: Document::Other,
            verdict: Verdict::NotSigned,
            sha256: String::new(),
        });
    }
    let mut content = Vec::new();
    open.take(MAX_BYTES)
        .read_to_end(&mut content)
        .map_err(|error| Error::from_io(&error, file))?;
    let document = document(&content);
    let signature = signature_beside(file)?;
    Ok(Checked {
        verdict: verdict(&document, &content, signature.as_deref(), given),
        sha256: sha256(&content),
        document,
    })
}

fn verdict(
    document: &Document,
    content: &[u8],
    signature: Option<&[u8]>,
    given: Option<&[PublicHalf]>,
) -> Verdict {
    let named = match document {
        Document::Certificate(certificate) => {
            let text = certificate.signing_key.as_deref();
            text.and_then(PublicHalf::from_text)
        }
        Document::Log { .. } => None,
        Document::Other => return Verdict::NotSigned,
    };
    let Some(signature) = signature else {
        return Verdict::NoSignature;
    };
    let fits = |key: &PublicHalf| signing::is_signed_by(*key, content, signature);
    let Some(given) = given else {
        return match named {
            None => Verdict::KeyNeeded,
            Some(key) if fits(&key) => Verdict::Unchanged(key),
            Some(_) => Verdict::NotGenuine,
        };
    };
    match (given.iter().copied().find(fits), named) {
        (Some(key), _) => Verdict::Genuine(key),
        (None, Some(key)) if !given.contains(&key) => Verdict::OtherKey(key),
        (None, _) => Verdict::NotGenuine,
    }
}

/// What a file is, whoever signed it.
fn document(content: &[u8]) -> Document {
    let certificate = certificate::read(content).or_else(|| {
        let text = std::str::from_utf8(content).ok()?;
        certificate::read(page::certificate_in(text)?.as_bytes())
    });
    if let Some(certificate) = certificate {
        return Document::Certificate(Box::new(certificate));
    }
    log(content).unwrap_or(Document::Other)
}

fn log(content: &[u8]) -> Option<Document> {
    let mut reader =
        csv::Reader::from_reader(content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content));
    let header = reader.headers().ok()?;
    let begins = ["number", "at", "operator", "act"];
    if !header.iter().take(begins.len()).eq(begins) || !header.iter().any(|name| name == "mark") {
        return None;
    }
    let (mut entries, mut first, mut last) = (0, None, None);
    for record in reader.records() {
        let number: u64 = record.ok()?.get(0)?.parse().ok()?;
        entries += 1;
        first = first.or(Some(number));
        last = Some(number);
    }
    Some(Document::Log {
        entries,
        first,
        last,
    })
}
