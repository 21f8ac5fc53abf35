// Expressions: their types as far as reading tells, and operators that such types do not allow.
#include "interpreter/check_body.h"
#include "interpreter/check_literals.h"
#include "interpreter/operators.h"

namespace sluice::interpreter {

using namespace grammar;

namespace {

constexpr StaticType kNumbers = StaticType(Type::Number) | Type::Decimal;

bool is_equality(BinaryOp op) {
  return op == BinaryOp::Equal || op == BinaryOp::NotEqual || op == BinaryOp::SingleEqual;
}

}  // namespace

StaticType BodyChecker::expression(const Expr& expr, Wanted wanted) {
  switch (expr.kind) {
    case ExprKind::Error: return StaticType::unknown();
    case ExprKind::Null:
    case ExprKind::Boolean:
    case ExprKind::Number:
    case ExprKind::Decimal:
    case ExprKind::Text:
    case ExprKind::Quoted:
    case ExprKind::Empty: return literal_type(expr);
    case ExprKind::DatePhrase: date_phrase(expr); return StaticType::unknown();
    case ExprKind::Name:
    case ExprKind::Member:
    case ExprKind::UiMember:
    case ExprKind::Index:
    case ExprKind::MethodCall: return postfix(expr, wanted);
    case ExprKind::Query: {
      const auto& query = expr.as<QueryExpr>();
      record_target(*query.base);
      if (query.from != nullptr) value(*query.from);
      if (query.to != nullptr) value(*query.to);
      return StaticType::unknown();
    }
    case ExprKind::Call: return call(expr.as<CallExpr>(), wanted);
    case ExprKind::List:
      for (const Expr* element : expr.as<ListExpr>().elements) value(*element);
      return Type::List;
    case ExprKind::Map: return map_literal(expr.as<MapExpr>());
    case ExprKind::Unary: return unary(expr.as<UnaryExpr>());
    case ExprKind::Chain: return chain(expr.as<ChainExpr>());
    case ExprKind::Conditional: return conditional(expr.as<ConditionalExpr>());
    case ExprKind::Task: task(expr.as<TaskExpr>()); return StaticType::unknown();
    case ExprKind::Insert: insert(expr.as<InsertExpr>()); return StaticType::unknown();
  }
  return StaticType::unknown();
}

void BodyChecker::date_phrase(const Expr& phrase) {
  if (criteria_ > 0) return;
  report_.error(messages::ImproperStatement, phrase.span, {},
                "such a phrase stands in the criteria of a form: Form[Field in this month]");
}

StaticType BodyChecker::map_literal(const MapExpr& map) {
  for (const MapEntry& entry : map.entries) {
    value(*entry.key);
    value(*entry.value);
  }
  return Type::Map;
}

StaticType BodyChecker::chain(const ChainExpr& chain) {
  StaticType type = value(*chain.first);
  const Expr* left = chain.first;
  for (const ChainLink& link : chain.rest) {
    type = apply(type, *left, link);
    left = link.operand;
  }
  return type;
}

// `left_operand` is the text to the left of the operator; only in the first link is it all of the left side.
StaticType BodyChecker::apply(StaticType left, const Expr& left_operand, const ChainLink& link) {
  const StaticType right = value(*link.operand);
  if (link.op == BinaryOp::SingleEqual) {
    report_.warning(messages::SingleEqualCompares, link.op_span, {},
                    "a single '=' assigns when it stands in a statement");
  }
  if (is_equality(link.op)) {
    warn_mixed(left, *link.operand);
    warn_mixed(right, left_operand);
  }
  const StaticType result = result_of(link.op, left, right);
  if (!result.impossible()) return result;
  report_.add(run_time_severity(), messages::OperatorTypes, link.op_span,
              {name_of(left.first()), name_of(right.first()), text_of(link.op)}, help_for_types(link.op, left, right));
  return StaticType::unknown();
}

std::string BodyChecker::help_for_types(BinaryOp op, StaticType left, StaticType right) {
  if (op == BinaryOp::Add) return "turn one side into TEXT with toString()";
  const bool text_with_number = (left == StaticType(Type::Text) && right.within(kNumbers)) ||
                                (right == StaticType(Type::Text) && left.within(kNumbers));
  if (text_with_number) return "turn the TEXT into a number with toLong() or toDecimal()";
  if (left == StaticType(Type::Text) && right == left) {
    if (op == BinaryOp::And || op == BinaryOp::Or) return "compare each side with something: x != \"\"";
    return "texts are compared with == and !=; numbers in texts become NUMBERs with toLong()";
  }
  if (op == BinaryOp::Subtract && left == StaticType(Type::List)) return "write list.removeAll(others)";
  return {};
}

// Decisions 9: numeric TEXT compares as a number, any other TEXT never equals one.
void BodyChecker::warn_mixed(StaticType number, const Expr& text) {
  if (text.kind != ExprKind::Text || !number.without(Type::Null).within(kNumbers)) return;
  if (number == StaticType(Type::Null)) return;
  const std::string_view value = text.as<TextExpr>().value;
  if (is_numeric_text(value)) return;
  report_.warning(messages::MixedComparison, text.span, {value},
                  "compare with a number, or use toString() on the other side");
}

StaticType BodyChecker::unary(const UnaryExpr& unary) {
  if (unary.op == UnaryOp::Not) {
    condition(*unary.operand);
    return Type::Boolean;
  }
  const StaticType operand = value(*unary.operand);
  return operand.within(kNumbers) ? operand : StaticType::unknown();
}

StaticType BodyChecker::conditional(const ConditionalExpr& conditional) {
  const auto parts = conditional.arguments;
  if (parts.size() != 3) {
    report_.error(messages::TaskArgumentCount, conditional.span, {}, "write if(condition, value, otherwise)");
    for (const Expr* part : parts) value(*part);
    return StaticType::unknown();
  }
  condition(*parts[0]);
  const StaticType then = value(*parts[1]);
  return then | value(*parts[2]);
}

// Bare names in criteria may be fields.
void BodyChecker::criteria(const Expr* criteria) {
  if (criteria == nullptr) return;
  ++free_names_;
  ++criteria_;
  value(*criteria);
  --criteria_;
  --free_names_;
}

}  // namespace sluice::interpreter
