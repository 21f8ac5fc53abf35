// Lets allocations fail, in turn, in what a host does besides running scripts: sessions, connections in its own store and in
// a file, calling operations of a connector, tools. (Starting a sandbox is not among them: the library that it reads JSON with
// ends the process where its destructors find no memory.) Each time there must be an answer or an error, and
// after it everything works again. The first hundreds of allocations fail one by one, later ones with growing steps.
#include <sluice/sluice.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "tests/c_api/host_store.h"
#include "tests/embed/failing_allocations.h"
#include "tests/support/temporary_folder.h"

namespace {

using failing::Pause;

// What a scenario has come to: its answers, or the error that ended it.
struct Course {
  sluice_status status = SLUICE_OK;
  std::string text;

  // Whether it goes on.
  bool after(sluice_status next, sluice_error* error) {
    const Pause pause;
    status = next;
    if (status != SLUICE_OK) text = sluice_error_code(error);
    sluice_error_free(error);
    return status == SLUICE_OK;
  }
  // Lists of the engine that are empty where there is no memory for them.
  bool call(sluice_value* list) {
    const Pause pause;
    sluice_value_free(list);
    return status == SLUICE_OK;
  }
  // Takes an answer; there is none where there was no memory for it.
  bool take(sluice_value* value) {
    sluice_value* json = sluice_value_json(value);
    const Pause pause;
    if (value == nullptr || json == nullptr) {
      status = SLUICE_INTERNAL;
      text = "no value";
    } else {
      text += std::string(sluice_value_text(json, nullptr)) + "\n";
    }
    sluice_value_free(json);
    sluice_value_free(value);
    return status == SLUICE_OK;
  }
};

// ---- what the host provides

using host_store::Tables;

sluice_status make_engine(Tables* in, const char* folder, const sluice_sandbox* sandbox, sluice_engine** engine,
                          sluice_error** error) {
  sluice_connection_store store{};
  if (in != nullptr) store = host_store::store_in<Pause>(*in, "of the test");
  sluice_engine_options options{};
  options.size = sizeof options;
  options.time_zone = "UTC";
  options.store = folder;
  options.keys = host_store::keys;
  if (in != nullptr) options.connections = &store;
  options.sandbox = sandbox;
  return sluice_engine_create(&options, engine, error);
}

// ---- scenarios

Course session() {
  Course course;
  sluice_engine* engine = nullptr;
  sluice_session* session = nullptr;
  sluice_script* script = nullptr;
  sluice_outcome* outcome = nullptr;
  sluice_value* seven = nullptr;
  sluice_error* error = nullptr;
  const auto run = [&](const char* text) {
    sluice_error* problem = nullptr;
    sluice_outcome* result = nullptr;
    const sluice_status status = sluice_session_run(session, "input", text, SLUICE_NUL, nullptr, &result, &problem);
    if (!course.after(status, problem)) return false;
    const bool taken = course.take(sluice_outcome_value(result));
    sluice_outcome_free(result);
    return taken;
  };
  if (course.after(make_engine(nullptr, nullptr, nullptr, &engine, &error), error)) {
    session = sluice_session_create(engine);
    seven = sluice_value_from_number(7);
    if (session == nullptr || seven == nullptr) course.status = SLUICE_INTERNAL;
  }
  if (course.status == SLUICE_OK && run("rows = {1, 2, 3}; name = \"a text that is longer than others\";") &&
      run("int twice(int n) { return n * 2; }") && run("twice(rows.size())") &&
      course.after(sluice_session_set(session, "seven", seven, &error), error) &&
      course.after(sluice_session_compile(session, "input", "seven + 1", SLUICE_NUL, &script, &error), error) &&
      course.after(sluice_session_run_script(session, script, nullptr, &outcome, &error), error)) {
    course.take(sluice_outcome_value(outcome)) && course.take(sluice_session_variables(session)) &&
        course.take(sluice_session_variable(session, "name")) && course.take(sluice_session_functions(session));
  }
  const Pause pause;
  sluice_value_free(seven);
  sluice_outcome_free(outcome);
  sluice_script_free(script);
  sluice_session_free(session);
  sluice_engine_free(engine);
  return course;
}

// A connection from its creation to its end.
Course connection(Tables* in, const char* folder) {
  static constexpr std::pair<const char*, const char*> kSteps[] = {
      {"create", R"({"link":"box","connector":"generic_bearer"})"},
      {"fields", R"({"link":"box"})"},
      {"authorize",
       R"({"link":"box","credentials":{"token":"s3cret-s3cret"},"parameters":{"host":"example.com"},"account":"Ada"})"},
      {"needs_consent", R"({"link":"box"})"},
      {"add_reference", R"({"link":"box","kind":"function","place":"nightly"})"},
      {"remove_reference", R"({"link":"box","kind":"function","place":"nightly"})"},
      {"rename", R"({"link":"box","name":"Box"})"},
      {"disable", R"({"link":"box"})"},
      {"revoke", R"({"link":"box"})"},
      {"delete", R"({"link":"box"})"},
      {"connector", R"({"link":"zoho_crm"})"},
      {"list", "{}"},
  };
  Course course;
  sluice_engine* engine = nullptr;
  sluice_error* error = nullptr;
  course.after(make_engine(in, folder, nullptr, &engine, &error), error);
  for (const auto& [action, arguments] : kSteps) {
    sluice_value* given = nullptr;
    sluice_value* result = nullptr;
    if (course.status == SLUICE_OK) course.after(sluice_value_from_json(arguments, SLUICE_NUL, &given, &error), error);
    if (course.status == SLUICE_OK &&
        course.after(sluice_connections(engine, nullptr, action, given, &result, &error), error))
      course.take(std::exchange(result, nullptr));
    const Pause pause;
    sluice_value_free(given);
    sluice_value_free(result);
  }
  const Pause pause;
  sluice_engine_free(engine);
  return course;
}

Course in_memory() {
  Tables all;
  return connection(&all, "/nonexistent");
}

Course in_a_file(const std::string& folder) {
  const Course course = connection(nullptr, folder.c_str());
  const Pause pause;
  std::filesystem::remove_all(folder);
  return course;
}

// A new engine is connected to the sandbox, and an operation called.
Course call(const sluice_sandbox* sandbox) {
  Course course;
  Tables all;
  sluice_engine* engine = nullptr;
  sluice_value* input = nullptr;
  sluice_value* answer = nullptr;
  sluice_error* error = nullptr;
  sluice_call_options options{};
  options.size = sizeof options;
  options.operation = "list_record_ids";
  if (course.after(make_engine(&all, "/nonexistent", sandbox, &engine, &error), error) &&
      course.after(sluice_sandbox_connect(sandbox, engine, &error), error) &&
      course.after(sluice_value_from_json(R"({"module_name":"Leads"})", SLUICE_NUL, &input, &error), error)) {
    options.input = input;
    if (course.after(sluice_call(engine, &options, &answer, &error), error)) {
      sluice_value* done = sluice_value_find(answer, "done", SLUICE_NUL);
      // An operation that fails at the service's side of this process says so in its answer.
      if (sluice_value_boolean(done) == 0) course.status = SLUICE_HOST;
      sluice_value_free(done);
      sluice_value_free(answer);
    }
  }
  const Pause pause;
  sluice_value_free(input);
  sluice_engine_free(engine);
  return course;
}

Course tools() {
  Course course;
  sluice_engine* engine = nullptr;
  sluice_script* script = nullptr;
  sluice_listener* listener = nullptr;
  sluice_value* date = nullptr;
  sluice_error* error = nullptr;
  sluice_limits limits{};
  limits.size = sizeof limits;
  if (course.after(make_engine(nullptr, nullptr, nullptr, &engine, &error), error) &&
      course.after(sluice_limits_find("creator", &limits, &error), error) &&
      course.after(
          sluice_compile_with(engine, "tool", "int f(int n) { return n; }", SLUICE_NUL, nullptr, &script, &error),
          error) &&
      course.take(sluice_script_diagnostics_json(script)) && course.take(sluice_script_functions(script)) &&
      course.after(sluice_read_date(engine, "2020-09-13", SLUICE_NUL, &date, &error), error) &&
      course.take(std::exchange(date, nullptr)) && course.take(sluice_print_date(engine, 0)) &&
      course.call(sluice_similar_functions(engine, "toUperCase")) && course.call(sluice_library(engine)) &&
      course.call(sluice_documentation(engine, "subString")) && course.take(sluice_operations("zoho_crm")) &&
      course.take(sluice_features()))
    course.after(sluice_listener_open(0, &listener, &error), error);
  const Pause pause;
  sluice_listener_free(listener);
  sluice_script_free(script);
  sluice_engine_free(engine);
  return course;
}

// ----

bool prove(const char* name, const std::function<Course()>& scenario, long one_by_one) {
  (void)scenario();  // what is made once in a process
  const Course usual = scenario();
  if (usual.status != SLUICE_OK) {
    std::printf("%s: gives %s without any failure\n", name, usual.text.c_str());
    return false;
  }
  long failures = 0;
  for (long place = 0;; place += 1 + (place < one_by_one ? 0 : place / 20)) {
    failing::failed = false;
    failing::countdown = place;
    const Course course = scenario();
    failing::countdown = -1;
    if (!failing::failed) break;  // the whole scenario had less
    ++failures;
    if (course.status == SLUICE_OK && course.text != usual.text) {
      std::printf("%s: allocation %ld gave another answer:\n%s", name, place, course.text.c_str());
      return false;
    }
  }
  const Course again = scenario();
  const bool fine = again.status == SLUICE_OK && again.text == usual.text;
  std::printf("%s: %ld allocations failed%s\n", name, failures, fine ? "" : ", and afterwards it does not work");
  return fine;
}

}  // namespace

int main() {
  const sluice::test::TemporaryFolder folder;
  const std::string store = folder.path() + "/store";
  sluice_sandbox* sandbox = nullptr;
  if (sluice_sandbox_start(nullptr, &sandbox, nullptr) != SLUICE_OK) return 2;
  bool fine = prove("session", session, 2000);
  fine = prove("tools", tools, 2000) && fine;
  fine = prove("connections of the host", in_memory, 1500) && fine;
  fine = prove("connections in a file", [&] { return in_a_file(store); }, 20) && fine;
  fine = prove("operation", [&] { return call(sandbox); }, 300) && fine;
  sluice_sandbox_free(sandbox);
  return fine ? 0 : 1;
}
