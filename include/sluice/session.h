// A conversation with an engine: inputs that run one after another and share variables and functions. For REPLs,
// notebooks and tests.
//
//   sluice::Session session(engine);
//   session.run(session.compile({.name = "1", .text = "rows = {1, 2, 3};"}));
//   session.run(session.compile({.name = "2", .text = "rows.size()"}))->value;   // 3
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <sluice/engine.h>
#include <sluice/export.h>

namespace sluice {

// Belongs to one thread at a time. Lists and maps stay what they are from input to input, so that two variables for
// the same list still are.
class SLUICE_API Session {
 public:
  // All inputs together use at most the engine's memory limit; the other limits hold for each.
  explicit Session(Engine engine);
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  // Knows the variables and functions of the inputs that ran before. An input that ends in an expression gives its
  // value, as if `return` stood before it.
  Compiled compile(SourceText input) const;
  // Runs what compile() of this session gave. Its functions stay, in place of earlier ones of the same name. Variables
  // keep what they got, also where the input fails. Errors: as Script::run().
  Result<Outcome> run(const Compiled& input, const RunOptions& options = {});

  // In the order in which they were first given.
  std::vector<std::pair<std::string, Value>> variables() const;
  // Null where there is none of that name.
  Value variable(std::string_view name) const;
  // Errors: a value that does not fit the memory limit.
  Result<void> set(const std::string& name, const Value& value);
  // `namespace.name` of the functions that inputs declared.
  std::vector<std::string> functions() const;

 private:
  std::unique_ptr<struct SessionState> state_;
};

}  // namespace sluice
