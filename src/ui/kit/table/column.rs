//! The columns of a table: what they are called, how wide they are, and how much they matter.

use std::borrow::Cow;

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sizing {
    /// As wide as its widest cell on screen, at least so many columns: for what the program itself says in few words.
    Exact(u16),
    /// From so many columns up to its widest cell, as room allows; cut with `…`.
    Flexible(u16),
    /// The same for what tells two rows apart: it gives way after the columns that matter little have fallen and before
    /// the others do, and what is shortened can be read as none of the other rows.
    Telling(u16),
}

/// What a column is called, and the code by which a view of the table names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    code: Cow<'static, str>,
    text: String,
}

impl Title {
    /// A heading with its code, which is the same in every language.
    pub fn coded(code: impl Into<Cow<'static, str>>, text: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            text: text.into(),
        }
    }
}

impl From<String> for Title {
    /// A heading without a code: a view cannot name it.
    fn from(text: String) -> Self {
        Self::coded("", text)
    }
}

impl From<&'static str> for Title {
    /// A label of the navigation, which is the same in every language and its own code.
    fn from(text: &'static str) -> Self {
        Self::coded(text, text)
    }
}

/// The title of a column: a message of the operator's language, whose id is the code.
#[macro_export]
macro_rules! titled {
    ($texts:expr, $id:literal) => {
        $crate::ui::kit::table::Title::coded($id, $crate::say!($texts, $id))
    };
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its code; empty where a view cannot name it.
    pub code: Cow<'static, str>,
    /// Its heading.
    pub title: String,
    /// How wide it is.
    pub sizing: Sizing,
    /// The larger, the earlier it falls away; 0 never does.
    pub falls: u8,
    /// Whether its cells end flush.
    pub flush_right: bool,
    /// Whether the table is sorted by it, and if so whether largest first.
    pub sorted: Option<bool>,
    /// Whether it is shown only where somebody chose it.
    pub on_request: bool,
    /// How wide it is, where somebody chose that.
    pub(super) chosen: Option<u16>,
    /// Where it stands among the columns as the screen gave them.
    pub(super) place: usize,
}

impl Column {
    /// A column that is as wide as what stands in it: numbers, states, kinds, times. Never what people or files wrote.
    pub fn exact(title: impl Into<Title>, falls: u8) -> Self {
        let Title { code, text } = title.into();
        Self {
            code,
            title: text,
            sizing: Sizing::Exact(0),
            falls,
            flush_right: false,
            sorted: None,
            on_request: false,
            chosen: None,
            place: 0,
        }
    }

    /// A column that gives way down to some columns.
    pub fn flexible(title: impl Into<Title>, least: u16, falls: u8) -> Self {
        Self {
            sizing: Sizing::Flexible(least),
            ..Self::exact(title, falls)
        }
    }

    /// A column that tells two rows apart, such as names and addresses.
    pub fn telling(title: impl Into<Title>, least: u16, falls: u8) -> Self {
        Self {
            sizing: Sizing::Telling(least),
            ..Self::exact(title, falls)
        }
    }

    /// The same, its cells flush right.
    #[must_use]
    pub fn right(self) -> Self {
        Self {
            flush_right: true,
            ..self
        }
    }

    /// The same, shown only where somebody chose it.
    #[must_use]
    pub fn on_request(self) -> Self {
        Self {
            on_request: true,
            ..self
        }
    }

    pub(super) fn heading(&self) -> String {
        match self.sorted {
            Some(true) => format!("{} ▼", self.title),
            Some(false) => format!("{} ▲", self.title),
            None => self.title.clone(),
        }
    }
}
