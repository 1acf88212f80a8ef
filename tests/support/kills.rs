//! Deaths at every point that something passes: each life ends at the next one, and a new process goes on.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use offboard::service::{Points, Service, Surroundings};

use crate::support::{Account, surroundings};

/// The points that a life has passed, in their order.
pub type Passed = Arc<Mutex<Vec<String>>>;

/// Lives again and again, each time until the next point, until a life passes them all. Every one of these points must be
/// reached. `life` answers whether it died.
pub fn at_every_point(
    fewest: usize,
    wanted: &[&str],
    mut life: impl FnMut(usize, &Passed) -> bool,
) {
    let passed = Passed::default();
    let mut reached = BTreeSet::new();
    let mut at = 0;
    loop {
        passed.lock().unwrap().clear();
        let died = life(at, &passed);
        reached.extend(passed.lock().unwrap().iter().cloned());
        if !died {
            break;
        }
        at += 1;
    }
    for point in wanted {
        assert!(
            reached.contains(*point),
            "{point} is never reached: {reached:?}"
        );
    }
    assert!(at > fewest, "{at} kills");
}

impl Account {
    /// Goes on in a process that dies at the point of this number; later points are passed.
    pub fn dies_at(&mut self, at: usize, passed: &Passed) {
        let passed = Arc::clone(passed);
        let points = Points::watched_by(move |point| {
            let mut seen = passed.lock().unwrap();
            seen.push(point.to_owned());
            let dies = seen.len() == at + 1;
            drop(seen);
            assert!(!dies, "killed");
        });
        let surroundings = Surroundings {
            points,
            ..surroundings(&self.clock)
        };
        self.service = Service::open(&self.database, surroundings).unwrap();
        self.reader = self.service.reader().unwrap();
    }
}
