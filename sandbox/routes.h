// The table of the CRM's routes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/handlers.h"

namespace sluice::sandbox {

struct Route {
  std::string_view method;
  std::string_view pattern;  // after /crm/vN/; `{module}` and the like stand for one segment
  Handler handler;
  std::string_view scope;    // `modules`, `settings.fields` …, or a whole scope; empty: any token
  Version since = kOldest;
  int credits = 1;
};

// As addresses have it: `v8`, `v2.1`.
std::string version_name(Version version);

// Errors: INVALID_URL_PATTERN, INVALID_REQUEST_METHOD, API_NOT_SUPPORTED.
const Route& find_route(const std::string& method, const std::vector<std::string>& segments, Version version);

// The whole scope that a call of the route needs.
std::string scope_of(const Route& route, const Module* module);
std::string module_scope(const Module& module, std::string_view operation);
bool names_module(const Route& route);

}  // namespace sluice::sandbox
