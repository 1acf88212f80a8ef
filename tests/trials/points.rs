//! Trial 2: a kill at every named point before and after a commit. A life of an account is led by a process of its own
//! until the point where it ends; another one leads it on, and every promise holds.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use offboard::domain::Language;
use offboard::domain::id::BatchId;
use offboard::domain::op::{
    AccountOp, BatchOp, GroupOp, ImportOp, NewPassphrase, Op, OwnOp, Secret,
};
use offboard::domain::operator::Session;
use offboard::domain::query::{Answer, Query, ReviewSource};
use offboard::domain::time::{FixedClock, Timestamp};
use offboard::error::{Error, Trouble};
use offboard::service::RosterChoice;
use offboard::service::{NewAccount, Points, Restore, Service, Surroundings};

use crate::ground::{for_each, is_long, spread, tell};
use crate::support::NOON;

/// Variables by which a life is told where it is led and where it ends.
const FOLDER: &str = "TRIAL_FOLDER";
const AT: &str = "TRIAL_AT";
const NAMES: &str = "TRIAL_NAMES";

const LEARNERS: u64 = 160;
const NEWCOMERS: i64 = 30;
const CHANGED: i64 = 8;
const DAY: i64 = 86_400;
const SECRET: &str = "correct horse battery";

struct Life<'a> {
    folder: &'a Path,
    points: Points,
}

