//! Accounts and people.

use std::io::Read as _;
use std::process::Stdio;

use crate::harness::{Account, mode};

#[test]
fn init_makes_a_private_database_once() {
    let account = Account::none();
    let words = [
        "init",
        "--account",
        "Enigma Hub",
        "--admin",
        "dl@enigma.example",
    ];
    let made = account.run(&words).ended(0);
    assert_eq!(made.out, "");
    assert!(made.err.contains("offboard.db"), "{}", made.err);
    assert_eq!(mode(&account.path("offboard.db")), 0o600);
    account.run(&words).ended(4);
}

#[test]
fn the_usual_place_of_the_database_is_private() {
    let account = Account::none();
    let words = ["init", "--account", "A", "--admin", "dl@enigma.example"];
    let made = account
        .command(&words)
        .env_remove("OFFBOARD_DB")
        .output()
        .unwrap();
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    let folder = account.path(".local/share/offboard");
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join("offboard.db")), 0o600);
}

#[test]
fn the_same_seed_gives_the_same_learners() {
    let lists: Vec<String> = (0..2)
        .map(|_| {
            Account::with(50)
                .run(&["users", "list", "--format", "csv"])
                .ended(0)
                .out
        })
        .collect();
    let without_times = |list: &str| -> Vec<String> {
        let lines = list.lines();
        lines
            .map(|line| line.split(',').take(4).collect::<Vec<_>>().join(","))
            .collect()
    };
    assert_eq!(without_times(&lists[0]), without_times(&lists[1]));
    assert_eq!(lists[0].lines().count(), 51);
}

#[test]
fn a_list_comes_in_every_form() {
    let account = Account::with(20);
    let array = account.json(&["users", "list"], 0);
    assert_eq!(array.as_array().unwrap().len(), 20);
    let lines = account
        .run(&["users", "list", "--format", "jsonl"])
        .ended(0)
        .out;
    assert_eq!(lines.lines().count(), 20);
    let csv = account
        .run(&["users", "list", "--format", "csv"])
        .ended(0)
        .out;
    let header = "id,name,primary_email_address,unique_user_id,license,connected,groups,on_hold,\
                  last_active,invited_at,job_title,language,attributes";
    assert_eq!(csv.lines().next(), Some(header));
    let table = account.run(&["users", "list"]).ended(0).out;
    assert!(table.starts_with("Name "), "{table}");
    assert_eq!(table.lines().count(), 21);
    let table = account.run(&["users", "list", "--lang", "id"]).ended(0).out;
    assert!(table.starts_with("Nama "), "{table}");
    let empty = account.json(&["users", "list", "--search", "nobody-has-this"], 0);
    assert_eq!(empty, serde_json::json!([]));
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one account is filtered in every way, and the filter kept"
)]
fn a_list_is_filtered_by_time_and_attribute_and_the_filter_is_kept() {
    let account = Account::with(60);
    let ids = |words: &[&str]| -> Vec<String> {
        let call = [&["users", "list"], words].concat();
        let users = account.json(&call, 0);
        let users = users.as_array().unwrap().iter();
        let id = |user: &serde_json::Value| user["id"].to_string();
        users.map(id).collect()
    };
    let all = account.json(&["users", "list"], 0);
    let all = all.as_array().unwrap().clone();
    // Each half holds whom the other does not, and who never learned has not learned for long.
    let (within, not_for) = (
        ids(&["--active-within", "30"]),
        ids(&["--not-active-for", "30"]),
    );
    assert_eq!(within.len() + not_for.len(), all.len());
    assert!(!within.is_empty() && !not_for.is_empty());
    let never = all.iter().filter(|user| user["last_active"].is_null());
    assert_eq!(ids(&["--never-active"]).len(), never.count());
    let invited = all.iter().filter(|user| !user["invited_at"].is_null());
    let invited = invited.count();
    assert!(invited > 0);
    let halves =
        [["--invited-for", "20"], ["--invited-within", "20"]].map(|words| ids(&words).len());
    assert_eq!(halves.iter().sum::<usize>(), invited);

    let key = all[0]["unique_user_id"].as_str().unwrap();
    let edit = [
        "users",
        "edit",
        key,
        "--attribute",
        "department=Sales & more",
    ];
    account.run(&edit).ended(0);
    assert_eq!(
        ids(&["--department", "sales & MORE"]),
        [all[0]["id"].to_string()]
    );
    assert_eq!(
        ids(&["--with-attribute", "department=Sales"]),
        [] as [String; 0]
    );
    account
        .run(&["users", "list", "--with-attribute", "sales"])
        .ended(2);

    let keep = [
        "users",
        "filters",
        "save",
        "leavers",
        "--not-active-for",
        "30",
        "--license",
        "activated",
    ];
    account.run(&keep).ended(0);
    let kept = account.json(&["users", "filters", "list"], 0);
    assert_eq!(kept[0]["name"], "leavers");
    assert_eq!(kept[0]["filter"]["last_active"]["ago"]["days"], 30);
    let by_name = ids(&["--filter", "leavers"]);
    assert_eq!(
        by_name,
        ids(&["--not-active-for", "30", "--license", "activated"])
    );
    // What is said beside it goes over it.
    assert_eq!(
        ids(&["--filter", "leavers", "--license", "invited"]),
        ids(&["--not-active-for", "30", "--license", "invited"])
    );
    let csv = account
        .run(&["users", "export", "--filter", "leavers", "-o", "-"])
        .ended(0)
        .out;
    assert_eq!(csv.lines().count(), by_name.len() + 1);
    account
        .run(&["users", "list", "--filter", "nothing"])
        .ended(1);
    let address = [
        "users",
        "filters",
        "save",
        "siti@x.example",
        "--never-active",
    ];
    account.run(&address).ended(1);
    account
        .run(&["users", "filters", "remove", "leavers"])
        .ended(0);
    account
        .run(&["users", "filters", "remove", "leavers"])
        .ended(1);
}

