//! `doctor`: what the surroundings offer, piece by piece, and what to do where something is missing.
//!
//! It looks and changes nothing; a message is sent by `mail test`, a server is asked by `provider test`.

use std::io::IsTerminal as _;

use crate::cli::config::{Config, faults};
use crate::cli::context::Context;
use crate::cli::sheet::{Cell, Column, List, Record, text};
use crate::cli::{Ended, Ending};
use crate::domain::provider::Provider;
use crate::domain::query::{Answer, Query};
use crate::error::Result;
use crate::say;
use crate::service::{MailRoad, Reader, Service};
use crate::texts::Texts;
use crate::wording;

const COLUMNS: [Column; 4] = [
    text("check", "doctor-check"),
    text("state", "doctor-state"),
    text("found", "doctor-found"),
    text("advice", "doctor-advice"),
];
/// Columns and rows of the smallest screen on which the console works.
const SMALLEST: (u16, u16) = (80, 24);

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Well,
    Note,
    Trouble,
}

impl State {
    const fn code(self) -> &'static str {
        match self {
            Self::Well => "ok",
            Self::Note => "note",
            Self::Trouble => "trouble",
        }
    }
}

/// What was looked at, and what came of it.
struct Finding {
    check: &'static str,
    state: State,
    found: String,
    advice: String,
}

impl Finding {
    const fn well(check: &'static str, found: String) -> Self {
        Self {
            check,
            state: State::Well,
            found,
            advice: String::new(),
        }
    }

    const fn note(check: &'static str, found: String, advice: String) -> Self {
        Self {
            check,
            state: State::Note,
            found,
            advice,
        }
    }

    const fn trouble(check: &'static str, found: String, advice: String) -> Self {
        Self {
            check,
            state: State::Trouble,
            found,
            advice,
        }
    }
}

