//! What goes wrong at servers and before them, one after the other.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use offboard::connect::scim::{
    Completeness, Deadlines, Deed, Errand, Fault as Ended, FilterUse, Known, Leave, Lookup,
    Outcome, Proof, Scim,
};
use offboard::service::demo::scim_server::Request;

use super::proxy::{Fault, Proxy};
use super::servers::{Server, TOKEN, person};
use super::{Written, client, errand, manner, settings};

/// Whether a request changes something.
pub fn changes(request: &Request) -> bool {
    request.method != "GET" && request.method != "OPTIONS"
}

pub fn filters(request: &Request) -> bool {
    request.target.contains("filter=")
}

/// What goes wrong with the first call that changes something; all others go through.
pub const ONCE: &[(&str, Fault)] = &[
    ("patience", Fault::Patience(7)),
    ("an hour's patience", Fault::Patience(3_600)),
    ("busy before", Fault::Before(503)),
    ("busy after", Fault::After(503)),
    ("500 before", Fault::Before(500)),
    ("500 after", Fault::After(500)),
    ("502 after", Fault::After(502)),
    ("412", Fault::Before(412)),
    ("412 after", Fault::After(412)),
    ("cut before", Fault::CutBefore),
    ("cut after", Fault::CutAfter),
    ("a page", Fault::Html(200)),
    ("a page after", Fault::HtmlAfter(200)),
    ("a page of an error after", Fault::HtmlAfter(502)),
    ("too much", Fault::Huge(11_000_000)),
];

#[test]
fn whatever_goes_wrong_once_the_deed_is_done_once_and_to_nobody_else() {
    for deed in [Deed::Delete, Deed::Deactivate] {
        for server in Server::all() {
            for number in 1..=ONCE.len() + 2 {
                server.add(number);
            }
            let proxy = Proxy::start(server.port(), |_, _| Fault::Fine);
            for (number, (what, fault)) in (2..).zip(ONCE) {
                let (what, fault) = (format!("{} {deed:?} {what}", server.name()), fault.clone());
                let before = proxy.deeds().len();
                proxy.rule(move |request, seen| {
                    if changes(request) && seen == 0 {
                        fault.clone()
                    } else {
                        Fault::Fine
                    }
                });
                let (scim, _waits) = client(&proxy.url(server.path()));
                let outcome = scim.carry(&errand(number, deed), &manner(), &Written::default());
                // Who is not found after a call that was not answered is concluded from the list of all users.
                let is_done = match deed {
                    Deed::Delete => matches!(outcome, Ok(Outcome::Done(_) | Outcome::NotThere)),
                    Deed::Deactivate => matches!(outcome, Ok(Outcome::Done(_))),
                };
                assert!(is_done, "{what}: {outcome:?}");
                assert_eq!(
                    proxy.deeds().len() - before,
                    1,
                    "{what}: the deed was done more than once"
                );
                let (id, people) = (format!("E-{number}"), server.people());
                let is_there = people.iter().find(|(one, _)| *one == id);
                match deed {
                    Deed::Delete => assert_eq!(is_there, None, "{what}"),
                    Deed::Deactivate => {
                        assert!(is_there.is_some_and(|(_, active)| !active), "{what}");
                    }
                }
                let untouched = people.iter().filter(|(_, active)| *active).count();
                assert_eq!(
                    untouched,
                    ONCE.len() + 2 - (number - 1),
                    "{what}: somebody else was touched"
                );
            }
        }
    }
}

#[test]
fn a_server_that_asks_for_patience_gets_it_up_to_a_minute_at_a_time() {
    let server = Server::own();
    server.add(1);
    let proxy = Proxy::start(server.port(), |request, seen| {
        match (filters(request), seen) {
            (true, 0) => Fault::Patience(7),
            (true, 1) => Fault::Patience(86_400),
            _ => Fault::Fine,
        }
    });
    let (scim, waits) = client(&proxy.url(""));
    let outcome = scim.carry(&errand(1, Deed::Delete), &manner(), &Written::default());
    assert!(matches!(outcome, Ok(Outcome::Done(_))), "{outcome:?}");
    assert_eq!(waits.seconds(), [7, 60]);
}

