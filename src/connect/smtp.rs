//! Mail through an SMTP server (RFC 5321).
//!
//! The server is named in the section `[mail]` of the configuration file:
//!
//! ```toml
//! [mail]
//! host = "smtp.example.com"
//! port = 587                  # by default 587 with starttls, 465 with tls, 25 with none
//! security = "starttls"       # the default; or "tls" from the first byte; or "none", only to this machine
//! from = "Learning <learning@example.com>"
//! username = "learning"       # where the server wants a sign-in (AUTH PLAIN or LOGIN)
//! password_file = "/etc/offboard/smtp-password"   # 0600; or OFFBOARD_SMTP_PASSWORD in the environment
//! hello = "learning.example.com"                  # how this machine greets the server; by default with its own name
//! ca_file = "/etc/offboard/ca.pem"                # the organisation's own authorities, instead of the public ones
//! ```
//!
//! Encryption is never given up because a server does not offer it. A connection serves a burst of messages and is
//! closed when there are none left. Whatever goes wrong is reported by kind (see [`crate::domain::mail::MailTroubleKind`]) with the server's own
//! words; user name and password never stand in them. A message bears the same Message-ID on every try: the only way
//! in which it can arrive twice is that the connection breaks between the last byte and the server's answer.

use std::error::Error as _;
use std::fmt;
use std::io::ErrorKind;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    Certificate, CertificateStore, SmtpConnection, TlsParameters,
};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::{Error as SmtpError, response::Response};

use super::blame::{blames_us, refuses_to_relay};
use super::message::{Composed, Sender, compose};
pub use super::patience::Patience;
use super::reaching::{Deadline, channel, greeting, is_a_name, is_this_machine};
use super::secrets::unspeakable_forms;
use super::{Mailer, OutgoingMail, trouble};
use crate::domain::mail::{MailTrouble, MailTroubleKind as Kind};
use crate::domain::op::Secret;

/// The mechanisms of sign-in, the better one first.
const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];
/// How long a farewell may take.
const FAREWELL: Duration = Duration::from_secs(2);

/// How a connection is kept private.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// The connection begins plainly and must be encrypted before anything is said.
    #[default]
    StartTls,
    /// Encrypted from the first byte.
    Tls,
    /// Not at all; only to this machine.
    None,
}

impl Security {
    /// The port where servers listen for it.
    pub const fn usual_port(self) -> u16 {
        match self {
            Self::StartTls => 587,
            Self::Tls => 465,
            Self::None => 25,
        }
    }
}

/// The settings of a server.
#[derive(Debug, Clone)]
pub struct ServerSettings {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept private.
    pub security: Security,
    /// Whom mail comes from.
    pub sender: Sender,
    /// The name to greet the server with, where it is not this machine's.
    pub hello: Option<String>,
    /// User name and password, where the server wants a sign-in.
    pub sign_in: Option<(String, Secret)>,
    /// Certificates (PEM) of the authorities that are trusted instead of the public ones.
    pub authorities: Option<Vec<u8>>,
    /// How long the server may take.
    pub patience: Patience,
}

/// Why a server's settings are of no use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetupFault {
    /// Without encryption mail goes no further than this machine.
    PlainBeyondThisMachine,
    /// No server can be greeted with this name.
    Hello(String),
    /// The authorities' certificates cannot be read.
    Certificates(String),
}

/// A server that takes mail.
#[derive(Clone)]
pub struct SmtpServer {
    settings: ServerSettings,
    hello: ClientId,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    /// Forms in which a server could throw the password back.
    unspeakable: Vec<String>,
}

impl fmt::Debug for SmtpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SmtpServer").field(&self.settings).finish()
    }
}

