//! Journeys through **User Deletion** on the keys of the console: from the instructions to the results file.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use offboard::domain::Language;
use offboard::domain::batch::BatchState;
use offboard::domain::operator::Role;
use offboard::domain::query::BatchProgress;
use offboard::ui::shell::driver::Driver;
use offboard::ui::shell::event::{Effect, Event, Reply};
use support::console::Opened;
use support::desk::{Desk, TO_WIZARD, context};
use support::surroundings;

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn a_csv_goes_all_the_way_from_the_instructions_to_the_results_file() {
    for language in Language::ALL {
        let mut desk = Desk::open(200, language);
        let (email, id) = desk.people[4].clone();
        let other = desk.people[9].1.clone();
        desk.file(
            "leavers.csv",
            &[
                &format!("{email},"),
                &format!(",{other}"),
                &format!(",{id}"),
                "nobody@enigma.example,",
            ],
        );
        let nothing = match language {
            Language::English => "Nothing has been deleted.",
            Language::Indonesian => "Belum ada yang dihapus.",
        };
        let (steps, review, confirm) = match language {
            Language::English => (
                "▸ 1 Instructions · 2 Upload · 3 Review · 4 Confirm",
                "▸ 3 Review",
                "▸ 4 Confirm",
            ),
            Language::Indonesian => (
                "▸ 1 Petunjuk · 2 Upload · 3 Tinjau · 4 Konfirmasi",
                "▸ 3 Tinjau",
                "▸ 4 Konfirmasi",
            ),
        };
        let (only_csv, all_data) = match language {
            Language::English => (
                "Only CSV is supported",
                "All user data will be deleted permanently.",
            ),
            Language::Indonesian => (
                "Hanya CSV yang didukung",
                "Semua data pengguna akan dihapus selamanya.",
            ),
        };
        desk.sees(
            TO_WIZARD,
            &[
                steps,
                "Instructions to upload CSV",
                "Download User deletion CSV template",
                "[ Next ]",
                nothing,
            ],
        );
        desk.sees(
            "enter",
            &[
                "Upload CSV to delete users",
                "Upload from computer",
                only_csv,
                all_data,
                "Enigma Hub",
                nothing,
            ],
        );
        desk.sees("'~/leavers.csv' enter", &["✓ leavers.csv", "[ Continue ]"]);
        let small = match language {
            Language::English => "Less than 1kB",
            Language::Indonesian => "Kurang dari 1kB",
        };
        desk.shows(&[small]);
        desk.sees("enter", &[review, "leavers.csv", "[ Continue ]", nothing]);
        desk.sees(
            "enter",
            &[confirm, "[ Cancel ]", "Confirm", "Delete users", nothing],
        );
        desk.driver.press("right enter");
        desk.shows(&["Save a copy", "[ Close ]"]);
        assert_eq!(desk.batch().state, BatchState::Processing);
        desk.driver.press("enter");
        desk.driver.finish().unwrap();
        desk.driver.press("ctrl-p 'user deletion' enter down enter");
        let failed = match language {
            Language::English => ["completed with errors", "1 row failed", "not found"],
            Language::Indonesian => [
                "selesai dengan kesalahan",
                "1 baris gagal",
                "tidak ditemukan",
            ],
        };
        desk.shows(&failed);
        desk.driver.press("d enter");
        let results = desk.home.join("deletion-1-results.csv");
        let text = std::fs::read_to_string(&results).unwrap();
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(text.contains("not_found"), "{text}");
    }
}

