//! Journeys of full admins: operators added and changed, and a batch that a second full admin approves.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use offboard::domain::Language;
use offboard::domain::batch::BatchState;
use offboard::domain::id::BatchId;
use offboard::domain::op::{Op, OperatorOp, Secret};
use offboard::domain::operator::Session;
use offboard::domain::query::{Answer, Query};
use offboard::ui::shell::driver::Driver;
use support::console::Opened;
use support::staff::Staff;
use support::{Account, TestClock, surroundings};

const OPERATORS: &str = "ctrl-p 'Operators' enter";

struct Desk {
    driver: Driver,
    clock: std::sync::Arc<TestClock>,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn of(account: Account, session: Session) -> Self {
        Self::speaking(Language::English, account, session)
    }

    fn speaking(language: Language, account: Account, session: Session) -> Self {
        let Account {
            folder,
            clock,
            service,
            ..
        } = account;
        let context = Opened {
            language,
            ..Opened::default()
        }
        .context();
        let driver = Driver::on(service, surroundings(&clock), context, Some(session));
        Self {
            driver: driver.unwrap(),
            clock,
            _folder: folder,
        }
    }

    #[track_caller]
    fn sees(&mut self, keys: &str, texts: &[&str]) {
        self.driver.press(keys);
        for text in texts {
            assert!(
                self.driver.shows(text),
                "no {text:?} after {keys:?}:\n{}",
                self.driver.screen()
            );
        }
    }

    fn state(&mut self) -> BatchState {
        let session = self.driver.app().context().session.clone().unwrap();
        let mut reader = self.driver.service().unwrap().reader().unwrap();
        match reader.load(&session, &Query::Batch(BatchId(1))).unwrap() {
            Answer::Batch(Some(batch)) => batch.state,
            other => panic!("{other:?}"),
        }
    }
}

/// A batch that the first full admin confirmed and that waits for the second.
fn awaiting() -> (Account, Session, Session) {
    let staff = Staff::with(60);
    let (full, other) = (staff.full.clone(), staff.full_too.clone());
    let mut account = staff.account;
    let second = account.settings_changed(|it| it.second_admin = true);
    account.execute(&second).unwrap();
    let (email, _) = account.identities(1).remove(0);
    let path = account.file(
        "leavers.csv",
        format!("primary_email_address,unique_user_id\n{email},\n"),
    );
    let review = account.review(&path).unwrap();
    account.confirm(&review).unwrap();
    (account, full, other)
}

const TO_BATCH: &str = "ctrl-p 'user deletion' enter down enter";

#[test]
fn an_operator_is_added_changed_disabled_and_enabled() {
    let staff = Staff::with(0);
    let full = staff.full.clone();
    let mut desk = Desk::of(staff.account, full);
    desk.sees(&format!("{OPERATORS} n"), &["Add operator", "Once more"]);
    desk.sees("tab tab tab tab enter", &["This cannot stay empty"]);
    desk.sees(
        "'Nadia' tab 'nadia' tab right tab 'open sesame' tab 'open' enter",
        &["▲ Not an email address"],
    );
    desk.sees("'@admin.example' tab tab tab enter", &["do not match"]);
    desk.sees(
        "ctrl-u 'open sesame' enter",
        &["Nadia · help desk", "Stays", "[ Cancel ]"],
    );
    // Nothing that was typed is lost.
    desk.sees("enter", &["Once more", "nadia@admin.example"]);
    desk.sees("enter right enter", &["Nadia is an operator now"]);
    let secret = Secret("open sesame".to_owned());
    let mut reader = desk.driver.service().unwrap().reader().unwrap();
    let session = reader.sign_in("Nadia", &secret).unwrap();
    desk.sees("end r", &["Role of"]);
    desk.sees("esc home", &["Nadia"]);
    let steps = desk
        .driver
        .lines()
        .iter()
        .filter(|line| line.contains("✓ active"))
        .position(|line| line.contains("Nadia"))
        .unwrap();
    desk.sees(&format!("{} r", "down ".repeat(steps)), &["Role of Nadia"]);
    desk.sees(
        "home down down enter",
        &["Role from now on: sub admin", "Goes", "at once"],
    );
    desk.sees("right enter", &["The role of Nadia is sub admin now"]);
    desk.sees("e", &["▲ The operator is that already"]);
    desk.sees("d", &["Nadia", "signing in"]);
    desk.sees(
        "right enter",
        &["Nadia cannot sign in any more", "disabled"],
    );
    assert!(reader.load(&session, &Query::Home).is_err());
    desk.sees("e right enter", &["Nadia can sign in again"]);
    desk.sees(
        "t",
        &["Reset passphrase", "Nadia signs in with it from now on"],
    );
    desk.sees(
        "'another one' tab 'another one' enter",
        &["The passphrase of Nadia is set"],
    );
    assert!(reader.sign_in("Nadia", &secret).is_err());
    let secret = Secret("another one".to_owned());
    assert!(reader.sign_in("Nadia", &secret).is_ok());
}

