//! Says what doing or approving a learner's request takes, leaves, and whom it tells: as for the act itself.

use crate::domain::plan::{Plan, RequestWay, Warning};
use crate::domain::request::RequestKind;
use crate::formats;
use crate::say;

use crate::ui::dialogs::statement::Statement;
use crate::ui::shell::context::Context;

/// Describes what a request would come to.
pub(super) fn describe(statement: &mut Statement, plan: &Plan, context: &Context) {
    let Some(step) = plan.request else { return };
    let texts = &context.texts;
    match step.kind {
        RequestKind::Disconnect => disconnect(statement, plan, context),
        RequestKind::Revoke => {
            let license = plan.sample.first().map(|target| target.license.label());
            statement.goes = Some(say!(
                texts,
                "describe-request-revoke-goes",
                license = license.unwrap_or_default()
            ));
            statement.stays = Some(say!(texts, "describe-request-revoke-stays"));
            statement.mailed = Some(say!(texts, "describe-request-told"));
            statement.button = say!(texts, "describe-request-revoke-button");
        }
        RequestKind::Delete => delete(statement, plan, context),
    }
    if step.way == RequestWay::AskForApproval {
        let asks = say!(texts, "describe-request-asks");
        statement.warnings.insert(0, asks);
        statement.mailed = Some(say!(texts, "describe-request-asks-told"));
        statement.button = say!(texts, "describe-request-asks-button");
    }
}

fn disconnect(statement: &mut Statement, plan: &Plan, context: &Context) {
    let texts = &context.texts;
    statement.goes = Some(say!(
        texts,
        "describe-disconnect-goes",
        account = context.settings.account.clone(),
        count = 1
    ));
    statement.stays = plan.sample.first().map(|target| {
        say!(
            texts,
            "describe-disconnect-stays-one",
            held = target.license.code(),
            license = target.license.label(),
            minutes = target.minutes
        )
    });
    statement.mailed = Some(say!(texts, "describe-request-disconnect-told"));
    statement.button = say!(texts, "button-disconnect");
}

fn delete(statement: &mut Statement, plan: &Plan, context: &Context) {
    let texts = &context.texts;
    let minutes = plan.sample.first().map_or(0, |target| target.minutes);
    statement.goes = Some(say!(
        texts,
        "describe-request-delete-goes",
        minutes = formats::number(context.language(), minutes)
    ));
    statement.stays = Some(say!(texts, "describe-request-delete-stays"));
    statement.mailed = Some(say!(texts, "describe-request-told"));
    let waits = plan.warnings.contains(&Warning::SecondAdminApproves);
    statement.button = if waits {
        say!(texts, "describe-request-asks-button")
    } else {
        say!(texts, "describe-request-delete-button")
    };
    let days = u64::from(context.settings.wait_days);
    if days > 0 {
        let wait = say!(texts, "describe-request-delete-waits", count = days);
        statement.warnings.push(wait);
    }
}
