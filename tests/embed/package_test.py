"""Makes the package for Debian, unpacks it into a temporary root and looks at it as somebody does who installs it: what it
depends on, what is in it, whether the program runs and hosts in C and C++ compile against it.

environment: SLUICE_BUILD, SLUICE_SOURCE; CC and CXX"""

import gzip
import os
import pathlib
import re
import shutil
import stat
import subprocess
import tempfile
import unittest

BUILD, SOURCE = pathlib.Path(os.environ["SLUICE_BUILD"]), pathlib.Path(os.environ["SLUICE_SOURCE"])
SAMPLES = SOURCE / "scripts/embed"


def run(*words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=100, **more)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, words))} gave {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def package_of(library):
    """The package that a library of this system is from."""
    for line in run("ldconfig", "-p").splitlines():
        if line.strip().startswith(library + " "):
            for path in (line.split("=>")[1].strip(), os.path.realpath(line.split("=>")[1].strip())):
                for place in (path, path.removeprefix("/usr")):
                    found = subprocess.run(["dpkg-query", "-S", place], capture_output=True, text=True)
                    if found.returncode == 0:
                        return found.stdout.split(":")[0]
    raise AssertionError(f"no package has {library}")


class PackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="sluice-package-")
        cls.addClassCleanup(folder.cleanup)
        cls.path = pathlib.Path(folder.name)
        made = cls.path / "made"
        # What is built already is packed; the file goes to a folder of its own.
        run("cpack", "-G", "DEB", "-B", made, "-D", "CPACK_CMAKE_GENERATOR=Ninja", cwd=BUILD)
        cls.package = next(made.glob("*.deb"))
        cls.root = cls.path / "root"
        run("dpkg-deb", "-x", cls.package, cls.root)
        cls.usr = cls.root / "usr"
        cls.library = next(cls.usr.glob("lib/**/libsluice.so.1"))
        cls.environment = {"PATH": os.environ["PATH"], "HOME": folder.name, "TZ": "UTC", "LANG": "C.UTF-8",
                           "LD_LIBRARY_PATH": str(cls.library.parent)}
        cls.files = [path for path in cls.root.rglob("*") if path.is_file() and not path.is_symlink()]
        cls.elves = [path for path in cls.files if path.open("rb").read(4) == b"\x7fELF"]

    def field(self, name):
        return run("dpkg-deb", "-f", self.package, name).strip()

    def named(self, *fields):
        """The packages that fields of the package name."""
        return {re.split(r"[ (:]", each.strip())[0] for field in fields for each in re.split(r"[,|]", self.field(field))}

    def test_says_what_it_is(self):
        version = re.search(r"VERSION (\d+\.\d+\.\d+)", (SOURCE / "CMakeLists.txt").read_text())[1]
        self.assertEqual((self.field("Package"), self.field("Version")), ("sluice", version))
        self.assertEqual(self.field("Architecture"), run("dpkg", "--print-architecture").strip())
        self.assertGreater(int(self.field("Installed-Size")), 1000)
        self.assertTrue(self.field("Maintainer"))
        # Policy 3.4.1: one line, no full stop, not the name again.
        summary = self.field("Description").splitlines()[0]
        self.assertLess(len(summary), 80)
        self.assertFalse(summary.endswith(".") or summary.lower().startswith("sluice"), summary)

    def test_depends_on_all_libraries_that_are_linked(self):
        own = {path.name for path in self.usr.rglob("*.so*")}
        depends = self.named("Depends")
        self.assertGreaterEqual(len(self.elves), 3)  # the program, the library, the sandbox
        for elf in self.elves:
            for library in re.findall(r"NEEDED.*\[(.*)\]", run("readelf", "-d", elf)):
                if library not in own and not library.startswith("ld-linux"):
                    self.assertIn(package_of(library), depends, f"{elf.name} needs {library}")

    def test_depends_on_or_recommends_all_libraries_that_are_opened_late(self):
        named = self.named("Depends", "Recommends")
        late = set()
        for elf in self.elves:
            needed = set(re.findall(r"NEEDED.*\[(.*)\]", run("readelf", "-d", elf)))
            late |= set(re.findall(rb"\0(lib[a-z0-9_+-]+\.so\.[0-9.]+)\0", elf.read_bytes())) - {n.encode() for n in needed}
        late = {each.decode() for each in late} - {"libsluice.so.1"}
        linked = {library for elf in self.elves for library in re.findall(r"NEEDED.*\[(.*)\]", run("readelf", "-d", elf))}
        self.assertLessEqual({"libcurl.so.4", "libedit.so.2"}, late)
        for library in late - linked:
            self.assertIn(package_of(library), named, library)

    def test_needs_no_more_than_there_is_on_debian_12(self):
        for each in self.named("Depends"):
            run("dpkg-query", "-W", each)

    def test_permissions_and_owners(self):
        for line in run("dpkg-deb", "-c", self.package).splitlines():
            mode, owner, *_, = line.split()
            self.assertEqual(owner, "root/root", line)
            self.assertIn(mode, {"drwxr-xr-x", "-rw-r--r--", "-rwxr-xr-x", "lrwxrwxrwx"}, line)
        executable = {path.name for path in self.files if path.stat().st_mode & stat.S_IXUSR}
        self.assertEqual(executable - {"host.py", "host.mjs"}, {"sluice"})

    def test_nothing_tells_where_it_was_built(self):
        for path in self.files:
            content = path.read_bytes()
            if path.suffix == ".gz":
                content = gzip.decompress(content)
            for place in (str(SOURCE), str(BUILD), str(self.path), "/home/", "/root/"):
                self.assertNotIn(place.encode(), content, path.relative_to(self.root))
        for elf in self.elves:
            self.assertNotRegex(run("readelf", "-d", elf), r"R(UN)?PATH(?!.*\[\$ORIGIN)", elf.name)

    def test_programs_are_stripped_and_hardened(self):
        for elf in self.elves:
            sections = run("readelf", "-SW", elf)
            self.assertNotIn(".debug_info", sections, elf.name)
            self.assertNotIn(".symtab", sections, elf.name)
            segments = run("readelf", "-lW", elf)
            self.assertIn("GNU_RELRO", segments, elf.name)
            self.assertNotRegex(segments, r"GNU_STACK.*RWE", elf.name)

    def test_documents_are_where_policy_wants_them(self):
        self.assertIn("Permission is hereby granted", (self.usr / "share/doc/sluice/copyright").read_text())
        self.assertTrue((self.usr / "share/doc/sluice/changelog.gz").is_file())
        self.assertFalse((self.usr / "share/doc/sluice/CHANGELOG.md").exists())
        man = gzip.decompress((self.usr / "share/man/man1/sluice.1.gz").read_bytes()).decode()
        self.assertIn(".TH SLUICE 1", man)
        self.assertEqual(run("groff", "-man", "-Tutf8", "-ww", "-z", input=man, stderr=None) if shutil.which("groff") else "", "")
        for name in ("bash-completion/completions/sluice", "zsh/vendor-completions/_sluice",
                     "fish/vendor_completions.d/sluice.fish"):
            self.assertIn("sandbox", (self.usr / "share" / name).read_text(), name)

    def test_the_program_runs(self):
        program = self.usr / "bin/sluice"
        self.assertEqual(run(program, "-e", 'info "Hello".length();', env=self.environment), "5\n")
        said = run(program, "run", "--sandbox", SOURCE / "scripts/lead_to_deal.deluge", env=self.environment)
        self.assertIn("status: Contacted", said)

    def test_hosts_compile_against_it(self):
        for compiler, name, flags in (("CXX", "minimal.cpp", ["-std=c++20"]), ("CC", "host.c", ["-std=c99"])):
            program = self.path / pathlib.Path(name).stem
            environment = {**self.environment, "PKG_CONFIG_SYSROOT_DIR": str(self.root),
                           "PKG_CONFIG_LIBDIR": str(self.library.parent / "pkgconfig")}
            options = run("pkg-config", "--cflags", "--libs", "sluice", env=environment).split()
            # The samples are packed too; these are the ones that a user finds.
            run(os.environ[compiler], *flags, self.usr / "share/doc/sluice/examples/embed" / name, *options, "-o", program,
                env=self.environment)
            self.assertEqual(run(program, env=self.environment).splitlines()[0], "Hello Ada")
        folder = self.path / "cmake"
        run("cmake", "-S", self.usr / "share/doc/sluice/examples/embed", "-B", folder, "-G", "Ninja",
            f"-DCMAKE_PREFIX_PATH={self.usr}")
        self.assertIn(str(self.root), (folder / "CMakeCache.txt").read_text())

    def test_the_library_tells_dpkg_what_it_is(self):
        control = self.path / "control"
        run("dpkg-deb", "-e", self.package, control)
        self.assertIn("ldconfig", (control / "triggers").read_text())
        self.assertRegex((control / "shlibs").read_text(), r"libsluice 1 sluice \(>= 1\.0")
        self.assertTrue((control / "md5sums").is_file())
        for script in ("preinst", "postinst", "prerm", "postrm"):  # nothing of ours runs as root when it is installed
            if (control / script).exists():
                commands = [line.strip() for line in (control / script).read_text().splitlines()]
                self.assertLessEqual(set(commands), {"#!/bin/sh", "set -e", "", 'if [ "$1" = "configure" ]; then',
                                                     'if [ "$1" = "remove" ]; then', "ldconfig", "fi"})


if __name__ == "__main__":
    unittest.main()
