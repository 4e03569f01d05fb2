-- Which articles of which legal texts the courses cite: of each course the version on offer and the draft. All of it can be
-- made anew from the versions. Words are kept as they are written, with what stands around them.
CREATE TABLE citations (
  id TEXT PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES courses (id),
  version_id TEXT NOT NULL REFERENCES course_versions (id),
  position BIGINT NOT NULL,            -- of the words in the version; articles that are named together share it
  place TEXT NOT NULL,                 -- basis, overview, lesson, quiz, question
  part_id TEXT NOT NULL,               -- empty for course.md
  stem TEXT NOT NULL,
  part_title TEXT NOT NULL,
  question_id TEXT NOT NULL,           -- empty but for place = question
  anchor TEXT NOT NULL,                -- of the heading above, or of the footnote
  instrument TEXT NOT NULL,            -- key of the legal text; empty when it is not known
  instrument_name TEXT NOT NULL,
  instrument_kind TEXT NOT NULL,
  article TEXT NOT NULL,               -- "147", "36a"; empty when the legal text alone is named
  article_order BIGINT NOT NULL,
  clause TEXT NOT NULL,
  point TEXT NOT NULL,
  certainty TEXT NOT NULL,             -- named, context, unknown
  before_words TEXT NOT NULL,
  cited TEXT NOT NULL,
  after_words TEXT NOT NULL
);
CREATE INDEX citations_course ON citations (course_id);
CREATE INDEX citations_version ON citations (version_id, position);
CREATE INDEX citations_article ON citations (instrument, article);

-- The versions that were read, and by which state of the recogniser: a better one reads them again.
CREATE TABLE citation_versions (
  version_id TEXT PRIMARY KEY REFERENCES course_versions (id),
  course_id TEXT NOT NULL REFERENCES courses (id),
  recogniser BIGINT NOT NULL
);
CREATE INDEX citation_versions_course ON citation_versions (course_id);
