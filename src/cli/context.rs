//! What every verb works with: texts, output, the way to the database and who is asking.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::args::{Globals, Target};
use super::config::{Config, MailSection, ServeSection};
pub(super) use super::failure::Failure;
use super::incoming::Incoming;
use super::interrupt::{Interrupt, Work};
use super::mail;
use super::output::{Format, Output};
use super::pages::pages;
use super::served;
use super::sheet::{self, Column, List, Record};
use super::usual::usual_database;
use super::{Ended, Ending};
use crate::command::keymap::Keymap;
use crate::domain::Page;
use crate::domain::batch::Progress;
use crate::domain::id::UserId;
use crate::domain::identifier::Fit;
use crate::domain::look::{Colours, Look};
use crate::domain::op::Op;
use crate::domain::operator::Session;
use crate::domain::plan::Receipt;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::domain::settings::Settings;
use crate::domain::zone::Zone;
use crate::error::{Error, Result, Trouble};
use crate::say;
use crate::service::files::Overwrite;
use crate::service::files::targets::begin_log;
use crate::service::{Door, MailRoad, Notice, Reader, Service, Surroundings, Timings};
use crate::start::{Served, Start, SystemClock};
use crate::texts::Texts;
use crate::wording;

/// What every verb works with.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each read by its name"
)]
pub(super) struct Context {
    /// The operator's language.
    pub texts: Texts,
    /// Stdout and stderr.
    pub output: Output,
    /// As what lists are written.
    pub format: Format,
    /// Clock and the like.
    pub surroundings: Surroundings,
    pub(super) language_is_chosen: bool,
    /// Whether the call itself names the language.
    language_is_asked: bool,
    /// How the console is to look.
    pub look: Look,
    /// Keys of the operator's own.
    pub keymap: Arc<Keymap>,
    /// Whether it begins with names masked.
    pub privacy: bool,
    /// Whether a database was named in the call.
    pub database_is_named: bool,
    /// Whether the call says that nothing is changed.
    pub read_only_is_named: bool,
    /// The operator whom the call or the environment names.
    pub named_operator: Option<String>,
    database: Option<PathBuf>,
    pub(super) operator: Option<String>,
    /// Who is signed in already, in the plain mode.
    pub held: Option<Session>,
    mail: MailSection,
    interrupt: Option<Interrupt>,
    began: Instant,
    frame_log: Option<PathBuf>,
    /// The time zone in which dates are written and read.
    pub zone: Zone,
    /// The configuration file that was named.
    pub config_path: Option<PathBuf>,
    /// For whom a server has started this verb.
    pub served: Option<Served>,
    /// How the account is served.
    pub serve: ServeSection,
}

/// An open database and who is asking.
pub(super) struct Open {
    /// The writing side.
    pub service: Service,
    /// The reading side.
    pub reader: Reader,
    /// Who is asking.
    pub session: Session,
}

/// Loads a query and takes the answer of its kind.
macro_rules! load {
    ($open:expr, $query:expr, $kind:ident) => {{
        let query = $query;
        match $open.reader.load(&$open.session, &query)? {
            $crate::domain::query::Answer::$kind(found) => found,
            _ => {
                let told = concat!("a query was not answered with ", stringify!($kind));
                return Err($crate::error::Error::Bug(told.to_owned()).into());
            }
        }
    }};
}
pub(super) use load;

impl Context {
    /// Writes a list page by page, as far as it is wished for.
    pub fn list<T>(
        &mut self,
        columns: &[Column],
        limit: Option<usize>,
        load: impl FnMut(Page) -> std::result::Result<Vec<T>, Failure>,
        record: impl Fn(&Texts, &T) -> Record,
    ) -> Ended {
        let (texts, output) = (&self.texts, &mut self.output);
        let mut list = List::new(columns, self.format, texts);
        pages(limit, load, |rows| {
            let records: Vec<Record> = rows.iter().map(|row| record(texts, row)).collect();
            list.page(output, &records)?;
            Ok(!output.has_enough())
        })?;
        list.end(output)?;
        Ok(Ending::Done)
    }

