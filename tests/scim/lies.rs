//! Servers that are not this account's, or say what is not so: nobody is erased here who is still there, and nothing is
//! concluded that they could not know.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use offboard::connect::scim::Fault as Gone;
use offboard::domain::identifier::Fit;
use offboard::domain::provider::{Change, ChangeState, Road, RosterDoubt};
use offboard::domain::query::{Answer, Query};
use offboard::domain::reason::Reason;
use offboard::service::demo::scim_server::{Request, ScimServer};
use serde_json::Value;

use super::client;
use super::faults::{changes, filters};
use super::proxy::{Fault, Proxy};
use super::push::{LEARNERS, Stage, record};
use super::servers::TOKEN;

/// An account with the usual gate.
fn stage() -> Stage {
    let mut stage = Stage::new(Road::Scim);
    let op = stage
        .account
        .settings_changed(|settings| settings.gate_percent = 20);
    stage.account.execute(&op).unwrap();
    stage
}

/// Another account's server: as many others, and this person, first or last.
fn strangers(shared: Option<Value>, first: bool) -> ScimServer {
    let mut people: Vec<Value> = (0..LEARNERS)
        .map(|number| {
            record(
                &format!("other{number}@tenant.example"),
                &format!("T-{number}"),
            )
        })
        .collect();
    let place = if first { 0 } else { people.len() };
    people.splice(place..place, shared);
    ScimServer::start(TOKEN, people).unwrap()
}

/// The record of somebody of this account, as another account has it.
fn shared(stage: &Stage, place: usize) -> Value {
    record(&stage.emails[place], &stage.ids[place])
}

/// Leaves deletions in doubt of which nothing was done.
fn leave_in_doubt(stage: &mut Stage, places: &[usize]) {
    stage.delete(places);
    let proxy = Proxy::start(stage.server.port(), |request, _| {
        if changes(request) {
            Fault::CutBefore
        } else {
            Fault::Fine
        }
    });
    let (scim, _) = client(&proxy.url(""));
    stage.push(&scim).unwrap();
    assert!(
        stage
            .states()
            .iter()
            .all(|state| *state == ChangeState::InDoubt)
    );
}

#[test]
fn what_another_accounts_server_does_not_have_was_not_deleted_there() {
    for is_sent in [true, false] {
        for (who, first) in [(None, true), (Some(11), true), (Some(11), false)] {
            let mut stage = stage();
            let own = who.map(|place| shared(&stage, place));
            let other = strangers(own, first);
            let stands = if is_sent {
                leave_in_doubt(&mut stage, &[1, 2, 3]);
                ChangeState::InDoubt
            } else {
                stage.delete(&[1, 2, 3]);
                ChangeState::Prepared
            };
            let (scim, _) = client(&other.url());
            let report = stage.push(&scim).unwrap();
            let told = match (&report.ended, who) {
                (Some(Gone::Doubtful(doubts)), None) => {
                    matches!(doubts[..], [RosterDoubt::NothingInCommon(12, 12)])
                }
                (Some(Gone::Doubtful(doubts)), Some(_)) => {
                    matches!(doubts[..], [RosterDoubt::Part(_, 12, 20)])
                }
                _ => false,
            };
            assert!(told, "{report:?}");
            assert_eq!(stage.states(), [stands; 3], "{is_sent} {who:?} {first}");
            assert_eq!(stage.account.users(), LEARNERS as u64);
            assert_eq!(other.changes(), Vec::new());
            // With the right server they go on as if nothing had been.
            let scim = stage.scim();
            assert_eq!(stage.push(&scim).unwrap().tally.confirmed, 3);
            assert_eq!(stage.server.users().len(), LEARNERS - 3);
            stage.check();
        }
    }
}

