-- Who set the password by a link that a manager saw is not made signatory by a manager.
ALTER TABLE password_resets ADD COLUMN shown BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE users ADD COLUMN link_seen BOOLEAN NOT NULL DEFAULT FALSE;
