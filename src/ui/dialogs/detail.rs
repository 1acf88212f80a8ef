//! One row of a list in full: its parts as heads and texts, and what can be done from here.
//!
//! ```text
//! ┌ Entry 42 ──────────────────────────────────────────┐
//! │ When      2026-11-21 12:00:00 +00:00               │
//! │ Act       LinkedIn profile disconnected            │
//! │                                                    │
//! │ ▌ p  Profile of Siti Aminah                        │
//! │   s  Send again   This message was sent already.   │
//! └────────────────────────────────────────────────────┘
//! ```
//!
//! What cannot be done is dimmed with the reason, never hidden.

use ratatui::layout::Rect;

use crate::command::{Command, Row};
use crate::domain::reason::Reason;
use crate::say;
use crate::wording;

use crate::command::key::Key;
use crate::ui::kit::canvas::{Canvas, Hit, centred, cut, width, wrap};
use crate::ui::kit::scroll::Scroll;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::Input;
use crate::ui::shell::layer::{Handled, Layer, Out, Wish};
use crate::ui::shell::route::Route;

const WIDE: u16 = 92;

enum Part {
    Row(String, String),
    Text(String),
    Notice(String),
}

#[derive(Clone)]
enum Does {
    Go(Route),
    Command(Command),
    /// What whoever holds the box does; see [`Detail::pressed`].
    Chosen,
}

struct Action {
    keys: Vec<Key>,
    label: String,
    refusal: Option<Reason>,
    does: Does,
}

/// A row of a list in full.
pub struct Detail {
    title: String,
    parts: Vec<Part>,
    actions: Vec<Action>,
    focus: usize,
    scroll: Scroll,
}

