// Calls every function of the C interface through koffi, as a host in JavaScript would. from_node.py starts it, in a
// folder with koffi, and gives it what sluice.h declares.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";

const koffi = createRequire(process.cwd() + "/")("koffi");
const header = JSON.parse(fs.readFileSync(0, "utf8"));
const OK = 0, SCRIPT = 1, LIMIT = 4, HOST = 7, NUMBER = 1 << 2, NUL = 2n ** 64n - 1n;

for (const [name, members] of Object.entries(header.structs)) koffi.struct(name, members);
const callbacks = Object.fromEntries(
  Object.entries(header.callbacks).map(([name, text]) => [name.replace("sluice_", ""), koffi.proto(text)]));
const library = koffi.load(process.argv[2]);
const called = new Set();
const functions = Object.fromEntries(
  Object.entries(header.functions).map(([name, text]) => [name.replace("sluice_", ""), library.func(text)]));
const c = new Proxy(functions, { get: (all, name) => (called.add("sluice_" + name), all[name]) });

const struct = (name, members = {}) => ({ size: koffi.sizeof("sluice_" + name), ...members });
const callback = (name, body) => koffi.register(body, koffi.pointer(callbacks[name]));

// What a function stores in its last parameter but one.
function got(name, ...given) {
  const stored = [null], error = [null];
  const status = c[name](...given, stored, error);
  assert.equal(status, OK, `${name}: ${c.error_message(error[0])}`);
  return stored[0];
}
function done(name, ...given) {
  const error = [null];
  assert.equal(c[name](...given, error), OK, `${name}: ${c.error_message(error[0])}`);
}
function content(value) {
  const text = c.value_json(value);
  const read = JSON.parse(c.value_text(text, null));
  [text, value].forEach((each) => c.value_free(each));
  return read;
}
const value = (plain) => got("value_from_json", JSON.stringify(plain), NUL);

function values() {
  const all = [c.value_null(), c.value_from_boolean(1), c.value_from_number(-(2n ** 63n)), c.value_from_double(0.5),
               c.value_from_digits("12345678901234567890.10", NUL), c.value_from_date_time(86400000), c.value_from_date(0),
               c.value_from_time(3600000), c.value_from_text("é", 2), c.value_from_file("a.csv", "text/csv", Buffer.from("1,2"), 3)];
  assert.deepEqual(all.map((each) => c.value_kind(each)), [0, 1, 2, 3, 3, 4, 4, 5, 6, 10]);
  assert.equal(c.value_boolean(all[1]), 1);
  assert.equal(c.value_number(all[2]), -(2n ** 63n));
  assert.equal(c.value_double(all[3]), 0.5);
  assert.equal(c.value_text(all[4], null), "12345678901234567890.10");
  assert.equal(c.value_milliseconds(all[5]), 86400000);
  assert.deepEqual([c.value_has_time_of_day(all[5]), c.value_has_time_of_day(all[6])], [1, 0]);
  const size = [0];
  assert.deepEqual([c.value_text(all[8], size), size[0]], ["é", 2]);
  assert.deepEqual([c.value_file_name(all[9]), c.value_media_type(all[9])], ["a.csv", "text/csv"]);
  const rows = c.value_from_list([all[1], all[3]], 2);
  const table = c.value_from_map([all[8]], [rows], 1);
  assert.equal(c.value_size(rows), 2);
  const parts = [c.value_key(table, 0), c.value_at(rows, 1), c.value_find(table, "é", NUL), c.value_copy(rows)];
  assert.deepEqual([c.value_equal(parts[0], all[8]), c.value_equal(parts[1], all[3]), c.value_equal(parts[2], parts[3])], [1, 1, 1]);
  assert.equal(content(c.value_print(rows)), "true,0.5");
  [...all, ...parts, rows, table].forEach((each) => c.value_free(each));
}

function errors() {
  const made = c.error_create(HOST, "no", "try later");
  assert.deepEqual([c.error_status(made), c.error_code(made), c.error_message(made), c.error_help(made), c.error_file(made),
                    c.error_line(made), c.error_column(made)], [HOST, "SLC-HST-0002", "no", "try later", "", 0, 0]);
  assert.equal(content(c.error_render(made, 0)), "error[SLC-HST-0002]: no\n  = help: try later\n");
  assert.equal(JSON.parse(content(c.error_json(made))).kind, "host");
  c.error_free(made);
}

// ---- what a host can provide

const seen = [];
const records = new Map();
let version = "";
const text = (address, size) => koffi.decode(address, "char", size);

