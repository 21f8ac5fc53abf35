"""Calls every function of the C interface through ctypes, with every struct and callback, as a host in Python would.

usage: from_python.py LIBSLUICE SLUICE_H"""

import ctypes
import json
import sys
import threading
import urllib.parse
import urllib.request
from ctypes import byref, c_char_p, c_size_t, c_void_p, string_at

from c_header import Header

OK, SCRIPT, USAGE, LIMIT, HOST = 0, 1, 2, 4, 7
NUL = c_size_t(-1).value
NULL, BOOLEAN, NUMBER, DECIMAL, DATE_TIME, TIME, TEXT, LIST, MAP, COLLECTION, FILE = range(11)


class Library:
    """The functions of the library by name without `sluice_`; notes which of them were called."""

    def __init__(self, path, header):
        self.header, self.called, self.kept = header, set(), []
        self.dll = ctypes.CDLL(path)
        for name, (result, parameters) in header.functions.items():
            function = getattr(self.dll, name)
            function.restype = header.ctypes_of(result)
            function.argtypes = [header.ctypes_of(kind) for kind, _ in parameters]

    def __getattr__(self, name):
        function = getattr(self.dll, "sluice_" + name)

        def call(*arguments):
            self.called.add("sluice_" + name)
            return function(*arguments)

        return call

    def get(self, name, *arguments):
        """What a function stores in its last parameter but one."""
        stored, error = c_void_p(), c_void_p()
        status = getattr(self, name)(*arguments, byref(stored), byref(error))
        if status != OK:
            raise AssertionError(f"{name} gave {status}: {self.error_message(error)}")
        assert not error.value
        return stored

    def do(self, name, *arguments):
        error = c_void_p()
        assert getattr(self, name)(*arguments, byref(error)) == OK, self.error_message(error)

    def struct(self, name, /, **members):
        kind = self.header.structure("sluice_" + name)
        for key, value in members.items():
            if callable(value) and not isinstance(value, ctypes._CFuncPtr):
                expected = dict(kind._fields_)[key]
                self.kept.append(expected(value))  # callbacks live as long as what was given them
                members[key] = self.kept[-1]
        made = kind(size=ctypes.sizeof(kind), **members) if kind._fields_[0][0] == "size" else kind(**members)
        self.kept.append(made)
        return made

    def python(self, value):
        """The content of a value that is freed."""
        text = self.value_json(value)
        content = json.loads(self.value_text(text, None))
        for each in (text, value):
            self.value_free(each)
        return content

    def value(self, content):
        return self.get("value_from_json", json.dumps(content).encode(), NUL)


def values(c):
    from_numbers = [c.value_null(), c.value_from_boolean(1), c.value_from_number(-(2**63)), c.value_from_double(0.5),
                    c.value_from_digits(b"12345678901234567890.10", NUL), c.value_from_date_time(86_400_000),
                    c.value_from_date(0), c.value_from_time(3_600_000), c.value_from_text(b"a\0b", 3),
                    c.value_from_file(b"a.csv", b"text/csv", b"1,2\n", 4)]
    kinds = [c.value_kind(each) for each in from_numbers]
    assert kinds == [NULL, BOOLEAN, NUMBER, DECIMAL, DECIMAL, DATE_TIME, DATE_TIME, TIME, TEXT, FILE], kinds
    assert c.value_boolean(from_numbers[1]) == 1
    assert c.value_number(from_numbers[2]) == -(2**63)
    assert c.value_double(from_numbers[3]) == 0.5
    assert c.value_text(from_numbers[4], None) == b"12345678901234567890.10"
    assert c.value_milliseconds(from_numbers[5]) == 86_400_000
    assert (c.value_has_time_of_day(from_numbers[5]), c.value_has_time_of_day(from_numbers[6])) == (1, 0)
    size = c_size_t()
    c.value_text(from_numbers[8], byref(size))
    assert size.value == 3
    assert (c.value_file_name(from_numbers[9]), c.value_media_type(from_numbers[9])) == (b"a.csv", b"text/csv")
    array = (c_void_p * 2)(from_numbers[1], from_numbers[2])
    rows, keys = c.value_from_list(array, 2), (c_void_p * 1)(from_numbers[8])
    table = c.value_from_map(keys, (c_void_p * 1)(rows), 1)
    assert (c.value_kind(rows), c.value_size(rows), c.value_kind(table)) == (LIST, 2, MAP)
    key, element, found, copied = c.value_key(table, 0), c.value_at(rows, 1), c.value_find(table, b"a\0b", 3), c.value_copy(rows)
    assert c.value_equal(key, from_numbers[8]) == c.value_equal(element, from_numbers[2]) == c.value_equal(found, copied) == 1
    assert c.python(c.value_print(rows)) == "true,-9223372036854775808"
    for each in (*from_numbers, rows, table, key, element, found, copied):
        c.value_free(each)


