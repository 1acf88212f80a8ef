//! Trials 11, 12 and 13: what leaves the console, and what must not be left: control characters, formulas, the deleted.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::ground::{Ground, Template, collect, is_long};

/// An empty account's file with a roster beside it.
fn with_roster(rows: &str) -> Ground {
    let ground = Template::of(crate::support::Account::seeded(40)).lay_out();
    let head = "preferred_first_name,preferred_last_name,primary_email_address,unique_user_id,work_title,attribute_note";
    std::fs::write(ground.path("roster.csv"), format!("{head}\n{rows}")).unwrap();
    ground.run(&["users", "import", "roster.csv"]).ended(&[0]);
    ground
}

/// Every character that steers a terminal, turns the direction of text, or is not seen.
fn hidden() -> impl Iterator<Item = char> {
    let ranges = [
        0x00..=0x1f,
        0x7f..=0x9f,
        0x200b..=0x200f,
        0x2028..=0x202e,
        0x2060..=0x2069,
        0xfeff..=0xfeff,
        0xad..=0xad,
        0x61c..=0x61c,
    ];
    ranges.into_iter().flatten().filter_map(char::from_u32)
}

#[test]
fn no_hidden_character_of_the_data_reaches_stdout_or_a_file_raw() {
    let ground = with_roster("Ayu,Lestari,ayu@enigma.example,N-1,Trainer,note\n");
    let db = ground.look();
    // As a stranger's database, or an older version, might hold them.
    let mut text = "x".to_owned();
    text.extend(hidden().filter(|c| *c != '\0'));
    text.push('y');
    let sql = "UPDATE users SET first_name = ?1, last_name = ?1, job_title = ?1, hold_since = 1, hold_reason = ?1 \
               WHERE unique_id = 'N-1'";
    db.execute(sql, [&text]).unwrap();
    db.execute("UPDATE groups SET name = name || ?1", [&text])
        .unwrap();
    db.execute("UPDATE batches SET file_name = ?1", [&text])
        .unwrap();
    db.execute("UPDATE courses SET title = title || ?1", [&text])
        .unwrap();
    drop(db);
    let calls: &[&[&str]] = &[
        &["users", "list"],
        &["users", "list", "--format", "csv"],
        &["users", "list", "--format", "json"],
        &["users", "show", "N-1"],
        &["users", "show", "N-1", "--format", "json"],
        &["users", "export"],
        &["reports", "learner", "N-1"],
        &["reports", "learner", "N-1", "--format", "csv"],
        &["reports", "aggregate", "--by", "course"],
        &["audit", "list"],
        &["audit", "export"],
        &["operators", "list"],
        &["account", "show"],
    ];
    for words in calls {
        let ran = ground.run(words).ended(&[0]);
        for (said, place) in [(&ran.out, "stdout"), (&ran.err, "stderr")] {
            let raw: Vec<char> = hidden()
                .filter(|c| !matches!(c, '\n' | '\t' | '\r') && said.contains(*c))
                .collect();
            assert!(raw.is_empty(), "{words:?} shows {raw:?} on {place}");
        }
    }
    let exported = ground.run(&["users", "export"]).ended(&[0]).out;
    assert!(
        exported.contains("\\u{202E}"),
        "nothing is dropped: {exported}"
    );
}

