//! Journeys through what lies under **Me**, through **Requests** and **Reports**: keys in, the screen read, the real
//! service and a real database behind it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use offboard::domain::Language;
use offboard::domain::operator::Role;
use offboard::domain::query::{Answer, Query};
use offboard::domain::settings::AccountWord;
use offboard::ui::shell::event::Effect;
use support::console::{Console, Opened};

const DELETED: &str = "ctrl-p 'Deleted users' enter";
const LOG: &str = "ctrl-p 'Activity log' enter";
const OUTBOX: &str = "ctrl-p 'Outbox' enter";
const OPERATORS: &str = "ctrl-p 'Operators' enter";
const SETTINGS: &str = "ctrl-p 'Account settings' enter";

fn open() -> Console {
    Opened::default().open()
}

#[test]
fn dates_are_shown_in_the_time_zone_that_somebody_chose() {
    const ZONE: &str = "ctrl-p 'Me > Time zone' enter";
    let mut console = open();
    // Lists say how long ago it was, an entry itself when.
    console.sees(LOG, &["Me > Activity log", "account made"]);
    console.sees("end enter", &["2026-11-21 12:00:00 +00:00"]);
    console.sees(&format!("esc {ZONE}"), &["those of the account (UTC)"]);
    console.sees("'Atlantis' enter", &["There is no such time zone"]);
    console.sees("enter", &["2026-11-21 12:00:00 +00:00"]);
    console.sees(&format!("esc {ZONE} 'asia/jakarta' enter"), &["Saved"]);
    console.sees("enter", &["2026-11-21 19:00:00 +07:00"]);
    console.sees(&format!("esc {ZONE}"), &["Asia/Jakarta"]);
    console.sees("ctrl-u enter", &["Saved"]);
    console.sees("enter", &["2026-11-21 12:00:00 +00:00"]);
}

fn as_role(role: Role) -> Console {
    Opened {
        role,
        ..Opened::default()
    }
    .open()
}

/// A console on an account from which the learner of the first row was deleted: email and ID.
fn after_a_deletion(opened: Opened) -> (Console, String, String) {
    let mut gone = (String::new(), String::new());
    let console = opened.open_after(|account| {
        gone = account.identities(1).remove(0);
        let path = account.file(
            "leavers.csv",
            format!("primary_email_address,unique_user_id\r\n{},\r\n", gone.0),
        );
        let review = account.review(&path).unwrap();
        account.confirm(&review).unwrap();
        account.settle();
    });
    (console, gone.0, gone.1)
}

/// Types a text letter by letter.
fn typed(text: &str) -> String {
    format!("'{text}'")
}

#[test]
fn what_was_never_seen_is_told_from_what_is_still_here() {
    let mut console = open();
    console.sees(
        DELETED,
        &[
            "Me > Deleted users",
            "keyed hash",
            "Nobody has been deleted",
        ],
    );
    console.sees("enter", &["This cannot stay empty"]);
    console.sees(
        "'nobody@nowhere.example' enter",
        &["nobody is known to have had it", "It is free"],
    );
    console.sees("ctrl-u '1.04E+05' enter", &["neither an email address nor"]);
    let (email, _) = first_learner(&mut console);
    console.sees(
        &format!("ctrl-u {} enter", typed(&email)),
        &["Still here", "Open profile"],
    );
    console.sees("enter", &["People > Users > ", &email]);
}

fn first_learner(console: &mut Console) -> (String, String) {
    let session = console.driver.app().context().session.clone().unwrap();
    let mut reader = console.driver.service().unwrap().reader().unwrap();
    let mut text = Vec::new();
    let export = offboard::domain::query::Export::Users(Default::default());
    reader.export_to(&session, &export, &mut text).unwrap();
    let mut rows = csv::Reader::from_reader(text.as_slice());
    let row = rows.records().next().unwrap().unwrap();
    (row[2].to_owned(), row[3].to_owned())
}

