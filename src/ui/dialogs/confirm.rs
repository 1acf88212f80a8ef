//! A question before an act: what goes, what stays, who is mailed. The safe button has the focus.
//!
//! ```text
//! ┌ Disconnect LinkedIn profile ───────────────────────┐
//! │ Siti Aminah  siti.aminah@enigma.example            │
//! │                                                    │
//! │ Goes    the connection between …                   │
//! │ Stays   the account, the license, …                │
//! │ Mail    an invitation to re-register goes to …     │
//! │                                                    │
//! │                          [ Cancel ]     Remove     │
//! └────────────────────────────────────────────────────┘
//! ```
//!
//! No letter presses a button, so the dangerous one is never under the key that opened the box. What is longer than the
//! screen scrolls; the buttons stay in view.

use std::time::Duration;

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::command::Command;
use crate::domain::batch::Progress;
use crate::domain::mail::LetterSeen;
use crate::domain::op::Op;
use crate::domain::plan::{Basis, Plan};
use crate::error::Error;
use crate::formats;
use crate::say;
use crate::texts::Texts;

use super::{describe, letter};
use crate::command::key::Key;
use crate::ui::dialogs::statement::Statement;
use crate::ui::kit::buttons;
use crate::ui::kit::buttons::{Button, Kind};
use crate::ui::kit::canvas::{Canvas, Hit, centred, width, wrap};
use crate::ui::kit::scroll::Scroll;
use crate::ui::shell::context::Context;
use crate::ui::shell::event::{Back, Input, Reply, Ticket};
use crate::ui::shell::layer::{Asked, Handled, Layer, Out, Told, Wish};

enum Stage {
    /// Waits for the plan.
    Planning,
    /// Can be answered.
    Asking(Option<Basis>),
    /// Waits for the act to be done.
    Running,
}

/// A question before an act.
pub struct Confirm {
    purpose: Command,
    op: Option<Op>,
    statement: Statement,
    focus: usize,
    stage: Stage,
    asked: Asked,
    stale: bool,
    about: Vec<String>,
    scroll: Scroll,
    /// The letters that the act sends.
    letters: Vec<LetterSeen>,
}

impl Confirm {
    /// Asks before an act. It is planned first, described, and done when confirmed.
    pub fn act(purpose: Command, op: Op) -> Self {
        Self {
            purpose,
            op: Some(op),
            statement: Statement::default(),
            focus: 0,
            stage: Stage::Planning,
            asked: Asked::default(),
            stale: false,
            about: Vec::new(),
            scroll: Scroll::default(),
            letters: Vec::new(),
        }
    }

    /// Asks something; the screen gets the given command when it is confirmed.
    pub fn question(purpose: Command, statement: Statement) -> Self {
        Self {
            purpose,
            op: None,
            statement: Statement {
                possible: true,
                ..statement
            },
            focus: 0,
            stage: Stage::Asking(None),
            asked: Asked::default(),
            stale: false,
            about: Vec::new(),
            scroll: Scroll::default(),
            letters: Vec::new(),
        }
    }

    /// The same, with the letters that are sent.
    #[must_use]
    pub fn mailing(mut self, letters: &[LetterSeen]) -> Self {
        self.letters = letters.to_vec();
        self
    }

    /// The same, with one more line about what it concerns.
    #[must_use]
    pub fn about(mut self, name: &str) -> Self {
        self.about.push(name.to_owned());
        self
    }

    fn buttons(&self, context: &Context) -> Vec<Button> {
        let ready = matches!(self.stage, Stage::Asking(_)) && self.statement.possible;
        let cancel = || say!(context.texts, "button-cancel");
        let keep = self.statement.keep.clone().unwrap_or_else(cancel);
        let mut buttons = vec![Button::new(keep, Kind::Safe)];
        if !matches!(self.stage, Stage::Planning) {
            buttons.push(
                Button::new(self.statement.button.clone(), Kind::Dangerous).enabled_if(ready),
            );
        }
        if let Some((label, _)) = &self.statement.way {
            buttons.insert(0, Button::new(label.clone(), Kind::Safe));
        }
        buttons
    }

