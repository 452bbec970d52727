-- Who made the step that a notice tells of, and which part of the record it is about (an action item, a report).
ALTER TABLE notifications ADD COLUMN by_user TEXT COLLATE "C" REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE notifications ADD COLUMN part_id TEXT COLLATE "C";

-- When somebody may be mailed next, and how often in a row that failed.
CREATE TABLE mail_turns (
    user_id  TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    mailing  TEXT COLLATE "C" NOT NULL CHECK (mailing IN ('notices', 'digest')),
    next_at  BIGINT NOT NULL,
    failures BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (user_id, mailing)
);
ALTER TABLE notifications DROP COLUMN mail_attempts;
