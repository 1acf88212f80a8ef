//! The safety gates of a review: what confirming it takes.

/// What stands between a review and its batch (`files.md`, Safety gates).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gate {
    /// How many users the phrase must name, when it must be typed.
    pub phrase_for: Option<u64>,
    /// The count is past the account's limit: that limit.
    pub past_count: Option<u64>,
    /// The share is past the account's limit: that limit in percent.
    pub past_share: Option<u8>,
    /// A second full admin must approve.
    pub needs_approval: bool,
    /// The account's waiting time in days.
    pub wait_days: u8,
}

impl Gate {
    /// The phrase to type: English, plain digits, in every language.
    pub fn phrase(&self) -> Option<String> {
        self.phrase_for.map(|count| match count {
            1 => "delete 1 user".to_owned(),
            count => format!("delete {count} users"),
        })
    }

    /// Whether what was typed is the phrase; the count may be grouped, as it stands everywhere else. Of one user it may
    /// say *users* as well: scripts write the word once for every count.
    pub fn accepts(&self, typed: &str) -> bool {
        let Some(count) = self.phrase_for else {
            return true;
        };
        let counts = [count.to_string(), grouped(count, ','), grouped(count, '.')];
        let phrases = counts.map(|count| format!("delete {count} users"));
        let is_right = |phrase: &String| phrase == typed.trim();
        phrases.iter().chain(&self.phrase()).any(is_right)
    }
}

/// A count with a mark between its groups of three digits.
fn grouped(count: u64, mark: char) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_of_a_phrase_may_be_grouped_as_it_stands_everywhere_else() {
        let gate = Gate {
            phrase_for: Some(1_009_973),
            ..Gate::default()
        };
        for right in ["1009973", "1,009,973", "1.009.973"] {
            assert!(gate.accepts(&format!(" delete {right} users ")), "{right}");
        }
        for wrong in ["1009972", "1,009973", "10,09,973", "1.009,973", ""] {
            assert!(!gate.accepts(&format!("delete {wrong} users")), "{wrong}");
        }
        assert!(!gate.accepts(""));
        assert!(Gate::default().accepts(""));
    }

    #[test]
    fn the_phrase_of_one_is_written_as_one_says_it() {
        let gate = Gate {
            phrase_for: Some(1),
            ..Gate::default()
        };
        assert_eq!(gate.phrase().as_deref(), Some("delete 1 user"));
        assert!(gate.accepts("delete 1 user") && gate.accepts("delete 1 users"));
        let two = Gate {
            phrase_for: Some(2),
            ..gate
        };
        assert!(!two.accepts("delete 2 user") && !gate.accepts("delete 2 users"));
    }
}