#[test]
fn a_server_that_never_answers_is_given_up_and_asked_later_what_came_of_it() {
    let server = Server::own();
    server.add(1);
    server.add(2);
    let proxy = Proxy::start(server.port(), |request, _| {
        if changes(request) {
            Fault::NeverAfter
        } else {
            Fault::Fine
        }
    });
    let mut settings = settings(&proxy.url(""));
    settings.deadlines = Deadlines {
        connect: Duration::from_secs(5),
        answer: Duration::from_secs(1),
    };
    let scim = Scim::new(&settings).unwrap();
    let outcome = scim.carry(&errand(2, Deed::Delete), &manner(), &Written::default());
    assert_eq!(outcome, Ok(Outcome::NotThere));
    assert_eq!(proxy.deeds().len(), 1);
}

/// What is answered to a request.
type Lie = fn(&Request) -> Fault;

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn no_answer_to_a_question_ends_in_a_deed_to_somebody_else() {
    let lies: [(&str, Lie); 6] = [
        ("ignored", |request| {
            if filters(request) {
                Fault::IgnoreFilter
            } else {
                Fault::Fine
            }
        }),
        ("nobody", |request| {
            if filters(request) {
                Fault::FindNobody
            } else {
                Fault::Fine
            }
        }),
        ("impostor", |request| {
            if filters(request) {
                Fault::Impostor(impostor("3"))
            } else {
                Fault::Fine
            }
        }),
        ("always an impostor", |_| Fault::Impostor(impostor("3"))),
        ("a page", |request| {
            if filters(request) {
                Fault::Html(200)
            } else {
                Fault::Fine
            }
        }),
        ("too much", |request| {
            if filters(request) {
                Fault::Huge(11_000_000)
            } else {
                Fault::Fine
            }
        }),
    ];
    for server in Server::all() {
        for number in 1..=15 {
            server.add(number);
        }
        let before = server.people();
        for (what, lie) in lies {
            let proxy = Proxy::start(server.port(), move |request, _| lie(request));
            let (scim, _) = client(&proxy.url(server.path()));
            for deed in [Deed::Delete, Deed::Deactivate] {
                let before = proxy.deeds().len();
                let outcome = scim.carry(&errand(15, deed), &manner(), &Written::default());
                let is_done = matches!(outcome, Ok(Outcome::Done(_) | Outcome::Accepted));
                // Among all whom an ignored filter returns, the person may be; nobody else is taken for them.
                assert!(
                    what == "ignored" || !is_done,
                    "{} {what}: {outcome:?}",
                    server.name()
                );
                assert_eq!(
                    proxy.deeds().len() - before,
                    usize::from(is_done),
                    "{} {what}",
                    server.name()
                );
            }
        }
        let others = |people: Vec<(String, bool)>| {
            let others = people.into_iter().filter(|(id, _)| id != "E-15");
            others.collect::<Vec<_>>()
        };
        assert_eq!(others(server.people()), others(before), "{}", server.name());
    }
}

/// Somebody else's record under an id.
fn impostor(id: &str) -> serde_json::Value {
    let mut person = person(99);
    person["id"] = id.into();
    person
}

#[test]
fn a_record_that_has_become_somebody_elses_is_left_alone_when_it_is_asked_again() {
    let server = Server::own();
    for number in 1..=3 {
        server.add(number);
    }
    let asked = AtomicUsize::new(0);
    let proxy = Proxy::start(server.port(), move |request, _| {
        if changes(request) {
            return Fault::Before(412);
        }
        let again = request.path() == "/Users/3" && asked.fetch_add(1, Ordering::Relaxed) == 0;
        if again {
            Fault::Impostor(impostor("3"))
        } else {
            Fault::Fine
        }
    });
    let (scim, _) = client(&proxy.url(""));
    let outcome = scim.carry(&errand(3, Deed::Delete), &manner(), &Written::default());
    assert!(matches!(outcome, Ok(Outcome::Another(_))), "{outcome:?}");
    assert_eq!(server.people().len(), 3);
}

#[test]
fn a_server_whose_word_was_good_for_one_person_is_not_believed_for_the_next_one() {
    let server = Server::own();
    server.add(1);
    server.add(2);
    let proxy = Proxy::start(server.port(), |request, _| {
        match (request.method.as_str(), request.path()) {
            ("PATCH", "/Users/1") => Fault::EmptyPromise(204),
            _ => Fault::Fine,
        }
    });
    let (scim, _) = client(&proxy.url(""));
    let carry = |number| {
        let errand = errand(number, Deed::Deactivate);
        scim.carry(&errand, &manner(), &Written::default())
    };
    assert!(matches!(carry(2), Ok(Outcome::Done(_))));
    assert!(matches!(carry(1), Ok(Outcome::InDoubt(_))));
}

