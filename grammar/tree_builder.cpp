// Expressions. Statements and functions are in tree_builder_statements.cpp.
#include "grammar/tree_builder.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

#include "grammar/precedence.h"
#include "grammar/text_escapes.h"

namespace sluice::grammar {
namespace {

BinaryOp operator_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::Or: return BinaryOp::Or;
    case TokenKind::And: return BinaryOp::And;
    case TokenKind::NotEqual:
    case TokenKind::WordIsNot: return BinaryOp::NotEqual;
    case TokenKind::SingleEqual: return BinaryOp::SingleEqual;
    case TokenKind::Less: return BinaryOp::Less;
    case TokenKind::Greater: return BinaryOp::Greater;
    case TokenKind::LessEqual: return BinaryOp::LessEqual;
    case TokenKind::GreaterEqual: return BinaryOp::GreaterEqual;
    case TokenKind::WordIn: return BinaryOp::In;
    case TokenKind::WordNotIn: return BinaryOp::NotIn;
    case TokenKind::Plus: return BinaryOp::Add;
    case TokenKind::Minus: return BinaryOp::Subtract;
    case TokenKind::Star: return BinaryOp::Multiply;
    case TokenKind::Slash: return BinaryOp::Divide;
    case TokenKind::Percent: return BinaryOp::Remainder;
    default: return BinaryOp::Equal;  // `==` and `is`
  }
}

TaskKind task_of(Word word) {
  switch (word) {
    case Word::InvokeApi: return TaskKind::InvokeApi;
    case Word::SendMail: return TaskKind::SendMail;
    case Word::SendSms: return TaskKind::SendSms;
    case Word::Ftp: return TaskKind::Ftp;
    case Word::Sftp: return TaskKind::Sftp;
    default: return TaskKind::InvokeUrl;
  }
}

}  // namespace

TreeBuilder::TreeBuilder(std::string_view text, Arena& arena, Dialect dialect, const ParseLimits& limits,
                         Problems& problems)
    : text_(text), arena_(arena), dialect_(dialect), limits_(limits), problems_(problems) {
  operands_.reserve(32);
  statements_.reserve(32);
}

TreeBuilder::State TreeBuilder::state() const {
  return {mark(operands_), mark(levels_),     mark(links_),  mark(signs_),    mark(items_),      mark(attributes_),
          mark(keys_),     mark(statements_), mark(blocks_), mark(branches_), mark(parameters_), nesting_};
}

void TreeBuilder::rewind(const State& state) {
  operands_.resize(state.operands);
  levels_.resize(state.levels);
  links_.resize(state.links);
  signs_.resize(state.signs);
  items_.resize(state.items);
  attributes_.resize(state.attributes);
  keys_.resize(state.keys);
  statements_.resize(state.statements);
  blocks_.resize(state.blocks);
  branches_.resize(state.branches);
  parameters_.resize(state.parameters);
  nesting_ = state.nesting;
  chain_ = 0;
}

void TreeBuilder::nest(const Token& at) {
  if (++nesting_ <= limits_.nesting) return;
  problems_.add(Diagnostic::error(messages::NestingTooDeep, at.span(), {std::to_string(limits_.nesting)}),
                "keep an inner part in a variable of its own");
  throw ParseStopped();
}

void TreeBuilder::push(Expr* expr, std::uint32_t height) {
  if (height > limits_.chain + 2 * limits_.nesting) {
    problems_.add(Diagnostic::error(messages::NestingTooDeep, expr->span, {std::to_string(limits_.nesting)}),
                  "keep an inner part in a variable of its own");
    throw ParseStopped();
  }
  operands_.push_back({expr, height, expr->span});
}

TreeBuilder::Built TreeBuilder::pop() {
  const Built built = operands_.back();
  operands_.pop_back();
  return built;
}

// ---------------------------------------------------------------- leaves

void TreeBuilder::null(const Token& token) { push(node<Expr>(ExprKind::Null, token.span()), 1); }

void TreeBuilder::boolean(const Token& token) {
  push(node<BooleanExpr>(ExprKind::Boolean, token.span(), token.word == Word::True), 1);
}

