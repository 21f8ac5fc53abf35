// `sluice run` and `sluice -e`.
#include "cli/commands.h"
#include "cli/console_hooks.h"
#include "cli/interrupt.h"
#include "cli/sandbox_session.h"
#include "cli/script_arguments.h"
#include "cli/setup.h"

namespace sluice::cli {

namespace {

// For --json, which prints everything at the end.
class CollectedOutput final : public Output {
 public:
  void write_line(std::string_view line) override { lines.emplace_back(line); }
  std::vector<Value> lines;
};

class CollectedDirectives final : public ClientDirectives {
 public:
  void directive(std::string_view name, const Value& details) override {
    events.push_back(Value::map({{"name", name}, {"details", details}}));
  }
  std::vector<Value> events;
};

// The one object of --json, with these keys however the run ends: `ok`, `result`, `error`, `diagnostics` of the check,
// `output`, `events`, `statistics`. What there is not is null or empty.
class JsonAnswer {
 public:
  std::shared_ptr<CollectedOutput> output = std::make_shared<CollectedOutput>();
  std::shared_ptr<CollectedDirectives> directives = std::make_shared<CollectedDirectives>();
  std::string diagnostics = "[]";

  std::string of(const Outcome& outcome) const {
    const Statistics& spent = outcome.statistics;
    const Value statistics = Value::map({{"statements", static_cast<std::int64_t>(spent.statements)},
                                         {"peak_memory", static_cast<std::int64_t>(spent.peak_memory)},
                                         {"elapsed_us", static_cast<std::int64_t>(spent.elapsed.count())}});
    return object("true", outcome.value.to_json(), "null", statistics.to_json());
  }
  std::string of(const Error& error) const { return object("false", "null", to_json(error), "null"); }

 private:
  std::string object(const std::string& ok, const std::string& result, const std::string& error,
                     const std::string& statistics) const {
    return "{\"ok\":" + ok + ",\"result\":" + result + ",\"error\":" + error + ",\"diagnostics\":" + diagnostics +
           ",\"output\":" + Value::list(output->lines).to_json() +
           ",\"events\":" + Value::list(directives->events).to_json() + ",\"statistics\":" + statistics + "}";
  }
};

class RunCommand {
 public:
  RunCommand(const RunArguments& arguments, Console& console) : arguments_(arguments), console_(console) {}

  Exit run() {
    const Exit code = attempt();
    sandbox_.reset();  // with its folder
    end_if_interrupted(console_);
    return code;
  }

 private:
  Exit attempt() {
    Result<OpenEngine> open = open_engine(arguments_.engine, arguments_.run);
    if (!open.ok()) return fail(open.error());
    sandbox_ = std::move(open->sandbox);
    const Engine& engine = *open->engine;
    Result<std::string> text = arguments_.code ? Result<std::string>(*arguments_.code) : read_script(arguments_.file);
    if (!text.ok()) return fail(text.error());
    Result<ScriptArguments> given = ScriptArguments::read(arguments_.arguments, arguments_.arguments_json);
    if (!given.ok()) return fail(given.error());

    CompileOptions how{.check = CheckLevel::Run, .parameters = given->declarations()};
    const Compiled compiled = engine.compile({source_name(), std::move(text).value()}, how);
    if (arguments_.json) answer_.diagnostics = diagnostics_of(compiled);
    if (!compiled.ok()) return refuse(compiled);
    Result<Arguments> values = std::move(given).value().values(compiled.script(), arguments_.function);
    if (!values.ok()) return fail(values.error());
    options_.arguments = std::move(values).value();
    return run(compiled.script());
  }

  std::string source_name() const {
    if (arguments_.code) return "-e";
    return arguments_.file == "-" ? "stdin" : arguments_.file;
  }

  Exit run(const Script& script) {
    if (arguments_.json) {
      options_.hooks.output = answer_.output;
      options_.hooks.directives = answer_.directives;
    } else {
      options_.hooks.output = std::make_shared<ConsoleOutput>(console_);
      options_.hooks.directives = std::make_shared<ConsoleDirectives>(console_);
    }
    options_.function = arguments_.function;
    const CancelOnInterrupt interrupt(options_.cancel);
    const Result<Outcome> outcome = script.run(options_);
    if (!outcome.ok()) return fail(outcome.error());
    if (arguments_.json)
      console_.write_line(answer_.of(*outcome));
    else if (arguments_.print_result)
      console_.write_line(outcome->value.to_text());
    return Exit::Done;
  }

  static std::string diagnostics_of(const Compiled& compiled) {
    const Result<Value> all = Value::from_json(to_json(compiled.source().name(), compiled.diagnostics()));
    return all->find("diagnostics").to_json();
  }

  // The script has errors: nothing of it runs.
  Exit refuse(const Compiled& compiled) {
    if (arguments_.json) return fail(compiled.script().run().error());
    for (const Diagnostic& diagnostic : compiled.diagnostics())
      if (diagnostic.severity == Severity::Error)
        console_.report(render(diagnostic, compiled.source(), console_.error_color()));
    return Exit::Failed;
  }

  Exit fail(const Error& error) {
    if (!arguments_.json) return cli::fail(error, console_);
    console_.write_line(answer_.of(error));
    return exit_of(error);
  }

  const RunArguments& arguments_;
  Console& console_;
  std::unique_ptr<SandboxSession> sandbox_;
  RunOptions options_;
  JsonAnswer answer_;
};

}  // namespace

std::string json_of_run(const Error& error) { return JsonAnswer().of(error); }

Exit run(const RunArguments& arguments, Console& console) { return RunCommand(arguments, console).run(); }

}  // namespace sluice::cli