#[test]
fn a_deleted_user_is_found_by_either_identifier_and_released_with_a_reason() {
    let (mut console, email, id) = after_a_deletion(Opened::default());
    console.sees(DELETED, &["1 user has been deleted so far"]);
    console.sees(
        &format!("{} enter", typed(&id)),
        &[
            "Deleted on 2026-11-21 in batch 1, line 2",
            "cannot be restored",
            "Open batch 1",
        ],
    );
    console.sees(
        &format!("ctrl-u {} enter", typed(&email)),
        &["Deleted on 2026-11-21"],
    );
    console.sees("ctrl-l", &["Reason", &email]);
    console.sees("enter", &["This cannot stay empty"]);
    console.sees(
        "'came back' enter",
        &[
            "Goes",
            "Stays",
            "nobody is mailed",
            "Reason: came back",
            "[ Cancel ]",
        ],
    );
    console.sees(
        "right enter",
        &["can be used again", "Released on", "came back"],
    );
    console.sees("ctrl-l", &["does not belong to a deleted user"]);
    console.sees(LOG, &["deleted identifier released"]);
    console.sees("enter", &["came back"]);
}

#[test]
fn a_deletion_leads_to_its_batch() {
    let (mut console, email, _) = after_a_deletion(Opened::default());
    console.sees(
        &format!("{DELETED} {} enter enter", typed(&email)),
        &["User Deletion"],
    );
}

#[test]
fn who_may_not_release_reads_why() {
    let (mut console, email, _) = after_a_deletion(Opened {
        role: Role::HelpDesk,
        ..Opened::default()
    });
    console.sees(
        &format!("{DELETED} {} enter", typed(&email)),
        &["Deleted on", "Release: Only full admins"],
    );
    console.sees("ctrl-l", &["▲ Only full admins"]);
    console.sees_no("", &["Reason"]);
}

#[test]
fn the_log_says_in_words_who_did_what_and_that_its_chain_is_whole() {
    let (mut console, ..) = after_a_deletion(Opened::default());
    console.sees(
        LOG,
        &[
            "Me > Activity log",
            "account made",
            "deletion batch confirmed",
            "batch 1",
        ],
    );
    console.sees("v", &["✓ The activity log is whole", "Head"]);
    console.sees(
        "end enter",
        &["Entry 1", "2026-11-21 12:00:00 +00:00", "account made"],
    );
    console.sees_no("esc", &["Entry 1"]);
}

#[test]
fn an_entry_leads_to_its_batch_and_its_learner() {
    let mut console = open();
    console.sees(
        "2 / 'siti aminah' enter enter d right enter",
        &["disconnected"],
    );
    console.sees(
        &format!("{LOG} enter"),
        &["LinkedIn profile disconnected", "Profile of "],
    );
    console.sees("p", &["People > Users > ", "Not connected"]);
}

#[test]
fn the_log_is_written_to_a_file_and_never_over_another() {
    let mut console = open();
    let path = console.folder().join("log.csv");
    let path_typed = typed(&path.display().to_string());
    console.sees(&format!("{LOG} e"), &["Save to a file", "activity-log.csv"]);
    console.sees(
        &format!("ctrl-u {path_typed} enter"),
        &["Written to", "log.csv"],
    );
    let first = std::fs::read_to_string(&path).unwrap();
    assert!(first.starts_with("number,at,operator,act"), "{first}");
    console.sees(
        &format!("e ctrl-u {path_typed} enter"),
        &["is there already", "Replace"],
    );
    console.sees_no("enter", &["Save to a file"]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), first);
    console.sees(
        &format!("e ctrl-u {path_typed} enter right enter"),
        &["Written to"],
    );
    console.sees(
        &format!("e ctrl-u {} enter", typed("/nowhere/at/all/log.csv")),
        &["▲", "Save to a file"],
    );
}

