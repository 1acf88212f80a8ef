//! One call and its answer over HTTP, and reading again what can be read again.
//!
//! A call that was not sent is one thing, one of which that is not known another. An answer is never longer in memory than
//! [`LONGEST_ANSWER`]. The token is cut out of whatever a server says.

use std::fmt;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use ureq::config::Config;
use ureq::http::{HeaderMap, HeaderValue, Method, Request, Uri};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Timeout};

use crate::connect::scim::pace::{pause, retry_after};
use crate::connect::scim::record::text_of;
use crate::connect::scim::{Fault, Scim, Settings, SetupFault};
use crate::sanitise;

/// The longest answer that is read.
pub(super) const LONGEST_ANSWER: u64 = 10_000_000;
/// The longest head of an answer.
const LONGEST_HEAD: usize = 64 * 1024;
/// The most characters of a server's words that are kept.
const MOST_WORDS: usize = 300;
/// How long an idle connection is kept: shorter than servers do, so that none is used that is being closed.
const IDLE: Duration = Duration::from_secs(4);
/// Connections that are kept, at the most.
const CONNECTIONS: usize = 16;
/// How often something is asked for, where the server can't answer or asks for patience.
pub(super) const TRIES: u32 = 6;

/// What a server said: the status of its answer and its words, safe to show.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Said {
    /// The status of the answer.
    pub status: u16,
    /// The server's words, cut to a length.
    pub words: String,
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.words.is_empty() {
            return write!(f, "{}", self.status);
        }
        write!(f, "{} {}", self.status, self.words)
    }
}

/// An answer, whole.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
    pub retry_after: Option<Duration>,
    /// The methods that the server says it allows here.
    pub allow: Option<String>,
    /// How often the gate had been shut when the call passed it.
    passed: Option<u64>,
    location: Option<String>,
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

