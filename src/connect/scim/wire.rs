//! The connections to a server, and one call over HTTP.
//!
//! A call that was not sent is one thing, one of which that is not known another. Each has its time and no more; whoever
//! stops the run does not wait for it either. An answer is never longer in memory than [`LONGEST_ANSWER`].

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use ureq::config::Config;
use ureq::http::request::Builder;
use ureq::http::{HeaderMap, HeaderValue, Method, Request, Uri};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Timeout};

use crate::connect::scim::pace::retry_after;
use crate::connect::scim::{Deadlines, Fault, Settings, SetupFault, Silence, Stop};
use crate::sanitise;

/// The longest answer that is read.
const LONGEST_ANSWER: u64 = 10_000_000;
/// The longest head of an answer.
const LONGEST_HEAD: usize = 64 * 1024;
/// The most characters of a server's words that are kept.
pub(super) const MOST_WORDS: usize = 300;
/// How long an idle connection is kept: shorter than servers do, so that none is used that is being closed.
const IDLE: Duration = Duration::from_secs(4);
/// Connections that are kept, at the most.
const CONNECTIONS: usize = 16;
/// How often it is looked whether an answer is still waited for.
const LOOK: Duration = Duration::from_millis(50);
/// After so many looks since somebody stopped the wait, the connections are cut: a server that does answer has that long.
const GRACE: u32 = 10;
/// After so many, a call is left that has no connection yet: none comes about any more, so nothing is sent.
const LEFT: u32 = 14;

/// An answer, whole.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
    pub retry_after: Option<Duration>,
    /// The methods that the server says it allows here.
    pub allow: Option<String>,
    /// How often the gate had been shut when the call passed it.
    pub passed: Option<u64>,
    /// Where it points to.
    pub location: Option<String>,
}

impl Answer {
    /// Whether the server says that it did what was asked.
    pub const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// What it asks to be waited, and since when.
    pub const fn patience(&self) -> (Option<Duration>, Option<u64>) {
        (self.retry_after, self.passed)
    }

    /// The body as JSON, whatever the server calls it.
    pub fn json(&self) -> Option<Value> {
        let text = self
            .body
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&self.body);
        serde_json::from_slice(text).ok()
    }
}

/// Why there is no answer; whether a status had come.
type NoAnswer = (ureq::Error, bool);

/// The connections to a server.
pub(super) struct Wire {
    agent: Agent,
    deadlines: Deadlines,
    pub authorization: HeaderValue,
    /// The token in the forms in which a server could throw it back.
    unspeakable: Vec<String>,
}

impl Wire {
    pub fn new(settings: &Settings) -> Result<Self, SetupFault> {
        let token = &settings.token.0;
        if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(SetupFault::Token);
        }
        let authorization = HeaderValue::from_str(&format!("Bearer {token}"));
        let mut authorization = authorization.map_err(|_| SetupFault::Token)?;
        authorization.set_sensitive(true);
        let address = &settings.address;
        let mut config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .https_only(!address.is_here())
            .tls_config(tls(settings.authorities.as_deref())?)
            .user_agent(concat!("offboard/", env!("CARGO_PKG_VERSION")))
            .accept("application/scim+json, application/json")
            .max_response_header_size(LONGEST_HEAD)
            .max_idle_connections(CONNECTIONS)
            .max_idle_connections_per_host(CONNECTIONS)
            .max_idle_age(IDLE)
            .timeout_resolve(Some(settings.deadlines.connect))
            .timeout_connect(Some(settings.deadlines.connect))
            .timeout_global(Some(settings.deadlines.answer));
        if address.is_here() {
            config = config.proxy(None);
        }
        let resolver = Names {
            is_localhost: address.is_localhost(),
        };
        let escaped = Value::from(token.as_str()).to_string();
        Ok(Self {
            agent: Agent::with_parts(config.build(), DefaultConnector::default(), resolver),
            deadlines: settings.deadlines,
            authorization,
            unspeakable: vec![escaped.trim_matches('"').to_owned(), token.clone()],
        })
    }

    /// Makes one call, and waits for the answer until it comes, its time is up, or somebody stops the wait.
    pub fn exchange(
        &self,
        (method, address): (&Method, &str),
        head: &[(&str, &str)],
        body: Option<&Value>,
        stop: &Stop,
    ) -> Result<Answer, Fault> {
        let mut request = Request::builder()
            .method(method.clone())
            .uri(address)
            .header("authorization", self.authorization.clone());
        for (name, value) in head {
            request = request.header(*name, *value);
        }
        let (agent, body) = (self.agent.clone(), body.map(Value::to_string));
        // A call on this thread could not be left alone.
        let (answer, answered) = mpsc::channel();
        let begun = thread::Builder::new().spawn(move || {
            // Nobody hears it any more where the call was left.
            let _ = answer.send(sent(&agent, request, body));
        });
        begun.map_err(|error| Fault::Unreachable(self.words(&error.to_string())))?;
        let mut looks = 0;
        loop {
            match answered.recv_timeout(LOOK) {
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(no_answer)) => return Err(self.unanswered(method, address, &no_answer)),
                Err(RecvTimeoutError::Disconnected) => return Err(Fault::Broken(String::new())),
                Err(RecvTimeoutError::Timeout) if !stop.ends_waiting() => {}
                Err(RecvTimeoutError::Timeout) => looks += 1,
            }
            if looks == GRACE {
                self.agent.clone().shutdown();
            }
            if looks == LEFT {
                return Err(Fault::Broken(String::new()));
            }
        }
    }

    /// Why there is no answer to a call.
    fn unanswered(&self, method: &Method, address: &str, (error, has_status): &NoAnswer) -> Fault {
        match error {
            ureq::Error::BodyExceedsLimit(_) => Fault::TooLong,
            ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
                Fault::NoConnection(self.deadlines.connect.as_secs())
            }
            ureq::Error::Timeout(_) => {
                let path = address.split('?').next().unwrap_or_default();
                let path = path.find("/Users").map_or(path, |at| &path[at..]);
                Fault::Silent(Silence {
                    call: self.words(&format!("{method} {path}")),
                    seconds: self.deadlines.answer.as_secs(),
                })
            }
            error if *has_status => Fault::Broken(self.words(&error.to_string())),
            error => self.broken(error),
        }
    }

    fn broken(&self, error: &ureq::Error) -> Fault {
        let words = self.words(&error.to_string());
        let is_unsent = match error {
            ureq::Error::Io(error) => matches!(
                error.kind(),
                ErrorKind::ConnectionRefused
                    | ErrorKind::HostUnreachable
                    | ErrorKind::NetworkUnreachable
                    | ErrorKind::InvalidData
            ),
            ureq::Error::HostNotFound
            | ureq::Error::Tls(_)
            | ureq::Error::Rustls(_)
            | ureq::Error::BadUri(_)
            | ureq::Error::Http(_)
            | ureq::Error::RequireHttpsOnly(_)
            | ureq::Error::ConnectionFailed
            | ureq::Error::InvalidProxyUrl
            | ureq::Error::ConnectProxyFailed(_)
            | ureq::Error::TlsRequired => true,
            _ => false,
        };
        if is_unsent {
            Fault::Unreachable(words)
        } else {
            Fault::Broken(words)
        }
    }

    /// Words from outside, safe to show, without the token, cut to a length.
    pub fn words(&self, words: &str) -> String {
        let mut words = words.trim().to_owned();
        for form in &self.unspeakable {
            words = words.replace(form.as_str(), "…");
        }
        let safe = sanitise::visible(&words);
        match safe.char_indices().nth(MOST_WORDS) {
            Some((end, _)) => format!("{}…", &safe[..end]),
            None => safe.into_owned(),
        }
    }
}

