// Text, times, digests, archives. Expected values: RFC 4634 (SHA-256), RFC 7636 (PKCE), ISO 8601, RFC 4180.
#include "sandbox/text.h"

#include <gtest/gtest.h>

#include "sandbox/digest.h"
#include "sandbox/http.h"
#include "sandbox/iso_time.h"
#include "sandbox/json.h"
#include "sandbox/scopes.h"
#include "sandbox/zip.h"

namespace sluice::sandbox {

TEST(Text, Folds) {
  EXPECT_EQ(fold("ÀÉÎÕÜ Straße ŁÓDŹ ΑΒΓ ПРИВЕТ"), "àéîõü straße łódź αβγ привет");
  EXPECT_TRUE(contains_folded("Großer ÄRGER", "ärger"));
  EXPECT_TRUE(contains_folded("anything", ""));
  EXPECT_FALSE(contains_folded("abc", "abcd"));
  EXPECT_TRUE(starts_with_folded("Zürich", "zür"));
}

TEST(Text, Decodes) {
  EXPECT_EQ(percent_decode("a%20b+c%C3%A9%zz%", true), "a b cé%zz%");
  EXPECT_EQ(percent_decode("a+b", false), "a+b");
  EXPECT_EQ(percent_encode("it's é.txt"), "it%27s%20%C3%A9.txt");
  const Parameters expected = {{"a", "1"}, {"b", ""}, {"c", "x=y"}};
  EXPECT_EQ(parse_query("a=1&&b&c=x=y&"), expected);
}

TEST(Text, CountsCharacters) {
  EXPECT_EQ(characters("aé€😀"), 4U);
  EXPECT_EQ(first_characters("aé€😀", 2), "aé");
  EXPECT_EQ(first_characters("ab", 5), "ab");
}

TEST(IsoTime, ReadsAnyOffset) {
  EXPECT_EQ(parse_datetime("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(parse_datetime("2026-05-20T10:30:00+05:30"), parse_datetime("2026-05-20T05:00:00.123Z"));
  EXPECT_EQ(parse_datetime("2026-05-20T10:30:00-0700"), parse_datetime("2026-05-20T17:30:00"));
  EXPECT_EQ(parse_datetime("2026-02-29T00:00:00Z"), std::nullopt);
  EXPECT_EQ(parse_datetime("2026-05-20"), std::nullopt);
  EXPECT_EQ(parse_datetime("2026-05-20T25:00:00Z"), std::nullopt);
  EXPECT_EQ(parse_datetime("2026-05-20T10:30:00Zx"), std::nullopt);
}

TEST(IsoTime, WritesTheReadersOffset) {
  EXPECT_EQ(format_datetime(0, 0), "1970-01-01T00:00:00+00:00");
  EXPECT_EQ(format_datetime(0, -9000), "1969-12-31T21:30:00-02:30");
  EXPECT_EQ(format_date(951'782'400), "2000-02-29");
  EXPECT_TRUE(is_date("2024-02-29"));
  EXPECT_FALSE(is_date("2023-02-29"));
  EXPECT_FALSE(is_date("2023-2-9"));
}

TEST(Digest, MatchesTheStandards) {
  std::string hex;
  for (const unsigned char byte : sha256("abc")) {
    constexpr char kDigits[] = "0123456789abcdef";
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  EXPECT_EQ(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(base64url(sha256("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  EXPECT_EQ(base64url("f"), "Zg");
  EXPECT_EQ(base64url("fo"), "Zm8");
  EXPECT_EQ(base64url("foo"), "Zm9v");
  EXPECT_EQ(base64url(""), "");
}

TEST(Json, RefusesWhatIsNotJson) {
  EXPECT_FALSE(parse_json("{"));
  EXPECT_FALSE(parse_json(""));
  EXPECT_FALSE(parse_json("{\"a\":\"\xff\"}"));
  EXPECT_FALSE(parse_json(std::string(100'000, '[')));
  EXPECT_TRUE(parse_json("[\"[[[[\"]"));
  EXPECT_EQ(to_text(*parse_json("{\"b\":1,\"a\":[2]}")), "{\"b\":1,\"a\":[2]}");
}

TEST(Json, ReadsIds) {
  EXPECT_EQ(to_id(std::string_view("5725767000000500001")), 5725767000000500001);
  EXPECT_EQ(to_id(Json(17)), 17);
  EXPECT_EQ(to_id(std::string_view("57257670000005000011")), std::nullopt);
  EXPECT_EQ(to_id(std::string_view("12a")), std::nullopt);
  EXPECT_EQ(to_id(std::string_view("")), std::nullopt);
  EXPECT_EQ(to_id(Json(-3)), std::nullopt);
}

TEST(Scopes, Cover) {
  const auto granted = [](const char* list, const char* needed) { return covers(scope_list(list), needed); };
  EXPECT_TRUE(granted("ZohoCRM.modules.ALL", "ZohoCRM.modules.leads.READ"));
  EXPECT_TRUE(granted("ZohoCRM.modules.READ", "ZohoCRM.modules.leads.READ"));
  EXPECT_TRUE(granted("zohocrm.modules.leads.write", "ZohoCRM.modules.leads.UPDATE"));
  EXPECT_TRUE(granted("ZohoCRM.settings.ALL", "ZohoCRM.settings.fields.READ"));
  EXPECT_TRUE(granted("A.b.READ ZohoCRM.coql.READ", "ZohoCRM.coql.READ"));
  EXPECT_FALSE(granted("ZohoCRM.modules.leads.READ", "ZohoCRM.modules.leads.CREATE"));
  EXPECT_FALSE(granted("ZohoCRM.modules.leads.ALL", "ZohoCRM.modules.deals.READ"));
  EXPECT_FALSE(granted("ZohoCRM.modules.leads.ALL", "ZohoCRM.modules.READ"));
  EXPECT_FALSE(granted("", "ZohoCRM.coql.READ"));
  EXPECT_FALSE(well_formed(scope_list("nonsense")));
  EXPECT_FALSE(well_formed(scope_list("")));
  EXPECT_TRUE(well_formed(scope_list("ZohoCRM.modules.ALL,AaaServer.profile.READ")));
}

TEST(Multipart, ReadsParts) {
  Request request;
  request.headers = {{"content-type", "multipart/form-data; boundary=\"x y\""}};
  request.body =
      "--x y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
      "--x y\r\nContent-Disposition: form-data; name=\"file\"; filename=\"q\\\".txt\"\r\nContent-Type: "
      "text/plain\r\n\r\n\r\nb\r\n\r\n--x y--\r\n";
  const auto parts = multipart_of(request);
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 2U);
  EXPECT_EQ((*parts)[0].name, "a");
  EXPECT_EQ((*parts)[0].content, "1");
  EXPECT_EQ((*parts)[1].file_name, "q\".txt");
  EXPECT_EQ((*parts)[1].content, "\r\nb\r\n");
  request.body.resize(request.body.size() - 6);
  EXPECT_FALSE(multipart_of(request));
}

TEST(Zip, RoundTrips) {
  std::string content;
  for (int i = 0; i < 1000; ++i) content += "row," + std::to_string(i) + "\n";
  const std::string zip = make_zip({"a.csv", content});
  const auto entries = read_zip(zip, 1 << 20);
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 1U);
  EXPECT_EQ(entries->front().name, "a.csv");
  EXPECT_EQ(entries->front().content, content);
  EXPECT_FALSE(read_zip(zip, 100));
  EXPECT_FALSE(read_zip("not a zip", 100));
}

TEST(Zip, SurvivesDamage) {
  const std::string zip = make_zip({"a.csv", std::string(500, 'x')});
  for (std::size_t i = 0; i < zip.size(); ++i) {
    std::string broken = zip;
    broken[i] = static_cast<char>(broken[i] ^ 0x5a);
    read_zip(broken, 1 << 20);
    read_zip(std::string_view(zip).substr(0, i), 1 << 20);
  }
}

TEST(Csv, ReadsQuotedCells) {
  const std::vector<std::vector<std::string>> expected = {{"a", "b,c"}, {"\"d\"", ""}, {"e\nf", "g"}};
  EXPECT_EQ(read_csv("\xEF\xBB\xBF"
                     "a,\"b,c\"\r\n\"\"\"d\"\"\",\n\n\"e\nf\",g"),
            expected);
  EXPECT_EQ(csv_cell("x\"y"), "\"x\"\"y\"");
}

}  // namespace sluice::sandbox
