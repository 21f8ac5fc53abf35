#include "grammar/text_escapes.h"
#include "interpreter/compiler.h"
#include "interpreter/decimal.h"
#include "interpreter/nodes/literals.h"
#include "interpreter/nodes/members.h"
#include "interpreter/nodes/operators.h"
#include "interpreter/nodes/variables.h"
#include "interpreter/support/names.h"

namespace sluice::interpreter {

using namespace grammar;

Expressions FunctionCompiler::expressions(std::span<const Expr* const> list) {
  Expressions nodes;
  nodes.reserve(list.size());
  for (const Expr* each : list) nodes.push_back(expression(*each));
  return nodes;
}

ExpressionPtr FunctionCompiler::expression(const Expr& each) {
  const Level level(*this);
  const Span span = each.span;
  switch (each.kind) {
    case ExprKind::Error:
    case ExprKind::DatePhrase:  // criteria keep theirs as text
      return std::make_unique<RaiseNode>(span, messages::ImproperStatement, std::vector<std::string>{});
    case ExprKind::Null: return std::make_unique<ConstantNode>(span, Value());
    case ExprKind::Boolean: return std::make_unique<ConstantNode>(span, Value::boolean(each.as<BooleanExpr>().value));
    case ExprKind::Number: return std::make_unique<ConstantNode>(span, Value::number(each.as<NumberExpr>().value));
    case ExprKind::Decimal: return decimal(each.as<DecimalExpr>());
    case ExprKind::Text: return text_literal(span, each.as<TextExpr>().value);
    case ExprKind::Quoted: return quoted(each.as<QuotedExpr>());
    case ExprKind::Name: return name(each.as<NameExpr>());
    case ExprKind::Member: return member(each.as<MemberExpr>());
    case ExprKind::UiMember: return make_missing(span, ":ui", "a form");
    case ExprKind::Index: return index(each.as<IndexExpr>());
    case ExprKind::Query: return fetch(each);
    case ExprKind::Call: return call(each.as<CallExpr>());
    case ExprKind::MethodCall: return method_call(each.as<MethodCallExpr>());
    case ExprKind::List: return make_list(span, expressions(each.as<ListExpr>().elements));
    case ExprKind::Map: {
      Expressions parts;
      for (const MapEntry& entry : each.as<MapExpr>().entries) {
        parts.push_back(expression(*entry.key));
        parts.push_back(expression(*entry.value));
      }
      return make_map(span, std::move(parts), scope_.caches);
    }
    case ExprKind::Empty: return make_empty(span);
    case ExprKind::Unary: return unary(each.as<UnaryExpr>());
    case ExprKind::Chain: return chain(each.as<ChainExpr>());
    case ExprKind::Conditional: return conditional(each.as<ConditionalExpr>());
    case ExprKind::Task: return task(each.as<TaskExpr>());
    case ExprKind::Insert: return insert(each.as<InsertExpr>());
  }
  __builtin_unreachable();
}

ExpressionPtr FunctionCompiler::text_literal(Span span, std::string_view text) {
  if (text.size() <= Value::kShortText) return std::make_unique<ConstantNode>(span, Value::short_text(text));
  StaticText& kept =
      scope_.parts.texts.emplace_back(StaticText{text.data(), static_cast<std::uint32_t>(text.size()), is_ascii(text)});
  return std::make_unique<ConstantNode>(span, Value::static_text(kept));
}

ExpressionPtr FunctionCompiler::quoted(const QuotedExpr& literal) {
  const bool escaped = literal.value.find('\\') != std::string_view::npos;
  const std::string_view text = escaped ? scope_.keep(unescape(literal.value)) : literal.value;
  return std::make_unique<QuotedNode>(literal.span, text, scope_.parts.quoted_count++);
}

ExpressionPtr FunctionCompiler::decimal(const DecimalExpr& literal) {
  Heap scratch;
  const auto value = parse_decimal(scratch, literal.digits);
  if (value && value->tag() == Tag::Decimal) return std::make_unique<ConstantNode>(literal.span, *value);
  return std::make_unique<WideDecimalNode>(literal.span, literal.digits);
}

ExpressionPtr FunctionCompiler::undefined(Span span, std::string_view variable) {
  return std::make_unique<RaiseNode>(span, messages::UndefinedAtRun, std::vector<std::string>{std::string(variable)});
}

// A name that only an argument of the body can set.
ExpressionPtr FunctionCompiler::input(Span span, std::string_view variable, ExpressionPtr otherwise) {
  const auto [place, fresh] = inputs_.try_emplace(variable, function_.slot_count);
  if (fresh) ++function_.slot_count;
  return std::make_unique<InputNode>(span, place->second, std::string(variable), std::move(otherwise));
}

// `now` and `today` are values where no variable hides them; null for other names.
ExpressionPtr FunctionCompiler::word(const NameExpr& each) {
  static constexpr std::string_view kBare[] = {"now", "today", "tomorrow", "yesterday"};
  for (const std::string_view bare : kBare)
    if (same_name(bare, each.name))
      return std::make_unique<SystemVariableNode>(each.span, static_cast<SystemVariable>(find_system_variable(bare)));
  return nullptr;
}

ExpressionPtr FunctionCompiler::name(const NameExpr& each) {
  const bool form_name = each.name == "input" || each.name == "old" || each.name == "row";
  ExpressionPtr otherwise = word(each);
  const auto slot = slots_.find(each.name);
  if (slot != slots_.end()) {
    if (otherwise != nullptr) return std::make_unique<WordNode>(each.span, slot->second, std::move(otherwise));
    return std::make_unique<LocalNode>(each.span, slot->second);
  }
  if (form_name) otherwise = make_missing(each.span, std::string(each.name), "a form");
  if (function_.declaration == nullptr) return input(each.span, each.name, std::move(otherwise));
  return otherwise != nullptr ? std::move(otherwise) : undefined(each.span, each.name);
}

ExpressionPtr FunctionCompiler::member(const MemberExpr& each) {
  const Names path = path_of(each);
  if (path.size() >= 2 && same_name(path.front(), "zoho") && !is_variable(path.front())) {
    std::string rest(path[1]);
    for (std::size_t i = 2; i < path.size(); ++i) rest.append(".").append(path[i]);
    const int variable = find_system_variable(rest);
    if (variable >= 0) return std::make_unique<SystemVariableNode>(each.span, static_cast<SystemVariable>(variable));
    if (path.size() == 2) return undefined(each.span, "zoho." + rest);
  }
  const bool in_application = path.size() >= 2 && !is_variable(path.front()) &&
                              (same_name(path.front(), "thisapp") || same_name(path.front(), "zoho"));
  if (in_application)
    return make_missing(each.span,
                        std::string(source().text().substr(each.span.begin, each.span.end - each.span.begin)),
                        "an application");
  if (is_fetch(*each.object)) return fetch(each);
  if (ExpressionPtr part = response_part(each)) return part;
  return make_member(each.span, expression(*each.object), std::string(each.name));
}

ExpressionPtr FunctionCompiler::chain(const ChainExpr& each) {
  std::vector<Operand> rest;
  rest.reserve(each.rest.size());
  for (const ChainLink& link : each.rest) rest.push_back({link.op, expression(*link.operand)});
  return make_chain(each.span, expression(*each.first), std::move(rest));
}

ExpressionPtr FunctionCompiler::unary(const UnaryExpr& each) {
  ExpressionPtr operand = expression(*each.operand);
  // A sign before a literal is part of it.
  if (const auto* constant = dynamic_cast<const ConstantNode*>(operand.get());
      constant != nullptr && each.op == UnaryOp::Minus && constant->value.is_numeric()) {
    if (constant->value.is_number() && constant->value.as_number() != INT64_MIN)
      return std::make_unique<ConstantNode>(each.span, Value::number(-constant->value.as_number()));
    if (constant->value.tag() == Tag::Decimal && constant->value.coefficient() != INT64_MIN)
      return std::make_unique<ConstantNode>(each.span,
                                            Value::decimal(-constant->value.coefficient(), constant->value.scale()));
  }
  return make_unary(each.span, each.op, std::move(operand));
}

ExpressionPtr FunctionCompiler::conditional(const ConditionalExpr& each) {
  if (each.arguments.size() != 3)
    return std::make_unique<RaiseNode>(each.span, messages::TaskArgumentCount, std::vector<std::string>{});
  return make_conditional(each.span, expression(*each.arguments[0]), expression(*each.arguments[1]),
                          expression(*each.arguments[2]));
}

}  // namespace sluice::interpreter
