//! Mail through a real SMTP server that fails in every way, and as files: nothing is lost, and what arrives twice bears
//! the same Message-ID. Needs Python with aiosmtpd; without it a developer is told so, and CI fails.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that cannot go on has failed, or says why it does not run"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use offboard::domain::id::{MailId, RequestId, UserId};
use offboard::domain::identifier::EmailAddress;
use offboard::domain::mail::{MailRow, MailState, MailTroubleKind};
use offboard::domain::op::{AccountOp, Op, PeopleOp, RequestOp, Secret};
use offboard::domain::query::{Answer, Query};
use offboard::domain::record::LogFilter;
use offboard::domain::request::{NewRequest, RequestKind};
use offboard::domain::{Language, Page};
use offboard::service::{
    MailRoad, NewAccount, Patience, Security, Sender, ServerSettings, Service, SmtpServer,
};
use offboard::texts::Texts;
use offboard::wording;
use serde_json::Value;
use support::{Account, surroundings};

/// The longest pause before a message is tried again, in seconds.
const LONGEST_PAUSE: i64 = 21_600;
/// How long a process that died keeps a message claimed, in seconds.
const CLAIM: i64 = 300;

/// A mail server of the tests.
struct Server {
    folder: tempfile::TempDir,
    child: Child,
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    port: u16,
}

impl Server {
    /// A server in a mode of `smtp_server.py`, with a fault; none where it cannot run and need not.
    fn start(mode: &str, fault: &str) -> Option<Self> {
        if !python_has("aiosmtpd, cryptography") {
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/smtp_server.py");
        let mut child = Command::new("python3")
            .arg(script)
            .args([folder.path().to_str().unwrap(), mode, fault])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(folder.path().join("stderr")).unwrap())
            .spawn()
            .unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        answers.read_line(&mut line).unwrap();
        let complaint = || std::fs::read_to_string(folder.path().join("stderr"));
        assert!(!line.is_empty(), "no server: {}", complaint().unwrap());
        Some(Self {
            orders: child.stdin.take(),
            port: line.trim().parse().unwrap(),
            folder,
            child,
            answers,
        })
    }

    /// Changes what goes wrong.
    fn fault(&mut self, fault: &str) {
        let orders = self.orders.as_mut().unwrap();
        writeln!(orders, "{fault}").unwrap();
        orders.flush().unwrap();
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        assert_eq!(line.trim(), "ok");
    }

