// `sluice sandbox serve`.
#include <signal.h>

#include "cli/commands.h"
#include "cli/setup.h"

namespace sluice::cli {

Exit sandbox(const SandboxArguments& arguments, Console& console) {
  // Blocked before the server's thread starts, so that this thread gets them.
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM}) sigaddset(&signals, signal);
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  const Result<Sandbox> server = Sandbox::start(arguments.options);
  if (!server.ok()) {
    console.report(server.error());
    return exit_of(server.error());
  }
  console.write_line(server->ready_line());
  console.flush();
  int signal = 0;
  ::sigwait(&signals, &signal);
  return Exit::Done;
}

}  // namespace sluice::cli
