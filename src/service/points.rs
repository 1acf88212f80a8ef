//! Named points of the work, before and after each commit, at which a trial may stop the process.
//!
//! In the shipped program nobody watches: nothing outside can make it stop at one, whatever its build.

use std::sync::Arc;

/// What watches.
type Watch = dyn Fn(&str) + Send + Sync;

/// Who hears of failpoints as they are reached.
#[derive(Clone, Default)]
pub struct Points(Option<Arc<Watch>>);

impl Points {
    /// Failpoints that somebody listens to.
    pub fn watched_by(watch: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(watch)))
    }

    /// Tells that a piece of work has come to a moment.
    pub(super) fn reach(&self, work: &str, moment: &str) {
        if let Some(watch) = &self.0 {
            watch(&format!("{work}: {moment}"));
        }
    }
}
