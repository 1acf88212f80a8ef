//! One record: its fields as text, held in bounded memory whatever the file holds.
//!
//! A field keeps just enough past its limit to still be past it when it is written out again; fields without number
//! are counted, not kept.

use std::collections::BTreeMap;
use std::io;

use super::escape;

/// Longest field in bytes.
pub const MAX_FIELD_BYTES: usize = 1_024;

/// Most columns a header may have, and most fields kept of a row: as wide as a spreadsheet gets.
pub const MAX_COLUMNS: usize = 16_384;

/// Bytes kept of one field. A field as it was exported may be six times as long as what it says, plus its guard.
const KEPT_FIELD_BYTES: usize = MAX_FIELD_BYTES * 6 + 16;

/// Bytes kept of one record.
const KEPT_RECORD_BYTES: usize = 4 << 20;

/// The record last read; reused, so that reading a row allocates nothing.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fault of its own that any field may add"
)]
pub(super) struct Record {
    /// Physical line on which it begins, from 1.
    pub(super) line: u64,
    /// Place of its first byte in the file.
    pub(super) byte: u64,
    /// Physical lines it takes up.
    pub(super) span: u64,
    bytes: Vec<u8>,
    text: String,
    ends: Vec<usize>,
    field_start: usize,
    field_bytes: usize,
    wants_taking_back: bool,
    /// Fields in all, kept or not.
    field_count: usize,
    has_nul: bool,
    has_long_field: bool,
    has_unkept_text: bool,
}

/// The fields of one record, as the data says them: guards of an export are taken off.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a> {
    text: &'a str,
    ends: &'a [usize],
    count: usize,
    is_whole: bool,
}

impl<'a> Fields<'a> {
    /// How many fields the row has.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether the row has no field at all.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether all of the row's text was kept; only a row that is malformed or far too wide is not whole.
    pub const fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The field at a place; a field that the row does not reach counts as empty.
    pub fn get(&self, place: usize) -> &'a str {
        let Some(&end) = self.ends.get(place) else {
            return "";
        };
        let start = place
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or(0);
        self.text.get(start..end).unwrap_or("")
    }

    /// How many of them are kept: all, but of a row wider than [`MAX_COLUMNS`] only so many.
    pub const fn kept(&self) -> usize {
        self.ends.len()
    }

    /// The fields in order; of a row wider than [`MAX_COLUMNS`] only so many.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let fields = *self;
        (0..fields.ends.len()).map(move |place| fields.get(place))
    }
}

impl Record {
    /// Empties it for the record that begins on a line.
    pub(super) fn begin(&mut self, line: u64) {
        self.bytes = std::mem::take(&mut self.text).into_bytes();
        self.bytes.clear();
        self.ends.clear();
        self.line = line;
        self.span = 0;
        self.field_start = 0;
        self.field_bytes = 0;
        self.wants_taking_back = false;
        self.field_count = 0;
        self.has_nul = false;
        self.has_long_field = false;
        self.has_unkept_text = false;
    }

    /// Adds to the field that is being read.
    pub(super) fn push(&mut self, piece: &[u8]) {
        self.field_bytes += piece.len();
        let has_room = self.ends.len() < MAX_COLUMNS && self.bytes.len() < KEPT_RECORD_BYTES;
        if self.field_bytes <= KEPT_FIELD_BYTES && has_room {
            self.bytes.extend_from_slice(piece);
        } else {
            self.push_past_the_limits(piece, has_room);
        }
    }

    /// Ends the field that is being read.
    pub(super) fn end_field(&mut self) {
        if self.ends.len() < MAX_COLUMNS {
            if self.field_bytes > KEPT_FIELD_BYTES || self.has_unkept_text {
                self.drop_broken_character();
            }
            self.wants_taking_back |= self.bytes.get(self.field_start) == Some(&b'\'');
            self.has_long_field |= self.field_bytes > KEPT_FIELD_BYTES;
            self.ends.push(self.bytes.len());
        } else {
            self.has_long_field |= self.field_bytes > MAX_FIELD_BYTES;
        }
        self.field_start = self.bytes.len();
        self.field_bytes = 0;
        self.field_count += 1;
    }

