//! What can be done with learners, the same from the users table, from marks, and from a profile.

use crate::command::Command;
use crate::domain::id::{GroupId, UserId};
use crate::domain::op::{GroupOp, Op, PeopleOp};
use crate::domain::provider::LearnerChange;
use crate::domain::query::Group;
use crate::domain::reason::Reason;
use crate::domain::request::RequestKind;
use crate::domain::settings::ProfileConnection;
use crate::say;

use crate::ui::dialogs::confirm::Confirm;
use crate::ui::dialogs::licenses::Licenses;
use crate::ui::dialogs::menu::{Anchor, Menu};
use crate::ui::dialogs::new_request::NewRequestForm;
use crate::ui::dialogs::prompt::Prompt;
use crate::ui::kit::form::Field;
use crate::ui::shell::context::Context;
use crate::ui::shell::layer::{Asked, Handled, Out, Told};
use crate::ui::shell::route::{ProfileTab, Route};

/// Whom a command is aimed at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aim {
    /// How many.
    pub count: usize,
    /// Who; left empty where only the count matters.
    pub users: Vec<UserId>,
    /// What is known of the only one.
    pub only: Option<Facts>,
    /// The groups to which something may be done: those the learner is in, or all for several.
    pub groups: Vec<(GroupId, String)>,
}

/// What decides whether a command applies to a learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Whether a profile is connected.
    pub connected: bool,
    /// Whether a legal hold protects the learner.
    pub on_hold: bool,
    /// Whether the user is an operator of this console.
    pub is_operator: bool,
    /// What is on its way at the provider.
    pub underway: Vec<LearnerChange>,
}

/// Why a command does not apply to whom it is aimed at.
pub fn obstacle(command: Command, aim: &Aim, context: &Context) -> Option<Reason> {
    let only = aim.only.as_ref();
    if aim.count == 0 && concerns(command) {
        return Some(Reason::NobodyHere);
    }
    match command {
        Command::Disconnect
            if context.settings.profile_connection == ProfileConnection::NotOffered =>
        {
            Some(Reason::ProfilesNotOffered)
        }
        Command::Disconnect if only.is_some_and(|it| !it.connected) => Some(Reason::NotConnected),
        Command::PlaceHold | Command::DeleteUser if only.is_some_and(|it| it.on_hold) => {
            Some(Reason::OnHold)
        }
        Command::LiftHold if only.is_some_and(|it| !it.on_hold) => Some(Reason::NotOnHold),
        Command::DeleteUser if only.is_some_and(|it| it.is_operator) => Some(Reason::IsOperator),
        Command::EditProfile
        | Command::Disconnect
        | Command::ManageLicenses
        | Command::DeleteUser => {
            let kind = only.and_then(|it| underway(command, &it.underway))?;
            Some(Reason::AtProvider(kind))
        }
        Command::RemoveFromGroup if aim.groups.is_empty() => Some(Reason::GroupGone),
        _ => None,
    }
}

/// What of that stands in the way of a command.
fn underway(command: Command, underway: &[LearnerChange]) -> Option<RequestKind> {
    let wanted = match command {
        Command::EditProfile => return LearnerChange::against_editing(underway),
        Command::Disconnect => RequestKind::Disconnect,
        Command::ManageLicenses => RequestKind::Revoke,
        Command::DeleteUser => RequestKind::Delete,
        _ => return None,
    };
    LearnerChange::in_the_way(underway, wanted)
}

const fn concerns(command: Command) -> bool {
    matches!(
        command,
        Command::ViewProfile
            | Command::ManageLicenses
            | Command::NewRequest
            | Command::Disconnect
            | Command::PlaceHold
            | Command::LiftHold
            | Command::DeleteUser
            | Command::AddToGroup
            | Command::RemoveFromGroup
    )
}

/// Begins a command: opens the question, the prompt or the choice that belongs to it, or goes to its place.
pub fn begin(
    command: Command,
    aim: &Aim,
    all_groups: &[Group],
    context: &Context,
    out: &mut Out,
) -> Handled {
    let texts = &context.texts;
    let users = aim.users.clone();
    match command {
        Command::ViewProfile => {
            if let Some(user) = users.first() {
                out.go(Route::User(*user, ProfileTab::EmployeeInfo));
            }
        }
        Command::Disconnect => out.open(Confirm::act(
            command,
            Op::People(PeopleOp::Disconnect { users }),
        )),
        Command::PlaceHold => out.open(Prompt::new(
            command,
            "Place legal hold",
            say!(texts, "hold-place-explained", count = users.len()),
            Field::text(say!(texts, "hold-reason"), ""),
            say!(texts, "button-save"),
            context,
        )),
        Command::LiftHold => out.open(Prompt::new(
            command,
            "Lift legal hold",
            say!(texts, "hold-lift-explained", count = users.len()),
            Field::text(say!(texts, "hold-reason"), ""),
            say!(texts, "button-save"),
            context,
        )),
        Command::NewRequest => {
            // Whoever has marked several learners says whose request it is.
            let only = users.first().filter(|_| users.len() == 1);
            out.open(NewRequestForm::new(only.copied(), context));
        }
        Command::ManageLicenses => out.open(Licenses::new(users)),
        Command::DeleteUser => out.go(Route::Wizard(users)),
        Command::AddToGroup => {
            let options = all_groups
                .iter()
                .map(|group| (group.name.clone(), String::new()));
            let title = say!(texts, "command-add-to-group");
            out.open(Menu::choice(command, title, Anchor::Middle, options, 0));
        }
        Command::RemoveFromGroup => {
            let options = aim
                .groups
                .iter()
                .map(|(_, name)| (name.clone(), String::new()));
            let title = say!(texts, "command-remove-from-group");
            out.open(Menu::choice(command, title, Anchor::Middle, options, 0));
        }
        _ => return Handled::No,
    }
    Handled::Yes
}

/// Goes on with a command after its prompt or choice: runs the act.
pub fn go_on(
    told: &Told,
    aim: &Aim,
    all_groups: &[Group],
    acting: &mut Asked,
    context: &Context,
    out: &mut Out,
) {
    let users = aim.users.clone();
    let op = match told {
        Told::Text(Command::PlaceHold, reason) => Op::People(PeopleOp::PlaceHold {
            users,
            reason: reason.clone(),
        }),
        Told::Text(Command::LiftHold, reason) => Op::People(PeopleOp::LiftHold {
            users,
            reason: reason.clone(),
        }),
        Told::Chosen(Command::AddToGroup, index) => match all_groups.get(*index) {
            Some(group) => Op::Group(GroupOp::Add {
                group: group.id,
                users,
            }),
            None => return,
        },
        Told::Chosen(Command::RemoveFromGroup, index) => match aim.groups.get(*index) {
            Some((group, _)) => Op::Group(GroupOp::TakeOut {
                group: *group,
                users,
            }),
            None => return,
        },
        _ => return,
    };
    if matches!(told, Told::Text(Command::PlaceHold, _)) && may_be_there(aim, context) {
        // What a hold does not call back is said before it is placed.
        out.open(Confirm::act(Command::PlaceHold, op));
        return;
    }
    acting.run(op, None, context, out);
}

/// Whether the deletion of somebody may be at the provider already.
fn may_be_there(aim: &Aim, context: &Context) -> bool {
    match &aim.only {
        Some(facts) => underway(Command::DeleteUser, &facts.underway).is_some(),
        None => context
            .home
            .provider
            .is_some_and(|figures| figures.open > 0),
    }
}
