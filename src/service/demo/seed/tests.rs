//! The seeded account: the same every time, unique where it must be, and of the shape that is promised.

use std::collections::BTreeSet;

use super::*;
use crate::domain::identifier::{EmailAddress, UniqueId};

const NOW: Timestamp = Timestamp(1_790_000_000);

#[test]
fn the_same_seed_and_index_make_the_same_learner_whatever_was_made_before() {
    let seeder = Seeder::new(7, 1_000, NOW);
    let mut reused = SeedLearner::default();
    for index in [999, 3, 500, 137, 41] {
        seeder.fill(index, &mut reused);
        assert_eq!(reused, Seeder::new(7, 50, NOW).learner(index));
    }
    assert_ne!(seeder.learner(500), Seeder::new(8, 1_000, NOW).learner(500));
}

#[test]
fn identifiers_are_valid_and_never_repeat() {
    let seeder = Seeder::new(1, 60_000, NOW);
    let mut emails = BTreeSet::new();
    let mut ids = BTreeSet::new();
    let mut without = 0;
    for learner in seeder.all() {
        assert!(UniqueId::parse(&learner.unique_id).is_ok());
        assert!(ids.insert(learner.unique_id));
        let Some(email) = learner.email else {
            without += 1;
            continue;
        };
        assert!(email.ends_with("enigma.example"));
        assert!(EmailAddress::parse(&email).is_ok(), "{email}");
        assert!(!emails.contains(&email), "{email} stands twice");
        emails.insert(email);
    }
    assert_eq!(without, 60_000 / 200);
}

#[test]
fn nothing_a_learner_has_is_out_of_bounds() {
    let seeder = Seeder::new(3, 5_000, NOW);
    for learner in seeder.all() {
        assert!(
            learner
                .groups
                .iter()
                .all(|group| usize::from(*group) < seeder.groups().len())
        );
        let courses: BTreeSet<_> = learner.progress.iter().map(|begun| begun.course).collect();
        assert_eq!(courses.len(), learner.progress.len());
        assert!(learner.activity.is_sorted_by_key(|sitting| sitting.at));
        let sat: u32 = learner
            .activity
            .iter()
            .map(|sitting| u32::from(sitting.minutes))
            .sum();
        assert_eq!(
            sat,
            learner
                .progress
                .iter()
                .map(|begun| begun.minutes)
                .sum::<u32>()
        );
        assert_eq!(
            learner.last_active,
            learner.activity.last().map(|sitting| sitting.at)
        );
        assert!(learner.last_active.is_none_or(|at| at < NOW.0));
        assert!(learner.hold.is_none_or(|(_, since)| since < NOW.0));
        for begun in &learner.progress {
            assert!(usize::from(begun.course) < seeder.courses().len());
            assert!((1..=100).contains(&begun.percent));
            assert_eq!(begun.completed_at.is_some(), begun.percent == 100);
            assert!(begun.completed_at.is_none_or(|at| at <= begun.last_at));
        }
    }
}

#[test]
#[expect(clippy::cast_precision_loss, reason = "averages of small counts")]
fn a_learner_has_on_average_what_the_reference_work_says() {
    let learners: Vec<_> = Seeder::new(1, 20_000, NOW).all().collect();
    let average = |count: fn(&SeedLearner) -> usize| {
        learners.iter().map(count).sum::<usize>() as f64 / learners.len() as f64
    };
    let near = |found: f64, wanted: f64| (found / wanted - 1.0).abs() < 0.05;
    assert!(near(average(|learner| learner.licenses.len()), 1.0));
    assert!(near(average(|learner| learner.groups.len()), 3.0));
    assert!(near(average(|learner| learner.progress.len()), 5.0));
    assert!(near(average(|learner| learner.activity.len()), 20.0));
    let held = average(|learner| usize::from(learner.hold.is_some()));
    assert!(held > 0.0 && held < 0.01);
}

#[test]
fn there_are_seats_for_everybody_whatever_the_size() {
    for size in [0, 1, 10, 99, 250, 1_000, 12_345] {
        let seeder = Seeder::new(5, size, NOW);
        for (place, license) in (0..).zip(seeder.license_types()) {
            let holds = |learner: &SeedLearner| learner.licenses.iter().any(|held| held.0 == place);
            let taken = seeder.all().filter(holds).count() as u64;
            assert!(
                taken <= license.seats,
                "{size}: {taken} of {}",
                license.seats
            );
        }
    }
}

#[test]
fn the_cast_is_in_every_account_and_operators_and_requests_name_it() {
    let seeder = Seeder::new(9, 250, NOW);
    assert_eq!(seeder.learner(0).first_name, "Siti");
    for operator in OPERATORS
        .iter()
        .filter(|operator| operator.learner.is_some())
    {
        let learner = seeder.learner(operator.learner.unwrap_or_default());
        assert_eq!(
            operator.name,
            format!("{} {}", learner.first_name, learner.last_name)
        );
        assert_eq!(Some(operator.email), learner.email.as_deref());
    }
    for request in REQUESTS {
        let learner = seeder.learner(request.learner);
        assert!(learner.hold.is_none() && learner.is_activated() && learner.connected);
    }
}

#[test]
fn the_deletion_file_has_good_rows_and_bad_ones() {
    let seeder = Seeder::new(1, 250, NOW);
    assert!(seeder.learner(41).hold.is_some());
    let csv = plain_deletion_csv(&seeder);
    assert_eq!(csv.lines().count(), 37);
    let good = csv.lines().skip(1).take(24);
    for (nth, row) in good.enumerate() {
        let index = 10 + nth as u64 * 3;
        let learner = seeder.learner(index);
        assert!(learner.hold.is_none());
        let (email, id) = row.split_once(',').unwrap_or_default();
        let by_email = learner
            .email
            .is_some_and(|own| own.eq_ignore_ascii_case(email));
        assert!(by_email || id == learner.unique_id, "{row}");
    }
}
