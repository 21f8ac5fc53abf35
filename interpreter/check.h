// The static checker: what can be known about a script before it runs (language.md §10.1). `sluice check` shows all
// of it; `sluice run` refuses to start when there are errors. Reads the tree only, so any thread may check.
#pragma once

#include <string>
#include <vector>

#include "grammar/ast.h"
#include "interpreter/program.h"

namespace sluice::interpreter {

// A variable that a bare body gets from outside (`--param NAME[:TYPE]`, or an argument of the run).
struct DeclaredParameter {
  std::string name;
  std::string type;  // as in a function's header; empty when not known
};

struct CheckOptions {
  grammar::Dialect dialect = grammar::Dialect::Standard;
  const FunctionTable* functions = nullptr;
  const FunctionResolver* library = nullptr;  // functions of other files; may be null
  std::vector<DeclaredParameter> parameters;
  // Whether the script is about to run. Then `parameters` are all that a body gets, so that any other name which is
  // used before it is assigned is an error instead of a warning (decisions 26).
  bool before_run = false;
  const FunctionTable* tasks = nullptr;  // by dotted name, `zoho.crm.getRecords`; may be null
  // Whether the value of an expression at the end of the body is used, although nothing is done with it there (REPL).
  bool gives_last_value = false;
};

// Every problem found, in the order of the text, each once. In a script with syntax errors only problems that the
// broken parts cannot have caused are reported.
std::vector<grammar::Diagnostic> check(const grammar::ParsedScript& parsed, const CheckOptions& options);

}  // namespace sluice::interpreter
