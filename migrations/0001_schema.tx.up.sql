-- Portable SQL. Dates are TEXT 'YYYY-MM-DD'; valid_to is the last day that counts, '9999-12-31' while open.
-- Times are UTC with microseconds, set in Go. Points, hours are hundredths; marks are basis points (10000 = 100 %).

-- people -----------------------------------------------------------------------------------------------------------------
CREATE TABLE units (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE unit_periods (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES units(id),
  parent_id TEXT REFERENCES units(id),
  kind TEXT NOT NULL,                  -- province | area | department
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  position INTEGER NOT NULL,           -- order among siblings
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  UNIQUE (unit_id, valid_from)
);
CREATE TABLE officers (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,         -- số hiệu công chức
  family_name TEXT NOT NULL,           -- họ và tên đệm
  given_name TEXT NOT NULL,            -- tên
  full_name TEXT NOT NULL,
  search_text TEXT NOT NULL,           -- folded: lower case, no marks
  sort_key BYTEA NOT NULL,             -- collation key, tên first
  birth_date TEXT NOT NULL,            -- YYYY-MM-DD or YYYY or ''
  gender TEXT NOT NULL,                -- female | male | ''
  staff_type TEXT NOT NULL,            -- civil_servant | public_employee | contract
  national_id BYTEA,                   -- số định danh cá nhân, sealed with the field key
  email TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX officers_sort ON officers (sort_key, id);
CREATE TABLE postings (                -- where an officer serves, with position and title, dated
  id TEXT PRIMARY KEY,
  officer_id TEXT NOT NULL REFERENCES officers(id),
  unit_id TEXT NOT NULL REFERENCES units(id),
  position TEXT NOT NULL,              -- chức vụ
  title TEXT NOT NULL,                 -- chức danh tư pháp / ngạch
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  UNIQUE (officer_id, valid_from)
);
CREATE INDEX postings_unit ON postings (unit_id, officer_id);
CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,       -- lower case
  officer_id TEXT UNIQUE REFERENCES officers(id),
  display_name TEXT NOT NULL,
  password_hash TEXT NOT NULL,         -- PHC string
  password_changed_at TIMESTAMPTZ NOT NULL,
  must_change_password BOOLEAN NOT NULL,
  locale TEXT NOT NULL,                -- vi | en
  theme TEXT NOT NULL,                 -- auto | light | dark
  disabled_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE grants (                  -- a role over a unit and all below it, for dates
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts(id),
  role TEXT NOT NULL,
  unit_id TEXT NOT NULL REFERENCES units(id),
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  created_by TEXT NOT NULL
);
CREATE INDEX grants_account ON grants (account_id);
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,                 -- SHA-256 of the token, hex
  account_id TEXT NOT NULL REFERENCES accounts(id),
  created_at TIMESTAMPTZ NOT NULL,
  seen_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  ip TEXT NOT NULL,
  user_agent TEXT NOT NULL
);
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_expires ON sessions (expires_at);
CREATE TABLE devices (                 -- places from which an account has signed in before
  id TEXT PRIMARY KEY,                 -- SHA-256 of the device token, hex
  account_id TEXT NOT NULL REFERENCES accounts(id),
  created_at TIMESTAMPTZ NOT NULL,
  seen_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE limits (
  name TEXT NOT NULL,
  window_start BIGINT NOT NULL,        -- Unix seconds
  n INTEGER NOT NULL,
  PRIMARY KEY (name, window_start)
);

-- courses ----------------------------------------------------------------------------------------------------------------
CREATE TABLE courses (
  id TEXT PRIMARY KEY,                 -- the id in course.md
  slug TEXT NOT NULL UNIQUE,
  unit_id TEXT NOT NULL REFERENCES units(id),
  current_version_id TEXT,             -- the newest published version
  withdrawn_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ NOT NULL,
  created_by TEXT NOT NULL             -- account id
);
CREATE TABLE course_versions (
  id TEXT PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES courses(id),
  number INTEGER,                      -- NULL while a draft
  state TEXT NOT NULL,                 -- draft | published | discarded
  digest TEXT NOT NULL,                -- "h1:…" over the files (golang.org/x/mod/sumdb/dirhash)
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  search_text TEXT NOT NULL,
  sort_key BYTEA NOT NULL,
  summary TEXT NOT NULL,
  category TEXT NOT NULL,
  hours INTEGER NOT NULL,              -- hundredths of a tiết
  language TEXT NOT NULL,
  valid_as_of TEXT NOT NULL,
  meta TEXT NOT NULL,                  -- JSON: themes, legal basis, plan, completion, counts, sample
  overview_html TEXT NOT NULL,
  note TEXT NOT NULL,                  -- what changed, in the publisher's words
  created_at TIMESTAMPTZ NOT NULL,
  created_by TEXT NOT NULL,
  published_at TIMESTAMPTZ,
  published_by TEXT,
  UNIQUE (course_id, number)
);
CREATE INDEX course_versions_course ON course_versions (course_id, state);
CREATE TABLE course_parts (
  version_id TEXT NOT NULL REFERENCES course_versions(id),
  position INTEGER NOT NULL,           -- from 1
  part_id TEXT NOT NULL,               -- stays the same across versions
  stem TEXT NOT NULL,
  kind TEXT NOT NULL,                  -- lesson | quiz
  title TEXT NOT NULL,
  minutes INTEGER NOT NULL,            -- a lesson's reading time, a quiz's limit; 0 = none
  html TEXT NOT NULL,                  -- the lesson, or the quiz's introduction; sanitised
  outline TEXT NOT NULL,               -- JSON
  settings TEXT NOT NULL,              -- JSON: a quiz's settings
  PRIMARY KEY (version_id, part_id),
  UNIQUE (version_id, stem),
  UNIQUE (version_id, position)
);
CREATE TABLE course_files (
  version_id TEXT NOT NULL REFERENCES course_versions(id),
  path TEXT NOT NULL,
  digest TEXT NOT NULL,                -- SHA-256, hex: the blob's name
  size BIGINT NOT NULL,
  media_type TEXT NOT NULL,
  PRIMARY KEY (version_id, path)
);
CREATE INDEX course_files_digest ON course_files (digest);

-- quiz -------------------------------------------------------------------------------------------------------------------
CREATE TABLE questions (               -- immutable versions of questions, by digest
  digest TEXT PRIMARY KEY,
  source_id TEXT NOT NULL,             -- the course (later: the bank) it belongs to
  question_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  points INTEGER NOT NULL,             -- hundredths
  content TEXT NOT NULL,               -- JSON: prompt, options, key, feedback
  created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX questions_source ON questions (source_id, question_id);
CREATE TABLE course_questions (        -- which question versions a quiz of a course version uses
  version_id TEXT NOT NULL REFERENCES course_versions(id),
  part_id TEXT NOT NULL,
  position INTEGER NOT NULL,           -- from 1
  question_digest TEXT NOT NULL REFERENCES questions(digest),
  PRIMARY KEY (version_id, part_id, position)
);
CREATE TABLE enrolments (
  id TEXT PRIMARY KEY,
  officer_id TEXT NOT NULL REFERENCES officers(id),
  course_id TEXT NOT NULL REFERENCES courses(id),
  version_id TEXT NOT NULL REFERENCES course_versions(id),
  origin TEXT NOT NULL,                -- self | assignment | exam
  due_on TEXT NOT NULL,                -- '' = none
  last_part_id TEXT NOT NULL,          -- where reading was left
  opened_at TIMESTAMPTZ NOT NULL,
  seen_at TIMESTAMPTZ NOT NULL,
  closed_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX enrolments_open ON enrolments (officer_id, course_id) WHERE closed_at IS NULL;
CREATE INDEX enrolments_officer ON enrolments (officer_id, course_id);
CREATE INDEX enrolments_course ON enrolments (course_id, version_id);
CREATE TABLE progress (
  enrolment_id TEXT NOT NULL REFERENCES enrolments(id),
  part_id TEXT NOT NULL,
  done_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (enrolment_id, part_id)
);
CREATE TABLE attempts (
  id TEXT PRIMARY KEY,
  enrolment_id TEXT NOT NULL REFERENCES enrolments(id),
  officer_id TEXT NOT NULL REFERENCES officers(id),
  version_id TEXT NOT NULL REFERENCES course_versions(id),
  part_id TEXT NOT NULL,
  number INTEGER NOT NULL,             -- from 1 within the enrolment
  seed BIGINT NOT NULL,
  paper TEXT NOT NULL,                 -- JSON: question digests, order of options
  settings TEXT NOT NULL,              -- JSON: the quiz's settings when it began
  started_at TIMESTAMPTZ NOT NULL,
  deadline_at TIMESTAMPTZ,
  touched_at TIMESTAMPTZ NOT NULL,     -- set by whoever takes the row
  submitted_at TIMESTAMPTZ,
  submitted_by TEXT NOT NULL,          -- '' | person | time
  points INTEGER NOT NULL,             -- hundredths
  max_points INTEGER NOT NULL,
  mark INTEGER NOT NULL,               -- basis points
  passed BOOLEAN NOT NULL,
  grades TEXT NOT NULL,                -- JSON, one entry a question
  UNIQUE (enrolment_id, part_id, number)
);
CREATE UNIQUE INDEX attempts_open ON attempts (enrolment_id, part_id) WHERE submitted_at IS NULL;
CREATE INDEX attempts_deadline ON attempts (deadline_at) WHERE submitted_at IS NULL;
CREATE TABLE answers (
  attempt_id TEXT NOT NULL REFERENCES attempts(id),
  n INTEGER NOT NULL,                  -- place in the paper, from 1
  seq BIGINT NOT NULL,
  value TEXT NOT NULL,                 -- JSON, keys as the form shows them
  saved_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (attempt_id, n)
);
CREATE TABLE late_answers (            -- kept, not counted
  attempt_id TEXT NOT NULL REFERENCES attempts(id),
  n INTEGER NOT NULL,
  seq BIGINT NOT NULL,
  value TEXT NOT NULL,
  device_at TIMESTAMPTZ,
  received_at TIMESTAMPTZ NOT NULL,
  reason TEXT NOT NULL,                -- time | submitted
  PRIMARY KEY (attempt_id, n, seq)
);

-- records ----------------------------------------------------------------------------------------------------------------
CREATE TABLE completions (
  id TEXT PRIMARY KEY,
  enrolment_id TEXT NOT NULL UNIQUE REFERENCES enrolments(id),
  officer_id TEXT NOT NULL REFERENCES officers(id),
  course_id TEXT NOT NULL REFERENCES courses(id),
  version_id TEXT NOT NULL REFERENCES course_versions(id),
  version_number INTEGER NOT NULL,
  version_digest TEXT NOT NULL,
  course_title TEXT NOT NULL,
  category TEXT NOT NULL,
  course_hours INTEGER NOT NULL,       -- official tiết of the version, hundredths
  hours INTEGER NOT NULL,              -- what counts towards the yearly norm, hundredths
  hours_reason TEXT NOT NULL,          -- '' | no_plan | not_counted | repeated
  plan TEXT NOT NULL,                  -- kế hoạch/quyết định, number and date, as text
  begun_on TEXT NOT NULL,
  done_on TEXT NOT NULL,
  done_at TIMESTAMPTZ NOT NULL,
  mark INTEGER,                        -- basis points; NULL for a course without a quiz
  year INTEGER NOT NULL,               -- the year counted: the year it was begun
  document TEXT NOT NULL,              -- canonical JSON the leaf commits to; '' once erased
  salt BYTEA NOT NULL,
  leaf BYTEA NOT NULL UNIQUE           -- SHA-256(salt, document)
);
CREATE INDEX completions_officer ON completions (officer_id, year);
CREATE INDEX completions_done ON completions (done_on);
CREATE INDEX completions_version ON completions (version_id, officer_id);

-- ledger (opaque leaves) -------------------------------------------------------------------------------------------------
CREATE TABLE ledger_queue (
  id TEXT PRIMARY KEY,                 -- UUIDv7: the order of arrival
  leaf BYTEA NOT NULL UNIQUE,
  queued_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE ledger_leaves (
  idx BIGINT PRIMARY KEY,              -- from 0
  leaf BYTEA NOT NULL UNIQUE,
  added_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE ledger_hashes (           -- tlog's stored hashes
  idx BIGINT PRIMARY KEY,
  hash BYTEA NOT NULL
);
CREATE TABLE ledger_heads (
  size BIGINT PRIMARY KEY,
  root BYTEA NOT NULL,
  note TEXT NOT NULL,                  -- signed note
  signed_at TIMESTAMPTZ NOT NULL
);

-- audit ------------------------------------------------------------------------------------------------------------------
CREATE TABLE audit_entries (
  id TEXT PRIMARY KEY,                 -- UUIDv7
  at TIMESTAMPTZ NOT NULL,
  actor_id TEXT NOT NULL,              -- account id, or 'system', 'cli'
  action TEXT NOT NULL,                -- e.g. course.publish, report.export, account.create
  target TEXT NOT NULL,                -- "kind:id"
  detail TEXT NOT NULL                 -- JSON, no personal data beyond ids
);
CREATE INDEX audit_entries_at ON audit_entries (at);
CREATE INDEX audit_entries_target ON audit_entries (target);

-- jobs -------------------------------------------------------------------------------------------------------------------
CREATE TABLE periodic_jobs (           -- work that one replica does at a time, every so often
  name TEXT PRIMARY KEY,
  due_at TIMESTAMPTZ NOT NULL,
  lease_until TIMESTAMPTZ,
  last_error TEXT NOT NULL,
  finished_at TIMESTAMPTZ
);
