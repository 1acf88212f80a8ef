//! Accounts that live at a provider, on the command line: exit codes, what a hold names, what is done by hand.

use crate::harness::{Account, Learner};

/// An account at the hosted product, whose learners all have a profile there.
fn at_the_product() -> (Account, Vec<Learner>) {
    let account = Account::with(0);
    let header =
        "primary_email_address,unique_user_id,preferred_first_name,Connected Profile Status";
    let rows = (1..=20).map(|n| format!("l{n}@x.example,E-{n},F{n},Connected"));
    let lines: Vec<String> = std::iter::once(header.to_owned()).chain(rows).collect();
    let file = account.file("all.csv", lines.join("\n") + "\n");
    account.run(&["users", "import", &file]).ended(0);
    account.run(&["provider", "set", "file"]).ended(0);
    let learners = (1..=20).map(|n| Learner {
        email: format!("l{n}@x.example"),
        id: format!("E-{n}"),
    });
    (account, learners.collect())
}

#[test]
fn a_hold_names_the_file_that_the_provider_has_or_may_have() {
    let (account, learners) = at_the_product();
    let file = account.leavers("leavers.csv", &learners[..2]);
    account.run(&["deletions", "run", &file, "--yes"]).ended(0);
    let reason = ["--reason", "Inquiry"];
    let held = account.run(&[&["users", "hold", "E-1"][..], &reason].concat());
    let says = &held.ended(0).err;
    assert!(says.contains("deletions-1-1-of-1.csv"), "{says}");
    assert!(says.contains("A hold does not call it back."), "{says}");
    let held = account.run(&[&["users", "hold", "E-9"][..], &reason].concat());
    let says = &held.ended(0).err;
    assert!(!says.contains("deletions-"), "{says}");
}

