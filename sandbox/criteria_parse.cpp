// The criteria language of search.
#include <algorithm>

#include "sandbox/criteria.h"

namespace sluice::sandbox {

namespace {

constexpr std::size_t kMaxConditions = 10;
constexpr std::size_t kMaxInValues = 100;
constexpr int kMaxDepth = 50;

struct OperatorName {
  std::string_view name;
  Operator op;
};

constexpr OperatorName kOperators[] = {
    {"equals", Operator::Equals},  {"not_equal", Operator::NotEqual},   {"starts_with", Operator::StartsWith},
    {"in", Operator::In},          {"greater_than", Operator::Greater}, {"greater_equal", Operator::GreaterEqual},
    {"less_than", Operator::Less}, {"less_equal", Operator::LessEqual}, {"between", Operator::Between},
};

ApiError invalid_query(std::string message, Json details = Json::object()) {
  return {400, "INVALID_QUERY", std::move(message), std::move(details)};
}

// The reason is the message; in the oldest versions it is among the details only.
ApiError invalid_query_for(std::string reason, Json details, Version version) {
  details["reason"] = reason;
  return invalid_query(version < 30 ? "invalid query formed" : std::move(reason), std::move(details));
}

bool ordered(const Field& field) {
  return field.numeric() || field.type == FieldType::Date || field.type == FieldType::Datetime;
}

// Which operators a field of this type has.
bool legal(const Field& field, Operator op, Version version) {
  if (version < 40 && op != Operator::Equals && op != Operator::StartsWith) return false;
  switch (op) {
    case Operator::Equals: return true;
    case Operator::NotEqual: return true;
    case Operator::StartsWith:
      return (field.text_like() && field.type != FieldType::Autonumber) || field.type == FieldType::MultiPicklist;
    case Operator::In: return field.type != FieldType::Textarea && field.type != FieldType::Boolean;
    case Operator::Greater:
    case Operator::GreaterEqual:
    case Operator::Less:
    case Operator::LessEqual:
    case Operator::Between: return ordered(field);
    default: return false;
  }
}

bool searchable(const Field& field) {
  switch (field.type) {
    case FieldType::Subform:
    case FieldType::Files:
    case FieldType::Array:
    case FieldType::Object:
    case FieldType::ProfileImage:
    case FieldType::Layout:
    case FieldType::Tags: return false;
    default: return true;
  }
}

class Parser {
 public:
  Parser(const Call& call, const Module& module, std::string_view text) : call_(call), module_(module), rest_(text) {}

  Criteria parse() {
    Criteria all = parse_chain(0);
    if (!rest_.empty()) throw broken();
    return all;
  }

 private:
  static ApiError broken() { return invalid_query("Invalid query formed"); }

  void skip_blanks() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }

  // `and` or `or` before another group.
  std::optional<Criteria::Kind> take_conjunction() {
    skip_blanks();
    for (const auto& [word, kind] : {std::pair{"and", Criteria::Kind::All}, {"or", Criteria::Kind::Any}}) {
      const std::string_view name = word;
      if (rest_.size() <= name.size() || fold(rest_.substr(0, name.size())) != name) continue;
      std::string_view after = rest_.substr(name.size());
      while (after.starts_with(' ')) after.remove_prefix(1);
      if (!after.starts_with('(')) continue;
      rest_ = after;
      return kind;
    }
    return std::nullopt;
  }

  // Groups joined by and / or, from left to right.
  Criteria parse_chain(int depth) {
    Criteria left = parse_group(depth);
    while (const auto kind = take_conjunction()) {
      Criteria right = parse_group(depth);
      if (left.kind == *kind) {
        left.parts.push_back(std::move(right));
      } else {
        Criteria both;
        both.kind = *kind;
        both.parts.push_back(std::move(left));
        both.parts.push_back(std::move(right));
        left = std::move(both);
      }
    }
    skip_blanks();
    return left;
  }

  Criteria parse_group(int depth) {
    if (depth > kMaxDepth) throw broken();
    skip_blanks();
    if (!rest_.starts_with('(')) return parse_condition();
    rest_.remove_prefix(1);
    skip_blanks();
    Criteria inner = rest_.starts_with('(') ? parse_chain(depth + 1) : parse_condition();
    if (!rest_.starts_with(')')) throw broken();
    rest_.remove_prefix(1);
    return inner;
  }

  std::string_view take_until_colon() {
    const std::size_t colon = rest_.find(':');
    if (colon == std::string_view::npos) throw broken();
    const std::string_view part = trim(rest_.substr(0, colon));
    rest_.remove_prefix(colon + 1);
    if (part.empty() || part.find_first_of("()") != std::string_view::npos) throw broken();
    return part;
  }

