//! Trial 11: texts of a stranger's database on every screen and in every list: none steers the terminal, and what stands
//! beside them stays in its column.

use offboard::domain::Language;
use offboard::domain::operator::Role;
use offboard::sanitise::hides;
use ratatui::buffer::Buffer;
use rusqlite::Connection;
use unicode_width::UnicodeWidthStr;

use crate::ground::{Template, is_long, tell};
use crate::support::Account;
use crate::support::console::{Console, Opened};

/// Texts that nobody writes by accident.
fn hostile() -> Vec<String> {
    let heap = "\u{301}\u{30a}\u{323}".repeat(400);
    let texts = [
        "\u{1b}[31mred\u{1b}[0m\u{1b}]0;title\u{7}\u{1b}c\u{1b}[2J".to_owned(),
        "abc\u{202e}gnp.exe\u{2066}x\u{2069}".to_owned(),
        "a\u{200b}b\u{200d}c\u{feff}d\u{ad}e".to_owned(),
        format!("Z{heap}a{heap}"),
        "one\ntwo\r\nthree\ttab\u{b}\u{c}".to_owned(),
        "Long ".repeat(13_000),
        "漢字ｗｉｄｅ".repeat(40),
        "👩\u{200d}👩\u{200d}👧🏽\u{fe0f}🇮🇩e\u{301}".to_owned(),
        "\u{9b}31m\u{90}q\u{9c}\u{85}\u{7f}\u{0}x".to_owned(),
        "\u{2028}line\u{2029}paragraph\u{e0041}tag".to_owned(),
    ];
    texts.into_iter().collect()
}

/// Columns with text from people, or from wherever the file was.
const TEXTS: &[(&str, &str, bool)] = &[
    ("users", "first_name", false),
    ("users", "last_name", false),
    ("users", "job_title", false),
    ("users", "hold_reason", false),
    ("groups", "name", true),
    ("license_types", "name", true),
    ("courses", "title", false),
    ("operators", "name", true),
    ("batches", "file_name", false),
    ("batches", "trouble", false),
    ("batches", "results_file", false),
    ("requests", "channel", false),
    ("requests", "note", false),
    ("requests", "asked_by", false),
    ("requests", "identity_how", false),
    ("requests", "reason", false),
    ("outbox", "recipient", false),
    ("outbox", "subject", false),
    ("outbox", "body", false),
    ("outbox", "trouble", false),
    ("log", "act", false),
    ("log", "detail", false),
];

/// Puts such texts wherever a text stands.
fn poison(db: &Connection) {
    let texts = hostile();
    let all: String = texts
        .iter()
        .map(|text| text.chars().take(60).collect::<String>())
        .collect();
    db.execute("UPDATE request_entries SET text = ?1", [all])
        .unwrap();
    for (table, column, is_unique) in TEXTS {
        let rows = format!("SELECT rowid FROM {table} WHERE {column} IS NOT NULL");
        let mut statement = db.prepare(&rows).unwrap();
        let rows: Vec<i64> = statement
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        // One text without end in each column is enough.
        let short = texts.iter().filter(|text| text.len() < 10_000).cycle();
        for (row, text) in rows.iter().zip(texts.iter().chain(short)) {
            let unique = if *is_unique {
                row.to_string()
            } else {
                String::new()
            };
            let sql = format!("UPDATE {table} SET {column} = ?1 WHERE rowid = ?2");
            db.execute(&sql, (format!("{text}{unique}"), row)).unwrap();
        }
    }
    let name = format!("Hub{}", texts[0]);
    db.execute("UPDATE meta SET value = ?1 WHERE name = 'account'", [name])
        .unwrap();
}

/// The keys that lead from Home to places with text from data.
const PLACES: &[&str] = &[
    "",
    "2",
    "2 space down space",
    "2 m",
    "2 f",
    "2 enter",
    "2 enter e",
    "2 enter right",
    "2 enter right right",
    "2 enter right right right",
    "2 enter right right right right",
    "2 enter left",
    "2 down down down enter",
    "2 down d",
    "2 * l",
    "2 x",
    "2 tab",
    "2 tab x",
    "3",
    "3 enter",
    "3 enter w",
    "3 down enter x",
    "3 end d",
    "4",
    "4 tab",
    "5",
    "ctrl-p 'Activity log' enter",
    "ctrl-p 'Activity log' enter enter",
    "ctrl-p 'Activity log' enter down down enter",
    "ctrl-p 'Outbox' enter",
    "ctrl-p 'Outbox' enter enter",
    "ctrl-p 'Operators' enter",
    "ctrl-p 'Operators' enter down enter",
    "ctrl-p 'Account settings' enter",
    "ctrl-p 'User Deletion' enter",
    "ctrl-p 'User Deletion' enter tab enter",
    "ctrl-p 'User Deletion' enter down enter",
    "ctrl-p 'User Deletion' enter down enter r",
];

