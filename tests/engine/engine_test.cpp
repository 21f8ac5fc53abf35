// Compiling, running, errors and what surrounds a run.
#include <sluice/version.h>

#include <thread>

#include "tests/engine/harness.h"

namespace sluice {
namespace {

TEST(Engine, RunsAScriptWithArguments) {
  const Result<Outcome> outcome =
      run(make_engine(), "info who; return \"Hello \" + who;", {.arguments = {{"who", "Ada"}}});
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome->value.as_text(), "Hello Ada");
  EXPECT_GE(outcome->statistics.statements, 2u);
  EXPECT_EQ(outcome->statistics.output, 4u);
}

TEST(Engine, KeepsAVersion) { EXPECT_EQ(version().find("1."), 0u); }

TEST(Engine, GivesEveryDiagnosticOfABrokenScript) {
  const Compiled compiled = compile(make_engine(), "if(true) {\n  x = ;\n");
  EXPECT_FALSE(compiled.ok());
  EXPECT_GE(compiled.diagnostics().size(), 2u);
  EXPECT_EQ(compiled.diagnostics().front().begin.line, 2u);
}

TEST(Engine, ABrokenScriptFailsWithItsFirstError) {
  const Compiled compiled = compile(make_engine(), "x = ;");
  const Result<Outcome> outcome = compiled.script().run();
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, compiled.diagnostics().front().code);
  EXPECT_EQ(outcome.error().line, 1u);
}

TEST(Engine, PlacesErrorsAndNamesTheCalls) {
  const Result<Outcome> outcome = run(make_engine(), R"(int a.first(int i)
{
  return {1}.get(i);
}
int outer(int i)
{
  return first(i) + 1;
}
info outer(7);
)");
  ASSERT_FALSE(outcome.ok());
  const Error& error = outcome.error();
  EXPECT_EQ(error.kind, ErrorKind::Script);
  EXPECT_EQ(error.code, "SLC-RUN-0007");
  EXPECT_EQ(error.line, 3u);
  EXPECT_EQ(error.source.name(), "test.deluge");
  ASSERT_EQ(error.stack.size(), 2u);
  EXPECT_EQ(error.stack[0].function, "a.first");
  EXPECT_EQ(error.stack[0].line, 7u);
  EXPECT_EQ(error.stack[1].function, "outer");
  EXPECT_EQ(error.stack[1].line, 9u);
}

TEST(Engine, RendersAnErrorAsTheCommandLineShowsIt) {
  const Result<Outcome> outcome = run(make_engine(), "rows = {1};\nfirst = rows.get(10);");
  ASSERT_FALSE(outcome.ok());
  EXPECT_TRUE(render(outcome.error())
                  .starts_with("error[SLC-RUN-0007]: Given index 10 is greater than the list size\n"
                               "  --> test.deluge:2:9\n"
                               "   |\n"
                               " 2 | first = rows.get(10);\n"));
  EXPECT_NE(render(outcome.error(), Color::Terminal).find("\x1b["), std::string::npos);
}

TEST(Engine, ChoosesTheFunctionToRun) {
  const std::string text = "int one() { return 1; } int ns.two() { return 2; } int main() { return 0; }";
  EXPECT_EQ(result(make_engine(), text), "0");
  EXPECT_EQ(result(make_engine(), text, {.function = "one"}), "1");
  EXPECT_EQ(result(make_engine(), text, {.function = "NS.Two"}), "2");
  EXPECT_EQ(result(make_engine(), text, {.function = "three"}).substr(0, 12), "SLC-API-0006");
  EXPECT_EQ(result(make_engine(), "int one() { return 1; } int two() { return 2; }").substr(0, 12), "SLC-API-0006");
}

TEST(Engine, RefusesArgumentsThatNoParameterTakes) {
  EXPECT_EQ(result(make_engine(), "int f(int id) { return id; }", {.arguments = {{"ix", 1}}}).substr(0, 12),
            "SLC-API-0009");
}

