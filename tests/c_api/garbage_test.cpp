// Null pointers, things that are no handles, and structs of other sizes through every entry of the C interface.
#include <gtest/gtest.h>
#include <sluice/sluice.h>

#include <cstring>
#include <string>

namespace {

// Memory that no constructor of a handle has seen.
alignas(16) unsigned char garbage[256];

template <class Handle>
Handle* junk() {
  std::memset(garbage, 0xA5, sizeof garbage);
  return reinterpret_cast<Handle*>(garbage);
}

template <class Handle>
void read_errors_of(const Handle* error) {
  EXPECT_EQ(sluice_error_status(error), SLUICE_USAGE);
  EXPECT_STREQ(sluice_error_code(error), "");
  EXPECT_STREQ(sluice_error_message(error), "");
  EXPECT_STREQ(sluice_error_help(error), "");
  EXPECT_STREQ(sluice_error_file(error), "");
  EXPECT_EQ(sluice_error_line(error), 0u);
  EXPECT_EQ(sluice_error_column(error), 0u);
  EXPECT_EQ(sluice_error_render(error, 1), nullptr);
  EXPECT_EQ(sluice_error_json(error), nullptr);
}

void expect_null(sluice_value* value) {
  EXPECT_EQ(sluice_value_kind(value), SLUICE_NULL);
  sluice_value_free(value);
}

void read_values_of(const sluice_value* value) {
  size_t size = 17;
  EXPECT_EQ(sluice_value_kind(value), SLUICE_NULL);
  EXPECT_EQ(sluice_value_boolean(value), 0);
  EXPECT_EQ(sluice_value_number(value), 0);
  EXPECT_EQ(sluice_value_double(value), 0);
  EXPECT_STREQ(sluice_value_text(value, &size), "");
  EXPECT_EQ(size, 0u);
  EXPECT_EQ(sluice_value_milliseconds(value), 0);
  EXPECT_EQ(sluice_value_has_time_of_day(value), 0);
  EXPECT_STREQ(sluice_value_file_name(value), "");
  EXPECT_STREQ(sluice_value_media_type(value), "");
  EXPECT_EQ(sluice_value_size(value), 0u);
  expect_null(sluice_value_at(value, 0));
  expect_null(sluice_value_key(value, SIZE_MAX));
  expect_null(sluice_value_find(value, nullptr, 5));
  EXPECT_EQ(sluice_value_equal(value, value), 0);
  EXPECT_EQ(sluice_value_copy(value), nullptr);
  for (sluice_value* text : {sluice_value_print(value), sluice_value_json(value)}) {
    EXPECT_EQ(sluice_value_kind(text), SLUICE_TEXT);
    sluice_value_free(text);
  }
}

class CApi : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(sluice_engine_create(nullptr, &engine_, nullptr), SLUICE_OK); }
  void TearDown() override { sluice_engine_free(engine_); }
  sluice_engine* engine_ = nullptr;
};

TEST(CGarbage, FreesNothing) {
  sluice_value_free(nullptr);
  sluice_error_free(nullptr);
  sluice_cancel_free(nullptr);
  sluice_engine_free(nullptr);
  sluice_script_free(nullptr);
  sluice_outcome_free(nullptr);
  sluice_value_free(junk<sluice_value>());
  sluice_error_free(junk<sluice_error>());
  sluice_cancel_free(junk<sluice_cancel>());
  sluice_engine_free(junk<sluice_engine>());
  sluice_script_free(junk<sluice_script>());
  sluice_outcome_free(junk<sluice_outcome>());
  sluice_cancel_now(nullptr);
  sluice_cancel_now(junk<sluice_cancel>());
  EXPECT_EQ(garbage[0], 0xA5);
}

TEST(CGarbage, ErrorsThatAreNone) {
  read_errors_of<sluice_error>(nullptr);
  read_errors_of(junk<sluice_error>());
  sluice_error* empty = sluice_error_create(static_cast<sluice_status>(4711), nullptr, nullptr);
  EXPECT_EQ(sluice_error_status(empty), SLUICE_HOST);
  EXPECT_STREQ(sluice_error_message(empty), "");
  sluice_error_free(empty);
}