const hooks = struct("hooks", {
  output: callback("hooks.output", (data, line) => { seen.push(`output ${line}`); }),
  now: callback("hooks.now", () => 1600000000000),
  directive: callback("hooks.directive", (data, name, details) => {
    seen.push(`directive ${name} ${JSON.stringify(content(c.value_copy(details)))}`);
  }),
  forms: callback("answer", (data, name, request, result) => {
    seen.push(name);
    koffi.encode(result, "void*", c.value_from_number(7));
    return OK;
  }),
  random: callback("hooks.random", (data, bytes, size) => {
    koffi.encode(bytes, "uint8_t", new Array(Number(size)).fill(0), Number(size));
  }),
  log: callback("hooks.log", (data, line) => { seen.push(`log ${JSON.parse(line).event}`); }),
  trace: callback("hooks.trace", (data, point) => { seen.push(`trace ${koffi.decode(point, "sluice_trace_point").line}`); }),
  progress: callback("hooks.progress", () => 1),
  http: callback("hooks.http", (data, request, response) => {
    const asked = koffi.decode(request, "sluice_request");
    seen.push(`${asked.method} ${asked.url}`);
    c.response_status(response, 200);
    c.response_header(response, "Content-Type", "application/json");
    const body = Buffer.from('{"a":[1]}');
    c.response_body(response, body, body.length);
    return OK;
  }),
});

const store = struct("connection_store", {
  name: "of the test",
  version: callback("connection_store.version", (data, where, room, size) => {
    koffi.encode(where, "char", version, Number(room));
    koffi.encode(size, "size_t", Buffer.byteLength(version));
    return OK;
  }),
  get: callback("connection_store.get", (data, key, found) => {
    if (records.has(key)) c.records_add(found, key, records.get(key), NUL);
    return OK;
  }),
  list: callback("connection_store.list", (data, prefix, found) => {
    for (const [key, content] of records) if (key.startsWith(prefix)) c.records_add(found, key, content, NUL);
    return OK;
  }),
  change: callback("connection_store.change", (data, expected, next, changes, count, changed) => {
    if (expected !== version) return OK;
    version = next;
    for (const each of koffi.decode(changes, "sluice_store_change", Number(count))) {
      if (each.value === null) records.delete(each.key);
      else records.set(each.key, each.value);
    }
    koffi.encode(changed, "int", 1);
    return OK;
  }),
});
const keys = callback("engine_options.keys", (data, where) => (koffi.encode(where, "char", "a".repeat(64), 65), 64));
const twice = struct("function", {
  name: "twice", result: NUMBER, parameters: [{ name: "n", kinds: NUMBER, optional: 0 }], parameter_count: 1,
  run: callback("answer", (data, name, request, result, error) => {
    const [n] = content(c.value_copy(request));
    if (n === 0) {
      koffi.encode(error, "void*", c.error_create(SCRIPT, "nothing twice", null));
      return SCRIPT;
    }
    koffi.encode(result, "void*", c.value_from_number(2 * n));
    return OK;
  }),
});

function makeEngine(more = {}) {
  const limits = struct("limits");
  done("limits_find", "crm", limits);
  assert.equal(limits.statements, 200000);
  return got("engine_create", struct("engine_options", {
    dialect: "creator", time_zone: "UTC", functions: [twice], function_count: 1, hooks, keys, user: "ada@example.com",
    own_limits: limits, source_names: ["lib.deluge"], source_texts: ["int own.three() { return 3; }"], source_count: 1,
    connections: store, ...more,
  }));
}

function engines() {
  const engine = makeEngine();
  assert.equal(content(c.documentation(engine, "twice"))[0].kind, "host function");
  assert.ok(content(c.similar_functions(engine, "toUperCase")).includes("toUpperCase"));
  assert.equal(content(c.library(engine)).functions[0].name, "three");
  const date = got("read_date", engine, "2020-09-13 12:26:40", NUL);
  assert.equal(content(c.print_date(engine, c.value_milliseconds(date))), "13-Sep-2020 12:26:40");
  c.value_free(date);
  assert.equal(content(c.find_project_file("/nonexistent")), "");
  return engine;
}

function scripts(engine) {
  const code = "int f(int n) { return twice(n); }\ninfo who;\nreturn f(who) + own.three();";
  const script = got("compile_with", engine, "s.deluge", code, NUL,
                     struct("compile_options", { parameter_names: ["who"], parameter_types: ["int"], parameter_count: 1, check: 2 }));
  assert.equal(c.script_has_body(script), 1);
  assert.deepEqual(content(c.script_functions(script))[0].parameters, [{ name: "n", type: "int" }]);
  const argument = got("script_read_argument", script, "f", "n", "20", NUL);
  const cancel = c.cancel_create();
  const options = struct("run_options", { names: ["who"], values: [argument], argument_count: 1, cancel });
  const outcome = got("run", script, options);
  assert.equal(content(c.outcome_value(outcome)), 43);
  const statistics = struct("statistics", { statements: 0, peak_memory: 0, output: 0, microseconds: 0 });
  assert.equal(c.outcome_statistics(outcome, statistics), OK);
  assert.ok(statistics.statements > 1);
  c.outcome_free(outcome);
  c.cancel_now(cancel);
  assert.equal(c.run(script, options, null, null), LIMIT);
  c.cancel_free(cancel);
  c.value_free(argument);
  c.script_free(script);
  const wrong = [null], error = [null];
  assert.equal(c.compile(engine, "w.deluge", "info 1;\ninfo twice(;", NUL, wrong, error), SCRIPT);
  assert.deepEqual([c.error_file(error[0]), c.error_line(error[0])], ["w.deluge", 2]);
  c.error_free(error[0]);
  assert.ok(c.script_diagnostic_count(wrong[0]) >= 1);
  const found = struct("diagnostic", { error: 0, line: 0, column: 0, end_line: 0, end_column: 0, code: null, message: null, help: null });
  assert.equal(c.script_diagnostic(wrong[0], 0, found), OK);
  assert.deepEqual([found.error, found.line], [1, 2]);
  assert.match(content(c.script_render(wrong[0], 0, 0)), /--> w\.deluge:2:/);
  assert.equal(JSON.parse(content(c.script_diagnostics_json(wrong[0]))).ok, false);
  c.script_free(wrong[0]);
}

