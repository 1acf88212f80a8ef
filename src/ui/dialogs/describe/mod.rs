//! Says in three lines what a planned act takes, leaves, and whom it tells.

mod provider;
mod request;

use crate::command::{self, Command};
use crate::domain::license::LicenseStatus;
use crate::domain::op::{
    AccountOp, BatchOp, GroupOp, Op, OperatorOp, PeopleOp, ReleaseScope, RequestOp,
};
use crate::domain::plan::{Plan, Target};
use crate::domain::retention::RuleOp;
use crate::domain::ssh::SshOp;
use crate::formats;
use crate::say;
use crate::wording;

use super::statement::Statement;
use crate::ui::kit::person::Person;
use crate::ui::shell::context::Context;

/// The confirmation of a planned act.
pub fn plan(purpose: Command, plan: &Plan, context: &Context) -> Statement {
    let mut statement = Statement {
        title: command::row(purpose).name(&context.texts),
        subject: subject(plan, context),
        button: button(&plan.op, purpose, context),
        possible: plan.reaches > 0 || !concerns_learners(&plan.op),
        ..Statement::default()
    };
    if statement.possible {
        describe(&mut statement, plan, context);
    } else {
        // What would go and who would be mailed is said of nobody.
        statement.changes = Some(say!(context.texts, "describe-nothing"));
    }
    let warnings = plan.warnings.iter();
    statement
        .warnings
        .extend(warnings.map(|warning| wording::warning(&context.texts, warning)));
    passed_over(&mut statement, plan, context);
    statement
}

/// What a planned act comes to, family by family. Where nothing is said, the form or the review that asks says it.
fn describe(statement: &mut Statement, plan: &Plan, context: &Context) {
    match &plan.op {
        Op::People(act) => on_people(statement, act, plan, context),
        Op::LicenseType(_) => {
            statement.goes = Some(say!(context.texts, "describe-license-type-goes"));
            statement.stays = Some(say!(context.texts, "describe-license-type-stays"));
            statement.mailed = Some(say!(context.texts, "describe-nobody"));
        }
        Op::Group(GroupOp::Remove { .. }) => {
            statement.goes = Some(say!(context.texts, "describe-group-goes"));
            statement.stays = Some(say!(context.texts, "describe-group-stays"));
            statement.mailed = Some(say!(context.texts, "describe-nobody"));
        }
        Op::Batch(act) => on_batches(statement, act, context),
        Op::Request(RequestOp::Do { .. } | RequestOp::Approve { .. }) => {
            request::describe(statement, plan, context);
        }
        Op::Operator(act) => on_operators(statement, act, context),
        Op::Ssh(act) => on_keys(statement, act, context),
        Op::Account(act) => on_account(statement, act, context),
        Op::Provider(act) => provider::describe(statement, act, plan, context),
        Op::Group(
            GroupOp::Create { .. }
            | GroupOp::Rename { .. }
            | GroupOp::Add { .. }
            | GroupOp::TakeOut { .. },
        )
        | Op::Request(
            RequestOp::New(_)
            | RequestOp::Claim { .. }
            | RequestOp::Release(_)
            | RequestOp::Note { .. }
            | RequestOp::Reply { .. }
            | RequestOp::Verify { .. }
            | RequestOp::Wait(_)
            | RequestOp::GoOn(_)
            | RequestOp::Return { .. }
            | RequestOp::Correct(_)
            | RequestOp::Reject { .. }
            | RequestOp::Cancel { .. },
        )
        | Op::Import(_)
        | Op::Own(_) => {}
    }
}

