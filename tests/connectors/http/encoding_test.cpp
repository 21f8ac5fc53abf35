// Values from RFC 4648 §10, RFC 3986 §2 and the form encoding of the URL standard.
#include "connectors/http/encoding.h"

#include <gtest/gtest.h>

#include "connectors/http/call_log.h"
#include "interpreter/support/base64.h"

namespace sluice::connectors {
namespace {

TEST(Encoding, Base64) {
  const std::pair<const char*, const char*> cases[] = {{"", ""},
                                                       {"f", "Zg=="},
                                                       {"fo", "Zm8="},
                                                       {"foo", "Zm9v"},
                                                       {"foob", "Zm9vYg=="},
                                                       {"fooba", "Zm9vYmE="},
                                                       {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : cases) {
    EXPECT_EQ(interpreter::support::base64_of(bytes), text);
    EXPECT_EQ(interpreter::support::decode_base64(text), bytes);
  }
  EXPECT_EQ(interpreter::support::base64url_of("\xfb\xff\xbf!"), "-_-_IQ");
}

TEST(Encoding, Percent) {
  EXPECT_EQ(percent_encoded("a b/~\xc3\xa9"), "a%20b%2F~%C3%A9");
  EXPECT_EQ(form_encoded("a b*~&=\xc3\xa9"), "a+b*%7E%26%3D%C3%A9");
  EXPECT_EQ(percent_decoded("a%20b+c%2fd%zz%4"), "a b+c/d%zz%4");
  EXPECT_EQ(form_decoded("a%20b+c%2fd%zz%4"), "a b c/d%zz%4");
}

TEST(Encoding, Queries) {
  EXPECT_EQ(with_query("https://a/x", "b=1"), "https://a/x?b=1");
  EXPECT_EQ(with_query("https://a/x?a=1#f", "b=1"), "https://a/x?a=1&b=1#f");
  EXPECT_EQ(with_query("https://a/x?", "b=1"), "https://a/x?b=1");
  EXPECT_EQ(with_query("https://a/x", ""), "https://a/x");
  EXPECT_EQ(query_parameter("https://a/?a=1&to%6ben=x%20y#t=2", "token"), "x%20y");
  EXPECT_EQ(query_parameter("https://a/?a=1", "b"), std::nullopt);
}

TEST(Encoding, LogsKeepNoValuesOfQueries) {
  EXPECT_EQ(redacted_url("https://u:p@a.example/x?k=v&flag&t=#f"), "https://a.example/x?k=***&flag&t=***");
  EXPECT_EQ(redacted_url("https://a.example/p@th"), "https://a.example/p@th");
}

}  // namespace
}  // namespace sluice::connectors
