-- Why a request that was on its way is in review again, when, and which batch had it; the code of a row's outcome where
-- the batch came to the learner and did not delete them.
ALTER TABLE requests ADD COLUMN setback_at INTEGER;
ALTER TABLE requests ADD COLUMN setback_batch INTEGER;
ALTER TABLE requests ADD COLUMN setback TEXT CHECK (setback IN ('approval_expired', 'returned', 'corrected',
    'batch_withdrawn', 'batch_unapproved', 'batch_cancelled')
    OR (setback IS NOT NULL AND setback_batch IS NOT NULL));

-- Beside notes and replies: what somebody who was asked for approval wants to know first.
CREATE TABLE entries_anew (
    request_id  INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('note', 'reply', 'question')),
    at          INTEGER NOT NULL,
    operator_id INTEGER,
    text        TEXT,
    PRIMARY KEY (request_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO entries_anew (request_id, seq, kind, at, operator_id, text)
    SELECT request_id, seq, kind, at, operator_id, text FROM request_entries;
DROP TABLE request_entries;
ALTER TABLE entries_anew RENAME TO request_entries;
