//! The sentences of the server: on its stderr, and to those whom it sends away.

use std::net::SocketAddr;

use crate::sanitise::visible;
use crate::say;
use crate::service::WorkStep;
use crate::service::account::coming::{Coming, Welcome};
use crate::texts::Texts;

use super::known::{Farewell, Known};

/// The sentences, in one language.
#[derive(Clone)]
pub(super) struct Told(Texts);

impl Told {
    pub(super) const fn new(texts: Texts) -> Self {
        Self(texts)
    }

    pub(super) fn listening(&self, address: SocketAddr, key: &str) -> String {
        let (address, key) = (address.to_string(), key.to_owned());
        say!(self.0, "serve-listening", address = address, key = key)
    }

    pub(super) fn ending(&self) -> String {
        say!(self.0, "serve-ending")
    }

    pub(super) fn came(&self, known: &Known) -> String {
        say!(
            self.0,
            "serve-came",
            number = known.sitting().to_string(),
            name = visible(&known.session.name).into_owned(),
            address = known.coming.address.clone(),
            key = known.coming.key.clone()
        )
    }

    pub(super) fn went(&self, known: &Known) -> String {
        let name = visible(&known.session.name).into_owned();
        let number = known.sitting().to_string();
        say!(self.0, "serve-went", number = number, name = name)
    }

    pub(super) fn stranger(&self, coming: &Coming, why: &Welcome, others: u64) -> String {
        let why = match why {
            Welcome::Unknown | Welcome::Operator(_) => say!(self.0, "serve-why-unknown"),
            Welcome::Revoked => say!(self.0, "serve-why-revoked"),
            Welcome::Disabled => say!(self.0, "serve-why-disabled"),
            Welcome::Untrusted => say!(self.0, "serve-why-untrusted"),
            Welcome::NoOne => say!(self.0, "serve-why-no-one"),
        };
        say!(
            self.0,
            "serve-stranger",
            why = why,
            key = coming.key.clone(),
            address = coming.address.clone(),
            others = others
        )
    }

    pub(super) fn crowd(&self, count: u64) -> String {
        say!(self.0, "serve-crowd", count = count)
    }

    pub(super) fn trouble(&self, technical: &str) -> String {
        let technical = visible(technical).into_owned();
        say!(self.0, "serve-trouble", technical = technical)
    }

    pub(super) fn tidied(&self, count: u64) -> String {
        say!(self.0, "serve-tidied", count = count)
    }

    /// What a step in the background came to, where somebody should know.
    pub(super) fn step(&self, step: &WorkStep) -> Option<String> {
        if let Some(batch) = step.resumed {
            let batch = batch.to_string();
            return Some(say!(self.0, "cli-runner-resumes", batch = batch));
        }
        if let Some((batch, technical)) = &step.paused {
            let paused = say!(self.0, "cli-paused", batch = batch.to_string());
            return Some(format!("{paused} {}", self.trouble(technical)));
        }
        let batch = step.finished?.to_string();
        Some(say!(self.0, "serve-batch-ended", batch = batch))
    }

    pub(super) fn farewell(&self, farewell: Farewell) -> String {
        match farewell {
            Farewell::Gone => String::new(),
            Farewell::ServerEnds => say!(self.0, "serve-farewell-ends"),
            Farewell::Disabled => say!(self.0, "serve-farewell-disabled"),
            Farewell::KeyGone => say!(self.0, "serve-farewell-key"),
            Farewell::Expired => say!(self.0, "serve-farewell-expired"),
            Farewell::Ended => say!(self.0, "serve-farewell-ended"),
        }
    }

    pub(super) fn full(&self) -> String {
        say!(self.0, "serve-full")
    }

    pub(super) fn unclear(&self) -> String {
        say!(self.0, "serve-unclear")
    }

    pub(super) fn needs_terminal(&self) -> String {
        say!(self.0, "serve-needs-terminal")
    }

    pub(super) fn broken(&self) -> String {
        say!(self.0, "serve-broken")
    }
}
