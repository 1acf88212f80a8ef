//! Toasts: what was done, for a few seconds above the last line, with the way to it.

use std::time::Duration;

use super::route::Route;

/// How a toast is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It was done.
    Done,
    /// Something to know.
    Notice,
    /// It could not be done.
    Refused,
}

/// A short message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// What it says.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// Where what was done can be seen.
    pub way: Option<Route>,
    /// Until when it stays, once shown.
    pub until: Option<Duration>,
}

impl Toast {
    /// Says what was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Done)
    }

    /// Says something to know.
    pub fn notice(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Notice)
    }

    /// Says what could not be done.
    pub fn refused(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Refused)
    }

    /// With the way to it.
    #[must_use]
    pub fn leading_to(self, route: Route) -> Self {
        Self {
            way: Some(route),
            ..self
        }
    }

    fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self {
            text: text.into(),
            tone,
            way: None,
            until: None,
        }
    }

    /// How long it stays: long enough to be read.
    pub fn lasts(&self) -> Duration {
        let letters = u64::try_from(self.text.chars().count()).unwrap_or(u64::MAX);
        Duration::from_millis((3_000 + letters.saturating_mul(50)).min(12_000))
    }

    /// The sign that says how it is meant without colour.
    pub const fn sign(&self) -> &'static str {
        match self.tone {
            Tone::Done => "✓",
            Tone::Notice => "●",
            Tone::Refused => "▲",
        }
    }
}
