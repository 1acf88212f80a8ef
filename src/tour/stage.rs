//! The stage of a tour: a demo account in a temporary place, with the operator's folder beside it. It goes when the
//! tour is over, and nothing of the tour knows the way to any other database.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{FileEdit, Sheet, Tour};
use crate::domain::identifier::{EmailAddress, UniqueId};
use crate::domain::operator::Session;
use crate::domain::provider::Provider;
use crate::domain::query::{Answer, Query};
use crate::domain::user::{UserFilter, UserRow, UserSort, UsersQuestion};
use crate::domain::{Language, Page};
use crate::error::{Error, Result};
use crate::service::demo::NewDemo;
use crate::service::demo::scim_server::ScimServer;
use crate::service::{NewAccount, Reader, Service, Surroundings};

/// Learners of the account.
const LEARNERS: u64 = 250;
/// Learners with a number in their unique ID below this play parts in the tours and are not used to fill files.
const PLAYING_PARTS: usize = 30;

/// A demo account in a temporary place.
pub struct Stage {
    // Goes with this value.
    _folder: tempfile::TempDir,
    /// Where its learners are, of an account that lives at a server.
    _server: Option<ScimServer>,
    database: PathBuf,
    home: PathBuf,
    session: Session,
}

impl Stage {
    /// Builds the stage of a tour.
    pub fn build(tour: &Tour, language: Language, surroundings: &Surroundings) -> Result<Self> {
        let folder = private_folder()?;
        // What a file dialog or a temporary folder calls by another name has one name here.
        let place = folder.path();
        let place = fs::canonicalize(place).map_err(|error| Error::from_io(&error, place))?;
        let home = make_folder(place.join("home"))?;
        let database = make_folder(place.join("account"))?.join("demo.db");
        let session = if tour.empty {
            found(&database, language, surroundings)?
        } else {
            let new = NewDemo {
                learners: LEARNERS,
                language,
                provider: tour.provider,
            };
            Service::create_demo(&database, &new, tour.role, surroundings, &mut |_| true)?
        };
        let server = if tour.provider == Provider::Scim {
            Service::open(&database, surroundings.clone())?.demo_server()?
        } else {
            None
        };
        if !tour.files.is_empty() {
            let service = Service::open(&database, surroundings.clone())?;
            let learners = everybody(&mut service.reader()?, &session)?;
            for sheet in &tour.files {
                write(&home.join(&sheet.name), &filled(sheet, &learners))?;
            }
        }
        Ok(Self {
            _folder: folder,
            _server: server,
            database,
            home,
            session,
        })
    }

    /// Where the account lies.
    pub fn database(&self) -> &Path {
        &self.database
    }

    /// The operator's folder.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Who is at the console.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// edits a file as an operator does in an editor.
    pub fn edit(&self, edit: &FileEdit) -> Result<()> {
        let listed = fs::read_dir(&self.home);
        let listed = listed.map_err(|error| Error::from_io(&error, &self.home))?;
        let mut found: Vec<_> = listed
            .flatten()
            .filter(|entry| entry.file_name().to_string_lossy().starts_with(&edit.from))
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
            .collect();
        found.sort();
        let newest = found.pop().map(|(_, path)| path);
        let newest = newest.ok_or_else(|| Error::NotFound(edit.from.clone()))?;
        let text = fs::read_to_string(&newest).map_err(|error| Error::from_io(&error, &newest))?;
        let mut edited = text;
        for (from, to) in &edit.replace {
            if !edited.contains(from) {
                return Err(Error::NotFound(from.clone()));
            }
            edited = edited.replace(from, to);
        }
        write(&self.home.join(&edit.to), &edited)
    }
}

/// The text of a file, with ordinary learners below its lines: neither on hold nor named above, every other one by ID.
fn filled(sheet: &Sheet, learners: &[UserRow]) -> String {
    let mut lines = sheet.lines.clone();
    if sheet.learners > 0 {
        let named: HashSet<&str> = sheet
            .lines
            .iter()
            .flat_map(|line| line.split(','))
            .collect();
        let ordinary = learners.iter().skip(PLAYING_PARTS).filter(|learner| {
            let email = learner.email.as_ref().map(EmailAddress::as_str);
            let id = learner.unique_id.as_ref().map(UniqueId::as_str);
            !learner.on_hold
                && email.is_some_and(|email| !named.contains(email))
                && id.is_some_and(|id| !named.contains(id))
        });
        for (nth, learner) in ordinary.take(sheet.learners).enumerate() {
            lines.push(match (&learner.email, &learner.unique_id) {
                (Some(email), _) if nth % 2 == 0 => format!("{email},"),
                (_, Some(id)) => format!(",{id}"),
                _ => continue,
            });
        }
    }
    lines.join("\n") + "\n"
}

/// Every learner, in the order of the unique IDs.
fn everybody(reader: &mut Reader, session: &Session) -> Result<Vec<UserRow>> {
    let question = UsersQuestion {
        filter: UserFilter::default(),
        sort: UserSort::default(),
        page: Page::first(usize::try_from(LEARNERS).unwrap_or_default()),
    };
    let Answer::Users(page) = reader.load(session, &Query::Users(question))? else {
        return Err(Error::Bug(
            "a question for users was answered otherwise".to_owned(),
        ));
    };
    let mut rows = page.window.rows;
    rows.sort_by(|one, two| one.unique_id.cmp(&two.unique_id));
    Ok(rows)
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).map_err(|error| Error::from_io(&error, path))
}

/// Makes an account with nothing in it but its first full admin, as `offboard init` does.
fn found(database: &Path, language: Language, surroundings: &Surroundings) -> Result<Session> {
    let new = NewAccount {
        account: "Enigma Hub".to_owned(),
        admin_name: "Dewi Anggraini".to_owned(),
        admin_email: "dewi.anggraini@enigma.example".to_owned(),
        passphrase: None,
        language,
    };
    let service = Service::create(database, &new, surroundings.clone())?;
    let session = service.reader()?.sole_operator()?;
    session.ok_or_else(|| Error::Bug("nobody is at the console of a new account".to_owned()))
}

fn make_folder(path: PathBuf) -> Result<PathBuf> {
    fs::create_dir(&path).map_err(|error| Error::from_io(&error, &path))?;
    Ok(path)
}

/// A temporary folder that only its owner can read.
fn private_folder() -> Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("offboard-tour-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    let made = builder.tempdir();
    made.map_err(|error| Error::from_io(&error, &std::env::temp_dir()))
}
