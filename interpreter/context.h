// What a running script sees of the world: its heap and budget, the clock, the zone, who runs it, where output goes.
// Built-ins get it with every call. One run, one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "grammar/ast.h"
#include "interpreter/budget.h"
#include "interpreter/callable.h"
#include "interpreter/date_time.h"
#include "interpreter/error.h"
#include "interpreter/heap.h"

namespace sluice::connectors {
class Services;
}

namespace sluice::interpreter {

// Who runs the script and where (language.md §7).
struct Principal {
  std::string login_user = "admin";
  std::string login_user_id = "admin@localhost";  // e-mail
  std::string admin_user = "admin";
  std::string admin_user_id = "admin@localhost";
  std::string application = "local";
  std::string application_uri = "/admin/local/";
  std::string ip_address;  // null for the script when empty
  std::string device_type = "web";
  std::string role = "super_admin";
  std::string environment = "production";
  std::string trigger = "function";
};

// A statement that is about to run.
struct TracePoint {
  const grammar::Source& source;
  grammar::Span span;
  std::string_view function;  // `standalone.total`; empty for a body
  std::uint32_t depth;        // calls of functions that it is in
};

// What the host does for a script. Every function has a default: output is dropped, services are missing.
class Host {
 public:
  virtual ~Host() = default;
  // One line of `info`, without its line end.
  virtual void write_info(std::string_view line);
  // alert, openUrl, show, hide, cancel submit …: `name` and its values, as a MAP.
  virtual void client_directive(std::string_view name, const Value& details, Context& context);
  // Milliseconds since 1970.
  virtual std::int64_t now();
  // Random bytes, of the system's source by default.
  virtual void random(char* to, std::size_t size);
  // For runs whose budget stops at every statement.
  virtual void trace(const TracePoint& point);
  // A statement that needs a form store, a mail server or a service: `what` names the statement. The default raises
  // HostMissing. `request` is a MAP of the statement's parts.
  virtual Value perform(std::string_view what, const Value& request, Context& context);
  // What tasks reach other services with (connectors/services.h); null where there is none.
  virtual connectors::Services* services() { return nullptr; }
};

class Context {
 public:
  Context(Heap& run_heap, Budget& run_budget, Host& run_host) : heap(run_heap), budget(run_budget), host(run_host) {}

  Heap& heap;
  Budget& budget;
  Host& host;
  DateFormat dates;
  Principal principal;
  grammar::Dialect dialect = grammar::Dialect::Standard;
  const FunctionTable* functions = nullptr;

  Value text(std::string_view bytes) { return Value::text(heap, bytes); }
  std::int64_t now() { return host.now(); }
};

}  // namespace sluice::interpreter
