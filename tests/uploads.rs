//! A batch whose upload is gone, or is not what was confirmed any more: it ends all the same, with exact figures, and
//! says that its results file cannot hold the text of the rows.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[macro_use]
mod support;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use offboard::domain::batch::{Batch, BatchState, RowOutcome};
use offboard::domain::id::BatchId;
use offboard::domain::op::{BatchOp, Op};
use offboard::domain::query::{Answer, Export, Query};
use offboard::domain::reason::Reason;
use offboard::domain::{Language, Page};
use offboard::error::Error;
use offboard::texts::Texts;
use support::Account;

/// What a power cut, a disk or a person may make of an upload.
type Loss = (&'static str, fn(&Path));

const LOSSES: [Loss; 5] = [
    ("gone", |path| std::fs::remove_file(path).unwrap()),
    ("empty", |path| std::fs::write(path, "").unwrap()),
    ("half", |path| {
        let text = std::fs::read(path).unwrap();
        std::fs::write(path, &text[..text.len() / 2]).unwrap();
    }),
    ("zeros", |path| {
        let zeros = vec![0; std::fs::read(path).unwrap().len()];
        std::fs::write(path, zeros).unwrap();
    }),
    ("a folder", |path| {
        std::fs::remove_file(path).unwrap();
        std::fs::create_dir(path).unwrap();
    }),
];

fn confirmed(others: &str) -> (Account, BatchId, PathBuf) {
    let mut account = Account::seeded(60);
    let people = account.identities(20);
    let mut text = "primary_email_address,unique_user_id\n".to_owned();
    for (_, id) in people {
        writeln!(text, ",{id}").unwrap();
    }
    let file = account.file("leavers.csv", text + others);
    let review = account.review(&file).unwrap();
    let batch = account.confirm(&review).unwrap();
    let place = format!("offboard.db.uploads/batch-{batch}.csv");
    let upload = account.database.with_file_name(place);
    assert!(upload.is_file());
    (account, batch, upload)
}

fn results(batch: &Batch) -> String {
    std::fs::read_to_string(batch.results_file.as_ref().unwrap()).unwrap()
}

#[test]
fn a_batch_whose_upload_is_lost_ends_with_exact_figures_and_its_rows_by_line() {
    for (what, lose) in LOSSES {
        let (mut account, batch, upload) = confirmed("nobody@x.example,\nnot an address,\n");
        lose(&upload);
        account.settle();
        let done = account.batch(batch);
        assert_eq!(done.state, BatchState::CompletedWithErrors, "{what}");
        assert!(done.upload_lost, "{what}");
        let deleted = done.counts.of(RowOutcome::Deleted);
        assert_eq!(done.counts.total(), done.tally.rows, "{what}");
        assert_eq!(done.users_after, Some(60 - deleted), "{what}");
        let text = results(&done);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "line,outcome,code,message", "{what}");
        let failed = lines.len() as u64 - 1;
        assert_eq!(failed, done.counts.failed(), "{what}: {text}");
        assert!(text.contains("\n22,failure,not_found,"), "{what}: {text}");
        assert!(text.contains("\n23,failure,invalid_email,"), "{what}");
        let mut all = Vec::new();
        let export = Export::Results { batch, all: true };
        let written = account
            .reader
            .export_to(&account.session, &export, &mut all);
        // A folder in its place cannot be removed when its time is over; it is no upload either way.
        written.unwrap();
        let rows = String::from_utf8(all).unwrap().lines().count() as u64 - 1;
        assert_eq!(rows, done.tally.rows, "{what}");
    }
}

#[test]
fn a_lost_upload_is_told_in_the_mail_in_both_languages() {
    for (language, said) in [
        (Language::English, "cannot hold the text of the rows"),
        (Language::Indonesian, "tidak dapat memuat teks"),
    ] {
        let told = offboard::wording::upload_lost(&Texts::new(language));
        assert!(told.contains(said), "{told}");
    }
    let (mut account, batch, upload) = confirmed("nobody@x.example,\n");
    std::fs::remove_file(upload).unwrap();
    account.settle();
    let db = rusqlite::Connection::open(&account.database).unwrap();
    let sql = "SELECT body FROM outbox WHERE batch_id = ?1";
    let body: String = db.query_row(sql, [batch.0], |row| row.get(0)).unwrap();
    assert!(body.contains("cannot hold the text of the rows"), "{body}");
    assert!(!body.contains("as they were uploaded"), "{body}");
}

#[test]
fn a_batch_without_failures_needs_no_upload_to_end() {
    let (mut account, batch, upload) = confirmed("");
    std::fs::remove_file(upload).unwrap();
    account.settle();
    let done = account.batch(batch);
    let failed = done.counts.failed();
    assert_eq!(done.upload_lost, failed > 0);
    assert!(done.state.is_final());
}

#[test]
fn a_batch_whose_upload_is_lost_is_cancelled_with_its_rows_by_line() {
    for (what, lose) in LOSSES {
        let (mut account, batch, upload) = confirmed("nobody@x.example,\n");
        lose(&upload);
        account.execute(&Op::Batch(BatchOp::Cancel(batch))).unwrap();
        account.settle();
        let done = account.batch(batch);
        assert_eq!(done.state, BatchState::Cancelled, "{what}");
        assert_eq!(done.counts.of(RowOutcome::Deleted), 0, "{what}");
        assert_eq!(done.users_after, Some(60), "{what}");
        let failed = results(&done).lines().count() as u64 - 1;
        assert_eq!(failed, done.counts.failed(), "{what}");
    }
}

#[test]
fn a_changed_upload_is_neither_shown_nor_given_away_as_the_one_that_was_confirmed() {
    let (mut account, batch, upload) = confirmed("nobody@x.example,\n");
    let text = std::fs::read_to_string(&upload).unwrap();
    std::fs::write(&upload, text.replace("nobody@x", "forged@x")).unwrap();
    let rows = account.load(&Query::BatchRows {
        batch,
        outcome: Some(RowOutcome::NotFound),
        page: Page {
            offset: 0,
            limit: 10,
        },
    });
    let Answer::BatchRows(rows) = rows else {
        panic!("{rows:?}");
    };
    assert_eq!(rows.rows[0].line, 22);
    assert_eq!(rows.rows[0].text, None);
    let export = Export::Upload(batch);
    let refused = account
        .reader
        .export_to(&account.session, &export, &mut Vec::new());
    assert_is!(refused, Err(Error::Refused(Reason::UploadGone)));
    account.settle();
    assert!(!results(&account.batch(batch)).contains("forged"));
}
