#include "connectors/store/sqlite.h"

#include <sqlite3.h>

#include <new>

namespace sluice::connectors {

namespace {

[[noreturn]] void refuse(sqlite3* database, int code) {
  throw DatabaseError{code, database != nullptr ? ::sqlite3_errmsg(database) : ::sqlite3_errstr(code)};
}

}  // namespace

Statement::~Statement() {
  ::sqlite3_reset(statement_);
  ::sqlite3_clear_bindings(statement_);
}

bool Statement::step() {
  const int code = ::sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) refuse(database_, code);
  return false;
}

std::int64_t Statement::number(int column) const { return ::sqlite3_column_int64(statement_, column); }

std::string Statement::text(int column) const {
  const void* bytes = ::sqlite3_column_blob(statement_, column);
  const auto size = static_cast<std::size_t>(::sqlite3_column_bytes(statement_, column));
  return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

void Statement::bind_one(std::string_view value) {
  ::sqlite3_bind_text64(statement_, ++bound_, value.data() == nullptr ? "" : value.data(), value.size(),
                        SQLITE_TRANSIENT, SQLITE_UTF8);
}
void Statement::bind_one(Blob value) {
  ::sqlite3_bind_blob64(statement_, ++bound_, value.bytes.data(), value.bytes.size(), SQLITE_TRANSIENT);
}
void Statement::bind_one(std::int64_t value) { ::sqlite3_bind_int64(statement_, ++bound_, value); }

Database::Database(const std::string& path) {
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
  if (const int code = ::sqlite3_open_v2(path.c_str(), &handle_, kFlags, nullptr); code != SQLITE_OK) {
    DatabaseError error{code, handle_ != nullptr ? ::sqlite3_errmsg(handle_) : ::sqlite3_errstr(code)};
    ::sqlite3_close(handle_);
    throw error;
  }
  ::sqlite3_busy_timeout(handle_, 30'000);
  ::sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
}

Database::~Database() {
  for (const auto& [sql, statement] : statements_) ::sqlite3_finalize(statement);
  ::sqlite3_close(handle_);
}

Statement Database::prepare(const char* sql) {
  sqlite3_stmt*& statement = statements_[sql];
  if (statement == nullptr) {
    const int code = ::sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) refuse(handle_, code);
  }
  return {handle_, statement};
}

void Database::execute(const char* sql) {
  if (const int code = ::sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr); code != SQLITE_OK)
    refuse(handle_, code);
}

std::int64_t Database::changes() const { return ::sqlite3_changes64(handle_); }

std::string Database::bytes() {
  sqlite3_int64 size = 0;
  unsigned char* all = ::sqlite3_serialize(handle_, "main", &size, 0);
  if (all == nullptr) throw std::bad_alloc();
  std::string copy(reinterpret_cast<const char*>(all), static_cast<std::size_t>(size));
  ::sqlite3_free(all);
  return copy;
}

Transaction::~Transaction() {
  if (database_ == nullptr) return;
  try {
    database_->execute("ROLLBACK");
  } catch (const DatabaseError&) { database_ = nullptr; }  // SQLite has rolled back by itself
}

void Transaction::commit() {
  database_->execute("COMMIT");
  database_ = nullptr;
}

}  // namespace sluice::connectors
