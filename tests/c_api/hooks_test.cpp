// The C interface as a host uses it: hooks, sessions, operations of connectors, connections and the sandbox.
#include <gtest/gtest.h>
#include <sluice/sluice.h>

#include <cstring>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace {

// What a value says as JSON; frees it.
std::string json_of(sluice_value* value) {
  sluice_value* json = sluice_value_json(value);
  std::string text = sluice_value_text(json, nullptr);
  sluice_value_free(json);
  sluice_value_free(value);
  return text;
}

sluice_value* value_of(const char* json) {
  sluice_value* value = nullptr;
  EXPECT_EQ(sluice_value_from_json(json, SLUICE_NUL, &value, nullptr), SLUICE_OK) << json;
  return value;
}

struct Seen {
  std::vector<std::string> trace;
  std::vector<std::string> log;
  std::vector<std::string> requests;
  int progress = 0;
};

Seen& seen(void* data) { return *static_cast<Seen*>(data); }

class CHooks : public testing::Test {
 protected:
  CHooks() {
    options_.size = sizeof options_;
    options_.store = store_.c_str();
    options_.keys = [](void*, char* text, size_t size) -> size_t {
      const std::string key(64, 'a');
      EXPECT_GE(size, key.size());
      std::memcpy(text, key.data(), key.size());
      return key.size();
    };
    hooks_.size = sizeof hooks_;
    hooks_.data = &seen_;
    options_.hooks = &hooks_;
  }
  ~CHooks() override { sluice_engine_free(engine_); }

  sluice_engine* engine() {
    if (engine_ == nullptr) { EXPECT_EQ(sluice_engine_create(&options_, &engine_, nullptr), SLUICE_OK); }
    return engine_;
  }

  // What a script returns as JSON, else the code of its error.
  std::string run(const char* text, const sluice_run_options* options = nullptr) {
    sluice_script* script = nullptr;
    sluice_outcome* outcome = nullptr;
    sluice_error* error = nullptr;
    std::string result;
    if (sluice_compile(engine(), "c.deluge", text, SLUICE_NUL, &script, &error) == SLUICE_OK &&
        sluice_run(script, options, &outcome, &error) == SLUICE_OK) {
      result = json_of(sluice_outcome_value(outcome));
    } else {
      result = std::string(sluice_error_code(error)) + " " + sluice_error_message(error);
    }
    sluice_error_free(error);
    sluice_outcome_free(outcome);
    sluice_script_free(script);
    return result;
  }

  // What an action gives as JSON, else its error.
  std::string act(const char* action, const char* arguments, const sluice_run_options* who = nullptr) {
    sluice_value* given = value_of(arguments);
    sluice_value* result = nullptr;
    sluice_error* error = nullptr;
    const sluice_status status = sluice_connections(engine(), who, action, given, &result, &error);
    std::string text = status == SLUICE_OK ? json_of(result)
                                           : std::string(sluice_error_code(error)) + " " + sluice_error_message(error);
    sluice_error_free(error);
    sluice_value_free(given);
    return text;
  }

  const sluice::test::TemporaryFolder folder_;
  const std::string store_ = folder_.path() + "/store";
  Seen seen_;
  sluice_hooks hooks_{};
  sluice_engine_options options_{};
  sluice_engine* engine_ = nullptr;
};

TEST_F(CHooks, RandomTraceAndProgress) {
  hooks_.random = [](void*, unsigned char* bytes, size_t size) { std::memset(bytes, 0xff, size); };
  hooks_.trace = [](void* data, const sluice_trace_point* point) {
    EXPECT_EQ(point->size, sizeof *point);
    seen(data).trace.push_back(std::string(point->file) + ":" + std::to_string(point->line) + " " + point->function);
  };
  EXPECT_EQ(run("int f() { x = randomNumber(10, 100);\nreturn x; }\nreturn f();"), "99");
  EXPECT_EQ(seen_.trace, (std::vector<std::string>{"c.deluge:3 ", "c.deluge:1 f", "c.deluge:2 f"}));
}

TEST_F(CHooks, ProgressCancels) {
  hooks_.progress = [](void* data, const sluice_progress* so_far) {
    EXPECT_GT(so_far->statements, 0u);
    return ++seen(data).progress < 2 ? 1 : 0;
  };
  EXPECT_EQ(run("while(true) { x = 1; }").substr(0, 12), "SLC-LIM-0006");
  EXPECT_EQ(seen_.progress, 2);
}

