//! Whole files through the intake: every case in every encoding, with every line end, from readers that give their
//! bytes in pieces of every size. Every physical line is accounted for, and nothing panics.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod intake_cases;

use std::fmt::Write as _;
use std::io::{self, Cursor, Read, Seek, SeekFrom};

use encoding_rs::WINDOWS_1252;
use offboard::domain::batch::{Terminated, TerminatedCause};
use offboard::domain::columns::RosterField;
use offboard::intake::columns::{HeaderNames, read_beginning};
use offboard::intake::mending::MendedRows;
use offboard::intake::roster::{RosterReading, read_roster};
use offboard::intake::writing::CsvWriter;
use offboard::intake::{Encoding, Intake, Limits, ReadFault, Separator, read_deletions};
use proptest::prelude::*;

const PIECES: [usize; 6] = [1, 2, 3, 7, 64, 8_192];

/// A file that gives its bytes in small pieces, and now and then is interrupted.
struct Dribble<'a> {
    file: Cursor<&'a [u8]>,
    piece: usize,
    reads: usize,
}

impl Read for Dribble<'_> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        self.reads += 1;
        if self.reads.is_multiple_of(11) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let length = target.len().min(self.piece);
        self.file.read(&mut target[..length])
    }
}

impl Seek for Dribble<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// An encoding with a line end.
#[derive(Debug, Clone, Copy)]
struct Form {
    encoding: Encoding,
    line_end: &'static str,
}

const FORMS: [Form; 7] = [
    Form {
        encoding: Encoding::Utf8,
        line_end: "\n",
    },
    Form {
        encoding: Encoding::Utf8,
        line_end: "\r\n",
    },
    Form {
        encoding: Encoding::Utf8WithMark,
        line_end: "\r",
    },
    Form {
        encoding: Encoding::Utf16LittleEndian,
        line_end: "\r\n",
    },
    Form {
        encoding: Encoding::Utf16BigEndian,
        line_end: "\n",
    },
    Form {
        encoding: Encoding::Windows1252,
        line_end: "\r",
    },
    Form {
        encoding: Encoding::Windows1252,
        line_end: "\r\n",
    },
];

impl Form {
    /// The text in this form; `None` where the encoding does not have its characters.
    fn write(self, text: &str) -> Option<(String, Vec<u8>)> {
        let text = if text.contains('\r') {
            text.to_owned()
        } else {
            text.replace('\n', self.line_end)
        };
        let bytes = match self.encoding {
            Encoding::Utf8 => text.clone().into_bytes(),
            Encoding::Utf8WithMark => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            Encoding::Utf16LittleEndian => marked(&text).flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16BigEndian => marked(&text).flat_map(u16::to_be_bytes).collect(),
            Encoding::Windows1252 => {
                let (bytes, _, has_others) = WINDOWS_1252.encode(&text);
                if has_others {
                    return None;
                }
                bytes.into_owned()
            }
        };
        Some((text, bytes))
    }
}

fn marked(text: &str) -> impl Iterator<Item = u16> {
    std::iter::once(0xFEFF).chain(text.encode_utf16())
}

/// Physical lines, counted in another way than the intake does.
fn physical_lines(text: &str) -> u64 {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.split_terminator('\n').count() as u64
}

fn read(bytes: &[u8], piece: usize) -> (String, Option<Intake>) {
    let mut rows: Vec<String> = Vec::new();
    let file = Dribble {
        file: Cursor::new(bytes),
        piece,
        reads: 0,
    };
    let read = read_deletions(file, &Limits::upload(None), &mut |row| {
        let said = match &row.identifiers() {
            Err(outcome) => outcome.code().to_owned(),
            Ok(identifiers) => {
                let mut said = identifiers
                    .email
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                if let Some(id) = &identifiers.unique_id {
                    write!(said, "#{id}").unwrap();
                }
                said
            }
        };
        rows.push(format!("{}:{said}", row.line));
    });
    match read {
        Ok(intake) => (account(&rows, &intake), Some(intake)),
        Err(ReadFault::Terminated(Terminated { cause, line })) => {
            let line = line.map(|line| format!("@{line}")).unwrap_or_default();
            (format!("{}{line}", cause.code()), None)
        }
        Err(fault) => (fault.to_string(), None),
    }
}

