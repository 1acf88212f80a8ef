//! **Requests**: what learners asked for, by view, soonest due first.
//!
//! ```text
//!  Unassigned 2   Mine 0   Waiting for my approval 0   Overdue 1   All 3
//!
//!    TYPE            LEARNER         STATE       OWNER   DUE
//!  ▌ revocation      Siti Aminah     New         –       ▲ 2 days overdue
//! ```

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::command::{self, Command, Menu as Of, Scope};
use crate::domain::Page;
use crate::domain::id::RequestId;
use crate::domain::plan::Changes;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::domain::request::{RequestKind, RequestRow, RequestState, RequestView};
use crate::formats;
use crate::say;
use crate::titled;
use crate::wording;

use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::kit::canvas::{Canvas, Hit, cut, width, wrap};
use crate::ui::kit::list::Turn;
use crate::ui::kit::listing::Listing;
use crate::ui::kit::person;
use crate::ui::kit::person::Person;
use crate::ui::kit::table::{Column, Row, rows_in};
use crate::ui::kit::tabs;
use crate::ui::screens::desk::acts;
use crate::ui::screens::desk::acts::{Desk, learner};
use crate::ui::screens::desk::due::due_in_list;
use crate::ui::shell::context::{Context, LINES_ABOVE};
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told};
use crate::ui::shell::route::Route;
use crate::ui::shell::toast::Toast;

/// Lines above the table: tabs and an empty line.
const ABOVE: u16 = 2;
/// Lines under the table: a rule, the learner of the request under the cursor, how they stand.
const BELOW: u16 = 4;
/// Columns from which on every kind and state is said in full.
const ROOMY: u16 = 100;

/// The queue of requests.
pub struct Requests {
    view: usize,
    rows: Listing<RequestRow, RequestId>,
    counting: [Asked; RequestView::ALL.len()],
    counts: [Option<usize>; RequestView::ALL.len()],
    desk: Desk,
}

impl Default for Requests {
    /// Every request.
    fn default() -> Self {
        Self {
            view: Self::place_of(RequestView::default()),
            rows: Listing::new(|request: &RequestRow| request.id),
            counting: Default::default(),
            counts: Default::default(),
            desk: Desk::default(),
        }
    }
}

impl Requests {
    /// Those that wait for the approval of whoever looks.
    pub fn to_approve() -> Self {
        Self {
            view: Self::place_of(RequestView::WaitingForMyApproval),
            ..Self::default()
        }
    }

    fn place_of(view: RequestView) -> usize {
        let place = RequestView::ALL.iter().position(|one| *one == view);
        place.unwrap_or_default()
    }

    fn height(context: &Context) -> u16 {
        rows_in(context.body().height.saturating_sub(ABOVE + BELOW)).max(1)
    }

    fn ask(&mut self, context: &Context, out: &mut Out) {
        let query = |page| Query::Requests {
            view: RequestView::ALL[self.view],
            user: None,
            page,
        };
        self.rows.ask(query, Self::height(context), context, out);
    }

    fn turn(&mut self, view: usize, context: &Context, out: &mut Out) {
        self.view = view % RequestView::ALL.len();
        self.rows.clear(Self::height(context));
        self.ask(context, out);
    }

    fn open(&self, out: &mut Out) {
        if let Some(request) = self.rows.list.selected() {
            out.go(Route::Request(request.id));
        }
    }

    fn open_more(&self, context: &Context, out: &mut Out) {
        let row = self.rows.list.cursor() - self.rows.list.top();
        let row = u16::try_from(row).unwrap_or_default();
        let anchor = Anchor::Line(LINES_ABOVE + ABOVE + 1 + row);
        let obstacle = |command| self.stands_against(command, context);
        let label = command::row(Command::More).name(&context.texts);
        out.open(Menu::of(Of::Request, label, anchor, context, obstacle));
    }

    fn stands_against(&self, command: Command, context: &Context) -> Option<Reason> {
        let Some(request) = self.rows.list.selected() else {
            let concerns = command::row(command).menus.contains(&Of::Request);
            return concerns.then_some(Reason::RequestGone);
        };
        match command {
            // What proves a result stands on the request itself.
            Command::ProofInLog
            | Command::ProofInOutbox
            | Command::ProofInBatch
            | Command::ProofCertificate => request.state.is_open().then_some(Reason::NoResult),
            _ => acts::obstacle(command, request, context),
        }
    }

    fn labels(&self, context: &Context) -> Vec<String> {
        let views = RequestView::ALL.iter().zip(&self.counts);
        let label = |(view, count): (&RequestView, &Option<usize>)| {
            let name = wording::request_view(&context.texts, *view);
            let number = |count: usize| {
                formats::number(context.language(), u64::try_from(count).unwrap_or_default())
            };
            match count {
                Some(count) => format!("{name} {}", number(*count)),
                None => name,
            }
        };
        views.map(label).collect()
    }

