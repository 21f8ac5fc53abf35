#include "connectors/crm/fields.h"

#include <algorithm>

#include "connectors/http/encoding.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/suggest.h"
#include "interpreter/support/names.h"

namespace sluice::connectors::crm {

using interpreter::same_name;

Fields::Fields(const Value& answer, interpreter::Context& context) {
  const Value list = tasks::member_at(answer, "fields", context);
  if (list.type() != tasks::Type::List) return;
  const auto text = [&](const Value& field, std::string_view name) {
    const Value value = tasks::member_at(field, name, context);
    return value.is_text() ? std::string(value.text()) : std::string();
  };
  for (const Value& field : list.container().items())
    fields_.push_back({text(field, "api_name"), text(field, "field_label"), text(field, "data_type"),
                       tasks::is_true(tasks::member_at(field, "display_field", context))});
}

const Field* Fields::find(std::string_view name) const {
  const auto search = [&](auto&& matches) -> const Field* {
    const auto found = std::ranges::find_if(fields_, matches);
    return found == fields_.end() ? nullptr : &*found;
  };
  if (const Field* field = search([&](const Field& each) { return each.api_name == name; })) return field;
  if (const Field* field = search([&](const Field& each) { return each.label == name; })) return field;
  return search([&](const Field& each) { return same_name(each.api_name, name) || same_name(each.label, name); });
}

std::string Fields::nearest(std::string_view name) const {
  interpreter::Suggestion suggestion(name);
  for (const Field& field : fields_) {
    suggestion.consider(field.api_name);
    suggestion.consider(field.label);
  }
  return std::string(suggestion.name());
}

const Fields& FieldCatalogue::of(const std::string& module) {
  if (const auto known = known_.find(module); known != known_.end()) return known->second;
  const HttpResponse response = client_.send({.url = root_ + "/settings/fields?module=" + percent_encoded(module)});
  const Value answer = tasks::value_of(response, {}, client_.context());
  if (!tasks::succeeded(response)) refusal_ = answer;
  return known_.emplace(module, Fields(answer, client_.context())).first->second;
}

std::string api_name_of(const Fields& fields, std::string_view name) {
  if (name == "id" || name.starts_with('$')) return std::string(name);
  if (const Field* field = fields.find(name)) return field->api_name;
  if (!fields.all().empty()) return {};
  std::string guess(name);
  std::ranges::replace(guess, ' ', '_');
  return guess;
}

}  // namespace sluice::connectors::crm
