//! The strict quote grammar of RFC 4180, and the account of physical lines.
//!
//! A lenient reader lets one unclosed quote swallow the rest of a file in silence; here it names the line where it
//! opened. Bytes are taken in pieces of any size, and where they are cut makes no difference.

use std::io::{self, BufRead};

use super::ReadFault;
use super::record::Record;
use crate::domain::batch::{Terminated, TerminatedCause};

const QUOTE: u8 = b'"';

/// Reads records from decoded text.
pub(super) struct Records<B> {
    source: B,
    grammar: Grammar,
}

/// Where a reader stands within the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ReadState {
    FieldStart,
    Bare,
    Quoted,
    /// Within quotes, a CR just before: an LF now is part of the same line end.
    QuotedAfterReturn,
    /// After a quote within quotes: the end of the field, or the first half of a doubled quote.
    AfterQuote,
}

struct Grammar {
    ends_bare_text: [bool; 256],
    separator: u8,
    place: ReadState,
    line: u64,
    quote_line: u64,
    skips_line_feed: bool,
}

/// What became of a piece of text.
struct Taken {
    bytes: usize,
    ends_record: bool,
}

/// Text that knows where in its file it stands.
pub(super) trait Placed {
    /// Position in the file of the next byte to be consumed.
    fn byte(&self) -> u64;
}

impl<B: BufRead + Placed> Records<B> {
    /// A reader that stands at the beginning of the text.
    pub(super) fn new(source: B, separator: u8) -> Self {
        Self {
            source,
            grammar: Grammar::new(separator),
        }
    }

    /// The same, where the text begins on another line than the first.
    pub(super) fn at_line(mut self, line: u64) -> Self {
        self.grammar.line = line;
        self
    }

    /// Where the text comes from.
    pub(super) fn source(&self) -> &B {
        &self.source
    }

    /// Reads the next record; `false` at the end of the text.
    pub(super) fn read(&mut self, record: &mut Record) -> Result<bool, ReadFault> {
        let first = self.source.fill_buf()?.first().copied();
        if self.grammar.skips_line_feed && first == Some(b'\n') {
            self.source.consume(1);
        }
        self.grammar.skips_line_feed = false;
        if self.source.fill_buf()?.is_empty() {
            return Ok(false);
        }
        record.begin(self.grammar.line);
        record.byte = self.source.byte();
        self.grammar.place = ReadState::FieldStart;
        loop {
            let piece = self.source.fill_buf()?;
            if piece.is_empty() {
                self.grammar.end_of_text(record)?;
                break;
            }
            let taken = self.grammar.take(piece, record)?;
            self.source.consume(taken.bytes);
            if taken.ends_record {
                break;
            }
        }
        record.span = self.grammar.line - record.line;
        record.end()?;
        Ok(true)
    }
}

impl Grammar {
    fn new(separator: u8) -> Self {
        let mut ends_bare_text = [false; 256];
        for byte in [separator, QUOTE, b'\n', b'\r'] {
            ends_bare_text[usize::from(byte)] = true;
        }
        Self {
            ends_bare_text,
            separator,
            place: ReadState::FieldStart,
            line: 1,
            quote_line: 0,
            skips_line_feed: false,
        }
    }

    /// Takes text up to the end of the record or of the piece.
    fn take(&mut self, piece: &[u8], record: &mut Record) -> Result<Taken, Terminated> {
        let mut at = 0;
        while let Some(&byte) = piece.get(at) {
            match self.place {
                ReadState::FieldStart if byte == QUOTE => {
                    self.place = ReadState::Quoted;
                    self.quote_line = self.line;
                    at += 1;
                }
                ReadState::FieldStart | ReadState::Bare => {
                    at += self.take_bare(&piece[at..], record);
                    let Some(&end) = piece.get(at) else { break };
                    if end == QUOTE {
                        return Err(Terminated {
                            cause: TerminatedCause::Malformed,
                            line: Some(self.line),
                        });
                    }
                    at += 1;
                    if self.ends_record(end, record) {
                        return Ok(Taken {
                            bytes: at,
                            ends_record: true,
                        });
                    }
                }
                ReadState::Quoted | ReadState::QuotedAfterReturn => {
                    at += self.take_quoted(&piece[at..], record);
                }
                ReadState::AfterQuote => {
                    at += 1;
                    if byte == QUOTE {
                        record.push(&[QUOTE]);
                        self.place = ReadState::Quoted;
                    } else if byte != self.separator && !matches!(byte, b'\n' | b'\r') {
                        return Err(Terminated {
                            cause: TerminatedCause::Malformed,
                            line: Some(self.quote_line),
                        });
                    } else if self.ends_record(byte, record) {
                        return Ok(Taken {
                            bytes: at,
                            ends_record: true,
                        });
                    }
                }
            }
        }
        Ok(Taken {
            bytes: piece.len(),
            ends_record: false,
        })
    }

