#include "sandbox/module.h"

#include <memory>
#include <string_view>
#include <thread>

#include "sandbox/service.h"

struct sluice_sandbox {
  std::unique_ptr<sluice::sandbox::Service> service;
  std::thread thread;
};

namespace {

using sluice::sandbox::FunctionAnswer;

sluice::sandbox::FunctionHook hook_of(const sluice_sandbox_options& options) {
  if (options.function == nullptr) return nullptr;
  return [function = options.function, context = options.context](const std::string& name,
                                                                  const std::string& arguments) -> FunctionAnswer {
    FunctionAnswer answer;
    const auto give = [](void* target, const char* text) { *static_cast<std::string*>(target) = text; };
    switch (function(context, name.c_str(), arguments.c_str(), &answer.text, give)) {
      case SLUICE_SANDBOX_DONE: answer.outcome = FunctionAnswer::Outcome::Done; break;
      case SLUICE_SANDBOX_FAILED: answer.outcome = FunctionAnswer::Outcome::Failed; break;
      case SLUICE_SANDBOX_UNKNOWN: answer.outcome = FunctionAnswer::Outcome::Unknown; break;
      case SLUICE_SANDBOX_UNAVAILABLE: answer.outcome = FunctionAnswer::Outcome::Unavailable; break;
    }
    return answer;
  };
}

// As much of the text as there is room for.
template <std::size_t size>
void put(char (&target)[size], std::string_view text) {
  target[text.copy(target, size - 1)] = '\0';
}

sluice_sandbox* start(const sluice_sandbox_options* options, sluice_sandbox_problem* problem) {
  try {
    auto sandbox = std::make_unique<sluice_sandbox>();
    sandbox->service = std::make_unique<sluice::sandbox::Service>(
        sluice::sandbox::ServiceOptions{.port = options->port,
                                        .data_folder = options->data_folder,
                                        .seed = options->seed,
                                        .seed_name = options->seed_name,
                                        .token_limits = options->token_limits != 0,
                                        .crm = {.legacy_202 = options->legacy_202 != 0,
                                                .strict_picklists = options->strict_picklists != 0,
                                                .exact_search = options->exact_search != 0,
                                                .credits = options->credits,
                                                .concurrency = options->concurrency},
                                        .function = hook_of(*options)});
    sandbox->thread = std::thread([service = sandbox->service.get()] { service->run(); });
    return sandbox.release();
  } catch (const sluice::sandbox::StartError& error) {
    put(problem->message, error.what());
    put(problem->help, error.help());
    problem->is_usage = static_cast<int>(error.is_usage());
  } catch (const std::exception& exception) { put(problem->message, exception.what()); }
  return nullptr;
}

const char* ready_line(const sluice_sandbox* sandbox) { return sandbox->service->ready_line().c_str(); }

void stop(sluice_sandbox* sandbox) {
  sandbox->service->stop();
  sandbox->thread.join();
  delete sandbox;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) const sluice_sandbox_module* sluice_sandbox_entry(void) {
  static const sluice_sandbox_module kModule = {start, ready_line, stop};
  return &kModule;
}
