-- Keys with which operators come over SSH. A key belongs to one operator: two who share one would be one person to an
-- approval.
CREATE TABLE ssh_keys (
    fingerprint TEXT PRIMARY KEY,
    operator_id INTEGER NOT NULL,
    bytes       BLOB NOT NULL,
    comment     TEXT NOT NULL,
    added_at    INTEGER NOT NULL,
    added_by    INTEGER NOT NULL,
    used_at     INTEGER
) STRICT;
-- Serves: the keys of an operator.
CREATE INDEX ssh_keys_by_operator ON ssh_keys (operator_id, fingerprint);

-- Keys whose certificates are trusted.
CREATE TABLE ssh_authorities (
    fingerprint TEXT PRIMARY KEY,
    bytes       BLOB NOT NULL,
    comment     TEXT NOT NULL,
    added_at    INTEGER NOT NULL,
    added_by    INTEGER NOT NULL
) STRICT;

-- Keys that are let in no more, whoever certifies them.
CREATE TABLE ssh_revoked (
    fingerprint TEXT PRIMARY KEY,
    revoked_at  INTEGER NOT NULL,
    revoked_by  INTEGER NOT NULL
) STRICT;
