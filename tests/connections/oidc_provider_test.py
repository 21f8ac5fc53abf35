"""A custom connector, authorised and used with oidc-provider (npm), which rotates refresh tokens and revokes the whole grant
when an old one is used again.

usage: oidc_provider_test.py SLUICE NPM_FOLDER; environment: see tests/cli/harness.py"""

import http.cookiejar
import json
import os
import sqlite3
import subprocess
import sys
import unittest
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "cli"))
from harness import CliTest  # noqa: E402

NPM = os.environ["SLUICE_TEST_NPM"]


class OidcProviderTest(CliTest):
    def setUp(self):
        super().setUp()
        self.server = subprocess.Popen(["node", os.path.join(NPM, "oauth_server.mjs"), "2"], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True, cwd=NPM)
        self.addCleanup(self.server.stdout.close)
        self.addCleanup(self.server.wait)
        self.addCleanup(self.server.kill)
        self.port = int(next(line for line in self.server.stdout if line.strip().isdigit()))
        base = f"http://127.0.0.1:{self.port}"
        self.write("sluice.toml", f'[egress]\nallow = ["127.0.0.1:{self.port}"]\n')
        self.write("oidc.toml", f"""
[connector]
link = "oidc"
allowed_hosts = ["127.0.0.1:{self.port}"]
logged_in_user = true
[auth]
type = "oauth2"
authorize_url = "{base}/auth"
token_url = "{base}/token"
revoke_url = "{base}/token/revocation"
scopes = ["openid", "offline_access"]
authorize_parameters = {{ prompt = "consent" }}
client_auth = "header"
""")

    def ok(self, *words, stdin=""):
        code, output, errors = self.sluice(*words, stdin=stdin)
        self.assertEqual((code, errors), (0, ""), output)
        return output

    def authorize(self):
        process = self.start("connections", "authorize", "c", "--no-browser")
        for stream in (process.stdout, process.stderr, process.stdin):
            self.addCleanup(stream.close)
        address = process.stdout.readline().decode().strip()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        browser.open(address).read()
        output, errors = process.stdout.read().decode(), process.stderr.read().decode()
        self.assertEqual((process.wait(60), errors), (0, ""))
        self.assertIn("Connected c", output)

    def expire(self):
        """Puts the expiry of the token into the past, as waiting for it would."""
        database = sqlite3.connect(self.path / ".local/share/sluice/connections.db", timeout=30)
        with database:
            database.execute("UPDATE authorization SET expires_at = 1")
        database.close()

    def state(self):
        return json.loads(self.ok("connections", "show", "c", "--json"))["state"]

    def test_authorize_rotate_and_revoke(self):
        self.ok("connectors", "add", "oidc.toml")
        self.ok("connectors", "configure", "oidc", "--client-id", "sluice", "--client-secret-stdin",
                stdin="a secret of the test\n")
        self.ok("connections", "create", "c", "--connector", "oidc")
        self.authorize()
        self.assertEqual(self.state(), "connected")
        self.write("who.deluge", f"""
response = invokeurl
[
	url: "http://127.0.0.1:{self.port}/me"
	type: GET
	connection: "c"
];
info response.get("sub");
""")
        for _ in range(3):  # each run after the token has expired uses the refresh token of the one before
            self.assertEqual(self.sluice("run", "who.deluge"), (0, "ada\n", ""))
            self.expire()
        self.ok("connections", "revoke", "c")
        code, _, errors = self.sluice("run", "who.deluge")
        self.assertEqual(code, 3)
        self.assertIn("sluice connections authorize c", errors)


if __name__ == "__main__":
    unittest.main()
