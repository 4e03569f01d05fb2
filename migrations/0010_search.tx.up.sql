-- What the search over lessons looks into: the text of the versions on offer, in passages. All of it can be made anew
-- from the versions. The folded columns hold words alone, without marks, in the order of the text.
CREATE TABLE search_passages (
  id BIGINT PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES courses (id),
  version_id TEXT NOT NULL REFERENCES course_versions (id),
  stem TEXT NOT NULL,                  -- of the part; empty for the course's overview
  part_title TEXT NOT NULL,
  anchor TEXT NOT NULL,                -- of the heading above; empty before the first one
  heading TEXT NOT NULL,
  body TEXT NOT NULL,
  fold_title TEXT NOT NULL,            -- of the course and the part
  fold_heading TEXT NOT NULL,
  fold_body TEXT NOT NULL
);
CREATE INDEX search_passages_course ON search_passages (course_id);
CREATE INDEX search_passages_version ON search_passages (version_id);
