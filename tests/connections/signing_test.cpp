// Where credentials go, with published vectors.
#include "connectors/catalog/template.h"
#include "connectors/oauth/oauth1.h"
#include "connectors/oauth/sigv4.h"
#include "interpreter/support/base64.h"
#include "interpreter/support/digest.h"
#include "tests/connections/harness.h"

namespace sluice::connectors {
namespace {

class SigningTest : public ConnectionsTest {
 protected:
  HttpRequest sign(const std::string& link, HttpRequest request) {
    auto grant = connections().find({.link = link}, caller());
    if (!grant) {
      ADD_FAILURE() << grant.error().message;
      return request;
    }
    const auto done = (*grant)->sign(request, {});
    EXPECT_TRUE(done) << done.error().message;
    return request;
  }
  static std::string header(const HttpRequest& request, const char* name) {
    const std::string* value = find_header(request.headers, name);
    return value == nullptr ? "(none)" : *value;
  }
  void add(const std::string& auth) {
    const auto added = connections().add_connector(
        "[connector]\nlink = \"x\"\nallowed_hosts = [\"x.example\"]\n[auth]\n" + auth, "x.toml", caller());
    ASSERT_TRUE(added) << added.error().message;
    create("x", "x");
  }
};

TEST_F(SigningTest, Basic) {
  add("type = \"basic\"\n");
  give("x", caller(), {{"username", "Aladdin"}, {"password", "open sesame"}});
  HttpRequest request{.url = "https://x.example/"};
  request = sign("x", request);
  EXPECT_EQ(header(request, "Authorization"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");  // RFC 2617 §2
  EXPECT_EQ(request.secret_headers, std::vector<std::string>{"Authorization"});
}

TEST_F(SigningTest, Bearer) {
  add("type = \"bearer\"\n");
  give("x", caller(), {{"token", "sk_1"}});
  EXPECT_EQ(header(sign("x", {.url = "https://x.example/"}), "Authorization"), "Bearer sk_1");
}

TEST_F(SigningTest, ApiKeyInEveryPlace) {
  add("type = \"api_key\"\nkeys = [{ place = \"header\", name = \"X-Key\" }, { place = \"query\", name = \"k\" }, "
      "{ place = \"form\", name = \"f\" }]\n");
  give("x", caller(), {{"key:0", "one"}, {"key:1", "t&wo"}, {"key:2", "th ree"}});
  HttpRequest request{.method = "POST", .url = "https://x.example/a?b=c#d"};
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = "g=h";
  request = sign("x", request);
  EXPECT_EQ(header(request, "X-Key"), "one");
  EXPECT_EQ(request.url, "https://x.example/a?b=c&k=t%26wo#d");
  EXPECT_EQ(request.body, "g=h&f=th%20ree");
  EXPECT_EQ(request.secret_parameters, (std::vector<std::string>{"k", "f"}));
  HttpRequest json{.method = "POST", .url = "https://x.example/"};
  json.headers = {{"Content-Type", "application/json"}};
  json.body = "{}";
  auto grant = connections().find({.link = "x"}, caller());
  EXPECT_EQ(code_of((*grant)->sign(json, {}).error()), "SLC-CON-0023");
}

TEST_F(SigningTest, CredentialsGoToAllowedHostsOnly) {
  add("type = \"bearer\"\n");
  give("x", caller(), {{"token", "sk_1"}});
  auto grant = connections().find({.link = "x"}, caller());
  for (const char* url : {"https://evil.example/", "https://x.example.evil.example/", "https://x.example@evil.example/",
                          "https://evil.example/?x.example", "https://evil.example\\@x.example/", "https://xx.example/",
                          "https://x.example:8443/", "ftp://x.example/", "https:x.example/", "https:///x.example",
                          "https://a.x.example/", "https://x.example%2eevil.example/"}) {
    HttpRequest request{.url = url};
    const auto refused = (*grant)->sign(request, {});
    ASSERT_FALSE(refused) << url;
    EXPECT_EQ(refused.error().kind, ErrorKind::Egress);
    EXPECT_TRUE(request.headers.empty());
  }
  for (const char* url :
       {"https://x.example", "https://X.EXAMPLE/a", "https://x.example:443/", "https://x.example./"}) {
    HttpRequest request{.url = url};
    EXPECT_TRUE((*grant)->sign(request, {})) << url;
  }
}

TEST_F(SigningTest, GenericConnectorsBindThemselvesToAHost) {
  create("g", "generic_bearer");
  give("g", caller(), {{"token", "t"}}, {{"host", "api.one.example"}});
  EXPECT_EQ(signed_with({.link = "g"}, caller(), "https://api.one.example/"), "Bearer t");
  EXPECT_EQ(signed_with({.link = "g"}, caller(), "https://api.two.example/"), "SLC-CON-0022");
  create("h", "generic_bearer");
  for (const char* host : {"a/b", "a@b", "a?b", "", "..", "a b", "https://x"}) {
    GivenCredentials given;
    set_field(given.secrets, "token", Secret("t"));
    given.parameters = {{"host", host}};
    EXPECT_EQ(code_of(connections().authorize("h", given, false, caller()).error()), "SLC-CON-0033") << host;
  }
}

TEST_F(SigningTest, SecretsWithLineEndsAreRefused) {
  add("type = \"bearer\"\n");
  GivenCredentials given;
  set_field(given.secrets, "token", Secret("a\r\nX-Evil: 1"));
  EXPECT_EQ(code_of(connections().authorize("x", given, false, caller()).error()), "SLC-CON-0032");
}

// AWS Signature Version 4 test suite: get-vanilla, get-vanilla-query-order-key-case, post-x-www-form-urlencoded.
AwsCredentials suite() {
  return {"AKIDEXAMPLE", Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), "us-east-1", "service"};
}
constexpr std::int64_t kSuiteTime = 1440938160000;  // 2015-08-30T12:36:00Z

std::string aws_signature(HttpRequest request) {
  EXPECT_TRUE(sign_sigv4(request, suite(), kSuiteTime, false));
  const std::string value = *find_header(request.headers, "Authorization");
  return value.substr(value.rfind('=') + 1);
}

TEST(SigV4, PublishedVectors) {
  EXPECT_EQ(aws_signature({.method = "GET", .url = "https://example.amazonaws.com/"}),
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
  EXPECT_EQ(aws_signature({.method = "GET", .url = "https://example.amazonaws.com/?Param2=value2&Param1=value1"}),
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
  EXPECT_EQ(aws_signature({.method = "POST", .url = "https://example.amazonaws.com/"}),
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
}

TEST(SigV4, NamesDateScopeAndHashOfTheBody) {
  HttpRequest request{.method = "POST", .url = "https://sqs.eu-west-1.amazonaws.com/q", .body = "abc"};
  ASSERT_TRUE(sign_sigv4(request, suite(), kSuiteTime));
  EXPECT_EQ(*find_header(request.headers, "X-Amz-Date"), "20150830T123600Z");
  // FIPS 180-2: SHA-256 of "abc".
  EXPECT_EQ(*find_header(request.headers, "X-Amz-Content-Sha256"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_NE(find_header(request.headers, "Authorization")
                ->find("Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                       "SignedHeaders=host;x-amz-content-sha256;x-amz-date, "),
            std::string::npos);
}

std::string hmac_sha1(std::string_view key, std::string_view text) {
  using namespace interpreter::support;
  return hex_of(hmac_of(DigestKind::Sha1, key, text).view());
}

// RFC 2202, test cases 1 and 2 of HMAC-SHA-1, and its long key.
TEST(OAuth1, HmacSha1) {
  EXPECT_EQ(hmac_sha1(std::string(20, '\x0b'), "Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00");
  EXPECT_EQ(hmac_sha1("Jefe", "what do ya want for nothing?"), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(hmac_sha1(std::string(80, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
            "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

// The worked example of RFC 5849 §1.2: the request for a photo.
TEST(OAuth1, SignatureOfTheRfc) {
  HttpRequest request{.url = "http://photos.example.net/photos?file=vacation.jpg&size=original"};
  const OAuth1Credentials credentials{"dpf43f3p2l4k3l03", Secret("kd94hf93k423kf44"), "nnch734d00sl2jdk",
                                      Secret("pfkkdhi9sl3r4s00")};
  ASSERT_TRUE(sign_oauth1(request, credentials, Place::Header, {}, "kllo9940pd9333jh", 1191242096));
  // The OAuth Core 1.0 text, appendix A.5.3, signs the same request with oauth_version.
  EXPECT_NE(
      find_header(request.headers, "Authorization")->find("oauth_signature=\"tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D\""),
      std::string::npos)
      << *find_header(request.headers, "Authorization");
}

TEST(Origins, OddAddressesHaveNone) {
  for (const char* url : {"", "x", "https://", "https://a b/", "https://a\\b/", "https://u@h/", "https://[::1/",
                          "https://h:x/", "https://h:/", "https://h:99999/", "javascript:alert(1)", "https://h\n/"})
    EXPECT_FALSE(origin_of(url)) << url;
  EXPECT_EQ(origin_of("HTTPS://Api.Example.:8443/x?y#z")->host, "api.example");
  EXPECT_EQ(origin_of("HTTPS://Api.Example.:8443/x?y#z")->port, 8443);
  EXPECT_TRUE(host_matches("*.example", *origin_of("https://a.b.example/")));
  EXPECT_FALSE(host_matches("*.example", *origin_of("https://example/")));
  EXPECT_FALSE(host_matches("*.example", *origin_of("https://aexample/")));
}

}  // namespace
}  // namespace sluice::connectors
