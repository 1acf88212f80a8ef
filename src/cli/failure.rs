//! What a verb fails with, and what the command line itself knows about it.

use crate::domain::query::TombstoneAnswer;
use crate::error::Error;

/// A failure, with what the command line knows better than [`crate::wording::error`].
#[derive(Debug)]
pub(super) struct Failure {
    /// What failed.
    pub error: Error,
    /// What there is to say beside it.
    pub beside: Beside,
}

/// What there is to say beside an error.
#[derive(Debug)]
pub(super) enum Beside {
    /// Nothing that the error does not say.
    Nothing,
    /// What to do, in words.
    Advice(Box<str>),
    /// One sentence that says everything, in the place of what the error would.
    Sentence(Box<str>),
    /// What is known of whoever was called so before, where nobody is any more.
    Gone(Box<TombstoneAnswer>),
}

impl Failure {
    /// A failure with advice.
    pub fn advised(error: Error, advice: String) -> Self {
        Self {
            error,
            beside: Beside::Advice(advice.into()),
        }
    }

    /// A failure that one sentence says.
    pub fn in_words(error: Error, sentence: String) -> Self {
        Self {
            error,
            beside: Beside::Sentence(sentence.into()),
        }
    }

    /// Nothing was done, because what was typed was not what was asked for.
    pub fn not_typed(sentence: String) -> Self {
        Self::in_words(Error::Stopped, sentence)
    }

    /// Nobody has an identifier; what is known of whoever had it.
    pub fn nobody(key: &str, answer: TombstoneAnswer) -> Self {
        let beside = if answer.was_somebody() {
            Beside::Gone(Box::new(answer))
        } else {
            Beside::Nothing
        };
        Self {
            error: Error::NotFound(key.to_owned()),
            beside,
        }
    }

    /// What is known of whoever was called so before.
    pub fn gone(&self) -> Option<&TombstoneAnswer> {
        match &self.beside {
            Beside::Gone(answer) => Some(answer),
            Beside::Nothing | Beside::Advice(_) | Beside::Sentence(_) => None,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self {
            error,
            beside: Beside::Nothing,
        }
    }
}
