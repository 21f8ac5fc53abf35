// Makes the nodes of calls: built-in functions and methods, functions of this file, functions of a library.
#pragma once

#include <string>

#include "interpreter/callable.h"
#include "interpreter/nodes/node.h"
#include "interpreter/program.h"

namespace sluice::interpreter {

struct CallParts {
  grammar::Span span;       // of the whole call
  std::string name;         // as written
  Expressions arguments;    // the receiver first, where there is one
  bool pairs = false;       // key : value arguments follow one another
};

// receiver.name(…): the receiver's type chooses the function when it runs.
ExpressionPtr make_method_call(CallParts parts, int name, const FunctionTable& table, class CacheCounter& caches);
// name(…) of a built-in.
ExpressionPtr make_free_call(CallParts parts, int name, const FunctionTable& table);
// List:Type(content); `content` is null for an empty list.
ExpressionPtr make_typed_list(grammar::Span span, ElementType type, ExpressionPtr content, const FunctionTable& table);
// A function of this program; it may not be compiled yet, but must be when the node runs.
ExpressionPtr make_user_call(CallParts parts, const UserFunction& function);
// A function of another file, looked up at its first call.
ExpressionPtr make_library_call(CallParts parts, std::string name_space, const FunctionResolver& library);

// Hands out numbers for the caches that nodes have in each run.
class CacheCounter {
 public:
  std::uint32_t next() { return count_++; }
  std::uint32_t count() const { return count_; }

 private:
  std::uint32_t count_ = 0;
};

// Calls a compiled function with arguments that are already values. Used at the start of a run. `variables`, if not
// null, receives what the function's variables hold at its end.
Value call_function(Run& run, const UserFunction& function, std::span<Value> arguments,
                    std::span<const std::pair<std::string, Value>> by_name, NamedValues* variables);

}  // namespace sluice::interpreter