TEST(Engine, ReadsTextsAsParametersDeclareThem) {
  const Compiled compiled =
      compile(make_engine(), "void f(int i, float d, bool b, date t, list l, map m, string s) { info i; }");
  const auto kind = [&](const char* name, const char* text) {
    const Result<Value> value = compiled.script().read_argument("f", name, text);
    return value.ok() ? std::string(name_of(value->kind())) : value.error().code;
  };
  EXPECT_EQ(kind("i", "123"), "BIGINT");
  EXPECT_EQ(kind("i", "12x"), "SLC-API-0005");
  EXPECT_EQ(kind("d", "15.50"), "DECIMAL");
  EXPECT_EQ(kind("b", "true"), "BOOLEAN");
  EXPECT_EQ(kind("b", "yes"), "SLC-API-0005");
  EXPECT_EQ(kind("t", "2026-03-01 10:00:00"), "DATE-TIME");
  EXPECT_EQ(kind("t", "soon"), "SLC-API-0005");
  EXPECT_EQ(kind("l", "[1,2]"), "LIST");
  EXPECT_EQ(kind("m", "{\"a\":1}"), "KEY-VALUE");
  EXPECT_EQ(kind("m", "[1]"), "SLC-API-0005");
  EXPECT_EQ(kind("s", "123"), "TEXT");
}

TEST(Engine, TellsWhatAScriptDeclares) {
  const Compiled compiled = compile(make_engine(), "\nint ns.f(int a, b)\n{\n return 1;\n}\ninfo 1;");
  EXPECT_TRUE(compiled.script().has_body());
  const std::vector<FunctionSignature> functions = compiled.script().functions();
  ASSERT_EQ(functions.size(), 1u);
  EXPECT_EQ(functions[0].name_space, "ns");
  EXPECT_EQ(functions[0].return_type, "int");
  EXPECT_EQ(functions[0].parameters[0].type, "int");
  EXPECT_EQ(functions[0].parameters[1].type, "");
  EXPECT_EQ(functions[0].line, 2u);
}

TEST(Engine, WritesEventsAndOutput) {
  const auto output = std::make_shared<Lines>();
  const Result<Outcome> outcome = run(make_engine(), "info 1; alert \"x\"; info 2;", {.hooks = {.output = output}});
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(output->lines, (std::vector<std::string>{"1", "2"}));
  ASSERT_EQ(outcome->events.size(), 1u);
  EXPECT_EQ(outcome->events[0].name, "alert");
  EXPECT_EQ(outcome->events[0].details.to_json(), "{\"message\":\"x\"}");
}

TEST(Engine, TakesTimeFromTheClockOfTheRun) {
  const Engine engine = make_engine({.time_zone = "Europe/Paris"});
  const Instant instant = engine.read_date("2026-03-01 10:00:00").value();
  EXPECT_EQ(instant.time_since_epoch().count(), 1772355600000);
  EXPECT_EQ(engine.print_date(instant), "01-Mar-2026 10:00:00");
  EXPECT_EQ(result(engine, "return zoho.currenttime;", {.hooks = {.clock = std::make_shared<FixedClock>(instant)}}),
            "01-Mar-2026 10:00:00");
}

TEST(Engine, KnowsWhoRunsIt) {
  const RunOptions options{.principal = Principal{.user = "ada@example.com", .app = "crm"}};
  EXPECT_EQ(result(make_engine(), "return zoho.loginuserid + zoho.loginuser + zoho.appname;", options),
            "ada@example.comadacrm");
}

TEST(Engine, RefusesUnknownZonesAndFormats) {
  EXPECT_EQ(Engine::create({.time_zone = "Mars/Olympus"}).error().code, "SLC-API-0007");
  EXPECT_EQ(Engine::create({.time_zone = "UTC", .date_format = "bb"}).error().code, "SLC-API-0007");
}

TEST(Engine, StatementsWithoutTheirHostFailCatchably) {
  EXPECT_EQ(
      result(make_engine(), "try { x = insert into Orders [ A = 1 ]; } catch(e) { return \"caught\"; } return x;"),
      "caught");
}

class Records final : public FormStore {
 public:
  Result<Value> perform(std::string_view statement, const Value& request) override {
    seen = std::string(statement) + " " + request.to_json();
    return Value(17);
  }
  std::string seen;
};

TEST(Engine, FormStatementsReachTheStoreOfTheHost) {
  const auto records = std::make_shared<Records>();
  EXPECT_EQ(result(make_engine(), "x = insert into Orders [ Amount = 5 ]; return x;", {.hooks = {.forms = records}}),
            "17");
  EXPECT_EQ(records->seen.substr(0, 6), "insert");
  EXPECT_NE(records->seen.find("\"Amount\":5"), std::string::npos) << records->seen;
}

