// The fields of a module as the service describes them, and how a caller may name them: by API name or by label
// (connector-operations.md §1.3).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/tasks/service_client.h"

namespace sluice::connectors::crm {

using tasks::ServiceClient;
using tasks::Value;

struct Field {
  std::string api_name;
  std::string label;
  std::string type;  // data_type: text, picklist, lookup …
  bool is_display = false;  // the name of its record
};

class Fields {
 public:
  // `answer` is that of settings/fields. Empty where it holds none, as without the scope for it.
  Fields(const Value& answer, interpreter::Context& context);

  // Exact API name, exact label, either in any letter case; null where there is none.
  const Field* find(std::string_view name) const;
  const std::vector<Field>& all() const { return fields_; }
  // The known name nearest to a wrong one; empty where none is near.
  std::string nearest(std::string_view name) const;

 private:
  std::vector<Field> fields_;
};

// GET /settings/fields?module=…, once for each module of a client's life.
class FieldCatalogue {
 public:
  // `root` is the address of the interface's version, `https://…/crm/v8`.
  FieldCatalogue(ServiceClient& client, std::string root) : client_(client), root_(std::move(root)) {}
  const Fields& of(const std::string& module);
  // What the service answered where it gave no fields: INVALID_MODULE and the like; null otherwise.
  const Value& refusal() const { return refusal_; }

 private:
  ServiceClient& client_;
  std::string root_;
  std::map<std::string, Fields> known_;
  Value refusal_;
};

// The API name that a name means; with blanks as _ where the service told nothing. Empty where there is no such field.
std::string api_name_of(const Fields& fields, std::string_view name);

}  // namespace sluice::connectors::crm
