// The tables of the SQLite store, one step for each version of the schema. Steps are never changed, only added.
#pragma once

namespace sluice::connectors {

inline constexpr const char* kSchemaSteps[] = {
    // 1
    R"(
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO meta VALUES ('store', lower(hex(randomblob(16)))), ('key', '');
CREATE TABLE connector (link TEXT PRIMARY KEY, definition TEXT NOT NULL) STRICT;
CREATE TABLE client (connector TEXT PRIMARY KEY, belongs_to BLOB NOT NULL, secret BLOB NOT NULL,
                     key TEXT NOT NULL) STRICT;
CREATE TABLE connection (
  id INTEGER PRIMARY KEY AUTOINCREMENT, link TEXT NOT NULL UNIQUE, name TEXT NOT NULL, connector TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('system', 'admin', 'user')), scopes TEXT NOT NULL,
  shared_environments INTEGER NOT NULL, enabled INTEGER NOT NULL, apps TEXT NOT NULL,
  created_by TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX one_system_connection ON connection (connector) WHERE type = 'system';
CREATE TABLE authorization (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection INTEGER NOT NULL REFERENCES connection ON DELETE CASCADE, environment TEXT NOT NULL, user TEXT NOT NULL,
  account TEXT NOT NULL, owner TEXT NOT NULL, state TEXT NOT NULL, problem TEXT NOT NULL,
  belongs_to BLOB NOT NULL, secret BLOB NOT NULL, key TEXT NOT NULL,
  scopes TEXT NOT NULL, expires_at INTEGER NOT NULL, generation INTEGER NOT NULL, failures INTEGER NOT NULL,
  retry_at INTEGER NOT NULL, authorized_at INTEGER NOT NULL, by_administrator INTEGER NOT NULL,
  UNIQUE (connection, environment, user)) STRICT;
CREATE TABLE primary_account (
  connection INTEGER NOT NULL REFERENCES connection ON DELETE CASCADE, environment TEXT NOT NULL, user TEXT NOT NULL,
  PRIMARY KEY (connection, environment)) STRICT;
CREATE TABLE reference (
  connection INTEGER NOT NULL REFERENCES connection ON DELETE CASCADE, kind TEXT NOT NULL, place TEXT NOT NULL,
  PRIMARY KEY (connection, kind, place)) STRICT;
CREATE TABLE lease (
  authorization INTEGER PRIMARY KEY REFERENCES authorization ON DELETE CASCADE, holder TEXT NOT NULL,
  lapses_at INTEGER NOT NULL) STRICT;
CREATE TABLE attempt (id TEXT PRIMARY KEY, belongs_to BLOB NOT NULL, secret BLOB NOT NULL, key TEXT NOT NULL,
                      lapses_at INTEGER NOT NULL) STRICT;
CREATE TABLE event (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, name TEXT NOT NULL,
                    connection TEXT NOT NULL, user TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
)",
};

}  // namespace sluice::connectors