    fn authority(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    fn settings(&self, security: Security) -> ServerSettings {
        ServerSettings {
            host: "localhost".to_owned(),
            port: self.port,
            security,
            hello: None,
            sender: Sender::parse("Pusat Bełajar <learning@enigma.example>").unwrap(),
            sign_in: Some(("learning".to_owned(), Secret("open sesame".to_owned()))),
            authorities: Some(std::fs::read(self.authority()).unwrap()),
            patience: Patience::default(),
        }
    }

    fn road(&self, security: Security) -> MailRoad {
        road(self.settings(security))
    }

    fn log(&self, event: &str) -> Vec<Value> {
        let text = std::fs::read_to_string(self.folder.path().join("log.jsonl")).unwrap();
        // The last line may be half written.
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let lines = whole
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        lines
            .filter(|line: &Value| line["event"] == event)
            .collect()
    }

    /// How often each Message-ID arrived.
    fn arrivals(&self) -> BTreeMap<String, usize> {
        let mut arrivals = BTreeMap::new();
        for message in self.log("message") {
            *arrivals.entry(header(&message, "Message-ID")).or_default() += 1;
        }
        arrivals
    }

    /// Waits until something stands in the log.
    fn wait_for(&self, event: &str, count: usize) {
        let began = Instant::now();
        while self.log(event).len() < count {
            let waited = began.elapsed();
            assert!(
                waited < Duration::from_secs(60),
                "the server saw no {event}"
            );
            std::thread::yield_now();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.orders.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn road(settings: ServerSettings) -> MailRoad {
    MailRoad::Server(Box::new(SmtpServer::new(settings).unwrap()))
}

/// Whether Python can import something. In CI it must.
fn python_has(modules: &str) -> bool {
    let imported = Command::new("python3")
        .args(["-c", &format!("import {modules}")])
        .stderr(Stdio::null())
        .status();
    let has = imported.is_ok_and(|status| status.success());
    let in_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(has || !in_ci, "CI needs python3 with {modules}");
    if !has {
        eprintln!("NOT TRIED: this test needs python3 with {modules}: pip install aiosmtpd==1.4.6");
    }
    has
}

fn header(message: &Value, name: &str) -> String {
    let headers = message["headers"].as_array().unwrap();
    let mut found = headers.iter().filter(|header| header[0] == name);
    let value = found.next().unwrap()[1].as_str().unwrap().to_owned();
    assert!(found.next().is_none(), "{name} stands there twice");
    value
}

/// An account in which so many learners are to be told that they were disconnected.
fn account_with_mail(messages: usize) -> Account {
    let mut account = Account::seeded(messages as u64 * 6 + 20);
    let mut user = 0;
    while outbox(&mut account).len() < messages {
        user += 1;
        // Who has no profile connected is refused, and so is nobody.
        let _ = account.execute(&Op::People(PeopleOp::Disconnect {
            users: vec![UserId(user)],
        }));
        assert!(user < 10_000, "nobody can be disconnected");
    }
    account
}

/// The same, its mail going to a server that asks for encryption.
fn account_on(server: &Server, messages: usize) -> Account {
    let mut account = account_with_mail(messages);
    account
        .service
        .set_mail_road(&server.road(Security::StartTls));
    account
}

fn outbox(account: &mut Account) -> Vec<MailRow> {
    let page = Page {
        offset: 0,
        limit: 10_000,
    };
    match account.load(&Query::Outbox(page)) {
        Answer::Outbox(found) => found.rows,
        other => panic!("{other:?}"),
    }
}

fn states(account: &mut Account) -> Vec<MailState> {
    outbox(account).iter().map(|mail| mail.state).collect()
}

fn all_sent(account: &mut Account) -> bool {
    states(account)
        .iter()
        .all(|state| *state == MailState::Sent)
}

/// Works in the background as the console does, until nothing is under way.
fn deliver(account: &mut Account) {
    account.settle();
}

#[test]
fn a_burst_goes_through_one_encrypted_connection_with_one_sign_in() {
    let modes = [
        ("starttls", Security::StartTls, "PLAIN"),
        ("tls", Security::Tls, "PLAIN"),
        ("login", Security::Tls, "LOGIN"),
    ];
    for (mode, security, mechanism) in modes {
        let Some(server) = Server::start(mode, "none") else {
            return;
        };
        let mut account = account_with_mail(5);
        account.service.set_mail_road(&server.road(security));
        deliver(&mut account);
        assert!(all_sent(&mut account), "{:?}", outbox(&mut account));
        let messages = server.log("message");
        assert_eq!(messages.len(), 5);
        assert_eq!(server.arrivals().len(), 5);
        let peers: BTreeSet<u64> = messages
            .iter()
            .map(|message| message["peer"].as_u64().unwrap())
            .collect();
        assert_eq!(peers.len(), 1, "{mode}: one connection");
        assert!(messages.iter().all(|message| message["user"] == "learning"));
        if mode == "starttls" {
            assert!(messages.iter().all(|message| message["encrypted"] == true));
        }
        let signed_in = server.log("auth");
        assert_eq!(signed_in.len(), 1);
        assert_eq!(signed_in[0]["mechanism"], mechanism);
    }
}

#[test]
fn what_arrives_reads_as_it_was_written() {
    let Some(server) = Server::start("plain", "none") else {
        return;
    };
    let mut account = account_with_mail(2);
    let mut settings = server.settings(Security::None);
    settings.sign_in = None;
    account.service.set_mail_road(&road(settings));
    deliver(&mut account);
    let messages = server.log("message");
    for mail in outbox(&mut account) {
        let message = messages
            .iter()
            .find(|message| message["recipients"][0] == mail.to.as_str())
            .unwrap();
        assert_eq!(message["defects"], Value::Array(Vec::new()));
        assert_eq!(message["sender"], "learning@enigma.example");
        assert_eq!(header(message, "Subject"), mail.subject);
        assert_eq!(header(message, "To"), mail.to);
        assert_eq!(
            header(message, "From"),
            "Pusat Bełajar <learning@enigma.example>"
        );
        assert_eq!(header(message, "Auto-Submitted"), "auto-generated");
        let body = message["body"].as_str().unwrap().replace("\r\n", "\n");
        assert_eq!(body.trim_end(), mail.body.trim_end());
        assert!(message["raw"].as_str().unwrap().is_ascii());
    }
}

/// What goes wrong for now, and what is in the way then: the message waits.
const PASSING: [(&str, MailTroubleKind); 14] = [
    ("greeting", MailTroubleKind::Greeting),
    ("sender-550", MailTroubleKind::Sender),
    ("relay-554", MailTroubleKind::Sender),
    ("rcpt-421", MailTroubleKind::Unreachable),
    ("ehlo 550 5.7.1 who are you", MailTroubleKind::Greeting),
    (
        "rcpt 550 5.7.26 unauthenticated mail is not accepted",
        MailTroubleKind::Sender,
    ),
    (
        "rcpt 554 5.7.1 client host is blocked",
        MailTroubleKind::Sender,
    ),
    ("rcpt 550 relaying denied", MailTroubleKind::Sender),
    (
        "mail 550 5.1.8 no such domain of the sender",
        MailTroubleKind::Sender,
    ),
    (
        "data 550 5.7.1 sender may not send as this address",
        MailTroubleKind::Sender,
    ),
    ("rcpt 530 5.7.0 sign in first", MailTroubleKind::SignIn),
    ("rcpt-451", MailTroubleKind::Deferred),
    ("data-451", MailTroubleKind::Deferred),
    ("auth-535", MailTroubleKind::SignIn),
];

#[test]
fn a_server_that_fails_in_any_way_loses_nothing_and_gets_nothing_twice() {
    for (fault, kind) in PASSING {
        let Some(mut server) = Server::start("starttls", fault) else {
            return;
        };
        let mut account = account_on(&server, 3);
        deliver(&mut account);
        let tried: Vec<MailRow> = outbox(&mut account)
            .into_iter()
            .filter(|mail| mail.attempts > 0)
            .collect();
        // Trouble that befalls every message is found out with one.
        let wanted = if kind.concerns_all() { 1 } else { 3 };
        assert_eq!(tried.len(), wanted, "{fault}");
        for mail in tried {
            assert_eq!(mail.state, MailState::Queued, "{fault}");
            let trouble = mail.trouble.unwrap();
            assert_eq!(trouble.kind, kind, "{fault}: {trouble:?}");
            let stored = trouble.stored();
            for secret in ["sesame", "AGxlYXJuaW5n", "b3BlbiBz"] {
                assert!(!stored.contains(secret), "{stored}");
            }
        }
        assert!(server.arrivals().is_empty());
        server.fault("none");
        deliver(&mut account);
        assert!(
            server.arrivals().is_empty(),
            "{fault}: nothing before the pause is over"
        );
        account.clock.pass(LONGEST_PAUSE);
        deliver(&mut account);
        assert!(
            all_sent(&mut account),
            "{fault}: {:?}",
            outbox(&mut account)
        );
        let arrivals = server.arrivals();
        assert_eq!(arrivals.len(), 3, "{fault}");
        assert!(arrivals.values().all(|count| *count == 1), "{fault}");
    }
}

#[test]
fn what_the_server_refuses_is_failed_with_its_words_and_can_be_sent_again() {
    for (fault, words) in [
        ("rcpt-550", "550 5.1.1 no such mailbox"),
        ("rcpt 550 5.7.133 members only", "550 5.7.133 members only"),
        ("rcpt 552 5.2.2 mailbox full", "552 5.2.2 mailbox full"),
        ("data-554", "554 5.6.0 not this text"),
        ("controls", "␛[31mno␇ long long"),
    ] {
        let Some(mut server) = Server::start("starttls", fault) else {
            return;
        };
        let mut account = account_on(&server, 2);
        deliver(&mut account);
        for mail in outbox(&mut account) {
            assert_eq!(mail.state, MailState::Failed);
            let trouble = mail.trouble.unwrap();
            assert_eq!(trouble.kind, MailTroubleKind::Refused);
            assert!(trouble.words.contains(words), "{trouble:?}");
            assert!(trouble.words.chars().count() <= 301);
        }
        server.fault("none");
        account.clock.pass(LONGEST_PAUSE);
        deliver(&mut account);
        assert!(server.arrivals().is_empty(), "nothing by itself");
        let ids: Vec<MailId> = outbox(&mut account).iter().map(|mail| mail.id).collect();
        for id in ids {
            account
                .execute(&Op::Account(AccountOp::SendAgain(id)))
                .unwrap();
        }
        deliver(&mut account);
        assert!(all_sent(&mut account));
        assert_eq!(server.arrivals().len(), 2);
    }
}

#[test]
fn the_last_letter_to_somebody_deleted_that_is_refused_is_gone_and_the_log_says_so() {
    let Some(mut server) = Server::start("starttls", "none") else {
        return;
    };
    let mut account = account_with_letters("vic@enigma.example");
    account
        .service
        .set_mail_road(&road(server.settings(Security::StartTls)));
    deliver(&mut account);
    server.fault("rcpt-550");
    let request = RequestId(1);
    account
        .execute(&Op::Request(RequestOp::Verify {
            request,
            how: Some("called back".to_owned()),
        }))
        .unwrap();
    account
        .execute(&Op::Request(RequestOp::Do {
            request,
            phrase: None,
            unverified: None,
        }))
        .unwrap();
    account.settle();
    account.clock.pass(LONGEST_PAUSE);
    deliver(&mut account);
    assert!(
        outbox(&mut account)
            .iter()
            .all(|mail| mail.to != "vic@enigma.example")
    );
    let lost = LogFilter {
        act: Some("mail_lost".to_owned()),
        ..LogFilter::default()
    };
    let Answer::Log(found) = account.load(&Query::Log {
        filter: lost,
        page: Page {
            offset: 0,
            limit: 5,
        },
    }) else {
        panic!("no log");
    };
    assert_eq!(found.total, 1, "{found:?}");
    let told = format!("{:?}", found.rows[0].detail);
    assert!(
        told.contains("#1") && told.contains("550 5.1.1 no such mailbox"),
        "{told}"
    );
    assert!(!told.contains("vic@"), "{told}");
    assert_eq!(
        account.files_with("vic@enigma.example"),
        Vec::<std::path::PathBuf>::new()
    );
}

#[test]
fn a_last_letter_that_leaves_late_takes_its_address_out_of_the_files() {
    for (fault, sent, failed) in [("none", 2, 0), ("rcpt-550", 0, 2)] {
        let Some(mut server) = Server::start("starttls", "none") else {
            return;
        };
        let mut account = account_with_letters("vic@enigma.example");
        account
            .service
            .set_mail_road(&road(server.settings(Security::StartTls)));
        deliver(&mut account);
        server.fault("rcpt-451");
        account
            .execute(&Op::Request(RequestOp::Do {
                request: RequestId(1),
                phrase: None,
                unverified: Some("they came by".to_owned()),
            }))
            .unwrap();
        account.settle();
        assert!(
            outbox(&mut account)
                .iter()
                .any(|mail| mail.to == "vic@enigma.example"),
            "the letter waits"
        );
        server.fault(fault);
        account.clock.pass(LONGEST_PAUSE);
        let delivery = account.service.deliver(&account.session).unwrap();
        assert_eq!(
            (delivery.sent, delivery.failed, delivery.queued),
            (sent, failed, 0)
        );
        // The reader of this account holds the database open, so that nothing is taken away by closing it.
        assert_eq!(
            account.files_with("vic@enigma.example"),
            Vec::<std::path::PathBuf>::new(),
            "{fault}"
        );
    }
}

/// An account in which somebody is to be told whose address has letters beyond ASCII before the `@`.
fn account_with_letters(address: &str) -> Account {
    let mut account = account_with_mail(1);
    let user = outbox(&mut account)[0].user.unwrap();
    let Answer::Profile(Some(profile)) = account.load(&Query::Profile(user)) else {
        panic!("nobody");
    };
    let mut change = Box::new(offboard::domain::user::InfoChange {
        seen: profile.employee.clone(),
        wanted: profile.employee,
    });
    change.wanted.email = Some(EmailAddress::parse(address).unwrap());
    account
        .execute(&Op::People(PeopleOp::Edit { user, change }))
        .unwrap();
    let request = NewRequest {
        user,
        kind: RequestKind::Delete,
        channel: "Phone".to_owned(),
        asked_by: String::new(),
        note: String::new(),
    };
    account
        .execute(&Op::Request(RequestOp::New(Box::new(request))))
        .unwrap();
    account
}

#[test]
fn an_address_beyond_ascii_is_served_where_the_server_offers_it_and_fails_in_clear_words_where_not()
{
    let address = "zażółć@enigma.example";
    for (mode, arrives) in [("utf8", true), ("plain", false)] {
        let Some(server) = Server::start(mode, "none") else {
            return;
        };
        let mut account = account_with_letters(address);
        let mut settings = server.settings(Security::None);
        settings.sign_in = None;
        account.service.set_mail_road(&road(settings.clone()));
        deliver(&mut account);
        let mails = outbox(&mut account);
        let (mail, others): (Vec<_>, Vec<_>) = mails.iter().partition(|mail| mail.to == address);
        assert_eq!((mail.len(), others.len()), (1, 1));
        // Whoever comes before or after is served in any case.
        assert_eq!(others[0].state, MailState::Sent);
        if arrives {
            assert_eq!(mail[0].state, MailState::Sent, "{:?}", mail[0]);
            let messages = server.log("message");
            let mut found = messages.iter();
            let message = found.find(|message| message["recipients"][0] == address);
            let message = message.unwrap();
            assert_eq!(header(message, "To"), address);
            assert_eq!(message["defects"], Value::Array(Vec::new()));
            continue;
        }
        assert_eq!(mail[0].state, MailState::Failed);
        let trouble = mail[0].trouble.clone().unwrap();
        assert_eq!(trouble.kind, MailTroubleKind::Letters);
        let said = wording::mail_trouble(&Texts::new(Language::English), &trouble);
        assert!(
            said.contains("SMTPUTF8") && said.contains(address),
            "{said}"
        );
        // A server that offers it gets it, under the same Message-ID, when it is sent again.
        let Some(better) = Server::start("utf8", "none") else {
            return;
        };
        settings.port = better.port;
        account.service.set_mail_road(&road(settings));
        account
            .execute(&Op::Account(AccountOp::SendAgain(mail[0].id)))
            .unwrap();
        deliver(&mut account);
        assert!(all_sent(&mut account));
        assert_eq!(better.arrivals().len(), 1);
    }
}

#[test]
fn a_server_is_greeted_with_a_name_and_hears_domains_as_it_knows_them() {
    for set in [None, Some("learning.enigma.example")] {
        let Some(server) = Server::start("plain", "picky") else {
            return;
        };
        let mut account = account_with_letters("eva@müller.example");
        let mut settings = server.settings(Security::None);
        settings.sign_in = None;
        settings.hello = set.map(str::to_owned);
        account.service.set_mail_road(&road(settings));
        deliver(&mut account);
        assert!(all_sent(&mut account), "{:?}", outbox(&mut account));
        let names = server.log("ehlo");
        let name = names[0]["name"].as_str().unwrap();
        assert!(set.is_none_or(|set| set == name), "{name}");
        let messages = server.log("message");
        let to = |message: &Value| message["recipients"][0].as_str().map(str::to_owned);
        let all: Vec<_> = messages.iter().filter_map(to).collect();
        assert!(
            all.contains(&"eva@xn--mller-kva.example".to_owned()),
            "{all:?}"
        );
    }
}

#[test]
fn a_line_without_end_costs_the_server_its_connection_and_nobody_else_anything() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let sent = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut sent = 0_usize;
        while sent < 1_000_000_000 && stream.write_all(&[b'2'; 8_192]).is_ok() {
            sent += 8_192;
        }
        sent
    });
    let mut account = account_with_mail(2);
    let settings = ServerSettings {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::None,
        sender: Sender::default(),
        hello: None,
        sign_in: None,
        authorities: None,
        patience: Patience::default(),
    };
    account.service.set_mail_road(&road(settings));
    let session = account.session.clone();
    let delivery = account.service.deliver(&session).unwrap();
    assert_eq!((delivery.sent, delivery.failed, delivery.queued), (0, 0, 2));
    // Whoever asked is told why nothing went.
    let trouble = delivery.trouble.unwrap();
    assert_eq!(trouble.kind, MailTroubleKind::Unreachable, "{trouble:?}");
    assert!(sent.join().unwrap() < 100_000_000);
}

#[test]
fn only_a_connection_lost_after_the_text_makes_a_duplicate_with_the_same_id() {
    let Some(mut server) = Server::start("starttls", "after-data") else {
        return;
    };
    let mut account = account_on(&server, 3);
    deliver(&mut account);
    for mail in outbox(&mut account) {
        assert_eq!(mail.state, MailState::Queued);
        assert_eq!(mail.trouble.unwrap().kind, MailTroubleKind::Unconfirmed);
    }
    server.fault("none");
    account.clock.pass(LONGEST_PAUSE);
    deliver(&mut account);
    assert!(all_sent(&mut account));
    let arrivals = server.arrivals();
    assert_eq!(arrivals.len(), 3, "each under its own id: {arrivals:?}");
    assert!(arrivals.values().all(|count| *count == 2), "{arrivals:?}");
}

#[test]
fn a_connection_that_the_server_closed_between_two_messages_is_made_anew() {
    let Some(mut server) = Server::start("starttls", "drop-idle") else {
        return;
    };
    let mut account = account_on(&server, 1);
    deliver(&mut account);
    server.fault("none");
    server.wait_for("hung up", 1);
    let id = outbox(&mut account)[0].id;
    let next = (1..500).find(|user| {
        let op = Op::People(PeopleOp::Disconnect {
            users: vec![UserId(*user)],
        });
        account.execute(&op).is_ok() && outbox(&mut account)[0].id != id
    });
    assert!(next.is_some());
    deliver(&mut account);
    assert!(all_sent(&mut account), "{:?}", outbox(&mut account));
    assert!(server.arrivals().values().all(|count| *count == 1));
}

#[test]
fn nobody_waits_for_a_server_that_does_not_answer() {
    let Some(mut server) = Server::start("starttls", "stall") else {
        return;
    };
    let mut account = account_on(&server, 2);
    assert!(account.service.step().unwrap().mail_is_under_way);
    server.wait_for("stalled", 1);
    // The delivery takes three minutes by itself: that this ends shows that no step waits for it.
    for _ in 0..100 {
        let step = account.service.step().unwrap();
        assert!(step.mail_is_under_way && !step.more);
    }
    let disconnected = account.execute(&Op::People(PeopleOp::Disconnect {
        users: vec![UserId(1)],
    }));
    drop(disconnected);

    // A process that ends meanwhile leaves the message queued and claimed for a time.
    server.fault("none");
    let (road, before) = (server.road(Security::StartTls), outbox(&mut account).len());
    let mut account = account.reopen();
    account.service.set_mail_road(&road);
    deliver(&mut account);
    let claimed: Vec<MailState> = states(&mut account);
    let queued = |states: &[MailState]| {
        let queued = states.iter().filter(|state| **state == MailState::Queued);
        queued.count()
    };
    assert_eq!(queued(&claimed), 1, "{claimed:?}");
    account.clock.pass(CLAIM);
    deliver(&mut account);
    assert!(all_sent(&mut account));
    assert_eq!(server.arrivals().len(), before);
}

#[test]
fn an_answer_that_never_comes_is_given_up_in_time() {
    let Some(server) = Server::start("starttls", "stall") else {
        return;
    };
    let mut account = account_with_mail(1);
    let mut settings = server.settings(Security::StartTls);
    settings.patience.message = Duration::from_millis(200);
    account.service.set_mail_road(&road(settings));
    deliver(&mut account);
    let trouble = outbox(&mut account)[0].trouble.clone().unwrap();
    assert_eq!(trouble.kind, MailTroubleKind::Unconfirmed);
    assert_eq!(trouble.words, "timed out");
}

#[test]
fn a_server_that_cannot_be_trusted_gets_nothing() {
    let Some(server) = Server::start("starttls", "none") else {
        return;
    };
    let Some(other) = Server::start("plain", "none") else {
        return;
    };
    let mut strange = server.settings(Security::StartTls);
    strange.authorities = Some(std::fs::read(other.authority()).unwrap());
    let mut public = server.settings(Security::StartTls);
    public.authorities = None;
    let mut unencrypted = other.settings(Security::StartTls);
    unencrypted.authorities = None;
    let mut misnamed = server.settings(Security::StartTls);
    misnamed.host = "127.0.0.2".to_owned();
    let mut account = account_with_mail(1);
    for (what, settings) in [
        ("a strange authority", strange),
        ("an unknown authority", public),
        ("no STARTTLS", unencrypted),
    ] {
        account.service.set_mail_road(&road(settings));
        account.clock.pass(LONGEST_PAUSE);
        deliver(&mut account);
        let trouble = outbox(&mut account)[0].trouble.clone().unwrap();
        assert_eq!(
            trouble.kind,
            MailTroubleKind::Encryption,
            "{what}: {trouble:?}"
        );
    }
    assert!(server.log("auth").is_empty() && other.log("auth").is_empty());
    assert!(server.arrivals().is_empty() && other.arrivals().is_empty());
}

#[test]
fn two_processes_send_each_message_once() {
    let Some(server) = Server::start("starttls", "none") else {
        return;
    };
    let mut account = account_with_mail(40);
    let mut other = Service::open(&account.database, surroundings(&account.clock)).unwrap();
    let road = server.road(Security::StartTls);
    other.set_mail_road(&road);
    account.service.set_mail_road(&road);
    let session = account.session.clone();
    let beside = std::thread::spawn(move || other.deliver(&session).unwrap());
    account.service.deliver(&account.session).unwrap();
    beside.join().unwrap();
    deliver(&mut account);
    assert!(all_sent(&mut account));
    let arrivals = server.arrivals();
    assert_eq!(arrivals.len(), 40);
    assert!(arrivals.values().all(|count| *count == 1), "{arrivals:?}");
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told to its end")]
fn no_text_from_data_makes_a_header_by_either_road() {
    let Some(server) = Server::start("starttls", "none") else {
        return;
    };
    let wicked = "Enigma\r\nBcc: everybody@enigma.example\r\n\r\nHub\u{0}\u{1b}[31m\u{202e}Żółw";
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("account").join("offboard.db");
    let clock = Account::seeded(0).clock;
    let new = NewAccount {
        account: wicked.to_owned(),
        admin_name: wicked.to_owned(),
        admin_email: "dewi@admin.example".to_owned(),
        passphrase: None,
        language: Language::English,
    };
    let Ok(mut service) = Service::create(&database, &new, surroundings(&clock)) else {
        return;
    };
    let mut reader = service.reader().unwrap();
    let session = reader.sole_operator().unwrap().unwrap();
    service.seed(&session, 30, 1, &mut |_| true).unwrap();
    for user in 1..30 {
        let users = vec![UserId(user)];
        let _ = service.execute(&session, &Op::People(PeopleOp::Disconnect { users }), None);
    }
    let mail = folder.path().join("mail");
    service.set_mail_road(&MailRoad::Folder(mail.clone(), Sender::default()));
    assert!(service.deliver(&session).unwrap().sent > 0);
    let parse = "import email, email.policy, json, pathlib, sys\n\
                 for path in pathlib.Path(sys.argv[1]).iterdir():\n\
                 \x20   m = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)\n\
                 \x20   print(json.dumps({'headers': [[n, str(v)] for n, v in m.items()], 'defects': \
                 [repr(d) for d in m.defects]}))";
    let parsed = Command::new("python3")
        .args(["-c", parse, mail.to_str().unwrap()])
        .output()
        .unwrap();
    let parsed = String::from_utf8(parsed.stdout).unwrap();
    let mut messages: Vec<Value> = parsed
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(!messages.is_empty());
    let page = Page {
        offset: 0,
        limit: 100,
    };
    let Answer::Outbox(found) = reader.load(&session, &Query::Outbox(page)).unwrap() else {
        panic!("no outbox");
    };
    service.set_mail_road(&server.road(Security::StartTls));
    rusqlite::Connection::open(&database)
        .and_then(|db| db.execute("UPDATE outbox SET state = 'queued'", []))
        .unwrap();
    assert_eq!(
        service.deliver(&session).unwrap().queued,
        0,
        "{:?}",
        found.rows
    );
    messages.extend(server.log("message"));
    for message in &messages {
        let names: BTreeSet<&str> = message["headers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|header| header[0].as_str().unwrap())
            .collect();
        assert!(!names.contains("Bcc"), "{message}");
        assert_eq!(names.len(), 9, "{message}");
        assert_eq!(message["defects"], Value::Array(Vec::new()));
        let subject = header(message, "Subject");
        assert!(subject.contains("Enigma␍␊Bcc"), "{subject}");
    }
}

/// The program, with a configuration file that names a server.
fn program(account: &Account, config: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offboard"));
    command
        .arg("--db")
        .arg(&account.database)
        .arg("--config")
        .arg(config)
        .args(words)
        .env("OFFBOARD_SMTP_PASSWORD", "open sesame")
        .stdin(Stdio::null());
    command
}

/// Changes the outbox behind the program's back.
fn change_outbox(account: &Account, change: &str) {
    let db = rusqlite::Connection::open(&account.database).unwrap();
    db.busy_timeout(Duration::from_secs(60)).unwrap();
    db.execute(&format!("UPDATE outbox SET {change}"), [])
        .unwrap();
}

fn config_for(account: &Account, server: &Server) -> PathBuf {
    let text = format!(
        "[mail]\nhost = \"localhost\"\nport = {}\nfrom = \"Learning <learning@enigma.example>\"\n\
         username = \"learning\"\nca_file = \"{}\"\n",
        server.port,
        server.authority().display()
    );
    account.file("config.toml", text)
}

#[test]
fn the_command_line_delivers_by_the_configured_server_and_tells_no_password() {
    let Some(server) = Server::start("starttls", "auth-535") else {
        return;
    };
    let account = account_with_mail(2);
    let config = config_for(&account, &server);
    // The program goes by this machine's clock.
    change_outbox(&account, "not_before = 1");
    let mut told = String::new();
    for words in [
        &["outbox", "send"][..],
        &["outbox", "list", "--format", "json"],
    ] {
        let ran = program(&account, &config, words).output().unwrap();
        told += &String::from_utf8_lossy(&ran.stdout);
        told += &String::from_utf8_lossy(&ran.stderr);
    }
    assert!(told.contains("sign_in: 535"), "{told}");
    for secret in ["sesame", "AGxlYXJuaW5n", "b3BlbiBz"] {
        assert!(!told.contains(secret), "{told}");
    }
}

#[test]
fn a_process_that_is_killed_while_it_delivers_leaves_at_most_one_message_in_doubt() {
    const MESSAGES: usize = 30;
    let Some(server) = Server::start("starttls", "none") else {
        return;
    };
    let mut account = account_with_mail(MESSAGES);
    let config = config_for(&account, &server);
    // The program goes by this machine's clock.
    change_outbox(&account, "not_before = 1");
    let mut kills = 0;
    while !all_sent(&mut account) && kills < MESSAGES {
        let before = server.log("message").len();
        let mut child = program(&account, &config, &["outbox", "send"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while server.log("message").len() < before + 5 && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        // Time passes until nobody claims anything any more.
        change_outbox(&account, "sending_until = 1");
    }
    assert!(kills > 1 && all_sent(&mut account), "{kills} kills");
    let arrivals = server.arrivals();
    assert_eq!(arrivals.len(), MESSAGES, "nothing is lost");
    let twice: usize = arrivals.values().map(|count| count - 1).sum();
    assert!(twice <= kills, "{twice} duplicates after {kills} kills");
}
