#include "tests/scripts/runner/run_script.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "grammar/parse.h"
#include "grammar/print.h"
#include "tests/scripts/runner/expectations.h"
#include "tests/scripts/runner/flags.h"
#include "tests/scripts/runner/local_crm.h"
#include "tests/support/lines.h"

namespace sluice::script_test {

namespace {

// A test that hangs is a failure, not a time-out of the whole suite.
constexpr std::chrono::seconds kLongestRun{60};

// What happened, in the words of the expectations.
struct Actual {
  std::vector<Problem> checks;
  std::vector<Problem> errors;
  std::vector<std::string> output;
  std::vector<std::string> events;
  std::vector<std::string> results;
};

std::string place_of(std::uint32_t line, std::uint32_t column) {
  return line == 0 ? "-" : std::to_string(line) + ":" + std::to_string(column);
}

Problem problem_of(const Diagnostic& diagnostic) {
  return {diagnostic.severity == Severity::Error ? "error" : "warning", diagnostic.code,
          place_of(diagnostic.begin.line, diagnostic.begin.column), diagnostic.message};
}

Problem problem_of(const Error& error) {
  return {"error", error.code, place_of(error.line, error.column), error.message};
}

class ScriptTest {
 public:
  ScriptTest(const std::string& path, std::string text) : path_(path), text_(std::move(text)) {
    expected_ = read_expectations(text_);
  }

  std::string run() {
    if (expected_.empty()) return "the script expects nothing; say `// expect:` or `// check:`\n";
    std::string mistake;
    flags_ = read_flags(expected_.flags, std::filesystem::path(path_).parent_path().string(), mistake);
    if (!mistake.empty()) return mistake + "\n";
    std::string problems = round_trip();
    Result<Engine> engine = make_engine();
    if (!engine.ok()) return engine.error().message + "\n";
    check(*engine);
    if (!expected_.only_checks() && !has_error(actual_.checks)) execute(*engine);
    return problems + compare();
  }

 private:
  Result<Engine> make_engine() {
    Limits& limits = flags_.engine.limits;
    if (limits.wall_clock.count() == 0 || limits.wall_clock > kLongestRun) limits.wall_clock = kLongestRun;
    flags_.engine.hooks.output = output_;
    if (!flags_.sandbox) return Engine::create(flags_.engine);
    if (const Result<void> started = crm_.start(flags_.engine); !started.ok()) return started.error();
    Result<Engine> engine = Engine::create(flags_.engine);
    if (!engine.ok()) return engine;
    if (const Result<void> connected = crm_.connect(*engine); !connected.ok()) return connected.error();
    return engine;
  }

  static bool has_error(const std::vector<Problem>& problems) {
    return std::ranges::any_of(problems, [](const Problem& problem) { return problem.severity == "error"; });
  }

  CompileOptions compile_options(CheckLevel level) const {
    CompileOptions options{.check = level, .parameters = flags_.parameters};
    for (const auto& [name, value] : flags_.arguments) options.parameters.push_back({name});
    return options;
  }

  void check(const Engine& engine) {
    const Compiled compiled = engine.compile({path_, text_}, compile_options(CheckLevel::Full));
    for (const Diagnostic& diagnostic : compiled.diagnostics()) actual_.checks.push_back(problem_of(diagnostic));
  }

  void execute(const Engine& engine) {
    const Compiled compiled = engine.compile({path_, text_}, compile_options(CheckLevel::Run));
    RunOptions options{.function = flags_.function};
    for (const auto& [name, text] : flags_.arguments) {
      Result<Value> value = compiled.script().read_argument(flags_.function, name, text);
      if (!value.ok()) return actual_.errors.push_back(problem_of(value.error()));
      options.arguments.emplace_back(name, std::move(value).value());
    }
    if (!flags_.now.empty()) {
      const Result<Instant> now = engine.read_date(flags_.now);
      if (!now.ok()) return actual_.errors.push_back(problem_of(now.error()));
      options.hooks.clock = std::make_shared<FixedClock>(*now);
    }
    const auto directives = std::make_shared<Directives>(actual_.events);
    options.hooks.directives = directives;
    const Result<Outcome> outcome = compiled.script().run(options);
    actual_.output = output_->lines;
    if (outcome.ok())
      actual_.results.push_back(outcome->value.to_text());
    else
      actual_.errors.push_back(problem_of(outcome.error()));
  }

  class Directives final : public ClientDirectives {
   public:
    explicit Directives(std::vector<std::string>& events) : events_(events) {}
    void directive(std::string_view name, const Value& details) override {
      events_.push_back(std::string(name) + " " + details.to_json());
    }

   private:
    std::vector<std::string>& events_;
  };

  // parse(print(parse(x))) is parse(x).
  std::string round_trip() const {
    grammar::ParseOptions options;
    if (flags_.engine.dialect == Dialect::Creator) options.dialect = grammar::Dialect::Creator;
    const auto parse = [&](const std::string& text) {
      return grammar::parse(std::make_shared<const grammar::Source>(path_, text), options);
    };
    const grammar::ParsedScript first = parse(text_);
    if (first.has_errors()) return {};
    const std::string printed = grammar::print(first.script, options.dialect);
    const grammar::ParsedScript second = parse(printed);
    if (!second.has_errors() && grammar::equal(first.script, second.script)) return {};
    return "printed, the script does not parse to the same tree:\n" + printed;
  }

  // Expected and actual problems, an actual one that fits in the words of what was expected.
  static void add(const std::vector<Problem>& expected, const std::vector<Problem>& actual, const std::string& kind,
                  std::vector<std::string>& want, std::vector<std::string>& have) {
    const bool severity = kind == "check";
    for (const Problem& problem : expected) want.push_back(kind + ": " + text_of(problem, severity));
    for (std::size_t i = 0; i < actual.size(); ++i) {
      const auto fitting = std::ranges::find_if(expected, [&](const Problem& each) { return fits(each, actual[i]); });
      const bool here = i < expected.size() && fits(expected[i], actual[i]);
      const Problem& shown = here ? expected[i] : fitting == expected.end() ? actual[i] : *fitting;
      have.push_back(kind + ": " + text_of(shown, severity));
    }
  }

  static void add(const std::vector<std::string>& lines, const std::string& kind, std::vector<std::string>& all) {
    for (const std::string& line : lines) all.push_back(kind + ": " + line);
  }

  std::string compare() const {
    std::vector<std::string> want;
    std::vector<std::string> have;
    std::vector<Problem> checks = actual_.checks;
    // Without check: lines only errors matter.
    if (expected_.checks.empty())
      std::erase_if(checks, [](const Problem& problem) { return problem.severity != "error"; });
    add(expected_.checks, checks, "check", want, have);
    add(expected_.output, "expect", want);
    add(actual_.output, "expect", have);
    add(expected_.events, "event", want);
    add(actual_.events, "event", have);
    add(expected_.errors, actual_.errors, "error", want, have);
    if (!expected_.results.empty()) {
      add(expected_.results, "result", want);
      add(actual_.results, "result", have);
    }
    return want == have ? std::string() : diff(want, have);
  }

  std::string path_;
  std::string text_;
  Expectations expected_;
  Flags flags_;
  LocalCrm crm_;
  Actual actual_;
  std::shared_ptr<Lines> output_ = std::make_shared<Lines>();
};

}  // namespace

std::string run_script(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return "cannot be read\n";
  return ScriptTest(path, std::string(std::istreambuf_iterator<char>(file), {})).run();
}

}  // namespace sluice::script_test
