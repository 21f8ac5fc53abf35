#include "tests/scripts/runner/flags.h"

#include <map>
#include <optional>

namespace sluice::script_test {

namespace {

// Words between blanks; "…" keeps blanks together.
std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> words;
  std::optional<std::string> word;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') {
      quoted = !quoted;
      if (!word) word.emplace();
    } else if (c == ' ' && !quoted) {
      if (word) words.push_back(std::move(*word));
      word.reset();
    } else {
      if (!word) word.emplace();
      *word += c;
    }
  }
  if (word) words.push_back(std::move(*word));
  return words;
}

using Set = void (*)(Flags& flags, const std::string& value, const std::string& folder, std::string& mistake);

void set_dialect(Flags& flags, const std::string& value, const std::string&, std::string& mistake) {
  const std::optional<Dialect> dialect = dialect_of(value);
  if (dialect)
    flags.engine.dialect = *dialect;
  else
    mistake = "no dialect is called " + value;
}

void set_limits(Flags& flags, const std::string& value, const std::string&, std::string& mistake) {
  const Result<Limits> limits = find_limits(value);
  if (limits.ok())
    flags.engine.limits = *limits;
  else
    mistake = limits.error().message;
}

void add_argument(Flags& flags, const std::string& value, const std::string&, std::string& mistake) {
  const std::size_t equals = value.find('=');
  if (equals == std::string::npos)
    mistake = "--arg " + value + " is not NAME=VALUE";
  else
    flags.arguments.emplace_back(value.substr(0, equals), value.substr(equals + 1));
}

void add_parameter(Flags& flags, const std::string& value, const std::string&, std::string&) {
  const std::size_t colon = value.find(':');
  flags.parameters.push_back({value.substr(0, colon), colon == std::string::npos ? "" : value.substr(colon + 1)});
}

const std::map<std::string, Set> kFlags = {
    {"--dialect", set_dialect},
    {"--limits", set_limits},
    {"--arg", add_argument},
    {"--param", add_parameter},
    {"--time-zone", [](Flags& f, const std::string& v, const std::string&, std::string&) { f.engine.time_zone = v; }},
    {"--date-format",
     [](Flags& f, const std::string& v, const std::string&, std::string&) { f.engine.date_format = v; }},
    {"--functions", [](Flags& f, const std::string& v, const std::string& folder,
                       std::string&) { f.engine.functions.push_back(folder + "/" + v); }},
    {"--function", [](Flags& f, const std::string& v, const std::string&, std::string&) { f.function = v; }},
    {"--now", [](Flags& f, const std::string& v, const std::string&, std::string&) { f.now = v; }},
    {"--user", [](Flags& f, const std::string& v, const std::string&, std::string&) { f.engine.principal.user = v; }},
    {"--role", [](Flags& f, const std::string& v, const std::string&, std::string&) { f.engine.principal.role = v; }},
    {"--env",
     [](Flags& f, const std::string& v, const std::string&, std::string&) { f.engine.principal.environment = v; }},
    {"--app", [](Flags& f, const std::string& v, const std::string&, std::string&) { f.engine.principal.app = v; }},
    {"--trigger",
     [](Flags& f, const std::string& v, const std::string&, std::string&) { f.engine.principal.trigger = v; }},
};

}  // namespace

Flags read_flags(const std::string& text, const std::string& folder, std::string& mistake) {
  Flags flags;
  flags.engine.time_zone = "UTC";
  std::vector<std::string> words = split(text);
  flags.sandbox = std::erase(words, "--sandbox") > 0;
  for (std::size_t i = 0; i < words.size(); i += 2) {
    const auto flag = kFlags.find(words[i]);
    if (flag == kFlags.end() || i + 1 == words.size()) {
      mistake = "a script test cannot have the flag " + words[i];
      return flags;
    }
    flag->second(flags, words[i + 1], folder, mistake);
  }
  return flags;
}

}  // namespace sluice::script_test
