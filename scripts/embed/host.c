/* A host in C99: a function of its own, the lines of `info`, arguments as JSON, and an error with its place. */
#include <sluice/sluice.h>
#include <stdio.h>
#include <string.h>

static void print_line(void* data, const char* line, size_t size) {
  (void)data;
  printf("%.*s\n", (int)size, line);
}

/* stockOf(article): NUMBER. The error is one that scripts can catch. */
static sluice_status stock_of(void* data, const char* name, const sluice_value* arguments, sluice_value** result,
                              sluice_error** error) {
  sluice_value* article = sluice_value_at(arguments, 0);
  const int known = strcmp(sluice_value_text(article, NULL), "bolt") == 0;
  (void)data;
  (void)name;
  sluice_value_free(article);
  if (known) {
    *result = sluice_value_from_number(12);
    return SLUICE_OK;
  }
  *error = sluice_error_create(SLUICE_SCRIPT, "no such article", NULL);
  return SLUICE_SCRIPT;
}

/* Prints an error for people and frees it. */
static int report(sluice_error* error) {
  sluice_value* picture = sluice_error_render(error, 0);
  fputs(sluice_value_text(picture, NULL), stdout);
  sluice_value_free(picture);
  sluice_error_free(error);
  return 1;
}

static int run(const sluice_engine* engine, const char* text, const char* who) {
  sluice_script* script = NULL;
  sluice_outcome* outcome = NULL;
  sluice_error* error = NULL;
  sluice_value* argument = sluice_value_from_text(who, SLUICE_NUL);
  const char* names[1] = {"who"};
  const sluice_value* values[1];
  sluice_run_options options;
  int failed = 0;

  memset(&options, 0, sizeof options);
  options.size = sizeof options;
  values[0] = argument;
  options.names = names;
  options.values = values;
  options.argument_count = 1;
  options.limits = "crm";
  if (sluice_compile(engine, "host.deluge", text, SLUICE_NUL, &script, &error) != SLUICE_OK ||
      sluice_run(script, &options, &outcome, &error) != SLUICE_OK) {
    failed = report(error);
  } else {
    sluice_value* value = sluice_outcome_value(outcome);
    sluice_value* json = sluice_value_json(value);
    printf("%s\n", sluice_value_text(json, NULL));
    sluice_value_free(json);
    sluice_value_free(value);
  }
  sluice_outcome_free(outcome);
  sluice_script_free(script);
  sluice_value_free(argument);
  return failed;
}

int main(void) {
  const sluice_parameter article = {"article", SLUICE_KIND(SLUICE_TEXT), 0};
  sluice_function stock;
  const sluice_function* functions[1];
  sluice_hooks hooks;
  sluice_engine_options options;
  sluice_engine* engine = NULL;
  sluice_error* error = NULL;

  memset(&stock, 0, sizeof stock);
  stock.size = sizeof stock;
  stock.name = "stockOf";
  stock.result = SLUICE_KIND(SLUICE_NUMBER);
  stock.parameters = &article;
  stock.parameter_count = 1;
  stock.run = stock_of;
  functions[0] = &stock;
  memset(&hooks, 0, sizeof hooks);
  hooks.size = sizeof hooks;
  hooks.output = print_line;
  memset(&options, 0, sizeof options);
  options.size = sizeof options;
  options.functions = functions;
  options.function_count = 1;
  options.hooks = &hooks;
  if (sluice_engine_create(&options, &engine, &error) != SLUICE_OK) return report(error);

  run(engine, "info \"Hello \" + who; return {\"bolts\":stockOf(\"bolt\")};", "Ada");
  run(engine, "rows = {1, 2};\nreturn rows.get(10);", "Ada");
  run(engine, "return stockOf(7);", "Ada");
  sluice_engine_free(engine);
  return 0;
}
