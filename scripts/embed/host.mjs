// A host in JavaScript, through koffi (npm install koffi): a function of its own, the lines of `info`, arguments and
// results as JSON.
//
//   node host.mjs [LIBSLUICE]
import { createRequire } from "node:module";
import process from "node:process";

const koffi = createRequire(process.cwd() + "/")("koffi");
const library = koffi.load(process.argv[2] ?? "libsluice.so.1");
const OK = 0, SCRIPT = 1, NUMBER = 1 << 2, TEXT = 1 << 6;  // SLUICE_KIND(…)

koffi.proto("void Output(void* data, const char* line, size_t size)");
koffi.proto("int Answer(void* data, const char* name, void* request, _Out_ void** result, _Out_ void** error)");
koffi.struct("Hooks", { size: "size_t", data: "void*", output: "Output*" });
koffi.struct("Parameter", { name: "const char*", kinds: "uint32_t", optional: "int32_t" });
koffi.struct("Function", {
  size: "size_t", name: "const char*", receiver: "uint32_t", result: "uint32_t", parameters: "Parameter*",
  parameter_count: "size_t", summary: "const char*", example: "const char*", run: "Answer*", data: "void*",
});
koffi.struct("EngineOptions", {
  size: "size_t", settings: "const char*", dialect: "const char*", time_zone: "const char*", date_format: "const char*",
  limits: "const char*", libraries: "const char**", library_count: "size_t", functions: "Function**",
  function_count: "size_t", hooks: "Hooks*",
});
koffi.struct("RunOptions", { size: "size_t", names: "const char**", values: "void**", argument_count: "size_t" });

const c = Object.fromEntries([
  "int engine_create(EngineOptions* options, _Out_ void** engine, _Out_ void** error)",
  "int compile(void* engine, const char* name, const char* text, size_t size, _Out_ void** script, _Out_ void** error)",
  "int run(void* script, RunOptions* options, _Out_ void** outcome, _Out_ void** error)",
  "void* outcome_value(void* outcome)",
  "void* value_json(void* value)",
  "int value_from_json(const char* json, size_t size, _Out_ void** value, _Out_ void** error)",
  "void* value_from_number(int64_t value)",
  "const char* value_text(void* value, void* size)",
  "void* error_create(int status, const char* message, const char* help)",
  "void* error_render(void* error, int color)",
  "void engine_free(void*)", "void script_free(void*)", "void outcome_free(void*)", "void value_free(void*)",
  "void error_free(void*)",
].map((line) => [line.match(/(\w+)\(/)[1], library.func(line.replace(/(\w+)\(/, "sluice_$1("))]));

const sized = (type, members) => ({ size: koffi.sizeof(type), ...members });

// Gives what the call stored, or throws what it said.
function checked(call, ...words) {
  const stored = [null], error = [null];
  if (call(...words, stored, error) === OK) return stored[0];
  c.value_free(stored[0]);
  const picture = textOf(c.error_render(error[0], 0));
  c.error_free(error[0]);
  throw new Error(picture);
}

function textOf(value) {
  const text = c.value_text(value, null);
  c.value_free(value);
  return text;
}

const toJavaScript = (value) => JSON.parse(textOf(c.value_json(value)));

function functionRecord(name, parameter, body) {
  const run = koffi.register((data, called, request, result, error) => {
    try {
      koffi.encode(result, "void*", c.value_from_number(body(...toJavaScript(request))));
      return OK;
    } catch (problem) {
      koffi.encode(error, "void*", c.error_create(SCRIPT, problem.message, null));
      return SCRIPT;
    }
  }, "Answer*");
  return sized("Function", {
    name, result: NUMBER, parameters: [{ name: parameter, kinds: TEXT, optional: 0 }], parameter_count: 1, run,
  });
}

function createEngine(functions) {
  const output = koffi.register((data, line) => console.log(line), "Output*");
  return checked(c.engine_create, sized("EngineOptions", {
    functions, function_count: functions.length, hooks: sized("Hooks", { output }),
  }));
}

function run(engine, text, given = {}) {
  const script = checked(c.compile, engine, "host.deluge", text, Buffer.byteLength(text));
  const values = Object.values(given).map((value) => {
    const json = JSON.stringify(value);
    return checked(c.value_from_json, json, Buffer.byteLength(json));
  });
  try {
    const options = sized("RunOptions", { names: Object.keys(given), values, argument_count: values.length });
    const outcome = checked(c.run, script, options);
    const value = c.outcome_value(outcome);
    c.outcome_free(outcome);
    const result = toJavaScript(value);
    c.value_free(value);
    return result;
  } finally {
    values.forEach((value) => c.value_free(value));
    c.script_free(script);
  }
}

const engine = createEngine([functionRecord("stockOf", "article", (article) => {
  if (article !== "bolt") throw new Error("no such article");
  return 12;
})]);
console.log(JSON.stringify(run(engine, 'info "Hello " + who; return {"bolts":stockOf("bolt"),"list":list};',
                               { who: "Ada", list: [1, 2.5, null] })));
for (const text of ["rows = {1, 2};\nreturn rows.get(10);", 'return stockOf("nut");', "return stockOf(7);"]) {
  try {
    run(engine, text);
  } catch (error) {
    process.stdout.write(error.message);
  }
}
c.engine_free(engine);
