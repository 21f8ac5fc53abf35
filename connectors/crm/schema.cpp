#include "connectors/crm/schema.h"

#include <algorithm>

#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/suggest.h"

namespace sluice::connectors::crm {

using interpreter::Container;
using interpreter::Context;
using interpreter::Type;
using interpreter::Value;

namespace {

bool is_sequence(const Value& value) { return value.is_container() && !value.container().is_keyed(); }
bool is_object(const Value& value) {
  return value.is_container() && (value.container().is_keyed() || value.container().empty());
}

bool has_type(const Value& value, std::string_view type) {
  if (type == "object") return is_object(value);
  if (type == "array") return is_sequence(value);
  if (type == "string") return value.is_text();
  if (type == "integer") return value.is_number();
  if (type == "number") return value.is_numeric();
  if (type == "boolean") return value.is_boolean();
  return type == "null" && value.is_null();
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// The two patterns of the operations' schemas.
bool matches(std::string_view pattern, std::string_view text) {
  if (pattern == "^[0-9]{1,19}$") return all_digits(text) && text.size() <= 19;
  if (pattern == "^[1-9][0-9]*$") return all_digits(text) && text.front() != '0';
  return true;
}

class Checker {
 public:
  Checker(const Value& definitions, bool strict, Context& context)
      : definitions_(definitions), strict_(strict), context_(context) {}

  std::optional<SchemaProblem> check(const Value& value, const Value& schema, const std::string& path) {
    const Value reference = keyword(schema, "$ref");
    if (reference.is_text()) return check(value, keyword(definitions_, reference.text().substr(8)), path);  // #/$defs/
    for (const auto rule : {&Checker::type, &Checker::one_of, &Checker::words, &Checker::text, &Checker::number,
                            &Checker::members, &Checker::elements})
      if (auto problem = (this->*rule)(value, schema, path)) return problem;
    return std::nullopt;
  }

 private:
  Value keyword(const Value& schema, std::string_view name) const {
    if (!schema.is_container() || !schema.container().is_keyed()) return {};
    const Value* found = schema.container().find(context_.text(name));
    return found == nullptr ? Value() : *found;
  }
  std::string shown(const Value& value) const { return interpreter::to_string(value, context_); }

  std::optional<SchemaProblem> type(const Value& value, const Value& schema, const std::string& path) {
    const Value wanted = keyword(schema, "type");
    if (wanted.is_null()) return std::nullopt;
    if (wanted.is_text())
      return has_type(value, wanted.text()) ? std::nullopt
                                            : std::optional(SchemaProblem{path, "must be of type " + shown(wanted)});
    for (const Value& each : wanted.container().items())
      if (has_type(value, each.text())) return std::nullopt;
    return SchemaProblem{path, "must be of type " + shown(wanted)};
  }

  std::optional<SchemaProblem> one_of(const Value& value, const Value& schema, const std::string& path) {
    const Value choices = keyword(schema, "oneOf");
    if (choices.is_null()) return std::nullopt;
    std::optional<SchemaProblem> last;
    for (const Value& choice : choices.container().items()) {
      last = check(value, choice, path);
      if (!last) return std::nullopt;
    }
    return last;
  }

  std::optional<SchemaProblem> words(const Value& value, const Value& schema, const std::string& path) {
    const Value list = keyword(schema, "enum");
    if (list.is_null()) return std::nullopt;
    for (const Value& word : list.container().items())
      if (identical(word, value)) return std::nullopt;
    return SchemaProblem{path, "must be one of " + shown(list)};
  }

  std::optional<SchemaProblem> text(const Value& value, const Value& schema, const std::string& path) {
    if (!value.is_text() && !value.is_number()) return std::nullopt;
    const Value pattern = keyword(schema, "pattern");
    if (pattern.is_text() && !matches(pattern.text(), shown(value)))
      return SchemaProblem{path, "must be digits, as in \"5725767000000524157\""};
    const Value least = keyword(schema, "minLength");
    if (value.is_text() && least.is_number() && value.text().size() < static_cast<std::size_t>(least.as_number()))
      return SchemaProblem{path, "must not be empty"};
    return std::nullopt;
  }

  std::optional<SchemaProblem> number(const Value& value, const Value& schema, const std::string& path) {
    const Value least = keyword(schema, "minimum");
    if (value.is_number() && least.is_number() && value.as_number() < least.as_number())
      return SchemaProblem{path, "must be at least " + shown(least)};
    return std::nullopt;
  }

  std::optional<SchemaProblem> members(const Value& value, const Value& schema, const std::string& path) {
    if (!is_object(value)) return std::nullopt;
    const auto below = [&](std::string_view name) {
      return path.empty() ? std::string(name) : path + "." + std::string(name);
    };
    const Value required = keyword(schema, "required");
    if (!required.is_null())
      for (const Value& name : required.container().items())
        if (keyword(value, name.text()).is_null()) return SchemaProblem{below(name.text()), "is missing", true};
    const Value properties = keyword(schema, "properties");
    if (properties.is_null()) return std::nullopt;
    const Container& map = properties.container();
    for (std::uint32_t p = map.first_place(); p != Container::kEnd; p = map.next_place(p)) {
      const Value member = keyword(value, map.key_at(p).text());
      if (member.is_null()) continue;
      if (auto problem = check(member, map.value_at(p), below(map.key_at(p).text()))) return problem;
    }
    if (!strict_ || keyword(schema, "additionalProperties").is_boolean()) return std::nullopt;
    const Container& given = value.container();
    for (std::uint32_t p = given.first_place(); p != Container::kEnd; p = given.next_place(p))
      if (const std::string name = shown(given.key_at(p)); map.find(given.key_at(p)) == nullptr)
        return SchemaProblem{below(name), "is not known" + suggestion(name, map)};
    return std::nullopt;
  }

  std::string suggestion(const std::string& name, const Container& properties) const {
    interpreter::Suggestion nearest(name);
    for (std::uint32_t p = properties.first_place(); p != Container::kEnd; p = properties.next_place(p))
      nearest.consider(properties.key_at(p).text());
    return nearest.name().empty() ? "" : "; did you mean '" + std::string(nearest.name()) + "'?";
  }

  std::optional<SchemaProblem> elements(const Value& value, const Value& schema, const std::string& path) {
    if (!is_sequence(value)) return std::nullopt;
    const auto items = value.container().items();
    const Value least = keyword(schema, "minItems");
    if (least.is_number() && items.size() < static_cast<std::size_t>(least.as_number()))
      return SchemaProblem{path, "must have at least " + shown(least) + " element"};
    const Value most = keyword(schema, "maxItems");
    if (most.is_number() && items.size() > static_cast<std::size_t>(most.as_number()))
      return SchemaProblem{path, "must have at most " + shown(most) + " elements"};
    const Value each = keyword(schema, "items");
    if (each.is_null()) return std::nullopt;
    for (std::size_t i = 0; i < items.size(); ++i)
      if (auto problem = check(items[i], each, path + "[" + std::to_string(i) + "]")) return problem;
    return std::nullopt;
  }

  const Value& definitions_;
  const bool strict_;
  Context& context_;
};

}  // namespace

std::optional<SchemaProblem> check_schema(const Value& value, const Value& schema, const Value& definitions,
                                          bool strict, Context& context) {
  return Checker(definitions, strict, context).check(value, schema, "");
}

}  // namespace sluice::connectors::crm