    /// Takes bare text and says how much.
    fn take_bare(&mut self, piece: &[u8], record: &mut Record) -> usize {
        let ends = &self.ends_bare_text;
        let length = piece
            .iter()
            .position(|&byte| ends[usize::from(byte)])
            .unwrap_or(piece.len());
        if length > 0 {
            record.push(&piece[..length]);
            self.place = ReadState::Bare;
        }
        length
    }

    /// Takes quoted text up to and with the next quote or line end, and says how much.
    fn take_quoted(&mut self, piece: &[u8], record: &mut Record) -> usize {
        if self.place == ReadState::QuotedAfterReturn {
            self.place = ReadState::Quoted;
            if piece.first() == Some(&b'\n') {
                record.push(b"\n");
                return 1;
            }
        }
        let Some(at) = memchr::memchr3(QUOTE, b'\n', b'\r', piece) else {
            record.push(piece);
            return piece.len();
        };
        match piece[at] {
            QUOTE => {
                record.push(&piece[..at]);
                self.place = ReadState::AfterQuote;
            }
            end => {
                record.push(&piece[..=at]);
                self.line += 1;
                if end == b'\r' {
                    self.place = ReadState::QuotedAfterReturn;
                }
            }
        }
        at + 1
    }

    /// Ends a field at a separator or a line end, and says whether the record ends with it.
    fn ends_record(&mut self, end: u8, record: &mut Record) -> bool {
        record.end_field();
        self.place = ReadState::FieldStart;
        if end == self.separator {
            return false;
        }
        self.line += 1;
        self.skips_line_feed = end == b'\r';
        true
    }

    fn end_of_text(&mut self, record: &mut Record) -> Result<(), Terminated> {
        if matches!(self.place, ReadState::Quoted | ReadState::QuotedAfterReturn) {
            return Err(Terminated {
                cause: TerminatedCause::UnclosedQuote,
                line: Some(self.quote_line),
            });
        }
        record.end_field();
        self.line += 1;
        Ok(())
    }
}

impl From<io::Error> for ReadFault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Terminated> for ReadFault {
    fn from(terminated: Terminated) -> Self {
        Self::Terminated(terminated)
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    impl Placed for BufReader<&[u8]> {
        fn byte(&self) -> u64 {
            0
        }
    }

    type Read = (u64, u64, Vec<String>);

    fn read(text: &[u8], size: usize) -> Result<Vec<Read>, ReadFault> {
        let mut records = Records::new(BufReader::with_capacity(size, text), b',');
        let mut record = Record::default();
        let mut all = Vec::new();
        while records.read(&mut record)? {
            all.push((
                record.line,
                record.span,
                record.fields().iter().map(str::to_owned).collect(),
            ));
        }
        Ok(all)
    }

    fn row(line: u64, span: u64, fields: &[&str]) -> Read {
        (
            line,
            span,
            fields.iter().map(|&field| field.to_owned()).collect(),
        )
    }

    #[test]
    fn records_are_the_same_wherever_the_text_is_cut() -> Result<(), ReadFault> {
        let text = b"a,\"b\"\r\n\"c\r\n\"\"d\"\"\re\",\r\r\n\"\"\n,f";
        let expected = [
            row(1, 1, &["a", "b"]),
            row(2, 3, &["c\r\n\"d\"\re", ""]),
            row(5, 1, &[""]),
            row(6, 1, &[""]),
            row(7, 1, &["", "f"]),
        ];
        for size in 1..text.len() + 2 {
            assert_eq!(read(text, size)?, expected, "in pieces of {size}");
        }
        Ok(())
    }

    #[test]
    fn quote_faults_name_the_line_where_they_begin() {
        let cases: [(&[u8], TerminatedCause, u64); 6] = [
            (b"a\n\"b\n\nc,d\n", TerminatedCause::UnclosedQuote, 2),
            (b"a\nb\"c\n", TerminatedCause::Malformed, 2),
            (b"a\n\"b\nc\"d\n", TerminatedCause::Malformed, 2),
            (b" \"a\"\n", TerminatedCause::Malformed, 1),
            (b"\"a\" \n", TerminatedCause::Malformed, 1),
            (b"\"a\"\"", TerminatedCause::UnclosedQuote, 1),
        ];
        for (text, cause, line) in cases {
            for size in 1..=text.len() {
                let fault = read(text, size).err();
                let Some(ReadFault::Terminated(terminated)) = fault else {
                    assert!(fault.is_some(), "{text:?} was accepted");
                    continue;
                };
                assert_eq!(
                    (terminated.cause, terminated.line),
                    (cause.clone(), Some(line)),
                    "{text:?}"
                );
            }
        }
    }
}
