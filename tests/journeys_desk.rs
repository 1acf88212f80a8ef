//! Journeys of the help desk: every role through its day with learners' requests, keys in and the screen read.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "support/console.rs"]
mod console;
#[path = "support/staff.rs"]
mod staff;
mod support;

use console::{Console, Opened};
use offboard::domain::Language;
use offboard::domain::id::UserId;
use offboard::domain::op::Op;
use offboard::domain::operator::Session;
use offboard::domain::request::RequestKind;
use staff::{PASSPHRASE, Staff};

/// The name and email of a learner.
fn known(staff: &mut Staff, user: UserId) -> (String, String) {
    let profile = staff.profile(user).unwrap();
    let email = profile.employee.email.as_ref().unwrap().to_string();
    (profile.employee.full_name(), email)
}

fn open(staff: Staff, session: &Session) -> Console {
    Opened::default().on(staff.account, session.clone())
}

/// Signs whoever is at the console out and somebody else in.
fn sign_in(console: &mut Console, name: &str) {
    console.driver.press("5 end enter");
    let keys = format!("ctrl-u '{name}' tab '{PASSPHRASE}' enter");
    console.sees(&keys, &["Home", "Requests"]);
}

#[test]
fn the_help_desk_takes_down_verifies_disconnects_and_shows_the_proof() {
    let mut staff = Staff::with(60);
    let learner = staff.connected()[0];
    let (name, email) = known(&mut staff, learner);
    let help = staff.help.clone();
    let mut console = open(staff, &help);
    console.sees("3", &["No learner has asked"]);
    console.sees("n", &["New request", "email or ID", "such as Phone"]);
    console.sees("ctrl-s", &["▲", "Something must stand here"]);
    console.sees(
        &format!("'{email}' tab tab 'Phone' tab tab 'Wrong account' enter"),
        &["Requests > 1", "Request 1: disconnect", &name, "New"],
    );
    console.sees("", &["“Wrong account”", "▲ not verified yet", "Phone"]);
    console.sees("c", &["In review", "Hana"]);
    console.sees("d", &["identity has been verified"]);
    console.sees(
        "v 'called back' enter",
        &["✓ verified by Hana: called back"],
    );
    console.sees(
        "i 'sounded upset' enter",
        &["✎ Note, only operators read it", "┊ sounded upset"],
    );
    console.sees(
        "r 'it is on its way' enter",
        &["→ Reply, mailed to the learner", "┃ it is on its way"],
    );
    console.sees("w", &["‖ Waiting for learner", "the clock stands still"]);
    console.sees("g", &["In review"]);
    console.sees(
        "d",
        &[
            "Goes",
            "Stays",
            "Mail",
            "re-register",
            "[ Cancel ]",
            "Remove",
        ],
    );
    console.sees("enter", &["In review"]);
    console.sees(
        "d right enter",
        &["✓ Done", "activity log (l)", "mail about the outcome (o)"],
    );
    console.sees("o", &["Me > Outbox", "◌ queued"]);
    console.sees("esc d", &["The request is done"]);
}

#[test]
fn a_deletion_is_asked_for_approved_and_leaves_no_personal_word() {
    let mut staff = Staff::with(60);
    let learner = staff.connected()[0];
    let (name, email) = known(&mut staff, learner);
    let help = staff.help.clone();
    let mut console = open(staff, &help);
    console.sees(
        &format!("3 n '{email}' tab right right tab 'Letter' tab 'Her brother' ctrl-s"),
        &["Request 1: delete", "asked by Her brother"],
    );
    console.sees(
        "c i 'a secret word' enter d",
        &["permanently", "asks for approval", "Ask for approval"],
    );
    console.sees(
        "right enter",
        &["Waiting for approval", "asked for by Hana", "somebody else"],
    );
    console.sees("a", &["Only full admins"]);
    sign_in(&mut console, "Sam");
    console.sees("3 enter a", &["Only full admins"]);
    sign_in(&mut console, "Dewi Lestari");
    console.sees("3 enter", &["Request 1: delete", &name]);
    console.sees(
        "a",
        &[
            "Goes",
            "permanently",
            "not verified",
            "[ Cancel ]",
            "Delete",
        ],
    );
    console.driver.press("right enter");
    console.driver.finish().unwrap();
    console.sees(
        "ctrl-r",
        &[
            "✓ Done",
            "deleted learner",
            "every personal word is gone",
            "(b)",
        ],
    );
    console.sees_no("", &[&name, "Her brother", "a secret word", "Letter"]);
    console.sees("p", &["no such user"]);
    console.sees("b", &["Batch 1"]);
}

