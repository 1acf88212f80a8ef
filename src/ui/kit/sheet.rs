//! Sheets: a form over the screen, with its title, what it is about, and what is wrong with it.
//!
//! ```text
//! ┌ Title ─────────────────────────────────────────────┐
//! │ What it is about.                                  │
//! │                                                    │
//! │ ▌ Field  value▏                                    │
//! │                                                    │
//! │ ▲ What is wrong with it.                           │
//! │                                                    │
//! │                             Cancel     [ Save ]    │
//! └────────────────────────────────────────────────────┘
//! ```
//!
//! What is wrong stands under the fields: beside them there is no room for a whole sentence. The buttons stay in view.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::reason::Reason;
use crate::error::Error;
use crate::say;
use crate::wording;

use super::buttons::{Button, Kind};
use super::form::{Field, Form, FormSignal};
use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, Hit, centred, wrap};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input};
use crate::ui::shell::layer::{Asked, Handled, Out, Wish};

/// The button that does it.
const ACCEPT: usize = 1;

/// What an input means to the overlay whose sheet it was given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetSignal {
    /// Nothing.
    Ignored,
    /// It was for the sheet.
    Taken,
    /// It changed the field of this position.
    Changed(usize),
    /// Everything is typed.
    Accepted,
}

impl SheetSignal {
    /// Whether the overlay took the input.
    pub fn handled(self) -> Handled {
        if self == Self::Ignored {
            Handled::No
        } else {
            Handled::Yes
        }
    }
}

/// How a sheet looks beside its form.
#[derive(Debug, Clone, Default)]
pub struct Looks {
    /// What stands in the frame.
    pub title: String,
    /// What it is about; nothing where the fields say it.
    pub about: String,
    /// How wide it is where there is room.
    pub columns: u16,
    /// The colour of frame and title, where it is not the usual one.
    pub colour: Option<Style>,
}

/// A form over the screen, what is wrong with it as a whole, and the answer it waits for.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its fields and buttons.
    pub form: Form,
    /// What was done or asked for with what was typed.
    pub asked: Asked,
    fault: Option<String>,
}

impl Sheet {
    /// A sheet with **Cancel** and **Save**.
    pub fn saving(fields: Vec<Field>, context: &Context) -> Self {
        Self::new(fields, say!(context.texts, "button-save"), context)
    }

    /// A sheet with **Cancel** and a button that does it.
    pub fn new(fields: Vec<Field>, accept: impl Into<String>, context: &Context) -> Self {
        let buttons = vec![
            Button::new(say!(context.texts, "button-cancel"), Kind::Safe),
            Button::new(accept, Kind::Onward),
        ];
        Self {
            form: Form::new(fields, buttons, ACCEPT),
            asked: Asked::default(),
            fault: None,
        }
    }

    /// Takes an input. Esc, a click beside the sheet and its first button go one step back, Ctrl-S accepts.
    pub fn input(&mut self, input: &Input, out: &mut Out) -> SheetSignal {
        match self.form.input(input) {
            FormSignal::Pressed(0) => out.wish(Wish::Back),
            FormSignal::Pressed(_) => return SheetSignal::Accepted,
            FormSignal::Changed(field) => {
                self.fault = None;
                return SheetSignal::Changed(field);
            }
            FormSignal::Moved => {}
            FormSignal::Ignored => match input {
                Input::Key(Key::Ctrl('s')) => return SheetSignal::Accepted,
                Input::Key(Key::Esc) | Input::Click(Hit::Outside) => out.wish(Wish::Back),
                _ => return SheetSignal::Ignored,
            },
        }
        SheetSignal::Taken
    }

    /// The keys that work in a sheet of fields; `changes` where the arrows change one.
    pub fn hints(changes: bool, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let mut hints = vec![
            ("↵".to_owned(), say!(texts, "hint-accept")),
            ("Tab".to_owned(), say!(texts, "hint-next-field")),
        ];
        if changes {
            hints.push(("←→".to_owned(), say!(texts, "settings-hint-change")));
        }
        hints.push(("Esc".to_owned(), say!(texts, "hint-cancel")));
        hints
    }

    /// Says what is wrong, in a whole sentence.
    pub fn fail(&mut self, fault: impl Into<String>) {
        self.fault = Some(fault.into());
    }

    /// The same, about one of its fields or buttons, which has the focus then.
    pub fn fail_at(&mut self, index: usize, fault: impl Into<String>) {
        self.form.focus_on(index);
        self.fail(fault);
    }

