//! The console as a value: what happened goes in, what is to be done comes out, and drawing changes nothing.
//!
//! The app holds the stack of layers and the context. It resolves keys by the command table, asks the role and the
//! screen whether a command may run, carries out the wishes of layers, and tells screens when data they show has
//! changed. Rooms: `acting` (commands and wishes), `moving` (places), `hearing` (replies and background work).

mod acting;
mod arriving;
mod calm;
mod hearing;
mod masking;
mod moving;
mod prefix;
mod proving;
mod tables;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::time::Duration;

use ratatui::Frame;

use self::arriving::Arriving;
use crate::command::{self, Scope};
use crate::domain::plan::Changes;
use crate::domain::time::Timestamp;

use super::chrome;
use super::context::Context;
use super::event::{Effect, Event, Input, Ticket};
use super::layer::{Asked, Handled, Layer, Out};
use super::privacy;
use super::recents::Recents;
use super::reduced;
use super::route::Route;
use super::toast::{Toast, Tone};
use crate::command::key::Key;
use crate::ui::kit::ascii;
use crate::ui::kit::canvas::{Canvas, Hit, Hits};

/// The shortest time between two reloads caused by background work.
const RELOAD_EVERY: Duration = Duration::from_millis(250);

/// A screen on the stack.
struct OpenScreen {
    screen: Box<dyn Layer>,
    /// Data it shows changed while it was covered.
    stale: bool,
}

/// Where the operator wanted to go when typed text stood in the way.
enum Leaving {
    Back,
    Quit,
    SignOut,
}

/// Questions that the app itself asks.
#[derive(Default)]
struct Questions {
    home: Asked,
    settings: Asked,
    preferences: Asked,
    /// Saving one of them.
    preference: Asked,
    views: Asked,
    /// Keeping one of them.
    view: Asked,
}

/// The console.
pub struct App {
    context: Context,
    places: Vec<OpenScreen>,
    overlays: Vec<Box<dyn Layer>>,
    toast: Option<Toast>,
    out: Out,
    hits: Hits,
    questions: Questions,
    /// Acts and exports under way: their failures are shown even when whoever asked has gone.
    under_way: HashSet<Ticket>,
    changed: Changes,
    reloaded: Duration,
    leaving: Option<Leaving>,
    purge_is_held: bool,
    arriving: Arriving,
    calm: calm::Calm,
    tables: tables::Tables,
    /// A key that was pressed and waits for the one that follows.
    prefix: Option<char>,
    /// What was chosen last by name.
    recents: Recents,
    /// The last act of risk under way.
    of_risk: Option<proving::Act>,
    /// The act that waits for the passphrase.
    unproven: Option<proving::Act>,
}

impl App {
    /// A console that waits for its database.
    pub fn new(context: Context) -> Self {
        Self {
            context,
            places: Vec::new(),
            overlays: Vec::new(),
            toast: None,
            out: Out::default(),
            hits: Hits::default(),
            questions: Questions::default(),
            under_way: HashSet::new(),
            changed: Changes::empty(),
            reloaded: Duration::ZERO,
            leaving: None,
            purge_is_held: false,
            arriving: Arriving::default(),
            calm: calm::Calm::default(),
            tables: tables::Tables::default(),
            prefix: None,
            recents: Recents::default(),
            of_risk: None,
            unproven: None,
        }
    }

    /// Whether a passphrase is typed, or could be: nothing of that is recorded.
    pub fn holds_secret(&self) -> bool {
        let screen = self.places.last().map(|place| &place.screen);
        let mut layers = self.overlays.iter().chain(screen);
        layers.any(|layer| layer.holds_secret())
    }

    /// What every layer may know.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The place that is shown.
    pub fn route(&self) -> Option<Route> {
        self.places.last().and_then(|place| place.screen.route())
    }

    /// Sets what time it is: the moment, and how long the console has been running.
    pub fn set_time(&mut self, now: Timestamp, moment: Duration) {
        self.context.now = now;
        self.context.moment = moment;
    }

