#!/usr/bin/env python3
"""Checks that every file includes only what ALLOWED and LIBRARIES let its folder include; docs/architecture.md says why."""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)

# What a folder may include of the project, as prefixes of include paths.
ALLOWED = {
    "include": ("sluice/",),
    "grammar": ("grammar/",),
    "interpreter": ("interpreter/", "grammar/"),
    "builtins": ("builtins/", "interpreter/", "grammar/catalogue.h", "grammar/message.h", "grammar/source.h"),
    "connectors": ("connectors/", "interpreter/", "grammar/catalogue.h", "grammar/message.h", "grammar/source.h"),
    "sandbox": ("sandbox/",),
    "engine": ("engine/", "sluice/", "builtins/", "connectors/", "sandbox/", "interpreter/", "grammar/"),
    "cli": ("cli/", "sluice/"),
}
# Headers of interpreter/ above the level of values, closed to functions and tasks.
ABOVE_VALUES = re.compile(r"interpreter/(program|library|check|nodes/|compile)")
# Libraries that only some folders may know, and whether their headers may.
LIBRARIES = {
    r"antlr4-runtime|Deluge(Lexer|Parser)\.h": ("grammar", ".cpp"),
    r"toml\+\+/": (("engine", "connectors"), ".cpp"),
    r"sqlite3\.h|sodium\.h": (("connectors", "sandbox"), ".cpp"),
    r"CLI/": ("cli", ".cpp"),
    r"pcre2\.h$": ("builtins", ".cpp"),
    r"openssl/|minizip/": ("interpreter", ".cpp"),
    r"zlib\.h": (("interpreter", "sandbox"), ".cpp"),
    r"curl/": ("connectors", ".cpp"),
    r"event2/|nlohmann/": ("sandbox", ".cpp"),
    r"histedit\.h": ("cli", ".cpp"),
    r"iostream$": (None, None),
}
# Headers through which the files of one folder know a library: the base class of the generated parser, libcurl's functions
# as they are opened at run time, the sandbox's JSON.
EXCEPTIONS = {("grammar/parser_base.h", "antlr4-runtime.h"), ("connectors/http/curl_library.h", "curl/curl.h"),
              ("sandbox/json.h", "nlohmann/json.hpp")}
PROJECT = tuple(ALLOWED) + ("sluice", "tests", "bench")


def problems(path: pathlib.PurePath, text: str):
    folder = path.parts[0]
    for match in INCLUDE.finditer(text):
        name = match.group(1)
        line = text.count("\n", 0, match.start()) + 1
        if name.split("/")[0] in PROJECT and "/" in name and not name.startswith(ALLOWED[folder]):
            yield f"{path}:{line}: {folder}/ may not include {name}"
        if folder in ("builtins", "connectors") and ABOVE_VALUES.match(name):
            yield f"{path}:{line}: {folder}/ may include value-level headers of interpreter/ only, not {name}"
        for pattern, (owner, suffix) in LIBRARIES.items():
            at_home = folder in ((owner,) if isinstance(owner, str) else owner or ()) and path.suffix == suffix
            if re.match(pattern, name) and not at_home and (str(path), name) not in EXCEPTIONS:
                yield f"{path}:{line}: {name} is for {owner if isinstance(owner, str) else '/, '.join(owner)}/*{suffix} only" if owner else f"{path}:{line}: no {name}"


def main() -> int:
    listing = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "--", "*.h", "*.cpp"],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found = []
    for name in listing.splitlines():
        path = pathlib.PurePath(name)
        if path.parts[0] in ALLOWED and (ROOT / path).exists():
            found += problems(path, (ROOT / path).read_text(encoding="utf-8"))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
