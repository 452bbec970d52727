-- When an institution that attends was reminded of the event: once, whichever process does it.
ALTER TABLE event_participants ADD COLUMN reminded_at INTEGER;