def errors(c):
    made = c.error_create(HOST, b"no", b"try later")
    assert (c.error_status(made), c.error_code(made), c.error_message(made)) == (HOST, b"SLC-HST-0002", b"no")
    assert (c.error_help(made), c.error_file(made), c.error_line(made), c.error_column(made)) == (b"try later", b"", 0, 0)
    assert c.python(c.error_render(made, 0)) == "error[SLC-HST-0002]: no\n  = help: try later\n"
    assert json.loads(c.python(c.error_json(made)))["kind"] == "host"
    c.error_free(made)


class Host:
    """Everything that a host can provide: hooks, a function, limits, keys and a store of connections."""

    def __init__(self, c):
        self.c, self.seen, self.version, self.records = c, [], b"", {}
        self.hooks = c.struct("hooks", output=self.output, now=lambda data: 1_600_000_000_000, directive=self.directive,
                              forms=self.answer, mail=self.answer, random=self.random, log=self.log, trace=self.trace,
                              progress=self.progress, http=self.http, authorization=self.authorization)
        self.store = c.struct("connection_store", name=b"of the test", version=self.version_of, get=self.get, list=self.list,
                              change=self.change, now=lambda data: 1_600_000_000_000)

    def note(self, *what):
        if what not in self.seen:
            self.seen.append(what)

    def output(self, data, line, size):
        self.note("output", string_at(line, size).decode())

    def directive(self, data, name, details):
        self.note("directive", string_at(name).decode(), self.c.python(self.c.value_copy(details)))

    def answer(self, data, name, request, result, error):
        self.note(string_at(name).decode(), self.c.value_kind(request))
        result[0] = self.c.value_from_number(7)
        return OK

    def random(self, data, where, size):
        ctypes.memset(where, 0, size)

    def log(self, data, line, size):
        self.note("log", json.loads(string_at(line, size))["event"])

    def trace(self, data, point):
        self.note("trace", point[0].file.decode(), point[0].line)

    def progress(self, data, so_far):
        return 1 if so_far[0].size == ctypes.sizeof(so_far[0]) else 0

    def http(self, data, request, response, error):
        asked = request[0]
        headers = {asked.header_names[i].decode(): asked.header_values[i].decode() for i in range(asked.header_count)}
        self.note("http", asked.method.decode(), asked.url.decode(), headers.get("Authorization"), asked.cancelled(asked.cancel_data))
        self.c.response_status(response, 200)
        self.c.response_header(response, b"Content-Type", b"application/json")
        self.c.response_body(response, b'{"a":[1]}', 9)
        return OK

    def authorization(self, data, need):
        self.note("authorization", need[0].connection.decode(), need[0].lapsed)
        given = self.c.value({"link": "box", "credentials": {"token": "t0ken-t0ken"}, "parameters": {"host": "example.com"}})
        self.c.value_free(self.c.get("connections", self.engine, None, b"authorize", given))
        self.c.value_free(given)
        return 1

    def version_of(self, data, text, room, size, error):
        ctypes.memmove(text, self.version, len(self.version))
        size[0] = len(self.version)
        return OK

    def get(self, data, key, found, error):
        name = string_at(key)
        if name in self.records:
            self.c.records_add(found, name, self.records[name], len(self.records[name]))
        return OK

    def list(self, data, prefix, found, error):
        for key, value in self.records.items():
            if key.startswith(string_at(prefix)):
                self.c.records_add(found, key, value, len(value))
        return OK

    def change(self, data, expected, following, changes, count, done, error):
        if string_at(expected) != self.version:
            return OK
        self.version = string_at(following)
        for i in range(count):
            each = changes[i]
            if each.value is None:
                self.records.pop(each.key, None)
            else:
                self.records[each.key] = each.value[:each.value_size]
        done[0] = 1
        return OK

    def keys(self, data, text, size):
        ctypes.memmove(text, b"a" * 64, 64)
        return 64

    def twice(self, data, name, request, result, error):
        arguments = self.c.python(self.c.value_copy(request))
        if arguments == [0]:
            error[0] = self.c.error_create(SCRIPT, b"nothing twice", None)
            return SCRIPT
        result[0] = self.c.value_from_number(2 * arguments[0])
        return OK

    def make_engine(self, **more):
        c = self.c
        parameters = (c.header.structure("sluice_parameter") * 1)(c.struct("parameter", name=b"n", kinds=1 << NUMBER))
        function = c.struct("function", name=b"twice", result=1 << NUMBER, parameters=parameters, parameter_count=1,
                            summary=b"Twice a number.", run=self.twice)
        functions = (ctypes.POINTER(type(function)) * 1)(ctypes.pointer(function))
        limits = c.struct("limits")
        c.do("limits_find", b"crm", byref(limits))
        assert (limits.statements, limits.calls_out) == (200_000, 2000)
        limits.statements = 100_000
        smtp = c.struct("smtp", host=b"mail.example.com", port=2525)
        names, texts, allowed = (c_char_p * 1)(b"lib.deluge"), (c_char_p * 1)(b"int own.three() { return 3; }"), (c_char_p * 1)(b"localhost")
        options = c.struct("engine_options", dialect=b"creator", time_zone=b"UTC", functions=functions, function_count=1,
                           hooks=ctypes.pointer(self.hooks), keys=self.keys, smtp=ctypes.pointer(smtp), user=b"ada@example.com",
                           own_limits=ctypes.pointer(limits), source_names=names, source_texts=texts, source_count=1,
                           allow=allowed, allow_count=1, connections=ctypes.pointer(self.store), data_centre=b"eu", **more)
        self.kept = [parameters, functions, names, texts, allowed]
        self.engine = c.get("engine_create", byref(options))
        return self.engine


