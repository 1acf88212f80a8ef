//! Layers: screens and the overlays above them. The top one gets what happens first and consumes or passes it.
//!
//! A layer never does anything to the world. It hands [`Effect`]s and [`Wish`]es to an [`Out`]; the app carries the
//! wishes out, the runtime the effects.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::Duration;

use ratatui::layout::Rect;

use crate::command::{Command, Scope};
use crate::domain::Language;
use crate::domain::batch::Progress;
use crate::domain::mending::Mend;
use crate::domain::op::Op;
use crate::domain::plan::{Basis, Changes};
use crate::domain::query::{Query, ReviewSource};
use crate::domain::reason::Reason;
use crate::domain::request::{RequestFilter, RequestView};
use crate::domain::settings::Theme;
use crate::domain::view::{ColumnChoice, TableName};
use crate::error::Error;

use super::context::Context;
use super::event::{Back, Effect, Input, Ticket};
use super::recents::Chosen;
use super::route::Route;
use super::toast::Toast;
use crate::ui::kit::canvas::Canvas;

/// Waiting up to this long shows nothing.
pub const SHOWN_AFTER: Duration = Duration::from_millis(100);

/// Whether a layer took what it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handled {
    /// It did; nobody else sees it.
    Yes,
    /// It did not; the next one may.
    No,
    /// It was waiting for this reply, which is a failure that the app shall show.
    Fault,
}

impl Handled {
    /// Of a reply that was waited for: taken, unless it is a failure.
    pub const fn of(reply: &Back) -> Self {
        match reply {
            Ok(_) => Self::Yes,
            Err(_) => Self::Fault,
        }
    }

    /// The same for an overlay that has nothing to show without it, and closes.
    pub fn of_or_close(reply: &Back, out: &mut Out) -> Self {
        if reply.is_err() {
            out.wish(Wish::Close);
        }
        Self::of(reply)
    }
}

/// What an overlay tells the screen that opened it, under the command that opened it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// A text was entered.
    Text(Command, String),
    /// A text was entered, and what stood beside it was ticked or not.
    Ticked(Command, String, bool),
    /// An entry was chosen, by its position.
    Chosen(Command, usize),
    /// A file was chosen.
    File(Command, PathBuf),
    /// A question was answered with its dangerous button.
    Confirmed(Command),
    /// A server was connected to: what it does.
    Server(Box<crate::service::scim::Survey>),
    /// The queue from which a request was opened, for the command that leads to the one beside it.
    Queue(Command, RequestView, RequestFilter),
    /// Rows were corrected: what is said of each.
    Corrected(Vec<Mend>),
}

/// What a layer wants from the app.
pub enum Wish {
    /// To another place.
    Go(Route),
    /// One step back: closes the top layer.
    Back,
    /// Closes the top overlay, whatever was typed in it.
    Close,
    /// Leaves the top screen, whatever was typed in it.
    Leave,
    /// Opens an overlay.
    Open(Box<dyn Layer>),
    /// Shows a toast.
    Toast(Toast),
    /// Shows what went wrong.
    Fault(Error),
    /// Says why something cannot be done.
    Refuse(Reason),
    /// Runs a command as if its key had been pressed on the screen.
    Command(Command),
    /// To know from which queue the screen was opened, for a command.
    Queue(Command),
    /// Does or goes to what was chosen by name, and keeps that it was.
    Choose(Chosen),
    /// Tells the screen.
    Tell(Told),
    /// Changes the language at once and remembers it.
    Speak(Language),
    /// Changes the theme at once and remembers it.
    Paint(Theme),
    /// Draws a table as it was arranged, and keeps that; as usual where nothing is chosen.
    Arrange(TableName, Option<Vec<ColumnChoice>>),
    /// Kinds of data may have changed.
    Changed(Changes),
    /// Whoever is signed in has typed the passphrase.
    Proven(crate::domain::operator::Session),
    /// Somebody signed in.
    SignedIn(crate::domain::operator::Session),
}