// Only the store knows its fields, so criteria travel as text; what the script knows is filled in.
TEST(Engine, CriteriaReachTheStoreWithTheValuesOfTheScript) {
  const auto records = std::make_shared<Records>();
  const RunOptions options{.hooks = {.forms = records}};
  const auto seen = [&](const std::string& text) {
    EXPECT_EQ(result(make_engine(), text, options), "17");
    return records->seen;
  };
  EXPECT_NE(seen("least = 5; name = \"O\\\"Hara\"; x = Orders[Amount > least && Name == name]; return x;")
                .find(R"(Amount > 5 && Name == \"O\\\"Hara\")"),
            std::string::npos)
      << records->seen;
  EXPECT_NE(seen("m = {\"id\":7}; x = Orders[ID == m.get(\"id\")]; return x;").find("ID == 7"), std::string::npos)
      << records->seen;
  EXPECT_NE(seen("x = Emp[Joined in Last  2 months && Age != 0] sort by Age desc.getAll(); return x;")
                .find("Joined in last 2 months && Age != 0"),
            std::string::npos)
      << records->seen;
  EXPECT_NE(records->seen.find("\"sort\":[\"Age desc\"]"), std::string::npos) << records->seen;
  EXPECT_NE(records->seen.find("\"aggregate\":\"getAll\""), std::string::npos) << records->seen;
}

TEST(Engine, OneScriptRunsOnManyThreads) {
  const Engine engine = make_engine();
  const Compiled compiled = compile(engine, "t = 0; for each i in l { t = t + i * n; } return t;");
  std::vector<std::thread> threads;
  std::vector<std::int64_t> results(8);
  for (int n = 0; n < 8; ++n)
    threads.emplace_back([&, n] {
      for (int i = 0; i < 200; ++i) {
        const Result<Outcome> outcome = compiled.script().run({.arguments = {{"n", n}, {"l", Value::list({1, 2, 3})}}});
        results[static_cast<std::size_t>(n)] = outcome.ok() ? outcome->value.as_number() : -1;
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (int n = 0; n < 8; ++n) EXPECT_EQ(results[static_cast<std::size_t>(n)], 6 * n);
}

TEST(Engine, ManyThreadsCompileWithOneEngine) {
  const Engine engine = make_engine();
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int n = 0; n < 8; ++n)
    threads.emplace_back([&, n] {
      for (int i = 0; i < 50; ++i)
        if (result(engine, "return " + std::to_string(n) + " + 1;") == std::to_string(n + 1)) ++right;
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 400);
}

TEST(Engine, DocumentsItsFunctions) {
  const Engine engine = make_engine();
  EXPECT_GT(engine.documentation().size(), 50u);
  const std::vector<FunctionDocumentation> one = engine.documentation("SUBSTRING");
  ASSERT_FALSE(one.empty());
  EXPECT_EQ(one[0].name, "subString");
  EXPECT_FALSE(one[0].summary.empty());
  EXPECT_TRUE(engine.documentation("noSuchThing").empty());
  EXPECT_EQ(engine.similar_functions("subStrng").front(), "subString");
  EXPECT_EQ(to_json(one).substr(0, 23), "[\n{\"name\":\"subString\",\"");
}

TEST(Engine, ReportsProblemsAsJson) {
  const Compiled compiled = compile(make_engine(), "x = 1;\ninfo y;");
  EXPECT_EQ(
      to_json("f.deluge", compiled.diagnostics()),
      "{\"file\":\"f.deluge\",\"ok\":true,\"diagnostics\":[{\"code\":\"SLC-CHK-0001\",\"severity\":\"warning\","
      "\"message\":\"Variable 'y' is not defined\",\"line\":2,\"column\":6,\"end_line\":2,\"end_column\":7" +
          (compiled.diagnostics()[0].help.empty() ? std::string()
                                                  : ",\"help\":" + Value(compiled.diagnostics()[0].help).to_json()) +
          "}]}");
}

TEST(Engine, BeforeARunUndefinedNamesAreErrors) {
  const Engine engine = make_engine();
  EXPECT_TRUE(engine.compile({"a", "info who;"}).ok());
  EXPECT_FALSE(engine.compile({"a", "info who;"}, {.check = CheckLevel::Run}).ok());
  EXPECT_TRUE(engine.compile({"a", "info who;"}, {.check = CheckLevel::Run, .parameters = {{"who"}}}).ok());
  EXPECT_TRUE(engine.compile({"a", "int f() { return nothing; }"}, {.check = CheckLevel::Syntax}).ok());
}

}  // namespace
}  // namespace sluice
