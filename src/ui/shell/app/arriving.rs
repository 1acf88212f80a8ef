//! Keys that come before a screen has its first answers: they wait for them, a moment at the most.
//!
//! Whoever knows the way types `2` and `h` in one breath. Without this, the second key would meet a screen that does not
//! know yet whom it shows, and be lost.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use super::App;
use crate::command::key::Key;
use crate::domain::query::Query;
use crate::ui::shell::event::{Effect, Ticket};

/// How long keys wait for answers.
const PATIENCE: Duration = Duration::from_millis(500);

/// A screen that has just opened, and what was typed since.
#[derive(Debug, Default)]
pub(super) struct Arriving {
    /// Its questions that were not answered yet: asker and the latest serial.
    asked: HashMap<u64, u64>,
    /// How many places were open with it.
    depth: usize,
    since: Duration,
    keys: VecDeque<Key>,
}

impl Arriving {
    /// A screen opened with these questions, as one of so many places.
    pub(super) fn begin(&mut self, effects: &[Effect], depth: usize, moment: Duration) {
        let questions = effects.iter().filter_map(|effect| match effect {
            // A figure that is counted beside the rest moves no row, nor does what filters are chosen from: nobody waits for it.
            Effect::Load(_, Query::IdleSeats { page, .. }) if page.limit == 0 => None,
            Effect::Load(_, Query::AttributeValues | Query::SavedFilters) => None,
            Effect::Load(ticket, _) => Some((ticket.asker, ticket.serial)),
            _ => None,
        });
        self.asked = questions.collect();
        self.depth = depth;
        self.since = moment;
    }

    /// Notes that a question was asked again: only its latest reply will come.
    pub(super) fn note(&mut self, effects: &[Effect]) {
        for ticket in effects.iter().filter_map(Effect::ticket) {
            if let Some(serial) = self.asked.get_mut(&ticket.asker) {
                *serial = ticket.serial;
            }
        }
    }

    /// A reply came.
    pub(super) fn heard(&mut self, ticket: Ticket) {
        if self.asked.get(&ticket.asker) == Some(&ticket.serial) {
            self.asked.remove(&ticket.asker);
        }
    }

    /// Keeps a key back where the screen on top of so many places lacks answers; whether it did.
    pub(super) fn holds(&mut self, key: Key, depth: usize, moment: Duration) -> bool {
        let holds = !matches!(key, Key::Ctrl('q' | 'c')) && !self.is_there(depth, moment);
        if holds {
            self.keys.push_back(key);
        }
        holds
    }

    /// The next key that was kept back, once it need not be any more.
    pub(super) fn next(&mut self, depth: usize, moment: Duration) -> Option<Key> {
        if !self.is_there(depth, moment) {
            return None;
        }
        self.asked.clear();
        self.keys.pop_front()
    }

    /// Forgets the keys that were kept back.
    pub(super) fn forget_keys(&mut self) {
        self.keys.clear();
    }

    /// How long the keys will wait yet; none when no key waits.
    pub(super) fn wakes_after(&self, moment: Duration) -> Option<Duration> {
        let until = self.since + PATIENCE;
        (!self.keys.is_empty()).then(|| until.saturating_sub(moment))
    }

    fn is_there(&self, depth: usize, moment: Duration) -> bool {
        self.asked.is_empty() || self.depth != depth || moment >= self.since + PATIENCE
    }
}

impl App {
    /// Keeps a key back that comes before the screen knows what it shows.
    pub(super) fn is_too_early(&mut self, key: Key) -> bool {
        let (depth, moment) = (self.places.len(), self.context.moment);
        self.overlays.is_empty() && self.arriving.holds(key, depth, moment)
    }

    /// Presses the keys that were kept back, as soon as they need not be any more.
    pub(super) fn press_kept_keys(&mut self) {
        if !self.overlays.is_empty() {
            // They were not meant for the box that has opened meanwhile.
            self.arriving.forget_keys();
        }
        loop {
            self.arriving.note(&self.out.effects);
            let (depth, moment) = (self.places.len(), self.context.moment);
            let Some(key) = self.arriving.next(depth, moment) else {
                return;
            };
            self.key(key);
            self.carry_out_wishes();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Page;

    const fn ticket(asker: u64, serial: u64) -> Ticket {
        Ticket { asker, serial }
    }

    fn question(asker: u64, serial: u64) -> Effect {
        Effect::Load(ticket(asker, serial), Query::Home)
    }

    fn typed(arriving: &mut Arriving, depth: usize, moment: Duration) -> Vec<Key> {
        std::iter::from_fn(|| arriving.next(depth, moment)).collect()
    }

    #[test]
    fn keys_wait_in_their_order_until_every_first_question_is_answered() {
        let (mut arriving, now) = (Arriving::default(), Duration::ZERO);
        assert!(!arriving.holds(Key::Enter, 1, now), "nothing is awaited");
        arriving.begin(&[question(1, 1), question(2, 2)], 2, now);
        assert!(arriving.holds(Key::Char('h'), 2, now));
        arriving.heard(ticket(1, 1));
        assert!(arriving.holds(Key::Enter, 2, now));
        assert_eq!(typed(&mut arriving, 2, now), []);
        arriving.note(&[question(2, 3)]);
        arriving.heard(ticket(2, 2));
        assert_eq!(typed(&mut arriving, 2, now), [], "asked again since");
        arriving.heard(ticket(2, 3));
        let keys = [Key::Char('h'), Key::Enter];
        assert_eq!(typed(&mut arriving, 2, now), keys);
        assert!(!arriving.holds(Key::Enter, 2, now));
    }

    #[test]
    fn a_figure_that_is_counted_beside_the_rest_holds_no_key_back() {
        let (mut arriving, now) = (Arriving::default(), Duration::ZERO);
        let counted = |limit| {
            let page = Page::first(limit);
            Effect::Load(ticket(1, 1), Query::IdleSeats { days: 90, page })
        };
        arriving.begin(&[counted(0)], 1, now);
        assert!(!arriving.holds(Key::Enter, 1, now));
        arriving.begin(&[counted(20)], 1, now);
        assert!(arriving.holds(Key::Enter, 1, now), "rows are waited for");
    }

    #[test]
    fn no_key_waits_longer_than_a_moment_nor_on_another_screen_nor_the_way_out() {
        let (mut arriving, now) = (Arriving::default(), Duration::ZERO);
        arriving.begin(&[question(1, 1)], 2, now);
        assert!(!arriving.holds(Key::Ctrl('q'), 2, now));
        assert!(!arriving.holds(Key::Enter, 1, now), "it was left");
        assert!(arriving.holds(Key::Enter, 2, now));
        assert_eq!(arriving.wakes_after(now), Some(PATIENCE));
        assert_eq!(typed(&mut arriving, 2, PATIENCE), [Key::Enter]);
        assert_eq!(arriving.wakes_after(now), None);
    }
}