    /// What Esc is called: not *cancel* where that is the act.
    fn escape(&self, texts: &Texts) -> String {
        if self.statement.keep.is_some() {
            say!(texts, "hint-back")
        } else {
            say!(texts, "hint-cancel")
        }
    }

    fn safe(&self) -> usize {
        usize::from(self.statement.way.is_some())
    }

    /// The focus goes on by so many buttons, to one that can be pressed.
    fn turn(&mut self, buttons: &[Button], by: usize) {
        let count = buttons.len();
        let others = (1..=count).map(|step| (self.focus + step * by) % count);
        let enabled = |at: &usize| buttons.get(*at).is_some_and(|it| it.enabled);
        self.focus = others.into_iter().find(enabled).unwrap_or(self.focus);
    }

    fn press(&mut self, index: usize, context: &Context, out: &mut Out) {
        let safe = self.safe();
        if index > safe {
            return self.confirm(context, out);
        }
        out.wish(Wish::Close);
        if let Some((_, command)) = self.statement.way.as_ref().filter(|_| index < safe) {
            out.wish(Wish::Command(*command));
        }
    }

    fn confirm(&mut self, context: &Context, out: &mut Out) {
        let Stage::Asking(basis) = self.stage else {
            return;
        };
        if !self.statement.possible {
            return;
        }
        if let Some(op) = self.op.clone() {
            self.asked.run(op, basis, context, out);
            self.stage = Stage::Running;
        } else {
            out.wish(Wish::Close);
            out.wish(Wish::Tell(Told::Confirmed(self.purpose)));
        }
    }

    fn planned(&mut self, plan: &Plan, context: &Context) {
        self.statement = describe::plan(self.purpose, plan, context);
        self.statement.subject.extend(self.about.clone());
        self.letters.clone_from(&plan.letters);
        self.stage = Stage::Asking(Some(plan.basis));
        self.focus = self.safe();
    }

    /// How far the batch is that goes on meanwhile.
    fn figures(&self, context: &Context) -> Option<String> {
        let running = context.running?;
        let batch = self.statement.goes_on?;
        let language = context.language();
        let Progress { done, total } = running.progress;
        (running.batch == batch).then(|| {
            say!(
                context.texts,
                "describe-cancel-batch-now",
                percent = formats::percent(language, done, total),
                done = formats::number(language, done),
                total = total
            )
        })
    }

    /// The box, its lines, and how many of them can be seen at once. The keys of the last line stay in view.
    fn layout(&self, area: Rect, context: &Context) -> (Rect, Vec<(String, String, Style)>, u16) {
        let wide = WIDE.min(area.width.saturating_sub(4));
        let lines = self.lines(wide.saturating_sub(4), context);
        let wanted = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(4);
        let area = Rect {
            height: area.height.saturating_sub(1),
            ..area
        };
        let place = centred(area, wide, wanted);
        let room = place.height.saturating_sub(4);
        (place, lines, room)
    }

    fn overflows(&self, context: &Context) -> bool {
        let (columns, tall) = context.laid_out();
        let (_, lines, room) = self.layout(Rect::new(0, 0, columns, tall), context);
        lines.len() > usize::from(room)
    }

    /// Columns of the heads of the lines.
    fn head(&self, texts: &Texts) -> u16 {
        let changes = self.statement.changes.as_ref();
        let wide = changes.map_or(0, |_| width(&say!(texts, "confirm-changes")));
        HEAD.max(wide.saturating_add(1))
    }

