//! Identifiers that can be read in two ways, that a spreadsheet damaged, or that were released.

use serde_json::{Value, json};

use crate::harness::Account;

/// An account with the users of a roster.
fn with_roster(roster: &str) -> Account {
    let account = Account::with(0);
    let file = account.file("first.csv", roster);
    account.run(&["users", "import", &file]).ended(0);
    account
}

/// Answers of the tombstones.
fn answer(account: &Account, key: &str) -> Value {
    account.json(&["deletions", "find", key], 0)
}

const SAME: &str = "preferred_first_name,preferred_last_name,primary_email_address,unique_user_id\n\
                    Nia,Same,nia@example.com,nia@example.com\nOnly,Id,,only@example.com\n";

const BEFORE: &str = "preferred_first_name,primary_email_address,unique_user_id\n\
                      Ben,ben@example.com,004200\nOla,ola@example.com,MAR-1\nLee,lee@example.com,1E5\n\
                      Qin,qin@example.com,-55\nGus,gus@example.com,E-7\nFay,fay@example.com,E-8\n";

#[test]
fn an_id_of_the_form_of_an_address_is_found_either_way() {
    let account = with_roster(SAME);
    assert_eq!(answer(&account, "only@example.com")["answer"], "still_here");
    assert_eq!(answer(&account, "nia@example.com")["answer"], "still_here");
    account.run(&["users", "show", "only@example.com"]).ended(0);
    // One stands in its own column, the other in the column of addresses.
    let leavers = "primary_email_address,unique_user_id\nnia@example.com,\nonly@example.com,\n";
    let file = account.file("leavers.csv", leavers);
    let ran = account.run(&["deletions", "check", &file, "--format", "json"]);
    let check = ran.json();
    assert_eq!(check["outcomes"]["would_delete"], 2, "{check}");
    let read = serde_json::json!({
        "ids_as_emails": {"rows": 0, "lines": []}, "emails_as_ids": {"rows": 1, "lines": [3]},
    });
    assert_eq!(check["read_otherwise"], read);
    let said = "1 row (line 3): the email address is read as an ID";
    assert!(ran.err.contains(said), "{}", ran.err);
    let words = [
        "deletions",
        "run",
        &file,
        "--yes",
        "--confirm",
        "delete 2 users",
    ];
    account.run(&words).ended(0);
    for key in ["only@example.com", "nia@example.com"] {
        assert_eq!(answer(&account, key)["answer"], "deleted", "{key}");
        let words = ["deletions", "release", key, "--reason", "Rehired"];
        account.run(&words).ended(0);
        let released = answer(&account, key);
        assert_eq!(released["answer"], "released", "{released}");
        assert_eq!(released["reason"], "Rehired");
        assert_eq!(released["batch"], 1);
    }
    let again = account.file("again.csv", SAME);
    account.run(&["users", "import", &again]).ended(0);
    let back = answer(&account, "nia@example.com");
    assert_eq!(
        (&back["answer"], &back["line"]),
        (&"still_here".into(), &2.into())
    );
    assert!(back["released_at"].is_string(), "{back}");
}

#[test]
fn where_two_users_fit_nobody_is_chosen() {
    let account = with_roster(
        "preferred_first_name,primary_email_address,unique_user_id\nAda,x@example.com,A1\nBea,,x@example.com\n",
    );
    let two = answer(&account, "x@example.com");
    assert_eq!(two["answer"], "two_fit", "{two}");
    assert_eq!(two["readings"][0]["read_as"], "email");
    assert_eq!(two["readings"][1]["read_as"], "unique_id");
    let shown = account.run(&["users", "show", "x@example.com"]).ended(1);
    assert!(shown.err.contains("id:"), "{}", shown.err);
    let one = account.json(&["users", "show", "id:x@example.com"], 0);
    assert_eq!(one["first_name"], "Bea", "{one}");
    let other = account.json(&["users", "show", "email:x@example.com"], 0);
    assert_eq!(other["first_name"], "Ada", "{other}");
    // The columns of a file say which is meant.
    let leavers = "primary_email_address,unique_user_id\n,x@example.com\n";
    let file = account.file("leavers.csv", leavers);
    let words = [
        "deletions",
        "run",
        &file,
        "--yes",
        "--confirm",
        "delete 1 user",
    ];
    account.run(&words).ended(0);
    assert_eq!(answer(&account, "A1")["answer"], "still_here");
    // Now the address is Ada's and the ID a deleted user's: the address decides.
    let leavers = "primary_email_address,unique_user_id\nx@example.com,\n,x@example.com\n";
    let file = account.file("leavers.csv", leavers);
    let check = account.json(&["deletions", "check", &file], 1);
    assert_eq!(check["outcomes"]["would_delete"], 1, "{check}");
    assert_eq!(check["outcomes"]["ids_disagree"], 1, "{check}");
}