TEST_F(CHooks, ProgressIsToldWhileAServiceDoesNotAnswer) {
  hooks_.progress = [](void* data, const sluice_progress*) { return ++seen(data).progress < 3 ? 1 : 0; };
  hooks_.http = [](void*, const sluice_request* request, sluice_response*, sluice_error**) {
    while (request->cancelled(request->cancel_data) == 0) std::this_thread::yield();
    return SLUICE_HOST;
  };
  EXPECT_EQ(run("return invokeurl [ url: \"https://example.com\" ];").substr(0, 12), "SLC-LIM-0006");
  EXPECT_EQ(seen_.progress, 3);
}

TEST_F(CHooks, AnAuthorisationIsGivenWhileTheScriptWaits) {
  EXPECT_EQ(act("create", R"({"link":"box","connector":"generic_bearer"})"), "\"box\"");
  EXPECT_EQ(act("needs_consent", R"({"link":"box"})"), "false");
  struct Host {
    std::function<bool()> authorize;
    std::vector<std::string> needs;
  } host;
  host.authorize = [&] {
    return act("authorize",
               R"({"link":"box","credentials":{"token":"t0ken-t0ken"},"parameters":{"host":"example.com"}})")
        .starts_with("\"");
  };
  sluice_hooks hooks{};
  hooks.size = sizeof hooks;
  hooks.data = &host;
  hooks.authorization = [](void* data, const sluice_authorization_need* need) {
    auto* told = static_cast<Host*>(data);
    EXPECT_EQ(need->size, sizeof *need);
    EXPECT_EQ(need->lapsed, 0);
    told->needs.push_back(std::string(need->connection) + " " + need->connector + " " + need->user + " " +
                          need->environment);
    EXPECT_NE(std::string(need->reason).find("not authorised"), std::string::npos);
    return told->authorize() ? 1 : 0;
  };
  hooks.http = [](void*, const sluice_request* request, sluice_response* response, sluice_error**) {
    std::string given;
    for (size_t i = 0; i < request->header_count; ++i)
      if (std::string(request->header_names[i]) == "Authorization") given = request->header_values[i];
    sluice_response_status(response, 200);
    sluice_response_header(response, "Content-Type", "text/plain");
    sluice_response_body(response, given.data(), given.size());
    return SLUICE_OK;
  };
  sluice_run_options options{};
  options.size = sizeof options;
  options.hooks = &hooks;
  EXPECT_EQ(
      run("return invokeurl [ url: \"https://example.com\" connection: \"box\" ].contains(\"REDACTED\");", &options)
          .substr(0, 8),
      "false");
  EXPECT_EQ(host.needs, (std::vector<std::string>{"box generic_bearer admin@localhost production"}));
}

TEST_F(CHooks, LimitsAreNumbersToo) {
  sluice_limits limits{};
  limits.size = sizeof limits;
  ASSERT_EQ(sluice_limits_find("creator", &limits, nullptr), SLUICE_OK);
  EXPECT_EQ(limits.statements, 5000u);
  EXPECT_EQ(limits.call_depth, 75u);
  EXPECT_EQ(limits.truncate_output, 1);
  limits.statements = 10;
  sluice_run_options options{};
  options.size = sizeof options;
  options.own_limits = &limits;
  EXPECT_EQ(run("i = 0; while (true) { i = i + 1; }", &options).substr(0, 8), "SLC-LIM-");
  sluice_limits old{};  // of a caller that knows no more: the rest is the engine's
  old.size = offsetof(sluice_limits, memory);
  old.statements = 0;
  options.own_limits = &old;
  EXPECT_EQ(run("for each i in {1,2,3} { x = i; } return x;", &options), "3");
  sluice_error* error = nullptr;
  EXPECT_EQ(sluice_limits_find("none such", &limits, &error), SLUICE_USAGE);
  EXPECT_STREQ(sluice_error_code(error), "SLC-API-0004");
  sluice_error_free(error);
}

