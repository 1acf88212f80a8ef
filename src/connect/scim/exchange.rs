//! One call and what is said in answer, and reading again what can be read again. The token is cut out of whatever a server
//! says.

use std::fmt;
use std::time::Duration;

use serde_json::Value;
use ureq::http::Method;

use crate::connect::scim::pace::pause;
use crate::connect::scim::record::text_of;
use crate::connect::scim::wire::{Answer, MOST_WORDS, Wire};
use crate::connect::scim::{Fault, Scim};

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

impl Wire {
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
        let mut answer = self
            .wire
            .exchange((method, address), head, body, &self.stop)?;
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
    use crate::connect::scim::{Address, Deadlines, IdAttribute, Settings, SetupFault};
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
