//! Whom the review means, on the third step: by name, with what should make somebody hesitate.

use ratatui::layout::Rect;

use crate::domain::batch::{Doom, Whom};
use crate::domain::query::{Answer, Query};
use crate::say;

use super::picture::indented;
use super::{Control, Wizard};
use crate::ui::dialogs::people::People;
use crate::ui::dialogs::rows::Source;
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::whom;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Out};

/// Whom the review means; asked for when the review is there, so that it is not slower for it.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub(super) whom: Option<Box<Whom>>,
    asked: Asked,
}

impl Wizard {
    /// Asks whom the review means.
    pub(super) fn ask_whom(&mut self, context: &Context, out: &mut Out) {
        self.named.whom = None;
        self.named.asked.forget();
        if let Some(token) = self
            .checking
            .token()
            .filter(|_| self.checking.means_somebody())
        {
            let query = Query::Whom(Doom::Review(token));
            self.named.asked.load(query, context, out);
        }
    }

    /// Takes the answer.
    pub(super) fn hear_whom(&mut self, ticket: Ticket, reply: &Back) -> Handled {
        if !self.named.asked.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::Whom(whom))) => {
                self.named.whom = Some(whom.clone());
                Handled::Yes
            }
            Ok(_) => Handled::Yes,
            Err(_) => Handled::Fault,
        }
    }

    pub(super) fn open_people(&self, out: &mut Out) {
        if let (Some(whom), Some(token)) = (&self.named.whom, self.checking.token()) {
            out.open(People::new((**whom).clone(), Source::Review(token)));
        }
    }

    /// How many lines everything takes, with its head.
    pub(super) fn people_lines(&self, wide: u16, context: &Context) -> u16 {
        let Some(whom) = &self.named.whom else {
            return u16::from(!self.named.asked.is_settled());
        };
        let lines = whom::in_full(whom, wide, context).len();
        u16::try_from(lines + 1).unwrap_or(u16::MAX)
    }

    pub(super) fn draw_people(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let texts = &context.texts;
        let Some(whom) = &self.named.whom else {
            if self.named.asked.is_slow(context) {
                canvas.print(area, &say!(texts, "whom-looking"), palette.dim);
            }
            return;
        };
        let head = say!(texts, "whom-title", count = whom.count);
        let used = canvas.print(area, &format!("▲ {head}"), palette.danger);
        let way = Rect {
            height: area.height.min(1),
            ..indented(area, used + 1)
        };
        let all = say!(texts, "whom-all");
        self.draw_link(canvas, way, Control::People, &all, context);
        let below = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        let lines = whom::fitting(whom, below.width, usize::from(below.height), context);
        whom::draw(canvas, below, &lines);
    }
}
