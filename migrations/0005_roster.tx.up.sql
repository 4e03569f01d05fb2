-- Imports of rosters. What a file holds of people is sealed with the field key; it goes when nothing needs it any more.
CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  created_at TIMESTAMPTZ NOT NULL,
  created_by TEXT NOT NULL,            -- account id, or 'cli'
  file_name TEXT NOT NULL,
  file_size BIGINT NOT NULL,
  file_digest TEXT NOT NULL,           -- SHA-256, hex
  file BYTEA,                          -- sealed; NULL once nothing has to be read from it
  state TEXT NOT NULL,                 -- mapping | comparing | compared | applying | applied | undone | discarded
  as_of TEXT NOT NULL,                 -- the day from which changes hold
  whole_unit_id TEXT NOT NULL,         -- the file is this unit's whole roster; '' = it is not
  mapping TEXT NOT NULL,               -- JSON: sheet, header rows, a field for each column
  counts TEXT NOT NULL,                -- JSON: items of each kind
  notices TEXT NOT NULL,               -- JSON: what was left out or turned round in reading
  stale BOOLEAN NOT NULL,              -- the officers changed after the comparison, which was made anew
  failure TEXT NOT NULL,               -- key of what went wrong in the background; '' = nothing
  done INTEGER NOT NULL,               -- rows of the work under way
  total INTEGER NOT NULL,
  touched_at TIMESTAMPTZ NOT NULL,     -- set by whoever takes the row
  applied_at TIMESTAMPTZ,
  applied_by TEXT NOT NULL,
  undone_at TIMESTAMPTZ,
  undone_by TEXT NOT NULL
);
--bun:split
CREATE INDEX imports_created ON imports (created_at);
--bun:split
CREATE TABLE import_rows (             -- a row of the file, or an officer who is not in it, and what becomes of it
  import_id TEXT NOT NULL REFERENCES imports(id),
  n INTEGER NOT NULL,                  -- order of the file; officers who are not in it come last
  kind TEXT NOT NULL,                  -- new | changed | transferred | left | unchanged | refused | question
  officer_id TEXT NOT NULL,            -- '' for nobody yet; no reference, for undoing takes new officers away
  ticked BOOLEAN NOT NULL,
  answer TEXT NOT NULL,                -- to a question: an officer's id, 'new', or ''
  content BYTEA NOT NULL,              -- sealed JSON
  effect BYTEA,                        -- sealed JSON: what applying it replaced
  PRIMARY KEY (import_id, n)
);
--bun:split
CREATE INDEX import_rows_kind ON import_rows (import_id, kind, n);
--bun:split
CREATE TABLE import_layouts (          -- which column means what, by a file's headings
  digest TEXT PRIMARY KEY,
  fields TEXT NOT NULL,                -- JSON: a field for each column
  saved_at TIMESTAMPTZ NOT NULL,
  saved_by TEXT NOT NULL
);
