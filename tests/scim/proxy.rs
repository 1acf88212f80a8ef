//! A proxy before a SCIM server that does what servers and what stands before them do at their worst.
//!
//! A rule looks at each request, with how often the same has come before, and says what goes wrong. What arrived at the
//! server is kept, so that a trial can count deeds and not words.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use offboard::service::demo::scim_server::Request;
use serde_json::{Value, json};

/// What goes wrong with a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    Fine,
    /// 429 with `Retry-After`, before the server has heard of it.
    Patience(u64),
    /// A status, before the server has heard of it.
    Before(u16),
    /// A status, after the server has done it.
    After(u16),
    /// The connection ends in the middle of the answer, after the server has done it.
    CutAfter,
    /// The connection ends without an answer, before the server has heard of it.
    CutBefore,
    /// A page for a browser that calls itself JSON, with this status; the server has not heard of it.
    Html(u16),
    /// The same, after the server has done it.
    HtmlAfter(u16),
    /// Points to another host.
    Redirect(String),
    /// The filter is dropped.
    IgnoreFilter,
    /// The answer to a filter is an empty list.
    FindNobody,
    /// Whichever page is asked for, the first comes.
    RepeatPage,
    /// The total is so many more than it is.
    Lie(i64),
    /// A page is never longer than this.
    ShortPages(usize),
    /// A body of so many bytes.
    Huge(usize),
    /// No answer ever; the server has done it.
    NeverAfter,
    /// No answer ever; the server has not heard of it.
    Never,
    /// A record with another person's identifiers comes for whatever is asked.
    Impostor(Value),
    /// Another server answers, on this port.
    Elsewhere(u16),
    /// The server says yes and does nothing.
    EmptyPromise(u16),
}

type Rule = dyn Fn(&Request, usize) -> Fault + Send + Sync;

struct Shared {
    upstream: u16,
    rule: Mutex<Box<Rule>>,
    seen: Mutex<HashMap<String, usize>>,
    arrived: Mutex<Vec<(String, String)>>,
    held: Mutex<Vec<TcpStream>>,
    is_over: AtomicBool,
}

/// A proxy that runs until it is dropped.
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
}

