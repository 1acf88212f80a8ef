//! A console on an account whose people are known, with a home directory for the files of the journey.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use offboard::domain::Language;
use offboard::domain::id::BatchId;
use offboard::domain::query::{Answer, Query};
use offboard::domain::settings::Settings;
use offboard::ui::shell::context::Context;
use offboard::ui::shell::driver::Driver;

use crate::support::console::Opened;
use crate::support::{self, Account, surroundings};

/// Keys that lead from any screen to the first step of the wizard.
pub const TO_WIZARD: &str = "ctrl-p 'user deletion' enter enter";

/// A console on an account whose people are known.
pub struct Desk {
    pub driver: Driver,
    pub people: Vec<(String, String)>,
    pub home: PathBuf,
    pub database: PathBuf,
    pub clock: std::sync::Arc<support::TestClock>,
    pub _folder: tempfile::TempDir,
}

pub fn context(language: Language, home: &Path) -> Context {
    let mut context = Opened {
        language,
        ..Opened::default()
    }
    .context();
    context.home_directory = Some(home.to_owned());
    context
}

impl Desk {
    pub fn open(learners: u64, language: Language) -> Self {
        Self::with(learners, language, |_| {})
    }

    pub fn with(learners: u64, language: Language, change: impl FnOnce(&mut Settings)) -> Self {
        let mut account = Account::seeded(learners);
        let people = account.identities(usize::try_from(learners).unwrap());
        let op = account.settings_changed(change);
        account.execute(&op).unwrap();
        let Account {
            folder,
            database,
            clock,
            service,
            session,
            ..
        } = account;
        let home = std::fs::canonicalize(folder.path()).unwrap().join("home");
        std::fs::create_dir(&home).unwrap();
        let driver = Driver::on(
            service,
            surroundings(&clock),
            context(language, &home),
            Some(session),
        );
        Self {
            driver: driver.unwrap(),
            people,
            home,
            database,
            clock,
            _folder: folder,
        }
    }

    pub fn file(&self, name: &str, rows: &[&str]) -> PathBuf {
        let path = self.home.join(name);
        let mut text = "primary_email_address,unique_user_id\n".to_owned();
        for row in rows {
            text.push_str(row);
            text.push('\n');
        }
        std::fs::write(&path, text).unwrap();
        two_days_old(&path);
        path
    }

    /// A file of the first people, by their IDs.
    pub fn leavers(&self, name: &str, count: usize) -> PathBuf {
        let rows: Vec<String> = self.people[..count]
            .iter()
            .map(|(_, id)| format!(",{id}"))
            .collect();
        self.file(name, &rows.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[track_caller]
    pub fn sees(&mut self, keys: &str, texts: &[&str]) {
        self.driver.press(keys);
        self.shows(texts);
    }

    #[track_caller]
    pub fn shows(&self, texts: &[&str]) {
        for text in texts {
            assert!(
                self.driver.shows(text),
                "no {text:?}:\n{}",
                self.driver.screen()
            );
        }
    }

    #[track_caller]
    pub fn shows_no(&self, text: &str) {
        assert!(
            !self.driver.shows(text),
            "{text:?} on:\n{}",
            self.driver.screen()
        );
    }

    /// Goes through the wizard to the review of a file under the home directory.
    pub fn review(&mut self, name: &str) {
        self.driver.press(TO_WIZARD);
        self.driver.press(&format!("enter '~/{name}' enter enter"));
    }

    pub fn batch(&mut self) -> offboard::domain::batch::Batch {
        let session = self.driver.app().context().session.clone().unwrap();
        let mut reader = self.driver.service().unwrap().reader().unwrap();
        match reader.load(&session, &Query::Batch(BatchId(1))).unwrap() {
            Answer::Batch(Some(batch)) => *batch,
            other => panic!("{other:?}"),
        }
    }

    pub fn batches(&mut self) -> u64 {
        u64::try_from(self.driver.app().context().home.batches.len()).unwrap()
    }
}

/// Makes a file or folder two days old by the clock of the tests.
pub fn two_days_old(path: &Path) {
    let seconds = u64::try_from(support::NOON - 2 * 86_400).unwrap();
    let file = std::fs::File::open(path).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
        .unwrap();
}
