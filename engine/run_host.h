// One run's view of its host: hooks, events and host functions behind the interpreter's Host.
#pragma once

#include <exception>
#include <memory>
#include <string_view>
#include <vector>

#include <sluice/engine.h>

#include "engine/state.h"
#include "interpreter/context.h"
#include "interpreter/error.h"

namespace sluice::engine {

class RunServices;

class RunHost final : public interpreter::Host {
 public:
  // Hooks of the run come before those of the engine. All must outlive this.
  RunHost(const EngineState& engine, const Hooks& of_run, const Principal& principal, const Limits& limits);
  ~RunHost() override;

  void write_info(std::string_view line) override;
  void client_directive(std::string_view name, const interpreter::Value& details,
                        interpreter::Context& context) override;
  std::int64_t now() override;
  void random(char* to, std::size_t size) override;
  void trace(const interpreter::TracePoint& point) override;
  interpreter::Value perform(std::string_view what, const interpreter::Value& request,
                             interpreter::Context& context) override;
  connectors::Services* services() override;
  // The NativeFunction of all host functions.
  static interpreter::Value call_function(interpreter::Call& call);

  // Makes the run call the hooks that follow it.
  void follow(interpreter::Budget& budget, const interpreter::Heap& heap);

  std::uint64_t output_bytes() const { return output_bytes_; }
  std::vector<Event> take_events() { return std::move(events_); }

 private:
  const EngineState& engine_;
  Output* output_;
  Clock* clock_;
  ClientDirectives* directives_;
  FormStore* forms_;
  Mail* mail_;
  HttpTransport* http_;
  Log* log_;
  AuthorizationNeeded* authorization_;
  RandomSource* random_;
  Trace* trace_;
  ProgressWatch* progress_;
  std::unique_ptr<interpreter::Watcher> watcher_;  // behind progress_
  const Principal& principal_;
  const Limits& limits_;
  std::unique_ptr<RunServices> services_;  // made when the script first needs them
  std::uint64_t output_bytes_ = 0;
  std::vector<Event> events_;
};

}  // namespace sluice::engine
