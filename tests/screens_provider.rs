//! Pictures of what is at the provider × {English, Indonesian} × {80×24, 120×40}, on an account that was made by hand
//! and lives at the hosted product.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::time::{Duration, SystemTime};

use offboard::domain::Language;
use offboard::domain::provider::Provider;
use offboard::domain::reason::Reason;
use offboard::service::demo::scim_server::ScimServer;
use offboard::service::scim::Fault;
use offboard::service::{CallsNow, PushReport, PushTally, WorkStep};
use offboard::ui::shell::event::Event;
use support::desk::{Desk, TO_WIZARD};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

const HEADER: &str = "First name,Last name,Email,Employee ID,LinkedIn profile status,LinkedIn Learning license status\n";
const PEOPLE: [&str; 8] = [
    "Siti,Aminah,siti.aminah@enigma.example,E-10442,Connected,Activated\n",
    "Budi,Santoso,budi@enigma.example,E-10031,Connected,Activated\n",
    "Chloé,Dubois,chloe.dubois@enigma.example,E-10977,Connected,Invited\n",
    "Min-jun,Cho,min-jun.cho@enigma.example,E-10031b,Not connected,Invited\n",
    "Dewi,Lestari,dewi@enigma.example,E-7,Connected,\n",
    "Nguyễn,Thị Hoa,hoa@enigma.example,E-8,Not connected,\n",
    "Agus,Wijaya,agus.wijaya@enigma.example,E-9,Not connected,\n",
    "Rahmawati,Putri,rahmawati@enigma.example,E-11,Not connected,\n",
];

const RESULTS: &str = "primary_email_address,unique_user_id,Error Message\n\
                       budi@enigma.example,E-10031,Learner is an admin of another product\n\
                       ghost@enigma.example,,No such user\n";

/// Through the import of everybody; then a batch of the first two goes to the provider.
const IMPORTED: &str =
    "2 a down enter '~/all.csv' enter enter m end enter end enter right enter enter";
const BATCH: &str = "enter '~/leavers.csv' enter enter enter right enter enter";
const TO_PROVIDER: &str = "ctrl-p 'at the provider' enter";
const RESULTS_IN: &str = "r '~/results.csv' enter enter enter right enter enter";
/// To the review of a roster, from the list.
const ROSTER: &str = "'~/later.csv' enter enter enter enter enter enter";

/// A request to disconnect, done: it waits for the provider.
const REQUEST: &str = "2 / 'chloé' enter enter n right tab 'Phone' ctrl-s s 3 enter c v 'called back' enter d right enter";

/// What is done before the picture, in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Before {
    Nothing,
    /// The batch is at the provider, its file not uploaded; one profile is to be disconnected by hand.
    Prepared,
    /// The file was uploaded two days ago.
    Uploaded,
    /// The results file refused one.
    Refused,
    /// Nothing came in ten days.
    Overdue,
}

fn desk(language: Language, before: Before) -> Desk {
    let mut desk = Desk::with(0, language, |settings| {
        settings.provider = Provider::File;
        settings.gate_percent = 50;
    });
    desk.driver.happen(Event::Resize(120, 40));
    let all: String = PEOPLE.concat();
    let without: String = PEOPLE[1..].concat();
    let files = [
        ("all.csv", format!("{HEADER}{all}")),
        ("later.csv", format!("{HEADER}{without}")),
        ("part.csv", format!("{HEADER}{}", PEOPLE[6])),
        ("results.csv", RESULTS.to_owned()),
        ("strange.csv", RESULTS.replace("Error Message", "Bemerkung")),
    ];
    for (name, text) in files {
        std::fs::write(desk.home.join(name), text).unwrap();
    }
    desk.driver.press(IMPORTED);
    if before >= Before::Prepared {
        desk.file("leavers.csv", &[",E-10442", ",E-10031"]);
        desk.driver.press(TO_WIZARD);
        desk.driver.press(BATCH);
        desk.driver.finish().unwrap();
        desk.driver
            .press("2 / 'chloé' enter d right enter / ctrl-u enter");
    }
    if before >= Before::Uploaded {
        desk.driver.press(TO_PROVIDER);
        desk.driver.press("down u enter");
        desk.clock.pass(2 * 86_400);
    }
    if before >= Before::Refused {
        desk.driver.press(RESULTS_IN);
    }
    if before >= Before::Overdue {
        desk.clock.pass(8 * 86_400);
        desk.driver.finish().unwrap();
    }
    desk.driver.happen(Event::Tick);
    let now = u64::try_from(desk.driver.app().context().now.0).unwrap();
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(now);
    for name in ["later.csv", "part.csv"] {
        let file = std::fs::File::open(desk.home.join(name)).unwrap();
        file.set_modified(now).unwrap();
    }
    desk.driver.press("1");
    desk
}

