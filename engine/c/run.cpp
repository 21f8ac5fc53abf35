// Runs of the C interface and what comes out of them.
#include <algorithm>

#include "engine/access.h"
#include "engine/c/handles.h"
#include "engine/state.h"

using namespace sluice;
using namespace sluice::c;

Principal c::principal_of(const sluice_run_options* options, const Engine& engine) {
  const sluice_run_options given = known_part(options);
  Principal principal = Access::state(engine).options.principal;
  set(principal.user, given.user);
  set(principal.role, given.role);
  set(principal.app, given.app);
  set(principal.environment, given.environment);
  set(principal.trigger, given.trigger);
  set(principal.ip_address, given.ip_address);
  return principal;
}

Result<RunOptions> c::run_options_of(const sluice_run_options* run_options, const Engine& engine) {
  const sluice_run_options given = known_part(run_options);
  RunOptions options;
  for (std::size_t i = 0; i < given.argument_count; ++i) {
    if (given.names == nullptr || given.values == nullptr || given.names[i] == nullptr || !valid(given.values[i])) {
      return wrong("argument " + std::to_string(i) + " of the run has no name or no value");
    }
    options.arguments.emplace_back(given.names[i], given.values[i]->value);
  }
  set(options.function, given.function);
  const Result<std::optional<Limits>> limits =
      limits_of(given.limits, given.own_limits, Access::state(engine).options.limits);
  if (!limits.ok()) return limits.error();
  options.limits = *limits;
  options.principal = principal_of(run_options, engine);
  options.hooks = hooks_of(known_part(given.hooks), {});
  if (valid(given.cancel)) options.cancel = given.cancel->token;
  return options;
}

sluice_status sluice_run(const sluice_script* script, const sluice_run_options* options, sluice_outcome** outcome,
                         sluice_error** error) {
  return guarded_status(error, [&] {
    if (outcome != nullptr) *outcome = nullptr;
    if (!valid(script)) return misuse("sluice_run: script is no script", error);
    const Script code = script->compiled.script();  // the caller may free its handle while this runs
    Result<RunOptions> wanted = run_options_of(options, Access::engine(Access::state(code).engine));
    if (!wanted.ok()) return fail(std::move(wanted).error(), error);
    return give(code.run(*wanted), outcome, error);
  });
}

void sluice_outcome_free(sluice_outcome* outcome) { free_handle(outcome); }

sluice_value* sluice_outcome_value(const sluice_outcome* outcome) {
  return valid(outcome) ? handle_of(outcome->outcome.value) : nullptr;
}

size_t sluice_outcome_event_count(const sluice_outcome* outcome) {
  return valid(outcome) ? outcome->outcome.events.size() : 0;
}

const char* sluice_outcome_event_name(const sluice_outcome* outcome, size_t index) {
  return index < sluice_outcome_event_count(outcome) ? outcome->outcome.events[index].name.c_str() : "";
}

sluice_value* sluice_outcome_event_details(const sluice_outcome* outcome, size_t index) {
  return index < sluice_outcome_event_count(outcome) ? handle_of(outcome->outcome.events[index].details) : nullptr;
}

sluice_status sluice_outcome_statistics(const sluice_outcome* outcome, sluice_statistics* statistics) {
  if (!valid(outcome) || statistics == nullptr || statistics->size < sizeof(size_t)) return SLUICE_USAGE;
  const Statistics& of_run = outcome->outcome.statistics;
  const sluice_statistics all{.size = statistics->size,
                              .statements = of_run.statements,
                              .peak_memory = of_run.peak_memory,
                              .output = of_run.output,
                              .microseconds = static_cast<std::uint64_t>(of_run.elapsed.count())};
  std::memcpy(statistics, &all, std::min(statistics->size, sizeof all));
  return SLUICE_OK;
}