def engines(c, host):
    engine = host.make_engine()
    assert c.python(c.documentation(engine, b"twice"))[0]["kind"] == "host function"
    assert "toUpperCase" in c.python(c.similar_functions(engine, b"toUperCase"))
    assert c.python(c.library(engine))["functions"][0]["name"] == "three"
    date = c.get("read_date", engine, b"2020-09-13 12:26:40", NUL)
    assert c.python(c.print_date(engine, c.value_milliseconds(date))) == "13-Sep-2020 12:26:40"
    c.value_free(date)
    assert c.python(c.find_project_file(b"/nonexistent")) == ""
    return engine


def scripts(c, engine):
    text = "int f(int n) { return twice(n); }\ninfo who;\nreturn f(who) + own.three();"
    names, types = (c_char_p * 1)(b"who"), (c_char_p * 1)(b"int")
    options = c.struct("compile_options", parameter_names=names, parameter_types=types, parameter_count=1, check=2)
    script = c.get("compile_with", engine, b"s.deluge", text.encode(), NUL, byref(options))
    assert c.script_has_body(script) == 1
    assert c.python(c.script_functions(script))[0]["parameters"] == [{"name": "n", "type": "int"}]
    argument = c.get("script_read_argument", script, b"f", b"n", b"20", NUL)
    names, given, statistics = (c_char_p * 1)(b"who"), (c_void_p * 1)(argument), c.struct("statistics")
    cancel = c.cancel_create()
    run = c.struct("run_options", names=names, values=given, argument_count=1, cancel=cancel, role=b"user")
    outcome = c.get("run", script, byref(run))
    assert c.python(c.outcome_value(outcome)) == 43
    assert c.outcome_statistics(outcome, byref(statistics)) == OK and statistics.statements > 1
    c.outcome_free(outcome)
    c.cancel_now(cancel)
    assert c.run(script, byref(run), None, None) == LIMIT
    c.cancel_free(cancel)
    c.value_free(argument)
    c.script_free(script)
    wrong, error, found = c_void_p(), c_void_p(), c.struct("diagnostic")
    assert c.compile(engine, b"w.deluge", b"info 1;\ninfo twice(;", NUL, byref(wrong), byref(error)) == SCRIPT
    assert (c.error_file(error), c.error_line(error)) == (b"w.deluge", 2)
    c.error_free(error)
    assert c.script_diagnostic_count(wrong) >= 1 and c.script_diagnostic(wrong, 0, byref(found)) == OK
    assert (found.error, found.line) == (1, 2) and found.code.startswith(b"SLC-")
    assert "--> w.deluge:2:" in c.python(c.script_render(wrong, 0, 0))
    assert json.loads(c.python(c.script_diagnostics_json(wrong)))["ok"] is False
    c.script_free(wrong)