#[expect(clippy::too_many_lines, reason = "a list has as many lines as places")]
fn places() -> Vec<(&'static str, Before, String)> {
    let there = |keys: &str| format!("{TO_PROVIDER} {keys}");
    vec![
        ("provider-none", Before::Nothing, there("")),
        ("provider-home", Before::Overdue, String::new()),
        ("provider-list", Before::Prepared, there("")),
        ("provider-to-upload", Before::Prepared, there("down enter")),
        ("provider-by-hand", Before::Prepared, there("enter")),
        ("provider-tick-off", Before::Prepared, there("enter d")),
        ("provider-mark-uploaded", Before::Prepared, there("down u")),
        (
            "provider-take-back",
            Before::Prepared,
            there("down enter b"),
        ),
        ("provider-uploaded", Before::Uploaded, there("down")),
        ("provider-give-up", Before::Uploaded, there("down g")),
        ("provider-refused", Before::Refused, there("down enter")),
        (
            "provider-change",
            Before::Refused,
            there("down enter enter"),
        ),
        ("provider-again", Before::Refused, there("down a")),
        ("provider-overdue", Before::Overdue, there("")),
        ("provider-users", Before::Uploaded, "2".to_owned()),
        (
            "provider-users-more",
            Before::Uploaded,
            "2 / 'siti' enter m".to_owned(),
        ),
        (
            "provider-profile",
            Before::Uploaded,
            "2 / 'siti' enter enter".to_owned(),
        ),
        (
            "provider-hold",
            Before::Uploaded,
            "2 / 'siti' enter h 'court case' enter".to_owned(),
        ),
        (
            "provider-batch",
            Before::Refused,
            "ctrl-p 'user deletion' enter down enter".to_owned(),
        ),
        (
            "provider-batches",
            Before::Refused,
            "ctrl-p 'user deletion' enter".to_owned(),
        ),
        ("provider-request", Before::Nothing, REQUEST.to_owned()),
        (
            "provider-settings",
            Before::Prepared,
            "ctrl-p 'account settings' enter".to_owned(),
        ),
        ("results-file", Before::Uploaded, there("r")),
        (
            "results-message",
            Before::Uploaded,
            there("r '~/strange.csv' enter enter"),
        ),
        (
            "results-review",
            Before::Uploaded,
            there("r '~/results.csv' enter enter"),
        ),
        (
            "results-confirm",
            Before::Uploaded,
            there("r '~/results.csv' enter enter enter"),
        ),
        ("roster-file", Before::Uploaded, there("o")),
        (
            "roster-taken",
            Before::Uploaded,
            there("o '~/later.csv' enter enter enter"),
        ),
        (
            "roster-review",
            Before::Uploaded,
            there(&format!("o {ROSTER}")),
        ),
        (
            "roster-gone",
            Before::Uploaded,
            there(&format!("o {ROSTER} end up enter")),
        ),
        (
            "roster-confirm",
            Before::Uploaded,
            there(&format!("o {ROSTER} end enter")),
        ),
        (
            "roster-receipt",
            Before::Uploaded,
            there(&format!("o {ROSTER} end enter right enter")),
        ),
        (
            "roster-doubtful",
            Before::Uploaded,
            there("o '~/part.csv' enter enter enter enter enter enter 'believe 1'"),
        ),
        (
            "provider-evidence",
            Before::Uploaded,
            there(&format!("o {ROSTER} end enter right enter enter e")),
        ),
    ]
}

#[test]
fn every_screen_of_what_is_at_the_provider_looks_as_it_did() {
    for language in Language::ALL {
        for (name, before, keys) in places() {
            let mut desk = desk(language, before);
            desk.driver.press(&keys);
            for size in SIZES {
                desk.driver.happen(Event::Resize(size.0, size.1));
                let ending = format!("{}-{}x{}", language.code(), size.0, size.1);
                let home = desk.home.display().to_string();
                let folder = desk.database.parent().unwrap().display().to_string();
                let screen = desk.driver.screen().replace(&home, "/home/dl");
                // A long folder is cut at its beginning.
                let unique = folder.find(".tmp").map(|at| &folder[at..at + 10]);
                let screen = screen.replace(&folder, "/home/dl/account");
                let screen = screen.replace(unique.unwrap_or(&folder), ".tmpFOLDER");
                insta::assert_snapshot!(format!("{name}-{ending}"), screen);
            }
        }
    }
}

