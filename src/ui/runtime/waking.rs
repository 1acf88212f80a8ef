//! Wakes the writer when another process writes into the database: until then it need not look.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::Sender;
use std::thread;

use crate::service::Watch;

use super::hub::Order;

/// A thread that sends [`Order::Written`], once each time it is asked to. It ends with this value.
pub(super) struct Waking {
    asks: UnixStream,
    is_asked: bool,
}

impl Waking {
    /// Begins to listen; none where it cannot.
    pub(super) fn begin(watch: Watch, orders: Sender<Order>) -> Option<Self> {
        let (asks, asked) = UnixStream::pair().ok()?;
        thread::spawn(move || listen(&watch, &asked, &orders));
        Some(Self {
            asks,
            is_asked: false,
        })
    }

    /// Asks to be woken at the next write, or at one since it was last; answers whether that will be.
    pub(super) fn ask(&mut self) -> bool {
        self.is_asked = self.is_asked || self.asks.write_all(&[0]).is_ok();
        self.is_asked
    }

    /// It has woken the writer, and does not again until it is asked.
    pub(super) fn has_woken(&mut self) {
        self.is_asked = false;
    }
}

fn listen(watch: &Watch, mut asked: &UnixStream, orders: &Sender<Order>) {
    let mut byte = [0];
    while asked.read(&mut byte).is_ok_and(|count| count > 0) {
        if !watch.wait(asked) || orders.send(Order::Written).is_err() {
            return;
        }
    }
}
