// Lines and columns of a text.
#include "grammar/source.h"

#include <gtest/gtest.h>

#include <thread>

namespace sluice::grammar {
namespace {

std::string at(const Source& source, std::uint32_t offset) {
  const Position p = source.position(offset);
  return std::to_string(p.line) + ":" + std::to_string(p.column);
}

TEST(Source, LineEnds) {
  const Source source("s", "a\nbc\r\nd\re");
  EXPECT_EQ(at(source, 0), "1:1");
  EXPECT_EQ(at(source, 1), "1:2");
  EXPECT_EQ(at(source, 2), "2:1");
  EXPECT_EQ(at(source, 6), "3:1");
  EXPECT_EQ(at(source, 8), "4:1");
  EXPECT_EQ(source.line_text(1), "a");
  EXPECT_EQ(source.line_text(2), "bc");
  EXPECT_EQ(source.line_text(3), "d");
  EXPECT_EQ(source.line_text(4), "e");
  EXPECT_EQ(source.line_text(5), "");
  EXPECT_EQ(source.line_text(0), "");
}

TEST(Source, ColumnsCountCodePoints) {
  const Source source("s", "ü✅😀x");
  EXPECT_EQ(at(source, 9), "1:4");
}

TEST(Source, ByteOrderMarkIsNoColumn) {
  const Source source("s",
                      "\xEF\xBB\xBF"
                      "ab");
  EXPECT_EQ(at(source, 3), "1:1");
  EXPECT_EQ(at(source, 4), "1:2");
  EXPECT_EQ(source.line_text(1), "ab");
}

TEST(Source, EndAndBeyond) {
  const Source source("s", "a\n");
  EXPECT_EQ(at(source, 2), "2:1");
  EXPECT_EQ(at(source, 99), "2:1");
  EXPECT_EQ(at(Source("s", ""), 0), "1:1");
}

TEST(Source, ManyThreadsMayAskFirst) {
  std::string text;
  for (int i = 0; i < 10000; ++i) text += "line\n";
  const Source source("s", text);
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { EXPECT_EQ(source.line(5 * 9999), 10000u); });
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace sluice::grammar
