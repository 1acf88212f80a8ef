//! The configuration file: what an operator would otherwise give with every call.

use std::path::{Path, PathBuf};

use etcetera::AppStrategy as _;

use crate::domain::Language;
use crate::domain::settings::Theme;
use crate::error::{Error, Result, Trouble};
use crate::service::Security;
use crate::service::files::read_small;

/// Bytes of a configuration at the most.
const LONGEST: u64 = 1 << 20;

/// The configuration; what is missing keeps its default.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Config {
    /// Path of the database.
    pub db: Option<PathBuf>,
    /// Language of the program.
    pub lang: Option<Language>,
    /// Name of the operator.
    pub operator: Option<String>,
    /// Theme of the console.
    pub theme: Option<Theme>,
    /// How mail leaves.
    pub mail: MailSection,
}

/// The section `[mail]`; `connect/smtp.rs` says what each key means.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct MailSection {
    /// Name or address of the server; without one, mail goes into the folder.
    pub host: Option<String>,
    /// Its port, where it is not the usual one.
    pub port: Option<u16>,
    /// How the connection is kept private.
    pub security: Security,
    /// Whom mail comes from.
    pub from: Option<String>,
    /// User name, where the server wants a sign-in.
    pub username: Option<String>,
    /// File with the password, which nobody else may read.
    pub password_file: Option<PathBuf>,
    /// File with the certificates of the authorities that are trusted instead of the public ones.
    pub ca_file: Option<PathBuf>,
    /// Folder into which mail is delivered, one file a message.
    pub directory: Option<PathBuf>,
}

impl Config {
    /// Reads the file at a path, or the one in its usual place where there is one.
    pub fn read(path: Option<&Path>) -> Result<Self> {
        let usual = places().map(|places| places.config_dir().join("config.toml"));
        match (path, usual) {
            (Some(path), _) => Self::read_file(path),
            (None, Some(usual)) if usual.exists() => Self::read_file(&usual),
            (None, _) => Ok(Self::default()),
        }
    }

    fn read_file(path: &Path) -> Result<Self> {
        let text = read_small(path, LONGEST)?;
        toml::from_str(&text)
            .map_err(|error| Error::Usage(format!("{}: {}", path.display(), error.message())))
    }
}

/// The database's usual place: `offboard/offboard.db` in the platform's folder for data, which is made (0700).
pub(super) fn usual_database() -> Result<PathBuf> {
    let places = places().ok_or_else(|| {
        Error::Environment(Trouble::Io("the home directory cannot be found".to_owned()))
    })?;
    let folder = places.data_dir();
    make_private_folder(&folder)?;
    Ok(folder.join("offboard.db"))
}

/// Makes a folder that only its owner can read, with the folders above it; one that is there stays as it is.
pub(super) fn make_private_folder(folder: &Path) -> Result<()> {
    crate::durable::make_folder(folder).map_err(|error| Error::from_io(&error, folder))
}

fn places() -> Option<impl etcetera::AppStrategy> {
    let arguments = etcetera::AppStrategyArgs {
        top_level_domain: "example".to_owned(),
        author: "offboard".to_owned(),
        app_name: "offboard".to_owned(),
    };
    etcetera::choose_app_strategy(arguments).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configuration_names_what_it_wants_and_nothing_unknown() -> Result<()> {
        let folder = tempfile::tempdir().map_err(|error| Error::Bug(error.to_string()))?;
        let path = folder.path().join("config.toml");
        let write =
            |text: &str| std::fs::write(&path, text).map_err(|error| Error::from_io(&error, &path));
        write("lang = \"id\"\ntheme = \"light\"\n")?;
        let config = Config::read(Some(&path))?;
        assert_eq!(config.lang, Some(Language::Indonesian));
        assert_eq!(config.theme, Some(Theme::Light));
        write("[mail]\nhost = \"smtp.example.com\"\nsecurity = \"tls\"\n")?;
        assert_eq!(Config::read(Some(&path))?.mail.security, Security::Tls);
        // A password in a file that is often copied is not taken.
        for unknown in ["password = \"x\"", "security = \"ssl\"", "port = 70000"] {
            write(&format!("[mail]\n{unknown}\n"))?;
            assert!(matches!(Config::read(Some(&path)), Err(Error::Usage(_))));
        }
        write("langauge = \"id\"\n")?;
        assert!(matches!(Config::read(Some(&path)), Err(Error::Usage(_))));
        Ok(())
    }

    #[test]
    fn a_configuration_that_was_asked_for_must_be_there() {
        let missing = Config::read(Some(Path::new("/nowhere/config.toml")));
        assert!(matches!(
            missing,
            Err(Error::Environment(Trouble::NoSuchFile(_)))
        ));
    }

    #[test]
    fn a_configuration_is_a_regular_file_and_not_endless() {
        let endless = Config::read(Some(Path::new("/dev/zero")));
        assert!(matches!(
            endless,
            Err(Error::Environment(Trouble::NotAFile(_)))
        ));
    }
}
