-- What a learner did, in one row: eight bytes a piece of learning, in the order in which it happened. Two bytes name the
-- course, two are minutes, four the moment; most significant byte first. Twenty rows a learner would be most of the
-- database, and most of the work of a deletion.
CREATE TABLE histories (
    user_id INTEGER PRIMARY KEY,
    events  BLOB NOT NULL CHECK (length(events) % 8 = 0)
) STRICT;

INSERT INTO histories (user_id, events)
    SELECT key >> 20, unhex(group_concat(printf('%04X%04X%08X', a, c, b), '' ORDER BY key))
    FROM records WHERE (key >> 16 & 15) = 3 GROUP BY key >> 20;

DROP VIEW user_licenses;
DROP VIEW user_progress;
DROP VIEW user_activity;
ALTER TABLE records RENAME TO records_before;

-- Licenses and course progress, clustered by user: key = user_id << 20 | kind << 16 | seq. Kinds: 1 license, 2 course
-- progress.
CREATE TABLE records (
    key INTEGER PRIMARY KEY CHECK ((key >> 16 & 15) BETWEEN 1 AND 2),
    a   INTEGER,
    b   INTEGER,
    c   INTEGER,
    d   INTEGER
) STRICT;
INSERT INTO records SELECT key, a, b, c, d FROM records_before WHERE (key >> 16 & 15) < 3 ORDER BY key;
DROP TABLE records_before;

CREATE VIEW user_licenses AS
    SELECT key >> 20 AS user_id, key & 65535 AS license_type_id, a AS status, b AS assigned_at
    FROM records WHERE (key >> 16 & 15) = 1;
CREATE VIEW user_progress AS
    SELECT key >> 20 AS user_id, key & 65535 AS course_id, a AS percent, b AS minutes, c AS last_at, d AS completed_at
    FROM records WHERE (key >> 16 & 15) = 2;
-- One array of as many zeros as there are pieces counts them; JSON reads hexadecimal numbers (SQLite 3.42).
CREATE VIEW user_activity AS
    SELECT h.user_id, piece.key AS seq,
        ('0x' || hex(substr(h.events, piece.key * 8 + 1, 2))) ->> '$' AS course_id,
        ('0x' || hex(substr(h.events, piece.key * 8 + 5, 4))) ->> '$' AS at,
        ('0x' || hex(substr(h.events, piece.key * 8 + 3, 2))) ->> '$' AS minutes
    FROM histories h, json_each('[' || substr(replace(hex(zeroblob(length(h.events) / 8)), '00', ',0'), 2) || ']') piece;
