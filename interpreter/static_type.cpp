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
  TypeSet accepted;        // values that a parameter or a `return` lets through when it runs, besides NULL
  StaticType may_be;       // what the checker takes a declared value for, besides NULL
  std::string_view shown;  // in messages
};

constexpr TypeSet kDecimals = Type::Decimal | Type::Number;
constexpr StaticType kListOrEmpty = StaticType(Type::List) | Type::Empty;
constexpr StaticType kMapOrEmpty = StaticType(Type::Map) | Type::Empty;

// Language.md §2 and §6.1; letter case does not matter.
constexpr TypeName kTypeNames[] = {
    {"string", Type::Text, Type::Text, "TEXT"},
    {"text", Type::Text, Type::Text, "TEXT"},
    {"int", Type::Number, Type::Number, "BIGINT"},
    {"integer", Type::Number, Type::Number, "BIGINT"},
    {"number", Type::Number, Type::Number, "BIGINT"},
    {"long", Type::Number, Type::Number, "BIGINT"},
    {"bigint", Type::Number, Type::Number, "BIGINT"},
    {"float", kDecimals, kNumbers, "DECIMAL"},
    {"decimal", kDecimals, kNumbers, "DECIMAL"},
    {"double", kDecimals, kNumbers, "DECIMAL"},
    {"bool", Type::Boolean, Type::Boolean, "BOOLEAN"},
    {"boolean", Type::Boolean, Type::Boolean, "BOOLEAN"},
    {"date", Type::DateTime, kMoments, "DATE"},
    {"datetime", Type::DateTime, kMoments, "DATE-TIME"},
    {"timestamp", Type::DateTime, kMoments, "DATE-TIME"},
    {"time", Type::Time, kMoments, "TIME"},
    {"list", Type::List | Type::Empty, kListOrEmpty, "LIST"},
    {"map", Type::Map | Type::Empty, kMapOrEmpty, "MAP"},
    {"collection", Type::Collection | Type::Empty, StaticType(Type::Collection) | Type::Empty, "COLLECTION"},
    {"file", Type::File, StaticType::unknown(), "FILE"},
    {"object", kAny, StaticType::unknown(), "OBJECT"},
    {"void", kAny, StaticType::none(), "VOID"},
};

const TypeName* find_type(std::string_view name) {
  for (const TypeName& type : kTypeNames)
    if (same_name(type.name, name)) return &type;
  return nullptr;
}

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
  const TypeName* type = find_type(name);
  if (type == nullptr) return std::nullopt;
  return is_void(name) ? type->may_be : type->may_be | Type::Null;
}

TypeSet accepted_types(std::string_view name) {
  const TypeName* type = find_type(name);
  return type == nullptr ? kAnyOrNull : type->accepted | Type::Null;
}

std::string_view shown_type(std::string_view name) {
  const TypeName* type = find_type(name);
  return type == nullptr ? name : type->shown;
}

bool is_void(std::string_view type_name) { return same_name(type_name, "void"); }

std::span<const std::string_view> type_names() { return kNames; }

}  // namespace sluice::interpreter
