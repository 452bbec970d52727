-- As before, but FAIL for ABORT: what may abort keeps a journal of its own in every statement that inserts.
DROP TRIGGER audit_event_not_replaced;
CREATE TRIGGER audit_event_not_replaced BEFORE INSERT ON audit_events
WHEN EXISTS (SELECT 1 FROM audit_events WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM audit_events WHERE id = NEW.id)
BEGIN SELECT RAISE(FAIL, 'audit events are never changed'); END;
DROP TRIGGER audit_seal_not_replaced;
CREATE TRIGGER audit_seal_not_replaced BEFORE INSERT ON audit_seals
WHEN EXISTS (SELECT 1 FROM audit_seals WHERE place = NEW.place) OR EXISTS (SELECT 1 FROM audit_seals WHERE event_seq = NEW.event_seq)
BEGIN SELECT RAISE(FAIL, 'audit seals are never changed'); END;