impl Detail {
    /// A box under a title.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            parts: Vec::new(),
            actions: Vec::new(),
            focus: 0,
            scroll: Scroll::default(),
        }
    }

    /// Adds a line with its head; an empty text leaves it out.
    #[must_use]
    pub fn row(mut self, head: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.parts.push(Part::Row(head.into(), text));
        }
        self
    }

    /// Adds a text over the whole width, after an empty line; its own line ends stay.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part::Text(text.into()));
        self
    }

    /// Adds something to know, after an empty line.
    #[must_use]
    pub fn notice(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part::Notice(text.into()));
        self
    }

    /// Adds a way to another place, dimmed with the reason where the role does not let it.
    #[must_use]
    pub fn way(
        mut self,
        key: char,
        label: impl Into<String>,
        route: Route,
        context: &Context,
    ) -> Self {
        self.actions.push(Action {
            keys: vec![Key::Char(key)],
            label: label.into(),
            refusal: route.refusal(context),
            does: Does::Go(route),
        });
        self.focus = self.first_possible();
        self
    }

    /// Adds a command, dimmed with the reason where the role or the screen does not let it.
    #[must_use]
    pub fn command(
        mut self,
        row: &'static Row,
        obstacle: Option<Reason>,
        context: &Context,
    ) -> Self {
        self.actions.push(Action {
            keys: context.keys(row).collect(),
            label: row.name(&context.texts),
            refusal: context.refusal(row.permission).or(obstacle),
            does: Does::Command(row.command),
        });
        self.focus = self.first_possible();
        self
    }

    /// Adds something that whoever holds the box does.
    #[must_use]
    pub fn choice(mut self, key: Option<char>, label: impl Into<String>) -> Self {
        self.actions.push(Action {
            keys: key.map(Key::Char).into_iter().collect(),
            label: label.into(),
            refusal: None,
            does: Does::Chosen,
        });
        self
    }

    /// Which action an input presses, if any.
    pub fn pressed(&mut self, input: &Input) -> Option<usize> {
        let index = match input {
            Input::Key(Key::Enter) if !self.actions.is_empty() => self.focus,
            Input::Click(Hit::Control(index)) => *index,
            Input::Key(key) => self.actions.iter().position(|it| it.keys.contains(key))?,
            _ => return None,
        };
        self.focus = index;
        Some(index)
    }

    /// The first action that nothing stands against.
    fn first_possible(&self) -> usize {
        let possible = |action: &Action| action.refusal.is_none();
        self.actions.iter().position(possible).unwrap_or(0)
    }

    fn act(&self, index: usize, out: &mut Out) {
        let Some(action) = self.actions.get(index) else {
            out.wish(Wish::Close);
            return;
        };
        if let Some(reason) = &action.refusal {
            out.refuse(reason.clone());
            return;
        }
        out.wish(Wish::Close);
        match action.does.clone() {
            Does::Chosen => {}
            Does::Go(route) => out.go(route),
            Does::Command(command) => out.wish(Wish::Command(command)),
        }
    }

    /// The lines above the actions: head, text, whether it is something to know.
    fn lines(&self, wide: u16) -> Vec<(String, String, bool)> {
        let heads = self.parts.iter().map(|part| match part {
            Part::Row(head, _) => width(head) + 2,
            _ => 0,
        });
        let heads = heads.max().unwrap_or(0).min(wide / 2);
        let mut lines = Vec::new();
        for part in &self.parts {
            match part {
                Part::Row(head, text) => {
                    let head = cut(head, heads.saturating_sub(2));
                    let blank = usize::from(heads - width(&head));
                    let head = format!("{head}{}", " ".repeat(blank));
                    for (index, line) in wrap(text, wide - heads).into_iter().enumerate() {
                        let head = if index == 0 {
                            head.clone()
                        } else {
                            " ".repeat(usize::from(heads))
                        };
                        lines.push((head, line, false));
                    }
                }
                Part::Text(text) => {
                    lines.push((String::new(), String::new(), false));
                    let wrapped = wrap(text, wide).into_iter();
                    lines.extend(wrapped.map(|line| (String::new(), line, false)));
                }
                Part::Notice(text) => {
                    lines.push((String::new(), String::new(), false));
                    for (index, line) in wrap(text, wide.saturating_sub(2)).into_iter().enumerate()
                    {
                        let sign = if index == 0 { "▲ " } else { "  " };
                        lines.push((String::new(), format!("{sign}{line}"), true));
                    }
                }
            }
        }
        lines
    }

    /// The box, its text lines, and how many of them can be seen at once.
    fn layout(&self, area: Rect, context: &Context) -> (Rect, Vec<(String, String, bool)>, u16) {
        let wide = WIDE.min(area.width.saturating_sub(4));
        let lines = self.lines(wide.saturating_sub(4));
        let actions = self.reasons(wide.saturating_sub(4), context);
        let actions: usize = actions.iter().map(|reason| reason.len().max(1)).sum();
        let actions = u16::try_from(actions).unwrap_or(u16::MAX);
        let below = if actions == 0 { 0 } else { actions + 1 };
        let wanted = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(below + 2);
        let place = centred(area, wide, wanted.min(area.height.saturating_sub(3)));
        let room = place.height.saturating_sub(below + 2);
        (place, lines, room)
    }

    /// Columns from the left edge to the reasons why actions cannot be done.
    fn reason_column(&self) -> u16 {
        let labels = self.actions.iter().map(|action| width(&action.label));
        7 + labels.max().unwrap_or(0)
    }

    /// Why each action cannot be done, in as many lines as that takes.
    fn reasons(&self, wide: u16, context: &Context) -> Vec<Vec<String>> {
        let room = wide.saturating_sub(self.reason_column());
        let reasons = self.actions.iter().map(|action| match &action.refusal {
            Some(reason) => wrap(&wording::reason(&context.texts, reason), room),
            None => Vec::new(),
        });
        reasons.collect()
    }

    /// How many lines there are, and how many can be seen at once.
    fn measure(&self, context: &Context) -> (usize, u16) {
        let (columns, tall) = context.laid_out();
        let (_, lines, room) = self.layout(Rect::new(0, 0, columns, tall), context);
        (lines.len(), room)
    }

    fn overflows(&self, context: &Context) -> bool {
        let (lines, room) = self.measure(context);
        lines > usize::from(room)
    }

    fn step(&mut self, by: isize) {
        let count = self.actions.len().max(1);
        self.focus = (self.focus + count).saturating_add_signed(by) % count;
    }

    fn draw_action(
        &self,
        canvas: &mut Canvas<'_, '_>,
        line: Rect,
        (index, action): (usize, &Action),
        reason: &[String],
        context: &Context,
    ) {
        let palette = &context.palette;
        let focused = index == self.focus;
        let whole = Rect {
            x: line.x - 1,
            width: line.width + 2,
            ..line
        };
        let base = if action.refusal.is_some() {
            palette.dim
        } else {
            palette.text
        };
        let style = if focused {
            canvas.paint(whole, palette.selected);
            canvas.print(whole, "▌", palette.selected);
            base.patch(palette.selected)
        } else {
            base
        };
        canvas.hit(whole, Hit::Control(index));
        let key = action.keys.first().map(Key::to_string).unwrap_or_default();
        let at = |x: u16| Rect {
            x,
            width: line.right().saturating_sub(x),
            ..line
        };
        let key_style = if action.refusal.is_some() {
            style
        } else {
            palette.key
        };
        canvas.print(at(line.x + 1), &key, key_style);
        canvas.print(at(line.x + 5), &action.label, style);
        let rest = at(line.x + self.reason_column());
        for (row, said) in rest.rows().zip(reason) {
            canvas.print(row, said, style);
        }
    }
}

