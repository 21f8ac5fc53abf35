#include "interpreter/check_call_help.h"

namespace sluice::interpreter {

std::string help_for_count(std::string_view name, ArgumentRange range, std::size_t given) {
  std::string text(name);
  text += " takes ";
  if (range.most == kAnyNumber) {
    text += "at least " + std::to_string(range.least);
  } else if (range.least == range.most) {
    text += range.most == 0 ? "no" : std::to_string(range.most);
  } else {
    text += std::to_string(range.least) + " to " + std::to_string(range.most);
  }
  text += range.most == 1 ? " argument; " : " arguments; ";
  return text + std::to_string(given) + (given == 1 ? " is given" : " are given");
}

std::string help_for_type(StaticType wanted, StaticType given) {
  std::string names;
  for (int i = 1; i < kTypeCount; ++i) {
    const Type type = static_cast<Type>(i);
    if (!wanted.may_be(type) || type == Type::Empty) continue;  // {} is a list or a map to people
    if (!names.empty()) names += " or ";
    names += name_of(type);
  }
  return "it takes " + names + "; this is " + std::string(name_of(given.first()));
}

}  // namespace sluice::interpreter