fn on_people(statement: &mut Statement, act: &PeopleOp, plan: &Plan, context: &Context) {
    match act {
        PeopleOp::Disconnect { .. } => disconnect(statement, plan, context),
        PeopleOp::SetLicense { license, .. } => {
            set_license(statement, license.is_some(), plan, context);
        }
        PeopleOp::ReclaimSeats { .. } => {
            set_license(statement, false, plan, context);
            statement.goes = Some(say!(
                context.texts,
                "describe-reclaim-goes",
                count = plan.reaches,
                seats = plan.seats
            ));
        }
        PeopleOp::ChangeLicense { held, .. } => change_license(statement, *held, plan, context),
        PeopleOp::PlaceHold { .. } => {
            statement.changes = Some(say!(context.texts, "describe-hold-changes"));
            statement.stays = Some(say!(context.texts, "describe-hold-stays"));
            statement.mailed = Some(say!(context.texts, "describe-nobody"));
        }
        PeopleOp::Add(_)
        | PeopleOp::LiftHold { .. }
        | PeopleOp::Edit { .. }
        | PeopleOp::ClearResidue { .. } => {}
    }
}

fn on_batches(statement: &mut Statement, act: &BatchOp, context: &Context) {
    let texts = &context.texts;
    match act {
        BatchOp::Cancel(batch) => {
            statement.keep = Some(say!(texts, "describe-cancel-batch-keep"));
            statement.goes_on = Some(*batch);
            statement.goes = Some(say!(texts, "describe-cancel-batch-goes"));
            statement.stays = Some(say!(texts, "describe-cancel-batch-stays"));
            statement.mailed = Some(say!(texts, "describe-cancel-batch-told"));
        }
        BatchOp::Withdraw(_) => {
            statement.keep = Some(say!(texts, "describe-withdraw-batch-keep"));
            statement.goes = Some(say!(texts, "describe-withdraw-batch-goes"));
            statement.stays = Some(say!(texts, "describe-withdraw-batch-stays"));
            statement.mailed = Some(say!(texts, "describe-nobody"));
        }
        BatchOp::Approve { .. } => {
            statement.goes = Some(say!(texts, "describe-approve-goes"));
            statement.stays = Some(say!(texts, "describe-approve-stays"));
            statement.mailed = Some(say!(texts, "describe-approve-told"));
        }
        BatchOp::Confirm { .. } | BatchOp::Resume(_) => {}
    }
}

fn on_account(statement: &mut Statement, act: &AccountOp, context: &Context) {
    let texts = &context.texts;
    match act {
        AccountOp::ReleaseIdentifier { key, scope, reason } => {
            let reason = format!("{}: {reason}", say!(texts, "deleted-reason"));
            statement.subject = vec![key.clone(), reason];
            statement.goes = Some(match scope {
                ReleaseScope::Whole => say!(texts, "describe-release-whole-goes"),
                ReleaseScope::Typed => say!(texts, "describe-release-goes"),
            });
            statement.stays = Some(say!(texts, "describe-release-stays"));
            statement.mailed = Some(say!(texts, "describe-nobody"));
        }
        AccountOp::ChangeSettings(_)
        | AccountOp::ApproveSettings(_)
        | AccountOp::DismissFirstSteps
        | AccountOp::Rule(RuleOp::Add(_) | RuleOp::Propose(_))
        | AccountOp::SendAgain(_) => {}
        AccountOp::Rule(RuleOp::Remove(_)) => {
            statement.goes = Some(say!(texts, "describe-rule-goes"));
            statement.stays = Some(say!(texts, "describe-rule-stays"));
            statement.mailed = Some(say!(texts, "describe-nobody"));
        }
    }
}

/// One license type given or taken; the others stay.
fn change_license(statement: &mut Statement, held: bool, plan: &Plan, context: &Context) {
    let texts = &context.texts;
    if held {
        set_license(statement, true, plan, context);
    } else {
        statement.goes = Some(say!(
            texts,
            "describe-license-taken-goes",
            count = plan.reaches
        ));
        let mails = context.settings.mail_on_revoke;
        statement.mailed = Some(if mails {
            say!(texts, "describe-license-taken-told")
        } else {
            say!(texts, "describe-nobody")
        });
    }
    statement.stays = Some(say!(texts, "describe-license-change-stays"));
}

