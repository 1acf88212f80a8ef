//! Who may come is asked of the database on a thread of its own: one question after the other, none of which a connection
//! waits for longer than the database does.

use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, PoisonError};
use std::thread;

use tokio::sync::oneshot;

use crate::domain::Language;
use crate::domain::operator::Session;
use crate::domain::sitting::SittingKind;
use crate::error::{Error, Result};
use crate::service::Reader;
use crate::service::account::coming::{Coming, Welcome};

use super::known::Known;

/// A question to the database.
type Question = Box<dyn FnOnce(&mut Reader) + Send>;

/// The way to the thread.
pub(super) struct Clerk(Sender<Question>);

impl Clerk {
    /// Begins the thread; it ends with the last way to it.
    pub(super) fn begin(mut reader: Reader) -> Self {
        let (questions, asked) = mpsc::channel::<Question>();
        thread::spawn(move || {
            for question in asked {
                question(&mut reader);
            }
        });
        Self(questions)
    }

    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Reader) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        let asked = self.0.send(Box::new(move |reader| {
            let _ = answer.send(question(reader));
        }));
        let gone = || Error::Bug("nobody answers who may come".to_owned());
        asked.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }

    /// Works on another database from now on.
    pub(super) fn turn_to(&self, other: Reader) {
        let _ = self.0.send(Box::new(move |reader| *reader = other));
    }

    /// Says who comes.
    pub(super) async fn welcome(&self, coming: &Coming) -> Result<Welcome> {
        let coming = coming.clone();
        self.ask(move |reader| reader.welcome(&coming)).await
    }

    /// A number that is another one once somebody has written.
    pub(super) async fn state_of_account(&self) -> Result<i64> {
        self.ask(Reader::state_of_account).await
    }

    /// Whether certificates are trusted at all.
    pub(super) async fn trusts_certificates(&self) -> Result<bool> {
        self.ask(Reader::trusts_certificates).await
    }

    /// Puts on record that somebody has come; answers the number of the session.
    pub(super) async fn has_come(&self, session: &Session, coming: &Coming) -> Result<i64> {
        let (session, coming) = (session.clone(), coming.clone());
        self.ask(move |reader| reader.has_come(&session, &coming))
            .await
    }

    /// The same for somebody who is here already, once another database is open.
    pub(super) fn is_here(&self, known: &Arc<Known>) {
        let known = Arc::clone(known);
        self.note(move |reader| {
            let come = reader.has_come(&known.session, &known.coming)?;
            known.sitting.store(come, Ordering::SeqCst);
            let kinds = known.kinds.lock().unwrap_or_else(PoisonError::into_inner);
            kinds.iter().try_for_each(|kind| reader.uses(come, *kind))
        });
    }

    /// Notes what a session is used for.
    pub(super) async fn uses(&self, known: &Arc<Known>, kind: SittingKind) {
        let known = Arc::clone(known);
        let noted = self.ask(move |reader| {
            let mut kinds = known.kinds.lock().unwrap_or_else(PoisonError::into_inner);
            kinds.insert(kind);
            reader.uses(known.sitting(), kind)
        });
        // What it is used for is shown and decides nothing: whoever is here goes on.
        let _ = noted.await;
    }

    /// The language of the account.
    pub(super) async fn language(&self) -> Result<Language> {
        self.ask(Reader::language_of_account).await
    }

    /// Where consoles are recorded, and for how many days recordings are kept.
    pub(super) async fn recordings(&self) -> Result<(Option<PathBuf>, u16)> {
        self.ask(Reader::recordings).await
    }

    /// The folder of recordings, and for how many days they are kept.
    pub(super) async fn kept_recordings(&self) -> Result<(PathBuf, u16)> {
        self.ask(|reader| Ok((reader.recordings_folder(), reader.recordings()?.1)))
            .await
    }

    /// Sessions that somebody wants to end.
    pub(super) async fn to_be_ended(&self) -> Result<Vec<i64>> {
        self.ask(Reader::to_be_ended).await
    }

    /// Puts on record that a session is over, when there is time for it.
    pub(super) fn has_gone(&self, sitting: i64) {
        self.note(move |reader| reader.has_gone(sitting));
    }

    /// Does something when there is time for it, for which nobody waits.
    fn note(&self, work: impl FnOnce(&mut Reader) -> Result<()> + Send + 'static) {
        let _ = self.0.send(Box::new(move |reader| {
            let _ = work(reader);
        }));
    }

    /// Puts on record that somebody was turned away, when there is time for it.
    pub(super) fn was_turned_away(&self, coming: &Coming) {
        let coming = coming.clone();
        self.note(move |reader| reader.was_turned_away(&coming));
    }

    /// Waits until everything that was asked before is done.
    pub(super) async fn is_done(&self) {
        let _ = self.ask(|_| Ok(())).await;
    }
}