#[test]
fn the_sum_of_the_lines_and_every_outcome_can_be_looked_at_before_anything_happens() {
    let mut desk = Desk::open(200, Language::English);
    let id = desk.people[9].1.clone();
    desk.file(
        "mixed.csv",
        &[
            &format!(",{id}"),
            "",
            &format!(",{id}"),
            "gone@enigma.example,",
            "no address,",
        ],
    );
    desk.review("mixed.csv");
    desk.shows(&[
        "6 lines = 1 header + 1 blank + 4 rows",
        "will be deleted",
        "0.5 % of Enigma Hub",
        "duplicate",
        "not found",
        "invalid email",
    ]);
    desk.sees("up", &["[ all of them ]"]);
    desk.sees("enter", &["1 person will be deleted", "all rows"]);
    desk.sees("enter", &["will be deleted · 1 row"]);
    desk.sees("esc esc", &["▸ 3 Review"]);
    desk.sees("up up", &["▌ duplicate"]);
    desk.sees(
        "enter",
        &["duplicate · 1 row", "The same user is on line 2."],
    );
    desk.driver.press("esc");
    desk.driver.press("r");
    desk.shows(&["all rows · 4 rows", "LINE", "gone@enigma.example"]);
    desk.sees("down", &["Line 4: The same user is on line 2."]);
    desk.sees("esc", &["▸ 3 Review"]);
}

#[test]
fn a_file_that_fails_as_a_whole_is_terminated_and_names_its_line() {
    for (language, says) in [
        (Language::English, "Line 3: a quoted field opens here"),
        (Language::Indonesian, "Baris 3"),
    ] {
        let mut desk = Desk::open(20, language);
        desk.file("bad.csv", &["a@enigma.example,", "\"b@enigma.example,"]);
        desk.review("bad.csv");
        desk.shows(&["Terminated", says]);
        // There is no way on, only back to the file, which is still there.
        desk.sees("enter", &["▸ 2 Upload", "✓ bad.csv"]);
        assert_eq!(desk.batches(), 0);
    }
}

#[test]
fn past_a_gate_only_the_right_phrase_confirms() {
    for language in Language::ALL {
        let mut desk = Desk::open(40, language);
        desk.leavers("many.csv", 12);
        desk.review("many.csv");
        desk.shows(&["20 %"]);
        desk.sees("enter", &["delete 12 users", "[ Cancel ]"]);
        let wrong = match language {
            Language::English => "This is not the phrase.",
            Language::Indonesian => "Ini bukan frasanya.",
        };
        desk.sees("'delete 13 users' enter", &["delete 12 users", wrong]);
        desk.sees("tab tab enter", &[wrong]);
        assert_eq!(desk.batches(), 0);
        desk.sees("ctrl-u 'delete 12 users' enter", &["[ Close ]"]);
        assert_eq!(desk.batch().planned, 12);
    }
}

#[test]
fn enter_upon_enter_never_confirms() {
    let mut desk = Desk::open(200, Language::English);
    desk.leavers("few.csv", 2);
    desk.review("few.csv");
    desk.driver.press("enter enter enter enter enter enter");
    assert_eq!(desk.batches(), 0);
    desk.sees("esc esc", &["2 Upload", "Nothing has been deleted."]);
}

#[test]
fn going_back_keeps_what_was_entered() {
    let mut desk = Desk::open(200, Language::English);
    desk.leavers("few.csv", 2);
    desk.review("few.csv");
    desk.driver.press("enter up right right right");
    desk.sees("esc", &["▸ 3 Review"]);
    desk.sees("enter", &["in 3 days"]);
    desk.sees("esc esc", &["▸ 2 Upload", "✓ few.csv"]);
    desk.sees("esc", &["▸ 1 Instructions"]);
    desk.sees("enter", &["✓ few.csv", "[ Continue ]"]);
}

#[test]
fn a_waiting_time_makes_a_batch_that_can_be_withdrawn() {
    let mut desk = Desk::open(200, Language::English);
    desk.leavers("few.csv", 2);
    desk.review("few.csv");
    desk.sees("enter up right right", &["in 2 days"]);
    desk.driver.press("tab tab enter");
    desk.shows(&["[ Close ]"]);
    desk.driver.finish().unwrap();
    desk.driver
        .press("enter ctrl-p 'user deletion' enter down enter");
    desk.shows(&["scheduled", "Begins on 2026-11-23", "in 2 days"]);
    desk.sees("w", &["nothing has been deleted", "[ Keep the batch ]"]);
    desk.sees("right enter", &["withdrawn", "Nothing was deleted"]);
    desk.clock.pass(3 * 86_400);
    desk.driver.finish().unwrap();
    assert_eq!(desk.batch().state, BatchState::Withdrawn);
}

