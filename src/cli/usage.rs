//! What is wrong with a call, in the operator's language.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory as _};

use crate::cli::args::{Arguments, Expected};
use crate::say;
use crate::texts::Texts;

/// Puts clap's refusal into words.
pub(super) fn in_words(texts: &Texts, error: &clap::Error) -> String {
    let argument = of(error, ContextKind::InvalidArg);
    let value = of(error, ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            say!(texts, "cli-usage-one-too-many", argument = argument)
        }
        ErrorKind::UnknownArgument => {
            say!(texts, "cli-usage-unknown-argument", argument = argument)
        }
        ErrorKind::InvalidSubcommand => say!(
            texts,
            "cli-usage-unknown-command",
            command = of(error, ContextKind::InvalidSubcommand)
        ),
        ErrorKind::MissingSubcommand => say!(texts, "cli-usage-missing-command"),
        ErrorKind::MissingRequiredArgument => {
            let argument = one_of(argument);
            say!(texts, "cli-usage-missing-argument", argument = argument)
        }
        ErrorKind::ArgumentConflict => {
            let other = of(error, ContextKind::PriorArg);
            say!(
                texts,
                "cli-usage-conflict",
                argument = argument,
                other = other
            )
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            say!(texts, "cli-usage-missing-value", argument = argument)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => say!(
            texts,
            "cli-usage-invalid-value",
            argument = argument,
            value = value
        ),
        _ => error.kind().to_string(),
    };
    hinted(texts, error, message)
}

/// The same with what was meant, or with what a value can be.
fn hinted(texts: &Texts, error: &clap::Error, message: String) -> String {
    let meant = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    let meant = meant.map(|kind| nearest(error, kind));
    if let Some(name) = meant.into_iter().find(|name| !name.is_empty()) {
        let meant = say!(texts, "cli-usage-meant", name = name);
        return format!("{message} {meant}");
    }
    let of_its_own = std::error::Error::source(error).and_then(|it| it.downcast_ref::<Expected>());
    let valid = of_its_own.map_or_else(
        || of(error, ContextKind::ValidValue),
        |expected| expected.0.to_owned(),
    );
    if valid.is_empty() {
        return message;
    }
    format!(
        "{message} {}",
        say!(texts, "cli-usage-valid-values", values = valid)
    )
}

/// An argument, or the arguments of which one is needed.
fn one_of(argument: String) -> String {
    let Some(choice) = argument.strip_prefix("<--") else {
        return argument;
    };
    let choice = choice.strip_suffix('>').unwrap_or(choice);
    format!("--{}", choice.replace('|', ", "))
}

/// What was meant: where a command begins with what was typed, no other one.
fn nearest(error: &clap::Error, kind: ContextKind) -> String {
    let typed = of(error, ContextKind::InvalidSubcommand);
    if let Some(ContextValue::Strings(several)) = error.get(kind)
        && let Some(one) = several.iter().find(|one| one.starts_with(&typed))
        && !typed.is_empty()
    {
        return one.clone();
    }
    of(error, kind)
}

fn of(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(one)) => one.clone(),
        Some(ContextValue::Strings(several)) => several.join(", "),
        Some(ContextValue::StyledStr(styled)) => styled.to_string(),
        Some(ContextValue::StyledStrs(several)) => {
            let several: Vec<String> = several.iter().map(ToString::to_string).collect();
            several.join(", ")
        }
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// Where the verb of a call is explained; none where the call has no verb.
pub(super) fn help_of(texts: &Texts, words: &[OsString]) -> Option<String> {
    let verb = verb_of(&Arguments::command(), words);
    (!verb.is_empty()).then(|| say!(texts, "error-usage-remedy-of", verb = verb))
}

/// The verb of a call, as far as there is one of its name.
fn verb_of(root: &Command, words: &[OsString]) -> String {
    let (mut here, mut path) = (root, Vec::new());
    let mut words = words.iter().skip(1);
    while let Some(word) = words.next() {
        let word = word.to_string_lossy();
        if word.starts_with('-') {
            if takes_value(root, &word) || takes_value(here, &word) {
                words.next();
            }
            continue;
        }
        match here.find_subcommand(&*word) {
            // What is asked about is named after it.
            Some(verb) if verb.get_name() == "help" => {}
            Some(verb) => {
                path.push(verb.get_name());
                here = verb;
            }
            None => break,
        }
    }
    path.join(" ")
}

/// Whether the next word belongs to an option.
fn takes_value(command: &Command, word: &str) -> bool {
    let is_it = |option: &Arg| match word.strip_prefix("--") {
        Some(long) => option.get_long() == Some(long),
        None => word.strip_prefix('-').map(str::to_owned) == option.get_short().map(String::from),
    };
    let mut options = command.get_arguments();
    options.any(|option| is_it(option) && option.get_action().takes_values())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verb_of_a_call_is_found_among_options_and_values() {
        let root = Arguments::command();
        for (call, verb) in [
            ("offboard", ""),
            ("offboard --lang id users lst", "users"),
            (
                "offboard --operator users deletions run --wait 8 x.csv",
                "deletions run",
            ),
            ("offboard --db=users db backup -", "db backup"),
            ("offboard users --lang id list --sort", "users list"),
            ("offboard help users lst", "users"),
            ("offboard nothing", ""),
        ] {
            let words: Vec<OsString> = call.split(' ').map(OsString::from).collect();
            assert_eq!(verb_of(&root, &words), verb, "{call}");
        }
    }
}
