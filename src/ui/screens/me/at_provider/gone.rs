//! **Me > At the provider > Gone without our doing**: who is here and not in the last roster that was believed, although
//! nothing that we handed over explains it.
//!
//! ```text
//!    NAME          EMAIL                    UNIQUE USER ID  NOT IN ROSTER OF
//!  ▌ Siti Aminah   siti@enigma.example      E-7             2026-11-25 14:02:00
//! ```
//!
//! It is a list to look at. Accepting somebody leads into the review of the deletion wizard: only the batch that is confirmed
//! there erases anybody, and it erases here alone.

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::command::{Command, Scope};
use crate::domain::id::UserId;
use crate::domain::plan::Changes;
use crate::domain::provider::GoneLearner;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::{titled, wording};

use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::list::Turn;
use crate::ui::kit::listing::Listing;
use crate::ui::kit::table::{Column, Row, rows_in};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Handled, Layer, Out};
use crate::ui::shell::route::{ProfileTab, Route};

/// Lines above the table: a blank one.
const ABOVE: u16 = 1;
/// Lines below the table: a blank one and three about what accepting does.
const BELOW: u16 = 4;

/// Who is gone.
pub struct Gone {
    learners: Listing<GoneLearner, UserId>,
}

impl Default for Gone {
    /// The list from its first row.
    fn default() -> Self {
        Self {
            learners: Listing::new(|learner: &GoneLearner| learner.user),
        }
    }
}

impl Gone {
    fn height(context: &Context) -> u16 {
        rows_in(context.body().height.saturating_sub(ABOVE + BELOW)).max(1)
    }

    fn ask(&mut self, context: &Context, out: &mut Out) {
        let height = Self::height(context);
        self.learners.ask(Query::Gone, height, context, out);
    }

    fn open(&self, out: &mut Out) {
        if let Some(learner) = self.learners.list.selected() {
            out.go(Route::User(learner.user, ProfileTab::default()));
        }
    }
}

/// Why the list is empty, as far as is known here.
pub(super) fn nobody_gone(context: &Context) -> Reason {
    let figures = context.home.provider;
    Reason::nobody_gone(figures.is_some_and(|figures| figures.roster_was_believed))
}

fn row<'a>(learner: &GoneLearner, context: &Context) -> Row<'a> {
    let palette = &context.palette;
    let text = |text: Option<&str>| match text.unwrap_or_default() {
        "" => Line::styled("–", palette.dim),
        text => Line::styled(visible(text).into_owned(), palette.text),
    };
    let missed = formats::moment(&context.texts, learner.missed_at);
    Row {
        cells: vec![
            text(Some(&learner.name)),
            text(learner.email.as_deref()),
            text(learner.unique_id.as_deref()),
            Line::styled(missed, palette.dim),
        ],
        marked: false,
    }
}

impl Layer for Gone {
    fn scope(&self) -> Scope {
        Scope::Gone
    }

    fn route(&self) -> Option<Route> {
        Some(Route::Gone)
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let count = self.learners.list.total() as u64;
        self.learners
            .is_loaded()
            .then(|| say!(context.texts, "gone-figure", count = count))
    }

    fn shows(&self) -> Changes {
        Changes::PROVIDER.union(Changes::USERS)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.ask(context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        vec![
            Command::OpenGone,
            Command::AcceptGone,
            Command::AcceptAllGone,
            Command::Back,
        ]
    }

    fn obstacle(&self, command: Command, context: &Context) -> Option<Reason> {
        match command {
            Command::OpenGone | Command::AcceptGone | Command::AcceptAllGone => {
                let selected = self.learners.list.selected();
                selected.is_none().then(|| nobody_gone(context))
            }
            _ => None,
        }
    }

    fn command(&mut self, command: Command, _context: &Context, out: &mut Out) -> Handled {
        match (command, self.learners.list.selected()) {
            (Command::OpenGone, _) => self.open(out),
            (Command::AcceptGone, Some(learner)) => {
                out.go(Route::Accepting(Some(vec![learner.user])));
            }
            (Command::AcceptAllGone, Some(_)) => out.go(Route::Accepting(None)),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match self.learners.list.turn(input, Self::height(context)) {
            Turn::Ignored => return Handled::No,
            Turn::Moved => {}
            Turn::Lacks => self.ask(context, out),
            Turn::Open => self.open(out),
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if !self.learners.asked.takes(ticket) {
            return Handled::No;
        }
        if let Ok(Reply::Answer(Answer::Gone(window))) = reply
            && self.learners.receive(window, Self::height(context))
        {
            self.ask(context, out);
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.learners.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let texts = &context.texts;
        let table = Rect {
            y: area.y + ABOVE,
            height: area.height.saturating_sub(ABOVE + BELOW),
            ..area
        };
        let columns = vec![
            Column::telling(titled!(texts, "out-name"), 12, 0),
            Column::telling(titled!(texts, "out-email"), 18, 0),
            Column::telling(titled!(texts, "rows-id"), 8, 1),
            Column::exact(titled!(texts, "gone-missed"), 2),
        ];
        self.learners.draw(
            canvas,
            table,
            columns,
            |learner| row(learner, context),
            || wording::reason(texts, &nobody_gone(context)),
            context,
        );
        if self.learners.list.total() > 0 {
            let below = Rect {
                x: area.x + 3,
                y: table.bottom() + 1,
                width: area.width.saturating_sub(6),
                height: BELOW - 1,
            };
            canvas.paragraph(below, &say!(texts, "gone-about"), context.palette.dim);
        }
    }
}
