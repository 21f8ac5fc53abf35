// Text functions of builtins-text.md §1 to §3, without regular expressions.
#include <limits>

#include "tests/builtins/harness.h"

namespace sluice::builtins {
namespace {

class TextTest : public BuiltinTest {
 protected:
  const std::string kBounds =
      "Given string is lesser than the applied boundary, so index out of bounds exception arisen.";
};

TEST_F(TextTest, Contains) {
  EXPECT_EQ(shown("contains", {text("Zoho Creator"), text("Creator")}), "true");
  EXPECT_EQ(shown("contains", {text("Zoho Creator"), text("creator ")}), "false");
  EXPECT_EQ(shown("contains", {text("abc"), text("")}), "true");
  EXPECT_EQ(shown("notContains", {text("Zoho Creator"), text("CREATOR")}), "true");
  EXPECT_EQ(shown("containsIgnoreCase", {text("Zoho Creator"), text("creator")}), "true");
  EXPECT_EQ(shown("contains", {number(12345), number(34)}), "true");
}

TEST_F(TextTest, Ends) {
  EXPECT_EQ(shown("startsWith", {text("Zoho Creator"), text("Zoho")}), "true");
  EXPECT_EQ(shown("startsWith", {text("Zoho Creator"), text("zoho")}), "false");
  EXPECT_EQ(shown("startsWithIgnoreCase", {text("Zoho Creator"), text("zoho")}), "true");
  EXPECT_EQ(shown("endsWith", {text("Zoho Creator"), text("Creator")}), "true");
  EXPECT_EQ(shown("endsWith", {text("Zoho Creator"), text("creator")}), "false");
  EXPECT_EQ(shown("endsWithIgnoreCase", {text("Zoho Creator"), text("creator")}), "true");
}

TEST_F(TextTest, EqualsIgnoreCase) {
  EXPECT_EQ(shown("equalsIgnoreCase", {text("ZohoCreator"), text("Zoho Creator")}), "false");
  EXPECT_EQ(shown("equalsIgnoreCase", {text("ZohoCreator"), text("ZOHOCREATOR")}), "true");
  EXPECT_EQ(shown("equalsIgnoreCase", {text("\xC3\x9C"
                                            "BER"),
                                       text("\xC3\xBC"
                                            "ber")}),
            "true");
}

TEST_F(TextTest, IndexOf) {
  const Value value = text("Hello world, welcome to the universe");
  EXPECT_EQ(shown("indexOf", {value, text("e")}), "1");
  EXPECT_EQ(shown("find", {value, text("e")}), "1");
  EXPECT_EQ(shown("lastIndexOf", {value, text("e")}), "35");
  EXPECT_EQ(shown("indexOf", {value, text("z")}), "-1");
  EXPECT_EQ(shown("indexOf", {value, text("")}), "0");
}

TEST_F(TextTest, IndexesCountUtf16Units) {
  const Value value = text("\xF0\x9F\x98\x80\xC3\xA9x");  // an emoji of two units, é, x
  EXPECT_EQ(shown("length", {value}), "4");
  EXPECT_EQ(shown("indexOf", {value, text("x")}), "3");
  EXPECT_EQ(shown("subString", {value, number(2), number(4)}), "\xC3\xA9x");
  EXPECT_EQ(shown("subString", {value, number(0), number(2)}), "\xF0\x9F\x98\x80");
}

TEST_F(TextTest, HalvesOfACharacterAreReplaced) {
  const Value value = text("a\xF0\x9F\x98\x80z");
  EXPECT_EQ(shown("subString", {value, number(0), number(2)}), "a\xEF\xBF\xBD");
  EXPECT_EQ(shown("subString", {value, number(2), number(4)}), "\xEF\xBF\xBDz");
  EXPECT_EQ(shown("subString", {value, number(2), number(3)}), "\xEF\xBF\xBD");
  EXPECT_EQ(shown("subString", {value, number(1), number(2)}), "\xEF\xBF\xBD");
}

TEST_F(TextTest, SubString) {
  EXPECT_EQ(shown("subString", {text("Welcome to Zoho Deluge"), number(11), number(22)}), "Zoho Deluge");
  EXPECT_EQ(shown("substring", {text("Email: jack@zylker.com"), number(7)}), "jack@zylker.com");
  EXPECT_EQ(shown("subText", {text("Zoho Deluge"), number(5), number(-12)}), "Deluge");
  EXPECT_EQ(shown("mid", {text("Welcome to Zoho Deluge"), number(11), number(22)}), "Zoho Deluge");
  EXPECT_EQ(shown("mid", {text("abc"), number(3)}), "");
  EXPECT_EQ(error_of("subText", {text("Zoho Deluge"), number(6), number(4)}), kBounds);
  EXPECT_EQ(error_of("subString", {text("abc"), number(0), number(4)}), kBounds);
  EXPECT_EQ(error_of("subString", {text("abc"), number(4)}), kBounds);
  EXPECT_EQ(error_of("subString", {text("abc"), number(-1)}), kBounds);
  EXPECT_EQ(error_of("subText", {text("abc"), text("1")}),
            "'TEXT' can not be cast to '[BIGINT]' for the function 'subText'");
}

TEST_F(TextTest, LeftAndRight) {
  EXPECT_EQ(shown("left", {text("Zoho Creator"), number(4)}), "Zoho");
  EXPECT_EQ(shown("left", {text("abc"), number(-1)}), "abc");
  EXPECT_EQ(shown("left", {number(12345), number(2)}), "12");
  EXPECT_EQ(error_of("left", {text("abc"), number(9)}), kBounds);
  EXPECT_EQ(shown("right", {text("Zoho Creator"), number(7)}), "Creator");
  EXPECT_EQ(error_of("right", {text("abc"), number(-1)}), kBounds);
  EXPECT_EQ(error_of("right", {text("abc"), number(std::numeric_limits<std::int64_t>::min())}), kBounds);
}

TEST_F(TextTest, PrefixAndSuffix) {
  EXPECT_EQ(shown("getPrefix", {text("a,b,c"), text(",")}), "a");
  EXPECT_EQ(shown("getSuffix", {text("Create custom apps with Zoho Creator"), text("with")}), " Zoho Creator");
  EXPECT_TRUE(call("getPrefix", {text("abc"), text("z")}).is_null());
  EXPECT_TRUE(call("getSuffix", {text("abc"), text("z")}).is_null());
  EXPECT_EQ(shown("getPrefix", {Value::date_time(0, true), text(" ")}), "01-Jan-1970");
}

TEST_F(TextTest, LetterCase) {
  EXPECT_EQ(shown("upper", {text("Create online database applications")}), "CREATE ONLINE DATABASE APPLICATIONS");
  EXPECT_EQ(shown("toLowerCase", {text("Create ONLINE")}), "create online");
  EXPECT_EQ(shown("toUpperCase", {text("stra\xC3\x9F"
                                       "e \xC3\xA9")}),
            "STRASSE \xC3\x89");
  EXPECT_EQ(shown("toLowerCase", {text("\xCE\xA3\xCE\x91\xCE\xA3")}), "\xCF\x83\xCE\xB1\xCF\x82");  // ΣΑΣ, σας
  EXPECT_EQ(shown("proper", {text("hELLO wORLD")}), "Hello World");
}

TEST_F(TextTest, Trim) {
  EXPECT_EQ(shown("trim", {text(" Welcome to Zoho Creator \n")}), "Welcome to Zoho Creator");
  EXPECT_EQ(shown("ltrim", {text("   Zoho ")}), "Zoho ");
  EXPECT_EQ(shown("rtrim", {text("   Zoho   ")}), "   Zoho");
  EXPECT_EQ(shown("trim", {text("   ")}), "");
}

TEST_F(TextTest, Pad) {
  EXPECT_EQ(shown("leftpad", {text("Left"), number(6)}), "  Left");
  EXPECT_EQ(shown("leftPad", {text("7"), number(3)}), "  7");
  EXPECT_EQ(shown("leftpad", {text("Left"), number(-1)}), "Left");
  EXPECT_EQ(shown("rightpad", {text("Right"), number(6)}), "Right ");
  EXPECT_EQ(call("leftpad", {text("1"), number(66'665)}).text().size(), 66'665u);
}

TEST_F(TextTest, PadAndRepeatKeepToTheMemory) {
  EXPECT_NE(error_of("leftpad", {text("a"), number(9'000'000'000'000)}), "");
  EXPECT_NE(error_of("repeat", {text("abc"), number(9'000'000'000'000'000'000)}), "");
}

TEST_F(TextTest, Repeat) {
  EXPECT_EQ(shown("repeat", {text("Zoho"), number(3)}), "ZohoZohoZoho");
  EXPECT_EQ(shown("repeat", {text("Zoho"), number(0)}), "");
  EXPECT_NE(error_of("repeat", {text("Zoho"), number(-1)}), "");
}

TEST_F(TextTest, Reverse) {
  EXPECT_EQ(shown("reverse", {text("Zoho Creator")}), "rotaerC ohoZ");
  EXPECT_EQ(shown("reverse", {numbers({1, 2, 13})}), "31,2,1");
  EXPECT_EQ(shown("reverse", {text("a\xF0\x9F\x98\x80\xC3\xA9")}),
            "\xC3\xA9\xF0\x9F\x98\x80"
            "a");
}

TEST_F(TextTest, Remove) {
  EXPECT_EQ(shown("remove", {text("Zoho Creator"), text("Creator")}), "Zoho ");
  EXPECT_EQ(shown("remove", {text("a.b.c"), text(".")}), "abc");
  EXPECT_EQ(shown("removeFirstOccurence", {text("Zoho Creator 5"), text("5")}), "Zoho Creator ");
  EXPECT_EQ(shown("removeLastOccurence", {text("Create an app using Zoho Creator app builder"), text("app")}),
            "Create an app using Zoho Creator  builder");
  EXPECT_EQ(shown("removeLastOccurence", {text("abc"), text("x")}), "abc");
}

TEST_F(TextTest, Classes) {
  EXPECT_EQ(shown("getAlpha", {text("Your joining date is January 25th, 2019")}), "YourjoiningdateisJanuaryth");
  EXPECT_EQ(shown("getAlphaNumeric", {text("Your joining date is 25-01-2019")}), "Yourjoiningdateis25012019");
  EXPECT_EQ(shown("removeAllAlpha", {text("Zoho Creator 5")}), "  5");
  EXPECT_EQ(shown("removeAllAlphaNumeric", {text("Zoho Creator 5 is here!")}), "    !");
  EXPECT_EQ(shown("isAscii", {text("")}), "true");
  EXPECT_EQ(shown("isAscii", {text("\xC3\x9F")}), "false");
}

TEST_F(TextTest, OccurenceCount) {
  EXPECT_EQ(shown("getOccurenceCount", {text("aaaa"), text("aa")}), "2");
  EXPECT_EQ(shown("getOccurrenceCount", {text("aaaa"), text("")}), "0");
}

TEST_F(TextTest, Concat) { EXPECT_EQ(shown("concat", {text("Zoho"), text("Deluge")}), "ZohoDeluge"); }

TEST_F(TextTest, NamesThatDoNotExist) {
  for (const char* name : {"split", "join", "charAt", "format", "capitalize"})
    EXPECT_EQ(error_of(name, {text("a")}), std::string("Not able to find '") + name + "' function");
}

TEST_F(TextTest, PrefixAndSuffixInAnyLetterCase) {
  EXPECT_EQ(shown("getPrefixIgnoreCase", {text("2019T01"), text("t")}), "2019");
  EXPECT_EQ(shown("getSuffixIgnoreCase", {text("2019T01t02"), text("t")}), "01t02");
  EXPECT_EQ(shown("getPrefixIgnoreCase", {text("ÄÖ€ü!"), text("Ü")}), "ÄÖ€");
  EXPECT_EQ(shown("getSuffixIgnoreCase", {text("ÄÖ€ü!"), text("€Ü")}), "!");
  EXPECT_EQ(shown("getSuffixIgnoreCase", {text("ⱥbc"), text("ȺB")}), "c");  // of three and of two bytes
  EXPECT_EQ(shown("getPrefixIgnoreCase", {text("abc"), text("")}), "");
  EXPECT_TRUE(call("getPrefixIgnoreCase", {text("abc"), text("z")}).is_null());
  EXPECT_TRUE(call("getSuffixIgnoreCase", {text(""), text("z")}).is_null());
  EXPECT_EQ(error_of("getPrefixIgnoreCase", {text("abc")}),
            "No. of arguments mismatches for the function getPrefixIgnoreCase");
}

TEST_F(TextTest, Hexadecimal) {
  EXPECT_EQ(shown("textToHex", {text("Zoho Creator")}), "5a6f686f2043726561746f72");
  EXPECT_EQ(shown("textToHex", {text("é")}), "c3a9");
  EXPECT_EQ(shown("textToHex", {text("")}), "");
  EXPECT_EQ(shown("textToHex", {number(12)}), "3132");
  EXPECT_EQ(shown("hexToText", {text("C3A9")}), "é");
  EXPECT_EQ(shown("hexToText", {text("")}), "");
  EXPECT_EQ(shown("hexToText", {text("41ff42")}),
            "A\xEF\xBF\xBD"
            "B");
  // One for the beginning of a character that is cut off (Unicode 15, table 3-8), as Java decodes it.
  EXPECT_EQ(shown("hexToText", {text("e282")}), "\xEF\xBF\xBD");
  EXPECT_EQ(shown("zoho.encryption.base64Decode", {text("4oI=")}), "\xEF\xBF\xBD");
  EXPECT_EQ(error_of("hexToText", {text("414")}),
            "'414' is no text in hexadecimal digits: the number of its digits is odd");
  EXPECT_EQ(error_of("hexToText", {text("4g")}), "'4g' is no text in hexadecimal digits: digits are 0 to 9 and a to f");
}

}  // namespace
}  // namespace sluice::builtins