    fn empty(&self, context: &Context) -> String {
        let texts = &context.texts;
        match RequestView::ALL[self.view] {
            RequestView::Unassigned => say!(texts, "requests-empty-unassigned"),
            RequestView::Mine => say!(texts, "requests-empty-mine"),
            RequestView::WaitingForMyApproval => say!(texts, "requests-empty-approval"),
            RequestView::Overdue => say!(texts, "requests-empty-overdue"),
            RequestView::All => say!(texts, "requests-empty-all"),
        }
    }
}

impl Requests {
    /// Under the table: whose request the cursor is on, whole, and what stands in the way.
    fn draw_learner(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let Some(request) = self.rows.list.selected() else {
            return;
        };
        let mut lines = area.rows();
        if let Some(line) = lines.next() {
            canvas.rule(line, palette.rule);
        }
        let Some(first) = lines.next() else {
            return;
        };
        let second = Rect {
            y: first.y + 1,
            height: area.bottom().saturating_sub(first.y + 1),
            ..first
        };
        let inner = |line: Rect| Rect {
            x: line.x + 3,
            width: line.width.saturating_sub(4),
            ..line
        };
        let (first, second) = (inner(first), inner(second));
        if request.user.is_none() {
            canvas.print(first, &learner(request, context), palette.dim);
            return;
        }
        let person = person::lines(&[Person::of_request(request)], first.width);
        canvas.print(first, &person.concat(), palette.strong);
        let hindrance = acts::hindrance(request, context);
        if let Some(hindrance) = hindrance {
            let lines = wrap(&format!("▲ {hindrance}"), second.width);
            for (row, line) in second.rows().zip(lines) {
                canvas.print(row, &line, palette.warning);
            }
            return;
        }
        let other = request.learner.as_ref().map_or(0, |it| it.other_open);
        let others = (other > 0).then(|| say!(context.texts, "request-other-open", count = other));
        let standing = acts::standing(request, context);
        let parts = std::iter::once(others).chain(standing.into_iter().map(Some));
        let mut parts: Vec<String> = parts.flatten().collect();
        // What matters least stands last.
        while parts.len() > 1 && width(&parts.join(" · ")) > second.width {
            parts.pop();
        }
        let text = parts.join(" · ");
        canvas.print(second, &cut(&text, second.width), palette.text);
    }
}

fn columns(context: &Context) -> Vec<Column> {
    let texts = &context.texts;
    vec![
        Column::exact(titled!(texts, "out-number"), 0),
        Column::exact(titled!(texts, "request-type"), 0),
        Column::telling(titled!(texts, "out-user"), 12, 0),
        Column::exact(titled!(texts, "out-state"), 0),
        Column::telling(titled!(texts, "column-owner"), 8, 0),
        Column::exact(titled!(texts, "out-due-at"), 0),
        Column::flexible(titled!(texts, "out-channel"), 10, 3),
    ]
}

/// Where a request stands; in fewer words where there is little room.
fn state_in_list(state: RequestState, context: &Context) -> String {
    let texts = &context.texts;
    match state {
        RequestState::WaitingForLearner if context.size.0 < ROOMY => {
            say!(texts, "request-state-learner")
        }
        RequestState::WaitingForApproval if context.size.0 < ROOMY => {
            say!(texts, "request-state-approval")
        }
        state => wording::request_state(texts, state),
    }
}

/// What is asked for; in one word where there is little room, so that it is never cut.
fn kind_in_list(kind: RequestKind, context: &Context) -> String {
    if context.size.0 < ROOMY {
        wording::request_kind_in_list(&context.texts, kind)
    } else {
        wording::request_kind(&context.texts, kind)
    }
}

fn row<'a>(request: &RequestRow, context: &Context) -> Row<'a> {
    let palette = &context.palette;
    let cell = |text: String, style| Line::from(Span::styled(text, style));
    let (due, due_style) = due_in_list(request, context);
    let learner_style = if request.user.is_some() {
        palette.strong
    } else {
        palette.dim
    };
    let dash = || "–".to_owned();
    Row {
        cells: vec![
            cell(request.id.to_string(), palette.dim),
            cell(kind_in_list(request.kind, context), palette.text),
            cell(learner(request, context), learner_style),
            cell(state_in_list(request.state, context), palette.text),
            cell(
                request.owner_name.clone().unwrap_or_else(dash),
                palette.text,
            ),
            cell(due, due_style),
            cell(request.channel.clone().unwrap_or_default(), palette.dim),
        ],
        marked: false,
    }
}

