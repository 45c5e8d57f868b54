-- What has happened, for people; moments are milliseconds since 1970.
CREATE TABLE history (
  id TEXT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  ended BIGINT,
  who TEXT NOT NULL,
  origin TEXT NOT NULL,
  pool TEXT NOT NULL,
  topic TEXT NOT NULL,
  kind TEXT NOT NULL,
  disk TEXT,
  disk_id TEXT,
  vdi TEXT,
  vm TEXT,
  vm_uuid TEXT,
  plan TEXT NOT NULL,
  outcome TEXT NOT NULL,
  exit_code INTEGER,
  said TEXT NOT NULL
);

CREATE INDEX history_by_time ON history (at, id);
CREATE INDEX history_by_pool ON history (pool, at, id);
CREATE INDEX history_by_disk ON history (disk, at, id);