impl SmtpServer {
    /// Checks the settings and reads the certificates in them.
    pub fn new(settings: ServerSettings) -> Result<Self, SetupFault> {
        let tls = match settings.security {
            Security::None if is_this_machine(&settings.host) => None,
            Security::None => return Err(SetupFault::PlainBeyondThisMachine),
            Security::StartTls | Security::Tls => Some(tls_of(&settings)?),
        };
        if let Some(name) = settings.hello.as_ref().filter(|name| !is_a_name(name)) {
            return Err(SetupFault::Hello(name.clone()));
        }
        let hello = greeting(settings.hello.as_deref(), &settings.sender);
        let credentials = settings
            .sign_in
            .as_ref()
            .map(|(name, secret)| Credentials::new(name.clone(), secret.0.clone()));
        let unspeakable = settings.sign_in.as_ref().map(unspeakable_forms);
        Ok(Self {
            settings,
            hello,
            tls,
            credentials,
            unspeakable: unspeakable.unwrap_or_default(),
        })
    }

    /// Its name and port.
    pub fn address(&self) -> String {
        format!("{}:{}", self.settings.host, self.settings.port)
    }

    /// Whom mail comes from.
    pub const fn sender(&self) -> &Sender {
        &self.settings.sender
    }

    fn open(&self, deadline: &Deadline) -> Result<SmtpConnection, MailTrouble> {
        let settings = &self.settings;
        let wrapped = self
            .tls
            .as_ref()
            .filter(|_| settings.security == Security::Tls);
        let hello = &self.hello;
        let patience = settings.patience.connect;
        let reached = channel(&settings.host, settings.port, patience, deadline);
        let address = reached.map_err(|error| {
            let late = matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock);
            let words = if late {
                "timed out".to_owned()
            } else {
                error.to_string()
            };
            trouble(Kind::Unreachable, &words)
        })?;
        let connected = SmtpConnection::connect(address, Some(patience), hello, wrapped, None);
        let mut connection = connected.map_err(|error| match error.status() {
            Some(_) => self.told(Kind::Greeting, &error),
            None => self.broken(&error),
        })?;
        connection
            .set_timeout(Some(settings.patience.command))
            .map_err(|error| trouble(Kind::Unreachable, &error.to_string()))?;
        if let Some(tls) = self.tls.as_ref().filter(|_| wrapped.is_none()) {
            if !connection.can_starttls() {
                return Err(trouble(Kind::Encryption, "STARTTLS"));
            }
            connection
                .starttls(tls, hello)
                .map_err(|error| match error.status() {
                    Some(_) => self.told(Kind::Encryption, &error),
                    None => self.broken(&error),
                })?;
        }
        if let Some(credentials) = &self.credentials {
            connection
                .auth(&MECHANISMS, credentials)
                .map_err(|error| match error.status() {
                    None if !error.is_client() => self.broken(&error),
                    _ => self.told(Kind::SignIn, &error),
                })?;
        }
        Ok(connection)
    }

    /// A trouble with what the server or the system said about it, without the password.
    fn told(&self, kind: Kind, error: &SmtpError) -> MailTrouble {
        let said = match (error.source(), is_late(error)) {
            (_, true) => "timed out".to_owned(),
            (Some(source), _) => source.to_string(),
            (None, _) => error.to_string(),
        };
        let mut words = match error.status() {
            Some(code) => format!("{code} {said}"),
            None => said,
        };
        for form in &self.unspeakable {
            words = words.replace(form.as_str(), "…");
        }
        trouble(kind, &words)
    }

    /// A connection that broke, or never came about.
    fn broken(&self, error: &SmtpError) -> MailTrouble {
        let kind = match io_kind(error) {
            Some(ErrorKind::InvalidData) => Kind::Encryption,
            _ => Kind::Unreachable,
        };
        self.told(kind, error)
    }

    /// What an answer, or none, at a stage of the conversation means for the message.
    fn judge(&self, stage: Stage, error: &SmtpError) -> MailTrouble {
        let Some(code) = error.status().map(u16::from) else {
            return match stage {
                Stage::Text => self.told(Kind::Unconfirmed, error),
                _ => self.broken(error),
            };
        };
        let kind = match (code, stage) {
            (421, _) => Kind::Unreachable,
            (530 | 534 | 535 | 538, _) => Kind::SignIn,
            (..500, _) => Kind::Deferred,
            (_, Stage::Sender) => Kind::Sender,
            (_, Stage::Recipient) if refuses_to_relay(&error.to_string()) => Kind::Sender,
            _ if blames_us(&error.to_string()) => Kind::Sender,
            _ => Kind::Refused,
        };
        self.told(kind, error)
    }
}

