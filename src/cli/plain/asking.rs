//! Asks for the arguments of a verb, one after the other, and makes the words of a call of them.
//!
//! What must be said is asked for; what may be said is numbered and can be passed over. Whatever would answer a
//! question beforehand is left out: it is asked when it comes to it.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command as Verb};

use super::places::{Deed, Item, find};
use crate::cli::context::Context;
use crate::cli::help;
use crate::command::{self, Risk};
use crate::say;

/// What is asked when it comes to it, or has no sense where nothing is drawn.
const NEVER: [&str; 7] = ["yes", "confirm", "seal", "plan", "limit", "help", "version"];
/// What may be left out and is asked for all the same: lists are long.
const ALWAYS: [&str; 2] = ["search", "output"];

/// The words of a call; none where somebody goes back.
pub(super) fn words(
    context: &mut Context,
    (row, path): Deed,
    item: Option<(Item, &str)>,
) -> Option<Vec<OsString>> {
    let tree = {
        let mut tree = help::command(&context.texts);
        tree.build();
        tree
    };
    let verb = find(&tree, path)?;
    let about = verb.get_about().map(ToString::to_string);
    context.output.complain(&format!(
        "{}.",
        about.unwrap_or_else(|| row.name(&context.texts))
    ));
    let mut said = Said::default();
    let known = item.and_then(|(item, name)| Some((item.argument(verb)?, name)));
    if let Some((argument, name)) = known {
        said.give(argument, name);
    }
    let askable = |arg: &&Arg| {
        !arg.is_global_set() && !arg.is_hide_set() && !NEVER.contains(&arg.get_id().as_str())
    };
    let open: Vec<&Arg> = verb
        .get_arguments()
        .filter(askable)
        .filter(|arg| known.is_none_or(|(it, _)| it.get_id() != arg.get_id()))
        .collect();
    let (must, may): (Vec<&Arg>, Vec<&Arg>) = open
        .into_iter()
        .partition(|arg| arg.is_required_set() || is_asked(verb, arg));
    for argument in must {
        let value = ask(context, argument)?;
        if value.is_empty() && argument.is_required_set() {
            context
                .output
                .complain(&say!(context.texts, "plain-nothing"));
            return None;
        }
        if !value.is_empty() {
            said.give(argument, &value);
        }
    }
    further(context, may, &mut said)?;
    is_sure(context, verb, path).then(|| said.words(path))
}

/// Asks before a verb that changes something and asks nothing itself: a number is typed in error more easily than a word.
fn is_sure(context: &mut Context, verb: &Verb, path: &str) -> bool {
    let asks_itself = verb.get_arguments().any(|arg| arg.get_id() == "yes");
    let mut rows = command::rows().filter(|row| row.verb == Some(path));
    if asks_itself || rows.all(|row| row.risk == Risk::Looks) {
        return true;
    }
    let question = say!(context.texts, "cli-ask-confirm", word = "yes");
    let is_sure = context.output.ask(&question).as_deref() == Some("yes");
    if !is_sure {
        let said = say!(context.texts, "cli-not-sure", word = "yes");
        context.output.complain(&said);
    }
    is_sure
}

/// Whether an argument that may be left out is asked for.
fn is_asked(verb: &Verb, argument: &Arg) -> bool {
    let alone = argument.is_positional() && verb.get_positionals().count() == 1;
    alone || ALWAYS.contains(&argument.get_id().as_str())
}

/// What was said, in order.
#[derive(Default)]
struct Said {
    options: Vec<OsString>,
    positionals: Vec<(usize, OsString)>,
}

impl Said {
    fn give(&mut self, argument: &Arg, value: &str) {
        match (argument.get_long(), argument.get_index()) {
            (Some(long), _) => self.options.push(format!("--{long}={value}").into()),
            (None, index) => self
                .positionals
                .push((index.unwrap_or_default(), value.into())),
        }
    }

    fn flag(&mut self, argument: &Arg) {
        let long = argument.get_long().unwrap_or_default();
        self.options.push(format!("--{long}").into());
    }

    fn words(mut self, path: &str) -> Vec<OsString> {
        self.positionals.sort_by_key(|(index, _)| *index);
        let verb = std::iter::once("offboard").chain(path.split(' '));
        let verb = verb.map(OsString::from).chain(self.options);
        // Nothing behind this is an option, whatever it begins with.
        let behind = (!self.positionals.is_empty()).then(|| OsString::from("--"));
        let values = self.positionals.into_iter().map(|(_, value)| value);
        verb.chain(behind).chain(values).collect()
    }
}

fn label(argument: &Arg) -> String {
    let help = argument.get_help().map(ToString::to_string);
    help.unwrap_or_else(|| argument.get_id().to_string())
}

fn is_flag(argument: &Arg) -> bool {
    matches!(
        argument.get_action(),
        ArgAction::SetTrue | ArgAction::SetFalse
    )
}

/// Asks for the value of an argument; empty for none, nothing where somebody goes back.
fn ask(context: &mut Context, argument: &Arg) -> Option<String> {
    let values = argument.get_possible_values();
    if values.is_empty() || is_flag(argument) {
        let question = format!("{}:", label(argument));
        return context.output.ask(&question);
    }
    context.output.complain(&format!("{}.", label(argument)));
    for (index, value) in values.iter().enumerate() {
        let line = format!("{}. {}", index + 1, value.get_name());
        context.output.complain(&line);
    }
    let question = say!(context.texts, "plain-number");
    let typed = context.output.ask(&question)?;
    let number = typed.parse::<usize>().ok();
    let chosen = number.and_then(|number| values.get(number.checked_sub(1)?));
    Some(chosen.map_or(typed, |value| value.get_name().to_owned()))
}

/// Offers what may be said too, until nothing more is wanted.
fn further(context: &mut Context, mut may: Vec<&Arg>, said: &mut Said) -> Option<()> {
    if may.is_empty() {
        return Some(());
    }
    loop {
        let question = say!(context.texts, "plain-go-on");
        let typed = context.output.ask(&question)?;
        if typed.is_empty() {
            return Some(());
        }
        if typed == "0" {
            return None;
        }
        let number = typed.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let Some(argument) = number.and_then(|index| may.get(index).copied()) else {
            for (index, argument) in may.iter().enumerate() {
                let line = format!("{}. {}", index + 1, label(argument));
                context.output.complain(&line);
            }
            continue;
        };
        if is_flag(argument) {
            said.flag(argument);
            let chosen = say!(context.texts, "plain-chosen", what = label(argument));
            context.output.complain(&chosen);
        } else {
            let value = ask(context, argument)?;
            if !value.is_empty() {
                said.give(argument, &value);
            }
        }
        may.retain(|other| other.get_id() != argument.get_id());
    }
}
