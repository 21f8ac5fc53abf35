// A compiled script: names resolved to slots, calls bound, the tree turned into executable nodes. Immutable, shared
// by threads, run any number of times.
#pragma once

#include <array>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/ast.h"
#include "interpreter/context.h"

namespace sluice::interpreter {

class UserFunction;  // one compiled function of a script

// Why a function of another file cannot be called: there is none, there are several, or its file is broken.
struct LookupFailure {
  Message code = messages::NotInLibrary;
  std::array<std::string, 3> arguments;  // of the message

  std::string text() const { return grammar::text_of(code, {arguments[0], arguments[1], arguments[2]}); }
};

// The functions of other files, found by namespace and name in any letter case (interpreter/library.h implements it).
// Safe to ask from several threads.
class FunctionResolver {
 public:
  virtual ~FunctionResolver() = default;
  // Null when there is none that can run; `failure` then says why. Compiles on first call.
  virtual const UserFunction* find(std::string_view name_space, std::string_view name,
                                   LookupFailure& failure) const = 0;
  // Only the declaration, for the checker; null as above.
  virtual const grammar::Function* declaration(std::string_view name_space, std::string_view name,
                                               LookupFailure& failure) const = 0;
};

struct CompileOptions {
  grammar::Dialect dialect = grammar::Dialect::Standard;
  const FunctionTable* functions = nullptr;     // must outlive the program
  const FunctionResolver* library = nullptr;    // must outlive the program; may be null
  const FunctionTable* tasks = nullptr;         // by dotted name, `zoho.crm.getRecords`; as `library`
  bool gives_last_value = false;  // whether a body that ends in an expression returns it (REPL)
};

class Program {
 public:
  // `parsed` must have no errors.
  static std::shared_ptr<const Program> compile(std::shared_ptr<const grammar::ParsedScript> parsed,
                                                const CompileOptions& options);
  ~Program();

  const grammar::ParsedScript& parsed() const { return *parsed_; }
  // A function of this file by name in any letter case; an empty namespace matches any. Null when there is none.
  const UserFunction* find(std::string_view name_space, std::string_view name) const;
  const UserFunction* body() const;  // null when the file has functions only

 private:
  friend class Compiler;
  friend const struct ProgramParts& parts_of(const Program& program);
  Program();
  std::shared_ptr<const grammar::ParsedScript> parsed_;
  std::unique_ptr<struct ProgramParts> parts_;
};

using NamedValues = std::vector<std::pair<std::string, Value>>;

// What runs: the body, else the function named, else the only one, else `main`.
struct Invocation {
  std::string function;  // `name` or `namespace.name`; empty for the default
  NamedValues arguments;  // by name; a body gets them as variables
  NamedValues* variables = nullptr;  // receives what a body's variables hold at its end, also where it fails
};

struct FunctionView {
  const grammar::Function* declaration;  // null for the body
};

// Which function an invocation means. The error is text for the user: no such function, or none can be chosen.
std::expected<const UserFunction*, std::string> choose_function(const Program& program, std::string_view function);
FunctionView view_of(const UserFunction& function);
std::vector<std::string> variable_names(const UserFunction& function);

// Runs it. Never throws: every error, limits and lack of memory included, comes back as a Fault.
std::expected<Value, Fault> execute(const Program& program, const UserFunction& function, const Invocation& invocation,
                                    Context& context);

}  // namespace sluice::interpreter
