//! How a mail server is reached: under which name this machine greets it, by which addresses, and through what.
//!
//! Whatever a server answers, it can take no more memory than [`LONGEST_ANSWER`] and a buffer: the library that speaks
//! SMTP reads a line to its end before it looks at the length, so the bytes pass through a [`channel`] that ends the
//! connection when an answer is longer than any honest one. They pass as they are, encrypted or not.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{
    IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream, ToSocketAddrs,
};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use lettre::transport::smtp::extension::ClientId;

use super::message::Sender;

/// The most bytes that a server may send without having been asked anything meanwhile; an encrypted connection begins
/// with some thousands.
const LONGEST_ANSWER: usize = 256 * 1024;
/// How much is passed on at a time.
const PORTION: usize = 8 * 1024;
/// The longest name of a machine (RFC 1035).
const LONGEST_NAME: usize = 255;

/// Whether a name or an address can only be this machine's.
pub(super) fn is_this_machine(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

/// Whether a server can be greeted with a name.
pub(super) fn is_a_name(name: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let begins = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    begins && name.len() <= LONGEST_NAME && name.chars().all(is_letter)
}

/// The name to greet a server with: the one that was set, or that of this machine; where it has none that says
/// anything, the sender's domain.
pub(super) fn greeting(set: Option<&str>, sender: &Sender) -> ClientId {
    let machine = || match ClientId::default() {
        ClientId::Domain(name) if is_a_name(&name) && !says_nothing(&name) => Some(name),
        _ => None,
    };
    let name = set.map(str::to_owned).or_else(machine);
    ClientId::Domain(name.unwrap_or_else(|| sender.domain().to_owned()))
}

fn says_nothing(name: &str) -> bool {
    let first = name.split('.').next().unwrap_or_default();
    first.eq_ignore_ascii_case("localhost")
}

/// The addresses of a server. What `localhost` stands for is not left to a name server, nor is anything of a server
/// that is spoken to in the clear.
fn addresses(host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
    if !is_this_machine(host) {
        return Ok((host, port).to_socket_addrs()?.collect());
    }
    let both = || vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
    let own = host
        .parse()
        .map_or_else(|_| both(), |address| vec![address]);
    let sockets = own.into_iter();
    Ok(sockets
        .map(|address| SocketAddr::new(address, port))
        .collect())
}

fn reach(host: &str, port: u16, patience: Duration) -> io::Result<TcpStream> {
    let mut last = io::Error::from(ErrorKind::NotFound);
    for address in addresses(host, port)? {
        match TcpStream::connect_timeout(&address, patience) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Connects to a server and answers where on this machine the connection can be taken up, once.
pub(super) fn channel(
    host: &str,
    port: u16,
    patience: Duration,
    deadline: &Deadline,
) -> io::Result<SocketAddr> {
    let server = reach(host, port, patience)?;
    let deadline = deadline.clone();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    thread::Builder::new().spawn(move || {
        if let Ok((client, _)) = listener.accept() {
            drop(listener);
            // Either end that cannot go on ends the other.
            let _ = carry(&client, &server, &deadline);
        }
    })?;
    Ok(address)
}

/// Carries bytes both ways until one side ends.
fn carry(client: &TcpStream, server: &TcpStream, deadline: &Deadline) -> io::Result<()> {
    let unasked = Arc::new(AtomicUsize::new(0));
    let (mut asks, mut asked) = (client.try_clone()?, server.try_clone()?);
    let counter = Arc::clone(&unasked);
    let asked_by = deadline.clone();
    let up = thread::Builder::new().spawn(move || {
        let _ = pass(&mut asks, &mut asked, |_| {
            counter.store(0, Ordering::Relaxed);
            !asked_by.is_over()
        });
        let _ = asked.shutdown(Shutdown::Write);
    })?;
    let (mut answers, mut answered) = (server.try_clone()?, client.try_clone()?);
    let _ = pass(&mut answers, &mut answered, |bytes| {
        let total = unasked.fetch_add(bytes, Ordering::Relaxed) + bytes;
        total <= LONGEST_ANSWER && !deadline.is_over()
    });
    let _ = client.shutdown(Shutdown::Both);
    let _ = server.shutdown(Shutdown::Both);
    let _ = up.join();
    Ok(())
}

/// When a conversation is over whatever is still to be said in it: a server that sends a byte now and then is never late
/// with the next one. Shared by whoever speaks and the channel; set anew for each message.
#[derive(Debug, Clone, Default)]
pub(super) struct Deadline(Arc<Mutex<Option<Instant>>>);

impl Deadline {
    /// From now on there is so much time left.
    pub(super) fn set(&self, left: Duration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now().checked_add(left);
    }

    /// Whether the time is over.
    pub(super) fn is_over(&self) -> bool {
        let deadline = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        deadline.is_some_and(|deadline| deadline <= Instant::now())
    }
}

/// Passes bytes on until they end, or until so many have come that it is not allowed.
fn pass(
    from: &mut TcpStream,
    to: &mut TcpStream,
    mut allowed: impl FnMut(usize) -> bool,
) -> io::Result<()> {
    let mut portion = [0; PORTION];
    loop {
        let bytes = match from.read(&mut portion) {
            Ok(0) => return Ok(()),
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if !allowed(bytes) {
            return Ok(());
        }
        to.write_all(portion.get(..bytes).unwrap_or_default())?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A server that sends as many bytes without a line end as it is let, and answers how many.
    fn endless() -> io::Result<(u16, thread::JoinHandle<usize>)> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let sender = thread::spawn(move || {
            let Ok((mut stream, _)) = listener.accept() else {
                return 0;
            };
            let mut sent = 0;
            while sent < 1_000_000_000 && stream.write_all(&[b'2'; PORTION]).is_ok() {
                sent += PORTION;
            }
            sent
        });
        Ok((port, sender))
    }

    #[test]
    fn an_answer_without_end_is_ended() -> io::Result<()> {
        let (port, sender) = endless()?;
        let address = channel(
            "127.0.0.1",
            port,
            Duration::from_secs(5),
            &Deadline::default(),
        )?;
        let mut answer = Vec::new();
        // The connection may also be reset.
        let _ = TcpStream::connect(address)?.read_to_end(&mut answer);
        assert!(answer.len() <= LONGEST_ANSWER, "{}", answer.len());
        // What is beyond stands in the buffers of the system.
        let sent = sender.join().unwrap_or(usize::MAX);
        assert!(sent < 100_000_000, "{sent}");
        Ok(())
    }

    #[test]
    fn questions_and_answers_pass_for_as_long_as_they_alternate() -> io::Result<()> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        thread::spawn(move || -> io::Result<()> {
            let (mut stream, _) = listener.accept()?;
            let mut question = [0; 4];
            while stream.read_exact(&mut question).is_ok() {
                stream.write_all(&vec![b'a'; LONGEST_ANSWER / 2])?;
            }
            Ok(())
        });
        let patience = Duration::from_secs(5);
        let address = channel("localhost", port, patience, &Deadline::default())?;
        let mut client = TcpStream::connect(address)?;
        let mut answer = vec![0; LONGEST_ANSWER / 2];
        for _ in 0..5 {
            client.write_all(b"ask\n")?;
            client.read_exact(&mut answer)?;
        }
        Ok(())
    }

    #[test]
    fn a_server_that_answers_byte_by_byte_is_cut_off_when_the_time_is_over() -> io::Result<()> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let server = thread::spawn(move || -> io::Result<()> {
            let (mut stream, _) = listener.accept()?;
            let mut question = [0];
            // One byte of an answer for each byte that is asked: never late, and never at an end.
            while stream.read(&mut question)? > 0 {
                stream.write_all(b"2")?;
            }
            Ok(())
        });
        let deadline = Deadline::default();
        let address = channel("127.0.0.1", port, Duration::from_secs(5), &deadline)?;
        let mut client = TcpStream::connect(address)?;
        let mut byte = [0];
        for _ in 0..3 {
            client.write_all(b"?")?;
            assert_eq!(client.read(&mut byte)?, 1);
        }
        deadline.set(Duration::ZERO);
        let _ = client.write_all(b"?");
        assert!(!matches!(client.read(&mut byte), Ok(1)));
        drop(client);
        assert!(server.join().is_ok());
        Ok(())
    }

    #[test]
    fn a_server_is_greeted_with_a_name_that_says_something() {
        let sender = Sender::parse("Learning <learning@enigma.example>").unwrap_or_default();
        let named = greeting(Some("mail.enigma.example"), &sender);
        assert_eq!(named.to_string(), "mail.enigma.example");
        let own = greeting(None, &sender).to_string();
        assert!(is_a_name(&own) && !says_nothing(&own), "{own}");
        for bad in [
            "",
            "two words",
            "a\r\nMAIL FROM:<x>",
            "[127.0.0.1]",
            "-a",
            ".a",
            "müller.example",
        ] {
            assert!(!is_a_name(bad), "{bad:?}");
        }
        assert!(says_nothing("localhost.localdomain"));
    }
}
