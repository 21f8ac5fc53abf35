// What an organisation holds: records by module, documents (users, tags, tokens, jobs …) by kind, files. Documents are in
// memory, and so are the records of a module from the first time that all of them are asked for; every change goes to
// SQLite before it is acknowledged. Used by the server's thread only.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sandbox/database.h"
#include "sandbox/dictionary_column.h"
#include "sandbox/iso_time.h"
#include "sandbox/schema.h"

namespace sluice::sandbox {

// Immutable; a change makes a new one. Cells hold what the field keeps: seconds for a date-time, the id for a look-up,
// the actual value of a picklist; a null is not kept.
struct Record {
  Id id = 0;
  Id owner = 0;
  Id created_by = 0;
  Id modified_by = 0;
  Seconds created = 0;
  Seconds modified = 0;
  std::vector<std::pair<std::uint16_t, Json>> cells;  // by field

  const Json& cell(const Field& field) const;  // null when empty
  void set(const Field& field, Json value);  // null empties it
};
using RecordPtr = std::shared_ptr<const Record>;

// The records of a module in the order of their ids; a deleted one leaves an empty place.
struct Table {
  std::vector<Id> ids;
  std::vector<RecordPtr> rows;
  bool is_read = false;  // from the file

  RecordPtr find(Id id) const;  // null when there is none
};

struct StoredFile {
  std::string name;
  std::string type;
  std::string bytes;
};

class Store {
 public:
  // Opens or makes the database in a folder; keeps it in memory when the folder is empty. Throws DatabaseError.
  Store(const Schema& schema, const std::string& folder);
  // Whether a folder has a file of records.
  static bool exists(const std::string& folder);

  Id next_id();

  const Table& table(const Module& module) const;
  RecordPtr find(const Module& module, Id id) const;  // null when there is none
  // Visits records in the order of their ids until `visit` says false; reads no more of them than that. `row` is a
  // record's place in table(), for who has asked for that before.
  void walk(const Module& module, bool newest_first,
            const std::function<bool(std::size_t row, const Record& record)>& visit);
  // The module of a record that may be of any; null when there is no such record.
  const Module* module_of(Id id) const;
  // The record with the lowest id, other than `except`, whose field holds the value, in any letter case; null when there
  // is none. Indexed from the first question on.
  RecordPtr find_holder(const Module& module, const Field& field, const Json& value, Id except) const;
  // The cells of a field that is kept in cells. Valid until the next change.
  const DictionaryColumn& column(const Module& module, const Field& field) const;
  void put(const Module& module, RecordPtr record);
  void erase(const Module& module, Id id);

  using Documents = std::map<std::string, Json, std::less<>>;
  const Documents& documents(std::string_view kind) const;
  const Json* document(std::string_view kind, std::string_view key) const;
  void put_document(const std::string& kind, const std::string& key, Json body);
  void erase_document(const std::string& kind, const std::string& key);

  void put_file(Id id, const StoredFile& file);
  std::optional<StoredFile> file(Id id) const;
  void erase_file(Id id);

  // A point that back_to() undoes later changes to.
  std::size_t mark();
  void back_to(std::size_t mark);
  // Changes become durable together. Without commit() they are undone by rollback().
  void commit();
  void rollback();

  const Schema& schema() const { return schema_; }

 private:
  void begin();
  void place(const Module& module, Id id, RecordPtr record);
  void load_documents();

  // Ids by folded value, of one field.
  using Index = std::unordered_multimap<std::string, Id>;
  Index& index_of(const Module& module, const Field& field) const;
  void reindex(const Module& module, const Record* before, const Record* after);
  void place_in_columns(const Module& module, std::size_t row, bool is_new_row, const Record* record);

  const Schema& schema_;
  Database database_;
  mutable std::vector<Table> tables_;
  using FieldKey = std::pair<std::uint16_t, std::uint16_t>;  // module and field
  mutable std::map<FieldKey, Index> indexes_;
  mutable std::map<FieldKey, DictionaryColumn> columns_;
  std::map<std::string, Documents, std::less<>> documents_;
  Id sequence_ = kFirstRecordNumber;
  Id saved_sequence_ = 0;
  bool changing_ = false;
  std::vector<std::function<void()>> undo_;
  std::unique_ptr<Statement> get_record_, get_table_, get_module_, put_record_, erase_record_, put_document_,
      erase_document_, put_file_, get_file_, erase_file_, begin_, commit_;
};

}  // namespace sluice::sandbox
