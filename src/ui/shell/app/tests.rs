//! The app by itself: events in, effects compared, nothing outside.

use std::time::Duration;

use crate::command::key::keys;
use crate::domain::Language;
use crate::domain::id::{BatchId, OperatorId, UserId};
use crate::domain::look::{Colours, OwnTheme, Part, Tone};
use crate::domain::operator::{Role, Session};
use crate::domain::plan::{Basis, Changes, Outcome, Plan, Receipt};
use crate::domain::query::{Answer, Query, UsersPage};
use crate::domain::reason::Reason;
use crate::domain::settings::Theme;
use crate::domain::time::Timestamp;
use crate::domain::user::UserRow;
use crate::domain::{Window, license::LicenseStatus};
use crate::error::Error;
use crate::service::WorkStep;
use crate::ui::shell::app::App;
use crate::ui::shell::context::{Capabilities, Context};
use crate::ui::shell::event::{Effect, Event, Reply, Ticket};
use crate::ui::shell::layer::Wish;
use crate::ui::shell::route::Route;

fn app(role: Role) -> App {
    let context = Context::new(Language::English, Theme::Dark, Capabilities::default());
    let mut app = App::new(context);
    app.update(Event::Opened {
        missing: false,
        session: Some(Session {
            operator: OperatorId(1),
            name: "Dewi Lestari".to_owned(),
            role,
            proof: Default::default(),
            came: None,
        }),
        notices: Vec::new(),
    });
    app
}

/// Presses keys one after the other, each so long after the one before that no screen is waited for any more.
fn press(app: &mut App, line: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for key in keys(line) {
        let (now, moment) = (app.context().now, app.context().moment);
        app.set_time(now, moment + Duration::from_secs(1));
        effects = app.update(Event::Key(key));
    }
    effects
}

fn of_users(effects: &[Effect]) -> Option<(Ticket, String)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Load(ticket, Query::Users(question)) => {
            Some((*ticket, question.filter.search.clone()))
        }
        _ => None,
    })
}

/// Answers a plan that reaches one learner; answers the effects that follow.
fn plan(app: &mut App, effects: &[Effect], basis: u64) -> Vec<Effect> {
    let [Effect::Plan(ticket, op)] = effects else {
        panic!("{effects:?}");
    };
    let plan = Plan {
        provider: None,
        op: op.clone(),
        basis: Basis(basis),
        reaches: 1,
        sample: Vec::new(),
        refused: Vec::new(),
        refused_total: 0,
        seats: 0,
        warnings: Vec::new(),
        roster: Default::default(),
        request: None,
        letters: Vec::new(),
        mailed: Vec::new(),
        learning: None,
    };
    app.update(Event::Reply(*ticket, Ok(Reply::Plan(Box::new(plan)))))
}

fn page(name: &str) -> UsersPage {
    let row = UserRow {
        at_provider: None,
        job_title: String::new(),
        language: None,
        invited_at: None,
        attributes: std::collections::BTreeMap::new(),
        id: UserId(7),
        name: name.to_owned(),
        email: None,
        unique_id: None,
        license: LicenseStatus::None,
        connected: true,
        on_hold: false,
        groups: Vec::new(),
        last_active: None,
    };
    UsersPage {
        window: Window {
            rows: vec![row],
            offset: 0,
            total: 1,
        },
        all: 9,
        ..UsersPage::default()
    }
}

fn answer(app: &mut App, ticket: Ticket, answer: Answer) -> Vec<Effect> {
    app.update(Event::Reply(ticket, Ok(Reply::Answer(answer))))
}

fn shows(app: &App, text: &str) -> bool {
    let backend = ratatui::backend::TestBackend::new(80, 24);
    let Ok(mut terminal) = ratatui::Terminal::new(backend);
    let Ok(drawn) = terminal.draw(|frame| {
        app.view(frame);
    });
    let lines = crate::ui::shell::driver::lines(drawn.buffer);
    lines.iter().any(|line| line.contains(text))
}

#[test]
fn each_letter_of_a_search_asks_anew_and_only_the_latest_answer_is_shown() {
    let mut app = app(Role::FullAdmin);
    press(&mut app, "2 /");
    let first = of_users(&press(&mut app, "'s'"));
    let second = of_users(&press(&mut app, "'i'"));
    let (Some((first, one)), Some((second, two))) = (first, second) else {
        panic!("nothing was asked");
    };
    assert_eq!((one.as_str(), two.as_str()), ("s", "si"));
    assert_eq!(first.asker, second.asker);
    assert!(first.serial < second.serial);
    answer(&mut app, second, Answer::Users(page("Siti")));
    answer(&mut app, first, Answer::Users(page("Sam")));
    assert!(shows(&app, "Siti") && !shows(&app, "Sam"));
}

