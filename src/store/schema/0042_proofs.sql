-- When an operator who came over SSH typed the passphrase last, with which key and from where: it counts for a while, for the
-- next connection too.
CREATE TABLE ssh_proofs (
    operator_id INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    address     TEXT NOT NULL,
    proven_at   INTEGER NOT NULL,
    PRIMARY KEY (operator_id, fingerprint, address)
) STRICT, WITHOUT ROWID;
