// What an engine has to stand as part of a larger program: many of them, many threads, handles that go while they are
// used, and callbacks that come back or fail.
#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>

#include <sluice/sluice.h>

#include "tests/engine/harness.h"

namespace sluice {
namespace {

FunctionRecord host_function(std::string name, std::function<Result<Value>(std::span<const Value>)> run) {
  return {.name = std::move(name), .result = KindSet::any_or_null(), .run = std::move(run)};
}

TEST(EngineProof, AThousandEnginesInOneProcess) {
  constexpr int kEngines = 1000;
  const std::array<std::string, 4> zones = {"UTC", "Europe/Paris", "America/New_York", "Asia/Kolkata"};
  std::vector<Engine> engines;
  for (int i = 0; i < kEngines; ++i) {
    engines.push_back(
        make_engine({.dialect = i % 2 == 0 ? Dialect::Standard : Dialect::Creator,
                     .time_zone = zones[static_cast<std::size_t>(i) % zones.size()],
                     .function_sources = {{"f", "int own.number() { return " + std::to_string(i) + "; }"}},
                     .host_functions = {host_function("mine", [i](auto) { return Value(i); })}}));
  }
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = t; i < kEngines; i += 4)
        EXPECT_EQ(result(engines[static_cast<std::size_t>(i)], "return mine() * 10000 + own.number();"),
                  std::to_string(i * 10000 + i));
    });
  }
}

// Regular expressions, dates, JSON, maps, functions and errors, so that whatever threads could share is used.
constexpr const char* kEverything = R"(string shared.name(map row)
{
  return row.get("name").toUpperCase().replaceAll("[AEIOU]", "-");
}
total = 0;
names = List();
for each  row in rows
{
  total = total + row.get("amount") * factor;
  names.add(shared.name(row));
}
try
{
  names.add(rows.get(99));
}
catch (e)
{
  names.add(e.message.length());
}
m = "{\"a\":[1,2,{\"b\":null}]}".toMap();
d = '2026-03-01 10:30:00'.addDay(factor).toString("dd MMM yyyy");
return {"total":total,"names":names,"m":m,"d":d};)";

TEST(EngineProof, SixtyFourThreadsOnOneScript) {
  const Engine engine = make_engine();
  const Compiled compiled = compile(engine, kEverything);
  ASSERT_TRUE(compiled.ok());
  const Value rows = Value::from_json(R"([{"name":"Ada","amount":1.50},{"name":"Grace","amount":2}])").value();
  const auto expected = [](int factor) {  // by hand: 3.5 times the factor; "Given index 99 is greater …" has 46 letters
    return Value(static_cast<double>(factor) * 3.5);
  };
  std::latch start(64);
  std::atomic<int> wrong = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 1; t <= 64; ++t) {
      threads.emplace_back([&, t] {
        start.arrive_and_wait();
        for (int i = 0; i < 20; ++i) {
          const Result<Outcome> outcome = compiled.script().run({.arguments = {{"rows", rows}, {"factor", t}}});
          const bool right = outcome.ok() && outcome->value.find("total").as_double() == expected(t).as_double() &&
                             outcome->value.find("names").at(1).as_text() == "GR-C-" &&
                             outcome->value.find("m").to_json() == R"({"a":[1,2,{"b":null}]})";
          wrong += right ? 0 : 1;
        }
      });
    }
  }
  EXPECT_EQ(wrong, 0);
}

TEST(EngineProof, HandlesGoWhileARunGoesOn) {
  std::latch inside(1);
  std::latch gone(1);
  std::string answer;
  std::jthread runner;
  {
    const Engine engine = make_engine({.host_functions = {host_function("wait", [&](auto) {
                                         inside.count_down();
                                         gone.wait();
                                         return Value("done");
                                       })}});
    const Compiled compiled = compile(engine, "s = wait(); return s + \"!\";");
    runner = std::jthread([&answer, script = compiled.script()] { answer = script.run()->value.to_text(); });
    inside.wait();
  }
  gone.count_down();  // engine and script of this thread are gone
  runner.join();
  EXPECT_EQ(answer, "done!");
}

