-- A draft goes through review: what was done when by whom, and what reviewers say of its lines.
ALTER TABLE course_versions ADD COLUMN review TEXT NOT NULL DEFAULT '';  -- of a draft: '' | in_review | approved
ALTER TABLE course_versions ADD COLUMN authors TEXT NOT NULL DEFAULT ''; -- account ids of who wrote it beside who uploaded it, with commas
CREATE TABLE course_steps (              -- append-only
  id TEXT PRIMARY KEY,                   -- UUIDv7: the order
  course_id TEXT NOT NULL REFERENCES courses(id),
  version_id TEXT NOT NULL REFERENCES course_versions(id),
  digest TEXT NOT NULL,                  -- of the version: what was approved
  step TEXT NOT NULL,                    -- draft | submit | return | approve | publish | discard | withdraw | restore
  comment TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  account_id TEXT NOT NULL
);
CREATE INDEX course_steps_course ON course_steps (course_id, id);
CREATE TABLE course_comments (           -- on a line of a draft's file
  id TEXT PRIMARY KEY,                   -- UUIDv7
  course_id TEXT NOT NULL REFERENCES courses(id),
  version_id TEXT NOT NULL REFERENCES course_versions(id), -- the draft it was made on
  path TEXT NOT NULL,
  line INTEGER NOT NULL,                 -- from 1
  quote TEXT NOT NULL,                   -- the line as it stood
  body TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  created_by TEXT NOT NULL,
  resolved_at TIMESTAMPTZ,
  resolved_by TEXT NOT NULL,             -- '' while open
  published_id TEXT REFERENCES course_versions(id) -- the version that closed the discussion
);
CREATE INDEX course_comments_course ON course_comments (course_id, published_id);
CREATE TABLE course_replies (
  id TEXT PRIMARY KEY,                   -- UUIDv7
  comment_id TEXT NOT NULL REFERENCES course_comments(id),
  body TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  created_by TEXT NOT NULL
);
CREATE INDEX course_replies_comment ON course_replies (comment_id);
