//! Pictures of the imports × {English, Indonesian} × {80×24, 120×40}, on an account that was made by hand.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use offboard::domain::Language;
use offboard::ui::shell::event::Event;
use support::desk::Desk;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

const FIRST: &str = "First name;Last name;E-mail;Employee ID;Job title;Groups;LinkedIn Learning license status\n\
                     Siti;Aminah;siti@x.example;E-1;Engineer;Sales;Activated\n\
                     Budi;Santoso;budi@x.example;E-2;Analyst;Sales;Activated\n\
                     Chloé;Dubois;chloe@x.example;E-3;Lead;HR;Invited\n\
                     Min-jun;Cho;minjun@x.example;E-4;Lead;HR;Invited\n";

const NEXT: &str = "First name;Last name;E-mail;Employee ID;Job title;Groups;LinkedIn Learning license status;Cost centre;Premium license status\n\
                    Siti;Aminah;siti@x.example;E-1;Senior engineer;Sales;Activated;4711;Activated\n\
                    Budi;Santoso;budi@x.example;E-2;;Sales|Denpasar;inactive;4711;\n\
                    Chloé;Dubois;chloe@x.example;E-3;Lead;HR;Invited;0815;\n\
                    Dewi;Lestari;dewi@x.example;E-5;Coach;Denpasar;Invited;0815;\n\
                    Nobody;At all;no address;;Coach;HR;Invited;0815;\n";

const DETAIL: &str = "Email,Content Name,Percent Completed,Completed At,Last Viewed,Time Viewed,Region\n\
                      siti@x.example,Excel,100,2026-10-05,2026-10-05,1:00:00,West\n\
                      ghost@x.example,Excel,100,2026-10-05,2026-10-05,1:00:00,West\n";

/// To the first step of each import, and through the import of the first roster.
const USERS: &str = "2 a down enter";
const IMPORTED: &str = "2 a down enter '~/first.csv' enter enter m end enter end enter right enter";

#[expect(clippy::too_many_lines, reason = "a story is one piece")]
fn places() -> Vec<(&'static str, String)> {
    let next =
        |keys: &str| format!("{IMPORTED} enter a down enter '~/next.csv' enter enter {keys}");
    let report = |keys: &str| format!("{IMPORTED} 4 i '~/detail.csv' enter enter {keys}");
    vec![
        ("users-empty", "2".to_owned()),
        ("reports-empty", "4".to_owned()),
        ("add-users", "2 a".to_owned()),
        ("import-file", USERS.to_owned()),
        ("import-receipt", IMPORTED.to_owned()),
        ("import-columns", next("")),
        ("import-columns-choose", next("enter")),
        (
            "import-order",
            format!("{USERS} '~/dates.csv' enter enter enter"),
        ),
        ("import-review", next("k m end enter home")),
        ("import-rows", next("k m end enter r down")),
        (
            "import-gone",
            next("k m end enter home down down down down enter"),
        ),
        (
            "import-confirm",
            format!(
                "{} end enter",
                next("k m end enter home down down down down down down space down space")
            ),
        ),
        (
            "import-nobody",
            format!("{USERS} '~/bad.csv' enter enter i end"),
        ),
        ("import-leavers", next("k m end enter p")),
        ("import-correct", next("k m end enter c")),
        ("import-correct-cell", next("k m end enter c e")),
        (
            "import-correct-said",
            next("k m end enter c e enter ctrl-u 'dewi@y.example' enter"),
        ),
        (
            "import-corrected",
            next("k m end enter c e enter ctrl-u 'dewi@y.example' enter enter"),
        ),
        ("report-file", format!("{IMPORTED} 4 i")),
        ("report-period", report("i end enter")),
        ("report-review", report("i end enter tab enter enter")),
        ("report-correct", report("i end enter tab enter enter c")),
        (
            "report-passed-over",
            report("i end enter tab enter enter home down enter"),
        ),
        (
            "report-confirm",
            report("i end enter tab enter enter enter"),
        ),
        (
            "report-receipt",
            report("i end enter tab enter enter enter right enter"),
        ),
        (
            "history-import",
            format!("{IMPORTED} enter enter right right right right right"),
        ),
    ]
}

#[test]
fn every_step_of_an_import_looks_as_it_did() {
    for language in Language::ALL {
        for size in SIZES {
            for (name, keys) in places() {
                let mut desk = Desk::open(0, language);
                desk.driver.happen(Event::Resize(size.0, size.1));
                let files = [
                    ("first.csv", FIRST),
                    ("next.csv", NEXT),
                    ("detail.csv", DETAIL),
                    ("dates.csv", "Email,Last access\na@x.example,03/04/2026\n"),
                    ("bad.csv", "First name,Town\nSiti,Denpasar\n"),
                ];
                for (file, text) in files {
                    std::fs::write(desk.home.join(file), text).unwrap();
                }
                desk.driver.press(&keys);
                let ending = format!("{}-{}x{}", language.code(), size.0, size.1);
                let home = desk.home.display().to_string();
                let screen = desk.driver.screen().replace(&home, "/home/dl");
                insta::assert_snapshot!(format!("{name}-{ending}"), screen);
            }
        }
    }
}