void TreeBuilder::number(const Token& token, bool negated) {
  constexpr auto kLowest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) + 1;
  const std::string_view digits = text_of(token);
  std::uint64_t value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec != std::errc() || value > kLowest || (value == kLowest && !negated)) {
    out_of_range(token);
    value = 0;
  }
  push(node<NumberExpr>(ExprKind::Number, token.span(), static_cast<std::int64_t>(value)), 1);
}

void TreeBuilder::out_of_range(const Token& token) {
  problems_.add(Diagnostic::error(messages::NumberOutOfRange, token.span(), {text_of(token)}),
                "write it as a text, or as a decimal with a point");
}

void TreeBuilder::decimal(const Token& token) {
  push(node<DecimalExpr>(ExprKind::Decimal, token.span(), text_of(token)), 1);
}

std::string_view TreeBuilder::unescaped(std::string_view raw) {
  if (raw.find('\\') == std::string_view::npos) return raw;
  return arena_.copy(std::string_view(unescape(raw)));
}

void TreeBuilder::text(const Token& token) {
  const std::string_view quoted = text_of(token);
  push(node<TextExpr>(ExprKind::Text, token.span(), unescaped(quoted.substr(1, quoted.size() - 2))), 1);
}

void TreeBuilder::quoted(const Token& token) {
  const std::string_view quoted = text_of(token);
  push(node<QuotedExpr>(ExprKind::Quoted, token.span(), quoted.substr(1, quoted.size() - 2)), 1);
}

void TreeBuilder::smart_text(const Token& token) {
  constexpr std::size_t kQuote = 3;  // bytes of a typographic quotation mark
  const std::string_view quoted = text_of(token);
  push(node<TextExpr>(ExprKind::Text, token.span(), unescaped(quoted.substr(kQuote, quoted.size() - 2 * kQuote))), 1);
}

void TreeBuilder::bare_text(std::string_view text, Span span) { push(node<TextExpr>(ExprKind::Text, span, text), 1); }

void TreeBuilder::date_phrase(const Token& first, const Token& last) {
  std::string words;
  for (const Token* word = &first; word <= &last; ++word) {
    if (word != &first) words += ' ';
    for (const char c : text_of(*word)) words += static_cast<char>(c | 0x20);  // digits have this bit as well
  }
  const std::string_view kept = arena_.copy(std::string_view(words));
  push(node<DatePhraseExpr>(ExprKind::DatePhrase, cover(first.span(), last.span()), kept), 1);
}

void TreeBuilder::name(const Token& token) { push(node<NameExpr>(ExprKind::Name, token.span(), text_of(token)), 1); }

void TreeBuilder::failed(Span span) { push(node<Expr>(ExprKind::Error, span), 1); }

// ---------------------------------------------------------------- operators

// Gives the innermost level its last operand and makes its chain.
TreeBuilder::Built TreeBuilder::close_level(Built right) {
  links_.back().operand = right.expr;
  const Level level = levels_.back();
  levels_.pop_back();
  if (level.binding == kBindingContains) return contains(level, right);
  const Span span = cover(level.first.span, right.span);
  const std::uint32_t height = std::max(level.first.height, right.height) + 1;
  const auto rest = take(links_, level.links);
  return {node<ChainExpr>(ExprKind::Chain, span, static_cast<const Expr*>(level.first.expr), rest), height, span};
}

// `field contains value` in criteria, as `field.contains(value)`.
TreeBuilder::Built TreeBuilder::contains(const Level& level, Built right) {
  const Span span = cover(level.first.span, right.span);
  const Span name = links_.back().op_span;
  links_.pop_back();
  const Argument argument{nullptr, right.expr};
  const std::span<const Argument> arguments = arena_.copy(std::span(&argument, 1));
  return {node<MethodCallExpr>(ExprKind::MethodCall, span, static_cast<const Expr*>(level.first.expr),
                               std::string_view("contains"), name, arguments),
          std::max(level.first.height, right.height) + 1, span};
}

TreeBuilder::Expression TreeBuilder::open_expression() {
  levels_.push_back({0, mark(links_), {}});
  return {mark(levels_)};
}

