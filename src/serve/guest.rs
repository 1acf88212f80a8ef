//! One connection: who it is, and what is asked for on its channels.

use std::collections::{HashMap, HashSet};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::os::fd::AsFd as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use russh::keys::ssh_key::public::KeyData;
use russh::keys::{Certificate, PublicKey};
use russh::server::{
    Auth, ChannelOpenHandle, Handler, Msg, PublicKeyOffer, Session, VerifiedPublicKey,
};
use russh::{Channel, ChannelId, ChannelOpenFailure};

use crate::domain::sitting::SittingKind;
use crate::domain::ssh::fingerprint;
use crate::domain::time::Timestamp;
use crate::service::account::coming::{Coming, Welcome};

use super::certificate::{end, is_in_force};
use super::gate::Pass;
use super::house::House;
use super::known::Known;
use super::surroundings::{FarTerminal, Said, size};
use super::words::words;
use super::{console, pseudo, sftp, verb};

/// Channels of one connection at a time.
const CHANNELS: usize = 10;
/// How long whoever is sent away has before the line is cut.
const PARTING: Duration = Duration::from_secs(3);

/// The line itself, which can be cut whatever is under way on it.
#[derive(Clone)]
pub(super) struct Cord(Arc<TcpStream>);

impl Cord {
    pub(super) fn of(stream: &tokio::net::TcpStream) -> std::io::Result<Self> {
        let held = stream.as_fd().try_clone_to_owned()?;
        Ok(Self(Arc::new(TcpStream::from(held))))
    }

    /// Cuts it.
    pub(super) fn cut(&self) {
        let _ = self.0.shutdown(Shutdown::Both);
    }
}

/// A channel on which nothing has been asked for yet.
struct Idle {
    channel: Channel<Msg>,
    terminal: Option<FarTerminal>,
    said: Said,
}

/// One connection.
pub(super) struct Guest {
    house: Arc<House>,
    address: SocketAddr,
    cord: Cord,
    pass: Option<Pass>,
    is_in: Arc<AtomicBool>,
    /// By what somebody has shown to come, and who that is.
    shown: Option<(Coming, crate::domain::operator::Session)>,
    /// Until when the certificate that was shown is in force.
    until: Option<Timestamp>,
    known: Option<Arc<Known>>,
    /// The last key that was not let in, and why.
    turned_away: Option<(Coming, Welcome)>,
    idle: HashMap<ChannelId, Idle>,
    /// Channels on which files are handed over.
    files: HashSet<ChannelId>,
    open: usize,
}

/// What is asked for on a channel.
enum Ask {
    Console,
    Verb(Vec<String>),
    Files,
    Unclear,
}

impl Ask {
    /// What the session is used for then.
    const fn kind(&self) -> Option<SittingKind> {
        match self {
            Self::Console => Some(SittingKind::Console),
            Self::Verb(_) => Some(SittingKind::Verb),
            Self::Files => Some(SittingKind::Files),
            Self::Unclear => None,
        }
    }
}

impl Guest {
    pub(super) fn new(house: Arc<House>, address: SocketAddr, cord: Cord, pass: Pass) -> Self {
        Self {
            house,
            address,
            cord,
            pass: Some(pass),
            is_in: Arc::default(),
            shown: None,
            until: None,
            known: None,
            turned_away: None,
            idle: HashMap::new(),
            files: HashSet::new(),
            open: 0,
        }
    }

