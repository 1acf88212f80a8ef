//! Accounts to try things on: made once, kept in memory, laid out as files for each trial.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use offboard::domain::batch::RowOutcome;

use crate::support::Account;

/// Whether the long forms are asked for.
pub fn is_long() -> bool {
    std::env::var("OFFBOARD_TRIALS").is_ok_and(|form| form == "long")
}

/// The program to try: `OFFBOARD_PROGRAM`, such as a release build, or the one built with the tests.
fn program() -> PathBuf {
    let built = || PathBuf::from(env!("CARGO_BIN_EXE_offboard"));
    let chosen = std::env::var_os("OFFBOARD_PROGRAM");
    chosen.map_or_else(built, |path| std::fs::canonicalize(path).unwrap())
}

/// A folder of the build for what is made once.
pub fn scratch() -> &'static Path {
    static SCRATCH: OnceLock<PathBuf> = OnceLock::new();
    SCRATCH.get_or_init(|| {
        let name = format!("trials-{}", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    })
}

/// Who was there before anything happened.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// Every user: email and unique ID.
    pub users: BTreeMap<i64, (Option<String>, Option<String>)>,
    /// The users that batch 1 is to delete.
    pub planned: BTreeSet<i64>,
}

/// An account as files.
#[derive(Debug, Clone)]
pub struct Template {
    files: Vec<(PathBuf, Vec<u8>)>,
    pub start: Start,
}

/// An account laid out for one trial.
pub struct Ground {
    pub folder: tempfile::TempDir,
    pub start: Start,
}

/// The program on a database, at home in a folder.
pub fn command_on(home: &Path, database: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(program());
    command
        .env_clear()
        .env("HOME", home)
        .env("TMPDIR", home)
        .env("TZ", "UTC")
        .env("LC_ALL", "C")
        .env("OFFBOARD_DB", database)
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .current_dir(home)
        .stdin(Stdio::null())
        .args(words);
    command
}

/// What a call came to.
#[derive(Debug)]
pub struct Ran {
    /// The exit code; none when a signal ended it.
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Ran {
    /// The same, once it has ended as expected.
    #[track_caller]
    pub fn ended(self, codes: &[i32]) -> Self {
        assert!(
            self.code.is_some_and(|code| codes.contains(&code)),
            "{self:#?}"
        );
        self
    }
}

const FOLDER: &str = "account";

impl Template {
    /// An account with a batch of 450 of its 700 users that was confirmed and not begun.
    pub fn confirmed() -> &'static Self {
        static CONFIRMED: OnceLock<Template> = OnceLock::new();
        CONFIRMED.get_or_init(|| {
            let mut account = Account::seeded(700);
            let file = leavers(&mut account);
            let review = account.review(&file).unwrap();
            assert!(review.counts.of(RowOutcome::Deleted) > 400);
            account.confirm(&review).unwrap();
            Self::of(account)
        })
    }

    /// The same account and its file, before the file was reviewed.
    pub fn quiet() -> &'static Self {
        static QUIET: OnceLock<Template> = OnceLock::new();
        QUIET.get_or_init(|| {
            let mut account = Account::seeded(700);
            leavers(&mut account);
            Self::of(account)
        })
    }

    /// Closes an account and takes its files.
    pub fn of(account: Account) -> Self {
        let Account {
            folder,
            database,
            service,
            reader,
            ..
        } = account;
        drop((service, reader));
        let start = Start::read(&database);
        let mut files = Vec::new();
        collect(folder.path(), folder.path(), &mut files);
        Self { files, start }
    }

    /// Lays the account out in a folder of its own.
    pub fn lay_out(&self) -> Ground {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in &self.files {
            let path = folder.path().join(name);
            private_folders(path.parent().unwrap());
            write_private(&path, bytes);
        }
        let start = self.start.clone();
        Ground { folder, start }
    }
}

fn leavers(account: &mut Account) -> PathBuf {
    let people = account.identities(usize::MAX);
    let chosen = people.iter().take(450);
    let rows: String = chosen.map(|(_, id)| format!(",{id}\n")).collect();
    let text = format!("primary_email_address,unique_user_id\n{rows},E-unknown\n,E-unknown-2\n");
    account.file("leavers.csv", text)
}

pub fn private_folders(path: &Path) {
    use std::os::unix::fs::DirBuilderExt;
    let mut folders = std::fs::DirBuilder::new();
    folders.recursive(true).mode(0o700).create(path).unwrap();
}

pub fn write_private(path: &Path, bytes: &[u8]) {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    options.open(path).unwrap().write_all(bytes).unwrap();
}

