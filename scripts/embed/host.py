"""A host in Python, through ctypes: a function of its own, the lines of `info`, arguments and results as JSON.

usage: host.py [LIBSLUICE]"""

import ctypes
import json
import sys
from ctypes import CFUNCTYPE, POINTER, byref, c_char_p, c_int, c_int32, c_int64, c_size_t, c_uint32, c_void_p

OK, SCRIPT = 0, 1
NUL = c_size_t(-1).value
NUMBER, TEXT = 1 << 2, 1 << 6  # SLUICE_KIND(SLUICE_NUMBER), SLUICE_KIND(SLUICE_TEXT)

OUTPUT = CFUNCTYPE(None, c_void_p, c_char_p, c_size_t)
ANSWER = CFUNCTYPE(c_int, c_void_p, c_char_p, c_void_p, POINTER(c_void_p), POINTER(c_void_p))


class Sized(ctypes.Structure):
    """A struct that begins with its size; members that a newer library adds at the end may be left out."""

    def __init__(self, **members):
        super().__init__(size=ctypes.sizeof(self), **members)


class Hooks(Sized):
    _fields_ = [("size", c_size_t), ("data", c_void_p), ("output", OUTPUT)]


class Parameter(ctypes.Structure):
    _fields_ = [("name", c_char_p), ("kinds", c_uint32), ("optional", c_int32)]


class Function(Sized):
    _fields_ = [("size", c_size_t), ("name", c_char_p), ("receiver", c_uint32), ("result", c_uint32),
                ("parameters", POINTER(Parameter)), ("parameter_count", c_size_t), ("summary", c_char_p),
                ("example", c_char_p), ("run", ANSWER), ("data", c_void_p)]


class EngineOptions(Sized):
    _fields_ = [("size", c_size_t), ("settings", c_char_p), ("dialect", c_char_p), ("time_zone", c_char_p),
                ("date_format", c_char_p), ("limits", c_char_p), ("libraries", POINTER(c_char_p)),
                ("library_count", c_size_t), ("functions", POINTER(POINTER(Function))), ("function_count", c_size_t),
                ("hooks", POINTER(Hooks))]


class RunOptions(Sized):
    _fields_ = [("size", c_size_t), ("names", POINTER(c_char_p)), ("values", POINTER(c_void_p)),
                ("argument_count", c_size_t)]


def load(path):
    library = ctypes.CDLL(path)
    for name, result, *arguments in (
            ("version", c_char_p), ("engine_create", c_int, POINTER(EngineOptions), POINTER(c_void_p), POINTER(c_void_p)),
            ("compile", c_int, c_void_p, c_char_p, c_char_p, c_size_t, POINTER(c_void_p), POINTER(c_void_p)),
            ("run", c_int, c_void_p, POINTER(RunOptions), POINTER(c_void_p), POINTER(c_void_p)),
            ("outcome_value", c_void_p, c_void_p), ("value_json", c_void_p, c_void_p),
            ("value_from_json", c_int, c_char_p, c_size_t, POINTER(c_void_p), POINTER(c_void_p)),
            ("value_from_number", c_void_p, c_int64), ("value_text", c_char_p, c_void_p, c_void_p),
            ("error_create", c_void_p, c_int, c_char_p, c_char_p), ("error_render", c_void_p, c_void_p, c_int),
            *((f"{kind}_free", None, c_void_p) for kind in ("engine", "script", "outcome", "value", "error"))):
        function = getattr(library, "sluice_" + name)
        function.restype, function.argtypes = result, arguments
    return library


class ScriptError(Exception):
    """What is wrong with a script, as a picture for people."""


class Sluice:
    def __init__(self, path="libsluice.so.1", functions=(), output=print):
        self.library = load(path)
        records = (POINTER(Function) * len(functions))(*(ctypes.pointer(self.record(*each)) for each in functions))
        write = OUTPUT(lambda data, line, size: output(line.decode()))
        hooks = Hooks(output=write)
        options = EngineOptions(functions=records, function_count=len(functions), hooks=ctypes.pointer(hooks))
        self.kept = [records, write]  # the library calls them as long as the engine lives
        self.engine = c_void_p()
        self.check(self.library.sluice_engine_create, byref(options), byref(self.engine))

    def close(self):
        self.library.sluice_engine_free(self.engine)

    def record(self, name, parameter, function):
        def run(data, called, arguments, result, error):
            try:
                result[0] = self.library.sluice_value_from_number(function(*self.to_python(arguments)))
                return OK
            except Exception as problem:  # nothing may pass through C
                error[0] = self.library.sluice_error_create(SCRIPT, str(problem).encode(), None)
                return SCRIPT

        parameters = (Parameter * 1)(Parameter(parameter.encode(), TEXT, 0))
        return Function(name=name.encode(), result=NUMBER, parameters=parameters, parameter_count=1, run=ANSWER(run))

    def check(self, function, *arguments):
        error = c_void_p()
        if function(*arguments, byref(error)) != OK:
            picture = self.text(self.library.sluice_error_render(error, 0))
            self.library.sluice_error_free(error)
            raise ScriptError(picture)

    def text(self, value):
        text = self.library.sluice_value_text(value, None).decode()
        self.library.sluice_value_free(value)
        return text

    def to_python(self, value):
        return json.loads(self.text(self.library.sluice_value_json(value)))

    def run(self, name, text, **arguments):
        code = text.encode()
        script, outcome = c_void_p(), c_void_p()
        values = (c_void_p * len(arguments))()
        try:
            self.check(self.library.sluice_compile, self.engine, name.encode(), code, len(code), byref(script))
            for i, value in enumerate(arguments.values()):
                made = c_void_p()
                self.check(self.library.sluice_value_from_json, json.dumps(value).encode(), NUL, byref(made))
                values[i] = made
            names = (c_char_p * len(arguments))(*(each.encode() for each in arguments))
            options = RunOptions(names=names, values=values, argument_count=len(arguments))
            self.check(self.library.sluice_run, script, byref(options), byref(outcome))
            value = self.library.sluice_outcome_value(outcome)
            result = self.to_python(value)
            self.library.sluice_value_free(value)
            return result
        finally:
            for value in values:
                self.library.sluice_value_free(value)
            self.library.sluice_outcome_free(outcome)
            self.library.sluice_script_free(script)


def stock_of(article):
    if article != "bolt":
        raise ValueError("no such article")
    return 12


def main():
    sluice = Sluice(*sys.argv[1:2], functions=[("stockOf", "article", stock_of)])
    print(sluice.run("host.deluge", 'info "Hello " + who; return {"bolts":stockOf("bolt"),"list":list};', who="Ada",
                     list=[1, 2.50, None]))
    for text in ("rows = {1, 2};\nreturn rows.get(10);", 'return stockOf("nut");', "return stockOf(7);"):
        try:
            sluice.run("host.deluge", text)
        except ScriptError as error:
            print(error, end="")
    sluice.close()


if __name__ == "__main__":
    main()
