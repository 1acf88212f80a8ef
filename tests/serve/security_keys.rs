//! Security keys (`sk-`), with the software one of OpenSSH's own tests in the place of a device.

use std::path::PathBuf;
use std::process::Command;

use crate::desk::{Desk, code, done};

/// Where Debian's package `openssh-tests` has it; another place is named by the environment.
const PROVIDER: &str = "/usr/lib/openssh/regress/misc/sk-dummy/sk-dummy.so";

fn provider() -> Option<PathBuf> {
    let named = std::env::var_os("OFFBOARD_TEST_SK_PROVIDER");
    let provider = named.map_or_else(|| PathBuf::from(PROVIDER), PathBuf::from);
    if !provider.exists() {
        eprintln!("passed over: there is no software security key (Debian: openssh-tests)");
        return None;
    }
    Some(provider)
}

#[test]
fn security_keys_let_their_operator_in_by_themselves_and_with_a_certificate() {
    let Some(provider) = provider() else { return };
    let Some(desk) = Desk::open("5") else { return };
    let make = |words: &[&str]| {
        let mut command = Command::new("ssh-keygen");
        command.current_dir(desk.folder.path()).args(words);
        done({
            command.env("SSH_SK_PROVIDER", &provider);
            command
        })
    };
    let config = std::fs::read_to_string(desk.path("config")).unwrap();
    let own = format!("IdentityFile {}\n", desk.path("id").display());
    let with = format!("SecurityKeyProvider {}\n", provider.display());
    assert!(config.contains(&own), "{config}");
    std::fs::write(desk.path("config"), config.replace(&own, &with)).unwrap();
    let comes = |name: &str| {
        let key = desk.path(name).display().to_string();
        let called = desk.client("ssh", &["-i", &key, "desk", "version"]);
        code(&{ called }.output().unwrap())
    };
    for kind in ["ed25519-sk", "ecdsa-sk"] {
        make(&["-q", "-t", kind, "-N", "", "-f", kind]);
        assert_eq!(comes(kind), Some(255), "{kind} is not known yet");
        desk.local(&["operators", "key", "add", "dl", &format!("{kind}.pub")]);
        assert_eq!(comes(kind), Some(0), "{kind}");
    }
    // A CA may be one, and what it certifies may be another.
    for name in ["ca", "card"] {
        make(&["-q", "-t", "ed25519-sk", "-N", "", "-f", name]);
    }
    desk.local(&["operators", "ca", "add", "ca.pub"]);
    assert_eq!(comes("card"), Some(255));
    make(&[
        "-q", "-s", "ca", "-I", "dl", "-n", "dl", "-V", "+1h", "card.pub",
    ]);
    assert_eq!(comes("card"), Some(0));
}
