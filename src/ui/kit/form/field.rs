//! A field of a form: its label, what it holds, and what is to be said beside it.

use tui_input::Input as Line;

use crate::ui::kit::area::Area;

/// What a field holds.
#[derive(Debug, Clone)]
pub(super) enum Content {
    Text {
        line: Line,
        masked: bool,
        /// It holds what was suggested, and nobody has touched it: what is typed takes its place.
        is_offered: bool,
    },
    Area(Area),
    Choice {
        options: Vec<String>,
        chosen: usize,
    },
    Check(bool),
    Fixed(String),
}

/// A field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    pub(super) label: String,
    pub(super) content: Content,
    pub(super) first: String,
    /// What is wrong with it, shown beside it.
    pub fault: Option<String>,
    /// What to know about it, shown beside it while nothing is wrong.
    pub hint: String,
    /// Where the hint is somebody's identifiers: the emails of the others who were offered beside them.
    pub(super) identifies: Option<Vec<String>>,
}

impl Field {
    /// A line of text.
    pub fn text(label: impl Into<String>, value: impl Into<String>) -> Self {
        let value = value.into();
        Self::with(
            label,
            Content::Text {
                line: Line::new(value.clone()),
                masked: false,
                is_offered: false,
            },
            value,
        )
    }

    /// A line of text with a suggestion: what is typed takes its place, as in the address bar of a browser, until it was
    /// touched otherwise.
    pub fn suggested(label: impl Into<String>, value: impl Into<String>) -> Self {
        let mut field = Self::text(label, value);
        if let Content::Text {
            line, is_offered, ..
        } = &mut field.content
        {
            *is_offered = !line.value().is_empty();
        }
        field
    }

    /// A line of text that nobody looking on can read.
    pub fn masked(label: impl Into<String>) -> Self {
        Self::with(
            label,
            Content::Text {
                line: Line::default(),
                masked: true,
                is_offered: false,
            },
            String::new(),
        )
    }

    /// Whether nobody looking on can read it.
    pub const fn is_masked(&self) -> bool {
        matches!(self.content, Content::Text { masked: true, .. })
    }

    /// A text of several lines, under its label, in a box of so many columns and rows.
    pub fn area(label: impl Into<String>, columns: u16, rows: u16) -> Self {
        Self::with(
            label,
            Content::Area(Area::new(columns, rows)),
            String::new(),
        )
    }

    /// Something that is so or not, changed with space; not so at first.
    pub fn check(label: impl Into<String>) -> Self {
        Self::with(label, Content::Check(false), false.to_string())
    }

    /// One of several options, changed with left and right.
    pub fn choice(label: impl Into<String>, options: Vec<String>, chosen: usize) -> Self {
        Self::with(
            label,
            Content::Choice { options, chosen },
            chosen.to_string(),
        )
    }

    /// Something that is shown among the fields and cannot be changed.
    pub fn fixed(label: impl Into<String>, value: impl Into<String>) -> Self {
        let value = value.into();
        Self::with(label, Content::Fixed(value.clone()), value)
    }

    /// The same with something to know about it.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }

    /// The same with somebody's identifiers beside it, and the emails of the others from whom they tell them.
    #[must_use]
    pub fn identified(self, identifiers: String, others: Vec<String>) -> Self {
        Self {
            identifies: Some(others),
            ..self.hint(identifiers)
        }
    }

    fn with(label: impl Into<String>, content: Content, first: String) -> Self {
        Self {
            label: label.into(),
            content,
            first,
            fault: None,
            hint: String::new(),
            identifies: None,
        }
    }

    /// Forgets what was typed into it.
    pub(super) fn clear(&mut self) {
        if let Content::Text {
            line, is_offered, ..
        } = &mut self.content
        {
            *line = Line::default();
            *is_offered = false;
        }
    }

    /// Takes label and hint of another field, for instance in another language.
    pub fn rename(&mut self, other: &Self) {
        self.label.clone_from(&other.label);
        self.hint.clone_from(&other.hint);
    }

    /// Its label.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// What it holds as a person reads it.
    pub fn shown(&self) -> String {
        match &self.content {
            Content::Choice { options, chosen } => {
                options.get(*chosen).cloned().unwrap_or_default()
            }
            Content::Text { masked: true, .. } => String::new(),
            _ => self.value(),
        }
    }

    /// What it holds as text; of a choice, the position.
    pub fn value(&self) -> String {
        match &self.content {
            Content::Text { line, .. } => line.value().to_owned(),
            Content::Area(area) => area.text().to_owned(),
            Content::Choice { chosen, .. } => chosen.to_string(),
            Content::Check(so) => so.to_string(),
            Content::Fixed(text) => text.clone(),
        }
    }

    /// The position that is chosen.
    pub fn chosen(&self) -> usize {
        match &self.content {
            Content::Choice { chosen, .. } => *chosen,
            _ => 0,
        }
    }

    /// Whether it is so.
    pub fn is_checked(&self) -> bool {
        matches!(self.content, Content::Check(true))
    }

    /// Whether it differs from what it was at first.
    pub fn is_touched(&self) -> bool {
        self.value() != self.first
    }

    /// Lines that it takes.
    pub(super) fn height(&self) -> u16 {
        match &self.content {
            Content::Area(area) => area.rows() + 1,
            _ => 1,
        }
    }

    /// Whether its label stands on a line of its own.
    pub(super) fn is_wide(&self) -> bool {
        matches!(self.content, Content::Area(_) | Content::Check(_))
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self.content, Content::Text { .. } | Content::Area(_))
    }

    /// Whether it is only shown.
    pub fn is_fixed(&self) -> bool {
        matches!(self.content, Content::Fixed(_))
    }
}
