//! How the state of a batch moves: every move there is, one function, asked by every road that moves one.

use super::BatchState;
use crate::domain::coded::listed;

/// Something that happens to a batch and can move its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchEvent {
    /// A second full admin approved it; `due` says whether its day has come.
    Approved {
        /// Whether it may begin now.
        due: bool,
    },
    /// Nobody approved it in time.
    NobodyApproved,
    /// Its day has come.
    Begins,
    /// Its day has come, and whoever approved it may not any more.
    ApproverLeft,
    /// Whoever answers for it may not delete any more.
    ConfirmerLeft,
    /// Everything of it was prepared for the provider.
    HandedOver,
    /// The environment is in the way: a full disk, an I/O error.
    Hindered,
    /// A full admin lets it go on.
    Resumed,
    /// A backup brought it back: it goes on only when a full admin says so.
    Restored,
    /// A full admin lets one go on that a backup brought back before it had begun.
    ResumedBeforeItBegan,
    /// A full admin wants to go on with it who is, to its approval, the person who gave that approval.
    ResumedByApprover,
    /// A full admin takes it back; `begun` says whether a chunk of it has run.
    Withdrawn {
        /// Whether a chunk of it has run.
        begun: bool,
    },
    /// A full admin wants it stopped.
    CancelWanted,
    /// Every row is final.
    RowsFinal,
    /// The files are purged: how it is over.
    Purged(Ended),
}

listed! {
    /// How a batch is over whose rows were carried out.
    pub enum Ended {
        /// No row failed.
        Completed,
        /// Rows failed.
        CompletedWithErrors,
        /// Somebody stopped it.
        Cancelled,
    }
}

impl Ended {
    /// The state it leads to.
    pub const fn state(self) -> BatchState {
        match self {
            Self::Completed => BatchState::Completed,
            Self::CompletedWithErrors => BatchState::CompletedWithErrors,
            Self::Cancelled => BatchState::Cancelled,
        }
    }

    /// The end that leads to a state.
    pub fn of(state: BatchState) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.state() == state)
    }
}

