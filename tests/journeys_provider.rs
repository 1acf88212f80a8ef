//! Journeys of an account that lives at the hosted product, on keys alone, on an account that was made by hand with
//! hand-made files: batch, package, upload, results with refusals, roster, erasure, certificate.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::time::{Duration, SystemTime};

use offboard::domain::Language;
use offboard::domain::provider::Provider;
use offboard::service::demo::scim_server::ScimServer;
use offboard::ui::shell::event::Event;
use support::desk::{Desk, TO_WIZARD};

const DAY: i64 = 86_400;
const HEADER: &str = "First name,Last name,Email,Employee ID,LinkedIn profile status\n";
const TO_PROVIDER: &str = "ctrl-p 'at the provider' enter";
const TO_SCIM: &str = "ctrl-p 'configure scim' enter";

fn person(number: u32) -> String {
    format!("Learner,Number {number},l{number}@x.example,E-{number},Connected\n")
}

/// The download of all users, without some of them.
fn roster(without: &[u32]) -> String {
    let people = (1..=20).filter(|number| !without.contains(number));
    let rows: String = people.map(person).collect();
    format!("{HEADER}{rows}")
}

/// A console on an account of twenty learners who came by a hand-made roster.
fn begun(language: Language, elsewhere: bool) -> Desk {
    let mut desk = Desk::with(0, language, |settings| {
        if elsewhere {
            settings.provider = Provider::File;
        }
    });
    desk.driver.happen(Event::Resize(120, 40));
    std::fs::write(desk.home.join("all.csv"), roster(&[])).unwrap();
    desk.driver
        .press("2 a down enter '~/all.csv' enter enter end enter end enter right enter enter");
    desk
}

impl Desk {
    /// A file that was downloaded now, by the clock of the test.
    fn downloaded(&self, name: &str, text: &str) {
        let path = self.home.join(name);
        std::fs::write(&path, text).unwrap();
        let now = self.driver.app().context().now.0;
        let file = std::fs::File::open(path).unwrap();
        let now = Duration::from_secs(u64::try_from(now).unwrap());
        file.set_modified(SystemTime::UNIX_EPOCH + now).unwrap();
    }

    /// Confirms a batch of these learners, and lets its files be written.
    fn batch_of(&mut self, numbers: &[u32]) {
        let rows: Vec<String> = numbers
            .iter()
            .map(|number| format!(",E-{number}"))
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        self.file("leavers.csv", &rows);
        self.driver.press(TO_WIZARD);
        self.driver
            .press("enter '~/leavers.csv' enter enter enter right enter enter");
        self.driver.finish().unwrap();
    }

    fn users(&self) -> u64 {
        self.driver.app().context().home.users
    }
}

