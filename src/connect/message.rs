//! A message in the form in which it travels (RFC 5322), the same for the mail directory and for a server.
//!
//! No text from data can make a header: what cannot be seen in it, line ends included, is replaced visibly before it is
//! encoded, and addresses that hold such characters are refused. The same message always has the same form.

use std::fmt;
use std::time::{Duration, SystemTime};

use lettre::address::Envelope;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue, MIME_VERSION_1_0};
use lettre::message::{Mailbox, Message};

use super::{OutgoingMail, trouble};
use crate::domain::mail::{MailTrouble, MailTroubleKind};
use crate::sanitise;

/// Whom mail comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender(Mailbox);

impl Sender {
    /// Reads `name@example.com` or `A name <name@example.com>`; none for anything else, or what cannot be seen.
    pub fn parse(text: &str) -> Option<Self> {
        if text.chars().any(sanitise::hides) {
            return None;
        }
        let mailbox: Mailbox = text.parse().ok()?;
        let email = with_ascii_domain(mailbox.email)?;
        Some(Self(Mailbox::new(mailbox.name, email)))
    }

    /// The domain of its address.
    pub(super) fn domain(&self) -> &str {
        self.0.email.domain()
    }

    /// Whether only a server that offers SMTPUTF8 can take its address.
    pub(super) fn needs_utf8(&self) -> bool {
        !self.0.email.user().is_ascii()
    }
}

impl Default for Sender {
    fn default() -> Self {
        let address = lettre::Address::new_dangerous("offboard", "localhost");
        Self(Mailbox::new(Some("Offboard".to_owned()), address))
    }
}

