// The attributes of a task's block, as the interpreter hands them over: one MAP, names in lower case.
#pragma once

#include <string>
#include <string_view>

#include "interpreter/container.h"
#include "interpreter/context.h"

namespace sluice::connectors::web {

using interpreter::Context;
using interpreter::Type;
using interpreter::Value;

class Attributes {
 public:
  // `task` is what messages name.
  Attributes(const Value& request, std::string_view task, Context& context)
      : request_(request), task_(task), context_(context) {}

  std::string_view task() const { return task_; }
  Context& context() const { return context_; }

  // Null where it is absent or null. `content-type` also finds `content type`.
  const Value* find(std::string_view name) const;
  // The printed value of a TEXT or scalar; empty where absent. Raises for containers and files.
  std::string text(std::string_view name) const;
  // The same; raises where it is absent.
  std::string needed_text(std::string_view name) const;
  // Raises where it is neither BOOLEAN nor its text; false where absent.
  bool flag(std::string_view name) const;
  // Null where absent; raises where it is no MAP.
  const interpreter::Container* map(std::string_view name) const;

  [[noreturn]] void refuse(std::string_view name, std::string_view expected, const Value& found) const;

 private:
  const Value& request_;
  std::string_view task_;
  Context& context_;
};

// As it is sent: containers as JSON, all else as `info` prints it.
std::string wire_text(const Value& value, const Context& context);

// Whether a value has keys, or may have them ({}).
bool is_map(const Value& value);
bool is_list(const Value& value);

// Calls `visit(key text, value)` for the pairs of a MAP.
template <class Visit>
void for_each_pair(const Value& map, const Context& context, Visit visit) {
  const interpreter::Container& pairs = map.container();
  if (!pairs.is_keyed()) return;
  for (auto place = pairs.first_place(); place != interpreter::Container::kEnd; place = pairs.next_place(place))
    visit(wire_text(pairs.key_at(place), context), pairs.value_at(place));
}

}  // namespace sluice::connectors::web
