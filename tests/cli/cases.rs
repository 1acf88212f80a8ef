//! Lists of an office made deletion CSVs, and failed rows corrected in batches of their own.

use serde_json::{Value, json};

use crate::harness::{Account, Learner, mode};

/// An account whose learners are known.
fn office() -> Account {
    let account = Account::with(0);
    let roster = "preferred_first_name,preferred_last_name,primary_email_address,unique_user_id\n\
                  Siti,Nurhaliza,siti.nurhaliza@enigma.example,E-1042\nBudi,Santoso,budi.santoso@enigma.example,E-2001\n\
                  Dewi,Lestari,dewi.lestari@enigma.example,E-3002\nAgus,Wijaya,agus.wijaya@enigma.example,E-4003\n\
                  Rina,Hartono,rina.hartono@enigma.example,E-5004\n";
    let roster = account.file("roster.csv", roster);
    account.run(&["users", "import", &roster]).ended(0);
    account
}

const LIST: &str = "Vorname;Nachname;E-Mail;Personalnummer;Austritt\nSiti;Nurhaliza;siti.nurhaliza@enigma.example;;31.12.\n\
                    Budi;Santoso;budi.santozo@enigma.example;;31.12.\nDewi;Lestari;;;31.12.\nAgus;Wijaya;agus.wijaya@enigma.example;E-3002;31.12.\n\
                    Nobody;Known;;K-99;31.12.\n";

fn ids(learners: &[Learner]) -> Vec<String> {
    let mut ids: Vec<String> = learners.iter().map(|one| one.id.clone()).collect();
    ids.sort();
    ids
}

#[test]
fn a_list_of_an_office_is_still_terminated_as_a_deletion_csv() {
    let account = office();
    let list = account.file("hr.csv", LIST);
    let checked = account.run(&["deletions", "check", &list]).ended(1);
    assert!(
        checked.err.contains("primary_email_address"),
        "{}",
        checked.err
    );
    assert!(
        checked.err.contains("offboard deletions prepare"),
        "{}",
        checked.err
    );
}

#[test]
fn columns_that_are_not_known_stop_a_list_until_somebody_says_where_they_go() {
    let account = office();
    let list = account.file("hr.csv", LIST);
    // The draft has a report beside it: both are files.
    account
        .run(&["deletions", "prepare", &list, "-o", "-"])
        .ended(2);
    let asked = account.run(&["deletions", "prepare", &list]).ended(1);
    assert_eq!(asked.out, "");
    assert!(asked.err.contains("Austritt"), "{}", asked.err);
}