    /// The lines of all warnings, the first of each with a sign.
    fn warnings(&self, wide: u16) -> Vec<String> {
        let mut lines = Vec::new();
        for warning in &self.statement.warnings {
            for (index, line) in wrap(warning, wide.saturating_sub(2)).iter().enumerate() {
                let sign = if index == 0 { "▲ " } else { "  " };
                lines.push(format!("{sign}{line}"));
            }
        }
        lines
    }

    fn lines(&self, wide: u16, context: &Context) -> Vec<(String, String, Style)> {
        let palette = &context.palette;
        let texts = &context.texts;
        let mut lines: Vec<(String, String, Style)> = Vec::new();
        let plain = |line: String, style| (String::new(), line, style);
        for subject in &self.statement.subject {
            lines.extend(
                wrap(subject, wide)
                    .into_iter()
                    .map(|line| plain(line, palette.strong)),
            );
        }
        if !self.statement.subject.is_empty() {
            lines.push(plain(String::new(), palette.text));
        }
        if let Some(figures) = self.figures(context) {
            lines.push(plain(figures, palette.warning));
            lines.push(plain(String::new(), palette.text));
        }
        let heads = [
            (say!(texts, "confirm-changes"), &self.statement.changes),
            (say!(texts, "confirm-goes"), &self.statement.goes),
            (say!(texts, "confirm-stays"), &self.statement.stays),
            (say!(texts, "confirm-told"), &self.statement.mailed),
        ];
        let room = wide.saturating_sub(self.head(texts));
        for (head, text) in heads {
            let Some(text) = text else { continue };
            for (index, line) in wrap(text, room).into_iter().enumerate() {
                let head = if index == 0 {
                    head.clone()
                } else {
                    " ".to_owned()
                };
                lines.push((head, line, palette.text));
            }
        }
        if context.privacy && self.op.is_some() {
            let sentence = format!("● {}", say!(texts, "privacy-whom"));
            let masked = wrap(&sentence, wide).into_iter();
            lines.extend(masked.map(|line| plain(line, palette.warning)));
        }
        let warnings = self.warnings(wide).into_iter();
        lines.extend(warnings.map(|line| plain(line, palette.warning)));
        if self.stale {
            let stale = say!(texts, "confirm-stale");
            lines.extend(
                wrap(&stale, wide)
                    .into_iter()
                    .map(|line| plain(line, palette.warning)),
            );
        }
        let waiting = match self.stage {
            Stage::Planning => Some(say!(texts, "confirm-planning")),
            Stage::Running => Some(say!(texts, "confirm-running")),
            Stage::Asking(_) => None,
        };
        if let Some(waiting) = waiting.filter(|_| self.asked.is_slow(context)) {
            lines.push(plain(waiting, palette.dim));
        }
        lines
    }
}

/// Columns of the heads of the lines, where they need no more.
const HEAD: u16 = 8;
const WIDE: u16 = 66;

impl Layer for Confirm {
    fn load(&mut self, context: &Context, out: &mut Out) {
        if let (Some(op), Stage::Planning) = (self.op.clone(), &self.stage) {
            self.asked.plan(op, context, out);
        }
    }

    fn unmasked(&mut self, context: &Context, out: &mut Out) {
        if self.op.is_some() && matches!(self.stage, Stage::Asking(_)) {
            self.stage = Stage::Planning;
            self.load(context, out);
        }
    }

    fn spoken_hints(&self, context: &Context) -> Vec<(String, String)> {
        let texts = &context.texts;
        let mut hints = vec![
            ("←→".to_owned(), say!(texts, "hint-buttons")),
            ("↵".to_owned(), say!(texts, "hint-press")),
        ];
        if self.overflows(context) {
            hints.push(("↑↓".to_owned(), say!(texts, "hint-scroll")));
        }
        if !self.letters.is_empty() {
            hints.push(("v".to_owned(), say!(texts, "hint-letter")));
        }
        hints.push(("Esc".to_owned(), self.escape(texts)));
        hints
    }

