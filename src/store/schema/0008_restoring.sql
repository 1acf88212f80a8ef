-- Where this database stood in the erasure journal: the chain's mark behind each entry that it holds the effects of. A
-- backup and a journal are compared by them, never by numbers alone.
CREATE TABLE journal_marks (
    number INTEGER PRIMARY KEY,
    mark   BLOB NOT NULL CHECK (length(mark) = 16)
) STRICT;

-- When the deletion was brought here by the journal.
ALTER TABLE recovered_deletions ADD COLUMN recovered_at INTEGER;

-- Message-IDs of mail that went with its learner, until the purge has removed the files that bear them.
CREATE TABLE mail_gone (
    message_id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Every folder that ever took mail for this account: a purge looks into all of them.
CREATE TABLE mail_folders (
    path TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
