//! Rows to bytes: CSV that leaves the console, UTF-8 with LF, every cell harmless; with commas unless it answers a file
//! that had another separator.
//!
//! What is written here is read back by this module's readers field for field.

use std::io::{self, Write};

use super::{Encoding, Separator, escape};

/// What a file in UTF-8 begins with for programs that would take it for something else.
pub const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Puts a byte order mark before what is written, unless that begins with one itself.
pub struct ForExcel<'w> {
    target: &'w mut dyn Write,
    has_begun: bool,
}

impl<'w> ForExcel<'w> {
    /// A writer at the beginning of its target. What is written first must hold a whole mark, if it begins with one.
    pub fn new(target: &'w mut dyn Write) -> Self {
        Self {
            target,
            has_begun: false,
        }
    }
}

impl Write for ForExcel<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.has_begun && !bytes.is_empty() {
            self.has_begun = true;
            if !bytes.starts_with(BYTE_ORDER_MARK) {
                self.target.write_all(BYTE_ORDER_MARK)?;
            }
        }
        self.target.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.target.flush()
    }
}

/// Writes CSV.
#[derive(Debug)]
pub struct CsvWriter<W> {
    target: W,
    line: String,
    has_field: bool,
    separator: Separator,
}

impl<W: Write> CsvWriter<W> {
    /// A writer at the beginning of its target, which should be buffered.
    pub fn new(target: W) -> Self {
        Self {
            target,
            line: String::new(),
            has_field: false,
            separator: Separator::Comma,
        }
    }

    /// Before the first row: writes a byte order mark, without which Excel takes UTF-8 for the letters of its own country.
    pub fn begin_for_excel(&mut self) -> io::Result<()> {
        self.target.write_all(BYTE_ORDER_MARK)
    }

    /// Before the first row: writes what the program that wrote another file reads without being asked, its separator,
    /// and a byte order mark unless that file was UTF-8 and had none.
    pub fn write_like(&mut self, separator: Separator, encoding: Encoding) -> io::Result<()> {
        self.separator = separator;
        if encoding != Encoding::Utf8 {
            self.target.write_all(BYTE_ORDER_MARK)?;
        }
        Ok(())
    }

    /// Adds a cell of data to the row that is being written.
    pub fn cell(&mut self, cell: &str) -> &mut Self {
        if self.has_field {
            self.line.push(char::from(self.separator.byte()));
        }
        self.has_field = true;
        let cell = escape::harmless(cell);
        // Quoting the other separators too keeps a header from being taken for a line in another dialect.
        if cell.contains([',', ';', '\t', '"', '\n', '\r']) {
            self.line.push('"');
            self.line.push_str(&cell.replace('"', "\"\""));
            self.line.push('"');
        } else {
            self.line.push_str(&cell);
        }
        self
    }

    /// Ends the row and writes it.
    pub fn end_row(&mut self) -> io::Result<()> {
        if self.line.is_empty() && self.has_field {
            self.line.push_str("\"\"");
        }
        self.line.push('\n');
        self.target.write_all(self.line.as_bytes())?;
        self.line.clear();
        self.has_field = false;
        Ok(())
    }

    /// Writes a whole row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        for cell in cells {
            self.cell(cell);
        }
        self.end_row()
    }

    /// Bytes of the row that is being written, without its line end.
    pub fn pending_bytes(&self) -> usize {
        self.line.len()
    }

    /// What is written to.
    pub fn target(&self) -> &W {
        &self.target
    }

    /// Gives the target back.
    pub fn into_inner(self) -> W {
        self.target
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excel_gets_one_mark_and_no_second_one() -> io::Result<()> {
        for (written, wanted) in [
            (&["a,b", "\n"][..], "\u{FEFF}a,b\n"),
            (&["\u{FEFF}", "a\n"], "\u{FEFF}a\n"),
            (&["", "ü", "\u{FEFF}"], "\u{FEFF}ü\u{FEFF}"),
            (&[], ""),
        ] {
            let mut target = Vec::new();
            let mut writer = ForExcel::new(&mut target);
            for part in written {
                writer.write_all(part.as_bytes())?;
            }
            assert_eq!(target, wanted.as_bytes(), "{written:?}");
        }
        Ok(())
    }

    #[test]
    fn cells_are_quoted_where_any_dialect_needs_it() -> io::Result<()> {
        let mut writer = CsvWriter::new(Vec::new());
        writer.row(["a", "b,c", "d;e", "f\tg", "h\"i", "j\r\nk", "=1", ""])?;
        writer.row([""])?;
        let expected = "a,\"b,c\",\"d;e\",\"f\tg\",\"h\"\"i\",\"j\r\nk\",'=1,\n\"\"\n";
        assert_eq!(writer.into_inner(), expected.as_bytes());
        Ok(())
    }
}