    /// Writes one thing, as it was asked for.
    pub fn show(&mut self, columns: &[Column], record: &Record) -> Result<()> {
        sheet::object(&mut self.output, &self.texts, self.format, columns, record)
    }

    /// Gathers what was said in the call, the environment and the configuration.
    pub fn new(
        texts: Texts,
        output: Output,
        globals: &Globals,
        config: Config,
        (began, timings): (Instant, Timings),
    ) -> Self {
        let look = look(globals, &config);
        let mut output = output;
        if look.calm {
            output.keep_calm();
        }
        Self {
            output,
            format: globals.format,
            surroundings: Surroundings {
                timings,
                read_only: globals.read_only || config.read_only,
                zone: Zone::of_machine(texts.zone()),
                ..Surroundings::at(Arc::new(SystemClock))
            },
            zone: Zone::of_machine(texts.zone()),
            texts,
            database_is_named: globals.db.is_some(),
            read_only_is_named: globals.read_only,
            named_operator: globals.operator.clone(),
            language_is_asked: globals.lang.is_some(),
            language_is_chosen: globals.lang.is_some() || config.lang.is_some(),
            database: globals.db.clone().or(config.db),
            operator: globals.operator.clone().or(config.operator),
            held: None,
            look,
            keymap: Arc::new(config.keymap),
            privacy: false,
            mail: config.mail,
            interrupt: None,
            began,
            frame_log: globals.frame_log.clone(),
            config_path: None,
            served: None,
            serve: config.serve,
        }
    }

    /// Speaks another language from now on.
    pub fn speak(&mut self, language: crate::domain::Language) {
        let zone = self.texts.zone().clone();
        self.texts = Texts::new(language).in_zone(zone);
    }

    /// Goes to another database than was said otherwise, where there is one.
    pub fn choose(&mut self, database: Option<PathBuf>) {
        self.database_is_named |= database.is_some();
        self.database = database.or(self.database.take());
    }

    /// Path of the database: as given, or the usual one, whose folder is made.
    pub fn database(&self) -> Result<PathBuf> {
        match (&self.served, &self.database) {
            (Some(served), _) => Ok(served.database.clone()),
            (None, Some(path)) => Ok(path.clone()),
            (None, None) => usual_database(),
        }
    }

    /// The database that the call or the environment names.
    pub fn named_database(&self) -> Option<String> {
        let named = self.database.as_ref().filter(|_| self.database_is_named);
        named.map(|path| path.display().to_string())
    }

    /// Opens the database and finds out who is asking; says it where no mail can leave.
    pub fn open(&mut self) -> std::result::Result<Open, Failure> {
        let open = self.open_for_mail()?;
        if let MailRoad::Closed(why) = mail::road(&self.texts, &self.mail) {
            let notice = Notice::MailClosed(why);
            self.output.complain(&wording::notice(&self.texts, &notice));
        }
        Ok(open)
    }

    /// Takes up the time zone in which whoever is asking reads dates and types them; over SSH their language, too, unless
    /// the call names another. At the server itself the language is that of the terminal.
    fn adapt(&mut self, reader: &mut Reader, session: &Session) -> Result<()> {
        let account = settings(reader, session)?;
        let Answer::Preferences(own) = reader.load(session, &Query::Preferences)? else {
            return Err(Error::Bug("preferences were asked for".to_owned()));
        };
        let served = self.served.as_ref();
        let said = served.and_then(|served| served.zone.as_ref());
        self.zone = Zone::shown(own.zone.as_ref(), said, &account.time_zone).clone();
        if let Some(served) = served.filter(|_| !self.language_is_asked) {
            let language = own.language.or(served.language);
            self.texts = Texts::new(language.unwrap_or(account.language));
        }
        self.texts = self.texts.clone().in_zone(self.zone.rules().clone());
        Ok(())
    }

    /// The same for a verb that says itself why no mail can leave.
    pub fn open_for_mail(&mut self) -> std::result::Result<Open, Failure> {
        let mut service = self.open_service()?;
        let mut reader = service.reader()?;
        let session = self.sign_in(&mut reader)?;
        self.adapt(&mut reader, &session)?;
        self.choose_mail_road(&mut service);
        Ok(Open {
            service,
            reader,
            session,
        })
    }

