//! The address of a SCIM server, read once, and the addresses below it.
//!
//! Addresses of records are made from their ids alone: what a server says about where a record lies (`meta.location`) is
//! never followed. An id can't lead out of `/Users/`.

use std::fmt::Write as _;
use std::net::IpAddr;

use ureq::http::Uri;

use crate::connect::scim::SetupFault;

/// Where a server is: `https`, or this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    base: String,
    host: String,
}

impl Address {
    /// Reads an address as an operator writes it.
    pub fn parse(text: &str) -> Result<Self, SetupFault> {
        let text = text.trim();
        let uri: Uri = text.parse().map_err(|_| SetupFault::Address)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(SetupFault::Address);
        };
        if authority.as_str().contains('@') {
            return Err(SetupFault::Credentials);
        }
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        if host.is_empty() || uri.query().is_some() || text.contains('#') {
            return Err(SetupFault::Address);
        }
        match scheme {
            "https" => {}
            "http" if is_this_machine(&host) => {}
            "http" => return Err(SetupFault::PlainBeyondThisMachine),
            _ => return Err(SetupFault::Address),
        }
        let path = uri.path().trim_end_matches('/');
        Ok(Self {
            base: format!("{scheme}://{authority}{path}"),
            host,
        })
    }

    /// The address as it is shown and kept.
    pub fn as_str(&self) -> &str {
        &self.base
    }

    /// Whether the server is on this machine.
    pub fn is_here(&self) -> bool {
        is_this_machine(&self.host)
    }

    /// Whether what the name stands for is not left to a name server.
    pub(super) fn is_localhost(&self) -> bool {
        self.host.eq_ignore_ascii_case("localhost")
    }

    /// The address of something that the protocol names.
    pub(super) fn of(&self, what: &str) -> String {
        format!("{}/{what}", self.base)
    }

    /// The address of a user's record; none for an id that can't stand in one.
    pub(super) fn of_user(&self, id: &str) -> Option<String> {
        let is_usable = !id.is_empty() && id != "." && id != "..";
        is_usable.then(|| format!("{}/Users/{}", self.base, encoded(id)))
    }

    /// The address of a search among the users.
    pub(super) fn of_users(&self, questions: &[(&str, &str)]) -> String {
        let mut address = self.of("Users");
        for (at, (name, value)) in questions.iter().enumerate() {
            let mark = if at == 0 { '?' } else { '&' };
            let _ = write!(address, "{mark}{name}={}", encoded(value));
        }
        address
    }
}

/// Whether a name or an address can only be this machine's.
fn is_this_machine(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

/// A text as it stands in an address (RFC 3986): everything but letters, digits and `-._~` by its bytes.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_encryption_no_server_but_this_machines_is_spoken_to() {
        for good in [
            "https://scim.example.com/v2",
            "http://127.0.0.1:8080",
            "http://localhost:8080/v2/",
            "http://[::1]:8080/v2",
        ] {
            assert!(Address::parse(good).is_ok(), "{good}");
        }
        let refused = |text: &str| Address::parse(text).err();
        for plain in [
            "http://scim.example.com",
            "http://10.0.0.1/v2",
            "http://localhost.example.com",
            "http://127.0.0.1.example.com/",
        ] {
            assert_eq!(
                refused(plain),
                Some(SetupFault::PlainBeyondThisMachine),
                "{plain}"
            );
        }
        for bad in [
            "",
            "scim.example.com",
            "/v2",
            "ftp://x.example",
            "https://x.example/?a=b",
            "https://x.example/#a",
            "https://",
            "https:///v2",
        ] {
            assert_eq!(refused(bad), Some(SetupFault::Address), "{bad}");
        }
        let inside = "https://name:secret@x.example/v2";
        assert_eq!(refused(inside), Some(SetupFault::Credentials));
        assert_eq!(
            refused("http://127.0.0.1@x.example/"),
            Some(SetupFault::Credentials)
        );
    }

    #[test]
    fn an_id_never_leads_out_of_the_users() -> Result<(), SetupFault> {
        let address = Address::parse("https://x.example/v2/")?;
        let of = |id| address.of_user(id);
        assert_eq!(
            of("a/../b?c#d e"),
            Some("https://x.example/v2/Users/a%2F..%2Fb%3Fc%23d%20e".to_owned())
        );
        assert_eq!([of(""), of("."), of("..")], [None, None, None]);
        let filter = address.of_users(&[("filter", "userName eq \"a&b\""), ("count", "2")]);
        assert_eq!(
            filter,
            "https://x.example/v2/Users?filter=userName%20eq%20%22a%26b%22&count=2"
        );
        Ok(())
    }
}
