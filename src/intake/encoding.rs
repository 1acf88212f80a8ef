//! Bytes to text: which encoding a file is in, and a reader that gives it as UTF-8.
//!
//! UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252. A file is never half understood: a
//! broken sequence in a text that is otherwise UTF-8 is refused with its line, not read as another encoding.

use std::io::{self, BufRead, Read};

use super::grammar::Placed;
use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes read at a time.
const PIECE_BYTES: usize = 64 * 1_024;

/// How a file's bytes are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8 without a byte order mark; plain ASCII too.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8WithMark,
    /// UTF-16, little end first, with its byte order mark.
    Utf16LittleEndian,
    /// UTF-16, big end first, with its byte order mark.
    Utf16BigEndian,
    /// What Windows writes in western languages.
    Windows1252,
}

/// What the byte order mark at the beginning of a file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// There is none.
    None,
    /// The text is in this encoding.
    Of(Encoding),
    /// The text is in one that is not read (UTF-32).
    Unreadable,
}

/// The text of a file as UTF-8, decoded as it is read.
pub(super) struct DecodedText<R> {
    source: R,
    decoder: Option<Decoder>,
    raw: Box<[u8]>,
    raw_at: usize,
    raw_end: usize,
    text: Vec<u8>,
    text_at: usize,
    text_end: usize,
    bytes_read: u64,
    /// Bytes of the file whose text has been consumed.
    bytes_consumed: u64,
    encoding: Encoding,
    end: TextEnd,
}

/// Whether there is more to decode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextEnd {
    Ahead,
    Reached,
    Broken,
}

/// Finds out, piece by piece, whether bytes are UTF-8, and if not whether they can be Windows-1252.
#[derive(Debug, Default)]
pub(super) struct TextTrial {
    good_sequences: u64,
    broken_sequences: u64,
    undefined_bytes: u64,
    /// Where in the piece last fed the first broken sequence of all stood.
    pub(super) first_broken: Option<usize>,
    /// Where in the piece last fed the first byte of all that Windows-1252 does not define stood.
    pub(super) first_undefined: Option<usize>,
}

impl Encoding {
    /// Bytes of the mark at its beginning.
    pub(super) const fn mark_bytes(self) -> u64 {
        match self {
            Self::Utf8WithMark => 3,
            Self::Utf16LittleEndian | Self::Utf16BigEndian => 2,
            Self::Utf8 | Self::Windows1252 => 0,
        }
    }

    /// Bytes that a text, here in UTF-8, takes up in this encoding.
    fn length_of(self, text: &[u8]) -> u64 {
        let count = |is_counted: fn(&&u8) -> bool| text.iter().filter(is_counted).count() as u64;
        let characters = || count(|byte| **byte & 0xC0 != 0x80);
        match self {
            Self::Utf8 | Self::Utf8WithMark => text.len() as u64,
            Self::Windows1252 => characters(),
            // A character that takes four bytes in UTF-8 takes two units in UTF-16.
            Self::Utf16LittleEndian | Self::Utf16BigEndian => {
                2 * (characters() + count(|byte| **byte >= 0xF0))
            }
        }
    }

    fn decoder(self) -> Option<Decoder> {
        let encoding = match self {
            Self::Utf8 | Self::Utf8WithMark => return None,
            Self::Utf16LittleEndian => UTF_16LE,
            Self::Utf16BigEndian => UTF_16BE,
            Self::Windows1252 => WINDOWS_1252,
        };
        Some(encoding.new_decoder_without_bom_handling())
    }
}

impl Mark {
    /// Reads the mark, if the file begins with one.
    pub(super) fn read(window: &[u8]) -> Self {
        match window {
            [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Self::Unreadable,
            [0xFF, 0xFE, ..] => Self::Of(Encoding::Utf16LittleEndian),
            [0xFE, 0xFF, ..] => Self::Of(Encoding::Utf16BigEndian),
            [0xEF, 0xBB, 0xBF, ..] => Self::Of(Encoding::Utf8WithMark),
            _ => Self::None,
        }
    }
}

impl TextTrial {
    /// Takes the next piece, which must not end within a sequence unless the file does.
    pub(super) fn feed(&mut self, piece: &[u8]) {
        // Nearly every piece is all UTF-8. Each of its sequences that is not ASCII begins with one such byte.
        if std::str::from_utf8(piece).is_ok() {
            let begins = piece.iter().filter(|byte| **byte >= 0xC0).count();
            self.good_sequences += begins as u64;
        } else {
            self.feed_broken(piece);
        }
        if self.undefined_bytes == 0 {
            let some = memchr::memchr3(0x81, 0x8D, 0x8F, piece);
            let other = memchr::memchr2(0x90, 0x9D, piece);
            self.first_undefined = some.into_iter().chain(other).min();
            self.undefined_bytes += u64::from(self.first_undefined.is_some());
        }
    }

