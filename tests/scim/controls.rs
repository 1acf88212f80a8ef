//! Clients that are wrong on purpose, put through the same trials: each trial must turn red.

use offboard::connect::scim::{Deed, Lookup, Outcome, Scim};
use offboard::service::demo::scim_server::Request;
use serde_json::{Value, json};

use super::faults::{ONCE, changes, filters};
use super::proxy::{Fault, Proxy};
use super::servers::{Server, call};
use super::{Written, client, errand, manner};

/// Does an errand at a server, on a port, below a path; whether it says that it is done.
type Client = fn(port: u16, number: usize, deed: Deed) -> bool;

/// The program's own.
fn own(port: u16, number: usize, deed: Deed) -> bool {
    let (scim, _): (Scim, _) = client(&format!("http://127.0.0.1:{port}"));
    let outcome = scim.carry(&errand(number, deed), &manner(), &Written::default());
    matches!(outcome, Ok(Outcome::Done(_)))
}

fn asked(port: u16, number: usize) -> Option<Value> {
    let filter = format!(
        "/Users?filter={}%20eq%20%22E-{number}%22",
        Lookup::ExternalId.attribute()
    );
    let (_, body) = call(port, "GET", &filter, &Value::Null);
    let page: Value = serde_json::from_str(&body).ok()?;
    page["Resources"].as_array()?.first().cloned()
}

fn send(port: u16, id: &str, deed: Deed) -> u16 {
    let (method, body) = match deed {
        Deed::Delete => ("DELETE", Value::Null),
        Deed::Deactivate => (
            "PATCH",
            json!({"Operations": [{"op": "replace", "path": "active", "value": false}]}),
        ),
    };
    call(port, method, &format!("/Users/{id}"), &body).0
}

/// Takes the first record of an answer for the person.
fn trusting(port: u16, number: usize, deed: Deed) -> bool {
    let record = asked(port, number);
    let id = record.and_then(|record| record["id"].as_str().map(str::to_owned));
    id.is_some_and(|id| matches!(send(port, &id, deed), 200..=299))
}

/// Sends again whatever was not answered with success.
fn blind(port: u16, number: usize, deed: Deed) -> bool {
    let record = asked(port, number).filter(|record| record["externalId"] == format!("E-{number}"));
    let id = record.and_then(|record| record["id"].as_str().map(str::to_owned));
    id.is_some_and(|id| (0..4).any(|_| matches!(send(port, &id, deed), 200..=299 | 404)))
}

/// Takes whatever was sent for done.
fn credulous(port: u16, number: usize, deed: Deed) -> bool {
    let record = asked(port, number).filter(|record| record["externalId"] == format!("E-{number}"));
    let id = record.and_then(|record| record["id"].as_str().map(str::to_owned));
    id.is_some_and(|id| {
        send(port, &id, deed);
        true
    })
}

/// What is wrong with a client, in words; nothing where it is right.
fn trial(carry: Client) -> Vec<String> {
    let mut wrong = Vec::new();
    for deed in [Deed::Delete, Deed::Deactivate] {
        wrong.extend(wrong_person(carry, deed));
        for (what, fault) in ONCE {
            wrong.extend(done_once(carry, deed, what, fault));
        }
    }
    wrong
}

fn port_of(proxy: &Proxy) -> u16 {
    let url = proxy.url("");
    url.rsplit_once(':').unwrap().1.parse().unwrap()
}

fn wrong_person(carry: Client, deed: Deed) -> Option<String> {
    let server = Server::own();
    for number in 1..=15 {
        server.add(number);
    }
    let before = server.people();
    let ignores = |request: &Request, _| {
        if filters(request) {
            Fault::IgnoreFilter
        } else {
            Fault::Fine
        }
    };
    let proxy = Proxy::start(server.port(), ignores);
    carry(port_of(&proxy), 15, deed);
    let mut after = server.people();
    after.retain(|(id, _)| id != "E-15");
    let others: Vec<_> = before.into_iter().filter(|(id, _)| id != "E-15").collect();
    (after != others).then(|| format!("{deed:?}: a wrong person was touched"))
}

fn done_once(carry: Client, deed: Deed, what: &str, fault: &Fault) -> Option<String> {
    let server = Server::own();
    server.add(1);
    server.add(2);
    let own = fault.clone();
    let proxy = Proxy::start(server.port(), move |request, seen| {
        if changes(request) && seen == 0 {
            own.clone()
        } else {
            Fault::Fine
        }
    });
    let says = carry(port_of(&proxy), 2, deed);
    let deeds = proxy.deeds().len();
    let is_so = !server.people().contains(&("E-2".to_owned(), true));
    if deeds > 1 {
        return Some(format!("{deed:?} {what}: sent {deeds} times"));
    }
    (says && !is_so).then(|| format!("{deed:?} {what}: said to be done, and is not"))
}

#[test]
fn the_trials_find_nothing_wrong_with_the_programs_own_client() {
    assert_eq!(trial(own), Vec::<String>::new());
}

#[test]
fn a_client_that_trusts_the_filter_turns_the_trials_red() {
    let wrong = trial(trusting);
    assert!(
        wrong.iter().any(|what| what.contains("wrong person")),
        "{wrong:?}"
    );
}

#[test]
fn a_client_that_sends_again_blindly_turns_the_trials_red() {
    let wrong = trial(blind);
    assert!(
        wrong
            .iter()
            .any(|what| what.contains("Delete") && what.contains("times")),
        "{wrong:?}"
    );
    assert!(
        wrong
            .iter()
            .any(|what| what.contains("Deactivate") && what.contains("times")),
        "{wrong:?}"
    );
}

#[test]
fn a_client_that_takes_what_was_sent_for_done_turns_the_trials_red() {
    let wrong = trial(credulous);
    assert!(
        wrong.iter().any(|what| what.contains("said to be done")),
        "{wrong:?}"
    );
}