/// Who is gone without our doing: nothing of them was handed over, and a believed roster lacks them.
#[test]
fn the_list_of_who_is_gone_looks_as_it_did() {
    for language in Language::ALL {
        let mut desk = desk(language, Before::Nothing);
        desk.driver.press(TO_PROVIDER);
        desk.driver
            .press(&format!("o {ROSTER} end enter right enter enter"));
        for (name, keys) in [("provider-gone", "n"), ("provider-gone-accept", "x")] {
            desk.driver.press(keys);
            pictures(&mut desk, name, language);
        }
    }
}

fn pictures(desk: &mut Desk, name: &str, language: Language) {
    for size in SIZES {
        desk.driver.happen(Event::Resize(size.0, size.1));
        let ending = format!("{}-{}x{}", language.code(), size.0, size.1);
        insta::assert_snapshot!(format!("{name}-{ending}"), desk.driver.screen());
    }
    desk.driver.happen(Event::Resize(120, 40));
}

/// Somebody at a SCIM server.
fn at_server(number: u32) -> serde_json::Value {
    let email = format!("l{number}@x.example");
    serde_json::json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": email, "externalId": format!("E-{number}"), "active": number.is_multiple_of(2),
        "name": {"givenName": "Learner", "familyName": format!("Number {number}")},
        "emails": [{"value": email, "type": "work", "primary": true}],
    })
}

#[test]
#[expect(clippy::too_many_lines, reason = "a story is one piece")]
fn every_screen_of_a_server_looks_as_it_did() {
    const TO_SCIM: &str = "ctrl-p 'configure scim' enter";
    for language in Language::ALL {
        let server = ScimServer::start("open-sesame", (1..=20).map(at_server)).unwrap();
        let mut desk = Desk::with(0, language, |settings| {
            *settings = settings.clone().living_at(Provider::Scim);
        });
        desk.driver.happen(Event::Resize(120, 40));
        let look = |desk: &mut Desk, name: &str| {
            for size in SIZES {
                desk.driver.happen(Event::Resize(size.0, size.1));
                let ending = format!("{}-{}x{}", language.code(), size.0, size.1);
                // A port is of this run only.
                let port = server.port().to_string();
                let other = "5".repeat(port.len());
                let screen = desk.driver.screen().replace(&port, &other);
                insta::assert_snapshot!(format!("{name}-{ending}"), screen);
            }
            desk.driver.happen(Event::Resize(120, 40));
        };
        desk.driver
            .press("ctrl-p 'automate user management' enter up");
        look(&mut desk, "scim-section");
        desk.driver.press(TO_SCIM);
        look(&mut desk, "scim-none");
        let url = server.url();
        desk.driver.press(&format!("c '{url}' tab 'wrong' ctrl-s"));
        look(&mut desk, "scim-connect");
        desk.driver.press("tab ctrl-u 'open-sesame' ctrl-s");
        desk.driver.wait(Duration::from_secs(30));
        look(&mut desk, "scim-connected");
        desk.driver.press("u enter");
        look(&mut desk, "scim-pulled");
        desk.driver.press("end enter right enter enter");
        desk.driver.press(TO_SCIM);
        desk.driver.press("d");
        look(&mut desk, "scim-deleting");
        desk.driver.press("down enter right enter");
        desk.file("leavers.csv", &[",E-2", ",E-3", ",E-4"]);
        desk.driver.press(TO_WIZARD);
        desk.driver
            .press("enter '~/leavers.csv' enter enter enter right enter enter");
        desk.driver.finish().unwrap();
        desk.driver.press(TO_SCIM);
        desk.driver.wait(Duration::from_secs(30));
        look(&mut desk, "scim-waits");
        let tally = PushTally {
            total: 598,
            confirmed: 360,
            refused: 5,
            ..PushTally::default()
        };
        let now = CallsNow::Run {
            tally,
            rate: 12,
            seconds_left: Some(20),
        };
        let step = WorkStep {
            calls: Some(now),
            ..WorkStep::default()
        };
        desk.driver.happen(Event::Step(step.clone()));
        look(&mut desk, "scim-running");
        desk.driver.press("ctrl-p 'at the provider' enter");
        look(&mut desk, "scim-running-list");
        desk.driver.press("enter");
        look(&mut desk, "scim-running-handover");
        desk.driver.press("ctrl-p 'user deletion' enter down enter");
        look(&mut desk, "scim-running-batch");
        let mut report = PushReport {
            tally,
            not_sent: 233,
            ended: Some(Fault::Stopped),
            ..PushReport::default()
        };
        report.held.insert("on_hold", (Reason::OnHold, 2));
        let step = WorkStep {
            calls: Some(CallsNow::Over(Box::new(report))),
            ..WorkStep::default()
        };
        desk.driver.press(TO_SCIM);
        desk.driver.happen(Event::Step(step));
        desk.driver.wait(Duration::from_secs(30));
        look(&mut desk, "scim-stopped");
    }
}
