// Connector files: the built-in ones, and what the validator says about wrong ones.
#include "connectors/catalog/builtin.h"
#include "connectors/catalog/connector_file.h"
#include "connectors/catalog/data_centres.h"
#include "tests/connections/harness.h"

namespace sluice::connectors {
namespace {

TEST(Catalog, HoldsEveryConnectorOfTheSpecification) {
  for (const char* link : {"zoho_crm",       "zoho_recruit",    "zoho_oauth",
                           "zoho_projects",  "zoho_sheet",      "zoho_cliq",
                           "zoho_creator",   "zoho_books",      "zoho_desk",
                           "zoho_people",    "zoho_workdrive",  "quickbooks",
                           "salesforce",     "twilio",          "clickatell",
                           "hoiio",          "clockwork_sms",   "sms_magic",
                           "paypal",         "razorpay",        "worldpay",
                           "paypal_legacy",  "payflow_pro",     "payments_pro",
                           "google",         "microsoft",       "hubspot",
                           "slack",          "github",          "dropbox",
                           "stripe",         "generic_oauth2",  "generic_client_credentials",
                           "generic_oauth1", "generic_api_key", "generic_basic",
                           "generic_bearer", "generic_aws"})
    EXPECT_NE(builtin_connector(link), nullptr) << link;
}

TEST(Catalog, EveryFileIsValidAndNamedAfterItsLink) {
  for (const std::string_view link : builtin_connectors()) {
    const Connector* connector = builtin_connector(link);
    ASSERT_NE(connector, nullptr);
    EXPECT_EQ(connector->link, link);
    EXPECT_FALSE(connector->name.empty());
    EXPECT_FALSE(connector->payment && connector->logged_in_user) << link;
    for (const std::string* url : {&connector->auth.authorize_url, &connector->auth.token_url})
      EXPECT_TRUE(url->empty() || url->starts_with("https://") || url->starts_with("{")) << link;
  }
}

TEST(Catalog, NineDataCentres) {
  EXPECT_EQ(data_centres().size(), 9u);
  EXPECT_EQ(data_centre_of_accounts_url("https://accounts.zohocloud.ca/")->key, "ca");
  EXPECT_EQ(data_centre_of_api_domain("https://sandbox.zohoapis.in")->key, "in");
  EXPECT_EQ(data_centre_of_accounts_url("https://accounts.zoho.com.evil.example"), nullptr);
  EXPECT_EQ(data_centre_of_api_domain("https://zohoapis.com"), nullptr);
}

std::string problem_of(const std::string& text) {
  const auto read = read_connector(text, "acme.toml", true);
  return read ? "(none)" : read.error().message + (read.error().help.empty() ? "" : " | " + read.error().help);
}

const std::string kHead = "[connector]\nlink = \"acme\"\nallowed_hosts = [\"acme.example\"]\n";

TEST(ConnectorFile, MessagesNameThePlaceAndTheKey) {
  EXPECT_EQ(problem_of(kAcme), "(none)");
  EXPECT_EQ(problem_of(kHead + "[auth]\ntipe = \"basic\"\n"),
            "acme.toml:5:1: unknown key 'tipe' | did you mean 'type'?");
  EXPECT_EQ(
      problem_of(kHead + "[auth]\ntype = \"oauth3\"\n"),
      "acme.toml:5:8: 'type' cannot be 'oauth3' | one of oauth2, oauth1, api_key, basic, bearer, aws_sigv4, none");
  EXPECT_EQ(problem_of(kHead + "[auth]\ntype = \"oauth2\"\n"),
            "acme.toml:4:1: 'token_url' is missing; OAuth 2 needs it");
  EXPECT_EQ(problem_of(kHead + "[auth]\ntype = \"oauth2\"\ntoken_url = \"http://acme.example/token\"\n"),
            "acme.toml:6:13: 'token_url' is an address that starts with https://");
  EXPECT_EQ(
      problem_of(
          kHead +
          "[auth]\ntype = \"oauth2\"\ngrant = \"client_credentials\"\ntoken_url = \"https://{shop}.example/t\"\n"),
      "acme.toml:4:1: 'token_url' uses {shop}, which is no parameter | add it: dynamic = [\"shop\"]");
  EXPECT_EQ(problem_of(kHead + "system = true\n[auth]\ntype = \"basic\"\n"),
            "acme.toml:4:1: 'system' is for built-in connectors only");
  EXPECT_EQ(
      problem_of("[connector]\nlink = \"Acme\"\n"),
      "acme.toml:2:8: 'link' starts with a lower-case letter and has lower-case letters, digits and _, at most 50");
  EXPECT_EQ(
      problem_of("[connector]\nlink = \"acme\"\n[auth]\ntype = \"basic\"\n"),
      "acme.toml:1:1: 'allowed_hosts' is missing; a connector that sends credentials (they go nowhere else) needs it");
  EXPECT_EQ(problem_of(kHead + "[auth]\ntype = \"api_key\"\n"),
            "acme.toml:4:1: 'keys' is missing; an API key needs it");
  EXPECT_EQ(problem_of("[auth]\ntype = \"basic\"\n").substr(0, 40), "acme.toml:1:1: '[connector]' is missing;");
  EXPECT_NE(problem_of("[connector\n"), "(none)");
  for (const char* host : {"*", "a/b", "https://a.example", "a b", "u@h", "*.*"})
    EXPECT_NE(problem_of("[connector]\nlink = \"acme\"\nallowed_hosts = [\"" + std::string(host) +
                         "\"]\n[auth]\ntype = \"basic\"\n"),
              "(none)")
        << host;
}

}  // namespace
}  // namespace sluice::connectors
