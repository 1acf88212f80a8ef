//! A tour in a terminal: the guide stands between the terminal and the console and draws its caption over the frame.
//!
//! The console is the one that everybody uses, with its threads and its database; the keys of the tour go the same
//! road as those of a hand. When the guide is left, it lets everything pass, and the console goes on as it stands.

use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::Frame;
use ratatui::buffer::Buffer;

use super::guide::{Guide, Phase, Want};
use super::stage::Stage;
use super::{Pace, Tour, caption};
use crate::command::key::Key;
use crate::domain::look::Look;
use crate::error::Result;
use crate::service::{MailRoad, Surroundings};
use crate::start::Start;
use crate::texts::Texts;
use crate::ui::kit::canvas::Canvas;
use crate::ui::runtime;
use crate::ui::shell::context::{Context, SMALLEST};
use crate::ui::shell::event::Event;
use crate::ui::shell::leader::{Leader, Wish};

/// Columns and rows in which a console stands whole and captions have room.
pub const ROOM: (u16, u16) = SMALLEST;

/// How a tour is shown.
pub struct Show {
    /// The language and time zone of console and captions.
    pub texts: Texts,
    /// How the console looks.
    pub look: Look,
    /// How fast it plays.
    pub pace: Pace,
    /// Whether it goes on by itself from the beginning.
    pub plays: bool,
    /// Clock and the like.
    pub surroundings: Surroundings,
}

/// Shows a tour in this terminal, until the console is left. The account goes with it.
pub fn run(tour: Tour, show: Show) -> Result<()> {
    let stage = Stage::build(&tour, show.texts.language(), &show.surroundings)?;
    let start = start(&stage, &show);
    let mut live = Live {
        guide: Guide::new(tour, show.texts.clone(), show.pace, show.plays),
        stage,
        before: None,
        show,
        screen: Buffer::default(),
        still: Buffer::default(),
        is_noted: true,
    };
    runtime::run_led(start, &mut live)
}

fn start(stage: &Stage, show: &Show) -> Start {
    Start {
        database: stage.database().to_owned(),
        texts: show.texts.clone(),
        language_is_chosen: true,
        operator: None,
        look: show.look,
        keymap: Arc::default(),
        mail: MailRoad::Usual,
        surroundings: show.surroundings.clone(),
        signed_in: Some(stage.session().clone()),
        privacy: false,
        began: Instant::now(),
        frame_log: None,
        home: Some(stage.home().to_owned()),
    }
}

/// The guide with the console of a terminal.
struct Live {
    guide: Guide,
    stage: Stage,
    /// The stage of the console that is being closed.
    before: Option<Stage>,
    show: Show,
    /// What the console has drawn.
    screen: Buffer,
    /// What is shown while the guide goes where nobody need look.
    still: Buffer,
    /// Whether the word about going on by hand still stands.
    is_noted: bool,
}

impl Live {
    fn key(&mut self, key: Key, moment: Duration) -> Option<Event> {
        match key {
            Key::Ctrl('q' | 'c') => return Some(Event::Terminate),
            Key::Esc | Key::Char('q') => self.guide.leave(),
            Key::Char('p') => self.guide.play_or_pause(moment),
            Key::Char(' ') | Key::Enter | Key::Right => self.guide.go_on(moment),
            Key::Left | Key::Backspace if !self.guide.hurries() => {
                self.still.clone_from(&self.screen);
                self.guide.go_back();
            }
            _ => {}
        }
        None
    }
}

impl Leader for Live {
    fn hear(&mut self, event: Event, moment: Duration) -> Option<Event> {
        if !self.guide.leads() {
            if matches!(event, Event::Key(_) | Event::Paste(_) | Event::Click(..)) {
                self.is_noted = false;
            }
            return Some(event);
        }
        match event {
            Event::Key(key) => self.key(key, moment),
            Event::Paste(_) | Event::Click(..) | Event::Wheel(..) => None,
            other => Some(other),
        }
    }

    fn wish(&mut self, is_settled: bool, moment: Duration) -> Result<Wish> {
        Ok(match self.guide.wants(&self.screen, is_settled, moment) {
            Want::Press(key) => Wish::Press(key),
            Want::Wait(wait) => Wish::Wait(wait),
            Want::Edit(edit) => {
                self.stage.edit(&edit)?;
                Wish::Wait(Some(Duration::from_millis(1)))
            }
            Want::Afresh => {
                let language = self.show.texts.language();
                let stage = Stage::build(self.guide.tour(), language, &self.show.surroundings)?;
                // The console that is open still works on the old one.
                self.before = Some(std::mem::replace(&mut self.stage, stage));
                Wish::StartOver(Box::new(start(&self.stage, &self.show)))
            }
        })
    }

    fn view(&mut self, frame: &mut Frame<'_>, context: &Context) {
        self.screen.clone_from(frame.buffer_mut());
        if context.is_reduced() {
            return;
        }
        if self.guide.hurries() && self.still.area == self.screen.area {
            frame.buffer_mut().clone_from(&self.still);
        }
        let by_hand = matches!(self.guide.phase(), Phase::ByHand(_));
        if !by_hand || self.is_noted {
            let mut canvas = Canvas::new(frame);
            caption::draw(&mut canvas, &self.guide, &context.palette, true);
            canvas.finish(context.palette.ground);
        }
    }
}
