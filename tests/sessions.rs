//! Several consoles in one process on one account: each with its own size, language, colours and operator.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[macro_use]
mod support;

use std::io::{self, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use offboard::domain::Language;
use offboard::domain::identifier::UniqueId;
use offboard::domain::look::Colours;
use offboard::domain::op::{Op, PeopleOp, UserToAdd};
use offboard::domain::operator;
use offboard::domain::settings::Theme;
use offboard::domain::time::{Clock, Timestamp};
use offboard::domain::user::{EmployeeInfo, Profile};
use offboard::error::Result;
use offboard::service::{MailRoad, Service};
use offboard::ui::runtime::{Account as Place, Ending, Hub, Input, Remote, Session};
use offboard::ui::shell::context::{Capabilities, Context};
use offboard::ui::shell::event::Event;

use support::staff::Staff;
use support::{TestClock, surroundings};

/// A terminal far away: what is written to it is shown on its screen.
#[derive(Clone)]
struct Far(Arc<Mutex<vt100::Parser>>);

impl Far {
    fn new((columns, rows): (u16, u16)) -> Self {
        let [rows, columns] = [rows, columns].map(|size| NonZero::new(size).unwrap());
        Self(Arc::new(Mutex::new(vt100::Parser::new(rows, columns, 0))))
    }
}

impl Write for Far {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().process(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A clock that breaks.
struct Breaking(Arc<TestClock>, AtomicBool);

impl Clock for Breaking {
    fn now(&self) -> Timestamp {
        assert!(!self.1.load(Ordering::SeqCst), "broken");
        self.0.now()
    }
}

/// Somebody at a console.
struct Sitting {
    screen: Far,
    input: Input,
    console: JoinHandle<Result<Ending>>,
}

impl Sitting {
    fn begin(
        hub: &Arc<Hub>,
        clock: &Arc<TestClock>,
        who: &operator::Session,
        language: Language,
        size: (u16, u16),
    ) -> Self {
        let screen = Far::new(size);
        let front = Remote::take(screen.clone(), size, Colours::Many).unwrap();
        let session = Session::new(front, Some(who.clone()));
        let input = session.input();
        let capabilities = Capabilities {
            elsewhere: false,
            file_dialog: false,
            colours: if size.0 > 80 {
                Colours::Many
            } else {
                Colours::None
            },
            language_is_chosen: true,
            theme_is_chosen: true,
        };
        let context = Context::new(language, Theme::default(), capabilities);
        let (hub, clock) = (Arc::clone(hub), Arc::clone(clock));
        let console = thread::spawn(move || session.run(&hub, context, &*clock));
        let sitting = Self {
            screen,
            input,
            console,
        };
        // Nobody types before there is anything to type into.
        sitting.shows("Home");
        sitting.shows("40 ");
        sitting
    }

    /// Waits until the screen shows a text, never for ever.
    #[track_caller]
    fn shows(&self, text: &str) {
        let shown = || self.screen.0.lock().unwrap().screen().contents();
        let began = Instant::now();
        while !shown().contains(text) {
            assert!(began.elapsed() < Duration::from_secs(30), "{}", shown());
            thread::yield_now();
        }
    }

    /// Types, and waits for the answer of each.
    #[track_caller]
    fn walk(&mut self, steps: &[(&str, &str)]) {
        for (keys, seen) in steps {
            assert!(self.input.bytes(keys.as_bytes()));
            self.shows(seen);
        }
    }

    /// Leaves; the terminal is as it was.
    #[track_caller]
    fn leave(mut self) {
        assert!(self.input.bytes(b"\x11"));
        let began = Instant::now();
        while !self.console.is_finished() {
            assert!(began.elapsed() < Duration::from_secs(30), "does not end");
            thread::yield_now();
        }
        assert!(matches!(self.console.join().unwrap(), Ok(Ending::Left)));
        let screen = self.screen.0.lock().unwrap();
        let screen = screen.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    }
}

fn hub_on(database: &Path, clock: &Arc<TestClock>) -> Arc<Hub> {
    Arc::new(Hub::open(Place {
        database: database.to_owned(),
        mail: MailRoad::default(),
        surroundings: surroundings(clock),
    }))
}

/// An account whose service is closed, and one of its learners with a connected profile.
fn closed() -> (
    tempfile::TempDir,
    std::path::PathBuf,
    Arc<TestClock>,
    [operator::Session; 2],
    Box<Profile>,
) {
    let (mut staff, learner) = Staff::and_learner(40);
    let profile = staff.profile(learner).unwrap();
    let who = [staff.full.clone(), staff.help.clone()];
    let support::Account {
        folder,
        database,
        clock,
        ..
    } = staff.account;
    (folder, database, clock, who, profile)
}

#[test]
fn a_session_that_panics_gives_its_terminal_back_and_the_others_go_on() {
    let (_folder, database, clock, [full, help], _) = closed();
    let hub = hub_on(&database, &clock);
    let mut other = Sitting::begin(&hub, &clock, &full, Language::English, (120, 40));
    let screen = Far::new((80, 24));
    let front = Remote::take(screen.clone(), (80, 24), Colours::Many).unwrap();
    let session = Session::new(front, Some(help));
    let mut input = session.input();
    let context = Context::new(Language::English, Theme::default(), Capabilities::default());
    let breaking = Arc::new(Breaking(Arc::clone(&clock), AtomicBool::new(false)));
    let (its_hub, its_clock) = (Arc::clone(&hub), Arc::clone(&breaking));
    let console = thread::spawn(move || session.run(&its_hub, context, &*its_clock));
    let began = Instant::now();
    let is_shown = |screen: &Far| {
        screen
            .0
            .lock()
            .unwrap()
            .screen()
            .contents()
            .contains("Home")
    };
    while !is_shown(&screen) {
        assert!(began.elapsed() < Duration::from_secs(30));
        thread::yield_now();
    }
    assert!(screen.0.lock().unwrap().screen().alternate_screen());
    breaking.1.store(true, Ordering::SeqCst);
    input.bytes(b"2");
    assert!(console.join().is_err(), "it did not panic");
    let left = screen.0.lock().unwrap();
    let left = left.screen();
    assert!(!left.alternate_screen() && !left.hide_cursor() && !left.bracketed_paste());
    assert_eq!(left.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    other.walk(&[("2", "People > Users")]);
    other.leave();
    Arc::into_inner(hub).unwrap().end();
}

#[test]
fn two_operators_work_side_by_side_each_in_their_own_language_and_size() {
    let (_folder, database, clock, [full, help], learner) = closed();
    let hub = hub_on(&database, &clock);
    let mut english = Sitting::begin(&hub, &clock, &full, Language::English, (120, 40));
    let mut indonesian = Sitting::begin(&hub, &clock, &help, Language::Indonesian, (80, 24));
    let email = learner.employee.email.unwrap().as_str().to_owned();
    english.walk(&[
        ("2", "People > Users"),
        ("/", "search"),
        (&email, "1 of 40"),
        ("\r", "1 of 40"),
        ("m", "View/edit profile"),
        ("\r", "Employee info"),
    ]);
    indonesian.walk(&[
        ("2", "lisensi: semua"),
        ("/", "/"),
        (&email, "1 dari 40"),
        ("\r", "1 dari 40"),
        ("m", "View/edit profile"),
        ("\r", "Employee info"),
    ]);
    english.walk(&[
        ("m", "Disconnect LinkedIn profile"),
        ("\r", "[ Cancel ]"),
        ("\x1b[C", "[ Remove ]"),
        ("\r", "is disconnected"),
        ("", "Not connected"),
    ]);
    // What one did, the other sees without asking.
    indonesian.shows("Not connected");
    // A new size is that of one console alone.
    assert!(indonesian.input.send(Event::Resize(60, 20)));
    assert!(indonesian.input.bytes(b"\x1b"));
    assert!(indonesian.input.no_more(), "a lone Esc");
    indonesian.shows("80");
    english.shows("Not connected");
    indonesian.leave();
    english.leave();
    Arc::into_inner(hub).unwrap().end();
}

#[test]
fn a_console_at_rest_wakes_when_another_process_writes() {
    let (_folder, database, clock, [full, _], _) = closed();
    let hub = hub_on(&database, &clock);
    let console = Sitting::begin(&hub, &clock, &full, Language::English, (100, 30));
    let mut elsewhere = Service::open(&database, surroundings(&clock)).unwrap();
    // Nothing is under way: without being told, the console would look again after a minute.
    for count in 41..44 {
        let info = EmployeeInfo {
            first_name: "New".to_owned(),
            unique_id: UniqueId::parse(&format!("NEW-{count}")).ok(),
            ..EmployeeInfo::default()
        };
        let op = Op::People(PeopleOp::Add(Box::new(UserToAdd {
            info,
            ..UserToAdd::default()
        })));
        elsewhere.execute(&full, &op, None).unwrap();
        console.shows(&format!("{count} "));
    }
    console.leave();
    Arc::into_inner(hub).unwrap().end();
}

#[test]
fn a_console_that_goes_lets_the_others_work_and_the_hub_ends_whole() {
    let (_folder, database, clock, [full, help], _) = closed();
    let hub = hub_on(&database, &clock);
    let gone = Sitting::begin(&hub, &clock, &help, Language::English, (80, 24));
    // Its line is cut: nothing comes from it any more, and nothing is said.
    drop(gone);
    let mut other = Sitting::begin(&hub, &clock, &full, Language::English, (100, 30));
    other.walk(&[("2", "People > Users")]);
    other.leave();
    let opened = Service::open(&database, surroundings(&clock));
    assert!(opened.is_ok(), "the account can be opened beside");
}
