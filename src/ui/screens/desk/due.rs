//! When a request must be done, in words: what presses, what is late, and what stands still.

use ratatui::style::Style;

use crate::domain::request::{RequestRow, RequestState};
use crate::domain::time::Timestamp;
use crate::formats;
use crate::say;

use crate::ui::shell::context::Context;

/// A request due within so many seconds stands out.
const SOON: i64 = 3 * Timestamp::DAY;

/// When a request must be done, in words; what presses and what stands still has a sign before it.
pub(crate) fn due(request: &RequestRow, context: &Context) -> (String, Style) {
    let (texts, palette) = (&context.texts, &context.palette);
    if !request.state.is_open() {
        let text = match request.state {
            RequestState::Rejected | RequestState::Cancelled => {
                say!(texts, "request-closed-undone")
            }
            _ => say!(texts, "request-closed"),
        };
        return (text, palette.dim);
    }
    let from = request.waiting_since.unwrap_or(context.now);
    let left = request.due_at.since(from);
    let span = formats::span(texts, from, request.due_at);
    if left < 0 {
        let text = say!(texts, "request-overdue", span = span);
        return (format!("▲ {text}"), palette.danger);
    }
    if request.waiting_since.is_some() {
        let text = say!(texts, "request-paused", span = span);
        return (format!("‖ {text}"), palette.link);
    }
    let text = formats::relative(texts, Some(request.due_at), context.now);
    if left <= SOON {
        (format!("● {text}"), palette.warning)
    } else {
        (format!("  {text}"), palette.text)
    }
}

/// The same beside the state, which says already that the clock stands still.
pub(crate) fn due_in_list(request: &RequestRow, context: &Context) -> (String, Style) {
    match request.waiting_since {
        Some(since) if request.state.is_open() && request.due_at.since(since) >= 0 => {
            let span = formats::span(&context.texts, since, request.due_at);
            let text = say!(context.texts, "request-left", span = span);
            (format!("‖ {text}"), context.palette.link)
        }
        _ => due(request, context),
    }
}