    /// Whether somebody has come in.
    pub(super) fn is_in(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.is_in)
    }

    fn from(&self) -> String {
        self.address.ip().to_string()
    }

    /// Lets in whoever comes by this, or says why not.
    async fn decide(&mut self, coming: Coming) -> Auth {
        match self.house.welcome(&coming).await {
            Ok(Welcome::Operator(session)) => {
                self.shown = Some((coming, session));
                Auth::Accept
            }
            Ok(why) => {
                self.turned_away = Some((coming, why));
                Auth::reject()
            }
            Err(error) => {
                self.house
                    .say(&self.house.words.trouble(&error.to_string()));
                Auth::reject()
            }
        }
    }

    /// Begins what is asked for.
    fn begin(
        &mut self,
        id: ChannelId,
        ask: Ask,
        session: &mut Session,
    ) -> Result<(), russh::Error> {
        let (Some(known), Some(idle)) = (self.known.clone(), self.idle.remove(&id)) else {
            return session.channel_failure(id);
        };
        session.channel_success(id)?;
        if matches!(ask, Ask::Files) {
            self.files.insert(id);
        }
        let house = Arc::clone(&self.house);
        let Idle {
            channel,
            terminal,
            said,
        } = idle;
        let Some(room) = house.room() else {
            let full = house.words.full();
            tokio::spawn(async move { verb::refuse(&channel, &full, verb::HINDERED).await });
            return Ok(());
        };
        let line = session.handle();
        tokio::spawn(async move {
            let _room = room;
            // Before it begins: a verb may list the sessions, its own among them.
            if let Some(kind) = ask.kind() {
                house.clerk.uses(&known, kind).await;
            }
            match (ask, terminal) {
                (Ask::Console, Some(terminal)) => {
                    console::attend(&house, &known, channel, terminal, &said).await;
                }
                (Ask::Console, None) => {
                    let told = house.words.needs_terminal();
                    verb::refuse(&channel, &told, verb::USAGE).await;
                }
                (Ask::Verb(words), Some(terminal)) => {
                    pseudo::attend(&house, &known, channel, &words, terminal, &said).await;
                }
                (Ask::Verb(words), None) => {
                    verb::attend(&house, &known, channel, &words, &said).await;
                }
                (Ask::Files, _) => sftp::attend(&house, &known, channel, line).await,
                (Ask::Unclear, _) => {
                    verb::refuse(&channel, &house.words.unclear(), verb::USAGE).await;
                }
            }
        });
        Ok(())
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        match (self.known.take(), self.turned_away.take()) {
            (Some(known), _) => self.house.leave(&known),
            // Clients try one key after the other: only who is not let in at all is spoken of.
            (None, Some((coming, why))) => {
                self.house.notice_stranger(&coming, &why);
            }
            (None, None) => {}
        }
    }
}

/// The fingerprint of a key.
fn print(key: &PublicKey) -> String {
    key.to_bytes()
        .map_or_else(|_| String::new(), |bytes| fingerprint(&bytes))
}

fn print_of(key: &KeyData) -> String {
    print(&PublicKey::new(key.clone(), ""))
}

impl Handler for Guest {
    type Error = russh::Error;

    async fn auth_publickey_offered(
        &mut self,
        _user: &str,
        offer: PublicKeyOffer<'_>,
    ) -> Result<Auth, Self::Error> {
        let coming = Coming {
            key: print(offer.public_key),
            certified: None,
            address: self.from(),
        };
        match self.house.welcome(&coming).await {
            Ok(Welcome::Operator(_)) => Ok(Auth::Accept),
            // It may be about to be shown with a certificate, which is not seen yet.
            Ok(Welcome::Unknown)
                if self
                    .house
                    .clerk
                    .trusts_certificates()
                    .await
                    .unwrap_or(false) =>
            {
                Ok(Auth::Accept)
            }
            _ => Ok(self.decide(coming).await),
        }
    }

    async fn auth_publickey(
        &mut self,
        _user: &str,
        key: VerifiedPublicKey<'_>,
    ) -> Result<Auth, Self::Error> {
        self.until = None;
        let coming = Coming {
            key: print(key.public_key),
            certified: None,
            address: self.from(),
        };
        Ok(self.decide(coming).await)
    }

    async fn auth_openssh_certificate(
        &mut self,
        _user: &str,
        certificate: &Certificate,
    ) -> Result<Auth, Self::Error> {
        let authority = print_of(certificate.signature_key());
        let principals = certificate.valid_principals().to_vec();
        let coming = Coming {
            key: print_of(certificate.public_key()),
            certified: Some((authority, principals)),
            address: self.from(),
        };
        if is_in_force(certificate, self.address, self.house.clock.now()) {
            self.until = end(certificate);
            return Ok(self.decide(coming).await);
        }
        self.turned_away = Some((coming, Welcome::Untrusted));
        Ok(Auth::reject())
    }