#[test]
fn who_is_near_is_shown_and_nobody_is_taken() {
    let account = office();
    let list = account.file("hr.csv", LIST);
    let seen = account.json(&["deletions", "prepare", &list, "--ignore", "Austritt"], 1);
    assert_eq!(
        (&seen["rows"], &seen["as_is"], &seen["by_choice"]),
        (&json!(5), &json!(1), &json!(0))
    );
    assert_eq!(
        seen["left_out"],
        json!({"not_found": 2, "empty_row": 1, "ids_disagree": 1})
    );
    assert_eq!(seen["csv"], Value::Null);
    let near = |at: usize| -> Vec<&str> {
        let nearest = seen["misfits"][at]["nearest"].as_array().unwrap().iter();
        nearest
            .map(|one| one["unique_user_id"].as_str().unwrap())
            .collect()
    };
    assert_eq!(near(0), ["E-2001"], "a letter of the address");
    assert_eq!(near(1), ["E-3002"], "only a name");
    assert_eq!(near(2), ["E-4003", "E-3002"], "both whom the row names");
    assert_eq!(near(3), [] as [&str; 0]);
    assert_eq!(account.learners().len(), 5);
    let told = account
        .run(&["deletions", "prepare", &list, "--ignore-unknown"])
        .ended(1);
    assert!(
        told.out
            .contains("--take 3=E-2001   Budi Santoso · budi.santoso@enigma.example · E-2001"),
        "{}",
        told.out
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn the_deletion_csv_holds_who_was_named_or_chosen_and_its_report_every_row() {
    let account = office();
    let list = account.file("hr.csv", LIST);
    let out = account.path("leavers.csv");
    let words = [
        "deletions",
        "prepare",
        &list,
        "--ignore-unknown",
        "--take",
        "3=budi.santoso@enigma.example",
        "--take",
        "4=E-3002",
        "-o",
        out.to_str().unwrap(),
    ];
    let made = account.json(&words, 1);
    assert_eq!((&made["as_is"], &made["by_choice"]), (&json!(1), &json!(2)));
    assert_eq!(made["left_out"], json!({"not_found": 1, "ids_disagree": 1}));
    let csv = std::fs::read_to_string(&out).unwrap();
    let expected = "primary_email_address,unique_user_id\nsiti.nurhaliza@enigma.example,\n\
                    budi.santoso@enigma.example,E-2001\ndewi.lestari@enigma.example,E-3002\n";
    assert_eq!(csv, expected);
    let report = account.path("leavers-report.csv");
    assert_eq!((mode(&out), mode(&report)), (0o600, 0o600));
    let report = std::fs::read_to_string(&report).unwrap();
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines.len(), 6, "{report}");
    assert!(
        lines[1].starts_with("2,siti.nurhaliza@enigma.example,,Siti Nurhaliza,as_is,,,,,,"),
        "{}",
        lines[1]
    );
    let chosen = "3,budi.santozo@enigma.example,,Budi Santoso,by_choice,,,budi.santoso@enigma.example,E-2001,dl,20";
    assert!(lines[2].starts_with(chosen), "{}", lines[2]);
    assert!(
        lines[4]
            .starts_with("5,agus.wijaya@enigma.example,E-3002,Agus Wijaya,left_out,ids_disagree,"),
        "{}",
        lines[4]
    );
    assert!(
        lines[5].starts_with("6,,K-99,Nobody Known,left_out,not_found,"),
        "{}",
        lines[5]
    );
    let log = account.json(&["audit", "list"], 0);
    let acts: Vec<&str> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["act"].as_str().unwrap())
        .collect();
    assert_eq!(
        acts[..3],
        ["leavers_prepare", "leaver_choose", "leaver_choose"]
    );
    assert_eq!(
        log[0]["detail"],
        "rows=5 as_is=1 by_choice=2 left_out=2 columns=remembered"
    );

    account.run(&words).ended(4);
    account
        .run(&[
            "deletions",
            "run",
            out.to_str().unwrap(),
            "--yes",
            "--confirm",
            "delete 3 users",
        ])
        .ended(0);
    assert_eq!(ids(&account.learners()), ["E-4003", "E-5004"]);
}

#[test]
fn a_choice_gets_nobody_past_a_guard() {
    let account = office();
    let list = account.file("hr.csv", LIST);
    account
        .run(&["users", "hold", "E-2001", "--reason", "court"])
        .ended(0);
    let out = account.path("leavers.csv");
    let out = out.to_str().unwrap();
    let base = ["deletions", "prepare", &list, "--ignore-unknown", "-o", out];
    let take = |takes: &[&'static str]| {
        let words: Vec<&str> = base
            .iter()
            .copied()
            .chain(takes.iter().flat_map(|take| ["--take", take]))
            .collect();
        account.json(&words, 1)
    };
    let made = take(&["3=E-2001", "6=siti.nurhaliza@enigma.example"]);
    assert_eq!(made["by_choice"], 0);
    assert_eq!(
        made["left_out"],
        json!({"on_hold": 1, "duplicate": 1, "empty_row": 1, "ids_disagree": 1})
    );
    std::fs::remove_file(out).unwrap();
    for takes in [
        ["2=E-5004", "3=E-5004"],
        ["3=E-5004", "3=E-4003"],
        ["1=E-5004", "3=E-5004"],
    ] {
        let words: Vec<&str> = base
            .iter()
            .copied()
            .chain(takes.iter().flat_map(|take| ["--take", take]))
            .collect();
        let refused = account.run(&words).ended(1);
        assert!(
            refused.err.contains("No learner can be chosen"),
            "{}",
            refused.err
        );
    }
    let words: Vec<&str> = base.iter().copied().chain(["--take", "3"]).collect();
    account.run(&words).ended(1);
    assert!(!std::path::Path::new(out).exists());
}

