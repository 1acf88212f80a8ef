//! Who had which role, from when to when: a list that an auditor reads, from the log.

use serde_json::Value;

use crate::harness::Account;

const SECRET: &str = "seven-grey-herons";

/// Calls as an operator who signs in.
fn as_operator(account: &Account, name: &str, words: &[&str], code: i32) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--format", "json"]).collect();
    let mut command = account.command(&words);
    command
        .env("OFFBOARD_OPERATOR", name)
        .env("OFFBOARD_PASSPHRASE", SECRET);
    let done = command
        .env("OFFBOARD_NEW_PASSPHRASE", SECRET)
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(code), "{words:?}: {done:?}");
    serde_json::from_slice(&done.stdout).unwrap_or_default()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn an_auditor_reads_who_had_which_role_from_when_to_when() {
    let account = Account::with(0);
    as_operator(&account, "dl", &["operators", "passphrase"], 0);
    let added = ["operators", "add", "ana", "--role", "help-desk"];
    as_operator(&account, "dl", &added, 0);
    as_operator(&account, "dl", &["operators", "role", "ana", "auditor"], 0);
    as_operator(
        &account,
        "dl",
        &["operators", "add", "ben", "--role", "sub-admin"],
        0,
    );
    as_operator(&account, "dl", &["operators", "disable", "ben"], 0);
    as_operator(&account, "dl", &["operators", "erase", "ben", "--yes"], 0);

    let list = as_operator(&account, "ana", &["operators", "history"], 0);
    let of = |name: &str| -> Vec<(String, bool, Value)> {
        let spans = list.as_array().unwrap().iter();
        let spans = spans.filter(|span| span["operator"] == name);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        spans
            .map(|span| {
                (
                    text(&span["role"]),
                    span["until"].is_null(),
                    span["ended"].clone(),
                )
            })
            .collect()
    };
    assert_eq!(of("dl"), [("full_admin".to_owned(), true, Value::Null)]);
    let ana = [
        ("auditor".to_owned(), true, Value::Null),
        ("help_desk".to_owned(), false, "changed".into()),
    ];
    assert_eq!(of("ana"), ana);
    // Whoever is erased has no name any more, and an end all the same.
    let ben = list
        .as_array()
        .unwrap()
        .iter()
        .find(|span| span["role"] == "sub_admin");
    let ben = ben.unwrap();
    assert_eq!(
        (&ben["ended"], &ben["ended_by"]),
        (&"disabled".into(), &"dl".into())
    );
    assert_eq!(ben["given_by"], "dl");
    assert_ne!(ben["operator"], "ben");
    let one = as_operator(&account, "ana", &["operators", "history", "ana"], 0);
    assert_eq!(one.as_array().unwrap().len(), 2);

    // The same auditor narrows the log to what left, what was refused, and who signed in.
    as_operator(&account, "ana", &["operators", "disable", "dl"], 3);
    for (words, act) in [
        (
            &["audit", "list", "--refused", "--by", "ana"][..],
            "refused",
        ),
        (
            &["audit", "list", "--act", "sign_in", "--by", "ana"],
            "sign_in",
        ),
        (
            &[
                "audit",
                "list",
                "--act",
                "operator_role",
                "--from",
                "2000-01-01",
            ],
            "operator_role",
        ),
    ] {
        let list = as_operator(&account, "ana", words, 0);
        let entries = list.as_array().unwrap();
        assert!(!entries.is_empty(), "{words:?}");
        assert!(
            entries.iter().all(|entry| entry["act"] == act),
            "{words:?}: {list}"
        );
    }
    let none = [
        "audit",
        "list",
        "--act",
        "operator_role",
        "--to",
        "2000-01-01",
    ];
    assert_eq!(
        as_operator(&account, "ana", &none, 0),
        serde_json::json!([])
    );
}