    /// Ends the record: its bytes become text and its fields what they say.
    pub(super) fn end(&mut self) -> io::Result<()> {
        let special = memchr::memchr2(0, b'\\', &self.bytes);
        let bytes = std::mem::take(&mut self.bytes);
        self.text = String::from_utf8(bytes)
            .map_err(|fault| io::Error::new(io::ErrorKind::InvalidData, fault))?;
        if self.wants_taking_back || special.is_some() {
            self.take_back();
        }
        self.has_nul |= special.is_some() && memchr::memchr(0, self.text.as_bytes()).is_some();
        if self.text.len() > MAX_FIELD_BYTES {
            let is_past_limit = self
                .fields()
                .iter()
                .any(|field| field.len() > MAX_FIELD_BYTES);
            self.has_long_field |= is_past_limit;
        }
        Ok(())
    }

    /// Puts texts in the place of some of its fields; a field that it does not reach is added, with empty ones before it.
    /// Of more fields than so many, the last are left out.
    pub(super) fn put(&mut self, cells: &BTreeMap<usize, String>, most: usize) {
        let count = cells.keys().last().map_or(0, |last| last + 1);
        let count = count.max(self.ends.len()).min(most).min(MAX_COLUMNS);
        let (mut text, mut ends) = (String::new(), Vec::with_capacity(count));
        for place in 0..count {
            let put = cells.get(&place).map(String::as_str);
            text.push_str(put.unwrap_or_else(|| self.fields().get(place)));
            ends.push(text.len());
        }
        self.has_nul = memchr::memchr(0, text.as_bytes()).is_some();
        self.text = text;
        self.ends = ends;
        self.field_count = count;
        let is_long = |field: &str| field.len() > MAX_FIELD_BYTES;
        let has_long_field = self.fields().iter().any(is_long);
        self.has_long_field = has_long_field;
    }

    /// Its fields.
    pub(super) fn fields(&self) -> Fields<'_> {
        Fields {
            text: &self.text,
            ends: &self.ends,
            count: self.field_count,
            is_whole: !self.has_unkept_text,
        }
    }

    /// Whether it holds a NUL, or more text than a field or a record may.
    pub(super) fn is_malformed(&self) -> bool {
        self.has_nul || self.has_long_field || self.has_unkept_text
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        !self.is_malformed() && self.text.trim().is_empty()
    }

    /// Whether there is nothing in it but a number in its first field.
    pub(super) fn is_only_a_number(&self) -> bool {
        let number = self.fields().get(0);
        let digits = number.trim();
        !self.is_malformed()
            && !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && self.text[number.len()..].trim().is_empty()
    }

    #[cold]
    fn push_past_the_limits(&mut self, piece: &[u8], has_room: bool) {
        self.has_nul |= memchr::memchr(0, piece).is_some();
        let before = self.field_bytes - piece.len();
        if !has_room {
            self.has_unkept_text |= !piece.trim_ascii().is_empty();
        } else if let Some(room) = KEPT_FIELD_BYTES.checked_sub(before) {
            self.bytes
                .extend_from_slice(&piece[..room.min(piece.len())]);
        }
    }

    /// Cuts a character off whose end was not kept.
    #[cold]
    fn drop_broken_character(&mut self) {
        while self.bytes.len() > self.field_start
            && std::str::from_utf8(&self.bytes[self.field_start..]).is_err()
        {
            self.bytes.pop();
        }
    }

    #[cold]
    fn take_back(&mut self) {
        let mut text = String::with_capacity(self.text.len());
        let mut ends = Vec::with_capacity(self.ends.len());
        for field in self.fields().iter() {
            text.push_str(&escape::taken_back(field));
            ends.push(text.len());
        }
        self.text = text;
        self.ends = ends;
    }
}
