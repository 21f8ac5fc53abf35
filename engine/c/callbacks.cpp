// Hooks and functions of a host that is written in C.
#include <memory>
#include <utility>

#include "engine/c/handles.h"

namespace sluice::c {

namespace {

class COutput final : public Output {
 public:
  explicit COutput(const sluice_hooks& hooks) : hooks_(hooks) {}
  void write_line(std::string_view line) override {
    const std::string text(line);  // callers in C want a zero byte
    hooks_.output(hooks_.data, text.c_str(), text.size());
  }

 private:
  sluice_hooks hooks_;
};

class CClock final : public Clock {
 public:
  explicit CClock(const sluice_hooks& hooks) : hooks_(hooks) {}
  Instant now() override { return Instant(Milliseconds(hooks_.now(hooks_.data))); }

 private:
  sluice_hooks hooks_;
};

class CDirectives final : public ClientDirectives {
 public:
  explicit CDirectives(const sluice_hooks& hooks) : hooks_(hooks) {}
  void directive(std::string_view name, const Value& details) override {
    const sluice_value given(details);
    hooks_.directive(hooks_.data, std::string(name).c_str(), &given);
  }

 private:
  sluice_hooks hooks_;
};

class CForms final : public FormStore {
 public:
  explicit CForms(const sluice_hooks& hooks) : hooks_(hooks) {}
  Result<Value> perform(std::string_view statement, const Value& request) override {
    return ask(hooks_.forms, hooks_.data, std::string(statement), request);
  }

 private:
  sluice_hooks hooks_;
};

class CMail final : public Mail {
 public:
  explicit CMail(const sluice_hooks& hooks) : hooks_(hooks) {}
  Result<Value> send(std::string_view statement, const Value& request) override {
    return ask(hooks_.mail, hooks_.data, std::string(statement), request);
  }

 private:
  sluice_hooks hooks_;
};

class CRandom final : public RandomSource {
 public:
  explicit CRandom(const sluice_hooks& hooks) : hooks_(hooks) {}
  void fill(std::span<std::byte> bytes) override {
    hooks_.random(hooks_.data, reinterpret_cast<unsigned char*>(bytes.data()), bytes.size());
  }

 private:
  sluice_hooks hooks_;
};

class CLog final : public Log {
 public:
  explicit CLog(const sluice_hooks& hooks) : hooks_(hooks) {}
  void write_line(std::string_view json) override {
    const std::string text(json);
    hooks_.log(hooks_.data, text.c_str(), text.size());
  }

 private:
  sluice_hooks hooks_;
};

class CTrace final : public Trace {
 public:
  explicit CTrace(const sluice_hooks& hooks) : hooks_(hooks) {}
  void statement(const TracePoint& point) override {
    const std::string file(point.file);
    const std::string function(point.function);
    const sluice_trace_point given{sizeof given, file.c_str(), function.c_str(), point.line, point.column, point.depth};
    hooks_.trace(hooks_.data, &given);
  }

 private:
  sluice_hooks hooks_;
};

class CProgress final : public ProgressWatch {
 public:
  explicit CProgress(const sluice_hooks& hooks) : hooks_(hooks) {}
  bool progress(const Progress& so_far) override {
    const sluice_progress given{sizeof given, so_far.statements, so_far.memory,
                                static_cast<std::uint64_t>(so_far.elapsed.count())};
    return hooks_.progress(hooks_.data, &given) != 0;
  }

 private:
  sluice_hooks hooks_;
};

class CAuthorization final : public AuthorizationNeeded {
 public:
  explicit CAuthorization(const sluice_hooks& hooks) : hooks_(hooks) {}
  bool authorization_needed(const AuthorizationNeed& need) override {
    const sluice_authorization_need given{sizeof given,       need.connection.c_str(),  need.connector.c_str(),
                                          need.user.c_str(),  need.environment.c_str(), need.reason.c_str(),
                                          need.lapsed ? 1 : 0};
    return hooks_.authorization(hooks_.data, &given) != 0;
  }

 private:
  sluice_hooks hooks_;
};

KindSet kinds_of(std::uint32_t bits) {
  KindSet kinds;
  for (std::uint32_t i = 0; i <= SLUICE_FILE; ++i)
    if ((bits >> i) & 1) kinds.add(static_cast<Kind>(i));
  return kinds;
}

}  // namespace

Result<Value> ask(sluice_answer answer, void* data, const std::string& name, const Value& request) {
  const sluice_value asked(request);
  sluice_value* value = nullptr;
  sluice_error* error = nullptr;
  const sluice_status status = answer(data, name.c_str(), &asked, &value, &error);
  const std::unique_ptr<sluice_value, void (*)(sluice_value*)> owned_value(value, sluice_value_free);
  const std::unique_ptr<sluice_error, void (*)(sluice_error*)> owned_error(error, sluice_error_free);
  if (status == SLUICE_OK) return valid(value) ? value->value : Value();
  if (valid(error)) return error->error;
  return Error{.kind = kind_of(status), .code = "SLC-HST-0002", .message = name + " failed"};
}

Hooks hooks_of(const sluice_hooks& hooks, const Hooks& base) {
  Hooks all = base;
  if (hooks.output != nullptr) all.output = std::make_shared<COutput>(hooks);
  if (hooks.now != nullptr) all.clock = std::make_shared<CClock>(hooks);
  if (hooks.directive != nullptr) all.directives = std::make_shared<CDirectives>(hooks);
  if (hooks.forms != nullptr) all.forms = std::make_shared<CForms>(hooks);
  if (hooks.mail != nullptr) all.mail = std::make_shared<CMail>(hooks);
  if (hooks.random != nullptr) all.random = std::make_shared<CRandom>(hooks);
  if (hooks.log != nullptr) all.log = std::make_shared<CLog>(hooks);
  if (hooks.trace != nullptr) all.trace = std::make_shared<CTrace>(hooks);
  if (hooks.progress != nullptr) all.progress = std::make_shared<CProgress>(hooks);
  if (hooks.authorization != nullptr) all.authorization = std::make_shared<CAuthorization>(hooks);
  if (hooks.http != nullptr) all.http = http_of(hooks);
  return all;
}

FunctionRecord function_of(const sluice_function& function) {
  FunctionRecord record;
  record.name = text_of(function.name);
  record.receiver = kinds_of(function.receiver);
  record.result = kinds_of(function.result);
  record.summary = text_of(function.summary);
  record.example = text_of(function.example);
  for (std::size_t i = 0; i < function.parameter_count; ++i) {
    const sluice_parameter& parameter = function.parameters[i];
    record.parameters.push_back({.name = std::string(text_of(parameter.name)),
                                 .types = kinds_of(parameter.kinds == 0 ? SLUICE_ANY : parameter.kinds),
                                 .optional = parameter.optional != 0});
  }
  record.run = [run = function.run, data = function.data, name = record.name](std::span<const Value> arguments) {
    return ask(run, data, name, Value::list({arguments.begin(), arguments.end()}));
  };
  return record;
}

}  // namespace sluice::c