fn account(rows: &[String], intake: &Intake) -> String {
    let mut verdict = rows.join(" ");
    for (name, count) in [
        ("blank", intake.tally.blank),
        ("continued", intake.tally.continued),
    ] {
        if count > 0 {
            write!(verdict, " | {name} {count}").unwrap();
        }
    }
    verdict
}

#[test]
fn every_case_gets_its_verdict_in_every_encoding_from_every_reader() {
    let cases = intake_cases::all();
    assert!(cases.len() >= 120, "{} cases", cases.len());
    let mut files = 0;
    for case in cases {
        for form in FORMS {
            let Some((text, bytes)) = form.write(&case.text) else {
                continue;
            };
            files += 1;
            // Long files are not read byte by byte.
            let pieces = PIECES
                .iter()
                .filter(|&&piece| bytes.len() < 20_000 || piece >= 64);
            for &piece in pieces {
                let (verdict, intake) = read(&bytes, piece);
                assert_eq!(
                    verdict, case.verdict,
                    "{}, {form:?}, in pieces of {piece}",
                    case.name
                );
                let Some(intake) = intake else { continue };
                assert!(intake.tally.holds(), "{}, {form:?}", case.name);
                let lines = physical_lines(text.trim_start_matches('\u{feff}'));
                assert_eq!(intake.tally.lines, lines, "{}, {form:?}", case.name);
            }
        }
    }
    assert!(files >= 120 * 6, "{files} files");
}

#[test]
fn bytes_that_are_no_text_are_named() {
    for (name, bytes, expected) in intake_cases::bytes() {
        for piece in PIECES {
            assert_eq!(
                read(&bytes, piece).0,
                expected,
                "{name}, in pieces of {piece}"
            );
        }
    }
}

#[test]
fn the_encoding_is_told_from_the_bytes() {
    let text = "primary_email_address,unique_user_id\nj\u{fc}rgen@x.example,\n";
    for form in FORMS {
        let (_, bytes) = form.write(text).unwrap();
        assert_eq!(read(&bytes, 7).1.unwrap().encoding, form.encoding);
    }
}

#[test]
fn the_table_of_the_indonesian_guide_is_read_as_pasted() {
    let guide = include_bytes!("fixtures/indonesian-guide.tsv");
    for piece in PIECES {
        let (verdict, intake) = read(guide, piece);
        assert_eq!(verdict, "2:repeated_header 3:name@example.com | blank 11");
        assert_eq!(intake.unwrap().separator, Separator::Tab);
    }
}

#[test]
fn a_file_is_too_large_from_fifteen_million_bytes_on() {
    let mut bytes = b"primary_email_address,unique_user_id\n,E-1\n".to_vec();
    let blank = [b" ".repeat(999), b"\n".to_vec()].concat();
    bytes.extend(blank.iter().cycle().take(14_999_999 - bytes.len()));
    let (verdict, intake) = read(&bytes, 65_536);
    assert_eq!(verdict, "2:#E-1 | blank 15000");
    assert_eq!(intake.unwrap().tally.lines, 15_002);
    bytes.push(b' ');
    let fault =
        read_deletions(Cursor::new(&bytes), &Limits::upload(None), &mut |_| {}).unwrap_err();
    let ReadFault::Terminated(terminated) = fault else {
        return assert_eq!(fault.to_string(), "");
    };
    assert_eq!(terminated.cause, TerminatedCause::TooLarge(15_000_000));
}

