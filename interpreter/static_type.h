// What is known about the type of an expression before it runs, and which operators such types allow
// (language.md §3.3–3.7).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "grammar/ast.h"
#include "interpreter/callable.h"
#include "interpreter/value.h"

namespace sluice::interpreter {

// The types that a value may have: all of them when nothing is known.
class StaticType {
 public:
  constexpr StaticType() = default;
  constexpr StaticType(Type type) : bits_(bit(type)) {}  // NOLINT: implicit on purpose
  explicit constexpr StaticType(TypeSet types) : bits_(0) {
    for (int i = 0; i < kTypeCount; ++i) {
      if (types.has(static_cast<Type>(i))) bits_ |= bit(static_cast<Type>(i));
    }
  }
  static constexpr StaticType unknown() { return {}; }
  static constexpr StaticType none() {
    StaticType type;
    type.bits_ = 0;
    return type;
  }

  constexpr bool known() const { return bits_ != kEvery; }
  constexpr bool impossible() const { return bits_ == 0; }
  constexpr bool may_be(Type type) const { return (bits_ & bit(type)) != 0; }
  constexpr bool meets(StaticType other) const { return (bits_ & other.bits_) != 0; }
  // Whether it can be nothing else than one of `other`.
  constexpr bool within(StaticType other) const { return (bits_ & ~other.bits_) == 0; }
  constexpr StaticType without(Type type) const {
    StaticType rest = *this;
    rest.bits_ &= static_cast<std::uint16_t>(~bit(type));
    return rest;
  }
  // The type to name in a message; NULL only when there is no other.
  Type first() const;

  constexpr StaticType& operator|=(StaticType other) {
    bits_ |= other.bits_;
    return *this;
  }
  friend constexpr StaticType operator|(StaticType a, StaticType b) { return a |= b; }
  friend constexpr bool operator==(StaticType, StaticType) = default;

 private:
  static constexpr std::uint16_t bit(Type type) { return static_cast<std::uint16_t>(1u << static_cast<int>(type)); }
  static constexpr std::uint16_t kEvery = (1u << kTypeCount) - 1;

  std::uint16_t bits_ = kEvery;
};

// The result of an operator for operands of these types; impossible() when it allows none of them. What involves
// NULL is left to the run.
StaticType result_of(grammar::BinaryOp op, StaticType left, StaticType right);

// The types that a declaration such as `int` or `list` admits, NULL included; nothing when it is no type of Deluge.
std::optional<StaticType> declared_type(std::string_view name);
// The types of the values that such a declaration lets through when the script runs, NULL included; any for the name of
// a form or none. `element` of `list:int` is not looked at.
TypeSet accepted_types(std::string_view name);
// A declared type as messages name it: MAP, TEXT, or the form's name as written.
std::string_view shown_type(std::string_view name);
bool is_void(std::string_view type_name);
std::span<const std::string_view> type_names();

}  // namespace sluice::interpreter
