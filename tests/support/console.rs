//! A console on a seeded account, driven by keys.

use std::collections::BTreeSet;
use std::ffi::OsString;

use offboard::domain::Language;
use offboard::domain::look::Colours;
use offboard::domain::operator::{Role, Session};
use offboard::domain::settings::Theme;
use offboard::ui::shell::context::{Capabilities, Context};
use offboard::ui::shell::driver::Driver;

use crate::support::{Account, TestClock, surroundings};

/// A console with the folder of its account, which goes when the test ends.
pub struct Console {
    pub driver: Driver,
    folder: tempfile::TempDir,
    root: Root,
}

/// What stood in the working directory of the tests, which is the root of the repository, when a console was opened.
struct Root(BTreeSet<OsString>);

impl Drop for Root {
    /// No test leaves anything beside the sources.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let left = beside_the_sources();
            let new: Vec<_> = left.difference(&self.0).collect();
            assert!(
                new.is_empty(),
                "left in the root of the repository: {new:?}"
            );
        }
    }
}

/// The names in the working directory.
fn beside_the_sources() -> BTreeSet<OsString> {
    let names = std::fs::read_dir(".").unwrap();
    names.map(|entry| entry.unwrap().file_name()).collect()
}

/// How a console is opened.
#[derive(Clone, Copy)]
pub struct Opened {
    pub learners: u64,
    pub role: Role,
    pub language: Language,
    pub theme: Theme,
    pub size: (u16, u16),
}

impl Default for Opened {
    fn default() -> Self {
        Self {
            learners: 120,
            role: Role::FullAdmin,
            language: Language::English,
            theme: Theme::Dark,
            size: (100, 30),
        }
    }
}

impl Opened {
    /// Opens a console on a demo account.
    pub fn open(self) -> Console {
        self.open_after(|_| {})
    }

    /// Opens a console on a demo account in which something was done before.
    pub fn open_after(self, before: impl FnOnce(&mut Account)) -> Console {
        let mut account = Account::seeded(self.learners);
        before(&mut account);
        let session = account.service.demo_session(self.role).unwrap();
        self.on(account, session)
    }

    /// Opens a console on an account without demo requests and operators.
    pub fn open_bare(self) -> Console {
        let account = Account::seeded(self.learners);
        let session = account.session.clone();
        self.on(account, session)
    }

    /// Opens a console on an account, signed in as somebody.
    pub fn on(self, account: Account, session: Session) -> Console {
        let Account {
            folder,
            clock,
            service,
            reader,
            ..
        } = account;
        drop(reader);
        // What a console suggests as a path lies in a folder of its own.
        let context = Context {
            home_directory: Some(folder.path().to_owned()),
            ..self.context()
        };
        let root = Root(beside_the_sources());
        let driver = Driver::on(service, surroundings(&clock), context, Some(session));
        Console {
            driver: driver.unwrap(),
            folder,
            root,
        }
    }

    /// The context of such a console.
    pub fn context(self) -> Context {
        let capabilities = Capabilities {
            elsewhere: false,
            file_dialog: false,
            colours: if self.theme == Theme::Plain {
                Colours::None
            } else {
                Colours::Many
            },
            language_is_chosen: true,
            theme_is_chosen: true,
        };
        let mut context = Context::new(self.language, self.theme, capabilities);
        context.size = self.size;
        context
    }
}

impl Console {
    /// The folder of the account.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The account, where its database lies.
    pub fn account(&self) -> std::path::PathBuf {
        self.folder.path().join("account")
    }

    /// Another console on what lies in the place of the database now, as the runtime opens one after a restore.
    pub fn reopened(self) -> Self {
        let clock = std::sync::Arc::new(TestClock::at_noon());
        let database = self.account().join("offboard.db");
        let context = self.driver.app().context().clone();
        let session = context.session.clone();
        drop(self.driver);
        let driver = Driver::open(&database, surroundings(&clock), context, session);
        Self {
            driver: driver.unwrap(),
            folder: self.folder,
            root: self.root,
        }
    }

    /// Presses keys and shows the screen when one of the texts is missing on it.
    #[track_caller]
    pub fn sees(&mut self, keys: &str, texts: &[&str]) {
        self.driver.press(keys);
        for text in texts {
            assert!(
                self.driver.shows(text),
                "no {text:?} after {keys:?}:\n{}",
                self.driver.screen()
            );
        }
    }

    /// Presses keys and shows the screen when one of the texts stands on it.
    #[track_caller]
    pub fn sees_no(&mut self, keys: &str, texts: &[&str]) {
        self.driver.press(keys);
        for text in texts {
            assert!(
                !self.driver.shows(text),
                "{text:?} after {keys:?}:\n{}",
                self.driver.screen()
            );
        }
    }
}
