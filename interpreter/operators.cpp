#include "interpreter/operators.h"

#include <charconv>
#include <string>

#include "interpreter/common_errors.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/decimal.h"
#include "interpreter/error.h"

namespace sluice::interpreter {

using grammar::BinaryOp;

std::string_view text_of(BinaryOp op) {
  switch (op) {
    case BinaryOp::Or: return "||";
    case BinaryOp::And: return "&&";
    case BinaryOp::Equal: return "==";
    case BinaryOp::NotEqual: return "!=";
    case BinaryOp::SingleEqual: return "=";
    case BinaryOp::Less: return "<";
    case BinaryOp::Greater: return ">";
    case BinaryOp::LessEqual: return "<=";
    case BinaryOp::GreaterEqual: return ">=";
    case BinaryOp::In: return "in";
    case BinaryOp::NotIn: return "not in";
    case BinaryOp::Add: return "+";
    case BinaryOp::Subtract: return "-";
    case BinaryOp::Multiply: return "*";
    case BinaryOp::Divide: return "/";
    case BinaryOp::Remainder: return "%";
  }
  return "";
}

namespace {

constexpr std::int64_t kDay = 86'400'000;

[[noreturn]] void refuse(BinaryOp op, const Value& left, const Value& right) {
  if (op == BinaryOp::Remainder) raise(messages::RemainderTypes);
  if (left.is_null() || right.is_null()) raise_null_operand(text_of(op), left, right);
  raise(messages::RunOperatorTypes, {name_of(left.type()), name_of(right.type()), text_of(op)});
}

Value numeric(BinaryOp op, const Value& left, const Value& right, Context& context) {
  const auto result = [&] {
    switch (op) {
      case BinaryOp::Add: return add(context.heap, left, right);
      case BinaryOp::Subtract: return subtract(context.heap, left, right);
      case BinaryOp::Multiply: return multiply(context.heap, left, right);
      case BinaryOp::Divide: return divide(context.heap, left, right);
      default: return remainder(context.heap, left, right);
    }
  }();
  if (result) return *result;
  if (op == BinaryOp::Divide || op == BinaryOp::Remainder) raise_divide_by_zero(text_of(op));
  raise(messages::NumberOverflow, {text_of(op)});
}

// A NUMBER or DECIMAL beside a DATE-TIME counts milliseconds, of which a DECIMAL's fraction is dropped; a date keeps
// being without time while it moves by whole days.
Value shifted(const Value& date, std::int64_t milliseconds) {
  std::int64_t moved = 0;
  if (__builtin_add_overflow(date.milliseconds(), milliseconds, &moved)) raise(messages::NumberOverflow, {"+"});
  return Value::date_time(moved, date.has_time() || milliseconds % kDay != 0);
}

std::int64_t whole_milliseconds(BinaryOp op, const Value& amount) {
  if (amount.is_number()) return amount.as_number();
  const std::optional<std::int64_t> whole = truncated(amount);
  if (!whole) raise(messages::NumberOverflow, {text_of(op)});
  return *whole;
}

bool date_arithmetic(BinaryOp op, const Value& left, const Value& right, Value& result) {
  if (left.is_date_time() && right.is_date_time() && op == BinaryOp::Subtract) {
    result = Value::number(left.milliseconds() - right.milliseconds());
    return true;
  }
  if (left.is_date_time() && right.is_numeric() && (op == BinaryOp::Add || op == BinaryOp::Subtract)) {
    const std::int64_t milliseconds = whole_milliseconds(op, right);
    if (op == BinaryOp::Subtract && milliseconds == INT64_MIN) raise(messages::NumberOverflow, {"-"});
    result = shifted(left, op == BinaryOp::Add ? milliseconds : -milliseconds);
    return true;
  }
  if (left.is_numeric() && right.is_date_time() && op == BinaryOp::Add) {
    result = shifted(right, whole_milliseconds(op, left));
    return true;
  }
  return false;
}

}  // namespace

void append_value(Value& target, const Value& piece, Context& context) {
  if (piece.is_text()) return append_in_place(target, piece.text(), context.heap);
  if (piece.is_number()) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, piece.as_number()).ptr;
    return append_in_place(target, {digits, static_cast<std::size_t>(end - digits)}, context.heap);
  }
  const Value text = to_text(piece, context);
  append_in_place(target, text.text(), context.heap);
}

Value arithmetic(BinaryOp op, Value left, const Value& right, Context& context) {
  if (left.is_numeric() && right.is_numeric()) return numeric(op, left, right, context);
  if (op == BinaryOp::Add) {
    if (left.is_text()) {
      append_value(left, right, context);
      return left;
    }
    if (right.is_text()) {
      Value text = to_text(left, context);
      append_in_place(text, right.text(), context.heap);
      return text;
    }
  }
  Value result;
  if (date_arithmetic(op, left, right, result)) return result;
  refuse(op, left, right);
}

bool comparison(BinaryOp op, const Value& left, const Value& right, Context& context) {
  switch (op) {
    case BinaryOp::Equal:
    case BinaryOp::SingleEqual: return equals_operator(left, right, context);
    case BinaryOp::NotEqual: return !equals_operator(left, right, context);
    case BinaryOp::In: return contained_in(left, right, context);
    case BinaryOp::NotIn: return !contained_in(left, right, context);
    case BinaryOp::Less: return compare_operator(left, right, "<", context) < 0;
    case BinaryOp::Greater: return compare_operator(left, right, ">", context) > 0;
    case BinaryOp::LessEqual: return compare_operator(left, right, "<=", context) <= 0;
    default: return compare_operator(left, right, ">=", context) >= 0;
  }
}

Value binary(BinaryOp op, Value left, const Value& right, Context& context) {
  if (op >= BinaryOp::Add) return arithmetic(op, std::move(left), right, context);
  return Value::boolean(comparison(op, left, right, context));
}

Value negated(const Value& operand, Context& context) {
  if (operand.is_null()) raise_null_operand("-", Value::boolean(true), operand);
  if (!operand.is_numeric()) raise(messages::CannotCastValue, {name_of(operand.type()), "DECIMAL"});
  const auto result = negate(context.heap, operand);
  if (!result) raise(messages::NumberOverflow, {"-"});
  return *result;
}

}  // namespace sluice::interpreter
