//! The section `[mail]` of the configuration as a road for mail.
//!
//! A section of no use closes the road and nothing else: whoever looks a learner up needs no mail server.

use std::path::{Path, PathBuf};

use super::config::MailSection;
use crate::domain::op::Secret;
use crate::say;
use crate::service::files::secret::{self, SecretFault};
use crate::service::{MailRoad, Patience, Sender, ServerSettings, SetupFault, SmtpServer};
use crate::texts::Texts;

/// Where the password is looked for first.
const PASSWORD: &str = "OFFBOARD_SMTP_PASSWORD";

/// The road that the configuration names, closed where it is of no use.
pub(super) fn road(texts: &Texts, section: &MailSection) -> MailRoad {
    let password = std::env::var(PASSWORD).ok();
    let password = password.filter(|password| !password.is_empty()).map(Secret);
    named_road(texts, section, password).unwrap_or_else(MailRoad::Closed)
}

fn named_road(
    texts: &Texts,
    section: &MailSection,
    password: Option<Secret>,
) -> Result<MailRoad, String> {
    let sender = section.from.as_ref().map(|from| {
        Sender::parse(from).ok_or_else(|| say!(texts, "mail-setup-from", from = from.as_str()))
    });
    let sender = sender.transpose()?;
    let Some(host) = &section.host else {
        if is_half_a_server(section) {
            return Err(say!(texts, "mail-setup-no-host"));
        }
        let sender = sender.unwrap_or_default();
        return Ok(section.directory.as_ref().map_or(MailRoad::Usual, |path| {
            MailRoad::Folder(path.clone(), sender)
        }));
    };
    let authorities = section.ca_file.as_ref();
    let content =
        |path: &PathBuf| secret::content_of(path).map_err(|words| unusable(texts, path, &words));
    let authorities = authorities.map(content);
    let settings = ServerSettings {
        host: host.clone(),
        port: section.port.unwrap_or(section.security.usual_port()),
        security: section.security,
        hello: section.hello.clone(),
        sender: sender.ok_or_else(|| say!(texts, "mail-setup-no-from"))?,
        sign_in: sign_in(texts, section, password)?,
        authorities: authorities.transpose()?,
        patience: Patience::default(),
    };
    let server = SmtpServer::new(settings).map_err(|fault| match fault {
        SetupFault::PlainBeyondThisMachine => {
            say!(texts, "mail-setup-plain", host = host.as_str())
        }
        SetupFault::Hello(name) => say!(texts, "mail-setup-hello", name = name),
        SetupFault::Certificates(words) => {
            let path = section.ca_file.as_deref().unwrap_or(Path::new("ca_file"));
            unusable(texts, path, &words)
        }
    })?;
    Ok(MailRoad::Server(Box::new(server)))
}

/// Whether there are keys that only a server needs.
fn is_half_a_server(section: &MailSection) -> bool {
    let files = [&section.password_file, &section.ca_file];
    let names = [&section.username, &section.hello];
    section.port.is_some()
        || names.iter().any(|key| key.is_some())
        || files.iter().any(|key| key.is_some())
}

fn sign_in(
    texts: &Texts,
    section: &MailSection,
    password: Option<Secret>,
) -> Result<Option<(String, Secret)>, String> {
    let file = section.password_file.as_deref();
    match (&section.username, password, file) {
        (None, _, Some(_)) => Err(say!(texts, "mail-setup-no-username")),
        (None, ..) => Ok(None),
        (Some(name), Some(password), _) => Ok(Some((name.clone(), password))),
        (Some(name), None, Some(path)) => {
            let password = secret_in(texts, path)?;
            Ok(Some((name.clone(), password)))
        }
        (Some(name), None, None) => Err(say!(
            texts,
            "mail-setup-no-password",
            username = name.as_str()
        )),
    }
}

/// The secret in a file, without the line end behind it. A file that others can read is refused.
fn secret_in(texts: &Texts, path: &Path) -> Result<Secret, String> {
    secret::secret_in(path).map_err(|fault| {
        let path = path.display().to_string();
        match fault {
            SecretFault::Unread(words) => unusable(texts, Path::new(&path), &words),
            SecretFault::Open => say!(texts, "mail-setup-password-open", path = path),
            SecretFault::NoLine => say!(texts, "mail-setup-password-line", path = path),
        }
    })
}

fn unusable(texts: &Texts, path: &Path, words: &str) -> String {
    let path = path.display().to_string();
    say!(texts, "mail-setup-file", path = path, words = words)
}

#[cfg(test)]
mod tests {
    use std::error::Error;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::domain::Language;
    use crate::service::Security;

    fn section() -> MailSection {
        MailSection {
            host: Some("smtp.example.com".to_owned()),
            from: Some("Learning <learning@example.com>".to_owned()),
            ..MailSection::default()
        }
    }

    fn why_closed(section: &MailSection, password: Option<&str>) -> Option<String> {
        let texts = Texts::new(Language::English);
        let password = password.map(|password| Secret(password.to_owned()));
        named_road(&texts, section, password).err()
    }

    fn with_password_in(path: &Path) -> MailSection {
        MailSection {
            username: Some("learning".to_owned()),
            password_file: Some(path.to_owned()),
            ..section()
        }
    }

    #[test]
    fn a_password_that_others_can_read_is_refused() -> Result<(), Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("password");
        std::fs::write(&path, "open sesame\n")?;
        for mode in [0o600, 0o400] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode))?;
            assert_eq!(why_closed(&with_password_in(&path), None), None);
        }
        for mode in [0o644, 0o640, 0o604, 0o620] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode))?;
            let why = why_closed(&with_password_in(&path), None).unwrap_or_default();
            assert!(why.contains("chmod 600"), "{why}");
        }
        Ok(())
    }

    #[test]
    fn a_password_is_one_line_and_never_told() -> Result<(), Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("password");
        std::fs::write(&path, "")?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        for content in [
            &b""[..],
            b"\n",
            b"open\nsesame\n",
            b"open\0sesame",
            b"sesame\xff",
        ] {
            std::fs::write(&path, content)?;
            let why = why_closed(&with_password_in(&path), None).unwrap_or_default();
            assert!(why.contains("one line") && !why.contains("sesame"), "{why}");
        }
        let missing = with_password_in(&folder.path().join("nothing"));
        assert!(why_closed(&missing, None).is_some());
        assert_eq!(why_closed(&missing, Some("open sesame")), None);
        Ok(())
    }

    #[test]
    fn half_a_configuration_closes_the_road_and_says_what_is_missing() {
        let told = |section: MailSection, words: &str| {
            let why = why_closed(&section, None).unwrap_or_default();
            assert!(why.contains(words), "{why}");
        };
        let mut no_sender = section();
        no_sender.from = None;
        told(no_sender, "from =");
        let mut bad_sender = section();
        bad_sender.from = Some("A\r\nBcc: b@c.example <a@c.example>".to_owned());
        told(bad_sender, "not a sender");
        let mut no_password = section();
        no_password.username = Some("learning".to_owned());
        told(no_password, "OFFBOARD_SMTP_PASSWORD");
        let mut plain = section();
        plain.security = Security::None;
        told(plain, "this machine only");
        let mut no_authorities = section();
        no_authorities.ca_file = Some("/nowhere/ca.pem".into());
        told(no_authorities, "/nowhere/ca.pem");
        let no_host = MailSection {
            port: Some(25),
            ..MailSection::default()
        };
        told(no_host, "no host");
        assert_eq!(why_closed(&section(), None), None);
        assert_eq!(why_closed(&MailSection::default(), None), None);
    }
}
