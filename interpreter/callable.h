// What a built-in function is to the interpreter: one record that names, checks, documents and runs it. Built-ins,
// tasks and functions of the host all register with it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "interpreter/value.h"

namespace sluice::interpreter {

class Context;
struct FunctionRecord;

// A set of types.
class TypeSet {
 public:
  constexpr TypeSet() = default;
  constexpr TypeSet(Type type)
      : bits_(static_cast<std::uint16_t>(1u << static_cast<int>(type))) {}  // NOLINT: implicit on purpose
  constexpr bool has(Type type) const { return (bits_ >> static_cast<int>(type)) & 1; }
  constexpr bool empty() const { return bits_ == 0; }
  friend constexpr TypeSet operator|(TypeSet a, TypeSet b) {
    TypeSet both;
    both.bits_ = static_cast<std::uint16_t>(a.bits_ | b.bits_);
    return both;
  }
  friend constexpr bool operator==(TypeSet, TypeSet) = default;

 private:
  std::uint16_t bits_ = 0;
};
constexpr TypeSet operator|(Type a, Type b) { return TypeSet(a) | TypeSet(b); }

// NULL is not part of kAny: a null argument is an error unless a parameter says kAnyOrNull.
inline constexpr TypeSet kNumeric = Type::Number | Type::Decimal;
inline constexpr TypeSet kContainers = Type::List | Type::Map | Type::Collection | Type::Empty;
inline constexpr TypeSet kAny =
    kNumeric | Type::Boolean | Type::DateTime | Type::Time | Type::Text | kContainers | Type::File | Type::Error;
inline constexpr TypeSet kAnyOrNull = kAny | Type::Null;
inline constexpr TypeSet kListLike = Type::List | Type::Collection | Type::Empty;
inline constexpr TypeSet kMapLike = Type::Map | Type::Collection | Type::Empty;

struct ParameterRecord {
  std::string_view name;
  TypeSet types;
  bool optional = false;
  std::span<const std::string_view> words = {};  // the only texts it takes, in any letter case; empty: any
};

// Whether a call gives a value that must be used, gives none, or either (help/error-messages).
enum class Use : std::uint8_t { Value, Void, Optional };

// Which spellings exist: receiver.name(…), name(receiver, …), or both.
enum class Form : std::uint8_t { Both, Method, Free };

enum class DialectSet : std::uint8_t { All, StandardOnly, CreatorOnly };

// Of tasks, whose last parameter may be a connection: what Zoho says besides the parameter itself. Expected: new scripts
// must give it, old ones run without.
enum class ConnectionPolicy : std::uint8_t { AsDeclared, NotInCreator, RequiredInCreator, Expected };

// What a call costs in units of work, charged before it runs: `fixed`, and `per_size` for every byte or element of
// the receiver and the arguments. What depends on the result is charged by the function itself.
struct Cost {
  std::uint32_t fixed = 0;  // a test wants one of every built-in
  std::uint32_t per_size = 0;
};

// One call. The receiver is argument 0 in both forms.
struct Call {
  Context& context;
  std::span<Value> arguments;  // already checked against the record; may be moved from
  const FunctionRecord& function;
  bool dropped = false;  // whether the result is unused
  bool pairs = false;  // whether the arguments after the receiver are key, value, key, value … (`insert("a" : 1)`)

  Value& receiver() const { return arguments[0]; }
  std::size_t count() const { return arguments.size(); }  // the receiver included
  // The argument, or null where an optional one is absent.
  const Value& argument(std::size_t index) const;
};

// Gives the result (null for void functions) or raises.
using NativeFunction = Value (*)(Call& call);

struct FunctionRecord {
  std::string_view name;  // canonical spelling; found in any letter case
  std::span<const std::string_view> aliases;
  TypeSet receiver;  // argument 0; empty for functions that have none (Form::Free)
  std::span<const ParameterRecord> parameters;  // after the receiver
  bool variadic = false;  // the last parameter may repeat; pairs are allowed
  TypeSet result;  // empty for Use::Void
  Use use = Use::Value;
  Form form = Form::Both;
  DialectSet dialects = DialectSet::All;
  Cost cost;
  std::string_view page;  // of Zoho's documentation, below deluge/help
  std::string_view summary;
  std::string_view example;  // Deluge that prints with info …
  std::string_view example_result;  // … these lines
  NativeFunction run = nullptr;
  ConnectionPolicy connection_policy = ConnectionPolicy::AsDeclared;
  std::string_view notice = {};  // what `check` warns of at every call; empty: nothing
};

// All functions known to an engine. Immutable once built, shared by threads. Several records may have one name:
// the receiver's type chooses.
class FunctionTable {
 public:
  virtual ~FunctionTable() = default;
  // A number for a name in any letter case, or -1. Several receivers share the number of a name.
  virtual int find_name(std::string_view name) const = 0;
  // The record for a receiver type, or null; `Type::Null` finds those that accept null.
  virtual const FunctionRecord* method(int name, Type receiver) const = 0;
  // Any record of that name, for arity and documentation; null when there is none.
  virtual std::span<const FunctionRecord* const> all(int name) const = 0;
  // Records without receiver: randomNumber(…), now …
  virtual const FunctionRecord* free_function(int name) const = 0;
  virtual std::span<const FunctionRecord* const> records() const = 0;
};

}  // namespace sluice::interpreter