#[test]
fn nobody_disables_themself_or_the_last_full_admin() {
    let mut staff = Staff::with(0);
    let (full, other) = (staff.full.clone(), staff.full_too.clone());
    let mut desk = {
        let op = Op::Operator(OperatorOp::Disable(full.operator));
        assert!(staff.act(&full, &op).is_err());
        Desk::of(staff.account, full.clone())
    };
    desk.sees(OPERATORS, &["(you)"]);
    let me = |desk: &Desk| {
        let lines = desk.driver.lines();
        let rows = lines.iter().filter(|line| line.contains("✓ active"));
        rows.into_iter()
            .position(|line| line.contains("(you)"))
            .unwrap()
    };
    let steps = "down ".repeat(me(&desk));
    desk.sees(&format!("home {steps} d"), &["▲ This is your own user"]);
    let disable = Op::Operator(OperatorOp::Disable(other.operator));
    let service = desk.driver.service().unwrap();
    service.execute(&full, &disable, None).unwrap();
    desk.sees("ctrl-r r", &["▲ This is the last full admin"]);
}

#[test]
fn a_second_full_admin_approves_a_batch_and_it_runs() {
    let (mut account, _, other) = awaiting();
    let (email, _) = account.identities(1).remove(0);
    let mut desk = Desk::of(account, other);
    desk.sees(
        TO_BATCH,
        &[
            "waiting for approval",
            "Press a to approve it",
            "SHA-256",
            "▲ 1 person will be deleted",
            &email,
        ],
    );
    desk.sees("n", &["1 person will be deleted", &email, "all rows"]);
    desk.sees(
        "esc a",
        &[
            "1 person will be deleted",
            &email,
            "Batch 1, leavers.csv: 1 of 60 users",
            "Bound to the staged rows, SHA-256",
            "Valid until",
            "It begins at once",
            "[ Cancel ]",
            "Approve",
        ],
    );
    desk.sees("enter", &["waiting for approval"]);
    desk.sees("a right enter", &["Batch 1 is approved"]);
    desk.driver.finish().unwrap();
    assert_eq!(desk.state(), BatchState::Completed);
    desk.sees("", &["Approved by Fia"]);
}

#[test]
fn who_confirmed_a_batch_reads_why_somebody_else_approves_it() {
    let (account, full, _) = awaiting();
    let mut desk = Desk::of(account, full);
    desk.sees(
        TO_BATCH,
        &[
            "Approve: You asked for this yourself",
            "waiting for approval",
        ],
    );
    desk.sees("a", &["▲ You asked for this yourself"]);
    assert_eq!(desk.state(), BatchState::AwaitingApproval);
}

#[test]
fn an_approval_that_nobody_gave_in_time_is_over() {
    let (account, _, other) = awaiting();
    let mut desk = Desk::of(account, other);
    desk.driver.press(TO_BATCH);
    desk.clock.pass(72 * 3_600 + 1);
    desk.sees("a", &["▲ The approval was not given within 72 hours"]);
    desk.driver.finish().unwrap();
    desk.sees("", &["Nobody approved it within 72 hours"]);
    assert_eq!(desk.state(), BatchState::Withdrawn);
}

#[test]
fn operators_and_approval_speak_indonesian() {
    let (account, _, other) = awaiting();
    let mut desk = Desk::speaking(Language::Indonesian, account, other);
    desk.sees(
        &format!("{OPERATORS} n"),
        &["Tambah operator", "Frasa sandi"],
    );
    desk.sees(
        "'Nadia' tab 'nadia@admin.example' tab right tab 'open sesame' tab 'open sesame' enter",
        &["Nadia", "Tetap", "[ Batal ]"],
    );
    desk.sees("right enter", &["Nadia"]);
    desk.sees(TO_BATCH, &["menunggu persetujuan", "SHA-256"]);
    desk.sees("a", &["SHA-256", "[ Batal ]"]);
    desk.sees("right enter", &["disetujui"]);
    desk.driver.finish().unwrap();
    assert_eq!(desk.state(), BatchState::Completed);
    desk.sees("", &["Fia"]);
}
