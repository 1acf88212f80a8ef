//! The console served to many operators over SSH, each as themselves.
//!
//! ```text
//! accept ── gate (how many, how fast) ── guest (russh: key, channels) ─┬─ console   a Session on the hub, a thread each
//!                                          │                           ├─ verb      this program as a child
//!                                        clerk (who may come)          └─ sftp      the operator's own folder
//! ```
//!
//! This is the only room in which there is a runtime: russh speaks SSH on tokio and nothing else does it as well. Without
//! `serve` none is started. Consoles keep their threads and never see it; `wire` lies between the two.
//!
//! Whoever comes holds a key that an operator has, and reaches the console, the verbs and one folder. There is no shell,
//! no forwarding, no agent, no password, and no environment but the few names in `surroundings`.

mod certificate;
mod clerk;
mod console;
mod gate;
mod guest;
mod host_key;
mod house;
mod known;
mod pseudo;
mod recording;
mod sftp;
mod surroundings;
mod told;
mod verb;
mod watch;
mod wire;
mod words;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use russh::server::Config;
use russh::{MethodKind, MethodSet};
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{SignalKind, signal};

use crate::error::{Error, Result, Trouble};
use crate::start::Serving;

use self::gate::Gate;
use self::guest::Guest;
use self::house::House;

/// How long an answer to a key that is not let in takes, whatever the reason.
const REJECTION: Duration = Duration::from_millis(500);
/// How long nothing may come before it is asked whether anybody is there.
const KEEPALIVE: Duration = Duration::from_secs(30);
/// How often it is asked in vain before the connection ends.
const KEEPALIVES: usize = 3;
/// How many keys may be tried in one connection.
const TRIES: usize = 6;
/// How much may be on its way to the server on one channel, in bytes.
const WINDOW: u32 = 1 << 20;
/// How long whoever connects has to show a key.
const GRACE: Duration = Duration::from_secs(30);
/// How long the sessions have to end before the server does.
const FAREWELL: Duration = Duration::from_secs(5);

/// Serves an account until it is asked to end.
pub fn run(serving: Serving) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Error::from(Trouble::Io(error.to_string())))?;
    let served = runtime.block_on(serve(serving));
    // What still waits for a slow disk or a client that does not read must not hold the end up.
    runtime.shutdown_timeout(Duration::from_secs(1));
    served
}

async fn serve(serving: Serving) -> Result<()> {
    let key = host_key::of(&serving)?;
    let listen = serving.listen.clone();
    let failed = |error: std::io::Error| Error::from(Trouble::Io(format!("{listen}: {error}")));
    let listener = TcpListener::bind(&listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let fingerprint = key.public_key().fingerprint(Default::default());
    let house = House::open(serving)?;
    house.say(&house.words.listening(address, &fingerprint.to_string()));
    let config = Arc::new(config(key));
    let accepting = tokio::spawn(accept(Arc::clone(&house), config, listener));
    let keeping = tokio::spawn(house::keep(Arc::clone(&house)));
    wait_for_the_end().await.map_err(failed)?;
    accepting.abort();
    keeping.abort();
    house.say(&house.words.ending());
    house.send_everybody_away(FAREWELL).await;
    house.close();
    Ok(())
}

async fn wait_for_the_end() -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

fn config(key: russh::keys::PrivateKey) -> Config {
    let mut methods = MethodSet::empty();
    methods.push(MethodKind::PublicKey);
    Config {
        server_id: russh::SshId::Standard("SSH-2.0-offboard".into()),
        methods,
        auth_rejection_time: REJECTION,
        auth_rejection_time_initial: Some(Duration::ZERO),
        keys: vec![key],
        window_size: WINDOW,
        channel_buffer_size: 16,
        max_auth_attempts: TRIES,
        // Nobody is sent away for reading: keepalive finds out who is gone.
        inactivity_timeout: None,
        keepalive_interval: Some(KEEPALIVE),
        keepalive_max: KEEPALIVES,
        nodelay: true,
        ..Config::default()
    }
}

/// Lets connections in as the gate allows.
async fn accept(house: Arc<House>, config: Arc<Config>, listener: TcpListener) {
    let gate = Gate::default();
    loop {
        match listener.accept().await {
            Ok((stream, from)) => {
                let Ok(cord) = guest::Cord::of(&stream) else {
                    continue;
                };
                let away = cord.clone();
                let Some(pass) = gate.enter(from.ip(), Instant::now(), move || away.cut()) else {
                    house.notice_crowd();
                    continue;
                };
                let (house, config) = (Arc::clone(&house), Arc::clone(&config));
                let line = (stream, cord, from);
                tokio::spawn(async move { attend(house, config, line, pass).await });
            }
            // Too many open files, or a connection that went before it was taken: others can still come.
            Err(error) => {
                house.say(&house.words.trouble(&error.to_string()));
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}

/// Attends to one connection until it ends.
async fn attend(
    house: Arc<House>,
    config: Arc<Config>,
    (stream, cord, from): (TcpStream, guest::Cord, SocketAddr),
    pass: gate::Pass,
) {
    let _ = stream.set_nodelay(true);
    let guest = Guest::new(house, from, cord.clone(), pass);
    let is_in = guest.is_in();
    let greeting = russh::server::run_stream(config, stream, guest);
    let Ok(Ok(session)) = tokio::time::timeout(GRACE, greeting).await else {
        cord.cut();
        return;
    };
    tokio::pin!(session);
    tokio::select! {
        _ = &mut session => return,
        () = tokio::time::sleep(GRACE) => {
            if !is_in.load(std::sync::atomic::Ordering::SeqCst) {
                cord.cut();
            }
        }
    }
    let _ = session.await;
}