function sessions(engine) {
  const session = c.session_create(engine);
  const run = (code) => {
    const outcome = got("session_run", session, "input", code, NUL, null);
    const events = Array.from({ length: Number(c.outcome_event_count(outcome)) }, (_, i) =>
      [c.outcome_event_name(outcome, i), content(c.outcome_event_details(outcome, i))]);
    const result = content(c.outcome_value(outcome));
    c.outcome_free(outcome);
    return [result, events];
  };
  assert.deepEqual(run('x = 2; int g() { return 5; }\nalert "hi"; info "line"; x * 21'), [42, [["alert", { message: "hi" }]]]);
  run("id = insert into Orders [ Amount = x ];");
  assert.ok(run("randomNumber(0, 10)")[0] < 10);
  assert.equal(run("try { t = twice(0); } catch (e) { m = e.message; } m")[0], "nothing twice");
  assert.equal(run('r = invokeurl [ url: "https://example.com/x" ]; r.get("a").get(0)')[0], 1);
  for (const [action, given] of [
    ["create", { link: "box", connector: "generic_bearer" }],
    ["authorize", { link: "box", credentials: { token: "t0ken-t0ken" }, parameters: { host: "example.com" } }],
  ]) {
    const input = value(given);
    c.value_free(got("connections", engine, null, action, input));
    c.value_free(input);
  }
  assert.ok([...records.keys()].some((key) => key.startsWith("authorization/")));
  for (const expected of ["output line", 'directive alert {"message":"hi"}', "insert into", "trace 1", "log call", "GET https://example.com/x"])
    assert.ok(seen.includes(expected), `${expected} in ${seen}`);
  const input = got("session_compile", session, "input", "x = x + 1; x", NUL);
  const outcome = got("session_run_script", session, input, null);
  assert.equal(content(c.outcome_value(outcome)), 3);
  c.outcome_free(outcome);
  c.script_free(input);
  const nine = c.value_from_number(9);
  done("session_set", session, "y", nine);
  c.value_free(nine);
  assert.equal(content(c.session_variable(session, "y")), 9);
  assert.equal(content(c.session_variables(session)).x, 3);
  assert.deepEqual(content(c.session_functions(session)), ["g"]);
  c.session_free(session);
}

// On a thread of koffi's, while this one visits the address.
async function listeners() {
  const listener = got("listener_open", 0);
  const address = c.listener_redirect_uri(listener) + "?state=s&code=c";
  const query = [null];
  const waiting = new Promise((resolve) =>
    c.listener_wait.async(listener, "s", 60000, null, query, null, (problem, status) => resolve(status)));
  await (await fetch(address)).text();
  assert.equal(await waiting, OK);
  assert.equal(content(query[0]), "state=s&code=c");
  c.listener_free(listener);
}

function sandboxes() {
  const options = value({ seed: "demo" });
  const sandbox = got("sandbox_start_with", options, null, null);
  c.value_free(options);
  const address = c.sandbox_address(sandbox);
  assert.equal(content(c.sandbox_client(sandbox)).api_domain, address);
  const attached = got("sandbox_attach", address);
  const engine = makeEngine({ sandbox: attached, hooks: null });
  done("sandbox_connect", attached, engine);
  const input = value({ module_name: "Leads" });
  assert.equal(content(got("call", engine, struct("call_options", { operation: "list_record_ids", input }))).done, true);
  c.value_free(input);
  assert.ok(content(c.operations("zoho_crm")).some((each) => each.name === "list_record_ids"));
  const own = got("sandbox_start", null);
  done("sandbox_run_functions_of", own, engine);
  [attached, own, sandbox].forEach((each) => c.sandbox_free(each));
  c.engine_free(engine);
}

assert.equal(c.abi(), 1);
assert.match(c.version(), /^\d+\.\d+\.\d+$/);
assert.equal(c.has_feature("sessions"), 1);
assert.ok(content(c.features()).includes("sandbox"));
values();
errors();
const engine = engines();
scripts(engine);
sessions(engine);
await listeners();
sandboxes();
c.engine_free(engine);
assert.deepEqual(Object.keys(header.functions).filter((name) => !called.has(name)), []);
console.log(`${called.size} functions`);
