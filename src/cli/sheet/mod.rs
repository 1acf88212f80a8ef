//! Lists and single objects as the command line shows them: a table for people, or JSON, JSON lines or CSV.
//!
//! A [`Cell`] knows its value both for machines and for people. Names and codes never change with the language; the
//! table is in the operator's own, and what hides in its text is shown.

mod cell;

pub(super) use cell::Cell;

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::output::{Format, Output};
use crate::error::{Error, Result};
use crate::sanitise;
use crate::service::harmless;
use crate::texts::Texts;

/// Columns of the widest cell of a table: more than any address has.
const WIDEST: usize = 400;
/// What stands in a table where there is nothing.
const NOTHING: &str = "–";

/// A column of a list, or a line of a single object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Name in JSON and CSV.
    pub name: &'static str,
    /// Message of its heading in tables; none keeps it out of tables.
    pub heading: Option<&'static str>,
    /// Whether it holds figures, which stand to the right.
    pub figures: bool,
}

/// A column with text.
pub(super) const fn text(name: &'static str, heading: &'static str) -> Column {
    Column {
        name,
        heading: Some(heading),
        figures: false,
    }
}

/// A column with figures.
pub(super) const fn figures(name: &'static str, heading: &'static str) -> Column {
    Column {
        name,
        heading: Some(heading),
        figures: true,
    }
}

/// A column for machines only.
pub(super) const fn machine(name: &'static str) -> Column {
    Column {
        name,
        heading: None,
        figures: false,
    }
}

/// A column of figures for people only.
pub(super) const fn shown_only(heading: &'static str) -> Column {
    Column {
        name: "",
        heading: Some(heading),
        figures: true,
    }
}

/// One record: a cell for each column.
pub(super) type Record = Vec<Cell>;

/// A record with the names of its columns, in their order.
struct Named<'a>(&'a [Column], &'a Record);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (column, cell) in for_machines(self.0, self.1) {
            map.serialize_entry(column.name, cell)?;
        }
        map.end()
    }
}

/// The columns and cells that are not for people only.
fn for_machines<'a, T>(
    columns: &'a [Column],
    cells: impl IntoIterator<Item = T> + 'a,
) -> impl Iterator<Item = (&'a Column, T)> + 'a
where
    T: 'a,
{
    let pairs = columns.iter().zip(cells);
    pairs.filter(|(column, _)| !column.name.is_empty())
}

fn csv_header(columns: &[Column]) -> Result<Vec<u8>> {
    csv_line(for_machines(columns, columns).map(|(_, column)| Ok(column.name.to_owned())))
}

fn csv_record(columns: &[Column], record: &Record) -> Result<Vec<u8>> {
    csv_line(for_machines(columns, record).map(|(_, cell)| cell.csv()))
}

/// A list on its way out, written page by page.
pub(super) struct List<'a> {
    columns: &'a [Column],
    format: Format,
    texts: &'a Texts,
    widths: Vec<usize>,
    written: usize,
}

impl<'a> List<'a> {
    /// Begins a list.
    pub fn new(columns: &'a [Column], format: Format, texts: &'a Texts) -> Self {
        Self {
            columns,
            format,
            texts,
            widths: Vec::new(),
            written: 0,
        }
    }

    /// Writes some records. A table's columns are as wide as those of its first page need.
    pub fn page(&mut self, output: &mut Output, records: &[Record]) -> Result<()> {
        if self.written == 0 && !records.is_empty() {
            output.leads_somewhere()?;
        }
        match self.format {
            Format::Table if output.is_plain() => self.plain_page(output, records)?,
            Format::Table => self.table_page(output, records)?,
            Format::Csv => self.csv_page(output, records)?,
            Format::Json | Format::Jsonl => self.json_page(output, records)?,
        }
        self.written += records.len();
        Ok(())
    }

    /// Ends the list; a table without rows says so on stderr.
    pub fn end(self, output: &mut Output) -> Result<()> {
        if self.written == 0 {
            output.leads_somewhere()?;
        }
        match self.format {
            Format::Table if self.written > 0 => output.list_is_over(self.texts),
            Format::Table => {
                output.narrate(&crate::say!(self.texts, "cli-none"));
            }
            Format::Csv if self.written == 0 => self.csv_page(output, &[])?,
            Format::Json if self.written == 0 => output.raw(b"[]\n")?,
            Format::Json => output.raw(b"\n]\n")?,
            _ => {}
        }
        Ok(())
    }

