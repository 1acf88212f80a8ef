//! Requests, licenses and operators on the command line: what machines read, and the exit codes.

use serde_json::Value;

use crate::harness::{Account, Ran};

/// The first learner with an address and, where it is asked for, a connected profile.
fn learner(account: &Account, words: &[&str]) -> String {
    let words: Vec<&str> = ["users", "list"].iter().chain(words).copied().collect();
    let users = account.json(&words, 0);
    let users = users.as_array().unwrap().iter();
    let with_address = |user: &&Value| {
        user["primary_email_address"].is_string() && user["on_hold"] == Value::Bool(false)
    };
    let user = users.clone().find(with_address).unwrap();
    user["primary_email_address"].as_str().unwrap().to_owned()
}

fn take_down(account: &Account, email: &str, kind: &str) -> String {
    let words = [
        "requests",
        "new",
        email,
        "--kind",
        kind,
        "--channel",
        "Phone",
    ];
    account.json(&words, 0)["id"].to_string()
}

#[test]
fn a_request_is_done_and_says_what_proves_it() {
    let account = Account::with(60);
    let email = learner(&account, &["--connected"]);
    let request = take_down(&account, &email, "disconnect");
    let again = [
        "requests",
        "new",
        &email,
        "--kind",
        "disconnect",
        "--channel",
        "Mail",
    ];
    let mut of_two_lines = again;
    of_two_lines[6] = "By\nphone";
    let refused = account.run(&of_two_lines).ended(1);
    assert!(refused.err.contains("one line"), "{}", refused.err);
    assert!(refused.err.contains("By␊phone"), "{}", refused.err);
    let refused = account.run(&again).ended(4);
    assert!(
        refused.err.contains(&format!("request {request}")),
        "{}",
        refused.err
    );
    account
        .run(&["requests", "note", &request, "Nervous"])
        .ended(0);
    account
        .run(&[
            "requests",
            "reply",
            &request,
            "\tWhich one?\r\n\r\nOr\tboth?",
            "--wait",
        ])
        .ended(0);
    let shown = account.json(&["requests", "show", &request], 0);
    // Letters and screens show no picture of a tab or of a line end of another system.
    assert_eq!(shown["entries"][1]["text"], "Which one?\n\nOr both?");
    assert_eq!(shown["state"], "waiting_for_learner");
    let entries = shown["entries"].as_array().unwrap();
    assert_eq!(entries[0]["kind"], "note");

    let table = account.run(&["requests", "show", &request]).ended(0).out;
    assert!(
        table.contains("  # Nervous") && table.contains("  > Which one?"),
        "{table}"
    );
    // A script says that it is meant.
    let unsaid = account.run(&["requests", "do", &request]).ended(2);
    assert!(unsaid.err.contains("--yes"), "{unsaid:#?}");
    let done = account.json(&["requests", "do", &request, "--yes"], 0);
    assert_eq!(done["state"], "done");
    assert!(
        done["log_entry"].is_u64() && done["mail"].is_i64(),
        "{done}"
    );
    account.run(&["requests", "do", &request, "--yes"]).ended(4);
    account.run(&["requests", "show", "999"]).ended(1);
}

#[test]
fn a_deletion_on_request_is_asked_for_and_leaves_no_word() {
    let account = Account::with(60);
    let email = learner(&account, &[]);
    let request = take_down(&account, &email, "delete");
    // Nobody has verified the identity: it is verified, or somebody says why it is not.
    let refused = account.run(&["requests", "do", &request, "--yes"]).ended(1);
    assert!(refused.err.contains("Add: --unverified"), "{refused:#?}");
    let why = ["--unverified", "the court orders it"];
    let words = ["requests", "do", &request];
    account.run(&[&words[..], &why[..]].concat()).ended(2);
    let done = account.json(&[&words[..], &why[..], &["--yes"]].concat(), 0);
    assert_eq!(done["state"], "done");
    assert_eq!(done["batch"], 1);
    assert!(
        done["user"].is_null() && done["channel"].is_null(),
        "{done}"
    );
    let found = account.json(&["deletions", "find", &email], 0);
    assert_eq!(found["answer"], "deleted");
}

#[test]
fn what_a_gate_wants_of_a_request_is_said_with_the_way_to_give_it() {
    let account = Account::with(60);
    account.run(&["account", "set", "gate_percent=1"]).ended(0);
    let email = learner(&account, &[]);
    let request = take_down(&account, &email, "delete");
    let words = ["requests", "do", &request, "--yes", "--unverified", "court"];
    let refused = account.run(&words).ended(1);
    let wanted = "--confirm 'delete 1 user'";
    assert!(refused.err.contains(wanted), "{refused:#?}");
    let given = [&words[..], &["--confirm", "delete 1 user"]].concat();
    account.run(&given).ended(0);
}

