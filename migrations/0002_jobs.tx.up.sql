-- Background work. A lease has an owner, so that a replica whose lease ran out cannot give back another's.
ALTER TABLE periodic_jobs ADD COLUMN lease_owner TEXT;
--bun:split
CREATE TABLE jobs (                    -- one-off work; a row goes when its work is done
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,                  -- which handler does it
  unique_key TEXT,                     -- NULL = work that may wait several times over
  payload TEXT NOT NULL,               -- JSON
  state TEXT NOT NULL,                 -- waiting | running | dead
  run_at TIMESTAMPTZ NOT NULL,         -- not before
  attempts INTEGER NOT NULL,           -- begun so far
  lease_until TIMESTAMPTZ,             -- while running
  lease_owner TEXT,
  last_error TEXT NOT NULL             -- of the last attempt; '' = none
);
--bun:split
CREATE UNIQUE INDEX jobs_waiting_key ON jobs (kind, unique_key) WHERE state = 'waiting';
--bun:split
CREATE INDEX jobs_waiting ON jobs (run_at) WHERE state = 'waiting';
--bun:split
CREATE INDEX jobs_running ON jobs (lease_until) WHERE state = 'running';