#[test]
fn numbers_that_another_account_counts_too_refuse_nobody() {
    let mut stage = stage();
    stage.delete(&[1, 2]);
    let people = stage
        .ids
        .iter()
        .map(|id| record(&format!("{id}@tenant.example"), id));
    // One in five is this account's by its number: the list has too little of it.
    let people: Vec<Value> = people.take(4).collect();
    let other = ScimServer::start(TOKEN, people).unwrap();
    let (scim, _) = client(&other.url());
    let report = stage.push(&scim).unwrap();
    assert_is!(report.ended, Some(Gone::Doubtful(_)));
    assert_eq!(stage.states(), [ChangeState::Prepared; 2]);
}

#[test]
fn who_is_gone_without_a_call_is_said_to_be_and_who_is_gone_after_one_is_deleted() {
    let mut stage = stage();
    leave_in_doubt(&mut stage, &[1]);
    stage.delete(&[2]);
    for place in [1, 2] {
        remove(&stage, place);
    }
    let scim = stage.scim();
    let report = stage.push(&scim).unwrap();
    assert_eq!((report.tally.confirmed, report.tally.refused), (1, 1));
    let of = |stage: &mut Stage, code: &str| -> Vec<ChangeState> {
        let with = |change: &&Change| change.code.as_deref() == Some(code);
        stage
            .changes()
            .iter()
            .filter(with)
            .map(|it| it.state)
            .collect()
    };
    assert_eq!(of(&mut stage, "asked"), [ChangeState::Confirmed]);
    assert_eq!(of(&mut stage, "not_there"), [ChangeState::Refused]);
    assert_eq!(stage.account.users(), LEARNERS as u64 - 1);
    stage.check();
}

/// Whether a filter is tried on the first user of the list, or on nobody: so a server whose filters seem to work is tried.
fn tried(stage: &Stage) -> impl Fn(&Request) -> bool + Send + Sync + 'static {
    let values = [&stage.emails[0], &stage.ids[0]].map(|value| format!("\"{value}\""));
    move |request| {
        let filter = request.question("filter").unwrap_or_default();
        filter.contains("nobody.") || values.iter().any(|value| filter.ends_with(value))
    }
}

/// Whether somebody is here still.
fn is_here(stage: &mut Stage, place: usize) -> bool {
    let id = stage.ids[place].clone();
    let found = stage.account.load(&Query::FindUser(id));
    matches!(found, Answer::FindUser(Fit::One(_)))
}

/// Somebody deletes a record at the server by themselves.
fn remove(stage: &Stage, place: usize) {
    let users = stage.server.users();
    let own = users
        .iter()
        .find(|user| user["externalId"] == stage.ids[place]);
    let id = own.unwrap()["id"].as_str().unwrap().to_owned();
    let path = format!("/Users/{id}");
    super::servers::call(stage.server.port(), "DELETE", &path, &Value::Null);
}

#[test]
fn who_stands_in_the_list_and_is_not_found_is_left_as_they_are() {
    let mut stage = stage();
    leave_in_doubt(&mut stage, &[1]);
    stage.delete(&[2]);
    let tried = tried(&stage);
    let blind = move |request: &Request| filters(request) && !tried(request);
    let proxy = Proxy::start(stage.server.port(), move |request, _| {
        match request.path() {
            _ if blind(request) => Fault::FindNobody,
            "/Users" => Fault::Fine,
            path if path.starts_with("/Users/") => Fault::Before(404),
            _ => Fault::Fine,
        }
    });
    let (scim, _) = client(&proxy.url(""));
    let report = stage.push(&scim).unwrap();
    assert_eq!(report.ended, None, "{report:?}");
    assert_eq!(
        stage.states(),
        [ChangeState::Prepared, ChangeState::InDoubt]
    );
    assert_eq!(
        report.held.get(Reason::ShownNotFound.code()).map(|it| it.1),
        Some(2)
    );
    assert_eq!(stage.account.users(), LEARNERS as u64);
}

