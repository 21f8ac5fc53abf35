// The entry of `sluice`: finds the command, reads its arguments, runs it.
#include <sys/resource.h>
#include <unistd.h>

#include <exception>
#include <type_traits>

#include <sluice/version.h>

#include "cli/commands.h"
#include "cli/setup.h"
#include "cli/text.h"

namespace sluice::cli {

namespace {

constexpr std::string_view kHelp = R"(Runs Deluge, the scripting language of Zoho.

Examples:
  sluice run orders.deluge                         run a script
  sluice run total.deluge --arg id=123             … with an argument
  sluice -e 'info "Hello " + 6 * 7;'               run a line
  sluice check scripts/*.deluge                    find mistakes without running
  sluice builtins subString                        describe a function
  sluice connections list                          what scripts can reach services with

Commands:
  run FILE          run a script; FILE may be - for standard input
  -e CODE           run a line
  check FILE…       report every problem of scripts
  repl              try things out, line by line
  builtins [NAME]   list or describe the built-in functions and tasks
  call CONNECTOR OPERATION
                    call one operation of a connector
  connections …     create, authorise, change and revoke connections
  connectors …      list, add and configure connectors
  doctor            say what is configured, reachable, readable, expired
  sandbox serve     a local CRM and accounts server

'sluice COMMAND --help' shows the flags of a command. --version prints the version.

Exit codes: 0 done, 1 the script failed, 2 wrong usage, 3 a connection needs authorisation, 4 a limit was
exceeded, 5 egress denied, 6 store or key problem, 70 internal error.
)";

// Whether the words ask for JSON, where they cannot be read.
bool wants_json(const Words& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == "--json" || words[i] == "--format=json" ||
        (i > 0 && words[i - 1] == "--format" && words[i] == "json"))
      return true;
  return false;
}

Exit refuse(const Error& wrong, Console& console) {
  console.report("sluice: " + wrong.message + "\n" + wrong.help + (wrong.help.ends_with('\n') ? "" : "\n"));
  return Exit::Usage;
}

template <class Arguments>
using Reader = std::optional<Ending> (*)(const Words&, Arguments&);

template <class Arguments>
Exit run_command(const Words& words, Arguments arguments, Exit (*command)(const Arguments&, Console&), Console& console,
                 Reader<Arguments> read = read_arguments) {
  const std::optional<Ending> ending = read(words, arguments);
  if (!ending) return command(arguments, console);
  if (ending->wrong && !wants_json(words)) return refuse(*ending->wrong, console);
  if (ending->wrong) {
    constexpr bool runs = std::is_same_v<Arguments, RunArguments>;
    console.write_line(runs ? json_of_run(*ending->wrong) : json_of(*ending->wrong));
    return Exit::Usage;
  }
  console.write(ending->help);
  return Exit::Done;
}

Exit run_code(const Words& words, Console& console) {
  if (words.empty()) return refuse(usage_error("-e needs the code to run", "Try 'sluice -e --help'."), console);
  const bool help = words.front() == "--help" || words.front() == "-h";
  const Words flags(words.begin() + (help ? 0 : 1), words.end());
  return run_command(flags, RunArguments{.code = words.front()}, run, console);
}

Exit refuse_command(const std::string& command, Console& console) {
  const bool script = command.ends_with(".deluge") || command.ends_with(".dg") || command.ends_with(".ds");
  const std::string meant =
      script ? "; did you mean 'sluice run " + command + "'?"
             : did_you_mean(command, {"run", "check", "repl", "builtins", "call", "connections", "connectors", "doctor",
                                      "sandbox", "-e", "--help", "--version"});
  return refuse(usage_error("unknown command '" + command + "'" + meant, "Try 'sluice --help'."), console);
}

Exit dispatch(const std::string& command, const Words& words, Console& console) {
  if (command == "run") return run_command(words, RunArguments{}, run, console);
  if (command == "-e") return run_code(words, console);
  if (command == "check") return run_command(words, CheckArguments{}, check, console);
  if (command == "repl") return run_command(words, ReplArguments{}, repl, console);
  if (command == "builtins") return run_command(words, BuiltinsArguments{}, builtins, console);
  if (command == "call") return run_command(words, CallArguments{}, call, console);
  if (command == "connections")
    return run_command(words, ConnectionArguments{}, connections, console, read_connections_arguments);
  if (command == "connectors")
    return run_command(words, ConnectionArguments{}, connectors, console, read_connectors_arguments);
  if (command == "doctor") return run_command(words, ConnectionArguments{}, doctor, console, read_doctor_arguments);
  if (command == "sandbox") return run_command(words, SandboxArguments{}, sandbox, console);
  if (command == "--help" || command == "-h" || command == "help") {
    console.write(kHelp);
    return Exit::Done;
  }
  if (command == "--version" || command == "-V") {
    console.write("sluice " + std::string(version()) + "\n");
    return Exit::Done;
  }
  return refuse_command(command, console);
}

// Tokens are in the memory of runs. A limit of one byte keeps the kernel from writing it to files and from handing it to
// programs, which a limit of nothing would not (core(5)).
void keep_memory_out_of_core_dumps() {
  struct rlimit limit = {};
  if (::getrlimit(RLIMIT_CORE, &limit) != 0 || limit.rlim_max == 0) return;
  limit.rlim_cur = 1;
  (void)::setrlimit(RLIMIT_CORE, &limit);
}

Exit start(int count, char** words, Console& console) {
  try {
    if (count >= 2) return dispatch(words[1], Words(words + 2, words + count), console);
    console.report(kHelp);
    return Exit::Usage;
  } catch (const std::exception& exception) {
    console.report("sluice: internal error: " + std::string(exception.what()) + "\n");
    return Exit::Internal;
  }
}

}  // namespace

}  // namespace sluice::cli

int main(int count, char** words) {
  using namespace sluice::cli;
  keep_memory_out_of_core_dumps();
  Console console;
  Exit code = start(count, words, console);
  console.flush();
  if (console.failed() && code == Exit::Done) {
    console.report("sluice: cannot write to standard output\n");
    code = Exit::Failed;
  }
  // Nothing is left to do that the end of the process does not do faster.
  ::_exit(static_cast<int>(code));
}
