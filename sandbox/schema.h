// The metadata of an organisation: modules, fields, picklists, related lists. The standard ones come from data/; a seed
// file may add modules and fields.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sandbox/json.h"

namespace sluice::sandbox {

using Id = std::int64_t;

// Ids are a prefix of the organisation and a number: 5725767 000000002175.
constexpr Id kIdPrefix = 5725767;
constexpr Id make_id(Id number) { return kIdPrefix * 1'000'000'000'000 + number; }
constexpr Id kFirstRecordNumber = 500'001;

// How a field's values are checked, kept and shown.
enum class FieldType : std::uint8_t {
  Text,
  Textarea,
  Email,
  Phone,
  Website,
  Picklist,
  MultiPicklist,
  Integer,
  Bigint,
  Double,
  Boolean,
  Date,
  Datetime,
  Lookup,
  User,
  AnyLookup,  // AnyLookup: the id says which module
  Layout,
  Subform,
  Tags,
  Autonumber,
  Formula,
  ProfileImage,
  Files,
  Array,
  Object,
};

// Fields that every record has as members of its own.
enum class Stamp : std::uint8_t { None, RecordId, Owner, CreatedBy, ModifiedBy, CreatedTime, ModifiedTime };

struct PicklistValue {
  std::string display;
  std::string actual;
  std::string stage;  // of Deals: probability and forecast type
  Id id = 0;
};
using Picklist = std::vector<PicklistValue>;

struct Field {
  std::uint16_t index = 0;  // in its module
  Id id = 0;
  std::string api_name;
  std::string label;
  std::string data_type;
  std::string json_type;
  std::string ui_type;
  FieldType type = FieldType::Text;
  Stamp stamp = Stamp::None;
  int length = 0;
  bool mandatory = false;
  bool read_only = false;
  bool display = false;
  bool custom = false;
  bool unique = false;
  std::string lookup;  // module that a look-up points at
  const Picklist* picklist = nullptr;

  bool writable() const;
  bool text_like() const;
  bool numeric() const;
};

struct RelatedList {
  std::string api_name;
  std::string label;
  std::string target;  // module; may be empty
  std::string kind;  // `notes`, `attachments`, `child:FIELD`, `link:TABLE`, `activity`, `history`, `none` …
  Id id = 0;
};

enum class ModuleKind : std::uint8_t { Tab, Hidden, LineItems, Helper, Closed };

struct Module {
  std::uint16_t index = 0;
  Id id = 0;
  Id layout_id = 0;
  std::string api_name;
  std::string module_name;
  std::string singular;
  std::string plural;
  std::string allowed;  // letters of C V E D K: create, view, edit, delete, convert
  std::string duplicate_check;  // the field upsert looks at; empty where there is no upsert
  std::string display_field;
  std::string parent;  // of line items
  ModuleKind kind = ModuleKind::Tab;
  bool custom = false;
  std::deque<Field> fields;
  std::vector<RelatedList> related_lists;

  const Field* field(std::string_view api_name) const;
  const RelatedList* related_list(std::string_view api_name) const;
  bool may(char letter) const { return allowed.find(letter) != std::string::npos; }
  bool api_supported() const { return kind != ModuleKind::Closed; }
  bool has_records() const { return kind == ModuleKind::Tab || kind == ModuleKind::Hidden; }

 private:
  friend class Schema;
  std::unordered_map<std::string_view, const Field*> by_name_;
};

// Immutable once the server runs.
class Schema {
 public:
  Schema();
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;

  // Exact, else in any letter case; null when there is none.
  const Module* module(std::string_view api_name) const;
  const Module* module(Id id) const;
  const std::deque<Module>& modules() const { return modules_; }
  const Picklist* picklist(std::string_view name) const;

  // Adds what a seed file says: `{"modules":[{"api_name","singular_label","plural_label","fields":[…]}],
  // "fields":{"Leads":[{"api_name","field_label","data_type",…}]}}`. The problem, or empty.
  std::string extend(const Json& seed);

 private:
  Module& add_module(Module module);
  Field& add_field(Module& module, Field field);
  std::string add_custom_field(Module& module, const Json& description);
  std::string add_custom_module(const Json& description);

  std::deque<Module> modules_;
  std::unordered_map<std::string, Picklist> picklists_;
  Id next_field_ = 10'001;
  Id next_value_ = 30'001;
  Id next_module_ = 40'001;
};

}  // namespace sluice::sandbox
