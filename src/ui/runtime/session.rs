//! One console on a hub: its input, its output, its size, language, colours and operator.

use std::io::Write;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;

use crate::domain::operator;
use crate::domain::time::{Clock, Timestamp};
use crate::error::Result;
use crate::service::files::folder::OwnFolder;
use crate::start::Start;
use crate::ui::shell::app::App;
use crate::ui::shell::context::Context;
use crate::ui::shell::effort::{Effort, OfTerminal, Work};
use crate::ui::shell::event::{Effect, Event};
use crate::ui::shell::leader::{Leader, Wish};
use crate::ui::shell::presence::Present;

use super::cast::Cast;
use super::confined::{confined, ticket_of};
use super::decoder::Decoder;
use super::events::{Arrived, Events};
use super::frames::FrameLog;
use super::front::Front;
use super::hub::{Arrival, Hub, Line};
use super::unanswered::Unanswered;

/// Events that are handled before the next frame at the most.
const DRAINED: usize = 4_096;

/// How a console ended.
pub enum Ending {
    /// It was left.
    Left,
    /// Its leader wants another.
    StartOver(Box<Start>),
    /// The database was replaced: another console is opened on it.
    Reopened,
    /// The same, because the database was replaced from elsewhere.
    Replaced,
}

/// The way into a console.
pub(super) struct Channel {
    pub(super) events: Events,
    waiting: Receiver<Arrived>,
}

impl Channel {
    pub(super) fn open() -> Self {
        let (events, waiting) = mpsc::channel();
        let events = Events(events);
        Self { events, waiting }
    }
}

/// What is typed at a terminal elsewhere, on its way into a console.
pub struct Input {
    events: Events,
    decoder: Decoder,
}

impl Input {
    /// Takes bytes as they came; answers whether the console is still there.
    pub fn bytes(&mut self, bytes: &[u8]) -> bool {
        let mut events = Vec::new();
        self.decoder.take(bytes, &mut events);
        events.into_iter().all(|event| self.send(event))
    }

    /// How long to wait for the rest of what came, before [`Input::no_more`]; none when nothing is cut.
    pub fn patience(&self) -> Option<Duration> {
        self.decoder.patience()
    }

    /// Takes what came so far for all there is, such as a lone Esc.
    pub fn no_more(&mut self) -> bool {
        let events: Vec<Event> = self.decoder.give_up().into_iter().collect();
        events.into_iter().all(|event| self.send(event))
    }

    /// Sends what else happened, such as a new size; answers whether the console is still there.
    pub fn send(&self, event: Event) -> bool {
        self.events.send(event).is_ok()
    }
}

/// Who leads, where somebody does, and since when.
pub(super) struct Lead<'l> {
    pub(super) leader: Option<&'l mut dyn Leader>,
    pub(super) began: Instant,
}

impl Lead<'_> {
    fn wish(&mut self, is_settled: bool) -> Result<Wish> {
        match &mut self.leader {
            Some(leader) => leader.wish(is_settled, self.began.elapsed()),
            None => Ok(Wish::Wait(None)),
        }
    }

    fn hear(&mut self, event: Event) -> Option<Event> {
        match &mut self.leader {
            Some(leader) => leader.hear(event, self.began.elapsed()),
            None => Some(event),
        }
    }
}

/// A recording of a console; it ends where it cannot be written, and the console goes on.
pub struct Recorder(Option<Cast<Box<dyn Write + Send>>>, Instant);

impl Recorder {
    /// Begins one.
    pub fn begin(
        target: Box<dyn Write + Send>,
        size: (u16, u16),
        begins: Timestamp,
        title: &str,
    ) -> Result<Self> {
        let cast = Cast::begin(target, size, begins, title)?;
        Ok(Self(Some(cast), Instant::now()))
    }

    fn frame(&mut self, frame: &Buffer) {
        self.write(|cast, at| cast.frame(at, frame));
    }

    /// Writes what a program sends to a terminal.
    pub fn sent(&mut self, bytes: &[u8]) {
        self.write(|cast, at| cast.sent(at, bytes));
    }

    /// Writes that the terminal has another size.
    pub fn resized(&mut self, size: (u16, u16)) {
        self.write(|cast, at| cast.resized(at, size));
    }