/// Every file under a folder with its path below it.
pub fn collect(root: &Path, folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_owned();
            files.push((name, std::fs::read(&path).unwrap()));
        }
    }
}

impl Start {
    pub fn read(database: &Path) -> Self {
        let db = rusqlite::Connection::open(database).unwrap();
        let mut statement = db
            .prepare("SELECT id, email, unique_id FROM users")
            .unwrap();
        let users = statement
            .query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))
            .unwrap();
        let users = users.map(Result::unwrap).collect();
        let planned = crate::invariants::planned_users(&db, 1);
        Self { users, planned }
    }
}

impl Ground {
    /// A path beside the account's own folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.path(FOLDER).join("offboard.db")
    }

    /// The account's own folder.
    pub fn account(&self) -> PathBuf {
        self.path(FOLDER)
    }

    /// The program on this account, at home in its folder.
    pub fn command(&self, words: &[&str]) -> Command {
        command_on(self.folder.path(), &self.database(), words)
    }

    /// Calls the program.
    pub fn run(&self, words: &[&str]) -> Ran {
        self.command(words).output().unwrap().into()
    }

    /// A connection of the trial's own.
    pub fn look(&self) -> rusqlite::Connection {
        let db = rusqlite::Connection::open(self.database()).unwrap();
        db.busy_timeout(std::time::Duration::from_secs(60)).unwrap();
        db
    }

    /// The state of a batch as it stands in the database.
    pub fn state(&self, batch: i64) -> String {
        let sql = "SELECT state FROM batches WHERE id = ?1";
        self.look()
            .query_row(sql, [batch], |row| row.get(0))
            .unwrap()
    }

    /// What of the invariants does not hold.
    pub fn complaints(&self) -> Vec<String> {
        crate::invariants::complaints(self)
    }

    /// Sees batch 1 to its end and everything as it must be then.
    #[track_caller]
    pub fn finish(&self, after: &str) {
        let state = self.state(1);
        if !crate::invariants::is_final(&state) {
            let ran = self.run(&["deletions", "resume", "1"]);
            assert!(
                ran.code == Some(1),
                "{after}: the batch was {state} and did not go on: {ran:#?}"
            );
        }
        assert_eq!(self.state(1), "completed_with_errors", "{after}");
        let complaints = self.complaints();
        assert!(complaints.is_empty(), "{after}: {complaints:#?}");
    }
}

/// How long the trials of one list may take; `OFFBOARD_MINUTES` says it, without it they take what they need.
fn time_allowed() -> Option<Duration> {
    let minutes = std::env::var("OFFBOARD_MINUTES").ok()?;
    Some(Duration::from_secs(60 * minutes.parse::<u64>().unwrap()))
}

/// Tries each of a list, two at a time, and tells all that failed. Where time is short, those that are tried lie all
/// over the list, and how many they were is told.
#[track_caller]
pub fn for_each<T: Sync>(list: &[T], trial: impl Fn(&T) + Sync) {
    let (began, allowed) = (Instant::now(), time_allowed());
    let is_over = || allowed.is_some_and(|allowed| began.elapsed() > allowed);
    let stride = if allowed.is_some() { 7_919 } else { 1 };
    assert!(!list.len().is_multiple_of(7_919));
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(Vec::new());
    let work = || {
        while !is_over() {
            let number = next.fetch_add(1, Ordering::SeqCst);
            if number >= list.len() {
                return;
            }
            let one = &list[number * stride % list.len()];
            let tried = catch_unwind(AssertUnwindSafe(|| trial(one)));
            if let Err(payload) = tried {
                let text = payload.downcast_ref::<String>().cloned();
                failed.lock().unwrap().push(text.unwrap_or_default());
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    let failed = failed.into_inner().unwrap();
    let (count, tried) = (failed.len(), next.into_inner().min(list.len()));
    if tried < list.len() {
        tell(&format!("of {}, tried", list.len()), tried);
    }
    assert!(
        count == 0,
        "{count} of {tried} failed:\n{}",
        failed.join("\n")
    );
}

/// So many numbers of `1..=last`, evenly spread, the first and the last among them; all of them when there are no more.
pub fn spread(last: u64, count: u64) -> Vec<u64> {
    if last <= count {
        return (1..=last).collect();
    }
    (0..count)
        .map(|step| 1 + step * (last - 1) / (count - 1).max(1))
        .collect()
}

/// Tells how much was tried; shown with `--nocapture`.
pub fn tell(what: &str, count: usize) {
    let mut narration = std::io::stderr();
    writeln!(narration, "{what}: {count}").unwrap();
}