impl Life<'_> {
    fn database(&self) -> std::path::PathBuf {
        self.folder.join("account").join("offboard.db")
    }

    fn surroundings(&self, day: i64) -> Surroundings {
        Surroundings {
            cheap_passphrases: true,
            points: self.points.clone(),
            ..Surroundings::at(Arc::new(FixedClock(Timestamp(NOON + day * DAY))))
        }
    }

    fn open(&self, day: i64) -> (Service, Session) {
        let service = Service::open(&self.database(), self.surroundings(day)).unwrap();
        let mut reader = service.reader().unwrap();
        let session = reader.sole_operator().unwrap().unwrap_or_else(|| {
            let secret = Secret(SECRET.to_owned());
            reader.sign_in("Dewi Lestari", &secret).unwrap()
        });
        (service, session)
    }

    fn look(&self, sql: &str) -> i64 {
        let db = rusqlite::Connection::open(self.database()).unwrap();
        db.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    fn settle(&self, day: i64) {
        let (mut service, _) = self.open(day);
        for _ in 0..200 {
            let step = service.step().unwrap();
            if step.mail_is_under_way {
                let patience = std::time::Duration::from_secs(60);
                service.wait_for_mail(patience).unwrap();
            } else if !step.more {
                return;
            }
        }
        panic!("the background work never ends");
    }

    /// Confirms a batch of some learners, unless that was done.
    fn batch(&self, number: i64, day: i64, wait_days: u8, learners: std::ops::Range<i64>) {
        if self.look("SELECT count(*) FROM batches") >= number {
            return;
        }
        let (mut service, session) = self.open(day);
        let mut text = "primary_email_address,unique_user_id\n,E-nobody\n".to_owned();
        let db = rusqlite::Connection::open(self.database()).unwrap();
        for user in learners {
            let sql = "SELECT unique_id FROM users WHERE id = ?1";
            if let Ok(id) = db.query_row(sql, [user], |row| row.get::<_, String>(0)) {
                writeln!(text, ",{id}").unwrap();
            }
        }
        let file = self.folder.join(format!("leavers-{number}.csv"));
        std::fs::write(&file, text).unwrap();
        let mut reader = service.reader().unwrap();
        let source = ReviewSource::File(file);
        let review = reader.review(&session, &source, &mut |_| true).unwrap();
        let op = Op::Batch(BatchOp::Confirm {
            review: review.token,
            wait_days,
            phrase: review.gate.phrase(),
            again: true,
        });
        service.execute(&session, &op, None).unwrap();
    }

    /// Does an act unless it was done: what stands against it then is that it is so already.
    fn act(&self, day: i64, op: &Op) {
        let (mut service, session) = self.open(day);
        if let Err(offboard::error::Error::Bug(told)) = service.execute(&session, op, None) {
            panic!("{told}");
        }
    }

    fn second_admin(&self, day: i64, wanted: bool) {
        let (mut service, session) = self.open(day);
        let answer = service.reader().unwrap().load(&session, &Query::Settings);
        let Ok(Answer::Settings(seen)) = answer else {
            panic!("no settings");
        };
        if seen.second_admin != wanted {
            let mut change = offboard::domain::settings::SettingsChange {
                wanted: (*seen).clone(),
                seen: *seen,
            };
            change.wanted.second_admin = wanted;
            let op = Op::Account(AccountOp::ChangeSettings(Box::new(change)));
            service.execute(&session, &op, None).unwrap();
        }
    }

    /// Leads the life from where it is to its end.
    fn lead(&self) {
        self.begin();
        self.batch(1, 0, 0, 10..40);
        self.settle(0);
        self.batch(2, 1, 1, 40..50);
        self.settle(3);
        self.batch(3, 4, 0, 50..60);
        self.act(4, &Op::Batch(BatchOp::Cancel(BatchId(3))));
        self.settle(4);
        self.second_admin(5, true);
        self.batch(4, 5, 0, 60..70);
        self.settle(12);
        self.second_admin(12, false);
        self.hindered();
        self.restored();
        self.imported();
        self.act(
            20,
            &Op::Own(OwnOp::SetPassphrase(NewPassphrase {
                present: None,
                wanted: Secret(SECRET.to_owned()),
            })),
        );
        self.settle(20);
    }

    fn begin(&self) {
        if !Service::exists(&self.database()) {
            let new = NewAccount {
                account: "Enigma Hub".to_owned(),
                admin_name: "Dewi Lestari".to_owned(),
                admin_email: "dewi@admin.example".to_owned(),
                passphrase: None,
                language: Language::English,
            };
            Service::create(&self.database(), &new, self.surroundings(0)).unwrap();
        }
        if self.look("SELECT count(*) FROM users") == 0 {
            let (mut service, session) = self.open(0);
            let seeded = service.seed(&session, LEARNERS, 1, &mut |_| true);
            if seeded.is_err() {
                // Demo learners are not taken up where a process stopped: they are made anew in an account of their own.
                drop(service);
                std::fs::remove_dir_all(self.folder.join("account")).unwrap();
                return self.begin();
            }
        }
        let group = "One more".to_owned();
        self.act(0, &Op::Group(GroupOp::Create { name: group }));
    }

    /// A batch that something is in the way of, until it is removed.
    fn hindered(&self) {
        let exports = self.folder.join("account").join("exports");
        let aside = self.folder.join("exports-aside");
        if self.look("SELECT count(*) FROM batches") < 5 {
            self.batch(5, 13, 0, 70..80);
        }
        if self.look("SELECT count(*) FROM batches WHERE id = 5 AND state = 'processing'") == 1
            && !aside.exists()
        {
            std::fs::rename(&exports, &aside).unwrap();
            std::fs::write(&exports, "in the way").unwrap();
            let (mut service, _) = self.open(13);
            while service.step().unwrap().paused.is_none() {}
        }
        if exports.is_file() {
            std::fs::remove_file(&exports).unwrap();
            std::fs::rename(&aside, &exports).unwrap();
        }
        self.act(13, &Op::Batch(BatchOp::Resume(BatchId(5))));
        self.settle(13);
    }

    /// A backup, a deletion after it, and the backup in the database's place.
    fn restored(&self) {
        let copy = self.folder.join("copy.db");
        if self.look("SELECT count(*) FROM recovered_deletions") > 0 {
            return;
        }
        if !copy.exists() {
            let (mut service, session) = self.open(14);
            let copied = service.backup(&session, Some(&copy), false, &mut |_| true);
            copied.unwrap();
        }
        self.batch(6, 15, 0, 80..85);
        self.settle(15);
        let (service, session) = self.open(16);
        drop(service);
        let surroundings = self.surroundings(16);
        let order = Restore {
            backup: copy,
            over_a_gap: false,
            discard: false,
        };
        Service::restore(
            &self.database(),
            &order,
            Some(&session),
            surroundings,
            &mut |_| true,
        )
        .unwrap();
        self.settle(16);
    }

    /// A roster of newcomers and of learners who change: all of it or nothing, however often it is begun.
    fn imported(&self) {
        let newcomers = self.look("SELECT count(*) FROM users WHERE unique_id LIKE 'N-%'");
        let changed = self.look("SELECT count(*) FROM users WHERE job_title = 'Imported'");
        let whole = (NEWCOMERS, NEWCOMERS + CHANGED);
        assert!((newcomers, changed) == (0, 0) || (newcomers, changed) == whole);
        let mut text = "unique_user_id,work_title,groups\n".to_owned();
        for newcomer in 0..NEWCOMERS {
            writeln!(text, "N-{newcomer},Imported,Newcomers").unwrap();
        }
        let db = rusqlite::Connection::open(self.database()).unwrap();
        for user in 101..=100 + CHANGED {
            let sql = "SELECT unique_id FROM users WHERE id = ?1";
            let id: String = db.query_row(sql, [user], |row| row.get(0)).unwrap();
            writeln!(text, "{id},Imported,Newcomers").unwrap();
        }
        let file = self.folder.join("roster.csv");
        std::fs::write(&file, text).unwrap();
        let (mut service, session) = self.open(18);
        let mut reader = service.reader().unwrap();
        let import = reader
            .read_roster(&session, &file, &RosterChoice::by_headers(&file).unwrap())
            .unwrap();
        let op = Op::Import(ImportOp::Users(import));
        service.execute(&session, &op, None).unwrap();
    }

    /// What does not hold at the end.
    fn complaints(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut expect = |what: &str, sql: &str, wanted: i64| {
            let there = self.look(sql);
            if there != wanted {
                found.push(format!("{what}: {there} instead of {wanted}"));
            }
        };
        let gone = "SELECT count(DISTINCT user_id) FROM id_registry WHERE user_id NOT IN (SELECT id FROM users)";
        let deleted = "SELECT (SELECT sum(deleted) FROM batches) + (SELECT count(*) FROM recovered_deletions)";
        let wanted = self.look(deleted);
        expect("tombstones", gone, wanted);
        let users = "SELECT count(*) FROM users";
        expect(
            "users",
            users,
            i64::try_from(LEARNERS).unwrap() + NEWCOMERS - wanted,
        );
        let changed = "SELECT count(*) FROM users WHERE job_title = 'Imported'";
        expect("users as the roster says", changed, NEWCOMERS + CHANGED);
        let recovered = "SELECT count(*) > 0 FROM recovered_deletions";
        expect("erasures applied again", recovered, 1);
        let open = "SELECT count(*) FROM batches WHERE state NOT IN \
                    ('completed', 'completed_with_errors', 'cancelled', 'withdrawn')";
        expect("open batches", open, 0);
        expect("batches", "SELECT count(*) FROM batches", 5);
        let ends = "SELECT count(*) FROM log WHERE act = 'batch_purge'";
        expect("ends of batches", ends, 4);
        let twice = "SELECT count(*) FROM (SELECT 1 FROM outbox WHERE batch_id IS NOT NULL \
                     GROUP BY batch_id HAVING count(*) > 1)";
        expect("completion mails that came twice", twice, 0);
        let (mut service, session) = self.open(21);
        let report = service.check(&session, &mut |_| true).unwrap();
        if !report.is_whole() {
            found.push(format!("{report:?}"));
        }
        found
    }
}

