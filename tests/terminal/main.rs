//! What only a real terminal can show: that it is put back however the program ends, and that keys reach it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod harness;
mod storms;

use portable_pty::CommandBuilder;

use harness::{Terminal, account, console, offboard, to_the_confirmation, upload};

#[test]
fn keys_paste_and_mouse_reach_the_console_and_quitting_restores_the_terminal() {
    let mut terminal = Terminal::open();
    terminal.shows("open requests");
    terminal.press("2");
    terminal.shows("People > Users");
    // Keys typed ahead wait for the rows; a paste does not.
    terminal.shows("30 of 30");
    terminal.press("/\x1b[200~siti\x1b[201~\r");
    terminal.shows("/ siti");
    // A click on Home: column 38, first line.
    terminal.press("\x1b[<0;38;1M\x1b[<0;38;1m");
    terminal.shows("open requests");
    terminal.press("\x11");
    terminal.ends_restored();
}

#[test]
fn a_demo_account_that_was_kept_is_opened_again() {
    let mut terminal = Terminal::open();
    terminal.shows("open requests");
    terminal.press("\u{11}");
    terminal.shows("Open it again: offboard demo --at");
    terminal.shows("passphrase: demo");
    terminal.ends();
    let Terminal { folder, .. } = terminal;
    let place = folder.path().join("demo").display().to_string();
    let arguments = ["demo", "--as", "help-desk", "--at", &place];
    let mut terminal = Terminal::run(folder, &arguments);
    terminal.shows("open requests");
    terminal.press("\u{11}");
    terminal.ends_restored();
}

#[test]
fn a_signal_ends_the_console_and_restores_the_terminal() {
    for signal in ["TERM", "HUP", "INT"] {
        let terminal = Terminal::open();
        terminal.shows("open requests");
        terminal.signal(signal);
        terminal.ends_restored();
    }
}

#[test]
fn a_tour_is_led_forth_and_back_and_left_to_the_hand() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::run(folder, &["tour", "disconnect"]);
    terminal.walk(&[
        ("", "disconnect  1/10"),
        (" ", "disconnect  2/10"),
        // A hand cannot get in the way of the guide.
        ("x\x1b[<0;30;1M", "disconnect  2/10"),
        ("\r", "disconnect  3/10"),
        ("\x1b[D", "disconnect  2/10"),
        ("", "People > Users"),
        (" ", "disconnect  3/10"),
        ("q", "You have the console now"),
        ("m", "View/edit profile"),
    ]);
    terminal.wait(|screen| !screen.contents().contains("You have the console now"));
    terminal.walk(&[("\r", "Employee info"), ("\x11", "")]);
    let folder = terminal.folder.path().to_owned();
    terminal.ends();
    let left: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().collect();
    assert!(left.is_empty(), "{left:?}");
    terminal.ends_restored();
}

#[test]
fn a_tour_in_a_terminal_without_room_says_how_large_it_must_be() {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_offboard"));
    command.args(["tour", "disconnect"]);
    let mut terminal = Terminal::call(tempfile::tempdir().unwrap(), command, (70, 20));
    terminal.shows("80 columns and 24 lines");
    terminal.shows("70 and 20");
    assert_eq!(terminal.ends(), 2);
}

#[test]
fn a_tour_plays_by_itself_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let words = [
        "tour",
        "disconnect",
        "--auto",
        "--pace",
        "0.1",
        "--lang",
        "id",
    ];
    let mut terminal = Terminal::run(folder, &words);
    terminal.shows("disconnect  10/10");
    terminal.walk(&[(" ", "Tur selesai"), ("\x11", "")]);
    terminal.ends_restored();
}

