#include "connectors/crm/search_plan.h"

#include <algorithm>
#include <string_view>

#include "connectors/crm/criteria.h"

namespace sluice::connectors::crm {

namespace {

enum class Kind { Text, Area, Choice, Choices, Lookup, Boolean, Number, Moment };

Kind kind_of(std::string_view type) {
  if (type == "textarea") return Kind::Area;
  if (type == "picklist" || type == "autonumber") return Kind::Choice;
  if (type == "multiselectpicklist") return Kind::Choices;
  if (type == "lookup" || type == "ownerlookup" || type == "userlookup" || type == "multi_module_lookup")
    return Kind::Lookup;
  if (type == "boolean") return Kind::Boolean;
  if (type == "date" || type == "datetime") return Kind::Moment;
  for (const std::string_view number : {"integer", "currency", "double", "percent", "bigint"})
    if (type == number) return Kind::Number;
  return Kind::Text;
}

struct Operator {
  std::string_view name;
  std::string_view alias;
  std::string_view search;  // of the search; empty where it has none
};

constexpr Operator kOperators[] = {
    {"equals", "equal", "equals"},
    {"not_equal", "not_equals", "not_equal"},
    {"starts_with", "begins_with", "starts_with"},
    {"ends_with", "", ""},
    {"contains", "", ""},
    {"not_contains", "", ""},
    {"greater_than", "", "greater_than"},
    {"greater_equal", "greater_than_or_equal", "greater_equal"},
    {"less_than", "", "less_than"},
    {"less_equal", "less_than_or_equal", "less_equal"},
    {"between", "", "between"},
    {"in", "", "in"},
    {"not_in", "", ""},
    {"is_empty", "is_null", ""},
    {"is_not_empty", "is_not_null", ""},
};

const Operator* find_operator(std::string_view name) {
  const auto found =
      std::ranges::find_if(kOperators, [&](const Operator& each) { return each.name == name || each.alias == name; });
  return found == std::end(kOperators) ? nullptr : &*found;
}

bool among(std::string_view name, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, name) != list.end();
}

// crm-rest.md §10.2.
bool search_takes(const Operator& op, Kind kind, int version) {
  if (op.search.empty()) return false;
  if (version < 4) return op.name == "equals" || (op.name == "starts_with" && kind == Kind::Text);
  if (op.name == "equals" || op.name == "not_equal") return true;
  switch (kind) {
    case Kind::Text: return among(op.name, {"starts_with", "in"});
    case Kind::Area: return op.name == "starts_with";
    case Kind::Choice: return op.name == "in";
    case Kind::Choices: return among(op.name, {"in", "starts_with"});
    case Kind::Lookup: return op.name == "in";
    case Kind::Boolean: return false;
    case Kind::Number:
    case Kind::Moment:
      return among(op.name, {"greater_than", "greater_equal", "less_than", "less_equal", "between", "in"});
  }
  return false;
}

// crm-rest.md §11.3.
bool query_takes(const Operator& op, Kind kind) {
  if (among(op.name, {"is_empty", "is_not_empty"})) return kind != Kind::Area;
  switch (kind) {
    case Kind::Text:
    case Kind::Choice:
      return among(op.name,
                   {"equals", "not_equal", "starts_with", "ends_with", "contains", "not_contains", "in", "not_in"});
    case Kind::Area: return false;
    case Kind::Choices: return op.name == "equals";
    case Kind::Lookup: return among(op.name, {"equals", "not_equal", "in", "not_in"});
    case Kind::Boolean: return op.name == "equals";
    case Kind::Number:
    case Kind::Moment:
      return among(op.name, {"equals", "not_equal", "greater_than", "greater_equal", "less_than", "less_equal",
                             "between", "in", "not_in"});
  }
  return false;
}

std::string joined_values(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ",") + escaped_criteria_value(value);
  return text;
}

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

std::string literal(const std::string& value, Kind kind) {
  return kind == Kind::Number || kind == Kind::Boolean ? value : quoted(value);
}

std::string list_of(const Condition& condition, Kind kind) {
  std::string text;
  for (const std::string& value : condition.values) text += (text.empty() ? "" : ", ") + literal(value, kind);
  return "(" + text + ")";
}

