//! The address of somebody deleted in what other people wrote, wherever that is: shown with its place, and taken out.

use serde_json::Value;

use crate::harness::Account;

const GONE: &str = "vic@v.example";

/// An account in which the address of one learner stands in every kind of text that is not that learner's.
fn account() -> Account {
    let account = Account::with(0);
    account
        .run(&["licenses", "add", "Seat of vic@v.example", "--seats", "9"])
        .ended(0);
    take_in(
        &account,
        &["users", "import"],
        "preferred_first_name,primary_email_address,unique_user_id,groups,attribute_Aide of vic@v.example,attribute_Aide of …\n\
         Vic,vic@v.example,V-1,,,\n\
         Ann,ann@o.example,A-1,Team of vic@v.example,yes,no\n\
         Ben,ben@o.example,B-1,Team of …,,\n",
    );
    take_in(
        &account,
        &["learning", "import", "--period", "2026-10", "--yes"],
        "Email,Content name,Percent completed,Time viewed,Last viewed\n\
         ann@o.example,Excel with vic@v.example,100%,1:30:00,2026-10-02\n",
    );
    let asked = [
        "requests",
        "new",
        "ann@o.example",
        "--kind",
        "delete",
        "--channel",
        "Phone of vic@v.example",
        "--asked-by",
        "vic@v.example",
        "--note",
        "as vic@v.example said",
    ];
    account.run(&asked).ended(0);
    for words in [
        ["requests", "note", "1", "vic@v.example called"],
        ["requests", "reply", "1", "We asked vic@v.example."],
        ["requests", "verify", "1", "--how=by vic@v.example"],
    ] {
        account.run(&words).ended(0);
    }
    account
}

/// Gives a file to a verb; nothing of it stays where residue is looked for.
fn take_in(account: &Account, words: &[&str], content: &str) {
    let file = account.file("taken.csv", content);
    account
        .run(&[words, [file.as_str()].as_slice()].concat())
        .ended(0);
    std::fs::remove_file(file).unwrap();
}

/// Deletes the one whose address it is; some of it may be left where others wrote it.
fn delete(account: &Account, code: i32) {
    let leavers = format!("primary_email_address,unique_user_id\n{GONE},\n");
    let leavers = account.file("leavers.csv", leavers);
    let run = ["deletions", "run", &leavers, "--yes", "--quiet"];
    let confirm = ["--confirm", "delete 1 user"];
    account
        .run(&[run.as_slice(), &confirm].concat())
        .ended(code);
}

fn found(account: &Account, code: i32) -> Vec<(String, String)> {
    let found = account.json(&["db", "residue"], code);
    let field = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let all = found.as_array().unwrap().iter();
    let written = all.filter(|one| one["place"] != "file");
    written
        .map(|one| (field(one, "place"), field(one, "field")))
        .collect()
}

#[test]
fn an_address_in_any_text_is_shown_with_its_place_and_taken_out() {
    let account = account();
    delete(&account, 1);
    // What others had said of them in requests went with them; what is said afterwards has to be looked for.
    let request = account.json(&["requests", "show", "1"], 0).to_string();
    assert!(!request.contains(GONE), "{request}");
    for kept in ["Phone of …", "as … said", "… called", "We asked ….", "by …"] {
        assert!(request.contains(kept), "{kept}: {request}");
    }
    account
        .run(&["requests", "note", "1", "vic@v.example wrote once more"])
        .ended(0);
    let places = found(&account, 1);
    for (place, field) in [
        ("group", "name"),
        ("license_type", "name"),
        ("course", "title"),
        ("user", "Aide of vic@v.example"),
        ("request", "text"),
        ("letter", "body"),
    ] {
        let wanted = (place.to_owned(), field.to_owned());
        assert!(places.contains(&wanted), "{place} {field}: {places:?}");
    }
    account.run(&["db", "residue", "--clear"]).ended(0);
    account.run(&["db", "purge"]).ended(0);
    assert_eq!(found(&account, 0), []);
    account.run(&["db", "check"]).ended(0);
    account.run(&["audit", "verify"]).ended(0);
    // Names that were the same without it are told apart by a number.
    let ann = account.json(&["users", "show", "A-1"], 0);
    let told = ann.to_string();
    assert!(told.contains("Team of … 2"), "{told}");
    assert!(told.contains("Aide of … 2"), "{told}");
    let licenses = account.json(&["licenses", "list"], 0);
    assert_eq!(licenses[0]["name"], "Seat of …", "{licenses}");
}

#[test]
fn an_outsider_s_address_that_goes_on_where_that_of_somebody_deleted_ends_is_no_residue() {
    let account = Account::with(0);
    take_in(
        &account,
        &["users", "import"],
        "primary_email_address,unique_user_id,attribute_Manager\n\
         vic@v.example,V-1,\n\
         ann@o.example,A-1,vic@v.example.org\n\
         ben@o.example,B-1,ludovic@v.example\n",
    );
    delete(&account, 0);
    assert_eq!(found(&account, 0), []);
    account.run(&["db", "residue", "--clear"]).ended(0);
    let ann = account.json(&["users", "show", "A-1"], 0).to_string();
    assert!(ann.contains("vic@v.example.org"), "{ann}");
}

#[test]
fn a_deletion_takes_out_of_others_words_who_is_named_beyond_doubt_and_no_word_more() {
    let account = Account::with(0);
    let roster = account.file(
        "roster.csv",
        "preferred_first_name,preferred_last_name,primary_email_address,unique_user_id\n\
         Will,May,ann@x.example,42\nVic,Sole,vic@v.example,VIC-777\nBea,B,b@x.example,B-1\n",
    );
    account.run(&["users", "import", &roster]).ended(0);
    let reason = "Case 42: the court will decide in May; contact joann@x.example, ann@x.example, May, Will \
                  or VIC-777 (not 777)";
    let held = ["users", "hold", "b@x.example", "--reason", reason];
    account.run(&held).ended(0);
    let leavers = account.file(
        "vic-777_Will May.csv",
        "primary_email_address,unique_user_id\nann@x.example,\n,VIC-777\n",
    );
    let sure = ["--yes", "--confirm", "delete 2 users"];
    let run = [&["deletions", "run", leavers.as_str()][..], &sure].concat();
    account.run(&run).ended(0);
    let bea = account.json(&["users", "show", "b@x.example"], 0);
    let kept =
        "Case 42: the court will decide in May; contact joann@x.example, …, … or … (not 777)";
    assert_eq!(bea["hold_reason"], kept, "{bea}");
    // The log never had more than the same words, without any address; and it says that they are others now.
    let log = account.run(&["audit", "list"]).ended(0).out;
    let entered = "Case 42: the court will decide in May; contact … … … or … (not 777)";
    assert!(log.contains(entered), "{log}");
    let reworded = log
        .lines()
        .filter(|line| line.contains("named deleted people"));
    let reworded: Vec<&str> = reworded.collect();
    assert!(
        matches!(reworded[..], [line] if line.contains("Bea B")),
        "{log}"
    );
    let batch = account.json(&["deletions", "show", "1"], 0);
    assert_eq!(batch["file"], "…_….csv", "{batch}");
    account.run(&["audit", "verify"]).ended(0);
}