#[test]
fn a_promise_that_does_not_show_is_not_taken_for_done() {
    let server = Server::own();
    server.add(1);
    for status in [200, 204] {
        let proxy = Proxy::start(server.port(), move |request, _| {
            if changes(request) {
                Fault::EmptyPromise(status)
            } else {
                Fault::Fine
            }
        });
        let (scim, _) = client(&proxy.url(""));
        let outcome = scim.carry(&errand(1, Deed::Deactivate), &manner(), &Written::default());
        assert!(
            matches!(outcome, Ok(Outcome::InDoubt(_))),
            "{status}: {outcome:?}"
        );
    }
    // A deletion, too, is believed once the record is seen to be gone.
    let kept = Proxy::start(server.port(), |request, _| {
        if changes(request) {
            Fault::EmptyPromise(204)
        } else {
            Fault::Fine
        }
    });
    let (scim, _) = client(&kept.url(""));
    let outcome = scim.carry(&errand(1, Deed::Delete), &manner(), &Written::default());
    assert_eq!(outcome, Ok(Outcome::StillThere));
    let accepted = Proxy::start(server.port(), |request, _| {
        if changes(request) {
            Fault::EmptyPromise(202)
        } else {
            Fault::Fine
        }
    });
    let (scim, _) = client(&accepted.url(""));
    let outcome = scim.carry(&errand(1, Deed::Delete), &manner(), &Written::default());
    assert_eq!(outcome, Ok(Outcome::Accepted));
    // What is done by the time that it is asked about is done.
    let done = Proxy::start(server.port(), |request, _| {
        if changes(request) {
            Fault::After(202)
        } else {
            Fault::Fine
        }
    });
    let (scim, _) = client(&done.url(""));
    let outcome = scim.carry(&errand(1, Deed::Delete), &manner(), &Written::default());
    assert_eq!(outcome, Ok(Outcome::NotThere));
}

#[test]
fn what_is_not_there_any_more_is_done_and_another_servers_404_is_not() {
    let server = Server::own();
    server.add(1);
    server.add(2);
    let (scim, _) = client(&server.url());
    let mut doubtful = errand(2, Deed::Delete);
    doubtful.known = Known::InDoubt("2".to_owned());
    let carry = |scim: &Scim| scim.carry(&doubtful, &manner(), &Written::default());
    assert!(matches!(
        carry(&scim),
        Ok(Outcome::Done(Proof::Answered(_)))
    ));
    assert_eq!(carry(&scim), Ok(Outcome::NotThere));
    // Whoever answers 404 to everything knows nothing of anybody.
    let proxy = Proxy::start(server.port(), |_, _| Fault::Html(404));
    let (elsewhere, _) = client(&proxy.url(""));
    assert!(matches!(carry(&elsewhere), Err(Ended::Answered(_))));
}

#[test]
fn who_is_there_under_another_id_was_not_deleted() {
    let server = Server::own();
    server.add(1);
    server.add(2);
    let (scim, _) = client(&server.url());
    let mut doubtful = errand(2, Deed::Delete);
    doubtful.known = Known::InDoubt("an-id-of-before".to_owned());
    doubtful.leave = Leave::Ask;
    let carry = |errand: &Errand| scim.carry(errand, &manner(), &Written::default());
    assert_eq!(carry(&doubtful), Ok(Outcome::Undone));
    assert_eq!(server.people().len(), 2);
    doubtful.leave = Leave::Send;
    assert!(matches!(
        carry(&doubtful),
        Ok(Outcome::Done(Proof::Answered(_) | Proof::Asked))
    ));
    assert_eq!(server.people(), [("E-1".to_owned(), true)]);
}

#[test]
fn a_value_that_is_too_much_for_a_server_refuses_one_person_and_no_other() {
    let server = Server::own();
    server.add(1);
    server.add(2);
    let odd = |request: &Request| request.target.contains("E-2");
    let proxy = Proxy::start(server.port(), move |request, _| {
        if filters(request) && (odd(request) || request.target.contains("person2")) {
            Fault::Before(400)
        } else {
            Fault::Fine
        }
    });
    let (scim, _) = client(&proxy.url(""));
    let carry = |number| {
        scim.carry(
            &errand(number, Deed::Delete),
            &manner(),
            &Written::default(),
        )
    };
    assert!(matches!(carry(2), Ok(Outcome::Refused(said)) if said.status == 400));
    assert!(matches!(carry(1), Ok(Outcome::Done(_))));
    // What another filter finds is enough.
    proxy.rule(move |request, _| {
        if filters(request) && odd(request) {
            Fault::Before(400)
        } else {
            Fault::Fine
        }
    });
    assert!(matches!(carry(2), Ok(Outcome::Done(_))));
}

