// `sluice check`: the problems of scripts, without running them.
#include "cli/commands.h"
#include "cli/setup.h"

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

CompileOptions options_of(const CheckArguments& arguments) {
  CompileOptions options{.check = arguments.syntax_only ? CheckLevel::Syntax : CheckLevel::Full};
  for (const std::string& parameter : arguments.parameters) {
    const std::size_t colon = parameter.find(':');
    options.parameters.push_back(
        {parameter.substr(0, colon), colon == std::string::npos ? "" : parameter.substr(colon + 1)});
  }
  return options;
}

void print(const Compiled& compiled, bool json, Console& console) {
  if (json) return console.write_line(to_json(compiled.source().name(), compiled.diagnostics()));
  for (const Diagnostic& diagnostic : compiled.diagnostics())
    console.write(render(diagnostic, compiled.source(), console.output_color()));
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
  if (!engine.ok()) {
    console.report(engine.error());
    return exit_of(engine.error());
  }
  const CompileOptions options = options_of(arguments);
  Tally tally;
  bool unreadable = false;
  for (const std::string& file : arguments.files) {
    Result<std::string> text = read_file(file);
    if (!text.ok()) {
      console.report(text.error());
      unreadable = true;
      continue;
    }
    const Compiled compiled = engine->compile({file == "-" ? "stdin" : file, std::move(text).value()}, options);
    print(compiled, arguments.json, console);
    count(compiled, tally);
  }
  if (!arguments.json) console.report(summary_of(tally));
  if (unreadable) return Exit::Usage;
  return tally.errors == 0 ? Exit::Done : Exit::Failed;
}

}  // namespace sluice::cli
