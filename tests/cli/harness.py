"""Runs the sluice binary in a folder of its own; the path of the binary is in $SLUICE."""

import os
import pathlib
import subprocess
import tempfile
import unittest

SLUICE = os.environ["SLUICE"]


class CliTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="sluice-cli-")
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)
        # Nothing of the machine that runs the tests gets in.
        self.environment = {"PATH": os.environ["PATH"], "HOME": self.folder.name, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def write(self, name, text):
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return name

    def start(self, *words, **more):
        return subprocess.Popen([SLUICE, *words], cwd=self.path, env=self.environment, stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)

    def sluice(self, *words, stdin=""):
        """Gives (exit code, standard output, standard error)."""
        process = self.start(*words)
        output, errors = process.communicate(stdin.encode(), timeout=60)
        return process.returncode, output.decode(), errors.decode()

    def check_output(self, expected, *words, stdin=""):
        self.assertEqual(self.sluice(*words, stdin=stdin), (0, expected, ""))

    def check_usage(self, part, *words):
        code, output, errors = self.sluice(*words)
        self.assertEqual((code, output), (2, ""))
        self.assertIn(part, errors)