impl Layer for Requests {
    fn scope(&self) -> Scope {
        Scope::Requests
    }

    fn route(&self) -> Option<Route> {
        Some(Route::Requests)
    }

    fn revisited(&mut self, route: &Route, context: &Context, out: &mut Out) {
        if *route == Route::RequestsToApprove {
            let view = Self::place_of(RequestView::WaitingForMyApproval);
            self.turn(view, context, out);
        }
    }

    fn figure(&self, context: &Context) -> Option<String> {
        let count = context.home.open_requests;
        Some(say!(context.texts, "home-requests", count = count))
    }

    fn shows(&self) -> Changes {
        Changes::REQUESTS.union(Changes::USERS)
    }

    fn load(&mut self, context: &Context, out: &mut Out) {
        self.ask(context, out);
        for (view, asked) in RequestView::ALL.into_iter().zip(&mut self.counting) {
            let query = Query::Requests {
                view,
                user: None,
                page: Page::first(0),
            };
            asked.load(query, context, out);
        }
    }

    fn hints(&self, context: &Context) -> Vec<Command> {
        let wanted = [
            Command::OpenRequest,
            Command::NewRequest,
            Command::ClaimRequest,
            Command::DoRequest,
            Command::ApproveRequest,
            Command::ReturnRequest,
            Command::More,
            Command::NextTab,
            Command::ViewRequester,
            Command::Back,
        ];
        let is_empty = self.rows.list.selected().is_none();
        let applies = |command: &Command| {
            let wants_a_row = matches!(command, Command::OpenRequest | Command::More);
            !(is_empty && wants_a_row)
                && self.stands_against(*command, context).is_none()
                && context.refusal(command::row(*command).permission).is_none()
        };
        wanted.into_iter().filter(applies).collect()
    }

    fn obstacle(&self, command: Command, context: &Context) -> Option<Reason> {
        self.stands_against(command, context)
    }

    fn command(&mut self, command: Command, context: &Context, out: &mut Out) -> Handled {
        match command {
            Command::More if self.rows.list.selected().is_some() => self.open_more(context, out),
            Command::More => out.toast(Toast::refused(say!(context.texts, "list-nothing"))),
            // What proves the result stands on the request.
            Command::OpenRequest
            | Command::ProofInLog
            | Command::ProofInOutbox
            | Command::ProofInBatch
            | Command::ProofCertificate => self.open(out),
            // Whose request it will be is not guessed from the one under the cursor.
            Command::NewRequest => return Handled::No,
            Command::NextTab => self.turn(self.view + 1, context, out),
            Command::PreviousTab => {
                self.turn(self.view + RequestView::ALL.len() - 1, context, out);
            }
            _ => {
                let Some(request) = self.rows.list.selected() else {
                    return Handled::No;
                };
                return self.desk.begin(command, request, None, context, out);
            }
        }
        Handled::Yes
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        match input {
            Input::Click(Hit::Tab(view)) => self.turn(*view, context, out),
            _ => match self.rows.list.turn(input, Self::height(context)) {
                Turn::Ignored => return Handled::No,
                Turn::Moved => {}
                Turn::Lacks => self.ask(context, out),
                Turn::Open => self.open(out),
            },
        }
        Handled::Yes
    }

    fn told(&mut self, told: &Told, context: &Context, out: &mut Out) {
        self.desk.told(told, context, out);
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        let counted = self.counting.iter_mut().position(|it| it.takes(ticket));
        if counted.is_none() && !self.rows.asked.takes(ticket) {
            return self.desk.reply(ticket, reply, context, out);
        }
        match (counted, reply) {
            (Some(view), Ok(Reply::Answer(Answer::Requests(window)))) => {
                self.counts[view] = Some(window.total);
            }
            (None, Ok(Reply::Answer(Answer::Requests(window)))) => {
                if self.rows.receive(window, Self::height(context)) {
                    self.ask(context, out);
                }
            }
            (_, Ok(_)) => {}
            (_, Err(_)) => return Handled::Fault,
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.rows.asked.wakes_after(context)
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let place = Rect {
            x: area.x + 3,
            width: area.width.saturating_sub(4),
            ..area
        };
        tabs::draw(canvas, place, &self.labels(context), self.view, context);
        let rest = Rect {
            y: area.y + ABOVE,
            height: area.height.saturating_sub(ABOVE + BELOW),
            ..area
        };
        let below = Rect {
            y: area.bottom().saturating_sub(BELOW),
            height: BELOW.min(area.height),
            ..area
        };
        self.draw_learner(canvas, below, context);
        let empty = || self.empty(context);
        self.rows.draw(
            canvas,
            rest,
            columns(context),
            |request| row(request, context),
            empty,
            context,
        );
    }
}
