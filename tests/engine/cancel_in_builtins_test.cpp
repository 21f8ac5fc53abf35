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

}  // namespace
}  // namespace sluice
