// Spellings of one address, and what is no address that may be called.
#include "connectors/http/url.h"

#include <gtest/gtest.h>

#include "connectors/http/egress_policy.h"

namespace sluice::connectors {
namespace {

std::string host_of(std::string_view text) {
  const Outcome<Url> url = Url::parse(text);
  return url ? url->host() : "refused: " + url.error().message;
}

TEST(Url, HasParts) {
  const Url url = Url::parse("HTTPS://API.Example.com./a b?q=1#f").value();
  EXPECT_EQ(url.origin(), "https://api.example.com:443");
  EXPECT_EQ(url.text(), "https://api.example.com/a%20b?q=1");
}

// Decimal, octal, hexadecimal and short forms of 127.0.0.1 and 169.254.169.254 as inet_aton(3) reads them.
TEST(Url, ReadsEverySpellingOfAnAddress) {
  for (const char* each :
       {"https://127.0.0.1/", "https://2130706433/", "https://0x7f000001/", "https://0177.0.0.1/", "https://127.1/",
        "https://127.0.1/", "https://0x7f.0.0.1/", "https://017700000001/", "https://0x7f.1/"})
    EXPECT_EQ(host_of(each), "127.0.0.1") << each;
  for (const char* each : {"https://2852039166/", "https://0xa9fea9fe/", "https://0251.0376.0251.0376/",
                           "https://169.254.43518/", "https://0xa9.0xfe.0xa9.0xfe/"})
    EXPECT_EQ(host_of(each), "169.254.169.254") << each;
  EXPECT_EQ(host_of("https://[::1]/"), "::1");
  EXPECT_EQ(host_of("https://[0:0:0:0:0:0:0:1]/"), "::1");
}

TEST(Url, NoSpellingOfAPrivateAddressIsReached) {
  const EgressPolicy policy = EgressPolicy::create({}).value();
  for (const char* each : {"https://127.0.0.1",
                           "https://2130706433",
                           "https://0x7f000001",
                           "https://0177.0.0.1",
                           "https://127.1",
                           "https://%31%32%37.0.0.1",
                           "https://localhost",
                           "https://LOCALHOST.",
                           "https://[::1]",
                           "https://[::ffff:7f00:1]",
                           "https://[::ffff:127.0.0.1]",
                           "https://[64:ff9b::7f00:1]",
                           "https://[2002:7f00:1::]",
                           "https://0/",
                           "https://0.0.0.0",
                           "https://[::]",
                           "https://[fe80::1%25eth0]",
                           "https://169.254.169.254/latest/meta-data",
                           "https://metadata.google.internal./",
                           "https://ⓛocalhost",
                           "https://１２７.0.0.1"}) {
    const Outcome<Url> url = Url::parse(each);
    if (!url) continue;
    EXPECT_FALSE(policy.check_url(url->scheme(), url->host(), url->port()).allowed) << each << " " << url->host();
  }
}

// A fragment makes libcurl read the address; without one it is read here where it is plain. Both must agree.
TEST(Url, ReadsPlainAddressesAsLibcurlDoes) {
  const std::string_view hosts[] = {"a.example",
                                    "api-1.Example.com",
                                    "x.y.z.co",
                                    "localhost",
                                    "127.0.0.1",
                                    "127.1",
                                    "0x7f.1",
                                    "1.2.3.256",
                                    "01.2.3.4",
                                    "1.2.3.4.5",
                                    "a_b.example",
                                    "a..example",
                                    "a.example.",
                                    "-a.example",
                                    "a.1",
                                    "a.x1",
                                    "xn--bcher-kva.example",
                                    "1e3.example",
                                    "[::1]",
                                    "2130706433",
                                    "a.123",
                                    "0.0.0.0"};
  const std::string_view ports[] = {"", ":80", ":443", ":8443", ":0", ":065535", ":65535", ":65536", ":", ":8x"};
  const std::string_view paths[] = {"",
                                    "/",
                                    "/a/b?c=d&e=%20+",
                                    "/a/../b",
                                    "/./a",
                                    "/a//b",
                                    "/.a",
                                    "/a.b/..",
                                    "/%2e%2E/x",
                                    "/{a}",
                                    "/a b",
                                    "/a?b/../c",
                                    "/a@b:c",
                                    "?q",
                                    "/a?x=http://b.example/",
                                    "/a;b=1,2!$'()*",
                                    "/\xc3\xa9",
                                    "/a%"};
  int compared = 0;
  for (const std::string_view scheme : {"https://", "http://", "HTTP://"})
    for (const std::string_view host : hosts)
      for (const std::string_view port : ports)
        for (const std::string_view path : paths) {
          const std::string text = std::string(scheme).append(host).append(port).append(path);
          const Outcome<Url> one = Url::parse(text), other = Url::parse(text + "#f");
          ASSERT_EQ(one.has_value(), other.has_value()) << text;
          if (!one) continue;
          ++compared;
          EXPECT_EQ(one->text(), other->text()) << text;
          EXPECT_EQ(one->origin(), other->origin()) << text;
        }
  EXPECT_GT(compared, 4000);
}

TEST(Url, RefusesWhatIsNoAddress) {
  for (const char* each :
       {"", "example.com", "/path", "ftp://example.com/", "file:///etc/passwd", "gopher://a/", "javascript:1",
        "https://", "https:///path", "https://user:secret@example.com/", "https://user@example.com", "https://a b/",
        "https://example.com:0/", "https://example.com:99999/", "https://exa\nmple.com/", "https://a/\r\nX: y",
        "https://[::1", "https://a\\@b/"})
    EXPECT_FALSE(Url::parse(each)) << each;
}

TEST(Url, MessagesDoNotRepeatPasswords) {
  EXPECT_EQ(Url::parse("https://user:secret@example.com/").error().message.find("secret"), std::string::npos);
}

TEST(Url, FollowsReferences) {
  const Url base = Url::parse("https://a.example/x/y?q").value();
  EXPECT_EQ(base.resolve("/z").value().text(), "https://a.example/z");
  EXPECT_EQ(base.resolve("z").value().text(), "https://a.example/x/z");
  EXPECT_EQ(base.resolve("//b.example/z").value().origin(), "https://b.example:443");
  EXPECT_EQ(base.resolve("http://a.example/").value().origin(), "http://a.example:80");
  EXPECT_FALSE(base.resolve("file:///etc/passwd"));
  EXPECT_FALSE(base.resolve("https://user:pw@b.example/"));
}

}  // namespace
}  // namespace sluice::connectors