/// A console on an account with a bit of everything, and hostile texts all over it.
fn console(size: (u16, u16), language: Language) -> Console {
    let mut account = Account::seeded(40);
    let session = account.service.demo_session(Role::FullAdmin).unwrap();
    let people = account.identities(3);
    let rows: String = people.iter().map(|(_, id)| format!(",{id}\n")).collect();
    let head = "primary_email_address,unique_user_id";
    let file = account.file("leavers.csv", format!("{head}\n{rows},E-nobody\n"));
    let review = account.review(&file).unwrap();
    account.confirm(&review).unwrap();
    account.settle();
    poison(&Connection::open(&account.database).unwrap());
    let opened = Opened {
        language,
        size,
        ..Opened::default()
    };
    opened.on(account, session)
}

fn assert_harmless(buffer: &Buffer, what: &str) {
    for cell in &buffer.content {
        let symbol = cell.symbol();
        assert!(!symbol.chars().any(hides), "{what}: {symbol:?}");
        assert!(symbol.chars().count() <= 12, "{what}: {symbol:?}");
    }
}

#[test]
fn no_hostile_text_steers_a_screen_or_moves_what_stands_beside_it() {
    let sizes: &[(u16, u16)] = if is_long() {
        &[(80, 24), (120, 40), (60, 16), (200, 50)]
    } else {
        &[(80, 24)]
    };
    let mut frames = 0;
    for size in sizes {
        for language in Language::ALL {
            for keys in PLACES {
                let mut console = console(*size, language);
                console.driver.press(keys);
                assert_harmless(console.driver.buffer(), &format!("{keys:?} at {size:?}"));
                frames += 1;
                if !is_long() && language == Language::Indonesian {
                    break;
                }
            }
        }
    }
    tell("frames with hostile texts", frames);
    let mut console = console((160, 50), Language::English);
    console.driver.press("2");
    let buffer = console.driver.buffer().clone();
    let lines = offboard::ui::shell::driver::lines(&buffer);
    let at: Vec<usize> = lines
        .iter()
        .filter_map(|line| {
            let address = line.find("@enigma.example")?;
            let before = line[..address].rfind(' ')? + 1;
            Some(line[..before].width())
        })
        .collect();
    assert!(at.len() > 20, "{}", lines.join("\n"));
    assert!(
        at.iter().all(|column| *column == at[0]),
        "{}",
        lines.join("\n")
    );
}

#[test]
fn no_hostile_text_steers_a_list_or_moves_what_stands_beside_it() {
    let ground = Template::confirmed().lay_out();
    ground.run(&["deletions", "resume", "1"]).ended(&[1]);
    poison(&ground.look());
    let calls: &[&[&str]] = &[
        &["users", "list"],
        &["users", "list", "--limit", "20"],
        &["deletions", "list"],
        &["deletions", "show", "1"],
        &["deletions", "show", "1", "--rows"],
        &["requests", "list"],
        &["reports", "aggregate", "--by", "course"],
        &["outbox", "list"],
        &["outbox", "show", "1"],
        &["audit", "list"],
        &["audit", "verify"],
        &["operators", "list"],
        &["account", "show"],
        &["db", "check"],
    ];
    for words in calls {
        for format in ["table", "json", "jsonl", "csv"] {
            let mut words = words.to_vec();
            words.extend(["--format", format]);
            let ran = ground.run(&words).ended(&[0, 1]);
            assert!(!ran.err.contains("panicked"), "{ran:#?}");
            for said in [&ran.out, &ran.err] {
                let mut shown = said.chars().filter(|c| hides(*c) && *c != '\n');
                let raw = shown.next().filter(|c| format != "csv" || *c != '\r');
                assert_eq!(raw, None, "{words:?}");
            }
        }
    }
    let list = ground.run(&["users", "list"]).ended(&[0]).out;
    let at: Vec<usize> = list
        .lines()
        .filter_map(|line| {
            let address = line.find("@enigma.example")?;
            let before = line[..address].rfind(' ')? + 1;
            Some(line[..before].width())
        })
        .collect();
    assert!(at.len() > 20, "{list}");
    assert!(at.iter().all(|column| *column == at[0]), "{at:?}");
    assert!(
        list.lines().all(|line| line.width() < 2_000),
        "a line without end"
    );
}
