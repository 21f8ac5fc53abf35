// SQLite as C++: one database handle, statements that are prepared once, transactions.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "connectors/outcome.h"

struct sqlite3;
struct sqlite3_stmt;

namespace sluice::connectors {

// What SQLite answered other than success. Thrown inside store/ only.
struct DatabaseError {
  int code = 0;
  std::string text;
};

// Bytes in place of text.
struct Blob {
  std::string_view bytes;
};

// One use of a prepared statement: bind, step, read columns; it resets itself.
class Statement {
 public:
  Statement(sqlite3* database, sqlite3_stmt* statement) : database_(database), statement_(statement) {}
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  template <class... Values>
  Statement& bind(const Values&... values) {
    (bind_one(values), ...);
    return *this;
  }
  bool step();  // whether there is a row
  void run() {
    while (step()) {}
  }
  std::int64_t number(int column) const;
  std::string text(int column) const;

 private:
  void bind_one(std::string_view value);
  void bind_one(Blob value);
  void bind_one(std::int64_t value);

  sqlite3* database_;
  sqlite3_stmt* statement_;
  int bound_ = 0;
};

class Database {
 public:
  explicit Database(const std::string& path);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // `sql` must live as long as the database: a literal.
  Statement prepare(const char* sql);
  void execute(const char* sql);
  std::int64_t changes() const;  // rows of the last statement
  std::string bytes();  // what its file holds; of one in memory (`:memory:`), what it would

 private:
  sqlite3* handle_ = nullptr;
  std::map<const char*, sqlite3_stmt*> statements_;
};

// Begins at once with the right to write; undone unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(&database) { database.execute("BEGIN IMMEDIATE"); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database* database_;
};

}  // namespace sluice::connectors
