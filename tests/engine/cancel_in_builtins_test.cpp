// A run can be stopped in the middle of one long call of a built-in, not only before and behind it.
#include "tests/engine/harness.h"

namespace sluice {
namespace {

// Hears of the run every few milliseconds, and ends it at the third time.
class Impatient final : public ProgressWatch {
 public:
  bool progress(const Progress&) override { return ++told < 3; }
  int told = 0;
};

TEST(CancelInBuiltins, LongTextsAreWrittenInStretches) {
  const Engine engine = make_engine();
  for (const char* call : {"\"x\".leftpad(1500000000)", "\"x\".rightpad(1500000000)", "\"xy\".repeat(700000000)"}) {
    const auto watch = std::make_shared<Impatient>();
    RunOptions options;
    options.hooks.progress = watch;
    EXPECT_EQ(result(engine, "x = " + std::string(call) + ";", options).substr(0, 12), "SLC-LIM-0006") << call;
    EXPECT_EQ(watch->told, 3) << call;
  }
}

// What walks through a long text looks up on the way, whatever it makes of it.
TEST(CancelInBuiltins, LongTextsAreReadInStretches) {
  const Engine engine = make_engine();
  std::string letters;
  for (int i = 0; i < (32 << 20); ++i) letters += "\xc3\xa9";
  const Value text = Value(std::move(letters));
  for (const char* call : {"text.toUpperCase()", "text.toLowerCase()", "text.proper()", "text.reverse()",
                           "text.textToHex()", "text.containsIgnoreCase(\"x\")", "text.startsWithIgnoreCase(\"x\")",
                           "text.endsWithIgnoreCase(\"x\")", "text.equalsIgnoreCase(\"x\")",
                           "text.getPrefixIgnoreCase(\"x\")", "text.removeAllAlpha()", "text.getAlphaNumeric()"}) {
    const auto watch = std::make_shared<Impatient>();
    RunOptions options;
    options.arguments = {{"text", text}};
    options.hooks.progress = watch;
    EXPECT_EQ(result(engine, "x = " + std::string(call) + ";", options).substr(0, 12), "SLC-LIM-0006") << call;
    EXPECT_EQ(watch->told, 3) << call;
  }
}

TEST(CancelInBuiltins, AnExpressionOfMegabytesIsRefusedAtOnce) {
  const Engine engine = make_engine();
  RunOptions options;
  options.arguments = {{"text", Value(std::string(64 << 20, 'a'))}};
  for (const char* call : {"\"abc\".replaceAllIgnoreCase(text, \"x\")",
                           "\"abc\".replaceAllIgnoreCase(text, \"x\", true)", "\"abc\".matches(text)"}) {
    const std::string said = result(engine, "x = " + std::string(call) + ";", options);
    EXPECT_EQ(said.substr(0, 12), "SLC-RUN-0060") << call;
    EXPECT_LT(said.size(), 10'000u) << call;  // the text is not in the message
  }
}

}  // namespace
}  // namespace sluice
