-- Services that share this database, and who keeps which pool; moments are milliseconds since 1970, by the database's clock.
CREATE TABLE replica (
  name TEXT NOT NULL PRIMARY KEY,
  pools TEXT NOT NULL,
  since BIGINT NOT NULL,
  alive_until BIGINT NOT NULL
);

CREATE TABLE pool_keeper (
  pool TEXT NOT NULL PRIMARY KEY,
  replica TEXT NOT NULL,
  kept_until BIGINT NOT NULL
);
