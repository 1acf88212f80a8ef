//! A small SCIM server for the demo and for trials, on this machine only, in memory.
//!
//! It knows users and nothing else: list, filter by equality, get, create, replace, change `active`, delete. Every call is
//! written down, so that a trial can tell who was called how often. It is no server for anything real.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// The most bytes of a body that are read.
const LONGEST_BODY: usize = 1_000_000;
/// The most users of a page.
const PAGE: usize = 200;
/// How long an idle connection is kept.
const IDLE: Duration = Duration::from_secs(30);

/// A request as it came.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The method.
    pub method: String,
    /// Path and questions, as they came.
    pub target: String,
    /// Names in small letters, and values.
    pub head: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// Reads a request; none at the end of the connection.
    pub fn read(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Self>> {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace();
        let mut request = Self {
            method: words.next().unwrap_or_default().to_owned(),
            target: words.next().unwrap_or_default().to_owned(),
            ..Self::default()
        };
        loop {
            let mut line = String::new();
            stream.read_line(&mut line)?;
            let line = line.trim_end();
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            let name = name.to_ascii_lowercase();
            request.head.push((name, value.trim().to_owned()));
        }
        let length = request.value("content-length").unwrap_or("0").parse();
        let length = length.unwrap_or(0).min(LONGEST_BODY);
        request.body = vec![0; length];
        stream.read_exact(&mut request.body)?;
        Ok(Some(request))
    }

    /// A value of the head.
    pub fn value(&self, name: &str) -> Option<&str> {
        let mut head = self.head.iter();
        let found = head.find(|(one, _)| one == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The path without questions.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// A question of the address, decoded.
    pub fn question(&self, name: &str) -> Option<String> {
        let (_, questions) = self.target.split_once('?')?;
        let mut questions = questions.split('&');
        questions.find_map(|question| {
            let (one, value) = question.split_once('=')?;
            (one == name).then(|| decoded(value))
        })
    }
}

/// What is shared by the connections.
struct Shared {
    token: String,
    users: Mutex<BTreeMap<u64, Value>>,
    calls: Mutex<Vec<(String, String)>>,
    is_over: AtomicBool,
}

/// A server that runs until it is dropped.
pub struct ScimServer {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl ScimServer {
    /// A server with these users, which wants this token.
    pub fn start(token: &str, users: impl IntoIterator<Item = Value>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let numbered = (1..).zip(users);
        let shared = Arc::new(Shared {
            token: format!("Bearer {token}"),
            users: Mutex::new(numbered.map(|(id, user)| (id, named(id, user))).collect()),
            calls: Mutex::default(),
            is_over: AtomicBool::new(false),
        });
        let own = Arc::clone(&shared);
        thread::Builder::new().spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                if own.is_over.load(Ordering::Relaxed) {
                    return;
                }
                let shared = Arc::clone(&own);
                thread::spawn(move || drop(shared.converse(stream)));
            }
        })?;
        Ok(Self { address, shared })
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The port on which it listens.
    pub const fn port(&self) -> u16 {
        self.address.port()
    }

    /// The users as they are now.
    pub fn users(&self) -> Vec<Value> {
        locked(&self.shared.users).values().cloned().collect()
    }

    /// The calls that change something so far: method, and the id of the user.
    pub fn changes(&self) -> Vec<(String, String)> {
        let calls = locked(&self.shared.calls);
        let changes = calls
            .iter()
            .filter(|(method, _)| method != "GET" && method != "OPTIONS");
        let id = |target: &str| target.rsplit('/').next().unwrap_or_default().to_owned();
        changes
            .map(|(method, target)| (method.clone(), id(target)))
            .collect()
    }

    /// Every call so far: method, and what it was about.
    pub fn calls(&self) -> Vec<(String, String)> {
        locked(&self.shared.calls).clone()
    }
}

impl Drop for ScimServer {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::Relaxed);
        // Wakes the one that waits for connections.
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn converse(&self, stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(IDLE))?;
        stream.set_nodelay(true)?;
        let mut writer = stream.try_clone()?;
        let mut reader = BufReader::new(stream);
        while let Some(request) = Request::read(&mut reader)? {
            if self.is_over.load(Ordering::Relaxed) {
                break;
            }
            let (status, body) = self.answer(&request);
            let body = body.map(|body| body.to_string()).unwrap_or_default();
            let head = format!(
                "HTTP/1.1 {status} -\r\ncontent-type: application/scim+json\r\nallow: GET, PUT, PATCH, DELETE\r\n"
            );
            // An answer without content has no length (RFC 9110, 8.6).
            let length = match status {
                204 => "\r\n".to_owned(),
                _ => format!("content-length: {}\r\n\r\n", body.len()),
            };
            writer.write_all(format!("{head}{length}{body}").as_bytes())?;
        }
        Ok(())
    }

    fn answer(&self, request: &Request) -> (u16, Option<Value>) {
        if request.value("authorization") != Some(self.token.as_str()) {
            return refusal(401, "the token is not known here");
        }
        let path = request.path().trim_matches('/');
        let (what, id) = path.split_once('/').unwrap_or((path, ""));
        locked(&self.calls).push((request.method.clone(), request.target.clone()));
        let mut users = locked(&self.users);
        match (request.method.as_str(), what, id) {
            ("GET", "ServiceProviderConfig", "") => (200, Some(declaration())),
            ("GET", "Schemas", "") => (200, Some(schemas())),
            ("GET", "Users", "") => list(&users, request),
            ("POST", "Users", "") => create(&mut users, &request.body),
            ("OPTIONS", "Users", _) => (200, Some(json!({}))),
            (method, "Users", id) => {
                let number = id.parse().ok().filter(|number| users.contains_key(number));
                match number {
                    Some(number) => on_user(&mut users, number, method, &request.body),
                    None => refusal(404, "there is no such user"),
                }
            }
            _ => refusal(404, "there is nothing here"),
        }
    }
}

