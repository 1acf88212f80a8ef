//! Forms: fields one under the other, validation beside the field, buttons below.
//!
//! What was typed is never lost without asking: [`Form::is_touched`] says whether there is something to lose.

mod drawing;
mod field;

use tui_input::{Input as Line, InputRequest};

use super::buttons::Button;
use crate::command::key::Key;
use crate::ui::kit::canvas::Hit;
use crate::ui::shell::event::Input;

use field::Content;

pub use drawing::draw_text;
pub use field::Field;

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

    /// Whether something that is so or not is so.
    pub fn is_checked(&self, index: usize) -> bool {
        self.fields.get(index).is_some_and(Field::is_checked)
    }

    /// Lines that the fields take.
    pub fn height(&self) -> u16 {
        self.fields.iter().map(Field::height).sum()
    }

    /// Whether a text field has the focus.
    pub fn is_typing(&self) -> bool {
        self.fields.get(self.focus).is_some_and(Field::is_text)
    }

    /// Whether a field of it is for a passphrase.
    pub fn holds_secret(&self) -> bool {
        self.fields.iter().any(Field::is_masked)
    }

    /// Whether anything differs from what it was at first.
    pub fn is_touched(&self) -> bool {
        self.fields.iter().any(Field::is_touched)
    }

    /// Empties a field, and puts the focus on it.
    pub fn empty(&mut self, index: usize) {
        if let Some(field) = self.fields.get_mut(index) {
            field.clear();
            self.focus = index;
        }
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
        if let Some(signal) = self.in_area(key) {
            return signal;
        }
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
            Content::Text {
                line, is_offered, ..
            } => {
                let Some(request) = request(key) else {
                    return FormSignal::Ignored;
                };
                let before = line.value().to_owned();
                let erases = matches!(key, Key::Char(_) | Key::Backspace | Key::Delete);
                if std::mem::take(is_offered) && erases {
                    *line = Line::default();
                }
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
            Content::Check(so) => match key {
                Key::Char(' ') => {
                    *so = !*so;
                    FormSignal::Changed(index)
                }
                _ => FormSignal::Ignored,
            },
            Content::Area(_) | Content::Fixed(_) => FormSignal::Ignored,
        }
    }

    /// A key for the text of several lines with the focus, if there is one: Enter is one of them.
    fn in_area(&mut self, key: Key) -> Option<FormSignal> {
        let index = self.focus;
        let field = self.fields.get_mut(index)?;
        let Content::Area(area) = &mut field.content else {
            return None;
        };
        let before = area.text().len();
        if !area.key(key) {
            return None;
        }
        if area.text().len() == before {
            return Some(FormSignal::Moved);
        }
        field.fault = None;
        Some(FormSignal::Changed(index))
    }

    fn paste(&mut self, text: &str) -> FormSignal {
        let index = self.focus;
        let Some(field) = self.fields.get_mut(index) else {
            return FormSignal::Ignored;
        };
        match &mut field.content {
            Content::Text {
                line, is_offered, ..
            } => {
                if std::mem::take(is_offered) {
                    *line = Line::default();
                }
                type_in(line, text);
            }
            Content::Area(area) => area.insert(text),
            _ => return FormSignal::Ignored,
        }
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
            match &mut field.content {
                Content::Choice { options, chosen } if already => {
                    *chosen = (*chosen + 1) % options.len().max(1);
                }
                Content::Check(so) => *so = !*so,
                _ => return FormSignal::Moved,
            }
            return FormSignal::Changed(index);
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
