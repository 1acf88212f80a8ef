//! Acts on what is at the provider: what an operator's word changes, what is taken back, what is handed over once more.

use crate::domain::plan::Plan;
use crate::domain::provider::{ChangeAct, ProviderEffect, ProviderOp, Reached};
use crate::say;

use super::Statement;
use crate::ui::shell::context::Context;

/// Describes an act whose figures were planned.
pub(super) fn describe(
    statement: &mut Statement,
    act: &ProviderOp,
    plan: &Plan,
    context: &Context,
) {
    let texts = &context.texts;
    let reached = match plan.provider.as_deref() {
        Some(ProviderEffect::Changes(reached)) => *reached,
        Some(ProviderEffect::Roster(_) | ProviderEffect::Results(_)) | None => Reached::default(),
    };
    let count = reached.count();
    let nobody = Some(say!(texts, "describe-nobody"));
    statement.possible = count > 0;
    match act {
        ProviderOp::Changes(_, ChangeAct::TickOff) => {
            statement.changes = Some(say!(texts, "describe-tick-off-changes"));
            statement.stays = Some(say!(texts, "describe-tick-off-stays"));
            statement.mailed = Some(say!(texts, "describe-tick-off-told"));
        }
        ProviderOp::Changes(_, ChangeAct::TakeBack) => {
            statement.goes = Some(say!(texts, "describe-take-back-goes", count = count));
            statement.stays = Some(say!(texts, "describe-take-back-stays"));
            statement.mailed = nobody;
            let warnings = [
                (reached.file, say!(texts, "describe-take-back-file")),
                (reached.by_hand, say!(texts, "describe-take-back-by-hand")),
                (reached.calls, say!(texts, "describe-take-back-calls")),
            ];
            let warnings = warnings.into_iter().filter(|(count, _)| *count > 0);
            statement.warnings.extend(warnings.map(|(_, says)| says));
        }
        ProviderOp::Changes(_, ChangeAct::PrepareAgain) => {
            let by_calls = reached.calls > 0;
            statement.changes = Some(if by_calls {
                say!(texts, "describe-again-calls", count = count)
            } else {
                say!(texts, "describe-again-changes", count = count)
            });
            statement.stays = Some(say!(texts, "describe-again-stays"));
            statement.mailed = nobody;
        }
        ProviderOp::Changes(_, ChangeAct::GiveUp { .. }) => {
            statement.goes = Some(say!(texts, "describe-give-up-goes", count = count));
            statement.stays = Some(say!(texts, "describe-give-up-stays"));
            statement.mailed = nobody;
        }
        // The first have screens of their own; the others are written down by a run of calls, and asked for by nobody.
        ProviderOp::MarkUploaded { .. }
        | ProviderOp::Results(_)
        | ProviderOp::Roster(_)
        | ProviderOp::Calls { .. }
        | ProviderOp::Divert
        | ProviderOp::HoldCalls(_)
        | ProviderOp::Survey(_) => {}
    }
}