TEST_F(CHooks, OptionsOfTheEngine) {
  const char* names[] = {"prices.deluge"};
  const char* texts[] = {"int standalone.twice(int n) { return n * 2; }"};
  options_.source_names = names;
  options_.source_texts = texts;
  options_.source_count = 1;
  options_.user = "ada@example.com";
  options_.ip_address = "192.0.2.7";
  options_.data_centre = "eu";
  sluice_smtp smtp{};
  smtp.size = sizeof smtp;
  smtp.host = "mail.example.com";
  options_.smtp = &smtp;
  EXPECT_EQ(run("return {zoho.loginuserid, zoho.ipaddress, standalone.twice(21)};"),
            R"(["ada@example.com","192.0.2.7",42])");
  const std::string library = json_of(sluice_library(engine()));
  EXPECT_NE(library.find(R"("namespace":"standalone","name":"twice","file":"prices.deluge","line":1)"),
            std::string::npos)
      << library;
  EXPECT_NE(json_of(sluice_similar_functions(engine(), "toUperCase")).find("toUpperCase"), std::string::npos);
  sluice_value* date = nullptr;
  ASSERT_EQ(sluice_read_date(engine(), "2020-09-13 12:26:40", SLUICE_NUL, &date, nullptr), SLUICE_OK);
  EXPECT_EQ(sluice_value_kind(date), SLUICE_DATE_TIME);
  EXPECT_EQ(json_of(sluice_print_date(engine(), sluice_value_milliseconds(date))), "\"13-Sep-2020 12:26:40\"");
  sluice_value_free(date);
  EXPECT_EQ(sluice_read_date(engine(), "never", SLUICE_NUL, &date, nullptr), SLUICE_USAGE);
  EXPECT_EQ(json_of(sluice_find_project_file("/nonexistent")), "\"\"");
}

TEST_F(CHooks, CompilesWithParameters) {
  const char* names[] = {"n"};
  const char* types[] = {"int"};
  sluice_compile_options options{};
  options.size = sizeof options;
  options.parameter_names = names;
  options.parameter_types = types;
  options.parameter_count = 1;
  options.check = 2;
  sluice_script* script = nullptr;
  EXPECT_EQ(sluice_compile_with(engine(), "c", "return n + 1;", SLUICE_NUL, &options, &script, nullptr), SLUICE_OK);
  EXPECT_EQ(sluice_script_has_body(script), 1);
  sluice_script_free(script);
  EXPECT_EQ(sluice_compile_with(engine(), "c", "return m + 1;", SLUICE_NUL, &options, &script, nullptr), SLUICE_SCRIPT);
  const std::string found = json_of(sluice_script_diagnostics_json(script));
  EXPECT_NE(found.find(R"(\"ok\":false)"), std::string::npos) << found;
  sluice_script_free(script);
}

TEST_F(CHooks, AConsentListenerTurnsStrangersAway) {
  sluice_listener* listener = nullptr;
  ASSERT_EQ(sluice_listener_open(0, &listener, nullptr), SLUICE_OK);
  const std::string address = sluice_listener_redirect_uri(listener);
  EXPECT_TRUE(address.starts_with("http://127.0.0.1:")) << address;
  sluice_value* query = nullptr;
  sluice_error* error = nullptr;
  EXPECT_EQ(sluice_listener_wait(listener, "state", 1, nullptr, &query, &error), SLUICE_AUTHORIZATION);
  EXPECT_EQ(query, nullptr);
  sluice_error_free(error);
  sluice_cancel* cancel = sluice_cancel_create();
  sluice_cancel_now(cancel);
  EXPECT_EQ(sluice_listener_wait(listener, "state", 3'600'000, cancel, &query, nullptr), SLUICE_LIMIT);
  sluice_cancel_free(cancel);
  sluice_listener_free(listener);
}

TEST(CFeatures, AreNamed) {
  EXPECT_EQ(sluice_has_feature("connection_store"), 1);
  EXPECT_EQ(sluice_has_feature("telepathy"), 0);
  EXPECT_EQ(sluice_has_feature(nullptr), 0);
  const std::string names = json_of(sluice_features());
  EXPECT_NE(names.find("\"sandbox\""), std::string::npos) << names;
}

