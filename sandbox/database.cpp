#include "sandbox/database.h"

#include <sqlite3.h>

namespace sluice::sandbox {

namespace {

[[noreturn]] void fail(sqlite3* database, int code) {
  if ((code & 0xff) == SQLITE_BUSY) throw DatabaseLocked(sqlite3_errmsg(database));
  throw DatabaseError(sqlite3_errmsg(database));
}

void check(sqlite3* database, int code) {
  if (code != SQLITE_OK) fail(database, code);
}

}  // namespace

Statement::Statement(sqlite3* database, std::string_view sql) : database_(database) {
  check(database, sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                     &statement_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::bind(int index, std::int64_t value) {
  check(database_, sqlite3_bind_int64(statement_, index + 1, value));
  return *this;
}

Statement& Statement::bind(int index, std::string_view value) {
  check(database_, sqlite3_bind_text64(statement_, index + 1, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind_blob(int index, std::string_view value) {
  check(database_, sqlite3_bind_blob64(statement_, index + 1, value.data(), value.size(), SQLITE_STATIC));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  sqlite3_reset(statement_);
  if (code != SQLITE_DONE) fail(database_, code);
  return false;
}

void Statement::run() {
  while (step()) {}
}

void Statement::each(const std::function<void()>& row) {
  try {
    while (step()) row();
  } catch (...) {
    sqlite3_reset(statement_);
    throw;
  }
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string_view Statement::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Database::Database(const std::string& path) {
  const int code = sqlite3_open_v2(path.c_str(), &database_,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  if (code == SQLITE_OK) return;
  const std::string problem = sqlite3_errmsg(database_);
  sqlite3_close(database_);
  throw DatabaseError(problem);
}

Database::~Database() { sqlite3_close(database_); }

void Database::execute(const char* sql) { check(database_, sqlite3_exec(database_, sql, nullptr, nullptr, nullptr)); }

std::unique_ptr<Statement> Database::prepare(std::string_view sql) {
  return std::make_unique<Statement>(database_, sql);
}

}  // namespace sluice::sandbox
