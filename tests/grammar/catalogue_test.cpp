// The message catalogue: codes are unique and well formed, placeholders are filled.
#include "grammar/catalogue.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace sluice::grammar {
namespace {

constexpr Message kAll[] = {
#define SLUICE_MESSAGE(name, code, text) Message::name,
#include "grammar/catalogue.inc"
#undef SLUICE_MESSAGE
};

TEST(Catalogue, CodesAreUniqueAndWellFormed) {
  const std::regex form("SLC-(SYN|CHK|RUN|LIM|LIB|HST)-[0-9]{4}");
  std::set<std::string_view> seen;
  for (Message message : kAll) {
    const std::string_view code = code_of(message);
    EXPECT_TRUE(std::regex_match(code.begin(), code.end(), form)) << code;
    EXPECT_TRUE(seen.insert(code).second) << code << " is there twice";
  }
}

TEST(Catalogue, CodesAreStable) {
  EXPECT_EQ(code_of(Message::ImproperStatement), "SLC-SYN-0001");
  EXPECT_EQ(code_of(Message::VariableNotDefined), "SLC-CHK-0001");
  EXPECT_EQ(code_of(Message::IndexBeyondList), "SLC-RUN-0007");
}

TEST(Catalogue, FillsPlaceholders) {
  EXPECT_EQ(text_of(Message::IndexBeyondList, {"10"}), "Given index 10 is greater than the list size");
  EXPECT_EQ(text_of(Message::CannotCastArgument, {"TEXT", "BIGINT", "f"}),
            "'TEXT' can not be cast to '[BIGINT]' for the function 'f'");
}

TEST(Catalogue, LeavesArgumentsAlone) {
  EXPECT_EQ(text_of(Message::Thrown, {"{0} {1}"}), "{0} {1}");
  EXPECT_EQ(text_of(Message::ExpectingClosingBrace), "Expecting '}' but found '<EOF>'");
}

}  // namespace
}  // namespace sluice::grammar