#[test]
fn a_license_is_given_by_its_name_and_taken_away() {
    let account = Account::with(60);
    let email = learner(&account, &["--license", "activated"]);
    account
        .run(&["users", "license", &email, "none", "--yes"])
        .ended(0);
    let again = account.run(&["users", "license", &email, "none"]).ended(1);
    assert!(again.err.contains("holds no license"), "{}", again.err);
    let unknown = account
        .run(&["users", "license", &email, "No such type"])
        .ended(1);
    assert!(unknown.err.contains("No such type"), "{}", unknown.err);
    let shown = account.json(&["users", "show", &email], 0);
    assert_eq!(shown["license"], "no_license");
}

fn as_operator(account: &Account, name: &str, words: &[&str], new: &str) -> Ran {
    let mut command = account.command(words);
    command
        .env("OFFBOARD_OPERATOR", name)
        .env("OFFBOARD_PASSPHRASE", "correct horse")
        .env("OFFBOARD_NEW_PASSPHRASE", new);
    let ended = command.output().unwrap();
    Ran {
        code: ended.status.code().unwrap_or(-1),
        out: String::from_utf8(ended.stdout).unwrap(),
        err: String::from_utf8(ended.stderr).unwrap(),
    }
}

#[test]
fn a_second_operator_comes_after_the_first_one_s_passphrase_and_approves_batches() {
    let account = Account::with(60);
    let operators = account.json(&["operators", "list"], 0);
    let admin = operators[0]["name"].as_str().unwrap().to_owned();
    let admin = admin.as_str();
    let add = ["operators", "add", "Fia", "--role", "full-admin"];
    account.run(&add).ended(1);
    let new = "correct horse";
    as_operator(&account, admin, &["operators", "passphrase"], new).ended(0);
    as_operator(&account, admin, &add, new).ended(0);
    as_operator(&account, admin, &add, new).ended(4);
    account.run(&["users", "list"]).ended(2);
    let learners = as_operator(&account, admin, &["users", "list", "--format", "json"], new);
    let learners: Value = serde_json::from_str(&learners.ended(0).out).unwrap();
    let id = learners[0]["unique_user_id"].as_str().unwrap();
    let file = account.file(
        "one.csv",
        format!("primary_email_address,unique_user_id\n,{id}\n"),
    );
    as_operator(
        &account,
        admin,
        &["account", "set", "second_admin=yes"],
        new,
    )
    .ended(0);
    let run = ["deletions", "run", &file, "--yes"];
    as_operator(&account, admin, &run, new).ended(0);
    let approve = ["deletions", "approve", "1"];
    as_operator(&account, admin, &approve, new).ended(3);
    // Whoever approves reads whom the batch means, in both forms.
    let show = ["deletions", "show", "1"];
    let shown = as_operator(&account, "Fia", &show, new).ended(0).out;
    assert!(shown.contains(id), "{shown}");
    let show = ["deletions", "show", "1", "--format", "json"];
    let shown = as_operator(&account, "Fia", &show, new).ended(0).out;
    let shown: Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(shown["whom"]["people"][0]["unique_user_id"], id);
    let wrong = ["deletions", "approve", "1", "--plan", "0000"];
    as_operator(&account, "Fia", &wrong, new).ended(4);
    as_operator(&account, "Fia", &approve, new).ended(2);
    let approve = [&approve[..], &["--yes"]].concat();
    as_operator(&account, "Fia", &approve, new).ended(0);
    as_operator(&account, "Fia", &["deletions", "resume", "1"], new).ended(0);
    as_operator(&account, "Fia", &["operators", "disable", admin], new).ended(0);
    as_operator(
        &account,
        "Fia",
        &["operators", "role", "Fia", "auditor"],
        new,
    )
    .ended(1);
}

#[test]
fn a_request_shows_its_learner_and_is_corrected_or_closed_without_a_word() {
    let account = Account::with(60);
    let email = learner(&account, &[]);
    let request = take_down(&account, &email, "disconnect");
    let shown = account.json(&["requests", "show", &request], 0);
    assert_eq!(shown["email"], email);
    assert_eq!(shown["identity_verified"], false);
    assert!(shown["on_hold"].is_boolean() && shown["connected"].is_boolean());
    let corrected = account.json(&["requests", "correct", &request, "--kind", "delete"], 0);
    assert_eq!(corrected["kind"], "delete");
    account
        .run(&["requests", "correct", &request, "--kind", "delete"])
        .ended(1);
    account.run(&["requests", "correct", &request]).ended(2);
    let words = ["requests", "cancel", &request, "--reason", "by mistake"];
    let closed = account.json(&[&words[..], &["--no-mail"]].concat(), 0);
    assert_eq!(closed["state"], "cancelled");
    assert!(closed["mail"].is_null(), "{closed}");
}

