// `sluice sandbox serve`: the server, and an engine beside it that runs the functions of the organisation.
#include <signal.h>

#include "cli/commands.h"
#include "cli/sandbox_session.h"
#include "cli/setup.h"

namespace sluice::cli {

namespace {

// An engine whose tasks work in this sandbox. Without functions there is nothing to run.
Result<OpenEngine> open_functions(const EngineFlags& flags, const Sandbox& sandbox) {
  Result<EngineOptions> options = engine_options(flags);
  if (!options.ok()) return options.error();
  if (options->functions.empty()) return OpenEngine();
  Result<std::unique_ptr<SandboxSession>> session = SandboxSession::around(sandbox, "", *options);
  if (!session.ok()) return session.error();
  return open_engine(std::move(options).value(), std::move(session).value());
}

}  // namespace

Exit sandbox(const SandboxArguments& arguments, Console& console) {
  // Blocked before the server's thread starts, so that this thread gets them.
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM}) sigaddset(&signals, signal);
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  const Result<Sandbox> server = Sandbox::start(arguments.options);
  if (!server.ok()) return fail(server.error(), console);
  const Result<OpenEngine> functions = open_functions(arguments.engine, *server);
  if (!functions.ok()) return fail(functions.error(), console);
  console.write_line(server->ready_line());
  console.flush();
  int signal = 0;
  ::sigwait(&signals, &signal);
  return Exit::Done;
}

}  // namespace sluice::cli
