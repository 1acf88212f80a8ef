-- The help desk: what happened to a learner's request, who may go on with it, and what proves its result.

-- `version` grows with every change. The approval is bound by `approval_seal`, a keyed hash over exactly what was asked.
ALTER TABLE requests ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE requests ADD COLUMN taken_by INTEGER;
ALTER TABLE requests ADD COLUMN asked_by TEXT;
ALTER TABLE requests ADD COLUMN identity_how TEXT;
ALTER TABLE requests ADD COLUMN identity_by INTEGER;
ALTER TABLE requests ADD COLUMN identity_at INTEGER;
ALTER TABLE requests ADD COLUMN waiting_since INTEGER;
ALTER TABLE requests ADD COLUMN approval_by INTEGER;
ALTER TABLE requests ADD COLUMN approval_at INTEGER;
ALTER TABLE requests ADD COLUMN approval_expires INTEGER;
ALTER TABLE requests ADD COLUMN approval_seal TEXT;
ALTER TABLE requests ADD COLUMN approver_id INTEGER;
ALTER TABLE requests ADD COLUMN reason TEXT;
ALTER TABLE requests ADD COLUMN log_entry INTEGER;
ALTER TABLE requests ADD COLUMN batch_id INTEGER;

-- What an older version let in twice is asked once.
UPDATE requests SET state = 'cancelled', closed_at = opened_at
    WHERE state NOT IN ('done', 'rejected', 'cancelled') AND EXISTS (
        SELECT 1 FROM requests earlier WHERE earlier.user_id = requests.user_id AND earlier.kind = requests.kind
        AND earlier.state NOT IN ('done', 'rejected', 'cancelled') AND earlier.id < requests.id);
-- Upholds: one open request per learner and kind.
CREATE UNIQUE INDEX requests_open ON requests (user_id, kind)
    WHERE user_id IS NOT NULL AND state NOT IN ('done', 'rejected', 'cancelled');
-- Serves: approvals that nobody gave in time.
CREATE INDEX requests_for_approval ON requests (approval_expires) WHERE state = 'waiting_for_approval';
-- Serves: what becomes of the request when its batch is over or taken back.
CREATE INDEX requests_by_batch ON requests (batch_id) WHERE batch_id IS NOT NULL;

-- Notes (for operators) and replies (mailed to the learner). The words go with the learner, kind and date stay.
CREATE TABLE request_entries (
    request_id  INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('note', 'reply')),
    at          INTEGER NOT NULL,
    operator_id INTEGER,
    text        TEXT,
    PRIMARY KEY (request_id, seq)
) STRICT, WITHOUT ROWID;

-- Mail that belongs to a request. What is `fleeting` outlived its learner and goes once it is sent.
ALTER TABLE outbox ADD COLUMN request_id INTEGER;
ALTER TABLE outbox ADD COLUMN fleeting INTEGER NOT NULL DEFAULT 0 CHECK (fleeting IN (0, 1));
-- Serves: mail of a request, and mail of one's own requests.
CREATE INDEX outbox_by_request ON outbox (request_id) WHERE request_id IS NOT NULL;
