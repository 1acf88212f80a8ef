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

/// Deletes several people in one run; who it says are deleted.
type Run = fn(port: u16, numbers: &[usize]) -> Vec<usize>;

/// The program's own.
fn own_run(port: u16, numbers: &[usize]) -> Vec<usize> {
    let (scim, _) = client(&format!("http://127.0.0.1:{port}"));
    let is_done = |number: &&usize| {
        let outcome = scim.carry(
            &errand(**number, Deed::Delete),
            &manner(),
            &Written::default(),
        );
        matches!(outcome, Ok(Outcome::Done(_)))
    };
    numbers.iter().filter(is_done).copied().collect()
}

/// Looks only once whether what the server says of a deletion is so.
fn looks_once(port: u16, numbers: &[usize]) -> Vec<usize> {
    let mut has_looked = false;
    let is_done = |number: &&usize| {
        let record = asked(port, **number);
        let id = record.and_then(|record| record["id"].as_str().map(str::to_owned));
        id.is_some_and(|id| {
            let is_yes = matches!(send(port, &id, Deed::Delete), 200..=299);
            let path = format!("/Users/{id}");
            let is_gone = has_looked || call(port, "GET", &path, &Value::Null).0 == 404;
            has_looked = true;
            is_yes && is_gone
        })
    };
    numbers.iter().filter(is_done).copied().collect()
}

/// People whom a run says are deleted and who are there, at a server that says yes to everything and keeps some.
fn kept(run: Run) -> Vec<String> {
    let mut wrong = Vec::new();
    for (status, by_id) in [(204, None), (200, None), (204, Some(404)), (204, Some(400))] {
        let server = Server::own();
        for number in 1..=6 {
            server.add(number);
        }
        let proxy = Proxy::start(server.port(), move |request, _| {
            let number = request.path().trim_start_matches("/Users/").parse::<u64>();
            match (request.method.as_str(), number, by_id) {
                ("DELETE", Ok(number), _) if number % 2 == 0 => Fault::EmptyPromise(status),
                ("GET", Ok(_), Some(status)) => Fault::Before(status),
                _ => Fault::Fine,
            }
        });
        let says = run(port_of(&proxy), &[1, 2, 3, 4, 5]);
        let there = server.people();
        let is_there = |number: &&usize| there.iter().any(|(id, _)| *id == format!("E-{number}"));
        wrong.extend(says.iter().filter(is_there).map(|number| {
            format!("{status} {by_id:?}: {number} is said to be deleted, and is there")
        }));
        if by_id.is_none() && !says.contains(&1) {
            wrong.push(format!("{status}: nobody is deleted"));
        }
        assert_eq!(there.len(), 3, "{there:?}");
    }
    wrong
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
    assert_eq!(kept(own_run), Vec::<String>::new());
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

#[test]
fn a_client_that_looks_once_whether_a_deletion_is_so_turns_the_trials_red() {
    let wrong = kept(looks_once);
    assert!(
        wrong.iter().any(|what| what.contains("4 is said")),
        "{wrong:?}"
    );
}
