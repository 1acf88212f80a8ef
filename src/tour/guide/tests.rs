//! The guide by itself: tests give it time and screens, and compare its wishes.

use std::time::Duration;

use ratatui::buffer::Buffer;

use super::*;
use crate::command::key::keys;
use crate::domain::Language;
use crate::error::Result;

const TOUR: &str = "
role = 'full_admin'
title = { en = 'A tour', id = 'Sebuah tur' }
[[step]]
sees = ['Home']
en = 'One.'
id = 'Satu.'
[[step]]
keys = \"2 'si'\"
sees = [{ en = 'Users', id = 'Pengguna' }]
gone = ['Home']
en = 'Two.'
id = 'Dua.'
[[step]]
edit = { from = 'a', to = 'b', replace = [] }
keys = 'enter'
sees = ['Profile']
en = 'Three.'
id = 'Tiga.'
";

/// Somebody who carries out what the guide wants, on a screen that is put there.
struct Stage {
    guide: Guide,
    screen: Buffer,
    now: Duration,
    pressed: Vec<Key>,
}

impl Stage {
    fn new(plays: bool) -> Result<Self> {
        let tour = Tour::parse("test", TOUR)?;
        let texts = Texts::new(Language::English);
        Ok(Self {
            guide: Guide::new(tour, texts, Pace::Normal, plays),
            screen: Buffer::with_lines(["Home"]),
            now: Duration::ZERO,
            pressed: Vec::new(),
        })
    }

    fn wants(&mut self) -> Want {
        self.guide.wants(&self.screen, true, self.now)
    }

    /// Does what is wanted until nothing is left but to wait for more than a moment, or until so much time is gone.
    fn run(&mut self, time: Duration) -> Want {
        let end = self.now + time;
        loop {
            match self.wants() {
                Want::Press(key) => self.pressed.push(key),
                Want::Wait(Some(wait)) if self.now < end => {
                    self.now = end.min(self.now + wait.max(Duration::from_millis(1)));
                }
                other => return other,
            }
        }
    }

    fn shows(&mut self, line: &str) {
        self.screen = Buffer::with_lines([line]);
    }
}

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_step_is_read_once_the_screen_shows_what_it_says() -> Result<()> {
    let mut stage = Stage::new(false)?;
    stage.run(SECOND);
    assert!(matches!(stage.guide.phase(), Phase::Reading(_)));
    stage.guide.go_on(stage.now);
    stage.run(SECOND * 5);
    assert_eq!(stage.pressed, keys("2 s i"));
    assert!(
        matches!(stage.guide.phase(), Phase::Arriving(_)),
        "Home is still there"
    );
    stage.shows("Users");
    stage.run(SECOND);
    assert!(matches!(stage.guide.phase(), Phase::Reading(_)));
    Ok(())
}

#[test]
fn keys_are_pressed_at_the_pace_and_letters_of_one_text_faster() -> Result<()> {
    let mut stage = Stage::new(false)?;
    stage.run(SECOND);
    let began = stage.now;
    stage.guide.go_on(began);
    assert_eq!(stage.wants(), Want::Press(Key::Char('2')));
    let usual = Pace::Normal.between_keys(false);
    assert_eq!(stage.wants(), Want::Wait(Some(usual)));
    stage.now = began + usual;
    assert_eq!(stage.wants(), Want::Press(Key::Char('s')));
    let faster = Pace::Normal.between_keys(true);
    assert!(faster < usual);
    assert_eq!(stage.wants(), Want::Wait(Some(faster)));
    Ok(())
}

#[test]
fn an_unanswered_question_holds_the_next_key_back_but_not_for_ever() -> Result<()> {
    let mut stage = Stage::new(false)?;
    stage.run(SECOND);
    stage.guide.go_on(stage.now);
    assert_eq!(stage.wants(), Want::Press(Key::Char('2')));
    let asked = stage.now;
    stage.now = asked + SECOND;
    let held = stage.guide.wants(&stage.screen, false, stage.now);
    assert!(matches!(held, Want::Wait(Some(_))), "{held:?}");
    stage.now = asked + UNANSWERED;
    let pressed = stage.guide.wants(&stage.screen, false, stage.now);
    assert_eq!(pressed, Want::Press(Key::Char('s')));
    Ok(())
}

#[test]
fn what_does_not_come_is_named_and_the_tour_plays_no_longer() -> Result<()> {
    let mut stage = Stage::new(true)?;
    stage.shows("Elsewhere");
    let want = stage.run(PATIENCE + SECOND);
    assert_eq!(want, Want::Wait(None));
    assert_eq!(stage.guide.phase(), &Phase::Astray("Home".to_owned()));
    assert!(!stage.guide.plays() && stage.guide.leads());
    // Whoever goes on all the same comes to the next step.
    stage.guide.go_on(stage.now);
    assert_eq!(stage.guide.number(), 1);
    Ok(())
}

#[test]
fn a_tour_that_plays_goes_on_when_its_caption_has_been_read() -> Result<()> {
    let mut stage = Stage::new(true)?;
    let reading = stage
        .guide
        .step()
        .map(|step| step.reading_time(Language::English));
    let reading = reading.unwrap_or_default();
    stage.run(reading.saturating_sub(Duration::from_millis(10)));
    assert_eq!(stage.guide.number(), 0);
    stage.run(SECOND);
    assert_eq!(stage.guide.number(), 1);
    Ok(())
}

#[test]
fn a_file_is_mended_before_the_keys_and_once() -> Result<()> {
    let mut stage = Stage::new(false)?;
    stage.run(SECOND);
    stage.guide.go_on(stage.now);
    stage.shows("Users");
    stage.run(SECOND * 5);
    stage.guide.go_on(stage.now);
    assert!(matches!(stage.wants(), Want::Edit(_)));
    assert_eq!(stage.wants(), Want::Press(Key::Enter));
    Ok(())
}

#[test]
fn going_back_begins_afresh_and_hurries_to_the_step_before() -> Result<()> {
    let mut stage = Stage::new(true)?;
    stage.run(SECOND);
    stage.guide.go_on(stage.now);
    stage.shows("Users");
    stage.run(SECOND * 2);
    assert_eq!(stage.guide.number(), 1);
    stage.guide.go_back();
    assert_eq!(stage.wants(), Want::Afresh);
    assert!(stage.guide.hurries() && !stage.guide.plays());
    stage.shows("Home");
    stage.run(SECOND);
    assert_eq!((stage.guide.number(), stage.guide.hurries()), (0, false));
    Ok(())
}

#[test]
fn past_the_last_step_and_on_leaving_the_operator_goes_on_by_hand() -> Result<()> {
    let mut stage = Stage::new(false)?;
    stage.run(SECOND);
    for line in ["Users", "Profile"] {
        stage.guide.go_on(stage.now);
        stage.shows(line);
        while let Want::Edit(_) = stage.run(SECOND * 5) {}
    }
    assert!(stage.guide.leads());
    stage.guide.go_on(stage.now);
    assert_eq!(stage.guide.phase(), &Phase::ByHand(true));
    let mut other = Stage::new(true)?;
    other.guide.leave();
    assert_eq!(other.run(SECOND), Want::Wait(None));
    assert_eq!(other.guide.phase(), &Phase::ByHand(false));
    Ok(())
}
