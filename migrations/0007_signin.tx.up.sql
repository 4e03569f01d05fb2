-- Signing in by more than a password, and programs that come with a token. Whatever opens a door is stored as a hash:
-- plain SHA-256 for random tokens of 256 bits, keyed with the cookie key for codes that people type.
ALTER TABLE sessions ADD COLUMN proven_at TIMESTAMPTZ;  -- when the person last gave a password or a code; NULL = as it began
--bun:split
ALTER TABLE sessions ADD COLUMN method TEXT;            -- password | start_code | oidc | ldap; NULL = password
--bun:split
ALTER TABLE sessions ADD COLUMN device_id TEXT;
--bun:split
ALTER TABLE devices ADD COLUMN noticed_at TIMESTAMPTZ;  -- when the account's owner said that it is theirs; NULL = not yet
--bun:split
ALTER TABLE devices ADD COLUMN user_agent TEXT;
--bun:split
ALTER TABLE devices ADD COLUMN ip TEXT;
--bun:split
UPDATE devices SET noticed_at = created_at;
--bun:split
CREATE TABLE api_tokens (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts(id),
  name TEXT NOT NULL,                  -- what it is for, in its owner's words
  hash TEXT NOT NULL UNIQUE,           -- SHA-256 of the token, hex
  scopes TEXT NOT NULL,                -- with spaces between
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  used_at TIMESTAMPTZ,                 -- the last use, to the minute
  used_ip TEXT NOT NULL,
  revoked_at TIMESTAMPTZ
);
--bun:split
CREATE INDEX api_tokens_account ON api_tokens (account_id);
--bun:split
CREATE TABLE start_codes (             -- sets a password once: printed on a slip, or sent by mail
  hash TEXT PRIMARY KEY,               -- keyed
  account_id TEXT NOT NULL REFERENCES accounts(id),
  way TEXT NOT NULL,                   -- slip | mail
  created_at TIMESTAMPTZ NOT NULL,
  created_by TEXT NOT NULL,            -- account id, 'cli', or '' for who asked by mail
  expires_at TIMESTAMPTZ NOT NULL
);
--bun:split
CREATE INDEX start_codes_account ON start_codes (account_id);
--bun:split
CREATE TABLE second_factors (          -- one-time codes by time (RFC 6238)
  account_id TEXT PRIMARY KEY REFERENCES accounts(id),
  secret BYTEA NOT NULL,               -- sealed with the field key
  last_step BIGINT NOT NULL,           -- of the last code that was used: a code is good once
  created_at TIMESTAMPTZ NOT NULL
);
--bun:split
CREATE TABLE recovery_codes (          -- for who has lost the device; a row goes when its code is used
  account_id TEXT NOT NULL REFERENCES accounts(id),
  hash TEXT NOT NULL,                  -- keyed
  PRIMARY KEY (account_id, hash)
);
--bun:split
CREATE TABLE pending_sign_ins (        -- the first step was right; the second is missing
  id TEXT PRIMARY KEY,                 -- SHA-256 of the browser's token, hex
  account_id TEXT NOT NULL REFERENCES accounts(id),
  method TEXT NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL
);
--bun:split
CREATE INDEX pending_sign_ins_account ON pending_sign_ins (account_id);
--bun:split
CREATE TABLE oidc_requests (           -- who was sent to the identity provider and has not come back
  id TEXT PRIMARY KEY,                 -- SHA-256 of the state, hex
  browser TEXT NOT NULL,               -- SHA-256 of the browser's token, hex
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,              -- PKCE
  next TEXT NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL
);
