//! A list of which only a window is held: cursor, scrolling, and what to ask for next.
//!
//! The cursor is kept by the key of its row: after a reload it stands on the same row, wherever that is now.

use crate::domain::{Page, Window};

use crate::command::key::Key;
use crate::ui::kit::canvas::Hit;
use crate::ui::shell::event::Input;

/// What an input on a list leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It was not for the list.
    Ignored,
    /// The cursor moved, or the list.
    Moved,
    /// It moved, and rows on screen must be asked for.
    Lacks,
    /// The row under the cursor shall be opened.
    Open,
}

/// A windowed list of rows that differ by a key.
#[derive(Debug, Clone)]
pub struct List<T, K> {
    window: Window<T>,
    cursor: usize,
    top: usize,
    held: Option<K>,
    key: fn(&T) -> K,
}

impl<T, K: PartialEq> List<T, K> {
    /// An empty list.
    pub fn new(key: fn(&T) -> K) -> Self {
        Self {
            window: Window::default(),
            cursor: 0,
            top: 0,
            held: None,
            key,
        }
    }

    /// Rows of the whole list.
    pub fn total(&self) -> usize {
        self.window.total
    }

    /// Position of the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Position of the first row on screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The row under the cursor, once loaded.
    pub fn selected(&self) -> Option<&T> {
        self.get(self.cursor)
    }

    /// A row by its position, if it is loaded.
    pub fn get(&self, index: usize) -> Option<&T> {
        let index = index.checked_sub(self.window.offset)?;
        self.window.rows.get(index)
    }

    /// The rows that are loaded.
    pub fn loaded(&self) -> &[T] {
        &self.window.rows
    }

    /// The page to ask for: what is on screen with as much before and after it.
    pub fn page(&self, height: u16) -> Page {
        let height = usize::from(height.max(1));
        Page {
            offset: self.top.saturating_sub(height),
            limit: height * 3,
        }
    }

    /// Whether a row on screen is not loaded.
    pub fn lacks(&self, height: u16) -> bool {
        let end = (self.top + usize::from(height)).min(self.window.total);
        self.top < self.window.offset || end > self.window.offset + self.window.rows.len()
    }

    /// Takes a window that was loaded.
    pub fn receive(&mut self, window: Window<T>, height: u16) {
        self.window = window;
        let held = self.held.as_ref();
        let found = self
            .window
            .rows
            .iter()
            .position(|row| held == Some(&(self.key)(row)));
        if let Some(index) = found {
            let moved_to = self.window.offset + index;
            // Keep the row where it was on screen.
            self.top = (self.top + moved_to).saturating_sub(self.cursor);
            self.cursor = moved_to;
        }
        self.settle(height);
    }

    /// Takes a whole list.
    pub fn receive_all(&mut self, rows: Vec<T>, height: u16) {
        let total = rows.len();
        self.receive(
            Window {
                rows,
                offset: 0,
                total,
            },
            height,
        );
    }

    /// Takes a page that was asked for; answers whether another one must be asked for, because the rows have moved.
    pub fn receive_page(&mut self, page: &Window<T>, height: u16) -> bool
    where
        T: Clone,
    {
        self.receive(page.clone(), height);
        self.lacks(height)
    }

    /// Goes to the first row, because another list is asked for.
    pub fn rewind(&mut self) {
        self.cursor = 0;
        self.top = 0;
        self.held = None;
    }

    /// Moves the cursor to a position.
    pub fn move_to(&mut self, index: usize, height: u16) {
        self.cursor = index;
        self.held = None;
        self.settle(height);
    }

    /// Moves the cursor by rows.
    pub fn move_by(&mut self, rows: isize, height: u16) {
        self.move_to(self.cursor.saturating_add_signed(rows), height);
    }

