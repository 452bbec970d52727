-- REPLACE removes the row that is in its way without asking the triggers of DELETE.
CREATE TRIGGER audit_event_not_replaced BEFORE INSERT ON audit_events
WHEN EXISTS (SELECT 1 FROM audit_events WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM audit_events WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END;
CREATE TRIGGER audit_seal_not_replaced BEFORE INSERT ON audit_seals
WHEN EXISTS (SELECT 1 FROM audit_seals WHERE place = NEW.place) OR EXISTS (SELECT 1 FROM audit_seals WHERE event_seq = NEW.event_seq)
BEGIN SELECT RAISE(ABORT, 'audit seals are never changed'); END;