#[test]
fn a_roster_reads_an_identifier_both_ways_and_brings_nobody_back_under_the_other() {
    let account = with_roster(SAME);
    // The user whose ID this is gets the address; nobody is added beside them.
    let roster = "preferred_first_name,primary_email_address\nOnly,only@example.com\n";
    let file = account.file("address.csv", roster);
    account.run(&["users", "import", &file]).ended(0);
    let only = account.json(&["users", "show", "only@example.com"], 0);
    assert_eq!(only["unique_user_id"], "only@example.com", "{only}");
    assert_eq!(only["primary_email_address"], "only@example.com", "{only}");
    assert_eq!(account.learners().len(), 2);

    let account = with_roster(SAME);
    let leavers = "primary_email_address,unique_user_id\n,only@example.com\n";
    let leavers = account.file("leavers.csv", leavers);
    let words = [
        "deletions",
        "run",
        &leavers,
        "--yes",
        "--confirm",
        "delete 1 user",
    ];
    account.run(&words).ended(0);
    // Whoever was deleted under the ID does not come back under the address.
    let file = account.file("address.csv", roster);
    let ran = account.run(&["users", "import", &file]).ended(1);
    assert!(
        ran.err.contains("deleted") || ran.out.contains("deleted"),
        "{ran:?}"
    );
    let words = [
        "users",
        "add",
        "--first",
        "Only",
        "--email",
        "only@example.com",
    ];
    account.run(&words).ended(4);
    assert_eq!(account.learners().len(), 1);
    // A file that names them by it is told when they were deleted.
    let again = account.file(
        "again.csv",
        "primary_email_address,unique_user_id\nonly@example.com,\n",
    );
    let check = account.json(&["deletions", "check", &again], 1);
    assert_eq!(check["outcomes"]["already_deleted"], 1, "{check}");
}

#[test]
fn a_release_takes_both_identifiers_or_says_that_one_is_left() {
    let account = with_roster(
        "preferred_first_name,primary_email_address,unique_user_id\nAda,ada@example.com,A1\nBea,bea@example.com,B1\n",
    );
    let leavers = "primary_email_address,unique_user_id\nada@example.com,\nbea@example.com,\n";
    let file = account.file("leavers.csv", leavers);
    let words = [
        "deletions",
        "run",
        &file,
        "--yes",
        "--confirm",
        "delete 2 users",
    ];
    account.run(&words).ended(0);
    let release = |key: &str, only: &[&str]| {
        let words = [
            &[
                "deletions",
                "release",
                key,
                "--reason",
                "back, ada@example.com",
            ],
            only,
        ]
        .concat();
        account.run(&words).ended(0).err
    };
    assert!(release("ada@example.com", &[]).contains("email and the ID"));
    assert_eq!(answer(&account, "A1")["answer"], "released");
    assert!(release("bea@example.com", &["--only"]).contains("still refused"));
    assert_eq!(answer(&account, "B1")["answer"], "deleted");
    let said = account
        .run(&["deletions", "find", "ada@example.com"])
        .ended(0)
        .out;
    assert!(
        said.contains("batch 1, line 2") && said.contains("because: back"),
        "{said}"
    );
    assert!(!said.contains("ada@"), "{said}");
    let log = account.json(&["audit", "list"], 0);
    let entries = log.as_array().unwrap().iter();
    let released: Vec<&Value> = entries
        .filter(|one| one["act"] == "identifier_release")
        .collect();
    assert_eq!(released.len(), 2, "{log}");
    assert!(released.iter().all(|one| one["batch"] == 1), "{log}");
}

