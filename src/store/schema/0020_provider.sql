-- Accounts that live at a provider. What a change was concluded from: a roster, a results file, an answer of the server, an
-- operator's word.
CREATE TABLE evidence (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT NOT NULL CHECK (kind IN ('roster', 'results', 'answer', 'word')),
    taken_at    INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    source      TEXT NOT NULL,
    sha256      TEXT,
    operator_id INTEGER
) STRICT;

-- One portion of changes that is given to the provider together: a file, a run of calls, a list to be done by hand.
CREATE TABLE handovers (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT NOT NULL CHECK (kind IN ('disconnect', 'revoke', 'delete')),
    road        TEXT NOT NULL CHECK (road IN ('file', 'by_hand')),
    batch_id    INTEGER,
    part        INTEGER NOT NULL,
    parts       INTEGER NOT NULL CHECK (part BETWEEN 1 AND parts),
    prepared_at INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    handed_at   INTEGER,
    file        TEXT,
    sha256      TEXT
) STRICT;

-- One act on one learner that the provider has to carry out. `here` says what became of a learner who is deleted there:
-- erased here too, or kept because something protects them. The number of the learner stays, the words go with them.
CREATE TABLE provider_changes (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    handover_id INTEGER,
    user_id     INTEGER NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('disconnect', 'revoke', 'delete')),
    state       TEXT NOT NULL CHECK (state IN ('prepared', 'in_doubt', 'handed_over', 'overdue', 'confirmed', 'refused',
                'given_up', 'taken_back')),
    since       INTEGER NOT NULL,
    batch_id    INTEGER,
    line        INTEGER NOT NULL DEFAULT 0,
    request_id  INTEGER,
    evidence_id INTEGER,
    code        TEXT,
    words       TEXT,
    here        TEXT CHECK (here IN ('erased', 'kept')),
    here_at     INTEGER
) STRICT;
-- Upholds: one open change per learner and kind. Serves: what is on its way for a learner.
CREATE UNIQUE INDEX provider_changes_open ON provider_changes (user_id, kind)
    WHERE state IN ('prepared', 'in_doubt', 'handed_over', 'overdue');
-- Serves: how many are open, by where they stand.
CREATE INDEX provider_changes_open_by_state ON provider_changes (state)
    WHERE state IN ('prepared', 'in_doubt', 'handed_over', 'overdue');
-- Serves: the counts and the list of a portion.
CREATE INDEX provider_changes_by_handover ON provider_changes (handover_id, state);
-- Serves: where the rows of a batch stand.
CREATE INDEX provider_changes_by_batch ON provider_changes (batch_id, state) WHERE batch_id IS NOT NULL;
-- Serves: which batch deleted a user, redaction of the words of deleted learners, and deletions of one's own history.
CREATE INDEX provider_changes_by_user ON provider_changes (user_id);
-- Serves: who is to be erased here next.
CREATE INDEX provider_changes_to_erase ON provider_changes (batch_id, user_id)
    WHERE state = 'confirmed' AND kind = 'delete' AND here IS NULL;
-- Serves: the texts that are gone through when somebody is deleted whom they may name.
CREATE INDEX provider_changes_words ON provider_changes (words) WHERE words IS NOT NULL;

-- A request whose wish the provider refused, or for which nobody waits any more, is in review again without a batch.
ALTER TABLE requests RENAME COLUMN setback TO setback_before;
ALTER TABLE requests ADD COLUMN setback TEXT CHECK (setback IN ('approval_expired', 'returned', 'corrected',
    'batch_withdrawn', 'batch_unapproved', 'batch_cancelled', 'refused_by_provider', 'given_up')
    OR (setback IS NOT NULL AND setback_batch IS NOT NULL));
UPDATE requests SET setback = setback_before WHERE setback_before IS NOT NULL;
ALTER TABLE requests DROP COLUMN setback_before;
