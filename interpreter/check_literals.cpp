#include "interpreter/check_literals.h"

#include <algorithm>

#include "interpreter/support/ascii.h"

namespace sluice::interpreter {

using namespace grammar;

namespace {

using support::is_digit;
using support::trimmed;

constexpr StaticType kNumbers = StaticType(Type::Number) | Type::Decimal;
constexpr StaticType kTextOrDate = StaticType(Type::Text) | Type::DateTime | Type::Time;

}  // namespace

bool is_numeric_text(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const auto digits = std::ranges::count_if(text, is_digit);
  const auto points = std::ranges::count(text, '.');
  return digits > 0 && points <= 1 && digits + points == static_cast<std::ptrdiff_t>(text.size());
}

StaticType literal_type(const Expr& expression) {
  switch (expression.kind) {
    case ExprKind::Null: return Type::Null;
    case ExprKind::Boolean: return Type::Boolean;
    case ExprKind::Number: return Type::Number;
    case ExprKind::Decimal: return Type::Decimal;
    case ExprKind::Text: return Type::Text;
    case ExprKind::Quoted:
      return std::ranges::any_of(expression.as<QuotedExpr>().value, is_digit) ? kTextOrDate : StaticType(Type::Text);
    case ExprKind::List: return Type::List;
    case ExprKind::Map: return Type::Map;
    case ExprKind::Empty: return StaticType(Type::Empty) | Type::List | Type::Map | Type::Collection;
    case ExprKind::Unary: {
      const auto& unary = expression.as<UnaryExpr>();
      const StaticType operand = unary.op == UnaryOp::Not ? StaticType::unknown() : literal_type(*unary.operand);
      return operand.within(kNumbers) ? operand : StaticType::unknown();
    }
    case ExprKind::Error:
    case ExprKind::Name:
    case ExprKind::DatePhrase:
    case ExprKind::Member:
    case ExprKind::UiMember:
    case ExprKind::Index:
    case ExprKind::Query:
    case ExprKind::Call:
    case ExprKind::MethodCall:
    case ExprKind::Chain:
    case ExprKind::Conditional:
    case ExprKind::Task:
    case ExprKind::Insert: return StaticType::unknown();
  }
  return StaticType::unknown();
}

}  // namespace sluice::interpreter
