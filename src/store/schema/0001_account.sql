-- The account. Every table is STRICT; moments are whole seconds of Unix time.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value ANY
) STRICT, WITHOUT ROWID;

-- Figures that every screen shows and that must not cost a scan. Kept in the transaction that changes them.
CREATE TABLE counters (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL CHECK (value >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO counters VALUES ('users', 0), ('connected', 0), ('on_hold', 0), ('deleted', 0);

-- Secondary indexes here cost more than deleting all child rows: the registries below answer look-ups, the
-- resident directory answers searches. `group_ids` is a JSON array of numbers, so that a user goes with one row.
CREATE TABLE users (
    id          INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 1099511627775),
    first_name  TEXT NOT NULL,
    last_name   TEXT NOT NULL,
    email       TEXT,
    unique_id   TEXT,
    job_title   TEXT NOT NULL,
    language    TEXT,
    license     INTEGER NOT NULL DEFAULT 0 CHECK (license BETWEEN 0 AND 2),
    connected   INTEGER NOT NULL DEFAULT 0 CHECK (connected IN (0, 1)),
    last_active INTEGER,
    hold_since  INTEGER,
    hold_reason TEXT,
    group_ids   TEXT NOT NULL DEFAULT '[]',
    attributes  TEXT NOT NULL DEFAULT '{}',
    CHECK (email IS NOT NULL OR unique_id IS NOT NULL),
    CHECK ((hold_since IS NULL) = (hold_reason IS NULL))
) STRICT;

-- Everything that belongs to a user and goes with the user, clustered by user:
-- key = user_id << 20 | kind << 16 | seq. Kinds: 1 license, 2 course progress, 3 activity.
-- The check names a range because a list of three would be made into a table anew for every row that is written.
CREATE TABLE records (
    key INTEGER PRIMARY KEY CHECK ((key >> 16 & 15) BETWEEN 1 AND 3),
    a   INTEGER,
    b   INTEGER,
    c   INTEGER,
    d   INTEGER
) STRICT;

CREATE VIEW user_licenses AS
    SELECT key >> 20 AS user_id, key & 65535 AS license_type_id, a AS status, b AS assigned_at
    FROM records WHERE (key >> 16 & 15) = 1;
CREATE VIEW user_progress AS
    SELECT key >> 20 AS user_id, key & 65535 AS course_id, a AS percent, b AS minutes, c AS last_at, d AS completed_at
    FROM records WHERE (key >> 16 & 15) = 2;
CREATE VIEW user_activity AS
    SELECT key >> 20 AS user_id, key & 65535 AS seq, a AS course_id, b AS at, c AS minutes
    FROM records WHERE (key >> 16 & 15) = 3;

-- The identity registries: h is 63 bits of a keyed hash of the identifier. The entry stays when the user goes: an
-- entry without a user is the tombstone. key_number says under which key it was made.
CREATE TABLE email_registry (
    h          INTEGER PRIMARY KEY CHECK (h >= 0),
    user_id    INTEGER NOT NULL,
    key_number INTEGER NOT NULL
) STRICT;
CREATE TABLE id_registry (
    h          INTEGER PRIMARY KEY CHECK (h >= 0),
    user_id    INTEGER NOT NULL,
    key_number INTEGER NOT NULL
) STRICT;
CREATE TABLE keys (
    number      INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    since       INTEGER NOT NULL
) STRICT;

-- Keyed hashes and lengths of the domains of all addresses ever registered: what the residue scan looks for first.
CREATE TABLE domains (
    h     INTEGER PRIMARY KEY CHECK (h >= 0),
    bytes INTEGER NOT NULL
) STRICT;

-- Which users changed, for the resident directories of this and of other processes.
CREATE TABLE changes (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    first_user INTEGER NOT NULL,
    last_user  INTEGER NOT NULL
) STRICT;

CREATE TABLE license_types (
    id        INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 65535),
    name      TEXT NOT NULL UNIQUE,
    seats     INTEGER NOT NULL,
    invited   INTEGER NOT NULL DEFAULT 0 CHECK (invited >= 0),
    activated INTEGER NOT NULL DEFAULT 0 CHECK (activated >= 0)
) STRICT;

CREATE TABLE groups (
    id      INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 65535),
    name    TEXT NOT NULL UNIQUE,
    members INTEGER NOT NULL DEFAULT 0 CHECK (members >= 0)
) STRICT;

CREATE TABLE courses (
    id    INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 65535),
    title TEXT NOT NULL
) STRICT;