/// The connections to a server.
pub(super) struct Wire {
    agent: Agent,
    authorization: HeaderValue,
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
            authorization,
            unspeakable: vec![escaped.trim_matches('"').to_owned(), token.clone()],
        })
    }

    /// Makes one call.
    fn exchange(
        &self,
        method: &Method,
        address: &str,
        head: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Answer, Fault> {
        let mut request = Request::builder()
            .method(method.clone())
            .uri(address)
            .header("authorization", self.authorization.clone());
        for (name, value) in head {
            request = request.header(*name, *value);
        }
        let unsent = |error: &dyn fmt::Display| Fault::Unreachable(self.words(&error.to_string()));
        let sent = if let Some(body) = body {
            let request = request.header("content-type", "application/scim+json");
            let request = request.body(body.to_string());
            self.agent.run(request.map_err(|error| unsent(&error))?)
        } else {
            self.agent
                .run(request.body(()).map_err(|error| unsent(&error))?)
        };
        let mut answer = sent.map_err(|error| self.broken(&error))?;
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
            Err(ureq::Error::BodyExceedsLimit(_)) => return Err(Fault::TooLong),
            Err(error) => return Err(Fault::Broken(self.words(&error.to_string()))),
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
            ureq::Error::Timeout(timeout) => matches!(timeout, Timeout::Resolve | Timeout::Connect),
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
    fn words(&self, words: &str) -> String {
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

    /// What an answer says to people: `detail` of a SCIM error, or its text.
    pub fn said(&self, answer: &Answer) -> Said {
        let json = answer.json();
        let named = json.as_ref().and_then(error_words);
        let words = named.unwrap_or_else(|| {
            let text = String::from_utf8_lossy(&answer.body);
            // A name for the answer says more than a page that was written for a browser.
            if text.trim_start().starts_with('<') {
                "HTML".to_owned()
            } else {
                text.chars().take(MOST_WORDS * 2).collect()
            }
        });
        Said {
            status: answer.status,
            words: self.words(&words),
        }
    }
}

impl Scim {
    /// Makes one call, after the gate: whatever the server answers but a sign-in that fails and a redirect, which end
    /// everything.
    pub(super) fn call(
        &self,
        method: &Method,
        address: &str,
        head: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Answer, Fault> {
        // The gate comes last: who waits for a turn goes nowhere while it is shut.
        let _turn = self.turns.take();
        let passed = self.gate.pass();
        if self.stop.is_stopped() {
            return Err(Fault::Stopped);
        }
        let mut answer = self.wire.exchange(method, address, head, body)?;
        answer.passed = Some(passed);
        match answer.status {
            401 | 403 => Err(Fault::SignIn(self.wire.said(&answer))),
            300..=399 => Err(Fault::Redirected(Said {
                status: answer.status,
                words: self
                    .wire
                    .words(answer.location.as_deref().unwrap_or_default()),
            })),
            _ => Ok(answer),
        }
    }

    /// Waits until the server can be called again.
    pub(super) fn rest(&self, (asked, passed): (Option<Duration>, Option<u64>), tries: u32) {
        let length = asked.unwrap_or_else(|| pause(tries));
        self.gate.shut(length, passed, &self.stop);
    }

    /// Asks for something that changes nothing, as often as is useful.
    pub(super) fn ask(&self, address: &str) -> Result<Answer, Fault> {
        let mut tries = 0;
        loop {
            let asked = self.call(&Method::GET, address, &[], None);
            tries += 1;
            let (wait, fault) = match asked {
                Ok(answer) if matches!(answer.status, 429 | 503) => {
                    (answer.patience(), Fault::Busy(self.wire.said(&answer)))
                }
                Ok(answer) if answer.status >= 500 => {
                    (answer.patience(), Fault::Answered(self.wire.said(&answer)))
                }
                Err(fault @ (Fault::Broken(_) | Fault::Unreachable(_))) => ((None, None), fault),
                other => return other,
            };
            if tries == TRIES || matches!(fault, Fault::Unreachable(_)) && tries == 2 {
                return Err(fault);
            }
            self.rest(wait, tries - 1);
        }
    }

    /// Asks for something in JSON.
    pub(super) fn ask_json(&self, address: &str) -> Result<Value, Fault> {
        let answer = self.ask(address)?;
        if !answer.is_success() {
            return Err(Fault::Answered(self.wire.said(&answer)));
        }
        answer
            .json()
            .filter(Value::is_object)
            .ok_or_else(|| Fault::NotScim(self.wire.said(&answer)))
    }

    pub(super) fn said(&self, answer: &Answer) -> Said {
        self.wire.said(answer)
    }
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

/// The words of a SCIM error (RFC 7644, 3.12), or of what others send in its place.
fn error_words(json: &Value) -> Option<String> {
    let kind = text_of(json, "scimType");
    let words = ["detail", "message", "error_description", "error"];
    let words = words.iter().find_map(|name| text_of(json, name))?;
    Some(match kind {
        Some(kind) => format!("{words} ({kind})"),
        None => words,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connect::scim::{Address, Deadlines, IdAttribute};
    use crate::domain::op::Secret;

    fn settings(token: &str) -> Result<Settings, SetupFault> {
        Ok(Settings {
            address: Address::parse("https://scim.example.com/v2")?,
            token: Secret(token.to_owned()),
            authorities: None,
            id_attribute: IdAttribute::default(),
            deadlines: Deadlines::default(),
        })
    }

    #[test]
    fn a_token_is_one_line_that_a_header_can_hold() -> Result<(), SetupFault> {
        for bad in ["", "a b", "a\nb", "a\r\nX: y", "é", "\0"] {
            let made = Scim::new(&settings(bad)?);
            assert_eq!(made.err(), Some(SetupFault::Token), "{bad:?}");
        }
        assert!(Scim::new(&settings("eyJ.a_b-c+/=")?).is_ok());
        Ok(())
    }

    #[test]
    fn the_token_stands_in_nothing_that_is_shown() -> Result<(), SetupFault> {
        let settings = settings("open\"sesame")?;
        let scim = Scim::new(&settings)?;
        let shown = format!("{settings:?} {scim:?} {:?}", scim.wire.authorization);
        assert!(!shown.contains("sesame"), "{shown}");
        let answer = |body: &str| Answer {
            status: 400,
            body: body.as_bytes().to_vec(),
            retry_after: None,
            passed: None,
            allow: None,
            location: None,
        };
        for body in [
            "Bearer open\"sesame is not known",
            r#"{"detail": "bad token: open\"sesame", "status": 400}"#,
            r#"{"hint": "open\"sesame"}"#,
        ] {
            let said = scim.wire.said(&answer(body)).to_string();
            assert!(!said.contains("sesame") && said.contains('…'), "{said}");
        }
        Ok(())
    }

    #[test]
    fn a_servers_words_are_those_of_its_error() -> Result<(), SetupFault> {
        let scim = Scim::new(&settings("open-sesame")?)?;
        let said = |status, body: &str| {
            let answer = Answer {
                status,
                body: body.as_bytes().to_vec(),
                retry_after: None,
                passed: None,
                allow: None,
                location: None,
            };
            scim.wire.said(&answer).to_string()
        };
        let error =
            r#"{"schemas": [], "status": "404", "detail": "no such user", "scimType": "x"}"#;
        assert_eq!(said(404, error), "404 no such user (x)");
        assert_eq!(said(500, "<html><h1>Oops</h1></html>"), "500 HTML");
        assert_eq!(said(502, "bad\u{202e} gateway"), "502 bad<U+202E> gateway");
        assert_eq!(said(400, ""), "400");
        assert!(said(400, &"x".repeat(5_000)).chars().count() < 320);
        Ok(())
    }

    #[test]
    fn a_file_without_a_certificate_is_no_authority() -> Result<(), SetupFault> {
        for pem in [
            "",
            "hello",
            "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
        ] {
            let mut settings = settings("t")?;
            settings.authorities = Some(pem.as_bytes().to_vec());
            let made = Scim::new(&settings);
            assert!(matches!(made, Err(SetupFault::Certificates(_))), "{pem}");
        }
        Ok(())
    }
}
