// The commands of the REPL: what begins with a colon.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

#include <sluice/connections.h>
#include <sluice/words.h>

#include "cli/connection_session.h"
#include "cli/function_pages.h"
#include "cli/repl/repl.h"
#include "cli/setup.h"

extern char** environ;

namespace sluice::cli {

namespace {

constexpr std::string_view kHelp =
    R"(Write Deluge; what an input gives is shown. Open brackets go on in the next line.
  :help NAME        what a function does (:doc is the same)
  :vars             the variables of this session
  :type EXPRESSION  the type of a value
  :time INPUT       run it and say how long it took
  :all              the last value in full
  :load FILE        run a file here        :save FILE   keep what ran here
  :edit             write an input with $EDITOR
  :limits [NAME]    what an input may use  :dialect [NAME]  standard or creator
  :user [EMAIL]     who runs it
  :env [NAME]       development, stage or production
  :connections      what scripts can reach services with
  :sandbox [off]    a local CRM for what comes next
  :reset            forget variables and functions
  :quit             leave, as Ctrl-D does
Ctrl-C stops a run; Tab completes; Ctrl-R searches what was typed before.)";

// The command and what follows it.
std::pair<std::string_view, std::string_view> split(std::string_view line) {
  const std::size_t end = line.find_first_of(" \t\n");
  if (end == std::string_view::npos) return {line, {}};
  const std::size_t begin = line.find_first_not_of(" \t\n", end);
  std::string_view rest = begin == std::string_view::npos ? std::string_view() : line.substr(begin);
  while (!rest.empty() && (rest.back() == ' ' || rest.back() == '\n')) rest.remove_suffix(1);
  return {line.substr(0, end), rest};
}

std::string amount(std::uint64_t number) { return number == 0 ? "no limit" : std::to_string(number); }

}  // namespace

void Repl::command(std::string_view line) {
  const auto [name, rest] = split(line);
  if (name == "help" || name == "h" || name == "?") return help(rest);
  if (name == "doc") return document(rest);
  if (name == "vars") return show_variables();
  if (name == "type") return show_type(rest);
  if (name == "time") return time(rest);
  if (name == "all") return show_all();
  if (name == "limits") return limits(rest);
  if (name == "load") return load(rest);
  if (name == "save") return save(rest);
  if (name == "edit") return edit();
  if (name == "env") return environment(rest);
  if (name == "user") return user(rest);
  if (name == "dialect") return dialect(rest);
  if (name == "connections") return connections();
  if (name == "sandbox") return sandbox(rest);
  if (name == "reset") return reset();
  if (name == "quit" || name == "q" || name == "exit") {
    done_ = true;
    return;
  }
  const std::string_view near = words::nearest(name, kReplCommands);
  complain("There is no command :" + std::string(name) +
           (near.empty() ? "; :help shows all" : "; did you mean :" + std::string(near) + "?"));
}

void Repl::help(std::string_view topic) { topic.empty() ? say(kHelp) : document(topic); }

void Repl::document(std::string_view name) {
  if (name.empty()) return complain(":doc needs the name of a function, as in :doc subString");
  const Result<std::vector<FunctionDocumentation>> functions = find_functions(engine_, std::string(name));
  if (!functions.ok()) return complain(functions.error());
  for (const FunctionDocumentation& function : *functions) {
    say(function.signature + " → " + function.result);
    if (!function.summary.empty()) say("  " + function.summary);
    if (!function.example.empty()) say("  " + function.example);
    if (!function.example_result.empty()) say("  prints " + function.example_result);
  }
}

void Repl::show_variables() {
  for (const auto& [name, value] : session_->variables()) {
    std::string text = value.to_json();
    if (columns_of(text) > 60) text = std::string(first_columns(text, 57)) + "…";
    say(name + " : " + std::string(name_of(value.kind())) + " = " + text);
  }
}

void Repl::show_type(std::string_view expression) {
  if (expression.empty()) return complain(":type needs an expression, as in :type {1, 2}");
  if (execute(":type", std::string(expression), false))
    say(last_.is_null() ? std::string_view("null") : name_of(last_.kind()));
}

void Repl::time(std::string_view text) {
  if (text.empty()) return complain(":time needs an input, as in :time fib(20)");
  const auto start = std::chrono::steady_clock::now();
  if (!execute(":time", std::string(text), true)) return;
  const auto spent = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start);
  std::ostringstream line;
  line.precision(3);
  line << std::fixed << spent.count() << " ms";
  say(line.str());
}

void Repl::show_all() {
  PrintStyle everything = style();
  everything.elements = 0;
  bool shortened = false;
  console_.write(pretty(last_, everything, shortened));
}

void Repl::limits(std::string_view name) {
  if (!name.empty()) {
    const Result<Limits> found = find_limits(std::string(name));
    if (!found.ok()) return complain(found.error());
    options_.limits = *found;
  }
  const Limits& limits = options_.limits;
  say("statements " + amount(limits.statements) + ", call depth " + amount(limits.call_depth) + ", memory " +
      amount(limits.memory) + " bytes, time " + amount(static_cast<std::uint64_t>(limits.wall_clock.count())) +
      " ms, output " + amount(limits.output) + " bytes, calls out " + amount(limits.calls_out));
}

void Repl::load(std::string_view path) {
  if (path.empty()) return complain(":load needs a file, as in :load helpers.deluge");
  const Result<std::string> text = read_script(std::string(path));
  if (!text.ok()) return complain(text.error());
  if (execute(std::string(path), *text, true)) accepted_ += *text + (text->ends_with('\n') ? "" : "\n");
}

