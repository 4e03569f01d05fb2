-- The trail says from where and why, and what a thing was before and after; its rows are sealed by periods.
ALTER TABLE audit_entries ADD COLUMN ip TEXT NOT NULL DEFAULT '';
--bun:split
ALTER TABLE audit_entries ADD COLUMN via TEXT NOT NULL DEFAULT '';       -- session:<beginning of its id> | token:<id> | ''
--bun:split
ALTER TABLE audit_entries ADD COLUMN seen_as TEXT NOT NULL DEFAULT '';   -- account through whose eyes the actor looked
--bun:split
ALTER TABLE audit_entries ADD COLUMN reason TEXT NOT NULL DEFAULT '';    -- where a form asks for one
--bun:split
ALTER TABLE audit_entries ADD COLUMN changes TEXT NOT NULL DEFAULT '{}'; -- JSON: field → [before, after], masked
--bun:split
CREATE TABLE audit_seals (             -- one leaf of the ledger for all entries of a period
  n BIGINT PRIMARY KEY,                -- from 1, without gaps
  from_at TIMESTAMPTZ NOT NULL,        -- where the seal before it ends
  until_at TIMESTAMPTZ NOT NULL,       -- not included
  entries INTEGER NOT NULL,
  document TEXT NOT NULL,              -- canonical JSON the leaf commits to
  salt BYTEA NOT NULL,
  leaf BYTEA NOT NULL UNIQUE,          -- SHA-256(salt, document)
  sealed_at TIMESTAMPTZ NOT NULL
);
--bun:split
CREATE TABLE audit_sealed (            -- which entries a seal holds, so that one can be named that was bent
  entry_id TEXT PRIMARY KEY,
  seal BIGINT NOT NULL REFERENCES audit_seals(n),
  hash BYTEA NOT NULL                  -- SHA-256 of the entry's canonical JSON
);
--bun:split
CREATE INDEX audit_sealed_seal ON audit_sealed (seal, entry_id);
--bun:split
-- Who saw or took out personal records of officers: a row for each view, and whom it showed. No reference to officers:
-- rows are written with every view of a list, and the officers are those that were just read.
CREATE TABLE disclosures (
  id TEXT PRIMARY KEY,                 -- UUIDv7
  at TIMESTAMPTZ NOT NULL,
  account_id TEXT NOT NULL,            -- who looked; 'cli' on the command line
  officer_id TEXT NOT NULL,            -- the same as an officer, '' for who is none
  roles TEXT NOT NULL,                 -- held then, with commas between
  kind TEXT NOT NULL,                  -- officer.list, report.completions, …
  format TEXT NOT NULL,                -- '' = a page | csv | xlsx | json | …
  purpose TEXT NOT NULL,
  seen_as TEXT NOT NULL,               -- account through whose eyes the actor looked
  officers INTEGER NOT NULL            -- how many it showed
);
--bun:split
CREATE INDEX disclosures_at ON disclosures (at);
--bun:split
CREATE TABLE disclosure_officers (
  officer_id TEXT NOT NULL,
  disclosure_id TEXT NOT NULL REFERENCES disclosures(id),
  PRIMARY KEY (officer_id, disclosure_id)
);
--bun:split
CREATE INDEX disclosure_officers_disclosure ON disclosure_officers (disclosure_id);
--bun:split
CREATE TABLE notice_acknowledgements ( -- who has read which version of the notice on personal data
  account_id TEXT NOT NULL REFERENCES accounts(id),
  version TEXT NOT NULL,
  acknowledged_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, version)
);
--bun:split
CREATE TABLE corrections (             -- an officer asks for her data to be put right
  id TEXT PRIMARY KEY,
  officer_id TEXT NOT NULL REFERENCES officers(id),
  subject TEXT NOT NULL,               -- name | birth_date | … | other
  wrong TEXT NOT NULL,                 -- what is wrong, in her words
  wanted TEXT NOT NULL,                -- what should stand there
  asked_at TIMESTAMPTZ NOT NULL,
  state TEXT NOT NULL,                 -- open | done | refused | withdrawn
  answer TEXT NOT NULL,                -- the reason that HR gives
  answered_by TEXT NOT NULL,           -- account id; '' while open
  answered_at TIMESTAMPTZ
);
--bun:split
CREATE INDEX corrections_officer ON corrections (officer_id, asked_at);
--bun:split
CREATE INDEX corrections_state ON corrections (state, asked_at);
--bun:split
ALTER TABLE attempts ADD COLUMN details_removed_at TIMESTAMPTZ; -- answers and marks by question are gone; the result stays
--bun:split
CREATE INDEX attempts_details ON attempts (submitted_at) WHERE details_removed_at IS NULL;
--bun:split
CREATE TABLE erasures (                -- officers whose personal data was erased; their leaves stay in the ledger
  officer_id TEXT PRIMARY KEY REFERENCES officers(id),
  erased_at TIMESTAMPTZ NOT NULL,
  erased_by TEXT NOT NULL,             -- account id
  reason TEXT NOT NULL,
  completions INTEGER NOT NULL         -- documents erased
);
