//! The SCIM client against servers of others and against a proxy that does what servers do at their worst: nobody but the
//! person who is meant is ever touched, nothing is sent twice unasked, and what is said to be done is done.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that cannot go on has failed, or says why it does not run"
)]

#[macro_use]
#[path = "../support/mod.rs"]
mod support;

mod controls;
mod faults;
mod ground;
mod kills;
mod lies;
mod program;
mod proxy;
mod pulls;
mod push;
mod runs;
mod servers;
#[path = "../trials/shim.rs"]
#[allow(dead_code, reason = "other trials need the rest")]
mod shim;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use offboard::connect::scim::{
    Address, Call, CallLog, Completeness, Deadlines, Deed, Desk, Entry, Errand, Fault, FilterUse,
    IdAttribute, Known, LONGEST_WAIT, Leave, Lookup, Manner, Outcome, Proof, Said, Scim, Settings,
    Stop, Unrecorded, Wait, work,
};
use offboard::domain::identifier::{EmailAddress, UniqueId};
use offboard::domain::op::Secret;
use offboard::domain::provider::identity::Identifiers;
use servers::{Server, TOKEN};

/// Counts waits instead of waiting.
#[derive(Default)]
struct Counted(Mutex<Vec<Duration>>);

impl Wait for Counted {
    fn wait(&self, length: Duration, _: &Stop) {
        self.0.lock().unwrap().push(length);
    }
}

impl Counted {
    fn seconds(&self) -> Vec<u64> {
        let waits = self.0.lock().unwrap();
        assert!(waits.iter().all(|wait| *wait <= LONGEST_WAIT));
        waits.iter().map(Duration::as_secs).collect()
    }
}

fn settings(url: &str) -> Settings {
    Settings {
        address: Address::parse(url).unwrap(),
        token: Secret(TOKEN.to_owned()),
        authorities: None,
        id_attribute: IdAttribute::ExternalId,
        deadlines: Deadlines {
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(20),
        },
    }
}

/// A client that counts its waits.
fn client(url: &str) -> (Scim, Arc<Counted>) {
    let waits = Arc::new(Counted::default());
    let scim = Scim::waiting(&settings(url), waits.clone()).unwrap();
    (scim, waits)
}

fn held(number: usize) -> Identifiers {
    Identifiers {
        email: EmailAddress::parse(&format!("person{number}@enigma.example")).ok(),
        unique_id: UniqueId::parse(&format!("E-{number}")).ok(),
    }
}

fn errand(number: usize, deed: Deed) -> Errand {
    Errand {
        number: number as u64,
        deed,
        held: held(number),
        known: Known::Nothing,
        leave: Leave::Send,
    }
}

/// Every filter, versions as the server says.
fn manner() -> Manner {
    Manner {
        keys: Lookup::ALL.to_vec(),
        versions: true,
        everybody: None,
    }
}

/// Writes calls down in memory.
#[derive(Default)]
struct Written(Mutex<Vec<(u64, Call, Option<bool>)>>);

impl CallLog for Written {
    fn before(&self, errand: u64, call: Call, _: &str) -> Result<(), Unrecorded> {
        self.0.lock().unwrap().push((errand, call, None));
        Ok(())
    }

    fn after(&self, errand: u64, call: Call, answer: Result<&Said, &Fault>) {
        self.0
            .lock()
            .unwrap()
            .push((errand, call, Some(answer.is_ok())));
    }
}

#[test]
fn every_server_is_read_page_by_page_to_the_last_user() {
    for server in Server::all() {
        for number in 1..=45 {
            server.add(number);
        }
        let (scim, _) = client(&server.url());
        let mut people = Vec::new();
        let listed = scim
            .list(|user, _| people.push(user.external_id.clone().unwrap()))
            .unwrap();
        assert_eq!(
            listed.completeness,
            Completeness::Whole,
            "{}: {listed:?}",
            server.name()
        );
        people.sort();
        people.dedup();
        assert_eq!(people.len(), 45, "{}", server.name());
    }
}

#[test]
fn a_survey_says_what_a_server_really_does_and_writes_nothing() {
    for server in Server::all() {
        for number in 1..=3 {
            server.add(number);
        }
        let before = server.people();
        let (scim, _) = client(&server.url());
        let survey = scim.survey().unwrap();
        assert_eq!(
            (survey.users, survey.sample),
            (Some(3), 3),
            "{}",
            server.name()
        );
        assert_eq!(survey.with_external_id, 3);
        assert!(survey.declared.is_some(), "{}", server.name());
        assert!(
            survey.schemas.is_some_and(|schemas| schemas > 0),
            "{}",
            server.name()
        );
        assert_eq!(survey.keys(), Lookup::ALL, "{}: {survey:?}", server.name());
        assert_eq!(
            survey.allows("delete"),
            Some(true),
            "{}: {survey:?}",
            server.name()
        );
        assert_eq!(server.people(), before);
    }
}

