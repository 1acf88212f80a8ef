-- Accounts that live at a server. A portion can be a run of calls; a table's CHECK cannot be changed, so it is made anew.
CREATE TABLE handovers_anew (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT NOT NULL CHECK (kind IN ('disconnect', 'revoke', 'delete')),
    road        TEXT NOT NULL CHECK (road IN ('file', 'by_hand', 'scim')),
    batch_id    INTEGER,
    part        INTEGER NOT NULL,
    parts       INTEGER NOT NULL CHECK (part BETWEEN 1 AND parts),
    prepared_at INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    handed_at   INTEGER,
    file        TEXT,
    sha256      TEXT,
    -- What the server answered in it.
    answers_id  INTEGER
) STRICT;
INSERT INTO handovers_anew (id, kind, road, batch_id, part, parts, prepared_at, operator_id, handed_at, file, sha256)
    SELECT id, kind, road, batch_id, part, parts, prepared_at, operator_id, handed_at, file, sha256 FROM handovers;
DROP TABLE handovers;
ALTER TABLE handovers_anew RENAME TO handovers;

-- The server's own name of the record to which a call was made, while it is not known what came of the call.
ALTER TABLE provider_changes ADD COLUMN record TEXT CHECK (record IS NULL OR state = 'in_doubt');

-- Learners who are here and not in the last roster that was believed, without our doing; and that roster.
CREATE TABLE provider_gone (
    user_id     INTEGER PRIMARY KEY,
    evidence_id INTEGER NOT NULL
) STRICT;

-- The roster because of which a batch erases learners here who are gone at the provider.
ALTER TABLE batches ADD COLUMN accepts_id INTEGER;
