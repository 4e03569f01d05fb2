-- Courses as they are written in the browser, before they become drafts.
CREATE TABLE course_works (
  course_id TEXT PRIMARY KEY,            -- the id in course.md; the course itself may not be there yet
  unit_id TEXT NOT NULL REFERENCES units(id),
  slug TEXT NOT NULL,
  base_version_id TEXT NOT NULL,         -- the version it was begun from or became last; '' = none
  created_at TIMESTAMPTZ NOT NULL,
  created_by TEXT NOT NULL,
  touched_at TIMESTAMPTZ NOT NULL        -- set by whoever takes the row
);
CREATE TABLE course_work_files (
  course_id TEXT NOT NULL REFERENCES course_works(course_id),
  path TEXT NOT NULL,
  revision BIGINT NOT NULL,              -- from 1, higher with every save
  body TEXT NOT NULL,                    -- of Markdown
  digest TEXT NOT NULL,                  -- of media: the blob's name; '' of Markdown
  size BIGINT NOT NULL,
  media_type TEXT NOT NULL,
  saved_at TIMESTAMPTZ NOT NULL,
  saved_by TEXT NOT NULL,
  PRIMARY KEY (course_id, path)
);
CREATE INDEX course_work_files_digest ON course_work_files (digest);
CREATE TABLE course_work_history (       -- what files were before
  id TEXT PRIMARY KEY,                   -- UUIDv7
  course_id TEXT NOT NULL REFERENCES course_works(course_id),
  path TEXT NOT NULL,
  body TEXT NOT NULL,
  digest TEXT NOT NULL,
  size BIGINT NOT NULL,
  media_type TEXT NOT NULL,
  saved_at TIMESTAMPTZ NOT NULL,         -- when it had been saved,
  saved_by TEXT NOT NULL,                -- and by whom
  kept_at TIMESTAMPTZ NOT NULL           -- when it gave way
);
CREATE INDEX course_work_history_file ON course_work_history (course_id, path, id);
CREATE TABLE course_work_authors (       -- who wrote in it since it began
  course_id TEXT NOT NULL REFERENCES course_works(course_id),
  account_id TEXT NOT NULL,
  PRIMARY KEY (course_id, account_id)
);
CREATE TABLE course_work_presence (      -- who has which file open
  course_id TEXT NOT NULL REFERENCES course_works(course_id),
  account_id TEXT NOT NULL,
  path TEXT NOT NULL,
  since TIMESTAMPTZ NOT NULL,
  seen_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (course_id, account_id, path)
);
