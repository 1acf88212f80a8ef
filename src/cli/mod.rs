//! The command line: the same service through another door.
//!
//! A verb is parsed, put into a `Query` or an `Op`, and its answer is written. Nothing is decided here. Stdout is data,
//! stderr is narration; with `--format json` a failure is still put into words on stderr, and stdout holds JSON only
//! where the answer is data: a Terminated file has its summary there.

mod args;
mod columns;
mod config;
mod config_fault;
mod context;
mod failure;
mod help;
mod incoming;
mod interrupt;
mod keymap;
mod mail;
mod nearest;
mod outgoing;
mod output;
mod pages;
mod plain;
mod proving;
mod quoting;
#[cfg(test)]
mod reference;
mod report;
mod served;
mod sheet;
mod summary;
mod theme;
mod usage;
mod usual;
mod verbs;
mod whom;

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::time::Instant;

use clap::FromArgMatches as _;

use args::Arguments;
use config::Config;
use config_fault::ConfigFault;
use context::{Context, Failure};
use failure::Beside;
use output::Output;

use crate::domain::Language;
use crate::domain::learning::NoReport;
use crate::domain::reason::Reason;
use crate::domain::roster::NoRoster;
use crate::error::{Error, Trouble};
use crate::say;
use crate::start::{Doors, Served};
use crate::texts::Texts;
use crate::wording;

/// How a verb ended when nothing failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// Done.
    Done,
    /// Done in part, or the answer is not a good one.
    InPart,
    /// The environment does not let it go on.
    Hindered,
}

impl Ending {
    const fn exit_code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::InPart => 1,
            Self::Hindered => 5,
        }
    }

    /// Done, or done in part when something is not as it should be.
    const fn good(good: bool) -> Self {
        if good { Self::Done } else { Self::InPart }
    }
}

/// How a verb ended.
type Ended = std::result::Result<Ending, Failure>;

/// Runs a command line and answers the exit code. The console is opened where no verb, or `demo`, asks for it.
pub fn run(words: impl IntoIterator<Item = OsString>, doors: Doors) -> u8 {
    let began = Instant::now();
    interrupt::outlive_size_limit();
    let words: Vec<OsString> = words.into_iter().collect();
    let served = match served::found() {
        Ok(served) => served,
        Err(error) => return error.exit_code(),
    };
    let config_path = match &served {
        Some(served) => served.config.clone(),
        None => said_early(&words, "--config").map(PathBuf::from),
    };
    let config = Config::read(config_path.as_deref());
    let language = language(&words, config.as_ref().ok());
    let texts = Texts::new(language).in_zone(jiff::tz::TimeZone::system());
    let quiet = words.iter().any(|word| word == "--quiet" || word == "-q");
    let mut output = Output::new(quiet, wants_colour(&words));
    output.called.clone_from(&words);
    if wants_plain(&words) {
        output.speak_plainly();
    }
    let arguments = match parse(&texts, &words, served.as_ref()) {
        Ok(arguments) => arguments,
        Err(Refused::Call(refused)) => return tell_clap(&texts, &mut output, &refused),
        Err(Refused::Place(error)) => return tell(&texts, &mut output, &error.into()),
    };
    // Help is given however the configuration is.
    if let Some(words) = asks_for_help(arguments.verb.as_ref()) {
        return match parse(&texts, &words, None) {
            Ok(_) | Err(Refused::Place(_)) => 0,
            Err(Refused::Call(shown)) => tell_clap(&texts, &mut output, &shown),
        };
    }
    let (config, named) = match configured(config, &arguments, &texts) {
        Ok(found) => found,
        Err(error) => {
            // What is wrong is the configuration, whatever was called.
            output.called = ["offboard", "config"].map(OsString::from).to_vec();
            return tell(&texts, &mut output, &error.into());
        }
    };
    if let Err(wrong) = mark(&arguments, &mut output, &texts) {
        return tell(&texts, &mut output, &wrong.into());
    }
    let timings = match context::timings(&arguments.globals, began) {
        Ok(timings) => timings,
        Err(error) => return tell(&texts, &mut output, &error.into()),
    };
    let whole = timings.phase("program");
    let globals = &arguments.globals;
    let mut context = Context::new(texts, output, globals, config, (began, timings));
    context.choose(named);
    context.config_path = config_path;
    context.served = served;
    context.privacy = arguments.masks() == Some(true);
    let verb = arguments.verb;
    let ended = report::catching(|| verbs::run(&mut context, verb, doors));
    let ended = ended.and_then(|ending| Ok(context.output.flush().map(|()| ending)?));
    drop(whole);
    exit_code(&mut context, ended)
}