TEST(CGarbage, ValuesThatAreNone) {
  read_values_of(nullptr);
  read_values_of(junk<sluice_value>());
  // A handle of another type is no value.
  sluice_cancel* cancel = sluice_cancel_create();
  read_values_of(reinterpret_cast<const sluice_value*>(cancel));
  sluice_cancel_free(cancel);
  EXPECT_EQ(sluice_value_from_list(nullptr, 3), nullptr);
  EXPECT_EQ(sluice_value_from_map(nullptr, nullptr, 1), nullptr);
  EXPECT_EQ(sluice_value_from_file(nullptr, nullptr, nullptr, 1), nullptr);
  EXPECT_EQ(sluice_value_from_digits(nullptr, 0), nullptr);
  const sluice_value* elements[2] = {nullptr, junk<sluice_value>()};
  sluice_value* list = sluice_value_from_list(elements, 2);
  EXPECT_EQ(sluice_value_size(list), 2u);
  sluice_value_free(list);
  sluice_value* empty = sluice_value_from_text(nullptr, SLUICE_NUL);
  EXPECT_EQ(sluice_value_kind(empty), SLUICE_TEXT);
  sluice_value_free(empty);
  sluice_value* json = nullptr;
  sluice_error* error = nullptr;
  EXPECT_EQ(sluice_value_from_json("[]", SLUICE_NUL, nullptr, &error), SLUICE_USAGE);
  sluice_error_free(error);
  EXPECT_EQ(sluice_value_from_json(nullptr, 0, &json, nullptr), SLUICE_USAGE);
  EXPECT_EQ(json, nullptr);
}