fn disconnect(statement: &mut Statement, plan: &Plan, context: &Context) {
    let texts = &context.texts;
    let account = context.settings.account.clone();
    statement.goes = Some(say!(
        texts,
        "describe-disconnect-goes",
        account = account,
        count = plan.reaches
    ));
    let only = plan.sample.first().filter(|_| plan.reaches == 1);
    statement.stays = Some(match only {
        Some(target) => say!(
            texts,
            "describe-disconnect-stays-one",
            held = target.license.code(),
            license = target.license.label(),
            minutes = target.minutes
        ),
        None => say!(texts, "describe-disconnect-stays"),
    });
    statement.mailed = Some(say!(
        texts,
        "describe-disconnect-told",
        count = plan.reaches
    ));
    statement
        .warnings
        .push(say!(texts, "describe-disconnect-way"));
    statement.way = Some(("Manage licenses".to_owned(), Command::ManageLicenses));
}

/// Acts on operators.
fn on_operators(statement: &mut Statement, act: &OperatorOp, context: &Context) {
    let texts = &context.texts;
    let nobody = Some(say!(texts, "describe-nobody"));
    match act {
        OperatorOp::Add(new) => {
            statement.stays = Some(say!(texts, "describe-add-operator-stays"));
            statement.mailed = nobody;
            if new.passphrase.is_none() {
                let unset = say!(texts, "describe-add-operator-unset");
                statement.warnings.push(unset);
            }
        }
        OperatorOp::ChangeRole { .. } => {
            statement.goes = Some(say!(texts, "describe-change-role-goes"));
            statement.stays = Some(say!(texts, "describe-change-role-stays"));
            statement.mailed = nobody;
        }
        OperatorOp::Disable(_) => {
            statement.goes = Some(say!(texts, "describe-disable-goes"));
            statement.stays = Some(say!(texts, "describe-disable-stays"));
            statement.mailed = nobody;
        }
        OperatorOp::Erase(_) => {
            statement.goes = Some(say!(texts, "describe-erase-operator-goes"));
            statement.stays = Some(say!(texts, "describe-erase-operator-stays"));
            statement.mailed = nobody;
        }
        OperatorOp::Enable(_) => {
            statement.stays = Some(say!(texts, "describe-enable-stays"));
            statement.mailed = nobody;
        }
        // The form says what a passphrase set by another comes to.
        OperatorOp::ResetPassphrase { .. } => {}
    }
}

/// Acts on keys and sessions.
fn on_keys(statement: &mut Statement, act: &SshOp, context: &Context) {
    let texts = &context.texts;
    statement.mailed = Some(say!(texts, "describe-nobody"));
    match act {
        SshOp::AddKey { .. } => {
            statement.changes = Some(say!(texts, "describe-key-add-changes"));
            statement.stays = Some(say!(texts, "describe-key-add-stays"));
        }
        SshOp::RemoveKey { .. } => {
            statement.goes = Some(say!(texts, "describe-key-remove-goes"));
            statement.stays = Some(say!(texts, "describe-key-remove-stays"));
        }
        SshOp::Revoke(_) => {
            statement.goes = Some(say!(texts, "describe-key-revoke-goes"));
            statement.stays = Some(say!(texts, "describe-key-remove-stays"));
        }
        SshOp::EndSession(_) => {
            statement.goes = Some(say!(texts, "describe-session-goes"));
            statement.stays = Some(say!(texts, "describe-session-stays"));
        }
        // Only the command line does it.
        SshOp::AddAuthority(_) | SshOp::RemoveAuthority(_) => {}
    }
}

fn set_license(statement: &mut Statement, given: bool, plan: &Plan, context: &Context) {
    let texts = &context.texts;
    let only = plan.sample.first().filter(|_| plan.reaches == 1);
    let invited = only.is_some_and(|target| target.license == LicenseStatus::Invited);
    if given {
        let changes = say!(
            texts,
            "describe-license-given-changes",
            count = plan.reaches
        );
        statement.changes = Some(changes);
    } else {
        statement.goes = Some(if invited {
            say!(texts, "describe-license-stopped-goes")
        } else {
            say!(texts, "describe-license-revoked-goes", count = plan.reaches)
        });
    }
    statement.stays = Some(match only {
        Some(target) if target.connected => say!(
            texts,
            "describe-license-stays-one",
            minutes = target.minutes
        ),
        Some(target) => say!(
            texts,
            "describe-license-stays-unconnected",
            minutes = target.minutes
        ),
        None => say!(texts, "describe-license-stays"),
    });
    let mails = !given && context.settings.mail_on_revoke;
    statement.mailed = Some(if mails {
        say!(texts, "describe-license-told", count = plan.reaches)
    } else {
        say!(texts, "describe-nobody")
    });
}