#[test]
fn a_roster_that_a_spreadsheet_damaged_is_refused_row_by_row() {
    let account = with_roster(BEFORE);
    let damaged = "preferred_first_name,primary_email_address,unique_user_id\n\
                   Ben,ben@example.com,4200\nOla,ola@example.com,1-Mar\nLee,lee@example.com,100000\n\
                   Qin,qin@example.com,#NAME?\nGus,gus@example.com,NULL\nFay,fay@example.com,nan\n";
    let file = account.file("damaged.csv", damaged);
    let rows = account.json(&["users", "import", &file, "--check"], 1);
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 6);
    for row in rows {
        assert_eq!(
            (&row["result"], &row["code"]),
            (&"refused".into(), &"id_damaged".into()),
            "{row}"
        );
    }
    let said = |row: usize| rows[row]["message"].as_str().unwrap();
    assert!(said(0).contains("zeros"), "{}", said(0));
    assert!(said(1).contains("date"), "{}", said(1));
    assert!(said(2).contains("powers of ten"), "{}", said(2));
    assert!(said(3).contains("error value"), "{}", said(3));
    assert!(said(4).contains("empty cell"), "{}", said(4));
    account.run(&["users", "import", &file]).ended(1);
    assert_eq!(answer(&account, "MAR-1")["answer"], "still_here");
}

#[test]
fn only_its_own_column_changes_an_id() {
    let account = with_roster(BEFORE);
    let passing = account.file(
        "passing.csv",
        "primary_email_address,unique_user_id\ngus@example.com,E-70\n",
    );
    let rows = account.json(&["users", "import", &passing], 1);
    assert_eq!(rows[0]["code"], "id_would_change", "{rows}");
    let meant = account.file(
        "meant.csv",
        "primary_email_address,unique_user_id,new_unique_user_id\ngus@example.com,E-7,E-70\n",
    );
    account.run(&["users", "import", &meant]).ended(0);
    // The same file a second time changes nothing.
    account.run(&["users", "import", &meant]).ended(0);
    assert_eq!(answer(&account, "E-70")["answer"], "still_here");
    let texts = account.file(
        "texts.csv",
        "preferred_first_name,unique_user_id\n#REF!,E-70\nJ\u{c3}\u{bc}rgen,E-8\nNull,-55\n",
    );
    let rows = account.json(&["users", "import", &texts, "--check"], 1);
    assert_eq!(rows[0]["code"], "damaged_text", "{rows}");
    assert_eq!(rows[1]["code"], "damaged_text", "{rows}");
    assert_eq!(rows[2]["result"], "changed", "{rows}");
}

#[test]
fn a_deletion_csv_names_the_damage_where_nobody_has_the_id() {
    let account = with_roster(BEFORE);
    let file = account.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\n,\"=\"\"00420\"\"\"\n,#N/A\n,#NAME?\n,420.0\n,nan\n\
         ,\"1,040,000\"\n,'00420\n,4200\n,1.04E+05\nfay@example.com,NULL\n#N/A,E-7\n,4300\n",
    );
    let rows = account
        .run(&["deletions", "check", &file, "--rows", "--format", "json"])
        .ended(1)
        .json();
    let rows = rows.as_array().unwrap();
    let outcomes: Vec<&str> = rows
        .iter()
        .map(|row| row["outcome"].as_str().unwrap())
        .collect();
    assert_eq!(outcomes[..10], ["invalid_id"; 10], "{rows:#?}");
    assert_eq!(outcomes[10..], ["invalid_email", "not_found"]);
    let said: Vec<&str> = rows
        .iter()
        .map(|row| row["message"].as_str().unwrap())
        .collect();
    for (row, word) in [
        "formula",
        "error value",
        "error value",
        "decimals",
        "empty cell",
        "groups",
        "mark for text",
        "zeros",
        "powers of ten",
        "empty cell",
        "error value",
    ]
    .iter()
    .enumerate()
    {
        assert!(said[row].contains(word), "{row}: {}", said[row]);
    }
    // Somebody may really be called so.
    let odd = with_roster("preferred_first_name,unique_user_id\nMo,E-1\n");
    odd.run(&["users", "edit", "E-1", "--id", "NULL"]).ended(0);
    let file = odd.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\n,NULL\n",
    );
    let check = odd.json(&["deletions", "check", &file], 0);
    assert_eq!(check["outcomes"]["would_delete"], 1, "{check}");
}

