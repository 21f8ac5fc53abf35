// The variables of one function or body: which names it assigns anywhere, which of them are assigned by the point
// that the checker has reached, and what type they have there.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "grammar/ast.h"
#include "interpreter/static_type.h"

namespace sluice::interpreter {

struct Variable {
  std::string_view name;
  StaticType type;
  std::uint32_t first_set = kNever;  // where the text first assigns it with `=`
  bool defined = false;              // assigned, on some path, before the point reached
  bool reported = false;             // a use before that was reported already

  static constexpr std::uint32_t kNever = UINT32_MAX;
  bool assigned() const { return first_set != kNever; }
};

class Scope {
 public:
  // Reads the whole body, so that uses before an assignment can be told from names that are never assigned.
  explicit Scope(const grammar::Block& body);

  // The variable of that name (letter case matters), or null when nothing assigns or declares it.
  Variable* find(std::string_view name);
  // The same, made when it is missing.
  Variable& declare(std::string_view name);
  void define(std::string_view name, StaticType type);

  // Forgets the types of all variables assigned inside a part of the text, which may run any number of times.
  void forget_types(grammar::Span part);

  std::span<const Variable> variables() const { return variables_; }

 private:
  struct Assignment {
    std::uint32_t position;
    std::uint32_t variable;
  };

  std::uint32_t index_of(std::string_view name);
  void collect(const grammar::Block& block);
  void collect(const grammar::Stmt& statement);
  void note(std::string_view name, std::uint32_t position, bool sets = true);

  std::vector<Variable> variables_;
  std::unordered_map<std::string_view, std::uint32_t> index_;
  std::vector<Assignment> assignments_;  // in the order of the text
};

}  // namespace sluice::interpreter