#[test]
fn the_log_is_filtered_and_says_by_what() {
    let mut console = open();
    console.sees(LOG, &["Me > Activity log"]);
    console.sees("f", &["Filter", "refused only", "Clear the filter"]);
    console.sees("enter", &["Listed: refused only", "No entry matches"]);
    console.sees("esc", &["account made"]);
    console.sees("f down down down enter", &["2026-11-01..2026-11-27"]);
    console.sees("'yesterday' enter", &["no day"]);
    console.sees(
        "f down down down enter '2001-01-01' enter",
        &["No entry matches", "days: 2001-01-01"],
    );
    console.sees("f end enter", &["account made"]);
    console.sees("f down enter", &["any"]);
    console.sees("down enter", &["Listed: "]);
}

#[test]
fn the_log_is_closed_to_the_help_desk_and_shows_a_sub_admin_their_own_acts() {
    let mut console = as_role(Role::HelpDesk);
    console.sees("5", &["Activity log", "Only"]);
    console.sees(&format!("esc {LOG}"), &["▲"]);
    console.sees_no("esc esc", &["Me > Activity log"]);
    let mut console = as_role(Role::SubAdmin);
    console.sees(
        LOG,
        &[
            "Your role sees what you did yourself",
            "You have not done anything yet",
        ],
    );
    console.sees(
        &format!("2 / 'siti aminah' enter enter d right enter {LOG}"),
        &["LinkedIn profile disconnected"],
    );
    console.sees_no("", &["account made"]);
}

#[test]
fn mail_is_read_in_full_and_what_was_delivered_is_not_sent_again() {
    let mut console = open();
    console.sees(OUTBOX, &["Me > Outbox", "No mail yet"]);
    console.sees("s", &["There is no such message"]);
    console.sees(
        &format!("2 / 'siti aminah' enter enter d right enter {OUTBOX}"),
        &["◌ queued", "Silakan mendaftar ulang", "2 waiting"],
    );
    console.sees(
        "enter",
        &[
            "To",
            "Subject",
            "Halo",
            "Send again",
            "Profile of the learner",
        ],
    );
    console.sees("s", &["will be delivered again"]);
    console.driver.finish().unwrap();
    console.sees("", &["✓ sent"]);
    console.sees("s", &["delivered already"]);
    console.sees("enter", &["The message has been delivered already"]);
}

#[test]
fn the_outbox_says_why_it_is_empty_and_dims_what_the_role_may_not() {
    let mut console = as_role(Role::HelpDesk);
    console.sees(OUTBOX, &["mail of your own requests"]);
    let mut console = as_role(Role::Auditor);
    console.sees(&format!("{OUTBOX} s"), &["▲ Only"]);
}

#[test]
fn operators_are_listed_and_one_s_own_passphrase_comes_first() {
    let mut console = open();
    console.sees(
        OPERATORS,
        &[
            "Dewi Lestari",
            "(you)",
            "full admin",
            "auditor",
            "not set",
            "kept as hashes",
        ],
    );
    console.sees("n", &["▲ With a second operator everybody must sign in"]);
    console.sees("end enter", &["Role", "Change role", "Reset passphrase"]);
    console.sees("esc p", &["Passphrase", "Once more"]);
    console.sees("'first one' tab 'another' enter", &["do not match"]);
    console.sees_no("", &["first one", "another"]);
    console.sees("ctrl-u 'first one' enter", &["✓"]);
    console.sees_no("", &["Once more"]);
    console.sees("home enter", &["Passphrase  set"]);
    // Whoever has one shows it first.
    console.sees("esc p", &["Until now", "Once more"]);
    console.sees(
        "'wrong' tab 'second one' tab 'second one' enter",
        &["passphrase is wrong", "Until now"],
    );
    console.sees("ctrl-u 'first one' tab tab enter", &["✓"]);
    console.sees_no("", &["Until now"]);
}

#[test]
fn a_passphrase_that_is_too_short_is_refused_and_typed_text_is_not_lost() {
    let mut console = open();
    console.sees("5 p", &["Me"]);
    console.sees(
        "esc ctrl-p 'Passphrase' enter 'x' tab 'x' enter",
        &["▲", "Once more"],
    );
    console.sees("esc", &["Discard what was typed?"]);
}

