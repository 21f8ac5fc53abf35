// What scripts do in loops takes memory and work in proportion to its size. Counted are the bytes that are asked for and moved:
// a text that is copied for each piece that is added to it asks for sixteen times as many when it gets four times as long.
#include <cstddef>

#include "harness.h"

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {
thread_local std::size_t asked = 0;
}

extern "C" {
void* __libc_malloc(std::size_t size) noexcept;  // NOLINT: the C library's names
void* __libc_realloc(void* memory, std::size_t size) noexcept;  // NOLINT: the C library's names

void* malloc(std::size_t size) noexcept {
  asked += size;
  return __libc_malloc(size);
}
void* realloc(void* memory, std::size_t size) noexcept {
  asked += size;
  return __libc_realloc(memory, size);
}
}

namespace sluice {
namespace {

std::size_t bytes_asked(const Engine& engine, const std::string& text) {
  const std::size_t before = asked;
  const Result<Outcome> outcome = run(engine, text);
  EXPECT_TRUE(outcome.ok()) << outcome.error().message;
  return asked - before;
}

// `before` + a size + `after`.
void check(const std::string& before, const std::string& after) {
  constexpr int kSize = 50'000;
  const Engine engine = make_engine();
  bytes_asked(engine, before + "10" + after);  // what is made once
  const std::size_t once = bytes_asked(engine, before + std::to_string(kSize) + after);
  const std::size_t four_times = bytes_asked(engine, before + std::to_string(4 * kSize) + after);
  EXPECT_GT(once, std::size_t{kSize}) << before << after;
  EXPECT_LT(four_times, once * 8) << before << after;
}

TEST(Linear, PadAndSplitAsALoop) {
  check("n = 0;\nfor each i in \"\".leftpad(", " - 1).toList(\"\")\n{\n\tn = n + 1;\n}\ninfo n;");
  check("n = 0;\nfor each i in leftpad(\"1\", ", ").replaceAll(\" \", \"1,\").toList()\n{\n\tn = n + 1;\n}\ninfo n;");
}

TEST(Linear, TextBuiltWithPlus) {
  check("s = \"\";\nfor each i in \",\".repeat(",
        ").toList()\n{\n\ts = s + \"item \" + i + \",\";\n}\ninfo s.length();");
  check("s = \"\";\nfor each i in \",\".repeat(", ").toList()\n{\n\ts += \"item\";\n}\ninfo s.length();");
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

#endif
