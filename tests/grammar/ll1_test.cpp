// The generated parser decides everything by one token: nothing in it asks ANTLR's prediction.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace {

std::string generated_parser() {
  std::ifstream file(SLUICE_GENERATED_PARSER);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(GeneratedParser, NeverPredicts) {
  const std::string text = generated_parser();
  ASSERT_NE(text.find("DelugeParser::statement()"), std::string::npos) << SLUICE_GENERATED_PARSER;
  EXPECT_EQ(text.find("adaptivePredict"), std::string::npos);
}

TEST(GeneratedParser, HasNothingToDoAtStartUp) {
  const std::string text = generated_parser();
  EXPECT_EQ(text.find("_serializedATN ="), std::string::npos);
  EXPECT_EQ(text.find("::_init"), std::string::npos);
}

}  // namespace
