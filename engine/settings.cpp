#include "engine/settings.h"

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>
#include <algorithm>
#include <filesystem>
#include <span>

#include "connectors/catalog/data_centres.h"
#include "connectors/http/egress_policy.h"
#include "engine/date_options.h"
#include "engine/errors.h"
#include "interpreter/suggest.h"
#include "interpreter/support/file.h"
#include "interpreter/support/shorten.h"
#include "sluice/engine.h"
#include "sluice/words.h"

namespace sluice::engine {

namespace {

// What reading a file collects.
struct Target {
  std::string path;
  EngineOptions& options;

  [[noreturn]] void refuse(const toml::source_region& place, std::string message, std::string help = {}) const {
    const std::string where = path + ":" + std::to_string(place.begin.line) + ":" + std::to_string(place.begin.column);
    throw Refusal{api_error(ApiCode::Configuration, where + ": " + std::move(message), std::move(help))};
  }
};

// A key that a table may have, and what reading it does.
struct Key {
  std::string_view name;
  void (*read)(Target& target, std::string_view key, const toml::node& value);
};

std::string in_quotes(std::string_view name) { return "'" + std::string(name) + "'"; }

void read_table(Target& target, const toml::table& table, std::span<const Key> keys) {
  for (const auto& [name, value] : table) {
    const auto known = std::ranges::find(keys, name.str(), &Key::name);
    if (known == keys.end()) {
      interpreter::Suggestion suggestion(name.str());
      for (const Key& key : keys) suggestion.consider(key.name);
      target.refuse(name.source(), "unknown key " + in_quotes(name.str()), suggestion.help());
    }
    known->read(target, name.str(), value);
  }
}

// ---------------------------------------------------------------- values

std::string text_of(const Target& target, std::string_view key, const toml::node& value) {
  const toml::value<std::string>* text = value.as_string();
  if (text == nullptr) target.refuse(value.source(), in_quotes(key) + " is a text, such as \"…\"");
  return text->get();
}

std::vector<std::string> texts_of(const Target& target, std::string_view key, const toml::node& value) {
  const toml::array* array = value.as_array();
  if (array == nullptr) target.refuse(value.source(), in_quotes(key) + " is a list of texts, such as [\"…\"]");
  std::vector<std::string> texts;
  for (const toml::node& element : *array) texts.push_back(text_of(target, key, element));
  return texts;
}

std::string word_of(const Target& target, std::string_view key, const toml::node& value,
                    std::span<const std::string_view> known) {
  std::string word = text_of(target, key, value);
  if (std::ranges::find(known, word) == known.end())
    target.refuse(value.source(), in_quotes(key) + " is not " + in_quotes(word), words::help_for(word, known));
  return word;
}

// A whole number, or a text that `parse` understands.
template <class Parse>
auto quantity_of(const Target& target, std::string_view key, const toml::node& value, Parse parse,
                 const char* example) {
  std::string text;
  if (const toml::value<std::int64_t>* number = value.as_integer())
    text = std::to_string(number->get());
  else if (const toml::value<std::string>* written = value.as_string())
    text = written->get();
  const auto quantity = parse(text);
  if (!quantity) target.refuse(value.source(), in_quotes(key) + " is a number or a text such as \"" + example + "\"");
  return *quantity;
}

std::uint64_t size_of(const Target& target, std::string_view key, const toml::node& value) {
  return quantity_of(target, key, value, parse_size, "256MiB");
}

std::uint32_t count_of(const Target& target, std::string_view key, const toml::node& value) {
  const std::uint64_t count = size_of(target, key, value);
  if (count > 0xffffffff) target.refuse(value.source(), in_quotes(key) + " is too large");
  return static_cast<std::uint32_t>(count);
}

bool flag_of(const Target& target, std::string_view key, const toml::node& value) {
  const toml::value<bool>* flag = value.as_boolean();
  if (flag == nullptr) target.refuse(value.source(), in_quotes(key) + " is true or false");
  return flag->get();
}

// A path in the file is relative to it.
std::string path_of(const Target& target, std::string_view key, const toml::node& value) {
  return (std::filesystem::path(target.path).parent_path() / text_of(target, key, value)).string();
}

const toml::table& table_of(const Target& target, std::string_view key, const toml::node& value) {
  const toml::table* table = value.as_table();
  if (table == nullptr) target.refuse(value.source(), in_quotes(key) + " is a table: [" + std::string(key) + "]");
  return *table;
}

// ---------------------------------------------------------------- [limits]

void ignore(Target&, std::string_view, const toml::node&) {}

constexpr Key kLimits[] = {
    {"profile", ignore},  // read first, whatever its place
    {"statements",
     [](Target& t, std::string_view k, const toml::node& v) { t.options.limits.statements = size_of(t, k, v); }},
    {"call_depth",
     [](Target& t, std::string_view k, const toml::node& v) { t.options.limits.call_depth = count_of(t, k, v); }},
    {"memory", [](Target& t, std::string_view k, const toml::node& v) { t.options.limits.memory = size_of(t, k, v); }},
    {"wall_clock",
     [](Target& t, std::string_view k, const toml::node& v) {
       t.options.limits.wall_clock = quantity_of(t, k, v, parse_duration, "30s");
     }},
    {"output", [](Target& t, std::string_view k, const toml::node& v) { t.options.limits.output = size_of(t, k, v); }},
    {"truncate_output",
     [](Target& t, std::string_view k, const toml::node& v) { t.options.limits.truncate_output = flag_of(t, k, v); }},
    {"parse_text",
     [](Target& t, std::string_view k, const toml::node& v) { t.options.limits.parse_text = size_of(t, k, v); }},
    {"calls_out",
     [](Target& t, std::string_view k, const toml::node& v) { t.options.limits.calls_out = count_of(t, k, v); }},
    {"response",
     [](Target& t, std::string_view k, const toml::node& v) { t.options.limits.response = size_of(t, k, v); }},
};

void read_limit_table(Target& target, const toml::table& table) {
  if (const toml::node* profile = table.get("profile")) {
    const std::string name = text_of(target, "profile", *profile);
    const std::optional<Limits> limits = Limits::profile(name);
    if (!limits)
      target.refuse(profile->source(), "no limits are called " + in_quotes(name),
                    words::help_for(name, words::limit_profiles()));
    target.options.limits = *limits;
  }
  read_table(target, table, kLimits);
}

// ---------------------------------------------------------------- the file

// Hosts and addresses, in the notation that the rules know.
std::vector<std::string> hosts_of(const Target& target, std::string_view key, const toml::node& value,
                                  std::vector<std::string> connectors::EgressOptions::* part) {
  connectors::EgressOptions rules;
  rules.*part = texts_of(target, key, value);
  if (const auto policy = connectors::EgressPolicy::create(rules); !policy)
    target.refuse(value.source(), policy.error().message, policy.error().help);
  return rules.*part;
}

constexpr Key kEgress[] = {
    {"allow",
     [](Target& t, std::string_view k, const toml::node& v) {
       t.options.egress.allow = hosts_of(t, k, v, &connectors::EgressOptions::allow);
     }},
    {"allow_private",
     [](Target& t, std::string_view k, const toml::node& v) {
       t.options.egress.allow_private = hosts_of(t, k, v, &connectors::EgressOptions::allow_private);
     }},
    {"only_allowed",
     [](Target& t, std::string_view k, const toml::node& v) { t.options.egress.only_allowed = flag_of(t, k, v); }},
    {"ca_file",
     [](Target& t, std::string_view k, const toml::node& v) { t.options.egress.ca_file = path_of(t, k, v); }},
};

SmtpOptions& smtp_of(Target& target) {
  if (!target.options.smtp) target.options.smtp.emplace();
  return *target.options.smtp;
}

// A secret is named, not written: files of configuration are shared.
void read_password(Target& target, std::string_view key, const toml::node& value) {
  const std::string text = text_of(target, key, value);
  if (!text.starts_with("env:") && !text.starts_with("file:"))
    target.refuse(value.source(), "'password' is not the secret itself", "write \"env:NAME\" or \"file:PATH\"");
  const std::filesystem::path folder = std::filesystem::path(target.path).parent_path();
  smtp_of(target).password = text.starts_with("file:") ? "file:" + (folder / text.substr(5)).string() : text;
}

void read_port(Target& target, std::string_view key, const toml::node& value) {
  const std::uint32_t port = count_of(target, key, value);
  if (port == 0 || port > 65'535) target.refuse(value.source(), "'port' is a number from 1 to 65535");
  smtp_of(target).port = static_cast<std::uint16_t>(port);
}

constexpr Key kSmtp[] = {
    {"host", [](Target& t, std::string_view k, const toml::node& v) { smtp_of(t).host = text_of(t, k, v); }},
    {"port", read_port},
    {"user", [](Target& t, std::string_view k, const toml::node& v) { smtp_of(t).user = text_of(t, k, v); }},
    {"password", read_password},
    {"from", [](Target& t, std::string_view k, const toml::node& v) { smtp_of(t).from = text_of(t, k, v); }},
    {"plain", [](Target& t, std::string_view k, const toml::node& v) { smtp_of(t).plain = flag_of(t, k, v); }},
};

void read_smtp(Target& target, std::string_view key, const toml::node& value) {
  read_table(target, table_of(target, key, value), kSmtp);
  if (smtp_of(target).host.empty()) target.refuse(value.source(), "[smtp] needs a 'host'");
}

void read_environment(Target& target, std::string_view key, const toml::node& value) {
  target.options.principal.environment = word_of(target, key, value, words::environments());
}

void read_data_centre(Target& target, std::string_view key, const toml::node& value) {
  std::vector<std::string_view> keys;
  for (const connectors::DataCentre& each : connectors::data_centres()) keys.push_back(each.key);
  target.options.connections.data_centre = word_of(target, key, value, keys);
}

constexpr Key kConnections[] = {
    {"environment", read_environment},
    {"plan_limit",
     [](Target& t, std::string_view k, const toml::node& v) { t.options.connections.plan_limit = count_of(t, k, v); }},
    {"connector_limit", [](Target& t, std::string_view k,
                           const toml::node& v) { t.options.connections.connector_limit = count_of(t, k, v); }},
    {"data_centre", read_data_centre},
    {"country",
     [](Target& t, std::string_view k, const toml::node& v) { t.options.connections.country = text_of(t, k, v); }},
};

template <const auto& keys>
void read_each(Target& target, std::string_view key, const toml::node& value) {
  read_table(target, table_of(target, key, value), keys);
}

void read_dialect(Target& target, std::string_view key, const toml::node& value) {
  target.options.dialect = *dialect_of(word_of(target, key, value, words::dialects()));
}

void read_time_zone(Target& target, std::string_view key, const toml::node& value) {
  target.options.time_zone = text_of(target, key, value);
  if (const auto zone = zone_of(target.options.time_zone); !zone.ok())
    target.refuse(value.source(), zone.error().message, zone.error().help);
}

void read_date_format(Target& target, std::string_view key, const toml::node& value) {
  target.options.date_format = text_of(target, key, value);
  if (const Result<void> known = check_date_format(target.options.date_format); !known.ok())
    target.refuse(value.source(), known.error().message, known.error().help);
}

void read_functions(Target& target, std::string_view key, const toml::node& value) {
  const std::filesystem::path folder = std::filesystem::path(target.path).parent_path();
  target.options.functions.clear();
  for (const std::string& path : texts_of(target, key, value))
    target.options.functions.push_back((folder / path).string());
}

constexpr Key kFile[] = {
    {"dialect", read_dialect},
    {"time_zone", read_time_zone},
    {"date_format", read_date_format},
    {"functions", read_functions},
    {"limits", [](Target& t, std::string_view k, const toml::node& v) { read_limit_table(t, table_of(t, k, v)); }},
    {"egress", read_each<kEgress>},
    {"smtp", read_smtp},
    {"connections", read_each<kConnections>},
};

toml::table parse_file(const std::string& path, ApiCode unreadable) {
  std::string text, why;
  if (!interpreter::support::read_file(path, text, why))
    throw Refusal{api_error(unreadable, "Cannot read " + path, why)};
  toml::parse_result parsed = toml::parse(text, path);
  if (!parsed) {
    const toml::parse_error& problem = parsed.error();
    EngineOptions unused;
    Target{path, unused}.refuse(problem.source(), std::string(problem.description()));
  }
  return std::move(parsed).table();
}

}  // namespace

Result<Limits> read_limits(const std::string& path) {
  std::error_code unknown;
  if (!std::filesystem::exists(path, unknown))
    return api_error(ApiCode::UnknownLimits,
                     "'" + interpreter::support::shortened(path) + "' is neither a profile of limits nor a file",
                     words::help_for(path, words::limit_profiles()));
  const toml::table table = parse_file(path, ApiCode::Unreadable);
  EngineOptions options;
  Target target{path, options};
  const toml::node* limits = table.get("limits");
  read_limit_table(target, limits != nullptr ? table_of(target, "limits", *limits) : table);
  return options.limits;
}

}  // namespace sluice::engine

namespace sluice {

Result<EngineOptions> read_options(const std::string& path, EngineOptions base) {
  return engine::guarded([&]() -> Result<EngineOptions> {
    engine::Target target{path, base};
    engine::read_table(target, engine::parse_file(path, engine::ApiCode::Unreadable), engine::kFile);
    return std::move(base);
  });
}

}  // namespace sluice
