//! Mail as `.eml` files in a directory, for accounts without a mail server.
//!
//! The name of a file is its Message-ID, so that delivering twice leaves one file. Files are private (0600) and written
//! whole: to a temporary name, synced, renamed.

use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use lettre::Message;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;

use super::{DeliveryFault, Mailer, OutgoingMail};

/// From whom mail comes.
const SENDER: &str = "Offboard <offboard@localhost>";

/// A directory that takes mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailDirectory {
    path: PathBuf,
}

impl MailDirectory {
    /// Mail into this directory, which is made when the first message comes.
    pub const fn new(path: PathBuf) -> Self {
        Self { path }
    }
}

impl Mailer for MailDirectory {
    fn deliver(&mut self, mail: &OutgoingMail) -> Result<(), DeliveryFault> {
        let text = format(mail)?;
        write(&self.path, &file_name(&mail.message_id), &text)
            .map_err(|error| DeliveryFault::Later(error.to_string()))
    }

    fn forget(&mut self, wanted: &dyn Fn(&str) -> bool) -> Result<(), DeliveryFault> {
        let Ok(entries) = std::fs::read_dir(&self.path) else {
            return Ok(());
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            let Some(stem) = name
                .strip_suffix(".eml")
                .filter(|stem| stem.ends_with("@offboard.invalid"))
            else {
                continue;
            };
            if !wanted(&format!("<{stem}>")) {
                std::fs::remove_file(&path)
                    .map_err(|error| DeliveryFault::Later(error.to_string()))?;
            }
        }
        Ok(())
    }
}

fn file_name(message_id: &str) -> String {
    let bare: String = message_id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '-'))
        .collect();
    format!("{bare}.eml")
}

fn format(mail: &OutgoingMail) -> Result<Vec<u8>, DeliveryFault> {
    let never = |what: String| DeliveryFault::Never(what);
    let from: Mailbox = SENDER
        .parse()
        .map_err(|error| never(format!("{SENDER}: {error}")))?;
    let to: lettre::Address = mail
        .to
        .parse()
        .map_err(|error| never(format!("recipient: {error}")))?;
    let date = SystemTime::UNIX_EPOCH + Duration::from_secs(mail.date.0.unsigned_abs());
    let message = Message::builder()
        .from(from)
        .to(Mailbox::new(None, to))
        .subject(mail.subject.clone())
        .message_id(Some(mail.message_id.clone()))
        .date(date)
        .header(ContentType::TEXT_PLAIN)
        .body(mail.body.clone())
        .map_err(|error| never(error.to_string()))?;
    Ok(message.formatted())
}

fn write(folder: &Path, name: &str, text: &[u8]) -> std::io::Result<()> {
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let temporary = folder.join(format!(".{name}.part"));
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&temporary)?;
    file.write_all(text)?;
    file.sync_all()?;
    std::fs::rename(&temporary, folder.join(name))?;
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;

    fn mail() -> OutgoingMail {
        OutgoingMail {
            to: "siti@enigma.example".to_owned(),
            subject: "Zażółć\r\nBcc: everybody@enigma.example".to_owned(),
            body: "Halo".to_owned(),
            message_id: "<0a@offboard.invalid>".to_owned(),
            date: Timestamp(1_760_000_000),
        }
    }

    #[test]
    fn delivering_twice_leaves_one_private_file() -> Result<(), Box<dyn std::error::Error>> {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir()?;
        let mut directory = MailDirectory::new(folder.path().join("mail"));
        for _ in 0..2 {
            directory
                .deliver(&mail())
                .map_err(|fault| format!("{fault:?}"))?;
        }
        let files: Vec<_> = std::fs::read_dir(folder.path().join("mail"))?
            .flatten()
            .collect();
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].metadata()?.permissions().mode() & 0o777, 0o600);
        Ok(())
    }

    #[test]
    fn line_ends_in_a_subject_make_no_header() -> Result<(), String> {
        let text = format(&mail()).map_err(|fault| format!("{fault:?}"))?;
        let text = String::from_utf8_lossy(&text);
        assert!(
            !text
                .lines()
                .any(|line| line.to_ascii_lowercase().starts_with("bcc:")),
            "{text}"
        );
        Ok(())
    }

    #[test]
    fn what_is_not_wanted_any_more_is_removed() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let mut directory = MailDirectory::new(folder.path().to_owned());
        directory
            .deliver(&mail())
            .map_err(|fault| format!("{fault:?}"))?;
        std::fs::write(folder.path().join("else.eml"), "not ours")?;
        directory
            .forget(&|_| false)
            .map_err(|fault| format!("{fault:?}"))?;
        let left: Vec<_> = std::fs::read_dir(folder.path())?
            .flatten()
            .map(|entry| entry.file_name())
            .collect();
        assert_eq!(left, ["else.eml"]);
        Ok(())
    }
}
