-- How an officer reads: the look of the text, where reading was left, notes and bookmarks of one's own.
ALTER TABLE accounts ADD COLUMN text_size TEXT NOT NULL DEFAULT '';           -- '' = normal | small | large | larger
ALTER TABLE accounts ADD COLUMN shortcuts_off BOOLEAN NOT NULL DEFAULT FALSE; -- single keys do nothing
CREATE TABLE reading_places (            -- how far an officer has read in a lesson of a version
  officer_id TEXT NOT NULL REFERENCES officers(id),
  version_id TEXT NOT NULL REFERENCES course_versions(id),
  part_id TEXT NOT NULL,
  anchor TEXT NOT NULL,                  -- of the heading above; '' before the first
  fraction INTEGER NOT NULL,             -- of the lesson, in thousandths
  at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (officer_id, version_id, part_id)
);
CREATE INDEX reading_places_at ON reading_places (at);
CREATE TABLE reading_notes (             -- an officer's own: nobody else reads them
  id TEXT PRIMARY KEY,                   -- UUIDv7
  officer_id TEXT NOT NULL REFERENCES officers(id),
  course_id TEXT NOT NULL REFERENCES courses(id),
  part_id TEXT NOT NULL,                 -- the same in all versions
  part_title TEXT NOT NULL,              -- as it was then, for when the part is gone
  anchor TEXT NOT NULL,                  -- of a heading; '' = the lesson
  heading TEXT NOT NULL,                 -- its text then, for when it is gone
  body TEXT NOT NULL,                    -- '' = a bookmark
  search_text TEXT NOT NULL,             -- folded
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX reading_notes_officer ON reading_notes (officer_id, course_id, part_id);
