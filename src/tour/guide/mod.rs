//! The guide: which step comes next, what is pressed for it, and whether the screen shows what the tour says.
//!
//! It is asked what it wants whenever time has gone by or something has happened, and it knows nothing of terminals,
//! threads or clocks: the caller says the time. Whoever asks carries the wish out: on the console of a terminal, or on one
//! without.

use std::time::Duration;

use ratatui::buffer::Buffer;

use super::{FileEdit, Pace, Tour, TourStep};
use crate::command::key::Key;
use crate::domain::Language;
use crate::texts::Texts;
use crate::ui::shell::driver::lines;

/// How long what must be on screen may take to come.
const PATIENCE: Duration = Duration::from_secs(40);
/// How long a question of the console may hold the next key back.
const UNANSWERED: Duration = Duration::from_secs(3);
/// How soon it asks again where nothing else wakes it.
const SHORTLY: Duration = Duration::from_millis(5);

/// Where the guide stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Presses the keys of the step: so many are pressed, and the next is due then.
    Pressing(usize, Duration),
    /// Waits since then for what must be on screen.
    Arriving(Duration),
    /// Lets the caption be read since then.
    Reading(Duration),
    /// What must be on screen did not come.
    Astray(String),
    /// The operator goes on by hand; whether the tour was over.
    ByHand(bool),
}

/// What the guide wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Want {
    /// This key pressed.
    Press(Key),
    /// A file edited.
    Edit(FileEdit),
    /// Everything from the beginning, on a fresh account.
    Afresh,
    /// To be asked again when something has happened, or after so long.
    Wait(Option<Duration>),
}

/// Leads through a tour.
#[derive(Debug, Clone)]
pub struct Guide {
    tour: Tour,
    texts: Texts,
    pace: Pace,
    plays: bool,
    step: usize,
    phase: Phase,
    edited: bool,
    begins_afresh: bool,
    /// Goes to this step without being seen.
    hurries_to: Option<usize>,
    pressed_at: Duration,
}

impl Guide {
    /// A guide at the beginning of a tour.
    pub fn new(tour: Tour, texts: Texts, pace: Pace, plays: bool) -> Self {
        Self {
            tour,
            texts,
            pace,
            plays,
            step: 0,
            phase: Phase::Pressing(0, Duration::ZERO),
            edited: false,
            begins_afresh: false,
            hurries_to: None,
            pressed_at: Duration::ZERO,
        }
    }

    /// The tour.
    pub fn tour(&self) -> &Tour {
        &self.tour
    }

    /// The texts of whoever watches.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The step that is shown or led to, counted from 0.
    pub fn number(&self) -> usize {
        self.step
    }

    /// The step that is shown or led to.
    pub fn step(&self) -> Option<&TourStep> {
        self.tour.steps.get(self.step)
    }

    /// Where the guide stands.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// Whether it goes on by itself.
    pub fn plays(&self) -> bool {
        self.plays
    }

    /// Whether it goes to a step without being seen.
    pub fn hurries(&self) -> bool {
        self.hurries_to.is_some()
    }

    /// Whether it still leads.
    pub fn leads(&self) -> bool {
        !matches!(self.phase, Phase::ByHand(_))
    }