TEST_F(CHooks, TransportAndLog) {
  hooks_.http = [](void* data, const sluice_request* request, sluice_response* response, sluice_error** error) {
    seen(data).requests.push_back(std::string(request->method) + " " + request->url + " " +
                                  std::string(request->body, request->body_size));
    EXPECT_GT(request->milliseconds, 0u);
    if (std::strstr(request->url, "broken") != nullptr) {
      *error = sluice_error_create(SLUICE_HOST, "no wire", nullptr);
      return SLUICE_HOST;
    }
    sluice_response_status(response, 200);
    sluice_response_header(response, "Content-Type", "application/json");
    sluice_response_body(response, "{\"a\":1}", 7);
    return SLUICE_OK;
  };
  hooks_.log = [](void* data, const char* json, size_t size) { seen(data).log.emplace_back(json, size); };
  EXPECT_EQ(run("return getUrl(\"https://example.com/x\");"), R"("{\"a\":1}")");
  EXPECT_EQ(run("try { return getUrl(\"https://example.com/broken\"); } catch(e) { return e.message; }"),
            "\"no wire\"");
  EXPECT_EQ(seen_.requests.front(), "GET https://example.com/x ");
  ASSERT_FALSE(seen_.log.empty());
  EXPECT_EQ(seen_.log.front().front(), '{');
}

TEST_F(CHooks, SessionsShareVariables) {
  sluice_session* session = sluice_session_create(engine());
  sluice_outcome* outcome = nullptr;
  sluice_error* error = nullptr;
  EXPECT_EQ(sluice_session_run(session, "1", "rows = {1, 2, 3};", SLUICE_NUL, nullptr, nullptr, nullptr), SLUICE_OK);
  EXPECT_EQ(sluice_session_run(session, "2", "rows.size()", SLUICE_NUL, nullptr, &outcome, &error), SLUICE_OK);
  EXPECT_EQ(json_of(sluice_outcome_value(outcome)), "3");
  EXPECT_EQ(sluice_session_run(session, "3", "rows.get(7)", SLUICE_NUL, nullptr, nullptr, &error), SLUICE_SCRIPT);
  sluice_error_free(error);
  EXPECT_EQ(json_of(sluice_session_variables(session)), R"({"rows":[1,2,3]})");
  sluice_outcome_free(outcome);
  sluice_session_free(session);
}

TEST_F(CHooks, ConnectionsFromCreatingToDeleting) {
  EXPECT_EQ(act("create", R"({"link":"box","connector":"generic_bearer"})"), "\"box\"");
  EXPECT_NE(act("fields", R"({"link":"box"})").find("\"name\":\"token\""), std::string::npos);
  EXPECT_EQ(
      act("authorize",
          R"({"link":"box","credentials":{"token":"s3cret-s3cret"},"parameters":{"host":"example.com"},"account":"Ada"})"),
      "\"Ada\"");
  const std::string shown = act("show", R"({"link":"box"})");
  EXPECT_NE(shown.find("\"state\":\"connected\""), std::string::npos) << shown;
  EXPECT_EQ(shown.find("s3cret"), std::string::npos);
  sluice_run_options portal{};
  portal.size = sizeof portal;
  portal.role = "portal";
  EXPECT_EQ(act("delete", R"({"link":"box"})", &portal).substr(0, 8), "SLC-CON-");
  EXPECT_EQ(act("revoke", R"({"link":"box"})"), "true");
  EXPECT_EQ(act("delete", R"({"link":"box"})"), "null");
  EXPECT_EQ(act("show", R"({"link":"box"})").substr(0, 8), "SLC-CON-");
  EXPECT_NE(act("connectors", "{}").find("\"link\":\"zoho_crm\""), std::string::npos);
  EXPECT_EQ(act("dance", "{}").substr(0, 12), "SLC-API-0007");
}

TEST_F(CHooks, OperationsAgainstTheSandbox) {
  sluice_sandbox* sandbox = nullptr;
  sluice_error* error = nullptr;
  ASSERT_EQ(sluice_sandbox_start(nullptr, &sandbox, &error), SLUICE_OK) << sluice_error_message(error);
  options_.sandbox = sandbox;
  ASSERT_EQ(sluice_sandbox_connect(sandbox, engine(), &error), SLUICE_OK) << sluice_error_message(error);

  sluice_run_options who{};
  who.size = sizeof who;
  sluice_value* input = value_of(R"({"module_name":"Leads","per_page":2})");
  sluice_call_options call{};
  call.size = sizeof call;
  call.operation = "list_records";
  call.input = input;
  call.run = &who;
  sluice_value* answer = nullptr;
  EXPECT_EQ(sluice_call(engine(), &call, &answer, &error), SLUICE_OK) << sluice_error_message(error);
  const std::string listed = json_of(answer);
  EXPECT_EQ(listed.substr(0, 12), R"({"done":true)") << listed;
  EXPECT_NE(listed.find("\"data\":["), std::string::npos) << listed;
  sluice_value_free(input);

  call.input = nullptr;  // what is missing is an answer of the connector
  EXPECT_EQ(sluice_call(engine(), &call, &answer, &error), SLUICE_OK);
  EXPECT_EQ(json_of(answer).substr(0, 13), R"({"done":false)");
  call.operation = "no_such_thing";
  EXPECT_EQ(sluice_call(engine(), &call, &answer, &error), SLUICE_SCRIPT);
  EXPECT_STREQ(sluice_error_code(error), "SLC-TSK-0011");
  sluice_error_free(error);
  EXPECT_NE(json_of(sluice_operations("zoho_crm")).find("list_records"), std::string::npos);
  EXPECT_EQ(json_of(sluice_operations("nothing")), "[]");
  sluice_sandbox_free(sandbox);
}

}  // namespace