fn on_user(
    users: &mut BTreeMap<u64, Value>,
    id: u64,
    method: &str,
    body: &[u8],
) -> (u16, Option<Value>) {
    let sent = serde_json::from_slice::<Value>(body).ok();
    match (method, sent) {
        ("GET", _) => {}
        ("DELETE", _) => {
            users.remove(&id);
            return (204, None);
        }
        ("PUT", Some(sent)) => {
            users.insert(id, named(id, sent));
        }
        ("PATCH", Some(sent)) => {
            let operation = &sent["Operations"][0];
            let value = match &operation["value"] {
                Value::Object(parts) => parts.get("active").cloned(),
                value => Some(value.clone()),
            };
            if let (Some(user), Some(active)) = (users.get_mut(&id), value) {
                user["active"] = active;
            }
        }
        ("PUT" | "PATCH", None) => return refusal(400, "the body is not JSON"),
        _ => return refusal(405, "this is not done here"),
    }
    (200, users.get(&id).cloned())
}

fn create(users: &mut BTreeMap<u64, Value>, body: &[u8]) -> (u16, Option<Value>) {
    let Ok(user) = serde_json::from_slice::<Value>(body) else {
        return refusal(400, "the body is not JSON");
    };
    let id = users.keys().next_back().map_or(1, |last| last + 1);
    let user = named(id, user);
    users.insert(id, user.clone());
    (201, Some(user))
}

fn list(users: &BTreeMap<u64, Value>, request: &Request) -> (u16, Option<Value>) {
    let filter = request.question("filter");
    let wanted = match filter.as_deref().map(equality) {
        Some(None) => return refusal(400, "this filter is not understood (invalidFilter)"),
        Some(wanted) => wanted,
        None => None,
    };
    let fits = |user: &&Value| {
        wanted
            .as_ref()
            .is_none_or(|(attribute, value)| has(user, attribute, value))
    };
    let found: Vec<_> = users.values().filter(fits).collect();
    let number = |name| {
        request
            .question(name)
            .and_then(|text| text.parse::<usize>().ok())
    };
    let begin = number("startIndex").unwrap_or(1).max(1);
    let count = number("count").unwrap_or(PAGE).min(PAGE);
    let page: Vec<_> = found.iter().skip(begin - 1).take(count).collect();
    let answer = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        "totalResults": found.len(), "startIndex": begin, "itemsPerPage": page.len(), "Resources": page,
    });
    (200, Some(answer))
}

/// Reads `attribute eq "value"`.
fn equality(filter: &str) -> Option<(String, String)> {
    let (attribute, value) = filter.split_once(" eq ")?;
    let value = serde_json::from_str::<String>(value).ok()?;
    Some((attribute.to_owned(), value))
}

fn has(user: &Value, attribute: &str, value: &str) -> bool {
    let same = |text: &Value| {
        text.as_str()
            .is_some_and(|text| text.eq_ignore_ascii_case(value))
    };
    if attribute == "emails.value" {
        let emails = user["emails"].as_array();
        return emails.is_some_and(|emails| emails.iter().any(|email| same(&email["value"])));
    }
    same(&user[attribute])
}

/// A user with the server's id.
fn named(id: u64, mut user: Value) -> Value {
    if user.is_object() {
        user["id"] = json!(id.to_string());
        user["meta"] = json!({"resourceType": "User", "location": format!("/Users/{id}")});
    }
    user
}

fn refusal(status: u16, detail: &str) -> (u16, Option<Value>) {
    let schemas = ["urn:ietf:params:scim:api:messages:2.0:Error"];
    let body = json!({"schemas": schemas, "status": status.to_string(), "detail": detail});
    (status, Some(body))
}

fn declaration() -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
        "patch": {"supported": true}, "bulk": {"supported": false}, "sort": {"supported": false},
        "filter": {"supported": true, "maxResults": PAGE}, "etag": {"supported": false},
        "changePassword": {"supported": false}, "authenticationSchemes": [],
    })
}

fn schemas() -> Value {
    let user = json!({"id": "urn:ietf:params:scim:schemas:core:2.0:User", "name": "User"});
    json!({"totalResults": 1, "Resources": [user]})
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let pair = (*first == b'%').then(|| after.get(..2)).flatten();
        let pair = pair.and_then(|pair| std::str::from_utf8(pair).ok());
        if let Some(byte) = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(if *first == b'+' { b' ' } else { *first });
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