/// Has what is written begin with a byte order mark where that was asked for; only CSV can.
fn mark(arguments: &Arguments, output: &mut Output, texts: &Texts) -> Result<(), Error> {
    if arguments.masks().is_none() {
        return Err(Error::Usage(say!(texts, "cli-usage-privacy")));
    }
    if !arguments.globals.bom {
        return Ok(());
    }
    if !arguments.write_csv() {
        return Err(Error::Usage(say!(texts, "cli-usage-bom")));
    }
    output.mark_csv();
    Ok(())
}

/// The exit code of what ended; a failure is reported.
fn exit_code(context: &mut Context, ended: Ended) -> u8 {
    match ended {
        Ok(ending) => ending.exit_code(),
        Err(failure) => {
            // An export that goes to stdout tells only that its stream failed.
            let lost = context.output.failure().map(str::to_owned);
            let failure = lost.map_or(failure, |lost| Error::from(Trouble::Output(lost)).into());
            tell(&context.texts, &mut context.output, &failure)
        }
    }
}

/// The call that shows what `help` or `version` asks for.
fn asks_for_help(verb: Option<&args::Verb>) -> Option<Vec<OsString>> {
    let asked: Vec<&str> = match verb? {
        args::Verb::Help { command } => command
            .iter()
            .map(String::as_str)
            .chain(["--help"])
            .collect(),
        args::Verb::Version => vec!["--version"],
        _ => return None,
    };
    let words = ["offboard"].into_iter().chain(asked);
    Some(words.map(OsString::from).collect())
}

/// The configuration; whoever looks at it, or corrects it, can do so however it is.
fn usable(
    config: Result<Config, ConfigFault>,
    verb: Option<&args::Verb>,
    texts: &Texts,
) -> Result<Config, Error> {
    match config {
        Err(_) if mends(verb) => Ok(Config::default()),
        other => other.map_err(|fault| fault.told(texts)),
    }
}

/// Whether a verb is about what is wrong with the configuration.
const fn mends(verb: Option<&args::Verb>) -> bool {
    matches!(verb, Some(args::Verb::Config(_) | args::Verb::Doctor))
}

/// Why a command line is not carried out.
enum Refused {
    /// It is no call of this program, or asks for help.
    Call(clap::Error),
    /// It asks for what cannot be asked for from elsewhere.
    Place(Error),
}

fn parse(texts: &Texts, words: &[OsString], served: Option<&Served>) -> Result<Arguments, Refused> {
    let matches = help::command(texts).try_get_matches_from(words);
    let matches = matches.map_err(Refused::Call)?;
    if served.is_some() {
        served::confine(&matches).map_err(Refused::Place)?;
    }
    Arguments::from_arg_matches(&matches).map_err(Refused::Call)
}

/// Tells help and version on stdout, and what is wrong with the call on stderr.
fn tell_clap(texts: &Texts, output: &mut Output, refused: &clap::Error) -> u8 {
    use clap::error::ErrorKind as Kind;
    match refused.kind() {
        Kind::DisplayHelp | Kind::DisplayVersion => {
            let told = output.raw(help::rendered(texts, refused).as_bytes());
            match told.and_then(|()| output.flush()) {
                Ok(()) => 0,
                Err(error) => tell(texts, output, &error.into()),
            }
        }
        Kind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output.complain(help::rendered(texts, refused).trim_end());
            2
        }
        _ => {
            let wrong = usage::in_words(texts, refused);
            tell(texts, output, &Error::Usage(wrong).into())
        }
    }
}

