// Texts made to hurt: a result or a clear error, soon and without a crash, also on a small stack.
#include "tests/small_stack.h"
#include "tree_text.h"

namespace sluice::grammar {
namespace {

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

std::string first_problem(std::string_view text) {
  const std::string problems = problems_of(text);
  return problems.substr(0, problems.find('\n'));
}

constexpr std::size_t kSmallStack = 1 << 20;

struct Nest {
  const char* name;
  const char* before;
  const char* open;
  const char* middle;
  const char* close;
  const char* after;
};

class Nesting : public testing::TestWithParam<Nest> {
 protected:
  static std::string text(std::size_t levels) {
    const Nest& n = GetParam();
    return n.before + repeated(n.open, levels) + n.middle + repeated(n.close, levels) + n.after;
  }
};

TEST_P(Nesting, FiveHundredLevelsAreFine) {
  on_small_stack(kSmallStack, [] { expect_round_trip(text(500)); });
}

TEST_P(Nesting, MoreIsAnError) {
  const ParsedScript parsed = parse_text(text(501));
  ASSERT_EQ(parsed.diagnostics.size(), 1u) << problems_of(parsed);
  EXPECT_EQ(parsed.diagnostics[0].message, Message::NestingTooDeep);
  EXPECT_EQ(parsed.diagnostics[0].text, "This is nested more than 500 levels deep");
}

TEST_P(Nesting, AMillionLevelsAreAnError) {
  on_small_stack(kSmallStack, [] {
    const ParsedScript parsed = parse_text(text(1000000));
    ASSERT_EQ(parsed.diagnostics.size(), 1u) << problems_of(parsed);
    EXPECT_EQ(parsed.diagnostics[0].message, Message::NestingTooDeep);
  });
}

INSTANTIATE_TEST_SUITE_P(
    Forms, Nesting,
    testing::Values(Nest{"parentheses", "x = ", "(", "1", ")", ";"}, Nest{"sums", "x = ", "(1 + ", "1", ")", ";"},
                    Nest{"brackets", "x = ", "[", "1", "]", ";"}, Nest{"braces", "x = ", "{", "1", "}", ";"},
                    Nest{"maps", "x = ", "{1:", "1", "}", ";"}, Nest{"calls", "x = ", "f(", "1", ")", ";"},
                    Nest{"methods", "x = ", "a.f(", "1", ")", ";"}, Nest{"criteria", "x = ", "F[", "1", "]", ";"},
                    Nest{"conditionals", "x = ", "if(1,2,", "1", ")", ";"},
                    Nest{"tasks", "x = ", "invokeurl [ url: ", "1", "]", ";"},
                    Nest{"inserts", "x = ", "insert into F [ a = ", "1", "]", ";"},
                    Nest{"nots", "x = ", "!", "1", "", ";"}, Nest{"minuses", "x = ", "-", "a", "", ";"},
                    Nest{"blocks", "", "{", "", "}", ""}, Nest{"ifs", "", "if(a) { ", "", "}", ""},
                    Nest{"loops", "", "for each x in l { ", "", "}", ""},
                    Nest{"tries", "", "try { ", "", "} catch (e) { }", ""}),
    [](const auto& tested) { return tested.param.name; });

TEST(Limits, OpenBracketsWithoutEnd) {
  for (const char* open : {"(", "[", "{", "!", "-", "f(", "{1:", "x=(", "if(a){"}) {
    EXPECT_EQ(first_problem(repeated(open, 10000000 / std::string_view(open).size())).substr(0, 18),
              "error SLC-SYN-0007")
        << open;
  }
}

TEST(Limits, LongRunsAreFlat) {
  on_small_stack(kSmallStack, [] {
    expect_round_trip("x = 1" + repeated("+1", 500000) + ";");
    expect_round_trip("x = a" + repeated(" || b && c", 100000) + ";");
    expect_round_trip("x = {1" + repeated(",1", 500000) + "};");
    expect_round_trip("if(a) {}" + repeated(" else if(b) {}", 200000));
    expect_round_trip(repeated("x = 1;", 500000));
  });
}

TEST(Limits, Chains) {
  expect_round_trip("x = a" + repeated(".b()", 2000) + ";");
  EXPECT_EQ(first_problem("x = a" + repeated(".b()", 2001) + ";").substr(0, 18), "error SLC-SYN-0015");
  EXPECT_EQ(first_problem("x = a" + repeated(".b", 500000) + ";").substr(0, 18), "error SLC-SYN-0015");
  EXPECT_EQ(first_problem("x = a" + repeated("[0]", 500000) + ";").substr(0, 18), "error SLC-SYN-0015");
}

// Parentheses would let chains grow on top of each other.
TEST(Limits, HeightOfTheWholeTree) {
  const std::string chain = repeated(".b", 1000);
  const std::string text = "x = " + repeated("(", 400) + "a" + repeated(chain + ")", 400) + ";";
  on_small_stack(kSmallStack, [&] { EXPECT_EQ(first_problem(text).substr(0, 18), "error SLC-SYN-0007"); });
}

TEST(Limits, SourceSize) {
  ParseOptions options;
  options.limits.source_bytes = 10;
  const auto source = std::make_shared<Source>("s", "info 12345;");
  const ParsedScript parsed = parse(source, options);
  EXPECT_EQ(problems_of(parsed), "error SLC-SYN-0008 1:1");
}

TEST(Limits, ErrorsAreCapped) {
  const ParsedScript parsed = parse_text(repeated("x = ;\n", 10000));
  ASSERT_EQ(parsed.diagnostics.size(), 51u);
  EXPECT_EQ(parsed.diagnostics.back().message, Message::TooManyErrors);
}

TEST(Limits, Garbage) {
  std::string text(4 << 20, '\0');
  unsigned state = 12345;
  for (char& c : text) {
    state = state * 1664525 + 1013904223;
    c = static_cast<char>(state >> 24);
  }
  EXPECT_LE(parse_text(text).diagnostics.size(), 1100u);
  for (char& c : text) c = static_cast<char>(' ' + static_cast<unsigned char>(c) % 95);
  EXPECT_LE(parse_text(text).diagnostics.size(), 1100u);
}

TEST(Limits, OneLineOfErrorsEnds) {
  EXPECT_LE(parse_text(repeated("x = ; ", 2000000)).diagnostics.size(), 60u);
  EXPECT_LE(parse_text(repeated(") ", 5000000)).diagnostics.size(), 60u);
  EXPECT_LE(parse_text(repeated("a b ", 2000000)).diagnostics.size(), 60u);
  EXPECT_LE(parse_text(repeated("\" ' ", 1000001)).diagnostics.size(), 60u);
}

TEST(Limits, Comments) {
  EXPECT_EQ(problems_of(repeated("/* ", 1000000)), "error SLC-SYN-0003 1:1");
  EXPECT_EQ(problems_of(repeated("/**/", 1000000)), "");
  EXPECT_EQ(problems_of(repeated("//\n", 1000000)), "");
}

TEST(Limits, TruncatedAnywhere) {
  const std::string_view text =
      "void ns.f(list:int a, map b)\n{\n for each index i in F[a = 1] sort by A desc range from 1 to 2 {\n"
      "  x = if(a, {\"k\" : -1.5}, [1]) not in b:ui;\n  try { throw \"e\"; } catch (e) { update r [ A.b = 1 ]; }\n }\n"
      " sendmail [ to :a, b Attachments :template:F:x as PDF ]\n}\n";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    parse_text(text.substr(0, size));
    parse_text(text.substr(size));
  }
}

}  // namespace
}  // namespace sluice::grammar
