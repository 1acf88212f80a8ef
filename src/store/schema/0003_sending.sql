-- While a process delivers a message, no other one does. A process that died lets go when the time has come.
ALTER TABLE outbox ADD COLUMN sending_until INTEGER;