/// Tells a failure: what happened, what it means for the data, what to do, and the technical part.
fn tell(texts: &Texts, output: &mut Output, failure: &Failure) -> u8 {
    if let Beside::Sentence(sentence) = &failure.beside {
        output.alarm(sentence);
        return failure.error.exit_code();
    }
    let told = wording::error(texts, &failure.error);
    output.alarm(&told.happened);
    let advice = match &failure.beside {
        Beside::Advice(advice) => Some(advice.to_string()),
        // Not the spelling is wrong.
        Beside::Gone(answer) => Some(wording::tombstone_answer(texts, answer)),
        Beside::Nothing | Beside::Sentence(_) => match &failure.error {
            Error::Usage(_) => usage::help_of(texts, &output.called),
            other => option_for(texts, other),
        },
    };
    let remedy = advice.as_deref().unwrap_or(&told.remedy);
    let rest = [told.means.as_str(), remedy];
    let rest: Vec<&str> = rest.into_iter().filter(|part| !part.is_empty()).collect();
    output.complain(&rest.join(" "));
    if let Some(technical) = &told.technical {
        let technical = technical.clone();
        output.complain(&say!(texts, "cli-technical", technical = technical));
    }
    if let Error::Bug(technical) = &failure.error
        && let Some(path) = report::write(technical)
    {
        let path = path.display().to_string();
        output.complain(&say!(texts, "cli-report", path = path));
    }
    failure.error.exit_code()
}

/// The option that settles what a file leaves open; the console has a field for it.
fn option_for(texts: &Texts, error: &Error) -> Option<String> {
    let (Error::Refused(reason) | Error::Conflict(reason) | Error::NotAllowed(reason)) = error
    else {
        return None;
    };
    match reason {
        Reason::NoRoster(NoRoster::AmbiguousDates)
        | Reason::NoLearningReport(NoReport::AmbiguousDates) => {
            Some(say!(texts, "cli-advice-dates"))
        }
        Reason::NoLearningReport(NoReport::AmbiguousTimes) => Some(say!(texts, "cli-advice-times")),
        Reason::OutsideFolder => Some(say!(texts, "cli-advice-own-folder")),
        Reason::OnlyAtServer => Some(say!(texts, "cli-advice-at-server")),
        Reason::PassphraseAsked => Some(say!(texts, "cli-advice-terminal")),
        _ => None,
    }
}

/// The configuration, and the database of the account that was picked by its name there.
fn configured(
    config: Result<Config, ConfigFault>,
    arguments: &Arguments,
    texts: &Texts,
) -> Result<(Config, Option<PathBuf>), Error> {
    let config = usable(config, arguments.verb.as_ref(), texts)?;
    let named = named(arguments, &config, texts)?;
    Ok((config, named))
}

/// The database of the account that was picked by its name in the configuration.
fn named(arguments: &Arguments, config: &Config, texts: &Texts) -> Result<Option<PathBuf>, Error> {
    let name = match &arguments.verb {
        // There it is how the new account is called.
        Some(args::Verb::Init { .. }) => None,
        _ => arguments.globals.account.as_deref(),
    };
    name.map(|name| config.database_of(name, texts)).transpose()
}

/// The value of an option that must be known before the rest can be parsed in the right language.
fn said_early(words: &[OsString], option: &str) -> Option<String> {
    let mut words = words.iter().map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        if word == option {
            return words.next().map(std::borrow::Cow::into_owned);
        }
        if let Some(value) = word
            .strip_prefix(option)
            .and_then(|rest| rest.strip_prefix('='))
        {
            return Some(value.to_owned());
        }
    }
    None
}

/// The language: as asked for, as configured, as the locale says.
fn language(words: &[OsString], config: Option<&Config>) -> Language {
    let asked = said_early(words, "--lang").and_then(|tag| Language::from_locale(&tag));
    let locale = || {
        let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
        let set = variables.iter().filter_map(|name| std::env::var(name).ok());
        let first = set.into_iter().find(|value| !value.is_empty());
        first.and_then(|value| Language::from_locale(&value))
    };
    asked
        .or_else(|| config.and_then(|config| config.lang))
        .or_else(locale)
        .unwrap_or_default()
}

/// Whether everything is to be said in lines: for screen readers, and terminals that can only print.
fn wants_plain(words: &[OsString]) -> bool {
    context::is_said("ACCESSIBLE") || words.iter().any(|word| word == "--plain")
}

fn wants_colour(words: &[OsString]) -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let said = words.iter().any(|word| word == "--no-color");
    !refused && !said && std::io::stderr().is_terminal()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn the_language_that_was_asked_for_comes_first() {
        let config = Config {
            lang: Some(Language::English),
            ..Config::default()
        };
        let asked = words("offboard users list --lang id");
        assert_eq!(language(&asked, Some(&config)), Language::Indonesian);
        let asked = words("offboard --lang=id users list");
        assert_eq!(language(&asked, Some(&config)), Language::Indonesian);
        let plain = words("offboard users list");
        assert_eq!(language(&plain, Some(&config)), Language::English);
    }
}
