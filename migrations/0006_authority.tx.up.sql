-- Who gave a role, why, on whose authority, and how it ended early. A grant is never deleted.
ALTER TABLE grants ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE grants ADD COLUMN delegated_from TEXT REFERENCES grants(id);  -- the delegator's own grant; NULL for a grant of its own
ALTER TABLE grants ADD COLUMN revoked_at TIMESTAMPTZ;
ALTER TABLE grants ADD COLUMN revoked_on TEXT NOT NULL DEFAULT '';        -- the business day from which it no longer counts
ALTER TABLE grants ADD COLUMN revoked_by TEXT NOT NULL DEFAULT '';        -- account id, or 'cli'
ALTER TABLE grants ADD COLUMN revoke_reason TEXT NOT NULL DEFAULT '';
CREATE INDEX grants_unit ON grants (unit_id);
CREATE INDEX grants_delegated ON grants (delegated_from);
-- Somebody opened the site as another person sees it, to read only.
CREATE TABLE see_as (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL,            -- the viewer's session: SHA-256 of the token, hex
  viewer_id TEXT NOT NULL REFERENCES accounts(id),
  account_id TEXT NOT NULL REFERENCES accounts(id),
  reason TEXT NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  ended_at TIMESTAMPTZ                 -- ended by the button; otherwise it ended by time
);
CREATE INDEX see_as_session ON see_as (session_id);
CREATE INDEX see_as_account ON see_as (account_id, started_at);
