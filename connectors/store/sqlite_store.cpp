#include "connectors/store/sqlite_store.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <mutex>

#include "connectors/clock.h"
#include "connectors/store/private_file.h"
#include "connectors/store/schema.h"
#include "connectors/store/sqlite.h"

namespace sluice::connectors {

namespace {

constexpr const char* kFileName = "/connections.db";
constexpr const char* kJournal = "-wal";
constexpr int kNewest = static_cast<int>(std::size(kSchemaSteps));

// Lists are kept one element a line; neither scopes nor names of applications contain line ends.
std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& each : list) text += each + "\n";
  return text;
}
std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> list;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    list.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return list;
}

int schema_of(Database& database) {
  Statement statement = database.prepare("PRAGMA user_version");
  statement.step();
  return static_cast<int>(statement.number(0));
}

void bring_up_to_date(Database& database) {
  if (schema_of(database) == kNewest) return;
  Transaction transaction(database);
  for (int step = schema_of(database); step < kNewest; ++step) database.execute(kSchemaSteps[step]);
  database.execute(("PRAGMA user_version = " + std::to_string(kNewest)).c_str());
  transaction.commit();
}

// A store appears whole or not at all, so that an empty file is never a new one.
Outcome<void> create_store(const std::string& path) {
  Database database(":memory:");
  bring_up_to_date(database);
  return create_private_file(path, database.bytes());
}

bool is_there(const std::string& path) {
  struct stat status;
  return ::lstat(path.c_str(), &status) == 0;
}

const char* advice(int code) {
  switch (code & 0xff) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT: return "the file is damaged: put back a copy, or move it away and authorise again";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN: return "check that the folder and the file belong to you, and that the disk is writable";
    case SQLITE_FULL: return "make room on the disk";
    case SQLITE_BUSY: return "another process holds it; try again";
    default: return "";
  }
}

class SqliteStore final : public ConnectionStore {
 public:
  explicit SqliteStore(std::string path) : path_(std::move(path)), database_(path_) { prepare(); }

  const std::string& place() const override { return path_; }

  Outcome<StoreState> state() override {
    return guarded([&] { return StoreState{meta("store"), meta("key")}; });
  }

  Outcome<bool> claim_key(const std::string& key_id) override {
    return changing([&] {
      database_.prepare("UPDATE meta SET value = ? WHERE name = 'key' AND value = ''").bind(key_id).run();
      return database_.changes() == 1;
    });
  }

  Outcome<std::uint64_t> version() override {
    return guarded([&]() -> std::uint64_t {
      Statement statement = database_.prepare("PRAGMA data_version");  // of other handles; ours are counted
      statement.step();
      return (static_cast<std::uint64_t>(statement.number(0)) << 32) + changes_;
    });
  }

  // ---------------------------------------------------------------- connectors and clients

  Outcome<std::vector<ConnectorRow>> connectors() override {
    return guarded([&] {
      std::vector<ConnectorRow> rows;
      Statement statement = database_.prepare("SELECT link, definition FROM connector ORDER BY link");
      while (statement.step()) rows.push_back({statement.text(0), statement.text(1)});
      return rows;
    });
  }

  Outcome<bool> put_connector(const ConnectorRow& row, std::uint32_t most) override {
    return changing([&] {
      Statement others = database_.prepare("SELECT count(*) FROM connector WHERE link <> ?");
      others.bind(row.link).step();
      if (most != 0 && others.number(0) >= static_cast<std::int64_t>(most)) return false;
      database_
          .prepare(
              "INSERT INTO connector VALUES (?, ?) ON CONFLICT (link) DO UPDATE SET definition = excluded.definition")
          .bind(row.link, row.definition)
          .run();
      drop_secrets("connector_changed", row.link);
      return true;
    });
  }

  Outcome<void> remove_connector(const std::string& link) override {
    return changing([&] {
      drop_secrets("connector_removed", link);
      database_.prepare("DELETE FROM connector WHERE link = ?").bind(link).run();
      database_.prepare("DELETE FROM client WHERE connector = ?").bind(link).run();
    });
  }