#[test]
fn what_is_done_by_hand_reads_so_until_somebody_says_done_and_can_be_taken_back() {
    let (account, _) = at_the_product();
    account
        .run(&["users", "disconnect", "E-5", "E-6", "--yes"])
        .ended(0);
    let shown = account.run(&["provider", "changes"]).ended(0).out;
    assert_eq!(shown.matches("to be done by hand").count(), 2, "{shown}");
    assert!(!shown.contains("handed over"), "{shown}");
    // Nor does the log say that it is done.
    let log = account.run(&["audit", "list"]).ended(0).out;
    assert_eq!(
        log.matches("disconnecting prepared for the provider")
            .count(),
        2,
        "{log}"
    );
    assert!(!log.contains("LinkedIn profile disconnected"), "{log}");
    let found = account.json(&["provider", "show"], 0);
    assert_eq!(
        (&found["by_hand"], &found["prepared"]),
        (&2.into(), &0.into())
    );
    account.run(&["provider", "done", "1"]).ended(0);
    account.run(&["provider", "done", "1"]).ended(4);
    account
        .run(&["provider", "take-back", "--handover", "1"])
        .ended(0);
    let found = account.json(&["provider", "changes", "1"], 0);
    let states: Vec<&str> = (0..2)
        .map(|at| found[at]["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["taken_back", "confirmed"]);
    assert_eq!(found[1]["evidence"]["kind"], "word");
    // Who was taken back can be put on the list again, and a download confirms what nobody ticked off.
    account
        .run(&["users", "disconnect", "E-6", "--yes"])
        .ended(0);
    let header = "primary_email_address,unique_user_id,Connected Profile Status\n";
    let rows = (1..=20).map(|n| {
        let profile = if n < 7 { "Not connected" } else { "Connected" };
        format!("l{n}@x.example,E-{n},{profile}\n")
    });
    let roster = account.file("roster.csv", header.to_owned() + &rows.collect::<String>());
    // A download says what is so at its moment: it is taken after the act was asked for.
    let sql = "UPDATE provider_changes SET since = since - 60";
    let database = rusqlite::Connection::open(account.path("offboard.db")).unwrap();
    database.execute(sql, []).unwrap();
    drop(database);
    let taken = account.json(&["provider", "roster", &roster, "--taken", "now"], 0);
    assert_eq!(taken["confirmed"], 1, "{taken}");
    let found = account.json(&["provider", "changes", "2"], 0);
    assert_eq!(found[0]["evidence"]["kind"], "roster");
}

/// An account in which a learner's disconnection is to be done by hand at the provider, on their request.
fn with_a_request_there() -> Account {
    let (account, _) = at_the_product();
    let wish = ["--kind", "disconnect", "--channel", "Phone"];
    account
        .run(&[&["requests", "new", "E-5"][..], &wish].concat())
        .ended(0);
    for act in [&["claim", "1"][..], &["do", "1", "--yes"]] {
        account.run(&[&["requests"][..], act].concat()).ended(0);
    }
    account
}

#[test]
fn a_request_that_is_carried_out_there_is_taken_back_before_it_is_cancelled() {
    let account = with_a_request_there();
    // It would be done there all the same: the learner is not mailed that nothing is changed.
    for act in [
        &["cancel", "1", "--reason", "no"][..],
        &["reject", "1", "--reason", "no"],
        &["do", "1", "--preview"],
    ] {
        let says = account.run(&[&["requests"][..], act].concat()).ended(4).err;
        assert!(says.contains("carried out at the provider"), "{says}");
        assert!(!says.contains("batch"), "{says}");
    }
    account.run(&["provider", "take-back", "1"]).ended(0);
    let shown = account.run(&["requests", "show", "1"]).ended(0).out;
    assert!(
        shown.contains("its change was taken back before it was handed over"),
        "{shown}"
    );
    account.run(&["requests", "do", "1", "--yes"]).ended(0);
    account.run(&["provider", "take-back", "2"]).ended(0);
    account
        .run(&["requests", "cancel", "1", "--reason", "no"])
        .ended(0);
    let states = account.json(&["provider", "changes"], 0);
    let states = states.as_array().unwrap().iter();
    assert!(
        states
            .map(|one| &one["state"])
            .all(|state| state == "taken_back")
    );
}

#[test]
fn nobody_knows_what_a_provider_did_for_whom_nobody_waits_any_more() {
    let account = with_a_request_there();
    let sql = "UPDATE provider_changes SET state = 'handed_over'";
    let database = rusqlite::Connection::open(account.path("offboard.db")).unwrap();
    database.execute(sql, []).unwrap();
    drop(database);
    account
        .run(&["provider", "give-up", "1", "--reason", "enough"])
        .ended(0);
    let shown = account.run(&["requests", "show", "1"]).ended(0).out;
    assert!(
        shown.contains("whether it was done there is not known"),
        "{shown}"
    );
    assert!(!shown.contains("did not do it"), "{shown}");
}

#[test]
fn whom_a_hold_protects_is_put_into_no_file_again() {
    let (account, learners) = at_the_product();
    let file = account.leavers("leavers.csv", &learners[..3]);
    account.run(&["deletions", "run", &file, "--yes"]).ended(0);
    account.run(&["provider", "uploaded", "1"]).ended(0);
    account
        .run(&["users", "hold", "E-1", "--reason", "court"])
        .ended(0);
    let failed = "unique_user_id,Error Message\nE-1,busy\nE-2,busy\n";
    let results = account.file("results.csv", failed);
    account.json(&["provider", "results", &results], 1);
    let again = account.run(&["provider", "again", "1"]).ended(1).err;
    assert!(again.contains("legal hold"), "{again}");
    account
        .run(&["provider", "again", "--handover", "1"])
        .ended(0);
    let listed = account.json(&["provider", "list"], 0);
    let listed = listed.as_array().unwrap().iter();
    let file = listed
        .filter_map(|one| one["file"].as_str())
        .find(|file| file.contains("again"));
    let text = std::fs::read_to_string(file.unwrap()).unwrap();
    assert!(text.contains("E-2") && !text.contains("E-1"), "{text}");
}

#[test]
fn a_batch_that_ends_in_part_at_the_provider_exits_1_and_has_its_failed_rows() {
    let (account, learners) = at_the_product();
    let file = account.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\nl1@x.example,E-1\nl2@x.example,E-3\nl4@x.example,E-4\n",
    );
    let run = account.json(&["deletions", "run", &file, "--yes"], 1);
    assert_eq!(run["state"], "at_provider");
    let failed = account
        .run(&["deletions", "results", "1", "-o", "-"])
        .ended(0)
        .out;
    assert!(
        failed.contains("l2@x.example,E-3,3,failure,ids_disagree"),
        "{failed}"
    );
    account.run(&["provider", "uploaded", "1"]).ended(0);
    let results = account.file(
        "results.csv",
        "unique_user_id,Error Message\nE-4,Is an admin\n",
    );
    let taken = account.json(&["provider", "results", &results], 1);
    assert_eq!(taken["refused"], 1);
    let sql = "UPDATE handovers SET handed_at = handed_at - 60, prepared_at = prepared_at - 60";
    let database = rusqlite::Connection::open(account.path("offboard.db")).unwrap();
    database.execute(sql, []).unwrap();
    drop(database);
    let header = "primary_email_address,unique_user_id\n".to_owned();
    let stays = learners.iter().skip(1);
    let rows: String = stays
        .map(|one| format!("{},{}\n", one.email, one.id))
        .collect();
    let roster = account.file("roster.csv", header + &rows);
    let ended = account
        .run(&["provider", "roster", &roster, "--taken", "now"])
        .ended(1);
    assert!(ended.err.contains("completed with errors"), "{ended:#?}");
    let written = account.path("exports").join("deletion-1-results.csv");
    let name = written.to_str().unwrap();
    assert!(ended.err.contains(name), "{ended:#?}");
    let failed = std::fs::read_to_string(&written).unwrap();
    assert!(
        failed.contains("ids_disagree") && failed.contains("this learner (Is an admin)"),
        "{failed}"
    );
    let found = account.json(&["deletions", "show", "1"], 0);
    assert_eq!(found["state"], "completed_with_errors");
    assert_eq!(found["results_file"], name);
}

#[test]
fn of_a_batch_at_the_provider_every_row_is_accounted_for_and_the_upload_is_named() {
    let (account, _) = at_the_product();
    let rows = "l1@x.example,E-1\nl2@x.example,E-2\nnobody@x.example,E-99\nl4@x.example,E-4\n";
    let header = "primary_email_address,unique_user_id\n".to_owned();
    let file = account.file("leavers.csv", header + rows);
    let ran = account.json(&["deletions", "run", &file, "--yes"], 1);
    let shown = account.json(&["deletions", "show", "1"], 0);
    for found in [ran, shown] {
        let outcomes = found["outcomes"].as_object().unwrap();
        let sum: u64 = outcomes
            .values()
            .filter_map(serde_json::Value::as_u64)
            .sum();
        assert_eq!(found["rows"], 4);
        assert_eq!((sum, &outcomes["pending"]), (4, &3.into()), "{found}");
        let to_do = found["to_do"][0].as_str().unwrap();
        assert!(to_do.contains("uploaded") && to_do.contains("offboard provider list"));
    }
    let table = account.run(&["deletions", "show", "1"]).ended(0);
    let says = table.out.contains("not confirmed by the provider");
    assert!(says, "{table:#?}");
    // Nothing is concluded where nothing was confirmed.
    let again = account.run(&["provider", "take-back", "1"]).ended(0);
    assert!(!again.err.contains("concluded"), "{again:#?}");
}

#[test]
fn a_roster_of_the_provider_says_why_it_leaves_rows_out() {
    let (account, learners) = at_the_product();
    let mut rows = "primary_email_address,unique_user_id,Nowhere license status\n".to_owned();
    let known = learners.iter();
    let known = known.map(|one| format!("{},{},\n", one.email, one.id));
    rows.extend(known);
    rows.push_str("new@x.example,X-2,activated\n");
    let roster = account.file("roster.csv", rows);
    let words = ["provider", "roster", &roster, "--taken", "now"];
    let checked = account.run(&[&words[..], &["--check"]].concat()).ended(1);
    assert!(checked.err.contains("Nowhere"), "{checked:#?}");
    let taken = account.run(&words).ended(1);
    assert!(taken.err.contains("One row was left out"), "{taken:#?}");
}