def sessions(c, engine, host):
    session = c.session_create(engine)

    def run(text):
        outcome = c.get("session_run", session, b"input", text.encode(), NUL, None)
        content = c.python(c.outcome_value(outcome))
        events = [(c.outcome_event_name(outcome, i), c.python(c.outcome_event_details(outcome, i)))
                  for i in range(c.outcome_event_count(outcome))]
        c.outcome_free(outcome)
        return content, events

    assert run('x = 2; int g() { return 5; }\nalert "hi"; info "line"; x * 21') == (42, [(b"alert", {"message": "hi"})])
    run("id = insert into Orders [ Amount = x ];")
    run('sendmail [ from: zoho.adminuserid to: "a@b.cd" subject: "s" message: "m" ]')
    assert run("randomNumber(0, 10)")[0] in range(10)
    assert run('try { t = twice(0); } catch (e) { m = e.message; } m')[0] == "nothing twice"
    c.value_free(c.get("connections", engine, None, b"create", c.value({"link": "box", "connector": "generic_bearer"})))
    assert run('r = invokeurl [ url: "https://example.com/x" connection: "box" ]; r.get("a").get(0)')[0] == 1
    for expected in (("output", "line"), ("directive", "alert", {"message": "hi"}), ("insert into", MAP), ("sendmail", MAP),
                     ("trace", "input", 1), ("authorization", "box", 0), ("log", "call"),
                     ("http", "GET", "https://example.com/x", "Bearer t0ken-t0ken", 0)):
        assert expected in host.seen, (expected, host.seen)
    assert "authorization" in str(list(host.records)), host.records
    input = c.get("session_compile", session, b"input", b"x = x + 1; x", NUL)
    outcome = c.get("session_run_script", session, input, None)
    assert c.python(c.outcome_value(outcome)) == 3
    c.outcome_free(outcome)
    c.script_free(input)
    nine = c.value_from_number(9)
    c.do("session_set", session, b"y", nine)
    c.value_free(nine)
    assert c.python(c.session_variable(session, b"y")) == 9
    assert {"x", "y"} <= set(c.python(c.session_variables(session)))
    assert c.python(c.session_functions(session)) == ["g"]
    c.session_free(session)


def listeners(c):
    listener = c.get("listener_open", 0)
    address = c.listener_redirect_uri(listener).decode() + "?state=s&code=c"
    browser = threading.Thread(target=lambda: urllib.request.urlopen(address, timeout=30).close())
    browser.start()
    assert c.python(c.get("listener_wait", listener, b"s", 60_000, None)) == "state=s&code=c"
    browser.join()
    c.listener_free(listener)


def called_there(client):
    """What the function `hello` of the organisation gives."""
    form = {"grant_type": "refresh_token", **{name: client[name] for name in ("client_id", "client_secret", "refresh_token")}}
    with urllib.request.urlopen(client["accounts_url"] + "/oauth/v2/token", urllib.parse.urlencode(form).encode()) as answer:
        token = json.load(answer)["access_token"]
    request = urllib.request.Request(client["api_domain"] + "/crm/v8/functions/hello/actions/execute?auth_type=oauth", b"",
                                     {"Authorization": "Zoho-oauthtoken " + token})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["details"]["output"]


def sandboxes(c, host):
    @c.header.prototype("sluice_answer")
    def function(data, name, arguments, result, error):
        result[0] = c.value({"output": string_at(name).decode(), "messages": ["called"]}).value
        return OK

    options = c.value({"seed": "demo"})
    sandbox = c.get("sandbox_start_with", options, function, None)
    c.value_free(options)
    address = c.sandbox_address(sandbox)
    assert c.python(c.sandbox_client(sandbox))["api_domain"].encode() == address
    attached = c.get("sandbox_attach", address)
    assert c.sandbox_address(attached) == address
    host.hooks.http = type(host.hooks.http)()  # the engine asks the sandbox itself
    engine = host.make_engine(sandbox=attached)
    c.do("sandbox_connect", attached, engine)
    listed = c.value({"module_name": "Leads"})
    call = c.struct("call_options", operation=b"list_record_ids", input=listed)
    answer = c.python(c.get("call", engine, byref(call)))
    assert answer["done"] is True, answer
    c.value_free(listed)
    assert any(each["name"] == "list_record_ids" for each in c.python(c.operations(b"zoho_crm")))
    assert called_there(c.python(c.sandbox_client(sandbox))) == "hello"
    c.sandbox_free(attached)
    own = c.get("sandbox_start", None)
    c.do("sandbox_run_functions_of", own, engine)
    for each in (own, sandbox):
        c.sandbox_free(each)
    c.engine_free(engine)


def main():
    header = Header(sys.argv[2])
    c = Library(sys.argv[1], header)
    assert c.abi() == 1 and c.version().count(b".") == 2
    assert c.has_feature(b"sessions") == 1 and "sandbox" in c.python(c.features())
    values(c)
    errors(c)
    host = Host(c)
    engine = engines(c, host)
    scripts(c, engine)
    sessions(c, engine, host)
    listeners(c)
    sandboxes(c, host)
    c.engine_free(engine)
    missing = sorted(set(header.functions) - c.called)
    assert not missing, missing
    print(f"{len(c.called)} functions")


if __name__ == "__main__":
    main()