    fn json_page(&self, output: &mut Output, records: &[Record]) -> Result<()> {
        for (position, record) in records.iter().enumerate() {
            let first = self.written + position == 0;
            let json = to_json(&Named(self.columns, record))?;
            match (self.format, first) {
                (Format::Jsonl, _) => output.raw(format!("{json}\n").as_bytes())?,
                (_, true) => output.raw(format!("[\n{json}").as_bytes())?,
                (_, false) => output.raw(format!(",\n{json}").as_bytes())?,
            }
        }
        Ok(())
    }

    fn csv_page(&self, output: &mut Output, records: &[Record]) -> Result<()> {
        if self.written == 0 {
            output.begin_csv()?;
            output.raw(&csv_header(self.columns)?)?;
        }
        for record in records {
            output.raw(&csv_record(self.columns, record)?)?;
        }
        Ok(())
    }

    /// Each record a line, with what its cells are called.
    fn plain_page(&self, output: &mut Output, records: &[Record]) -> Result<()> {
        for record in records {
            if output.has_enough() {
                break;
            }
            let said = plain_lines(self.texts, self.columns, record);
            let cell = |name: &str| {
                let mut pairs = self.columns.iter().zip(record);
                pairs.find_map(|(column, cell)| {
                    (column.name == name).then(|| cell.csv().unwrap_or_default())
                })
            };
            output.row(self.texts, &said.join(", "), cell)?;
        }
        Ok(())
    }

    fn table_page(&mut self, output: &mut Output, records: &[Record]) -> Result<()> {
        let shown: Vec<Vec<String>> = records
            .iter()
            .map(|record| self.shown(record.iter().map(|cell| cut(cell.worded(self.texts)))))
            .collect();
        if self.written == 0 {
            if shown.is_empty() {
                return Ok(());
            }
            let headings = self.shown(self.columns.iter().map(|column| {
                let heading = column.heading.map(|id| self.texts.message(id));
                heading.unwrap_or_default()
            }));
            self.widths = widths(std::iter::once(&headings).chain(&shown));
            self.table_line(output, &headings)?;
        }
        for line in &shown {
            self.table_line(output, line)?;
        }
        Ok(())
    }

    /// What of a record a table shows.
    fn shown(&self, cells: impl Iterator<Item = String>) -> Vec<String> {
        let columns = self.columns.iter();
        columns
            .zip(cells)
            .filter(|(column, _)| column.heading.is_some())
            .map(|(_, cell)| cell)
            .collect()
    }

    fn table_line(&self, output: &mut Output, cells: &[String]) -> Result<()> {
        let columns = self.columns.iter().filter(|one| one.heading.is_some());
        let mut line = String::new();
        for ((column, cell), width) in columns.zip(cells).zip(&self.widths) {
            if !line.is_empty() {
                line.push_str("  ");
            }
            line.push_str(&padded(cell, *width, column.figures));
        }
        output.line(line.trim_end())
    }
}

/// Writes one object: lines of name and value for people, an object in JSON, a header and a row in CSV.
pub(super) fn object(
    output: &mut Output,
    texts: &Texts,
    format: Format,
    columns: &[Column],
    record: &Record,
) -> Result<()> {
    match format {
        Format::Table => object_table(output, texts, columns, record),
        Format::Json => {
            let json = serde_json::to_string_pretty(&Named(columns, record)).map_err(unwritable)?;
            let json = sanitise::json(&json);
            output.raw(format!("{json}\n").as_bytes())
        }
        Format::Jsonl => {
            let json = to_json(&Named(columns, record))?;
            output.raw(format!("{json}\n").as_bytes())
        }
        Format::Csv => {
            output.begin_csv()?;
            output.raw(&csv_header(columns)?)?;
            output.raw(&csv_record(columns, record)?)
        }
    }
}

/// One object for machines whose last member is a list that is written piece by piece.
pub(super) struct Nested {
    /// Whether each piece has a line of its own.
    in_lines: bool,
    is_empty: bool,
}

impl Nested {
    /// Begins the object. `format` is JSON or JSON lines.
    pub fn begin(
        output: &mut Output,
        format: Format,
        (columns, record): (&[Column], &Record),
        list: &str,
    ) -> Result<Self> {
        let json = to_json(&Named(columns, record))?;
        let open = json.trim_end_matches('}');
        output.raw(format!("{open},\"{list}\":[").as_bytes())?;
        Ok(Self {
            in_lines: format == Format::Json,
            is_empty: true,
        })
    }

    /// Writes the next piece of the list.
    pub fn item(&mut self, output: &mut Output, columns: &[Column], record: &Record) -> Result<()> {
        let json = to_json(&Named(columns, record))?;
        let comma = if self.is_empty { "" } else { "," };
        let end = if self.in_lines { "\n" } else { "" };
        self.is_empty = false;
        output.raw(format!("{comma}{end}{json}").as_bytes())
    }