impl BatchState {
    /// The state after an event; none where it cannot happen to a batch that stands there.
    ///
    /// | event | from | to |
    /// |---|---|---|
    /// | approved | awaiting approval | processing, or scheduled before its day |
    /// | nobody approved | awaiting approval | withdrawn |
    /// | begins | scheduled | processing |
    /// | approver left | scheduled | awaiting approval |
    /// | confirmer left | scheduled, processing, at provider | paused |
    /// | handed over | processing | at provider |
    /// | hindered | processing, at provider | paused |
    /// | hindered | erasing | erasing |
    /// | resumed | paused | processing |
    /// | resumed | processing, erasing | as it is |
    /// | restored | awaiting approval, scheduled, processing, at provider, paused | paused |
    /// | resumed before it began | paused | scheduled |
    /// | resumed by the approver | paused | awaiting approval |
    /// | withdrawn | awaiting approval, scheduled; paused before its first chunk | withdrawn |
    /// | cancel wanted | processing, paused | processing |
    /// | cancel wanted | at provider | at provider |
    /// | rows final | processing, at provider | erasing |
    /// | purged | erasing | completed, completed with errors, cancelled |
    pub const fn after(self, event: BatchEvent) -> Option<Self> {
        use BatchEvent as Event;
        Some(match (event, self) {
            (Event::Approved { due: true }, Self::AwaitingApproval)
            | (Event::Begins, Self::Scheduled)
            | (Event::Resumed | Event::CancelWanted, Self::Paused | Self::Processing) => {
                Self::Processing
            }
            (Event::HandedOver, Self::Processing) | (Event::CancelWanted, Self::AtProvider) => {
                Self::AtProvider
            }
            (Event::Approved { due: false }, Self::AwaitingApproval)
            | (Event::ResumedBeforeItBegan, Self::Paused) => Self::Scheduled,
            (Event::ApproverLeft, Self::Scheduled) | (Event::ResumedByApprover, Self::Paused) => {
                Self::AwaitingApproval
            }
            (Event::ConfirmerLeft, Self::Scheduled | Self::Processing | Self::AtProvider)
            | (
                Event::Restored,
                Self::AwaitingApproval
                | Self::Scheduled
                | Self::Processing
                | Self::AtProvider
                | Self::Paused,
            )
            | (Event::Hindered, Self::Processing | Self::AtProvider) => Self::Paused,
            (Event::Hindered | Event::Resumed, Self::Erasing)
            | (Event::RowsFinal, Self::Processing | Self::AtProvider) => Self::Erasing,
            (Event::NobodyApproved, Self::AwaitingApproval)
            | (Event::Withdrawn { .. }, Self::AwaitingApproval | Self::Scheduled)
            | (Event::Withdrawn { begun: false }, Self::Paused) => Self::Withdrawn,
            (Event::Purged(end), Self::Erasing) => end.state(),
            (
                Event::Approved { .. }
                | Event::NobodyApproved
                | Event::Begins
                | Event::ApproverLeft
                | Event::ConfirmerLeft
                | Event::HandedOver
                | Event::Hindered
                | Event::Resumed
                | Event::Restored
                | Event::ResumedBeforeItBegan
                | Event::ResumedByApprover
                | Event::Withdrawn { .. }
                | Event::CancelWanted
                | Event::RowsFinal
                | Event::Purged(_),
                _,
            ) => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every event there is.
    fn events() -> Vec<BatchEvent> {
        use BatchEvent as Event;
        let mut events = vec![
            Event::Approved { due: true },
            Event::Approved { due: false },
            Event::NobodyApproved,
            Event::Begins,
            Event::ApproverLeft,
            Event::ConfirmerLeft,
            Event::HandedOver,
            Event::Hindered,
            Event::Resumed,
            Event::Restored,
            Event::ResumedBeforeItBegan,
            Event::ResumedByApprover,
            Event::Withdrawn { begun: true },
            Event::Withdrawn { begun: false },
            Event::CancelWanted,
            Event::RowsFinal,
        ];
        events.extend(Ended::ALL.map(Event::Purged));
        events
    }

    #[test]
    fn a_batch_that_is_over_stays_as_it_is() {
        for state in BatchState::ALL.into_iter().filter(|it| it.is_final()) {
            for event in events() {
                assert_eq!(state.after(event), None, "{state:?} {event:?}");
            }
        }
    }

    #[test]
    fn every_state_can_be_ended_by_a_full_admin_alone() {
        // What a full admin can do about a batch without anybody else, and what a runner then does by itself.
        let alone = [
            BatchEvent::Withdrawn { begun: true },
            BatchEvent::CancelWanted,
            BatchEvent::RowsFinal,
            BatchEvent::Purged(Ended::Cancelled),
        ];
        for begun in BatchState::ALL {
            let mut state = begun;
            for _ in 0..alone.len() {
                let next = alone
                    .into_iter()
                    .find_map(|event| state.after(event).filter(|after| *after != state));
                state = next.unwrap_or(state);
            }
            assert!(state.is_final(), "{begun:?} stays {state:?}");
        }
    }

    #[test]
    fn nothing_is_deleted_after_an_approval_that_is_missing_or_lost() {
        let asks = BatchState::AwaitingApproval;
        let on: Vec<_> = events()
            .into_iter()
            .filter(|event| asks.after(*event) == Some(BatchState::Processing))
            .collect();
        assert_eq!(on, [BatchEvent::Approved { due: true }]);
        let paused = BatchState::Paused;
        assert_eq!(paused.after(BatchEvent::ResumedByApprover), Some(asks));
        assert_eq!(paused.after(BatchEvent::Begins), None);
    }

    #[test]
    fn the_table_of_the_doc_is_the_function() {
        let doc = include_str!("moving.rs");
        let rows = doc.lines().filter_map(|line| {
            let line = line.trim().strip_prefix("/// | ")?;
            let cells: Vec<&str> = line.trim_end_matches(" |").split(" | ").collect();
            <[&str; 3]>::try_from(cells).ok()
        });
        let rows: Vec<[&str; 3]> = rows.filter(|row| row[0] != "event").collect();
        let moves: usize = events()
            .into_iter()
            .map(|event| {
                let from = BatchState::ALL.into_iter();
                let moves = from.filter_map(|from| Some((from, from.after(event)?)));
                let moves: Vec<_> = moves.collect();
                for (from, to) in &moves {
                    let says = |text: &str, state: &BatchState| {
                        text.contains(&state.code().replace('_', " "))
                    };
                    let told = rows.iter().any(|[name, sources, targets]| {
                        named(event) == *name
                            && says(sources, from)
                            && (says(targets, to) || (*targets == "as it is" && from == to))
                    });
                    assert!(told, "{from:?} {event:?} {to:?} is not in the table");
                }
                moves.len()
            })
            .sum();
        assert_eq!(moves, 35);
    }

    fn named(event: BatchEvent) -> &'static str {
        use BatchEvent as Event;
        match event {
            Event::Approved { .. } => "approved",
            Event::NobodyApproved => "nobody approved",
            Event::Begins => "begins",
            Event::ApproverLeft => "approver left",
            Event::ConfirmerLeft => "confirmer left",
            Event::HandedOver => "handed over",
            Event::Hindered => "hindered",
            Event::Resumed => "resumed",
            Event::Restored => "restored",
            Event::ResumedBeforeItBegan => "resumed before it began",
            Event::ResumedByApprover => "resumed by the approver",
            Event::Withdrawn { .. } => "withdrawn",
            Event::CancelWanted => "cancel wanted",
            Event::RowsFinal => "rows final",
            Event::Purged(_) => "purged",
        }
    }
}