    fn write(
        &mut self,
        write: impl FnOnce(&mut Cast<Box<dyn Write + Send>>, Duration) -> Result<()>,
    ) {
        let at = self.1.elapsed();
        let goes_on = self.0.as_mut().is_some_and(|cast| write(cast, at).is_ok());
        if !goes_on {
            self.0 = None;
        }
    }
}

/// One console on a hub.
pub struct Session<'l, F: Front> {
    pub(super) front: F,
    pub(super) channel: Channel,
    pub(super) lead: Lead<'l>,
    pub(super) frames: FrameLog,
    /// Who is signed in already.
    signed_in: Option<operator::Session>,
    /// The only place of the disk that can be named, where the operator sits elsewhere.
    folder: Option<OwnFolder>,
    recorder: Option<Recorder>,
}

impl<F: Front> Session<'static, F> {
    /// A console for somebody who has proved who they are, or who will sign in.
    pub fn new(front: F, signed_in: Option<operator::Session>) -> Self {
        Self {
            front,
            channel: Channel::open(),
            lead: Lead {
                leader: None,
                began: Instant::now(),
            },
            frames: FrameLog::none(),
            signed_in,
            folder: None,
            recorder: None,
        }
    }

    /// The same, recorded.
    #[must_use]
    pub fn recorded(self, recorder: Option<Recorder>) -> Self {
        Self { recorder, ..self }
    }

    /// The same, for somebody who sits elsewhere and can name nothing of the disk but a folder.
    #[must_use]
    pub fn within(self, folder: OwnFolder) -> Self {
        Self {
            folder: Some(folder),
            ..self
        }
    }

    /// The way into it.
    pub fn input(&self) -> Input {
        Input {
            events: self.channel.events.clone(),
            decoder: Decoder::default(),
        }
    }

    /// Runs it until it is left or its input is gone.
    pub fn run(mut self, hub: &Hub, context: Context, clock: &dyn Clock) -> Result<Ending> {
        let arrival = Arrival {
            signed_in: self.signed_in.take(),
            operator: None,
        };
        self.attend(hub, context, arrival, clock)
    }
}

impl<'l, F: Front> Session<'l, F> {
    /// A console at a front, led or not.
    pub(super) fn led(front: F, channel: Channel, lead: Lead<'l>, frames: FrameLog) -> Self {
        Self {
            front,
            channel,
            lead,
            frames,
            signed_in: None,
            folder: None,
            recorder: None,
        }
    }

    /// Opens a console and attends to it until it ends.
    pub(super) fn attend(
        &mut self,
        hub: &Hub,
        mut context: Context,
        arrival: Arrival,
        clock: &dyn Clock,
    ) -> Result<Ending> {
        context.size = self.front.size();
        if context.follows_paper && context.capabilities.colours.answers() {
            self.front.carry_out(&OfTerminal::AskForPaper)?;
        }
        let line = hub.join(&self.channel.events, arrival);
        let mut app = App::new(context);
        let mut unanswered = Unanswered::default();
        let began = Instant::now();
        let mut present = None;
        loop {
            app.set_time(clock.now(), began.elapsed());
            self.draw(&mut app)?;
            let mut happened = Vec::new();
            match self.lead.wish(unanswered.is_settled())? {
                Wish::StartOver(start) => return Ok(Ending::StartOver(start)),
                Wish::Press(key) => happened.push(Arrived::now(Event::Key(key))),
                Wish::Wait(wait) => {
                    let wait = sooner(app.wakes_after(), wait);
                    let Some(first) = next(&self.channel.waiting, wait) else {
                        return Ok(Ending::Left);
                    };
                    let is_news = first.event.is_news();
                    happened.extend(self.heard(first));
                    if is_news {
                        self.wait_for_turn(line.turn(), &mut happened);
                    }
                }
            }
            self.frames.work_begins();
            app.set_time(clock.now(), began.elapsed());
            let more: Vec<_> = self.channel.waiting.try_iter().take(DRAINED).collect();
            happened.extend(more.into_iter().filter_map(|arrived| self.heard(arrived)));
            let effects = self.update(&mut app, happened, &mut unanswered)?;
            let session = app.context().session.as_ref();
            let now = session
                .map(|session| Present::new(session, app.route().and_then(|it| it.opened())));
            if now != present {
                line.attend(now.as_ref());
                present = now;
            }
            if let Some(ending) = self.carry_out(&app, effects, &line, &mut unanswered)? {
                return Ok(ending);
            }
        }
    }

