//! The reading side: who is here, questions, and what an act would do.

use std::sync::Arc;

use super::{Reader, answers, noting};
use crate::domain::op::{ImportOp, Op, Secret};
use crate::domain::operator::Session;
use crate::domain::plan::Plan;
use crate::domain::query::{Answer, Query};
use crate::domain::reason::Reason;
use crate::error::{Error, Result, Trouble};
use crate::service::account::access;
use crate::store::Store;

impl Reader {
    /// The operator who needs not sign in: the only one, without a passphrase.
    pub fn sole_operator(&mut self) -> Result<Option<Session>> {
        let operators = self.store.db().operators()?;
        match operators.as_slice() {
            [only] if !only.has_passphrase && !only.disabled => {
                Ok(Some(crate::service::account::passphrase::session(only)))
            }
            // An account has an operator from its first commit on.
            [] => Err(Trouble::Damaged("there is no operator".to_owned()).into()),
            _ => Ok(None),
        }
    }

    /// Signs an operator in.
    pub fn sign_in(&mut self, name: &str, secret: &Secret) -> Result<Session> {
        let mut store = Store::open(&self.core.place.database)?;
        crate::service::account::passphrase::sign_in(&mut store, &self.core, name, secret)
    }

    /// Whether whoever came with a key is to be asked for the passphrase before something of risk.
    pub fn lacks_proof(&mut self, session: &Session) -> Result<bool> {
        let now = self.core.now();
        self.store.read(|db| {
            let operator = access::operator(db, session)?;
            match access::prove_for_risk(db, session, &operator, now) {
                Err(Error::NotAllowed(Reason::PassphraseAsked)) => Ok(true),
                other => other.map(|()| false),
            }
        })
    }

    /// Asks whoever is at a console already for the passphrase.
    pub fn prove(&mut self, session: &Session, secret: &Secret) -> Result<Session> {
        let mut store = Store::open(&self.core.place.database)?;
        crate::service::account::passphrase::prove(&mut store, &self.core, session, secret)
    }

    /// Answers a question.
    pub fn load(&mut self, session: &Session, query: &Query) -> Result<Answer> {
        let operator = access::authorise(&self.store.db(), session, query.permission())?;
        answers::answer(&mut self.store, &self.core, &operator, query)
    }

    /// Whether a question waits until a whole order or count is made: others need not wait behind it.
    pub fn takes_long(&self, query: &Query) -> bool {
        answers::take_long(&self.store.db(), &self.core, query)
    }

    /// Another reader like this one, for a thread of its own.
    pub fn another(&self) -> Result<Self> {
        let store = Store::open_reader(&self.core.place.database)?;
        let core = Arc::clone(&self.core);
        Ok(Self { store, core })
    }

    /// The first rows of a page of users, where they can be had without finding all: for the moment after a keystroke.
    pub fn glance(&mut self, session: &Session, query: &Query) -> Result<Option<Answer>> {
        let Query::Users(question) = query else {
            return Ok(None);
        };
        let core = &self.core;
        self.store.read(|db| {
            access::authorise(db, session, query.permission())?;
            Ok(answers::glance(db, core, question)?.map(Answer::Users))
        })
    }

    /// Says what an act would do.
    pub fn plan(&mut self, session: &Session, op: &Op) -> Result<Plan> {
        let core = &self.core;
        let _timed = core.timings().phase("plan");
        let allowed = access::authorise(&self.store.db(), session, op.permission());
        noting::refusals_of(core, session, op, allowed)?;
        core.may_write()?;
        let planned = self.store.read(|db| {
            let operator = access::authorise(db, session, op.permission())?;
            let judged = crate::service::ops::judge(db, core, &operator, op)?;
            let mut plan = judged.plan;
            let from = core.mail()?.sender.to_string();
            plan.letters = crate::service::mail::letters::letters_of(db, &plan, &from, core.now())?;
            if let (Op::Import(ImportOp::Users(import)), Some(deeds)) = (op, &judged.roster) {
                let mailing = crate::service::ops::mailing(db, core, import, deeds)?;
                (plan.mailed, plan.letters) = (mailing.counts, mailing.letters);
            }
            Ok(plan)
        });
        noting::refusals_of_plan(core, session, op, planned)
    }

    /// Stops this reader's question from another thread.
    pub fn interrupt_handle(&self) -> crate::store::Interrupt {
        self.store.interrupt_handle()
    }
}
