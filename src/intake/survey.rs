//! The first pass over a file: is it CSV at all, how large, in which encoding and dialect, and how many lines.
//!
//! It reads no rows. Its count of physical lines knows nothing of quotes, so that the second pass can be held
//! against it.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

use super::dialect::{Dialect, Scout};
use super::encoding::{DecodedText, Encoding, Mark, TextTrial, fill};
use super::lines::LineCount;
use super::{ReadFault, foreign};
use crate::domain::batch::{ForeignFormat, Terminated, TerminatedCause};

/// Bytes looked at in one go.
const PIECE_BYTES: usize = 64 * 1_024;

/// What the first pass found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Survey {
    /// How the bytes are to be read.
    pub(super) encoding: Encoding,
    /// How the fields are separated.
    pub(super) dialect: Dialect,
    /// All physical lines.
    pub(super) lines: u64,
    /// Size of the file.
    pub(super) bytes: u64,
}

/// What is counted while the text goes by.
#[derive(Default)]
struct Observation {
    lines: LineCount,
    scout: Scout,
    trial: TextTrial,
    /// The line of the first broken sequence, and of the first byte that Windows-1252 lacks.
    broken_line: Option<u64>,
    undefined_line: Option<u64>,
    bytes: u64,
}

/// Looks a file over, from its beginning to its end.
pub(super) fn survey<R: Read + Seek>(source: &mut R, size_limit: u64) -> Result<Survey, ReadFault> {
    let bytes = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(0))?;
    let mut window = vec![0; foreign::WINDOW_BYTES];
    let filled = fill(source, &mut window)?;
    window.truncate(filled);
    let mark = Mark::read(&window);
    if let Some(format) = foreign::recognise(&window) {
        return Err(whole(TerminatedCause::NotCsv(format)));
    }
    if bytes >= size_limit {
        return Err(whole(TerminatedCause::TooLarge(bytes)));
    }
    let encoding = match mark {
        Mark::Unreadable => return Err(whole(TerminatedCause::BadEncoding)),
        Mark::None if foreign::is_unmarked_utf16(&window) => {
            return Err(whole(TerminatedCause::BadEncoding));
        }
        Mark::None if foreign::is_binary(&window) => {
            return Err(whole(TerminatedCause::NotCsv(ForeignFormat::Binary)));
        }
        Mark::None => None,
        Mark::Of(encoding) => Some(encoding),
    };
    let skipped = encoding.map_or(0, Encoding::mark_bytes);
    source.seek(SeekFrom::Start(skipped))?;
    let (encoding, seen) = match encoding {
        Some(utf16 @ (Encoding::Utf16LittleEndian | Encoding::Utf16BigEndian)) => {
            (utf16, observe_utf16(source, utf16, size_limit)?)
        }
        marked => observe_bytes(source, marked, size_limit)?,
    };
    let bytes = seen.bytes + skipped;
    if bytes >= size_limit {
        return Err(whole(TerminatedCause::TooLarge(bytes)));
    }
    Ok(Survey {
        encoding,
        dialect: seen.scout.decide(),
        lines: seen.lines.lines(),
        bytes,
    })
}

fn whole(cause: TerminatedCause) -> ReadFault {
    ReadFault::Terminated(Terminated { cause, line: None })
}

fn bad_encoding(line: Option<u64>) -> ReadFault {
    ReadFault::Terminated(Terminated {
        cause: TerminatedCause::BadEncoding,
        line,
    })
}

/// Watches a UTF-16 text go by, decoded.
fn observe_utf16<R: Read>(
    source: &mut R,
    encoding: Encoding,
    size_limit: u64,
) -> Result<Observation, ReadFault> {
    let mut seen = Observation::default();
    let mut text = DecodedText::new(source, encoding);
    while text.bytes_read() < size_limit {
        let piece = match text.fill_buf() {
            Ok(piece) => piece,
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Err(bad_encoding(Some(seen.lines.current())));
            }
            Err(error) => return Err(error.into()),
        };
        if piece.is_empty() {
            break;
        }
        seen.lines.feed(piece);
        seen.scout.feed(piece);
        let length = piece.len();
        text.consume(length);
    }
    seen.bytes = text.bytes_read();
    Ok(seen)
}

/// Watches bytes go by that are UTF-8, or else Windows-1252 where no mark says that they are UTF-8.
fn observe_bytes<R: Read>(
    source: &mut R,
    marked: Option<Encoding>,
    size_limit: u64,
) -> Result<(Encoding, Observation), ReadFault> {
    let mut seen = Observation::default();
    let mut buffer = vec![0; PIECE_BYTES];
    let mut kept = 0;
    loop {
        let read = fill(source, &mut buffer[kept..])?;
        let filled = kept + read;
        let is_last = filled < buffer.len();
        let cut = if is_last {
            0
        } else {
            cut_sequence(&buffer[..filled])
        };
        seen.take(&buffer[..filled - cut]);
        buffer.copy_within(filled - cut..filled, 0);
        kept = cut;
        if is_last || seen.bytes >= size_limit {
            break;
        }
    }
    let encoding = seen.encoding(marked)?;
    Ok((encoding, seen))
}

/// Bytes at the end of a piece that may be the beginning of a sequence which goes on in the next one.
fn cut_sequence(piece: &[u8]) -> usize {
    let tail = &piece[piece.len().saturating_sub(3)..];
    match tail.iter().rposition(|byte| byte & 0xC0 == 0xC0) {
        Some(start)
            if std::str::from_utf8(&tail[start..])
                .is_err_and(|error| error.error_len().is_none()) =>
        {
            tail.len() - start
        }
        _ => 0,
    }
}

impl Observation {
    fn take(&mut self, piece: &[u8]) {
        let line_at = |lines: &LineCount, at: usize| {
            let mut lines = lines.clone();
            lines.feed(&piece[..at]);
            lines.current()
        };
        self.trial.feed(piece);
        if let Some(at) = self.trial.first_broken.take() {
            self.broken_line = Some(line_at(&self.lines, at));
        }
        if let Some(at) = self.trial.first_undefined.take() {
            self.undefined_line = Some(line_at(&self.lines, at));
        }
        self.lines.feed(piece);
        self.scout.feed(piece);
        self.bytes += piece.len() as u64;
    }

    fn encoding(&self, marked: Option<Encoding>) -> Result<Encoding, ReadFault> {
        if self.trial.is_utf8() {
            return Ok(marked.unwrap_or(Encoding::Utf8));
        }
        if marked.is_some() || self.trial.is_damaged_utf8() {
            return Err(bad_encoding(self.broken_line));
        }
        if self.trial.is_windows_1252() {
            Ok(Encoding::Windows1252)
        } else {
            Err(bad_encoding(self.undefined_line))
        }
    }
}
