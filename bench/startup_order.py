"""Writes cli/startup.order: the functions that a start of the command line runs, in the order of their first call.

    python3 bench/startup_order.py build/cli/sluice > cli/startup.order

The linker puts them side by side, so that a start reads a few pages of the program in place of one for each function
(cli/CMakeLists.txt). A list that has grown old costs time, never correctness: make it anew when `./dev bench hello` says so.
Needs valgrind.
"""

import pathlib
import re
import subprocess
import sys
import tempfile


def functions_of_a_start(program):
    """Names (mangled) of the functions that `program run` of a one-line script calls, in the order of the first call."""
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder, "hello.deluge")
        script.write_text('info "hello";\n')
        profile = pathlib.Path(folder, "profile")
        subprocess.run(["valgrind", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={profile}", program, "run", script],
                       check=True, capture_output=True)
        names = re.findall(r"^c?fn=\(\d+\) ([A-Za-z_][\w.$]*)", profile.read_text(), re.MULTILINE)
    table = subprocess.run(["nm", "--defined-only", "--format=just-symbols", program], check=True, capture_output=True, text=True).stdout
    own = set(table.split())
    return [name for name in dict.fromkeys(names) if name in own]


def sections(name):
    """Where the compiler may have put a function: constructors and destructors share the section of their base variant."""
    for complete, base in (("C1E", "C2E"), ("D1E", "D2E")):
        name = name.replace(complete, base)
    yield f".text.{name}"
    if name == "main" or name.startswith("_GLOBAL__sub_I"):
        yield f".text.startup.{name}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for function in functions_of_a_start(sys.argv[1]):
        print(*sections(function), sep="\n")
