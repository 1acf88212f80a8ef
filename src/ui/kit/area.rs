//! A text of several lines being typed: its words, the cursor, and how it is broken into the lines of its box.
//!
//! The cursor stands between letters as a person sees them, never inside one. Lines are broken after spaces where that
//! can be; nothing is added to the text by it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::command::key::Key;
use crate::ui::kit::canvas::width;

/// A text of several lines in a box of so many columns and rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    text: String,
    /// In bytes.
    cursor: usize,
    columns: u16,
    rows: u16,
}

impl Area {
    /// An empty text.
    pub const fn new(columns: u16, rows: u16) -> Self {
        Self {
            text: String::new(),
            cursor: 0,
            columns,
            rows,
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Columns of the box.
    pub const fn columns(&self) -> u16 {
        self.columns
    }

    /// Rows of the box.
    pub const fn rows(&self) -> u16 {
        self.rows
    }

    /// Types a text where the cursor stands; its line ends stay.
    pub fn insert(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.replace('\t', " ");
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
    }

    /// Takes a key; answers whether it was for the text. Up in the first line and down in the last are not.
    pub fn key(&mut self, key: Key) -> bool {
        match key {
            Key::Char(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            Key::Enter => self.insert("\n"),
            Key::Left => self.cursor = self.before(),
            Key::Right => self.cursor = self.after(),
            Key::WordLeft | Key::Alt('b') => self.cursor = self.word_before(),
            Key::WordRight | Key::Alt('f') => self.cursor = self.word_after(),
            Key::Up => return self.step(-1),
            Key::Down => return self.step(1),
            Key::PageUp => self.jump(-i32::from(self.rows)),
            Key::PageDown => self.jump(i32::from(self.rows)),
            Key::Home | Key::Ctrl('a') => self.cursor = self.line().1.start,
            Key::End | Key::Ctrl('e') => self.cursor = self.end_of(&self.line().1),
            Key::Backspace | Key::Ctrl('h') => self.remove(self.before()..self.cursor),
            Key::Delete | Key::Ctrl('d') => self.remove(self.cursor..self.after()),
            Key::Ctrl('w') => self.remove(self.word_before()..self.cursor),
            Key::Ctrl('u') => self.remove(self.line().1.start..self.cursor),
            Key::Ctrl('k') => self.remove(self.cursor..self.end_of(&self.line().1)),
            _ => return false,
        }
        true
    }

    /// The lines that the box shows, the position of the first one, and where the cursor stands among them.
    pub fn shown(&self) -> (Vec<&str>, usize, (u16, u16)) {
        let lines = self.lines();
        let (at, line) = self.line();
        let rows = usize::from(self.rows);
        let top = at.saturating_sub(rows.saturating_sub(1));
        let texts = lines.iter().skip(top).take(rows);
        let texts = texts.map(|line| self.text[line.clone()].trim_end_matches('\n'));
        let column = width(&self.text[line.start..self.cursor]).min(self.columns.saturating_sub(1));
        let row = u16::try_from(at - top).unwrap_or(u16::MAX);
        (texts.collect(), top, (column, row))
    }

    /// How many lines there are in all.
    pub fn height(&self) -> usize {
        self.lines().len()
    }

    fn remove(&mut self, range: Range<usize>) {
        self.cursor = range.start;
        self.text.replace_range(range, "");
    }

    fn before(&self) -> usize {
        let last = self.text[..self.cursor].graphemes(true).next_back();
        self.cursor - last.map_or(0, str::len)
    }

    fn after(&self) -> usize {
        let next = self.text[self.cursor..].graphemes(true).next();
        self.cursor + next.map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let mut words = self.text[..self.cursor].unicode_word_indices();
        words.next_back().map_or(0, |(at, _)| at)
    }

    fn word_after(&self) -> usize {
        let mut words = self.text[self.cursor..].unicode_word_indices();
        let next = words.next();
        next.map_or(self.text.len(), |(at, word)| self.cursor + at + word.len())
    }

    /// The lines as ranges of bytes; one that ends in a line end holds it.
    fn lines(&self) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let mut begin = 0;
        for line in self.text.split_inclusive('\n') {
            self.break_line(begin..begin + line.len(), &mut lines);
            begin += line.len();
        }
        if self.text.is_empty() || self.text.ends_with('\n') {
            lines.push(begin..begin);
        }
        lines
    }

    fn break_line(&self, line: Range<usize>, lines: &mut Vec<Range<usize>>) {
        let (mut start, mut columns, mut after_space) = (line.start, 0, None);
        for (at, letter) in self.text[line.clone()].grapheme_indices(true) {
            let at = line.start + at;
            if letter == "\n" {
                continue;
            }
            let wide = width(letter);
            // One column is left for the cursor behind the last letter.
            if columns + wide >= self.columns && at > start {
                let end = after_space.filter(|_| letter != " ").unwrap_or(at);
                lines.push(start..end);
                columns = width(&self.text[end..at]);
                (start, after_space) = (end, None);
            }
            columns += wide;
            if letter == " " {
                after_space = Some(at + 1);
            }
        }
        lines.push(start..line.end);
    }

    /// The line with the cursor: its position and its range.
    fn line(&self) -> (usize, Range<usize>) {
        let lines = self.lines();
        let at = lines.iter().rposition(|line| line.start <= self.cursor);
        let at = at.unwrap_or_default();
        (at, lines.get(at).cloned().unwrap_or_default())
    }

    /// The last place of a line where the cursor is still in it.
    fn end_of(&self, line: &Range<usize>) -> usize {
        let text = &self.text[line.clone()];
        if text.ends_with('\n') {
            line.end - 1
        } else if line.end < self.text.len() {
            let last = text.graphemes(true).next_back();
            line.end - last.map_or(0, str::len)
        } else {
            line.end
        }
    }

    fn step(&mut self, by: i32) -> bool {
        let (at, line) = self.line();
        let lines = self.lines();
        let wanted = usize::try_from(i32::try_from(at).unwrap_or(i32::MAX).saturating_add(by));
        let Some(target) = wanted.ok().and_then(|wanted| lines.get(wanted)) else {
            return false;
        };
        let column = width(&self.text[line.start..self.cursor]);
        let (mut cursor, mut columns) = (target.start, 0);
        let end = self.end_of(target);
        for letter in self.text[target.start..end].graphemes(true) {
            if columns + width(letter) > column {
                break;
            }
            columns += width(letter);
            cursor += letter.len();
        }
        self.cursor = cursor;
        true
    }

    fn jump(&mut self, by: i32) {
        for _ in 0..by.abs() {
            if !self.step(by.signum()) {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::key::keys;

    fn typed(columns: u16, line: &str) -> Area {
        let mut area = Area::new(columns, 3);
        for key in keys(line) {
            area.key(key);
        }
        area
    }

    #[test]
    fn enter_begins_a_line_and_what_was_typed_is_the_text() {
        let area = typed(20, "'Dear Siti,' enter enter 'thank you.' backspace");
        assert_eq!(area.text(), "Dear Siti,\n\nthank you");
        assert_eq!(area.shown().0, ["Dear Siti,", "", "thank you"]);
        assert_eq!(area.shown().2, (9, 2));
    }

    #[test]
    fn long_lines_are_broken_after_spaces_and_nothing_is_added_to_the_text() {
        let mut area = Area::new(10, 5);
        area.insert("one two three abcdefghijklmno");
        let lines: Vec<_> = area.shown().0.iter().map(|line| line.trim_end()).collect();
        assert_eq!(lines, ["one two", "three", "abcdefghi", "jklmno"]);
        assert_eq!(area.text(), "one two three abcdefghijklmno");
    }

    #[test]
    fn the_cursor_moves_by_lines_and_leaves_at_the_edges() {
        let mut area = typed(20, "'first' enter 'second line'");
        assert!(!area.key(Key::Down));
        assert!(area.key(Key::Up));
        assert_eq!(area.shown().2, (5, 0));
        assert!(!area.key(Key::Up));
        area.key(Key::Home);
        area.key(Key::Delete);
        assert_eq!(area.text(), "irst\nsecond line");
    }

    #[test]
    fn letters_of_several_characters_are_one() {
        let mut area = Area::new(20, 3);
        area.insert("e\u{301}🇮🇩");
        area.key(Key::Backspace);
        assert_eq!(area.text(), "e\u{301}");
        area.key(Key::Backspace);
        assert_eq!(area.text(), "");
        area.key(Key::Backspace);
        area.key(Key::Delete);
    }

    #[test]
    fn a_long_text_shows_the_part_with_the_cursor() {
        let mut area = Area::new(20, 3);
        area.insert("1\r\n2\r3\n4\t5");
        let (lines, top, cursor) = area.shown();
        assert_eq!((lines, top), (vec!["2", "3", "4 5"], 1));
        assert_eq!(cursor, (3, 2));
        area.key(Key::PageUp);
        assert_eq!(area.shown().1, 0);
    }

    #[test]
    fn every_place_of_the_cursor_can_be_drawn_and_every_letter_typed_is_there() {
        let mut area = Area::new(4, 2);
        for c in "a  bc defgh  \n i 日本語 \n\nxyz".chars() {
            area.key(if c == '\n' { Key::Enter } else { Key::Char(c) });
            area.shown();
        }
        for key in [
            Key::Up,
            Key::Left,
            Key::Home,
            Key::End,
            Key::WordLeft,
            Key::WordRight,
        ] {
            for _ in 0..30 {
                area.key(key);
                let (lines, _, (column, row)) = area.shown();
                assert!(usize::from(row) < lines.len() && column < 4);
            }
        }
        assert_eq!(area.text(), "a  bc defgh  \n i 日本語 \n\nxyz");
    }
}