#[test]
fn a_list_is_searched_sorted_and_cut() {
    let account = Account::with(60);
    let emails = |words: &[&str]| -> Vec<String> {
        let users = account.json(words, 0);
        let users = users.as_array().unwrap().iter();
        users
            .map(|user| {
                user["unique_user_id"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect()
    };
    let up = emails(&["users", "list", "--sort", "id"]);
    let mut down = emails(&["users", "list", "--sort", "id", "--descending"]);
    down.reverse();
    assert_eq!(up, down);
    assert_eq!(emails(&["users", "list", "--limit", "7"]).len(), 7);
    let found = emails(&["users", "list", "--search", &up[0]]);
    assert!(found.contains(&up[0]));
    let all: usize = ["activated", "invited", "no-license"]
        .iter()
        .map(|status| emails(&["users", "list", "--license", status]).len())
        .sum();
    assert_eq!(all, 60);
}

#[test]
fn who_reads_no_further_is_no_error() {
    let account = Account::with(3_000);
    let mut child = account
        .command(&["users", "list", "--format", "csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut first = [0; 10];
    out.read_exact(&mut first).unwrap();
    drop(out);
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8(ended.stderr).unwrap(), "");
}

#[test]
fn a_profile_is_shown_and_changed() {
    let account = Account::with(10);
    let learner = &account.learners()[0];
    let edited = account
        .run(&[
            "users",
            "edit",
            &learner.id,
            "--job-title",
            "Archivist",
            "--attribute",
            "site=Bandung",
        ])
        .ended(0);
    assert_eq!(edited.out, "");
    let shown = account.json(&["users", "show", &learner.id], 0);
    assert_eq!(shown["job_title"], "Archivist");
    assert_eq!(shown["attributes"]["site"], "Bandung");
    assert_eq!(shown["unique_user_id"], learner.id.as_str());
    account
        .run(&["users", "show", "nobody@nowhere.example"])
        .ended(1);
}

#[test]
fn an_identifier_of_somebody_else_is_refused() {
    let account = Account::with(10);
    let learners = account.learners();
    let taken = account.run(&["users", "edit", &learners[0].id, "--id", &learners[1].id]);
    assert_eq!(taken.ended(4).out, "");
    account
        .run(&[
            "users",
            "edit",
            &learners[0].id,
            "--email",
            "not an address",
        ])
        .ended(1);
}

#[test]
fn a_connected_profile_is_disconnected_once_and_its_learner_is_mailed() {
    let account = Account::with(40);
    let connected = account.json(&["users", "list", "--connected"], 0);
    let id = connected[0]["unique_user_id"].as_str().unwrap();
    let before = account
        .json(&["outbox", "list"], 0)
        .as_array()
        .unwrap()
        .len();
    account.run(&["users", "disconnect", id, "--yes"]).ended(0);
    assert_eq!(account.json(&["users", "show", id], 0)["connected"], false);
    let mail = account.json(&["outbox", "list"], 0);
    assert_eq!(mail.as_array().unwrap().len(), before + 1);
    assert_eq!(mail[0]["kind"], "reregister");
    let number = mail[0]["id"].to_string();
    let shown = account.run(&["outbox", "show", &number]).ended(0);
    assert!(shown.out.lines().count() > 10, "{}", shown.out);
    let again = account.run(&["users", "disconnect", id]).ended(1);
    assert!(
        again.err.contains(id) || again.err.contains('@'),
        "{}",
        again.err
    );
}

#[test]
fn a_legal_hold_needs_a_reason_and_can_be_lifted() {
    let account = Account::with(10);
    let learner = &account.learners()[0];
    account.run(&["users", "hold", &learner.id]).ended(2);
    account
        .run(&["users", "hold", &learner.id, "--reason", " "])
        .ended(1);
    account
        .run(&["users", "hold", &learner.id, "--reason", "Case 7"])
        .ended(0);
    let held = account.json(&["users", "list", "--on-hold"], 0);
    assert_eq!(held.as_array().unwrap().len(), 1);
    account
        .run(&["users", "hold", &learner.id, "--lift", "--reason", "Closed"])
        .ended(0);
    assert_eq!(
        account.json(&["users", "show", &learner.id], 0)["on_hold"],
        false
    );
}

#[test]
fn a_roster_is_checked_then_imported_whole_or_not_at_all() {
    let account = Account::with(5);
    let good = account.file(
        "roster.csv",
        "preferred_first_name,preferred_last_name,primary_email_address,unique_user_id\nAyu,Lestari,ayu@enigma.example,N-1\nBima,Putra,,N-2\n",
    );
    account.run(&["users", "import", &good, "--check"]).ended(0);
    assert_eq!(account.learners().len(), 5);
    account.run(&["users", "import", &good]).ended(0);
    assert_eq!(account.learners().len(), 7);
    let bad = account.file(
        "bad.csv",
        "preferred_first_name,primary_email_address,unique_user_id\nCitra,citra@enigma.example,N-3\nDewi,not-an-address,N-4\n",
    );
    let refused = account.run(&["users", "import", &bad]).ended(1);
    assert!(refused.out.contains('3'), "names the line: {}", refused.out);
    assert_eq!(account.learners().len(), 7);
    account
        .run(&["users", "import", &bad, "--in-part"])
        .ended(1);
    assert_eq!(account.learners().len(), 8);
}

#[test]
fn an_export_can_be_imported_as_it_is() {
    let account = Account::with(12);
    account
        .run(&["users", "export", "-o", "roster.csv"])
        .ended(0);
    assert_eq!(mode(&account.path("roster.csv")), 0o600);
    account
        .run(&["users", "export", "-o", "roster.csv"])
        .ended(4);
    let out = account.run(&["users", "export"]).ended(0).out;
    assert_eq!(
        out,
        std::fs::read_to_string(account.path("roster.csv")).unwrap()
    );
    let rows = account.json(&["users", "import", "roster.csv"], 0);
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 12);
    assert!(
        rows.iter().all(|row| row["result"] == "unchanged"),
        "{rows:?}"
    );
}

#[test]
fn the_first_steps_are_ticked_by_what_is_done() {
    let account = Account::with(0);
    let done = |account: &Account| -> Vec<String> {
        let steps = account.json(&["account", "next"], 0);
        let steps = steps.as_array().unwrap().clone();
        assert_eq!(steps.len(), 6);
        let done = steps.iter().filter(|step| step["done"] == true);
        done.map(|step| step["step"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(done(&account).is_empty());
    account
        .run(&["licenses", "add", "Standard", "--seats", "10"])
        .ended(0);
    assert_eq!(done(&account), ["license_types"]);
    let roster = account.file(
        "roster.csv",
        "primary_email_address,unique_user_id\nsiti@x.example,\n",
    );
    account.run(&["users", "import", &roster]).ended(0);
    assert_eq!(done(&account), ["license_types", "users"]);
    let report = account.file(
        "detail.csv",
        "Email,Content Name,Percent Completed,Completed At,First Viewed,Last Viewed,Time Viewed\n\
         siti@x.example,Excel,100,2026-10-05,2026-10-01,2026-10-05,1:00:00\n",
    );
    account
        .run(&["learning", "import", &report, "--period", "2026-10"])
        .ended(0);
    // Whoever finds the rules right as they are saves them so.
    account.run(&["account", "set", "gate_users=500"]).ended(0);
    let folder = account.path("letters").display().to_string();
    let mail = format!("[mail]\ndirectory = {folder:?}\n");
    account.file("offboard.toml", mail);
    let config = account.path("offboard.toml").display().to_string();
    let steps = account.json(&["account", "next", "--config", &config], 0);
    let open: Vec<&str> = steps
        .as_array()
        .unwrap()
        .iter()
        .filter(|step| step["done"] == false)
        .map(|step| step["step"].as_str().unwrap())
        .collect();
    assert_eq!(open, ["operators"]);
    account.run(&["account", "next", "--dismiss"]).ended(0);
    account.run(&["account", "next", "--dismiss"]).ended(1);
    assert_eq!(
        account
            .json(&["account", "next"], 0)
            .as_array()
            .unwrap()
            .len(),
        6
    );
}

#[test]
fn the_whole_account_goes_out_by_whatever_names_the_database() {
    let account = Account::with(3);
    let (database, folder) = (account.path("offboard.db"), account.path("whole"));
    let (database, folder) = (database.to_string_lossy(), folder.to_string_lossy());
    let words = [
        "users",
        "export",
        "--everything",
        &folder,
        "--db",
        &database,
        "--quiet",
    ];
    account.run(&words).ended(0);
    assert!(account.path("whole/manifest.json").exists());
    for selects in ["--connected", "--force"] {
        account
            .run(&["users", "export", "--everything", &folder, selects])
            .ended(2);
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a story is one piece")]
fn a_roster_says_whom_it_mails_before_it_does_and_shows_a_letter_of_each_kind() {
    const MAP: &str = "Profile=connected_profile";
    let account = Account::with(0);
    let before = "preferred_first_name,primary_email_address,unique_user_id,Learning license status,Profile\n\
                  Ann,ann@x.example,A-1,active,connected\nBen,ben@x.example,B-1,active,connected\n\
                  Cat,,C-1,active,connected\nDan,dan@x.example,D-1,active,not connected\n";
    let file = account.file("before.csv", before);
    let words = ["users", "import", &file, "--make-licenses", "--map", MAP];
    account.run(&words).ended(0);
    // Ann loses the license and gets another name; Ben both; Cat has no address; Dan keeps everything.
    let after = "preferred_first_name,primary_email_address,unique_user_id,Learning license status,Profile\n\
                 Anna,ann@x.example,A-1,inactive,connected\nBen,ben@x.example,B-1,inactive,not connected\n\
                 Cat,,C-1,inactive,not connected\nDan,dan@x.example,D-1,active,not connected\n";
    let file = account.file("after.csv", after);
    let check = account
        .run(&["users", "import", &file, "--check", "--map", MAP])
        .ended(0);
    for said in [
        "2 letters: license revoked",
        "1 letter: invitation to re-register",
    ] {
        assert!(check.err.contains(said), "{said}: {check:?}");
    }
    let shown = account
        .run(&["users", "import", &file, "--preview", "--map", MAP])
        .ended(0);
    assert!(shown.out.contains("Anna"), "{shown:?}");
    let letters = account.json(&["users", "import", &file, "--preview", "--map", MAP], 0);
    let kinds: Vec<&str> = letters
        .as_array()
        .unwrap()
        .iter()
        .map(|letter| letter["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["license_revoked", "reregister"], "{letters}");
    assert_eq!(letters[0]["to"], "ann@x.example", "{letters}");
    assert_eq!(letters[1]["to"], "ben@x.example", "{letters}");
    let none = account.json(
        &[
            "users",
            "import",
            &file,
            "--preview",
            "--no-mail",
            "--map",
            MAP,
        ],
        0,
    );
    assert_eq!(none, serde_json::json!([]));
    let outbox = || account.json(&["outbox", "list"], 0);
    assert_eq!(outbox(), serde_json::json!([]), "nothing was done yet");
    account
        .run(&["users", "import", &file, "--map", MAP])
        .ended(0);
    let sent = outbox();
    let sent = sent.as_array().unwrap();
    assert_eq!(sent.len(), 3, "{sent:?}");
    for letter in letters.as_array().unwrap() {
        let same = |mail: &&serde_json::Value| {
            mail["subject"] == letter["subject"] && mail["kind"] == letter["kind"]
        };
        assert!(sent.iter().any(|mail| same(&mail)), "{letter} {sent:?}");
    }
    let first = sent
        .iter()
        .find(|mail| mail["kind"] == "license_revoked" && mail["to"] == "ann@x.example");
    let number = first.unwrap()["id"].to_string();
    let first = account.json(&["outbox", "show", &number], 0);
    assert_eq!(
        first["body"], letters[0]["body"],
        "the letter is as it was shown"
    );
}

#[test]
fn idle_seats_are_listed_and_come_back() {
    let account = Account::with(60);
    let idle = |days: &str| account.json(&["licenses", "idle", "--days", days], 0);
    let found = idle("30");
    let found = found.as_array().unwrap();
    assert!(!found.is_empty());
    for seat in found {
        let way = seat["idle"].as_str().unwrap();
        assert!(["not_active", "never_came"].contains(&way), "{way}");
        assert!(seat["since"].is_string() && seat["licenses"].is_array());
        assert!(seat["keeps"].is_null());
    }
    let held = found[0]["primary_email_address"].as_str();
    let held = held.or(found[0]["unique_user_id"].as_str()).unwrap();
    account
        .run(&["users", "hold", held, "--reason", "Lawsuit"])
        .ended(0);
    assert_eq!(idle("30")[0]["keeps"], "on_hold");
    let words = ["licenses", "idle", "--days", "30", "--revoke"];
    let preview = account.run(&[&words[..], &["--preview"]].concat()).ended(0);
    assert!(preview.err.contains("1 learner keeps"), "{}", preview.err);
    // A script says that it means it.
    let unasked = account.run(&words).ended(2);
    assert!(unasked.err.contains("--yes"), "{}", unasked.err);
    assert_eq!(idle("30").as_array().unwrap().len(), found.len());
    let done = account.json(&[&words[..], &["--yes"]].concat(), 0);
    assert_eq!(done["revoked"], found.len() - 1);
    assert_eq!((&done["kept"], &done["prepared"]), (&1.into(), &0.into()));
    assert!(done["seats"].as_u64().unwrap() >= done["revoked"].as_u64().unwrap());
    assert_eq!(idle("30").as_array().unwrap().len(), 1);
    let nothing = account.json(&[&words[..], &["--yes"]].concat(), 0);
    assert_eq!(nothing["revoked"], 0);
    account.run(&["licenses", "idle", "--days", "0"]).ended(2);
    account.run(&["licenses", "idle", "--yes"]).ended(2);
}

#[test]
fn what_takes_something_away_is_done_by_a_script_only_where_it_says_that_it_means_it() {
    let account = Account::with(60);
    let connected = account.json(
        &["users", "list", "--connected", "--license", "activated"],
        0,
    );
    let id = connected[0]["unique_user_id"].as_str().unwrap();
    let before = account.json(&["users", "show", id], 0);
    let leavers = account.file(
        "one.csv",
        format!("primary_email_address,unique_user_id\n,{id}\n"),
    );
    for words in [
        &["users", "disconnect", id][..],
        &["users", "license", id, "none"],
        &["deletions", "run", &leavers],
        &["seed", "--learners", "5"],
    ] {
        let refused = account.run(words).ended(2);
        assert!(
            refused.err.contains("add --yes"),
            "{words:?}: {}",
            refused.err
        );
    }
    assert_eq!(account.json(&["users", "show", id], 0), before);
    assert_eq!(
        account
            .json(&["users", "list"], 0)
            .as_array()
            .unwrap()
            .len(),
        60
    );
}

#[test]
fn seats_that_a_roster_lacks_are_counted_once() {
    let account = Account::with(0);
    account
        .run(&["licenses", "add", "Small", "--seats", "2"])
        .ended(0);
    let rows: String = (0..5)
        .map(|n| format!("Ann,Lee,ann{n}@enigma.example,A-{n},invited\n"))
        .collect();
    let roster = account.file(
        "roster.csv",
        format!("preferred_first_name,preferred_last_name,primary_email_address,unique_user_id,Small license status\n{rows}"),
    );
    let checked = account
        .run(&["users", "import", &roster, "--check"])
        .ended(1);
    assert!(
        checked.err.contains("License Small: 3 seats are missing"),
        "{}",
        checked.err
    );
}

#[test]
fn who_has_umlauts_is_found_by_two_letters() {
    let account = Account::with(0);
    let add = [
        "users", "add", "--first", "Jürgen", "--last", "Müller", "--id", "J-1",
    ];
    account.run(&add).ended(0);
    for words in [
        "juergen",
        "jurgen",
        "jürgen",
        "mueller juer",
        "Mueller, Jürgen",
    ] {
        let found = account.json(&["users", "list", "--search", words], 0);
        assert_eq!(found.as_array().unwrap().len(), 1, "{words}");
    }
}