/// A batch with three rows that failed and one that was deleted.
fn batch_with_failures(account: &Account) -> String {
    let csv = "primary_email_address,unique_user_id,Name\nsiti.nurhaliza@enigma.example,,\nbudi.santozo@enigma.example,,Budi Santoso\n\
               agus.wijaya@enigma.example,E-3002,\n,K-99,\n";
    let file = account.file("leavers.csv", csv);
    let ran = account.json(&["deletions", "run", &file, "--yes"], 1);
    assert_eq!(
        ran["outcomes"],
        json!({"deleted": 1, "not_found": 2, "ids_disagree": 1})
    );
    ran["batch"].to_string()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn failed_rows_become_a_batch_that_names_the_one_it_corrects() {
    let account = office();
    let batch = batch_with_failures(&account);
    let failed = account.json(&["deletions", "correct", &batch], 0);
    let seen: Vec<_> = failed
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (&row["line"], &row["code"]))
        .collect();
    assert_eq!(
        seen,
        [
            (&json!(3), &json!("not_found")),
            (&json!(4), &json!("ids_disagree")),
            (&json!(5), &json!("not_found"))
        ]
    );
    assert_eq!(failed[0]["nearest"][0]["unique_user_id"], "E-2001");
    assert_eq!(failed[0]["name"], "Budi Santoso");

    let refused = account
        .run(&["deletions", "correct", &batch, "--take", "3=E-2001"])
        .ended(2);
    assert!(refused.err.contains("--yes"), "{}", refused.err);
    let words = [
        "deletions",
        "correct",
        &batch,
        "--take",
        "3=E-2001",
        "--yes",
    ];
    let refused = account.run(&words).ended(1);
    assert!(
        refused.err.contains("delete 1 user"),
        "past the gate a phrase is wanted: {}",
        refused.err
    );
    let words: Vec<&str> = words
        .iter()
        .copied()
        .chain(["--confirm", "delete 1 user"])
        .collect();
    let corrected = account.json(&words, 0);
    let child = corrected["batch"].to_string();
    assert_eq!(
        corrected["file"],
        format!("correction-of-batch-{batch}.csv")
    );
    assert_eq!(ids(&account.learners()), ["E-3002", "E-4003", "E-5004"]);

    for one in [&batch, &child] {
        let case = account.json(&["deletions", "show", one], 0)["case"].clone();
        let sums = ["rows", "deleted", "neither", "pending", "failed"]
            .map(|name| case[name].as_u64().unwrap());
        assert_eq!(sums, [4, 2, 0, 0, 2], "{case}");
        assert_eq!(case["batches"][1]["corrects"].to_string(), batch);
        let told = account.run(&["deletions", "show", one]).ended(0).out;
        assert!(
            told.contains(&format!("{child} (corrects {batch})")),
            "{told}"
        );
        let certificate = account.json(&["deletions", "certificate", one], 0);
        assert_eq!(
            certificate["case"]["batches"][1]["batch"].to_string(),
            child
        );
        let file = account.file("certificate.json", certificate.to_string());
        account
            .run(&["deletions", "certificate", "--verify", &file])
            .ended(0);
        let changed = certificate
            .to_string()
            .replace("\"failed\":2", "\"failed\":0");
        let file = account.file("certificate.json", changed);
        account
            .run(&["deletions", "certificate", "--verify", &file])
            .ended(1);
    }
}

#[test]
fn a_row_is_corrected_once_and_nobody_is_hit_twice() {
    let account = office();
    let batch = batch_with_failures(&account);
    let phrase = ["--yes", "--confirm", "delete 1 user"];
    let correct = |take: &'static str| -> Vec<String> {
        let words = ["deletions", "correct", batch.as_str(), "--take", take];
        words
            .iter()
            .chain(&phrase)
            .map(|word| (*word).to_owned())
            .collect()
    };
    account.run(&correct("3=E-2001")).ended(0);
    let late = account.run(&correct("3=E-5004")).ended(4);
    assert!(late.err.contains("by dl in batch 2"), "{}", late.err);
    // Whoever was deleted in the case, in whichever of its batches, is nobody who could be chosen.
    account.run(&correct("4=E-1042")).ended(1);
    account.run(&correct("5=E-2001")).ended(1);
    // A row that was deleted, the header and a line without a row are no rows to correct.
    for take in ["2=E-5004", "1=E-5004", "77=E-5004"] {
        let refused = account.run(&correct(take)).ended(1);
        assert!(
            refused.err.contains("No learner can be chosen"),
            "{}",
            refused.err
        );
    }
    let seen = account.json(&["deletions", "correct", &batch], 0);
    assert_eq!(seen[0]["corrected"], json!({"batch": 2, "by": "dl"}));
    assert_eq!(ids(&account.learners()), ["E-3002", "E-4003", "E-5004"]);
}

