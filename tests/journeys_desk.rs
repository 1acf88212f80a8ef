//! Journeys of the help desk: every role through its day with learners' requests, keys in and the screen read.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use offboard::domain::id::UserId;
use offboard::domain::op::{Op, OperatorOp, RequestOp};
use offboard::domain::operator::Session;
use offboard::domain::query::{Answer, Query};
use offboard::domain::request::{RequestFilter, RequestKind, RequestView};
use offboard::domain::{Language, Page};
use support::console::{Console, Opened};
use support::staff::{PASSPHRASE, Staff};

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
fn the_queue_is_searched_and_filtered_and_walked_through_from_a_request() {
    let mut console = Opened::default().open();
    let session = console.driver.app().context().session.clone().unwrap();
    let mut reader = console.driver.service().unwrap().reader().unwrap();
    let query = Query::Requests {
        view: RequestView::All,
        filter: RequestFilter::default(),
        page: Page::first(100),
    };
    let Answer::Requests(queue) = reader.load(&session, &query).unwrap() else {
        panic!("no requests");
    };
    let rows = queue.rows;
    let name = |index: usize| rows[index].user_name.clone().unwrap();
    assert!(rows.len() > 2);
    // By name, without accents or capitals; by number; by what is in no request.
    console.sees(
        &format!("3 / '{}' enter", name(1).to_uppercase()),
        &[&name(1)],
    );
    console.sees_no("", &[&name(0), &name(2)]);
    console.sees("esc", &[&name(0), &name(1), &name(2)]);
    console.sees(&format!("/ '#{}' enter", rows[0].id), &[&name(0)]);
    console.sees_no("", &[&name(1)]);
    console.sees("/ 'zzzz' enter", &["No request here fits"]);
    // A filter is a chip, which is taken away by itself; the search stays until Esc.
    console.sees("esc f enter down down enter", &["type: revoke ×"]);
    for row in &rows {
        let name = row.user_name.clone().unwrap();
        if row.kind == RequestKind::Revoke {
            console.sees("", &[&name]);
        } else {
            console.sees_no("", &[&name]);
        }
    }
    console.sees("backspace", &[&name(0), &name(1), &name(2)]);
    console.sees("backspace", &["No filter is set"]);
    // From a request to its neighbours, in the order of the queue, and back to the queue with one Esc.
    let at = |index: usize| format!("Requests > {}", rows[index].id);
    console.sees("home enter", &[&at(0)]);
    console.sees("<", &["the first request of the queue", &at(0)]);
    console.sees(">", &[&at(1)]);
    console.sees("right", &[&at(2)]);
    console.sees("left", &[&at(1)]);
    console.sees("esc", &["Unassigned", &name(0)]);
    // Only those that the queue shows are walked through.
    console.sees(&format!("/ '{}' enter enter", name(1)), &[&at(1)]);
    console.sees(">", &["the last request of the queue", &at(1)]);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn the_help_desk_takes_down_verifies_disconnects_and_shows_the_proof() {
    let (mut staff, learner) = Staff::and_learner(60);
    let (name, email) = known(&mut staff, learner);
    let help = staff.help.clone();
    let mut console = open(staff, &help);
    console.sees("3", &["No learner has asked"]);
    console.sees("n", &["New request", "name, email or ID", "such as Phone"]);
    console.sees("ctrl-s", &["▲", "This cannot stay empty"]);
    console.sees(
        &format!("'{email}' tab right tab 'Phone' tab tab 'Wrong account' ctrl-s"),
        &[
            "The letter as it will be sent",
            &email,
            "permintaan (nomor menyusul) telah diterima",
            "Record and send",
        ],
    );
    // Back: everything that was typed is still there.
    console.sees("esc", &["New request", "Wrong account"]);
    console.sees(
        "ctrl-s s",
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
        "i 'sounded upset' ctrl-s",
        &["✎ Note, only operators read it", "┊ sounded upset"],
    );
    console.sees(
        "r 'it is on its way' ctrl-s",
        &["The letter as it will be sent", &email, "it is on its way"],
    );
    console.sees(
        "s",
        &["→ Reply, mailed to the learner", "┃ it is on its way"],
    );
    console.sees("w", &["Stop the clock", "[ Cancel ]"]);
    console.sees("enter", &["In review"]);
    console.sees(
        "w right enter",
        &["‖ Waiting for learner", "the clock stands still"],
    );
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
    console.sees("o", &["outcome of a request", "◌ queued", &email]);
    console.sees("o", &["Me > Outbox"]);
    console.sees("esc l", &["Only auditors and full admins"]);
    console.sees("b", &["Only full admins"]);
    console.sees("d", &["The request is done"]);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn a_deletion_is_asked_for_approved_and_leaves_no_personal_word() {
    let (mut staff, learner) = Staff::and_learner(60);
    let (name, email) = known(&mut staff, learner);
    let help = staff.help.clone();
    let mut console = open(staff, &help);
    console.sees(
        &format!("3 n '{email}' tab right right right tab 'Letter' tab 'Her brother' ctrl-s s"),
        &["Request 1: delete", "asked by Her brother"],
    );
    // Nobody is asked to approve a deletion on an identity that nobody has verified.
    console.sees(
        "c i 'a secret word' ctrl-s d",
        &["needs a verified identity", "In review"],
    );
    console.sees("v 'called back' enter", &["✓ verified by Hana"]);
    console.sees(
        "d",
        &["permanently", "asks for approval", "Ask for approval"],
    );
    console.sees(
        "right enter",
        &["Waiting for approval", "asked for by Hana", "somebody else"],
    );
    console.sees("a", &["only full admins all others"]);
    sign_in(&mut console, "Sam");
    console.sees("3 enter a", &["Only full admins"]);
    sign_in(&mut console, "Dewi Lestari");
    console.sees("1", &["For you", "Request 1", "approve within", "▲1"]);
    console.sees("3 enter", &["Request 1: delete", &name, &email]);
    console.sees(
        "t 'Which account is it?' ctrl-s",
        &[
            "In review · came back with a question",
            "? Question before approval",
            "┊ Which account is it?",
        ],
    );
    sign_in(&mut console, "Hana");
    console.sees("3 enter d", &["has a question"]);
    console.sees("i 'The older one' ctrl-s", &["┊ The older one"]);
    console.sees("d right enter", &["Waiting for approval"]);
    sign_in(&mut console, "Dewi Lestari");
    console.sees("3 enter", &["Request 1: delete"]);
    console.sees(
        "a",
        &["Goes", "permanently", &email, "[ Cancel ]", "Delete"],
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
    console.sees("o", &["There is no mail about the outcome"]);
    console.sees("l", &["Entry ", "batch 1"]);
    console.sees("esc e", &["Save to a file", "deletion-1-certificate.json"]);
    console.sees("esc b", &["Batch 1"]);
}

#[test]
fn a_sub_admin_approves_a_revocation_and_an_auditor_only_looks() {
    let (mut staff, learner) = Staff::and_learner(60);
    let request = staff.request(learner, RequestKind::Revoke);
    let help = staff.help.clone();
    let ask = Op::Request(RequestOp::Do {
        request,
        phrase: None,
        unverified: None,
    });
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
    let (mut staff, learner) = Staff::and_learner(60);
    let request = staff.request(learner, RequestKind::Disconnect);
    let (help, too) = (staff.help.clone(), staff.help_too.clone());
    let mut console = open(staff, &too);
    console.sees("3 enter", &["New"]);
    let claim = Op::Request(RequestOp::Claim {
        request,
        version: 1,
    });
    let service = console.driver.service().unwrap();
    service.execute(&help, &claim, None).unwrap();
    console.sees("c", &["Hana has claimed this request"]);
    console.sees("esc", &["In review", "Hana"]);
    console.sees("v", &["Hana has claimed"]);
    sign_in(&mut console, "Dewi Lestari");
    console.sees("3 enter u", &["nobody yet"]);
}

#[test]
fn a_verification_is_taken_back_when_that_is_confirmed() {
    let (mut staff, learner) = Staff::and_learner(60);
    staff.request(learner, RequestKind::Disconnect);
    let help = staff.help.clone();
    let mut console = open(staff, &help);
    let verified = "✓ verified by Hana: called back";
    console.sees("3 enter c v 'called back' enter", &[verified]);
    let asked = [
        "Goes",
        "the words on how",
        "Stays",
        "[ Cancel ]",
        "Take back",
    ];
    console.sees("V", &asked);
    console.sees("enter", &[verified]);
    console.sees("V right enter", &["▲ not verified yet"]);
}

#[test]
fn a_learner_who_has_left_is_told_how_to_disconnect_and_the_request_is_cancelled() {
    let (mut staff, learner) = Staff::and_learner(60);
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
    console.sees("tab 'Phone' ctrl-s", &["Choose what the learner asks for"]);
    console.sees(
        "right ctrl-s",
        &["open request for this already: request 1", "Ctrl-O"],
    );
    console.sees("ctrl-o", &["Request 1: disconnect", &email]);
    console.sees("esc m n tab 'Phone' tab ctrl-s", &["Choose what"]);
    console.sees("esc right enter enter", &["Employee info"]);
    console.sees("left left enter", &["Requests > "]);
    // Nobody sends words that nobody has seen.
    let letter = "The letter as it will be sent";
    let steps = [letter, &email, "1. Masuk ke LinkedIn Learning", "Send"];
    console.sees("esc 3 enter R", &steps);
    console.sees("s", &["→ Reply, mailed to the learner"]);
    console.sees("X 'done alone' ctrl-s", &[letter, &email, "done alone"]);
    // Back to what was typed, and on.
    console.sees("enter", &["Reason", "done alone", "Close the request"]);
    console.sees("ctrl-s s", &["✗ Cancelled", "done alone"]);
    console.sees("esc home x 'not proved' enter", &[letter, "not proved"]);
    console.sees("s", &["Rejected"]);
}

#[test]
fn the_help_desk_works_in_indonesian_too() {
    let (mut staff, learner) = Staff::and_learner(60);
    staff.request(learner, RequestKind::Disconnect);
    let help = staff.help.clone();
    let mut console = Opened {
        language: Language::Indonesian,
        ..Opened::default()
    }
    .on(staff.account, help);
    console.sees("3 enter", &["Permintaan 1:", "belum diverifikasi"]);
    console.sees("m", &["Ambil", "Verifikasi identitas", "Jalankan"]);
    console.sees("c v 'ditelepon' enter", &["✓ diverifikasi oleh Hana"]);
    console.sees("i 'internal' ctrl-s", &["✎ Catatan, hanya dibaca operator"]);
    console.sees("d", &["Hilang", "Tetap", "Email", "Batal", "Putuskan"]);
    console.sees("right enter", &["✓", "email tentang hasilnya (o)"]);
}

#[test]
fn a_request_is_taken_down_from_anywhere_for_a_learner_found_by_search() {
    let (mut staff, learner) = Staff::and_learner(60);
    let (name, email) = known(&mut staff, learner);
    let help = staff.help.clone();
    let mut console = open(staff, &help);
    console.sees(
        "ctrl-p 'new request' enter",
        &["New request", "name, email or ID"],
    );
    console.sees("'zzzz'", &["Nobody is found by these words"]);
    let first = name.split(' ').next().unwrap().to_lowercase();
    console.sees(&format!("ctrl-u '{first}'"), &[&name]);
    // Whoever is not chosen is not guessed at.
    console.sees("ctrl-s", &["This cannot stay empty"]);
    let keys = format!("backtab backtab ctrl-u '{email}' enter");
    console.sees(&keys, &[&name, &email, "‹"]);
    console.sees(
        "right right tab 'Letter' tab 'Her sister' tab 'first line' enter 'second line' ctrl-s s",
        &[
            "Request 1: revoke",
            &name,
            "asked by Her sister",
            "first line",
            "second line",
        ],
    );
}

#[test]
fn a_reply_of_several_lines_waits_for_the_learner_and_looks_like_no_note() {
    let (mut staff, learner) = Staff::and_learner(60);
    let request = staff.request(learner, RequestKind::Revoke);
    let (help, too) = (staff.help.clone(), staff.help_too.clone());
    let mut console = open(staff, &help);
    console.sees("3 enter i", &["✎ Note", "Only operators read a note"]);
    console.sees_no("", &["Then wait for the learner"]);
    console.sees(
        "esc r",
        &[
            "→ Reply",
            "mailed to",
            "[ ] Then wait for the learner",
            "Send",
        ],
    );
    console.sees("ctrl-s", &["This cannot stay empty"]);
    console.sees(
        "'Dear Siti,' enter enter 'which address?' tab space",
        &["[×] Then wait"],
    );
    // Typed words are not lost without asking.
    console.sees("esc", &["Cancel", "typed"]);
    console.sees("enter", &["which address?", "[×] Then wait"]);
    // It greets by itself: no second greeting stands above it.
    console.sees("ctrl-s", &["The letter as it will be sent", "│ Dear Siti,"]);
    console.sees_no("", &["Halo "]);
    console.sees(
        "s",
        &[
            "→ Reply, mailed to the learner",
            "┃ Dear Siti,",
            "┃ which address?",
            "‖ Waiting for learner",
        ],
    );
    console.sees("g", &["In review"]);
    // Somebody was faster: it is said who, and the words stay.
    console.driver.press("u r 'typed for long'");
    let version = {
        let service = console.driver.service().unwrap();
        let mut reader = service.reader().unwrap();
        let query = offboard::domain::query::Query::Request(request);
        match reader.load(&too, &query).unwrap() {
            offboard::domain::query::Answer::Request(Some(found)) => found.row.version,
            other => panic!("{other:?}"),
        }
    };
    let claim = Op::Request(RequestOp::Claim { request, version });
    let service = console.driver.service().unwrap();
    service.execute(&too, &claim, None).unwrap();
    console.sees(
        "ctrl-s",
        &["Hugo has claimed this request", "typed for long"],
    );
}

#[test]
fn what_does_not_fit_is_dimmed_with_the_reason_in_the_queue_too() {
    let (mut staff, learner) = Staff::and_learner(60);
    let request = staff.request(learner, RequestKind::Revoke);
    let (full, help) = (staff.full.clone(), staff.help.clone());
    let ask = Op::Request(RequestOp::Do {
        request,
        phrase: None,
        unverified: None,
    });
    staff.act(&help, &ask).unwrap();
    let operator = help.operator;
    let role = offboard::domain::operator::Role::FullAdmin;
    staff
        .act(
            &full,
            &Op::Operator(OperatorOp::ChangeRole {
                operator,
                seen: offboard::domain::operator::Role::HelpDesk,
                role,
            }),
        )
        .unwrap();
    let again = offboard::domain::op::Secret(PASSPHRASE.to_owned());
    let help = staff.account.reader.sign_in("Hana", &again).unwrap();
    let mut console = open(staff, &help);
    console.sees("3 a", &["You asked for this yourself"]);
    console.sees("x", &["You asked for this yourself"]);
    console.sees("R", &["Only for a request to disconnect"]);
    console.sees(
        "m end",
        &["Take verification back", "The request waits for approval"],
    );
    console.sees("esc enter a", &["You asked for this yourself"]);
    console.sees("l", &["has no result yet"]);
}

#[test]
fn a_deletion_on_request_past_the_gate_wants_the_phrase() {
    for (language, cancel, button) in [
        (Language::English, "[ Cancel ]", "Delete"),
        (Language::Indonesian, "[ Batal ]", "Hapus"),
    ] {
        let mut staff = Staff::with(4);
        let everybody = staff.learners(offboard::domain::user::UserFilter::default());
        let request = staff.request(everybody[0], RequestKind::Delete);
        let full = staff.full.clone();
        staff.act(&full, &support::staff::verify(request)).unwrap();
        let mut console = Opened {
            language,
            ..Opened::default()
        }
        .on(staff.account, full);
        console.sees("3 enter d", &["delete 1 user"]);
        console.sees("'delete 2 users' enter", &["delete 1 user"]);
        console.sees("esc d 'delete 1 user' enter", &[cancel, button]);
        console.driver.press("right enter");
        console.driver.finish().unwrap();
        console.sees("ctrl-r", &["✓", "(b)"]);
    }
}

#[test]
fn an_auditor_looks_at_everything_and_changes_nothing() {
    let (mut staff, learner) = Staff::and_learner(60);
    let request = staff.request(learner, RequestKind::Disconnect);
    let help = staff.help.clone();
    staff.act(&help, &support::staff::verify(request)).unwrap();
    staff.act(&help, &support::staff::do_it(request)).unwrap();
    let (name, _) = known(&mut staff, learner);
    let auditor = staff.auditor.clone();
    let mut console = open(staff, &auditor);
    console.sees("3 enter", &["✓ Done", "activity log (l)"]);
    console.sees("l", &["LinkedIn profile disconnected"]);
    console.sees("esc o", &["outcome of a request", "Send again", "Only"]);
    console.sees("esc i", &["Only the help desk"]);
    console.sees("r", &["Only the help desk"]);
    console.sees("ctrl-p 'new request' enter", &["Only the help desk"]);
    console.sees(
        "esc ctrl-p 'Activity log' enter v",
        &["✓ The activity log is whole"],
    );
    console.sees("ctrl-p 'Outbox' enter", &["queued"]);
    console.sees(&format!("2 / '{name}' enter l"), &["Only"]);
    console.sees("d", &["Only"]);
    console.sees("ctrl-p 'Operators' enter", &["Me > Operators"]);
    console.sees("n", &["Only full admins"]);
    console.sees(
        "esc ctrl-p 'Account settings' enter",
        &["You can read these settings"],
    );
    console.sees("ctrl-p 'Deleted users' enter", &["Nobody has been deleted"]);
    console.sees("esc 4", &["By month"]);
}

#[test]
fn a_sub_admin_does_licenses_edits_and_asks_for_deletions() {
    let mut staff = Staff::with(60);
    let learners = staff.connected();
    let (name, email) = known(&mut staff, learners[0]);
    staff.request(learners[1], RequestKind::Delete);
    let sub = staff.sub.clone();
    let mut console = open(staff, &sub);
    console.sees(
        &format!("2 / '{email}' enter l end enter"),
        &["No license", "Goes"],
    );
    console.sees(
        "right enter",
        &[&format!("The license of {name} is revoked")],
    );
    console.sees("d right enter", &["disconnected"]);
    console.sees("h 'Lawsuit' enter", &["⚑"]);
    console.sees("x", &["Only full admins"]);
    console.sees("3 enter c d", &["needs a verified identity"]);
    console.sees("v 'her badge' enter d", &["asks for approval"]);
    console.sees("right enter", &["Waiting for approval", "asked for by Sam"]);
    console.sees("a", &["Only full admins"]);
    console.sees("ctrl-p 'user deletion' enter enter", &["Only full admins"]);
    console.sees(
        "ctrl-p 'Activity log' enter",
        &["Your role sees what you did yourself"],
    );
    console.sees("ctrl-p 'Outbox' enter", &[&email, "4 waiting"]);
}

#[test]
fn a_full_admin_approves_settles_and_reads_the_proof() {
    let mut staff = Staff::with(60);
    let learners = staff.connected();
    let request = staff.request(learners[0], RequestKind::Delete);
    let other = staff.request(learners[0], RequestKind::Revoke);
    let (sub, full) = (staff.sub.clone(), staff.full.clone());
    staff.act(&sub, &support::staff::verify(request)).unwrap();
    staff.act(&sub, &support::staff::do_it(request)).unwrap();
    let mut console = open(staff, &full);
    console.sees("3 tab", &["Unassigned"]);
    console.driver.press("tab tab");
    console.sees("a right enter", &["Request 1 is being carried out"]);
    console.driver.finish().unwrap();
    console.sees("ctrl-r tab tab", &["deleted learner", "revoke", "Done"]);
    console.sees("end enter", &["every personal word is gone"]);
    console.sees(
        &format!("ctrl-p 'Requests' enter {}", "home "),
        &["deleted learner"],
    );
    assert_ne!(request, other);
    console.sees("ctrl-p 'Deleted users' enter", &["1 user has been deleted"]);
}

#[test]
fn two_full_admins_do_not_overwrite_each_other_s_settings() {
    let staff = Staff::with(0);
    let (full, other) = (staff.full.clone(), staff.full_too.clone());
    let mut account = staff.account;
    let change = account.settings_changed(|it| it.wait_days = 3);
    let mut console = Opened::default().on(account, full);
    console
        .driver
        .press("ctrl-p 'Account settings' enter down down down '0'");
    let service = console.driver.service().unwrap();
    service.execute(&other, &change, None).unwrap();
    console.sees("ctrl-r ctrl-s", &["Fia has saved the account settings"]);
    console.sees("esc", &["5000"]);
}
