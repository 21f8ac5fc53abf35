#include "connectors/web/attributes.h"

#include "connectors/catalogue.h"
#include "interpreter/convert.h"
#include "interpreter/error.h"
#include "interpreter/support/names.h"

namespace sluice::connectors::web {

using interpreter::Container;
using interpreter::Message;

const Value* Attributes::find(std::string_view name) const {
  if (!is_map(request_)) return nullptr;
  const Value* found = request_.container().find(context_.text(name));
  if (found == nullptr) {
    std::string spaced(name);
    for (char& c : spaced)
      if (c == '-') c = ' ';
    if (spaced != name) found = request_.container().find(context_.text(spaced));
  }
  return found == nullptr || found->is_null() ? nullptr : found;
}

void Attributes::refuse(std::string_view name, std::string_view expected, const Value& found) const {
  interpreter::raise(messages::AttributeType, {name, task_, expected, interpreter::name_of(found.type())});
}

std::string Attributes::text(std::string_view name) const {
  const Value* value = find(name);
  if (value == nullptr) return {};
  if (value->is_container() || value->type() == Type::File) refuse(name, "TEXT", *value);
  return interpreter::to_string(*value, context_);
}

std::string Attributes::needed_text(std::string_view name) const {
  std::string given = text(name);
  if (given.empty()) interpreter::raise(messages::AttributeMissing, {name, task_});
  return given;
}

bool Attributes::flag(std::string_view name) const {
  const Value* value = find(name);
  if (value == nullptr) return false;
  if (value->type() == Type::Boolean) return value->as_boolean();
  if (value->is_text() && interpreter::same_name(value->text(), "true")) return true;
  if (value->is_text() && interpreter::same_name(value->text(), "false")) return false;
  refuse(name, "BOOLEAN", *value);
}

const Container* Attributes::map(std::string_view name) const {
  const Value* value = find(name);
  if (value == nullptr) return nullptr;
  if (!is_map(*value)) refuse(name, "KEY-VALUE", *value);
  return &value->container();
}

std::string wire_text(const Value& value, const Context& context) {
  std::string text;
  if (value.is_container())
    interpreter::append_json(text, value, context);
  else if (!value.is_null())
    interpreter::append_text(text, value, context);
  return text;
}

bool is_map(const Value& value) {
  return value.is_container() && (value.container().is_keyed() || value.container().undecided());
}

bool is_list(const Value& value) { return value.is_container() && value.container().is_sequence(); }

}  // namespace sluice::connectors::web
