// Random source, trace and progress: what follows a run and makes it repeat.
#include <atomic>
#include <stdexcept>

#include "tests/engine/harness.h"

namespace sluice {
namespace {

// Bytes that are all the same.
class Constant final : public RandomSource {
 public:
  explicit Constant(unsigned char byte) : byte_(byte) {}
  void fill(std::span<std::byte> bytes) override {
    for (std::byte& each : bytes) each = std::byte{byte_};
  }

 private:
  unsigned char byte_;
};

TEST(Hooks, RandomNumbersComeFromTheHost) {
  const Engine engine = make_engine();
  // The first of a range for bits of zeros, the last for bits of ones.
  EXPECT_EQ(result(engine, "return randomNumber(10, 100);", {.hooks = {.random = std::make_shared<Constant>(0)}}),
            "10");
  EXPECT_EQ(result(engine, "return randomNumber(10, 100);", {.hooks = {.random = std::make_shared<Constant>(255)}}),
            "99");
}

TEST(Hooks, EncryptionRepeatsWithARandomSourceThatDoes) {
  const Engine engine = make_engine({.hooks = {.random = std::make_shared<Constant>(7)}});
  const std::string text = "return zoho.encryption.aesEncode128(\"0123456789abcdef\", \"secret\");";
  EXPECT_EQ(result(engine, text), result(engine, text));
  EXPECT_NE(result(engine, text), result(make_engine(), text));
}

class Steps final : public Trace {
 public:
  void statement(const TracePoint& point) override {
    steps.push_back(std::string(point.file) + ":" + std::to_string(point.line) + " " + std::string(point.function) +
                    "/" + std::to_string(point.depth));
  }
  std::vector<std::string> steps;
};

TEST(Hooks, TraceNamesEveryStatement) {
  const auto trace = std::make_shared<Steps>();
  const std::string text = R"(int lib.twice(int n)
{
  m = n * 2;
  return m;
}
x = lib.twice(4);
if(x > 7) { x = 1; }
for each  i in {1, 2}
{
  x = x + i;
}
return x;)";
  EXPECT_EQ(result(make_engine(), text, {.hooks = {.trace = trace}}), "4");
  EXPECT_EQ(trace->steps,
            (std::vector<std::string>{"test.deluge:6 /0", "test.deluge:3 lib.twice/1", "test.deluge:4 lib.twice/1",
                                      "test.deluge:7 /0", "test.deluge:7 /0", "test.deluge:8 /0", "test.deluge:10 /0",
                                      "test.deluge:10 /0", "test.deluge:12 /0"}));
}

TEST(Hooks, TraceGoesIntoLibraries) {
  const auto trace = std::make_shared<Steps>();
  const Engine engine =
      make_engine({.function_sources = {{"tools.deluge", "int tools.one()\n{\n  info \"here\";\n  return 1;\n}"}}});
  EXPECT_EQ(result(engine, "return tools.one();", {.hooks = {.trace = trace}}), "1");
  EXPECT_EQ(trace->steps,
            (std::vector<std::string>{"test.deluge:1 /0", "tools.deluge:3 tools.one/1", "tools.deluge:4 tools.one/1"}));
}

TEST(Hooks, TraceChangesNeitherCountsNorLimits) {
  const std::string text = "i = 0; while(i < 40000) { i = i + 1; } return i;";
  const Result<Outcome> plain = run(make_engine(), text);
  const Result<Outcome> traced = run(make_engine(), text, {.hooks = {.trace = std::make_shared<Steps>()}});
  ASSERT_TRUE(plain.ok() && traced.ok());
  EXPECT_EQ(traced->statistics.statements, plain->statistics.statements);
  const Limits limits{.statements = 1000};
  const auto trace = std::make_shared<Steps>();
  EXPECT_EQ(result(make_engine(), text, {.limits = limits, .hooks = {.trace = trace}}).substr(0, 12), "SLC-LIM-0001");
}

class Watch final : public ProgressWatch {
 public:
  explicit Watch(int most) : most_(most) {}
  bool progress(const Progress& so_far) override {
    EXPECT_GT(so_far.statements, last.statements);
    EXPECT_GT(so_far.elapsed, last.elapsed);
    EXPECT_GT(so_far.memory, 0u);
    last = so_far;
    return ++calls < most_;
  }
  Progress last;
  int calls = 0;

 private:
  int most_;
};

TEST(Hooks, ProgressIsToldAndCancels) {
  const auto watch = std::make_shared<Watch>(3);
  const std::string text = "m = Map(); i = 0; while(true) { i = i + 1; m.put(\"i\", i); }";
  EXPECT_EQ(result(make_engine(), text, {.hooks = {.progress = watch}}).substr(0, 12), "SLC-LIM-0006");
  EXPECT_EQ(watch->calls, 3);
}

class Failing final : public ProgressWatch, public Trace, public RandomSource {
 public:
  bool progress(const Progress&) override { throw std::runtime_error("no"); }
  void statement(const TracePoint&) override { throw std::runtime_error("no trace"); }
  void fill(std::span<std::byte>) override { throw std::runtime_error("no numbers"); }
};

TEST(Hooks, WhatTheyThrowBecomesAnError) {
  const auto failing = std::make_shared<Failing>();
  EXPECT_EQ(result(make_engine(), "while(true) { i = 1; }", {.hooks = {.progress = failing}}).substr(0, 12),
            "SLC-LIM-0006");
  EXPECT_EQ(result(make_engine(), "return 1;", {.hooks = {.trace = failing}}).substr(0, 12), "SLC-HST-0002");
  EXPECT_EQ(result(make_engine(), "try { return randomNumber(1, 9); } catch(e) { return e.message; }",
                   {.hooks = {.random = failing}}),
            "no numbers");
}

}  // namespace
}  // namespace sluice
