#include "engine/run_host.h"

#include <chrono>
#include <span>

#include "connectors/tasks/send_sms.h"
#include "connectors/web/invoke_api.h"
#include "connectors/web/invoke_url.h"
#include "connectors/web/send_mail.h"
#include "engine/error_kind.h"
#include "engine/services.h"
#include "engine/value_bridge.h"

namespace sluice::engine {

namespace in = interpreter;

namespace {

template <class Hook>
Hook* chosen(const std::shared_ptr<Hook>& of_run, const std::shared_ptr<Hook>& of_engine) {
  return of_run != nullptr ? of_run.get() : of_engine.get();
}

// Calls into the host; whatever it throws becomes an error of the script.
template <class Body>
auto call_host(Body&& body) -> decltype(body()) {
  try {
    return body();
  } catch (const in::Raised&) { throw; } catch (const std::exception& exception) {
    in::raise(in::ErrorKind::Host, in::messages::HostFailed, {exception.what()});
  } catch (...) { in::raise(in::ErrorKind::Host, in::messages::HostFailed, {"the host failed"}); }
}

// Asks the host now and then; in between a look costs one reading of the clock.
class ProgressWatcher final : public in::Watcher {
 public:
  ProgressWatcher(ProgressWatch& progress, const in::Heap& heap) : progress_(progress), heap_(heap) {}

  bool go_on(const in::Budget& so_far) override {
    const Clock::time_point now = Clock::now();
    if (now < next_ || stopped_) return !stopped_;
    next_ = now + kPause;
    const auto elapsed = std::chrono::duration_cast<std::chrono::microseconds>(now - start_);
    try {
      stopped_ = !progress_.progress({so_far.statements(), heap_.used(), elapsed});
    } catch (...) { stopped_ = true; }
    return !stopped_;
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds kPause{5};

  ProgressWatch& progress_;
  const in::Heap& heap_;
  const Clock::time_point start_ = Clock::now();
  Clock::time_point next_ = start_ + kPause;
  bool stopped_ = false;
};

[[noreturn]] void refuse_transfer(std::string_view task) {
  connectors::raise_failure(
      connectors::failed(
          in::ErrorKind::Host, connectors::messages::FileTransferMissing, {task},
          "use invokeurl with an https address of the server: response-format: FILE to download, files: to upload")
          .error());
}

// A value that the host gave, in the run; its error becomes the script's.
in::Value take(const Result<Value>& result, in::Context& context) {
  if (result.ok()) return to_interpreter(result.value(), context.heap);
  auto fault = std::make_unique<in::Fault>();
  fault->kind = inner_kind(result.error().kind);
  fault->code = in::messages::HostFailed;
  fault->message = result.error().message;
  fault->help = result.error().help;
  throw in::Raised(std::move(fault));
}

}  // namespace

RunHost::RunHost(const EngineState& engine, const Hooks& of_run, const Principal& principal, const Limits& limits)
    : engine_(engine),
      output_(chosen(of_run.output, engine.options.hooks.output)),
      clock_(chosen(of_run.clock, engine.options.hooks.clock)),
      directives_(chosen(of_run.directives, engine.options.hooks.directives)),
      forms_(chosen(of_run.forms, engine.options.hooks.forms)),
      mail_(chosen(of_run.mail, engine.options.hooks.mail)),
      http_(chosen(of_run.http, engine.options.hooks.http)),
      log_(chosen(of_run.log, engine.options.hooks.log)),
      authorization_(chosen(of_run.authorization, engine.options.hooks.authorization)),
      random_(chosen(of_run.random, engine.options.hooks.random)),
      trace_(chosen(of_run.trace, engine.options.hooks.trace)),
      progress_(chosen(of_run.progress, engine.options.hooks.progress)),
      principal_(principal),
      limits_(limits) {}

RunHost::~RunHost() = default;

connectors::Services* RunHost::services() {
  if (services_ == nullptr)
    services_ = std::make_unique<RunServices>(*engine_.services, principal_, limits_, http_, log_, authorization_,
                                              watcher_.get());
  return services_.get();
}

void RunHost::write_info(std::string_view line) {
  output_bytes_ += line.size() + 1;
  if (output_ != nullptr) call_host([&] { output_->write_line(line); });
}

void RunHost::client_directive(std::string_view name, const in::Value& details, in::Context& context) {
  events_.push_back({std::string(name), to_public(details, context)});
  if (directives_ != nullptr) call_host([&] { directives_->directive(name, events_.back().details); });
}

std::int64_t RunHost::now() {
  if (clock_ == nullptr) return Host::now();
  return call_host([&] { return clock_->now().time_since_epoch().count(); });
}

void RunHost::random(char* to, std::size_t size) {
  if (random_ == nullptr) return Host::random(to, size);
  call_host([&] { random_->fill(std::as_writable_bytes(std::span(to, size))); });
}

void RunHost::trace(const in::TracePoint& point) {
  const grammar::Position position = point.source.position(point.span.begin);
  call_host(
      [&] { trace_->statement({point.source.name(), position.line, position.column, point.function, point.depth}); });
}

void RunHost::follow(in::Budget& budget, const in::Heap& heap) {
  if (trace_ != nullptr) budget.stop_at_every_statement();
  if (progress_ == nullptr) return;
  watcher_ = std::make_unique<ProgressWatcher>(*progress_, heap);
  budget.watch(watcher_.get());
}

in::Value RunHost::perform(std::string_view what, const in::Value& request, in::Context& context) {
  const bool mails = what == "sendmail" || what == "sendsms";
  const bool records = !mails && what != "invokeUrl" && what != "invokeApi";
  if (what == "ftp" || what == "sftp") refuse_transfer(what);
  if (what == "invokeUrl") return connectors::web::invoke_url(request, context);
  if (what == "invokeApi") return connectors::web::invoke_api(request, context);
  if (what == "sendsms" && mail_ == nullptr) return connectors::tasks::send_sms(request, context);
  if (what == "sendmail" && mail_ == nullptr) return connectors::web::send_mail_task(request, context);
  if ((mails && mail_ == nullptr) || (records && forms_ == nullptr) || (!mails && !records))
    return Host::perform(what, request, context);
  if (mails) context.budget.call_out();
  const Value details = to_public(request, context);
  return take(call_host([&] { return mails ? mail_->send(what, details) : forms_->perform(what, details); }), context);
}

in::Value RunHost::call_function(in::Call& call) {
  const auto& host = static_cast<const RunHost&>(call.context.host);
  const FunctionRecord& function = host.engine_.host_functions.behind(call.function);
  std::vector<Value> arguments;
  arguments.reserve(call.count());
  for (const in::Value& argument : call.arguments) arguments.push_back(to_public(argument, call.context));
  const Result<Value> result = call_host([&] { return function.run(arguments); });
  if (result.ok() && !result->is_null() && !function.result.has(result->kind())) {
    in::raise(in::ErrorKind::Host, in::messages::HostFailed,
              {function.name + " gave a value of type " + std::string(name_of(result->kind())) +
               ", which its record does not allow"});
  }
  return take(result, call.context);
}

}  // namespace sluice::engine
