-- Retention rules, each with what it has proposed last: when, how many learners, and the batch that was made of it.
CREATE TABLE retention_rules (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    license     TEXT NOT NULL,
    months      INTEGER NOT NULL,
    unknown     INTEGER NOT NULL CHECK (unknown IN (0, 1)),
    proposed_at INTEGER,
    learners    INTEGER,
    batch_id    INTEGER,
    UNIQUE (license, months, unknown),
    CHECK ((proposed_at IS NULL) = (learners IS NULL))
) STRICT;