#[test]
fn a_profile_is_disconnected_along_the_documented_path() {
    let (folder, _) = account("40");
    let connected = offboard(folder.path(), &["users", "list", "--format", "json"]);
    let people: serde_json::Value = serde_json::from_str(&connected).unwrap();
    let person = people
        .as_array()
        .unwrap()
        .iter()
        .find(|person| person["connected"] == true);
    let email = person.unwrap_or_else(|| panic!("{people}"))["primary_email_address"]
        .as_str()
        .unwrap()
        .to_owned();
    let mut terminal = console(folder);
    terminal.walk(&[
        ("2", "People > Users"),
        ("/", "search"),
        (&email, "1 of 40"),
        ("\r", "1 of 40"),
        ("m", "View/edit profile"),
        ("\r", "Employee info"),
        ("m", "Disconnect LinkedIn profile"),
        ("\r", "[ Cancel ]"),
        ("\x1b[C", "[ Remove ]"),
        ("\r", "is disconnected"),
        ("", "Not connected"),
        ("\x11", ""),
    ]);
    terminal.ends();
    let folder = terminal.folder;
    let outbox = offboard(folder.path(), &["outbox", "list", "--format", "json"]);
    assert!(outbox.contains(&email), "{outbox}");
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn a_batch_killed_in_the_middle_is_found_and_finished_by_the_next_console() {
    let (folder, ids) = account("9000");
    let small = upload(folder.path(), "first.csv", &ids[..3]);
    let large = upload(folder.path(), "second.csv", &ids[3..8_500]);
    let mut terminal = console(folder);
    to_the_confirmation(&mut terminal, &small);
    terminal.walk(&[
        ("\x1b[C", "[ Confirm ]"),
        ("\r", "[ Close ]"),
        ("\r", "Batch 1"),
        ("", "completed"),
    ]);
    to_the_confirmation(&mut terminal, &large);
    let asked = |text: &str| {
        let from = text.find("delete 8")?;
        let end = from + text[from..].find("users")? + "users".len();
        Some(text[from..end].to_owned())
    };
    terminal.wait(|screen| asked(&screen.contents()).is_some());
    let text = terminal.screen.lock().unwrap().screen().contents();
    let phrase = asked(&text).unwrap();
    terminal.press(&phrase);
    terminal.walk(&[
        ("\t", "[ Cancel ]"),
        ("\x1b[C", "[ Confirm ]"),
        ("\r", "[ Close ]"),
    ]);
    let folder = terminal.kill();
    let state = offboard(
        folder.path(),
        &["deletions", "show", "2", "--format", "json"],
    );
    let state: serde_json::Value = serde_json::from_str(&state).unwrap();
    assert_eq!(state["state"], "processing", "{state}");
    let mut terminal = console(folder);
    terminal.walk(&[
        (":", "Go to"),
        ("User Deletion", "User Deletion"),
        ("\r", "second.csv"),
    ]);
    terminal.wait(|screen| screen.contents().matches("completed").count() == 2);
    terminal.press("\x11");
    terminal.ends();
    let folder = terminal.folder;
    let done = offboard(
        folder.path(),
        &["deletions", "show", "2", "--format", "json"],
    );
    let done: serde_json::Value = serde_json::from_str(&done).unwrap();
    let sum: u64 = done["outcomes"]
        .as_object()
        .unwrap()
        .values()
        .map(|count| count.as_u64().unwrap())
        .sum();
    assert_eq!(done["rows"], sum, "{done}");
    assert_eq!(
        done["outcomes"]["deleted"].as_u64().unwrap() + done["users_after"].as_u64().unwrap(),
        8_997,
        "{done}"
    );
    let check = offboard(folder.path(), &["db", "check", "--format", "json"]);
    assert!(check.contains("\"faults\": []"), "{check}");
}

#[test]
fn a_key_of_ones_own_works_is_shown_first_and_leaves_the_others_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("own.toml");
    std::fs::write(
        &config,
        "[keys]\ngo-users = \"f9\"\npalette = [\"alt-p\"]\n",
    )
    .unwrap();
    let config = config.display().to_string();
    let mut terminal = Terminal::run(folder, &["demo", "--config", &config]);
    terminal.shows("open requests");
    terminal.walk(&[
        ("\x1b[20~", "People > Users"),
        ("1", "open requests"),
        ("2", "People > Users"),
        ("\x1bpPeople > Users", "F9"),
    ]);
    terminal.press("\x1b");
    terminal.wait(|screen| !screen.contents().contains("F9"));
    terminal.press("\x11");
    terminal.ends_restored();
}
