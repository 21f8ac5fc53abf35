// The message catalogues: codes are unique and well formed, placeholders are filled.
#include "connectors/catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace sluice::grammar {
namespace {

constexpr Message kAll[] = {
#define SLUICE_MESSAGE(name, code, text) connectors::messages::name,
#include "connectors/catalogue.inc"
#include "grammar/catalogue.inc"
#undef SLUICE_MESSAGE
};

// SLC-, an area, - and four digits.
bool well_formed(std::string_view code) {
  static constexpr std::string_view kAreas[] = {"SYN", "CHK", "RUN", "LIM", "LIB", "HST", "WEB", "CON", "TSK"};
  return code.size() == 12 && code.starts_with("SLC-") && code[7] == '-' &&
         std::ranges::find(kAreas, code.substr(4, 3)) != std::end(kAreas) &&
         std::ranges::all_of(code.substr(8), [](char c) { return c >= '0' && c <= '9'; });
}

TEST(Catalogue, CodesAreUniqueAndWellFormed) {
  std::set<std::string_view> seen;
  for (Message message : kAll) {
    const std::string_view code = message.code();
    EXPECT_TRUE(well_formed(code)) << code;
    EXPECT_TRUE(seen.insert(code).second) << code << " is there twice";
  }
}

TEST(Catalogue, CodesAreStable) {
  EXPECT_EQ(messages::ImproperStatement.code, "SLC-SYN-0001");
  EXPECT_EQ(messages::VariableNotDefined.code, "SLC-CHK-0001");
  EXPECT_EQ(messages::IndexBeyondList.code, "SLC-RUN-0007");
}

TEST(Catalogue, FillsPlaceholders) {
  EXPECT_EQ(text_of(messages::IndexBeyondList, {"10"}), "Given index 10 is greater than the list size");
  EXPECT_EQ(text_of(messages::CannotCastArgument, {"TEXT", "BIGINT", "f"}),
            "'TEXT' can not be cast to '[BIGINT]' for the function 'f'");
}

TEST(Catalogue, LeavesArgumentsAlone) {
  EXPECT_EQ(text_of(messages::Thrown, {"{0} {1}"}), "{0} {1}");
  EXPECT_EQ(text_of(messages::ExpectingClosingBrace), "Expecting '}' but found '<EOF>'");
}

}  // namespace
}  // namespace sluice::grammar
