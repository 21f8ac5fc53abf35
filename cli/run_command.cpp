// `sluice run` and `sluice -e`.
#include <signal.h>

#include "cli/commands.h"
#include "cli/sandbox_session.h"
#include "cli/script_arguments.h"
#include "cli/setup.h"

namespace sluice::cli {

namespace {

class ConsoleOutput final : public Output {
 public:
  explicit ConsoleOutput(Console& console) : console_(console) {}
  void write_line(std::string_view line) override { console_.write_line(line); }

 private:
  Console& console_;
};

// For --json, which prints everything at the end.
class CollectedOutput final : public Output {
 public:
  void write_line(std::string_view line) override { lines_.emplace_back(line); }
  std::vector<Value> take() { return std::move(lines_); }

 private:
  std::vector<Value> lines_;
};

class ConsoleDirectives final : public ClientDirectives {
 public:
  explicit ConsoleDirectives(Console& console) : console_(console) {}
  void directive(std::string_view name, const Value& details) override {
    console_.report("event: " + std::string(name) + " " + details.to_json() + "\n");
  }

 private:
  Console& console_;
};

// ---------------------------------------------------------------- Ctrl-C

CancelToken* interrupted_run = nullptr;
volatile sig_atomic_t interrupting_signal = 0;

void on_interrupt(int signal) {
  interrupting_signal = signal;
  interrupted_run->cancel();
}

// Cancels the run at the first SIGINT or SIGTERM; a second one ends the process at once.
void cancel_on_interrupt(CancelToken& token) {
  interrupted_run = &token;
  struct sigaction action = {};
  action.sa_handler = on_interrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
}

// After an interrupt the process ends by the signal, so that a shell's loop around it ends too.
void end_by_interrupt(Console& console) {
  console.flush();
  ::signal(interrupting_signal, SIG_DFL);
  ::raise(interrupting_signal);
}

// ---------------------------------------------------------------- results

std::string json_of(const Outcome& outcome, std::vector<Value> output) {
  std::vector<Value> events;
  for (const Event& event : outcome.events)
    events.push_back(Value::map({{"name", event.name}, {"details", event.details}}));
  const Statistics& spent = outcome.statistics;
  const Value statistics = Value::map({{"statements", static_cast<std::int64_t>(spent.statements)},
                                       {"peak_memory", static_cast<std::int64_t>(spent.peak_memory)},
                                       {"elapsed_us", static_cast<std::int64_t>(spent.elapsed.count())}});
  return Value::map({{"ok", true},
                     {"result", outcome.value},
                     {"output", Value::list(std::move(output))},
                     {"events", Value::list(std::move(events))},
                     {"statistics", statistics}})
      .to_json();
}

class RunCommand {
 public:
  RunCommand(const RunArguments& arguments, Console& console) : arguments_(arguments), console_(console) {}

  Exit run() {
    Result<OpenEngine> open = open_engine(arguments_.engine, arguments_.run);
    if (!open.ok()) return fail(open.error());
    sandbox_ = std::move(open->sandbox);
    const Engine& engine = *open->engine;
    Result<std::string> text = arguments_.code ? Result<std::string>(*arguments_.code) : read_file(arguments_.file);
    if (!text.ok()) return fail(text.error());
    Result<ScriptArguments> given = ScriptArguments::read(arguments_.arguments, arguments_.arguments_json);
    if (!given.ok()) return fail(given.error());

    CompileOptions how{.check = CheckLevel::Run, .parameters = given->declarations()};
    const Compiled compiled = engine.compile({source_name(), std::move(text).value()}, how);
    if (!compiled.ok()) return refuse(compiled);
    Result<Arguments> values = std::move(given).value().values(compiled.script(), arguments_.function);
    if (!values.ok()) return fail(values.error());
    options_.arguments = std::move(values).value();
    return run(engine, compiled.script());
  }

 private:
  std::string source_name() const {
    if (arguments_.code) return "-e";
    return arguments_.file == "-" ? "stdin" : arguments_.file;
  }

  Exit run(const Engine& engine, const Script& script) {
    if (!arguments_.run.now.empty()) {
      const Result<Instant> now = engine.read_date(arguments_.run.now);
      if (!now.ok()) return fail(now.error());
      options_.hooks.clock = std::make_shared<FixedClock>(*now);
    }
    if (arguments_.json) {
      collected_ = std::make_shared<CollectedOutput>();
      options_.hooks.output = collected_;
    } else {
      options_.hooks.output = std::make_shared<ConsoleOutput>(console_);
      options_.hooks.directives = std::make_shared<ConsoleDirectives>(console_);
    }
    options_.function = arguments_.function;
    cancel_on_interrupt(options_.cancel);
    const Result<Outcome> outcome = script.run(options_);
    if (!outcome.ok()) return fail(outcome.error());
    if (arguments_.json)
      console_.write_line(json_of(*outcome, collected_->take()));
    else if (arguments_.print_result)
      console_.write_line(outcome->value.to_text());
    return Exit::Done;
  }

  // The script has errors: nothing of it runs.
  Exit refuse(const Compiled& compiled) {
    if (arguments_.json) {
      console_.write_line(to_json(compiled.source().name(), compiled.diagnostics()));
      return Exit::Failed;
    }
    for (const Diagnostic& diagnostic : compiled.diagnostics())
      if (diagnostic.severity == Severity::Error)
        console_.report(render(diagnostic, compiled.source(), console_.error_color()));
    return Exit::Failed;
  }

  Exit fail(const Error& error) {
    if (arguments_.json && collected_ != nullptr)
      console_.write_line("{\"ok\":false,\"error\":" + to_json(error) +
                          ",\"output\":" + Value::list(collected_->take()).to_json() + "}");
    else
      console_.report(error);
    if (interrupting_signal != 0) {
      sandbox_.reset();  // with its folder
      end_by_interrupt(console_);
    }
    return exit_of(error);
  }

  const RunArguments& arguments_;
  Console& console_;
  std::unique_ptr<SandboxSession> sandbox_;
  RunOptions options_;
  std::shared_ptr<CollectedOutput> collected_;
};

}  // namespace

Exit run(const RunArguments& arguments, Console& console) { return RunCommand(arguments, console).run(); }

}  // namespace sluice::cli