TEST_F(CApi, EnginesThatAreNone) {
  sluice_script* script = nullptr;
  EXPECT_EQ(sluice_engine_create(nullptr, nullptr, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_compile(nullptr, "x", "info 1;", SLUICE_NUL, &script, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_compile(junk<sluice_engine>(), "x", "info 1;", SLUICE_NUL, &script, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_compile(engine_, "x", "info 1;", SLUICE_NUL, nullptr, nullptr), SLUICE_USAGE);
  EXPECT_EQ(script, nullptr);
  EXPECT_EQ(sluice_documentation(nullptr, ""), nullptr);
  EXPECT_EQ(sluice_documentation(junk<sluice_engine>(), nullptr), nullptr);
  EXPECT_EQ(sluice_compile(engine_, nullptr, nullptr, 0, &script, nullptr), SLUICE_OK);
  sluice_script_free(script);
}

TEST_F(CApi, OptionsThatMakeNoSense) {
  sluice_engine* engine = nullptr;
  sluice_engine_options options{};
  EXPECT_EQ(sluice_engine_create(&options, &engine, nullptr), SLUICE_OK);  // of size 0: nothing is set
  sluice_engine_free(engine);
  options.size = sizeof options;
  options.function_count = 1;
  EXPECT_EQ(sluice_engine_create(&options, &engine, nullptr), SLUICE_USAGE);
  const sluice_function nameless{sizeof nameless, nullptr, 0, 0, nullptr, 0, nullptr, nullptr, nullptr, nullptr};
  const sluice_function* functions[] = {&nameless};
  options.functions = functions;
  sluice_error* error = nullptr;
  EXPECT_EQ(sluice_engine_create(&options, &engine, &error), SLUICE_USAGE);
  EXPECT_STREQ(sluice_error_code(error), "SLC-API-0007");
  sluice_error_free(error);
  options.function_count = 0;
  for (const char** member :
       {&options.dialect, &options.time_zone, &options.date_format, &options.limits, &options.settings}) {
    *member = "\xff no such thing";
    EXPECT_NE(sluice_engine_create(&options, &engine, nullptr), SLUICE_OK);
    *member = nullptr;
  }
  EXPECT_EQ(engine, nullptr);
}

TEST_F(CApi, ScriptsThatAreNone) {
  for (sluice_script* script : {static_cast<sluice_script*>(nullptr), junk<sluice_script>()}) {
    sluice_outcome* outcome = nullptr;
    sluice_value* value = nullptr;
    sluice_diagnostic diagnostic{};
    diagnostic.size = sizeof diagnostic;
    EXPECT_EQ(sluice_run(script, nullptr, &outcome, nullptr), SLUICE_USAGE);
    EXPECT_EQ(sluice_script_diagnostic_count(script), 0u);
    EXPECT_EQ(sluice_script_diagnostic(script, 0, &diagnostic), SLUICE_USAGE);
    EXPECT_EQ(sluice_script_render(script, 0, 0), nullptr);
    EXPECT_EQ(sluice_script_functions(script), nullptr);
    EXPECT_EQ(sluice_script_read_argument(script, nullptr, nullptr, nullptr, 0, &value, nullptr), SLUICE_USAGE);
  }
  sluice_script* script = nullptr;
  ASSERT_EQ(sluice_compile(engine_, "x", "x y", SLUICE_NUL, &script, nullptr), SLUICE_SCRIPT);
  EXPECT_EQ(sluice_script_diagnostic(script, 0, nullptr), SLUICE_USAGE);
  sluice_diagnostic old{};
  old.size = offsetof(sluice_diagnostic, line);  // a caller that knows no more
  old.line = 4711;
  EXPECT_EQ(sluice_script_diagnostic(script, 0, &old), SLUICE_OK);
  EXPECT_EQ(old.error, 1);
  EXPECT_EQ(old.line, 4711u);
  sluice_script_free(script);
}

TEST_F(CApi, RunOptionsThatMakeNoSense) {
  sluice_script* script = nullptr;
  ASSERT_EQ(sluice_compile(engine_, "x", "return 1;", SLUICE_NUL, &script, nullptr), SLUICE_OK);
  sluice_run_options options{};
  options.size = sizeof options;
  options.argument_count = 2;
  EXPECT_EQ(sluice_run(script, &options, nullptr, nullptr), SLUICE_USAGE);
  const char* names[] = {"a", nullptr};
  const sluice_value* values[] = {junk<sluice_value>(), nullptr};
  options.names = names;
  options.values = values;
  EXPECT_EQ(sluice_run(script, &options, nullptr, nullptr), SLUICE_USAGE);
  options.argument_count = 0;
  options.limits = "none such";
  EXPECT_EQ(sluice_run(script, &options, nullptr, nullptr), SLUICE_USAGE);
  options.limits = nullptr;
  options.function = "nothing";
  EXPECT_EQ(sluice_run(script, &options, nullptr, nullptr), SLUICE_USAGE);
  options.function = nullptr;
  options.cancel = junk<sluice_cancel>();  // no token: nothing cancels
  EXPECT_EQ(sluice_run(script, &options, nullptr, nullptr), SLUICE_OK);
  sluice_script_free(script);
}

TEST_F(CApi, SessionsConnectionsAndSandboxesThatAreNone) {
  sluice_value* value = nullptr;
  EXPECT_EQ(sluice_session_create(nullptr), nullptr);
  EXPECT_EQ(sluice_session_create(junk<sluice_engine>()), nullptr);
  sluice_session_free(junk<sluice_session>());
  EXPECT_EQ(sluice_session_run(nullptr, "x", "1", 1, nullptr, nullptr, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_session_run(junk<sluice_session>(), nullptr, nullptr, 0, nullptr, nullptr, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_session_variables(junk<sluice_session>()), nullptr);
  EXPECT_EQ(sluice_connections(nullptr, nullptr, nullptr, nullptr, nullptr, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_connections(engine_, nullptr, nullptr, junk<sluice_value>(), &value, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_call(nullptr, nullptr, &value, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_call(engine_, nullptr, &value, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_call(engine_, nullptr, nullptr, nullptr), SLUICE_USAGE);
  sluice_value_free(sluice_operations(nullptr));
  EXPECT_EQ(sluice_sandbox_start(nullptr, nullptr, nullptr), SLUICE_USAGE);
  EXPECT_STREQ(sluice_sandbox_address(nullptr), "");
  EXPECT_STREQ(sluice_sandbox_address(junk<sluice_sandbox>()), "");
  EXPECT_EQ(sluice_sandbox_client(junk<sluice_sandbox>()), nullptr);
  EXPECT_EQ(sluice_sandbox_connect(nullptr, engine_, nullptr), SLUICE_USAGE);
  sluice_sandbox_free(junk<sluice_sandbox>());
  sluice_response_status(junk<sluice_response>(), 200);
  sluice_response_header(nullptr, nullptr, nullptr);
  sluice_response_body(junk<sluice_response>(), nullptr, 5);
  EXPECT_EQ(garbage[0], 0xA5);
}

TEST_F(CApi, EntriesThatGetNothing) {
  sluice_value* value = nullptr;
  sluice_script* script = nullptr;
  sluice_sandbox* sandbox = nullptr;
  sluice_listener* listener = nullptr;
  for (sluice_engine* engine : {static_cast<sluice_engine*>(nullptr), junk<sluice_engine>()}) {
    EXPECT_EQ(sluice_compile_with(engine, nullptr, nullptr, 0, nullptr, &script, nullptr), SLUICE_USAGE);
    EXPECT_EQ(sluice_similar_functions(engine, nullptr), nullptr);
    EXPECT_EQ(sluice_library(engine), nullptr);
    EXPECT_EQ(sluice_read_date(engine, nullptr, 0, &value, nullptr), SLUICE_USAGE);
    EXPECT_EQ(sluice_print_date(engine, INT64_MIN), nullptr);
    EXPECT_EQ(sluice_sandbox_run_functions_of(nullptr, engine, nullptr), SLUICE_USAGE);
  }
  EXPECT_EQ(sluice_compile_with(engine_, "x", "1", 1, nullptr, nullptr, nullptr), SLUICE_USAGE);
  sluice_compile_options options{};
  options.size = sizeof options;
  options.parameter_count = 1;
  EXPECT_EQ(sluice_compile_with(engine_, "x", "1", 1, &options, &script, nullptr), SLUICE_USAGE);
  options.parameter_count = 0;
  options.check = -1;
  EXPECT_EQ(sluice_compile_with(engine_, "x", "1", 1, &options, &script, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_read_date(engine_, nullptr, 0, nullptr, nullptr), SLUICE_USAGE);
  sluice_value_free(sluice_similar_functions(engine_, nullptr));
  sluice_value_free(sluice_print_date(engine_, INT64_MAX));
  sluice_value_free(sluice_print_date(engine_, INT64_MIN));
  sluice_value_free(sluice_find_project_file(nullptr));
  EXPECT_EQ(sluice_script_has_body(junk<sluice_script>()), 0);
  EXPECT_EQ(sluice_script_diagnostics_json(nullptr), nullptr);
  EXPECT_EQ(sluice_session_compile(nullptr, nullptr, nullptr, 0, &script, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_session_run_script(junk<sluice_session>(), nullptr, nullptr, nullptr, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_session_variable(nullptr, nullptr), nullptr);
  EXPECT_EQ(sluice_session_set(nullptr, "x", nullptr, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_session_functions(junk<sluice_session>()), nullptr);
  sluice_session* session = sluice_session_create(engine_);
  EXPECT_EQ(sluice_session_compile(session, "x", "1", 1, nullptr, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_session_run_script(session, junk<sluice_script>(), nullptr, nullptr, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_session_set(session, nullptr, nullptr, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_session_set(session, "x", junk<sluice_value>(), nullptr), SLUICE_USAGE);
  sluice_session_free(session);
  EXPECT_EQ(sluice_limits_find(nullptr, nullptr, nullptr), SLUICE_USAGE);
  sluice_limits limits{};
  EXPECT_EQ(sluice_limits_find("crm", &limits, nullptr), SLUICE_USAGE);  // of size 0
  limits.size = sizeof limits;
  EXPECT_EQ(sluice_limits_find(nullptr, &limits, nullptr), SLUICE_USAGE);
  sluice_records_add(nullptr, "x", "y", 1);
  sluice_records_add(junk<sluice_records>(), nullptr, nullptr, 0);
  EXPECT_EQ(sluice_listener_open(0, nullptr, nullptr), SLUICE_USAGE);
  EXPECT_STREQ(sluice_listener_redirect_uri(junk<sluice_listener>()), "");
  EXPECT_EQ(sluice_listener_wait(nullptr, nullptr, 0, nullptr, &value, nullptr), SLUICE_USAGE);
  sluice_listener_free(junk<sluice_listener>());
  const bool opened = sluice_listener_open(1, &listener, nullptr) == SLUICE_OK;  // root may have port 1
  EXPECT_EQ(opened, listener != nullptr);
  sluice_listener_free(listener);
  EXPECT_EQ(sluice_sandbox_start_with(nullptr, nullptr, nullptr, nullptr, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_sandbox_attach(nullptr, &sandbox, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_sandbox_attach("no address", nullptr, nullptr), SLUICE_USAGE);
  EXPECT_EQ(sluice_has_feature(nullptr), 0);
  sluice_value_free(sluice_features());
  EXPECT_EQ(garbage[0], 0xA5);
}

TEST(CGarbage, SandboxOptionsThatMakeNoSense) {
  for (const char* json : {R"({"port":65536})", R"({"port":-1})", R"({"port":"80"})", R"({"seed":1})",
                           R"({"token_limits":1})", R"({"colour":"red"})", R"({"concurrency":3000000000})"}) {
    sluice_value* options = nullptr;
    sluice_sandbox* sandbox = nullptr;
    sluice_error* error = nullptr;
    ASSERT_EQ(sluice_value_from_json(json, SLUICE_NUL, &options, nullptr), SLUICE_OK);
    EXPECT_EQ(sluice_sandbox_start(options, &sandbox, &error), SLUICE_USAGE) << json;
    EXPECT_STRNE(sluice_error_help(error), "") << json;
    EXPECT_EQ(sandbox, nullptr);
    sluice_error_free(error);
    sluice_value_free(options);
  }
}

TEST(CGarbage, OutcomesThatAreNone) {
  for (sluice_outcome* outcome : {static_cast<sluice_outcome*>(nullptr), junk<sluice_outcome>()}) {
    sluice_statistics statistics{};
    statistics.size = sizeof statistics;
    EXPECT_EQ(sluice_outcome_value(outcome), nullptr);
    EXPECT_EQ(sluice_outcome_event_count(outcome), 0u);
    EXPECT_STREQ(sluice_outcome_event_name(outcome, 3), "");
    EXPECT_EQ(sluice_outcome_event_details(outcome, 3), nullptr);
    EXPECT_EQ(sluice_outcome_statistics(outcome, &statistics), SLUICE_USAGE);
  }
}

// A callback that fails in every way it can.
sluice_status fail_oddly(void* data, const char*, const sluice_value*, sluice_value** result, sluice_error** error) {
  switch (*static_cast<int*>(data)) {
    case 0: return SLUICE_HOST;                                     // says nothing
    case 1: *result = sluice_value_from_number(1); return SLUICE_SCRIPT;  // a value and a failure
    case 2: *error = sluice_error_create(SLUICE_HOST, "late", ""); return SLUICE_OK;  // success and an error
    case 3: *result = junk<sluice_value>(); return SLUICE_OK;
    default: *error = junk<sluice_error>(); return static_cast<sluice_status>(-1);
  }
}

TEST(CGarbage, CallbacksThatFail) {
  int way = 0;
  const sluice_function odd{sizeof odd, "odd", 0, SLUICE_ANY_OR_NULL, nullptr, 0, nullptr, nullptr, fail_oddly, &way};
  const sluice_function* functions[] = {&odd};
  sluice_engine_options options{};
  options.size = sizeof options;
  options.functions = functions;
  options.function_count = 1;
  sluice_engine* engine = nullptr;
  ASSERT_EQ(sluice_engine_create(&options, &engine, nullptr), SLUICE_OK);
  sluice_script* script = nullptr;
  ASSERT_EQ(sluice_compile(engine, "x", "return odd();", SLUICE_NUL, &script, nullptr), SLUICE_OK);
  const sluice_status expected[] = {SLUICE_HOST, SLUICE_SCRIPT, SLUICE_OK, SLUICE_OK, SLUICE_HOST};
  for (way = 0; way < 5; ++way) EXPECT_EQ(sluice_run(script, nullptr, nullptr, nullptr), expected[way]) << way;
  sluice_script_free(script);
  sluice_engine_free(engine);
}

}  // namespace
