// `sluice repl`.
#include "cli/commands.h"
#include "cli/repl/repl.h"
#include "cli/setup.h"

namespace sluice::cli {

namespace {

Exit fail(const Error& error, Console& console) {
  console.report(error);
  return exit_of(error);
}

}  // namespace

Exit repl(const ReplArguments& arguments, Console& console) {
  Result<EngineOptions> options = engine_options(arguments.engine);
  if (!options.ok()) return fail(options.error(), console);
  if (Result<void> set = set_run_flags(arguments.run, *options); !set.ok()) return fail(set.error(), console);
  Result<std::unique_ptr<SandboxSession>> sandbox = std::unique_ptr<SandboxSession>();
  if (wants_sandbox(arguments.run)) sandbox = SandboxSession::start(arguments.run, *options);
  if (!sandbox.ok()) return fail(sandbox.error(), console);
  Result<Engine> engine = Engine::create(*options);
  if (!engine.ok()) return fail(engine.error(), console);
  if (*sandbox != nullptr)
    if (const Result<void> connected = (*sandbox)->connect(*engine); !connected.ok())
      return fail(connected.error(), console);
  std::optional<Instant> now;
  if (!arguments.run.now.empty()) {
    const Result<Instant> read = engine->read_date(arguments.run.now);
    if (!read.ok()) return fail(read.error(), console);
    now = *read;
  }
  return Repl(std::move(*engine), std::move(*options), now, std::move(*sandbox), console).run();
}

}  // namespace sluice::cli