-- Totals are kept as they grow and are never recalculated.
CREATE TABLE month_totals (
    month           TEXT PRIMARY KEY,
    active_learners INTEGER NOT NULL,
    completions     INTEGER NOT NULL,
    minutes         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE course_totals (
    course_id   INTEGER PRIMARY KEY,
    completions INTEGER NOT NULL,
    minutes     INTEGER NOT NULL
) STRICT;

CREATE TABLE operators (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    name         TEXT NOT NULL UNIQUE COLLATE NOCASE,
    email        TEXT,
    role         TEXT NOT NULL CHECK (role IN ('auditor', 'help_desk', 'sub_admin', 'full_admin')),
    passphrase   TEXT,
    disabled     INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    language     TEXT,
    theme        TEXT,
    failures     INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER
) STRICT;

-- `planned` of the rows are to be deleted, in user-id order; `cursor` is the last user whose turn has been. `counts` is
-- a JSON object of the rows that were final at the confirmation.
CREATE TABLE batches (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    state             TEXT NOT NULL,
    file_name         TEXT NOT NULL,
    sha256            TEXT NOT NULL,
    plan_sha256       TEXT NOT NULL,
    bytes             INTEGER NOT NULL,
    lines             INTEGER NOT NULL,
    header            INTEGER NOT NULL,
    blank             INTEGER NOT NULL,
    continued         INTEGER NOT NULL,
    rows              INTEGER NOT NULL,
    operator_id       INTEGER NOT NULL,
    approver_id       INTEGER,
    confirmed_at      INTEGER NOT NULL,
    due_at            INTEGER NOT NULL,
    started_at        INTEGER,
    finished_at       INTEGER,
    last_chunk_at     INTEGER,
    resumed_at        INTEGER,
    resumed_stopped   INTEGER,
    resumed_processed INTEGER,
    planned           INTEGER NOT NULL,
    processed         INTEGER NOT NULL DEFAULT 0,
    deleted           INTEGER NOT NULL DEFAULT 0,
    cursor            INTEGER NOT NULL DEFAULT 0,
    users_before      INTEGER NOT NULL,
    users_after       INTEGER,
    counts            TEXT NOT NULL,
    cancel_wanted     INTEGER NOT NULL DEFAULT 0,
    final_state       TEXT,
    trouble           TEXT,
    results_file      TEXT,
    results_sha256    TEXT,
    upload_kept       INTEGER NOT NULL DEFAULT 1,
    residue           INTEGER,
    CHECK (lines = header + blank + continued + rows),
    CHECK (processed <= planned AND deleted <= processed)
) STRICT;

-- The plan: ten bytes a row, numbers only. Rows to be deleted come first, in user-id order, and say which users their
-- segment spans; the other rows follow in file order.
CREATE TABLE batch_segments (
    batch_id   INTEGER NOT NULL,
    segment    INTEGER NOT NULL,
    first_user INTEGER,
    last_user  INTEGER,
    rows       BLOB NOT NULL,
    PRIMARY KEY (batch_id, segment)
) STRICT, WITHOUT ROWID;
-- Serves: which batch and line deleted this user.
CREATE INDEX batch_segments_by_user ON batch_segments (last_user, first_user) WHERE last_user IS NOT NULL;

-- Planned rows that turned out otherwise when their turn came.
CREATE TABLE batch_exceptions (
    batch_id  INTEGER NOT NULL,
    line      INTEGER NOT NULL,
    user_id   INTEGER NOT NULL,
    outcome   INTEGER NOT NULL,
    reference INTEGER NOT NULL,
    PRIMARY KEY (batch_id, line)
) STRICT, WITHOUT ROWID;

-- One row per committed chunk: when the users up to last_user had their turn.
CREATE TABLE batch_chunks (
    batch_id  INTEGER NOT NULL,
    last_user INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    deleted   INTEGER NOT NULL,
    PRIMARY KEY (batch_id, last_user)
) STRICT, WITHOUT ROWID;

-- Deletions that the erasure journal brought to a database that does not know their batch, such as a restored backup.
CREATE TABLE recovered_deletions (
    user_id     INTEGER PRIMARY KEY,
    batch_id    INTEGER NOT NULL,
    line        INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    operator_id INTEGER NOT NULL
) STRICT;

-- What other LinkedIn products may still refer to: an opaque number, the products, the date.
CREATE TABLE reference_records (
    id       INTEGER PRIMARY KEY,
    opaque   TEXT NOT NULL,
    products TEXT NOT NULL,
    at       INTEGER NOT NULL
) STRICT;

CREATE TABLE requests (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT NOT NULL CHECK (kind IN ('disconnect', 'revoke', 'delete')),
    state     TEXT NOT NULL,
    user_id   INTEGER,
    channel   TEXT,
    note      TEXT,
    owner_id  INTEGER,
    opened_at INTEGER NOT NULL,
    due_at    INTEGER NOT NULL,
    closed_at INTEGER
) STRICT;
-- Serves: redaction of a deleted learner's requests, and the profile's tab.
CREATE INDEX requests_by_user ON requests (user_id) WHERE user_id IS NOT NULL;

CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    unique_key  TEXT NOT NULL UNIQUE,
    kind        TEXT NOT NULL,
    language    TEXT NOT NULL,
    recipient   TEXT NOT NULL,
    user_id     INTEGER,
    batch_id    INTEGER,
    subject     TEXT NOT NULL,
    body        TEXT NOT NULL,
    message_id  TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
    queued_at   INTEGER NOT NULL,
    not_before  INTEGER NOT NULL,
    sent_at     INTEGER,
    attempts    INTEGER NOT NULL DEFAULT 0,
    trouble     TEXT
) STRICT;
-- Serves: removal of a deleted learner's mail.
CREATE INDEX outbox_by_user ON outbox (user_id) WHERE user_id IS NOT NULL;
-- Serves: the next message to deliver.
CREATE INDEX outbox_queued ON outbox (not_before, id) WHERE state = 'queued';

-- The activity log. mark = keyed hash of the previous mark and this entry. Learners are named by number only.
CREATE TABLE log (
    number      INTEGER PRIMARY KEY,
    at          INTEGER NOT NULL,
    operator_id INTEGER,
    act         TEXT NOT NULL,
    user_id     INTEGER,
    batch_id    INTEGER,
    detail      TEXT NOT NULL,
    mark        BLOB NOT NULL
) STRICT;
-- Serves: a learner's history.
CREATE INDEX log_by_user ON log (user_id, number) WHERE user_id IS NOT NULL;
-- Serves: a batch's entries.
CREATE INDEX log_by_batch ON log (batch_id, number) WHERE batch_id IS NOT NULL;