#[test]
fn files_without_measure_are_read_to_their_end() {
    let header = "primary_email_address,unique_user_id\n";
    let cases = [
        ("one line", "x".repeat(4_000_000), "malformed@1"),
        (
            "one row",
            format!("{header}{}", "x".repeat(4_000_000)),
            "2:malformed_row",
        ),
        (
            "one quoted row",
            format!("{header}\"{}\"", "\n".repeat(4_000_000)),
            "2:malformed_row | continued 4000000",
        ),
        (
            "columns",
            format!("{header}{}", ",".repeat(4_000_000)),
            " | blank 1",
        ),
        (
            "columns with text",
            format!("{header}{}", "c,".repeat(2_000_000)),
            "2:malformed_row",
        ),
        (
            "spelled-out text",
            format!("{header}{}", "\\u{200B},".repeat(500_000)),
            "2:malformed_row",
        ),
    ];
    for (name, text, expected) in cases {
        assert_eq!(read(text.as_bytes(), 1 << 20).0, expected, "{name}");
    }
}

#[test]
fn reading_says_how_far_it_is_and_what_cannot_be_read_is_its_own_fault() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    impl Seek for Broken {
        fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
            Ok(10)
        }
    }
    let fault = read_deletions(Broken, &Limits::upload(None), &mut |_| {}).unwrap_err();
    assert!(matches!(fault, ReadFault::Io(_)));
}

/// Bytes that the reader must survive: pieces of CSV in any order, and others.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"primary_email_address,unique_user_id\n".to_vec()),
        Just(b"primary_email_address;unique_id\r\n".to_vec()),
        Just(b"sep=;\n".to_vec()),
        Just(b"\xEF\xBB\xBF".to_vec()),
        Just(b"\xFF\xFE".to_vec()),
        Just(b"a@x.example,E-1\n".to_vec()),
        prop::sample::select(b",;\t\"\"\"\n\r\r\n' =x1\0\\\xE9\xC3".to_vec())
            .prop_map(|byte| vec![byte]),
        prop::collection::vec(any::<u8>(), 0..6),
        Just(b"\\u{200B}".to_vec()),
        Just(vec![b'y'; 1_030]),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn whatever_the_bytes_every_line_is_accounted_for(start in any::<bool>(), soup in soup()) {
        let header: &[u8] = if start { b"unique_id,primary_email_address,note\n" } else { b"" };
        let bytes = [header, soup.as_slice()].concat();
        let (verdict, intake) = read(&bytes, usize::MAX);
        prop_assert_ne!(verdict.as_str(), "unaccounted");
        for piece in [1, 3, 64] {
            prop_assert_eq!(&read(&bytes, piece).0, &verdict);
        }
        if let Some(intake) = intake {
            prop_assert!(intake.tally.holds());
            if intake.encoding == Encoding::Utf8 {
                prop_assert_eq!(intake.tally.lines, physical_lines(&String::from_utf8_lossy(&bytes)));
            }
        }
        if let Ok(beginning) = read_beginning(Cursor::new(&bytes), u64::MAX) {
            let columns = HeaderNames::<RosterField>::read()?.find(&beginning.headers);
            let reading = RosterReading::plain(&columns);
            let (limits, source) = (Limits::none(), Cursor::new(&bytes));
            let roster = read_roster(source, &limits, &reading, &MendedRows::default(), &mut |_| true, &mut |_| {});
            prop_assert!(!matches!(roster, Err(ReadFault::Io(_))));
        }
    }

    #[test]
    fn what_is_written_is_read_back_field_for_field(
        rows in prop::collection::vec(prop::collection::vec(any::<String>(), 2..5), 0..6)
    ) {
        let mut writer = CsvWriter::new(Vec::new());
        writer.row(["primary_email_address", "unique_user_id", "x\ny", "=z", "\u{feff}"])?;
        for row in &rows {
            writer.row(row.iter().map(String::as_str).chain(["end"]))?;
        }
        let csv = writer.into_inner();
        let mut back: Vec<Vec<String>> = Vec::new();
        let intake = read_deletions(Cursor::new(&csv), &Limits::none(), &mut |row| {
            back.push(row.fields.iter().map(str::to_owned).take(row.fields.len() - 1).collect());
        });
        prop_assert_eq!(intake.unwrap().header.names[2..].to_vec(), ["x\ny", "=z", "\u{feff}"]);
        prop_assert_eq!(back, rows);
    }
}
