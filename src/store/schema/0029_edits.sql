-- What an edit or an import changed of a learner, from what to what: a list of [field, of what, old, new] under the number of
-- its entry in the log, which names the fields alone. It goes with the learner.
CREATE TABLE edits (
    user_id      INTEGER NOT NULL,
    log_number   INTEGER NOT NULL,
    changes      TEXT NOT NULL,
    former_email TEXT,
    former_id    TEXT,
    PRIMARY KEY (user_id, log_number)
) STRICT, WITHOUT ROWID;
-- Who had an address or an ID before: whoever had it after them and is deleted must not stand there.
CREATE INDEX edits_by_email ON edits (former_email COLLATE NOCASE) WHERE former_email IS NOT NULL;
CREATE INDEX edits_by_id ON edits (former_id) WHERE former_id IS NOT NULL;

-- The columns of lists of leavers are remembered, too.
CREATE TABLE remembered_columns_next (
    kind        TEXT NOT NULL CHECK (kind IN ('roster', 'learning', 'leavers')),
    headers     BLOB NOT NULL CHECK (length(headers) = 32),
    columns     TEXT NOT NULL CHECK (json_valid(columns)),
    date_order  TEXT CHECK (date_order IN ('day-first', 'month-first')),
    license     TEXT,
    at          INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    PRIMARY KEY (kind, headers)
) STRICT, WITHOUT ROWID;
INSERT INTO remembered_columns_next SELECT * FROM remembered_columns;
DROP TABLE remembered_columns;
ALTER TABLE remembered_columns_next RENAME TO remembered_columns;
