// Keeps connections in the host's own database, here SQLite; the SQL is that of PostgreSQL as well. Processes that share
// the database share the connections, and of all of them one renews a token when it expires.
//
//   connection_store shop.db
#include <sluice/connections.h>
#include <sqlite3.h>

#include <cstdio>
#include <functional>
#include <mutex>

class Shop final : public sluice::ConnectionStore {
 public:
  explicit Shop(const char* file) {
    sqlite3_open(file, &database_);
    sqlite3_busy_timeout(database_, 10'000);
    execute("CREATE TABLE IF NOT EXISTS sluice_version (one INTEGER PRIMARY KEY, version TEXT NOT NULL)");
    execute("CREATE TABLE IF NOT EXISTS sluice_record (key TEXT PRIMARY KEY, value TEXT NOT NULL)");
  }
  ~Shop() override { sqlite3_close(database_); }

  sluice::Result<std::string> version() override {
    const std::lock_guard lock(mutex_);
    std::string version;
    if (!execute("SELECT version FROM sluice_version", {}, [&](auto column) { version = column(0); })) return failed();
    return version;
  }

  sluice::Result<std::optional<std::string>> get(const std::string& key) override {
    const std::lock_guard lock(mutex_);
    std::optional<std::string> value;
    if (!execute("SELECT value FROM sluice_record WHERE key = $1", {key}, [&](auto column) { value = column(0); }))
      return failed();
    return value;
  }

  sluice::Result<std::vector<sluice::StoreRecord>> list(const std::string& prefix) override {
    const std::lock_guard lock(mutex_);
    std::vector<sluice::StoreRecord> found;
    if (!execute("SELECT key, value FROM sluice_record WHERE substr(key, 1, length($1)) = $1", {prefix},
                 [&](auto column) { found.push_back({column(0), column(1)}); }))
      return failed();
    return found;
  }

  sluice::Result<bool> change(const std::string& expected, const std::string& next,
                              std::span<const sluice::StoreChange> changes) override {
    const std::lock_guard lock(mutex_);
    bool good = execute("BEGIN IMMEDIATE");  // PostgreSQL: BEGIN; the first statement takes the lock of the row
    if (!good) return failed();
    good = execute(
        "INSERT INTO sluice_version VALUES (1, $2) ON CONFLICT (one) DO UPDATE SET version = $2 "
        "WHERE sluice_version.version = $1",
        {expected, next});
    const bool first = sqlite3_changes(database_) == 1;
    for (const sluice::StoreChange& each : changes) {
      if (!good || !first) break;
      good = each.value
                 ? execute("INSERT INTO sluice_record VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2",
                           {each.key, *each.value})
                 : execute("DELETE FROM sluice_record WHERE key = $1", {each.key});
    }
    const sluice::Error why = failed();
    good = execute(good && first ? "COMMIT" : "ROLLBACK") && good;
    if (!good) return why;
    return first;
  }

  std::string name() const override { return "of the shop"; }

 private:
  using Column = std::function<std::string(int)>;

  bool execute(const char* sql, std::initializer_list<std::string_view> values = {},
               const std::function<void(Column)>& row = {}) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK) return false;
    int place = 0;
    for (const std::string_view each : values) {
      const int at = sqlite3_bind_parameter_index(statement, ("$" + std::to_string(++place)).c_str());
      sqlite3_bind_text(statement, at, each.data(), static_cast<int>(each.size()), SQLITE_TRANSIENT);
    }
    int step = 0;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW)
      row([&](int column) {
        return std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, column)));
      });
    sqlite3_finalize(statement);
    return step == SQLITE_DONE;
  }
  sluice::Error failed() const { return {.kind = sluice::ErrorKind::Store, .message = sqlite3_errmsg(database_)}; }

  sqlite3* database_ = nullptr;
  std::mutex mutex_;
};

// From a vault of the host in earnest; never from the database that it protects.
class Keys final : public sluice::KeyProvider {
 public:
  std::string keys() override { return std::string(64, 'a'); }
};

int main(int count, char** words) {
  sluice::EngineOptions options;
  options.connections.store = std::make_shared<Shop>(count > 1 ? words[1] : "shop.db");
  options.connections.keys = std::make_shared<Keys>();
  const auto engine = sluice::Engine::create(options);
  if (!engine.ok()) return std::puts(engine.error().message.c_str()), 2;
  const sluice::Connections connections(*engine);
  const auto made = connections.create({.link = "warehouse", .connector = "generic_bearer"});
  if (made.ok()) {
    const auto account = connections.authorize("warehouse", {{"token", "t0ken-of-the-warehouse"}},
                                               {.parameters = {{"host", "warehouse.example"}}, .account = "Ada"});
    if (!account.ok()) return std::puts(sluice::render(account.error()).c_str()), 1;
  }
  const auto all = connections.list();
  if (!all.ok()) return std::puts(sluice::render(all.error()).c_str()), 1;
  for (const sluice::ConnectionInfo& each : *all) std::puts(sluice::to_value(each).to_json().c_str());
}
