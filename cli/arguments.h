// What the command line says, read by CLI11. Only the parser of the command that was given is built.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sluice/sandbox.h>

namespace sluice::cli {

// Exit codes of every command.
enum class Exit : int {
  Done = 0,
  Failed = 1,         // the script, or what was checked
  Usage = 2,
  Authorization = 3,
  Limit = 4,
  Egress = 5,
  Store = 6,
  Internal = 70,
};

// Flags of all commands that concern the language; empty where not given.
struct EngineFlags {
  std::string dialect;
  std::string time_zone;
  std::string date_format;
  std::vector<std::string> functions;
};

// Flags of commands that run scripts or change connections; the latter have not the first three.
struct RunFlags {
  std::string now;
  std::string limits;
  std::optional<double> timeout;  // seconds
  std::string log;  // a file, or `-`
  std::vector<std::string> allow_hosts;
  std::string user;
  std::string role;
  std::string environment;
  std::string app;
  std::string trigger;
  std::string store;
  bool sandbox = false;
  std::string sandbox_data;  // a folder; implies sandbox
  std::string sandbox_url;   // of one that runs; likewise
};

struct RunArguments {
  std::string file;                 // `-` for standard input
  std::optional<std::string> code;  // of -e, instead of a file
  std::vector<std::string> arguments;
  std::string arguments_json;
  std::string function;
  bool print_result = false;
  bool json = false;
  EngineFlags engine;
  RunFlags run;
};

struct CheckArguments {
  std::vector<std::string> files;
  std::vector<std::string> parameters;  // NAME or NAME:TYPE
  bool syntax_only = false;
  bool json = false;
  EngineFlags engine;
};

struct ReplArguments {
  EngineFlags engine;
  RunFlags run;
};

struct BuiltinsArguments {
  std::string name;
  bool json = false;
};

struct CallArguments {
  std::string connector;
  std::string operation;
  std::string input;  // JSON, @FILE, or `-` for standard input
  std::string connection;
  bool json = false;
  EngineFlags engine;
  RunFlags run;
};

// Of `connections`, `connectors` and `doctor`: an action, the names it is about, and its flags.
struct ConnectionArguments {
  std::string action;  // list show create …
  std::vector<std::string> names;
  bool json = false;
  RunFlags run;
  std::string connector, type = "admin", name, account, of_user;
  std::string only_type, state;  // of `list`
  std::vector<std::string> scopes, more_scopes, fewer_scopes;
  std::vector<std::string> apps, allow, deny, parameters, add, remove;
  std::string reuse;
  bool all_apps = false, separate_environments = false;
  bool no_browser = false, grant_code_stdin = false, token_stdin = false;
  std::string client_id, data_centre, accounts_url, api_domain, file_upload_url;
  bool client_secret_stdin = false;
  std::uint16_t port = 0;
};

struct SandboxArguments {
  std::string action;  // serve
  SandboxOptions options;
  EngineFlags engine;  // of the functions
};

// Why a command does not run: somebody asked for its help, or used it wrongly.
struct Ending {
  std::string help;
  std::optional<Error> wrong;  // nothing: help was asked for
};

using Words = std::vector<std::string>;  // after the command

std::optional<Ending> read_arguments(const Words& words, RunArguments& arguments);
std::optional<Ending> read_arguments(const Words& words, CheckArguments& arguments);
std::optional<Ending> read_arguments(const Words& words, ReplArguments& arguments);
std::optional<Ending> read_arguments(const Words& words, BuiltinsArguments& arguments);
std::optional<Ending> read_arguments(const Words& words, CallArguments& arguments);
std::optional<Ending> read_connections_arguments(const Words& words, ConnectionArguments& arguments);
std::optional<Ending> read_connectors_arguments(const Words& words, ConnectionArguments& arguments);
std::optional<Ending> read_doctor_arguments(const Words& words, ConnectionArguments& arguments);
std::optional<Ending> read_arguments(const Words& words, SandboxArguments& arguments);

}  // namespace sluice::cli
