#include "cli/script_arguments.h"

#include <algorithm>

#include <sluice/words.h>

#include "cli/setup.h"

namespace sluice::cli {

namespace {

void set(Arguments& arguments, const std::string& name, Value value) {
  const auto place = std::ranges::find(arguments, name, &Arguments::value_type::first);
  if (place == arguments.end())
    arguments.emplace_back(name, std::move(value));
  else
    place->second = std::move(value);
}

}  // namespace

Result<ScriptArguments> ScriptArguments::read(const std::vector<std::string>& texts, const std::string& json) {
  ScriptArguments arguments;
  if (!json.empty())
    if (Result<void> added = arguments.add_json(json); !added.ok()) return added.error();
  for (const std::string& text : texts)
    if (Result<void> added = arguments.add(text); !added.ok()) return added.error();
  return arguments;
}

Result<void> ScriptArguments::add(const std::string& argument) {
  constexpr std::string_view kFile = "file:";
  const std::size_t equals = argument.find('=');
  if (equals == std::string::npos || equals == 0)
    return usage_error("--arg " + argument + " is not of the form NAME=VALUE");
  const std::string name = argument.substr(0, equals);
  if (!words::is_name(name)) return usage_error("--arg " + name + ": '" + name + "' is not the name of a variable");
  std::string value = argument.substr(equals + 1);
  const bool text_of_file = value.starts_with('@');
  const bool whole_file = value.starts_with(kFile);
  if (!text_of_file && !whole_file) {
    texts_.push_back({name, std::move(value)});
    return {};
  }
  const std::string path = value.substr(text_of_file ? 1 : kFile.size());
  Result<std::string> content = read_file(path);
  if (!content.ok()) return content.error();
  if (text_of_file)
    texts_.push_back({name, std::move(content).value()});
  else
    set(values_, name, Value::file(path.substr(path.rfind('/') + 1), std::move(content).value()));
  return {};
}

Result<void> ScriptArguments::add_json(const std::string& path) {
  const Result<std::string> text = read_file(path);
  if (!text.ok()) return text.error();
  const Result<Value> object = Value::from_json(*text);
  if (!object.ok() || !object->is_keyed())
    return usage_error("--args-json needs one JSON object with the arguments by name",
                       object.ok() ? std::string() : object.error().help);
  for (const Value::Entry& entry : object->entries()) set(values_, std::string(entry.key.as_text()), entry.value);
  return {};
}

std::vector<ParameterDeclaration> ScriptArguments::declarations() const {
  std::vector<ParameterDeclaration> declarations;
  for (const auto& [name, value] : values_) declarations.push_back({name});
  for (const Text& text : texts_) declarations.push_back({text.name});
  return declarations;
}

Result<Arguments> ScriptArguments::values(const Script& script, const std::string& function) && {
  Arguments arguments = std::move(values_);
  for (Text& text : texts_) {
    Result<Value> value = script.read_argument(function, text.name, std::move(text.text));
    if (!value.ok()) return value.error();
    set(arguments, text.name, std::move(value).value());
  }
  return arguments;
}

}  // namespace sluice::cli
