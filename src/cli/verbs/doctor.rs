//! `doctor`: what the surroundings offer, piece by piece, and what to do where something is missing.
//!
//! It looks and changes nothing; a message is sent by `mail test`, a server is asked by `provider test`.

use std::io::IsTerminal as _;

use crate::cli::config::{Config, faults};
use crate::cli::context::Context;
use crate::cli::sheet::{Cell, Column, List, Record, text};
use crate::cli::{Ended, Ending};
use crate::domain::look::Colours;
use crate::domain::operator::Session;
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

const MAIL: &str = "mail";
const PROVIDER: &str = "provider";

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
    let (of_account, outbox) = account(context)?;
    findings.extend(of_account);
    if let Some(trouble) = outbox {
        // The road that is named may be right, and nothing comes through on it.
        findings.retain(|one| one.check != MAIL || one.state != State::Well);
        findings.push(trouble);
    }
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
    let shown = Colours::of(&name, &variable("COLORTERM").unwrap_or_default());
    let colours = match shown {
        _ if variable("NO_COLOR").is_some() => say!(texts, "doctor-colours-off"),
        Colours::None => say!(texts, "doctor-colours-none"),
        Colours::Eight | Colours::Sixteen => say!(texts, "doctor-colours-on", count = 16),
        Colours::Many => say!(texts, "doctor-colours-on", count = 256),
        Colours::All => say!(texts, "doctor-colours-all"),
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
    const CHECK: &str = MAIL;
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

/// The database, what its opening tells, and where the account lives; beside it what is in the way of mail that waits.
fn account(context: &mut Context) -> Result<(Vec<Finding>, Option<Finding>)> {
    const CHECK: &str = "database";
    let texts = &context.texts.clone();
    let database = context.database()?;
    let shown = database.display().to_string();
    if !Service::exists(&database) {
        let found = say!(texts, "doctor-database-none", path = shown);
        let advice = say!(texts, "doctor-database-none-advice");
        return Ok((vec![Finding::note(CHECK, found, advice)], None));
    }
    let service = match Service::open(&database, context.surroundings.clone()) {
        Ok(service) => service,
        Err(error) => {
            let told = wording::error(texts, &error);
            let found = format!("{shown}: {}", told.happened);
            return Ok((vec![Finding::trouble(CHECK, found, told.remedy)], None));
        }
    };
    let mut findings = vec![Finding::well(CHECK, shown)];
    for notice in service.notices() {
        let told = wording::notice(texts, notice);
        findings.push(Finding::note(CHECK, told, String::new()));
    }
    let mut reader = service.reader()?;
    let session = match whoever_asks(context, &mut reader) {
        Ok(Some(session)) => session,
        Ok(None) => {
            let found = say!(texts, "doctor-provider-unseen");
            let advice = say!(texts, "doctor-provider-unseen-advice");
            findings.push(Finding::note(PROVIDER, found, advice));
            return Ok((findings, None));
        }
        Err(error) => {
            let told = wording::error(texts, &error);
            findings.push(Finding::note(PROVIDER, told.happened, told.remedy));
            return Ok((findings, None));
        }
    };
    findings.push(provider(texts, &mut reader, &session)?);
    let outbox = outbox(texts, &mut reader, &session)?;
    Ok((findings, outbox))
}

/// Who asks, where that is known without a question: the only operator, whoever is served, or who is named with the
/// passphrase.
fn whoever_asks(context: &mut Context, reader: &mut Reader) -> Result<Option<Session>> {
    if context.served.is_none() {
        if let Some(sole) = reader.sole_operator()? {
            return Ok(Some(sole));
        }
        if context.operator.is_none() || variable("OFFBOARD_PASSPHRASE").is_none() {
            return Ok(None);
        }
    }
    let signed_in = context.sign_in(reader);
    signed_in.map(Some).map_err(|failure| failure.error)
}

/// What is in the way of mail that waits, and how much was refused.
fn outbox(texts: &Texts, reader: &mut Reader, session: &Session) -> Result<Option<Finding>> {
    let Answer::Home(home) = reader.load(session, &Query::Home)? else {
        return Err(unanswered());
    };
    let Some(trouble) = &home.mail_trouble else {
        return Ok(None);
    };
    let found = say!(
        texts,
        "doctor-mail-stuck",
        count = home.queued_mail,
        why = wording::mail_trouble(texts, trouble)
    );
    let advice = say!(texts, "doctor-mail-stuck-advice");
    Ok(Some(Finding::trouble(MAIL, found, advice)))
}

fn provider(texts: &Texts, reader: &mut Reader, session: &Session) -> Result<Finding> {
    const CHECK: &str = PROVIDER;
    let Answer::Settings(settings) = reader.load(session, &Query::Settings)? else {
        return Err(unanswered());
    };
    let Answer::AtProvider(there) = reader.load(session, &Query::AtProvider)? else {
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