/// A desk of 3,000 learners at which a batch of 2,500 has done its first chunk, and how far it is.
fn in_the_middle() -> (Desk, BatchProgress) {
    let mut desk = Desk::with(3_000, Language::English, |settings| {
        settings.gate_users = 10_000;
        settings.gate_percent = 100;
    });
    desk.leavers("many.csv", 2_500);
    desk.review("many.csv");
    desk.driver.press("enter right enter");
    let first = desk.driver.step().unwrap().progress.unwrap();
    (desk, first)
}

#[test]
fn cancelling_in_the_middle_says_exactly_what_was_deleted_and_what_was_not() {
    let (mut desk, first) = in_the_middle();
    let planned = first.progress.total;
    let number = |value| offboard::formats::number(Language::English, value);
    desk.driver.press("ctrl-b");
    let of = format!("of {} users", number(planned));
    desk.shows(&["Batch 1", "processing", &of]);
    desk.sees("c", &["It goes on meanwhile", "Goes", "[ Keep deleting ]"]);
    desk.driver.press("right enter");
    desk.driver.finish().unwrap();
    let done = first.progress.done;
    desk.shows(&[
        "cancelled",
        &format!("Deleted before the batch was cancelled: {done} users."),
        &format!(
            "Not deleted: {} users, exactly as before.",
            number(planned - done)
        ),
        "upload the results file",
    ]);
    assert_eq!(desk.batch().users_after, Some(3_000 - done));
}

#[test]
fn a_question_about_a_batch_goes_once_the_batch_is_over() {
    let (mut desk, _) = in_the_middle();
    desk.driver.press("ctrl-b");
    desk.sees("c", &["It goes on meanwhile", "[ Keep deleting ]"]);
    desk.driver.finish().unwrap();
    let screen = desk.driver.screen();
    assert!(!screen.contains("Keep deleting"), "{screen}");
    desk.shows(&["completed", "2,492 of 2,492 users deleted"]);
}

#[test]
fn a_batch_goes_on_in_the_next_console_and_says_where_it_had_stopped() {
    let (desk, BatchProgress { progress, .. }) = in_the_middle();
    let Desk {
        driver,
        home,
        database,
        clock,
        _folder: folder,
        people,
    } = desk;
    drop(driver);
    clock.pass(60);
    let mut desk = Desk {
        driver: Driver::open(
            &database,
            surroundings(&clock),
            context(Language::English, &home),
            None,
        )
        .unwrap(),
        people,
        home,
        database,
        clock,
        _folder: folder,
    };
    desk.driver.step().unwrap();
    desk.driver.press("ctrl-b");
    desk.shows(&[&format!(
        "Resumed at {} of {} after the console stopped at 12:00:00",
        progress.done,
        offboard::formats::number(Language::English, progress.total)
    )]);
    desk.driver.finish().unwrap();
    assert_eq!(desk.batch().users_after, Some(3_000 - progress.total));
    desk.shows(&["completed with errors", "on legal hold", "Resumed at"]);
}

#[test]
fn marked_users_enter_at_the_review() {
    let mut desk = Desk::open(200, Language::English);
    desk.sees(
        "2 space down space x",
        &[
            "▸ 3 Review",
            "marked-2.csv",
            "will be deleted",
            "[ Continue ]",
        ],
    );
    desk.driver.press("enter right enter enter");
    desk.driver.finish().unwrap();
    assert_eq!(desk.batch().users_after, Some(198));
    desk.shows(&["marked-2.csv"]);
    desk.sees("esc", &["People > Users"]);
}

