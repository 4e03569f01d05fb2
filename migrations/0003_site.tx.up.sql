-- What belongs to this database and lives outside it: the media folder and the keys, each by a mark. A server that has
-- other ones does not start.
CREATE TABLE site (
  name TEXT PRIMARY KEY,               -- media | key.field | key.cookie | key.ledger
  value TEXT NOT NULL
);
