//! How a hub begins: its threads are started on an account.

use std::sync::Mutex;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc;
use std::thread;

use crate::service::Service;

use super::hub::{Account, Hub, Listeners, Order, Stopped};
use super::threads::{ForReaders, Writer};

impl Hub {
    /// Opens an account. The database is opened on the writer's thread; consoles hear when it is.
    pub fn open(account: Account) -> Self {
        Self::begin(account, None)
    }

    /// Works for an account that is open already, from now on, whether or not there is a console: calls to the provider's
    /// server that nobody makes are made too.
    pub fn of(service: Service, account: Account) -> Self {
        let hub = Self::begin(account, Some(service));
        let _ = hub.orders.send(Order::Carry(hub.orders.clone()));
        hub
    }

    fn begin(account: Account, service: Option<Service>) -> Self {
        let (questions, asked) = mpsc::channel();
        let (long, waiting) = mpsc::channel();
        let (orders, wanted) = mpsc::channel();
        let listeners = Listeners::default();
        let stopped = Stopped::default();
        let readers = ForReaders {
            asked,
            waiting,
            stopped: stopped.clone(),
        };
        let writer = Writer::new(account, listeners.clone(), readers, orders.clone());
        let writer = thread::spawn(move || writer.work(service, &wanted));
        Self {
            questions,
            long,
            orders,
            listeners,
            stopped,
            seats: AtomicU64::new(0),
            writer: Mutex::new(Some(writer)),
        }
    }
}