#[test]
fn the_template_is_saved_where_asked_and_never_over_another_file() {
    let mut desk = Desk::open(20, Language::English);
    desk.driver.press(TO_WIZARD);
    desk.sees("t", &["~/user-deletion-template.csv"]);
    desk.sees("enter", &["Written to"]);
    let path = desk.home.join("user-deletion-template.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text, "primary_email_address,unique_user_id\r\n");
    std::fs::write(&path, "mine").unwrap();
    desk.sees("t enter", &["is there already"]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
}

#[test]
fn a_pasted_path_is_understood_as_terminals_write_it() {
    let mut desk = Desk::open(20, Language::English);
    let path = desk.leavers("q4 leavers (1).csv", 2);
    let plain = path.display().to_string();
    let escaped = plain
        .replace(' ', "\\ ")
        .replace('(', "\\(")
        .replace(')', "\\)");
    let address = format!("file://{}", plain.replace(' ', "%20"));
    for pasted in [format!("'{plain}' "), escaped, address, plain] {
        desk.driver.press(TO_WIZARD);
        desk.driver.press("enter");
        desk.driver.happen(Event::Paste(pasted));
        desk.shows(&["✓ q4 leavers (1).csv", "[ Continue ]"]);
        desk.driver.press("ctrl-p 'home' enter esc");
        let mut tries = 0;
        while desk.driver.shows("Upload CSV") || desk.driver.shows("Instructions") {
            desk.driver.press("esc");
            if desk.driver.shows("Discard") {
                desk.driver.press("right enter");
            }
            tries += 1;
            assert!(tries < 9, "{}", desk.driver.screen());
        }
    }
}

#[test]
fn tab_completes_a_path_and_offers_what_begins_alike() {
    let mut desk = Desk::open(20, Language::English);
    desk.leavers("leavers-q3.csv", 1);
    desk.leavers("leavers-q4.csv", 1);
    desk.driver.press(TO_WIZARD);
    desk.sees("enter '~/lea' tab", &["leavers-q3.csv", "leavers-q4.csv"]);
    desk.sees("'4' tab", &["✓ leavers-q4.csv", "[ Continue ]"]);
}

#[test]
fn a_path_that_leads_nowhere_says_so_beside_it() {
    let mut desk = Desk::open(20, Language::English);
    desk.driver.press(TO_WIZARD);
    desk.sees("enter '/no/such.csv' enter", &["There is no folder /no."]);
}

#[test]
fn the_browser_opens_folders_narrows_and_chooses() {
    let mut desk = Desk::open(200, Language::English);
    std::fs::create_dir(desk.home.join("archive")).unwrap();
    std::fs::write(desk.home.join("archive/old.csv"), "x").unwrap();
    std::fs::write(desk.home.join(".hidden.csv"), "x").unwrap();
    std::fs::write(desk.home.join("notes.txt"), "x").unwrap();
    desk.leavers("leavers.csv", 2);
    desk.driver.press(TO_WIZARD);
    desk.sees(
        "enter '~/' enter",
        &["Filter", "leavers.csv", "archive/", "notes.txt"],
    );
    desk.shows_no(".hidden.csv");
    desk.sees("ctrl-t", &[".hidden.csv"]);
    desk.driver.press("ctrl-t 'arch'");
    desk.shows_no("notes.txt");
    desk.sees("enter", &["old.csv"]);
    desk.sees("backspace", &["leavers.csv"]);
    desk.sees("'leav' enter", &["✓ leavers.csv", "[ Continue ]"]);
}

#[test]
fn the_desktop_s_dialog_is_asked_where_there_is_one_and_the_browser_stands_in() {
    let mut desk = Desk::open(20, Language::English);
    let path = desk.leavers("leavers.csv", 2);
    let mut context = context(Language::English, &desk.home);
    context.capabilities.file_dialog = true;
    let Desk {
        driver,
        database,
        clock,
        ..
    } = &mut desk;
    let session = driver.app().context().session.clone();
    let mut driver = Driver::open(database, surroundings(clock), context, session).unwrap();
    driver.press(TO_WIZARD);
    driver.press("enter enter");
    let asked = |driver: &Driver| match driver.outside.last() {
        Some(Effect::OpenFileDialog(ticket)) => *ticket,
        other => panic!("{other:?}"),
    };
    let ticket = asked(&driver);
    let waits =
        driver.shows("Waiting for the desktop") && driver.shows("[ Choose in the console ]");
    assert!(waits, "{}", driver.screen());
    driver.happen(Event::Reply(ticket, Ok(Reply::FileChosen(None))));
    let over = driver.shows("No file was chosen") && driver.shows("[ Choose in the console ]");
    assert!(over, "{}", driver.screen());
    driver.press("backtab enter");
    let ticket = asked(&driver);
    driver.happen(Event::Reply(ticket, Ok(Reply::FileChosen(Some(path)))));
    assert!(driver.shows("✓ leavers.csv"), "{}", driver.screen());
    driver.press("u");
    let ticket = asked(&driver);
    let fault = offboard::error::Error::Bug("no portal".to_owned());
    driver.happen(Event::Reply(ticket, Err(fault)));
    assert!(driver.shows("Filter"), "{}", driver.screen());
    assert!(
        driver.shows("file dialog did not open"),
        "{}",
        driver.screen()
    );
}

#[test]
fn the_same_file_once_more_says_so_and_leads_to_its_batch() {
    let mut desk = Desk::open(200, Language::English);
    desk.leavers("few.csv", 2);
    std::fs::copy(desk.home.join("few.csv"), desk.home.join("again.csv")).unwrap();
    desk.review("few.csv");
    desk.driver.press("enter right enter enter");
    desk.driver.finish().unwrap();
    desk.review("again.csv");
    desk.shows(&["This file is batch 1 already."]);
    desk.driver.click("open it");
    desk.shows(&["User Deletion > Batch 1", "All went well"]);
    desk.sees("esc", &["▸ 3 Review"]);
}

#[test]
fn leaving_the_wizard_leaves_nothing_behind() {
    let mut desk = Desk::open(200, Language::English);
    desk.leavers("few.csv", 2);
    let uploads = desk.database.with_file_name("offboard.db.uploads");
    desk.review("few.csv");
    assert_eq!(std::fs::read_dir(&uploads).unwrap().count(), 1);
    desk.driver.press("left enter");
    desk.shows(&["Delete users"]);
    desk.shows_no("▸ 3 Review");
    assert_eq!(std::fs::read_dir(&uploads).unwrap().count(), 0);
}

#[test]
fn who_may_not_delete_sees_why() {
    for role in [Role::Auditor, Role::HelpDesk, Role::SubAdmin] {
        let mut console = Opened {
            role,
            ..Opened::default()
        }
        .open();
        console.sees(
            "ctrl-p 'user deletion' enter",
            &["Delete users", "Only full admins can do this."],
        );
        console.sees_no("enter", &["Instructions to upload CSV"]);
    }
}

#[test]
fn the_purge_does_not_wait_for_the_last_page_of_the_wizard_to_be_closed() {
    let mut desk = Desk::open(100, Language::English);
    desk.leavers("few.csv", 3);
    desk.review("few.csv");
    desk.driver.press("enter right enter");
    desk.shows(&["The file is being processed", "[ Close ]"]);
    desk.driver.finish().unwrap();
    let batch = desk.batch();
    assert_eq!(batch.state, BatchState::Completed);
    assert!(!batch.upload_kept);
    desk.shows(&[
        "Batch 1 is over.",
        "Deleted: 3 users.",
        "The copy beside the database was removed",
    ]);
    assert!(!desk.driver.shows("being processed"));
}

#[test]
fn the_palette_finds_a_batch_by_its_number_and_by_the_name_of_its_file() {
    let mut desk = Desk::open(100, Language::English);
    desk.leavers("leavers-of-spring.csv", 3);
    desk.review("leavers-of-spring.csv");
    desk.driver.press("enter right enter");
    desk.driver.finish().unwrap();
    desk.sees("1", &["For you"]);
    for typed in ["#1", "leavers-of", "spring"] {
        desk.sees(
            &format!(": '{typed}'"),
            &["Batch 1 · leavers-of-spring.csv"],
        );
        desk.sees("enter", &["Batch 1", "3 of 3 users deleted"]);
        desk.sees("1", &["Home"]);
    }
}

#[test]
fn the_purge_waits_while_the_copy_of_the_upload_is_being_named_and_no_longer() {
    let mut desk = Desk::open(100, Language::English);
    desk.leavers("few.csv", 3);
    desk.review("few.csv");
    desk.driver.press("enter right enter");
    desk.sees("k", &["Save to a file"]);
    desk.driver.finish().unwrap();
    assert_eq!(desk.batch().state, BatchState::Erasing);
    desk.sees("enter", &["Written to"]);
    desk.driver.finish().unwrap();
    assert_eq!(desk.batch().state, BatchState::Completed);
}

#[test]
fn closing_the_wizard_leads_to_the_batch_that_it_made() {
    let mut desk = Desk::open(100, Language::English);
    desk.leavers("first.csv", 3);
    desk.review("first.csv");
    desk.sees("enter right enter enter", &["Batch 1", "first.csv"]);
    desk.driver.finish().unwrap();
    let id = desk.people[20].1.clone();
    desk.file("second.csv", &[&format!(",{id}")]);
    desk.review("second.csv");
    desk.sees("enter right enter", &["[ Close ]"]);
    desk.sees("enter", &["Batch 2", "second.csv"]);
    assert!(!desk.driver.shows("first.csv"), "{}", desk.driver.screen());
}

#[test]
fn a_row_that_named_nobody_is_corrected_from_the_page_of_its_batch() {
    for language in Language::ALL {
        let mut desk = Desk::open(100, language);
        let (email, id) = desk.people[4].clone();
        let gone = desk.people[9].1.clone();
        let (first, rest) = email.split_at(1);
        let typo = format!("{first}q{rest}");
        desk.file(
            "leavers.csv",
            &[&format!("{typo},"), &format!(",{gone}"), ",nobody"],
        );
        desk.review("leavers.csv");
        desk.driver.press("enter right enter enter");
        desk.driver.finish().unwrap();
        let (list, chosen, case) = match language {
            Language::English => ("Correct rows of batch 1", "chosen: 1", "2 (corrects 1)"),
            Language::Indonesian => ("Perbaiki baris batch 1", "dipilih: 1", "2 (memperbaiki 1)"),
        };
        // Who is near is shown, and nobody is taken by themselves.
        desk.sees("f", &[list, &typo, &email]);
        desk.driver.press("enter");
        desk.shows(&[list]);
        desk.driver.press(&format!("t '{id}' enter"));
        desk.shows(&[chosen]);
        desk.driver.press("x enter");
        desk.shows(&[list]);
        desk.driver.press("t 'nobody@enigma.example' enter");
        desk.driver.press(&format!("t '{id}' enter"));
        desk.sees("enter", &["▸ 3 ", "correction-of-batch-1.csv"]);
        desk.sees("enter", &["▸ 4 ", "[ Cancel ]"]);
        desk.driver.press("right enter");
        desk.sees("enter", &["Batch 2", case]);
        desk.driver.finish().unwrap();
        desk.driver
            .press("ctrl-p 'user deletion' enter down down enter");
        desk.shows(&["Batch 1", case]);
        // The other batch of the case is the last line, and Enter opens it; from there it leads back.
        desk.sees("end enter", &["correction-of-batch-1.csv"]);
        desk.sees("end enter", &["leavers.csv", case]);
        // What was corrected once is not corrected again.
        desk.sees("f", &[list, "Dewi Lestari"]);
        desk.driver.press("1");
        desk.shows_no(chosen);
        assert_eq!(desk.driver.app().context().home.users, 98);
    }
}