impl Layer for Detail {
    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let mut hints = Vec::new();
        if self.overflows(context) {
            hints.push(("↑↓".to_owned(), say!(texts, "hint-scroll")));
            if self.actions.len() > 1 {
                hints.push(("Tab".to_owned(), say!(texts, "hint-move")));
            }
        } else if self.actions.len() > 1 {
            hints.push(("↑↓".to_owned(), say!(texts, "hint-move")));
        }
        if !self.actions.is_empty() {
            hints.push(("↵".to_owned(), say!(texts, "hint-choose")));
        }
        hints.push(("Esc".to_owned(), say!(texts, "hint-close")));
        hints
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let (lines, room) = self.measure(context);
        let overflows = lines > usize::from(room);
        match input {
            Input::Key(Key::Esc) | Input::Click(Hit::Outside) => out.wish(Wish::Close),
            Input::Key(Key::Enter) => self.act(self.focus, out),
            Input::Key(Key::Up) if overflows => self.scroll.by(-1, lines, room),
            Input::Key(Key::Down) if overflows => self.scroll.by(1, lines, room),
            Input::Key(Key::Tab | Key::Right | Key::Down) => self.step(1),
            Input::Key(Key::BackTab | Key::Left | Key::Up) => self.step(-1),
            Input::Key(Key::Char(' ')) => {
                self.scroll.input(&Input::Key(Key::PageDown), lines, room);
            }
            other => {
                if self.scroll.input(other, lines, room) {
                    return Handled::Yes;
                }
                if let Some(index) = self.pressed(other) {
                    self.act(index, out);
                }
            }
        }
        Handled::Yes
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let (place, lines, room) = self.layout(area, context);
        let inside = canvas.boxed(place, &self.title, palette.rule, palette.strong);
        let top = self.scroll.top(lines.len(), room);
        let shown = lines.iter().skip(top).take(usize::from(room));
        for (line, (head, text, notice)) in inside.rows().zip(shown) {
            let used = canvas.print(line, head, palette.dim);
            let rest = Rect {
                x: line.x + used,
                width: line.width.saturating_sub(used),
                ..line
            };
            let style = if *notice {
                palette.warning
            } else {
                palette.text
            };
            canvas.print(rest, text, style);
        }
        let text = Rect {
            height: room,
            ..inside
        };
        self.scroll.draw(canvas, text, lines.len(), context);
        let reasons = self.reasons(inside.width, context);
        let mut y = inside.y + room + 1;
        for (entry, reason) in self.actions.iter().enumerate().zip(&reasons) {
            let height = u16::try_from(reason.len().max(1)).unwrap_or(1);
            let line = Rect {
                y,
                height,
                ..inside
            };
            self.draw_action(canvas, line.intersection(inside), entry, reason, context);
            y += height;
        }
    }
}