/// Stages of handing a message over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Sender,
    Recipient,
    Announcement,
    Text,
}

/// Mail through a server.
pub struct Smtp {
    server: SmtpServer,
    connection: Option<SmtpConnection>,
    deadline: Deadline,
}

impl Smtp {
    /// Mail through this server, to which a connection is made when the first message comes.
    pub fn new(server: SmtpServer) -> Self {
        Self {
            server,
            connection: None,
            deadline: Deadline::default(),
        }
    }

    fn hand_over(
        &self,
        connection: &mut SmtpConnection,
        message: &Composed,
    ) -> Result<(), (Stage, SmtpError)> {
        let mut parameters = Vec::new();
        if message.needs_utf8() {
            parameters.push(MailParameter::SmtpUtfEight);
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let at = |stage| move |error| (stage, error);
        connection
            .command(Mail::new(message.envelope.from().cloned(), parameters))
            .map_err(at(Stage::Sender))?;
        for to in message.envelope.to() {
            connection
                .command(Rcpt::new(to.clone(), Vec::new()))
                .map_err(at(Stage::Recipient))?;
        }
        connection.command(Data).map_err(at(Stage::Announcement))?;
        let patience = &self.server.settings.patience;
        // Where the time cannot be set, the usual one goes on.
        let _ = connection.set_timeout(Some(patience.message));
        let answer: Result<Response, SmtpError> = connection.message(&message.bytes);
        let _ = connection.set_timeout(Some(patience.command));
        answer.map(drop).map_err(at(Stage::Text))
    }
}

impl Smtp {
    /// A trouble of a conversation whose time is over is reported as that, whatever broke by it.
    fn in_time(&self, trouble: MailTrouble) -> MailTrouble {
        let broke = matches!(trouble.kind, Kind::Unconfirmed | Kind::Unreachable);
        if broke && self.deadline.is_over() {
            return super::trouble(trouble.kind, "timed out");
        }
        trouble
    }

    fn speak(&mut self, mail: &OutgoingMail) -> Result<(), MailTrouble> {
        let message = compose(mail, &self.server.settings.sender)?;
        let kept = self.connection.take();
        let was_kept = kept.is_some();
        let mut connection = kept.map_or_else(|| self.server.open(&self.deadline), Ok)?;
        if message.needs_utf8()
            && !connection
                .server_info()
                .supports_feature(Extension::SmtpUtfEight)
        {
            self.connection = Some(connection);
            return Err(if self.server.settings.sender.needs_utf8() {
                trouble(Kind::Sender, "SMTPUTF8")
            } else {
                trouble(Kind::Letters, &mail.to)
            });
        }
        let mut handed = self.hand_over(&mut connection, &message);
        if was_kept && handed.as_ref().is_err_and(is_stale) {
            connection = self.server.open(&self.deadline)?;
            handed = self.hand_over(&mut connection, &message);
        }
        let Err((stage, error)) = handed else {
            self.connection = Some(connection);
            return Ok(());
        };
        // A server that has answered goes on listening, unless it said farewell.
        let listens = error.status().is_some_and(|code| u16::from(code) != 421);
        if listens && connection.command(Rset).is_ok() {
            self.connection = Some(connection);
        }
        Err(self.server.judge(stage, &error))
    }
}

impl Mailer for Smtp {
    fn deliver(&mut self, mail: &OutgoingMail) -> Result<(), MailTrouble> {
        self.deadline
            .set(self.server.settings.patience.conversation);
        self.speak(mail).map_err(|trouble| self.in_time(trouble))
    }

