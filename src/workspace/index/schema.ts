/** Raised whenever the tables or what is in them changes: an index of another version is made anew. */
export const INDEX_VERSION = 1;

/** The tables. `head` has one row: where in the log the index stands, and the state without its long lists. */
export const SCHEMA = `
CREATE TABLE head (
  one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, reducer TEXT NOT NULL,
  seq INTEGER NOT NULL, hash TEXT NOT NULL, segment TEXT NOT NULL, start INTEGER NOT NULL, state TEXT NOT NULL
);
CREATE TABLE items (
  id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, phase TEXT NOT NULL,
  priority INTEGER NOT NULL, place INTEGER NOT NULL, changed INTEGER NOT NULL, item TEXT NOT NULL
);
CREATE INDEX items_by_queue ON items (phase, priority DESC, place);
CREATE INDEX items_by_change ON items (changed DESC);
CREATE TABLE counts (kind TEXT NOT NULL, phase TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (kind, phase)) WITHOUT ROWID;
CREATE TRIGGER item_in AFTER INSERT ON items BEGIN
  INSERT INTO counts VALUES (NEW.kind, NEW.phase, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER item_moved AFTER UPDATE OF kind, phase ON items WHEN NEW.phase <> OLD.phase OR NEW.kind <> OLD.kind BEGIN
  UPDATE counts SET n = n - 1 WHERE kind = OLD.kind AND phase = OLD.phase;
  INSERT INTO counts VALUES (NEW.kind, NEW.phase, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TABLE runs (id TEXT NOT NULL UNIQUE, item TEXT NOT NULL, finished INTEGER NOT NULL, run TEXT NOT NULL);
CREATE INDEX runs_by_end ON runs (finished DESC);
CREATE INDEX runs_by_item ON runs (item, finished DESC);
`;
