//! Search and filters of the queue of requests.

use ratatui::layout::Rect;

use crate::command::{self, Command};
use crate::domain::coded::Coded;
use crate::domain::request::{RequestFilter, RequestKind, RequestState};
use crate::say;
use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::kit::canvas::{Canvas, width};
use crate::ui::kit::narrow;
use crate::ui::kit::narrow::SearchField;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Handled, Out};
use crate::wording;

/// By what the queue can be filtered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Kind,
    State,
}

const OFFERED: [By; 2] = [By::Kind, By::State];

impl By {
    fn name(self, context: &Context) -> String {
        match self {
            Self::Kind => say!(context.texts, "requests-filter-kind"),
            Self::State => say!(context.texts, "requests-filter-state"),
        }
    }

    fn options(self, context: &Context) -> Vec<String> {
        let texts = &context.texts;
        match self {
            Self::Kind => RequestKind::EVERY
                .iter()
                .map(|kind| wording::request_kind(texts, *kind))
                .collect(),
            Self::State => RequestState::EVERY
                .iter()
                .map(|state| wording::request_state(texts, *state))
                .collect(),
        }
    }

    /// What is set, in words.
    fn value(self, filter: &RequestFilter, context: &Context) -> Option<String> {
        let texts = &context.texts;
        match self {
            Self::Kind => filter.kind.map(|kind| wording::request_kind(texts, kind)),
            Self::State => filter
                .state
                .map(|state| wording::request_state(texts, state)),
        }
    }

    /// Sets a value by its position; none takes the condition away.
    fn set(self, filter: &mut RequestFilter, index: Option<usize>) {
        match self {
            Self::Kind => filter.kind = index.and_then(|it| RequestKind::EVERY.get(it)).copied(),
            Self::State => {
                filter.state = index.and_then(|it| RequestState::EVERY.get(it)).copied();
            }
        }
    }
}

/// What narrows the queue.
#[derive(Default)]
pub(super) struct Narrowing {
    pub(super) filter: RequestFilter,
    pub(super) field: SearchField,
    choosing: Option<By>,
}

impl Narrowing {
    /// Types into the search field; answers whether other requests are wanted now.
    pub(super) fn type_in(&mut self, input: &Input) -> (Handled, bool) {
        let handled = self.field.type_in(input);
        let words = self.field.words();
        let changed = words != self.filter.search;
        self.filter.search = words;
        (handled, changed)
    }

    /// Offers what the queue can be filtered by.
    pub(super) fn open(&mut self, context: &Context, out: &mut Out) {
        self.choosing = None;
        let any = || say!(context.texts, "filter-any");
        let option = |by: By| {
            let value = by.value(&self.filter, context).unwrap_or_else(any);
            (by.name(context), value)
        };
        let title = command::row(Command::Filter).name(&context.texts);
        let options = OFFERED.map(option);
        out.open(Menu::choice(
            Command::Filter,
            title,
            Anchor::Middle,
            options,
            0,
        ));
    }

    /// Takes what was chosen: a filter, whose values are then offered, or a value; answers whether it narrows now.
    pub(super) fn chosen(&mut self, index: usize, context: &Context, out: &mut Out) -> bool {
        if let Some(by) = self.choosing.take() {
            by.set(&mut self.filter, index.checked_sub(1));
            return true;
        }
        let Some(by) = OFFERED.get(index).copied() else {
            return false;
        };
        self.choosing = Some(by);
        let any = say!(context.texts, "filter-any");
        let values = std::iter::once(any).chain(by.options(context));
        let options = values.map(|value| (value, String::new()));
        let title = by.name(context);
        out.open(Menu::choice(
            Command::Filter,
            title,
            Anchor::Middle,
            options,
            0,
        ));
        false
    }

    fn set(&self, context: &Context) -> Vec<(By, String)> {
        let value = |by: By| Some((by, by.value(&self.filter, context)?));
        OFFERED.into_iter().filter_map(value).collect()
    }

    /// Every condition that is set, in words.
    pub(super) fn chips(&self, context: &Context) -> Vec<String> {
        let set = self.set(context).into_iter();
        set.map(|(by, value)| format!("{}: {value}", by.name(context)))
            .collect()
    }

    /// Takes a condition away by its position among those that are set, or the last one; answers whether there was one.
    pub(super) fn remove_chip(&mut self, index: Option<usize>, context: &Context) -> bool {
        let set = self.set(context);
        let index = index.unwrap_or_else(|| set.len().saturating_sub(1));
        let Some((by, _)) = set.get(index) else {
            return false;
        };
        by.set(&mut self.filter, None);
        true
    }

    /// Takes search and filters back; answers whether there were any.
    pub(super) fn widen(&mut self) -> bool {
        let narrowed = !self.filter.is_empty();
        self.filter = RequestFilter::default();
        self.field.line.reset();
        narrowed
    }

    /// The line of the search, and every condition that is set.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let line = Rect {
            y: area.y + 1,
            height: 1,
            ..area
        };
        let chips = self.chips(context);
        let taken: u16 = chips.iter().map(|chip| width(chip) + 4).sum();
        let room = line.width.saturating_sub(1);
        let chips_wide = taken.min(room / 2);
        let field = Rect {
            width: room.saturating_sub(chips_wide),
            ..line
        };
        let hint = say!(context.texts, "requests-search");
        self.field.draw(canvas, field, &hint, context);
        let beside = Rect {
            x: field.right(),
            width: chips_wide,
            ..line
        };
        narrow::draw_chips(canvas, beside, &chips, context);
    }
}