#[test]
fn a_package_says_what_it_left_out() {
    let account = with_roster(
        "preferred_first_name,primary_email_address,unique_user_id\nPlus,+tag@example.com,P1\n\
         Tel,tel@example.com,+62812345\nMin,-min@example.com,M9\nQin,qin@example.com,-55\n\
         Sam,sam@example.com,@sam\nAna,ana@example.com,E-1001\nBad,,+bad\n",
    );
    let file = account.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\n+tag@example.com,\n,+62812345\n-min@example.com,\n,-55\n,@sam\n\
         ana@example.com,\n",
    );
    let packed = account.json(&["deletions", "package", &file, "--output", "out"], 0);
    assert_eq!(packed["outcomes"]["packaged"], 6, "{packed}");
    let text = std::fs::read_to_string(account.path("out/user-deletion-001.csv")).unwrap();
    assert_eq!(
        text,
        "primary_email_address,unique_user_id\n,P1\ntel@example.com,\n,M9\nqin@example.com,\nsam@example.com,\n\
         ana@example.com,\n"
    );
    let file = account.file(
        "bad.csv",
        "primary_email_address,unique_user_id\n,+bad\n,+bad\nana@example.com,\n,E-1001\n",
    );
    let packed = account
        .run(&["deletions", "package", &file, "--output", "bad"])
        .ended(1);
    assert!(
        packed.err.contains("1 row in 1 file; 3 left out"),
        "{}",
        packed.err
    );
    let list = std::fs::read_to_string(account.path("bad/left-out.csv")).unwrap();
    let codes: Vec<&str> = list
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(1))
        .collect();
    assert_eq!(codes, ["invalid_id", "invalid_id", "duplicate"], "{list}");
}