#[test]
fn who_is_only_ever_turned_away_is_not_in_doubt() {
    let server = Server::own();
    server.add(1);
    let proxy = Proxy::start(server.port(), |request, _| {
        if changes(request) {
            Fault::Patience(1)
        } else {
            Fault::Fine
        }
    });
    let (scim, _) = client(&proxy.url(""));
    let outcome = scim.carry(&errand(1, Deed::Delete), &manner(), &Written::default());
    assert_eq!(outcome, Ok(Outcome::Undone));
}

#[test]
fn a_record_is_replaced_where_it_is_not_changed_in_part() {
    for server in Server::all() {
        for number in 1..=3 {
            server.add(number);
        }
        for status in [405, 501] {
            let proxy = Proxy::start(server.port(), move |request, _| {
                match request.method.as_str() {
                    "PATCH" => Fault::Before(status),
                    _ => Fault::Fine,
                }
            });
            let number = if status == 405 { 1 } else { 2 };
            let (scim, _) = client(&proxy.url(server.path()));
            let outcome = scim.carry(
                &errand(number, Deed::Deactivate),
                &manner(),
                &Written::default(),
            );
            assert!(
                matches!(outcome, Ok(Outcome::Done(_))),
                "{}: {outcome:?}",
                server.name()
            );
            let deeds = proxy.deeds();
            assert_eq!(deeds.len(), 1, "{}: {deeds:?}", server.name());
            assert_eq!(deeds[0].0, "PUT");
            let id = format!("E-{number}");
            assert!(server.people().contains(&(id, false)), "{}", server.name());
        }
    }
}