    /// Takes the answer to what was accepted: closes the sheet, or says why it was refused, at the field that the reason
    /// is about.
    pub fn answered(
        &mut self,
        reply: &Back,
        field: impl Fn(&Reason) -> usize,
        context: &Context,
        out: &mut Out,
    ) -> Handled {
        match reply {
            Ok(_) => out.wish(Wish::Close),
            Err(Error::Refused(reason) | Error::NotAllowed(reason) | Error::Conflict(reason)) => {
                self.fail_at(field(reason), wording::reason(&context.texts, reason));
            }
            Err(_) => return Handled::Fault,
        }
        Handled::Yes
    }

    /// Takes back what was said to be wrong.
    pub fn forgive(&mut self) {
        self.fault = None;
    }

    /// Draws it in the middle of an area; answers where its fields lie. What it waits for is said once that takes
    /// long.
    pub fn draw(
        &self,
        canvas: &mut Canvas<'_, '_>,
        area: Rect,
        looks: &Looks,
        context: &Context,
    ) -> Rect {
        let palette = &context.palette;
        let wide = looks.columns.min(area.width.saturating_sub(4));
        let lines = |text: &str| match text {
            "" => Vec::new(),
            text => wrap(text, wide.saturating_sub(4)),
        };
        let (said, style) = self.said(context);
        let (about, said) = (lines(&looks.about), lines(&said));
        let above = under(&about);
        let tall = above + self.form.height() + 1 + under(&said) + 3;
        let place = centred(area, wide, tall.min(area.height));
        let rule = looks.colour.unwrap_or(palette.rule);
        let heading = looks.colour.unwrap_or(palette.strong);
        let inside = canvas.boxed(place, &looks.title, rule, heading);
        for (line, text) in inside.rows().zip(&about) {
            canvas.print(line, text, palette.text);
        }
        let last = Rect {
            y: inside.bottom().saturating_sub(1),
            height: inside.height.min(1),
            ..inside
        };
        let fields = Rect {
            y: inside.y + above.min(inside.height),
            height: inside.height.saturating_sub(above + 1),
            ..inside
        };
        let used = self.form.draw_fields(canvas, fields, context);
        for (line, text) in fields.rows().skip(usize::from(used) + 1).zip(&said) {
            canvas.print(line, text, style);
        }
        self.form.draw_buttons(canvas, last, context);
        fields
    }

    /// What is said under the fields.
    fn said(&self, context: &Context) -> (String, Style) {
        let palette = &context.palette;
        match &self.fault {
            Some(fault) => (format!("▲ {fault}"), palette.danger),
            None if self.asked.is_slow(context) => {
                (say!(context.texts, "confirm-running"), palette.dim)
            }
            None => (String::new(), palette.dim),
        }
    }
}

/// Lines that a text takes with the blank one after it.
fn under(lines: &[String]) -> u16 {
    match lines {
        [] => 0,
        lines => u16::try_from(lines.len()).map_or(u16::MAX, |count| count.saturating_add(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::key::keys;
    use crate::domain::Language;
    use crate::domain::settings::Theme;
    use crate::ui::shell::context::Capabilities;

    fn sheet() -> Sheet {
        let context = Context::new(Language::English, Theme::Dark, Capabilities::default());
        Sheet::saving(vec![Field::text("Name", "")], &context)
    }

    fn take(sheet: &mut Sheet, input: &Input) -> (SheetSignal, bool) {
        let mut out = Out::default();
        let signal = sheet.input(input, &mut out);
        let goes_back = matches!(out.wishes.front(), Some(Wish::Back));
        (signal, goes_back)
    }

    fn press(sheet: &mut Sheet, line: &str) -> (SheetSignal, bool) {
        let mut last = (SheetSignal::Ignored, false);
        for key in keys(line) {
            last = take(sheet, &Input::Key(key));
        }
        last
    }

    #[test]
    fn esc_a_click_beside_it_and_the_first_button_go_back() {
        let back = (SheetSignal::Taken, true);
        assert_eq!(press(&mut sheet(), "esc"), back);
        assert_eq!(take(&mut sheet(), &Input::Click(Hit::Outside)), back);
        assert_eq!(press(&mut sheet(), "tab enter"), back);
    }

    #[test]
    fn enter_in_the_last_field_ctrl_s_and_the_second_button_accept() {
        for line in ["enter", "ctrl-s", "tab tab enter"] {
            let taken = press(&mut sheet(), line);
            assert_eq!(taken, (SheetSignal::Accepted, false), "{line}");
        }
    }

    #[test]
    fn what_was_wrong_is_forgiven_by_typing() {
        let mut sheet = sheet();
        press(&mut sheet, "tab");
        sheet.fail_at(0, "Too short.");
        assert!(sheet.fault.is_some());
        assert_eq!(press(&mut sheet, "'a'").0, SheetSignal::Changed(0));
        assert_eq!((sheet.fault, sheet.form.value(0).as_str()), (None, "a"));
    }
}
