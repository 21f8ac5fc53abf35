"""What sluice.h declares, as a foreign function interface needs it: enums are ints, handles are pointers."""

import ctypes
import pathlib
import re

NUMBERS = {"int": ctypes.c_int, "int32_t": ctypes.c_int32, "uint32_t": ctypes.c_uint32, "uint16_t": ctypes.c_uint16,
           "int64_t": ctypes.c_int64, "uint64_t": ctypes.c_uint64, "size_t": ctypes.c_size_t, "double": ctypes.c_double,
           "sluice_status": ctypes.c_int, "sluice_kind": ctypes.c_int, "void": None}


class Header:
    """`structs` and `callbacks` by name, a callback of a struct as `struct.member`; `functions` by name. A declaration is a
    type and a name; a function or callback is its result and its parameters."""

    def __init__(self, path):
        text = re.sub(r"/\*.*?\*/|^#.*?(?<!\\)$", "", pathlib.Path(path).read_text(), flags=re.S | re.M)
        text = re.sub(r"\s+", " ", text)
        self.structs, self.callbacks, self.functions = {}, {}, {}
        for result, name, parameters in re.findall(r"typedef ([\w ]+?) \(\*(\w+)\)\((.*?)\);", text):
            self.callbacks[name] = (result, self.parameters(parameters))
        for name, body in re.findall(r"typedef struct (\w+) \{(.*?)\} \w+;", text):
            self.structs[name] = [self.member(name, each.strip()) for each in body.split(";") if each.strip()]
        for result, name, parameters in re.findall(r"SLUICE_API ([\w *]+?) ?(sluice_\w+)\((.*?)\);", text):
            self.functions[name] = (result.replace(" *", "*"), self.parameters(parameters))

    @staticmethod
    def declaration(text):
        found = re.fullmatch(r"(.*?[ *])(\w+)", text.strip())
        return found[1].strip(), found[2]

    def parameters(self, text):
        return [] if text.strip() in ("", "void") else [self.declaration(each) for each in text.split(",")]

    def member(self, struct, text):
        callback = re.fullmatch(r"([\w ]+) \(\*(\w+)\)\((.*)\)", text)
        if not callback:
            return self.declaration(text)
        name = f"{struct}.{callback[2]}"
        self.callbacks[name] = (callback[1], self.parameters(callback[3]))
        return name, callback[2]

    # ---- for ctypes

    def ctypes_of(self, declared):
        plain = declared.replace("const ", "").replace(" const", "")
        if plain in NUMBERS:
            return NUMBERS[plain]
        if plain == "char*":
            return ctypes.c_char_p
        if plain in self.callbacks:
            return self.prototype(plain)
        base, stars = plain.rstrip("*"), plain.count("*")
        if base in self.structs:
            kind = self.structure(base)
        elif stars == 1 and base in NUMBERS and base != "void":
            return ctypes.POINTER(NUMBERS[base])
        else:  # a handle, bytes, or an array of them
            kind, stars = (ctypes.c_char_p if base == "char" else ctypes.c_void_p), stars - 1
        for _ in range(stars):
            kind = ctypes.POINTER(kind)
        return kind

    def structure(self, name):
        made = self.__dict__.setdefault("made", {})
        if name not in made:
            made[name] = type(name, (ctypes.Structure,), {})
            made[name]._fields_ = [(member, self.ctypes_of(kind)) for kind, member in self.structs[name]]
        return made[name]

    def prototype(self, name):
        made = self.__dict__.setdefault("made", {})
        if name not in made:
            result, parameters = self.callbacks[name]
            # Texts of callbacks may hold zero bytes: they come as addresses.
            kinds = [ctypes.c_void_p if "char*" in kind and "const*" not in kind else self.ctypes_of(kind)
                     for kind, _ in parameters]
            made[name] = ctypes.CFUNCTYPE(self.ctypes_of(result), *kinds)
        return made[name]

    # ---- for koffi

    def koffi_of(self, declared, member=False):
        plain = declared.replace("const ", "").replace(" const", "")
        if plain in ("sluice_status", "sluice_kind"):
            return "int"
        if plain in NUMBERS or plain in ("char*", "char**"):
            return plain.replace("char*", "const char*", 1)
        if plain in self.callbacks:
            return "void*"
        base, stars = plain.rstrip("*"), plain.count("*")
        changed = not declared.startswith("const ") and not member
        if base in self.structs:
            return ("_Inout_ " if changed else "") + plain
        if base in ("void", "char"):
            return "const uint8_t*" if declared.startswith("const ") and not member and base == "void" else "void*"
        if base in NUMBERS:
            return ("_Out_ " if changed else "") + plain
        return ("_Out_ " if changed and stars == 2 else "") + "void" + "*" * stars

    def for_koffi(self):
        def prototype(name, result, parameters, callback):
            kinds = [self.koffi_of(kind, callback) if not callback or "*" not in kind or kind == "const char*" else "void*"
                     for kind, _ in parameters]
            return f"{self.koffi_of(result, True)} {name}({', '.join(kinds)})"

        return {"structs": {name: {member: self.koffi_of(kind, True) for kind, member in members}
                            for name, members in self.structs.items()},
                "callbacks": {name: prototype(name.replace(".", "_"), *each, True) for name, each in self.callbacks.items()},
                "functions": {name: prototype(name, *each, False) for name, each in self.functions.items()}}