TEST(EngineProof, CHandlesAreFreedWhileARunGoesOn) {
  struct Meeting {
    std::latch inside{1};
    std::latch gone{1};
  } meeting;
  sluice_function wait{};
  wait.size = sizeof wait;
  wait.name = "wait";
  wait.result = SLUICE_ANY;
  wait.data = &meeting;
  wait.run = [](void* data, const char*, const sluice_value*, sluice_value** result, sluice_error**) {
    static_cast<Meeting*>(data)->inside.count_down();
    static_cast<Meeting*>(data)->gone.wait();
    *result = sluice_value_from_number(1);
    return SLUICE_OK;
  };
  const sluice_function* functions[] = {&wait};
  sluice_engine_options options{};
  options.size = sizeof options;
  options.functions = functions;
  options.function_count = 1;
  sluice_engine* engine = nullptr;
  sluice_script* script = nullptr;
  ASSERT_EQ(sluice_engine_create(&options, &engine, nullptr), SLUICE_OK);
  ASSERT_EQ(sluice_compile(engine, "x", "return wait() + 1;", SLUICE_NUL, &script, nullptr), SLUICE_OK);
  sluice_outcome* outcome = nullptr;
  std::jthread runner([&] { EXPECT_EQ(sluice_run(script, nullptr, &outcome, nullptr), SLUICE_OK); });
  meeting.inside.wait();
  sluice_script_free(script);
  sluice_engine_free(engine);
  meeting.gone.count_down();
  runner.join();
  sluice_value* value = sluice_outcome_value(outcome);
  EXPECT_EQ(sluice_value_number(value), 2);
  sluice_value_free(value);
  sluice_outcome_free(outcome);
}

TEST(EngineProof, CallbacksComeBackIn) {
  // The function runs another script of the same engine, which calls the function again.
  struct Shared {
    std::optional<Engine> engine;
    std::optional<Script> script;
  };
  const auto shared = std::make_shared<Shared>();
  FunctionRecord down{.name = "down", .parameters = {{.name = "n"}}, .result = Kind::Number};
  down.run = [shared](std::span<const Value> arguments) -> Result<Value> {
    const std::int64_t n = arguments[0].as_number();
    if (n == 0) return Value(0);
    const Result<Outcome> inner = shared->script->run({.arguments = {{"n", n - 1}}});
    if (!inner.ok()) return inner.error();
    return inner->value;
  };
  shared->engine = make_engine({.host_functions = {down}});
  shared->script = compile(*shared->engine, "return down(n) + 1;").script();
  EXPECT_EQ(shared->script->run({.arguments = {{"n", 20}}})->value.as_number(), 21);
  // Without an end it is the stack that ends it, with an error and not with a crash.
  const Result<Outcome> endless = shared->script->run({.arguments = {{"n", 100'000'000}}});
  ASSERT_FALSE(endless.ok());
  EXPECT_EQ(endless.error().kind, ErrorKind::Limit) << endless.error().message;
  shared->script.reset();
  shared->engine.reset();
}

class Failing final : public Output, public Clock, public ClientDirectives, public FormStore, public Mail {
 public:
  void write_line(std::string_view) override { throw std::runtime_error("no output"); }
  Instant now() override {
    if (calls++ == 0) return {};  // every run asks once when it begins
    throw 17;
  }
  void directive(std::string_view, const Value&) override { throw std::bad_alloc(); }
  Result<Value> perform(std::string_view, const Value&) override { throw std::logic_error("no records"); }
  Result<Value> send(std::string_view, const Value&) override {
    return Error{.kind = ErrorKind::Host, .code = "", .message = "no mail", .help = ""};
  }
  int calls = 0;
};

TEST(EngineProof, CallbacksFail) {
  const auto code_of = [](const std::string& text) {
    const auto failing = std::make_shared<Failing>();
    const Engine engine = make_engine(
        {.dialect = Dialect::Creator,
         .host_functions = {host_function("throws", [](auto) -> Result<Value> { throw std::runtime_error("thrown"); }),
                            host_function("throws_int", [](auto) -> Result<Value> { throw 1; }),
                            host_function("limit",
                                          [](auto) -> Result<Value> {
                                            return Error{
                                                .kind = ErrorKind::Limit, .code = "", .message = "enough", .help = ""};
                                          })},
         .hooks = {.output = failing, .clock = failing, .directives = failing, .forms = failing, .mail = failing}});
    return result(engine, text);
  };
  EXPECT_EQ(code_of("info 1;").substr(0, 12), "SLC-HST-0002");
  EXPECT_EQ(code_of("return zoho.currenttime;").substr(0, 12), "SLC-HST-0002");
  EXPECT_EQ(code_of("alert \"x\";").substr(0, 12), "SLC-HST-0002");
  EXPECT_EQ(code_of("try { x = insert into A [ B = 1 ]; } catch(e) { return e.message; }"), "no records");
  EXPECT_EQ(code_of("try { sendmail [ from: \"a@b.cd\" to: \"a@b.cd\" subject: \"s\" message: \"m\" ] } catch(e) { "
                    "return e.message; }"),
            "no mail");
  EXPECT_EQ(code_of("try { x = throws(); } catch(e) { return e.message; }"), "thrown");
  EXPECT_EQ(code_of("try { x = throws_int(); } catch(e) { return e.message; }"), "the host failed");
  EXPECT_EQ(code_of("try { x = limit(); } catch(e) { return \"caught\"; }"),
            "SLC-HST-0002 enough");  // no script catches it
}

}  // namespace
}  // namespace sluice
