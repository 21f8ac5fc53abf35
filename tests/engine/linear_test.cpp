// What scripts do in loops takes time in proportion to its size: four times as much work less than ten times as long,
// where a quadratic way would take sixteen times.
#include <ctime>

#include "harness.h"

namespace sluice {
namespace {

double seconds(const Engine& engine, const std::string& text) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const std::clock_t begin = std::clock();
    const Result<Outcome> outcome = run(engine, text);
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return best;
}

// `before` + a size + `after`.
void check(const std::string& before, const std::string& after) {
  constexpr int kSize = 100'000;
  constexpr double kNoise = 0.01;
  const Engine engine = make_engine();
  const double once = seconds(engine, before + std::to_string(kSize) + after);
  const double four_times = seconds(engine, before + std::to_string(4 * kSize) + after);
  EXPECT_LT(four_times, once * 10 + kNoise) << before << after;
}

TEST(Linear, PadAndSplitAsALoop) {
  check("n = 0;\nfor each i in \"\".leftpad(", " - 1).toList(\"\")\n{\n\tn = n + 1;\n}\ninfo n;");
  check("n = 0;\nfor each i in leftpad(\"1\", ", ").replaceAll(\" \", \"1,\").toList()\n{\n\tn = n + 1;\n}\ninfo n;");
}

TEST(Linear, TextBuiltWithPlus) {
  check("s = \"\";\nfor each i in \",\".repeat(",
        ").toList()\n{\n\ts = s + \"item \" + i + \",\";\n}\ninfo s.length();");
}

TEST(Linear, ExpressionsOverALongText) {
  check("info \"ab 12,\".repeat(", ").replaceAll(\"[0-9]+\", \"<$0>\").replaceAll(\"\\\\s\", \"\").length();");
}

TEST(Linear, DistinctAndSort) {
  check("l = \"b,a,\".repeat(", ").toList();\ninfo l.distinct().size() + l.sort().size();");
}

TEST(Linear, ReadAndWriteJson) {
  check("info (\"[\" + \"{\\\"a\\\":1},\".repeat(", ") + \"1]\").toJSONList().toString().length();");
}

}  // namespace
}  // namespace sluice