/// Whether a spreadsheet would run a cell.
fn is_live(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn no_exported_cell_is_a_live_formula() {
    let mut rows = String::new();
    for (number, open) in ["=", "+", "-", "@", "=-", "'="].iter().enumerate() {
        let cell = format!("\"{open}cmd|' /C calc'!A{number}\"");
        writeln!(
            rows,
            "{cell},{cell},f{number}@enigma.example,\"+{open}F{number}\",{cell},{cell}"
        )
        .unwrap();
    }
    let ground = with_roster(&rows);
    ground
        .run(&["users", "hold", "f0@enigma.example", "--reason", "=1+1"])
        .ended(&[0]);
    ground
        .run(&[
            "requests",
            "new",
            "f1@enigma.example",
            "--kind",
            "revoke",
            "--channel",
            "=2+2",
            "--note",
            "@SUM(1)",
        ])
        .ended(&[0]);
    let leavers = "primary_email_address,unique_user_id,=note\nf0@enigma.example,,=1\n\"=none@x.example\",,+2\n,\"=F\",@3\n\
                   f2@enigma.example,,-4\n";
    std::fs::write(ground.path("=leavers.csv"), leavers).unwrap();
    ground
        .run(&["deletions", "run", "=leavers.csv", "--yes"])
        .ended(&[1]);
    let calls: &[&[&str]] = &[
        &["users", "export"],
        &["users", "list", "--format", "csv"],
        &["deletions", "list", "--format", "csv"],
        &["deletions", "show", "1", "--rows", "--format", "csv"],
        &["deletions", "results", "1", "-o", "-"],
        &["requests", "list", "--format", "csv"],
        &["reports", "aggregate", "--format", "csv"],
        &["reports", "aggregate", "--by", "course", "--format", "csv"],
        &["reports", "learner", "f1@enigma.example", "--format", "csv"],
        &["audit", "list", "--format", "csv"],
        &["audit", "export"],
        &["outbox", "list", "--format", "csv"],
        &["operators", "list", "--format", "csv"],
    ];
    for words in calls {
        let ran = ground.run(words).ended(&[0]);
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader
            .has_headers(false)
            .flexible(true)
            .from_reader(ran.out.as_bytes());
        let mut seen = 0;
        for record in reader.records() {
            for cell in &record.unwrap() {
                assert!(!is_live(cell), "{words:?}: {cell:?}");
                seen += 1;
            }
        }
        assert!(seen > 0, "{words:?} exports nothing");
    }
}

#[test]
fn a_thousand_marked_learners_leave_no_trace_in_any_file() {
    let count = if is_long() { 1_000 } else { 250 };
    let mut rows = String::new();
    let mut leavers = "primary_email_address,unique_user_id\n".to_owned();
    for number in 0..count {
        let name = format!("Qzxmark{number}");
        writeln!(
            rows,
            "{name},Vrlmark,qzxmark{number}@enigma.example,QZXMARK-{number},Title qzxmark,qzxmark"
        )
        .unwrap();
        writeln!(leavers, "qzxmark{number}@enigma.example,QZXMARK-{number}").unwrap();
    }
    let ground = with_roster(&rows);
    let list = ground
        .run(&["users", "list", "--search", "qzxmark"])
        .ended(&[0]);
    assert!(list.out.contains("Qzxmark"), "{list:#?}");
    ground
        .run(&[
            "requests",
            "new",
            "qzxmark7@enigma.example",
            "--kind",
            "delete",
            "--note",
            "qzxmark asked",
            "--channel",
            "Phone",
        ])
        .ended(&[0]);
    std::fs::write(ground.path("leavers.csv"), leavers).unwrap();
    let phrase = format!("delete {count} users");
    let words = [
        "deletions",
        "run",
        "leavers.csv",
        "--yes",
        "--confirm",
        &phrase,
    ];
    let ran = ground.run(&words).ended(&[0]);
    assert!(!ran.out.to_lowercase().contains("qzxmark"), "{ran:#?}");
    ground.run(&["db", "check"]).ended(&[0]);
    // The files that the operator brought are the operator's own.
    for own in ["leavers.csv", "roster.csv"] {
        std::fs::remove_file(ground.path(own)).unwrap();
    }
    // The mail that tells the outcome of the request lies in the mail folder until the next purge.
    let told = holding(&ground, &["qzxmark", "vrlmark"]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("account/mail"), "{told:?}");
    ground.run(&["db", "purge"]).ended(&[0]);
    let left = holding(&ground, &["qzxmark", "vrlmark"]);
    assert!(left.is_empty(), "{left:?}");
}

/// The files of the account that hold one of these marks, in whatever case.
fn holding(ground: &Ground, marks: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(ground.folder.path(), ground.folder.path(), &mut files);
    assert!(files.len() > 3);
    let holds = |bytes: &[u8]| {
        let low = bytes.to_ascii_lowercase();
        marks
            .iter()
            .any(|mark| memchr::memmem::find(&low, mark.as_bytes()).is_some())
    };
    let found = files.into_iter().filter(|(_, bytes)| holds(bytes));
    found.map(|(name, _)| name).collect()
}