fn settings(console: &mut Console) -> offboard::domain::settings::Settings {
    let session = console.driver.app().context().session.clone().unwrap();
    let mut reader = console.driver.service().unwrap().reader().unwrap();
    match reader.load(&session, &Query::Settings).unwrap() {
        Answer::Settings(settings) => *settings,
        other => panic!("{other:?}"),
    }
}

#[test]
fn settings_are_shown_old_and_new_before_they_are_saved() {
    let mut console = open();
    console.sees(
        SETTINGS,
        &["Me > Account settings", "Enigma Hub", "500", "20"],
    );
    console.sees("ctrl-s", &["Nothing differs"]);
    console.sees(
        "down down down ctrl-u 'many' ctrl-s",
        &["▲ Whole number needed"],
    );
    console.sees(
        "ctrl-u '700' down ctrl-u '101' ctrl-s",
        &["Whole number up to 100"],
    );
    console.sees(
        "ctrl-u '20' down right ctrl-s",
        &[
            "Phrase past users: 500 → 700",
            "Second full admin: no → yes",
            "weakens a guard",
            "[ Cancel ]",
        ],
    );
    console.sees("enter", &["not saved yet"]);
    console.sees("ctrl-s right enter", &["✓"]);
    console.sees_no("", &["not saved yet"]);
    let saved = settings(&mut console);
    assert_eq!((saved.gate_users, saved.second_admin), (700, true));
}

#[test]
fn settings_not_saved_are_not_lost_without_asking() {
    let mut console = open();
    console.sees(&format!("{SETTINGS} 'x' esc"), &["Discard what was typed?"]);
    console.sees("right enter", &["Home"]);
    assert_eq!(settings(&mut console).account, "Enigma Hub");
}

#[test]
fn others_than_full_admins_read_the_settings_and_the_reason() {
    for role in [Role::Auditor, Role::HelpDesk, Role::SubAdmin] {
        let mut console = as_role(role);
        console.sees(
            SETTINGS,
            &[
                "Me > Account settings",
                "500",
                "You can read these settings",
                "Only full admins",
            ],
        );
        console.sees_no("'x' right", &["not saved yet", "Save"]);
        console.sees("ctrl-s", &["▲ Only full admins"]);
    }
}

#[test]
fn requests_stand_in_views_with_counts_and_lead_to_their_learner() {
    let mut console = open();
    console.sees(
        "3",
        &[
            "Unassigned 2",
            "Overdue 1",
            "All 3",
            "▲ 2 days overdue",
            "Siti Aminah",
        ],
    );
    console.sees(
        "enter",
        &[
            "What the learner said",
            "Moves to a position",
            "Requests > 2",
            "Claim",
        ],
    );
    console.sees("g", &["▲ The request is new"]);
    console.sees("esc m", &["End waiting", "The request is new"]);
    console.sees("esc backtab", &["revoke"]);
    console.sees_no("", &["Siti Aminah"]);
    console.sees("left left", &["You own no open request"]);
    console.sees("right right p", &["People > Users > ", "Requests"]);
}

#[test]
fn who_may_not_act_on_requests_reads_the_role_s_reason_first() {
    let mut console = as_role(Role::Auditor);
    console.sees("3 c", &["▲ Only"]);
    console.sees_no("", &["▲ This console does not offer"]);
}

#[test]
fn reports_say_what_they_include_and_are_written_to_files() {
    let (mut console, ..) = after_a_deletion(Opened::default());
    console.sees(
        "4",
        &[
            "By month",
            "never recalculated",
            "whatever 1 deleted learner had",
            "2026-11",
            "█",
        ],
    );
    console.sees("tab", &["COURSE", "█"]);
    let path = console.folder().join("courses.csv");
    let keys = format!("e ctrl-u {} enter", typed(&path.display().to_string()));
    console.sees(&keys, &["Written to"]);
    assert!(std::fs::read_to_string(&path).unwrap().contains("course"));
    let path = console.folder().join("months.csv");
    let keys = format!("tab e ctrl-u {} enter", typed(&path.display().to_string()));
    console.sees(&keys, &["Written to"]);
    assert!(std::fs::read_to_string(&path).unwrap().contains("2026-11"));
}