std::string query_condition(const Condition& condition, const Operator& op, Kind kind) {
  const std::string value = condition.values.empty() ? std::string() : condition.values.front();
  const std::string field = condition.field + " ";
  if (op.name == "equals") return field + "= " + literal(value, kind);
  if (op.name == "not_equal") return field + "!= " + literal(value, kind);
  if (op.name == "starts_with") return field + "like " + quoted(value + "%");
  if (op.name == "ends_with") return field + "like " + quoted("%" + value);
  if (op.name == "contains") return field + "like " + quoted("%" + value + "%");
  if (op.name == "not_contains") return field + "not like " + quoted("%" + value + "%");
  if (op.name == "greater_than") return field + "> " + literal(value, kind);
  if (op.name == "greater_equal") return field + ">= " + literal(value, kind);
  if (op.name == "less_than") return field + "< " + literal(value, kind);
  if (op.name == "less_equal") return field + "<= " + literal(value, kind);
  if (op.name == "between")
    return field + "between " + literal(value, kind) + " and " + literal(condition.values.back(), kind);
  if (op.name == "in") return field + "in " + list_of(condition, kind);
  if (op.name == "not_in") return field + "not in " + list_of(condition, kind);
  return field + (op.name == "is_empty" ? "is null" : "is not null");
}

// No documented way says that % and _ of a pattern mean themselves.
bool is_ambiguous(const Condition& condition, const Operator& op) {
  const bool pattern = among(op.name, {"starts_with", "ends_with", "contains", "not_contains"});
  return pattern && !condition.values.empty() && condition.values.front().find_first_of("%_") != std::string::npos;
}

// The service wants the values of a range as two, and those of most operators as one.
std::string wrong_count(const Condition& condition, const Operator& op) {
  const std::size_t count = condition.values.size();
  if (among(op.name, {"is_empty", "is_not_empty"})) return {};
  if (op.name == "between" && count != 2) return "the condition between of " + condition.field + " needs two values";
  const std::size_t most = op.name == "in" || op.name == "not_in" ? 100 : 2;
  if (count == 0) return "the condition " + condition.operation + " of " + condition.field + " needs a value";
  if (count > most) return "the condition " + condition.operation + " of " + condition.field + " has too many values";
  return {};
}

std::string no_way(const Condition& condition) {
  return "the condition " + condition.operation + " is not possible for the field " + condition.field +
         (condition.type.empty() ? "" : ", which is of type " + condition.type);
}

}  // namespace

std::expected<SearchPlan, std::string> plan_search(const std::vector<Condition>& conditions, bool any, int version,
                                                   bool lax) {
  bool search = true;
  for (const Condition& condition : conditions) {
    const Operator* op = find_operator(condition.operation);
    if (op == nullptr) return std::unexpected("there is no condition '" + condition.operation + "'");
    if (std::string wrong = wrong_count(condition, *op); !wrong.empty()) return std::unexpected(wrong);
    search = search && search_takes(*op, kind_of(condition.type), version);
  }
  const std::string_view word = any ? "or" : "and";
  SearchPlan plan;
  if (search) {
    for (const Condition& condition : conditions) {
      const std::string one = "(" + condition.field + ":" + std::string(find_operator(condition.operation)->search) +
                              ":" + joined_values(condition.values) + ")";
      plan.text += (plan.text.empty() ? "" : std::string(word)) + one;
    }
    if (conditions.size() > 1) plan.text = "(" + plan.text + ")";
    return plan;
  }
  plan.by_query = true;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const Condition& condition = conditions[i];
    const Operator& op = *find_operator(condition.operation);
    const Kind kind = kind_of(condition.type);
    if (!query_takes(op, kind)) return std::unexpected(no_way(condition));
    if (!lax && is_ambiguous(condition, op))
      return std::unexpected("% and _ have a meaning of their own in the condition " + condition.operation +
                             "; say \"lax\": true to send them");
    const std::string one = query_condition(condition, op, kind);
    plan.text = i == 0 ? one : "(" + plan.text + " " + std::string(word) + " " + one + ")";  // in pairs, to the left
  }
  return plan;
}

}  // namespace sluice::connectors::crm