void TreeBuilder::binary(const Token& op, Span span) {
  const BinaryOp operation = operator_of(op.kind);
  const int binding = op.kind == TokenKind::WordContains ? kBindingContains : binding_of(operation, dialect_);
  Built left = pop();
  // open_expression() left a level of binding 0 that ends the climb.
  while (levels_.back().binding > binding) left = close_level(left);
  if (levels_.back().binding == binding && binding == kBindingContains) left = close_level(left);
  if (levels_.back().binding < binding) {
    levels_.push_back({binding, mark(links_), left});
  } else {
    links_.back().operand = left.expr;
    Built& first = levels_.back().first;
    first.height = std::max(first.height, left.height);
  }
  links_.push_back({operation, span, nullptr});
}

void TreeBuilder::close_operators(Expression opened) {
  if (mark(levels_) == opened.levels) return;
  Built built = pop();
  while (mark(levels_) > opened.levels) built = close_level(built);
  push(built.expr, built.height);
}

void TreeBuilder::close_expression(Expression opened) {
  close_operators(opened);
  levels_.pop_back();
}

void TreeBuilder::sign(const Token& token) {
  nest(token);
  const UnaryOp op = token.kind == TokenKind::Not     ? UnaryOp::Not
                     : token.kind == TokenKind::Minus ? UnaryOp::Minus
                                                      : UnaryOp::Plus;
  signs_.push_back({op, token.span()});
}

// Puts the innermost sign in front of the value built last.
void TreeBuilder::close_sign() {
  const Sign sign = signs_.back();
  signs_.pop_back();
  unnest();
  const Built operand = pop();
  const Span span = cover(sign.span, operand.span);
  push(node<UnaryExpr>(ExprKind::Unary, span, sign.op, static_cast<const Expr*>(operand.expr)), operand.height + 1);
}

void TreeBuilder::sign_number() {
  const Built number = top();
  const bool lowest = number.expr->kind == ExprKind::Number &&
                      number.expr->as<NumberExpr>().value == std::numeric_limits<std::int64_t>::min();
  if (!lowest) return close_sign();
  top().expr->span = top().span = cover(signs_.back().span, number.span);
  signs_.pop_back();
  unnest();
}

void TreeBuilder::close_operand(Operand opened) {
  chain_ = opened.chain;
  while (mark(signs_) > opened.signs) close_sign();
}

// ---------------------------------------------------------------- lists

// An entry without a key: puts the absent key below the value.
void TreeBuilder::plain_entry() {
  operands_.push_back(operands_.back());
  operands_[operands_.size() - 2] = {nullptr, 0, {}};
}

TreeBuilder::Pairs TreeBuilder::pairs(Mark from) const {
  const auto entries = std::span<const Built>(operands_).subspan(from);
  std::uint32_t height = 0;
  for (const Built& built : entries) height = std::max(height, built.height);
  return {entries, height};
}

std::span<const Expr* const> TreeBuilder::expressions(Mark from, std::uint32_t& height) {
  const Pairs list = pairs(from);
  auto* to = static_cast<const Expr**>(arena_.allocate(list.entries.size() * sizeof(Expr*), alignof(Expr*)));
  for (std::size_t i = 0; i < list.entries.size(); ++i) to[i] = list.entries[i].expr;
  const std::span<const Expr* const> kept(to, list.entries.size());
  height = list.height;
  operands_.resize(from);
  return kept;
}

std::span<const Argument> TreeBuilder::entries(Mark from, std::uint32_t& height) {
  const Pairs list = pairs(from);
  if (list.count() == 0) {
    height = 0;
    return {};
  }
  auto* to = static_cast<Argument*>(arena_.allocate(list.count() * sizeof(Argument), alignof(Argument)));
  for (std::size_t i = 0; i < list.count(); ++i) to[i] = {list.entries[2 * i].expr, list.entries[2 * i + 1].expr};
  const std::span<const Argument> kept(to, list.count());
  height = list.height;
  operands_.resize(from);
  return kept;
}

void TreeBuilder::arguments(Mark from) { last_arguments_ = entries(from, last_arguments_height_); }

