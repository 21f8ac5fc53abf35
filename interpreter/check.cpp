#include "interpreter/check.h"

#include "interpreter/check_body.h"

namespace sluice::interpreter {

std::vector<grammar::Diagnostic> check(const grammar::ParsedScript& parsed, const CheckOptions& options) {
  const grammar::Script& script = parsed.script;
  Report report;
  const KnownFunctions functions(script, options.library);
  const CheckedFile file{options, functions, report, parsed.has_errors()};
  functions.report_duplicates(report);
  for (const grammar::Function* function : script.functions) BodyChecker(file, function, function->body).run();
  if (script.has_body) BodyChecker(file, nullptr, script.body).run();
  return report.take();
}

}  // namespace sluice::interpreter
