-- What publishing a version meant for those who learn: an editorial change means nothing to them; after a substantive one
-- those under way may be moved to it, and those who completed an earlier version may be asked again.
ALTER TABLE course_versions ADD COLUMN revision TEXT NOT NULL DEFAULT '';        -- editorial | substantive | '' for a first version, or not stated
ALTER TABLE course_versions ADD COLUMN asks_again BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE course_versions ADD COLUMN again_by TEXT NOT NULL DEFAULT '';        -- the day until when; '' = none
ALTER TABLE attempts ADD COLUMN set_aside_at TIMESTAMPTZ;                        -- on a quiz that has changed since: kept, not counted
CREATE TABLE enrolment_moves (           -- enrolments that were moved to a newer version
  id TEXT PRIMARY KEY,
  enrolment_id TEXT NOT NULL REFERENCES enrolments(id),
  from_version_id TEXT NOT NULL REFERENCES course_versions(id),
  to_version_id TEXT NOT NULL REFERENCES course_versions(id),
  reopened TEXT NOT NULL,                -- JSON: ids of the parts that were done, have changed, and are to be done again
  moved_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX enrolment_moves_enrolment ON enrolment_moves (enrolment_id);
CREATE INDEX enrolment_moves_to ON enrolment_moves (to_version_id);