fn passed_over(statement: &mut Statement, plan: &Plan, context: &Context) {
    let texts = &context.texts;
    if plan.refused_total == 0 {
        return;
    }
    statement.warnings.push(say!(
        texts,
        "describe-passed-over",
        count = plan.refused_total
    ));
    for (target, reason) in plan.refused.iter().take(3) {
        let reason = wording::reason(texts, reason);
        statement
            .warnings
            .push(format!("{}: {reason}", target.name));
    }
}

fn subject(plan: &Plan, context: &Context) -> Vec<String> {
    let name = |target: &Target| {
        let (email, id) = (target.email.as_deref(), target.unique_id.as_deref());
        Person::new(&target.name, email, id).whole()
    };
    if plan.reaches <= 3 {
        return plan.sample.iter().map(name).collect();
    }
    let mut lines: Vec<_> = plan.sample.iter().take(2).map(name).collect();
    let shown = u64::try_from(lines.len()).unwrap_or_default();
    lines.push(say!(
        context.texts,
        "describe-and-more",
        count = formats::number(context.language(), plan.reaches - shown)
    ));
    lines
}

/// Whether an act is done to learners: one that reaches none of them cannot be done.
const fn concerns_learners(op: &Op) -> bool {
    match op {
        Op::People(
            PeopleOp::Disconnect { .. }
            | PeopleOp::SetLicense { .. }
            | PeopleOp::ReclaimSeats { .. }
            | PeopleOp::ChangeLicense { .. }
            | PeopleOp::PlaceHold { .. }
            | PeopleOp::LiftHold { .. },
        )
        | Op::Group(GroupOp::Add { .. } | GroupOp::TakeOut { .. })
        | Op::Request(RequestOp::Do { .. } | RequestOp::Approve { .. }) => true,
        Op::People(PeopleOp::Add(_) | PeopleOp::Edit { .. } | PeopleOp::ClearResidue { .. })
        | Op::Group(GroupOp::Create { .. } | GroupOp::Rename { .. } | GroupOp::Remove { .. })
        | Op::Request(_)
        | Op::LicenseType(_)
        | Op::Import(_)
        | Op::Batch(_)
        | Op::Operator(_)
        | Op::Account(_)
        | Op::Own(_)
        | Op::Ssh(_)
        | Op::Provider(_) => false,
    }
}

fn button(op: &Op, purpose: Command, context: &Context) -> String {
    match op {
        Op::People(PeopleOp::Disconnect { .. }) => say!(context.texts, "button-disconnect"),
        Op::Group(GroupOp::Remove { .. }) | Op::Account(AccountOp::Rule(RuleOp::Remove(_))) => {
            say!(context.texts, "button-remove")
        }
        Op::Batch(BatchOp::Cancel(_)) => say!(context.texts, "describe-cancel-batch-button"),
        Op::Batch(BatchOp::Withdraw(_)) => say!(context.texts, "describe-withdraw-batch-button"),
        Op::Account(AccountOp::ReleaseIdentifier { .. }) => {
            say!(context.texts, "describe-release-button")
        }
        Op::Batch(BatchOp::Approve { .. }) => say!(context.texts, "command-approve-batch"),
        Op::Operator(OperatorOp::Disable(_)) => {
            command::row(Command::DisableOperator).name(&context.texts)
        }
        Op::Provider(_) => command::row(purpose).name(&context.texts),
        _ => say!(context.texts, "button-confirm"),
    }
}