  // Up to the closing parenthesis; split at commas that are not escaped when there may be several.
  std::vector<std::string> take_values(bool several) {
    std::vector<std::string> values(1);
    std::size_t i = 0;
    for (; i < rest_.size() && rest_[i] != ')'; ++i) {
      if (rest_[i] == '(') throw broken();
      if (rest_[i] == '\\' && i + 1 < rest_.size()) {
        // Some clients escape twice: a backslash that stands for another one before a parenthesis or comma.
        if (rest_[i + 1] == '\\' && i + 2 < rest_.size() &&
            std::string_view("(),").find(rest_[i + 2]) != std::string_view::npos && i + 3 < rest_.size())
          ++i;
        values.back() += rest_[++i];
      } else if (several && rest_[i] == ',') {
        values.emplace_back();
      } else {
        values.back() += rest_[i];
      }
    }
    rest_.remove_prefix(i);
    return values;
  }

  const Field* find_field(std::string_view name, Condition& condition) const {
    const Module* module = &module_;
    for (std::size_t dot = name.find('.'); dot != std::string_view::npos && module != nullptr; dot = name.find('.')) {
      const Field* lookup = module->field(name.substr(0, dot));
      if (lookup == nullptr || lookup->type != FieldType::Lookup || condition.path.size() >= 2) return nullptr;
      condition.path.push_back(lookup);
      module = call_.schema().module(lookup->lookup);
      name.remove_prefix(dot + 1);
    }
    return module == nullptr ? nullptr : module->field(name);
  }

  Criteria parse_condition() {
    if (++conditions_ > kMaxConditions)
      throw ApiError(400, "CRITERIA_LIMIT_EXCEEDED", "no of criterium that can be given exceed the limit 15",
                     {{"limit", 15}});
    Criteria one;
    Condition& condition = one.condition;
    const std::string field_name(take_until_colon());
    const std::string operator_name(take_until_colon());
    condition.field = find_field(field_name, condition);
    if (condition.field == nullptr || !searchable(*condition.field))
      throw invalid_query_for("the field is not available for search", {{"api_name", field_name}}, call_.version);
    const auto* known = std::find_if(std::begin(kOperators), std::end(kOperators),
                                     [&](const OperatorName& one_name) { return one_name.name == operator_name; });
    if (known == std::end(kOperators) || !legal(*condition.field, known->op, call_.version))
      throw invalid_query_for("invalid operator found", {{"operator", operator_name}, {"api_name", field_name}},
                              call_.version);
    condition.op = known->op;
    const bool several = condition.op == Operator::In || condition.op == Operator::Between;
    read_values(condition, take_values(several), field_name);
    return one;
  }

  void read_values(Condition& condition, const std::vector<std::string>& values, const std::string& field_name) {
    const Field& field = *condition.field;
    const bool empty = values.size() == 1 && (values[0] == "${EMPTY}" || values[0] == "null");
    if (empty && (condition.op == Operator::Equals || condition.op == Operator::NotEqual)) {
      condition.op = condition.op == Operator::Equals ? Operator::IsNull : Operator::IsNotNull;
      return;
    }
    if (values.size() > kMaxInValues) throw invalid_query("Only 100 values are allowed in \"IN\" criteria");
    const bool partial =
        field.type == FieldType::Text || field.type == FieldType::Textarea || field.type == FieldType::Website;
    condition.whole_text = !partial || call_.options.exact_search || condition.op == Operator::In;
    for (const std::string& text : values) {
      std::optional<Json> value = literal_of(
          call_, field, condition.op == Operator::In || several_numbers(field) ? std::string(trim(text)) : text);
      if (!value || text.empty()) throw invalid_value(field, field_name, text);
      condition.values.push_back(std::move(*value));
    }
    if (condition.op == Operator::Between && values.size() != 2) throw invalid_value(field, field_name, values[0]);
  }

  static bool several_numbers(const Field& field) { return ordered(field); }

  ApiError invalid_value(const Field& field, const std::string& name, const std::string& value) const {
    return invalid_query_for("invalid value for search",
                             {{"expected_data_type", field.data_type}, {"api_name", name}, {"value", value}},
                             call_.version);
  }

  const Call& call_;
  const Module& module_;
  std::string_view rest_;
  std::size_t conditions_ = 0;
};

}  // namespace

Criteria parse_criteria(const Call& call, const Module& module, std::string_view text) {
  return Parser(call, module, trim(text)).parse();
}

}  // namespace sluice::sandbox