#[test]
fn a_server_that_does_not_delete_says_so_and_a_refusal_is_in_its_words() {
    let server = Server::own();
    server.add(1);
    let run = |fault: Fault| {
        let proxy = Proxy::start(server.port(), move |request, _| {
            if changes(request) {
                fault.clone()
            } else {
                Fault::Fine
            }
        });
        let (scim, _) = client(&proxy.url(""));
        scim.carry(&errand(1, Deed::Delete), &manner(), &Written::default())
    };
    assert!(matches!(
        run(Fault::Before(405)),
        Ok(Outcome::NotOffered(_))
    ));
    assert!(matches!(
        run(Fault::Before(501)),
        Ok(Outcome::NotOffered(_))
    ));
    match run(Fault::Before(400)) {
        Ok(Outcome::Refused(said)) => assert_eq!(said.to_string(), "400 a fault"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_token_that_is_not_accepted_and_a_redirect_end_the_run() {
    let server = Server::own();
    server.add(1);
    let elsewhere = Server::own();
    elsewhere.add(1);
    for fault in [
        Fault::Before(401),
        Fault::Before(403),
        Fault::Redirect(elsewhere.url()),
    ] {
        for only_changes in [true, false] {
            let own = fault.clone();
            let proxy = Proxy::start(server.port(), move |request, _| {
                if changes(request) || !only_changes {
                    own.clone()
                } else {
                    Fault::Fine
                }
            });
            let (scim, _) = client(&proxy.url(""));
            let outcome = scim.carry(&errand(1, Deed::Delete), &manner(), &Written::default());
            match (&fault, outcome) {
                (Fault::Redirect(_), Err(Ended::Redirected(said))) => assert_eq!(said.status, 307),
                (_, Err(Ended::SignIn(said))) => assert!(said.words.contains("a fault")),
                (fault, other) => panic!("{fault:?}: {other:?}"),
            }
        }
    }
    assert_eq!((server.people().len(), elsewhere.people().len()), (1, 1));
    let Server::Own(elsewhere) = &elsewhere else {
        return;
    };
    assert_eq!(
        elsewhere.changes().len(),
        1,
        "nothing but the person who was put in"
    );
}

#[test]
fn a_wrong_token_is_told_in_the_servers_words_and_never_shown() {
    for server in Server::all() {
        let mut settings = settings(&server.url());
        settings.token.0 = "not-the-token".to_owned();
        let scim = Scim::new(&settings).unwrap();
        match scim.survey() {
            Err(Ended::SignIn(said)) => {
                assert_eq!(said.status, 401, "{}", server.name());
                assert!(!said.words.contains("not-the-token"), "{said}");
            }
            other => panic!("{}: {other:?}", server.name()),
        }
        assert!(!format!("{settings:?}{scim:?}").contains(TOKEN));
    }
}

#[test]
fn a_listing_that_cannot_be_whole_is_not_called_so() {
    let server = Server::own();
    for number in 1..=25 {
        server.add(number);
    }
    let listed = |rule: fn(&Request) -> Fault| {
        let proxy = Proxy::start(server.port(), move |request, _| rule(request));
        let (scim, _) = client(&proxy.url(""));
        let mut people = Vec::new();
        let listed = scim.list(|user, _| people.push(user.id.clone())).unwrap();
        let handed = people.len();
        people.sort();
        people.dedup();
        assert_eq!(people.len(), handed, "somebody came twice");
        (listed.completeness, handed)
    };
    assert_eq!(listed(|_| Fault::ShortPages(7)), (Completeness::Whole, 25));
    assert_eq!(listed(|_| Fault::Lie(5)), (Completeness::Miscounted, 25));
    assert_eq!(listed(|_| Fault::Lie(-5)), (Completeness::Miscounted, 25));
    assert_eq!(listed(|_| Fault::RepeatPage), (Completeness::Whole, 25));
    let repeating = |request: &Request| match request.question("startIndex").as_deref() {
        Some("1") => Fault::ShortPages(10),
        _ => Fault::RepeatPage,
    };
    assert_eq!(listed(repeating).0, Completeness::Moved);
    assert_eq!(listed(|_| Fault::Lie(-25)), (Completeness::Miscounted, 25));
}

#[test]
fn a_page_that_fails_is_asked_for_again_and_one_that_goes_on_failing_ends_the_listing() {
    let server = Server::own();
    for number in 1..=5 {
        server.add(number);
    }
    let faults = [
        Fault::Before(500),
        Fault::CutAfter,
        Fault::CutBefore,
        Fault::Patience(1),
        Fault::Before(503),
    ];
    for fault in faults {
        let own = fault.clone();
        let proxy = Proxy::start(server.port(), move |_, seen| {
            if seen == 0 { own.clone() } else { Fault::Fine }
        });
        let (scim, _) = client(&proxy.url(""));
        let listed = scim.list(|_, _| ()).unwrap();
        assert_eq!(
            (listed.users, listed.completeness),
            (5, Completeness::Whole),
            "{fault:?}"
        );
        let own = fault.clone();
        proxy.rule(move |_, _| own.clone());
        assert!(scim.list(|_, _| ()).is_err(), "{fault:?}");
    }
    for (fault, ended) in [
        (Fault::Html(200), "NotScim"),
        (Fault::Huge(10_000_001), "TooLong"),
    ] {
        let proxy = Proxy::start(server.port(), move |_, _| fault.clone());
        let (scim, _) = client(&proxy.url(""));
        let fault = scim.list(|_, _| ()).unwrap_err();
        assert!(format!("{fault:?}").starts_with(ended), "{fault:?}");
    }
}

#[test]
fn a_survey_finds_out_what_a_filter_really_does() {
    let server = Server::own();
    for number in 1..=25 {
        server.add(number);
    }
    let filters_are = |fault: Fault| {
        let proxy = Proxy::start(server.port(), move |request, _| {
            if filters(request) {
                fault.clone()
            } else {
                Fault::Fine
            }
        });
        let (scim, _) = client(&proxy.url(""));
        let survey = scim.survey().unwrap();
        assert_eq!(survey.keys(), [], "{survey:?}");
        survey.filters.map(|(_, does)| does)
    };
    assert_eq!(
        filters_are(Fault::IgnoreFilter),
        [FilterUse::Ignored, FilterUse::Ignored, FilterUse::Ignored]
    );
    assert_eq!(
        filters_are(Fault::FindNobody),
        [FilterUse::Blind, FilterUse::Blind, FilterUse::Blind]
    );
    assert!(
        filters_are(Fault::Before(400))
            .iter()
            .all(|does| matches!(does, FilterUse::Refused { .. }))
    );
    // With one user only, a filter that is ignored seems to find them.
    let lonely = Server::own();
    lonely.add(1);
    let proxy = Proxy::start(lonely.port(), |request, _| {
        if filters(request) {
            Fault::IgnoreFilter
        } else {
            Fault::Fine
        }
    });
    let (scim, _) = client(&proxy.url(""));
    assert_eq!(scim.survey().unwrap().keys(), Vec::<Lookup>::new());
}
