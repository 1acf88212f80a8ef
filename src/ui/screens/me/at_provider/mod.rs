//! **Me > At the provider**: the portions of changes that go to the provider, those with something to do first.
//!
//! ```text
//!    HANDOVER  ACT         STATE                     CHANGES  CONFIRMED  REFUSED
//!  ▌ 7 1 of 2  delete      to upload                     480          –        –
//!    6         revoke      uploaded 3 days ago           120         97        3
//!    5         disconnect  by hand, 2 of 9 done            9          2        –
//!
//!  Upload deletions-4-1-of-2.csv at Me > Authenticate > … > Delete users, then mark it (u).
//! ```
//!
//! Nothing here says that anybody is deleted there: that is said by evidence, which is taken in from here.

mod acts;
pub(in crate::ui::screens) mod calls;
pub mod gone;
pub mod handover;
pub(in crate::ui::screens) mod words;

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::command::{Command, Scope};
use crate::domain::id::HandoverId;
use crate::domain::plan::Changes;
use crate::domain::provider::{self, Handover, Scope as Reach};
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::formats;
use crate::say;
use crate::titled;
use crate::wording;

use crate::ui::dialogs::detail::Detail;
use crate::ui::kit::canvas::Canvas;
use crate::ui::kit::list::Turn;
use crate::ui::kit::listing::Listing;
use crate::ui::kit::table::{Column, Row, Title, rows_in};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told};
use crate::ui::shell::route::Route;

/// Columns from which the heads are whole.
const ROOMY: u16 = 100;
/// Lines above the table: a blank one.
const ABOVE: u16 = 1;
/// Lines below the table: a blank one and four for what to do with the portion under the cursor.
const BELOW: u16 = 5;

/// The handovers.
pub struct AtProvider {
    handovers: Listing<Handover, HandoverId>,
    /// The account as a whole there.
    whole: Option<provider::AtProvider>,
    asked: Asked,
    acting: Asked,
}

impl Default for AtProvider {
    /// The list from its first row.
    fn default() -> Self {
        Self {
            handovers: Listing::new(|handover: &Handover| handover.id),
            whole: None,
            asked: Asked::default(),
            acting: Asked::default(),
        }
    }
}

impl AtProvider {
    fn height(context: &Context) -> u16 {
        rows_in(context.body().height.saturating_sub(ABOVE + BELOW)).max(1)
    }

    fn ask(&mut self, context: &Context, out: &mut Out) {
        let height = Self::height(context);
        self.handovers.ask(Query::Handovers, height, context, out);
    }

    fn selected(&self) -> Option<&Handover> {
        self.handovers.list.selected()
    }

    fn open(&self, out: &mut Out) {
        if let Some(handover) = self.selected() {
            out.go(Route::Handover(handover.id));
        }
    }

    /// The last roster that was believed: what everything is measured by.
    fn evidence(&self, context: &Context) -> Option<Detail> {
        let texts = &context.texts;
        let last = self.whole.as_ref()?.last_roster.as_ref()?;
        Some(words::with_evidence(
            Detail::new(say!(texts, "provider-last-roster")),
            last,
            context,
        ))
    }

    fn empty(context: &Context) -> String {
        if context.settings.provider.is_elsewhere() {
            say!(context.texts, "provider-none")
        } else {
            say!(context.texts, "provider-none-here")
        }
    }
}

fn columns(context: &Context) -> Vec<Column> {
    let texts = &context.texts;
    // What became of the changes stays in view where the screen is narrow, under shorter heads.
    let [handover, changes, confirmed] = if context.laid_out().0 < ROOMY {
        [
            say!(texts, "provider-short-handover"),
            say!(texts, "provider-short-changes"),
            say!(texts, "provider-short-confirmed"),
        ]
    } else {
        [
            say!(texts, "out-handover"),
            say!(texts, "out-changes"),
            say!(texts, "out-confirmed"),
        ]
    };
    vec![
        Column::exact(Title::coded("out-handover", handover), 0),
        Column::exact(titled!(texts, "provider-act"), 0),
        Column::exact(titled!(texts, "out-state"), 0),
        Column::exact(Title::coded("out-changes", changes), 0).right(),
        Column::exact(Title::coded("out-confirmed", confirmed), 1).right(),
        Column::exact(titled!(texts, "out-refused"), 1).right(),
        Column::exact(titled!(texts, "out-overdue"), 2).right(),
        Column::exact(titled!(texts, "out-batch"), 3).right(),
    ]
}

