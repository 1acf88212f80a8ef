-- Who is here over SSH: one row a connection, written and removed by the server that holds it. What a server that was
-- stopped left is removed by the next one.
CREATE TABLE ssh_sessions (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    operator_id INTEGER NOT NULL,
    address     TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    authority   TEXT,
    began_at    INTEGER NOT NULL,
    -- What it has been used for: 1 console, 2 verbs, 4 files.
    kinds       INTEGER NOT NULL DEFAULT 0 CHECK (kinds BETWEEN 0 AND 7),
    -- Who wants it to end.
    ended_by    INTEGER
) STRICT;
