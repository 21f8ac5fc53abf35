#include "sandbox/coql_parse.h"

#include <algorithm>
#include <charconv>

#include "sandbox/coql_tokens.h"

namespace sluice::sandbox {

namespace {

constexpr std::size_t kMaxColumns = 50;
constexpr std::size_t kMaxConditions = 25;
constexpr std::size_t kMaxInValues = 100;
constexpr std::size_t kMaxGroups = 4;
constexpr std::size_t kMaxOrders = 10;
constexpr std::size_t kMaxAggregates = 5;
constexpr int kMaxDepth = 50;

std::size_t most_rows(Version version) { return version < 40 ? 200 : 2000; }
std::size_t reach(Version version) { return version < 70 ? 10'000 : 100'000; }

ApiError syntax_error(std::string message, Json details) {
  return {400, "SYNTAX_ERROR", std::move(message), std::move(details)};
}
ApiError limit_exceeded(const char* what, std::size_t limit) {
  return {400, "LIMIT_EXCEEDED", std::string(what) + " limit exceeded", {{"limit", limit}}};
}

Aggregate aggregate_of(const std::string& word) {
  if (word == "SUM") return Aggregate::Sum;
  if (word == "MAX") return Aggregate::Max;
  if (word == "MIN") return Aggregate::Min;
  if (word == "AVG") return Aggregate::Avg;
  return word == "COUNT" ? Aggregate::Count : Aggregate::None;
}

class CoqlParser {
 public:
  CoqlParser(const Call& call, const std::string& text) : call_(call), tokens_(coql_tokens(text)) {}

  Query parse() {
    // The module stands behind the columns that need it.
    const std::size_t from = find_clause("from");
    if (!take_word("select")) throw missing("select");
    if (from == tokens_.size()) throw missing("from");
    read_module(from);
    do read_column();
    while (take_symbol(","));
    expect_word("from");
    next();  // the module
    if (!take_word("where")) throw missing("where");
    query_.where = read_or(0);
    if (take_word("group")) read_groups();
    if (take_word("order")) read_orders();
    if (take_word("limit")) read_limit();
    if (peek().kind != Token::Kind::End) throw unexpected();
    check_columns();
    return std::move(query_);
  }

 private:
  const Token& peek() const { return tokens_[at_]; }
  const Token& next() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool take_word(std::string_view word) { return peek().is(word) && (next(), true); }
  bool take_symbol(std::string_view symbol) { return peek().symbol(symbol) && (next(), true); }

  static ApiError missing(const char* clause) { return syntax_error("missing clause", {{"clause", clause}}); }
  ApiError unexpected() const {
    return syntax_error("unexpected token", {{"line", 1}, {"column", peek().column}, {"near", peek().text}});
  }
  void expect_word(std::string_view word) {
    if (!take_word(word)) throw unexpected();
  }
  void expect_symbol(std::string_view symbol) {
    if (!take_symbol(symbol)) throw unexpected();
  }

  std::size_t find_clause(std::string_view word) const {
    const auto found = std::find_if(tokens_.begin(), tokens_.end(), [&](const Token& token) { return token.is(word); });
    return static_cast<std::size_t>(found - tokens_.begin());
  }

  void read_module(std::size_t from) {
    const Token& name = tokens_[std::min(from + 1, tokens_.size() - 1)];
    query_.module = call_.schema().module(name.text.substr(0, name.text.find('#')));
    if (query_.module == nullptr || !query_.module->has_records())
      throw ApiError(400, "INVALID_MODULE", "the given module is not supported in api", {{"module", name.text}});
  }

  static ApiError unsupported_column(const std::string& name, bool in_criteria) {
    return {400,
            "INVALID_QUERY",
            in_criteria ? "unsupported column in criteria" : "unsupported column",
            {{"column_name", name}}};
  }

  // `Account_Name.Owner.first_name`
  Column resolve(const std::string& name, bool in_criteria) const {
    Column column;
    column.key = name;
    const Module* module = query_.module;
    std::vector<std::string> parts = split(name, '.');
    if (parts.size() > 1 && parts[0] == "!" + module->api_name) parts.erase(parts.begin());
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Field* field = module == nullptr ? nullptr : module->field(parts[i]);
      const bool last = i + 1 == parts.size();
      if (field == nullptr || (!last && i >= 2)) throw unsupported_column(name, in_criteria);
      if (last || field->type == FieldType::User) {
        column.field = field;
        column.user_keys.assign(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1, parts.end());
        break;
      }
      if (field->type != FieldType::Lookup) throw unsupported_column(name, in_criteria);
      column.path.push_back(field);
      module = call_.schema().module(field->lookup);
    }
    const FieldType type = column.field->type;
    const bool unsupported = type == FieldType::Subform || type == FieldType::Files || type == FieldType::ProfileImage;
    if (unsupported || (in_criteria && (type == FieldType::Textarea || !column.user_keys.empty())))
      throw unsupported_column(name, in_criteria);
    return column;
  }