void Repl::save(std::string_view path) {
  if (path.empty()) return complain(":save needs a file, as in :save session.deluge");
  const std::string name(path);
  const int file = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) {
    return complain(errno == EEXIST ? name + " is there already; give another name"
                                    : "Cannot write " + name + ": " + std::strerror(errno));
  }
  const ssize_t written = ::write(file, accepted_.data(), accepted_.size());
  if (::close(file) != 0 || written != static_cast<ssize_t>(accepted_.size()))
    return complain("Cannot write all of " + name);
  say("saved " + std::to_string(accepted_.size()) + " bytes to " + name);
}

void Repl::edit() {
  if (!reader_->interactive()) return complain(":edit needs a terminal");
  char path[] = "/tmp/sluice-XXXXXX.deluge";
  const int file = ::mkstemps(path, 7);
  if (file < 0) return complain("Cannot make a file to edit");
  ::close(file);
  const char* editor = std::getenv("VISUAL");
  if (editor == nullptr || *editor == '\0') editor = std::getenv("EDITOR");
  if (editor == nullptr || *editor == '\0') editor = "vi";
  const std::string line = std::string(editor) + " \"$0\"";  // $EDITOR may hold flags
  const char* const words[] = {"sh", "-c", line.c_str(), path, nullptr};
  pid_t child = 0;
  int status = 1;
  if (::posix_spawnp(&child, "sh", nullptr, nullptr, const_cast<char**>(words), environ) == 0)
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  const Result<std::string> text = read_script(path);
  ::unlink(path);
  if (status != 0) return complain(std::string(editor) + " failed; nothing was run");
  if (!text.ok() || text->find_first_not_of(" \t\n") == std::string::npos) return;
  say(*text);
  input(text->substr(0, text->find_last_not_of(" \t\n") + 1));
}

void Repl::environment(std::string_view name) {
  if (!name.empty()) {
    const auto known = words::environments();
    if (std::ranges::find(known, name) == known.end())
      return complain("'" + std::string(name) + "' is not an environment: " + words::help_for(name, known));
    options_.principal.environment = name;
  }
  say(options_.principal.environment);
}

void Repl::user(std::string_view address) {
  if (!address.empty()) options_.principal.user = address;
  say(options_.principal.user + " (" + options_.principal.role + ")");
}

void Repl::dialect(std::string_view name) {
  if (!name.empty()) {
    const std::optional<Dialect> wanted = dialect_of(name);
    if (!wanted) return complain("There are standard and creator");
    EngineOptions options = options_;
    options.dialect = *wanted;
    if (!rebuild(std::move(options))) return;
  }
  say(options_.dialect == Dialect::Creator ? "creator" : "standard");
}

void Repl::connections() {
  const Result<std::vector<ConnectionInfo>> all = Connections(engine_, options_.principal).list();
  if (!all.ok()) return complain(all.error());
  if (all->empty())
    return say(
        "There are no connections yet. `sluice connections create` makes one; :sandbox brings a CRM with its own.");
  std::vector<std::vector<std::string>> rows = {{"link", "connector", "type", "state"}};
  for (const ConnectionInfo& each : *all) {
    const std::string state = each.state == "not_connected" ? "not connected" : each.state;
    rows.push_back({each.link, each.connector, each.type, each.enabled ? state : state + ", disabled"});
  }
  print_table(rows, console_);
}

void Repl::sandbox(std::string_view word) {
  if (!word.empty() && word != "off") return complain(":sandbox starts one, :sandbox off stops it");
  if (word == "off" && sandbox_ == nullptr) return complain("No sandbox runs");
  if (word == "off") {
    if (stop_sandbox()) say("The sandbox is gone, with its records");
    return;
  }
  if (sandbox_ != nullptr || start_sandbox())
    say("zoho.crm tasks work on the sandbox at " + sandbox_->address() + "; the environment is " +
        options_.principal.environment);
}

bool Repl::start_sandbox() {
  EngineOptions options = options_;
  Result<std::unique_ptr<SandboxSession>> started = SandboxSession::start({}, options);
  if (!started.ok()) return complain(started.error()), false;
  const EngineOptions before = options_;
  if (!rebuild(std::move(options))) return false;
  if (const Result<void> connected = (*started)->connect(engine_); !connected.ok()) {
    complain(connected.error());
    rebuild(before);
    return false;
  }
  without_sandbox_ = before;
  sandbox_ = std::move(*started);
  names_ = {};
  return true;
}

bool Repl::stop_sandbox() {
  std::unique_ptr<SandboxSession> stopping = std::move(sandbox_);
  EngineOptions options = options_;
  options.connections = without_sandbox_.connections;
  options.egress = without_sandbox_.egress;
  options.principal.environment = without_sandbox_.principal.environment;
  if (!rebuild(std::move(options))) return sandbox_ = std::move(stopping), false;
  names_ = {};
  return true;
}

void Repl::reset() {
  session_ = std::make_unique<Session>(engine_);
  accepted_.clear();
  last_ = Value();
}

// Another engine; variables move over as copies.
bool Repl::rebuild(EngineOptions options) {
  Result<Engine> engine = Engine::create(options);
  if (!engine.ok()) return complain(engine.error()), false;
  auto session = std::make_unique<Session>(*engine);
  for (const auto& [name, value] : session_->variables())
    if (const Result<void> moved = session->set(name, value); !moved.ok()) return complain(moved.error()), false;
  options_ = std::move(options);
  engine_ = std::move(*engine);
  session_ = std::move(session);
  if (sandbox_ != nullptr)
    if (const Result<void> connected = sandbox_->connect(engine_); !connected.ok())
      return complain(connected.error()), false;
  return true;
}

}  // namespace sluice::cli