/// The key is lost; a new one is made in its place, and that may be stopped on the way.
fn lose_key_and_open(folder: &Path, points: Points) {
    let life = Life { folder, points };
    let key = folder.join("account").join("offboard.db.key");
    if life.look("SELECT count(*) FROM keys") == 1 && !folder.join("lost").exists() {
        std::fs::write(folder.join("lost"), "").unwrap();
        std::fs::remove_file(&key).unwrap();
    }
    // Where it was stopped once the database knew the new key, opening finishes it.
    let opened = Service::open(&life.database(), life.surroundings(22));
    if let Err(error) = opened.map(drop) {
        let missing = matches!(error, Error::Environment(Trouble::KeyMissing(_)));
        assert!(missing, "{error}");
        Service::renew_key(&life.database(), life.surroundings(22)).unwrap();
    }
    let (mut service, session) = life.open(22);
    let report = service.check(&session, &mut |_| true).unwrap();
    let renewals = "SELECT count(*) FROM log WHERE act = 'key_renew'";
    assert_eq!(life.look(renewals), 1);
    assert!(report.is_well(), "{report:?}");
    assert!(report.log.under_lost_key > 0, "{report:?}");
}

#[test]
#[ignore = "led by the trial in a process of its own"]
fn a_life_that_ends_at_a_point() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let at: u64 = std::env::var(AT).unwrap().parse().unwrap();
    let names = std::env::var_os(NAMES);
    let reached = AtomicU64::new(0);
    let points = Points::watched_by(move |name| {
        if let Some(names) = &names {
            use std::io::Write;
            let mut file = std::fs::OpenOptions::new();
            let file = file.create(true).append(true).open(names);
            writeln!(file.unwrap(), "{name}").unwrap();
        }
        if reached.fetch_add(1, Ordering::SeqCst) + 1 == at {
            signal_hook::low_level::raise(libc::SIGKILL).unwrap();
        }
    });
    let folder = Path::new(&folder);
    Life {
        folder,
        points: points.clone(),
    }
    .lead();
    lose_key_and_open(folder, points);
}