void TreeBuilder::braces(Mark from, Span span) {
  const Pairs list = pairs(from);
  if (list.count() == 0) return push(node<Expr>(ExprKind::Empty, span), 1);
  const bool is_map = list.entries[0].expr != nullptr;
  for (std::size_t i = 0; i < list.count(); ++i) {
    if ((list.entries[2 * i].expr != nullptr) == is_map) continue;
    const Span odd = list.entries[2 * i + 1].span;
    problems_.add(Diagnostic::error(messages::ImproperStatement, odd),
                  is_map ? "this is a map: each entry is written key : value"
                         : "this is a list: an entry has no key; a map has a key for each");
    operands_.resize(from);
    return failed(span);
  }
  if (is_map) {
    std::uint32_t height = 0;
    const auto all = entries(from, height);
    static_assert(sizeof(MapEntry) == sizeof(Argument));
    auto* to = static_cast<MapEntry*>(arena_.allocate(all.size() * sizeof(MapEntry), alignof(MapEntry)));
    for (std::size_t i = 0; i < all.size(); ++i) to[i] = {all[i].key, all[i].value};
    return push(node<MapExpr>(ExprKind::Map, span, std::span<const MapEntry>(to, all.size())), height + 1);
  }
  auto* to = static_cast<const Expr**>(arena_.allocate(list.count() * sizeof(Expr*), alignof(Expr*)));
  for (std::size_t i = 0; i < list.count(); ++i) to[i] = list.entries[2 * i + 1].expr;
  const std::span<const Expr* const> elements(to, list.count());
  const std::uint32_t height = list.height;
  operands_.resize(from);
  push(node<ListExpr>(ExprKind::List, span, elements, false), height + 1);
}

void TreeBuilder::square(Mark from, Span span) {
  std::uint32_t height = 0;
  const auto elements = expressions(from, height);
  push(node<ListExpr>(ExprKind::List, span, elements, true), height + 1);
}

// ---------------------------------------------------------------- calls and members

void TreeBuilder::call(const Token& name, const Token& close) {
  push(node<CallExpr>(ExprKind::Call, cover(name.span(), close.span()), text_of(name), name.span(), std::string_view(),
                      last_arguments_),
       last_arguments_height_ + 1);
}

void TreeBuilder::typed_constructor(const Token& type, const Token& element, const Token& close) {
  push(node<CallExpr>(ExprKind::Call, cover(type.span(), close.span()), text_of(type), type.span(), text_of(element),
                      last_arguments_),
       last_arguments_height_ + 1);
}

void TreeBuilder::conditional(const Token& word, Mark from, const Token& close) {
  std::uint32_t height = 0;
  const auto parts = expressions(from, height);
  push(node<ConditionalExpr>(ExprKind::Conditional, cover(word.span(), close.span()), parts), height + 1);
}

// Counts one more member or call in the chain at hand.
void TreeBuilder::link(const Token& at) {
  if (++chain_ <= limits_.chain) return;
  problems_.add(Diagnostic::error(messages::ChainTooLong, at.span(), {std::to_string(limits_.chain)}));
  throw ParseStopped();
}

void TreeBuilder::member(const Token& name) {
  link(name);
  const Built object = pop();
  push(node<MemberExpr>(ExprKind::Member, cover(object.span, name.span()), static_cast<const Expr*>(object.expr),
                        text_of(name), name.span()),
       object.height + 1);
}

void TreeBuilder::method(const Token& name, const Token& close) {
  link(name);
  const Built object = pop();
  push(node<MethodCallExpr>(ExprKind::MethodCall, cover(object.span, close.span()),
                            static_cast<const Expr*>(object.expr), text_of(name), name.span(), last_arguments_),
       std::max(object.height, last_arguments_height_) + 1);
}

void TreeBuilder::index(bool has_criteria, const Token& close) {
  link(close);
  const Built criteria = has_criteria ? pop() : Built{nullptr, 0, {}};
  const Built object = pop();
  push(node<IndexExpr>(ExprKind::Index, cover(object.span, close.span()), static_cast<const Expr*>(object.expr),
                       static_cast<const Expr*>(criteria.expr)),
       std::max(object.height, criteria.height) + 1);
}

void TreeBuilder::ui_member(const Token& ui) {
  link(ui);
  const Built object = pop();
  push(node<UiMemberExpr>(ExprKind::UiMember, cover(object.span, ui.span()), static_cast<const Expr*>(object.expr)),
       object.height + 1);
}

void TreeBuilder::sort_key(bool descending) { keys_.push_back({pop().expr, descending}); }

