-- When a MoU came into force: what that does to its hub, and to the MoU that it renews, happens once. Until now it happened on signing.
ALTER TABLE mous ADD COLUMN in_force_at BIGINT;
UPDATE mous SET in_force_at = updated_at WHERE status IN ('signed', 'expired', 'terminated', 'superseded');
CREATE INDEX mous_to_come ON mous (starts_on) WHERE status = 'signed' AND in_force_at IS NULL;
