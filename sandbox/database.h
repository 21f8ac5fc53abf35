// A thin wrapper of SQLite: the file that makes what was acknowledged outlive the process.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace sluice::sandbox {

class DatabaseError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Another process has the file.
class DatabaseLocked : public DatabaseError {
  using DatabaseError::DatabaseError;
};

// A prepared statement. Parameters and columns count from 0. Bound texts must live until it was run.
class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, std::string_view value);
  Statement& bind_blob(int index, std::string_view value);
  bool step();                                   // to the next row; false at the end
  void run();                                    // to its end, then ready for the next use
  void each(const std::function<void()>& row);  // likewise, calling `row` for each row

  std::int64_t integer(int column) const;
  std::string_view text(int column) const;  // valid until the next row

 private:
  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
};

class Database {
 public:
  // A file, made when it does not exist, or `:memory:`. Throws DatabaseError.
  explicit Database(const std::string& path);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  void execute(const char* sql);
  std::unique_ptr<Statement> prepare(std::string_view sql);

 private:
  sqlite3* database_ = nullptr;
};

}  // namespace sluice::sandbox