void TreeBuilder::sorted(Mark from) {
  const Built base = pop();
  const auto keys = take(keys_, from);
  const Span span = cover(base.span, keys.back().field->span);
  if (base.expr->kind == ExprKind::Query && static_cast<QueryExpr*>(base.expr)->sort.empty()) {
    static_cast<QueryExpr*>(base.expr)->sort = keys;
    base.expr->span = span;
    return push(base.expr, base.height);
  }
  const Expr* none = nullptr;
  push(node<QueryExpr>(ExprKind::Query, span, static_cast<const Expr*>(base.expr), keys, none, none), base.height + 1);
}

void TreeBuilder::range() {
  const Built to = pop();
  const Built from = pop();
  const Built base = pop();
  const Span span = cover(base.span, to.span);
  const std::uint32_t height = std::max({base.height, from.height + 1, to.height + 1});
  QueryExpr* query = base.expr->kind == ExprKind::Query ? static_cast<QueryExpr*>(base.expr) : nullptr;
  if (query == nullptr || query->from != nullptr) {
    query = node<QueryExpr>(ExprKind::Query, span, static_cast<const Expr*>(base.expr), std::span<const SortKey>());
  }
  query->span = span;
  query->from = from.expr;
  query->to = to.expr;
  push(query, height + 1);
}

bool TreeBuilder::has_range() const {
  const Expr* records = operands_.back().expr;
  return records->kind == ExprKind::Query && records->as<QueryExpr>().from != nullptr;
}

// ---------------------------------------------------------------- blocks in [ ]

void TreeBuilder::attribute_name(const Token& first, const Token& last) {
  const Span span{first.begin, last.end};
  const std::string_view written = text_.substr(span.begin, span.end - span.begin);
  // Between its words may be anything that is no token, comments included.
  std::string words;
  for (const Token* word = &first; word <= &last; ++word) {
    if (word != &first && word->begin != word[-1].end) words += ' ';
    words += text_of(*word);
  }
  attribute_ = {words == written ? written : arena_.copy(std::string_view(words)), span, {}};
  attribute_items_ = mark(items_);
  attribute_operands_ = mark(operands_);
}

void TreeBuilder::item(const Token* prefix, bool has_record, const Token* format) {
  if (!has_record) operands_.push_back({nullptr, 0, {}});
  items_.push_back({prefix ? text_of(*prefix) : std::string_view(), nullptr, nullptr,
                    format ? text_of(*format) : std::string_view()});
}

void TreeBuilder::attribute() {
  const Pairs list = pairs(attribute_operands_);
  for (std::size_t i = 0; i < list.count(); ++i) {
    AttributeItem& item = items_[attribute_items_ + i];
    item.value = list.entries[2 * i].expr;
    item.record = list.entries[2 * i + 1].expr;
  }
  operands_.resize(attribute_operands_);
  attribute_.items = take(items_, attribute_items_);
  attributes_.push_back({attribute_, list.height});
}

void TreeBuilder::task(const Token& word, Mark from, const Token& close) {
  const auto pending = std::span<const PendingAttribute>(attributes_).subspan(from);
  auto* to = static_cast<Attribute*>(arena_.allocate(pending.size() * sizeof(Attribute), alignof(Attribute)));
  std::uint32_t height = 0;
  for (std::size_t i = 0; i < pending.size(); ++i) {
    new (to + i) Attribute(pending[i].attribute);
    height = std::max(height, pending[i].height);
  }
  const std::span<const Attribute> kept(to, pending.size());
  attributes_.resize(from);
  push(node<TaskExpr>(ExprKind::Task, cover(word.span(), close.span()), task_of(word.word), kept), height + 1);
}

std::span<const FieldAssignment> TreeBuilder::fields(Mark from, std::uint32_t& height) {
  const auto all = entries(from, height);
  if (all.empty()) return {};
  auto* to =
      static_cast<FieldAssignment*>(arena_.allocate(all.size() * sizeof(FieldAssignment), alignof(FieldAssignment)));
  for (std::size_t i = 0; i < all.size(); ++i) to[i] = {all[i].key, all[i].value};
  return {to, all.size()};
}

void TreeBuilder::insert(const Token& word, const Token& form, Mark from, const Token& close) {
  std::uint32_t height = 0;
  const auto assignments = fields(from, height);
  push(node<InsertExpr>(ExprKind::Insert, cover(word.span(), close.span()), text_of(form), form.span(), assignments),
       height + 1);
}

}  // namespace sluice::grammar