/// What a layer hands out while it handles something.
#[derive(Default)]
pub struct Out {
    /// For the runtime.
    pub effects: Vec<Effect>,
    /// For the app.
    pub wishes: VecDeque<Wish>,
    counter: u64,
}

impl Out {
    /// Wishes something from the app.
    pub fn wish(&mut self, wish: Wish) {
        self.wishes.push_back(wish);
    }

    /// Goes to a place.
    pub fn go(&mut self, route: Route) {
        self.wish(Wish::Go(route));
    }

    /// Opens an overlay.
    pub fn open(&mut self, layer: impl Layer + 'static) {
        self.wish(Wish::Open(Box::new(layer)));
    }

    /// Shows a toast.
    pub fn toast(&mut self, toast: Toast) {
        self.wish(Wish::Toast(toast));
    }

    /// Says why something cannot be done.
    pub fn refuse(&mut self, reason: Reason) {
        self.wish(Wish::Refuse(reason));
    }

    /// Wants something done outside.
    pub fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    fn count(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }
}

/// A question of a layer that waits for its latest reply: earlier replies are passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    asker: u64,
    ticket: Option<Ticket>,
    since: Duration,
}

impl Asked {
    /// A new ticket, which replaces the one before.
    pub fn ticket(&mut self, context: &Context, out: &mut Out) -> Ticket {
        if self.asker == 0 {
            self.asker = out.count();
        }
        // Asking again does not hide for how long an answer has been missing.
        if self.ticket.is_none() {
            self.since = context.moment;
        }
        let ticket = Ticket {
            asker: self.asker,
            serial: out.count(),
        };
        self.ticket = Some(ticket);
        ticket
    }

    /// Asks a question.
    pub fn load(&mut self, query: Query, context: &Context, out: &mut Out) {
        let ticket = self.ticket(context, out);
        out.effect(Effect::Load(ticket, query));
    }

    /// Asks what an act would do.
    pub fn plan(&mut self, op: Op, context: &Context, out: &mut Out) {
        let ticket = self.ticket(context, out);
        out.effect(Effect::Plan(ticket, op));
    }

    /// Does an act.
    pub fn run(&mut self, op: Op, basis: Option<Basis>, context: &Context, out: &mut Out) {
        let ticket = self.ticket(context, out);
        out.effect(Effect::Run(ticket, op, basis));
    }

    /// Has a deletion file checked.
    pub fn review(&mut self, source: ReviewSource, context: &Context, out: &mut Out) {
        let ticket = self.ticket(context, out);
        out.effect(Effect::Review(ticket, source));
    }

    /// Takes a reply: whether it is the one that is waited for, which ends the waiting.
    pub fn takes(&mut self, ticket: Ticket) -> bool {
        let mine = self.ticket == Some(ticket);
        if mine {
            self.ticket = None;
        }
        mine
    }

    /// Whether this ticket is the one that is waited for.
    pub fn is(&self, ticket: Ticket) -> bool {
        self.ticket == Some(ticket)
    }

    /// The ticket that is waited for.
    pub fn waiting(&self) -> Option<Ticket> {
        self.ticket
    }

    /// Whether nothing is waited for.
    pub fn is_settled(&self) -> bool {
        self.ticket.is_none()
    }

    /// Waits no longer.
    pub fn forget(&mut self) {
        self.ticket = None;
    }

    /// Whether the answer has been missing for so long that the screen says so.
    pub fn is_slow(&self, context: &Context) -> bool {
        self.ticket.is_some() && context.moment.saturating_sub(self.since) >= SHOWN_AFTER
    }

    /// When the screen must be drawn again because of this waiting.
    pub fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.ticket?;
        let waited = context.moment.saturating_sub(self.since);
        Some(if waited < SHOWN_AFTER {
            SHOWN_AFTER.saturating_sub(waited)
        } else {
            SHOWN_AFTER
        })
    }
}

/// A screen or an overlay.
pub trait Layer {
    /// Which rows of the command table work here.
    fn scope(&self) -> Scope {
        Scope::Overlay
    }

