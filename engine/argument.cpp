#include "engine/argument.h"

#include "engine/errors.h"
#include "interpreter/decimal.h"
#include "interpreter/suggest.h"
#include "interpreter/support/names.h"
#include "interpreter/support/shorten.h"

namespace sluice::engine {

namespace {

namespace in = interpreter;

using Reader = std::optional<Value> (*)(std::string_view text, const in::DateFormat& dates);

std::optional<Value> read_number(std::string_view text, const in::DateFormat&) {
  const std::optional<std::int64_t> number = in::parse_number(text);
  return number ? std::optional(Value::number(*number)) : std::nullopt;
}

std::optional<Value> read_decimal(std::string_view text, const in::DateFormat&) {
  Result<Value> decimal = Value::decimal(text);
  return decimal.ok() ? std::optional(std::move(decimal).value()) : std::nullopt;
}

std::optional<Value> read_boolean(std::string_view text, const in::DateFormat&) {
  if (in::same_name(text, "true")) return Value::boolean(true);
  if (in::same_name(text, "false")) return Value::boolean(false);
  return std::nullopt;
}

std::optional<Value> read_date(std::string_view text, const in::DateFormat& dates) {
  const std::optional<in::Value> date = in::parse_date_time(text, dates);
  if (!date) return std::nullopt;
  const Instant instant{Milliseconds(date->milliseconds())};
  return date->has_time() ? Value::date_time(instant) : Value::date(instant);
}

std::optional<Value> read_time(std::string_view text, const in::DateFormat&) {
  const std::optional<in::Value> time = in::parse_time(text);
  return time ? std::optional(Value::time(Milliseconds(time->milliseconds()))) : std::nullopt;
}

std::optional<Value> read_json(std::string_view text, Kind wanted) {
  Result<Value> value = Value::from_json(text);
  return value.ok() && value->kind() == wanted ? std::optional(std::move(value).value()) : std::nullopt;
}
std::optional<Value> read_list(std::string_view text, const in::DateFormat&) { return read_json(text, Kind::List); }
std::optional<Value> read_map(std::string_view text, const in::DateFormat&) { return read_json(text, Kind::Map); }

struct TypeReader {
  std::string_view type;
  Reader read;
  std::string_view example;
};

constexpr TypeReader kReaders[] = {
    {"int", read_number, "42"},
    {"integer", read_number, "42"},
    {"long", read_number, "42"},
    {"bigint", read_number, "42"},
    {"number", read_number, "42"},
    {"float", read_decimal, "15.50"},
    {"decimal", read_decimal, "15.50"},
    {"double", read_decimal, "15.50"},
    {"bool", read_boolean, "true"},
    {"boolean", read_boolean, "true"},
    {"date", read_date, "2026-03-01"},
    {"datetime", read_date, "2026-03-01 10:30:00"},
    {"timestamp", read_date, "2026-03-01 10:30:00"},
    {"time", read_time, "10:30:00"},
    {"list", read_list, "[1,2]"},
    {"map", read_map, "{\"id\":1}"},
};

const grammar::Parameter* parameter_of(const grammar::Function* function, std::string_view name) {
  if (function == nullptr) return nullptr;
  for (const grammar::Parameter& parameter : function->parameters)
    if (parameter.name == name) return &parameter;
  return nullptr;
}

}  // namespace

Result<void> check_arguments(const grammar::Function* function, const Arguments& arguments) {
  if (function == nullptr) return {};
  for (const auto& [name, value] : arguments) {
    if (parameter_of(function, name) != nullptr) continue;
    in::Suggestion suggestion(name);
    std::string known;
    for (const grammar::Parameter& parameter : function->parameters) {
      suggestion.consider(parameter.name);
      known.append(known.empty() ? "it takes " : ", ").append(parameter.name);
    }
    return api_error(ApiCode::UnknownArgument,
                     "The function " + std::string(function->name) + " has no parameter '" + name + "'",
                     suggestion.found() ? suggestion.help()
                     : known.empty()    ? "it takes none"
                                        : known);
  }
  return {};
}

Result<Value> read_argument(const grammar::Function* function, std::string_view name, std::string text,
                            const in::DateFormat& dates) {
  const grammar::Parameter* parameter = parameter_of(function, name);
  if (parameter == nullptr) return Value::text(std::move(text));
  for (const TypeReader& reader : kReaders) {
    if (!in::same_name(reader.type, parameter->type.name)) continue;
    if (std::optional<Value> value = reader.read(text, dates)) return std::move(*value);
    return api_error(ApiCode::NotOfType,
                     "The argument '" + std::string(name) + "' is of type " + std::string(reader.type) + "; \"" +
                         in::support::shortened(text) + "\" is not",
                     "write it like " + std::string(name) + "=" + std::string(reader.example));
  }
  return Value::text(std::move(text));
}

}  // namespace sluice::engine
