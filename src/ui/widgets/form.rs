//! Forms: fields one under the other, validation beside the field, buttons below.
//!
//! What was typed is never lost without asking: [`Form::is_touched`] says whether there is something to lose.

mod drawing;

use tui_input::{Input as Line, InputRequest};

use super::super::canvas::Hit;
use super::super::event::Input;
use super::super::key::Key;
use super::buttons::Button;

pub use drawing::draw_text;

/// What a field holds.
#[derive(Debug, Clone)]
enum Content {
    Text { line: Line, masked: bool },
    Choice { options: Vec<String>, chosen: usize },
    Fixed(String),
}

/// A field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    label: String,
    content: Content,
    first: String,
    /// What is wrong with it, shown beside it.
    pub fault: Option<String>,
    /// What to know about it, shown beside it while nothing is wrong.
    pub hint: String,
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
            },
            value,
        )
    }

    /// A line of text that nobody looking on can read.
    pub fn masked(label: impl Into<String>) -> Self {
        Self::with(
            label,
            Content::Text {
                line: Line::default(),
                masked: true,
            },
            String::new(),
        )
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

    fn with(label: impl Into<String>, content: Content, first: String) -> Self {
        Self {
            label: label.into(),
            content,
            first,
            fault: None,
            hint: String::new(),
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
            Content::Choice { chosen, .. } => chosen.to_string(),
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

    /// Whether it differs from what it was at first.
    pub fn is_touched(&self) -> bool {
        self.value() != self.first
    }

    fn is_text(&self) -> bool {
        matches!(self.content, Content::Text { .. })
    }

    fn is_fixed(&self) -> bool {
        matches!(self.content, Content::Fixed(_))
    }
}

/// What became of an input that a form was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormSignal {
    /// It was not for the form.
    Ignored,
    /// It moved the focus or a cursor.
    Moved,
    /// It changed the field of this position.
    Changed(usize),
    /// The button of this position was pressed.
    Pressed(usize),
}

/// Fields and buttons.
#[derive(Debug, Clone)]
pub struct Form {
    /// The fields, from top to bottom.
    pub fields: Vec<Field>,
    /// The buttons, from left to right.
    pub buttons: Vec<Button>,
    focus: usize,
    submit: usize,
}

impl Form {
    /// A form whose first field has the focus. Enter in the last field presses the button at `submit`.
    pub fn new(fields: Vec<Field>, buttons: Vec<Button>, submit: usize) -> Self {
        let focus = fields
            .iter()
            .position(|field| !field.is_fixed())
            .unwrap_or(fields.len());
        Self {
            fields,
            buttons,
            focus,
            submit,
        }
    }

    /// What a field holds, trimmed.
    pub fn value(&self, index: usize) -> String {
        let value = self.fields.get(index).map(Field::value).unwrap_or_default();
        value.trim().to_owned()
    }

    /// What a field holds, exactly as typed.
    pub fn exact(&self, index: usize) -> String {
        self.fields.get(index).map(Field::value).unwrap_or_default()
    }

    /// The position that a choice holds.
    pub fn chosen(&self, index: usize) -> usize {
        self.fields
            .get(index)
            .map(Field::chosen)
            .unwrap_or_default()
    }

    /// Whether a text field has the focus.
    pub fn is_typing(&self) -> bool {
        self.fields.get(self.focus).is_some_and(Field::is_text)
    }

    /// Whether anything differs from what it was at first.
    pub fn is_touched(&self) -> bool {
        self.fields.iter().any(Field::is_touched)
    }

    /// Marks what it holds now as what it was at first: it was saved.
    pub fn settle(&mut self) {
        for field in &mut self.fields {
            field.first = field.value();
            field.fault = None;
        }
    }

    /// Puts a fault beside a field and the focus on it.
    pub fn fail(&mut self, index: usize, fault: impl Into<String>) {
        if let Some(field) = self.fields.get_mut(index) {
            field.fault = Some(fault.into());
            self.focus = index;
        }
    }

    /// Whether any field has a fault.
    pub fn has_faults(&self) -> bool {
        self.fields.iter().any(|field| field.fault.is_some())
    }

    /// The position of the field or button with the focus; buttons come after fields.
    pub fn focus(&self) -> usize {
        self.focus
    }

    /// Puts the focus on a field or button.
    pub fn focus_on(&mut self, index: usize) {
        self.focus = index.min(self.fields.len() + self.buttons.len());
    }

    /// Takes an input.
    pub fn input(&mut self, input: &Input) -> FormSignal {
        match input {
            Input::Key(key) => self.key(*key),
            Input::Paste(text) => self.paste(text),
            Input::Click(Hit::Control(index)) => self.click(*index),
            _ => FormSignal::Ignored,
        }
    }

    fn key(&mut self, key: Key) -> FormSignal {
        match key {
            Key::Tab | Key::Down => return self.step(1),
            Key::BackTab | Key::Up => return self.step(-1),
            Key::Enter => return self.enter(),
            _ => {}
        }
        if self.focus >= self.fields.len() {
            return match key {
                Key::Right => self.step(1),
                Key::Left => self.step(-1),
                _ => FormSignal::Ignored,
            };
        }
        let index = self.focus;
        let field = &mut self.fields[index];
        match &mut field.content {
            Content::Text { line, .. } => {
                let Some(request) = request(key) else {
                    return FormSignal::Ignored;
                };
                let before = line.value().to_owned();
                line.handle(request);
                if line.value() == before {
                    FormSignal::Moved
                } else {
                    field.fault = None;
                    FormSignal::Changed(index)
                }
            }
            Content::Choice { options, chosen } => {
                let count = options.len().max(1);
                *chosen = match key {
                    Key::Left => (*chosen + count - 1) % count,
                    Key::Right | Key::Char(' ') => (*chosen + 1) % count,
                    _ => return FormSignal::Ignored,
                };
                field.fault = None;
                FormSignal::Changed(index)
            }
            Content::Fixed(_) => FormSignal::Ignored,
        }
    }

    fn paste(&mut self, text: &str) -> FormSignal {
        let index = self.focus;
        let Some(field) = self.fields.get_mut(index) else {
            return FormSignal::Ignored;
        };
        let Content::Text { line, .. } = &mut field.content else {
            return FormSignal::Ignored;
        };
        type_in(line, text);
        field.fault = None;
        FormSignal::Changed(index)
    }

    fn click(&mut self, index: usize) -> FormSignal {
        if let Some(field) = self.fields.get_mut(index) {
            if field.is_fixed() {
                return FormSignal::Ignored;
            }
            let already = self.focus == index;
            self.focus = index;
            if let (true, Content::Choice { options, chosen }) = (already, &mut field.content) {
                *chosen = (*chosen + 1) % options.len().max(1);
                return FormSignal::Changed(index);
            }
            return FormSignal::Moved;
        }
        let button = index - self.fields.len();
        if self
            .buttons
            .get(button)
            .is_some_and(|button| button.enabled)
        {
            self.focus = index;
            return FormSignal::Pressed(button);
        }
        FormSignal::Ignored
    }

    fn enter(&mut self) -> FormSignal {
        if let Some(button) = self.focus.checked_sub(self.fields.len()) {
            let enabled = self
                .buttons
                .get(button)
                .is_some_and(|button| button.enabled);
            return if enabled {
                FormSignal::Pressed(button)
            } else {
                FormSignal::Moved
            };
        }
        let is_last = self.fields[self.focus + 1..].iter().all(Field::is_fixed);
        let can_submit = self
            .buttons
            .get(self.submit)
            .is_some_and(|button| button.enabled);
        if is_last && can_submit {
            return FormSignal::Pressed(self.submit);
        }
        self.step(1)
    }

    fn step(&mut self, by: isize) -> FormSignal {
        let count = self.fields.len() + self.buttons.len();
        for _ in 0..count {
            self.focus = (self.focus + count).saturating_add_signed(by) % count;
            let stops = match self.fields.get(self.focus) {
                Some(field) => !field.is_fixed(),
                None => self.buttons[self.focus - self.fields.len()].enabled,
            };
            if stops {
                break;
            }
        }
        FormSignal::Moved
    }
}

/// What a key asks of a line of text.
pub fn request(key: Key) -> Option<InputRequest> {
    Some(match key {
        Key::Char(c) => InputRequest::InsertChar(c),
        Key::Backspace | Key::Ctrl('h') => InputRequest::DeletePrevChar,
        Key::Delete | Key::Ctrl('d') => InputRequest::DeleteNextChar,
        Key::Left => InputRequest::GoToPrevChar,
        Key::Right => InputRequest::GoToNextChar,
        Key::WordLeft | Key::Alt('b') => InputRequest::GoToPrevWord,
        Key::WordRight | Key::Alt('f') => InputRequest::GoToNextWord,
        Key::Home | Key::Ctrl('a') => InputRequest::GoToStart,
        Key::End | Key::Ctrl('e') => InputRequest::GoToEnd,
        Key::Ctrl('w') => InputRequest::DeletePrevWord,
        Key::Ctrl('u') => InputRequest::DeleteFromStart,
        Key::Ctrl('k') => InputRequest::DeleteTillEnd,
        _ => return None,
    })
}

/// Types pasted text into a line: its line ends become spaces, none at the end.
pub fn type_in(line: &mut Line, text: &str) {
    let text = text.trim_end_matches(['\r', '\n']);
    for c in text.replace("\r\n", "\n").chars() {
        let c = if matches!(c, '\n' | '\r' | '\t') {
            ' '
        } else {
            c
        };
        line.handle(InputRequest::InsertChar(c));
    }
}

#[cfg(test)]
mod tests;
