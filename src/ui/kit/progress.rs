//! Work over a file that takes a while: how far it is, how fast, how long it still takes, and the way to stop it.
//!
//! ```text
//! ┌ Back up now ───────────────────────────────────────┐
//! │ The database is being copied.                      │
//! │                                                    │
//! │ ████████████████████░░░░░░░░░░░░░░░░░░░  61 %      │
//! │ 118 MB/s · 2 s left                                │
//! └────────────────────────────────────────────────────┘
//! ```

use std::time::Duration;

use ratatui::layout::Rect;

use crate::domain::batch::Progress;
use crate::formats;
use crate::say;
use crate::ui::kit::buttons::bar;
use crate::ui::kit::canvas::{Canvas, centred, wrap};
use crate::ui::shell::context::Context;

/// Work that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    began: Duration,
    progress: Progress,
    is_stopping: bool,
}

impl Work {
    /// Work that begins now.
    pub fn begin(context: &Context) -> Self {
        Self {
            began: context.moment,
            progress: Progress::default(),
            is_stopping: false,
        }
    }

    /// Hears how far it is.
    pub fn heard(&mut self, progress: Progress) {
        self.progress = progress;
    }

    /// Is asked to stop, and does at the next place where that is safe.
    pub fn stop(&mut self) {
        self.is_stopping = true;
    }

    /// Bytes per second so far; none while that says nothing.
    fn rate(&self, context: &Context) -> Option<u64> {
        let seconds = context.moment.saturating_sub(self.began).as_secs_f64();
        if self.progress.done == 0 || seconds < 0.2 {
            return None;
        }
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rate is shown with three figures"
        )]
        let rate = (self.progress.done as f64 / seconds) as u64;
        Some(rate.max(1))
    }

    /// Rate and time left, in one line.
    fn pace(&self, context: &Context) -> String {
        let texts = &context.texts;
        if self.is_stopping {
            return say!(texts, "work-stopping");
        }
        let Some(rate) = self.rate(context) else {
            return String::new();
        };
        let size = formats::size(texts, rate);
        let left = self.progress.total.saturating_sub(self.progress.done);
        let span = formats::duration(texts, left.div_ceil(rate));
        let left = say!(texts, "batch-time-left", span = span);
        format!("{} · {left}", say!(texts, "work-rate", size = size))
    }

    /// Draws it as a box in the middle of an area.
    pub fn draw(
        &self,
        canvas: &mut Canvas<'_, '_>,
        area: Rect,
        (title, said): (&str, &str),
        context: &Context,
    ) {
        let palette = &context.palette;
        let wide = 66.min(area.width.saturating_sub(4));
        let said = wrap(said, wide.saturating_sub(4));
        let tall = u16::try_from(said.len()).unwrap_or(1).saturating_add(5);
        let inside = canvas.boxed(
            centred(area, wide, tall.min(area.height)),
            title,
            palette.rule,
            palette.strong,
        );
        let mut rows = inside.rows();
        for line in &said {
            canvas.print(rows.next().unwrap_or_default(), line, palette.text);
        }
        let Some(line) = rows.nth(1) else { return };
        let Progress { done, total } = self.progress;
        let columns = line.width.saturating_sub(9);
        let used = canvas.print(line, &bar(done, total, columns), palette.bar);
        let rest = Rect {
            x: line.x + used + 2,
            width: line.width.saturating_sub(used + 2),
            ..line
        };
        let percent = formats::percent(context.language(), done, total);
        canvas.print(rest, &percent, palette.text);
        let pace = self.pace(context);
        canvas.print(rows.next().unwrap_or_default(), &pace, palette.dim);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;
    use crate::domain::settings::Theme;
    use crate::ui::shell::context::Capabilities;

    #[test]
    fn rate_and_time_left_are_said_once_they_say_something() {
        let mut context = Context::new(Language::English, Theme::Dark, Capabilities::default());
        let mut work = Work::begin(&context);
        assert_eq!(work.pace(&context), "");
        context.moment = Duration::from_secs(2);
        work.heard(Progress {
            done: 40_000_000,
            total: 100_000_000,
        });
        let pace = work.pace(&context);
        assert!(pace.starts_with("20 MB/s"), "{pace}");
        assert!(pace.ends_with("3 s left"), "{pace}");
        work.stop();
        assert_eq!(work.pace(&context), "Stopping …");
    }
}
