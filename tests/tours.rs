//! Tours are tests: every step of every tour, in both languages and at two sizes, must find on screen what it says.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use offboard::domain::Language;
use offboard::domain::time::Timestamp;
use offboard::error::Error;
use offboard::tour::guide::Phase;
use offboard::tour::rehearsal::{Rehearsal, Setting, picture};
use offboard::tour::{Pace, Sight, Tour, caption, cast};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// 2026-11-21T12:00:00Z.
const NOON: Timestamp = Timestamp(1_795_262_400);
const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

fn setting(language: Language, size: (u16, u16)) -> Setting {
    Setting {
        language,
        zone: jiff::tz::TimeZone::UTC,
        size,
        pace: Pace::Normal,
        begins: NOON,
    }
}

/// Plays a tour and looks at every caption; answers how many stood.
fn play(tour: &Tour, setting: &Setting, mut look: impl FnMut(&Rehearsal)) -> Result<usize, Error> {
    let mut rehearsal = Rehearsal::begin(tour.clone(), setting)?;
    let mut seen = 0;
    rehearsal.play(|rehearsal| {
        let guide = rehearsal.guide();
        if matches!(guide.phase(), Phase::Reading(_)) && guide.number() == seen {
            seen += 1;
            look(rehearsal);
        }
        Ok(())
    })?;
    Ok(seen)
}

#[track_caller]
fn plays_to_its_end(name: &str) {
    let tour = Tour::named(name).unwrap();
    std::thread::scope(|scope| {
        for language in Language::ALL {
            let tour = &tour;
            scope.spawn(move || {
                for size in SIZES {
                    let setting = setting(language, size);
                    let seen = play(tour, &setting, caption_covers_nothing);
                    let seen =
                        seen.unwrap_or_else(|error| panic!("{language:?} {size:?}: {error}"));
                    assert_eq!(seen, tour.steps.len(), "{language:?} {size:?}");
                }
            });
        }
    });
}

/// The caption stands on screen, whole, and what it speaks of beside it.
fn caption_covers_nothing(rehearsal: &Rehearsal) {
    let (guide, frame) = (rehearsal.guide(), rehearsal.frame());
    let screen = rehearsal.screen();
    let place = caption::area(screen, guide, false).unwrap();
    let number = guide.number() + 1;
    assert_eq!(place, place.intersection(frame.area), "step {number}");
    let focus = caption::focus(screen, guide);
    assert!(
        !focus.is_empty(),
        "step {number} speaks of nothing on\n{}",
        picture(screen)
    );
    // In a terminal the caption also says which keys lead the tour, and is that much taller.
    for place in [place, caption::area(screen, guide, true).unwrap()] {
        for part in &focus {
            assert!(
                !place.intersects(*part),
                "the caption of step {number} at {place} covers {part}:\n{}",
                picture(&frame)
            );
        }
    }
    let said = guide
        .step()
        .unwrap()
        .caption
        .in_language(guide.texts().language());
    let shown = within(&frame, place);
    for word in said.split_whitespace() {
        assert!(
            shown.contains(word),
            "step {number}: {word}:\n{}",
            picture(&frame)
        );
    }
}

/// The text within a part of a frame.
fn within(frame: &Buffer, place: Rect) -> String {
    place
        .positions()
        .map(|position| frame[position].symbol())
        .collect()
}

#[test]
fn disconnect_finds_what_it_says() {
    plays_to_its_end("disconnect");
}

#[test]
fn bulk_deletion_finds_what_it_says() {
    plays_to_its_end("bulk-deletion");
}

#[test]
fn help_desk_request_finds_what_it_says() {
    plays_to_its_end("help-desk-request");
}

#[test]
fn first_day_finds_what_it_says() {
    plays_to_its_end("first-day");
}

#[test]
fn provider_finds_what_it_says() {
    plays_to_its_end("provider");
}

#[test]
fn the_tour_of_a_scim_server_plays_to_its_end_in_both_languages_at_two_sizes() {
    plays_to_its_end("scim");
}