    fn input(&mut self, input: &Input, context: &Context, out: &mut Out) -> Handled {
        let buttons = self.buttons(context);
        let count = buttons.len();
        let (columns, tall) = context.laid_out();
        let (_, lines, room) = self.layout(Rect::new(0, 0, columns, tall), context);
        let by = match input {
            Input::Key(Key::Up) => -1,
            Input::Key(Key::Down) => 1,
            _ => 0,
        };
        if lines.len() > usize::from(room) && by != 0 {
            self.scroll.by(by, lines.len(), room);
            return Handled::Yes;
        }
        if self.scroll.input(input, lines.len(), room) {
            return Handled::Yes;
        }
        match input {
            Input::Key(Key::Left | Key::BackTab | Key::Up) => {
                self.turn(&buttons, count.saturating_sub(1));
            }
            Input::Key(Key::Right | Key::Tab | Key::Down) => self.turn(&buttons, 1),
            Input::Key(Key::Enter) => self.press(self.focus, context, out),
            Input::Key(Key::Char('v')) if !self.letters.is_empty() => {
                out.open(letter::shown(&self.letters, context));
            }
            // While the act is being done there is nothing left to cancel; leaving hides the box only.
            Input::Key(Key::Esc) => out.wish(Wish::Close),
            Input::Click(Hit::Control(index))
                if buttons.get(*index).is_some_and(|it| it.enabled) =>
            {
                self.focus = *index;
                self.press(*index, context, out);
            }
            _ => {}
        }
        Handled::Yes
    }

    fn reply(&mut self, ticket: Ticket, reply: &Back, context: &Context, out: &mut Out) -> Handled {
        if !self.asked.takes(ticket) {
            return Handled::No;
        }
        match reply {
            Ok(Reply::Plan(plan)) => self.planned(plan, context),
            Err(Error::Stale) => {
                self.stale = true;
                self.stage = Stage::Planning;
                self.load(context, out);
                return Handled::Yes;
            }
            Ok(_) => {
                out.wish(Wish::Close);
                // The box beneath that opened this one hears it too.
                return Handled::No;
            }
            Err(_) => {
                out.wish(Wish::Close);
                return Handled::Fault;
            }
        }
        Handled::Yes
    }

    fn wakes_after(&self, context: &Context) -> Option<Duration> {
        self.asked.wakes_after(context)
    }

    fn is_moot(&self, context: &Context) -> bool {
        let is_over = |id| {
            let mut batches = context.home.batches.iter();
            batches.any(|batch| batch.id == id && batch.state.is_final())
        };
        !matches!(self.stage, Stage::Running) && self.statement.goes_on.is_some_and(is_over)
    }

    fn is_drawn(&self, context: &Context) -> bool {
        // A plan that is there in a moment must not flash an empty box.
        !matches!(self.stage, Stage::Planning) || self.asked.is_slow(context) || self.stale
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, area: Rect, context: &Context) {
        let palette = &context.palette;
        let (place, lines, room) = self.layout(area, context);
        let inside = canvas.boxed(place, &self.statement.title, palette.rule, palette.strong);
        let text = Rect {
            height: room.min(inside.height),
            ..inside
        };
        let indent = self.head(&context.texts);
        let shown = lines.iter().skip(self.scroll.top(lines.len(), room));
        for (line, (head, said, style)) in text.rows().zip(shown) {
            let rest = if head.is_empty() {
                line
            } else {
                canvas.print(line, head, palette.heading);
                Rect {
                    x: line.x + indent,
                    width: line.width.saturating_sub(indent),
                    ..line
                }
            };
            canvas.print(rest, said, *style);
        }
        self.scroll.draw(canvas, text, lines.len(), context);
        let last = Rect {
            y: inside.bottom().saturating_sub(1),
            height: 1,
            ..inside
        };
        buttons::draw(
            canvas,
            last,
            &self.buttons(context),
            Some(self.focus),
            0,
            context,
        );
    }
}
