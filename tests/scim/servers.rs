//! SCIM servers of others, started on this machine: `scim2-server` from `PyPI` and `scimmy` from `npm`.
//!
//! A trial that misses its counterpart says so, and fails in CI. `OFFBOARD_WITHOUT_SCIM=1` lets it pass there too.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use offboard::service::demo::scim_server::ScimServer;
use serde_json::{Value, json};

/// The token of every server of the trials.
pub const TOKEN: &str = "open-sesame";

/// A server that users can be put into.
pub enum Server {
    /// The program's own, of the demo.
    Own(ScimServer),
    /// Somebody else's, as a process.
    Process {
        child: Child,
        port: u16,
        path: &'static str,
        name: &'static str,
    },
}

impl Server {
    /// The program's own server with nobody in it.
    pub fn own() -> Self {
        Self::Own(ScimServer::start(TOKEN, []).unwrap())
    }

    /// `scim2-server`; none where it can't run and need not.
    pub fn scim2() -> Option<Self> {
        let runs = Command::new("python3")
            .args(["-c", "import scim2_server"])
            .stderr(Stdio::null())
            .status();
        if !runs.is_ok_and(|status| status.success()) {
            return missing("scim2-server", "pip install scim2-server==0.8.3");
        }
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let program = ["-c", "from scim2_server.testserver.cli import main; main()"];
        let child = Command::new("python3")
            .args(program)
            .args(["--port", &port.to_string(), "--bearer-token", TOKEN])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self::Process {
            child,
            port,
            path: "/v2",
            name: "scim2-server",
        };
        let began = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(
                began.elapsed() < Duration::from_secs(60),
                "scim2-server did not start"
            );
            std::thread::yield_now();
        }
        Some(server)
    }

    /// `scimmy`; none where it can't run and need not.
    pub fn scimmy() -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scim");
        if !folder.join("node_modules/scimmy-routers").exists() {
            return missing("scimmy", "npm ci --prefix tests/scim");
        }
        let mut child = Command::new("node")
            .arg(folder.join("server.mjs"))
            .arg(TOKEN)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let port = line.trim().parse().unwrap();
        Some(Self::Process {
            child,
            port,
            path: "/scim",
            name: "scimmy",
        })
    }

    /// Every server that is there.
    pub fn all() -> Vec<Self> {
        [Some(Self::own()), Self::scim2(), Self::scimmy()]
            .into_iter()
            .flatten()
            .collect()
    }

    pub fn name(&self) -> &'static str {
        match self {
            Self::Own(_) => "own",
            Self::Process { name, .. } => name,
        }
    }

    pub fn port(&self) -> u16 {
        match self {
            Self::Own(server) => server.port(),
            Self::Process { port, .. } => *port,
        }
    }

    pub fn path(&self) -> &'static str {
        match self {
            Self::Own(_) => "",
            Self::Process { path, .. } => path,
        }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port(), self.path())
    }

    /// Puts a person in.
    pub fn add(&self, number: usize) {
        let (status, body) = call(
            self.port(),
            "POST",
            &format!("{}/Users", self.path()),
            &person(number),
        );
        assert_eq!(status, 201, "{}: {body}", self.name());
    }

    /// Everybody who is there, asked without the client that is tried: externalId, and whether active.
    pub fn people(&self) -> Vec<(String, bool)> {
        let mut people = std::collections::BTreeMap::new();
        loop {
            let target = format!(
                "{}/Users?startIndex={}&count=200",
                self.path(),
                people.len() + 1
            );
            let (status, body) = call(self.port(), "GET", &target, &Value::Null);
            assert_eq!(status, 200, "{body}");
            let page: Value = serde_json::from_str(&body).unwrap();
            let before = people.len();
            for user in page["Resources"].as_array().into_iter().flatten() {
                let id = user["externalId"].as_str().unwrap_or_default().to_owned();
                people.insert(id, user["active"] != false);
            }
            // A server may answer a page beyond the last with one that was there before.
            if people.len() == before {
                let mut people: Vec<_> = people.into_iter().collect();
                people.sort();
                return people;
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Self::Process { child, .. } = self {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Somebody, by number.
pub fn person(number: usize) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": format!("person{number}@enigma.example"), "externalId": format!("E-{number}"),
        "name": {"givenName": "Person", "familyName": number.to_string()}, "active": true,
        "emails": [{"value": format!("person{number}@enigma.example"), "type": "work", "primary": true}],
    })
}

/// A call by hand, on a connection of its own.
pub fn call(port: u16, method: &str, target: &str, body: &Value) -> (u16, String) {
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    let head = format!(
        "{method} {target} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nauthorization: Bearer {TOKEN}\r\nconnection: close\r\n\
         content-type: application/scim+json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body.as_bytes()).unwrap();
    let answer = super::proxy::read_answer(&stream).unwrap();
    (
        answer.status,
        String::from_utf8_lossy(&answer.body).into_owned(),
    )
}

fn missing(what: &str, how: &str) -> Option<Server> {
    let in_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    let may_miss = std::env::var("OFFBOARD_WITHOUT_SCIM").is_ok_and(|set| set == "1");
    assert!(!in_ci || may_miss, "CI needs {what}: {how}");
    eprintln!("NOT TRIED: this trial needs {what}: {how}");
    None
}