  Outcome<std::optional<SealedText>> client(const std::string& connector) override {
    return guarded([&]() -> std::optional<SealedText> {
      Statement statement = database_.prepare("SELECT secret, key FROM client WHERE connector = ?");
      if (!statement.bind(connector).step()) return std::nullopt;
      return SealedText{statement.text(0), statement.text(1)};
    });
  }

  Outcome<bool> put_client(const std::string& connector, const std::string& belongs_to,
                           const SealedText& secret) override {
    return changing([&] {
      if (meta("key") != secret.key_id) return false;
      database_.prepare("INSERT OR REPLACE INTO client VALUES (?, ?, ?, ?)")
          .bind(connector, Blob{belongs_to}, Blob{secret.bytes}, secret.key_id)
          .run();
      return true;
    });
  }

  // ---------------------------------------------------------------- connections

  Outcome<std::vector<ConnectionRow>> connections() override {
    return guarded([&] {
      std::vector<ConnectionRow> rows;
      Statement statement = database_.prepare(
          "SELECT id, link, name, connector, type, scopes, shared_environments, enabled, apps, created_by "
          "FROM connection ORDER BY link");
      while (statement.step()) rows.push_back(connection_of(statement));
      return rows;
    });
  }

  Outcome<std::optional<ConnectionRow>> connection(const std::string& link) override {
    return guarded([&]() -> std::optional<ConnectionRow> {
      Statement statement = database_.prepare(
          "SELECT id, link, name, connector, type, scopes, shared_environments, enabled, apps, created_by "
          "FROM connection WHERE link = ?");
      if (!statement.bind(link).step()) return std::nullopt;
      return connection_of(statement);
    });
  }

