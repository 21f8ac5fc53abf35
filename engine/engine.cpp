// Engines: putting grammar, interpreter and built-ins together, and compiling.
#include "sluice/engine.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "builtins/registry.h"
#include "connectors/http/curl_library.h"
#include "connectors/tasks/table.h"
#include "connectors/web/invoke_url.h"
#include "engine/access.h"
#include "engine/date_options.h"
#include "engine/errors.h"
#include "engine/module.h"
#include "engine/principal.h"
#include "engine/state.h"
#include "grammar/parse.h"
#include "interpreter/check.h"
#include "interpreter/support/shorten.h"
#include "interpreter/support/stack.h"
#include "sluice/version.h"
#include "sluice/words.h"

namespace sluice {

namespace {

namespace in = interpreter;

// Different for every process, so that nobody can prepare keys that collide; SLUICE_HASH_SEED fixes it for measurements.
std::uint64_t hash_seed() {
  if (const char* fixed = std::getenv("SLUICE_HASH_SEED")) return std::strtoull(fixed, nullptr, 0);
  std::uint64_t seed = 0;
  if (::getentropy(&seed, sizeof(seed)) != 0) seed = static_cast<std::uint64_t>(::getpid());
  return seed;
}

Result<void> set_dates(EngineState& state) {
  const EngineOptions& options = state.options;
  Result<std::shared_ptr<const in::TimeZone>> zone = engine::zone_of(options.time_zone);
  if (!zone.ok()) return zone.error();
  if (const Result<void> known = engine::check_date_format(options.date_format); !known.ok()) return known;
  state.zone = std::move(zone).value();
  state.dates.zone = {std::shared_ptr<const void>(), state.zone.get()};
  state.dates.pattern = options.date_format;
  return {};
}

// What scripts can call without the host's doing: one table for all engines.
const in::FunctionTable& all_functions() {
  static const std::unique_ptr<const in::FunctionTable> table = builtins::functions_and(connectors::web::functions());
  return *table;
}

Result<void> set_functions(EngineState& state) {
  state.functions = &all_functions();
  state.tasks = &connectors::tasks::table();
  if (state.options.host_functions.empty()) return {};
  if (Result<void> added = state.host_functions.add(std::move(state.options.host_functions)); !added.ok()) return added;
  state.extended = builtins::extend(*state.functions, state.host_functions.records());
  state.functions = state.extended.get();
  return {};
}

Result<void> set_library(EngineState& state) {
  EngineOptions& options = state.options;
  if (options.functions.empty() && options.function_sources.empty()) return {};
  for (const std::string& path : options.functions) {
    std::error_code problem;
    if (!std::filesystem::exists(path, problem))
      return engine::api_error(engine::ApiCode::Unreadable, "Cannot read the functions in " + path,
                               "there is no such file or folder");
  }
  std::vector<std::shared_ptr<const grammar::Source>> sources;
  for (SourceText& source : options.function_sources)
    sources.push_back(std::make_shared<grammar::Source>(std::move(source.name), std::move(source.text)));
  state.library = std::make_unique<in::FunctionLibrary>(
      options.functions, std::move(sources),
      in::FunctionLibrary::Options{state.dialect(), state.functions, state.tasks});
  return {};
}

Result<void> set_services(EngineState& state) {
  Result<std::unique_ptr<engine::SharedServices>> services = engine::SharedServices::create(state.options);
  if (!services.ok()) return services.error();
  state.services = std::move(services).value();
  return {};
}

Diagnostic diagnostic_of(const grammar::Diagnostic& found, const grammar::Source& source) {
  const grammar::Position begin = source.position(found.span.begin);
  const grammar::Position end = source.position(found.span.end);
  return {.severity = found.severity == grammar::Severity::Error ? Severity::Error : Severity::Warning,
          .code = std::string(found.message.code()),
          .message = found.text,
          .help = found.help,
          .span = {found.span.begin, found.span.end},
          .begin = {begin.line, begin.column},
          .end = {end.line, end.column}};
}

void append(std::vector<Diagnostic>& diagnostics, const std::vector<grammar::Diagnostic>& found,
            const grammar::Source& source) {
  for (const grammar::Diagnostic& each : found) diagnostics.push_back(diagnostic_of(each, source));
}

std::vector<grammar::Diagnostic> check(const ScriptState& state, const CompileOptions& options) {
  const EngineState& engine = *state.engine;
  in::CheckOptions how{.dialect = engine.dialect(),
                       .functions = engine.functions,
                       .library = state.functions(),
                       .before_run = options.check == CheckLevel::Run,
                       .tasks = engine.tasks,
                       .gives_last_value = state.gives_last_value};
  for (const ParameterDeclaration& parameter : options.parameters)
    how.parameters.push_back({parameter.name, parameter.type});
  return in::check(*state.parsed, how);
}

static_assert(kLargestSource == grammar::ParseLimits().source_bytes);

void compile(ScriptState& state, SourceText text, const CompileOptions& options) {
  const EngineState& engine = *state.engine;
  const auto source = std::make_shared<const grammar::Source>(std::move(text.name), std::move(text.text));
  grammar::ParseOptions how;
  how.dialect = engine.dialect();
  state.parsed = std::make_shared<const grammar::ParsedScript>(grammar::parse(source, how));
  append(state.diagnostics, state.parsed->diagnostics, *source);
  if (options.check != CheckLevel::Syntax) append(state.diagnostics, check(state, options), *source);
  std::ranges::stable_sort(state.diagnostics, {}, [](const Diagnostic& each) { return each.span.begin; });
  state.ok = std::ranges::none_of(state.diagnostics, [](const Diagnostic& d) { return d.severity == Severity::Error; });
}

// A script that could not even be parsed for want of memory, or by a defect.
void fail(ScriptState& state, const Error& error) {
  if (state.parsed == nullptr) {
    auto empty = std::make_shared<grammar::ParsedScript>();
    empty->source = std::make_shared<const grammar::Source>("", "");
    state.parsed = std::move(empty);
  }
  state.ok = false;
  state.diagnostics.push_back({.code = error.code, .message = error.message, .help = error.help});
}

}  // namespace

std::optional<Dialect> dialect_of(std::string_view name) {
  constexpr Dialect kInOrder[] = {Dialect::Standard, Dialect::Creator};
  const auto known = words::dialects();
  const auto word = std::ranges::find(known, name);
  return word == known.end() ? std::nullopt : std::optional(kInOrder[word - known.begin()]);
}

Result<Engine> Engine::create(EngineOptions options) {
  return engine::guarded([&]() -> Result<Engine> {
    no_memory_state();
    if (Result<void> known = engine::check_principal(options.principal); !known.ok()) return known.error();
    auto state = std::make_shared<EngineState>();
    state->options = std::move(options);
    state->hash_seed = hash_seed();
    for (const auto set : {set_dates, set_functions, set_library, set_services})
      if (Result<void> done = set(*state); !done.ok()) return done.error();
    return Access::engine(std::move(state));
  });
}

Compiled Engine::compile(SourceText source, const CompileOptions& options) const {
  try {
    auto state = std::make_shared<ScriptState>();
    state->engine = state_;
    return compile_script(std::move(state), std::move(source), options);
  } catch (...) { return Access::compiled(no_memory_state()); }
}

const std::shared_ptr<const ScriptState>& no_memory_state() {
  static const std::shared_ptr<const ScriptState> state = [] {
    auto made = std::make_shared<ScriptState>();
    fail(*made, engine::out_of_memory_error());
    return made;
  }();
  return state;
}

Compiled compile_script(std::shared_ptr<ScriptState> state, SourceText source, const CompileOptions& options) {
  const Result<bool> done = engine::guarded([&]() -> Result<bool> {
    in::with_deep_stack([&] { sluice::compile(*state, std::move(source), options); });
    return true;
  });
  if (!done.ok()) fail(*state, done.error());
  return Access::compiled(std::move(state));
}

LibraryContent Engine::library() const try {
  LibraryContent content;
  if (state_->library == nullptr) return content;
  in::FunctionLibrary::Listing listing = state_->library->list();
  for (const auto& [function, source] : listing.functions)
    content.functions.push_back({std::string(function->name_space), std::string(function->name), source->name(),
                                 source->line(function->header_span.begin)});
  content.problems = std::move(listing.problems);
  return content;
} catch (...) { return {}; }

Result<Instant> Engine::read_date(std::string_view text) const {
  return engine::guarded([&]() -> Result<Instant> {
    const std::optional<in::Value> date = in::parse_date_time(text, state_->dates);
    if (!date)
      return engine::api_error(engine::ApiCode::NotOfType, "\"" + in::support::shortened(text) + "\" is not a date",
                               "write it like \"2026-03-01 10:30:00\"");
    return Instant(Milliseconds(date->milliseconds()));
  });
}

std::string Engine::print_date(Instant instant) const {
  std::string text;
  in::append_date_time(text, in::Value::date_time(instant.time_since_epoch().count(), true), state_->dates);
  return text;
}

bool Compiled::ok() const { return Access::state(script_).ok; }
const std::vector<Diagnostic>& Compiled::diagnostics() const { return Access::state(script_).diagnostics; }
Source Compiled::source() const { return Access::source(Access::state(script_).parsed->source); }

std::string_view Source::name() const noexcept {
  return node_ == nullptr ? std::string_view() : Access::source(*this)->name();
}
std::string_view Source::text() const noexcept {
  return node_ == nullptr ? std::string_view() : Access::source(*this)->text();
}
Position Source::position(std::uint32_t offset) const noexcept {
  if (node_ == nullptr) return {};
  const grammar::Position position = Access::source(*this)->position(offset);
  return {position.line, position.column};
}

CancelToken::CancelToken() : state_(std::make_shared<CancelState>()) {}
void CancelToken::cancel() const noexcept { state_->token.cancel(); }
bool CancelToken::cancelled() const noexcept { return state_->token.cancelled(); }

std::string_view version() noexcept { return SLUICE_VERSION; }

std::span<const std::string_view> features() noexcept {
  static constexpr std::string_view kFeatures[] = {
      "authorization_needed",
      "connection_store",
      "connections",
      "connectors",
      "consent_listener",
      "features",
      "http",
      "limits",
      "operations",
      "progress",
      "sandbox",
      "sessions",
      "trace",
  };
  return kFeatures;
}

bool has_feature(std::string_view name) noexcept try {
  if (name == "http") return connectors::load_curl().has_value();
  if (name == "sandbox") return engine::open_module("sluice_sandbox", "sluice_sandbox_entry").ok();
  return std::ranges::find(features(), name) != features().end();
} catch (...) { return false; }

}  // namespace sluice