    /// Takes what happened; answers what is to be done.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let is_of_the_operator = matches!(event, Event::Key(_) | Event::Click(..));
        let before = is_of_the_operator.then(|| (self.place(), self.toast.clone()));
        self.happened(event);
        self.drop_stale_toast(before);
        self.press_kept_keys();
        self.hold_purge();
        self.note_what_is_under_way();
        std::mem::take(&mut self.out.effects)
    }

    /// Where the operator is.
    fn place(&self) -> Option<Route> {
        self.places.last().and_then(|place| place.screen.route())
    }

    /// What was said of a place goes with it; what work in the background says stays for its time.
    fn drop_stale_toast(&mut self, before: Option<(Option<Route>, Option<Toast>)>) {
        let Some((place, Some(toast))) = before else {
            return;
        };
        let is_the_same = self.toast.as_ref() == Some(&toast);
        if is_the_same && toast.tone != Tone::Notice && self.place() != place {
            self.toast = None;
        }
    }

    fn happened(&mut self, event: Event) {
        let Some(event) = self.in_steps(event) else {
            return;
        };
        match event {
            Event::Key(key) if self.is_too_early(key) => {}
            Event::Key(key) => self.key(key),
            Event::Paste(text) => {
                self.give(&Input::Paste(text));
            }
            Event::Click(column, row) => self.click(column, row),
            Event::Wheel(_, _, rows) => {
                self.give(&Input::Wheel(rows * 3));
            }
            Event::Resize(columns, rows) if (columns, rows) == self.context.size => {}
            Event::Resize(columns, rows) => {
                self.context.size = (columns, rows);
                self.reload_top();
            }
            Event::Paper(paper) => self.context.lie_on(paper),
            Event::Tick => {}
            Event::Opened {
                missing,
                session,
                notices,
            } => self.opened(missing, session, &notices),
            Event::OpenFailed(error) => self.open_failed(&error),
            Event::Reply(ticket, mut reply) => {
                self.arriving.heard(ticket);
                if let (true, Ok(reply)) = (self.context.privacy, &mut reply) {
                    privacy::mask(reply);
                }
                self.replied(ticket, &reply);
            }
            Event::Reviewing(ticket, progress) => {
                for layer in self.layers_from_the_top() {
                    layer.reviewing(ticket, progress);
                }
            }
            Event::Step(step) => self.stepped(&step),
            Event::StepFailed(error) => self.show_fault(&error),
            Event::Present(present) => self.context.present = present,
            Event::Replaced => self.out.effect(Effect::OpenReplaced),
            Event::Terminate => self.out.effect(Effect::Quit),
            Event::Suspend => self.out.effect(Effect::Suspend),
            Event::GoOn => self.out.effect(Effect::TakeTerminal),
        }
        self.carry_out_wishes();
        self.give_up_unproven();
        self.tend();
        self.carry_out_wishes();
    }

    /// Draws the console; the hits go back by [`App::remember`].
    pub fn view(&self, frame: &mut Frame<'_>) -> Hits {
        let hits = self.picture(frame);
        if self.context.ascii {
            ascii::lines(frame.buffer_mut());
        }
        hits
    }

    fn picture(&self, frame: &mut Frame<'_>) -> Hits {
        let mut canvas = Canvas::new(frame);
        let area = canvas.area();
        if self.context.is_beyond(area) {
            // The terminal became smaller a moment ago: its new size is an event that comes next, and draws again.
            return canvas.finish(self.context.palette.ground);
        }
        if self.context.is_too_small() {
            chrome::too_small(&mut canvas, area, &self.context);
            return canvas.finish(self.context.palette.ground);
        }
        if self.context.is_reduced() {
            let picture = reduced::Picture {
                place: self.places.last().map(|place| place.screen.as_ref()),
                overlay: self.shown_overlay(),
                toast: self.toast.as_ref(),
            };
            reduced::draw(&mut canvas, area, &picture, &self.context);
            return canvas.finish(self.context.palette.ground);
        }
        if let Some(place) = self.places.last() {
            chrome::frame(&mut canvas, place.screen.as_ref(), &self.context);
            canvas.arrange(self.arrangement());
            place
                .screen
                .view(&mut canvas, self.context.body(), &self.context);
            canvas.arrange(None);
        } else {
            chrome::opening(&mut canvas, area, &self.context);
        }
        let top = self
            .overlays
            .last()
            .or(self.places.last().map(|place| &place.screen));
        if let Some(top) = top {
            chrome::last_line(&mut canvas, top.as_ref(), &self.context);
        }
        if let Some(overlay) = self.shown_overlay() {
            canvas.hit(area, Hit::Outside);
            overlay.view(&mut canvas, area, &self.context);
        }
        if let Some(toast) = &self.toast {
            chrome::toast(&mut canvas, area, toast, &self.context);
        }
        self.draw_prefix(&mut canvas, area);
        canvas.finish(self.context.palette.ground)
    }

    /// Of boxes above one another only the uppermost is shown: the edges of the others would stand out behind it.
    fn shown_overlay(&self) -> Option<&dyn Layer> {
        let mut shown = self.overlays.iter().rev();
        let shown = shown.find(|overlay| overlay.is_drawn(&self.context));
        shown.map(AsRef::as_ref)
    }

    /// Remembers what lies where on the frame that was drawn last.
    pub fn remember(&mut self, hits: Hits) {
        self.hits = hits;
    }

    /// After how long something must be drawn again although nothing happens; none when never.
    pub fn wakes_after(&self) -> Option<Duration> {
        let moment = self.context.moment;
        let toast = self
            .toast
            .as_ref()
            .and_then(|toast| toast.until)
            .map(|until| until.saturating_sub(moment));
        let reload = (!self.changed.is_empty())
            .then(|| (self.reloaded + RELOAD_EVERY).saturating_sub(moment));
        let top = self.places.last().map(|place| &place.screen);
        let layers = self.overlays.iter().chain(top);
        let layers = layers.filter_map(|layer| layer.wakes_after(&self.context));
        layers
            .chain(toast)
            .chain(reload)
            .chain(self.arriving.wakes_after(moment))
            .chain(self.tables.wakes_after(moment))
            .min()
            .map(|wait| wait.max(Duration::from_millis(10)))
    }

    fn key(&mut self, key: Key) {
        // A shell's job control works wherever the operator is, on a screen that is too small too.
        if key == Key::Ctrl('z') {
            self.run(command::Command::Suspend);
            return;
        }
        // Whoever shares the screen hides names at once, whatever is open.
        if key == Key::Ctrl('x') && self.context.session.is_some() {
            self.run(command::Command::Privacy);
            return;
        }
        let quits = matches!(key, Key::Ctrl('q' | 'c'));
        if self.context.is_too_small() && !quits {
            return;
        }
        if self.context.is_reduced() && !reduced::takes(key, self.top(), &self.context) {
            return;
        }
        let Some(top) = self.top() else {
            if matches!(key, Key::Ctrl('q' | 'c')) {
                self.out.effect(Effect::Quit);
            }
            return;
        };
        let (scope, typing) = (top.scope(), top.is_typing());
        if typing && self.give(&Input::Key(key)) == Handled::Yes {
            return;
        }
        if self.follows_prefix(scope, key) {
            return;
        }
        let meaning = self.context.keymap.meaning(scope, key);
        let quits = scope == Scope::Overlay && matches!(key, Key::Ctrl('q' | 'c'));
        if let Some(command) = meaning {
            self.run(command);
        } else if quits {
            self.run(command::Command::Quit);
        } else if !typing {
            self.give(&Input::Key(key));
        }
    }

    fn click(&mut self, column: u16, row: u16) {
        self.prefix = None;
        match self.hits.at(column, row) {
            Some(Hit::Command(command)) => self.run(command),
            Some(Hit::Toast) => self.run(command::Command::FollowToast),
            Some(hit) => {
                self.give(&Input::Click(hit));
            }
            None => {}
        }
    }

    /// The layer that gets what happens first.
    fn top(&self) -> Option<&dyn Layer> {
        let screen = self.places.last().map(|place| place.screen.as_ref());
        self.overlays.last().map(AsRef::as_ref).or(screen)
    }

    fn give(&mut self, input: &Input) -> Handled {
        let screen = self.places.last_mut().map(|place| &mut place.screen);
        match self.overlays.last_mut().or(screen) {
            Some(top) => top.input(input, &self.context, &mut self.out),
            None => Handled::No,
        }
    }

    fn layers_from_the_top(&mut self) -> impl Iterator<Item = &mut Box<dyn Layer>> {
        let screens = self.places.iter_mut().rev().map(|place| &mut place.screen);
        self.overlays.iter_mut().rev().chain(screens)
    }

    /// Lets time do its work: toasts go, screens reload what background work changed.
    fn tend(&mut self) {
        let moment = self.context.moment;
        let over = |toast: &Toast| toast.until.is_some_and(|until| until <= moment);
        if self.toast.as_ref().is_some_and(over) {
            self.toast = None;
        }
        self.keep_settled_view();
        while self
            .overlays
            .last()
            .is_some_and(|top| top.is_moot(&self.context))
        {
            self.close();
        }
        if !self.changed.is_empty() && moment >= self.reloaded + RELOAD_EVERY {
            let changed = std::mem::take(&mut self.changed);
            self.reloaded = moment;
            self.reload(changed);
        }
    }

    /// Holds the purge back as long as an overlay that is open wants it.
    fn hold_purge(&mut self) {
        let wanted = self.overlays.iter().any(|overlay| overlay.holds_purge());
        if wanted != self.purge_is_held {
            self.purge_is_held = wanted;
            self.out.effect(Effect::HoldPurge(wanted));
        }
    }

    /// Asks again for what shows a kind of data that changed; covered screens do it when they are uncovered.
    fn reload(&mut self, changed: Changes) {
        if self.context.session.is_some() {
            self.ask_for_the_first_line(changed);
        }
        let last = self.places.len().saturating_sub(1);
        for (index, place) in self.places.iter_mut().enumerate() {
            if !place.screen.shows().intersects(changed) {
                continue;
            }
            if index == last {
                place.screen.load(&self.context, &mut self.out);
            } else {
                place.stale = true;
            }
        }
    }

    fn reload_top(&mut self) {
        if let Some(place) = self.places.last_mut() {
            place.stale = false;
            place.screen.load(&self.context, &mut self.out);
        }
    }

    fn show(&mut self, mut toast: Toast) {
        // Nobody is led to where they are.
        if toast.way.is_some() && toast.way == self.route() {
            toast.way = None;
        }
        toast.until = Some(self.context.moment + toast.lasts());
        self.toast = Some(toast);
    }

    fn note_what_is_under_way(&mut self) {
        for effect in std::mem::take(&mut self.out.effects) {
            if self.is_kept_from(&effect) {
                continue;
            }
            if let Effect::Run(ticket, ..) | Effect::Export { ticket, .. } = &effect {
                self.under_way.insert(*ticket);
            }
            self.note_act(&effect);
            self.out.effects.push(effect);
        }
    }
}