  Outcome<Inserted> insert_connection(const ConnectionRow& row, const InsertRules& rules) override {
    return changing([&] {
      Statement same = database_.prepare(
          "SELECT 1 FROM connection WHERE link = ?1 OR (type = 'system' AND type = ?2 AND connector = ?3)");
      if (same.bind(row.link, row.type, row.connector).step()) return Inserted::Exists;
      Statement of_connector = database_.prepare("SELECT 1 FROM connection WHERE connector = ?");
      if (rules.only_one && of_connector.bind(row.connector).step()) return Inserted::ConnectorTaken;
      Statement count = database_.prepare("SELECT count(*) FROM connection WHERE type <> 'system'");
      if (rules.most != 0 && count.step() && count.number(0) >= static_cast<std::int64_t>(rules.most))
        return Inserted::TooMany;
      database_
          .prepare(
              "INSERT INTO connection (link, name, connector, type, scopes, shared_environments, enabled, apps, "
              "created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
          .bind(row.link, row.name, row.connector, row.type, joined(row.scopes), row.shared_environments, row.enabled,
                joined(row.apps), row.created_by)
          .run();
      return Inserted::Done;
    });
  }

  Outcome<void> update_connection(const ConnectionRow& row) override {
    return changing([&] {
      database_.prepare("UPDATE connection SET name = ?, enabled = ?, apps = ? WHERE id = ?")
          .bind(row.name, row.enabled, joined(row.apps), row.id)
          .run();
    });
  }

  Outcome<void> set_scopes(std::int64_t connection, const std::vector<std::string>& scopes) override {
    return changing([&] {
      database_.prepare("UPDATE connection SET scopes = ? WHERE id = ?").bind(joined(scopes), connection).run();
      database_
          .prepare(
              "UPDATE authorization SET state = 'revoked', problem = 'its scopes were changed', secret = x'', "
              "generation = generation + 1 WHERE connection = ?")
          .bind(connection)
          .run();
    });
  }

  Outcome<bool> remove_connection(std::int64_t connection) override {
    return changing([&] {
      Statement used = database_.prepare("SELECT 1 FROM reference WHERE connection = ?");
      if (used.bind(connection).step()) return false;
      database_.prepare("DELETE FROM connection WHERE id = ?").bind(connection).run();
      return true;
    });
  }

  // ---------------------------------------------------------------- authorisations

  Outcome<std::vector<AuthorizationRow>> authorizations(std::int64_t connection) override {
    return guarded([&] {
      std::vector<AuthorizationRow> rows;
      Statement statement = database_.prepare(
          "SELECT id, connection, environment, user, account, owner, state, problem, secret, key, scopes, expires_at, "
          "generation, failures, retry_at, authorized_at, by_administrator FROM authorization WHERE connection = ? "
          "ORDER BY environment, user");
      statement.bind(connection);
      while (statement.step()) rows.push_back(authorization_of(statement));
      return rows;
    });
  }

  Outcome<std::optional<AuthorizationRow>> authorization(std::int64_t connection, const std::string& environment,
                                                         const std::string& user) override {
    return guarded([&]() -> std::optional<AuthorizationRow> {
      Statement statement = database_.prepare(
          "SELECT id, connection, environment, user, account, owner, state, problem, secret, key, scopes, expires_at, "
          "generation, failures, retry_at, authorized_at, by_administrator FROM authorization "
          "WHERE connection = ? AND environment = ? AND user = ?");
      if (!statement.bind(connection, environment, user).step()) return std::nullopt;
      return authorization_of(statement);
    });
  }

  Outcome<bool> put_authorization(const AuthorizationRow& row, const std::string& belongs_to, bool primary) override {
    return changing([&] {
      if (meta("key") != row.secrets.key_id) return false;
      database_
          .prepare(
              "INSERT INTO authorization (connection, environment, user, account, owner, state, problem, belongs_to, "
              "secret, key, scopes, expires_at, generation, failures, retry_at, authorized_at, by_administrator) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, 0, ?, ?) "
              "ON CONFLICT (connection, environment, user) DO UPDATE SET account = excluded.account, "
              "owner = excluded.owner, state = excluded.state, problem = excluded.problem, "
              "belongs_to = excluded.belongs_to, secret = excluded.secret, key = excluded.key, "
              "scopes = excluded.scopes, expires_at = excluded.expires_at, generation = generation + 1, "
              "failures = 0, retry_at = 0, authorized_at = excluded.authorized_at, by_administrator = "
              "excluded.by_administrator")
          .bind(row.connection, row.environment, row.user, row.account, row.owner, row.state, row.problem,
                Blob{belongs_to}, Blob{row.secrets.bytes}, row.secrets.key_id, joined(row.scopes), row.expires_at,
                row.authorized_at, row.by_administrator)
          .run();
      if (primary)
        database_.prepare("INSERT OR IGNORE INTO primary_account VALUES (?, ?, ?)")
            .bind(row.connection, row.environment, row.user)
            .run();
      return true;
    });
  }

  Outcome<bool> renew_authorization(const AuthorizationRow& row, const std::string& belongs_to) override {
    return changing([&] {
      database_
          .prepare(
              "UPDATE authorization SET belongs_to = ?1, secret = ?2, key = ?3, scopes = ?4, expires_at = ?5, "
              "failures = 0, retry_at = 0, generation = generation + 1 WHERE id = ?6 AND generation = ?7 "
              "AND state = 'connected' AND ?3 = (SELECT value FROM meta WHERE name = 'key')")
          .bind(Blob{belongs_to}, Blob{row.secrets.bytes}, row.secrets.key_id, joined(row.scopes), row.expires_at,
                row.id, row.generation)
          .run();
      return database_.changes() == 1;
    });
  }

  Outcome<void> note_failure(const AuthorizationRow& row) override {
    return changing([&] {
      database_
          .prepare(
              "UPDATE authorization SET state = ?, problem = ?, failures = ?, retry_at = ? "
              "WHERE id = ? AND generation = ? AND state = 'connected'")
          .bind(row.state, row.problem, row.failures, row.retry_at, row.id, row.generation)
          .run();
    });
  }

  Outcome<void> revoke(std::int64_t authorization, const std::string& problem) override {
    return changing([&] {
      database_
          .prepare(
              "UPDATE authorization SET state = 'revoked', problem = ?, secret = x'', "
              "generation = generation + 1 WHERE id = ?")
          .bind(problem, authorization)
          .run();
    });
  }

  // ---------------------------------------------------------------- around connections

  Outcome<std::vector<PrimaryRow>> primaries(std::int64_t connection) override {
    return guarded([&] {
      std::vector<PrimaryRow> rows;
      Statement statement =
          database_.prepare("SELECT environment, user FROM primary_account WHERE connection = ? ORDER BY environment");
      statement.bind(connection);
      while (statement.step()) rows.push_back({statement.text(0), statement.text(1)});
      return rows;
    });
  }

  Outcome<void> set_primary(std::int64_t connection, const PrimaryRow& row) override {
    return changing([&] {
      database_.prepare("INSERT OR REPLACE INTO primary_account VALUES (?, ?, ?)")
          .bind(connection, row.environment, row.user)
          .run();
    });
  }

  Outcome<std::vector<ReferenceRow>> references(std::int64_t connection) override {
    return guarded([&] {
      std::vector<ReferenceRow> rows;
      Statement statement =
          database_.prepare("SELECT kind, place FROM reference WHERE connection = ? ORDER BY kind, place");
      statement.bind(connection);
      while (statement.step()) rows.push_back({statement.text(0), statement.text(1)});
      return rows;
    });
  }

  Outcome<void> add_reference(std::int64_t connection, const ReferenceRow& row) override {
    return changing([&] {
      database_.prepare("INSERT OR IGNORE INTO reference VALUES (?, ?, ?)").bind(connection, row.kind, row.place).run();
    });
  }

  Outcome<bool> remove_reference(std::int64_t connection, const ReferenceRow& row) override {
    return changing([&] {
      database_.prepare("DELETE FROM reference WHERE connection = ? AND kind = ? AND place = ?")
          .bind(connection, row.kind, row.place)
          .run();
      return database_.changes() == 1;
    });
  }

  Outcome<bool> take_lease(std::int64_t authorization, const std::string& holder, std::int64_t milliseconds) override {
    return changing([&] {
      const std::int64_t at = now_milliseconds();
      database_
          .prepare(
              "INSERT INTO lease VALUES (?1, ?2, ?3) ON CONFLICT (authorization) DO UPDATE SET "
              "holder = excluded.holder, lapses_at = excluded.lapses_at WHERE lapses_at <= ?4 OR lapses_at > ?3")
          .bind(authorization, holder, at + milliseconds, at)
          .run();
      return database_.changes() == 1;
    });
  }

  Outcome<void> end_lease(std::int64_t authorization, const std::string& holder) override {
    return changing([&] {
      database_.prepare("DELETE FROM lease WHERE authorization = ? AND holder = ?").bind(authorization, holder).run();
    });
  }

  Outcome<bool> put_attempt(const std::string& id, const std::string& belongs_to, const SealedText& secret,
                            std::int64_t lapses_at) override {
    return changing([&] {
      if (meta("key") != secret.key_id) return false;
      database_.prepare("DELETE FROM attempt WHERE lapses_at <= ?").bind(now_milliseconds()).run();
      database_.prepare("INSERT INTO attempt VALUES (?, ?, ?, ?, ?)")
          .bind(id, Blob{belongs_to}, Blob{secret.bytes}, secret.key_id, lapses_at)
          .run();
      return true;
    });
  }

  Outcome<std::optional<SealedText>> take_attempt(const std::string& id) override {
    return changing([&]() -> std::optional<SealedText> {
      Statement statement = database_.prepare("DELETE FROM attempt WHERE id = ? RETURNING secret, key, lapses_at");
      if (!statement.bind(id).step()) return std::nullopt;
      SealedText secret{statement.text(0), statement.text(1)};
      const bool lapsed = statement.number(2) <= now_milliseconds();
      statement.run();
      return lapsed ? std::nullopt : std::optional(std::move(secret));
    });
  }

  Outcome<void> add_event(const EventRow& row) override {
    return changing([&] {
      database_.prepare("INSERT INTO event (at, name, connection, user, detail) VALUES (?, ?, ?, ?, ?)")
          .bind(row.at, row.name, row.connection, row.user, row.detail)
          .run();
      database_.execute("DELETE FROM event WHERE id <= (SELECT max(id) FROM event) - 10000");
    });
  }

  Outcome<std::vector<EventRow>> events(const std::string& connection, std::uint32_t most) override {
    return guarded([&] {
      std::vector<EventRow> rows;
      Statement statement = database_.prepare(
          "SELECT at, name, connection, user, detail FROM event WHERE ?1 = '' OR connection = ?1 "
          "ORDER BY id DESC LIMIT ?2");
      statement.bind(connection, static_cast<std::int64_t>(most));
      while (statement.step())
        rows.push_back(
            {statement.number(0), statement.text(1), statement.text(2), statement.text(3), statement.text(4)});
      return rows;
    });
  }

  Outcome<void> exclusively(const std::function<Outcome<void>(const StoreState&)>& body) override {
    Outcome<void> result;
    Outcome<void> done = changing([&] { result = body({meta("store"), meta("key")}); });
    return done ? result : done;
  }

  Outcome<void> reseal(const std::function<Outcome<std::string>(const StoreState&)>& begin,
                       const std::function<Outcome<SealedText>(const SealedRow&)>& reseal) override {
    Outcome<void> problem;
    Outcome<void> done = changing([&] {
      using Table = SealedRow::Table;
      const Outcome<std::string> key_id = begin({meta("store"), meta("key")});
      if (!key_id) problem = std::unexpected(key_id.error());
      if (problem)
        problem = reseal_table("SELECT connector, belongs_to, secret, key FROM client",
                               "UPDATE client SET secret = ?, key = ? WHERE connector = ?", Table::Client, reseal);
      if (problem)
        problem = reseal_table("SELECT id, belongs_to, secret, key FROM authorization WHERE secret <> x''",
                               "UPDATE authorization SET secret = ?, key = ? WHERE id = CAST(? AS INTEGER)",
                               Table::Authorization, reseal);
      if (problem)
        problem = reseal_table("SELECT id, belongs_to, secret, key FROM attempt",
                               "UPDATE attempt SET secret = ?, key = ? WHERE id = ?", Table::Attempt, reseal);
      if (!problem) throw DatabaseError{};  // undoes everything
      database_.prepare("UPDATE meta SET value = ? WHERE name = 'key'").bind(*key_id).run();
    });
    if (!problem) return problem;
    if (!done) return done;
    // Nothing of the old bytes stays in free pages; where others are busy with the file, secure_delete has seen to it.
    for (const char* tidy : {"VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"}) [[maybe_unused]]
      const auto tidied = guarded([&] { database_.execute(tidy); });
    return done;
  }

  Outcome<std::string> damage() override {
    return guarded([&] {
      Statement statement = database_.prepare("PRAGMA quick_check(1)");
      statement.step();
      const std::string found = statement.text(0);
      return found == "ok" ? std::string() : found;
    });
  }

 private:
  void prepare() {
    database_.execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; "
        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;");
    if (schema_of(database_) > kNewest) throw DatabaseError{SQLITE_MISMATCH, {}};
    bring_up_to_date(database_);
  }

  std::string meta(const char* name) {
    Statement statement = database_.prepare("SELECT value FROM meta WHERE name = ?");
    return statement.bind(name).step() ? statement.text(0) : std::string();
  }

  void drop_secrets(std::string_view problem, const std::string& connector) {
    database_
        .prepare(
            "UPDATE authorization SET state = 'revoked', problem = ?, secret = x'', "
            "generation = generation + 1 WHERE state <> 'revoked' AND connection IN "
            "(SELECT id FROM connection WHERE connector = ?)")
        .bind(problem == "connector_changed" ? "its connector was changed" : "its connector was removed", connector)
        .run();
  }

  Outcome<void> reseal_table(const char* select, const char* update, SealedRow::Table table,
                             const std::function<Outcome<SealedText>(const SealedRow&)>& reseal) {
    std::vector<SealedRow> rows;
    {
      Statement statement = database_.prepare(select);
      while (statement.step())
        rows.push_back({table, statement.text(0), statement.text(1), {statement.text(2), statement.text(3)}});
    }
    for (const SealedRow& row : rows) {
      const Outcome<SealedText> sealed = reseal(row);
      if (!sealed) return std::unexpected(sealed.error());
      database_.prepare(update).bind(Blob{sealed->bytes}, sealed->key_id, row.id).run();
    }
    return {};
  }

  static ConnectionRow connection_of(const Statement& row) {
    return {row.number(0),      row.text(1),        row.text(2),        row.text(3),        row.text(4),
            split(row.text(5)), row.number(6) != 0, row.number(7) != 0, split(row.text(8)), row.text(9)};
  }

  static AuthorizationRow authorization_of(const Statement& row) {
    return {row.number(0),       row.number(1),  row.text(2),
            row.text(3),         row.text(4),    row.text(5),
            row.text(6),         row.text(7),    {row.text(8), row.text(9)},
            split(row.text(10)), row.number(11), row.number(12),
            row.number(13),      row.number(14), row.number(15),
            row.number(16) != 0};
  }

  // Runs `body` alone on the handle; an error of the database becomes a failure.
  template <class Body>
  auto guarded(Body&& body) -> Outcome<decltype(body())> {
    const std::lock_guard lock(mutex_);
    return attempt(body);
  }

  // The same in a transaction that may write.
  template <class Body>
  auto changing(Body&& body) -> Outcome<decltype(body())> {
    const std::lock_guard lock(mutex_);
    return attempt([&] {
      Transaction transaction(database_);
      ++changes_;
      if constexpr (std::is_void_v<decltype(body())>) {
        body();
        transaction.commit();
      } else {
        auto result = body();
        transaction.commit();
        return result;
      }
    });
  }

  template <class Body>
  auto attempt(Body&& body) -> Outcome<decltype(body())> {
    try {
      if constexpr (std::is_void_v<decltype(body())>) {
        body();
        return {};
      } else {
        return body();
      }
    } catch (const DatabaseError& error) {
      return failed(ErrorKind::Store, messages::StoreUnusable, {path_, error.text}, advice(error.code));
    }
  }

  std::string path_;
  std::mutex mutex_;
  Database database_;
  std::uint64_t changes_ = 0;
};

}  // namespace

