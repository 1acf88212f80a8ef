//! Trial 25: every sentence that says that something was done, or not done, against the files: random acts, some of them
//! refused, some under a fault of the disk or with nobody to read their answer. Its negative control: what the sentences
//! deny is done behind the back of the program, and what they tell is taken away, and each time it is found.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::ground::{Ground, Ran, Template, is_long, tell};
use crate::shim::{Fault, Lasting, Stroke, strike};

/// Tables that hold what people did; the log and what opening settles are none of that.
const TABLES: [&str; 11] = [
    "users",
    "records",
    "email_registry",
    "id_registry",
    "license_types",
    "groups",
    "batches",
    "requests",
    "request_entries",
    "outbox",
    "releases",
];

/// Sentences that say that all of it is as it was.
const NOTHING: [&str; 6] = [
    "Nothing was changed.",
    "Nothing has been changed.",
    "Nothing was done.",
    "Nothing has been done.",
    "Nothing was imported.",
    "Nothing was written.",
];

/// Sentences that say that nobody is gone.
const NOBODY: [&str; 2] = ["Nothing was deleted", "Nothing has been deleted"];

struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// Everything that people did, table by table.
fn state(ground: &Ground) -> BTreeMap<&'static str, Vec<String>> {
    let db = ground.look();
    let mut all = BTreeMap::new();
    for table in TABLES {
        let mut statement = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            let cells = (0..columns).map(|at| row.get_ref(at).map(|cell| format!("{cell:?}")));
            cells.collect::<Result<Vec<_>, _>>()
        });
        let rows = rows.unwrap().map(|row| row.unwrap().join("|"));
        let mut rows: Vec<String> = rows.collect();
        rows.sort_unstable();
        all.insert(table, rows);
    }
    all
}

/// An act at random; some cannot be done.
fn act(ground: &Ground, dice: &mut Dice, round: usize) -> Vec<String> {
    let people: Vec<_> = ground.start.users.values().collect();
    let someone = people[dice.below(people.len())];
    let who = someone.1.clone().unwrap_or_default();
    let file = ground.path("act.csv");
    let write = |text: String| std::fs::write(&file, text).unwrap();
    let file = file.to_str().unwrap().to_owned();
    let words: Vec<&str> = match dice.below(14) {
        0 => vec!["users", "hold", &who, "--reason", "Case"],
        1 => vec!["users", "hold", &who, "--lift", "--reason", "Over"],
        2 => vec!["users", "edit", &who, "--job-title", "Chief"],
        3 => vec!["users", "disconnect", &who, "--yes"],
        4 => vec!["users", "license", &who, "none", "--yes"],
        5 => vec!["users", "show", "nobody-has-this"],
        6 => vec!["users", "add", "--first", "Same", "--id", &who],
        7 => {
            write(format!("primary_email_address,unique_user_id\n,{who}\n"));
            vec!["deletions", "run", &file, "--yes"]
        }
        8 => {
            write(format!(
                "primary_email_address,unique_user_id\n,{who}\n,none-{round}\n"
            ));
            vec!["deletions", "check", &file]
        }
        9 => {
            write(format!(
                "preferred_first_name,unique_user_id\nNew,N-{round}\nOther,{who}\n"
            ));
            vec!["users", "import", &file]
        }
        10 => {
            write("preferred_first_name,unique_user_id\nNew,#NAME?\n".to_owned());
            vec!["users", "import", &file]
        }
        11 => vec![
            "requests",
            "new",
            &who,
            "--kind",
            "disconnect",
            "--channel",
            "Phone",
        ],
        12 => vec!["deletions", "release", &who, "--reason", "Rehired"],
        _ => vec!["licenses", "seats", "nothing-of-that-name", "4"],
    };
    words.into_iter().map(str::to_owned).collect()
}

/// The same call as it is disturbed.
fn called(ground: &Ground, words: &[String], dice: &mut Dice) -> Ran {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut command = ground.command(&words);
    let lasting = if dice.below(2) == 0 {
        Lasting::Once
    } else {
        Lasting::Ever
    };
    let stroke = if dice.below(2) == 0 {
        Stroke::Broken
    } else {
        Stroke::Full
    };
    match dice.below(3) {
        0 => {
            let fault = Fault {
                stroke,
                lasting,
                at: u64::try_from(dice.below(60)).unwrap() + 1,
                reads: false,
            };
            strike(
                &mut command,
                &ground.account(),
                fault,
                &ground.path("count"),
            );
            command.env("TMPDIR", ground.account());
        }
        1 => {
            let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
            command.stdout(full.unwrap());
        }
        _ => {}
    }
    command.output().unwrap().into()
}

