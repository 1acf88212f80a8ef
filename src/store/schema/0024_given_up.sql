-- Identifiers that learners gave up for another one: kind 1 is an address, 2 an ID; h is the hash of the registry, under the
-- newest key. The identifier itself is nowhere, and whose it was may be gone. What was given up before this version is not
-- known here.
CREATE TABLE given_up (
    kind        INTEGER NOT NULL CHECK (kind IN (1, 2)),
    h           INTEGER NOT NULL CHECK (h >= 0),
    user_id     INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    operator_id INTEGER NOT NULL,
    PRIMARY KEY (kind, h)
) STRICT, WITHOUT ROWID;
