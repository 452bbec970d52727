-- What people are told, and by when it is to be mailed to them.
CREATE TABLE notifications (
    id            TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    user_id       TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind          TEXT NOT NULL,
    record_type   TEXT NOT NULL,
    record_id     TEXT NOT NULL,
    record_title  TEXT NOT NULL,
    path          TEXT NOT NULL,
    detail        TEXT,
    created_at    INTEGER NOT NULL,
    read_at       INTEGER,
    mail_due_at   INTEGER,
    mail_attempts INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX notifications_by_user ON notifications (user_id, id);
CREATE INDEX notifications_unread ON notifications (user_id, id) WHERE read_at IS NULL;
CREATE INDEX notifications_to_mail ON notifications (mail_due_at) WHERE mail_due_at IS NOT NULL;

-- A reminder that a MoU ends, `days` before it does, is given once.
CREATE TABLE mou_reminders (
    mou_id TEXT NOT NULL REFERENCES mous (id) ON DELETE CASCADE,
    days   INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (mou_id, days)
);
