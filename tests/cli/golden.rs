//! Words that must not change by accident: help, usage, errors, in both languages.

use crate::harness::Account;

/// Every command.
const COMMANDS: [&str; 54] = [
    "",
    "demo",
    "tour",
    "init",
    "seed",
    "users",
    "users list",
    "users show",
    "users import",
    "users export",
    "users edit",
    "users disconnect",
    "users hold",
    "deletions",
    "deletions template",
    "deletions check",
    "deletions run",
    "deletions list",
    "deletions show",
    "deletions results",
    "deletions cancel",
    "deletions resume",
    "deletions withdraw",
    "deletions certificate",
    "deletions find",
    "deletions release",
    "deletions package",
    "requests",
    "requests list",
    "requests show",
    "reports",
    "reports aggregate",
    "reports learner",
    "outbox",
    "outbox list",
    "outbox show",
    "outbox send",
    "audit",
    "audit list",
    "audit verify",
    "audit export",
    "operators",
    "operators list",
    "account",
    "account show",
    "account set",
    "db",
    "db check",
    "db backup",
    "db restore",
    "db purge",
    "db rekey",
    "completions",
    "man",
];

fn help_in(language: &str) -> String {
    let account = Account::none();
    let mut all = Vec::new();
    for command in COMMANDS {
        let mut words: Vec<&str> = vec!["--lang", language];
        words.extend(command.split_whitespace());
        words.push("--help");
        let ran = account.run(&words).ended(0);
        assert_eq!(ran.err, "", "help is data");
        all.push(format!(
            "$ offboard {command} --help\n{}\n",
            ran.out.trim_end()
        ));
    }
    all.join("\n")
}

#[test]
fn help_is_complete_in_english() {
    insta::assert_snapshot!(help_in("en"));
}

#[test]
fn help_is_complete_in_indonesian() {
    insta::assert_snapshot!(help_in("id"));
}

/// Calls that go wrong before any account is needed, with what they say.
fn wrong_calls_in(language: &str) -> String {
    let account = Account::none();
    let empty = account.file("empty.toml", "langauge = \"id\"");
    let calls: [&[&str]; 13] = [
        &["users", "lst"],
        &["deletions", "run", "--frobnicate"],
        &["users", "list", "--sort"],
        &["users", "list", "--sort", "shoe-size"],
        &["users", "list", "--connected", "--not-connected"],
        &["users", "show"],
        &["users", "edit", "E-1"],
        &["deletions", "run", "leavers.csv", "--wait", "8"],
        &["deletions", "run", "leavers.csv"],
        &["demo"],
        &["db", "backup", "-"],
        &["init", "--account", "A", "--admin", "nobody"],
        &["users", "list"],
    ];
    let mut all = Vec::new();
    for call in calls {
        let mut words = vec!["--lang", language];
        words.extend(call);
        let ran = account.run(&words);
        assert_eq!(ran.out, "", "{call:?} has no data");
        let said = ran.err.replace(account.path("").to_str().unwrap(), "…/");
        all.push(format!(
            "$ offboard {}\n{said}→ {}\n",
            call.join(" "),
            ran.code
        ));
    }
    let ran = account.run(&["--lang", language, "--config", &empty, "account", "show"]);
    let said = ran.err.replace(account.path("").to_str().unwrap(), "…/");
    all.push(format!(
        "$ offboard --config empty.toml account show\n{said}→ {}\n",
        ran.code
    ));
    all.join("\n")
}

#[test]
fn a_wrong_call_says_what_is_wrong_in_english() {
    insta::assert_snapshot!(wrong_calls_in("en"));
}

#[test]
fn a_wrong_call_says_what_is_wrong_in_indonesian() {
    insta::assert_snapshot!(wrong_calls_in("id"));
}

