-- Folders of plain Markdown that were made into courses: while one waits for what a course needs, its zip; then the report of what
-- was changed and what could not be taken over.
CREATE TABLE course_adaptations (
  id TEXT PRIMARY KEY,                     -- UUIDv7
  name TEXT NOT NULL,                      -- of the zip or the folder
  zip_digest TEXT NOT NULL DEFAULT '',     -- SHA-256 of the zip among the blobs; '' from a folder on the command line
  course_id TEXT REFERENCES courses(id),   -- NULL while it waits
  report TEXT NOT NULL DEFAULT '',         -- JSON, adapt.Report
  created_at TIMESTAMPTZ NOT NULL,
  created_by TEXT NOT NULL                 -- account; 'cli' on the command line
);
--bun:split
CREATE INDEX course_adaptations_course ON course_adaptations (course_id, created_at);