  // A field, or an aggregate of one.
  Column read_expression() {
    const Token token = next();
    if (token.kind != Token::Kind::Word && token.kind != Token::Kind::Text) throw unexpected_of(token);
    const Aggregate aggregate = peek().symbol("(") ? aggregate_of(token.text) : Aggregate::None;
    if (aggregate == Aggregate::None) return resolve(token.text, false);
    expect_symbol("(");
    const std::string name = next().text;
    Column column = resolve(name, false);
    expect_symbol(")");
    column.aggregate = aggregate;
    column.key = token.text + "(" + name + ")";
    return column;
  }

  static ApiError unexpected_of(const Token& token) {
    return syntax_error("unexpected token", {{"line", 1}, {"column", token.column}, {"near", token.text}});
  }

  void read_column() {
    Column column = read_expression();
    for (const Column& other : query_.columns)
      if (other.key == column.key)
        throw ApiError(400, "DUPLICATE_DATA", "duplicate select column", {{"column_name", column.key}});
    if (take_word("as")) {
      const std::string alias = next().text;
      if (alias.empty() || alias.find_first_of(" .") != std::string::npos)
        throw ApiError(400, "INVALID_ALIAS", "invalid alias found", {{"alias", alias}});
      for (const Column& other : query_.columns)
        if (other.key == alias) throw ApiError(400, "DUPLICATE_ALIAS", "duplicate alias found", {{"alias", alias}});
      column.key = alias;
    }
    query_.columns.push_back(std::move(column));
    if (query_.columns.size() > kMaxColumns) throw limit_exceeded("select column", kMaxColumns);
  }

  void check_columns() const {
    const auto aggregates = std::count_if(query_.columns.begin(), query_.columns.end(),
                                          [](const Column& column) { return column.aggregate != Aggregate::None; });
    if (static_cast<std::size_t>(aggregates) > kMaxAggregates) throw limit_exceeded("aggregate", kMaxAggregates);
  }

  // ---------------------------------------------------------------- where

  static Criteria join(Criteria::Kind kind, Criteria left, Criteria right) {
    Criteria both;
    both.kind = kind;
    both.parts.push_back(std::move(left));
    both.parts.push_back(std::move(right));
    return both;
  }

  Criteria read_or(int depth) {
    Criteria left = read_and(depth);
    while (take_word("or")) left = join(Criteria::Kind::Any, std::move(left), read_and(depth));
    return left;
  }

  Criteria read_and(int depth) {
    Criteria left = read_primary(depth);
    while (take_word("and")) left = join(Criteria::Kind::All, std::move(left), read_primary(depth));
    return left;
  }

  Criteria read_primary(int depth) {
    if (depth > kMaxDepth) throw unexpected();
    if (!take_symbol("(")) return read_condition();
    Criteria inner = read_or(depth + 1);
    expect_symbol(")");
    return inner;
  }

  Criteria read_condition() {
    if (++conditions_ > kMaxConditions) throw limit_exceeded("criteria", kMaxConditions);
    const Token name = next();
    if (name.kind != Token::Kind::Word && name.kind != Token::Kind::Text) throw unexpected_of(name);
    const Column column = resolve(name.text, true);
    Criteria one;
    one.condition.field = column.field;
    one.condition.path = column.path;
    read_operator(one.condition);
    check_operator(one.condition, name.text);
    return one;
  }

  void read_operator(Condition& condition) {
    const bool negated = take_word("not");
    if (take_word("like")) return read_like(condition, negated);
    if (take_word("in")) {
      condition.op = negated ? Operator::NotIn : Operator::In;
      expect_symbol("(");
      do read_literal(condition);
      while (take_symbol(","));
      expect_symbol(")");
      if (condition.values.size() > kMaxInValues) throw limit_exceeded("in", kMaxInValues);
      return;
    }
    if (take_word("between")) {
      condition.op = negated ? Operator::NotBetween : Operator::Between;
      read_literal(condition);
      expect_word("and");
      return read_literal(condition);
    }
    if (negated) throw unexpected();
    if (take_word("is")) {
      condition.op = take_word("not") ? Operator::IsNotNull : Operator::IsNull;
      return expect_word("null");
    }
    const Token symbol = next();
    constexpr std::pair<const char*, Operator> kSymbols[] = {{"=", Operator::Equals},  {"!=", Operator::NotEqual},
                                                             {">", Operator::Greater}, {">=", Operator::GreaterEqual},
                                                             {"<", Operator::Less},    {"<=", Operator::LessEqual}};
    const auto* known = std::find_if(std::begin(kSymbols), std::end(kSymbols),
                                     [&](const auto& one) { return symbol.symbol(one.first); });
    if (known == std::end(kSymbols)) throw syntax_error("operator not supported", {{"operator", symbol.text}});
    condition.op = known->second;
    if (peek().text == "${EMPTY}") {
      next();
      condition.op = condition.op == Operator::Equals ? Operator::IsNull : Operator::IsNotNull;
      return;
    }
    read_literal(condition);
  }