    async fn auth_succeeded(&mut self, session: &mut Session) -> Result<(), Self::Error> {
        let Some((coming, operator)) = self.shown.take() else {
            return Err(russh::Error::NotAuthenticated);
        };
        let house = Arc::clone(&self.house);
        let entered = house.enter(operator, (coming, self.until)).await;
        let known = entered.map_err(|error| {
            house.say(&house.words.trouble(&error.to_string()));
            russh::Error::Disconnect
        })?;
        self.is_in.store(true, Ordering::SeqCst);
        self.pass = None;
        let mut farewell = known.farewell();
        self.known = Some(known);
        let (handle, cord) = (session.handle(), self.cord.clone());
        tokio::spawn(async move {
            // The connection has ended by itself where nobody can be sent away any more.
            if farewell.wait_for(Option::is_some).await.is_ok() {
                tokio::time::sleep(PARTING).await;
                let reason = russh::Disconnect::ByApplication;
                let parted = handle.disconnect(reason, String::new(), String::new());
                let _ = tokio::time::timeout(PARTING, parted).await;
                cord.cut();
            }
        });
        Ok(())
    }

    async fn channel_open_session(
        &mut self,
        channel: Channel<Msg>,
        reply: ChannelOpenHandle,
        _session: &mut Session,
    ) -> Result<(), Self::Error> {
        if self.known.is_none() || self.open >= CHANNELS {
            reply.reject(ChannelOpenFailure::ResourceShortage).await;
            return Ok(());
        }
        self.open += 1;
        let idle = Idle {
            terminal: None,
            said: Said::default(),
            channel,
        };
        self.idle.insert(idle.channel.id(), idle);
        reply.accept().await;
        Ok(())
    }

    async fn channel_eof(
        &mut self,
        channel: ChannelId,
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        // Clients take files that end without a word for files that failed.
        if self.files.contains(&channel) {
            session.exit_status_request(channel, 0)?;
        }
        Ok(())
    }

    async fn channel_close(
        &mut self,
        channel: ChannelId,
        _session: &mut Session,
    ) -> Result<(), Self::Error> {
        self.idle.remove(&channel);
        self.files.remove(&channel);
        self.open = self.open.saturating_sub(1);
        Ok(())
    }

    async fn pty_request(
        &mut self,
        channel: ChannelId,
        term: &str,
        columns: u32,
        rows: u32,
        _width: u32,
        _height: u32,
        _modes: &[(russh::Pty, u32)],
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        match self.idle.get_mut(&channel) {
            Some(idle) => {
                idle.terminal = Some(FarTerminal::new(term, columns, rows));
                session.channel_success(channel)
            }
            None => session.channel_failure(channel),
        }
    }

    async fn window_change_request(
        &mut self,
        channel: ChannelId,
        columns: u32,
        rows: u32,
        _width: u32,
        _height: u32,
        _session: &mut Session,
    ) -> Result<(), Self::Error> {
        // Once something is shown it hears of its channel itself.
        let idle = self.idle.get_mut(&channel);
        if let Some(terminal) = idle.and_then(|idle| idle.terminal.as_mut()) {
            terminal.size = size(columns, rows);
        }
        Ok(())
    }

    async fn env_request(
        &mut self,
        channel: ChannelId,
        name: &str,
        value: &str,
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        let taken = self
            .idle
            .get_mut(&channel)
            .is_some_and(|idle| idle.said.take(name, value));
        if taken {
            session.channel_success(channel)
        } else {
            session.channel_failure(channel)
        }
    }

    async fn x11_request(
        &mut self,
        channel: ChannelId,
        _single: bool,
        _protocol: &str,
        _cookie: &str,
        _screen: u32,
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        session.channel_failure(channel)
    }

    async fn shell_request(
        &mut self,
        channel: ChannelId,
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        self.begin(channel, Ask::Console, session)
    }

    async fn exec_request(
        &mut self,
        channel: ChannelId,
        line: &[u8],
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        let ask = match words(line) {
            Ok(words) if words.is_empty() => Ask::Console,
            Ok(words) => Ask::Verb(words),
            Err(_) => Ask::Unclear,
        };
        self.begin(channel, ask, session)
    }

    async fn subsystem_request(
        &mut self,
        channel: ChannelId,
        name: &str,
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        if name == "sftp" {
            self.begin(channel, Ask::Files, session)
        } else {
            // A client that is not answered waits without end.
            session.channel_failure(channel)
        }
    }
}