#[test]
fn a_key_typed_before_the_rows_are_there_means_the_first_of_them() {
    let mut app = app(Role::FullAdmin);
    let asked = |effects: &[Effect]| effects.iter().any(|one| matches!(one, Effect::Plan(..)));
    let effects = press(&mut app, "2");
    let Some((rows, _)) = of_users(&effects) else {
        panic!("nothing was asked");
    };
    for key in keys("d") {
        assert_eq!(app.update(Event::Key(key)), [], "nobody is there yet");
    }
    for effect in &effects {
        if let Effect::Load(ticket, Query::Groups) = effect {
            assert!(!asked(&answer(
                &mut app,
                *ticket,
                Answer::Groups(Vec::new())
            )));
        }
    }
    let effects = answer(&mut app, rows, Answer::Users(page("Siti")));
    assert!(asked(&effects), "the key was kept");
}

#[test]
fn a_role_that_may_not_is_told_and_nothing_is_asked() {
    let mut app = app(Role::Auditor);
    let effects = press(&mut app, "2");
    let Some((ticket, _)) = of_users(&effects) else {
        panic!("nothing was asked");
    };
    answer(&mut app, ticket, Answer::Users(page("Siti")));
    assert_eq!(press(&mut app, "d"), []);
    assert!(shows(&app, "▲"));
}

