// `shape: "tray"`: answers in the shapes of the samples that the operations were described by (connector-operations.md §6).
// They show version 2 of the interface, which is asked for then; what they have otherwise is changed here.
#include <array>
#include <cstdlib>

#include "connectors/crm/operation_call.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/decimal.h"

namespace sluice::connectors::crm {

using interpreter::Container;
using interpreter::Type;

namespace {

constexpr std::int64_t kMillisecondsPerHour = 3'600'000;

bool is_map(const Value& value) { return value.is_container() && value.container().is_keyed(); }

Value changed(OperationCall& call, const Value& map, std::string_view name, Value value) {
  Value copy = map.container().copy();
  copy.container().put(call.text_value(name), std::move(value));
  return copy;
}

// The `name` of each map of a list.
Value names_of(OperationCall& call, const Value& list) {
  Value names = call.list();
  for (const Value& each : list.container().items()) {
    const Value name = tasks::member_at(each, "name", call.context);
    names.container().push(name.is_null() ? each : name);
  }
  return names;
}

// {name, id} of a user; the service adds the address.
Value without_email(OperationCall& call, const Value& user) {
  if (tasks::member_at(user, "email", call.context).is_null()) return user;
  return call.map(
      {{"name", tasks::member_at(user, "name", call.context)}, {"id", tasks::member_at(user, "id", call.context)}});
}

std::string_view tray_message(std::string_view message) {
  if (message == "record added") return "Record added successfully";
  if (message == "record updated") return "Record updated successfully";
  if (message == "record not deleted") return "Record does not exist";
  return message;
}

// A record, or the result of a write.
Value shaped_item(OperationCall& call, const Value& item) {
  if (!is_map(item)) return item;
  Value shaped = item.container().copy();
  Container& map = shaped.container();
  for (const std::string_view name : {"Owner", "Created_By", "Modified_By"})
    if (Value* user = map.find(call.text_value(name)); user != nullptr && is_map(*user))
      *user = without_email(call, *user);
  if (Value* tags = map.find(call.text_value("Tag")); tags != nullptr && tags->type() == Type::List)
    *tags = names_of(call, *tags);
  if (Value* message = map.find(call.text_value("message")); message != nullptr && message->is_text())
    *message = call.text_value(tray_message(message->text()));
  return shaped;
}

Value shaped_user(OperationCall& call, const Value& user) {
  if (!is_map(user)) return user;
  Value shaped = user.container().copy();
  Container& map = shaped.container();
  if (Value* territories = map.find(call.text_value("territories"));
      territories != nullptr && territories->type() == Type::List)
    *territories = names_of(call, *territories);
  // Hours; a half of one is a fraction.
  if (Value* offset = map.find(call.text_value("offset")); offset != nullptr && offset->is_number()) {
    const std::int64_t tenths = offset->as_number() * 10 / kMillisecondsPerHour;
    const std::string text = std::to_string(tenths / 10) + "." + std::to_string(std::abs(tenths % 10));
    *offset = tenths % 10 == 0 ? Value::number(tenths / 10)
                               : interpreter::parse_numeric(call.context.heap, text).value_or(*offset);
  }
  if (Value* separator = map.find(call.text_value("decimal_separator")); separator != nullptr && separator->is_text())
    *separator = call.text_value(separator->text() == "Comma" ? "," : ".");
  return shaped;
}

constexpr std::array<std::string_view, 29> kOrganisation = {"zia_portal_id",
                                                            "zip",
                                                            "mobile",
                                                            "street",
                                                            "license_details",
                                                            "currency_symbol",
                                                            "iso_code",
                                                            "zgid",
                                                            "currency_locale",
                                                            "photo_id",
                                                            "city",
                                                            "company_name",
                                                            "phone",
                                                            "alias",
                                                            "currency",
                                                            "state",
                                                            "primary_zuid",
                                                            "country_code",
                                                            "country",
                                                            "privacy_settings",
                                                            "gapps_enabled",
                                                            "website",
                                                            "id",
                                                            "mc_status",
                                                            "description",
                                                            "fax",
                                                            "employee_count",
                                                            "time_zone",
                                                            "primary_email"};

Value shaped_organisation(OperationCall& call, const Value& organisation) {
  Value shaped = call.map({});
  for (const std::string_view name : kOrganisation)
    shaped.container().put(call.text_value(name), tasks::member_at(organisation, name, call.context));
  return shaped;
}

}  // namespace

Value in_tray_shape(OperationCall& call, Value answer) {
  if (!call.tray()) return answer;
  using Shape = Value (*)(OperationCall& call, const Value& value);
  constexpr std::pair<std::string_view, Shape> kLists[] = {
      {"data", shaped_item}, {"users", shaped_user}, {"org", shaped_organisation}};
  for (const auto& [name, shape] : kLists) {
    const Value list = tasks::member_at(answer, name, call.context);
    if (list.type() != Type::List) continue;
    Value shaped = call.list();
    for (const Value& each : list.container().items()) shaped.container().push(shape(call, each));
    answer = changed(call, answer, name, shaped);
  }
  return answer;
}

}  // namespace sluice::connectors::crm
