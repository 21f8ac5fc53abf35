// Regular expressions against tables of what Java 17 makes of them (tests/oracle/JavaRegex.java), and what Java leaves
// open: limits, messages, the cache.
#include <fstream>

#include "interpreter/support/utf16.h"
#include "interpreter/support/utf8.h"
#include "tests/builtins/harness.h"

#include "builtins/regex/regex.h"

namespace sluice::builtins {
namespace {

std::vector<std::string> split_row(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line)
    if (c == '\t') {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  return cells;
}

// Undoes the escapes of the table.
std::string unescaped(std::string_view text) {
  std::string out;
  char32_t high = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    switch (text[++i]) {
      case 't': out += '\t'; break;
      case 'n': out += '\n'; break;
      case 'r': out += '\r'; break;
      case 'u': {
        auto unit = static_cast<char32_t>(std::stoul(std::string(text.substr(i + 1, 4)), nullptr, 16));
        i += 4;
        if (unit >= 0xD800 && unit < 0xDC00) {
          high = unit;
          break;
        }
        if (unit >= 0xDC00 && unit < 0xE000) unit = 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00);
        char encoded[4];
        out.append(encoded, support::encode_utf8(encoded, unit));
        break;
      }
      default: out += text[i];
    }
  }
  return out;
}

class RegexTest : public BuiltinTest {
 protected:
  std::string places(const Value& subject, const std::string& pattern) {
    regex::Search search(regex::compile(pattern, regex::Extent::Anywhere, regex::LetterCase::Exact, subject),
                         subject.text(), pattern, budget);
    std::string found;
    while (search.next())
      found += (found.empty() ? "" : " ") + std::to_string(support::utf16_index(subject, search.begin())) + "-" +
               std::to_string(support::utf16_index(subject, search.end()));
    return found;
  }

  std::string answer(const std::string& asked, const std::string& pattern, const Value& subject,
                     const std::string& replacement) {
    try {
      if (asked == "find") return places(subject, pattern);
      if (asked == "matches") return shown("matches", {subject, text(pattern)});
      return shown(asked == "replace" ? "replaceAll" : "replaceAllIgnoreCase",
                   {subject, text(pattern), text(replacement)});
    } catch (const Raised& raised) { return raised.catchable() ? "!" : "raised " + raised.fault().message; }
  }

  std::string help_of(const std::string& pattern) {
    try {
      call("matches", {text("abc"), text(pattern)});
    } catch (const Raised& raised) { return raised.fault().help; }
    return "";
  }
};

// Java leaves a repetition with a count behind its first empty turn; PCRE2 goes on to the count.
bool stops_at_an_empty_turn(const std::string& pattern) { return pattern.find("|(?<![a-c])){2}") != std::string::npos; }

TEST_F(RegexTest, AsJava17) {
  std::ifstream table(SLUICE_ORACLES "/java_regex.tsv");
  ASSERT_TRUE(table) << "the table is missing";
  int rows = 0;
  for (std::string line; std::getline(table, line); ++rows) {
    const std::vector<std::string> cells = split_row(line);
    ASSERT_EQ(cells.size(), 5u) << line;
    if (stops_at_an_empty_turn(cells[1])) continue;
    const std::string expected = cells[4] == "!" ? "!" : unescaped(cells[4]);
    EXPECT_EQ(answer(cells[0], unescaped(cells[1]), text(unescaped(cells[2])), unescaped(cells[3])), expected) << line;
  }
  EXPECT_GT(rows, 3000);
}

TEST_F(RegexTest, Messages) {
  EXPECT_EQ(error_of("matches", {text("a"), text("(")}), "( is not a valid regular expression");
  EXPECT_EQ(help_of("("), "Unclosed group, at character 2");
  EXPECT_EQ(help_of("é*{"), "Illegal repetition, at character 4");
  EXPECT_EQ(help_of("a**"), "Dangling meta character '*', at character 3");
  EXPECT_EQ(help_of("(?<=a+)b"), "Each alternative of a look-behind must have one length, at character 1");
  EXPECT_EQ(help_of("\\p{IsFoo}"), "Unknown character property name, at character 1");
  EXPECT_EQ(error_of("replaceAll", {text("a"), text("a"), text("$1")}),
            "$1 is not a valid replacement: there is no group 1");
  EXPECT_EQ(error_of("replaceAll", {text("a"), text("a"), text("b"), text("maybe")}),
            "'TEXT' can not be cast to '[BOOLEAN]' for the function 'replaceAll'");
  EXPECT_EQ(error_of("replaceAll", {text("a"), text("a")}), "No. of arguments mismatches for the function replaceAll");
  EXPECT_EQ(error_of("matches", {Value(), text("a")}), "Value is empty and 'matches' function cannot be applied");
  EXPECT_EQ(error_of("matches", {text("a"), Value()}), "Null value occurred while performing matches operation");
}

TEST_F(RegexTest, EscapedSearch) {
  EXPECT_EQ(shown("replaceAll", {text("5.0"), text("."), text("$1"), boolean(true)}), "5$10");
  EXPECT_EQ(shown("replaceAll", {text("5.0"), text("."), text("x"), text("True")}), "5x0");
  EXPECT_EQ(shown("replaceFirst", {text("a.b.c"), text("."), text("\\"), boolean(true)}), "a\\b.c");
  EXPECT_EQ(shown("replaceAllIgnoreCase", {text("A.b a.B"), text("a.b"), text("x"), boolean(true)}), "x x");
  EXPECT_EQ(shown("replaceAll", {text("ab"), text(""), text("-"), boolean(true)}), "-a-b-");
  EXPECT_EQ(shown("replaceAll", {number(12345), text("3"), number(0)}), "12045");
}

// An expression that can match in very many ways ends with an error that a script can catch.
TEST_F(RegexTest, EndlessBacktrackingIsAnError) {
  const Value subject = text(std::string(40, 'a') + "!b");
  EXPECT_EQ(error_of("matches", {subject, text("(a|aa|a?)*b")}),
            "The regular expression (a|aa|a?)*b takes too many steps on this text");
  EXPECT_EQ(answer("matches", "(a|aa|a?)*b", subject, ""), "!");
}

// A group that repeats over a long text; Java's stack overflows far earlier.
TEST_F(RegexTest, LongTextsDoNotOverflow) {
  const Value subject = text(std::string(50'000, 'a') + "b");
  EXPECT_EQ(shown("matches", {subject, text("(a|b)*")}), "true");
  const std::string answered = answer("matches", "((a)|(b))*c?", text(std::string(5'000'000, 'a')), "");
  EXPECT_TRUE(answered == "true" || answered == "!") << answered;
}

// The limits of a run hold inside of one search, also where each place is tried in vain.
TEST_F(RegexTest, TheClockHolds) {
  limits.wall_clock = std::chrono::milliseconds(50);
  Budget short_budget(limits);
  const Value subject = text(std::string(1'000'000, 'a'));
  regex::Search search(regex::compile("a*b|a*c", regex::Extent::Anywhere, regex::LetterCase::Exact, subject),
                       subject.text(), "a*b", short_budget);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THROW(search.next(), Raised);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

TEST_F(RegexTest, ManyExpressions) {
  for (int i = 0; i < 1000; ++i) {
    const std::string n = std::to_string(i);
    ASSERT_EQ(shown("replaceAll", {text("x" + n + "y"), text("[x]" + n), text("z")}), "zy");
  }
}

}  // namespace
}  // namespace sluice::builtins