#[test]
fn an_act_is_planned_confirmed_and_run_on_its_plan() {
    let mut app = app(Role::FullAdmin);
    let effects = press(&mut app, "2");
    let Some((ticket, _)) = of_users(&effects) else {
        panic!("nothing was asked");
    };
    answer(&mut app, ticket, Answer::Users(page("Siti")));
    let effects = press(&mut app, "d");
    assert_eq!(plan(&mut app, &effects, 5), []);
    // The safe button has the focus.
    assert_eq!(press(&mut app, "enter"), []);
    let effects = press(&mut app, "d");
    plan(&mut app, &effects, 6);
    let effects = press(&mut app, "right enter");
    let [Effect::Run(ticket, _, basis)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(*basis, Some(Basis(6)));
    // Pressed again while it is being done, it is not done twice.
    assert_eq!(press(&mut app, "enter"), []);
    // A plan that is out of date is made again, without the operator having to ask.
    let effects = app.update(Event::Reply(*ticket, Err(Error::Stale)));
    assert!(matches!(effects.as_slice(), [Effect::Plan(..)]));
}

#[test]
fn a_change_reloads_the_screen_that_shows_it_and_the_covered_one_when_uncovered() {
    let mut app = app(Role::FullAdmin);
    press(&mut app, "2 1");
    assert_eq!(app.route(), Some(Route::Home));
    let outcome = Outcome {
        receipt: Receipt::SettingsSaved,
        changes: Changes::GROUPS,
    };
    let ticket = Ticket {
        asker: 99,
        serial: 99,
    };
    let effects = app.update(Event::Reply(ticket, Ok(Reply::Outcome(outcome))));
    assert_eq!(effects, [], "Home shows no groups");
    let effects = press(&mut app, "2");
    assert!(of_users(&effects).is_some(), "the users were covered");
    let effects = press(&mut app, "1 2");
    assert_eq!(effects, [], "nothing changed since");
}

#[test]
fn background_work_reloads_at_most_four_times_a_second() {
    let mut app = app(Role::FullAdmin);
    let step = || WorkStep {
        more: true,
        changes: Changes::USERS,
        ..WorkStep::default()
    };
    app.set_time(Timestamp(0), Duration::from_secs(1));
    assert!(!app.update(Event::Step(step())).is_empty());
    app.set_time(Timestamp(0), Duration::from_millis(1_100));
    assert_eq!(app.update(Event::Step(step())), []);
    assert!(
        app.wakes_after()
            .is_some_and(|wait| wait <= Duration::from_millis(150))
    );
    app.set_time(Timestamp(0), Duration::from_millis(1_250));
    assert!(!app.update(Event::Tick).is_empty());
}

#[test]
fn with_nothing_to_wait_for_the_console_sleeps() {
    let mut app = app(Role::FullAdmin);
    let effects = press(&mut app, "1");
    assert_eq!(effects, []);
    // The first questions are still unanswered: they keep it awake only to say that it waits.
    assert!(app.wakes_after().is_some());
    let mut serial = 0;
    while app.wakes_after().is_some() && serial < 100 {
        serial += 1;
        for asker in 1..=100 {
            let ticket = Ticket { asker, serial };
            answer(&mut app, ticket, Answer::Home(Box::default()));
        }
    }
    assert_eq!(app.wakes_after(), None);
}

#[test]
fn a_finished_batch_is_told_with_the_way_to_it_and_the_toast_goes() {
    let mut app = app(Role::FullAdmin);
    app.update(Event::Step(WorkStep {
        finished: Some(BatchId(42)),
        ..WorkStep::default()
    }));
    assert!(shows(&app, "Batch 42 is over"));
    app.set_time(Timestamp(0), Duration::from_secs(60));
    app.update(Event::Tick);
    assert!(!shows(&app, "Batch 42 is over"));
    app.update(Event::Step(WorkStep {
        finished: Some(BatchId(42)),
        ..WorkStep::default()
    }));
    press(&mut app, "ctrl-o");
    assert_eq!(app.route(), Some(Route::Batch(BatchId(42))));
}

#[test]
fn an_act_that_failed_is_told_even_when_whoever_asked_has_gone() {
    let mut app = app(Role::FullAdmin);
    app.out.wish(Wish::Speak(Language::Indonesian));
    let effects = app.update(Event::Tick);
    let [Effect::Run(ticket, ..)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let refused = Error::NotAllowed(Reason::Disabled);
    app.update(Event::Reply(*ticket, Err(refused)));
    assert!(shows(&app, "▲"));
}

/// Capabilities with colours, and no theme chosen at the start.
fn coloured() -> Capabilities {
    Capabilities {
        colours: Colours::All,
        ..Capabilities::default()
    }
}

const WHITE: Tone = Tone([255; 3]);

#[test]
fn the_theme_is_as_light_as_the_terminal_says_at_the_beginning() {
    let lit = |moment: u64, capabilities: Capabilities| {
        let context = Context::new(Language::English, Theme::Dark, capabilities);
        let mut app = App::new(context);
        app.set_time(Timestamp(0), Duration::from_secs(moment));
        app.update(Event::Paper(WHITE));
        app.context().theme
    };
    assert_eq!(lit(0, coloured()), Theme::Light);
    // Nobody's colours change while they read.
    assert_eq!(lit(3, coloured()), Theme::Dark);
    let chosen = Capabilities {
        theme_is_chosen: true,
        ..coloured()
    };
    assert_eq!(lit(0, chosen), Theme::Dark);
    assert_eq!(lit(0, Capabilities::default()), Theme::Plain);
}

#[test]
fn the_theme_that_an_operator_chose_is_not_that_of_the_terminal() {
    let mut context = Context::new(Language::English, Theme::Dark, coloured());
    context.prefer(&crate::domain::query::Preferences {
        theme: Some(Theme::HighContrast),
        ..Default::default()
    });
    context.lie_on(WHITE);
    assert_eq!(context.theme, Theme::HighContrast);
}

#[test]
fn a_theme_that_somebody_made_stands_in_the_list_and_is_come_back_to() {
    let own = OwnTheme::on(Theme::Light, &[(Part::Paper, WHITE)]).ok();
    let mut app = app(Role::FullAdmin);
    app.context.capabilities = coloured();
    let Some(own) = own else {
        panic!("it can be read");
    };
    app.context.paint_own(own);
    let made = app.context.palette;
    press(&mut app, "ctrl-p 'theme' enter");
    assert!(shows(&app, "Your own"));
    press(&mut app, "home enter");
    assert_eq!(app.context.own_theme, Some((own, false)));
    assert_ne!(app.context.palette, made);
    press(&mut app, "ctrl-p 'theme' enter end enter");
    assert_eq!(app.context.palette, made);
}

#[test]
fn where_nothing_is_to_move_progress_goes_in_steps_and_the_end_is_told_at_once() {
    use crate::domain::batch::{BatchState, Progress};
    use crate::domain::query::BatchProgress;
    let mut app = app(Role::FullAdmin);
    app.context.calm = true;
    let mut at = |done| {
        app.update(Event::Step(WorkStep {
            progress: Some(BatchProgress {
                batch: BatchId(42),
                state: BatchState::Processing,
                progress: Progress { done, total: 1_000 },
                rate: 7,
                deleted: done,
            }),
            changes: Changes::USERS,
            ..WorkStep::default()
        }));
        app.context.running.map(|running| running.progress.done)
    };
    assert_eq!(
        [1, 2, 99, 100, 199].map(&mut at),
        [1, 1, 1, 100, 100].map(Some)
    );
    app.update(Event::Step(WorkStep {
        finished: Some(BatchId(42)),
        ..WorkStep::default()
    }));
    assert!(shows(&app, "Batch 42 is over"));
    assert_eq!(app.context.running, None);
}