    /// What it wants now that this is on screen and every question of the console is answered or not.
    pub fn wants(&mut self, screen: &Buffer, is_settled: bool, now: Duration) -> Want {
        if self.begins_afresh {
            self.begins_afresh = false;
            return Want::Afresh;
        }
        let Some(step) = self.tour.steps.get(self.step) else {
            self.phase = Phase::ByHand(true);
            return Want::Wait(None);
        };
        match self.phase {
            Phase::Pressing(pressed, due) => {
                if let Some(edit) = step.edit.clone().filter(|_| !self.edited) {
                    self.edited = true;
                    return Want::Edit(edit);
                }
                let Some((key, is_typing)) = nth(step, self.texts.language(), pressed) else {
                    self.phase = Phase::Arriving(now);
                    return self.wants(screen, is_settled, now);
                };
                let held_back = !is_settled && now < self.pressed_at + UNANSWERED;
                let wait = due.saturating_sub(now);
                if held_back || !wait.is_zero() {
                    return Want::Wait(Some(wait.max(SHORTLY)));
                }
                self.pressed_at = now;
                let pause = if self.hurries() {
                    Duration::ZERO
                } else {
                    self.pace.between_keys(is_typing)
                };
                self.phase = Phase::Pressing(pressed + 1, now + pause);
                Want::Press(key)
            }
            Phase::Arriving(since) => self.arrive(screen, since, now),
            Phase::Reading(since) if self.plays => {
                let reading = step.reading_time(self.texts.language());
                let left = (since + self.pace.stands(reading)).saturating_sub(now);
                if left.is_zero() && self.step + 1 < self.tour.steps.len() {
                    self.go_on(now);
                    return self.wants(screen, is_settled, now);
                }
                Want::Wait(Some(left).filter(|left| !left.is_zero()))
            }
            Phase::Reading(_) | Phase::Astray(_) | Phase::ByHand(_) => Want::Wait(None),
        }
    }

    fn arrive(&mut self, screen: &Buffer, since: Duration, now: Duration) -> Want {
        match self.missing(screen) {
            None => {
                self.phase = Phase::Reading(now);
                if self.hurries_to.is_some_and(|goal| self.step >= goal) {
                    self.hurries_to = None;
                }
                if self.hurries() {
                    self.go_on(now);
                }
                // The caption is drawn first; then it is asked again.
                Want::Wait(Some(Duration::from_millis(1)))
            }
            Some(missing) if now >= since + PATIENCE => {
                self.astray(missing);
                Want::Wait(None)
            }
            Some(_) => Want::Wait(Some(Duration::from_millis(100))),
        }
    }

    /// What must be on screen at this step and is not, or is and must not be.
    pub fn missing(&self, screen: &Buffer) -> Option<String> {
        let step = self.step()?;
        let lines = lines(screen);
        let wanted = step.sees.iter().map(|sight| (sight, true));
        let unwanted = step.gone.iter().map(|sight| (sight, false));
        wanted.chain(unwanted).find_map(|(sight, is_wanted)| {
            let words = sight.words(&self.texts);
            let is_there = lines.iter().any(|line| line.contains(words.as_str()));
            (is_there != is_wanted).then_some(words)
        })
    }

    /// Gives up on a step because of what is not on screen.
    pub fn astray(&mut self, missing: String) {
        self.hurries_to = None;
        self.plays = false;
        self.phase = Phase::Astray(missing);
    }

    /// Goes on: to the next step, or past one that went astray; past the last, the operator goes on by hand.
    pub fn go_on(&mut self, now: Duration) {
        if !matches!(self.phase, Phase::Reading(_) | Phase::Astray(_)) {
            return;
        }
        if self.step + 1 >= self.tour.steps.len() {
            self.phase = Phase::ByHand(true);
            return;
        }
        self.step += 1;
        self.edited = false;
        self.phase = Phase::Pressing(0, now);
    }

    /// Goes back: to the start of the step whose keys are being pressed, else to the step before.
    pub fn go_back(&mut self) {
        let before = self.step.saturating_sub(1);
        *self = Self {
            hurries_to: Some(before),
            begins_afresh: true,
            ..Self::new(self.tour.clone(), self.texts.clone(), self.pace, false)
        };
    }

    /// Plays by itself, or no longer.
    pub fn play_or_pause(&mut self, now: Duration) {
        self.plays = !self.plays;
        if self.plays {
            self.go_on(now);
        }
    }

    /// Leaves the console to the operator.
    pub fn leave(&mut self) {
        self.phase = Phase::ByHand(false);
    }
}

/// The key at a place within a step, and whether another letter of the same text follows it.
fn nth(step: &TourStep, language: Language, place: usize) -> Option<(Key, bool)> {
    let phrases = step.phrases(language);
    let ends = phrases.iter().flat_map(|phrase| {
        let last = phrase.len().saturating_sub(1);
        let keys = phrase.iter().enumerate();
        keys.map(move |(at, key)| (*key, at < last))
    });
    ends.clone().nth(place)
}

#[cfg(test)]
mod tests;
