-- What officers ask about a lesson. A question goes to those who publish the course, and stays with the lesson, by its part,
-- whatever the version.
CREATE TABLE lesson_questions (
  id TEXT PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES courses (id),
  part_id TEXT NOT NULL,
  version_id TEXT NOT NULL REFERENCES course_versions (id),  -- that the officer read
  heading TEXT NOT NULL,               -- what in the lesson it is about, in the lesson's words; empty = the whole lesson
  anchor TEXT NOT NULL,                -- of that heading
  officer_id TEXT REFERENCES officers (id),  -- NULL once the person was erased
  body TEXT NOT NULL,                  -- in the officer's words
  named BOOLEAN NOT NULL,              -- the name may stand beside the question when all read it
  asked_at TIMESTAMPTZ NOT NULL,
  state TEXT NOT NULL,                 -- open | answered | closed | withdrawn
  answer TEXT NOT NULL,                -- of a closed one: why it is not answered
  answered_by TEXT NOT NULL,           -- account id; '' while open
  answered_at TIMESTAMPTZ,             -- when the answer that stands was written
  shown TEXT NOT NULL,                 -- the question as all read it
  published_at TIMESTAMPTZ,            -- NULL: the officer alone reads the answer
  seen_at TIMESTAMPTZ                  -- when the officer said to have read the answer
);
CREATE INDEX lesson_questions_part ON lesson_questions (course_id, part_id);
CREATE INDEX lesson_questions_officer ON lesson_questions (officer_id, asked_at);
CREATE INDEX lesson_questions_state ON lesson_questions (state, asked_at);

-- Every answer that was given, and what was done with it.
CREATE TABLE lesson_answers (
  id TEXT PRIMARY KEY,
  question_id TEXT NOT NULL REFERENCES lesson_questions (id),
  act TEXT NOT NULL,                   -- answer | publish | hide | close
  answer TEXT NOT NULL,
  shown TEXT NOT NULL,
  at TIMESTAMPTZ NOT NULL,
  by TEXT NOT NULL                     -- account id
);
CREATE INDEX lesson_answers_question ON lesson_answers (question_id, id);