fn row<'a>(handover: &Handover, context: &Context) -> Row<'a> {
    let palette = &context.palette;
    let counts = &handover.counts;
    let count = |count: u64, style| match count {
        0 => Line::styled("–", palette.dim),
        count => Line::styled(formats::number(context.language(), count), style),
    };
    let (state, style) = words::state(handover, context);
    let batch = handover.batch.map(|batch| batch.to_string());
    Row {
        cells: vec![
            Line::styled(words::number(handover, context), palette.strong),
            Line::styled(
                wording::request_kind(&context.texts, handover.kind),
                palette.text,
            ),
            Line::styled(state, style),
            count(counts.changes, palette.text),
            count(counts.confirmed, palette.good),
            count(counts.refused, palette.warning),
            count(counts.overdue, palette.danger),
            Line::styled(batch.unwrap_or_default(), palette.dim),
        ],
        marked: false,
    }
}

impl Layer for AtProvider {
    fn scope(&self) -> Scope {
        Scope::AtProvider
    }

    fn route(&self) -> Option<Route> {
        Some(Route::AtProvider)
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let figures = context.home.provider?;
        Some(say!(
            context.texts,
            "provider-figure",
            open = figures.open,
            overdue = figures.overdue
        ))
    }

    fn shows(&self) -> Changes {
        Changes::PROVIDER.union(Changes::SETTINGS)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.ask(context, out);
        self.asked.load(Query::AtProvider, context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        let mut hints = vec![Command::OpenHandover];
        hints.extend(acts::all());
        hints.extend([Command::GoGone, Command::SeeEvidence, Command::Back]);
        hints
    }

    fn obstacle(&self, command: Command, context: &Context) -> Option<Reason> {
        match command {
            Command::OpenHandover => self.selected().is_none().then_some(Reason::HandoverGone),
            Command::GoScim => None,
            Command::PushCalls => {
                let waits = self.whole.as_ref().is_some_and(|it| it.pushable != (0, 0));
                calls::against_push(waits, context)
            }
            Command::GoGone => {
                let gone = self.whole.as_ref().map_or(0, |whole| whole.gone);
                (gone == 0).then(|| gone::nobody_gone(context))
            }
            Command::SeeEvidence => {
                let last = self.whole.as_ref().and_then(|it| it.last_roster.as_ref());
                last.is_none().then_some(Reason::NoRosterYet)
            }
            _ => acts::obstacle_of_portion(command, self.selected(), context),
        }
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        match command {
            Command::OpenHandover => self.open(out),
            Command::PushCalls => calls::push(&mut self.acting, context, out),
            Command::StopCalls => calls::stop(&mut self.acting, context, out),
            Command::SeeEvidence => {
                if let Some(detail) = self.evidence(context) {
                    out.open(detail);
                }
            }
            _ => {
                let Some(handover) = self.selected() else {
                    return Handled::No;
                };
                let reach = Reach::Handover(handover.id);
                return acts::begin(command, handover, (reach, None), context, out);
            }
        }
        Handled::Yes
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        if let Some(handover) = self.selected() {
            let reach = Reach::Handover(handover.id);
            acts::go_on(told, reach, &mut self.acting, context, out);
        }
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match self.handovers.list.turn(input, Self::height(context)) {
            Turn::Ignored => return Handled::No,
            Turn::Moved => {}
            Turn::Lacks => self.ask(context, out),
            Turn::Open => self.open(out),
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        let asked = [&mut self.handovers.asked, &mut self.asked, &mut self.acting];
        if !asked.into_iter().any(|asked| asked.takes(ticket)) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::Handovers(window))) => {
                if self.handovers.receive(window, Self::height(context)) {
                    self.ask(context, out);
                }
            }
            Ok(Reply::Answer(Answer::AtProvider(whole))) => self.whole = Some((**whole).clone()),
            Ok(_) | Err(_) => {}
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.handovers.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let table = Rect {
            y: area.y + ABOVE,
            height: area.height.saturating_sub(ABOVE + BELOW),
            ..area
        };
        self.handovers.draw(
            canvas,
            table,
            columns(context),
            |handover| row(handover, context),
            || Self::empty(context),
            context,
        );
        if let Some(handover) = self.selected() {
            let below = Rect {
                x: area.x + 3,
                y: table.bottom() + 1,
                width: area.width.saturating_sub(6),
                height: BELOW - 1,
            };
            let mut below = below;
            if context.calls.is_some() {
                let used = calls::draw(canvas, Rect { height: 1, ..below }, context);
                below.y += used;
                below.height -= used;
            }
            let says = words::what_to_do(handover, context);
            canvas.paragraph(below, &says, context.palette.dim);
        }
    }
}
