// `sluice repl`.
#include "cli/commands.h"
#include "cli/repl/repl.h"
#include "cli/setup.h"

namespace sluice::cli {

Exit repl(const ReplArguments& arguments, Console& console) {
  Result<OpenEngine> open = open_engine(arguments.engine, arguments.run);
  if (!open.ok()) return fail(open.error(), console);
  return Repl(std::move(open).value(), console).run();
}

}  // namespace sluice::cli
