//! Rows to bytes: CSV that leaves the console, UTF-8 with LF, every cell harmless; with commas unless it answers a file
//! that had another separator.
//!
//! What is written here is read back by this module's readers field for field.

use std::io::{self, Write};

use super::{Encoding, Separator, escape};

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

    /// Before the first row: writes what the program that wrote another file reads without being asked, its separator,
    /// and a byte order mark unless that file was UTF-8 and had none.
    pub fn write_like(&mut self, separator: Separator, encoding: Encoding) -> io::Result<()> {
        self.separator = separator;
        if encoding != Encoding::Utf8 {
            self.target.write_all("\u{FEFF}".as_bytes())?;
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
    fn cells_are_quoted_where_any_dialect_needs_it() -> io::Result<()> {
        let mut writer = CsvWriter::new(Vec::new());
        writer.row(["a", "b,c", "d;e", "f\tg", "h\"i", "j\r\nk", "=1", ""])?;
        writer.row([""])?;
        let expected = "a,\"b,c\",\"d;e\",\"f\tg\",\"h\"\"i\",\"j\r\nk\",'=1,\n\"\"\n";
        assert_eq!(writer.into_inner(), expected.as_bytes());
        Ok(())
    }
}
