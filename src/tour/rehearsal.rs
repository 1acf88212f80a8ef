//! A tour without a terminal: the same guide on the driver's console, with a time of its own that runs no slower than
//! the machine. Tests watch it step by step, recordings frame by frame.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use super::guide::{Guide, Phase, Want};
use super::stage::Stage;
use super::{Pace, Tour, caption};
use crate::domain::Language;
use crate::domain::look::Colours;
use crate::domain::settings::Theme;
use crate::domain::time::{Clock, Timestamp};
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::service::Surroundings;
use crate::texts::Texts;
use crate::ui::kit::canvas::Canvas;
use crate::ui::shell::context::{Capabilities, Context};
use crate::ui::shell::driver::{Driver, lines};

/// Pieces of background work that a step may need at the most.
const WORK: usize = 10_000;

/// How a rehearsal is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The language of console and captions.
    pub language: Language,
    /// The time zone, the language and the numbers of whoever watches.
    pub zone: jiff::tz::TimeZone,
    /// Columns and rows.
    pub size: (u16, u16),
    /// How fast it plays.
    pub pace: Pace,
    /// When it begins.
    pub begins: Timestamp,
}

/// A clock that goes as fast as the tour.
#[derive(Debug)]
struct TourClock {
    begins: Timestamp,
    seconds: AtomicI64,
}

impl Clock for TourClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.begins.0 + self.seconds.load(Ordering::SeqCst))
    }
}

/// A tour without a terminal.
pub struct Rehearsal {
    guide: Guide,
    driver: Driver,
    stage: Stage,
    clock: Arc<TourClock>,
    now: Duration,
}

impl Rehearsal {
    /// Builds the stage and opens the console on it.
    pub fn begin(tour: Tour, setting: &Setting) -> Result<Self> {
        let clock = Arc::new(TourClock {
            begins: setting.begins,
            seconds: AtomicI64::new(0),
        });
        let surroundings = Surroundings {
            cheap_passphrases: true,
            zone: Zone::of_machine(&setting.zone),
            ..Surroundings::at(clock.clone())
        };
        let stage = Stage::build(&tour, setting.language, &surroundings)?;
        let capabilities = Capabilities {
            elsewhere: false,
            file_dialog: false,
            colours: Colours::Many,
            language_is_chosen: true,
            theme_is_chosen: true,
        };
        let texts = Texts::new(setting.language).in_zone(setting.zone.clone());
        let mut context = Context::new(setting.language, Theme::Dark, capabilities);
        context.texts = texts.clone();
        context.size = setting.size;
        context.home_directory = Some(stage.home().to_owned());
        let session = Some(stage.session().clone());
        let driver = Driver::open(stage.database(), surroundings, context, session)?;
        Ok(Self {
            guide: Guide::new(tour, texts, setting.pace, true),
            driver,
            stage,
            clock,
            now: Duration::ZERO,
        })
    }

    /// The guide.
    pub fn guide(&self) -> &Guide {
        &self.guide
    }

    /// The console, without the caption.
    pub fn driver(&mut self) -> &mut Driver {
        &mut self.driver
    }

    /// Time since it began.
    pub fn now(&self) -> Duration {
        self.now
    }

    /// The screen without its caption.
    pub fn screen(&self) -> &Buffer {
        self.driver.buffer()
    }

    /// The screen with its caption.
    pub fn frame(&self) -> Buffer {
        let screen = self.driver.buffer();
        let palette = self.driver.app().context().palette;
        let mut drawn = screen.clone();
        let backend = TestBackend::new(screen.area.width, screen.area.height);
        let Ok(mut terminal) = Terminal::new(backend);
        let Ok(_) = terminal.draw(|frame| {
            frame.buffer_mut().clone_from(screen);
            let mut canvas = Canvas::new(frame);
            caption::draw(&mut canvas, &self.guide, &palette, false);
            canvas.finish(palette.ground);
            drawn.clone_from(frame.buffer_mut());
        });
        drawn
    }

    /// Plays to the end; every frame is shown with the time at which it came.
    pub fn play(&mut self, mut show: impl FnMut(&Self) -> Result<()>) -> Result<()> {
        let mut worked = 0;
        let last = self.guide.tour().steps.len();
        loop {
            let step = self.guide.number();
            show(self)?;
            match self.guide.wants(self.driver.buffer(), true, self.now) {
                Want::Press(key) => self.driver.key(key),
                Want::Edit(edit) => self.stage.edit(&edit)?,
                Want::Afresh => return Err(Error::Bug("a rehearsal never goes back".to_owned())),
                Want::Wait(_) if self.has_more_to_do() && worked < WORK => {
                    worked += 1;
                    self.work()?;
                }
                Want::Wait(Some(wait)) if !matches!(self.guide.phase(), Phase::Arriving(_)) => {
                    self.pass(wait);
                }
                Want::Wait(_) => {
                    if let Some(missing) = self.is_waiting_in_vain() {
                        return Err(self.fault(&missing));
                    }
                    return Ok(());
                }
            }
            if self.guide.number() != step {
                worked = 0;
            }
            if self.guide.number() >= last {
                return Ok(());
            }
        }
    }

    fn is_waiting_in_vain(&self) -> Option<String> {
        match self.guide.phase() {
            Phase::Arriving(_) => self.guide.missing(self.driver.buffer()),
            Phase::Astray(missing) => Some(missing.clone()),
            _ => None,
        }
    }

    fn has_more_to_do(&self) -> bool {
        let by_background = self.guide.step().is_some_and(|step| step.background);
        by_background && matches!(self.guide.phase(), Phase::Arriving(_))
    }

    fn work(&mut self) -> Result<()> {
        let step = self.driver.step()?;
        if !step.more
            && step.mail_is_under_way
            && let Some(service) = self.driver.service()
        {
            service.wait_for_mail(Duration::from_secs(10))?;
        }
        self.pass(Duration::from_millis(400));
        Ok(())
    }

    fn pass(&mut self, time: Duration) {
        let is_pressing = matches!(self.guide.phase(), Phase::Pressing(..));
        // Between two keys nobody looks for what time alone changes; while a caption is read, everybody does.
        let time = match self.driver.app().wakes_after() {
            Some(wakes) if !is_pressing => time.min(wakes),
            _ => time,
        };
        self.now += time;
        let seconds = i64::try_from(self.now.as_secs()).unwrap_or(i64::MAX);
        self.clock.seconds.store(seconds, Ordering::SeqCst);
        if is_pressing {
            self.driver.pass(time);
        } else {
            self.driver.wait(time);
        }
    }

    /// A step that does not come out as the tour says, with a picture of the screen.
    fn fault(&self, missing: &str) -> Error {
        let (tour, number) = (&self.guide.tour().name, self.guide.number() + 1);
        let screen = self.driver.screen();
        Error::Bug(format!(
            "tour {tour}, step {number}: the screen is not as the tour says, for {missing:?}:\n{screen}"
        ))
    }
}

/// The text of a frame, as one string.
pub fn picture(frame: &Buffer) -> String {
    lines(frame).join("\n")
}
