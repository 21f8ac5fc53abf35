// The door into Sluice. An Engine holds configuration and functions; it compiles texts into Scripts; a Script runs any
// number of times.
//
//   sluice::Engine engine = sluice::Engine::create().value();
//   sluice::Compiled compiled = engine.compile({.name = "hi.deluge", .text = "info \"Hello \" + who;"});
//   if (!compiled.ok()) { … compiled.diagnostics() … }
//   sluice::Result<sluice::Outcome> outcome = compiled.script().run({.arguments = {{"who", "Ada"}}});
//
// Engine, Compiled and Script are cheap handles on immutable data, safe to use from many threads at once. A run
// belongs to the thread that started it. Nothing here throws, lack of memory included; only what allocates in the host's
// own hands, options and Values, throws std::bad_alloc as the containers of the standard library do.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sluice/cancel.h>
#include <sluice/connection_options.h>
#include <sluice/diagnostic.h>
#include <sluice/documentation.h>
#include <sluice/export.h>
#include <sluice/function.h>
#include <sluice/hooks.h>
#include <sluice/library.h>
#include <sluice/limits.h>
#include <sluice/network.h>
#include <sluice/result.h>
#include <sluice/source.h>
#include <sluice/value.h>

namespace sluice {

// Zoho Creator binds `||` tighter than `&&` and knows forms; every other product is `Standard`.
enum class Dialect : std::uint8_t { Standard, Creator };

// `standard` or `creator`; nothing for other names.
SLUICE_API std::optional<Dialect> dialect_of(std::string_view name);

// Who runs a script, and where: what zoho.loginuserid and its like give.
struct Principal {
  std::string user = "admin@localhost";  // e-mail address; empty for nobody (public pages, schedules)
  std::string role = "super_admin";  // super_admin admin developer user portal shared
  std::string app = "local";  // link name of the application
  std::string environment = "production";  // development stage production
  std::string trigger = "function";  // function workflow schedule page datasource
  std::string ip_address = {};  // null for the script when empty
};

struct EngineOptions {
  Dialect dialect = Dialect::Standard;
  // Java's id of the zone: `Europe/Paris`, `GMT+05:30`. Empty: $TZ, else the system's, else UTC.
  std::string time_zone = {};
  std::string date_format = "dd-MMM-yyyy HH:mm:ss";  // letters of Java's SimpleDateFormat
  std::vector<std::string> functions = {};  // files and folders of functions (library.h)
  std::vector<SourceText> function_sources = {};  // the same, from memory
  std::vector<FunctionRecord> host_functions = {};
  Limits limits = {};  // of runs that bring none of their own
  Principal principal = {};  // likewise
  ConnectionOptions connections = {};
  EgressOptions egress = {};
  std::optional<SmtpOptions> smtp = {};
  Hooks hooks = {};  // likewise, one by one
};

// The options of a `sluice.toml`; what the file does not set stays as in `base`. Paths in the file are relative to it.
// Errors: unreadable (SLC-API-0002), unknown or wrong keys (SLC-API-0003).
SLUICE_API Result<EngineOptions> read_options(const std::string& path, EngineOptions base = {});

// The `sluice.toml` that holds for a folder: its own, else that of a parent, as long as parents belong to the same user
// and up to the root of the repository or the home folder. Empty when there is none.
SLUICE_API std::string find_project_file(const std::string& folder = ".");

// A parameter that a bare body gets from its caller; `type` is Deluge's word (`int`, `string` …) or empty.
struct ParameterDeclaration {
  std::string name;
  std::string type = {};
};

enum class CheckLevel : std::uint8_t {
  Syntax,  // parse only
  Full,  // everything that can be known
  Run,  // the same for a script that is about to run with `parameters` as its arguments: a bare body that uses any
  // other name before it assigns it has an error there instead of a warning
};

struct CompileOptions {
  CheckLevel check = CheckLevel::Full;
  std::vector<ParameterDeclaration> parameters = {};  // of a bare body
};

using Arguments = std::vector<std::pair<std::string, Value>>;

struct RunOptions {
  Arguments arguments = {};  // by name; a body gets them as variables
  std::string function = {};  // `name` or `namespace.name`; empty: the body, else the only function, else `main`
  std::optional<Limits> limits = {};
  std::optional<Principal> principal = {};
  Hooks hooks = {};
  CancelToken cancel = {};
};

// A client directive in the order of the script: `alert`, `openUrl`, `show` …, with a MAP of its parts.
struct Event {
  std::string name;
  Value details;
};

struct Statistics {
  std::uint64_t statements = 0;  // executed
  std::uint64_t peak_memory = 0;  // bytes of values
  std::uint64_t output = 0;  // bytes of info lines
  std::chrono::microseconds elapsed{0};
};

struct Outcome {
  Value value;  // null where nothing is returned
  std::vector<Event> events;
  Statistics statistics;
};

// One function of a script as its header declares it.
struct FunctionSignature {
  std::string name_space;
  std::string name;
  std::string return_type;  // as written; empty when left out
  std::vector<ParameterDeclaration> parameters;
  std::uint32_t line = 0;
};

class SLUICE_API Script {
 public:
  // Runs it on this thread. The error is the script's own failure, a limit, SLC-API-0006 when no function fits
  // `options.function`, or SLC-API-0009 for an argument that the function has no parameter for.
  Result<Outcome> run(const RunOptions& options = {}) const;

  bool has_body() const;
  std::vector<FunctionSignature> functions() const;

  // Reads a text as the parameter of that name declares: 12 as NUMBER, true as BOOLEAN, dates in the engine's formats;
  // TEXT where nothing is declared. `function` as in RunOptions. Errors: not of that type (SLC-API-0005).
  Result<Value> read_argument(std::string_view function, std::string_view name, std::string text) const;

 private:
  friend struct Access;
  std::shared_ptr<const struct ScriptState> state_;
};

// A script and what was found in it, together: tools work on broken scripts too.
class SLUICE_API Compiled {
 public:
  // Whether it can run: there are no errors (warnings do not count).
  bool ok() const;
  const std::vector<Diagnostic>& diagnostics() const;
  Source source() const;
  // A script that is not ok() fails when it is run, with its first error.
  const Script& script() const { return script_; }

 private:
  friend struct Access;
  Script script_;
};

class SLUICE_API Engine {
 public:
  // Errors: unknown time zone or date format, host functions that clash (SLC-API-0007).
  static Result<Engine> create(EngineOptions options = {});

  Compiled compile(SourceText source, const CompileOptions& options = {}) const;

  // The three lists that follow are empty where there is no memory for them.
  // Built-in and host functions of a name in any letter case; all of them, by name, for an empty one.
  std::vector<FunctionDocumentation> documentation(std::string_view name = {}) const;
  // Names that are close to one which does not exist, best first.
  std::vector<std::string> similar_functions(std::string_view name) const;
  // Reads every file of the library.
  LibraryContent library() const;
  // Reads a date as scripts of this engine read it, in the engine's zone. Errors: not a date (SLC-API-0005).
  Result<Instant> read_date(std::string_view text) const;
  // The text of a date as `info` prints it here.
  std::string print_date(Instant instant) const;

 private:
  friend struct Access;
  std::shared_ptr<const struct EngineState> state_;
};

}  // namespace sluice