    fn rest(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            // A farewell that is not heard changes nothing.
            self.deadline.set(FAREWELL);
            let _ = connection.set_timeout(Some(FAREWELL));
            let _ = connection.quit();
        }
    }
}

/// Whether the server closed a kept connection in the meantime: nothing of the message has reached it.
fn is_stale((stage, error): &(Stage, SmtpError)) -> bool {
    let code = error.status().map(u16::from);
    *stage == Stage::Sender && code.is_none_or(|code| code == 421)
}

fn io_kind(error: &SmtpError) -> Option<ErrorKind> {
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(io) = inner.downcast_ref::<std::io::Error>() {
            return Some(io.kind());
        }
        source = inner.source();
    }
    None
}

fn is_late(error: &SmtpError) -> bool {
    matches!(
        io_kind(error),
        Some(ErrorKind::TimedOut | ErrorKind::WouldBlock)
    )
}

fn tls_of(settings: &ServerSettings) -> Result<TlsParameters, SetupFault> {
    let fault = |error: &dyn fmt::Display| SetupFault::Certificates(error.to_string());
    let builder = TlsParameters::builder(settings.host.clone());
    let builder = match &settings.authorities {
        None => builder.certificate_store(CertificateStore::WebpkiRoots),
        Some(pem) => {
            const BEGIN: &[u8] = b"-----BEGIN CERTIFICATE-----";
            if memchr::memmem::find(pem, BEGIN).is_none() {
                return Err(fault(&"no certificate in it"));
            }
            let certificate = Certificate::from_pem(pem).map_err(|error| fault(&error))?;
            builder
                .certificate_store(CertificateStore::None)
                .add_root_certificate(certificate)
        }
    };
    builder.build().map_err(|error| fault(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(host: &str, security: Security) -> ServerSettings {
        ServerSettings {
            host: host.to_owned(),
            port: 2525,
            security,
            sender: Sender::default(),
            hello: None,
            sign_in: Some(("learning".to_owned(), Secret("open sesame".to_owned()))),
            authorities: None,
            patience: Patience::default(),
        }
    }

    #[test]
    fn without_encryption_mail_goes_no_further_than_this_machine() {
        for host in ["localhost", "LOCALHOST", "127.0.0.1", "127.8.9.1", "::1"] {
            assert!(
                SmtpServer::new(settings(host, Security::None)).is_ok(),
                "{host}"
            );
        }
        for host in [
            "smtp.example.com",
            "10.0.0.1",
            "localhost.example.com",
            "::2",
            "",
        ] {
            let made = SmtpServer::new(settings(host, Security::None));
            assert_eq!(
                made.err(),
                Some(SetupFault::PlainBeyondThisMachine),
                "{host}"
            );
        }
        assert!(SmtpServer::new(settings("smtp.example.com", Security::StartTls)).is_ok());
    }

    #[test]
    fn a_file_without_a_certificate_is_no_authority() {
        for pem in [
            "",
            "hello",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        ] {
            let mut settings = settings("smtp.example.com", Security::Tls);
            settings.authorities = Some(pem.as_bytes().to_vec());
            let made = SmtpServer::new(settings);
            assert!(matches!(made, Err(SetupFault::Certificates(_))), "{pem}");
        }
    }

    #[test]
    fn the_password_stands_in_no_form_in_what_is_shown() -> Result<(), SetupFault> {
        let server = SmtpServer::new(settings("smtp.example.com", Security::Tls))?;
        assert_eq!(
            server.unspeakable,
            [
                "AGxlYXJuaW5nAG9wZW4gc2VzYW1l",
                "b3BlbiBzZXNhbWU=",
                "open sesame"
            ]
        );
        let shown = format!("{server:?}");
        assert!(!shown.contains("sesame"), "{shown}");
        Ok(())
    }
}
