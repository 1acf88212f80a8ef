-- Identifiers of deleted users that were released: kind 1 is an address, 2 an ID; h is the hash of the registry, under the
-- newest key. Of a release that only the erasure journal tells of, neither moment nor operator is known.
CREATE TABLE releases (
    kind        INTEGER NOT NULL CHECK (kind IN (1, 2)),
    h           INTEGER NOT NULL CHECK (h >= 0),
    user_id     INTEGER NOT NULL,
    at          INTEGER,
    operator_id INTEGER,
    reason      TEXT NOT NULL,
    PRIMARY KEY (kind, h)
) STRICT, WITHOUT ROWID;