/// Leads a life in a process of its own to the point of this number; answers whether it came to its end.
fn lead_until(folder: &Path, at: u64, names: Option<&Path>) -> bool {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args([
            "points::a_life_that_ends_at_a_point",
            "--exact",
            "--ignored",
        ])
        .env(FOLDER, folder)
        .env(AT, at.to_string());
    if let Some(names) = names {
        command.env(NAMES, names);
    }
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let killed = output.status.code().is_none();
    assert!(killed || output.status.success(), "point {at}: {text}");
    !killed
}

#[test]
fn a_kill_at_every_named_point_loses_nothing_and_repeats_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let names = folder.path().join("names");
    assert!(lead_until(folder.path(), 0, Some(&names)));
    let names = std::fs::read_to_string(names).unwrap();
    let names: Vec<&str> = names.lines().collect();
    let different: BTreeSet<&str> = names.iter().copied().collect();
    assert!(different.len() >= 40, "{}: {different:#?}", different.len());
    let last = u64::try_from(names.len()).unwrap();
    let trials = spread(last, if is_long() { last } else { 6 });
    for_each(&trials, |at| {
        let folder = tempfile::tempdir().unwrap();
        assert!(!lead_until(folder.path(), *at, None), "no point {at}");
        let name = names[usize::try_from(at - 1).unwrap()];
        let life = Life {
            folder: folder.path(),
            points: Points::default(),
        };
        let key_is_lost = folder.path().join("lost").exists();
        if !key_is_lost {
            life.lead();
            let complaints = life.complaints();
            assert!(complaints.is_empty(), "{name} ({at}): {complaints:#?}");
        }
        lose_key_and_open(folder.path(), Points::default());
    });
    tell("different points", different.len());
    tell("kills at points", trials.len());
}