#[test]
fn every_tour_is_played_here() {
    let names: Vec<String> = Tour::all()
        .unwrap()
        .into_iter()
        .map(|tour| tour.name)
        .collect();
    let mut played = [
        "disconnect",
        "bulk-deletion",
        "help-desk-request",
        "first-day",
        "provider",
        "scim",
    ];
    played.sort_unstable();
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, played);
}

#[test]
fn a_tour_that_no_longer_matches_fails_with_a_picture_of_the_screen() {
    let mut tour = Tour::named("disconnect").unwrap();
    tour.steps[3]
        .sees
        .push(Sight::Same("View/edit soul".to_owned()));
    let fault = play(&tour, &setting(Language::English, (80, 24)), |_| {}).unwrap_err();
    let told = fault.to_string();
    for part in [
        "step 4",
        "View/edit soul",
        "View/edit profile",
        "Enigma Hub",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let mut tour = Tour::named("disconnect").unwrap();
    tour.steps[1].keys = offboard::tour::Typed::Same("4".to_owned());
    assert!(play(&tour, &setting(Language::Indonesian, (80, 24)), |_| {}).is_err());
    let mut tour = Tour::named("disconnect").unwrap();
    tour.steps[2]
        .gone
        .push(Sight::Same("Siti Aminah".to_owned()));
    assert!(play(&tour, &setting(Language::English, (80, 24)), |_| {}).is_err());
}

#[test]
fn both_languages_say_something_of_their_own_at_every_step() {
    for tour in Tour::all().unwrap() {
        assert_ne!(tour.title.en, tour.title.id, "{}", tour.name);
        for (number, step) in (1..).zip(&tour.steps) {
            let place = format!("{}, step {number}", tour.name);
            assert_ne!(step.caption.en, step.caption.id, "{place}");
            for text in [&step.caption.en, &step.caption.id] {
                assert!(text.len() > 20 && text.len() < 260, "{place}: {text}");
                assert!(!text.contains('!'), "{place}: {text}");
            }
        }
    }
}

#[test]
fn a_recording_replayed_by_a_terminal_ends_on_the_screen_of_the_console() {
    for (language, size) in [
        (Language::English, (80, 24)),
        (Language::Indonesian, (120, 40)),
    ] {
        let setting = setting(language, size);
        let tour = Tour::named("disconnect").unwrap();
        let mut recorded = Vec::new();
        cast::record(tour.clone(), &setting, &mut recorded).unwrap();
        let text = String::from_utf8(recorded).unwrap();
        let mut lines = text.lines();
        let header: serde_json::Value = serde_json::from_str(lines.next().unwrap()).unwrap();
        assert_eq!(header["version"], 2);
        assert_eq!(
            (header["width"].as_u64(), header["height"].as_u64()),
            (Some(size.0.into()), Some(size.1.into()))
        );
        assert_eq!(header["timestamp"], NOON.0);
        let (rows, columns) = (size.1.try_into().unwrap(), size.0.try_into().unwrap());
        let mut terminal = vt100::Parser::new(rows, columns, 0);
        let (mut before, mut marks) = (0.0, 0);
        for line in lines {
            let event: serde_json::Value = serde_json::from_str(line).unwrap();
            let at = event[0].as_f64().unwrap();
            assert!(at >= before, "{line}");
            before = at;
            match event[1].as_str().unwrap() {
                "o" => terminal.process(event[2].as_str().unwrap().as_bytes()),
                "m" => marks += 1,
                other => panic!("{other}"),
            }
        }
        assert_eq!(marks, tour.steps.len());
        let mut rehearsal = Rehearsal::begin(tour, &setting).unwrap();
        rehearsal.play(|_| Ok(())).unwrap();
        let wanted = picture(&rehearsal.frame());
        let shown: Vec<String> = terminal
            .screen()
            .rows(0, size.0)
            .map(|row| row.trim_end().to_owned())
            .collect();
        assert_eq!(shown.join("\n"), wanted);
        let length = 60.0..150.0;
        assert!(
            length.contains(&before),
            "{before} s are not made for reading"
        );
    }
}