    /// Takes a key, a click or the wheel; answers whether it was for the list. A click on the row under the cursor is
    /// not taken, so that it can mean Enter.
    pub fn input(&mut self, input: &Input, height: u16) -> bool {
        let page = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
        match input {
            Input::Key(key) => match key {
                Key::Up | Key::Char('k') => self.move_by(-1, height),
                Key::Down | Key::Char('j') => self.move_by(1, height),
                Key::PageUp => self.move_by(-page, height),
                Key::PageDown => self.move_by(page, height),
                Key::Home | Key::Char('g') => self.move_to(0, height),
                Key::End | Key::Char('G') => self.move_to(usize::MAX, height),
                _ => return false,
            },
            Input::Wheel(rows) => self.scroll(isize::from(*rows), height),
            Input::Click(Hit::Row(index)) if *index != self.cursor => self.move_to(*index, height),
            _ => return false,
        }
        true
    }

    /// Takes an input on a list whose rows can be opened: what the screen has to do for it.
    pub fn turn(&mut self, input: &Input, height: u16) -> Turn {
        if matches!(input, Input::Click(Hit::Row(index)) if *index == self.cursor) {
            return Turn::Open;
        }
        match (self.input(input, height), self.lacks(height)) {
            (false, _) => Turn::Ignored,
            (true, true) => Turn::Lacks,
            (true, false) => Turn::Moved,
        }
    }

    /// Scrolls without leaving the cursor off the screen.
    fn scroll(&mut self, rows: isize, height: u16) {
        let height_rows = usize::from(height.max(1));
        let last_top = self.window.total.saturating_sub(height_rows);
        self.top = self.top.saturating_add_signed(rows).min(last_top);
        let bottom = self.top + height_rows - 1;
        let cursor = self.cursor.clamp(self.top, bottom);
        self.move_to(cursor, height);
    }

    fn settle(&mut self, height: u16) {
        let height = usize::from(height.max(1));
        self.cursor = self.cursor.min(self.window.total.saturating_sub(1));
        if self.cursor < self.top {
            self.top = self.cursor;
        }
        if self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
        self.top = self.top.min(self.window.total.saturating_sub(height));
        if let Some(row) = self.get(self.cursor) {
            self.held = Some((self.key)(row));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(rows: std::ops::Range<usize>, total: usize) -> Window<usize> {
        Window {
            offset: rows.start,
            rows: rows.collect(),
            total,
        }
    }

    #[test]
    fn moving_off_the_window_asks_for_the_next_one() {
        let mut list = List::new(|row: &usize| *row);
        list.receive(window(0..30, 1_000_000), 10);
        assert!(!list.lacks(10));
        list.input(&Input::Key(Key::End), 10);
        assert_eq!((list.cursor(), list.top()), (999_999, 999_990));
        assert!(list.lacks(10));
        assert_eq!(
            list.page(10),
            Page {
                offset: 999_980,
                limit: 30
            }
        );
        list.receive(window(999_980..1_000_000, 1_000_000), 10);
        assert_eq!(list.selected(), Some(&999_999));
    }

    #[test]
    fn the_cursor_stays_on_its_row_when_rows_before_it_go() {
        let mut list = List::new(|row: &usize| *row);
        list.receive(window(0..30, 30), 10);
        list.move_to(12, 10);
        let rows: Vec<usize> = (5..30).collect();
        list.receive_all(rows, 10);
        assert_eq!(list.selected(), Some(&12));
        assert_eq!(list.cursor(), 7);
    }

    #[test]
    fn a_list_that_shrinks_keeps_the_cursor_on_a_row() {
        let mut list = List::new(|row: &usize| *row);
        list.receive(window(0..30, 30), 10);
        list.move_to(29, 10);
        list.receive_all(vec![1, 2], 10);
        assert_eq!((list.cursor(), list.top()), (1, 0));
        list.receive_all(Vec::new(), 10);
        assert_eq!(list.selected(), None);
    }

    #[test]
    fn the_wheel_scrolls_and_takes_the_cursor_along() {
        let mut list = List::new(|row: &usize| *row);
        list.receive(window(0..30, 100), 10);
        list.input(&Input::Wheel(3), 10);
        assert_eq!((list.top(), list.cursor()), (3, 3));
        assert!(!list.input(&Input::Click(Hit::Row(3)), 10));
        assert!(list.input(&Input::Click(Hit::Row(7)), 10));
        assert_eq!(list.cursor(), 7);
    }
}