/// What goes wrong with requests of a kind.
type Lies = &'static [Option<Fault>];
const WRITES: Lies = &[
    Some(Fault::EmptyPromise(204)),
    Some(Fault::After(500)),
    Some(Fault::Before(500)),
    Some(Fault::Before(404)),
    Some(Fault::CutAfter),
];
const BY_ID: Lies = &[
    None,
    Some(Fault::Before(404)),
    Some(Fault::Html(404)),
    Some(Fault::Before(400)),
];
const FILTERS: Lies = &[None, Some(Fault::FindNobody)];

/// What the list of all users is.
const LISTS: [&str; 3] = ["its own", "another account's", "with a total that lies"];

/// However the lies of a server go together, nobody is erased here who is still there.
#[test]
fn whatever_a_server_says_nobody_is_erased_here_who_is_still_there() {
    let lists = FILTERS
        .iter()
        .flat_map(|found| LISTS.map(|list| (found, list)));
    let all = WRITES.iter().flat_map(|writes| {
        lists
            .clone()
            .map(move |(found, list)| (writes, found, list))
    });
    for (number, (writes, found, list)) in all.enumerate() {
        let by_id = &BY_ID[(number + number / 6) % BY_ID.len()];
        let lies = (writes.as_ref(), by_id.as_ref(), found.as_ref());
        let wrong = erased_and_there(lies, list, 20);
        assert!(
            wrong.is_empty(),
            "{writes:?} {by_id:?} {found:?} {list}: {wrong:?}"
        );
    }
}

fn erased_and_there(
    (writes, by_id, found): (Option<&Fault>, Option<&Fault>, Option<&Fault>),
    list: &'static str,
    gate: u8,
) -> BTreeSet<String> {
    let mut stage = stage();
    let op = stage
        .account
        .settings_changed(|settings| settings.gate_percent = gate);
    if gate != 20 {
        stage.account.execute(&op).unwrap();
    }
    let other = strangers(Some(shared(&stage, 11)), false);
    stage.delete(&[1, 2, 3]);
    let (writes, by_id, found) = (writes.cloned(), by_id.cloned(), found.cloned());
    let (elsewhere, tried) = (other.port(), tried(&stage));
    // Whoever is found first, and not any more once a call was made, looks deleted.
    let is_called = AtomicBool::new(false);
    let proxy = Proxy::start(stage.server.port(), move |request, _| {
        let fine = |fault: &Option<Fault>| fault.clone().unwrap_or(Fault::Fine);
        if changes(request) {
            // Two of three are lied about.
            let is_true = request.path().ends_with('3');
            is_called.fetch_or(!is_true, Ordering::Relaxed);
            return if is_true { Fault::Fine } else { fine(&writes) };
        }
        if filters(request) {
            return if tried(request) || !is_called.load(Ordering::Relaxed) {
                Fault::Fine
            } else {
                fine(&found)
            };
        }
        match (request.path(), request.question("count").as_deref(), list) {
            ("/Users", Some("200"), "another account's") if is_called.load(Ordering::Relaxed) => {
                Fault::Elsewhere(elsewhere)
            }
            ("/Users", _, "with a total that lies") => Fault::Lie(-3),
            (path, ..) if path.starts_with("/Users/") => fine(&by_id),
            _ => Fault::Fine,
        }
    });
    for _ in 0..2 {
        let (scim, _) = client(&proxy.url(""));
        let _ = stage.push(&scim).unwrap();
    }
    let there: BTreeSet<String> = stage
        .there()
        .into_iter()
        .map(|(at, _)| stage.ids[at].clone())
        .collect();
    let mut wrong = there;
    for place in 0..LEARNERS {
        if is_here(&mut stage, place) {
            wrong.remove(&stage.ids[place]);
        }
    }
    wrong
}

/// The negative control: an account that believes every list turns the trial red.
#[test]
fn an_account_that_believes_every_list_turns_the_trial_red() {
    let (undone, nothing) = (Fault::Before(500), Fault::Before(404));
    let lies = (Some(&undone), Some(&nothing), Some(&Fault::FindNobody));
    assert!(erased_and_there(lies, "another account's", 20).is_empty());
    assert!(!erased_and_there(lies, "another account's", 100).is_empty());
}