#[test]
fn empty_places_say_why_and_what_comes_next() {
    let mut console = Opened {
        learners: 0,
        ..Opened::default()
    }
    .open_bare();
    console.sees("3", &["No learner has asked for anything yet"]);
    console.sees("4", &["Nobody has learned anything yet"]);
    console.sees(OUTBOX, &["No mail yet"]);
}

#[test]
fn every_place_speaks_indonesian() {
    let (mut console, email, _) = after_a_deletion(Opened {
        language: Language::Indonesian,
        ..Opened::default()
    });
    console.sees(
        &format!("{DELETED} {} enter", typed(&email)),
        &[
            "hash dengan kunci",
            "Dihapus pada 21/11/2026",
            "Buka batch 1",
        ],
    );
    console.sees("ctrl-l 'kembali' enter", &["Alasan: kembali", "Izinkan"]);
    console.sees(
        &format!("esc {LOG} v"),
        &["utuh", "Hash terakhir log", "akun dibuat"],
    );
    console.sees(OUTBOX, &["menunggu · "]);
    console.sees(
        OPERATORS,
        &["(Anda)", "admin penuh", "disimpan sebagai hash"],
    );
    console.sees(
        &format!("{SETTINGS} down down down ctrl-u '1000' ctrl-s"),
        &["> … pengguna: 500 → 1.000", "melemahkan penjagaan"],
    );
    console.sees(
        "esc esc right enter 3",
        &["Belum diambil 2", "terlambat 2 hari"],
    );
    console.sees("4", &["tidak pernah dihitung ulang", "1 pembelajar"]);
    assert!(console.driver.outside.iter().all(|it| *it != Effect::Quit));
}

#[test]
fn settings_refused_by_the_service_stand_beside_their_field() {
    let mut console = open();
    let long = "x".repeat(600);
    console.sees(
        &format!("{SETTINGS} ctrl-u {} ctrl-s", typed(&long)),
        &["▲"],
    );
    console.sees_no("", &["Save account settings"]);
    assert_eq!(settings(&mut console).account, "Enigma Hub");
}

/// The erasure journal of a database.
fn journal_beside(database: &std::path::Path) -> std::path::PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".erasures");
    name.into()
}

/// The path of the backup that is made when none is named.
fn usual_backup(console: &Console) -> std::path::PathBuf {
    let folder = std::fs::read_dir(console.account().join("backups")).unwrap();
    let mut files: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files.remove(0)
}