/// The letters that a command line shows with `--preview`; nothing is sent by that.
fn previewed(account: &Account, words: &[&str]) -> Vec<Value> {
    let before = account.json(&["outbox", "list"], 0);
    let letters = account.json(&[words, &["--preview"]].concat(), 0);
    assert_eq!(account.json(&["outbox", "list"], 0), before, "{words:?}");
    letters.as_array().unwrap().clone()
}

/// What lies in the outbox since there were so many messages: recipient and text.
fn sent(account: &Account, kind: &str) -> Vec<(Value, Value)> {
    let all = account.json(&["outbox", "list"], 0);
    let all = all.as_array().unwrap().iter();
    all.filter(|mail| mail["kind"] == kind)
        .map(|mail| {
            let id = mail["id"].to_string();
            let shown = account.json(&["outbox", "show", &id], 0);
            (shown["to"].clone(), shown["body"].clone())
        })
        .collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn every_act_that_mails_a_learner_shows_the_letter_that_it_then_sends() {
    let account = Account::with(60);
    let email = learner(&account, &["--connected", "--license", "activated"]);
    let email = email.as_str();
    let seen = |words: &[&str]| {
        let letters = previewed(&account, words);
        assert_eq!(letters[0]["to"], email, "{words:?}");
        letters
    };
    let told = |letter: &Value| (letter["to"].clone(), letter["body"].clone());
    // A request, which is then corrected before its letter has left, replied to, and carried out.
    let new = [
        "requests",
        "new",
        email,
        "--kind",
        "revoke",
        "--channel",
        "Phone",
    ];
    let letter = seen(&new);
    assert_eq!(letter[0]["kind"], "request_received");
    let request = account.json(&new, 0)["id"].to_string();
    let body = sent(&account, "request_received")[0].1.to_string();
    let first_line = |body: &str| body.split("\\n").nth(2).unwrap_or_default().to_owned();
    assert_eq!(
        first_line(&body),
        first_line(&letter[0]["body"].to_string())
    );
    let reply = ["requests", "reply", &request, "Which one?"];
    let letter = seen(&reply);
    account.run(&reply).ended(0);
    assert_eq!(sent(&account, "request_reply"), [told(&letter[0])]);
    let verify = ["requests", "verify", &request, "--how", "called back"];
    account.run(&verify).ended(0);
    let carry_out = ["requests", "do", &request];
    let letter = seen(&carry_out);
    account.run(&[&carry_out[..], &["--yes"]].concat()).ended(0);
    assert_eq!(sent(&account, "request_outcome"), [told(&letter[0])]);
    // The profile.
    let disconnect = ["users", "disconnect", email];
    let letter = seen(&disconnect);
    account
        .run(&[&disconnect[..], &["--yes"]].concat())
        .ended(0);
    assert_eq!(sent(&account, "reregister"), [told(&letter[0])]);
    // A deletion tells whoever asked for something.
    let wish = [
        "requests",
        "new",
        email,
        "--kind",
        "delete",
        "--channel",
        "Phone",
    ];
    account.run(&wish).ended(0);
    let file = account.file(
        "one.csv",
        format!("primary_email_address,unique_user_id\n{email},\n"),
    );
    let run = ["deletions", "run", &file];
    let checked = account.json(&["deletions", "check", &file], 0);
    assert_eq!(checked["whom"]["mailed"], 1);
    let letter = seen(&run);
    account.run(&[&run[..], &["--yes"]].concat()).ended(0);
    // Nothing of the deleted is left in the outbox; the letter itself lies where it was delivered.
    let said = letter[0]["body"].as_str().unwrap();
    let delivered = std::fs::read_dir(account.path("mail")).unwrap();
    let mut delivered =
        delivered.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let about = said
        .lines()
        .find(|line| line.starts_with("Permintaan 2: "))
        .unwrap();
    let about = about.split(" akun ").next().unwrap();
    assert!(
        delivered.any(|mail| mail.contains(email) && mail.contains(about)),
        "{said}"
    );
}

#[test]
fn the_letter_to_who_loses_a_license_is_shown_before_it_is_taken() {
    let account = Account::with(60);
    let email = learner(&account, &["--license", "activated"]);
    account
        .run(&["account", "set", "mail_on_revoke=yes"])
        .ended(0);
    let revoke = ["users", "license", &email, "none"];
    let letter = previewed(&account, &revoke);
    assert_eq!(letter[0]["kind"], "license_revoked");
    account.run(&[&revoke[..], &["--yes"]].concat()).ended(0);
    let mails = sent(&account, "license_revoked");
    assert_eq!(
        mails,
        [(letter[0]["to"].clone(), letter[0]["body"].clone())]
    );
}