#[test]
fn a_sub_admin_approves_a_revocation_and_an_auditor_only_looks() {
    let mut staff = Staff::with(60);
    let learner = staff.connected()[0];
    let request = staff.request(learner, RequestKind::Revoke);
    let help = staff.help.clone();
    let ask = Op::DoRequest {
        request,
        phrase: None,
    };
    staff.act(&help, &ask).unwrap();
    let auditor = staff.auditor.clone();
    let mut console = open(staff, &auditor);
    console.sees("3 m", &["Claim", "Do it", "Only the help desk"]);
    console.sees("esc n", &["Only the help desk"]);
    console.sees("enter", &["Waiting for approval"]);
    sign_in(&mut console, "Sam");
    console.sees(
        "3 a",
        &["the license (Activated)", "learning history", "Revoke"],
    );
    console.sees("right enter enter", &["✓ Done", "approved by Sam"]);
}

#[test]
fn who_was_faster_is_said_and_a_full_admin_releases_what_lies() {
    let mut staff = Staff::with(60);
    let learner = staff.connected()[0];
    let request = staff.request(learner, RequestKind::Disconnect);
    let (help, too) = (staff.help.clone(), staff.help_too.clone());
    let mut console = open(staff, &too);
    console.sees("3 enter", &["New"]);
    let claim = Op::ClaimRequest {
        request,
        version: 1,
    };
    let service = console.driver.service().unwrap();
    service.execute(&help, &claim, None).unwrap();
    console.sees("c", &["Hana has claimed this request"]);
    console.sees("esc", &["In review", "Hana"]);
    console.sees("v", &["Hana has claimed"]);
    sign_in(&mut console, "Dewi Lestari");
    console.sees("3 enter u", &["nobody yet"]);
}

#[test]
fn a_learner_who_has_left_is_told_how_to_disconnect_and_the_request_is_cancelled() {
    let mut staff = Staff::with(60);
    let learner = staff.connected()[0];
    staff.request(learner, RequestKind::Disconnect);
    staff.request(learner, RequestKind::Delete);
    let (_, email) = known(&mut staff, learner);
    let help = staff.help.clone();
    let mut console = open(staff, &help);
    console.sees(
        &format!("2 / '{email}' enter m"),
        &["New request", "Place legal hold"],
    );
    console.sees("n", &["New request", &email]);
    console.sees("tab 'Phone' ctrl-s", &["open request for this already"]);
    console.sees("esc right enter enter", &["Employee info"]);
    console.sees("left left enter", &["Requests > "]);
    console.sees("esc 3 enter R", &["nothing is changed by us", "Send"]);
    console.sees("right enter", &["→ Reply, mailed to the learner"]);
    console.sees("X 'done alone' enter", &["✗ Cancelled", "done alone"]);
    console.sees("esc home x 'not proved' enter", &["Rejected"]);
}

#[test]
fn the_help_desk_works_in_indonesian_too() {
    let mut staff = Staff::with(60);
    let learner = staff.connected()[0];
    staff.request(learner, RequestKind::Disconnect);
    let help = staff.help.clone();
    let mut console = Opened {
        language: Language::Indonesian,
        ..Opened::default()
    }
    .on(staff.account, help);
    console.sees("3 enter", &["Permintaan 1:", "belum diverifikasi"]);
    console.sees("m", &["Claim", "Verifikasi identitas", "Do it"]);
    console.sees("c v 'ditelepon' enter", &["✓ diverifikasi oleh Hana"]);
    console.sees("i 'internal' enter", &["✎ Catatan, hanya dibaca operator"]);
    console.sees("d", &["Hilang", "Tetap", "Email", "Remove"]);
    console.sees("right enter", &["✓", "email tentang hasilnya (o)"]);
}