#[test]
fn confirming_says_what_is_prepared_and_the_last_page_where_it_is_and_the_way_on() {
    let languages = [
        (
            Language::English,
            [
                "A file is prepared, in the folder exports",
                "once it is done at the provider, and here once evidence",
                "Prepared",
            ],
            [
                "Batch 1: its file for the provider is prepared. Nobody is",
                "exports/deletions-1-1-of-1.csv once, at",
                "Me > At the provider leads on",
            ],
            ["is being processed", "Ctrl-B"],
        ),
        (
            Language::Indonesian,
            [
                "Sebuah file disiapkan, di folder exports",
                "setelah dilakukan di penyedia, dan di sini setelah bukti",
                "Disiapkan",
            ],
            [
                "Batch 1: filenya untuk penyedia sudah siap. Belum ada",
                "exports/deletions-1-1-of-1.csv satu kali, di",
                "Me > At the provider menunjukkan langkah berikutnya",
            ],
            ["sedang diproses", "Ctrl-B"],
        ),
    ];
    for (language, asks, says, untrue) in languages {
        let mut desk = begun(language, true);
        desk.file("leavers.csv", &[",E-2", ",E-5"]);
        desk.driver.press(TO_WIZARD);
        desk.driver.happen(Event::Resize(80, 24));
        desk.sees("enter '~/leavers.csv' enter enter enter", &asks);
        desk.driver.press("right enter");
        desk.driver.finish().unwrap();
        desk.driver.happen(Event::Resize(120, 40));
        desk.sees("", &says);
        for words in untrue {
            desk.shows_no(words);
        }
        assert_eq!(desk.users(), 20);
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a journey is one piece")]
fn a_batch_goes_to_the_provider_and_comes_back_as_evidence_on_keys_alone() {
    let mut desk = begun(Language::English, false);
    // Where the account lives is said in the settings.
    desk.sees(
        "ctrl-p 'account settings' enter end",
        &["Where the account lives"],
    );
    desk.sees("up up up right", &["hosted product (file)"]);
    desk.sees(
        "ctrl-s",
        &["Where the account lives: here → hosted product"],
    );
    desk.driver.press("right enter");
    desk.sees(TO_PROVIDER, &["Nothing is at the provider."]);
    // Nothing is said of a file that was never read, on neither way to the list.
    let none = ["No roster of the provider was taken in yet."];
    desk.sees("n", &none);
    desk.sees("ctrl-p 'gone without' enter", &none);
    desk.batch_of(&[2, 5, 9]);
    assert_eq!(
        desk.users(),
        20,
        "nobody is deleted because a file was written"
    );
    desk.sees(
        "1",
        &[
            "▲ 3 changes at the provider",
            "3 to hand over · 0 overdue",
            "⇡3",
        ],
    );
    desk.sees(
        TO_PROVIDER,
        &[
            "to upload",
            "Upload deletions-1-1-of-1.csv once",
            "3 open · 0 overdue",
        ],
    );
    desk.sees(
        "enter",
        &[
            "Handover 1 · delete · Batch 1",
            "◌ prepared",
            "l2@x.example",
            "SHA-256",
        ],
    );
    // A wrong moment is said beside the field; now is the suggestion.
    desk.sees(
        "u",
        &["deletions-1-1-of-1.csv with 3 changes", "Mark as uploaded"],
    );
    desk.sees("ctrl-u 'yesterday' enter", &["Write the day and the time"]);
    desk.sees(
        "ctrl-u '2020-01-01 10:00' enter",
        &["lies before the file was"],
    );
    desk.sees("esc", &["Discard"]);
    desk.sees(
        "right enter u enter",
        &["Handover 1 is uploaded: 3 changes wait", "⇡ handed over"],
    );
    desk.sees("b", &["The provider has the change."]);
    desk.clock.pass(2 * DAY);
    // The results file names one of them, under a header that nobody knows.
    std::fs::write(
        desk.home.join("results.csv"),
        "unique_user_id,Bemerkung\nE-5,Learner is an admin\n",
    )
    .unwrap();
    desk.sees(
        "r",
        &[
            "Choose the provider’s results file",
            "Nothing has been concluded.",
        ],
    );
    desk.sees(
        "'~/results.csv' enter enter",
        &[
            "Under which header does the provider say why?",
            "Bemerkung",
            "Learner is an admin",
        ],
    );
    desk.sees("down enter", &["▸ 2 Review", "refused", "mean nobody"]);
    desk.sees(
        "enter",
        &["1 change is refused by the provider", "[ Cancel ]"],
    );
    desk.sees("right enter", &["1 change is refused by the provider."]);
    desk.sees("enter", &["Me > At the provider", "uploaded 2 days ago"]);
    desk.sees("enter", &["▲ refused", "Learner is an admin"]);
    assert_eq!(desk.users(), 20);
    // The roster confirms the others; what the file was changed last is offered as the moment.
    desk.clock.pass(DAY);
    desk.driver.happen(Event::Tick);
    desk.downloaded("later.csv", &roster(&[2, 9]));
    desk.sees("o", &["Choose the provider’s download of all users"]);
    desk.sees(
        "'~/later.csv' enter enter enter",
        &[
            "When was this file downloaded",
            "when the file was changed last",
        ],
    );
    desk.sees("'yesterday' enter", &["▲ Write the day and the time"]);
    desk.sees("ctrl-u enter enter", &["[ Continue ]"]);
    desk.sees(
        "enter",
        &["confirmed at the provider", "0 without our doing"],
    );
    desk.sees(
        "end enter",
        &[
            "Take the provider’s roster in",
            "2 changes are confirmed",
            "erased here, permanently",
        ],
    );
    desk.sees("right enter", &["2 confirmed, 0 overdue, 0 still open."]);
    desk.driver.finish().unwrap();
    assert_eq!(desk.users(), 18);
    desk.sees(
        "ctrl-p 'user deletion' enter down enter",
        &["refused by the provider", "deleted"],
    );
    desk.sees("e enter", &["certificate"]);
    let text = std::fs::read_to_string(desk.home.join("deletion-1-certificate.json")).unwrap();
    let certificate: serde_json::Value = serde_json::from_str(&text).unwrap();
    let evidence = certificate["provider_evidence"].as_array().unwrap();
    let kinds: Vec<&str> = evidence
        .iter()
        .map(|it| it["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["results", "roster"]);
    desk.sees(TO_PROVIDER, &["0 open · 0 overdue", "done"]);
    desk.sees("e", &["The last roster that was believed", "later.csv"]);
}

#[test]
fn a_roster_that_cannot_be_believed_concludes_nothing_until_a_full_admin_types_the_phrase() {
    let mut desk = begun(Language::English, true);
    desk.batch_of(&[3]);
    desk.driver.press(TO_PROVIDER);
    desk.driver.press("u enter");
    desk.clock.pass(DAY);
    desk.driver.happen(Event::Tick);
    desk.downloaded("part.csv", &roster(&[1, 2, 3, 4, 5, 6, 7, 8]));
    desk.downloaded("empty.csv", HEADER);
    // With a header only there is no phrase that helps.
    desk.sees(
        "o '~/empty.csv' enter enter enter enter enter enter",
        &[
            "This roster is not believed",
            "It has a header and no rows.",
            "It cannot be taken in.",
        ],
    );
    desk.driver.press("esc esc esc");
    desk.sees(
        "home down ctrl-u '~/part.csv' enter enter enter enter enter enter",
        &[
            "This roster is not believed",
            "7 of 20 learners are missing from it",
            "type: believe 12 rows",
            "Nothing has been concluded.",
        ],
    );
    assert_eq!(desk.users(), 20);
    desk.sees(
        "'believe 12 row' end enter",
        &["This roster is not believed"],
    );
    desk.sees("home 's'", &["believe 12 rows"]);
    desk.sees(
        "enter enter",
        &["believed all the same", "7 without our doing"],
    );
    desk.sees(
        "end enter",
        &[
            "7 of 20 learners are missing",
            "7 learners who are gone without",
        ],
    );
    desk.sees("right enter", &["1 confirmed"]);
    desk.driver.finish().unwrap();
    assert_eq!(
        desk.users(),
        19,
        "whoever is gone without our doing is only looked at"
    );
    // Accepting one of them is an ordinary batch, which erases here and sends nothing there.
    desk.sees(TO_PROVIDER, &["n gone without our doing"]);
    desk.sees("n", &["l1@x.example", "7 learners", "Only to look at."]);
    desk.sees("x", &["▸ 3 Review", "1 person will be deleted"]);
    desk.driver.press("enter right enter enter");
    desk.driver.finish().unwrap();
    assert_eq!(desk.users(), 18);
    desk.sees(&format!("{TO_PROVIDER} n"), &["6 learners", "Accept"]);
}

#[test]
fn what_is_done_by_hand_is_shown_by_its_clicks_and_ticked_off_learner_by_learner() {
    let mut desk = begun(Language::English, true);
    desk.sees(
        "2 space down space d",
        &["The account lives at a provider.", "Remove"],
    );
    desk.sees("right enter", &["on the list to be done at the provider"]);
    desk.sees(
        TO_PROVIDER,
        &[
            "by hand, 0 of 2 done",
            "Disconnect LinkedIn profile > Remove",
        ],
    );
    desk.sees(
        "enter d",
        &[
            "Done there",
            "Disconnect LinkedIn profile > Remove",
            "on your word",
        ],
    );
    desk.sees("right enter", &["is confirmed on your word"]);
    desk.sees("d", &["The change is confirmed."]);
    desk.sees("enter", &["an operator’s word", "Evidence"]);
    // What nobody has done is not at the provider: it is taken back.
    desk.sees("esc down g", &["The change is only prepared"]);
    desk.sees("b right enter", &["1 change is taken back"]);
    desk.sees("esc", &["done"]);
    desk.sees("1", &["Nothing open at the provider"]);
}

#[test]
fn what_the_provider_does_not_have_is_taken_back_and_what_it_refused_is_prepared_again() {
    for language in Language::ALL {
        let mut desk = begun(language, true);
        desk.batch_of(&[1, 2, 3]);
        desk.driver.press(TO_PROVIDER);
        let file = desk
            .database
            .parent()
            .unwrap()
            .join("exports/deletions-1-1-of-1.csv");
        assert_eq!(std::fs::read_to_string(&file).unwrap().lines().count(), 4);
        desk.driver.press("enter b right enter");
        assert_eq!(std::fs::read_to_string(&file).unwrap().lines().count(), 3);
        desk.driver.press("u enter");
        std::fs::write(
            desk.home.join("results.csv"),
            "unique_user_id,Error Message\nE-1,try later\nE-2,try later\n",
        )
        .unwrap();
        desk.driver
            .press("r '~/results.csv' enter enter enter right enter enter");
        let (again, new) = match language {
            Language::English => (
                "2 refused changes go into a new file",
                "2 changes are prepared again",
            ),
            Language::Indonesian => (
                "2 perubahan yang ditolak masuk ke file baru",
                "2 perubahan disiapkan lagi",
            ),
        };
        desk.sees("a", &[again]);
        desk.sees("right enter", &[new]);
        assert_eq!(desk.users(), 20);
    }
}

#[test]
fn rows_of_a_results_file_that_mean_nobody_are_listed_with_why_also_where_it_refuses_nobody() {
    for language in Language::ALL {
        let mut desk = begun(language, true);
        desk.batch_of(&[1, 2]);
        desk.driver.press(TO_PROVIDER);
        desk.driver.press("enter u enter");
        let text = "unique_user_id,Error Message\nE-9,no\nE-77,who\n";
        std::fs::write(desk.home.join("results.csv"), text).unwrap();
        let (nothing, no_change, nobody) = match language {
            Language::English => (
                "No row of the file means",
                "a learner of whom no change is open",
                "nobody here has this address or ID",
            ),
            Language::Indonesian => (
                "Tidak ada baris file yang mengenai",
                "pembelajar tanpa perubahan terbuka",
                "tidak ada orang di sini dengan alamat atau ID ini",
            ),
        };
        desk.sees("r '~/results.csv' enter enter", &[nothing]);
        // There is nothing to take in: the first line has the focus, and the last one opens the rows.
        desk.sees("down down down enter", &["E-9", no_change, "E-77", nobody]);
    }
}

#[test]
fn what_is_at_the_provider_is_seen_at_the_learner_who_is_not_edited_and_a_hold_says_what_it_cannot_do()
 {
    let mut desk = begun(Language::English, true);
    desk.batch_of(&[7]);
    desk.driver.press(TO_PROVIDER);
    desk.driver.press("u enter");
    desk.clock.pass(2 * DAY);
    desk.sees("2 / 'l7@' enter", &["⇡ Learner Number 7"]);
    desk.sees(
        "x",
        &["This learner’s deletion is on its way at the provider."],
    );
    desk.sees(
        "enter",
        &["⇡ Deletion at the provider: handed over 2 days ago"],
    );
    desk.sees(
        "e",
        &["This learner’s deletion is on its way at the provider."],
    );
    desk.shows_no("Save");
    desk.sees(
        "h 'court case' enter",
        &[
            "Learner Number 7",
            "A hold does not call it back",
            "deletions-1-1-of-1.csv",
            "provider’s support at once",
        ],
    );
    desk.sees("right enter", &["⚑"]);
    desk.sees(
        "ctrl-p 'user deletion' enter",
        &["at the provider, 0 of 1 gone"],
    );
    desk.sees(
        "down enter",
        &["Handover 1: uploaded 2 days ago · 1 change", "h handover"],
    );
    desk.sees("h", &["Handover 1 · delete · Batch 1"]);
}

#[test]
fn an_account_stays_where_it_lives_while_changes_are_open_and_its_other_settings_can_be_saved() {
    let mut desk = begun(Language::English, true);
    desk.batch_of(&[4]);
    desk.sees(
        "ctrl-p 'account settings' enter",
        &[
            "1 change at the provider",
            "Where the account lives can be changed once all of them have ended.",
        ],
    );
    // What cannot be changed has no focus, and stays as it is when something else is saved.
    desk.sees("ctrl-s", &["Nothing differs from what is saved."]);
    desk.driver.press("ctrl-u 'Blue Hub' ctrl-s");
    desk.shows(&["Account name: Enigma Hub → Blue Hub"]);
    desk.shows_no("Where the account lives:");
    desk.driver.press("right enter");
    let settings = desk.driver.app().context().settings.clone();
    assert_eq!(
        (settings.account.as_str(), settings.provider),
        ("Blue Hub", Provider::File)
    );
    // Once nothing is open it can be chosen again.
    desk.driver.press(TO_PROVIDER);
    desk.driver.press("b right enter");
    desk.driver.finish().unwrap();
    desk.driver.press("ctrl-p 'account settings' enter");
    desk.shows_no("1 change at the provider");
    desk.shows(&["hosted: done by files"]);
}

/// Somebody at a SCIM server.
fn there(number: u32) -> serde_json::Value {
    let email = format!("l{number}@x.example");
    serde_json::json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": email, "externalId": format!("E-{number}"), "active": number.is_multiple_of(2),
        "name": {"givenName": "Learner", "familyName": format!("Number {number}")},
        "emails": [{"value": email, "type": "work", "primary": true}],
    })
}

/// A console on an account that lives at a SCIM server, which is connected to with a token that is typed.
fn at_a_server(language: Language) -> (Desk, ScimServer) {
    let server = ScimServer::start("open-sesame", (1..=20).map(there)).unwrap();
    let mut desk = Desk::with(0, language, |settings| {
        *settings = settings.clone().living_at(Provider::Scim);
    });
    desk.driver.happen(Event::Resize(120, 40));
    desk.sees(TO_SCIM, &["Configure SCIM"]);
    let url = server.url();
    desk.driver.press(&format!("c '{url}' tab 'open-sesame'"));
    desk.shows_no("sesame");
    desk.sees("ctrl-s", &[&url]);
    (desk, server)
}

#[test]
fn a_server_is_connected_to_tested_read_and_called_from_the_console() {
    let (mut desk, server) = at_a_server(Language::English);
    desk.sees("", &["The server answers", "finds who is asked for"]);
    desk.shows_no("sesame");
    desk.sees(
        "t",
        &["What the server does is noted", "20 users: externalId 20"],
    );
    assert_eq!(server.changes(), Vec::new());
    // Everybody there is taken in, through the review that a file goes through.
    desk.sees("u", &["Who is active there has this license"]);
    desk.sees("enter", &["20", "Nothing has been concluded"]);
    desk.sees("end enter", &["[ Cancel ]"]);
    desk.sees(
        "right enter",
        &["20 new", "Whoever is confirmed is erased here now"],
    );
    assert_eq!(desk.users(), 20);
    // Who is deleted is deleted there by a call, and then here.
    desk.driver.press(TO_SCIM);
    desk.sees(
        "d down enter",
        &["[ Cancel ]", "(DELETE), where the server does it"],
    );
    desk.sees(
        "right enter",
        &["by a call (DELETE), where the server does it"],
    );
    desk.batch_of(&[3, 4, 5]);
    desk.sees(TO_SCIM, &["3 changes wait for calls"]);
    desk.driver.press("p");
    desk.driver.finish().unwrap();
    desk.shows(&["3 confirmed", "No call is to be made"]);
    assert_eq!(server.users().len(), 17);
    assert_eq!(desk.users(), 17);
}

#[test]
fn calls_are_stopped_at_the_next_one_and_go_on_later() {
    let (mut desk, server) = at_a_server(Language::English);
    desk.driver.press("u enter end enter right enter");
    desk.driver.press(TO_SCIM);
    desk.driver.press("d down enter right enter");
    desk.batch_of(&[3, 4, 5]);
    desk.driver.press(TO_SCIM);
    // They are begun, and stopped before the server has heard of one.
    desk.sees("p x", &["The calls stop at the next one"]);
    desk.driver.finish().unwrap();
    desk.shows(&["3 changes wait for calls", "Somebody stopped the calls"]);
    assert_eq!(server.users().len(), 20);
    desk.driver.press("p");
    desk.driver.finish().unwrap();
    desk.shows(&["No call is to be made"]);
    assert_eq!(server.users().len(), 17);
}

#[test]
fn a_token_file_that_others_can_read_is_refused_and_a_wrong_token_said() {
    use std::os::unix::fs::PermissionsExt as _;
    let server = ScimServer::start("open-sesame", (1..=2).map(there)).unwrap();
    let mut desk = Desk::with(0, Language::English, |settings| {
        settings.provider = Provider::Scim;
    });
    desk.driver.happen(Event::Resize(120, 40));
    let token = desk.home.join("token");
    std::fs::write(&token, "open-sesame\n").unwrap();
    std::fs::set_permissions(&token, std::fs::Permissions::from_mode(0o644)).unwrap();
    let url = server.url();
    desk.driver.press(TO_SCIM);
    desk.sees("c ctrl-s", &["A token is needed"]);
    desk.sees("esc", &[]);
    let typed = format!("c '{url}' tab tab '~/token' ctrl-s");
    desk.sees(&typed, &["Others can read the token file"]);
    std::fs::set_permissions(&token, std::fs::Permissions::from_mode(0o600)).unwrap();
    desk.sees("ctrl-s", &["The server answers"]);
    // Another token is not accepted: what is kept stays.
    desk.sees("c tab 'wrong' ctrl-s", &["does not accept the token"]);
    desk.shows_no("wrong");
    desk.sees("esc right enter t", &["finds who is asked for"]);
}
