//! Words of commands that are printed to be copied: a shell takes them back as they were.

use std::path::Path;

use crate::service::files::DESCRIPTORS;

/// A word as a shell takes it.
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+:@%,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// A path as it was typed, where a command takes it: whole, and no option. What came from stdin comes from there again.
pub(super) fn quoted_path(path: &Path) -> String {
    if path.starts_with(DESCRIPTORS) {
        return "-".to_owned();
    }
    let path = path.to_string_lossy();
    if path.starts_with('-') {
        quoted(&format!("./{path}"))
    } else {
        quoted(&path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_back_what_is_printed() {
        for word in ["plain.csv", "a b", "it's", "a$b", "", "Präm", "x;rm"] {
            let said = std::process::Command::new("sh")
                .args(["-c", &format!("printf %s {}", quoted(word))])
                .output()
                .unwrap();
            assert_eq!(String::from_utf8_lossy(&said.stdout), word);
        }
        for (path, printed) in [
            ("sub/bad.csv", "sub/bad.csv"),
            ("my files/b.csv", "'my files/b.csv'"),
            ("-x.csv", "./-x.csv"),
        ] {
            assert_eq!(quoted_path(Path::new(path)), printed);
        }
        assert_eq!(quoted_path(&Path::new(DESCRIPTORS).join("7")), "-");
    }
}