/// What people read of an account whose every figure is known.
fn readings_in(language: &str) -> String {
    let account = Account::with(30);
    account.file(
        "leavers.csv",
        "primary_email_address,unique_user_id\n,E-10001\n,E-10001\n\n=1+1,\nnobody@nowhere.example,\n,1.04E+05\n",
    );
    account.file(
        "unclosed.csv",
        "primary_email_address,unique_user_id\n\"a,\n",
    );
    let calls: [&[&str]; 12] = [
        &["deletions", "check", "leavers.csv"],
        &["deletions", "check", "leavers.csv", "--rows"],
        &["deletions", "check", "unclosed.csv"],
        &["deletions", "check", "nothing.csv"],
        &["deletions", "run", "leavers.csv", "--yes"],
        &["deletions", "run", "leavers.csv", "--yes"],
        &["deletions", "find", "E-10002"],
        &["deletions", "list", "--format", "csv"],
        &["account", "show"],
        &["account", "set", "wait_days=9"],
        &["users", "show", "nobody@nowhere.example"],
        &["operators", "list"],
    ];
    let mut all = Vec::new();
    for call in calls {
        let mut words = vec!["--lang", language];
        words.extend(call);
        let ran = account.run(&words);
        let here = account.path("");
        let here = here.to_str().unwrap();
        let (out, err) = (ran.out.replace(here, "…/"), ran.err.replace(here, "…/"));
        // How long ago somebody was active hangs on the day of the test.
        let out: String = out
            .lines()
            .map(|line| match line.split_once('▲') {
                Some((before, _)) => format!("{before}▲ …\n"),
                None => format!("{line}\n"),
            })
            .collect();
        let (out, code) = (without_moments(&out), ran.code);
        all.push(format!(
            "$ offboard {}\n{out}{err}→ {code}\n",
            call.join(" ")
        ));
    }
    all.join("\n")
}

/// A text without dates and times, which are those of the test.
fn without_moments(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_digit() || "-/:.TZ".contains(c);
    let mut rest = text;
    let mut whole = String::new();
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        whole.push_str(&rest[..start]);
        let length = rest[start..].find(|c| !is_part(c));
        let (run, after) = rest[start..].split_at(length.unwrap_or(rest.len() - start));
        let digits = run.chars().filter(char::is_ascii_digit).count();
        let is_moment = digits >= 6 && run.len() > digits;
        whole.push_str(if is_moment { "<moment>" } else { run });
        rest = after;
    }
    whole + rest
}

#[test]
fn people_read_figures_and_reasons_in_english() {
    insta::assert_snapshot!(readings_in("en"));
}

#[test]
fn people_read_figures_and_reasons_in_indonesian() {
    insta::assert_snapshot!(readings_in("id"));
}

#[test]
fn the_language_is_that_of_the_locale_unless_it_is_chosen() {
    let account = Account::none();
    let said = |locale: &str, words: &[&str]| {
        let ended = account.command(words).env("LANG", locale).output().unwrap();
        String::from_utf8(ended.stdout).unwrap()
    };
    let plain = ["--help"];
    assert!(said("id_ID.UTF-8", &plain).contains("Cara pakai"));
    assert!(said("de_DE.UTF-8", &plain).contains("Usage"));
    assert!(said("id_ID.UTF-8", &["--lang", "en", "--help"]).contains("Usage"));
}

#[test]
fn the_manual_and_the_completions_are_data() {
    let account = Account::none();
    let page = account.run(&["man", "deletions", "run"]).ended(0);
    assert!(page.out.contains("offboard\\-deletions\\-run"));
    assert_eq!(page.err, "");
    account.run(&["man", "deletions", "fly"]).ended(2);
    for shell in ["bash", "zsh", "fish"] {
        let script = account.run(&["completions", shell]).ended(0);
        assert!(script.out.contains("withdraw"), "{shell}");
    }
    let folder = account.path("man");
    account
        .run(&["man", "--output", folder.to_str().unwrap()])
        .ended(0);
    assert!(folder.join("offboard-deletions-run.1").exists());
}