    /// The place this is; overlays are none.
    fn route(&self) -> Option<Route> {
        None
    }

    /// The breadcrumb.
    fn crumbs(&self, _context: &Context) -> Vec<String> {
        self.route().map(|route| route.crumbs()).unwrap_or_default()
    }

    /// The one figure that matters here, at the right of the breadcrumb.
    fn figure(&self, _context: &Context) -> Option<String> {
        None
    }

    /// Kinds of data it shows; it is asked to [`Layer::load`] again when one of them changes.
    fn shows(&self) -> Changes {
        Changes::empty()
    }

    /// Asks for everything it shows: when it opens, when data changed, when it is uncovered after a change.
    fn load(&mut self, _context: &Context, _out: &mut Out) {}

    /// Commands for the last line, most useful first.
    fn hints(&self, _context: &Context) -> Vec<Command> {
        Vec::new()
    }

    /// Hints in words of its own, around those of commands: keys that are in no table, that of the focus first.
    fn spoken_hints(&self, _context: &Context) -> Vec<(String, String)> {
        Vec::new()
    }

    /// Whether a text field has the focus: keys then go to [`Layer::input`] before the command table.
    fn is_typing(&self) -> bool {
        false
    }

    /// Whether text would be lost if it were closed now.
    fn holds_typed_text(&self) -> bool {
        false
    }

    /// Whether a passphrase is typed into it: what is recorded stops as long as it is open.
    fn holds_secret(&self) -> bool {
        false
    }

    /// Whether it asks for the passphrase before an act that waits for it.
    fn asks_for_proof(&self) -> bool {
        false
    }

    /// Names may be seen again: what was answered with masks is asked anew.
    fn unmasked(&mut self, context: &Context, out: &mut Out) {
        self.load(context, out);
    }

    /// Why a command does not apply here and now; the role has been asked already.
    fn obstacle(&self, _command: Command, _context: &Context) -> Option<Reason> {
        None
    }

    /// Is gone to again while it is still open: opens the part that the route names.
    fn revisited(&mut self, _route: &Route, _context: &Context, _out: &mut Out) {}

    /// Does a command.
    fn command(&mut self, _command: Command, _context: &Context, _out: &mut Out) -> Handled {
        Handled::No
    }

    /// Takes a key without meaning in the table, pasted text, a click, or the wheel.
    fn input(&mut self, _input: &Input, _context: &Context, _out: &mut Out) -> Handled {
        Handled::No
    }

    /// The view of the queue of requests that it shows, and what narrows it.
    fn queue(&self) -> Option<(RequestView, RequestFilter)> {
        None
    }

    /// Hears from an overlay that it opened.
    fn told(&mut self, _told: &Told, _context: &Context, _out: &mut Out) {}

    /// Takes the reply to one of its questions. A failure that is not taken is shown by the app; a success of an act
    /// is shown by the app in any case.
    fn reply(
        &mut self,
        _ticket: Ticket,
        _reply: &Back,
        _context: &Context,
        _out: &mut Out,
    ) -> Handled {
        Handled::No
    }

    /// Hears how far a review of its is.
    fn reviewing(&mut self, _ticket: Ticket, _progress: Progress) {}

    /// After how long it must be drawn again although nothing happens; none when never.
    fn wakes_after(&self, _context: &Context) -> Option<Duration> {
        None
    }

    /// Whether, while it is open, what it is about to do would be thwarted by a purge of deleted users.
    fn holds_purge(&self) -> bool {
        false
    }

    /// Leaves the stack for good: drops what it holds outside.
    fn closed(&mut self, _out: &mut Out) {}

    /// Whether what it asks about is over, so that it has nothing left to ask.
    fn is_moot(&self, _context: &Context) -> bool {
        false
    }

    /// Whether there is anything to draw yet; an overlay without hides nothing of what it lies on.
    fn is_drawn(&self, _context: &Context) -> bool {
        true
    }

    /// Draws itself: a screen into the body, an overlay anywhere on it.
    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context);
}
