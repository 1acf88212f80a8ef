//! Language, theme and time zone are each session's own: what its operator chose, else what its client says, else the
//! account's.

use std::fs;

use jiff::ToSpan as _;
use jiff::civil::DateTime;

use crate::desk::{Desk, code, done, offboard, text};
use crate::sessions::staff;

/// When the account was made, as a list of the log shows it.
fn made(listed: &[u8]) -> DateTime {
    let listed = text(listed);
    let line = listed.lines().find(|line| line.contains("account made"));
    let words: Vec<&str> = line.unwrap().split_whitespace().collect();
    format!("{}T{}", words[1], words[2]).parse().unwrap()
}

/// The same for somebody whose client says a time zone.
fn seen_from(desk: &Desk, zone: &str) -> DateTime {
    let said = format!("SetEnv=TZ={zone}");
    let words = ["-o", &said, "desk", "audit", "list"];
    let listed = desk.client("ssh", &words).output().unwrap();
    assert_eq!(code(&listed), Some(0), "{listed:?}");
    made(&listed.stdout)
}

#[test]
fn the_language_is_that_of_the_operator_else_of_the_client_else_of_the_account() {
    let Some(desk) = staff("5") else { return };
    // The first admin has chosen one by making the account, the help desk has chosen none.
    let said = |host: &str, client: &str| {
        let set = format!("SetEnv=LC_ALL={client}");
        let words = ["-o", &set, host, "users", "show", "NOBODY"];
        let missing = desk.client("ssh", &words).output().unwrap();
        assert_eq!(code(&missing), Some(1), "{missing:?}");
        text(&missing.stderr)
    };
    let (english, indonesian) = ("nothing by the name", "tidak ditemukan");
    assert!(said("desk", "id_ID.UTF-8").contains(english));
    assert!(said("marta", "id_ID.UTF-8").contains(indonesian));
    assert!(said("marta", "en_GB.UTF-8").contains(english));
    let mut set = offboard(desk.folder.path(), &["account", "set", "language", "id"]);
    set.env("OFFBOARD_OPERATOR", "dl");
    set.env("OFFBOARD_PASSPHRASE", "correct horse");
    done(set);
    assert!(said("marta", "fr_FR.UTF-8").contains(indonesian));
    assert!(said("marta", "en_GB.UTF-8").contains(english));
    assert!(said("desk", "fr_FR.UTF-8").contains(english));
    // Consoles likewise.
    let mut marta = desk.sit_as("marta", &[], (100, 30));
    marta.shows("5 pengguna");
    marta.press("\x11", "");
    assert_eq!(marta.ended(), 0);
}

#[test]
fn dates_are_in_the_zone_of_the_operator_else_of_the_client_else_of_the_account() {
    let Some(desk) = staff("5") else { return };
    let account = made(&desk.ssh(&["audit", "list"]).stdout);
    let in_india = account + 5.hours().minutes(30);
    assert_eq!(seen_from(&desk, "Asia/Kolkata"), in_india);
    for nonsense in ["Asia/Atlantis", "../../etc/localtime", "IST-5:30"] {
        assert_eq!(seen_from(&desk, nonsense), account, "{nonsense}");
    }
    // A day that is typed is a day there.
    let day = in_india.date().to_string();
    let of_day = ["audit", "list", "--from", &day, "--to", &day];
    let words = [&["-o", "SetEnv=TZ=Asia/Kolkata", "desk"], &of_day[..]].concat();
    let listed = desk.client("ssh", &words).output().unwrap();
    assert_eq!(made(&listed.stdout), in_india);
    // The console of one and the same client shows it likewise, until its operator chooses another.
    let config = fs::read_to_string(desk.path("config")).unwrap();
    let said = config.replacen("Host desk\n", "Host desk\nSetEnv TZ=Asia/Kolkata\n", 1);
    fs::write(desk.path("config"), said).unwrap();
    let shown = |at: DateTime| at.strftime("%Y-%m-%d %H:%M:%S").to_string();
    let mut dl = desk.sit(&[], (120, 40));
    dl.shows("5 users");
    dl.press(":", "Go to");
    dl.press("Activity log\r", "account made");
    dl.shows(&shown(in_india));
    dl.press(":", "Go to");
    dl.press("Me > Time zone\r", "in this time zone");
    dl.press("Atlantis\r", "There is no such time zone");
    dl.press(":", "Go to");
    dl.press("Me > Time zone\r", "in this time zone");
    let on_the_line_islands = account + 14.hours();
    dl.press("Pacific/Kiritimati\r", &shown(on_the_line_islands));
    dl.press("\x11", "");
    assert_eq!(dl.ended(), 0);
    assert_eq!(seen_from(&desk, "Asia/Kolkata"), on_the_line_islands);
    // At the server itself, too: it is the operator's. Others keep what is theirs.
    let mut here = offboard(desk.folder.path(), &["audit", "list"]);
    here.env("OFFBOARD_OPERATOR", "dl");
    here.env("OFFBOARD_PASSPHRASE", "correct horse");
    let here = here.output().unwrap();
    assert_eq!(made(&here.stdout), on_the_line_islands);
    let mut dl = desk.sit(&[], (120, 40));
    dl.shows("5 users");
    dl.press(":", "Go to");
    dl.press("Me > Time zone\r", "Pacific/Kiritimati");
    dl.press("\x15\r", "Saved");
    dl.press("\x11", "");
    assert_eq!(dl.ended(), 0);
    assert_eq!(seen_from(&desk, "Asia/Kolkata"), in_india);
}
