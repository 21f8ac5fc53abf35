// Functions of other files, and sluice.toml.

#include <filesystem>
#include <thread>

#include "tests/engine/harness.h"
#include "tests/support/temporary_folder.h"

namespace sluice {
namespace {

using Folder = test::TemporaryFolder;

SourceText source(const char* text) { return {.name = "lib.deluge", .text = text}; }

TEST(Library, FindsFunctionsInMemory) {
  const Engine engine =
      make_engine({.function_sources = {source("int standalone.double_of(int n) { return n * 2; }")}});
  EXPECT_EQ(result(engine, "return standalone.DOUBLE_OF(4);"), "8");
  EXPECT_EQ(result(engine, "return thisapp.double_of(4);"), "8");
}

TEST(Library, ReadsFoldersAtAnyDepth) {
  const Folder folder;
  folder.write("a/b/one.dg", "int one() { return 1; }");
  folder.write("two.ds", "int two() { return thisapp.one() + 1; }");
  folder.write("notes.txt", "int three() { return 3; }");
  folder.write(".hidden/four.deluge", "int four() { return 4; }");
  const Engine engine = make_engine({.functions = {folder.path()}});
  EXPECT_EQ(result(engine, "return thisapp.two();"), "2");
  const LibraryContent content = engine.library();
  ASSERT_EQ(content.functions.size(), 2u);
  EXPECT_EQ(content.functions[0].name, "one");
  EXPECT_TRUE(content.problems.empty());
}

TEST(Library, BrokenFilesAreReportedAtTheCall) {
  const Engine engine =
      make_engine({.function_sources = {source("int broken() { return ; "),
                                        {.name = "good.deluge", .text = "int good() { return 1; }"}}});
  EXPECT_EQ(result(engine, "return thisapp.good();"), "1");
  const Result<Outcome> outcome = run(engine, "info \"first\"; return thisapp.broken();");
  ASSERT_FALSE(outcome.ok());
  EXPECT_NE((outcome.error().message + outcome.error().help).find("lib.deluge"), std::string::npos);
}

TEST(Library, DuplicatesAreReported) {
  const Engine engine = make_engine({.function_sources = {source("int f() { return 1; }"),
                                                          {.name = "other.deluge", .text = "int F() { return 2; }"}}});
  const Result<Outcome> outcome = run(engine, "return thisapp.f();");
  ASSERT_FALSE(outcome.ok());
  EXPECT_NE((outcome.error().message + outcome.error().help).find("other.deluge"), std::string::npos);
  ASSERT_EQ(engine.library().problems.size(), 1u);
}

TEST(Library, TheNamespaceChooses) {
  const Engine engine = make_engine({.function_sources = {source("int a.f() { return 1; } int b.f() { return 2; }")}});
  EXPECT_EQ(result(engine, "return a.f() + thisapp.b.f() * 10;"), "21");
}

TEST(Library, ErrorsNameTheFunctionAndItsFile) {
  const Engine engine = make_engine({.function_sources = {source("int ns.first(list l)\n{\n return l.get(9);\n}")}});
  const Result<Outcome> outcome = run(engine, "return ns.first({1});");
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().source.name(), "lib.deluge");
  EXPECT_EQ(outcome.error().line, 3u);
  ASSERT_EQ(outcome.error().stack.size(), 1u);
  EXPECT_EQ(outcome.error().stack[0].function, "ns.first");
  EXPECT_EQ(outcome.error().stack[0].file, "test.deluge");
}

TEST(Library, IsSafeToUseFromManyThreads) {
  std::string text;
  for (int i = 0; i < 50; ++i)
    text += "int f" + std::to_string(i) + "(int n) { return n + " + std::to_string(i) + "; }\n";
  const Engine engine = make_engine({.function_sources = {{.name = "many.deluge", .text = text}}});
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i)
        if (result(engine, "return thisapp.f" + std::to_string(i) + "(1);") == std::to_string(i + 1)) ++right;
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 400);
}

TEST(Library, MissingPathsAreErrors) {
  EXPECT_EQ(Engine::create({.time_zone = "UTC", .functions = {"/no/such/folder"}}).error().code, "SLC-API-0002");
}

TEST(Settings, ReadsSluiceToml) {
  const Folder folder;
  const std::string path = folder.write("sluice.toml", R"(dialect = "creator"
time_zone = "Europe/Paris"
functions = ["functions/"]

[limits]
wall_clock = "30s"
profile = "crm"
memory = "1 MiB"

[egress]
allow = ["api.example.com"]
)");
  const Result<EngineOptions> options = read_options(path);
  ASSERT_TRUE(options.ok()) << options.error().message;
  EXPECT_EQ(options->dialect, Dialect::Creator);
  EXPECT_EQ(options->time_zone, "Europe/Paris");
  EXPECT_EQ(options->functions, std::vector<std::string>{folder.path() + "/functions/"});
  EXPECT_EQ(options->limits.statements, 200'000u);
  EXPECT_EQ(options->limits.wall_clock, std::chrono::seconds(30));
  EXPECT_EQ(options->limits.memory, 1u << 20);
}

std::string problem_of(const std::string& text) {
  const Folder folder;
  const Result<EngineOptions> options = read_options(folder.write("sluice.toml", text));
  return options.ok() ? "ok" : options.error().message.substr(folder.path().size() + 1) + " | " + options.error().help;
}

TEST(Settings, NamesTheNearestKey) {
  EXPECT_EQ(problem_of("time_zon = \"UTC\"\n"), "sluice.toml:1:1: unknown key 'time_zon' | did you mean 'time_zone'?");
  EXPECT_EQ(problem_of("[limits]\nmemry = 5\n"), "sluice.toml:2:1: unknown key 'memry' | did you mean 'memory'?");
  EXPECT_EQ(problem_of("[smtp]\nhots = \"a\"\n"), "sluice.toml:2:1: unknown key 'hots' | did you mean 'host'?");
}

TEST(Settings, RefusesWrongValues) {
  EXPECT_EQ(problem_of("dialect = \"crm\"\n"), "sluice.toml:1:11: 'dialect' is not 'crm' | one of standard, creator");
  EXPECT_NE(problem_of("[limits]\nwall_clock = \"soon\"\n"), "ok");
  EXPECT_NE(problem_of("[limits]\nprofile = \"tiny\"\n"), "ok");
  EXPECT_NE(problem_of("functions = \"a\"\n"), "ok");
  EXPECT_NE(problem_of("dialect = \n"), "ok");
}

TEST(Settings, LimitsComeFromProfilesAndFiles) {
  const Folder folder;
  EXPECT_EQ(find_limits("creator")->statements, 5000u);
  EXPECT_EQ(find_limits(folder.write("a.toml", "statements = 7\n"))->statements, 7u);
  EXPECT_EQ(find_limits(folder.write("b.toml", "[limits]\nstatements = 8\n"))->statements, 8u);
  EXPECT_EQ(find_limits("creater").error().code, "SLC-API-0004");
  EXPECT_EQ(find_limits("creater").error().help, "did you mean 'creator'?");
}

TEST(Settings, AreFoundInTheFolderOrItsParents) {
  const Folder folder;
  const std::string project = folder.write("project/sluice.toml", "");
  folder.write("project/a/b/x.deluge", "");
  folder.write("other/.git/config", "");
  folder.write("sluice.toml", "");
  EXPECT_EQ(std::filesystem::canonical(find_project_file(folder.path() + "/project/a/b")),
            std::filesystem::canonical(project));
  EXPECT_EQ(find_project_file(folder.path() + "/other"), "");
}

}  // namespace
}  // namespace sluice
