#include "interpreter/static_type.h"

#include <array>

#include "interpreter/support/names.h"

namespace sluice::interpreter {
namespace {

using grammar::BinaryOp;

constexpr StaticType kNumbers = StaticType(Type::Number) | Type::Decimal;
constexpr StaticType kMoments = StaticType(Type::DateTime) | Type::Time;

constexpr StaticType numeric_result(Type left, Type right) {
  return left == Type::Number && right == Type::Number ? Type::Number : Type::Decimal;
}

constexpr bool numeric(Type type) { return type == Type::Number || type == Type::Decimal; }

StaticType add(Type left, Type right) {
  if (numeric(left) && numeric(right)) return numeric_result(left, right);
  if ((left == Type::DateTime && numeric(right)) || (numeric(left) && right == Type::DateTime)) return Type::DateTime;
  return StaticType::none();
}

StaticType subtract(Type left, Type right) {
  if (numeric(left) && numeric(right)) return numeric_result(left, right);
  if (left == Type::DateTime && right == Type::DateTime) return Type::Number;
  if (left == Type::DateTime && numeric(right)) return Type::DateTime;
  if (left == Type::Time && right == Type::Time) return StaticType::unknown();
  return StaticType::none();
}

StaticType multiply(BinaryOp op, Type left, Type right) {
  if (!numeric(left) || !numeric(right)) return StaticType::none();
  return op == BinaryOp::Divide ? StaticType(Type::Decimal) : numeric_result(left, right);
}

StaticType relate(Type left, Type right) {
  const bool numbers = numeric(left) && numeric(right);
  const bool moments = kMoments.may_be(left) && kMoments.may_be(right);
  return numbers || moments ? StaticType(Type::Boolean) : StaticType::none();
}

StaticType combine(BinaryOp op, Type left, Type right) {
  if (op == BinaryOp::Add && (left == Type::Text || right == Type::Text)) return Type::Text;
  if (left == Type::Null || right == Type::Null || left == Type::Error || right == Type::Error) {
    return StaticType::unknown();
  }
  switch (op) {
    case BinaryOp::Add: return add(left, right);
    case BinaryOp::Subtract: return subtract(left, right);
    case BinaryOp::Multiply:
    case BinaryOp::Divide:
    case BinaryOp::Remainder: return multiply(op, left, right);
    case BinaryOp::Less:
    case BinaryOp::Greater:
    case BinaryOp::LessEqual:
    case BinaryOp::GreaterEqual: return relate(left, right);
    case BinaryOp::Or:
    case BinaryOp::And:
      return left == Type::Boolean && right == Type::Boolean ? StaticType(Type::Boolean) : StaticType::none();
    case BinaryOp::Equal:
    case BinaryOp::NotEqual:
    case BinaryOp::SingleEqual:
    case BinaryOp::In:
    case BinaryOp::NotIn: return Type::Boolean;
  }
  return StaticType::unknown();
}

StaticType result_of_unknown(BinaryOp op) {
  switch (op) {
    case BinaryOp::Add:
    case BinaryOp::Subtract: return StaticType::unknown();
    case BinaryOp::Multiply:
    case BinaryOp::Divide:
    case BinaryOp::Remainder: return kNumbers | Type::Null;
    case BinaryOp::Or:
    case BinaryOp::And:
    case BinaryOp::Equal:
    case BinaryOp::NotEqual:
    case BinaryOp::SingleEqual:
    case BinaryOp::Less:
    case BinaryOp::Greater:
    case BinaryOp::LessEqual:
    case BinaryOp::GreaterEqual:
    case BinaryOp::In:
    case BinaryOp::NotIn: return Type::Boolean;
  }
  return StaticType::unknown();
}

struct TypeName {
  std::string_view name;
  StaticType types;
  std::string_view shown;  // in messages
};

constexpr StaticType kNull = Type::Null;
constexpr StaticType kListOrEmpty = StaticType(Type::List) | Type::Empty | kNull;
constexpr StaticType kMapOrEmpty = StaticType(Type::Map) | Type::Empty | kNull;

// Language.md §2 and §6.1; letter case does not matter.
constexpr TypeName kTypeNames[] = {
    {"string", kNull | Type::Text, "TEXT"},
    {"text", kNull | Type::Text, "TEXT"},
    {"int", kNull | Type::Number, "BIGINT"},
    {"integer", kNull | Type::Number, "BIGINT"},
    {"number", kNull | Type::Number, "BIGINT"},
    {"long", kNull | Type::Number, "BIGINT"},
    {"bigint", kNull | Type::Number, "BIGINT"},
    {"float", kNumbers | kNull, "DECIMAL"},
    {"decimal", kNumbers | kNull, "DECIMAL"},
    {"double", kNumbers | kNull, "DECIMAL"},
    {"bool", kNull | Type::Boolean, "BOOLEAN"},
    {"boolean", kNull | Type::Boolean, "BOOLEAN"},
    {"date", kMoments | kNull, "DATE"},
    {"datetime", kMoments | kNull, "DATE-TIME"},
    {"timestamp", kMoments | kNull, "DATE-TIME"},
    {"time", kMoments | kNull, "TIME"},
    {"list", kListOrEmpty, "LIST"},
    {"map", kMapOrEmpty, "MAP"},
    {"collection", StaticType(Type::Collection) | Type::Empty | kNull, "COLLECTION"},
    {"file", StaticType::unknown(), "FILE"},
    {"object", StaticType::unknown(), "OBJECT"},
    {"void", StaticType::none(), "VOID"},
};

constexpr auto kNames = [] {
  std::array<std::string_view, std::size(kTypeNames)> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = kTypeNames[i].name;
  return names;
}();

}  // namespace

Type StaticType::first() const {
  for (int i = 1; i < kTypeCount; ++i) {
    if (may_be(static_cast<Type>(i))) return static_cast<Type>(i);
  }
  return Type::Null;
}

StaticType result_of(grammar::BinaryOp op, StaticType left, StaticType right) {
  if (!left.known() && !right.known()) return result_of_unknown(op);
  if (left != Type::Null) left = left.without(Type::Null);
  if (right != Type::Null) right = right.without(Type::Null);
  StaticType result = StaticType::none();
  for (int l = 0; l < kTypeCount; ++l) {
    if (!left.may_be(static_cast<Type>(l))) continue;
    for (int r = 0; r < kTypeCount; ++r) {
      if (!right.may_be(static_cast<Type>(r))) continue;
      result |= combine(op, static_cast<Type>(l), static_cast<Type>(r));
      if (!result.known()) return result_of_unknown(op);
    }
  }
  return result;
}

std::optional<StaticType> declared_type(std::string_view name) {
  for (const TypeName& type : kTypeNames) {
    if (same_name(type.name, name)) return type.types;
  }
  return std::nullopt;
}

std::string_view shown_type(std::string_view name) {
  for (const TypeName& type : kTypeNames) {
    if (same_name(type.name, name)) return type.shown;
  }
  return name;
}

bool is_void(std::string_view type_name) { return same_name(type_name, "void"); }

std::span<const std::string_view> type_names() { return kNames; }

}  // namespace sluice::interpreter