/// What of a call's words is untrue.
fn untrue(ran: &Ran, ground: &Ground, before: &BTreeMap<&str, Vec<String>>) -> Vec<String> {
    let after = state(ground);
    let mut found = Vec::new();
    let says = |sentence: &str| ran.err.contains(sentence) || ran.out.contains(sentence);
    let other: Vec<_> = TABLES
        .into_iter()
        .filter(|table| before[table] != after[table])
        .collect();
    for sentence in NOTHING.into_iter().filter(|sentence| says(sentence)) {
        if !other.is_empty() {
            found.push(format!("“{sentence}”, and {other:?} are not as they were"));
        }
    }
    let is_gone = before["users"].len() > after["users"].len();
    for sentence in NOBODY.into_iter().filter(|sentence| says(sentence)) {
        if is_gone {
            found.push(format!("“{sentence}”, and somebody is gone"));
        }
    }
    let figure = |words: &str| -> Option<i64> {
        let (said, _) = ran.err.split_once(words)?;
        said.rsplit(|c: char| !c.is_ascii_digit())
            .next()?
            .parse()
            .ok()
    };
    let count = |state: &BTreeMap<&str, Vec<String>>| i64::try_from(state["users"].len()).unwrap();
    let difference = count(&after) - count(before);
    if ran.err.contains("Imported: ") && figure(" added") != Some(difference) {
        found.push(format!("“Imported”, and {difference} came"));
    }
    let tells_success = ran.code == Some(0) && NOTHING.iter().all(|sentence| !says(sentence));
    if ran.out.contains("Confirmed") && tells_success && difference != -1 {
        found.push(format!("a batch is done, and {difference} users came"));
    }
    found
}

#[test]
fn no_sentence_says_that_something_was_done_or_not_done_that_is_not_so() {
    let rounds = if is_long() { 2_000 } else { 60 };
    let mut dice = Dice(25);
    let mut found = Vec::new();
    let mut ground = Template::quiet().lay_out();
    for round in 0..rounds {
        if round % 200 == 199 {
            ground = Template::quiet().lay_out();
        }
        let words = act(&ground, &mut dice, round);
        let before = state(&ground);
        let ran = called(&ground, &words, &mut dice);
        let lies = untrue(&ran, &ground, &before);
        if !lies.is_empty() {
            found.push(format!("{words:?}: {lies:?} {ran:#?}"));
        }
        // What was begun under a fault is carried out before the next act.
        ground.run(&["db", "check"]);
        ground.run(&["run", "--once", "--due"]);
    }
    tell("acts whose words were compared with the files", rounds);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A call, what is done to the account while it runs, and what its words are then found to be.
struct Fraud {
    words: &'static [&'static str],
    file: Option<&'static str>,
    does: fn(&Connection),
    lie: &'static str,
}

fn did(db: &Connection, sql: &str) {
    let changed = db.execute(sql, []).unwrap();
    assert!(changed > 0, "nothing was changed: {sql}");
}

const FRAUDS: &[Fraud] = &[
    Fraud {
        words: &["users", "show", "nobody-has-this"],
        file: None,
        does: |db| did(db, "UPDATE users SET job_title = 'Chief'"),
        lie: "“Nothing was changed.”",
    },
    Fraud {
        words: &["users", "import", "act.csv"],
        file: Some("preferred_first_name,unique_user_id\nNew,#NAME?\n"),
        does: |db| {
            did(
                db,
                "INSERT INTO users (id, first_name, last_name, unique_id, job_title) \
                 VALUES (500000, 'In', 'Part', 'E-in-part', '')",
            );
        },
        lie: "“Nothing was imported.”",
    },
    Fraud {
        words: &["users", "import", "act.csv"],
        file: Some("preferred_first_name,unique_user_id\nNew,N-1\nOther,N-2\n"),
        does: |db| did(db, "DELETE FROM users WHERE unique_id = 'N-2'"),
        lie: "“Imported”",
    },
    Fraud {
        words: &["deletions", "check", "act.csv"],
        file: Some("primary_email_address,unique_user_id\n,none-1\n"),
        does: |db| {
            did(
                db,
                "DELETE FROM users WHERE id = (SELECT max(id) FROM users)",
            );
        },
        lie: "“Nothing has been deleted”",
    },
    Fraud {
        words: &["deletions", "run", "act.csv", "--yes"],
        file: Some("primary_email_address,unique_user_id\n,SOMEBODY\n"),
        does: |db| {
            did(
                db,
                "INSERT INTO users (id, first_name, last_name, unique_id, job_title) \
                 VALUES (500000, 'Still', 'Here', 'E-still-here', '')",
            );
        },
        lie: "a batch is done",
    },
];

#[test]
fn a_sentence_that_is_not_so_is_found() {
    for fraud in FRAUDS {
        for is_done in [false, true] {
            let ground = Template::quiet().lay_out();
            let somebody = ground.start.users.values().find_map(|user| user.1.clone());
            if let Some(text) = fraud.file {
                let text = text.replace("SOMEBODY", &somebody.unwrap());
                std::fs::write(ground.path("act.csv"), text).unwrap();
            }
            let before = state(&ground);
            let ran = ground.run(fraud.words);
            if is_done {
                (fraud.does)(&ground.look());
            }
            let lies = untrue(&ran, &ground, &before);
            let found = lies.iter().any(|lie| lie.contains(fraud.lie));
            assert_eq!(found, is_done, "{:?}: {lies:?} {ran:#?}", fraud.words);
            assert!(is_done || lies.is_empty(), "{lies:?}");
        }
    }
}
