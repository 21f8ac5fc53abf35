#include "builtins/registry.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <string_view>
#include <utility>

#include "builtins/families.h"
#include "interpreter/support/names.h"

namespace sluice::builtins {

using namespace interpreter;

namespace {

// Eight letters at a time: the first look-up hashes some hundred names. Bit 5 tells the letter cases apart, so it is set in
// all of them; same_name() sorts out what that makes equal.
std::uint32_t hash_name(std::string_view name) {
  constexpr std::uint64_t kAnyCase = 0x2020202020202020;
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15;
  std::uint64_t hash = name.size();
  while (!name.empty()) {
    std::uint64_t letters = 0;
    const std::size_t count = std::min(name.size(), sizeof(letters));
    std::memcpy(&letters, name.data(), count);
    hash = (hash ^ (letters | kAnyCase)) * kMix;
    hash ^= hash >> 32;
    name.remove_prefix(count);
  }
  return static_cast<std::uint32_t>(hash);
}

// Records that come first win where several have one name for one receiver. Names are sorted in when the first is asked
// for: a script that calls nothing does not pay for it.
class Registry final : public FunctionTable {
 public:
  explicit Registry(std::vector<const FunctionRecord*> records) : records_(std::move(records)) {}

  int find_name(std::string_view name) const override {
    std::call_once(sorted_in_, [this] { sort_in(); });
    const std::uint32_t hash = hash_name(name);
    for (std::size_t slot = hash;; ++slot) {
      const Slot& each = slots_[slot & (slots_.size() - 1)];
      if (each.entry == 0) return -1;
      if (each.hash == hash && same_name(names_[each.entry - 1u].spelling, name)) return each.entry - 1;
    }
  }

  const FunctionRecord* method(int name, Type receiver) const override {
    return names_[static_cast<std::size_t>(name)].methods[static_cast<int>(receiver)];
  }
  std::span<const FunctionRecord* const> all(int name) const override {
    const Name& each = names_[static_cast<std::size_t>(name)];
    return std::span(listed_).subspan(each.first, each.count);
  }
  const FunctionRecord* free_function(int name) const override { return names_[static_cast<std::size_t>(name)].free; }
  std::span<const FunctionRecord* const> records() const override { return records_; }

 private:
  struct Name {
    std::string_view spelling;
    const FunctionRecord* methods[kTypeCount] = {};
    const FunctionRecord* free = nullptr;
    std::uint32_t first = 0;  // in listed_
    std::uint32_t count = 0;
  };
  struct Slot {
    std::uint32_t hash = 0;
    std::uint16_t entry = 0;  // index of a name + 1, 0 for none
  };

  void sort_in() const {
    std::size_t spellings = 0;
    for (const FunctionRecord* record : records_) spellings += 1 + record->aliases.size();
    slots_.assign(std::bit_ceil(spellings * 2 + 1), {});
    names_.reserve(spellings);
    std::vector<std::uint16_t> ids;  // of every spelling, in the order of the records
    ids.reserve(spellings);
    for_each_spelling([&](std::string_view spelling, const FunctionRecord& record) {
      ids.push_back(intern(spelling));
      add(names_[ids.back()], record);
    });
    list_records(ids);
  }

  template <typename Visit>
  void for_each_spelling(Visit visit) const {
    for (const FunctionRecord* record : records_) {
      visit(record->name, *record);
      for (const std::string_view alias : record->aliases) visit(alias, *record);
    }
  }

  static void add(Name& name, const FunctionRecord& record) {
    ++name.count;
    if (record.receiver.empty() && name.free == nullptr) name.free = &record;
    for (int type = 0; type < kTypeCount; ++type)
      if (record.receiver.has(static_cast<Type>(type)) && name.methods[type] == nullptr) name.methods[type] = &record;
  }

  // The records of each name side by side.
  void list_records(std::span<const std::uint16_t> ids) const {
    std::uint32_t next = 0;
    for (Name& name : names_) {
      name.first = next;
      next += std::exchange(name.count, 0);
    }
    listed_.resize(next);
    std::size_t spelling = 0;
    for_each_spelling([&](std::string_view, const FunctionRecord& record) {
      Name& name = names_[ids[spelling++]];
      listed_[name.first + name.count++] = &record;
    });
  }

  std::uint16_t intern(std::string_view spelling) const {
    const std::uint32_t hash = hash_name(spelling);
    for (std::size_t slot = hash;; ++slot) {
      Slot& each = slots_[slot & (slots_.size() - 1)];
      if (each.entry == 0) {
        names_.push_back({spelling});
        each = {hash, static_cast<std::uint16_t>(names_.size())};
        return static_cast<std::uint16_t>(each.entry - 1);
      }
      if (each.hash == hash && same_name(names_[each.entry - 1u].spelling, spelling))
        return static_cast<std::uint16_t>(each.entry - 1);
    }
  }

  std::vector<const FunctionRecord*> records_;
  mutable std::once_flag sorted_in_;
  mutable std::vector<Name> names_;
  mutable std::vector<const FunctionRecord*> listed_;
  mutable std::vector<Slot> slots_;  // a power of two
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
      text_regex_functions(),
      text_encoding_functions(),
      number_functions(),
      number_double_functions(),
      words_functions(),
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
