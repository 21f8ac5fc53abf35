"""Installs to a temporary prefix and builds, runs and checks the samples of scripts/embed against it: with CMake, with
pkg-config, statically, from Python and from Node.

environment: SLUICE_BUILD, SLUICE_SOURCE; CC and CXX"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import urllib.error
import urllib.request

BUILD, SOURCE = pathlib.Path(os.environ["SLUICE_BUILD"]), pathlib.Path(os.environ["SLUICE_SOURCE"])
SAMPLES = SOURCE / "scripts/embed"

# What the samples say; worked out by hand from their texts.
MINIMAL = "Hello Ada\n"
ORDERS = ["order 1", "nut: no such article", "bolt x 5",
          "order 2", "nut: no such article", "bolt x 5", "bolt x 7",
          "nut: no such article", "bolt x 5", "bolt x 7"]
PARALLEL = f"1000 scripts, 0 failed, sum {sum(10 * i for i in range(1000))}\n"
OUT_OF_RANGE = "error[SLC-RUN-0007]: Given index 10 is greater than the list size\n  --> host.deluge:2:8\n"


def run(*words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=100, **more)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, words))} gave {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


class InstallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="sluice-install-")
        cls.addClassCleanup(folder.cleanup)
        cls.path = pathlib.Path(folder.name)
        cls.prefix = cls.path / "prefix"
        run("cmake", "--install", BUILD, "--prefix", cls.prefix)
        cls.library = next(cls.prefix.glob("lib*/**/libsluice.so.1"))
        cls.environment = {**os.environ, "LD_LIBRARY_PATH": str(cls.library.parent), "HOME": folder.name, "TZ": "UTC"}
        # The compiler is the one that built the library; ccache, where it is, makes a second time quick.
        launcher = shutil.which("ccache")
        cls.launcher = [f"-DCMAKE_{language}_COMPILER_LAUNCHER={launcher}" for language in ("C", "CXX")] if launcher else []
        cls.compilers = [f"{each}={launcher or ''} {os.environ[each]}" for each in ("CC", "CXX")]
        cls.built = cls.path / "built"
        run("cmake", "-G", "Ninja", "-S", SAMPLES, "-B", cls.built, f"-DCMAKE_PREFIX_PATH={cls.prefix}", *cls.launcher)
        run("cmake", "--build", cls.built)

    def say(self, program, *words):
        """Standard output of a program that was built; the path of the library is in it where CMake put it."""
        return run(program, *words, env=self.environment)

    def check_host(self, said, json_text):
        self.assertEqual(said.splitlines()[:2], ["Hello Ada", json_text])
        self.assertIn(OUT_OF_RANGE, said)
        self.assertRegex(said, r"error\[SLC-CHK-\d+\][^\n]*stockOf")

    def test_minimal_is_short(self):
        self.assertLess(len((SAMPLES / "minimal.cpp").read_text().splitlines()), 20)

    def test_samples_with_cmake(self):
        self.assertEqual(self.say(self.built / "minimal"), MINIMAL)
        self.assertEqual(self.say(self.built / "parallel"), PARALLEL)
        said = self.say(self.built / "orders")
        self.assertIn("--> broken.deluge:1:14", said)
        self.assertEqual(said.splitlines()[-len(ORDERS):], ORDERS)
        self.check_host(self.say(self.built / "host"), '{"bolts":12}')

    def blocks(self, document, language):
        text = (SOURCE / document).read_text()
        return [body for name, body in re.findall(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S) if name == language]

    def compiled(self, name, text, compiler, flags):
        program = self.path / name
        source = program.with_suffix(".c" if compiler == "CC" else ".cpp")
        source.write_text(text)
        environment = {**self.environment, "PKG_CONFIG_PATH": str(next(self.prefix.glob("lib*/**/pkgconfig")))}
        options = run("pkg-config", "--cflags", "--libs", "sluice", env=environment).split()
        run(os.environ[compiler], *flags, source, *options, "-o", program)
        return self.say(program)

    def test_every_program_in_the_documents_runs(self):
        for document in ("README.md", "docs/embedding.md"):
            programs = self.blocks(document, "cpp")
            self.assertTrue(programs, document)
            for text in programs:
                self.assertEqual(self.compiled("document", text, "CXX", ["-std=c++20", "-Wall", "-Werror"]), MINIMAL, text)
        for text in self.blocks("docs/embedding.md", "c"):
            whole = "#include <sluice/sluice.h>\n#include <stdio.h>\nint main(void) {\n" + text + "return 0;\n}\n"
            self.assertEqual(self.compiled("document_c", whole, "CC", ["-std=c99", "-Wall", "-Werror"]), "42\n", text)

    def test_every_command_in_the_documents_works(self):
        cmake = self.path / "document_cmake"
        cmake.mkdir()
        shutil.copy(SAMPLES / "minimal.cpp", cmake / "host.cpp")
        for text in self.blocks("docs/embedding.md", "cmake"):
            (cmake / "CMakeLists.txt").write_text("cmake_minimum_required(VERSION 3.16)\nproject(Host LANGUAGES CXX)\n"
                                                  "add_executable(host host.cpp)\n" + text)
            run("cmake", "-G", "Ninja", "-S", cmake, "-B", cmake / "b", f"-DCMAKE_PREFIX_PATH={self.prefix}", *self.launcher[1:])
            run("cmake", "--build", cmake / "b")
            self.assertEqual(self.say(cmake / "b/host"), MINIMAL)
        shutil.copy(SAMPLES / "host.c", cmake / "host.c")
        environment = {**self.environment, "PKG_CONFIG_PATH": str(next(self.prefix.glob("lib*/**/pkgconfig")))}
        commands = "".join(self.blocks("docs/embedding.md", "") + self.blocks("README.md", ""))
        compilers = re.findall(r"^(?:c\+\+|cc) .*$", commands, re.M)
        self.assertEqual(len(compilers), 2)
        for command in compilers:
            run("sh", "-c", command + " && ./a.out", env=environment, cwd=cmake)
        known = set(re.findall(r"^\s*\./dev ([a-z]+)", run(SOURCE / "dev", "help"), re.M))
        for word in re.findall(r"\./dev ([a-z]+)", commands):
            self.assertIn(word, known)

    def test_the_scripts_of_the_readme_give_what_it_says(self):
        plain = self.blocks("README.md", "")
        script = next(text for text in plain if text.startswith("// invoice.deluge"))
        said = next(text for text in plain if text.startswith("$ sluice run invoice.deluge")).split("\n", 1)[1]
        (self.path / "invoice.deluge").write_text(script)
        done = subprocess.run([self.prefix / "bin/sluice", "run", "invoice.deluge"], cwd=self.path, env=self.environment,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.assertEqual(done.stdout, said)
        said = next(text for text in plain if text.startswith("$ ./dev run --sandbox")).split("\n\n")[0].split("\n", 1)[1]
        self.assertEqual(self.say(self.prefix / "bin/sluice", "run", "--sandbox", SOURCE / "scripts/lead_to_deal.deluge"), said + "\n")

    def test_connections_in_the_database_of_the_host(self):
        database = self.path / "shop.db"
        said = [json.loads(self.say(self.built / "connection_store", database)) for _ in range(2)]
        self.assertEqual(said[0], said[1])  # the second finds what the first has made
        self.assertEqual((said[0]["link"], said[0]["state"]), ("warehouse", "connected"))
        self.assertEqual(said[0]["environments"][0]["accounts"][0]["account"], "Ada")
        self.assertNotIn(b"t0ken-of-the-warehouse", database.read_bytes())

    def test_processes_that_write_at_once_wait_for_each_other(self):
        database = self.path / "busy.db"
        running = [subprocess.Popen([self.built / "connection_store", database], stdout=subprocess.PIPE, text=True,
                                    env=self.environment) for _ in range(8)]
        for each in running:
            said, _ = each.communicate(timeout=60)
            self.assertEqual((each.returncode, json.loads(said)["link"]), (0, "warehouse"), said)

    def test_samples_with_pkg_config(self):
        folder = self.path / "made"
        shutil.copytree(SAMPLES, folder)
        environment = {**self.environment, "PKG_CONFIG_PATH": str(next(self.prefix.glob("lib*/**/pkgconfig")))}
        run("make", "-s", "-C", folder, *self.compilers, "minimal", "host", env=environment)
        self.assertEqual(self.say(folder / "minimal"), MINIMAL)
        self.check_host(self.say(folder / "host"), '{"bolts":12}')
        self.assertEqual(run("pkg-config", "--modversion", "sluice", env=environment).strip(),
                         self.say(self.prefix / "bin/sluice", "--version").split()[-1])

    def test_static_library(self):
        folder = self.path / "static"
        folder.mkdir()
        (folder / "CMakeLists.txt").write_text(f"""cmake_minimum_required(VERSION 3.16)
