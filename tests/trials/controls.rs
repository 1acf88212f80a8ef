//! Trial 19, negative controls: what the invariants are there for is done on purpose, and each time they complain.

use rusqlite::Connection;

use crate::ground::{Ground, Template};

/// A batch that was seen to its end.
fn finished() -> Ground {
    let ground = Template::confirmed().lay_out();
    ground.finish("before anything was done to it");
    ground
}

#[track_caller]
fn turns_red(what: &str, fraud: impl FnOnce(&Ground, &Connection)) {
    let ground = finished();
    let db = ground.look();
    fraud(&ground, &db);
    drop(db);
    let complaints = ground.complaints();
    assert!(!complaints.is_empty(), "nobody noticed: {what}");
}

fn did(db: &Connection, sql: &str) {
    let changed = db.execute(sql, []).unwrap();
    assert!(changed > 0, "nothing was changed: {sql}");
}

const A_DELETED_USER: &str =
    "(SELECT min(user_id) FROM id_registry WHERE user_id NOT IN (SELECT id FROM users))";

#[test]
fn a_tombstone_that_is_skipped_turns_the_harness_red() {
    for registry in ["id_registry", "email_registry"] {
        turns_red(registry, |_, db| {
            did(
                db,
                &format!("DELETE FROM {registry} WHERE user_id = {A_DELETED_USER}"),
            );
        });
    }
}

#[test]
fn a_row_that_is_skipped_turns_the_harness_red() {
    turns_red("a user who was to go is there", |_, db| {
        did(
            db,
            &format!(
                "INSERT INTO users (id, first_name, last_name, unique_id, job_title) \
                 VALUES ({A_DELETED_USER}, 'Left', 'Over', 'E-left-over', '')"
            ),
        );
    });
    turns_red("a user who was to stay is gone", |_, db| {
        did(
            db,
            "DELETE FROM users WHERE id = (SELECT max(id) FROM users)",
        );
    });
}

#[test]
fn a_mail_that_is_sent_twice_turns_the_harness_red() {
    turns_red("a second completion mail", |_, db| {
        did(
            db,
            "INSERT INTO outbox (unique_key, kind, language, recipient, batch_id, subject, body, message_id, state, \
             queued_at, not_before) SELECT unique_key || '-2', kind, language, recipient, batch_id, subject, body, \
             message_id || '2', state, queued_at, not_before FROM outbox WHERE batch_id = 1",
        );
    });
}

#[test]
fn figures_that_do_not_agree_turn_the_harness_red() {
    for sql in [
        "UPDATE batches SET deleted = deleted - 1",
        "UPDATE batches SET processed = processed - 1, deleted = deleted - 1",
        "UPDATE batches SET state = 'done'",
        "UPDATE batches SET counts = '{}'",
        "UPDATE batches SET users_after = users_after + 1",
        "UPDATE batch_chunks SET deleted = deleted + 1",
        "UPDATE counters SET value = value + 1 WHERE name = 'users'",
        "UPDATE counters SET value = value - 1 WHERE name = 'deleted'",
        "UPDATE license_types SET activated = activated + 1",
        "UPDATE log SET detail = 'deleted=1 passed_over=0' WHERE act = 'batch_chunk'",
        "DELETE FROM log WHERE act = 'batch_chunk'",
        "INSERT INTO records (key, a) VALUES ((1 << 39) | (2 << 16) | 1, 1)",
        "INSERT INTO histories VALUES (1 << 19, zeroblob(8))",
    ] {
        turns_red(sql, |_, db| did(db, sql));
    }
}

#[test]
fn files_that_are_not_as_they_should_be_turn_the_harness_red() {
    use std::os::unix::fs::PermissionsExt;
    let results = |ground: &Ground| ground.account().join("exports/deletion-1-results.csv");
    turns_red("half a results file", |ground, _| {
        let text = std::fs::read(results(ground)).unwrap();
        std::fs::write(results(ground), &text[..text.len() / 2]).unwrap();
    });
    turns_red("a results file for everybody", |ground, _| {
        let open = std::fs::Permissions::from_mode(0o644);
        std::fs::set_permissions(results(ground), open).unwrap();
    });
    turns_red("an address that outlives its learner", |ground, _| {
        let gone = ground.start.planned.first().unwrap();
        let email = ground.start.users[gone].0.clone().unwrap();
        std::fs::write(ground.account().join("note.txt"), email).unwrap();
        let private = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(ground.account().join("note.txt"), private).unwrap();
    });
}
