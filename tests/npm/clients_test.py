"""Runs the suites of the clients in this folder, each against a sandbox of its own."""

import json
import os
import pathlib
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "sandbox"))

from harness import Server  # noqa: E402


class Clients(unittest.TestCase):
    def run_suite(self, name):
        self.assertTrue((HERE / "node_modules").is_dir(), f"the clients are not installed: run ./dev test, or npm --prefix {HERE} ci --legacy-peer-deps")
        server = Server("--seed", "empty")
        self.addCleanup(server.stop)
        environment = {**os.environ, "SANDBOX": json.dumps(server.ready)}
        done = subprocess.run([os.environ.get("NODE", "node"), name], cwd=HERE, env=environment, capture_output=True, text=True, timeout=100)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_official_sdk_v8(self):
        self.run_suite("sdk8.mjs")

    def test_official_sdk_v2(self):
        self.run_suite("sdk2.mjs")

    def test_independent_client(self):
        self.run_suite("independent.mjs")


if __name__ == "__main__":
    unittest.main()
