-- Officers with all their data, several postings at once, fields that HR defines, changes of units, groups.
ALTER TABLE officers ADD COLUMN phone TEXT NOT NULL DEFAULT '';
--bun:split
ALTER TABLE officers ADD COLUMN entered_on TEXT NOT NULL DEFAULT '';   -- first day in the sector (vào ngành); '' = unknown
--bun:split
ALTER TABLE officers ADD COLUMN left_on TEXT NOT NULL DEFAULT '';      -- last day of service; '' while serving
--bun:split
ALTER TABLE officers ADD COLUMN identity_index BYTEA;                  -- blind index of national_id, for matching
--bun:split
CREATE UNIQUE INDEX officers_identity ON officers (identity_index);
--bun:split
CREATE TABLE postings_new (            -- where an officer serves, with position and title, dated; several at once, one main
  id TEXT PRIMARY KEY,
  officer_id TEXT NOT NULL REFERENCES officers(id),
  unit_id TEXT NOT NULL REFERENCES units(id),
  kind TEXT NOT NULL DEFAULT 'main',   -- main | concurrent | acting | secondment
  position TEXT NOT NULL,              -- chức vụ
  title TEXT NOT NULL,                 -- chức danh tư pháp / ngạch
  decision TEXT NOT NULL DEFAULT '',   -- quyết định số …
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  UNIQUE (officer_id, kind, valid_from, unit_id)
);
--bun:split
INSERT INTO postings_new (id, officer_id, unit_id, kind, position, title, decision, valid_from, valid_to)
  SELECT id, officer_id, unit_id, 'main', position, title, '', valid_from, valid_to FROM postings;
--bun:split
DROP TABLE postings;
--bun:split
ALTER TABLE postings_new RENAME TO postings;
--bun:split
CREATE INDEX postings_unit ON postings (unit_id, officer_id);
--bun:split
CREATE UNIQUE INDEX postings_main ON postings (officer_id, valid_from) WHERE kind = 'main';
--bun:split
CREATE TABLE officer_fields (          -- what HR wants to know of officers beyond the columns above
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,            -- names the field in files: a-z, 0-9, _
  label_vi TEXT NOT NULL,
  label_en TEXT NOT NULL,
  kind TEXT NOT NULL,                  -- text | date | choice | number
  choices TEXT NOT NULL,               -- one a line
  sensitive BOOLEAN NOT NULL,          -- sealed, for HR only, never in a trail
  enabled BOOLEAN NOT NULL,
  position INTEGER NOT NULL,           -- order on pages
  created_at TIMESTAMPTZ NOT NULL
);
--bun:split
CREATE TABLE officer_values (
  officer_id TEXT NOT NULL REFERENCES officers(id),
  field_id TEXT NOT NULL REFERENCES officer_fields(id),
  value TEXT NOT NULL,                 -- '' where it is sealed
  sealed BYTEA,                        -- with the field key, for sensitive fields
  PRIMARY KEY (officer_id, field_id)
);
--bun:split
CREATE TABLE unit_changes (            -- what each change of the organisation did, so that it can be undone
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,                  -- rename | move | merge | split | abolish
  unit_id TEXT NOT NULL REFERENCES units(id),
  effective_on TEXT NOT NULL,
  decision TEXT NOT NULL,              -- nghị quyết, quyết định số …
  request TEXT NOT NULL,               -- JSON: what was asked
  journal TEXT NOT NULL,               -- JSON: the rows that it added and ended
  applied_at TIMESTAMPTZ NOT NULL,
  applied_by TEXT NOT NULL,            -- account id
  undone_at TIMESTAMPTZ,
  undone_by TEXT NOT NULL
);
--bun:split
CREATE INDEX unit_changes_unit ON unit_changes (unit_id);
--bun:split
CREATE TABLE unit_successors (         -- who carries on what a unit that ended has left
  unit_id TEXT NOT NULL REFERENCES units(id),
  successor_id TEXT NOT NULL REFERENCES units(id),
  since TEXT NOT NULL,                 -- first day
  change_id TEXT NOT NULL REFERENCES unit_changes(id),
  PRIMARY KEY (unit_id, successor_id, since)
);
--bun:split
CREATE TABLE officer_groups (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES units(id), -- whose group it is: who manages this unit may change it
  name TEXT NOT NULL,
  about TEXT NOT NULL,
  kind TEXT NOT NULL,                  -- hand | rule
  rule TEXT NOT NULL,                  -- JSON; '' for a group by hand
  created_at TIMESTAMPTZ NOT NULL,
  created_by TEXT NOT NULL,            -- account id
  updated_at TIMESTAMPTZ NOT NULL,
  closed_at TIMESTAMPTZ                -- no longer offered
);
--bun:split
CREATE TABLE group_members (           -- of groups by hand
  group_id TEXT NOT NULL REFERENCES officer_groups(id),
  officer_id TEXT NOT NULL REFERENCES officers(id),
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  added_by TEXT NOT NULL,              -- account id
  note TEXT NOT NULL,
  PRIMARY KEY (group_id, officer_id, valid_from)
);
--bun:split
CREATE INDEX group_members_officer ON group_members (officer_id);
