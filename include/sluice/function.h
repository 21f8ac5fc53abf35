// Functions that a host adds to the language. The record that describes one also checks calls of it, documents it
// in `sluice builtins`, and runs it.
//
//   FunctionRecord stock{
//       .name = "stockOf",
//       .parameters = {{.name = "article", .types = Kind::Text}},
//       .result = Kind::Number,
//       .summary = "The number of pieces in stock.",
//       .run = [](std::span<const Value> arguments) -> Result<Value> { return lookup(arguments[0].as_text()); }};
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include <sluice/result.h>
#include <sluice/value.h>

namespace sluice {

// A set of kinds.
class KindSet {
 public:
  constexpr KindSet() = default;
  constexpr KindSet(Kind kind) : bits_(1u << static_cast<unsigned>(kind)) {}  // NOLINT: implicit on purpose
  constexpr KindSet(std::initializer_list<Kind> kinds) {
    for (const Kind kind : kinds) bits_ |= 1u << static_cast<unsigned>(kind);
  }
  constexpr KindSet& add(Kind kind) {
    bits_ |= 1u << static_cast<unsigned>(kind);
    return *this;
  }
  constexpr bool has(Kind kind) const { return (bits_ >> static_cast<unsigned>(kind)) & 1u; }
  constexpr bool empty() const { return bits_ == 0; }
  // Every kind; null is not among them.
  static constexpr KindSet any() {
    KindSet all;
    all.bits_ = (1u << 11) - 2;
    return all;
  }
  static constexpr KindSet any_or_null() {
    KindSet all;
    all.bits_ = (1u << 11) - 1;
    return all;
  }

 private:
  std::uint32_t bits_ = 0;
};

struct FunctionParameter {
  std::string name;
  KindSet types = KindSet::any();
  bool optional = false;  // only parameters at the end
};

struct FunctionRecord {
  std::string name;      // found in any letter case; letters, digits and _
  // What `value.name(…)` may be called on; empty for a function that is only called as `name(…)`.
  KindSet receiver = {};
  std::vector<FunctionParameter> parameters = {};  // after the receiver
  KindSet result = {};   // empty: the function gives nothing and cannot be used as a value
  std::string summary = {};  // one sentence
  std::string example = {};  // Deluge
  std::string page = {};     // address of its documentation
  // Gets the receiver, if there is one, and the arguments that were given, all of the declared kinds. Called from
  // the threads of all runs. An error of kind Script or Host can be caught by the script.
  std::function<Result<Value>(std::span<const Value> arguments)> run;
};

}  // namespace sluice