    /// Opens the database for a runner, which decides nothing and so needs no operator.
    pub fn open_runner(&mut self) -> std::result::Result<Service, Failure> {
        let mut service = self.open_service()?;
        self.choose_mail_road(&mut service);
        Ok(service)
    }

    /// The road by which mail leaves.
    pub fn mail_road(&self) -> MailRoad {
        mail::road(&self.texts, &self.mail)
    }

    fn choose_mail_road(&mut self, service: &mut Service) {
        let road = mail::road(&self.texts, &self.mail);
        service.set_mail_road(&road);
    }

    fn open_service(&mut self) -> std::result::Result<Service, Failure> {
        let database = self.database()?;
        if !Service::exists(&database) {
            let missing = Error::Environment(Trouble::missing(&database));
            let advice = say!(self.texts, "cli-advice-no-database");
            return Err(Failure::advised(missing, advice));
        }
        let opened = Service::open(&database, self.surroundings.clone());
        let mut service = opened.map_err(|error| self.read_only_advised(error))?;
        for notice in service.notices() {
            self.output.complain(&wording::notice(&self.texts, notice));
        }
        if !service.pay_purge()? {
            self.output.complain(&say!(self.texts, "cli-purge-owed"));
        }
        // Where others write just now, they note it.
        let _ = service.note_overdue();
        Ok(service)
    }

    /// Says why even reading needs a database that can be written.
    fn read_only_advised(&self, error: Error) -> Failure {
        match error {
            Error::Environment(Trouble::ReadOnly(_)) => {
                Failure::advised(error, say!(self.texts, "cli-advice-read-only"))
            }
            other => other.into(),
        }
    }

    /// Names the option that lets a file be replaced.
    pub fn force_advised(&self, error: Error) -> Failure {
        match error {
            Error::Environment(Trouble::Exists(_)) => {
                Failure::advised(error, say!(self.texts, "cli-advice-force"))
            }
            other => other.into(),
        }
    }

    pub(super) fn sign_in(&mut self, reader: &mut Reader) -> std::result::Result<Session, Failure> {
        if let Some(served) = &self.served {
            return Ok(served::sign_in(reader, served)?);
        }
        if let Some(held) = &self.held {
            return Ok(held.clone());
        }
        let sole = reader.sole_operator()?;
        match (sole, self.operator.clone()) {
            (Some(session), None) => Ok(session),
            (Some(session), Some(name)) if session.name == name => Ok(session),
            (_, Some(name)) => {
                let passphrase = self.passphrase(&name)?;
                Ok(reader.sign_in(&name, &passphrase)?)
            }
            (None, None) => Err(Error::Usage(say!(self.texts, "cli-usage-operator")).into()),
        }
    }

    /// A deletion CSV that is read, from stdin where `-` was typed.
    pub fn upload(&self, typed: &Path) -> Result<Incoming> {
        Incoming::upload(typed, &self.database()?)
    }

    /// Any other file that is read.
    pub fn incoming(&self, typed: &Path) -> Result<Incoming> {
        Incoming::any(typed, &self.database()?)
    }

    /// Begins a long piece of work that stops at a signal.
    pub fn work(&mut self) -> Result<Work> {
        if self.interrupt.is_none() {
            self.interrupt = Some(Interrupt::listen()?);
        }
        match &self.interrupt {
            Some(interrupt) => Ok(interrupt.during_work()),
            None => Err(Error::Bug("no signals".to_owned())),
        }
    }

    /// Does a long piece of work and reports its progress; a signal stops it.
    pub fn watched<T>(
        &mut self,
        what: &str,
        work: impl FnOnce(&mut dyn FnMut(Progress) -> bool) -> Result<T>,
    ) -> Result<T> {
        let going = self.work()?;
        let mut telling = self.output.progress(&self.texts, what);
        work(&mut |progress| {
            telling.tell(progress);
            going.goes_on()
        })
    }

