"""HTTP/2 where a server offers it, against Node's."""

import pathlib
import subprocess
import unittest

import services
from harness import CliTest

SERVER = pathlib.Path(__file__).resolve().parent.parent / "npm" / "http2_server.mjs"


class Http2(CliTest):
    def setUp(self):
        super().setUp()
        pem = services.certificate(self.path, "server")
        self.server = subprocess.Popen(["node", str(SERVER), pem], stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.server.stdout.close)
        self.addCleanup(self.server.wait)
        self.addCleanup(self.server.kill)
        self.port = int(self.server.stdout.readline())
        self.write("sluice.toml", f'[egress]\nallow = ["localhost:{self.port}"]\nca_file = "server.crt"\n')

    def test_it_is_chosen_by_itself(self):
        self.check_output("2.0 GET\n2.0 POST 200000\n", "-e", f"""
            r = invokeurl [ url: "https://localhost:{self.port}/" ];
            info r.get("version") + " " + r.get("method");
            r = invokeurl [ url: "https://localhost:{self.port}/" type: POST parameters: "x".leftpad(200000) ];
            info r.get("version") + " " + r.get("method") + " " + r.get("body");""")


if __name__ == "__main__":
    unittest.main()
