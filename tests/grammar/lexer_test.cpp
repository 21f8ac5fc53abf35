// The production lexer, and that it agrees with the one that ANTLR generates from DelugeLexer.g4.
#include "grammar/lexer.h"

#include <gtest/gtest.h>

#include <random>

#include "antlr_lexer.h"
#include "grammar/utf8.h"

namespace sluice::grammar {
namespace {

// Texts that lexers stumble over.
constexpr const char* kTexts[] = {
    "",
    "a = \"b\\\"c\" + 'd\\'e'; // f\n/* g\n*/ h",
    "1 1.5 .5 1. 1.a 1..5 1.2.3 a.5 007 5a",
    "== = != ! <= < >= > += + -= - *= * /= / %= % && & || | ? : ; , . ( ) [ ] { }",
    "<%= a %> <% %>",
    "\"unclosed",
    "\"unclosed\\",
    "\"unclosed\\\"",
    "'unclosed",
    "/* unclosed * /",
    "/*/",
    "/**/ /***/ /****",
    "// no line end",
    "// cr\ra = 1",
    "“smart” ‘x’ “open\n”",
    "a\u00A0b\u2003c\u3000d\uFEFFe",
    "größe Ünï x_ü 名前 имя",
    "😀 § ~ ^ @ # $ ` \\",
    "\"two\nlines\" 'two\nlines'",
    "a\tb\fc\vd\re",
    "*/ /",
    "x//",
    "\"\\",
    "_ __a a_1",
    "/*/*/*/*/",
};

TEST(LexerEquality, Corpus) {
  for (const char* text : kTexts) EXPECT_EQ(compare_lexers(text), "") << text;
}

std::string random_text(std::mt19937& random) {
  static constexpr std::string_view kPieces[] = {
      "a",      "Z",      "_",      "0",  "9",  ".", "\"", "'",  "\\",   "/",     "*",
      "//",     "/*",     "*/",     "\n", "\r", " ", "\t", "=",  "!",    "<",     ">",
      "%",      "<%",     "%>",     "+",  "-",  "&", "|",  "(",  ")",    "[",     "]",
      "{",      "}",      ";",      ",",  ":",  "?", "ü",  "名", "“",    "”",     "‘",
      "’",      "\u00A0", "\u2028", "😀", "§",  "#", "@",  "if", "12.5", "\"x\"", "\xEF\xBB\xBF",
      "\u1680", "\u00D7"};
  std::uniform_int_distribution<std::size_t> piece(0, std::size(kPieces) - 1);
  std::uniform_int_distribution<int> length(0, 40);
  std::string text;
  for (int i = length(random); i > 0; --i) text += kPieces[piece(random)];
  return text;
}

TEST(LexerEquality, RandomTexts) {
  constexpr unsigned kSeed = 20240607;
  std::mt19937 random(kSeed);
  for (int i = 0; i < 3000; ++i) {
    const std::string text = random_text(random);
    const std::string difference = compare_lexers(text);
    ASSERT_EQ(difference, "") << "seed " << kSeed << ", text " << i << ": " << text;
  }
}

TEST(Lexer, MarksWordsAndLineStarts) {
  const auto tokens = lex("IF x\n/* c\n*/ y z", 0);
  ASSERT_EQ(tokens[1].kind, TokenKind::Word);
  EXPECT_EQ(tokens[1].word, Word::If);
  EXPECT_EQ(tokens[2].word, Word::None);
  EXPECT_FALSE(tokens[2].starts_line);
  EXPECT_TRUE(tokens[3].starts_line);
  EXPECT_FALSE(tokens[4].starts_line);
  EXPECT_EQ(tokens[5].kind, TokenKind::End);
}

TEST(Lexer, EveryWordIsFoundInAnyCase) {
  constexpr std::string_view kSpellings[] = {
#define SLUICE_WORD(name, spelling) spelling,
#include "grammar/words.inc"
#undef SLUICE_WORD
  };
  for (std::size_t i = 0; i < std::size(kSpellings); ++i) {
    std::string upper(kSpellings[i]);
    for (char& c : upper) c = static_cast<char>(c - 32);
    EXPECT_EQ(static_cast<std::size_t>(word_of(kSpellings[i])), i + 1) << kSpellings[i];
    EXPECT_EQ(static_cast<std::size_t>(word_of(upper)), i + 1) << upper;
    EXPECT_EQ(word_of(std::string(kSpellings[i]) + "_"), Word::None);
  }
  EXPECT_EQ(word_of("iff"), Word::None);
  EXPECT_EQ(word_of("x"), Word::None);
}

TEST(Lexer, TextsOfOneLine) {
  const auto tokens = lex("\"a\nb\" 'c\\\nd", 0, TextLines::Single);
  EXPECT_EQ(tokens[1].kind, TokenKind::UnclosedText);
  EXPECT_EQ(tokens[1].span(), (Span{0, 2}));
  EXPECT_EQ(tokens[2].kind, TokenKind::Word);
}

TEST(Lexer, FirstToken) {
  EXPECT_EQ(first_token_offset("a"), 0u);
  EXPECT_EQ(first_token_offset("\xEF\xBB\xBF"
                               "a"),
            3u);
  EXPECT_EQ(first_token_offset("#!/usr/bin/sluice\na"), 17u);
  EXPECT_EQ(first_token_offset("\xEF\xBB\xBF#!x\r\na"), 6u);
  EXPECT_EQ(first_token_offset("#!x"), 3u);
}

TEST(Utf8, FindsTheFirstInvalidByte) {
  EXPECT_EQ(first_invalid_utf8("abcdefgh ü ✅ 😀"), std::string_view::npos);
  EXPECT_EQ(first_invalid_utf8("abcdefgh\xFF"), 8u);
  EXPECT_EQ(first_invalid_utf8("a\xC0\x80"), 1u);          // overlong
  EXPECT_EQ(first_invalid_utf8("a\xED\xA0\x80"), 1u);      // surrogate
  EXPECT_EQ(first_invalid_utf8("a\xF4\x90\x80\x80"), 1u);  // beyond U+10FFFF
  EXPECT_EQ(first_invalid_utf8("a\xE2\x82"), 1u);          // cut short
}

}  // namespace
}  // namespace sluice::grammar
