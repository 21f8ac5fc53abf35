#include "interpreter/call_check.h"

#include "interpreter/common_errors.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/error.h"

namespace sluice::interpreter {

const Value& Call::argument(std::size_t index) const {
  static const Value kAbsent;
  return index < arguments.size() ? arguments[index] : kAbsent;
}

namespace {

// The order of Zoho's own lists: [DECIMAL, NUMBER, DATE, DATE-TIME], [DATE-TIME, DATE].
constexpr Type kListed[] = {Type::Text, Type::Boolean, Type::Decimal,    Type::Number, Type::DateTime, Type::Time,
                            Type::List, Type::Map,     Type::Collection, Type::File,   Type::Error};

std::string_view listed_name(Type type) {
  if (type == Type::Number) return "NUMBER";
  if (type == Type::DateTime) return "DATE-TIME, DATE";
  return name_of(type);
}

std::string_view found_name(const Value& value) { return value.is_number() ? "NUMBER" : name_of(value.type()); }

// Zoho words the same mistake in two ways: TEXT "can not be cast", everything else is "incompatible". Indexes count
// from 1; the receiver is also 1 (help/error-messages).
[[noreturn]] void raise_type(std::string_view function, TypeSet required, const Value& found, std::size_t index) {
  if (found.is_null()) raise_null_argument(function, index);
  const std::string types = names_of(required);
  if (found.is_text())
    raise_with_help(messages::CannotCastArgument, {"TEXT", types, function}, std::string(help_for_text(required)));
  raise(messages::IncompatibleArgument, {function, std::to_string(index), types, found_name(found)});
}

}  // namespace

std::string names_of(TypeSet types) {
  if (types == TypeSet(Type::Number)) return "BIGINT";
  // A text that a date function takes stands for a date; Zoho's messages do not list it.
  const bool dates = types.has(Type::DateTime) && !types.has(Type::Number);
  std::string names;
  for (const Type type : kListed) {
    if (!types.has(type) || (dates && type == Type::Text)) continue;
    if (!names.empty()) names += ", ";
    names += listed_name(type);
  }
  return names;
}

ArgumentRange argument_range(const FunctionRecord& function) {
  const std::size_t receivers = function.receiver.empty() ? 0 : 1;
  std::size_t least = receivers;
  for (const ParameterRecord& parameter : function.parameters)
    if (!parameter.optional) ++least;
  return {least, function.variadic ? std::size_t(-1) : receivers + function.parameters.size()};
}

void raise_argument(const FunctionRecord& function, std::span<const Value> arguments) {
  const auto [least, most] = argument_range(function);
  if (arguments.size() < least || arguments.size() > most) raise(messages::ArgumentCountAtRun, {function.name});
  const std::size_t receivers = function.receiver.empty() ? 0 : 1;
  if (receivers == 1 && !function.receiver.has(arguments[0].type())) {
    const FunctionRecord* candidates[] = {&function};
    raise_receiver(candidates, arguments[0]);
  }
  for (std::size_t i = receivers; i < arguments.size(); ++i) {
    const std::size_t parameter = std::min(i - receivers, function.parameters.size() - 1);
    const TypeSet types = function.parameters[parameter].types;
    if (!types.has(arguments[i].type())) raise_type(function.name, types, arguments[i], i - receivers + 1);
  }
  raise(ErrorKind::Internal, messages::ArgumentCountAtRun, {function.name});
}

void raise_receiver(std::span<const FunctionRecord* const> candidates, const Value& receiver) {
  const std::string_view function = candidates.front()->name;
  if (receiver.is_null()) raise_null_receiver(function);
  TypeSet types;
  for (const FunctionRecord* candidate : candidates) types = types | candidate->receiver;
  const bool only_maps = types.has(Type::Map) && !types.has(Type::List) && !types.has(Type::Text);
  if (only_maps && receiver.is_text()) raise(messages::CannotCastValue, {receiver.text(), "MAP"});
  raise_type(function, types, receiver, 1);
}

std::uint64_t size_for_cost(const Value& value) {
  if (value.is_text()) return value.text().size();
  if (value.is_container()) return value.container().size();
  return 1;
}

}  // namespace sluice::interpreter