bool is_new_sqlite_store(const std::string& folder) {
  const std::string path = folder + kFileName;
  return !folder.empty() && !is_there(path) && !is_there(path + kJournal);
}

Outcome<std::unique_ptr<ConnectionStore>> open_sqlite_store(const std::string& folder) {
  if (folder.empty())
    return failed(ErrorKind::Store, messages::StoreUnusable, {"of this user", "it is not known where it is"},
                  "set HOME, or name a folder: --store DIR, SLUICE_HOME");
  if (Outcome<void> made = make_private_folder(folder); !made) return std::unexpected(made.error());
  std::string path = folder + kFileName;
  try {
    // Looked for before the store: who makes one at this moment makes the journal last.
    const std::string journal = path + kJournal;
    const bool journal_there = is_there(journal);
    if (!is_there(path)) {
      if (journal_there)  // SQLite would play it into the new store
        return failed(ErrorKind::Store, messages::StoreUnusable,
                      {path, "it is missing, and its journal is still there"},
                      "put the file back; to begin a new store, move " + journal + " away");
      if (Outcome<void> made = create_store(path); !made) return std::unexpected(made.error());
    }
    const Outcome<std::uint64_t> size = private_file_size(path);
    if (!size) return std::unexpected(size.error());
    if (*size == 0)
      return failed(ErrorKind::Store, messages::StoreUnusable, {path, "it is empty, so it has lost what it held"},
                    "put back a copy; to begin a new store, move it away, and what is named " + path +
                        "-…, then authorise the connections again");
    return std::make_unique<SqliteStore>(path);
  } catch (const DatabaseError& error) {
    if (error.code == SQLITE_MISMATCH && error.text.empty())
      return failed(ErrorKind::Store, messages::StoreNewer, {path}, "use that version, or another store: --store DIR");
    return failed(ErrorKind::Store, messages::StoreUnusable, {path, error.text}, advice(error.code));
  }
}

}  // namespace sluice::connectors
