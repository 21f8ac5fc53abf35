// Tasks of version 1, whose maps have field labels as keys.
#include "connectors/crm/fields.h"
#include "connectors/crm/records.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"

namespace sluice::connectors::crm {

using interpreter::Container;

Value run_legacy_write(TaskCall& call) {
  FieldCatalogue catalogue(call.client(), call.client().address());
  const Fields& fields = catalogue.of(call.text("module"));
  Value record = call.map({});
  const Container& given = call.argument("data_map").container();
  for (std::uint32_t p = given.first_place(); p != Container::kEnd; p = given.next_place(p)) {
    const std::string label = interpreter::to_string(given.key_at(p), call.context);
    const std::string name = api_name_of(fields, label);
    if (name.empty()) {
      const std::string nearest = fields.nearest(label);
      interpreter::raise_with_help(messages::UnknownField, {label, call.text("module")},
                                   nearest.empty() ? "" : "did you mean '" + nearest + "'?");
    }
    record.container().put(call.text_value(name), given.value_at(p));
  }
  Value list = Container::make_list(call.context.heap, 1);
  list.container().push(with_iso_dates(record, call.context));
  call.place();
  call.parts.put_body("data", list);
  return details_of_first(call, call.send());
}

Value run_refused(TaskCall& call) {
  raise_failure({ErrorKind::Host, messages::TaskRefused, grammar::text_of(messages::TaskRefused, {call.task.name}),
                 std::string(call.task.notice)});
}

}  // namespace sluice::connectors::crm