    #[cold]
    fn feed_broken(&mut self, piece: &[u8]) {
        let mut at = 0;
        for part in piece.utf8_chunks() {
            self.good_sequences += part.valid().chars().filter(|c| !c.is_ascii()).count() as u64;
            at += part.valid().len();
            if !part.invalid().is_empty() {
                if self.broken_sequences == 0 {
                    self.first_broken = Some(at);
                }
                self.broken_sequences += 1;
            }
            at += part.invalid().len();
        }
    }

    /// Whether everything was UTF-8.
    pub(super) fn is_utf8(&self) -> bool {
        self.broken_sequences == 0
    }

    /// Whether most of what is not ASCII was UTF-8: then the rest is damage.
    pub(super) fn is_damaged_utf8(&self) -> bool {
        self.broken_sequences > 0 && self.good_sequences >= self.broken_sequences
    }

    /// Whether every byte is defined in Windows-1252.
    pub(super) fn is_windows_1252(&self) -> bool {
        self.undefined_bytes == 0
    }
}

impl<R: Read> DecodedText<R> {
    /// Decodes what follows in a source that stands just after the mark.
    pub(super) fn new(source: R, encoding: Encoding) -> Self {
        let decoder = encoding.decoder();
        let text_bytes = if decoder.is_some() {
            PIECE_BYTES * 3 + 16
        } else {
            0
        };
        Self {
            source,
            decoder,
            raw: vec![0; PIECE_BYTES].into_boxed_slice(),
            raw_at: 0,
            raw_end: 0,
            text: vec![0; text_bytes],
            text_at: 0,
            text_end: 0,
            bytes_read: 0,
            bytes_consumed: 0,
            encoding,
            end: TextEnd::Ahead,
        }
    }

    /// Bytes of the file that were read, without its mark.
    pub(super) fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    fn fill_raw(&mut self) -> io::Result<()> {
        self.raw_at = 0;
        self.raw_end = fill(&mut self.source, &mut self.raw)?;
        self.bytes_read += self.raw_end as u64;
        Ok(())
    }

    /// Decodes the next piece; a sequence that cannot be is an error, once the text before it has been given.
    fn decode(&mut self) -> io::Result<()> {
        while self.text_at == self.text_end {
            match self.end {
                TextEnd::Ahead => {}
                TextEnd::Reached => return Ok(()),
                TextEnd::Broken => {
                    return Err(io::Error::new(
                        io::ErrorKind::InvalidData,
                        "a broken sequence",
                    ));
                }
            }
            if self.raw_at == self.raw_end {
                self.fill_raw()?;
            }
            let Some(decoder) = &mut self.decoder else {
                return Ok(());
            };
            let is_last = self.raw_end == 0;
            let raw = &self.raw[self.raw_at..self.raw_end];
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(raw, &mut self.text, is_last);
            self.raw_at += read;
            (self.text_at, self.text_end) = (0, written);
            match result {
                DecoderResult::Malformed(..) => self.end = TextEnd::Broken,
                DecoderResult::InputEmpty if is_last => self.end = TextEnd::Reached,
                DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for DecodedText<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let text = self.fill_buf()?;
        let length = text.len().min(target.len());
        target[..length].copy_from_slice(&text[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: Read> BufRead for DecodedText<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.decoder.is_none() {
            if self.raw_at == self.raw_end {
                self.fill_raw()?;
            }
            return Ok(&self.raw[self.raw_at..self.raw_end]);
        }
        self.decode()?;
        Ok(&self.text[self.text_at..self.text_end])
    }

    fn consume(&mut self, length: usize) {
        if self.decoder.is_none() {
            self.raw_at = self.raw_end.min(self.raw_at + length);
            self.bytes_consumed += length as u64;
        } else {
            let end = self.text_end.min(self.text_at + length);
            self.bytes_consumed += self.encoding.length_of(&self.text[self.text_at..end]);
            self.text_at = end;
        }
    }
}

impl<R> Placed for DecodedText<R> {
    fn byte(&self) -> u64 {
        self.encoding.mark_bytes() + self.bytes_consumed
    }
}

/// Reads until the buffer is full or the source at its end, however small the pieces it gives.
pub(super) fn fill(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
