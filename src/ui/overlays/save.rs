//! Asks where a file shall lie, writes it, and says where it is. A file in the way is replaced only when told to.
//!
//! ```text
//! ┌ Save to a file ────────────────────────────────────┐
//! │ A folder gives the file its usual name; …          │
//! │                                                    │
//! │ ▌ File  activity-log.csv                           │
//! │                                                    │
//! │                          Cancel    [ Save ]        │
//! └────────────────────────────────────────────────────┘
//! ```

use std::time::Duration;

use ratatui::layout::Rect;

use crate::domain::query::Export;
use crate::error::{Error, Trouble};
use crate::say;
use crate::wording;

use super::super::canvas::{Canvas, Hit, centred, wrap};
use super::super::context::Context;
use super::super::event::{Effect, Input, Reply, Ticket};
use super::super::key::Key;
use super::super::layer::{Asked, Handled, Layer, Out, Wish};
use super::super::toast::Toast;
use super::super::typed_path;
use super::super::widgets::buttons::{Button, Kind};
use super::super::widgets::form::{Field, Form, FormSignal};

const CANCEL: usize = 0;
const SAVE: usize = 1;

/// Asks where an export shall lie.
pub struct Save {
    export: Export,
    form: Form,
    /// What went wrong with the path as it stands.
    fault: Option<String>,
    /// Whether a file is in the way of the path as it stands.
    in_the_way: bool,
    asked: Asked,
}

impl Save {
    /// Asks where an export shall lie, and offers a file name in the home directory.
    pub fn new(export: Export, file_name: &str, context: &Context) -> Self {
        let texts = &context.texts;
        let home = if context.home_directory.is_some() {
            "~/"
        } else {
            ""
        };
        let offered = format!("{home}{file_name}");
        let fields = vec![Field::text(say!(texts, "save-file"), offered)];
        Self {
            export,
            form: Form::new(fields, buttons(false, context), SAVE),
            fault: None,
            in_the_way: false,
            asked: Asked::default(),
        }
    }

    fn submit(&mut self, context: &Context, out: &mut Out) {
        if !self.asked.is_settled() {
            return;
        }
        let home = context.home_directory.as_deref();
        let target = typed_path::read(&self.form.value(0), home);
        let ticket = self.asked.ticket(context, out);
        out.effect(Effect::Export {
            ticket,
            export: self.export.clone(),
            target,
            overwrite: self.in_the_way,
        });
    }

    fn stop_at(&mut self, in_the_way: bool, fault: Option<String>, context: &Context) {
        self.in_the_way = in_the_way;
        self.fault = fault;
        self.form.buttons = buttons(in_the_way, context);
    }
}

fn buttons(in_the_way: bool, context: &Context) -> Vec<Button> {
    let save = if in_the_way {
        Button::new(say!(context.texts, "save-replace"), Kind::Dangerous)
    } else {
        Button::new("Save", Kind::Onward)
    };
    vec![Button::new("Cancel", Kind::Safe), save]
}

impl Layer for Save {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        vec![
            ("↵".to_owned(), say!(texts, "hint-accept")),
            ("Tab".to_owned(), say!(texts, "hint-buttons")),
            ("Esc".to_owned(), say!(texts, "hint-cancel")),
        ]
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match self.form.input(input) {
            FormSignal::Pressed(CANCEL) => out.wish(Wish::Close),
            FormSignal::Pressed(_) => self.submit(context, out),
            FormSignal::Changed(_) => self.stop_at(false, None, context),
            FormSignal::Ignored => match input {
                Input::Key(Key::Esc) | Input::Click(Hit::Outside) => out.wish(Wish::Close),
                _ => return Handled::No,
            },
            FormSignal::Moved => {}
        }
        Handled::Yes
    }

    fn reply(
        &mut self,
        ticket: Ticket,
        reply: &Result<Reply, Error>,
        context: &Context,
        out: &mut Out,
    ) -> Handled {
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Exported(path)) => {
                out.wish(Wish::Close);
                let path = path.display().to_string();
                out.toast(Toast::done(say!(context.texts, "exported", path = path)));
            }
            Err(Error::Environment(trouble)) => {
                let in_the_way = matches!(trouble, Trouble::Exists(_));
                let told = reply
                    .as_ref()
                    .err()
                    .map(|it| wording::error(&context.texts, it));
                let fault = told.map(|told| format!("{} {}", told.happened, told.remedy));
                self.stop_at(in_the_way, fault, context);
                // The safe button has the focus when a file would be replaced.
                self.form.focus_on(if in_the_way { 1 + CANCEL } else { 0 });
            }
            Ok(_) => out.wish(Wish::Close),
            Err(_) => {
                out.wish(Wish::Close);
                return Handled::Fault;
            }
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        let wide = 76.min(area.width.saturating_sub(4));
        let explained = wrap(&say!(texts, "save-explained"), wide - 4);
        let fault = self.fault.as_ref();
        let fault = fault.map_or_else(Vec::new, |fault| wrap(&format!("▲ {fault}"), wide - 4));
        let count = |lines: &[String]| u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let above = count(&explained) + 1;
        let place = centred(area, wide, above + 3 + 2 + count(&fault));
        let inside = canvas.boxed(
            place,
            &say!(texts, "save-title"),
            palette.rule,
            palette.strong,
        );
        for (line, text) in inside.rows().zip(&explained) {
            canvas.print(line, text, palette.text);
        }
        let rest = Rect {
            y: inside.y + above,
            height: inside.height.saturating_sub(above),
            ..inside
        };
        let used = self.form.draw(canvas, rest, context);
        for (line, text) in rest.rows().skip(usize::from(used)).zip(&fault) {
            canvas.print(line, text, palette.danger);
        }
    }
}
