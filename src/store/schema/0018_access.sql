-- From whom alone an operator has their access, where a second full admin was asked for at the time; and until when an
-- operator could have approved what another full admin asked for, before somebody alone took or changed their access.
ALTER TABLE operators ADD COLUMN access_from INTEGER;
ALTER TABLE operators ADD COLUMN stood_until INTEGER;
