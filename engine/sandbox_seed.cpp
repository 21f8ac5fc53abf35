#include "engine/sandbox_seed.h"

#include <fstream>
#include <span>
#include <sstream>
#include <string_view>
#include <vector>

#include <sluice/value.h>

#include "engine/errors.h"
#include "sluice/words.h"

namespace sluice::engine {

namespace {

struct Member;

// What a value of the file may be.
struct Shape {
  Kind kind = Kind::Null;  // Null: anything
  std::span<const Member> members = {};  // all that an object may have
  const Shape* each = nullptr;  // of the elements of a list, or of an object whose keys are names of the organisation
};

struct Member {
  std::string_view name;
  Shape shape;
};

constexpr Shape kAny;
constexpr Shape kText{Kind::Text};
constexpr Shape kRecord{Kind::Map};
constexpr Shape kRecords{Kind::List, {}, &kRecord};

constexpr Member kFieldMembers[] = {{"api_name", kText},         {"field_label", kText},
                                    {"data_type", kText},        {"length", {Kind::Number}},
                                    {"unique", {Kind::Boolean}}, {"system_mandatory", {Kind::Boolean}},
                                    {"lookup_module", kText},    {"pick_list_values", {Kind::List}}};
constexpr Shape kField{Kind::Map, kFieldMembers};
constexpr Shape kFields{Kind::List, {}, &kField};

constexpr Member kModuleMembers[] = {
    {"api_name", kText}, {"singular_label", kText}, {"plural_label", kText}, {"fields", kFields}};
constexpr Shape kModule{Kind::Map, kModuleMembers};

constexpr Member kVariableMembers[] = {
    {"api_name", kText}, {"name", kText}, {"type", kText}, {"value", kAny}, {"description", kText}};
constexpr Shape kVariable{Kind::Map, kVariableMembers};

constexpr Member kSeedMembers[] = {{"modules", {Kind::List, {}, &kModule}},
                                   {"fields", {Kind::Map, {}, &kFields}},
                                   {"records", {Kind::Map, {}, &kRecords}},
                                   {"variables", {Kind::List, {}, &kVariable}},
                                   {"demo", {Kind::Boolean}}};
constexpr Shape kSeed{Kind::Map, kSeedMembers};

std::string_view in_words(Kind kind) {
  switch (kind) {
    case Kind::Map: return "an object {…}";
    case Kind::List: return "a list […]";
    case Kind::Text: return "a text \"…\"";
    case Kind::Boolean: return "true or false";
    default: return "a whole number";
  }
}

class SeedCheck {
 public:
  explicit SeedCheck(const std::string& path) : path_(path) {}

  [[noreturn]] void refuse(const std::string& message, std::string help) const {
    Error error = api_error(ApiCode::Sandbox, "The seed file " + path_ + message, std::move(help));
    error.kind = ErrorKind::Usage;
    throw Refusal{std::move(error)};
  }

  // `place` is where the value stands, such as `modules[0].fields`; empty for the whole.
  void check(const Value& value, const Shape& shape, const std::string& place) const {
    if (shape.kind == Kind::Null) return;
    if (value.kind() != shape.kind)
      refuse(": " + (place.empty() ? "the whole" : place) + " is not " + std::string(in_words(shape.kind)),
             "docs/sandbox.md describes seed files");
    for (std::size_t i = 0; shape.each != nullptr && i < value.elements().size(); ++i)
      check(value.elements()[i], *shape.each, place + "[" + std::to_string(i) + "]");
    for (const Value::Entry& entry : value.entries()) {
      const std::string name(entry.key.as_text());
      const std::string inner = place.empty() ? name : place + "." + name;
      if (!shape.members.empty())
        check_member(name, entry.value, shape.members, place, inner);
      else if (shape.each != nullptr)
        check(entry.value, *shape.each, inner);
    }
  }

 private:
  void check_member(const std::string& name, const Value& value, std::span<const Member> members,
                    const std::string& place, const std::string& inner) const {
    std::vector<std::string_view> known;
    for (const Member& member : members) {
      known.push_back(member.name);
      if (member.name != name) continue;
      if (!value.is_null()) check(value, member.shape, inner);
      return;
    }
    refuse(": " + (place.empty() ? "" : place + ": ") + "unknown key '" + name + "'", words::help_for(name, known));
  }

  const std::string& path_;
};

}  // namespace

Result<std::string> read_seed(const std::string& seed) {
  if (seed.empty() || seed == "demo" || seed == "empty") return seed;
  std::ifstream file(seed);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file)
    return api_error(ApiCode::Unreadable, "Cannot read the seed file " + seed,
                     "A seed is 'demo', 'empty' or a JSON file");
  return guarded([&]() -> Result<std::string> {
    const SeedCheck check(seed);
    const Result<Value> value = Value::from_json(text.view());
    if (!value.ok()) check.refuse(" is not JSON", value.error().help);
    check.check(*value, kSeed, "");
    return std::move(text).str();
  });
}

}  // namespace sluice::engine
