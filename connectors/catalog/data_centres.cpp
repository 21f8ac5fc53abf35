#include "connectors/catalog/data_centres.h"

#include <algorithm>
#include <string>

namespace sluice::connectors {

namespace {

constexpr DataCentre kDataCentres[] = {
    {"us", "https://accounts.zoho.com", "https://www.zohoapis.com", "https://content.zohoapis.com", "zoho.com",
     "zohoapis.com"},
    {"eu", "https://accounts.zoho.eu", "https://www.zohoapis.eu", "https://content.zohoapis.eu", "zoho.eu",
     "zohoapis.eu"},
    {"in", "https://accounts.zoho.in", "https://www.zohoapis.in", "https://content.zohoapis.in", "zoho.in",
     "zohoapis.in"},
    {"au", "https://accounts.zoho.com.au", "https://www.zohoapis.com.au", "https://content.zohoapis.com.au",
     "zoho.com.au", "zohoapis.com.au"},
    {"jp", "https://accounts.zoho.jp", "https://www.zohoapis.jp", "https://content.zohoapis.jp", "zoho.jp",
     "zohoapis.jp"},
    {"cn", "https://accounts.zoho.com.cn", "https://www.zohoapis.com.cn", "https://content.zohoapis.com.cn",
     "zoho.com.cn", "zohoapis.com.cn"},
    {"ca", "https://accounts.zohocloud.ca", "https://www.zohoapis.ca", "https://upload.zohocloud.ca", "zohocloud.ca",
     "zohoapis.ca"},
    {"sa", "https://accounts.zoho.sa", "https://www.zohoapis.sa", "https://files.zoho.sa", "zoho.sa", "zohoapis.sa"},
    {"uk", "https://accounts.zoho.uk", "https://www.zohoapis.uk", "https://content.zohoapis.uk", "zoho.uk",
     "zohoapis.uk"},
};

std::string_view without_slash(std::string_view url) {
  return url.substr(0, url.size() - (url.ends_with('/') ? 1 : 0));
}

template <class Member>
const DataCentre* find(std::string_view value, Member member) {
  const auto found = std::ranges::find(kDataCentres, value, member);
  return found == std::end(kDataCentres) ? nullptr : found;
}

}  // namespace

std::span<const DataCentre> data_centres() { return kDataCentres; }
const DataCentre* find_data_centre(std::string_view key) { return find(key, &DataCentre::key); }
const DataCentre* data_centre_of_accounts_url(std::string_view accounts_url) {
  return find(without_slash(accounts_url), &DataCentre::accounts_url);
}

const DataCentre* data_centre_of_api_domain(std::string_view api_domain) {
  std::string host(without_slash(api_domain));
  for (const char* environment : {"https://sandbox.", "https://developer."})
    if (host.starts_with(environment)) host = "https://www." + host.substr(std::string_view(environment).size());
  return find(host, &DataCentre::api_domain);
}

}  // namespace sluice::connectors
