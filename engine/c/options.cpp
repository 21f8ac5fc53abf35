// Options of engines and limits of the C interface as those of the C++ interface.
#include <algorithm>
#include <cstring>

#include "engine/c/handles.h"

using namespace sluice;
using namespace sluice::c;

namespace {

// The same limits in both shapes.
sluice_limits shape_of(const Limits& limits) {
  return {.size = sizeof(sluice_limits),
          .statements = limits.statements,
          .memory = limits.memory,
          .milliseconds = static_cast<std::uint64_t>(limits.wall_clock.count()),
          .output = limits.output,
          .parse_text = limits.parse_text,
          .response = limits.response,
          .call_depth = limits.call_depth,
          .calls_out = limits.calls_out,
          .truncate_output = limits.truncate_output};
}

// The host's keys behind the C++ hook. They leave no copy in this frame.
class CKeys final : public KeyProvider {
 public:
  CKeys(decltype(sluice_engine_options::keys) ask, void* data) : ask_(ask), data_(data) {}
  std::string keys() override {
    char text[4096] = {};
    const std::size_t size = ask_(data_, text, sizeof text);
    std::string keys(text, std::min(size, sizeof text));
    ::explicit_bzero(text, sizeof text);
    return keys;
  }

 private:
  decltype(sluice_engine_options::keys) ask_;
  void* data_;
};

void add_texts(std::vector<std::string>& texts, const char* const* given, std::size_t count) {
  for (std::size_t i = 0; given != nullptr && i < count; ++i)
    if (given[i] != nullptr) texts.emplace_back(given[i]);
}

Result<void> set_connections(const sluice_engine_options& given, EngineOptions& options) {
  ConnectionOptions& connections = options.connections;
  set(connections.folder, given.store);
  set(connections.key_file, given.key_file);
  set(connections.data_centre, given.data_centre);
  set(connections.country, given.country);
  if (given.plan_limit != 0) connections.plan_limit = given.plan_limit;
  if (given.connector_limit != 0) connections.connector_limit = given.connector_limit;
  if (given.keys != nullptr) connections.keys = std::make_shared<CKeys>(given.keys, given.keys_data);
  if (given.connections == nullptr) return {};
  const sluice_connection_store store = known_part(given.connections);
  if (store.version == nullptr || store.get == nullptr || store.list == nullptr || store.change == nullptr)
    return wrong("the connection store misses one of version, get, list and change");
  connections.store = store_of(store);
  return {};
}

void set_egress(const sluice_engine_options& given, EngineOptions& options) {
  add_texts(options.egress.allow, given.allow, given.allow_count);
  add_texts(options.egress.allow_private, given.allow_private, given.allow_private_count);
  if (given.only_allowed != 0) options.egress.only_allowed = true;
  set(options.egress.ca_file, given.ca_file);
  if (given.smtp == nullptr) return;
  const sluice_smtp smtp = known_part(given.smtp);
  SmtpOptions server;
  set(server.host, smtp.host);
  set(server.user, smtp.user);
  set(server.password, smtp.password);
  set(server.from, smtp.from);
  if (smtp.port != 0) server.port = smtp.port;
  server.plain = smtp.plain != 0;
  options.smtp = std::move(server);
}

Result<void> add_functions(const sluice_engine_options& given, EngineOptions& options) {
  for (std::size_t i = 0; i < given.function_count; ++i) {
    const sluice_function function = known_part(given.functions == nullptr ? nullptr : given.functions[i]);
    if (function.name == nullptr || function.run == nullptr ||
        (function.parameters == nullptr && function.parameter_count != 0)) {
      return wrong("function " + std::to_string(i) + " of the options has no name, no run or no parameters");
    }
    options.host_functions.push_back(function_of(function));
  }
  return {};
}

Result<void> add_sources(const sluice_engine_options& given, EngineOptions& options) {
  for (std::size_t i = 0; i < given.source_count; ++i) {
    if (given.source_names == nullptr || given.source_texts == nullptr || given.source_names[i] == nullptr)
      return wrong("source " + std::to_string(i) + " of the options has no name or no text");
    options.function_sources.push_back({given.source_names[i], std::string(text_of(given.source_texts[i]))});
  }
  return {};
}

}  // namespace

Result<EngineOptions> c::options_of(const sluice_engine_options& given) {
  EngineOptions options;
  if (given.settings != nullptr) {
    Result<EngineOptions> read = read_options(given.settings);
    if (!read.ok()) return read;
    options = std::move(*read);
  }
  if (given.dialect != nullptr) {
    const std::optional<Dialect> dialect = dialect_of(given.dialect);
    if (!dialect) {
      return wrong("no dialect is called '" + std::string(given.dialect) + "'", "there are standard and creator");
    }
    options.dialect = *dialect;
  }
  set(options.time_zone, given.time_zone);
  set(options.date_format, given.date_format);
  const Result<std::optional<Limits>> limits = limits_of(given.limits, given.own_limits, options.limits);
  if (!limits.ok()) return limits.error();
  if (*limits) options.limits = **limits;
  set(options.principal.user, given.user);
  set(options.principal.role, given.role);
  set(options.principal.app, given.app);
  set(options.principal.environment, given.environment);
  set(options.principal.trigger, given.trigger);
  set(options.principal.ip_address, given.ip_address);
  add_texts(options.functions, given.libraries, given.library_count);
  if (const Result<void> added = add_sources(given, options); !added.ok()) return added.error();
  if (const Result<void> added = add_functions(given, options); !added.ok()) return added.error();
  options.hooks = hooks_of(known_part(given.hooks), options.hooks);
  if (const Result<void> done = set_connections(given, options); !done.ok()) return done.error();
  set_egress(given, options);
  if (given.sandbox != nullptr) {
    if (!valid(given.sandbox)) return wrong("sandbox is no sandbox");
    given.sandbox->sandbox.prepare(options);
  }
  return options;
}

Result<std::optional<Limits>> c::limits_of(const char* name_or_file, const sluice_limits* own, const Limits& base) {
  std::optional<Limits> limits;
  if (name_or_file != nullptr) {
    const Result<Limits> found = find_limits(name_or_file);
    if (!found.ok()) return found.error();
    limits = *found;
  }
  if (own == nullptr) return limits;
  sluice_limits all = shape_of(limits.value_or(base));
  std::memcpy(&all, own, std::min(own->size, sizeof all));
  return std::optional(Limits{.statements = all.statements,
                              .call_depth = all.call_depth,
                              .memory = all.memory,
                              .wall_clock = std::chrono::milliseconds(
                                  std::min<std::uint64_t>(all.milliseconds, std::chrono::milliseconds::max().count())),
                              .output = all.output,
                              .truncate_output = all.truncate_output != 0,
                              .parse_text = all.parse_text,
                              .calls_out = all.calls_out,
                              .response = all.response});
}

sluice_status sluice_limits_find(const char* name_or_file, sluice_limits* limits, sluice_error** error) {
  return guarded_status(error, [&] {
    if (limits == nullptr || limits->size < sizeof(size_t))
      return misuse("sluice_limits_find: limits is NULL or has no size", error);
    const Result<Limits> found = find_limits(std::string(text_of(name_or_file)));
    if (!found.ok()) return fail(found.error(), error);
    sluice_limits all = shape_of(*found);
    all.size = limits->size;
    std::memcpy(limits, &all, std::min(limits->size, sizeof all));
    return SLUICE_OK;
  });
}

sluice_value* sluice_find_project_file(const char* folder) {
  return safely(static_cast<sluice_value*>(nullptr),
                [&] { return new sluice_value(Value::text(find_project_file(folder == nullptr ? "." : folder))); });
}
