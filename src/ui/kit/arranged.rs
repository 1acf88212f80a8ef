//! How the one table of a screen is arranged, and what of it was drawn: what goes in to the drawing and comes out of it.

use crate::domain::view::TableView;

/// How a table shall be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arrangement {
    /// What the operator chose.
    pub view: TableView,
    /// The code of the column that is pointed at.
    pub focus: Option<String>,
}

/// A column of a table that was drawn, shown or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownColumn {
    /// Its code.
    pub code: String,
    /// Its heading.
    pub title: String,
    /// Whether it belongs to the table as the operator wants it, on screen or beyond its edge.
    pub shown: bool,
    /// Whether it tells rows apart.
    pub tells: bool,
    /// How wide it stands on screen; none beyond its edge.
    pub width: Option<u16>,
    /// How wide it shall be, where that was chosen.
    pub chosen: Option<u16>,
}

/// A table that was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShownTable {
    /// Its columns in their order.
    pub columns: Vec<ShownColumn>,
    /// The cells of its rows on screen, one for each of the columns, as they are whole; none for a row that is not loaded.
    pub rows: Vec<Option<Vec<String>>>,
    /// Which of these rows is under the cursor.
    pub cursor: Option<usize>,
    /// Which of the columns is pointed at.
    pub focus: Option<usize>,
}
