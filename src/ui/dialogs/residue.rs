//! What is left of deleted people: their addresses in fields of others, and in the bytes of the database's files.
//!
//! ```text
//! ┌ Look for residue ──────────────────────────────────┐
//! │ Of 1 place it is not known whether …               │
//! │                                                    │
//! │ Learner Ann   manager: mia@x.example               │
//! │ offboard.db   byte 81,920: nurdewi@enigma.example  │
//! │               in doubt: perhaps a living user’s …  │
//! └────────────────────────────────────────────────────┘
//! ```
//!
//! It looks anew each time it is opened. What can be done is done on the command line, as it says.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::domain::query::{Answer, LeftoverPlace, Query, ResidueFound};
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::wording;

use super::detail::Detail;
use crate::command::key::Key;
use crate::ui::kit::canvas::Canvas;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Wish};

/// What is left of deleted people.
#[derive(Default)]
pub struct Residue {
    /// None while it is being looked for.
    shown: Option<Detail>,
    asked: Asked,
}

fn titled(context: &Context) -> Detail {
    Detail::new(say!(context.texts, "command-residue"))
}

fn shown(found: &ResidueFound, context: &Context) -> Detail {
    let texts = &context.texts;
    let mut detail = titled(context);
    if found.is_clean() {
        return detail.notice(say!(texts, "residue-none"));
    }
    if let Some(said) = wording::residue(texts, found.raw) {
        detail = detail.notice(said);
    }
    for leftover in &found.fields {
        let who = match &leftover.place {
            LeftoverPlace::Learner(_, name) => say!(texts, "residue-of-user", name = visible(name)),
            LeftoverPlace::Operator(_, name) => {
                say!(texts, "residue-of-operator", name = visible(name))
            }
            LeftoverPlace::Elsewhere(of, number) => wording::written_in(texts, *of, *number),
        };
        let text = format!("{}: {}", leftover.field, leftover.text);
        detail = detail.row(who, visible(&text).into_owned());
    }
    if !found.fields.is_empty() {
        detail = detail.text(say!(texts, "cli-residue-clear"));
    }
    for place in &found.places {
        let at = formats::number(context.language(), place.at);
        let at = say!(texts, "residue-byte", at = at);
        let sure = wording::residue_place(texts, place);
        let text = format!("{at}: {} ({sure})", visible(&place.text));
        detail = detail.row(place.file.clone(), text);
    }
    let count = found.places.len() as u64;
    if count > 0 && count < found.raw.found + found.raw.doubtful {
        detail = detail.text(say!(texts, "residue-more", count = count));
    }
    detail
}

impl Layer for Residue {
    fn load(&mut self, context: &Context, out: &mut Out) {
        if self.shown.is_none() {
            self.asked.load(Query::Residue, context, out);
        }
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        match &self.shown {
            Some(detail) => detail.spoken_hints(context),
            None => vec![("Esc".to_owned(), say!(context.texts, "hint-close"))],
        }
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        if let Some(detail) = &mut self.shown {
            return detail.input(input, context, out);
        }
        if *input == Input::Key(Key::Esc) {
            out.wish(Wish::Close);
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(answer)) = reply
            && let Answer::Residue(found) = answer
        {
            self.shown = Some(shown(found, context));
            return Handled::Yes;
        }
        out.wish(Wish::Close);
        Handled::Fault
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        match &self.shown {
            Some(detail) => detail.view(canvas, area, context),
            None => titled(context)
                .notice(say!(context.texts, "residue-looking"))
                .view(canvas, area, context),
        }
    }
}
