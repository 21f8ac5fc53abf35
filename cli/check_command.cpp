// `sluice check`: the problems of scripts, without running them.
#include <algorithm>

#include <sluice/words.h>

#include "cli/commands.h"
#include "cli/setup.h"
#include "cli/text.h"

namespace sluice::cli {

namespace {

struct Tally {
  std::size_t files = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
};

// `1 error`, `3 errors`.
std::string counted(std::size_t count, const std::string& thing) {
  return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

std::string summary_of(const Tally& tally) {
  return "checked " + counted(tally.files, "file") + ": " + counted(tally.errors, "error") + ", " +
         counted(tally.warnings, "warning") + "\n";
}

// NAME or NAME:TYPE, and NAME:list:TYPE.
Result<ParameterDeclaration> parameter_of(const std::string& text) {
  const std::size_t colon = text.find(':');
  ParameterDeclaration parameter{text.substr(0, colon)};
  if (!words::is_name(parameter.name))
    return usage_error("--param " + text + ": '" + parameter.name + "' is not the name of a variable",
                       "write NAME or NAME:TYPE");
  if (colon == std::string::npos) return parameter;
  parameter.type = text.substr(colon + 1);
  const std::string type = folded(parameter.type.substr(0, parameter.type.find(':')));
  if (const auto known = words::types(); std::ranges::find(known, type) == known.end())
    return usage_error("--param " + text + ": '" + type + "' is not a type", words::help_for(type, known));
  return parameter;
}

Result<CompileOptions> options_of(const CheckArguments& arguments) {
  CompileOptions options{.check = arguments.syntax_only ? CheckLevel::Syntax : CheckLevel::Full};
  for (const std::string& text : arguments.parameters) {
    Result<ParameterDeclaration> parameter = parameter_of(text);
    if (!parameter.ok()) return parameter.error();
    options.parameters.push_back(std::move(parameter).value());
  }
  return options;
}

void print(const Compiled& compiled, bool json, Console& console) {
  if (json) return console.write_line(to_json(compiled.source().name(), compiled.diagnostics()));
  for (const Diagnostic& diagnostic : compiled.diagnostics())
    console.write(render(diagnostic, compiled.source(), console.output_color()));
}

void report_unreadable(const std::string& file, const Error& error, bool json, Console& console) {
  if (!json) return console.report(error);
  const Diagnostic diagnostic{.code = error.code, .message = error.message, .help = error.help};
  console.write_line(to_json(file, {&diagnostic, 1}));
}

void count(const Compiled& compiled, Tally& tally) {
  ++tally.files;
  for (const Diagnostic& diagnostic : compiled.diagnostics())
    ++(diagnostic.severity == Severity::Error ? tally.errors : tally.warnings);
}

Result<Engine> make_engine(const EngineFlags& flags) {
  Result<EngineOptions> options = engine_options(flags);
  if (!options.ok()) return options.error();
  return Engine::create(std::move(options).value());
}

}  // namespace

Exit check(const CheckArguments& arguments, Console& console) {
  const Result<Engine> engine = make_engine(arguments.engine);
  if (!engine.ok()) return fail(engine.error(), console, arguments.json);
  const Result<CompileOptions> options = options_of(arguments);
  if (!options.ok()) return fail(options.error(), console, arguments.json);
  Tally tally;
  bool unreadable = false;
  for (const std::string& file : arguments.files) {
    Result<std::string> text = read_script(file);
    if (!text.ok()) {
      report_unreadable(file, text.error(), arguments.json, console);
      unreadable = true;
      continue;
    }
    const Compiled compiled = engine->compile({file == "-" ? "stdin" : file, std::move(text).value()}, *options);
    print(compiled, arguments.json, console);
    count(compiled, tally);
  }
  if (!arguments.json) console.report(summary_of(tally));
  if (unreadable) return Exit::Usage;
  return tally.errors == 0 ? Exit::Done : Exit::Failed;
}

}  // namespace sluice::cli
