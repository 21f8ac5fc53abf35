// Every example in the documentation of the built-ins, run as it stands there.
#include <sluice/documentation.h>

#include "harness.h"

namespace sluice {
namespace {

bool calls_a_service(const FunctionDocumentation& function) {
  return function.name == "invokeUrl" || function.name == "getUrl" || function.name == "postUrl";
}

TEST(Examples, PrintWhatTheirDocumentationSays) {
  const Engine engine = make_engine();
  const std::vector<FunctionDocumentation> functions = engine.documentation("");
  EXPECT_GT(functions.size(), 150u);
  for (const FunctionDocumentation& function : functions) {
    SCOPED_TRACE(function.signature);
    if (function.example_result.empty() && calls_a_service(function)) continue;  // there is none in a test
    const auto output = std::make_shared<Lines>();
    const Result<Outcome> outcome = run(engine, function.example, {.hooks = {.output = output}});
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    std::string lines;
    for (const std::string& line : output->lines) lines += (lines.empty() ? "" : "\n") + line;
    EXPECT_EQ(lines, function.example_result) << function.example;
  }
}

}  // namespace
}  // namespace sluice
