//! What a file is when it is not CSV: its first bytes say it, whatever its name says.
//!
//! Only files that cannot be a deletion CSV are named here; text without the headers is left to the header's own
//! message, and a NUL in an otherwise good CSV to its row.

use memchr::memmem;

use crate::domain::batch::ForeignFormat;

/// How many bytes from the beginning are looked at.
pub(super) const WINDOW_BYTES: usize = 8_192;

/// Formats that begin with the same bytes in every file.
const SIGNATURES: [(&[u8], ForeignFormat); 16] = [
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ForeignFormat::Workbook),
    (b"%PDF-", ForeignFormat::Pdf),
    (b"\x1F\x8B", ForeignFormat::Archive),
    (b"\xFD7zXZ\0", ForeignFormat::Archive),
    (b"\x28\xB5\x2F\xFD", ForeignFormat::Archive),
    (b"7z\xBC\xAF\x27\x1C", ForeignFormat::Archive),
    (b"Rar!\x1A\x07", ForeignFormat::Archive),
    (b"\x89PNG\r\n\x1A\n", ForeignFormat::Image),
    (b"\xFF\xD8\xFF", ForeignFormat::Image),
    (b"GIF87a", ForeignFormat::Image),
    (b"GIF89a", ForeignFormat::Image),
    (b"II*\0", ForeignFormat::Image),
    (b"MM\0*", ForeignFormat::Image),
    (b"SQLite format 3\0", ForeignFormat::Binary),
    (b"\x7FELF", ForeignFormat::Binary),
    (b"{\\rtf", ForeignFormat::Binary),
];

/// Names the foreign format that the first bytes of a file show.
pub(super) fn recognise(window: &[u8]) -> Option<ForeignFormat> {
    if window.starts_with(b"PK\x03\x04")
        || window.starts_with(b"PK\x05\x06")
        || window.starts_with(b"PK\x07\x08")
    {
        return Some(zip_kind(window));
    }
    if window.starts_with(b"BZh") && window.get(4..10) == Some(b"\x31\x41\x59\x26\x53\x59") {
        return Some(ForeignFormat::Archive);
    }
    if window.starts_with(b"RIFF") && window.get(8..12) == Some(b"WEBP") {
        return Some(ForeignFormat::Image);
    }
    if let Some((_, format)) = SIGNATURES
        .iter()
        .find(|(signature, _)| window.starts_with(signature))
    {
        return Some(*format);
    }
    is_marked_up_sheet(window).then_some(ForeignFormat::Workbook)
}

/// Whether the bytes are no text in any encoding without a byte order mark.
///
/// A file whose beginning names the email column is taken for text: a NUL in it spoils its row only.
pub(super) fn is_binary(window: &[u8]) -> bool {
    if memmem::find(&window.to_ascii_lowercase(), b"primary_email_address").is_some() {
        return false;
    }
    let is_control = |byte: &&u8| **byte < b' ' && !matches!(**byte, b'\t' | b'\n' | b'\r');
    let controls = window.iter().filter(is_control).count();
    window.contains(&0) || controls * 10 > window.len()
}

/// Whether the bytes read like UTF-16 that lost its byte order mark: every other byte a NUL.
pub(super) fn is_unmarked_utf16(window: &[u8]) -> bool {
    let pairs = window.len() / 2;
    let zeros = |offset: usize| {
        window
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let (more, fewer) = (even.max(odd), even.min(odd));
    pairs >= 2 && more * 10 >= pairs * 7 && fewer * 10 <= pairs
}

fn zip_kind(window: &[u8]) -> ForeignFormat {
    const OFFICE: [&[u8]; 4] = [
        b"[Content_Types].xml",
        b"xl/",
        b"_rels/",
        b"opendocument.spreadsheet",
    ];
    let is_office = OFFICE
        .iter()
        .any(|name| memmem::find(window, name).is_some());
    if is_office {
        ForeignFormat::Workbook
    } else {
        ForeignFormat::Archive
    }
}

/// Tables that some systems export as `.xls` in HTML or XML.
fn is_marked_up_sheet(window: &[u8]) -> bool {
    let text = window.to_ascii_lowercase();
    let text = text
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(&text)
        .trim_ascii_start();
    let has = |needle: &[u8]| memmem::find(text, needle).is_some();
    let is_html = text.starts_with(b"<html")
        || text.starts_with(b"<!doctype html")
        || text.starts_with(b"<table");
    (is_html && has(b"<table")) || (text.starts_with(b"<?xml") && has(b"office:spreadsheet"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workbooks_archives_documents_and_pictures_are_told_apart() {
        assert_eq!(
            recognise(b"PK\x03\x04....[Content_Types].xml"),
            Some(ForeignFormat::Workbook)
        );
        assert_eq!(
            recognise(b"PK\x03\x04....notes.txt"),
            Some(ForeignFormat::Archive)
        );
        assert_eq!(
            recognise(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest"),
            Some(ForeignFormat::Workbook)
        );
        assert_eq!(recognise(b"%PDF-1.7"), Some(ForeignFormat::Pdf));
        assert_eq!(recognise(b"\x1F\x8B\x08"), Some(ForeignFormat::Archive));
        assert_eq!(recognise(b"\x89PNG\r\n\x1A\n"), Some(ForeignFormat::Image));
        assert_eq!(
            recognise(b"<html><body><TABLE>"),
            Some(ForeignFormat::Workbook)
        );
        assert_eq!(recognise(b"primary_email_address,unique_user_id\n"), None);
    }

    #[test]
    fn a_nul_spoils_the_file_only_where_no_header_speaks_for_it() {
        assert!(is_binary(b"\0\x01\x02abc"));
        assert!(!is_binary(b"Primary_Email_Address,unique_user_id\na\0b,\n"));
        assert!(!is_binary(b"some,other,header\n"));
    }

    #[test]
    fn utf16_without_its_mark_is_told_from_other_binaries() {
        assert!(is_unmarked_utf16(b"a\0b\0c\0,\0"));
        assert!(is_unmarked_utf16(b"\0a\0b\0c\0,"));
        assert!(!is_unmarked_utf16(b"a,b,c,d,"));
        assert!(!is_unmarked_utf16(b"\0\0\0\0\0\0\0\0"));
    }
}
