//! Named points of the work, before and after each commit, at which a trial may stop the process.
//!
//! In earnest nobody watches: a program cannot be told from outside to stop at one, whatever its build.

use std::sync::Arc;

/// What watches.
type Watch = dyn Fn(&str) + Send + Sync;

/// Who is told of points as they are reached.
#[derive(Clone, Default)]
pub struct Points(Option<Arc<Watch>>);

impl Points {
    /// Points that are told to somebody.
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