    /// Leaves what all consoles hear to others for a while; whatever is for this one ends that.
    fn wait_for_turn(&mut self, turn: Duration, happened: &mut Vec<Arrived>) {
        let until = Instant::now() + turn;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            let Ok(arrived) = self.channel.waiting.recv_timeout(left) else {
                return;
            };
            let is_news = arrived.event.is_news();
            happened.extend(self.heard(arrived));
            if !is_news {
                return;
            }
        }
    }

    /// Draws a frame, which a leader may draw over, and remembers what lies where on it.
    fn draw(&mut self, app: &mut App) -> Result<()> {
        let drawing = Instant::now();
        let leader = &mut self.lead.leader;
        // Nothing is recorded while a passphrase is typed.
        let mut recorder = self.recorder.as_mut().filter(|_| !app.holds_secret());
        let mut hits = None;
        self.front.draw(&mut |frame| {
            hits = Some(app.view(frame));
            if let Some(leader) = leader {
                leader.view(frame, app.context());
            }
            if let Some(recorder) = &mut recorder {
                recorder.frame(frame.buffer_mut());
            }
        })?;
        if let Some(hits) = hits {
            app.remember(hits);
        }
        self.frames.drawn(drawing);
        Ok(())
    }

    fn update(
        &mut self,
        app: &mut App,
        happened: Vec<Arrived>,
        unanswered: &mut Unanswered,
    ) -> Result<Vec<Effect>> {
        let mut effects = Vec::new();
        for arrived in happened {
            if let Event::Resize(columns, rows) = arrived.event {
                self.front.resized((columns, rows))?;
            }
            self.frames.happened(&arrived.event, arrived.at);
            unanswered.hear(&arrived.event);
            effects.extend(app.update(arrived.event));
        }
        Ok(effects)
    }

    /// Gives each effect to whoever does it; answers how the console ends, where one of them ends it.
    fn carry_out(
        &mut self,
        app: &App,
        effects: Vec<Effect>,
        line: &Line,
        unanswered: &mut Unanswered,
    ) -> Result<Option<Ending>> {
        // Nothing else is begun by a console that ends.
        if effects.contains(&Effect::Quit) {
            return Ok(Some(Ending::Left));
        }
        // Whoever came with a key goes with it: nobody else signs in on the same line.
        if self.folder.is_some() && effects.contains(&Effect::SignOut) {
            return Ok(Some(Ending::Left));
        }
        if effects.contains(&Effect::Reopen) {
            return Ok(Some(Ending::Reopened));
        }
        if effects.contains(&Effect::OpenReplaced) {
            return Ok(Some(Ending::Replaced));
        }
        for effect in effects {
            self.frames.asks(&effect);
            unanswered.ask(&effect);
            match Effort::from(effect) {
                Effort::Work(work) => self.do_outside(app, work, line),
                Effort::Terminal(wish) => self.front.carry_out(&wish)?,
                Effort::SignOut | Effort::Reopen | Effort::OpenReplaced | Effort::Quit => {}
            }
        }
        Ok(None)
    }

    /// Gives work to whoever does it, where it names nothing that it may not.
    fn do_outside(&self, app: &App, work: Work, line: &Line) {
        let ticket = ticket_of(&work);
        let work = match &self.folder {
            Some(folder) => confined(folder, work),
            None => Ok(work),
        };
        match (work, ticket) {
            (Ok(work), _) => line.carry_out(app.context().session.as_ref(), work),
            (Err(error), Some(ticket)) => {
                let _ = self.channel.events.send(Event::Reply(ticket, Err(error)));
            }
            // Nobody waits for it.
            (Err(_), None) => {}
        }
    }

    /// What a leader lets through.
    fn heard(&mut self, arrived: Arrived) -> Option<Arrived> {
        let Arrived { at, event } = arrived;
        self.lead.hear(event).map(|event| Arrived { at, event })
    }
}

/// The shorter of two waits; none has no end.
fn sooner(one: Option<Duration>, other: Option<Duration>) -> Option<Duration> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The next event, or a tick when something must be drawn although nothing happens; none when nobody sends any more.
fn next(waiting: &Receiver<Arrived>, wait: Option<Duration>) -> Option<Arrived> {
    match wait {
        None => waiting.recv().ok(),
        Some(wait) => match waiting.recv_timeout(wait) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => Some(Arrived::now(Event::Tick)),
            Err(RecvTimeoutError::Disconnected) => None,
        },
    }
}
