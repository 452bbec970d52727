-- What people are told, and by when it is to be mailed to them.
CREATE TABLE notifications (
    id            TEXT COLLATE "C" PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    user_id       TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind          TEXT COLLATE "C" NOT NULL,
    record_type   TEXT COLLATE "C" NOT NULL,
    record_id     TEXT COLLATE "C" NOT NULL,
    record_title  TEXT COLLATE "C" NOT NULL,
    path          TEXT COLLATE "C" NOT NULL,
    detail        TEXT COLLATE "C",
    created_at    BIGINT NOT NULL,
    read_at       BIGINT,
    mail_due_at   BIGINT,
    mail_attempts BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX notifications_by_user ON notifications (user_id, id);
CREATE INDEX notifications_unread ON notifications (user_id, id) WHERE read_at IS NULL;
CREATE INDEX notifications_to_mail ON notifications (mail_due_at) WHERE mail_due_at IS NOT NULL;

-- A reminder that a MoU ends, `days` before it does, is given once.
CREATE TABLE mou_reminders (
    mou_id TEXT COLLATE "C" NOT NULL REFERENCES mous (id) ON DELETE CASCADE,
    days   BIGINT NOT NULL,
    at     BIGINT NOT NULL,
    PRIMARY KEY (mou_id, days)
);
