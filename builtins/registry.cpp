#include "builtins/registry.h"

#include <bit>
#include <cstdint>
#include <string_view>

#include "builtins/families.h"

namespace sluice::builtins {

using namespace interpreter;

namespace {

char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

std::uint32_t hash_name(std::string_view name) {
  std::uint32_t hash = 2166136261u;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(folded(c))) * 16777619u;
  return hash ^ hash >> 15;
}

bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (folded(a[i]) != folded(b[i])) return false;
  return true;
}

// Records that come first win where several have one name for one receiver.
class Registry final : public FunctionTable {
 public:
  explicit Registry(std::vector<const FunctionRecord*> records) : records_(std::move(records)) {
    std::size_t spellings = 0;
    for (const FunctionRecord* record : records_) spellings += 1 + record->aliases.size();
    slots_.assign(std::bit_ceil(spellings * 2 + 1), 0);
    names_.reserve(spellings);
    for (const FunctionRecord* record : records_) {
      add(record->name, *record);
      for (const std::string_view alias : record->aliases) add(alias, *record);
    }
  }

  int find_name(std::string_view name) const override {
    for (std::size_t slot = hash_name(name);; ++slot) {
      const std::uint16_t entry = slots_[slot & (slots_.size() - 1)];
      if (entry == 0) return -1;
      if (same_name(names_[entry - 1].spelling, name)) return entry - 1;
    }
  }

  const FunctionRecord* method(int name, Type receiver) const override {
    return names_[static_cast<std::size_t>(name)].methods[static_cast<int>(receiver)];
  }
  std::span<const FunctionRecord* const> all(int name) const override {
    return names_[static_cast<std::size_t>(name)].all;
  }
  const FunctionRecord* free_function(int name) const override { return names_[static_cast<std::size_t>(name)].free; }
  std::span<const FunctionRecord* const> records() const override { return records_; }

 private:
  struct Name {
    std::string_view spelling;
    const FunctionRecord* methods[kTypeCount] = {};
    const FunctionRecord* free = nullptr;
    std::vector<const FunctionRecord*> all;
  };

  void add(std::string_view spelling, const FunctionRecord& record) {
    Name& name = intern(spelling);
    name.all.push_back(&record);
    if (record.receiver.empty() && name.free == nullptr) name.free = &record;
    for (int type = 0; type < kTypeCount; ++type)
      if (record.receiver.has(static_cast<Type>(type)) && name.methods[type] == nullptr) name.methods[type] = &record;
  }

  Name& intern(std::string_view spelling) {
    for (std::size_t slot = hash_name(spelling);; ++slot) {
      std::uint16_t& entry = slots_[slot & (slots_.size() - 1)];
      if (entry == 0) {
        names_.push_back({spelling});
        entry = static_cast<std::uint16_t>(names_.size());
      }
      if (same_name(names_[entry - 1].spelling, spelling)) return names_[entry - 1];
    }
  }

  std::vector<const FunctionRecord*> records_;
  std::vector<Name> names_;
  std::vector<std::uint16_t> slots_;  // index of a name + 1, 0 for none; a power of two
};

std::vector<const FunctionRecord*> all_records() {
  // Families for containers come before those for texts, which also take what they print.
  const Family families[] = {
      list_functions(),
      map_functions(),
      collection_functions(),
      statistics_functions(),
      constructor_functions(),
      conversion_functions(),
      date_arithmetic_functions(),
      date_business_functions(),
      date_component_functions(),
      date_conversion_functions(),
      date_difference_functions(),
      date_presentation_functions(),
      encryption_functions(),
      escaping_functions(),
      file_functions(),
      xml_functions(),
      logical_functions(),
      text_search_functions(),
      text_slice_functions(),
      text_transform_functions(),
      number_functions(),
  };
  std::vector<const FunctionRecord*> records;
  records.reserve(400);
  for (const Family& family : families)
    for (const FunctionRecord& record : family) records.push_back(&record);
  return records;
}

}  // namespace

const FunctionTable& functions() {
  static const Registry registry(all_records());
  return registry;
}

std::unique_ptr<const FunctionTable> functions_and(std::span<const FunctionRecord> more) {
  std::vector<const FunctionRecord*> records = all_records();
  for (const FunctionRecord& record : more) records.push_back(&record);
  return std::make_unique<Registry>(std::move(records));
}

std::unique_ptr<const FunctionTable> extend(const FunctionTable& base, std::span<const FunctionRecord> extra) {
  std::vector<const FunctionRecord*> records;
  for (const FunctionRecord& record : extra) records.push_back(&record);
  records.insert(records.end(), base.records().begin(), base.records().end());
  return std::make_unique<Registry>(std::move(records));
}

}  // namespace sluice::builtins
