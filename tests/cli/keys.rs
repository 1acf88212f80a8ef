//! Keys with which operators come over SSH: added, listed, removed, revoked, and certified.

use std::process::Command;

use crate::harness::Account;

/// Makes a key of a kind and answers the path of its public half.
pub fn key(account: &Account, name: &str, kind: &str) -> Option<String> {
    let path = account.path(name);
    let made = Command::new("ssh-keygen")
        .args(["-q", "-N", "", "-C", name, "-t", kind, "-f"])
        .arg(&path)
        .status();
    let made = made.is_ok_and(|status| status.success());
    made.then(|| format!("{}.pub", path.display()))
}

/// What `ssh-keygen` calls the key.
pub fn fingerprint(path: &str) -> String {
    let told = Command::new("ssh-keygen")
        .args(["-lf", path])
        .output()
        .unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    told.split(' ').nth(1).unwrap().to_owned()
}

#[test]
fn keys_come_and_go_and_are_known_by_the_fingerprint_that_openssh_shows() {
    let account = Account::with(0);
    let Some(first) = key(&account, "first", "ed25519") else {
        skipped();
        return;
    };
    let second = key(&account, "second", "ecdsa").unwrap();
    account
        .run(&["operators", "key", "add", "dl", &first])
        .ended(0);
    let text = std::fs::read_to_string(&second).unwrap();
    account
        .fed(&["operators", "key", "add", "dl", "-"], &text)
        .ended(0);
    account
        .run(&["operators", "key", "add", "dl", &first])
        .ended(4);
    let keys = account.json(&["operators", "key", "list"], 0);
    let keys = keys.as_array().unwrap();
    let of = |name: &str| keys.iter().find(|key| key["comment"] == name).unwrap();
    assert_eq!(of("first")["fingerprint"], fingerprint(&first).as_str());
    assert_eq!(of("second")["fingerprint"], fingerprint(&second).as_str());
    assert_eq!(of("second")["kind"], "ecdsa-sha2-nistp256");
    assert_eq!(of("first")["name"], "dl");
    let print = fingerprint(&first);
    let remove = ["operators", "key", "remove", "dl", &print];
    account.run(&remove).ended(0);
    account.run(&remove).ended(1);
    let left = account.json(&["operators", "key", "list", "dl"], 0);
    assert_eq!(left.as_array().unwrap().len(), 1);
    account
        .run(&["operators", "key", "revoke", &print, "--yes"])
        .ended(0);
    account
        .run(&["operators", "key", "add", "dl", &first])
        .ended(1);
    let revoked = account.json(&["operators", "key", "list", "--revoked"], 0);
    assert_eq!(revoked[0]["fingerprint"], print.as_str());
    let acts = account.json(&["audit", "list"], 0);
    let acts: Vec<_> = acts.as_array().unwrap().iter().collect();
    assert!(acts.iter().any(|entry| entry["act"] == "key_revoke"));
}

#[test]
fn what_is_no_key_is_refused_with_a_word_why() {
    let account = Account::with(0);
    for (text, said) in [
        ("ssh-rsa AAAAB3NzaC1yc2E= old", "ed25519"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\n", "private"),
        ("", "no key"),
        ("hello", "no SSH key"),
    ] {
        let refused = account
            .fed(&["operators", "key", "add", "dl", "-"], text)
            .ended(1);
        assert!(refused.err.contains(said), "{text}: {}", refused.err);
    }
}

#[test]
fn nobody_adds_a_ca_while_a_second_full_admin_is_asked_for() {
    let account = Account::with(0);
    let Some(ca) = key(&account, "ca", "ed25519") else {
        skipped();
        return;
    };
    account.run(&["operators", "ca", "add", &ca]).ended(0);
    account.run(&["operators", "ca", "add", &ca]).ended(4);
    let print = fingerprint(&ca);
    let listed = account.json(&["operators", "ca", "list"], 0);
    assert_eq!(listed[0]["fingerprint"], print.as_str());
    account.run(&["operators", "ca", "remove", &print]).ended(0);
    account
        .run(&["account", "set", "second_admin=true"])
        .ended(0);
    account.run(&["operators", "ca", "add", &ca]).ended(1);
}

#[expect(clippy::print_stderr, reason = "a test that is passed over says so")]
fn skipped() {
    eprintln!("passed over: there is no ssh-keygen");
}
