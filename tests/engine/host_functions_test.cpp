// Functions of the host.
#include <stdexcept>

#include "tests/engine/harness.h"

namespace sluice {
namespace {

FunctionRecord twice() {
  return {.name = "twiceOf",
          .parameters = {{.name = "number", .types = Kind::Number}},
          .result = Kind::Number,
          .summary = "The double of a number.",
          .run = [](std::span<const Value> arguments) -> Result<Value> { return Value(arguments[0].as_number() * 2); }};
}

FunctionRecord shout() {
  return {.name = "shout",
          .receiver = Kind::Text,
          .parameters = {{.name = "mark", .types = Kind::Text, .optional = true}},
          .result = Kind::Text,
          .run = [](std::span<const Value> arguments) -> Result<Value> {
            return Value(std::string(arguments[0].as_text()) +
                         (arguments.size() > 1 ? std::string(arguments[1].as_text()) : "!"));
          }};
}

Error broken(ErrorKind kind) {
  Error error;
  error.kind = kind;
  error.message = "the warehouse is closed";
  return error;
}

FunctionRecord failing(ErrorKind kind) {
  return {.name = "stock", .result = Kind::Number, .run = [kind](std::span<const Value>) -> Result<Value> {
            return broken(kind);
          }};
}

TEST(HostFunctions, AreCalledLikeBuiltIns) {
  const Engine engine = make_engine({.host_functions = {twice(), shout()}});
  EXPECT_EQ(result(engine, "return TwiceOf(21);"), "42");
  EXPECT_EQ(result(engine, "return \"hey\".shout() + shout(\"ho\", \"?\");"), "hey!ho?");
  EXPECT_EQ(result(engine, "return \"abc\".length();"), "3");
}

TEST(HostFunctions, AreCheckedBeforeTheRun) {
  const Engine engine = make_engine({.host_functions = {twice()}});
  EXPECT_FALSE(compile(engine, "x = twiceOf();").ok());
  EXPECT_FALSE(compile(engine, "x = twiceOf(\"a\");").ok());
  EXPECT_FALSE(compile(make_engine(), "x = twiceOf(1);").ok());
}

TEST(HostFunctions, AreDocumented) {
  const std::vector<FunctionDocumentation> found = make_engine({.host_functions = {twice()}}).documentation("twiceof");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, "host function");
  EXPECT_EQ(found[0].signature, "twiceOf(number)");
  EXPECT_EQ(found[0].summary, "The double of a number.");
}

TEST(HostFunctions, TheirErrorsAreTheScripts) {
  const Engine engine = make_engine({.host_functions = {failing(ErrorKind::Host)}});
  EXPECT_EQ(result(engine, "return stock();"), "SLC-HST-0002 the warehouse is closed");
  EXPECT_EQ(result(engine, "try { x = stock(); } catch(e) { return e.message; } return x;"), "the warehouse is closed");
}

TEST(HostFunctions, LimitsOfTheHostCannotBeCaught) {
  const Engine engine = make_engine({.host_functions = {failing(ErrorKind::Limit)}});
  const Result<Outcome> outcome = run(engine, "try { x = stock(); } catch(e) { x = 1; } return x;");
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().kind, ErrorKind::Limit);
}

TEST(HostFunctions, WhatTheyThrowIsAnError) {
  FunctionRecord throwing{.name = "explode",
                          .result = Kind::Number,
                          .run = [](std::span<const Value>) -> Result<Value> { throw std::runtime_error("boom"); }};
  EXPECT_EQ(result(make_engine({.host_functions = {throwing}}), "return explode();"), "SLC-HST-0002 boom");
}

TEST(HostFunctions, GiveWhatTheyDeclare) {
  FunctionRecord liar = twice();
  liar.run = [](std::span<const Value>) -> Result<Value> { return Value("many"); };
  EXPECT_EQ(result(make_engine({.host_functions = {liar}}), "return twiceOf(1);").substr(0, 12), "SLC-HST-0002");
}

TEST(HostFunctions, CannotClash) {
  const auto code = [](std::vector<FunctionRecord> functions) {
    const Result<Engine> engine = Engine::create({.time_zone = "UTC", .host_functions = std::move(functions)});
    return engine.ok() ? std::string("ok") : engine.error().code;
  };
  FunctionRecord nameless = twice();
  nameless.name = "two words";
  FunctionRecord idle = twice();
  idle.run = nullptr;
  EXPECT_EQ(code({twice(), twice()}), "SLC-API-0007");
  EXPECT_EQ(code({nameless}), "SLC-API-0007");
  EXPECT_EQ(code({idle}), "SLC-API-0007");
  EXPECT_EQ(code({twice(), shout()}), "ok");
}

}  // namespace
}  // namespace sluice