#[test]
fn an_empty_server_is_no_reason_to_stumble() {
    for server in Server::all() {
        let (scim, _) = client(&server.url());
        let survey = scim.survey().unwrap();
        assert_eq!(survey.sample, 0);
        assert!(
            survey
                .filters
                .iter()
                .all(|(_, does)| *does == FilterUse::Untried)
        );
        let listed = scim.list(|_, _| panic!("nobody is there")).unwrap();
        assert_eq!(
            (listed.users, listed.completeness),
            (0, Completeness::Whole),
            "{}",
            server.name()
        );
    }
}

#[test]
fn one_person_is_deactivated_one_is_deleted_and_nobody_else_notices() {
    for server in Server::all() {
        for number in 1..=5 {
            server.add(number);
        }
        let (scim, _) = client(&server.url());
        let written = Written::default();
        let carry = |errand| scim.carry(&errand, &manner(), &written).unwrap();
        let name = server.name();
        assert!(
            matches!(
                carry(errand(2, Deed::Deactivate)),
                Outcome::Done(Proof::Answered(_))
            ),
            "{name}"
        );
        assert!(
            matches!(
                carry(errand(4, Deed::Delete)),
                Outcome::Done(Proof::Answered(_))
            ),
            "{name}"
        );
        // What is so already needs no call.
        assert_eq!(
            carry(errand(2, Deed::Deactivate)),
            Outcome::Done(Proof::Asked),
            "{name}"
        );
        assert_eq!(carry(errand(4, Deed::Delete)), Outcome::NotThere, "{name}");
        let people = [(1, true), (2, false), (3, true), (5, true)];
        let people = people.map(|(number, active)| (format!("E-{number}"), active));
        assert_eq!(server.people(), people, "{name}");
        assert_eq!(
            written.0.lock().unwrap().len(),
            4,
            "two calls, each before and after"
        );
    }
}

#[test]
fn both_identifiers_must_be_the_records() {
    for server in Server::all() {
        for number in 1..=3 {
            server.add(number);
        }
        let before = server.people();
        let (scim, _) = client(&server.url());
        for (email, id) in [(1, 2), (2, 1), (3, 9), (9, 3)] {
            let mut wrong = errand(email, Deed::Delete);
            wrong.held.unique_id = held(id).unique_id;
            let outcome = scim.carry(&wrong, &manner(), &Written::default()).unwrap();
            assert!(
                matches!(outcome, Outcome::Another(_) | Outcome::Several),
                "{email} {id}: {outcome:?}"
            );
        }
        let mut nobody = errand(1, Deed::Delete);
        nobody.held = Identifiers::default();
        let outcome = scim.carry(&nobody, &manner(), &Written::default());
        assert_eq!(outcome, Ok(Outcome::Unaskable));
        assert_eq!(server.people(), before);
    }
}

/// Gives out errands and remembers what came of each.
struct Memory {
    left: Vec<Errand>,
    entries: Vec<Entry>,
}

impl Desk for Memory {
    type Error = std::convert::Infallible;

    fn next(&mut self) -> Result<Option<Errand>, Self::Error> {
        Ok(self.left.pop())
    }

    fn record(&mut self, entries: &[Entry]) -> Result<(), Self::Error> {
        self.entries.extend_from_slice(entries);
        Ok(())
    }
}

#[test]
fn four_hands_do_every_errand_once_and_each_call_is_recorded_first() {
    for server in Server::all() {
        for number in 1..=40 {
            server.add(number);
        }
        let (scim, _) = client(&server.url());
        let mut desk = Memory {
            left: (1..=30)
                .map(|number| errand(number, Deed::Deactivate))
                .collect(),
            entries: Vec::new(),
        };
        let Ok(ended) = work(&scim, &manner(), 4, &mut desk);
        assert_eq!(ended, None);
        let mut ends: BTreeMap<u64, Vec<&'static str>> = BTreeMap::new();
        for entry in &desk.entries {
            let (number, what) = match entry {
                Entry::Before { errand, .. } => (errand, "before"),
                Entry::After { errand, .. } => (errand, "after"),
                Entry::Ended { errand, outcome } => {
                    assert!(matches!(outcome, Ok(Outcome::Done(_))), "{outcome:?}");
                    (errand, "ended")
                }
            };
            ends.entry(*number).or_default().push(what);
        }
        assert_eq!(ends.len(), 30);
        assert!(
            ends.values()
                .all(|end| end == &["before", "after", "ended"]),
            "{ends:?}"
        );
        let active = server.people().iter().filter(|(_, active)| *active).count();
        assert_eq!(active, 10, "{}", server.name());
    }
}

#[test]
fn a_stopped_run_begins_no_further_call() {
    let server = Server::own();
    server.add(1);
    let (scim, _) = client(&server.url());
    scim.stop().stop();
    let outcome = scim.carry(&errand(1, Deed::Delete), &manner(), &Written::default());
    assert_eq!(outcome, Err(Fault::Stopped));
    assert_eq!(server.people().len(), 1);
}
