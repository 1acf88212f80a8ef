//! Pictures of **User Deletion**, the wizard and the batch pane × {English, Indonesian} × {80×24, 120×40}.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use offboard::domain::Language;
use offboard::domain::batch::{
    Batch, BatchState, LineTally, OutcomeCounts, Resumed, RowOutcome, Seen,
};
use offboard::domain::id::{BatchId, OperatorId};
use offboard::domain::operator::{Role, Session};
use offboard::domain::query::{Answer, Query};
use offboard::domain::time::Timestamp;
use offboard::ui::shell::driver::Driver;
use offboard::ui::shell::event::{Effect, Event, Reply};
use support::console::Opened;
use support::desk::{Desk, two_days_old};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// The way to the second step, and through the review of a file.
const WIZARD: &str = "ctrl-p 'user deletion' enter enter";
const UPLOAD: &str = "ctrl-p 'user deletion' enter enter enter";

/// Every place without a batch: its name, and the keys that lead there from Home.
fn places() -> Vec<(&'static str, String)> {
    let review = |file: &str| format!("{UPLOAD} '~/{file}' enter enter");
    vec![
        ("authenticate", "ctrl-p 'authenticate' enter".to_owned()),
        ("automate", "ctrl-p 'automate user' enter".to_owned()),
        ("user-deletion", "ctrl-p 'user deletion' enter".to_owned()),
        ("wizard-instructions", WIZARD.to_owned()),
        ("wizard-template", format!("{WIZARD} t")),
        ("wizard-upload", UPLOAD.to_owned()),
        ("wizard-browser", format!("{UPLOAD} '~/' enter")),
        ("wizard-completing", format!("{UPLOAD} '~/l' tab")),
        ("wizard-chosen", format!("{UPLOAD} '~/leavers.csv' enter")),
        ("wizard-no-file", format!("{UPLOAD} '/no/such.csv' enter")),
        ("wizard-terminated", review("bad.csv")),
        ("wizard-review", review("leavers.csv")),
        ("wizard-rows", format!("{} r down", review("leavers.csv"))),
        ("wizard-confirm", format!("{} enter", review("leavers.csv"))),
        (
            "wizard-confirm-phrase",
            format!("{} enter 'delete 13'", review("many.csv")),
        ),
        (
            "wizard-notice",
            format!("{} enter right enter", review("leavers.csv")),
        ),
    ]
}

fn open(language: Language, size: (u16, u16)) -> Desk {
    let mut desk = Desk::open(60, language);
    desk.driver.happen(Event::Resize(size.0, size.1));
    let (email, _) = desk.people[4].clone();
    let (_, id) = desk.people[9].clone();
    desk.file(
        "leavers.csv",
        &[
            &format!("{email},"),
            &format!(",{id}"),
            "",
            &format!("{email},"),
            "nobody@enigma.example,",
            "no address,",
        ],
    );
    desk.file("bad.csv", &["a@enigma.example,", "\"b@enigma.example,"]);
    desk.leavers("many.csv", 14);
    std::fs::create_dir(desk.home.join("archive")).unwrap();
    std::fs::write(desk.home.join("notes.txt"), "x").unwrap();
    two_days_old(&desk.home.join("notes.txt"));
    two_days_old(&desk.home.join("archive"));
    desk
}

/// The screen, with the folder of this run under a name that stays.
fn picture(desk: &Desk) -> String {
    let home = desk.home.display().to_string();
    let folder = desk.home.parent().unwrap().display().to_string();
    let screen = desk.driver.screen().replace(&home, "/home/dl");
    screen.replace(&folder, "/srv")
}

fn each(mut draw: impl FnMut(Language, (u16, u16), &str)) {
    for language in Language::ALL {
        for size in SIZES {
            let ending = format!("{}-{}x{}", language.code(), size.0, size.1);
            draw(language, size, &ending);
        }
    }
}

#[test]
fn every_step_of_the_wizard_looks_as_it_did() {
    each(|language, size, ending| {
        for (name, keys) in places() {
            let mut desk = open(language, size);
            desk.driver.press(&keys);
            insta::assert_snapshot!(format!("{name}-{ending}"), picture(&desk));
        }
    });
}

#[test]
fn a_batch_looks_as_it_did_from_its_first_chunk_to_its_end() {
    each(|language, size, ending| {
        let mut desk = open(language, size);
        desk.driver.press(UPLOAD);
        desk.driver
            .press("'~/leavers.csv' enter enter enter right enter enter");
        desk.driver.press("esc down");
        insta::assert_snapshot!(format!("batches-{ending}"), picture(&desk));
        desk.driver.press("enter c");
        insta::assert_snapshot!(format!("batch-cancel-{ending}"), picture(&desk));
        desk.driver.press("esc");
        desk.driver.finish().unwrap();
        desk.driver.wait(std::time::Duration::from_secs(30));
        insta::assert_snapshot!(format!("batch-failed-rows-{ending}"), picture(&desk));
        desk.driver.press("esc");
        insta::assert_snapshot!(format!("batches-over-{ending}"), picture(&desk));
    });
}

