//! Calls to the provider's server, the same from every screen: whether they can begin or stop, and how far they are.
//!
//! ```text
//! ██████████████████████████████░░░░░░░░░░░░░░░░░░  61 %   365 of 598 · 12/s · 20 s left
//! ```

use ratatui::layout::Rect;

use crate::domain::op::Op;
use crate::domain::provider::{Handover, ProviderOp, Road};
use crate::domain::reason::Reason;
use crate::formats;
use crate::say;

use crate::ui::kit::buttons::bar;
use crate::ui::kit::canvas::{Canvas, cut, width};
use crate::ui::shell::context::{CallsRunning, Context};
use crate::ui::shell::event::Effect;
use crate::ui::shell::layer::{Asked, Out};

/// The widest bar.
const WIDEST: u16 = 48;
/// The narrowest one that says something.
const NARROWEST: u16 = 8;

/// Whether a portion goes by calls.
pub(in crate::ui::screens) fn goes(handover: &Handover) -> bool {
    handover.road == Road::Scim
}

/// Whether changes of a portion wait for calls.
pub(in crate::ui::screens) fn wait(handover: &Handover) -> bool {
    let counts = &handover.counts;
    goes(handover) && counts.prepared + counts.in_doubt > 0
}

/// Why calls cannot begin here and now; `waits` is whether any is to be made.
pub(in crate::ui::screens) fn against_push(waits: bool, context: &Context) -> Option<Reason> {
    match context.calls {
        Some(_) => Some(Reason::CallsUnderWay),
        None => (!waits).then_some(Reason::NoCalls),
    }
}

/// Why nothing can be stopped.
pub(in crate::ui::screens) fn against_stop(context: &Context) -> Option<Reason> {
    context.calls.is_none().then_some(Reason::NoCallsUnderWay)
}

/// Begins the calls, or goes on with them.
pub(in crate::ui::screens) fn push(asked: &mut Asked, context: &Context, out: &mut Out) {
    let ticket = asked.ticket(context, out);
    out.effect(Effect::PushCalls(ticket));
}

/// Stops them; what is under way is not waited for long.
pub(in crate::ui::screens) fn stop(asked: &mut Asked, context: &Context, out: &mut Out) {
    let op = Op::Provider(ProviderOp::HoldCalls(true));
    asked.run(op, None, context, out);
}

/// How far the calls are, in words: `365 of 598 · 12/s · 20 s left`.
pub(in crate::ui::screens) fn told(calls: &CallsRunning, context: &Context) -> String {
    let texts = &context.texts;
    let number = |count| formats::number(texts.language(), count);
    let mut parts = vec![say!(
        texts,
        "calls-of",
        percent = formats::percent(texts.language(), calls.tally.done(), calls.tally.total),
        done = number(calls.tally.done()),
        total = calls.tally.total
    )];
    if calls.rate > 0 {
        parts.push(say!(texts, "calls-rate", rate = number(calls.rate)));
    }
    parts.extend(calls.seconds_left.map(|seconds| {
        let span = formats::duration(texts, seconds);
        say!(texts, "batch-time-left", span = span)
    }));
    parts.join(" · ")
}

/// Draws how far the calls are in a line; answers how many lines that took: none while none are made.
pub(in crate::ui::screens) fn draw(
    canvas: &mut Canvas<'_, '_>,
    line: Rect,
    context: &Context,
) -> u16 {
    let Some(calls) = &context.calls else {
        return 0;
    };
    let says = told(calls, context);
    let room = line.width.saturating_sub(width(&says) + 2).min(WIDEST);
    let mut rest = line;
    if room >= NARROWEST {
        let filled = bar(calls.tally.done(), calls.tally.total, room);
        let used = canvas.print(line, &filled, context.palette.bar) + 2;
        rest.x += used;
        rest.width = rest.width.saturating_sub(used);
    }
    canvas.print(rest, &cut(&says, rest.width), context.palette.text);
    1
}
