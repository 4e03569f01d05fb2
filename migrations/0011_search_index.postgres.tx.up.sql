-- The full-text index of PostgreSQL: a title weighs most, then a heading. Words are folded before they come here, so the
-- plain configuration serves.
ALTER TABLE search_passages ADD COLUMN words tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('simple'::regconfig, fold_title), 'A')
  || setweight(to_tsvector('simple'::regconfig, fold_heading), 'B')
  || setweight(to_tsvector('simple'::regconfig, fold_body), 'D')
) STORED;
CREATE INDEX search_passages_words ON search_passages USING gin (words);
