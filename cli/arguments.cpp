#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <span>

#include <sluice/words.h>

#include "cli/argument_parser.h"
#include "cli/setup.h"
#include "cli/text.h"

namespace sluice::cli {

namespace {

constexpr const char* kRunExamples = R"(Runs a Deluge script.

Examples:
  sluice run orders.deluge
  sluice run total.deluge --arg id=123 --arg name=Ada --print-result
  sluice run library.deluge --function standalone.total --args-json arguments.json
  echo 'info "Hello";' | sluice run -
)";

constexpr const char* kCodeExamples = R"(Runs Deluge code given on the command line.

Examples:
  sluice -e 'info "Hello " + "Deluge".toUpperCase();'
  sluice -e 'return {1, 2, 3}.reverse();' --print-result
)";

constexpr const char* kCheckExamples = R"(Checks scripts without running them.

Examples:
  sluice check orders.deluge
  sluice check scripts/*.deluge --format json
  sluice check body.deluge --param id:int --param name
)";

constexpr const char* kReplExamples =
    R"(Runs Deluge line by line, keeping variables and functions. :help shows its commands.

Examples:
  sluice repl
  sluice repl --functions library/ --dialect creator
  echo '6 * 7' | sluice repl
)";

constexpr const char* kBuiltinsExamples = R"(Describes the built-in functions.

Examples:
  sluice builtins
  sluice builtins subString
  sluice builtins --json
)";

constexpr const char* kCallExamples = R"(Calls one operation of a connector.

Examples:
  sluice call zoho_crm list_records --input '{"module_name":"Leads","per_page":5}'
  sluice call zoho_crm search_records --input @query.json --connection crm_sales
  sluice call zoho_crm get_organization
)";

constexpr const char* kSandboxExamples = R"(Serves a local CRM and accounts server on loopback until it is interrupted.
Prints one line of JSON with addresses and credentials when it is ready.

Examples:
  sluice sandbox serve
  sluice sandbox serve --port 8080 --data crm-data --seed empty
  sluice sandbox serve --seed modules.json --token-limits
  sluice sandbox serve --functions functions/
)";

std::vector<std::string> list_of(std::span<const std::string_view> words) { return {words.begin(), words.end()}; }

}  // namespace

// A flag that may be repeated takes one value each time, so that a FILE may follow it.
void add_list(CLI::App& app, const std::string& flag, std::vector<std::string>& values, const std::string& help,
              const std::string& form) {
  app.add_option(flag, values, help)->allow_extra_args(false)->type_name(form);
}

void add_text(CLI::App& app, const std::string& flag, std::string& value, const std::string& help,
              const std::string& form) {
  app.add_option(flag, value, help)->type_name(form);
}

void add_choice(CLI::App& app, const std::string& flag, std::string& value, const std::string& help,
                const std::vector<std::string>& choices) {
  app.add_option(flag, value, help)->type_name("")->check(CLI::IsMember(choices));
}

namespace {

void add_engine_flags(CLI::App& app, EngineFlags& flags) {
  add_choice(app, "--dialect", flags.dialect, "Dialect of the scripts", list_of(words::dialects()));
  add_text(app, "--time-zone", flags.time_zone, "Zone of dates, such as Europe/Paris ($TZ, the system's)", "ID");
  add_text(app, "--date-format", flags.date_format, "How dates print (dd-MMM-yyyy HH:mm:ss)", "PATTERN");
  add_list(app, "--functions", flags.functions, "Functions of other files; may be repeated", "FILE|DIR");
}

}  // namespace

void add_connection_flags(CLI::App& app, RunFlags& flags) {
  add_list(app, "--allow-host", flags.allow_hosts,
           "Host that may be private or speak plain http, such as localhost:8080 or *.example.com; may be repeated",
           "PATTERN");
  add_text(app, "--log", flags.log,
           "Write calls of services and decisions about them as JSON lines; - for standard error", "FILE");
  add_text(app, "--user", flags.user, "E-mail address of who runs it (admin@localhost)", "EMAIL");
  add_choice(app, "--role", flags.role, "Role of who runs it (super_admin)", list_of(words::roles()));
  add_choice(app, "--env", flags.environment, "Environment (production)", list_of(words::environments()));
  if (app.get_option_no_throw("--app") == nullptr)  // of `connections create` it is another
    add_text(app, "--app", flags.app, "Link name of the application", "NAME");
  add_choice(app, "--trigger", flags.trigger, "What started it (function)", list_of(words::triggers()));
  app.add_flag("--sandbox", flags.sandbox, "Run against a local CRM that is started for this run");
  add_text(app, "--sandbox-data", flags.sandbox_data, "The same, keeping its records and connections", "DIR");
  add_text(app, "--sandbox-url", flags.sandbox_url, "The same, with a sandbox that runs already", "URL");
  add_text(app, "--store", flags.store, "Folder of the connection store ($SLUICE_HOME, the user's data folder)", "DIR");
}

void add_run_flags(CLI::App& app, RunFlags& flags) {
  add_text(app, "--now", flags.now, "A clock that stands at this time", "TIME");
  add_text(app, "--limits", flags.limits, joined(list_of(words::limit_profiles())) + ", or a file with [limits]",
           "NAME|FILE");
  app.add_option("--timeout", flags.timeout, "Stop after so many seconds")->type_name("SECONDS");
  add_connection_flags(app, flags);
}

namespace {

std::string unknown_word(const CLI::App& app, const std::string& word) {
  if (!word.starts_with('-')) return "'" + word + "' is one argument too many";
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    if (!option->get_lnames().empty()) names.push_back("--" + option->get_lnames().front());
  return "unknown option '" + word + "'" + did_you_mean(word.substr(0, word.find('=')), {names.begin(), names.end()});
}

Ending wrong_usage(const CLI::App& app, std::string problem) {
  return {.wrong = usage_error(std::move(problem), "Try '" + app.get_name() + " --help'.")};
}

}  // namespace

std::optional<Ending> parse(CLI::App& app, const char* examples, const Words& words) {
  app.allow_extras();
  try {
    app.parse(Words(words.rbegin(), words.rend()));
  } catch (const CLI::CallForHelp&) {
    return Ending{.help = std::string(examples) + "\n" + app.help()};
  } catch (const CLI::ParseError& problem) { return wrong_usage(app, problem.what()); }
  if (const Words extra = app.remaining(); !extra.empty()) return wrong_usage(app, unknown_word(app, extra.front()));
  return std::nullopt;
}

namespace {

bool is_plain(const Words& words) {
  return words.size() == 1 && !words.front().empty() && (words.front() == "-" || words.front().front() != '-');
}

}  // namespace

std::optional<Ending> read_arguments(const Words& words, RunArguments& arguments) {
  // `sluice run FILE` has nothing to parse, and building a parser is a fifth of what it takes to say hello.
  if (!arguments.code && is_plain(words)) {
    arguments.file = words.front();
    return std::nullopt;
  }
  CLI::App app("", arguments.code ? "sluice -e CODE" : "sluice run");
  if (!arguments.code)
    app.add_option("FILE", arguments.file, "The script; - for standard input")->required()->type_name("");
  add_list(app, "--arg", arguments.arguments, "An argument; the text of a file: NAME=@PATH; a FILE: NAME=file:PATH",
           "NAME=VALUE");
  add_text(app, "--args-json", arguments.arguments_json, "Arguments as a JSON object; - for standard input", "FILE");
  add_text(app, "--function", arguments.function, "The function to run", "NAME");
  app.add_flag("--print-result", arguments.print_result, "Print what the script returns");
  app.add_flag("--json", arguments.json, "Print output, result and events as one JSON object");
  add_engine_flags(app, arguments.engine);
  add_run_flags(app, arguments.run);
  return parse(app, arguments.code ? kCodeExamples : kRunExamples, words);
}

std::optional<Ending> read_arguments(const Words& words, CheckArguments& arguments) {
  CLI::App app("", "sluice check");
  std::string format = "text";
  app.add_option("FILE", arguments.files, "The scripts; - for standard input")->required()->type_name("");
  app.add_flag("--syntax-only", arguments.syntax_only, "Report what cannot be parsed, nothing else");
  add_list(app, "--param", arguments.parameters, "A variable that a body gets from its caller; may be repeated",
           "NAME[:TYPE]");
  add_choice(app, "--format", format, "Pictures for people, or one JSON object a line", {"text", "json"});
  app.add_flag("--json", arguments.json, "The same as --format json");
  add_engine_flags(app, arguments.engine);
  std::optional<Ending> ending = parse(app, kCheckExamples, words);
  arguments.json |= format == "json";
  return ending;
}

std::optional<Ending> read_arguments(const Words& words, ReplArguments& arguments) {
  CLI::App app("", "sluice repl");
  add_engine_flags(app, arguments.engine);
  add_run_flags(app, arguments.run);
  return parse(app, kReplExamples, words);
}

std::optional<Ending> read_arguments(const Words& words, BuiltinsArguments& arguments) {
  CLI::App app("", "sluice builtins");
  app.add_option("NAME", arguments.name, "One function, in any letter case")->type_name("");
  app.add_flag("--json", arguments.json, "Print JSON");
  return parse(app, kBuiltinsExamples, words);
}

std::optional<Ending> read_arguments(const Words& words, CallArguments& arguments) {
  CLI::App app("", "sluice call");
  app.add_option("CONNECTOR", arguments.connector, "Link name of the connector, such as zoho_crm")
      ->required()
      ->type_name("");
  app.add_option("OPERATION", arguments.operation, "Name of the operation, such as list_records")
      ->required()
      ->type_name("");
  add_text(app, "--input", arguments.input, "The input as JSON, in a file, or - for standard input", "JSON|@FILE|-");
  add_text(app, "--connection", arguments.connection, "Link name of a connection (the system connection)", "NAME");
  app.add_flag("--json", arguments.json, "Print failures as JSON too");
  add_engine_flags(app, arguments.engine);
  add_run_flags(app, arguments.run);
  return parse(app, kCallExamples, words);
}

std::optional<Ending> read_arguments(const Words& words, SandboxArguments& arguments) {
  CLI::App app("", "sluice sandbox");
  SandboxOptions& options = arguments.options;
  bool json = false;
  app.add_option("ACTION", arguments.action, "serve")->required()->type_name("")->check(CLI::IsMember({"serve"}));
  app.add_option("--port", options.port, "Port on 127.0.0.1 (a free one)")
      ->type_name("P")
      ->check(CLI::Range(0, 65'535));
  add_text(app, "--data", options.data_folder, "Folder that keeps the records (memory)", "DIR");
  add_text(app, "--seed", options.seed, "What a new organisation holds: demo, empty or a JSON file (demo)", "SEED");
  app.add_flag("--token-limits", options.token_limits, "Refuse clients that ask for tokens too often");
  app.add_option("--credits", options.credits, "API credits a day (no limit)")->type_name("N");
  app.add_option("--concurrency", options.concurrency, "Calls at a time (no limit)")->type_name("N");
  app.add_flag("--legacy-202", options.legacy_202, "Answer batches with failures as before v8");
  app.add_flag("--strict-picklists", options.strict_picklists, "Refuse values that a picklist does not have");
  app.add_flag("--exact-search", options.exact_search, "'equals' means the whole text");
  app.add_flag("--json", json, "The ready line is JSON in any case");
  add_engine_flags(app, arguments.engine);
  return parse(app, kSandboxExamples, words);
}

}  // namespace sluice::cli
