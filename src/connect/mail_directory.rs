//! Mail as `.eml` files in a directory, for accounts without a mail server.
//!
//! The name of a file is its Message-ID, so that delivering twice leaves one file. Files are private (0600) and written
//! whole: to a temporary name, synced, renamed.

use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::message::{Sender, compose};
use super::{Mailer, OutgoingMail, trouble};
use crate::domain::mail::{MailTrouble, MailTroubleKind};

/// A directory that takes mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailDirectory {
    path: PathBuf,
    sender: Sender,
}

impl MailDirectory {
    /// Mail into this directory, which is made when the first message comes.
    pub const fn new(path: PathBuf, sender: Sender) -> Self {
        Self { path, sender }
    }

    /// Removes delivered messages that are `gone`, asked by Message-ID and recipient, half written ones too; files of
    /// other origin stay.
    pub fn forget(&self, gone: &dyn Fn(&str, Option<&str>) -> bool) -> std::io::Result<()> {
        let Ok(entries) = std::fs::read_dir(&self.path) else {
            return Ok(());
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            let half = name.strip_prefix('.');
            let name = half
                .and_then(|name| name.strip_suffix(".part"))
                .unwrap_or(name);
            let Some(stem) = name
                .strip_suffix(".eml")
                .filter(|stem| stem.ends_with("@offboard.invalid"))
            else {
                continue;
            };
            if gone(&format!("<{stem}>"), recipient_in(&path).as_deref()) {
                std::fs::remove_file(&path)?;
            }
        }
        Ok(())
    }
}

/// Whom the message in a file is for, as its head says.
fn recipient_in(path: &Path) -> Option<String> {
    const HEAD: u64 = 16 << 10;
    let mut head = Vec::new();
    let file = std::fs::File::open(path).ok()?;
    file.take(HEAD).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head);
    let lines = head.lines().take_while(|line| !line.is_empty());
    let to = lines
        .skip_while(|line| !line.to_ascii_lowercase().starts_with("to:"))
        .enumerate()
        .take_while(|(at, line)| *at == 0 || line.starts_with([' ', '\t']))
        .map(|(_, line)| line.trim());
    let to: String = to.collect::<Vec<_>>().concat();
    let address = to.split_once(':')?.1.trim();
    let address = address
        .rsplit_once('<')
        .map_or(address, |(_, address)| address);
    Some(address.trim_end_matches('>').to_owned())
}

impl Mailer for MailDirectory {
    fn deliver(&mut self, mail: &OutgoingMail) -> Result<(), MailTrouble> {
        let message = compose(mail, &self.sender)?;
        write(&self.path, &file_name(&mail.message_id), &message.bytes)
            .map_err(|error| trouble(MailTroubleKind::Folder, &error.to_string()))
    }
}

fn file_name(message_id: &str) -> String {
    let bare: String = message_id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '-'))
        .collect();
    format!("{bare}.eml")
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
            subject: "Zażółć".to_owned(),
            body: "Halo".to_owned(),
            message_id: "<0a@offboard.invalid>".to_owned(),
            date: Timestamp(1_760_000_000),
        }
    }

    #[test]
    fn delivering_twice_leaves_one_private_file() -> Result<(), Box<dyn std::error::Error>> {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir()?;
        let mut directory = MailDirectory::new(folder.path().join("mail"), Sender::default());
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
    fn mail_of_those_who_are_gone_is_removed_and_no_other() -> Result<(), Box<dyn std::error::Error>>
    {
        let folder = tempfile::tempdir()?;
        let mut directory = MailDirectory::new(folder.path().to_owned(), Sender::default());
        directory
            .deliver(&mail())
            .map_err(|fault| format!("{fault:?}"))?;
        std::fs::write(folder.path().join("else.eml"), "not ours")?;
        std::fs::write(folder.path().join(".0b@offboard.invalid.eml.part"), "half")?;
        std::fs::write(folder.path().join("0c@offboard.invalid.eml"), "of another")?;
        directory.forget(&|id, to| id.contains("0b") || to == Some("siti@enigma.example"))?;
        let mut left: Vec<_> = std::fs::read_dir(folder.path())?
            .flatten()
            .map(|entry| entry.file_name())
            .collect();
        left.sort();
        assert_eq!(left, ["0c@offboard.invalid.eml", "else.eml"]);
        Ok(())
    }
}
