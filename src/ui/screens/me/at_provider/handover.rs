//! One portion at the provider: its file, what to do with it, and its changes with where each stands.
//!
//! ```text
//!  Handover 7 1 of 2 · delete · batch 4                                       to upload
//!  exports/deletions-4-1-of-2.csv · SHA-256 9f2c…
//!  Prepared 2026-11-25 14:02 by dl · uploaded –
//!  Upload it at Me > Authenticate > … > Delete users, then mark it (u).
//!
//!    NAME          EMAIL                  ID     STATE        SINCE        WORDS
//!  ▌ Siti Aminah   siti@enigma.example    E-7    ▲ refused    2 days ago   Learner is an admin
//! ```

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::{acts, calls, words};
use crate::command::{self, Command, Scope};
use crate::domain::id::{ChangeId, HandoverId};
use crate::domain::plan::Changes;
use crate::domain::provider::{Change, Handover, Road, Scope as Reach};
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::formats;
use crate::sanitise::visible;
use crate::say;
use crate::titled;
use crate::wording;

use crate::ui::dialogs::detail::Detail;
use crate::ui::kit::canvas::{Canvas, cut_start, width, wrap};
use crate::ui::kit::list::Turn;
use crate::ui::kit::listing::Listing;
use crate::ui::kit::table::{Column, Row, rows_in};
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told};
use crate::ui::shell::route::{ProfileTab, Route};

/// Lines below the table: a blank one and one for the change under the cursor.
const BELOW: u16 = 2;

/// The page of a portion.
pub struct HandoverPage {
    id: HandoverId,
    handover: Option<Handover>,
    gone: bool,
    changes: Listing<Change, ChangeId>,
    asked: Asked,
    acting: Asked,
}

impl HandoverPage {
    /// The page of a portion.
    pub fn new(id: HandoverId) -> Self {
        Self {
            id,
            handover: None,
            gone: false,
            changes: Listing::new(|change: &Change| change.id),
            asked: Asked::default(),
            acting: Asked::default(),
        }
    }

    /// Lines of the table.
    fn height(&self, context: &Context) -> u16 {
        let body = context.body();
        let above = self.above(body.width, context);
        rows_in(body.height.saturating_sub(above + BELOW)).max(1)
    }

    /// Lines above the table: those about the portion, and a blank one on either side.
    fn above(&self, columns: u16, context: &Context) -> u16 {
        let lines = self.handover.as_ref().map_or(0, |handover| {
            head(handover, columns.saturating_sub(4), context).len()
        });
        u16::try_from(lines).unwrap_or(0) + 2
    }

    fn ask(&mut self, context: &Context, out: &mut Out) {
        let handover = Some(self.id);
        let query = |page| Query::Changes {
            handover,
            state: None,
            page,
        };
        let height = self.height(context);
        self.changes.ask(query, height, context, out);
    }

    fn selected(&self) -> Option<&Change> {
        self.changes.list.selected()
    }

    fn open(&self, context: &Context, out: &mut Out) {
        if let Some(change) = self.selected() {
            out.open(self.detail(change, context));
        }
    }

    /// A change in full, with its evidence, the ways from it, and what can be done with it.
    fn detail(&self, change: &Change, context: &Context) -> Detail {
        let texts = &context.texts;
        let text = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default();
            visible(text).into_owned()
        };
        let title = say!(texts, "provider-change", change = change.id.to_string());
        let mut detail = Detail::new(title)
            .row(say!(texts, "out-name"), words::whom(change, context))
            .row(say!(texts, "out-email"), text(&change.email))
            .row(say!(texts, "out-unique-id"), text(&change.unique_id))
            .row(
                say!(texts, "provider-act"),
                wording::request_kind(texts, change.kind),
            )
            .row(
                say!(texts, "out-state"),
                words::change_state(change.state, change.road, context).0,
            )
            .row(
                say!(texts, "provider-since"),
                formats::moment_exact(texts, change.since),
            )
            .row(say!(texts, "provider-code"), text(&change.code))
            .row(
                say!(texts, "out-words"),
                wording::change_words(texts, change).unwrap_or_default(),
            );
        if let Some(evidence) = &change.evidence {
            detail = words::with_evidence(detail, evidence, context);
        }
        if change.kept_here {
            detail = detail.notice(say!(texts, "provider-kept-here"));
        }
        if change.name.is_some() {
            let label = say!(texts, "way-to-the-profile");
            detail = detail.way(
                'p',
                label,
                Route::User(change.user, ProfileTab::default()),
                context,
            );
        }
        if let Some(batch) = change.batch {
            let label = say!(texts, "deleted-open-batch", batch = batch.to_string());
            detail = detail.way('o', label, Route::Batch(batch), context);
        }
        if let Some(request) = change.request {
            let label = say!(texts, "provider-to-request", request = request.to_string());
            detail = detail.way('q', label, Route::Request(request), context);
        }
        for command in acts::on_a_change() {
            let obstacle = self.obstacle(command, context);
            detail = detail.command(command::row(command), obstacle, context);
        }
        detail
    }
}