  void read_literal(Condition& condition) {
    const Token token = next();
    if (token.kind == Token::Kind::End || token.kind == Token::Kind::Symbol) throw unexpected_of(token);
    if (condition.field->type == FieldType::MultiPicklist && token.text.find(';') != std::string::npos) {
      for (const std::string& part : split(token.text, ';')) condition.values.emplace_back(fold(part));
      return;
    }
    std::optional<Json> value = literal_of(call_, *condition.field, token.text);
    if (!value)
      throw ApiError(
          400, "INVALID_QUERY", "Invalid query formed",
          {{"reason", "invalid value found"}, {"column_name", condition.field->api_name}, {"value", token.text}});
    condition.values.push_back(std::move(*value));
  }

  void read_like(Condition& condition, bool negated) {
    const Token token = next();
    if (token.kind != Token::Kind::Text) throw unexpected_of(token);
    std::string_view pattern = token.text;
    const bool open_left = pattern.starts_with('%');
    const bool open_right = pattern.size() > 1 && pattern.ends_with('%');
    if (open_left) pattern.remove_prefix(1);
    if (open_right) pattern.remove_suffix(1);
    condition.op = open_left && open_right ? Operator::Contains
                   : open_left             ? Operator::EndsWith
                   : open_right            ? Operator::StartsWith
                                           : Operator::Equals;
    if (pattern.find('%') != std::string_view::npos || (negated && condition.op != Operator::Contains))
      throw syntax_error("given coql query not supported", Json::object());
    if (negated) condition.op = Operator::NotContains;
    condition.values.emplace_back(fold(pattern));
    like_ = true;
  }

  void check_operator(const Condition& condition, const std::string& name) {
    const Field& field = *condition.field;
    const bool ordering = condition.op == Operator::Greater || condition.op == Operator::GreaterEqual ||
                          condition.op == Operator::Less || condition.op == Operator::LessEqual ||
                          condition.op == Operator::Between || condition.op == Operator::NotBetween;
    const bool ordered = field.numeric() || field.type == FieldType::Date || field.type == FieldType::Datetime;
    const bool texts = field.text_like() || field.type == FieldType::Picklist || field.type == FieldType::MultiPicklist;
    if ((ordering && !ordered) || (like_ && !texts))
      throw ApiError(
          400, "INVALID_QUERY", "Invalid query formed",
          {{"reason", "invalid operator found"}, {"column_name", name}, {"operator", like_ ? "like" : "comparison"}});
    like_ = false;
  }

  // ---------------------------------------------------------------- the rest

  void read_groups() {
    expect_word("by");
    do query_.group_by.push_back(read_expression());
    while (take_symbol(","));
    if (query_.group_by.size() > kMaxGroups) throw limit_exceeded("group by", kMaxGroups);
  }

  void read_orders() {
    expect_word("by");
    do {
      Ordering ordering{read_expression(), false};
      ordering.descending = take_word("desc");
      if (!ordering.descending) take_word("asc");
      query_.order_by.push_back(std::move(ordering));
    } while (take_symbol(","));
    if (query_.order_by.size() > kMaxOrders) throw limit_exceeded("order by", kMaxOrders);
  }

  std::size_t read_count() {
    const Token token = next();
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(token.text.data(), token.text.data() + token.text.size(), count);
    if (token.text.empty() || error != std::errc() || end != token.text.data() + token.text.size())
      throw ApiError(400, "INVALID_QUERY", "limit given seems to be invalid", {{"limit", token.text}});
    return count;
  }

  void read_limit() {
    query_.limit = read_count();
    if (take_symbol(",")) {
      query_.offset = query_.limit;
      query_.limit = read_count();
    } else if (take_word("offset")) {
      query_.offset = read_count();
    }
    if (query_.limit == 0) throw invalid_data("limit should be greater than 0", {{"limit", 0}});
    if (query_.limit > most_rows(call_.version)) throw limit_exceeded("limit", most_rows(call_.version));
    if (query_.offset > reach(call_.version) || query_.offset + query_.limit > reach(call_.version))
      throw limit_exceeded("offset", reach(call_.version));
  }

  const Call& call_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t conditions_ = 0;
  bool like_ = false;
  Query query_;
};

}  // namespace

Query parse_coql(const Call& call, const std::string& text) { return CoqlParser(call, text).parse(); }

}  // namespace sluice::sandbox