#[test]
fn a_correction_that_was_withdrawn_is_as_if_it_had_never_been() {
    let account = office();
    let batch = batch_with_failures(&account);
    let words = [
        "deletions",
        "correct",
        &batch,
        "--take",
        "3=E-2001",
        "--yes",
        "--confirm",
        "delete 1 user",
        "--wait",
        "3",
    ];
    account.run(&words).ended(0);
    account
        .run(&[
            "deletions",
            "correct",
            "2",
            "--take",
            "2=E-5004",
            "--yes",
            "--confirm",
            "delete 1 user",
        ])
        .ended(4);
    account.run(&["deletions", "withdraw", "2"]).ended(0);
    let case = account.json(&["deletions", "show", &batch], 0)["case"].clone();
    assert_eq!(case["failed"], 3);
    let words: Vec<&str> = words[..8].to_vec();
    account.run(&words).ended(0);
    assert_eq!(ids(&account.learners()), ["E-3002", "E-4003", "E-5004"]);
}

#[test]
fn the_chain_can_go_on_and_its_sums_still_hold() {
    let account = office();
    let batch = batch_with_failures(&account);
    account
        .run(&[
            "deletions",
            "correct",
            &batch,
            "--take",
            "3=E-2001",
            "--take",
            "5=E-4003",
            "--yes",
            "--confirm",
            "delete 2 users",
            "--wait",
            "1",
        ])
        .ended(0);
    let case = account.json(&["deletions", "show", &batch], 0)["case"].clone();
    let sums = ["rows", "deleted", "neither", "pending", "failed"]
        .map(|name| case[name].as_u64().unwrap());
    assert_eq!(sums, [4, 1, 0, 2, 1], "{case}");
}

#[test]
fn a_row_that_names_two_offers_both_and_another_name_is_told() {
    let account = Account::with(0);
    let roster = account.file(
        "roster.csv",
        "primary_email_address,unique_user_id,preferred_first_name,preferred_last_name\n\
         jim@s.example,301,Jim,Narrow\nｊｉｍ@s.example,300,Jim,Wide\njose@s.example,200,José,Núñez\n\
         ipek@s.example,100,Ipek,Nodot\n",
    );
    account.run(&["users", "import", &roster]).ended(0);
    let list = account.file(
        "list.csv",
        "Nama;Email;NIK\nJim Narrow;jim@s.example;200\nIpek Nodot;jose@s.example;\nNodot, I.;ipek@s.example;\n",
    );
    let seen = account.json(&["deletions", "prepare", &list], 1);
    let nearest = seen["misfits"][0]["nearest"].as_array().unwrap().iter();
    let nearest: Vec<&str> = nearest
        .map(|one| one["unique_user_id"].as_str().unwrap())
        .collect();
    // Whose name stands there too comes first, then who else is named, then who is near.
    assert_eq!(nearest, ["301", "200", "300"], "{seen}");
    let differing = seen["differing"].as_array().unwrap();
    assert_eq!(differing.len(), 1, "{seen}");
    assert_eq!(differing[0]["line"], 3);
    assert_eq!(differing[0]["code"], "name_differs");
    assert_eq!(differing[0]["name"], "Ipek Nodot");
    assert_eq!(differing[0]["learner"], "José Núñez");
    let out = account.path("o.csv");
    let words = ["deletions", "prepare", &list, "-o", out.to_str().unwrap()];
    let told = account.run(&words).ended(1);
    let said = "The name in the row is Ipek Nodot, but the learner found is José Núñez · jose@s.example · 200.";
    assert!(told.out.contains(said), "{}", told.out);
    let report = std::fs::read_to_string(account.path("o-report.csv")).unwrap();
    let row = format!("3,jose@s.example,,Ipek Nodot,as_is,name_differs,{said}");
    let row = row.replace(&format!(",{said}"), &format!(",\"{said}"));
    assert!(report.contains(&row), "{report}");
    assert!(
        report.contains("4,ipek@s.example,,\"Nodot, I.\",as_is,,,"),
        "{report}"
    );
    // The same row in a batch offers both as well.
    let file = account.file(
        "d.csv",
        "primary_email_address,unique_user_id\njim@s.example,200\nipek@s.example,\n",
    );
    let sure = ["--yes", "--confirm", "delete 1 user"];
    let run = [&["deletions", "run", file.as_str()][..], &sure].concat();
    account.run(&run).ended(1);
    let rows = account.json(&["deletions", "correct", "1"], 0);
    let nearest = rows[0]["nearest"].as_array().unwrap();
    assert_eq!(nearest.len(), 3, "{rows}");
    let named = |key: &str| nearest[..2].iter().any(|one| one["unique_user_id"] == key);
    assert!(named("301") && named("200"), "{rows}");
}