/// The lines about a portion: what it is, its file, who prepared it, what to do with it.
fn head(handover: &Handover, columns: u16, context: &Context) -> Vec<(String, Style)> {
    let (texts, palette) = (&context.texts, &context.palette);
    let number = words::number(handover, context);
    let kind = wording::request_kind(texts, handover.kind);
    let batch = handover
        .batch
        .map(|batch| say!(texts, "batch-title", batch = batch.to_string()));
    let parts = [say!(texts, "provider-handover", handover = number), kind];
    let parts: Vec<String> = parts.into_iter().chain(batch).collect();
    let mut lines = vec![
        (parts.join(" · "), palette.strong),
        (file_line(handover, columns, context), palette.text),
    ];
    let exact = |at| formats::moment(texts, at);
    let prepared = say!(
        texts,
        "provider-prepared-by",
        when = exact(handover.prepared_at),
        who = visible(&handover.operator_name).into_owned()
    );
    let handed = match (handover.road, handover.handed_at) {
        // Of a list, each is there when it is done.
        (Road::ByHand, _) => None,
        (_, None) => Some(say!(texts, "provider-not-handed")),
        (_, Some(at)) => Some(say!(texts, "provider-handed-at", when = exact(at))),
    };
    let history: Vec<String> = std::iter::once(prepared).chain(handed).collect();
    let mut add = |text: &str, style| {
        let wrapped = wrap(text, columns).into_iter();
        lines.extend(wrapped.map(|line| (line, style)));
    };
    add(&history.join(" · "), palette.dim);
    add(&words::what_to_do(handover, context), palette.text);
    lines
}

fn draw_head(canvas: &mut Canvas<'_, '_>, area: Rect, handover: &Handover, context: &Context) {
    let place = Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(1),
    };
    let lines = head(handover, place.width, context);
    for (row, (text, style)) in place.rows().zip(&lines) {
        canvas.print(row, text, *style);
    }
    let (state, style) = words::state(handover, context);
    let first = Rect {
        height: place.height.min(1),
        ..place
    };
    canvas.print_right(first, &state, style);
}

/// The file with its hash, its end in view where there is no room for all of it.
fn file_line(handover: &Handover, columns: u16, context: &Context) -> String {
    let Some(file) = &handover.file else {
        return match handover.road {
            Road::Scim => match &context.calls {
                Some(calls) => calls::told(calls, context),
                None => say!(context.texts, "provider-calls"),
            },
            Road::File | Road::ByHand => say!(context.texts, "provider-no-file"),
        };
    };
    let file = visible(&file.to_string_lossy()).into_owned();
    let sha256 = handover.sha256.as_deref().unwrap_or_default();
    let beginning: String = sha256.chars().take(12).collect();
    let hash = format!(" · SHA-256 {beginning}…");
    let room = columns.saturating_sub(width(&hash));
    format!("{}{hash}", cut_start(&file, room))
}

fn columns(has_words: bool, context: &Context) -> Vec<Column> {
    let texts = &context.texts;
    let mut columns = vec![
        Column::telling(titled!(texts, "out-name"), 12, 0),
        Column::telling(titled!(texts, "out-email"), 18, 0),
        Column::telling(titled!(texts, "rows-id"), 8, 1),
        Column::exact(titled!(texts, "out-state"), 0),
        Column::exact(titled!(texts, "provider-since"), 3),
    ];
    // Where the provider said nothing, the others have that room.
    if has_words {
        columns.push(Column::flexible(titled!(texts, "out-words"), 14, 3));
    }
    columns
}

fn row<'a>(change: &Change, has_words: bool, context: &Context) -> Row<'a> {
    let palette = &context.palette;
    let text = |text: Option<&str>| match text.unwrap_or_default() {
        "" => Line::styled("–", palette.dim),
        text => Line::styled(visible(text).into_owned(), palette.text),
    };
    let (state, style) = words::change_state(change.state, change.road, context);
    let since = formats::relative(&context.texts, Some(change.since), context.now);
    let mut cells = vec![
        Line::styled(words::whom(change, context), palette.text),
        text(change.email.as_deref()),
        text(change.unique_id.as_deref()),
        Line::styled(state, style),
        Line::styled(since, palette.dim),
    ];
    if has_words {
        cells.push(text(
            wording::change_words(&context.texts, change).as_deref(),
        ));
    }
    Row {
        cells,
        marked: false,
    }
}