    /// Does an act and narrates its receipt.
    pub fn act(&mut self, open: &mut Open, op: &Op) -> std::result::Result<Receipt, Failure> {
        let outcome = match open.service.execute(&open.session, op, None) {
            Err(Error::NotAllowed(Reason::PassphraseAsked)) if self.output.can_ask() => {
                self.prove(open)?;
                open.service.execute(&open.session, op, None)?
            }
            done => done?,
        };
        self.output.note_act();
        let said = wording::receipt(&self.texts, &outcome.receipt);
        self.output.narrate(&said);
        Ok(outcome.receipt)
    }

    /// What a console is opened with; an operator who was named is asked for the passphrase before the screen is taken.
    pub fn start(&mut self, database: PathBuf, signed_in: Option<Session>) -> Result<Start> {
        let named = self.operator.clone().filter(|_| signed_in.is_none());
        let operator = match named {
            Some(name) => {
                let passphrase = self.passphrase(&name)?;
                Some((name, passphrase))
            }
            None => None,
        };
        // A demo account's learners do not exist: no server may be asked to mail them.
        let mail = match &signed_in {
            Some(_) => MailRoad::Usual,
            None => mail::road(&self.texts, &self.mail),
        };
        Ok(Start {
            database,
            texts: self.texts.clone(),
            language_is_chosen: self.language_is_chosen,
            operator,
            look: self.look,
            keymap: Arc::clone(&self.keymap),
            privacy: self.privacy,
            mail,
            surroundings: Surroundings {
                door: Door::Console,
                ..self.surroundings.clone()
            },
            signed_in,
            home: None,
            began: self.began,
            frame_log: self.frame_log.clone(),
        })
    }
}

/// How the console is to look, by the call, the environment and the configuration.
fn look(globals: &Globals, config: &Config) -> Look {
    let said = |name: &str| std::env::var(name).unwrap_or_default();
    let colours = if globals.no_color || !said("NO_COLOR").is_empty() {
        Colours::None
    } else {
        Colours::of(&said("TERM"), &said("COLORTERM"))
    };
    Look {
        theme: config.theme.or(config.own_theme.map(|own| own.base())),
        own: config.own_theme,
        colours,
        ascii: globals.ascii || config.ascii,
        calm: config.reduced_motion || is_said("OFFBOARD_REDUCED_MOTION"),
    }
}

/// Whether a variable says yes.
pub(super) fn is_said(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty() && value != "0")
}

fn settings(reader: &mut Reader, session: &Session) -> Result<Settings> {
    match reader.load(session, &Query::Settings)? {
        Answer::Settings(settings) => Ok(*settings),
        _ => Err(Error::Bug("the settings were not answered".to_owned())),
    }
}

impl Open {
    /// Finds a learner by email or ID. Of somebody who was called so and is gone, the failure says what became of them.
    pub fn find(&mut self, key: &str) -> std::result::Result<UserId, Failure> {
        let found = load!(self, Query::FindUser(key.to_owned()), FindUser);
        match found {
            Fit::One(user) => Ok(user),
            Fit::Nobody => {
                let query = Query::AskTombstones(key.to_owned());
                let answer = load!(self, query, AskTombstones);
                Err(Failure::nobody(key, answer))
            }
            Fit::Two(..) => Err(Error::Refused(Reason::TwoFit).into()),
        }
    }
}

impl Target {
    /// The file that was named; none for stdout.
    pub fn file(&self) -> Option<PathBuf> {
        let named = self.output.clone();
        named.filter(|path| path.as_os_str() != "-")
    }
}

/// The file that was named, or one of the usual name in the folder that was.
pub(super) fn in_folder(named: PathBuf, usual_name: &str) -> PathBuf {
    if named.is_dir() {
        named.join(usual_name)
    } else {
        named
    }
}

/// Where the times of phases go: a file, which is replaced, or stderr, or nowhere.
pub(super) fn timings(globals: &Globals, began: Instant) -> Result<Timings> {
    Ok(match &globals.timings {
        None => Timings::default(),
        Some(path) if path.as_os_str() == "-" => Timings::new(began, Box::new(std::io::stderr())),
        Some(path) => {
            let file = begin_log(path)?;
            Timings::new(began, Box::new(file))
        }
    })
}

/// Whether a file may take the place of another.
pub(super) const fn overwrite(force: bool) -> Overwrite {
    if force {
        Overwrite::Replace
    } else {
        Overwrite::Never
    }
}