/// Looks at everything and says what it found; in part when something is in the way.
pub(super) fn run(context: &mut Context) -> Ended {
    let texts = context.texts.clone();
    let mut findings = vec![
        terminal(&texts),
        locale(&texts),
        configuration(context),
        desktop(&texts),
        mail(context),
    ];
    findings.extend(account(context)?);
    let is_well = findings.iter().all(|one| one.state != State::Trouble);
    let mut list = List::new(&COLUMNS, context.format, &texts);
    let records: Vec<Record> = findings
        .into_iter()
        .map(|finding| {
            let check = texts.message(&format!("doctor-{}", finding.check));
            let state = texts.message(&format!("doctor-state-{}", finding.state.code()));
            vec![
                Cell::Code(finding.check, check),
                Cell::Code(finding.state.code(), state),
                Cell::Text(finding.found),
                Cell::maybe(Some(finding.advice).filter(|advice| !advice.is_empty())),
            ]
        })
        .collect();
    list.page(&mut context.output, &records)?;
    list.end(&mut context.output)?;
    Ok(Ending::good(is_well))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn terminal(texts: &Texts) -> Finding {
    const CHECK: &str = "terminal";
    let stdout = std::io::stdout();
    let size = rustix::termios::tcgetwinsize(&stdout);
    let (true, Ok(size)) = (stdout.is_terminal(), size) else {
        let found = say!(texts, "doctor-terminal-none");
        return Finding::note(CHECK, found, say!(texts, "doctor-terminal-none-advice"));
    };
    let name = variable("TERM").unwrap_or_else(|| "dumb".to_owned());
    if name == "dumb" {
        let found = say!(texts, "doctor-terminal-dumb");
        return Finding::trouble(CHECK, found, say!(texts, "doctor-terminal-dumb-advice"));
    }
    let colours = if variable("NO_COLOR").is_some() {
        say!(texts, "doctor-colours-off")
    } else {
        say!(texts, "doctor-colours-on")
    };
    let found = say!(
        texts,
        "doctor-terminal-found",
        name = name,
        columns = size.ws_col.to_string(),
        rows = size.ws_row.to_string(),
        colours = colours
    );
    if size.ws_col < SMALLEST.0 || size.ws_row < SMALLEST.1 {
        return Finding::note(CHECK, found, say!(texts, "doctor-terminal-small"));
    }
    Finding::well(CHECK, found)
}

fn locale(texts: &Texts) -> Finding {
    const CHECK: &str = "locale";
    let names = ["LC_ALL", "LC_CTYPE", "LANG"];
    let set = names
        .into_iter()
        .find_map(|name| Some((name, variable(name)?)));
    let zone = texts.zone().iana_name().unwrap_or("UTC").to_owned();
    let language = texts.language().own_name();
    let (said, letters) = set.map_or_else(
        || ("–".to_owned(), String::new()),
        |(name, value)| (format!("{name}={value}"), value.to_ascii_lowercase()),
    );
    let found = say!(
        texts,
        "doctor-locale-found",
        language = language,
        locale = said,
        zone = zone
    );
    if letters.contains("utf-8") || letters.contains("utf8") {
        Finding::well(CHECK, found)
    } else {
        Finding::note(CHECK, found, say!(texts, "doctor-locale-advice"))
    }
}

fn configuration(context: &Context) -> Finding {
    const CHECK: &str = "configuration";
    let texts = &context.texts;
    let place = Config::place(context.config_path.as_deref());
    let is_named = context.config_path.is_some();
    let Some(place) = place.filter(|place| is_named || place.exists()) else {
        let found = say!(texts, "doctor-configuration-none");
        return Finding::note(
            CHECK,
            found,
            say!(texts, "doctor-configuration-none-advice"),
        );
    };
    let shown = place.display().to_string();
    match faults(&place).len() {
        0 => Finding::well(CHECK, shown),
        count => {
            let count = count as u64;
            let found = say!(
                texts,
                "doctor-configuration-faults",
                path = shown,
                count = count
            );
            Finding::trouble(CHECK, found, say!(texts, "doctor-configuration-advice"))
        }
    }
}

fn desktop(texts: &Texts) -> Finding {
    const CHECK: &str = "desktop";
    let has_display = variable("DISPLAY").is_some() || variable("WAYLAND_DISPLAY").is_some();
    let is_remote = variable("SSH_CONNECTION").is_some() || variable("SSH_TTY").is_some();
    match (has_display, is_remote) {
        (true, false) => Finding::well(CHECK, say!(texts, "doctor-desktop-here")),
        (_, true) => {
            let found = say!(texts, "doctor-desktop-remote");
            Finding::note(CHECK, found, say!(texts, "doctor-desktop-advice"))
        }
        (false, false) => {
            let found = say!(texts, "doctor-desktop-none");
            Finding::note(CHECK, found, say!(texts, "doctor-desktop-advice"))
        }
    }
}

fn mail(context: &Context) -> Finding {
    const CHECK: &str = "mail";
    let texts = &context.texts;
    // Of a configuration with faults nothing is used: what it says of mail is not known.
    let place = Config::place(context.config_path.as_deref());
    let is_named = context.config_path.is_some();
    let place = place.filter(|place| is_named || place.exists());
    if place.is_some_and(|place| !faults(&place).is_empty()) {
        let found = say!(texts, "doctor-mail-unknown");
        return Finding::note(CHECK, found, say!(texts, "doctor-configuration-advice"));
    }
    match context.mail_road() {
        MailRoad::Usual => {
            let found = say!(texts, "doctor-mail-usual");
            Finding::note(CHECK, found, say!(texts, "doctor-mail-usual-advice"))
        }
        MailRoad::Folder(path, _) => {
            let path = path.display().to_string();
            Finding::well(CHECK, say!(texts, "doctor-mail-folder", path = path))
        }
        MailRoad::Server(server) => {
            let found = say!(texts, "doctor-mail-server", server = server.address());
            Finding {
                advice: say!(texts, "doctor-mail-try"),
                ..Finding::well(CHECK, found)
            }
        }
        MailRoad::Closed(why) => {
            Finding::trouble(CHECK, why, say!(texts, "doctor-configuration-advice"))
        }
    }
}

/// The database, what its opening tells, and where the account lives.
fn account(context: &Context) -> Result<Vec<Finding>> {
    const CHECK: &str = "database";
    let texts = &context.texts;
    let database = context.database()?;
    let shown = database.display().to_string();
    if !Service::exists(&database) {
        let found = say!(texts, "doctor-database-none", path = shown);
        let advice = say!(texts, "doctor-database-none-advice");
        return Ok(vec![Finding::note(CHECK, found, advice)]);
    }
    let service = match Service::open(&database, context.surroundings.clone()) {
        Ok(service) => service,
        Err(error) => {
            let told = wording::error(texts, &error);
            let found = format!("{shown}: {}", told.happened);
            return Ok(vec![Finding::trouble(CHECK, found, told.remedy)]);
        }
    };
    let mut findings = vec![Finding::well(CHECK, shown)];
    for notice in service.notices() {
        let told = wording::notice(texts, notice);
        findings.push(Finding::note(CHECK, told, String::new()));
    }
    findings.push(provider(texts, &mut service.reader()?)?);
    Ok(findings)
}

fn provider(texts: &Texts, reader: &mut Reader) -> Result<Finding> {
    const CHECK: &str = "provider";
    let Some(session) = reader.sole_operator()? else {
        let found = say!(texts, "doctor-provider-unseen");
        return Ok(Finding::note(
            CHECK,
            found,
            say!(texts, "doctor-provider-unseen-advice"),
        ));
    };
    let Answer::Settings(settings) = reader.load(&session, &Query::Settings)? else {
        return Err(unanswered());
    };
    let Answer::AtProvider(there) = reader.load(&session, &Query::AtProvider)? else {
        return Err(unanswered());
    };
    let lives = wording::provider(texts, settings.provider);
    let open = there.figures.open;
    Ok(match (settings.provider, there.server) {
        (Provider::Here, _) => Finding::well(CHECK, lives),
        (Provider::Scim, None) => {
            let advice = say!(texts, "doctor-provider-connect");
            Finding::trouble(CHECK, lives, advice)
        }
        (Provider::Scim, Some(server)) => {
            let found = say!(
                texts,
                "doctor-provider-server",
                lives = lives,
                server = server,
                count = open
            );
            Finding {
                advice: say!(texts, "doctor-provider-try"),
                ..Finding::well(CHECK, found)
            }
        }
        (Provider::File, _) => {
            let found = say!(texts, "doctor-provider-file", lives = lives, count = open);
            Finding::well(CHECK, found)
        }
    })
}

fn unanswered() -> crate::error::Error {
    crate::error::Error::Bug("the settings were not answered".to_owned())
}
