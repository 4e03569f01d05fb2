-- The full-text index of SQLite (FTS5). It holds no text of its own, and follows its table by itself.
CREATE VIRTUAL TABLE search_index USING fts5 (
  fold_title, fold_heading, fold_body,
  content = 'search_passages', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3 4'
);
CREATE TRIGGER search_passages_added AFTER INSERT ON search_passages BEGIN
  INSERT INTO search_index (rowid, fold_title, fold_heading, fold_body)
  VALUES (new.id, new.fold_title, new.fold_heading, new.fold_body);
END;
CREATE TRIGGER search_passages_removed AFTER DELETE ON search_passages BEGIN
  INSERT INTO search_index (search_index, rowid, fold_title, fold_heading, fold_body)
  VALUES ('delete', old.id, old.fold_title, old.fold_heading, old.fold_body);
END;