/// A screen as one line of words, without what frames it.
fn words(screen: &str) -> String {
    let text = screen.replace(['│', '┃', '║', '█'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_review_cuts_no_warning() {
    for (language, warnings) in [
        (
            Language::English,
            [
                "(line 2): the email address is read as an ID, because nobody has such an address.",
                "(line 3): the ID is read as an email address, because nobody has such an ID.",
            ],
        ),
        (
            Language::Indonesian,
            [
                "(baris 2): alamat email dibaca sebagai ID, karena tidak ada yang memiliki alamat itu.",
                "(baris 3): ID dibaca sebagai alamat email, karena tidak ada yang memiliki ID itu.",
            ],
        ),
    ] {
        let mut desk = open(language, (80, 24));
        let (email, _) = desk.people[4].clone();
        let (_, id) = desk.people[9].clone();
        let rows = [
            format!("{id},"),
            format!(",{email}"),
            format!("{email},"),
            "nobody@enigma.example,".to_owned(),
            "no address,".to_owned(),
        ];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        desk.file("mixed.csv", &rows);
        desk.driver
            .press(&format!("{UPLOAD} '~/mixed.csv' enter enter"));
        let shown = words(&desk.driver.screen());
        for warning in warnings {
            assert!(
                shown.contains(warning),
                "{warning}\n{}",
                desk.driver.screen()
            );
        }
        let key = match language {
            Language::English => "k Save a copy",
            Language::Indonesian => "k ",
        };
        assert!(shown.contains(key), "{shown}");
    }
}

fn batch(state: BatchState) -> Batch {
    let now = Timestamp(support::NOON);
    let mut counts = OutcomeCounts::default();
    let processed = match state {
        BatchState::Erasing | BatchState::Completed => 598_444,
        _ => 365_050,
    };
    if !matches!(state, BatchState::Scheduled | BatchState::AwaitingApproval) {
        counts.add(RowOutcome::Deleted, processed);
    }
    counts.add(RowOutcome::NotFound, 2_930);
    counts.add(RowOutcome::Duplicate, 3_029);
    if state == BatchState::Cancelled {
        counts.add(RowOutcome::Cancelled, 233_394);
    }
    Batch {
        id: BatchId(42),
        state,
        file_name: "leavers-q4.csv".to_owned(),
        sha256: "9f2c".repeat(16),
        plan_sha256: "77ab".repeat(16),
        bytes: 13_700_000,
        tally: LineTally {
            lines: 604_404,
            header: 1,
            blank: 0,
            continued: 0,
            rows: 604_403,
        },
        operator: OperatorId(1),
        operator_name: "dl".to_owned(),
        approver_name: None,
        confirmed_at: Timestamp(now.0 - 120),
        due_at: now.plus_days(2),
        started_at: Some(Timestamp(now.0 - 100)),
        finished_at: state.is_final().then_some(Timestamp(now.0 - 60)),
        resumed: None,
        planned: 598_444,
        processed,
        users_before: 1_000_000,
        users_after: None,
        counts,
        trouble: None,
        results_file: None,
        upload_kept: true,
        upload_lost: false,
        residue: None,
        approval_from: Timestamp(now.0 - 120),
        approval_lapse: None,
        taken_over_by: None,
        confirmer_left: false,
        doubtful: None,
        corrects: None,
        accepts: None,
        seen: Seen {
            own: None,
            attended: true,
            nobody_approves: false,
        },
    }
}

#[test]
fn every_state_of_a_batch_is_explained() {
    let mut resumed = batch(BatchState::Processing);
    resumed.resumed = Some(Resumed {
        at: Timestamp(support::NOON - 10),
        stopped_at: Timestamp(support::NOON - 60),
        processed: 365_050,
    });
    let mut paused = batch(BatchState::Paused);
    paused.trouble = Some("no room: /data/offboard.db-wal: No space left on device".to_owned());
    let mut scheduled = batch(BatchState::Scheduled);
    (scheduled.started_at, scheduled.processed) = (None, 0);
    let mut awaiting = batch(BatchState::AwaitingApproval);
    (awaiting.started_at, awaiting.processed) = (None, 0);
    let mut residue = batch(BatchState::Completed);
    (residue.residue, residue.doubtful) = (Some(3), Some(1));
    let mut interrupted = batch(BatchState::Processing);
    interrupted.seen.attended = false;
    let mut due = batch(BatchState::Scheduled);
    (due.started_at, due.processed, due.due_at) = (None, 0, due.confirmed_at);
    due.seen.attended = false;
    let mut unanswered = batch(BatchState::Paused);
    unanswered.confirmer_left = true;
    let states = [
        ("resumed", resumed),
        ("paused", paused),
        ("scheduled", scheduled),
        ("awaiting-approval", awaiting),
        ("erasing", batch(BatchState::Erasing)),
        ("cancelled", batch(BatchState::Cancelled)),
        ("residue", residue),
        ("interrupted", interrupted),
        ("due-unattended", due),
        ("confirmer-left", unanswered),
    ];
    each(|language, size, ending| {
        for (name, batch) in &states {
            let mut driver = showing(batch.clone(), language, size);
            driver.press("home enter");
            if batch.trouble.is_some() {
                driver.press("t");
            }
            insta::assert_snapshot!(format!("state-{name}-{ending}"), driver.screen());
        }
    });
}

/// A console whose only batch is this one.
fn showing(batch: Batch, language: Language, size: (u16, u16)) -> Driver {
    let mut context = Opened {
        language,
        size,
        ..Opened::default()
    }
    .context();
    context.now = Timestamp(support::NOON);
    let session = Session {
        operator: OperatorId(1),
        name: "dl".to_owned(),
        role: Role::FullAdmin,
        proof: Default::default(),
        came: None,
    };
    let answers = move |effect: &Effect| {
        let Effect::Load(ticket, query) = effect else {
            return None;
        };
        let answer = match query {
            Query::Home => Answer::Home(Box::new(offboard::domain::query::Home {
                batches: vec![batch.clone()],
                open_batches: vec![batch.clone()],
                ..Default::default()
            })),
            Query::Batch(_) => Answer::Batch(Some(Box::new(batch.clone()))),
            Query::Settings => Answer::Settings(Box::default()),
            _ => return None,
        };
        Some(Event::Reply(*ticket, Ok(Reply::Answer(answer))))
    };
    Driver::canned(context, Some(session), answers).unwrap()
}