    /// Ends the list and the object.
    pub fn end(self, output: &mut Output) -> Result<()> {
        let end = if self.in_lines && !self.is_empty {
            "\n"
        } else {
            ""
        };
        output.raw(format!("{end}]}}\n").as_bytes())
    }
}

fn object_table(
    output: &mut Output,
    texts: &Texts,
    columns: &[Column],
    record: &Record,
) -> Result<()> {
    if output.is_plain() {
        for line in plain_lines(texts, columns, record) {
            output.line(&line)?;
        }
        return Ok(());
    }
    let lines: Vec<(String, String)> = columns
        .iter()
        .zip(record)
        .filter_map(|(column, cell)| Some((texts.message(column.heading?), cell.worded(texts))))
        .collect();
    for line in aligned(&lines) {
        output.line(&line)?;
    }
    Ok(())
}

/// What a record says, each cell with its name; what is not there is not said.
fn plain_lines(texts: &Texts, columns: &[Column], record: &Record) -> Vec<String> {
    let pairs = columns.iter().zip(record);
    let said = pairs.filter_map(|(column, cell)| {
        let name = texts.message(column.heading?);
        let value = cell.worded(texts);
        (value != NOTHING).then(|| format!("{name}: {value}"))
    });
    said.collect()
}

/// Lines of name and value, the values under each other.
pub(super) fn aligned(lines: &[(String, String)]) -> Vec<String> {
    let width = lines.iter().map(|(name, _)| name.width()).max();
    let width = width.unwrap_or_default();
    let lines = lines.iter();
    lines
        .map(|(name, value)| format!("{}  {value}", padded(name, width, false)))
        .collect()
}

fn to_json(value: &impl Serialize) -> Result<String> {
    let json = serde_json::to_string(value).map_err(unwritable)?;
    Ok(sanitise::json(&json))
}

#[expect(clippy::needless_pass_by_value, reason = "the form that map_err wants")]
fn unwritable(error: serde_json::Error) -> Error {
    Error::Bug(error.to_string())
}

fn csv_line(cells: impl Iterator<Item = Result<String>>) -> Result<Vec<u8>> {
    let unwritable = |error: csv::Error| Error::Bug(error.to_string());
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(Vec::new());
    for cell in cells {
        writer
            .write_field(harmless(&cell?).as_bytes())
            .map_err(unwritable)?;
    }
    writer.write_record(None::<&[u8]>).map_err(unwritable)?;
    writer
        .into_inner()
        .map_err(|error| Error::Bug(error.to_string()))
}

fn widths<'a>(lines: impl Iterator<Item = &'a Vec<String>>) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for line in lines {
        widths.resize(line.len(), 0);
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.width());
        }
    }
    widths
}

/// What fits into a table: a text without end would push all others off the screen. It is whole in the other formats.
fn cut(text: String) -> String {
    if text.len() <= WIDEST || text.width() <= WIDEST {
        return text;
    }
    let mut width = 0;
    let kept = text.chars().take_while(|c| {
        width += c.width().unwrap_or_default();
        width < WIDEST
    });
    kept.chain(['…']).collect()
}

fn padded(text: &str, width: usize, to_the_right: bool) -> String {
    let room = " ".repeat(width.saturating_sub(text.width()));
    if to_the_right {
        format!("{room}{text}")
    } else {
        format!("{text}{room}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    #[test]
    fn a_cell_is_one_thing_to_machines_and_another_to_people() -> Result<()> {
        let texts = Texts::new(Language::Indonesian);
        let count = Cell::Count(1_234);
        assert_eq!(to_json(&count)?, "1234");
        assert_eq!(count.csv()?, "1234");
        assert_eq!(count.worded(&texts), "1.234");
        let text = Cell::Text("a\u{202e}b".to_owned());
        assert_eq!(to_json(&text)?, "\"a\\u202eb\"");
        assert_eq!(text.worded(&texts), "a<U+202E>b");
        assert_eq!(Cell::Array(Vec::new()).worded(&texts), "–");
        Ok(())
    }

    #[test]
    fn a_formula_does_not_leave_in_csv() -> Result<()> {
        let cells = ["=1+1", "a,b", "x"].map(|cell| Ok(cell.to_owned()));
        assert_eq!(csv_line(cells.into_iter())?, b"'=1+1,\"a,b\",x\n");
        Ok(())
    }

    #[test]
    fn wide_letters_take_two_columns() {
        assert_eq!(padded("李", 4, false), "李  ");
        assert_eq!(padded("7", 3, true), "  7");
    }
}
