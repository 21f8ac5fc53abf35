#include "interpreter/check_literals.h"

#include <algorithm>

namespace sluice::interpreter {

using namespace grammar;

namespace {

constexpr StaticType kNumbers = StaticType(Type::Number) | Type::Decimal;
constexpr StaticType kTextOrDate = StaticType(Type::Text) | Type::DateTime | Type::Time;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

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
