//! The tree of verbs in the operator's language.
//!
//! The message of a verb is `cli-` and its path, such as `cli-deletions-run`. A verb without a message of its own has
//! the words of its row in the table of commands, so that both doors say the same. The message of an argument is that of
//! its verb with `--` and its name, or, where several verbs share it, `cli--` and its name. A test holds every verb and
//! argument to having words.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command, CommandFactory as _};

use super::args::Arguments;
use crate::command;
use crate::say;
use crate::texts::Texts;

/// Where `--help` stands among the options, in every help the same.
const LAST: usize = 900;

/// The tree with its words.
pub(super) fn command(texts: &Texts) -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(say!(texts, "cli--version"))
        .display_order(LAST + 1)
        .help_heading(say!(texts, "cli-heading-globals"));
    let root = Arguments::command()
        .disable_version_flag(true)
        .arg(version)
        .subcommand_required(false)
        .arg_required_else_help(false)
        .mut_args(unset_where_empty);
    in_words(texts, root, "cli", true)
}

/// An environment variable that is empty is one that is not set: it names no database and nobody.
fn unset_where_empty(argument: Arg) -> Arg {
    let value = argument.get_env().and_then(std::env::var_os);
    if value.is_some_and(|value| value.is_empty()) {
        argument.env(None::<&'static str>)
    } else {
        argument
    }
}

/// What clap has rendered, with the one word in it that clap does not let be chosen.
pub(super) fn rendered(texts: &Texts, shown: &clap::Error) -> String {
    let word = say!(texts, "cli-heading-in-usage");
    shown.to_string().replace("[OPTIONS]", &word)
}

fn in_words(texts: &Texts, command: Command, id: &str, is_root: bool) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|one| one.get_name().to_owned())
        .collect();
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(say!(texts, "cli--help"))
        .display_order(LAST)
        .help_heading(say!(texts, "cli-heading-globals"));
    let mut command = command
        .about(about(texts, id))
        .long_about(None)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(say!(texts, "cli-heading-commands"))
        .subcommand_value_name(say!(texts, "cli-heading-command"))
        .help_template(template(texts, is_root))
        .mut_args(|argument| argument_in_words(texts, argument, id))
        .arg(help);
    if !is_root && !names.is_empty() {
        command = command
            .subcommand_required(true)
            .arg_required_else_help(true);
    }
    for name in names {
        let below = format!("{id}-{name}");
        command = command.mut_subcommand(name, |one| in_words(texts, one, &below, false));
    }
    command
}

/// What a verb does, without the full stop that a list of verbs has no use for.
fn about(texts: &Texts, id: &str) -> String {
    let path = id.trim_start_matches("cli-").replace('-', " ");
    let row = command::rows().find(|row| row.verb == Some(&path));
    let own = texts.has(id).then(|| texts.message(id));
    let words = own.or_else(|| row.map(|row| row.sentence(texts)));
    words.unwrap_or_default().trim_end_matches('.').to_owned()
}

fn template(texts: &Texts, is_root: bool) -> String {
    let usage = say!(texts, "cli-heading-usage");
    let after = if is_root {
        format!("\n\n{}", say!(texts, "cli-after-help"))
    } else {
        String::new()
    };
    format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{after}\n")
}

fn argument_in_words(texts: &Texts, argument: Arg, command_id: &str) -> Arg {
    let name = argument.get_id().as_str().replace('_', "-");
    if name == "version" {
        return argument;
    }
    let heading = if argument.is_global_set() {
        say!(texts, "cli-heading-globals")
    } else if argument.is_positional() {
        say!(texts, "cli-heading-arguments")
    } else {
        say!(texts, "cli-heading-options")
    };
    let words = message_of(texts, command_id, &name);
    let words = with_particulars(texts, &argument, words);
    let takes_value = argument.get_action().takes_values();
    argument
        .help(words)
        .long_help(None)
        .help_heading(heading)
        .hide_possible_values(takes_value)
        .hide_default_value(takes_value)
        .hide_env(takes_value)
}

fn message_of(texts: &Texts, command_id: &str, name: &str) -> String {
    let own = format!("{command_id}--{name}");
    if texts.has(&own) {
        texts.message(&own)
    } else {
        texts.message(&format!("cli--{name}"))
    }
}

/// Adds what clap would say in English: the values to choose from, the default, the variable of the environment.
fn with_particulars(texts: &Texts, argument: &Arg, words: String) -> String {
    let mut parts = vec![words];
    if argument.get_action().takes_values() {
        let values = argument.get_possible_values();
        let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        if !values.is_empty() {
            let values = values.join(", ");
            parts.push(say!(texts, "cli-help-values", values = values));
        }
        let default = argument.get_default_values().first();
        if let Some(default) = default.filter(|default| !default.is_empty()) {
            let value = default.to_string_lossy().into_owned();
            parts.push(say!(texts, "cli-help-default", value = value));
        }
    }
    if let Some(variable) = argument.get_env() {
        let name = variable.to_string_lossy().into_owned();
        parts.push(say!(texts, "cli-help-env", name = name));
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    fn assert_in_words(command: &Command) {
        let about = command.get_about().map(ToString::to_string);
        let about = about.unwrap_or_default();
        assert!(
            !about.is_empty() && !about.contains("No localization"),
            "{}: {about}",
            command.get_name()
        );
        for argument in command.get_arguments() {
            let help = argument.get_help().map(ToString::to_string);
            let help = help.unwrap_or_default();
            assert!(
                !help.is_empty() && !help.contains("No localization"),
                "{} {}: {help}",
                command.get_name(),
                argument.get_id()
            );
        }
        command.get_subcommands().for_each(assert_in_words);
    }

    #[test]
    fn every_command_and_argument_has_words_in_both_languages() {
        for language in Language::ALL {
            let command = command(&Texts::new(language));
            command.clone().debug_assert();
            assert_in_words(&command);
        }
    }
}
