//! Files of every kind at the door: what they are refused for, and what is read out of them.

use crate::harness::{Account, mode, names};

#[test]
fn the_template_is_data_and_can_be_written_to_a_file() {
    let account = Account::none();
    let template = account.run(&["deletions", "template"]).ended(0);
    assert_eq!(template.out, "primary_email_address,unique_user_id\r\n");
    assert_eq!(template.err, "");
    let words = ["deletions", "template", "-o", "template.csv"];
    let written = account.run(&words).ended(0);
    assert_eq!(written.out, "");
    assert!(written.err.contains("template.csv"));
    assert_eq!(mode(&account.path("template.csv")), 0o600);
    account.run(&words).ended(4);
    account.run(&[&words[..], &["--force"]].concat()).ended(0);
    account.run(&[&words[..3], &["-"]].concat()).ended(0);
}

#[test]
fn the_demo_s_deletion_file_is_written_once_and_opens_nothing() {
    let account = Account::none();
    let words = ["demo", "--plain-data", "leavers.csv"];
    let written = account.run(&words).ended(0);
    assert_eq!(written.out, "");
    assert!(written.err.contains("leavers.csv"));
    let csv = std::fs::read_to_string(account.path("leavers.csv")).unwrap();
    assert!(csv.starts_with("primary_email_address,unique_user_id\n"));
    account.run(&words).ended(4);
    let again = std::fs::read_to_string(account.path("leavers.csv")).unwrap();
    assert_eq!(again, csv);
    account
        .run(&[&words[..], &["--learners", "9"]].concat())
        .ended(2);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one file is followed line by line")]
fn a_check_touches_nothing_and_accounts_for_every_line() {
    let account = Account::with(100);
    let learners = account.learners();
    let file = account.file(
        "leavers.csv",
        format!(
            "primary_email_address,unique_user_id\n,{}\n\n,{}\nnobody@nowhere.example,\n,{}\nnot an address,\n",
            learners[0].id, learners[1].id, learners[0].id
        ),
    );
    let ran = account
        .run(&["deletions", "check", &file, "--format", "json"])
        .ended(1);
    let order = [
        "batch",
        "state",
        "file",
        "sha256",
        "bytes",
        "lines",
        "header",
        "blank",
        "continued",
        "rows",
        "users_before",
        "outcomes",
        "results_file",
        "whom",
        "warnings",
        "read_otherwise",
    ];
    assert_eq!(names(&ran.out), order);
    let summary = ran.json();
    assert!(summary["batch"].is_null());
    assert_eq!(summary["file"], "leavers.csv");
    assert_eq!(summary["lines"], 7);
    assert_eq!(summary["header"], 1);
    assert_eq!(summary["blank"], 1);
    assert_eq!(summary["continued"], 0);
    assert_eq!(summary["rows"], 5);
    assert_eq!(summary["users_before"], 100);
    assert_eq!(
        summary["outcomes"],
        serde_json::json!({"would_delete": 2, "not_found": 1, "duplicate": 1, "invalid_email": 1})
    );
    assert_eq!(account.learners().len(), 100);
    assert_eq!(
        account.json(&["deletions", "list"], 0),
        serde_json::json!([])
    );
    let people = account.run(&["deletions", "check", &file]).ended(1);
    assert!(
        people
            .out
            .contains("7 = 1 header + 1 blank + 0 continued + 5 rows"),
        "{}",
        people.out
    );
    let orang = account
        .run(&["deletions", "check", &file, "--lang", "id"])
        .ended(1);
    assert!(orang.out.contains("akan dihapus"), "{}", orang.out);
}

#[test]
fn the_rows_of_a_check_say_what_would_become_of_each() {
    let account = Account::with(10);
    let learners = account.learners();
    let file = account.leavers("leavers.csv", &[learners[0].clone(), learners[0].clone()]);
    let rows = account.json(&["deletions", "check", &file, "--rows"], 0);
    assert_eq!(rows[0]["outcome"], "would_delete");
    assert_eq!(rows[0]["line"], 2);
    assert_eq!(rows[1]["outcome"], "duplicate");
    assert!(rows[1]["message"].as_str().unwrap().contains("line 2"));
}

#[test]
fn a_file_that_fails_as_a_whole_is_terminated_with_its_line() {
    let account = Account::with(5);
    let unclosed = account.file(
        "unclosed.csv",
        "primary_email_address,unique_user_id\n,E-1\n\"oops,E-2\n,E-3\n",
    );
    let workbook = account.file("leavers.xlsx", b"PK\x03\x04\x14\x00\x06\x00xl/workbook.xml");
    let headless = account.file("headless.csv", "email\na@enigma.example\n");
    for (file, code, line) in [
        (&unclosed, "unclosed_quote", Some(3)),
        (&workbook, "not_csv", None),
        (&headless, "missing_header", None),
    ] {
        for verb in [&["check"][..], &["run", "--yes"]] {
            let words = [&["deletions"], verb, &[file.as_str(), "--format", "json"]].concat();
            let ran = account.run(&words).ended(1);
            let summary = ran.json();
            assert!(summary["batch"].is_null());
            assert_eq!(summary["state"], "terminated");
            assert_eq!(summary["terminated"]["code"], code);
            let message = summary["terminated"]["message"].as_str().unwrap();
            assert!(ran.err.contains(message), "{}", ran.err);
            if let Some(line) = line {
                assert_eq!(summary["terminated"]["line"], line);
            }
        }
        let people = account.run(&["deletions", "check", file]).ended(1);
        assert_eq!(people.out, "");
    }
    let said = account.run(&["deletions", "check", &workbook]).err;
    assert!(said.contains("CSV UTF-8"), "{said}");
}

#[test]
fn what_is_not_there_or_no_file_is_told() {
    let account = Account::with(0);
    account.run(&["deletions", "check", "nothing.csv"]).ended(5);
    account.run(&["deletions", "check", "."]).ended(5);
}

#[test]
fn the_table_of_the_guide_is_read_as_it_is_pasted() {
    let account = Account::with(10);
    let learner = account
        .learners()
        .into_iter()
        .find(|one| !one.email.is_empty())
        .unwrap();
    let pasted = format!(
        "\tprimary_email_address\tunique_user_id\t\t\t\t\n1\tprimary_email_address\tunique_user_id\t\t\t\t\n2\t{}\t\t\t\t\t\n3\t\t\t\t\t\t\n4\t\t\t\t\t\t\n",
        learner.email
    );
    let file = account.file("pasted.csv", pasted);
    let summary = account.json(&["deletions", "check", &file], 0);
    assert_eq!(summary["lines"], 5);
    assert_eq!(summary["blank"], 2);
    assert_eq!(
        summary["outcomes"],
        serde_json::json!({"would_delete": 1, "repeated_header": 1})
    );
}

#[test]
fn what_hides_in_a_file_is_shown_on_a_terminal_and_escaped_in_json() {
    let account = Account::with(5);
    let file = account.file(
        "hidden\u{202e}.csv",
        "primary_email_address,unique_user_id\na\u{200b}@enigma.example,\n",
    );
    let people = account.run(&["deletions", "check", &file]).ended(1);
    assert!(people.out.contains("<U+202E>"), "{}", people.out);
    assert!(!people.out.contains('\u{202e}'));
    let rows = account
        .run(&["deletions", "check", &file, "--rows"])
        .ended(1);
    assert!(rows.out.contains("<U+200B>"), "{}", rows.out);
}

#[test]
fn a_package_holds_what_the_hosted_product_will_take() {
    let account = Account::with(20);
    let learners = account.learners();
    let rows = format!(
        "unique_id,primary_email_address\n{},\n{},\n,nobody@nowhere.example\n",
        learners[0].id, learners[1].id
    );
    let file = account.file("leavers.csv", rows);
    let packed = account.json(&["deletions", "package", &file, "--output", "out"], 1);
    let files = packed["files"].as_array().unwrap();
    assert_eq!(files.len(), 1);
    let content = std::fs::read_to_string(account.path(files[0].as_str().unwrap())).unwrap();
    assert!(
        content.starts_with("primary_email_address,unique_user_id"),
        "{content}"
    );
    assert_eq!(content.lines().count(), 3);
    assert!(packed["left_out"].is_string());
    account
        .run(&["deletions", "package", &file, "--output", "out"])
        .ended(4);
}

#[test]
fn a_disk_full_under_stdout_is_not_taken_for_success() {
    let account = Account::none();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = account.command(&["deletions", "template"]);
    let ended = command.stdout(full).output().unwrap();
    assert_eq!(ended.status.code(), Some(5), "{ended:?}");
}

const HEADERS: &str = "primary_email_address,unique_user_id\n";
const MARK: &[u8] = "\u{FEFF}".as_bytes();

#[test]
#[expect(clippy::too_many_lines, reason = "a story is one piece")]
fn csv_begins_with_a_byte_order_mark_where_that_is_asked_for_and_with_one_only() {
    let account = Account::with(40);
    let learners = account.learners();
    let leavers = account.leavers("leavers.csv", &learners[..1]);
    let rows = format!(",{}\n,Nobody-1\n", learners[1].id);
    let partly = account.file("partly.csv", format!("{HEADERS}{rows}"));
    let words = ["deletions", "run", &partly, "--yes"];
    account.run(&words).ended(1);
    let here = &learners[2..38];
    let here: String = here.iter().map(|one| format!("Ann,{}\n", one.id)).collect();
    let roster = format!("preferred_first_name,unique_user_id\n{here}");
    let roster = account.file("roster.csv", roster);
    let written: [&[&str]; 12] = [
        &["users", "export", "-o", "-"],
        &["audit", "export"],
        &["deletions", "template"],
        &["deletions", "results", "1", "-o", "-"],
        &["users", "list", "--format", "csv"],
        &[
            "users",
            "list",
            "--search",
            "nobody-here",
            "--format",
            "csv",
        ],
        &["reports", "aggregate", "--format", "csv"],
        &["audit", "list", "--format", "csv"],
        &["deletions", "list", "--format", "csv"],
        &["deletions", "show", "1", "--format", "csv"],
        &["deletions", "check", &leavers, "--format", "csv"],
        &["licenses", "list", "--format", "csv"],
    ];
    for call in written {
        let asked = [call, &["--bom"]].concat();
        let marked = account.command(&asked).output().unwrap().stdout;
        let plain = account.command(call).output().unwrap().stdout;
        let rest = marked.strip_prefix(MARK);
        assert!(rest.is_some_and(|rest| !rest.starts_with(MARK)), "{call:?}");
        assert!(!plain.starts_with(MARK), "{call:?}");
        // An export is in the log of the next one.
        if call != ["audit", "export"] && call != ["audit", "list", "--format", "csv"] {
            assert_eq!(rest, Some(&plain[..]), "{call:?}");
        }
    }
    // Files too, and what is read again.
    let marked = |path: &str| std::fs::read(account.path(path)).unwrap().starts_with(MARK);
    account
        .run(&["users", "export", "-o", "users.csv", "--bom"])
        .ended(0);
    assert!(marked("users.csv"));
    account
        .run(&["users", "import", "users.csv", "--check"])
        .ended(0);
    account
        .run(&["deletions", "results", "1", "--bom", "-o", "results.csv"])
        .ended(0);
    assert!(marked("results.csv"));
    account.run(&["deletions", "check", "results.csv"]).ended(1);
    account
        .run(&[
            "users",
            "import",
            &roster,
            "--check",
            "--leavers",
            "gone.csv",
            "--bom",
        ])
        .ended(0);
    assert!(marked("gone.csv"));
    account
        .run(&["deletions", "prepare", &leavers, "-o", "made.csv", "--bom"])
        .ended(0);
    assert!(marked("made.csv") && marked("made-report.csv"));
    // The files for the hosted product are no spreadsheets; the list of what they leave out is.
    account
        .run(&[
            "deletions",
            "package",
            &partly,
            "--output",
            "package",
            "--bom",
        ])
        .ended(1);
    assert!(marked("package/left-out.csv"));
    let again = account.file("again.csv", format!("{HEADERS},{}\n", learners[2].id));
    account
        .run(&["deletions", "package", &again, "--out", "second", "--bom"])
        .ended(0);
    assert!(!marked("second/user-deletion-001.csv"));
}

#[test]
fn a_byte_order_mark_is_refused_where_no_csv_is_written() {
    let account = Account::with(3);
    for call in [
        &["users", "list", "--bom"][..],
        &["users", "export", "--everything", "all", "--bom"],
        &["deletions", "certificate", "1", "--bom"],
        &["db", "backup", "--bom"],
        &["users", "list", "--format", "json", "--bom"],
    ] {
        let ran = account.run(call).ended(2);
        assert!(ran.err.contains("--format csv"), "{call:?}: {ran:?}");
        assert!(ran.out.is_empty());
    }
}
