//! The words of the trade, as types: pure data and pure rules, no clock, no file, no database.
//!
//! Everything here is a value that the doors (`ui`, `cli`) and the service exchange. Nothing in this
//! module does anything to the world, and nothing here imports another module of the crate.

pub mod act;
pub mod acts;
pub mod batch;
pub mod blotting;
pub mod canonical;
pub mod case;
pub mod coded;
pub mod columns;
pub mod damage;
pub mod entered;
pub mod filter;
pub mod first_steps;
pub mod folding;
mod guarding;
pub mod guards;
pub mod hidden;
pub mod home;
pub mod id;
pub mod identifier;
pub mod idle;
pub mod learning;
pub mod license;
pub mod likeness;
pub mod look;
pub mod mail;
pub mod mending;
pub mod naming;
pub mod op;
pub mod operator;
pub mod plan;
pub mod provider;
pub mod public_half;
pub mod query;
pub mod reason;
pub mod record;
pub mod report;
pub mod request;
pub mod residue;
pub mod retention;
pub mod roster;
pub mod settings;
pub mod shown;
pub mod sitting;
pub mod ssh;
pub mod time;
pub mod tombstones;
pub mod user;
pub mod view;
pub mod zone;

use coded::coded;

/// A part of a list and the size of the whole, so that a screen can page without holding it all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window<T> {
    /// The rows from `offset` on, at most as many as were asked for.
    pub rows: Vec<T>,
    /// Position of the first row in the whole list.
    pub offset: usize,
    /// How many rows the whole list has.
    pub total: usize,
}

impl<T> Default for Window<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            offset: 0,
            total: 0,
        }
    }
}

/// Which part of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Page {
    /// Rows to pass over.
    pub offset: usize,
    /// Rows wanted at the most.
    pub limit: usize,
}

impl Page {
    /// The first `limit` rows.
    pub const fn first(limit: usize) -> Self {
        Self { offset: 0, limit }
    }
}

coded! {
    /// A language in which the console speaks.
    #[derive(Default)]
    pub enum Language {
        /// English.
        #[default]
        English = "en",
        /// Bahasa Indonesia.
        Indonesian = "id",
    }
}

impl Language {
    /// Its name in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Indonesian => "Bahasa Indonesia",
        }
    }

    /// Reads a tag or a locale such as `id_ID.UTF-8`.
    pub fn from_locale(tag: &str) -> Option<Self> {
        let primary = tag.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" | "c" | "posix" => Some(Self::English),
            "id" | "in" => Some(Self::Indonesian),
            _ => None,
        }
    }
}
