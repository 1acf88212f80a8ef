//! Asks whoever came with a key for the passphrase, before an act of risk, where there is a terminal.

use super::context::{Context, Failure, Open};
use crate::domain::op::Secret;
use crate::domain::reason::Reason;
use crate::error::{Error, Result};
use crate::say;

impl Context {
    /// The passphrase of whoever is named: from the environment, else asked for. Nobody's is empty.
    pub(super) fn passphrase(&mut self, name: &str) -> Result<Secret> {
        let given = std::env::var("OFFBOARD_PASSPHRASE").ok();
        if let Some(passphrase) = given.filter(|given| !given.is_empty()) {
            return Ok(Secret(passphrase));
        }
        let question = say!(self.texts, "cli-ask-passphrase", name = name.to_owned());
        let typed = self.output.ask_secret(&question).map(Secret);
        typed.ok_or_else(|| Error::Usage(say!(self.texts, "cli-usage-passphrase")))
    }

    /// Asks whoever came with a key for the passphrase.
    pub(super) fn prove(&mut self, open: &mut Open) -> Result<()> {
        let name = open.session.name.clone();
        let question = say!(self.texts, "cli-ask-passphrase", name = name);
        let secret = self.output.ask_secret(&question).map(Secret);
        let secret = secret.ok_or(Error::NotAllowed(Reason::PassphraseAsked))?;
        open.session = open.reader.prove(&open.session, &secret)?;
        Ok(())
    }

    /// The same before a backup takes the place of the database, where the account says so.
    pub fn prove_before_restoring(&mut self, open: &mut Open) -> std::result::Result<(), Failure> {
        if self.output.can_ask() && open.reader.lacks_proof(&open.session)? {
            self.prove(open)?;
        }
        Ok(())
    }
}