#[test]
fn a_backup_is_made_here_and_restored_after_what_it_replaces_was_said() {
    let mut console = open();
    console.sees("ctrl-p 'Back up now' enter", &["Back up now", "Left empty"]);
    console.sees("enter", &["The backup is written", "key file"]);
    let backup = usual_backup(&console);
    console.driver.press("enter");
    let before: Vec<_> = std::fs::read_dir(backup.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    let account = settings(&mut console).account;

    // What is lost by the restore: a setting that was changed since.
    console.driver.press(SETTINGS);
    console.sees(
        "ctrl-u 'After the backup' ctrl-s right enter esc",
        &["After the backup"],
    );
    assert_eq!(settings(&mut console).account, "After the backup");

    console.sees(
        "ctrl-p 'pulihkan' enter",
        &["Restore a backup", "Which backup?"],
    );
    console.sees("enter", &["This cannot stay empty"]);
    console.sees("'/nowhere/hub.db' enter", &["There is no folder /nowhere"]);
    let path = backup.display().to_string();
    console.sees(
        &format!("ctrl-u {} enter", typed(&path)),
        &[
            "not before",
            "Is replaced",
            "Users there now",
            "Cancel",
            &account,
        ],
    );
    let after = std::fs::read_dir(backup.parent().unwrap()).unwrap().count();
    assert_eq!(after, before.len(), "looking leaves nothing beside it");
    // The safe choice has the focus.
    console.sees_no("enter", &["Is replaced"]);
    assert_eq!(settings(&mut console).account, "After the backup");

    console.driver.press("ctrl-p 'Restore a backup' enter");
    console.sees(
        &format!("{} enter down enter", typed(&path)),
        &["The backup is restored", "is kept as", "Open it"],
    );
    console.driver.press("'q'");
    assert!(!console.driver.outside.contains(&Effect::Reopen));
    console.driver.press("enter");
    assert!(console.driver.outside.contains(&Effect::Reopen));
    let mut console = console.reopened();
    assert_eq!(settings(&mut console).account, account);
    console.sees(LOG, &["backup restored"]);
}

#[test]
fn where_the_question_is_longer_than_the_window_the_footer_says_how_to_reach_its_buttons() {
    let opened = Opened {
        size: (80, 24),
        language: Language::Indonesian,
        ..Opened::default()
    };
    let mut console = opened.open();
    console
        .driver
        .press("ctrl-p 'Back up now' enter enter enter");
    let long = console.folder().join(format!("{}.db", "x".repeat(90)));
    std::fs::copy(usual_backup(&console), &long).unwrap();
    let path = long.display().to_string();
    console
        .driver
        .press("2 end h 'perkara' enter ctrl-p 'Restore a backup' enter");
    console.sees(
        &format!("{} enter end", typed(&path)),
        &[
            "1 legal hold yang tidak ada di cadangan",
            "↑↓ gulir",
            "Tab pindah",
            "▌     Batal",
        ],
    );
    console.sees("tab", &["▌     Pulihkan"]);
    console.sees("enter", &["Cadangan sudah dipulihkan"]);
}

#[test]
fn a_backup_is_found_in_the_browser_of_the_console() {
    let mut console = open();
    console.driver.press("ctrl-p 'Back up now' enter");
    let named = console.folder().join("mine.db").display().to_string();
    console.sees(
        &format!("{} enter", typed(&named)),
        &["The backup is written"],
    );
    console
        .driver
        .press("enter ctrl-p 'Restore a backup' enter");
    let beginning = console.folder().join("x").display().to_string();
    console.sees(
        &format!("{} ctrl-o 'mine'", typed(&beginning)),
        &["mine.db"],
    );
    console.sees("enter", &["mine.db", "Is replaced", "Users in it"]);
}

#[test]
fn only_a_backup_of_this_account_is_offered() {
    let mut console = open();
    let mut other = open();
    other.driver.press("ctrl-p 'Back up now' enter enter");
    let theirs = usual_backup(&other).display().to_string();
    console.sees(
        &format!("ctrl-p 'Restore a backup' enter {} enter", typed(&theirs)),
        &["Restore a backup", "another key"],
    );
    let own = console.account().join("offboard.db").display().to_string();
    console.sees(
        &format!("ctrl-u {} enter", typed(&own)),
        &["Restore a backup", "belongs to the database"],
    );
    let text = console.folder().join("notes.db");
    std::fs::write(&text, "not a database").unwrap();
    let text = text.display().to_string();
    console.sees(
        &format!("ctrl-u {} enter", typed(&text)),
        &["Restore a backup", "is not a backup"],
    );
}

#[test]
fn a_journal_that_lacks_what_the_backup_has_seen_is_gone_over_by_a_word_only() {
    let mut older = Vec::new();
    let mut console = Opened::default().open_after(|account| {
        older = std::fs::read(journal_beside(&account.database)).unwrap();
        let gone = account.identities(1).remove(0).0;
        let rows = format!("primary_email_address,unique_user_id\r\n{gone},\r\n");
        let path = account.file("leavers.csv", rows);
        let review = account.review(&path).unwrap();
        account.confirm(&review).unwrap();
        account.settle();
    });
    console.sees(
        "ctrl-p 'Back up now' enter enter",
        &["The backup is written"],
    );
    let backup = usual_backup(&console).display().to_string();
    let database = console.account().join("offboard.db");
    std::fs::write(journal_beside(&database), &older).unwrap();
    console
        .driver
        .press("enter ctrl-p 'Restore a backup' enter");
    let told = "does not follow";
    console.sees(
        &format!("{} enter down enter", typed(&backup)),
        &[told, "Type gap"],
    );
    // Cancel has the focus; another word does nothing.
    console.sees("up 'yes' enter", &[told, "nothing was changed"]);
    console.sees(
        "ctrl-u 'gap' enter",
        &["The backup is restored", "lacked entries"],
    );
}

#[test]
fn who_may_not_administer_makes_and_restores_no_backup() {
    for role in [Role::SubAdmin, Role::HelpDesk, Role::Auditor] {
        let mut console = as_role(role);
        for command in ["Back up now", "Restore a backup"] {
            console.sees_no(
                &format!("ctrl-p {} enter", typed(command)),
                &["Left empty", "Which backup?"],
            );
            console.driver.press("esc esc");
        }
    }
}

#[test]
fn the_first_steps_lead_to_their_places_are_ticked_and_can_be_put_away() {
    let mut console = Opened {
        learners: 0,
        ..Opened::default()
    }
    .open_bare();
    console.sees("", &["First steps", "○ 1  License types", "○ 6  Mail"]);
    console.sees("home enter", &["People > Licenses"]);
    console.sees("n 'Standard' tab '10' enter", &["Standard"]);
    console.sees("1", &["✓ 1  License types", "○ 2  Users"]);
    console.sees("home down enter", &["People > Users"]);
    console.sees("esc 1 x", &["put away"]);
    console.sees_no("", &["First steps", "○ 2"]);
    console.sees("2 1 x", &["not shown"]);
}

#[test]
fn a_dossier_is_made_where_a_deleted_user_is_asked_for() {
    let (mut console, _, id) = after_a_deletion(Opened::default());
    let target = console.folder().join("paper.zip");
    console.sees(
        &format!("{DELETED} {} enter", typed(&id)),
        &["Deleted on", "Dossier"],
    );
    console.sees("tab tab tab tab enter", &["dossier.zip"]);
    let typed_path = typed(&target.display().to_string());
    // What is typed takes the place of the suggestion.
    console.sees(&format!("{typed_path} enter"), &["paper.zip"]);
    let bytes = std::fs::read(target).unwrap();
    assert!(bytes.starts_with(b"PK") && memchr::memmem::find(&bytes, id.as_bytes()).is_none());
    // Whoever is still here has none there.
    let (email, _) = first_learner(&mut console);
    console.sees_no(
        &format!("tab ctrl-u {} enter ctrl-p 'Dossier' enter", typed(&email)),
        &["dossier.zip"],
    );
}

#[test]
fn read_only_mode_keeps_every_act_in_the_console() {
    let mut console = Opened::default().open();
    console.sees(
        "ctrl-p 'Read-only mode' enter",
        &["[read-only] Me", "Read-only mode is on"],
    );
    console.sees("2 h", &["Nothing is changed: read-only"]);
    console.sees("2 m", &["--read-only). │"]);
    // What is not behind a command either.
    let review = "esc ctrl-p 'Read-only mode' enter 2 tab tab t n right right right tab backspace backspace '1' ctrl-s enter";
    console.sees(review, &["will be deleted"]);
    console
        .driver
        .press("ctrl-p 'Read-only mode' enter enter 'delete 25 users'");
    console.sees("enter enter", &["Nothing is changed: read-only"]);
}

#[test]
fn the_word_of_an_account_stands_beside_its_name() {
    for (language, word, said) in [
        (
            Language::English,
            AccountWord::Production,
            "Enigma Hub · production",
        ),
        (
            Language::Indonesian,
            AccountWord::Trial,
            "Enigma Hub · uji coba",
        ),
        (Language::English, AccountWord::None, "Enigma Hub   "),
    ] {
        let mut console = Opened {
            language,
            ..Opened::default()
        }
        .open_after(|account| {
            let change = account.settings_changed(|settings| settings.word = word);
            account.execute(&change).unwrap();
        });
        console.sees("2", &[said]);
    }
}
