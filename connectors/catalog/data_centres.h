// Zoho's data centres: each has an accounts server and hosts for its services. Nothing else is accepted
// as an accounts server, because the client's secret is sent there.
#pragma once

#include <span>
#include <string_view>

namespace sluice::connectors {

struct DataCentre {
  std::string_view key;              // us eu in …
  std::string_view accounts_url;     // https://accounts.zoho.com
  std::string_view api_domain;       // https://www.zohoapis.com
  std::string_view file_upload_url;  // https://content.zohoapis.com
  std::string_view domain;           // of the services' own hosts: zoho.com
  std::string_view apis;             // zohoapis.com
};

std::span<const DataCentre> data_centres();
const DataCentre* find_data_centre(std::string_view key);
const DataCentre* data_centre_of_accounts_url(std::string_view accounts_url);
// `https://www.zohoapis.com`, or the sandbox. or developer. host of one.
const DataCentre* data_centre_of_api_domain(std::string_view api_domain);

}  // namespace sluice::connectors
