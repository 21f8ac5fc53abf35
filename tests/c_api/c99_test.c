/* The C interface as a C99 program uses it. Prints what fails and gives the number of failures. */
#include <sluice/sluice.h>

#include <stdio.h>
#include <string.h>

static int failures = 0;

#define EXPECT(condition)                                              \
  do {                                                                 \
    if (!(condition)) {                                                \
      printf("%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
      ++failures;                                                      \
    }                                                                  \
  } while (0)

static int same(const char* a, const char* b) { return strcmp(a, b) == 0; }

/* ---- what the host provides */

typedef struct recorder {
  char lines[256];
  int calls;
} recorder;

static void on_output(void* data, const char* line, size_t size) {
  recorder* seen = data;
  if (strlen(seen->lines) + size + 2 < sizeof seen->lines) {
    strcat(seen->lines, line);
    strcat(seen->lines, ";");
  }
}

static int64_t on_now(void* data) {
  (void)data;
  return INT64_C(1600000000000); /* 2020-09-13T12:26:40Z */
}

static void on_directive(void* data, const char* name, const sluice_value* details) {
  recorder* seen = data;
  if (same(name, "alert") && sluice_value_kind(details) == SLUICE_MAP) ++seen->calls;
}

static sluice_status stock_of(void* data, const char* name, const sluice_value* request, sluice_value** result,
                              sluice_error** error) {
  int* calls = data;
  sluice_value* article = sluice_value_at(request, 0);
  sluice_status status = SLUICE_OK;
  ++*calls;
  if (!same(name, "stockOf") || sluice_value_size(request) != 1) status = SLUICE_INTERNAL;
  if (same(sluice_value_text(article, NULL), "bolt")) {
    *result = sluice_value_from_number(12);
  } else {
    *error = sluice_error_create(SLUICE_HOST, "no such article", "look at the price list");
    status = SLUICE_HOST;
  }
  sluice_value_free(article);
  return status;
}

static sluice_status keep_record(void* data, const char* statement, const sluice_value* request, sluice_value** result,
                                 sluice_error** error) {
  (void)data;
  (void)request;
  (void)error;
  if (!same(statement, "insert into")) return SLUICE_HOST;
  *result = sluice_value_from_number(INT64_C(3000000000000000017));
  return SLUICE_OK;
}

/* ---- */

static sluice_script* compiled(const sluice_engine* engine, const char* text) {
  sluice_script* script = NULL;
  sluice_error* error = NULL;
  if (sluice_compile(engine, "test.deluge", text, SLUICE_NUL, &script, &error) != SLUICE_OK) {
    printf("%s\n", sluice_error_message(error));
    ++failures;
  }
  sluice_error_free(error);
  return script;
}

static void runs_a_script(void) {
  sluice_engine* engine = NULL;
  sluice_script* script;
  sluice_outcome* outcome = NULL;
  sluice_error* error = NULL;
  sluice_value* value;
  sluice_statistics statistics = {sizeof statistics, 0, 0, 0, 0};
  sluice_run_options options = {sizeof options, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  const char* names[1] = {"who"};
  const sluice_value* values[1];

  EXPECT(sluice_engine_create(NULL, &engine, &error) == SLUICE_OK);
  EXPECT(error == NULL);
  script = compiled(engine, "return \"Hello \" + who;");
  sluice_engine_free(engine); /* the script keeps it */
  value = sluice_value_from_text("Ada", SLUICE_NUL);
  values[0] = value;
  options.names = names;
  options.values = values;
  options.argument_count = 1;
  EXPECT(sluice_run(script, &options, &outcome, &error) == SLUICE_OK);
  sluice_value_free(value);
  value = sluice_outcome_value(outcome);
  EXPECT(sluice_value_kind(value) == SLUICE_TEXT);
  EXPECT(same(sluice_value_text(value, NULL), "Hello Ada"));
  sluice_value_free(value);
  EXPECT(sluice_outcome_statistics(outcome, &statistics) == SLUICE_OK);
  EXPECT(statistics.statements == 1);
  sluice_outcome_free(outcome);
  sluice_script_free(script);
}

static void calls_the_host(void) {
  recorder seen = {"", 0};
  int calls = 0;
  sluice_hooks hooks = {sizeof hooks, 0, 0, 0, 0, 0, 0};
  sluice_parameter article = {"article", SLUICE_KIND(SLUICE_TEXT), 0};
  sluice_function stock = {sizeof stock, "stockOf", 0, SLUICE_KIND(SLUICE_NUMBER), 0, 0, 0, 0, 0, 0};
  const sluice_function* functions[1];
  sluice_engine_options options = {sizeof options, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  sluice_engine* engine = NULL;
  sluice_script* script;
  sluice_outcome* outcome = NULL;
  sluice_value* value;

  hooks.data = &seen;
  hooks.output = on_output;
  hooks.now = on_now;
  hooks.directive = on_directive;
  hooks.forms = keep_record;
  stock.parameters = &article;
  stock.parameter_count = 1;
  stock.run = stock_of;
  stock.data = &calls;
  functions[0] = &stock;
  options.dialect = "creator";
  options.time_zone = "UTC";
  options.functions = functions;
  options.function_count = 1;
  options.hooks = &hooks;
  EXPECT(sluice_engine_create(&options, &engine, NULL) == SLUICE_OK);
  script = compiled(engine,
                    "info stockOf(\"bolt\");\n"
                    "try { info stockOf(\"nut\"); } catch (e) { info e.message; }\n"
                    "info zoho.currenttime;\n"
                    "alert \"done\";\n"
                    "return insert into Orders [ Article = \"bolt\" ];");
  EXPECT(sluice_run(script, NULL, &outcome, NULL) == SLUICE_OK);
  EXPECT(same(seen.lines, "12;no such article;13-Sep-2020 12:26:40;"));
  EXPECT(seen.calls == 1);
  EXPECT(calls == 2);
  EXPECT(sluice_outcome_event_count(outcome) == 1);
  EXPECT(same(sluice_outcome_event_name(outcome, 0), "alert"));
  value = sluice_outcome_value(outcome);
  EXPECT(sluice_value_number(value) == INT64_C(3000000000000000017));
  sluice_value_free(value);
  sluice_outcome_free(outcome);
  sluice_script_free(script);
  sluice_engine_free(engine);
}

static void tells_what_is_wrong(void) {
  sluice_engine* engine = NULL;
  sluice_script* script = NULL;
  sluice_error* error = NULL;
  sluice_value* text;
  sluice_diagnostic found = {sizeof found, 0, 0, 0, 0, 0, 0, 0, 0};
  sluice_engine_options options = {sizeof options, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  options.time_zone = "Mars/Olympus";
  EXPECT(sluice_engine_create(&options, &engine, &error) == SLUICE_USAGE);
  EXPECT(engine == NULL);
  EXPECT(strstr(sluice_error_message(error), "Mars/Olympus") != NULL);
  sluice_error_free(error);

  EXPECT(sluice_engine_create(NULL, &engine, NULL) == SLUICE_OK);
  EXPECT(sluice_compile(engine, "broken.deluge", "info 1;\ninfo (;", SLUICE_NUL, &script, &error) == SLUICE_SCRIPT);
  EXPECT(sluice_error_line(error) == 2);
  EXPECT(same(sluice_error_file(error), "broken.deluge"));
  sluice_error_free(error);
  EXPECT(sluice_script_diagnostic_count(script) == 1);
  EXPECT(sluice_script_diagnostic(script, 0, &found) == SLUICE_OK);
  EXPECT(found.error == 1 && found.line == 2);
  EXPECT(strncmp(found.code, "SLC-SYN-", 8) == 0);
  EXPECT(sluice_script_diagnostic(script, 1, &found) == SLUICE_USAGE);
  text = sluice_script_render(script, 0, 0);
  EXPECT(strstr(sluice_value_text(text, NULL), "broken.deluge:2:") != NULL);
  sluice_value_free(text);
  EXPECT(sluice_run(script, NULL, NULL, NULL) == SLUICE_SCRIPT);
  sluice_script_free(script);

  script = compiled(engine, "l = {1, 2};\nreturn l.get(10);");
  EXPECT(sluice_run(script, NULL, NULL, &error) == SLUICE_SCRIPT);
  EXPECT(same(sluice_error_code(error), "SLC-RUN-0007"));
  EXPECT(same(sluice_error_message(error), "Given index 10 is greater than the list size"));
  EXPECT(sluice_error_line(error) == 2);
  text = sluice_error_json(error);
  EXPECT(strstr(sluice_value_text(text, NULL), "\"SLC-RUN-0007\"") != NULL);
  sluice_value_free(text);
  sluice_error_free(error);
  sluice_script_free(script);
  sluice_engine_free(engine);
}

static void stops_a_run(void) {
  sluice_engine* engine = NULL;
  sluice_script* script;
  sluice_error* error = NULL;
  sluice_cancel* cancel = sluice_cancel_create();
  sluice_run_options options = {sizeof options, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  sluice_engine_options limited = {sizeof limited, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  limited.limits = "creator";
  EXPECT(sluice_engine_create(&limited, &engine, NULL) == SLUICE_OK);
  script = compiled(engine, "i = 0;\nwhile (true) { i = i + 1; }");
  EXPECT(sluice_run(script, NULL, NULL, &error) == SLUICE_LIMIT); /* 5,000 statements */
  sluice_error_free(error);
  options.limits = "unlimited";
  options.cancel = cancel;
  sluice_cancel_now(cancel);
  EXPECT(sluice_run(script, &options, NULL, &error) == SLUICE_LIMIT);
  EXPECT(same(sluice_error_code(error), "SLC-LIM-0006"));
  sluice_error_free(error);
  sluice_cancel_free(cancel);
  sluice_script_free(script);
  sluice_engine_free(engine);
}

static void reads_what_it_made(void) {
  const char bytes[4] = {'a', 0, 'b', 0};
  size_t size = 0;
  sluice_value* text = sluice_value_from_text(bytes, 3);
  sluice_value* digits = sluice_value_from_digits("15.50", SLUICE_NUL);
  sluice_value* map = NULL;
  sluice_value* part;
  sluice_value* again;
  sluice_error* error = NULL;

  EXPECT(memcmp(sluice_value_text(text, &size), bytes, 4) == 0);
  EXPECT(size == 3);
  EXPECT(same(sluice_value_text(digits, NULL), "15.50"));
  EXPECT(sluice_value_double(digits) == 15.5);
  EXPECT(sluice_value_from_digits("15,50", SLUICE_NUL) == NULL);
  EXPECT(sluice_value_from_json("{\"a\":[1,\"x\"],\"b\":null}", SLUICE_NUL, &map, &error) == SLUICE_OK);
  EXPECT(sluice_value_size(map) == 2);
  part = sluice_value_key(map, 1);
  EXPECT(same(sluice_value_text(part, NULL), "b"));
  sluice_value_free(part);
  part = sluice_value_find(map, "a", SLUICE_NUL);
  EXPECT(sluice_value_kind(part) == SLUICE_LIST);
  again = sluice_value_at(part, 1);
  EXPECT(same(sluice_value_text(again, NULL), "x"));
  sluice_value_free(again);
  sluice_value_free(part);
  part = sluice_value_json(map);
  EXPECT(same(sluice_value_text(part, NULL), "{\"a\":[1,\"x\"],\"b\":null}"));
  EXPECT(sluice_value_from_json(sluice_value_text(part, NULL), SLUICE_NUL, &again, NULL) == SLUICE_OK);
  EXPECT(sluice_value_equal(map, again));
  sluice_value_free(again);
  sluice_value_free(part);
  sluice_value_free(map);
  EXPECT(sluice_value_from_json("{", SLUICE_NUL, &map, &error) == SLUICE_USAGE);
  EXPECT(map == NULL);
  sluice_error_free(error);
  sluice_value_free(text);
  sluice_value_free(digits);
}

int main(void) {
  EXPECT(sluice_abi() == SLUICE_ABI);
  EXPECT(sluice_version()[0] != 0);
  runs_a_script();
  calls_the_host();
  tells_what_is_wrong();
  stops_a_run();
  reads_what_it_made();
  if (failures != 0) printf("%d failures\n", failures);
  return failures != 0;
}
