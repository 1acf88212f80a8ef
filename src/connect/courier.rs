//! A thread that delivers mail, so that nobody waits for a slow server.
//!
//! One message is under way at a time; the next one is given when the result of the last has been collected. So what a
//! kill leaves in doubt is never more than one message.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::{Mailer, OutgoingMail, trouble};
use crate::domain::mail::{MailTrouble, MailTroubleKind};

/// After how long without a message the mailer lets go of its connection.
const IDLE: Duration = Duration::from_secs(10);
/// How long the mailer may take to close its connection at the end.
const FAREWELL: Duration = Duration::from_millis(500);

/// What came of a delivery.
pub type Delivered = Result<(), MailTrouble>;

/// A mailer on a thread of its own, which begins with the first message.
pub struct Courier {
    mailer: Option<Box<dyn Mailer>>,
    road: Option<(Sender<OutgoingMail>, Receiver<Delivered>)>,
    is_busy: bool,
}

impl Courier {
    /// A courier that has nothing to do yet.
    pub const fn new(mailer: Box<dyn Mailer>) -> Self {
        Self {
            mailer: Some(mailer),
            road: None,
            is_busy: false,
        }
    }

    /// Whether a message is under way.
    pub const fn is_busy(&self) -> bool {
        self.is_busy
    }

    /// Sends a message on its way. Nothing must be under way.
    pub fn give(&mut self, mail: OutgoingMail) {
        if let Some(mailer) = self.mailer.take() {
            let (orders, wanted) = mpsc::channel();
            let (done, results) = mpsc::channel();
            thread::spawn(move || work(mailer, &wanted, &done));
            self.road = Some((orders, results));
        }
        if let Some((orders, _)) = &self.road {
            // A thread that is gone shows when the result is collected.
            let _ = orders.send(mail);
            self.is_busy = true;
        }
    }

    /// The result of the message under way, if it has come by then.
    pub fn collect(&mut self, patience: Duration) -> Option<Delivered> {
        let (_, results) = self.road.as_ref().filter(|_| self.is_busy)?;
        let result = match results.recv_timeout(patience) {
            Ok(result) => result,
            Err(RecvTimeoutError::Timeout) => return None,
            Err(RecvTimeoutError::Disconnected) => Err(stumbled()),
        };
        self.is_busy = false;
        Some(result)
    }
}

impl Drop for Courier {
    fn drop(&mut self) {
        if let Some((orders, results)) = self.road.take() {
            drop(orders);
            if !self.is_busy {
                // Ends when the thread has ended; a farewell to the server is a courtesy.
                let _ = results.recv_timeout(FAREWELL);
            }
        }
    }
}

fn work(mut mailer: Box<dyn Mailer>, wanted: &Receiver<OutgoingMail>, done: &Sender<Delivered>) {
    loop {
        match wanted.recv_timeout(IDLE) {
            Ok(mail) => {
                let delivery = AssertUnwindSafe(|| mailer.deliver(&mail));
                let result = catch_unwind(delivery).unwrap_or_else(|_| Err(stumbled()));
                if done.send(result).is_err() {
                    return;
                }
            }
            Err(RecvTimeoutError::Timeout) => mailer.rest(),
            Err(RecvTimeoutError::Disconnected) => return mailer.rest(),
        }
    }
}

fn stumbled() -> MailTrouble {
    trouble(
        MailTroubleKind::Unreachable,
        "the delivery ended unexpectedly",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;

    /// Waits until it is released, then does what it was given.
    struct Gate(Receiver<bool>);

    impl Mailer for Gate {
        fn deliver(&mut self, _: &OutgoingMail) -> Delivered {
            assert!(self.0.recv().unwrap_or_default(), "a fault");
            Ok(())
        }
    }

    fn mail() -> OutgoingMail {
        OutgoingMail {
            to: "siti@enigma.example".to_owned(),
            subject: String::new(),
            body: String::new(),
            message_id: "<0a@offboard.invalid>".to_owned(),
            date: Timestamp(0),
            automatic: true,
        }
    }

    #[test]
    fn nobody_waits_for_a_message_under_way() -> Result<(), mpsc::SendError<bool>> {
        let (open, gate) = mpsc::channel();
        let mut courier = Courier::new(Box::new(Gate(gate)));
        assert_eq!(courier.collect(Duration::ZERO), None);
        courier.give(mail());
        assert!(courier.is_busy());
        assert_eq!(courier.collect(Duration::ZERO), None);
        open.send(true)?;
        assert_eq!(courier.collect(Duration::from_secs(10)), Some(Ok(())));
        assert!(!courier.is_busy());
        Ok(())
    }

    #[test]
    fn a_mailer_with_a_fault_takes_no_message_with_it() -> Result<(), mpsc::SendError<bool>> {
        let (open, gate) = mpsc::channel();
        let mut courier = Courier::new(Box::new(Gate(gate)));
        for good in [false, true] {
            courier.give(mail());
            open.send(good)?;
            let result = courier.collect(Duration::from_secs(10));
            assert_eq!(result.map(|result| result.is_ok()), Some(good));
        }
        Ok(())
    }
}