impl fmt::Display for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Tells other programs that nobody sits there to read an answer (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// A message ready to go: whose it is and its bytes.
pub(super) struct Composed {
    /// Whom it comes from and goes to, for the server.
    pub envelope: Envelope,
    /// Headers and text.
    pub bytes: Vec<u8>,
}

impl Composed {
    /// Whether only a server that offers SMTPUTF8 (RFC 6531) can take it.
    pub(super) fn needs_utf8(&self) -> bool {
        let beyond = |to: &lettre::Address| !to.to_string().is_ascii();
        !self.bytes.is_ascii() || self.envelope.to().iter().any(beyond)
    }
}

/// Writes a message.
pub(super) fn compose(mail: &OutgoingMail, sender: &Sender) -> Result<Composed, MailTrouble> {
    let unusable = |words: &str| trouble(MailTroubleKind::Address, words);
    let to = recipient(&mail.to).ok_or_else(|| unusable(&mail.to))?;
    if mail.message_id.chars().any(|c| !c.is_ascii_graphic()) {
        return Err(unusable(&mail.message_id));
    }
    let date = SystemTime::UNIX_EPOCH + Duration::from_secs(mail.date.0.unsigned_abs());
    let body = mail.body.replace("\r\n", "\n");
    let mut message = Message::builder();
    if mail.automatic {
        message = message.header(AutoSubmitted);
    }
    let message = message
        .from(sender.0.clone())
        .to(Mailbox::new(None, to))
        .subject(sanitise::visible(&mail.subject))
        .message_id(Some(mail.message_id.clone()))
        .date(date)
        .header(MIME_VERSION_1_0)
        .header(ContentType::TEXT_PLAIN)
        .body(sanitise::visible_lines(&body).into_owned())
        .map_err(|error| unusable(&error.to_string()))?;
    Ok(Composed {
        envelope: message.envelope().clone(),
        bytes: message.formatted(),
    })
}

/// An address that can stand in a command and in a header as it is.
fn recipient(text: &str) -> Option<lettre::Address> {
    let breaks = |c: char| sanitise::hides(c) || c.is_whitespace() || "<>\"\\,;:()".contains(c);
    if text.chars().any(breaks) {
        return None;
    }
    with_ascii_domain(text.parse().ok()?)
}

/// An address whose domain is written as name servers and mail servers know it (RFC 5890); none where it is no domain.
fn with_ascii_domain(address: lettre::Address) -> Option<lettre::Address> {
    if address.domain().is_ascii() {
        return Some(address);
    }
    let domain = idna::domain_to_ascii(address.domain()).ok()?;
    lettre::Address::new(address.user(), domain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;

    fn mail(to: &str, subject: &str) -> OutgoingMail {
        OutgoingMail {
            to: to.to_owned(),
            subject: subject.to_owned(),
            body: "Halo\r\n.\nBcc: nobody@enigma.example\u{0}".to_owned(),
            message_id: "<0a@offboard.invalid>".to_owned(),
            date: Timestamp(1_760_000_000),
            automatic: true,
        }
    }

    fn headers(mail: &OutgoingMail) -> Result<Vec<String>, MailTrouble> {
        let bytes = compose(mail, &Sender::default())?.bytes;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, _) = text.split_once("\r\n\r\n").unwrap_or_default();
        Ok(head.lines().map(str::to_owned).collect())
    }

    #[test]
    fn what_is_hidden_in_a_subject_makes_no_header() -> Result<(), MailTrouble> {
        for hidden in [
            "\r\n",
            "\n",
            "\r",
            "\u{0}",
            "\u{1b}[31m",
            "\u{202e}",
            "\u{2028}",
            "\u{85}",
        ] {
            let subject = format!("Zażółć{hidden}Bcc: everybody@enigma.example");
            for subject in [subject.clone(), format!("{}{subject}", "long ".repeat(40))] {
                let headers = headers(&mail("siti@enigma.example", &subject))?;
                let names: Vec<&str> = headers
                    .iter()
                    .filter(|line| !line.starts_with(' '))
                    .filter_map(|line| line.split(':').next())
                    .collect();
                let mut sorted = names.clone();
                sorted.sort_unstable();
                assert_eq!(
                    sorted,
                    [
                        "Auto-Submitted",
                        "Content-Transfer-Encoding",
                        "Content-Type",
                        "Date",
                        "From",
                        "MIME-Version",
                        "Message-ID",
                        "Subject",
                        "To"
                    ]
                );
                let clean = |line: &String| line.bytes().all(|byte| (b' '..=b'~').contains(&byte));
                assert!(headers.iter().all(clean), "{headers:?}");
            }
        }
        Ok(())
    }

    #[test]
    fn an_address_that_could_make_a_command_or_a_header_is_refused() {
        for to in [
            "siti@enigma.example\r\nRCPT TO:<everybody@enigma.example>",
            "siti@enigma.example>\r\nDATA",
            "\"siti\r\nBcc: x\"@enigma.example",
            "siti@enigma.example, everybody@enigma.example",
            "<siti@enigma.example> everybody@enigma.example",
            "siti\u{202e}@enigma.example",
            "siti@enigma.example ",
            "siti",
            "",
        ] {
            let refused = compose(&mail(to, "Halo"), &Sender::default());
            let kind = refused.err().map(|trouble| trouble.kind);
            assert_eq!(kind, Some(MailTroubleKind::Address), "{to:?}");
        }
    }

    #[test]
    fn a_domain_travels_as_mail_servers_know_it() -> Result<(), MailTrouble> {
        let sender = Sender::parse("Learning <learning@bücher.example>").unwrap_or_default();
        let composed = compose(&mail("eva@müller.example", "Halo"), &sender)?;
        assert!(!composed.needs_utf8());
        let to: Vec<String> = composed
            .envelope
            .to()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(to, ["eva@xn--mller-kva.example"]);
        let from = composed.envelope.from().map(ToString::to_string);
        assert_eq!(from.as_deref(), Some("learning@xn--bcher-kva.example"));
        let beyond = compose(&mail("évà@müller.example", "Halo"), &sender)?;
        assert!(beyond.needs_utf8() && !sender.needs_utf8());
        Ok(())
    }

    #[test]
    fn what_an_operator_wrote_does_not_say_that_nobody_did() -> Result<(), MailTrouble> {
        let by_hand = OutgoingMail {
            automatic: false,
            ..mail("siti@enigma.example", "Halo")
        };
        let says = |mail: &OutgoingMail| -> Result<bool, MailTrouble> {
            let headers = headers(mail)?;
            Ok(headers
                .iter()
                .any(|line| line == "Auto-Submitted: auto-generated"))
        };
        assert!(!says(&by_hand)?);
        assert!(says(&mail("siti@enigma.example", "Halo"))?);
        Ok(())
    }

    #[test]
    fn a_sender_is_read_with_and_without_a_name_and_never_with_line_ends() {
        for good in [
            "learning@enigma.example",
            "Learning <learning@enigma.example>",
            "Pusat Pembelajaran Żółw <learning@enigma.example>",
        ] {
            assert!(Sender::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "learning",
            "A\r\nBcc: b@c.example <a@c.example>",
            "A <a@c.example",
        ] {
            assert!(Sender::parse(bad).is_none(), "{bad:?}");
        }
    }
}