/// Sends a request and reads its answer, whole.
fn sent(agent: &Agent, request: Builder, body: Option<String>) -> Result<Answer, NoAnswer> {
    let sent = if let Some(body) = body {
        let request = request.header("content-type", "application/scim+json");
        let request = request.body(body);
        request
            .map_err(ureq::Error::from)
            .and_then(|request| agent.run(request))
    } else {
        let request = request.body(());
        request
            .map_err(ureq::Error::from)
            .and_then(|request| agent.run(request))
    };
    let mut answer = sent.map_err(|error| (error, false))?;
    let status = answer.status().as_u16();
    let text = |name: &str| header(answer.headers(), name);
    let wait = text("retry-after");
    let wait = wait.and_then(|wait| retry_after(&wait, text("date").as_deref()));
    let (allow, location) = (text("allow"), text("location"));
    let body = answer.body_mut().with_config().limit(LONGEST_ANSWER);
    // The status of a refusal says enough where its words are too many or cut.
    let body = match body.read_to_vec() {
        Ok(body) => body,
        Err(_) if status >= 300 => Vec::new(),
        Err(error) => return Err((error, true)),
    };
    Ok(Answer {
        status,
        body,
        retry_after: wait,
        allow,
        passed: None,
        location,
    })
}

/// Looks names up; what `localhost` stands for is not left to a name server.
#[derive(Debug)]
struct Names {
    is_localhost: bool,
}

impl Resolver for Names {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let usual = if uri.scheme_str() == Some("http") {
            80
        } else {
            443
        };
        let port = uri.port_u16().unwrap_or(usual);
        let mut addresses = self.empty();
        // What is a number already needs nobody to look it up, on a thread of its own for each connection.
        let host = uri.host().unwrap_or_default();
        let number = host.trim_start_matches('[').trim_end_matches(']');
        if let Ok(number) = number.parse::<IpAddr>() {
            addresses.push((number, port).into());
            return Ok(addresses);
        }
        if !self.is_localhost {
            return DefaultResolver::default().resolve(uri, config, timeout);
        }
        addresses.push((Ipv4Addr::LOCALHOST, port).into());
        addresses.push((Ipv6Addr::LOCALHOST, port).into());
        Ok(addresses)
    }
}

/// The system's authorities, or those of a file.
fn tls(authorities: Option<&[u8]>) -> Result<TlsConfig, SetupFault> {
    let fault = |words: String| SetupFault::Certificates(words);
    let roots = match authorities {
        None => RootCerts::PlatformVerifier,
        Some(pem) => {
            let mut certificates = Vec::new();
            for item in parse_pem(pem) {
                match item.map_err(|error| fault(error.to_string()))? {
                    PemItem::Certificate(certificate) => certificates.push(certificate),
                    _ => return Err(fault("not a certificate".to_owned())),
                }
            }
            if certificates.is_empty() {
                return Err(fault("no certificate in it".to_owned()));
            }
            RootCerts::Specific(Arc::new(certificates))
        }
    };
    Ok(TlsConfig::builder().root_certs(roots).build())
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}