project(Static LANGUAGES CXX)
find_package(Sluice 1 REQUIRED COMPONENTS static)
add_executable(minimal {SAMPLES}/minimal.cpp)
target_link_libraries(minimal PRIVATE sluice::static)
""")
        run("cmake", "-G", "Ninja", "-S", folder, "-B", folder / "b", f"-DCMAKE_PREFIX_PATH={self.prefix}",
            *self.launcher[1:])
        run("cmake", "--build", folder / "b")
        self.assertEqual(run(folder / "b/minimal"), MINIMAL)
        self.assertNotIn("libsluice", run("ldd", folder / "b/minimal"))

    def test_wrong_component_is_explained(self):
        folder = self.path / "wrong"
        folder.mkdir()
        (folder / "CMakeLists.txt").write_text("cmake_minimum_required(VERSION 3.16)\nproject(Wrong LANGUAGES NONE)\n"
                                               "find_package(sluice 1.0 REQUIRED COMPONENTS dynamic)\n")
        done = subprocess.run(["cmake", "-S", folder, "-B", folder / "b", f"-DCMAKE_PREFIX_PATH={self.prefix}"],
                              capture_output=True, text=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("no component 'dynamic'", re.sub(r"\s+", " ", done.stderr))

    def test_service(self):
        scripts = self.path / "scripts"
        scripts.mkdir()
        (scripts / "total.deluge").write_text("map total(int pieces, float price) { return {\"total\":pieces * price}; }")
        (scripts / "fail.deluge").write_text("l = {1};\nreturn l.get(3);")
        server = subprocess.Popen([self.built / "service", scripts], stdout=subprocess.PIPE, text=True, env=self.environment)
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        address = server.stdout.readline().strip()

        def get(path):
            try:
                with urllib.request.urlopen(address + path, timeout=20) as answer:
                    return answer.status, json.load(answer)
            except urllib.error.HTTPError as answer:
                with answer:
                    return answer.code, json.load(answer)

        self.assertEqual(get("/total?pieces=3&price=2.50"), (200, {"total": 7.5}))
        status, error = get("/total?pieces=many&price=1")
        self.assertEqual((status, error["code"]), (400, "SLC-API-0005"))
        status, error = get("/fail")
        self.assertEqual((status, error["code"], error["line"]), (500, "SLC-RUN-0007", 2))
        self.assertEqual(get("/nothing")[0], 404)

    def test_python(self):
        said = self.say("python3", "-B", SAMPLES / "host.py", self.library)
        self.check_host(said, "{'bolts': 12, 'list': [1, 2.5, None]}")
        self.assertIn("no such article", said)

    def test_node(self):
        npm = SOURCE / "tests/npm"
        self.assertTrue((npm / "node_modules/koffi").is_dir(), "koffi is not installed: ./dev test does it")
        said = run(os.environ.get("NODE", "node"), SAMPLES / "host.mjs", self.library, env=self.environment, cwd=npm)
        self.check_host(said, '{"bolts":12,"list":[1,2.5,null]}')
        self.assertIn("no such article", said)

    def test_the_shared_library_gives_what_the_headers_declare_and_nothing_else(self):
        names = {line.split()[2].split("@")[0] for line in run("nm", "-D", "--defined-only", self.library).splitlines()
                 if " A " not in line}
        self.assertEqual([name for name in names if not re.match(r"sluice_|_ZNK?6sluice|_ZT[IVS]N6sluice", name)], [])
        self.assertEqual([name for name in names if re.search(r"6sluice(6engine|7grammar|11interpreter|10connectors)", name)], [])
        declared = set(re.findall(r"^SLUICE_API [^;(]*?(sluice_\w+)\(", (SOURCE / "include/sluice/sluice.h").read_text(), re.M))
        self.assertGreater(len(declared), 50)
        self.assertEqual({name for name in names if name.startswith("sluice_")}, declared)

    def test_the_shared_library_needs_only_what_every_system_has(self):
        needed = re.findall(r"NEEDED.*\[(.*)\]", run("readelf", "-d", self.library))
        self.assertLessEqual(set(needed), {"libstdc++.so.6", "libm.so.6", "libgcc_s.so.1", "libc.so.6", "ld-linux-x86-64.so.2",
                                           "ld-linux-aarch64.so.1"})

    def test_the_installed_program_finds_its_sandbox(self):
        said = self.say(self.prefix / "bin/sluice", "run", "--sandbox", SOURCE / "scripts/lead_to_deal.deluge")
        self.assertIn("status: Contacted", said)

    def test_manual_and_completions_know_every_command(self):
        program = self.prefix / "bin/sluice"
        commands = re.findall(r"^  ([a-z]+) ", self.say(program, "--help").split("Commands:")[1].split("\n\n")[0], re.M)
        self.assertIn("repl", commands)
        flags = re.findall(r"^  (--[a-z-]+)", self.say(program, "run", "--help"), re.M)
        for name in ("man/man1/sluice.1", "bash-completion/completions/sluice", "zsh/vendor-completions/_sluice",
                     "fish/vendor_completions.d/sluice.fish"):
            text = (self.prefix / "share" / name).read_text().replace("\\-", "-")
            for command in commands:
                self.assertRegex(text, rf"\b{command}\b", name)
            for flag in flags:
                self.assertIn(flag[2:], text, name)

    def test_bash_completes(self):
        file = self.prefix / "share/bash-completion/completions/sluice"

        def complete(*words):
            script = (f'. "{file}"; COMP_WORDS=({" ".join(words)} ""); COMP_CWORD={len(words)}; COMP_WORDS[-1]="$1"; '
                      '_sluice sluice "$1" "${COMP_WORDS[COMP_CWORD-1]}"; echo "${COMPREPLY[*]}"')
            return lambda typed: run("bash", "-c", script, "bash", typed).split()

        self.assertEqual(complete("sluice")("re"), ["repl"])
        self.assertEqual(complete("sluice", "connections")("auth"), ["authorize"])
        self.assertEqual(complete("sluice", "connections", "authorize", "x")("--tok"), ["--token-stdin"])
        self.assertEqual(complete("sluice", "run", "--dialect")(""), ["standard", "creator"])


if __name__ == "__main__":
    unittest.main()
