//! The console without threads and without a terminal: for journeys in tests, pictures of screens, and tours.
//!
//! Keys go in as a line (`2 / 'siti' enter`), effects are done at once against the real service, and nothing runs in
//! the background unless the test asks for it: no test sleeps.

use std::path::Path;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use crate::domain::operator::Session;
use crate::error::{Error, Result};
use crate::service::{Reader, Service, Surroundings, WorkStep};

use super::app::App;
use super::context::Context;
use super::effort::{Effort, Local, Work};
use super::event::{Effect, Event, Reply};
use crate::command::key::{Key, keys};
pub use crate::ui::kit::canvas::lines;
use crate::ui::kit::canvas::width;
use crate::ui::runtime::doing;

/// How long a call to a server of a test takes at the most.
const LONGEST_CALL: Duration = Duration::from_secs(10);

/// What answers the effects.
enum World {
    /// The real service on a real database.
    Real(Box<Real>),
    /// Answers thought up by a test.
    Canned(Answers),
}

type Answers = Box<dyn FnMut(&Effect) -> Option<Event>>;

struct Real {
    service: Service,
    reader: Reader,
    surroundings: Surroundings,
}

/// A console that is driven step by step.
pub struct Driver {
    app: App,
    world: World,
    terminal: Terminal<TestBackend>,
    frame: Buffer,
    moment: Duration,
    /// Effects that reach outside: copied text, file dialogs, the end.
    pub outside: Vec<Effect>,
}

impl Driver {
    /// A console on a database that exists, at the given context's size, signed in as given.
    pub fn open(
        database: &Path,
        surroundings: Surroundings,
        context: Context,
        session: Option<Session>,
    ) -> Result<Self> {
        let service = Service::open(database, surroundings.clone())?;
        Self::on(service, surroundings, context, session)
    }

    /// A console on a service that is open, signed in as given.
    pub fn on(
        mut service: Service,
        surroundings: Surroundings,
        context: Context,
        session: Option<Session>,
    ) -> Result<Self> {
        service.attend()?;
        let mut reader = service.reader()?;
        let session = match session {
            Some(session) => Some(session),
            None => reader.sole_operator()?,
        };
        let notices = service.notices().to_vec();
        let real = Real {
            service,
            reader,
            surroundings,
        };
        let mut driver = Self::new(context, World::Real(Box::new(real)))?;
        driver.happen(Event::Opened {
            missing: false,
            session,
            notices,
        });
        Ok(driver)
    }

    /// A console whose questions are answered by a test.
    pub fn canned(
        context: Context,
        session: Option<Session>,
        answers: impl FnMut(&Effect) -> Option<Event> + 'static,
    ) -> Result<Self> {
        let mut driver = Self::new(context, World::Canned(Box::new(answers)))?;
        driver.happen(Event::Opened {
            missing: false,
            session,
            notices: Vec::new(),
        });
        Ok(driver)
    }

    fn new(context: Context, world: World) -> Result<Self> {
        let (columns, rows) = context.size;
        let terminal = Terminal::new(TestBackend::new(columns, rows))
            .map_err(|error| Error::Bug(error.to_string()))?;
        Ok(Self {
            app: App::new(context),
            world,
            terminal,
            frame: Buffer::default(),
            moment: Duration::ZERO,
            outside: Vec::new(),
        })
    }

    /// The console.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The service, for looking behind the screens.
    pub fn service(&mut self) -> Option<&mut Service> {
        match &mut self.world {
            World::Real(real) => Some(&mut real.service),
            World::Canned(_) => None,
        }
    }

    /// Presses keys, written as in [`keys`].
    pub fn press(&mut self, line: &str) {
        for key in keys(line) {
            self.key(key);
        }
    }

    /// Presses one key.
    pub fn key(&mut self, key: Key) {
        self.happen(Event::Key(key));
    }

    /// Clicks on the first place on screen where a text stands; answers whether it stands anywhere.
    pub fn click(&mut self, text: &str) -> bool {
        let lines = self.lines();
        let found = lines.iter().enumerate().find_map(|(row, line)| {
            let before = line.find(text)?;
            Some((width(&line[..before]), row))
        });
        let Some((column, row)) = found else {
            return false;
        };
        self.happen(Event::Click(column, u16::try_from(row).unwrap_or(0)));
        true
    }

    /// Lets something happen, does what follows from it until nothing more does, and draws.
    pub fn happen(&mut self, event: Event) {
        if let Event::Resize(columns, rows) = event {
            self.terminal.backend_mut().resize(columns, rows);
        }
        self.draw();
        self.moment += Duration::from_millis(20);
        self.set_time();
        let mut effects = self.app.update(event);
        while !effects.is_empty() {
            let mut next = Vec::new();
            for effect in effects {
                if let Some(event) = self.answer(&effect) {
                    next.extend(self.app.update(event));
                }
            }
            effects = next;
        }
        self.draw();
    }

