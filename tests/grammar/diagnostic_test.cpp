// How diagnostics look: design/cli.md.
#include "grammar/diagnostic.h"

#include <gtest/gtest.h>

namespace sluice::grammar {
namespace {

std::string shown(const Source& source, Span span, std::vector<std::string> notes = {}) {
  return render(Severity::Error, "SLC-RUN-0007", "Given index 10 is greater than the list size", source, span, notes,
                Color::Plain);
}

TEST(Diagnostics, LookLikeTheContract) {
  const Source source("orders.deluge", "\n\n\n\n\nfirst = rows.get(10);\n");
  EXPECT_EQ(shown(source, {18, 21}, {"in function standalone.total, called from orders.deluge:21"}),
            "error[SLC-RUN-0007]: Given index 10 is greater than the list size\n"
            "  --> orders.deluge:6:14\n"
            "   |\n"
            " 6 | first = rows.get(10);\n"
            "   |              ^^^\n"
            "   = in function standalone.total, called from orders.deluge:21\n");
}

TEST(Diagnostics, WideLineNumbersWidenTheMargin) {
  const Source source("a.deluge", std::string(99, '\n') + "x;");
  EXPECT_EQ(shown(source, {99, 100}),
            "error[SLC-RUN-0007]: Given index 10 is greater than the list size\n"
            "    --> a.deluge:100:1\n"
            "     |\n"
            " 100 | x;\n"
            "     | ^\n");
}

TEST(Diagnostics, TabsKeepTheirWidth) {
  const Source source("a.deluge", "\tx\t= y;");
  const std::string text = shown(source, {5, 6});
  EXPECT_NE(text.find(" 1 | \tx\t= y;\n   | \t \t  ^\n"), std::string::npos) << text;
}

TEST(Diagnostics, ColumnsCountCodePoints) {
  const Source source("a.deluge", "\"üß✅\" x");
  const std::string text = shown(source, {10, 11});
  EXPECT_NE(text.find("a.deluge:1:7\n"), std::string::npos) << text;
  // The caret stands where a terminal shows the character: ✅ takes two cells.
  EXPECT_NE(text.find("   |        ^\n"), std::string::npos) << text;
}

TEST(Diagnostics, EmptySpansShowOneCaret) {
  const Source source("a.deluge", "ab");
  EXPECT_NE(shown(source, {2, 2}).find("   |   ^\n"), std::string::npos);
  EXPECT_NE(shown(Source("e", ""), {0, 0}).find(" 1 | \n   | ^\n"), std::string::npos);
}

TEST(Diagnostics, LongLinesAreCutAroundTheSpan) {
  const Source source("a.deluge", std::string(5000, 'a') + "HERE" + std::string(5000, 'b'));
  const std::string text = shown(source, {5000, 5004});
  EXPECT_LT(text.size(), 600u);
  EXPECT_NE(text.find(" 1 | …" + std::string(40, 'a') + "HERE" + std::string(76, 'b') + "…\n"), std::string::npos)
      << text;
  EXPECT_NE(text.find("   |  " + std::string(40, ' ') + "^^^^\n"), std::string::npos) << text;
}

TEST(Diagnostics, SpansOverSeveralLinesShowTheFirst) {
  const Source source("a.deluge", "x = f(\n1);");
  EXPECT_NE(shown(source, {4, 9}).find("   |     ^^\n"), std::string::npos);
}

TEST(Diagnostics, ControlCharactersAreNotPassedOn) {
  const Source source("a.deluge", "a\x1b[31mb");
  EXPECT_EQ(shown(source, {0, 1}).find('\x1b'), std::string::npos);
}

TEST(Diagnostics, HelpIsANote) {
  const Source source("a.deluge", "a b");
  Diagnostic problem = Diagnostic::warning(messages::MissingSemicolonWarning, {1, 1});
  problem.help = "write ';' here";
  const std::string text = render(problem, source, Color::Plain);
  EXPECT_TRUE(text.starts_with("warning[SLC-SYN-0006]: Missing ';'")) << text;
  EXPECT_TRUE(text.ends_with("   = help: write ';' here\n")) << text;
}

TEST(Diagnostics, ColourOnlyOnTerminals) {
  const Source source("a.deluge", "a b");
  const Diagnostic problem = Diagnostic::error(messages::ImproperStatement, {1, 1});
  EXPECT_EQ(render(problem, source, Color::Plain).find('\x1b'), std::string::npos);
  EXPECT_NE(render(problem, source, Color::Terminal).find("\x1b[1;31merror["), std::string::npos);
}

}  // namespace
}  // namespace sluice::grammar