/// An answer of the server.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Proxy {
    /// A proxy before a port, with a rule.
    pub fn start(
        upstream: u16,
        rule: impl Fn(&Request, usize) -> Fault + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            upstream,
            rule: Mutex::new(Box::new(rule)),
            seen: Mutex::default(),
            arrived: Mutex::default(),
            held: Mutex::default(),
            is_over: AtomicBool::new(false),
        });
        let own = Arc::clone(&shared);
        thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                if own.is_over.load(Ordering::Relaxed) {
                    return;
                }
                let own = Arc::clone(&own);
                thread::spawn(move || drop(own.converse(stream)));
            }
        });
        Self { address, shared }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Changes what goes wrong.
    pub fn rule(&self, rule: impl Fn(&Request, usize) -> Fault + Send + Sync + 'static) {
        *self.shared.rule.lock().unwrap() = Box::new(rule);
        self.shared.seen.lock().unwrap().clear();
    }

    /// The calls that changed something at the server: method, and path.
    pub fn deeds(&self) -> Vec<(String, String)> {
        let arrived = self.shared.arrived.lock().unwrap();
        let changes = arrived
            .iter()
            .filter(|(method, _)| method != "GET" && method != "OPTIONS");
        changes.cloned().collect()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::Relaxed);
        for stream in self.shared.held.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn converse(&self, stream: TcpStream) -> io::Result<()> {
        let mut writer = stream.try_clone()?;
        let mut reader = BufReader::new(stream);
        while let Some(request) = Request::read(&mut reader)? {
            let key = format!("{} {}", request.method, request.target);
            let before = {
                let mut seen = self.seen.lock().unwrap();
                let count = seen.entry(key).or_default();
                *count += 1;
                *count - 1
            };
            let fault = (self.rule.lock().unwrap())(&request, before);
            if !self.answer(&request, fault, &mut writer)? {
                return writer.shutdown(Shutdown::Both);
            }
        }
        Ok(())
    }

    /// Answers a request; whether the connection goes on.
    fn answer(&self, request: &Request, fault: Fault, writer: &mut TcpStream) -> io::Result<bool> {
        match fault {
            Fault::CutBefore => return Ok(false),
            Fault::CutAfter => {
                let mut answer = self.forward(request)?;
                answer.status = 200;
                answer.body.extend_from_slice(&[b' '; 100]);
                let length = answer.body.len() + 1;
                answer.body.truncate(answer.body.len() / 2);
                write(writer, &answer, "", Some(length))?;
                return Ok(false);
            }
            Fault::NeverAfter | Fault::Never => {
                if fault == Fault::NeverAfter {
                    self.forward(request)?;
                }
                self.held.lock().unwrap().push(writer.try_clone()?);
            }
            Fault::Patience(seconds) => {
                write(
                    writer,
                    &error(429),
                    &format!("retry-after: {seconds}\r\n"),
                    None,
                )?;
            }
            Fault::Redirect(to) => {
                write(
                    writer,
                    &plain(307, b""),
                    &format!("location: {to}\r\n"),
                    None,
                )?;
            }
            // The client may have gone before the end.
            Fault::Huge(bytes) => drop(write(writer, &plain(200, &vec![b' '; bytes]), "", None)),
            other => write(writer, &self.answered(request, other)?, "", None)?,
        }
        Ok(true)
    }

    /// What is answered whole.
    fn answered(&self, request: &Request, fault: Fault) -> io::Result<Answer> {
        const PAGE: &[u8] = b"<html><body><h1>Bad gateway</h1></body></html>";
        if matches!(fault, Fault::Fine | Fault::After(_) | Fault::HtmlAfter(_)) {
            let answer = self.forward(request)?;
            return Ok(match fault {
                Fault::After(status) => error(status),
                Fault::HtmlAfter(status) => plain(status, PAGE),
                _ => answer,
            });
        }
        match fault {
            Fault::Before(status) => Ok(error(status)),
            Fault::Html(status) => Ok(plain(status, PAGE)),
            Fault::EmptyPromise(status) => Ok(plain(status, b"")),
            Fault::Elsewhere(port) => ask(port, request),
            changed => self.changed(request, changed),
        }
    }

    /// The answer to a question, changed.
    fn changed(&self, request: &Request, fault: Fault) -> io::Result<Answer> {
        let mut request = request.clone();
        let mut questions: Vec<(String, String)> =
            request
                .target
                .split_once('?')
                .map_or(Vec::new(), |(_, all)| {
                    all.split('&')
                        .filter_map(|one| one.split_once('='))
                        .map(|(name, value)| (name.to_owned(), value.to_owned()))
                        .collect()
                });
        let is_list = request.path().ends_with("/Users");
        match &fault {
            Fault::IgnoreFilter => questions.retain(|(name, _)| name != "filter"),
            Fault::RepeatPage => questions.retain(|(name, _)| name != "startIndex"),
            Fault::ShortPages(most) => {
                questions.retain(|(name, _)| name != "count");
                questions.push(("count".to_owned(), most.to_string()));
            }
            _ => {}
        }
        let all: Vec<_> = questions
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let path = request.path().to_owned();
        request.target = if all.is_empty() {
            path
        } else {
            format!("{path}?{}", all.join("&"))
        };
        let mut answer = self.forward(&request)?;
        let Ok(mut json) = serde_json::from_slice::<Value>(&answer.body) else {
            return Ok(answer);
        };
        match fault {
            Fault::Lie(more) if is_list => {
                let total = json["totalResults"].as_i64().unwrap_or(0);
                json["totalResults"] = json!(total + more);
            }
            Fault::FindNobody => {
                json = json!({"totalResults": 0, "Resources": []});
            }
            Fault::Impostor(person) if is_list => {
                json = json!({"totalResults": 1, "Resources": [person]});
            }
            Fault::Impostor(person) => json = person,
            _ => {}
        }
        answer.body = json.to_string().into_bytes();
        Ok(answer)
    }

    fn forward(&self, request: &Request) -> io::Result<Answer> {
        let path = request.path().to_owned();
        self.arrived
            .lock()
            .unwrap()
            .push((request.method.clone(), path));
        ask(self.upstream, request)
    }
}

/// Asks a server on a port.
fn ask(port: u16, request: &Request) -> io::Result<Answer> {
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    let mut head = format!(
        "{} {} HTTP/1.1\r\nconnection: close\r\n",
        request.method, request.target
    );
    for (name, value) in request.head.iter().filter(|(name, _)| name != "connection") {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    server.write_all(format!("{head}\r\n").as_bytes())?;
    server.write_all(&request.body)?;
    read_answer(&server)
}

fn plain(status: u16, body: &[u8]) -> Answer {
    let body = body.to_vec();
    Answer { status, body }
}

fn error(status: u16) -> Answer {
    let body = json!({"status": status, "detail": "a fault"});
    plain(status, body.to_string().as_bytes())
}

fn write(
    writer: &mut TcpStream,
    answer: &Answer,
    head: &str,
    length: Option<usize>,
) -> io::Result<()> {
    let length = length.unwrap_or(answer.body.len());
    let length = if answer.status == 204 {
        String::new()
    } else {
        format!("content-length: {length}\r\n")
    };
    let head = format!(
        "HTTP/1.1 {} -\r\ncontent-type: application/scim+json\r\n{length}{head}\r\n",
        answer.status
    );
    writer.write_all(head.as_bytes())?;
    writer.write_all(&answer.body)
}

/// Reads an answer until the end of the connection, or of its length.
pub fn read_answer(stream: &TcpStream) -> io::Result<Answer> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status = line
        .split_whitespace()
        .nth(1)
        .and_then(|status| status.parse().ok());
    let mut length = None;
    let mut is_chunked = false;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse::<u64>().ok(),
            "transfer-encoding" => is_chunked = true,
            _ => {}
        }
    }
    assert!(!is_chunked, "no server of the trials answers in chunks");
    let mut answer = Answer {
        status: status.unwrap_or(0),
        body: Vec::new(),
    };
    if answer.status != 204 {
        match length {
            Some(length) => reader.take(length).read_to_end(&mut answer.body)?,
            None => reader.read_to_end(&mut answer.body)?,
        };
    }
    Ok(answer)
}