    /// Lets time go by.
    pub fn wait(&mut self, time: Duration) {
        self.moment += time;
        self.happen(Event::Tick);
    }

    /// Lets time go by that is noticed when something happens next.
    pub fn pass(&mut self, time: Duration) {
        self.moment += time;
    }

    /// Does one piece of background work.
    pub fn step(&mut self) -> Result<WorkStep> {
        let World::Real(real) = &mut self.world else {
            return Ok(WorkStep::default());
        };
        let mut step = real.service.step()?;
        if !step.more
            && let Some(called) = real.service.wait_for_calls(LONGEST_CALL)?
        {
            step = called;
        }
        self.moment += Duration::from_secs(1);
        self.happen(Event::Step(step.clone()));
        self.happen(Event::Tick);
        Ok(step)
    }

    /// Works in the background until nothing is left to do.
    pub fn finish(&mut self) -> Result<()> {
        loop {
            let step = self.step()?;
            let makes_calls = self.service().is_some_and(|service| service.makes_calls());
            if !step.more && !step.mail_is_under_way && !makes_calls {
                return Ok(());
            }
            if let (false, World::Real(real)) = (step.more || makes_calls, &mut self.world) {
                real.service.wait_for_mail(Duration::from_secs(10))?;
            }
        }
    }

    /// What stands on the screen, line by line, without spaces at their ends.
    pub fn lines(&self) -> Vec<String> {
        lines(&self.frame)
    }

    /// What stands on the screen.
    pub fn screen(&self) -> String {
        self.lines().join("\n")
    }

    /// Whether a text stands on the screen.
    pub fn shows(&self, text: &str) -> bool {
        self.lines().iter().any(|line| line.contains(text))
    }

    /// The frame with its styles.
    pub fn buffer(&self) -> &Buffer {
        &self.frame
    }

    /// Draws the same on a terminal of another size than the console knows of yet, as one is that was made smaller a moment
    /// ago; answers what stands there.
    pub fn drawn_on(&self, columns: u16, rows: u16) -> Vec<String> {
        let Ok(mut terminal) = Terminal::new(TestBackend::new(columns, rows));
        let Ok(drawn) = terminal.draw(|frame| drop(self.app.view(frame)));
        lines(drawn.buffer)
    }

    fn draw(&mut self) {
        let app = &self.app;
        let mut hits = None;
        let Ok(drawn) = self.terminal.draw(|frame| hits = Some(app.view(frame)));
        // The backend itself keeps what lay under the second half of a wide letter, which no terminal does.
        self.frame = drawn.buffer.clone();
        if let Some(hits) = hits {
            self.app.remember(hits);
        }
    }

    fn set_time(&mut self) {
        let now = match &self.world {
            World::Real(real) => real.surroundings.clock.now(),
            World::Canned(_) => self.app.context().now,
        };
        self.app.set_time(now, self.moment);
    }

    fn answer(&mut self, effect: &Effect) -> Option<Event> {
        let work = match Effort::from(effect.clone()) {
            Effort::Work(work) => work,
            Effort::Terminal(_)
            | Effort::SignOut
            | Effort::Reopen
            | Effort::OpenReplaced
            | Effort::Quit => {
                self.outside.push(effect.clone());
                return match &mut self.world {
                    World::Canned(answers) => answers(effect),
                    World::Real(_) => None,
                };
            }
        };
        match &work {
            Work::Local(Local::ListDirectory(ticket, path)) => {
                return Some(Event::Reply(*ticket, doing::list(path).map(Reply::Listing)));
            }
            Work::Local(Local::LookAt(ticket, path)) => {
                return Some(Event::Reply(*ticket, doing::look_at(path).map(Reply::Seen)));
            }
            Work::Local(Local::ReadKey(ticket, path)) => {
                return Some(Event::Reply(
                    *ticket,
                    doing::read_key(path).map(Reply::KeyRead),
                ));
            }
            Work::Local(Local::OpenFileDialog(_)) => self.outside.push(effect.clone()),
            Work::Read(_) | Work::Write(_) | Work::StopReview(_) => {}
        }
        let session = self.app.context().session.clone();
        let session = session.as_ref();
        match &mut self.world {
            World::Canned(answers) => answers(effect),
            World::Real(real) => {
                let done = match &work {
                    Work::Read(asked) => {
                        doing::read(&mut real.reader, session, asked, &mut |_| true)
                    }
                    Work::Write(write) => {
                        doing::write(&mut real.service, session, write, &|_| true)
                    }
                    Work::Local(_) | Work::StopReview(_) => None,
                };
                done.map(|(ticket, reply)| Event::Reply(ticket, reply))
            }
        }
    }
}
