// Letters by RFC 5322, 2045 and 2047; tests/cli/mail_test.py reads them with Python's parser.
#include "connectors/web/mail_message.h"

#include <gtest/gtest.h>

namespace sluice::connectors::web {
namespace {

TEST(MailAddress, IsReadWithAndWithoutAName) {
  EXPECT_EQ(MailAddress::parse(" ada@example.com ")->address, "ada@example.com");
  const MailAddress named = MailAddress::parse("\"Love, Ada\" <ada@example.com>").value();
  EXPECT_EQ(named.name, "Love, Ada");
  EXPECT_EQ(named.address, "ada@example.com");
}

TEST(MailAddress, RefusesWhatIsNone) {
  for (const char* text : {"", "ada", "@example.com", "ada@", "a b@example.com", "a@b@c", "a@b\r\nBcc: c@d",
                           "Ada\r\nBcc: c@d <a@b>", "<a@b", "a@b>", "a@b,c@d", "a\"@b", "Ada <>"})
    EXPECT_FALSE(MailAddress::parse(text)) << text;
}

TEST(MailMessage, CommasInQuotesBelongToNames) {
  EXPECT_EQ(split_addresses("a@b, \"C, D\" <c@d>,,"), (std::vector<std::string>{"a@b", " \"C, D\" <c@d>"}));
}

TEST(MailMessage, HeadersCannotBeForged) {
  MailMessage message{.from = {"A\"\r\nX: y", "a@b"}, .to = {{"", "c@d"}}, .subject = "s\r\nBcc: e@f", .text = "t"};
  const std::string text = wire_format(message, 0, "id");
  EXPECT_EQ(text.find("\r\nBcc:"), std::string::npos);
  EXPECT_EQ(text.find("\r\nX:"), std::string::npos);
  EXPECT_NE(text.find("Date: Thu, 1 Jan 1970 00:00:00 +0000\r\n"), std::string::npos);
}

TEST(MailMessage, LinesAreShort) {
  MailMessage message{.from = {"", "a@b"},
                      .to = std::vector<MailAddress>(50, {"N", "c@d"}),
                      .subject = std::string(2000, 's'),
                      .text = std::string(9000, 'x')};
  const std::string text = wire_format(message, 0, "id");
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find("\r\n", at);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - at, 998u);
    at = end + 2;
  }
}

}  // namespace
}  // namespace sluice::connectors::web
