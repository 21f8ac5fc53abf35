#include "sandbox/store.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "sandbox/text.h"

namespace sluice::sandbox {

namespace {

constexpr const char* kTables = R"(
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS records(id INTEGER PRIMARY KEY, module TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS records_of_module ON records(module);
CREATE TABLE IF NOT EXISTS documents(kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL,
                                     PRIMARY KEY(kind, key)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files(id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL,
                                 bytes BLOB NOT NULL) STRICT;
)";

const Json kEmpty;

std::string index_key(const Json& value) {
  return value.is_string() ? fold(value.get_ref<const std::string&>()) : to_text(value);
}

void erase_from(std::unordered_multimap<std::string, Id>& index, const std::string& key, Id id) {
  const auto [first, last] = index.equal_range(key);
  for (auto at = first; at != last; ++at)
    if (at->second == id) {
      index.erase(at);
      return;
    }
}

std::string file_in(const std::string& folder) { return folder + "/crm.sqlite3"; }

std::string path_in(const std::string& folder) {
  if (folder.empty()) return ":memory:";
  std::string made;
  for (std::size_t slash = 0; slash != std::string::npos;) {  // as mkdir -p does
    slash = folder.find('/', slash + 1);
    made = folder.substr(0, slash);
    ::mkdir(made.c_str(), 0700);
  }
  return file_in(folder);
}

std::string body_of(const Module& module, const Record& record) {
  Json cells = Json::object();
  auto& members = cells.get_ref<Json::object_t&>();
  for (const auto& [index, value] : record.cells) members.emplace_back(module.fields[index].api_name, value);
  return to_text(Json::array(
      {record.owner, record.created_by, record.modified_by, record.created, record.modified, std::move(cells)}));
}

RecordPtr read_body(const Module& module, Id id, std::string_view body) {
  Json json = Json::parse(body);
  auto record = std::make_shared<Record>();
  record->id = id;
  record->owner = json[0].get<Id>();
  record->created_by = json[1].get<Id>();
  record->modified_by = json[2].get<Id>();
  record->created = json[3].get<Seconds>();
  record->modified = json[4].get<Seconds>();
  for (auto& [name, value] : json[5].get_ref<Json::object_t&>())
    if (const Field* field = module.field(name)) record->cells.emplace_back(field->index, std::move(value));
  return record;
}

}  // namespace

const Json& Record::cell(const Field& field) const {
  for (const auto& [index, value] : cells)
    if (index == field.index) return value;
  return kEmpty;
}

void Record::set(const Field& field, Json value) {
  const auto place =
      std::find_if(cells.begin(), cells.end(), [&](const auto& cell) { return cell.first == field.index; });
  if (value.is_null()) {
    if (place != cells.end()) cells.erase(place);
  } else if (place != cells.end()) {
    place->second = std::move(value);
  } else {
    cells.emplace_back(field.index, std::move(value));
  }
}

RecordPtr Table::find(Id id) const {
  const auto place = std::lower_bound(ids.begin(), ids.end(), id);
  if (place == ids.end() || *place != id) return nullptr;
  return rows[static_cast<std::size_t>(place - ids.begin())];
}

bool Store::exists(const std::string& folder) { return ::access(file_in(folder).c_str(), F_OK) == 0; }

Store::Store(const Schema& schema, const std::string& folder) : schema_(schema), database_(path_in(folder)) {
  database_.execute(kTables);
  get_record_ = database_.prepare("SELECT body FROM records WHERE id = ? AND module = ?");
  get_table_ = database_.prepare("SELECT id, body FROM records WHERE module = ? ORDER BY id");
  get_module_ = database_.prepare("SELECT module FROM records WHERE id = ?");
  put_record_ =
      database_.prepare("INSERT INTO records VALUES(?, ?, ?) ON CONFLICT(id) DO UPDATE SET body = excluded.body");
  erase_record_ = database_.prepare("DELETE FROM records WHERE id = ?");
  put_document_ = database_.prepare("INSERT OR REPLACE INTO documents VALUES(?, ?, ?)");
  erase_document_ = database_.prepare("DELETE FROM documents WHERE kind = ? AND key = ?");
  put_file_ = database_.prepare("INSERT OR REPLACE INTO files VALUES(?, ?, ?, ?)");
  get_file_ = database_.prepare("SELECT name, type, bytes FROM files WHERE id = ?");
  erase_file_ = database_.prepare("DELETE FROM files WHERE id = ?");
  begin_ = database_.prepare("BEGIN IMMEDIATE");
  commit_ = database_.prepare("COMMIT");
  load_documents();
  // Where the file has nothing of a module, its table is complete from the start.
  tables_.resize(schema_.modules().size());
  const auto any = database_.prepare("SELECT EXISTS(SELECT 1 FROM records WHERE module = ?)");
  for (const Module& module : schema_.modules())
    any->bind(0, module.api_name).each([&] { tables_[module.index].is_read = any->integer(0) == 0; });
}

void Store::load_documents() {
  const auto documents = database_.prepare("SELECT kind, key, body FROM documents");
  documents->each([&] {
    documents_[std::string(documents->text(0))][std::string(documents->text(1))] = Json::parse(documents->text(2));
  });
  if (const Json* sequence = document("meta", "sequence")) sequence_ = saved_sequence_ = sequence->get<Id>();
}

Id Store::next_id() { return make_id(sequence_++); }

const Table& Store::table(const Module& module) const {
  Table& table = tables_[module.index];
  if (table.is_read) return table;
  Table read;
  get_table_->bind(0, module.api_name).each([&] {
    read.ids.push_back(get_table_->integer(0));
    read.rows.push_back(read_body(module, get_table_->integer(0), get_table_->text(1)));
  });
  read.is_read = true;
  return table = std::move(read);
}

RecordPtr Store::find(const Module& module, Id id) const {
  if (tables_[module.index].is_read) return tables_[module.index].find(id);
  RecordPtr record;
  get_record_->bind(0, id).bind(1, module.api_name).each([&] { record = read_body(module, id, get_record_->text(0)); });
  return record;
}

void Store::walk(const Module& module, bool newest_first,
                 const std::function<bool(std::size_t row, const Record& record)>& visit) {
  const Table& table = tables_[module.index];
  if (!table.is_read) {
    const auto rows = database_.prepare(std::string("SELECT id, body FROM records WHERE module = ? ORDER BY id ") +
                                        (newest_first ? "DESC" : "ASC"));
    rows->bind(0, module.api_name);
    while (rows->step() && visit(0, *read_body(module, rows->integer(0), rows->text(1)))) {}
    return;
  }
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const std::size_t row = newest_first ? table.rows.size() - 1 - i : i;
    if (table.rows[row] != nullptr && !visit(row, *table.rows[row])) return;
  }
}

const Module* Store::module_of(Id id) const {
  const Module* module = nullptr;  // also for a record of a custom module that this run does not know
  get_module_->bind(0, id).each([&] { module = schema_.module(get_module_->text(0)); });
  return module;
}

// Keeps the table as the file is; one that was not read yet will be read as it is then.
void Store::place(const Module& module, Id id, RecordPtr record) {
  Table& table = tables_[module.index];
  if (!table.is_read) return;
  const auto at = std::lower_bound(table.ids.begin(), table.ids.end(), id);
  const auto index = at - table.ids.begin();
  const bool is_new_row = at == table.ids.end() || *at != id;
  if (is_new_row) {
    table.ids.insert(at, id);
    table.rows.insert(table.rows.begin() + index, nullptr);
  }
  RecordPtr& row = table.rows[static_cast<std::size_t>(index)];
  reindex(module, row.get(), record.get());
  place_in_columns(module, static_cast<std::size_t>(index), is_new_row, record.get());
  row.swap(record);
}

Store::Index& Store::index_of(const Module& module, const Field& field) const {
  const auto [place, is_new] = indexes_.try_emplace({module.index, field.index});
  if (is_new)
    for (const RecordPtr& record : table(module).rows)
      if (record != nullptr && !record->cell(field).is_null())
        place->second.emplace(index_key(record->cell(field)), record->id);
  return place->second;
}

void Store::reindex(const Module& module, const Record* before, const Record* after) {
  for (auto index = indexes_.lower_bound({module.index, 0});
       index != indexes_.end() && index->first.first == module.index; ++index) {
    const Field& field = module.fields[index->first.second];
    const Json& old_value = before == nullptr ? kEmpty : before->cell(field);
    const Json& new_value = after == nullptr ? kEmpty : after->cell(field);
    if (old_value == new_value) continue;
    if (!old_value.is_null()) erase_from(index->second, index_key(old_value), before->id);
    if (!new_value.is_null()) index->second.emplace(index_key(new_value), after->id);
  }
}

const DictionaryColumn& Store::column(const Module& module, const Field& field) const {
  const auto [place, is_new] = columns_.try_emplace({module.index, field.index});
  DictionaryColumn& column = place->second;
  if (is_new) {
    const std::vector<RecordPtr>& rows = table(module).rows;
    column.reserve(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
      column.insert_row(row);
      if (rows[row] != nullptr) column.set(row, rows[row]->cell(field));
    }
  }
  return column;
}

void Store::place_in_columns(const Module& module, std::size_t row, bool is_new_row, const Record* record) {
  auto place = columns_.lower_bound({module.index, 0});
  while (place != columns_.end() && place->first.first == module.index) {
    DictionaryColumn& column = place->second;
    if (is_new_row) column.insert_row(row);
    column.set(row, record == nullptr ? kEmpty : record->cell(module.fields[place->first.second]));
    place = column.is_stale() ? columns_.erase(place) : std::next(place);
  }
}

RecordPtr Store::find_holder(const Module& module, const Field& field, const Json& value, Id except) const {
  Id lowest = 0;
  const auto [first, last] = index_of(module, field).equal_range(index_key(value));
  for (auto at = first; at != last; ++at)
    if (at->second != except && (lowest == 0 || at->second < lowest)) lowest = at->second;
  return lowest == 0 ? nullptr : find(module, lowest);
}

void Store::put(const Module& module, RecordPtr record) {
  begin();
  const Id id = record->id;
  const std::string body = body_of(module, *record);
  RecordPtr before = find(module, id);
  put_record_->bind(0, id).bind(1, module.api_name).bind(2, body).run();
  undo_.emplace_back([this, &module, id, before = std::move(before)] { place(module, id, before); });
  place(module, id, std::move(record));
}

void Store::erase(const Module& module, Id id) {
  begin();
  RecordPtr before = find(module, id);
  erase_record_->bind(0, id).run();
  undo_.emplace_back([this, &module, id, before = std::move(before)] { place(module, id, before); });
  place(module, id, nullptr);
}

const Store::Documents& Store::documents(std::string_view kind) const {
  static const Documents kNone;
  const auto found = documents_.find(kind);
  return found == documents_.end() ? kNone : found->second;
}

const Json* Store::document(std::string_view kind, std::string_view key) const {
  const Documents& all = documents(kind);
  const auto found = all.find(key);
  return found == all.end() ? nullptr : &found->second;
}

void Store::put_document(const std::string& kind, const std::string& key, Json body) {
  begin();
  const std::string text = to_text(body);
  put_document_->bind(0, kind).bind(1, key).bind(2, text).run();
  Json& place = documents_[kind][key];
  undo_.emplace_back([this, kind, key, before = place] {
    if (before.is_null())
      documents_[kind].erase(key);
    else
      documents_[kind][key] = before;
  });
  place = std::move(body);
}

void Store::erase_document(const std::string& kind, const std::string& key) {
  const Json* before = document(kind, key);
  if (before == nullptr) return;
  begin();
  erase_document_->bind(0, kind).bind(1, key).run();
  undo_.emplace_back([this, kind, key, before = *before] { documents_[kind][key] = before; });
  documents_[kind].erase(key);
}

void Store::put_file(Id id, const StoredFile& file) {
  begin();
  put_file_->bind(0, id).bind(1, file.name).bind(2, file.type).bind_blob(3, file.bytes).run();
}

std::optional<StoredFile> Store::file(Id id) const {
  std::optional<StoredFile> file;
  get_file_->bind(0, id).each([&] {
    file =
        StoredFile{std::string(get_file_->text(0)), std::string(get_file_->text(1)), std::string(get_file_->text(2))};
  });
  return file;
}

void Store::erase_file(Id id) {
  begin();
  erase_file_->bind(0, id).run();
}

void Store::begin() {
  if (changing_) return;
  begin_->run();
  changing_ = true;
}

std::size_t Store::mark() {
  begin();
  database_.execute(("SAVEPOINT at" + std::to_string(undo_.size())).c_str());
  return undo_.size();
}

void Store::back_to(std::size_t mark) {
  for (; undo_.size() > mark; undo_.pop_back()) undo_.back()();
  database_.execute(("ROLLBACK TO at" + std::to_string(mark)).c_str());
}

void Store::commit() {
  if (!changing_) return;
  if (sequence_ != saved_sequence_) put_document("meta", "sequence", sequence_);
  commit_->run();
  saved_sequence_ = sequence_;
  changing_ = false;
  undo_.clear();
}

void Store::rollback() {
  if (!changing_) return;
  changing_ = false;
  for (; !undo_.empty(); undo_.pop_back()) undo_.back()();
  database_.execute("ROLLBACK");
}

}  // namespace sluice::sandbox
