// One authorised call of the CRM on its way through the handlers.
#pragma once

#include <string>
#include <vector>

#include "sandbox/accounts.h"
#include "sandbox/api_error.h"
#include "sandbox/http.h"
#include "sandbox/store.h"

namespace sluice::sandbox {

// `v2.1` is 21, `v8` is 80.
using Version = int;
constexpr Version kOldest = 20;
constexpr Version kNewest = 80;

// What the behaviour of the CRM depends on.
struct CrmOptions {
  bool legacy_202 = false;        // answers of batches before v8: 202 for any failure of a record
  bool strict_picklists = false;  // refuse values that a picklist does not have
  bool exact_search = false;      // `equals` on text means the whole text
  std::int64_t credits = 0;       // a day; 0: no limit
  int concurrency = 0;            // calls under way at a time; 0: no limit
};

struct Call {
  Store& store;
  const Clock& clock;
  const CrmOptions& options;
  const Request& request;
  Version version = kNewest;
  const Grant& grant;
  const Json& user;  // the caller
  int offset = 0;    // seconds east of UTC of the caller
  std::vector<std::string> segments;  // decoded, after /crm/vN
  const Module* module = nullptr;     // of routes that name one
  class Crm* crm = nullptr;           // for calls within calls; null for seeds

  Id user_id() const { return grant.user; }
  const Schema& schema() const { return store.schema(); }
  std::string segment(std::size_t index) const { return index < segments.size() ? segments[index] : std::string(); }
  const std::string* parameter(std::string_view name) const;  // null when missing or empty
  bool admin() const;
  // `details` of a problem with a value of the body; v2 names the field only.
  Json value_details(const std::string& api_name, const std::string& path) const;
  void require_scope(const std::string& scope) const;  // OAUTH_SCOPE_MISMATCH
};

// The id in a path; bad_segment() when it is malformed.
Id id_segment(const Call& call, std::size_t index);

}  // namespace sluice::sandbox