impl Layer for HandoverPage {
    fn scope(&self) -> Scope {
        Scope::Handover
    }

    fn route(&self) -> Option<Route> {
        Some(Route::Handover(self.id))
    }

    fn crumbs(&self, context: &Context) -> Vec<String> {
        let mut crumbs = Route::AtProvider.crumbs();
        let handover = self.id.to_string();
        crumbs.push(say!(
            context.texts,
            "provider-handover",
            handover = handover
        ));
        crumbs
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let counts = self.handover.as_ref()?.counts;
        Some(say!(
            context.texts,
            "provider-changes-figure",
            count = counts.changes,
            confirmed = counts.confirmed
        ))
    }

    fn shows(&self) -> Changes {
        Changes::PROVIDER.union(Changes::SETTINGS)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.asked.load(Query::Handover(self.id), context, out);
        self.ask(context, out);
    }

    fn hints(&self, _context: &Context) -> Vec<Command> {
        let mut hints = vec![Command::OpenChange];
        hints.extend(acts::all());
        hints.push(Command::Back);
        hints
    }

    fn obstacle(&self, command: Command, context: &Context) -> Option<Reason> {
        let (handover, change) = (self.handover.as_ref(), self.selected());
        match command {
            Command::OpenChange => change.is_none().then_some(Reason::ChangeGone),
            _ => acts::obstacle_of_change(command, handover, change, context),
        }
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        if command == Command::OpenChange {
            self.open(context, out);
            return Handled::Yes;
        }
        let (Some(handover), change) = (&self.handover, self.selected()) else {
            return Handled::No;
        };
        match command {
            Command::PushCalls => {
                calls::push(&mut self.acting, context, out);
                return Handled::Yes;
            }
            Command::StopCalls => {
                calls::stop(&mut self.acting, context, out);
                return Handled::Yes;
            }
            _ => {}
        }
        let reach = change.map_or(Reach::Handover(self.id), |it| Reach::Change(it.id));
        acts::begin(command, handover, (reach, change), context, out)
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        if let Some(change) = self.selected() {
            let reach = Reach::Change(change.id);
            acts::go_on(told, reach, &mut self.acting, context, out);
        }
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let height = self.height(context);
        match self.changes.list.turn(input, height) {
            Turn::Ignored => return Handled::No,
            Turn::Moved => {}
            Turn::Lacks => self.ask(context, out),
            Turn::Open => self.open(context, out),
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        let asked = [&mut self.changes.asked, &mut self.asked, &mut self.acting];
        if !asked.into_iter().any(|asked| asked.takes(ticket)) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Answer(Answer::Handover(found))) => {
                self.gone = found.is_none();
                self.handover = found.as_deref().cloned();
            }
            Ok(Reply::Answer(Answer::Changes(window))) => {
                let height = self.height(context);
                if self.changes.receive(window, height) {
                    self.ask(context, out);
                }
            }
            Ok(_) | Err(_) => {}
        }
        Handled::of(reply)
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        let asked = [&self.asked, &self.changes.asked];
        let waits = asked.map(|asked| asked.wakes_after(context));
        waits.into_iter().flatten().min()
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let texts = &context.texts;
        match &self.handover {
            Some(handover) => draw_head(canvas, area, handover, context),
            None if self.gone => {
                let says = wording::reason(texts, &Reason::HandoverGone);
                canvas.paragraph(area, &says, context.palette.text);
                return;
            }
            None => {}
        }
        let above = self.above(area.width, context);
        let table = Rect {
            y: area.y + above,
            height: area.height.saturating_sub(above + BELOW),
            ..area
        };
        let loaded = self.changes.list.loaded();
        let said = |change: &Change| wording::change_words(texts, change);
        let has_words = loaded.iter().any(|change| said(change).is_some());
        self.changes.draw(
            canvas,
            table,
            columns(has_words, context),
            |change| row(change, has_words, context),
            || say!(texts, "provider-no-changes"),
            context,
        );
        if let Some(change) = self.selected() {
            let below = Rect {
                x: area.x + 3,
                y: table.bottom() + 1,
                width: area.width.saturating_sub(6),
                height: BELOW - 1,
            };
            let said = said(change).unwrap_or_default();
            canvas.paragraph(below, &said, context.palette.dim);
        }
    }
}