/// A header line of words, and how they stood before a spreadsheet took the file.
const WORDS: &str = "preferred_first_name,preferred_last_name,unique_user_id,work_title,groups,attribute_Centre,attribute_Hired\n";

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn words_that_a_spreadsheet_damaged_are_named_by_kind_and_imported_as_they_stand() {
    let account = with_roster(&format!(
        "{WORDS}Ben,Baker,E-1,Engineer,Sales;007,00420,2024-03-01\nOla,Ost,E-2,Engineer,Sales,MAR-7,2024-03-02\n\
         Lee,March,E-3,Lead,Sales,1E5,2024-03-03\nMay,Null,E-4,Lead,Sales,C-1,2024-03-04\n"
    ));
    let damaged = format!(
        "{WORDS}Ben,NULL,E-1,nan,Sales;7,420,2024-03-01\n1-Mar,Ost,E-2,Engineer,1-Mar,7-Mar,2024-03-02\n\
         Lee,March,E-3,Lead,Sales,1.00E+05,2024-03-03\nMay,Null,E-4,Head,Sales,C-1,2024-03-04\n\
         Nina,Null,E-5,420.0,\"1,040\",'00420,2024-03-09\n"
    );
    let file = account.file("damaged.csv", &damaged);
    let check = account
        .run(&["users", "import", &file, "--check", "--format", "json"])
        .ended(0);
    let rows = check.json();
    let kinds = |row: usize| -> Vec<String> {
        let found = rows[row]["damage"].as_array().unwrap().iter();
        found
            .map(|one| {
                let word = |key: &str| one[key].as_str().unwrap().to_owned();
                format!("{} {} {}", word("field"), word("text"), word("kind"))
            })
            .collect()
    };
    assert_eq!(
        kinds(0),
        [
            "preferred_last_name NULL nothing_word",
            "work_title nan nothing_word",
            "groups 7 lost_zeros",
            "attributes 420 lost_zeros",
        ]
    );
    assert_eq!(
        kinds(1),
        [
            "preferred_first_name 1-Mar date",
            "groups 1-Mar date",
            "attributes 7-Mar date",
        ]
    );
    assert_eq!(kinds(2), ["attributes 1.00E+05 exponent"]);
    // Who is called so stays so; dates of hiring are meant to be dates.
    assert_eq!(kinds(3), [""; 0]);
    assert_eq!(
        kinds(4),
        [
            "preferred_last_name Null nothing_word",
            "work_title 420.0 fraction",
            "groups 1,040 grouping",
            "attributes '00420 text_mark",
        ]
    );
    let table = account.run(&["users", "import", &file]).ended(0);
    for said in [
        "word for an empty cell: 2 rows (lines 2, 6).",
        "Date in place of a word: 1 row (line 3).",
        "Number in powers of ten: 1 row (line 4).",
        "Number that lost the zeros before it: 1 row (line 2).",
    ] {
        for told in [&check, &table] {
            assert!(told.err.contains(said), "{}", told.err);
        }
    }
    // A second time nothing changes, so nothing is named.
    let again = account.run(&["users", "import", &file]).ended(0);
    assert!(!again.err.contains("(line"), "{}", again.err);
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn a_character_that_nobody_sees_is_refused_in_words_by_every_door_and_its_row_is_corrected() {
    let account = with_roster(BEFORE);
    let roster = "preferred_first_name,unique_user_id,work_title,groups\nS\u{202e}iti,E-7,Lead,Sales\n\
                  Ana,E-8,Le\u{200b}ad,Sales\nعلی\u{200c}رضا,-55,👩\u{200d}⚕\u{fe0f} Nurse,Sales\nMo,E-9,Lead,Sa\u{2066}les\n";
    let file = account.file("hidden.csv", roster);
    let rows = account.json(&["users", "import", &file, "--check"], 1);
    let codes: Vec<&Value> = (0..4).map(|row| &rows[row]["code"]).collect();
    let hidden: Value = "suspicious_characters".into();
    assert_eq!(codes, [&hidden, &hidden, &Value::Null, &hidden], "{rows}");
    let said = rows[0]["message"].as_str().unwrap();
    assert!(said.contains("U+202E"), "{said}");
    let corrected = [
        "users",
        "import",
        &file,
        "--set",
        "2:preferred_first_name=Siti",
        "--set",
        "3:work_title=Lead",
        "--set",
        "5:groups=Sales",
    ];
    account.run(&corrected).ended(0);
    for words in [
        &["users", "add", "--first", "S\u{202e}iti", "--id", "E-20"][..],
        &["users", "edit", "E-7", "--job-title", "Le\u{200b}ad"],
        &[
            "requests",
            "new",
            "E-7",
            "--kind",
            "delete",
            "--channel",
            "Pho\u{202e}ne",
        ],
        &[
            "requests",
            "new",
            "E-7",
            "--kind",
            "delete",
            "--channel",
            "Phone",
            "--asked-by",
            "A\u{200b}",
        ],
        &[
            "requests",
            "new",
            "E-7",
            "--kind",
            "delete",
            "--channel",
            "Phone",
            "--note",
            "A\u{202e}",
        ],
        &["account", "set", "account=Tri\u{202e}al"],
        &["account", "set", "help_desk_contact=Des\u{200b}k"],
        &["licenses", "add", "Pr\u{202e}o", "--seats", "1"],
    ] {
        let refused = account.run(words).ended(1);
        assert!(refused.err.contains("(U+20"), "{words:?}: {}", refused.err);
    }
}

#[test]
fn an_email_in_the_column_of_ids_is_told_before_anybody_is_deleted() {
    let account = with_roster(BEFORE);
    let leavers = "primary_email_address,unique_user_id\n,ben@example.com\nola@example.com,MAR-1\n,lee@example.com\n,E-7\n";
    let file = account.file("leavers.csv", leavers);
    let ran = account.run(&["deletions", "check", &file, "--format", "json"]);
    let read = &ran.json()["read_otherwise"];
    let wanted = serde_json::json!({"rows": 2, "lines": [2, 4]});
    assert_eq!(read["ids_as_emails"], wanted, "{read}");
    assert_eq!(read["emails_as_ids"]["rows"], 0, "{read}");
    let said = "2 rows (lines 2, 4): the ID is read as an email address";
    let words = [
        "deletions",
        "run",
        &file,
        "--yes",
        "--confirm",
        "delete 4 users",
    ];
    let run = account.run(&words).ended(0);
    for told in [&ran, &run] {
        assert!(told.err.contains(said), "{}", told.err);
    }
}

#[test]
fn a_row_that_means_nobody_says_of_what_a_spreadsheet_may_have_made_it() {
    let account = with_roster(BEFORE);
    let cells = [
        ("1.00E+05", "1E5"),
        ("100000", "1E5"),
        ("1-Mar", "MAR-1"),
        // The first of March 2025, as a spreadsheet counts days.
        ("45717", "MAR-1"),
        ("4200", "004200"),
        ("\"=\"\"004200\"\"\"", "004200"),
        ("4300", ""),
        ("E-99", ""),
    ];
    let mut leavers = "primary_email_address,unique_user_id\n".to_owned();
    leavers.extend(cells.map(|(cell, _)| format!(",{cell}\n")));
    let file = account.file("leavers.csv", &leavers);
    let check = account.run(&["deletions", "check", &file, "--rows", "--format", "json"]);
    let rows = check.ended(1).json();
    let hints: Vec<&str> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["hint"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(hints, cells.map(|(_, known)| known));
    let said = rows[3]["message"].as_str().unwrap();
    assert!(
        said.ends_with("made it of MAR-1. Look at it; nobody is chosen by this."),
        "{said}"
    );
    let words = ["deletions", "run", &file, "--yes"];
    account.run(&words).ended(1);
    for key in ["1E5", "MAR-1", "004200"] {
        assert_eq!(answer(&account, key)["answer"], "still_here", "{key}");
    }
}

#[test]
fn a_former_address_of_somebody_deleted_is_found_in_fields_and_histories_of_others_and_taken_out() {
    let account = with_roster(
        "preferred_first_name,primary_email_address,unique_user_id,attribute_manager\n\
         Ben,ben.former@example.com,E-1,\nOla,ola@example.com,E-2,ben.former@example.com\n\
         Mo,mo.former@example.com,E-3,mo.former@example.com\n",
    );
    let run = |words: &[&str]| account.run(words).ended(0);
    run(&[
        "users",
        "edit",
        "E-2",
        "--attribute",
        "note=Desk of ben.former@example.com",
    ]);
    run(&["users", "edit", "E-2", "--attribute", "note=A desk"]);
    run(&["users", "edit", "E-1", "--email", "ben.present@example.com"]);
    // Whoever lives and gave an address up is nobody's residue.
    run(&["users", "edit", "E-3", "--email", "mo.present@example.com"]);
    let file = account.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\n,E-1\n",
    );
    let words = [
        "deletions",
        "run",
        &file,
        "--yes",
        "--confirm",
        "delete 1 user",
    ];
    // What is left in fields of others is an outcome of its own.
    account.run(&words).ended(1);
    let found = account.run(&["db", "residue", "--format", "json"]).json();
    let fields: Vec<&str> = found
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["place"] == "user")
        .map(|one| one["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["manager", "history", "history"], "{found}");
    assert!(!found.to_string().contains("mo.former"), "{found}");
    run(&["db", "residue", "--clear"]);
    run(&["db", "purge"]);
    let bytes = std::fs::read(account.path("offboard.db")).unwrap();
    for gone in ["ben.former@example.com", "ben.present@example.com"] {
        assert!(
            !bytes
                .windows(gone.len())
                .any(|part| part == gone.as_bytes()),
            "{gone}"
        );
    }
    let left = account.run(&["db", "residue", "--format", "json"]).json();
    assert_eq!(left, serde_json::json!([]));
    let former = answer(&account, "ben.former@example.com");
    assert_eq!(former["batch"], 1, "{former}");
}

#[test]
fn a_header_that_stands_again_in_a_roster_is_told_and_refuses_nothing() {
    let account = Account::with(0);
    let roster = "First Name,Last Name,Email,Employee ID\nAa,Bb,aa@b.example,1\n\
                  First Name,Last Name,Email,Employee ID\nCc,Dd,cc@b.example,2\n";
    let file = account.file("again.csv", roster);
    let rows = account.json(&["users", "import", &file, "--check"], 0);
    assert_eq!(
        (&rows[1]["line"], &rows[1]["code"]),
        (&json!(3), &json!("repeated_header"))
    );
    let message = rows[1]["message"].as_str().unwrap();
    assert!(message.contains("passed over"), "{message}");
    let done = account.run(&["users", "import", &file]).ended(0);
    assert!(done.err.contains("2 added"), "{done:?}");
    assert!(done.err.contains("line 3"), "{done:?}");
}

#[test]
fn rows_of_a_license_type_that_is_not_there_are_named_and_the_command_for_it_can_be_copied() {
    let account = Account::with(0);
    let roster =
        "Email,It's new license status\naa@b.example,active\nbb@b.example,\ncc@b.example,active\n";
    let file = account.file("new type.csv", roster);
    let check = account.run(&["users", "import", &file, "--check"]).ended(1);
    assert!(
        check.err.contains("(lines 2, 4)") || check.err.contains("lines 2, 4"),
        "{check:?}"
    );
    assert!(
        check.err.contains(r"licenses add 'It'\''s new' --seats"),
        "{check:?}"
    );
    std::fs::create_dir(account.path("sub folder")).unwrap();
    let list = account.file("sub folder/gone.csv", "Email\naa@b.example\n");
    let check = account.run(&["deletions", "check", &list]).ended(1);
    let printed = format!("deletions prepare '{list}'");
    assert!(check.err.contains(&printed), "{check:?} {printed}");
}

#[test]
fn an_id_in_the_column_of_addresses_is_read_as_one_that_somebody_has() {
    let account = with_roster(BEFORE);
    // Alone; beside an address in the column of IDs; and what is nobody's ID stays no address.
    let leavers = "primary_email_address,unique_user_id\nMAR-1,\nE-7,gus@example.com\nZ-9,\nE-8,E-7\nE-8,\n\
                   E-7,004200\n";
    let file = account.file("leavers.csv", leavers);
    let check = account.json(&["deletions", "check", &file], 1);
    assert_eq!(check["outcomes"]["would_delete"], 3, "{check}");
    assert_eq!(check["outcomes"]["invalid_email"], 1, "{check}");
    assert_eq!(check["outcomes"]["ids_disagree"], 2, "{check}");
    let read = &check["read_otherwise"];
    assert_eq!(
        read["emails_as_ids"],
        json!({"rows": 5, "lines": [2, 3, 5, 6, 7]}),
        "{read}"
    );
    assert_eq!(read["ids_as_emails"], json!({"rows": 1, "lines": [3]}));
    // What goes to another product names them as that one reads it.
    let folder = account.path("package");
    let words = [
        "deletions",
        "package",
        &file,
        "-o",
        folder.to_str().unwrap(),
    ];
    account.run(&words).ended(1);
    let part = std::fs::read_to_string(folder.join("user-deletion-001.csv")).unwrap();
    let header = "primary_email_address,unique_user_id\n";
    let rows = "ola@example.com,MAR-1\ngus@example.com,E-7\nfay@example.com,E-8\n";
    assert_eq!(part, format!("{header}{rows}"));
    let sure = ["--yes", "--confirm", "delete 3 users"];
    let run = [&["deletions", "run", file.as_str()][..], &sure].concat();
    account.run(&run).ended(1);
    for key in ["MAR-1", "gus@example.com", "E-8"] {
        assert_eq!(answer(&account, key)["answer"], "deleted", "{key}");
    }
    // Once they are deleted, the same rows say so.
    let check = account.json(&["deletions", "check", &file], 1);
    assert_eq!(check["outcomes"]["already_deleted"], 3, "{check}");
}

#[test]
fn a_list_of_leavers_and_a_large_file_read_an_identifier_in_either_column() {
    let account = with_roster(BEFORE);
    let list = account.file(
        "list.csv",
        "E-Mail;Personalnummer\nE-7;\n;fay@example.com\n",
    );
    let target = account.file("to-delete.csv", "");
    let words = ["deletions", "prepare", &list, "-o", &target, "--force"];
    let prepared = account.json(&words, 0);
    assert_eq!(prepared["as_is"], 2, "{prepared}");
    // More rows than one in twenty users: they are matched by a pass.
    let rows = ["004200", "MAR-1", "1E5", "-55", "E-7", "E-8"].join(",\n");
    let file = account.file(
        "all.csv",
        format!("primary_email_address,unique_user_id\n{rows},\n"),
    );
    let check = account.json(&["deletions", "check", &file], 0);
    assert_eq!(check["outcomes"]["would_delete"], 6, "{check}");
}

#[test]
fn whoever_stands_in_a_row_that_fails_is_in_the_file_and_a_group_is_named_once() {
    let header = "preferred_first_name,primary_email_address,unique_user_id";
    let mut roster = format!("{header}\n");
    for number in 0..6 {
        roster.push_str(
            ["F,n", "@n.example,N-", "\n"]
                .join(&number.to_string())
                .as_str(),
        );
    }
    let account = with_roster(&roster);
    // Too many fields, two people, a character that nobody sees: only the last one stands in no row.
    let later = format!(
        "{header},groups\nF,n0@n.example,N-0,A; A;a\nF,n1@n.example,N-1,,x,y\nF,n2@n.example,N-3,\n\
         F,n\u{200b}4@n.example,N-4,\n"
    );
    let file = account.file("later.csv", later);
    let checked = account.run(&["users", "import", &file, "--check"]).ended(1);
    let said =
        "1 user of this account is not in the file. Nothing happens to this user. Rows failed";
    assert!(checked.err.contains(said), "{}", checked.err);
    assert!(!checked.err.contains("--leavers"), "{}", checked.err);
    let rows = account.json(&["users", "import", &file, "--check"], 1);
    assert_eq!(rows[0]["changes"][0]["new"], "A", "{rows}");
}

#[test]
fn no_license_type_is_called_as_having_none_is() {
    let account = with_roster(BEFORE);
    for name in ["none", "None", "NO-NE"] {
        let refused = account
            .run(&["licenses", "add", name, "--seats", "1"])
            .ended(1);
        let said = "This word means that there is no license";
        assert!(refused.err.contains(said), "{}", refused.err);
    }
    account
        .run(&["licenses", "add", "Pro", "--seats", "9"])
        .ended(0);
    account.run(&["licenses", "rename", "Pro", "none"]).ended(1);
}

#[test]
fn a_change_of_an_attribute_names_the_attribute() {
    let account = Account::with(0);
    let before = "Email,First name,Last name,Department\naa@b.example,Ada,Byron,Sales\n";
    let roster = account.file("before.csv", before);
    account.run(&["users", "import", &roster]).ended(0);
    let roster = account.file("after.csv", before.replace("Sales", "HR"));
    let check = account
        .run(&["users", "import", &roster, "--check"])
        .ended(0);
    let changed = check.out.lines().find(|line| line.contains("Sales"));
    assert!(
        changed.is_some_and(|line| line.contains("department") && line.contains("HR")),
        "{check:?}"
    );
}
