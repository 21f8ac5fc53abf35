"""Functions of the organisation: every way to give arguments, what goes wrong, and functions that do not end."""

import json
import pathlib
import socket
import tempfile
import time
import unittest

from harness import Client, SandboxTest, Server

FUNCTIONS = """
string standalone.join(string a, int b)
{
    return a + "/" + (b + 1);
}
string standalone.headers(map crmAPIRequest)
{
    return crmAPIRequest.toString();
}
void standalone.endless()
{
    while(true)
    {
        x = 1;
    }
}
"""


class Functions(SandboxTest):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="sluice-sandbox-")
        cls.addClassCleanup(folder.cleanup)
        file = pathlib.Path(folder.name) / "functions.deluge"
        file.write_text(FUNCTIONS, encoding="utf-8")
        cls.flags = ("--functions", str(file))
        super().setUpClass()

    def run_function(self, name, body=None, headers=None, **query):
        return self.client.send("POST", f"/crm/v8/functions/{name}/actions/execute", body, headers, **query)

    def output(self, *words, **more):
        answer = self.run_function(*words, **more)
        self.assertEqual((answer.status, answer.json["code"]), (200, "success"), answer.bytes)
        return answer.json["details"]["output"]

    def test_arguments(self):
        given = {"a": "x", "b": 2}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        parts = '--P\r\nContent-Disposition: form-data; name="arguments"\r\n\r\n{"a":"x","b":2}\r\n--P--\r\n'
        for more in ({"a": "x", "b": "2"}, {"arguments": json.dumps(given)}, {"auth_type": "oauth", "arguments": json.dumps(given)}):
            self.assertEqual(self.output("join", **more), "x/3", more)
        for body, headers in ((given, None), ({"arguments": given}, None), ("a=x&b=2", form), ('arguments={"a":"x","b":2}', form),
                              (parts, {"Content-Type": "multipart/form-data; boundary=P"})):
            self.assertEqual(self.output("join", body, headers), "x/3", body)
        self.assertEqual(self.output("JOIN", {"A": "x", "B": 2, "unknown": 1}), "x/3")

    def test_functions_see_no_tokens(self):
        seen = self.output("headers", {"a": 1}, {"X-Mark": "m"}, x="5")
        self.assertNotIn(self.client.token, seen)
        request = json.loads(seen)
        self.assertEqual((request["method"], request["params"], request["headers"]["x-mark"], json.loads(request["body"])),
                         ("POST", {"x": "5"}, "m", {"a": 1}))

    def test_wrong_calls(self):
        self.check_error(self.run_function("nobody"), 400, "INVALID_DATA", None, {"resource_path_index": 1})
        self.check_error(self.run_function("a;b"), 400, "INVALID_DATA")
        answer = self.run_function("join", {"a": "x", "b": "many"})
        self.assertEqual((answer.status, answer.json["code"]), (400, "function_failure"))
        self.assertIn("many", answer.json["message"])
        stranger = Client(self.server, "1000.x")
        self.addCleanup(stranger.connection.close)
        self.check_error(stranger.send("POST", "/crm/v8/functions/join/actions/execute"), 401, "INVALID_TOKEN")

    def test_api_key(self):
        key = self.server.ready["zapikey"]
        bare = Client(self.server, None)
        self.addCleanup(bare.connection.close)
        address = "/crm/v8/functions/{}/actions/execute"
        for method in ("GET", "POST"):
            answer = bare.send(method, address.format("join"), auth_type="apikey", zapikey=key, a="x", b="2")
            self.assertEqual((answer.status, answer.json["details"]["output"]), (200, "x/3"), answer.bytes)
        seen = bare.send("POST", address.format("headers"), auth_type="apikey", zapikey=key).json["details"]["output"]
        self.assertNotIn(key, seen)
        request = json.loads(seen)
        self.assertEqual((request["auth_type"], request["user_info"]["id"] != ""), ("apikey", True))
        for wrong in ({"zapikey": key + "x"}, {"zapikey": ""}, {}):
            self.check_error(bare.send("POST", address.format("join"), auth_type="apikey", **wrong), 401, "AUTHENTICATION_FAILURE")
        self.check_error(bare.send("POST", address.format("join"), zapikey=key), 401, "AUTHENTICATION_FAILURE")
        self.check_error(self.run_function("join", auth_type="basic"), 400, "INVALID_DATA", None,
                         {"param_name": "auth_type", "supported_values": ["oauth", "apikey"]})
        # The key is good for functions only.
        self.check_error(bare.send("GET", "/crm/v8/Leads", auth_type="apikey", zapikey=key), 401, "AUTHENTICATION_FAILURE")

    def test_scopes(self):
        for scope, method, status in (("ZohoCRM.functions.execute.READ", "GET", 200), ("ZohoCRM.functions.execute.READ", "POST", 401),
                                      ("ZohoCRM.functions.execute.CREATE", "POST", 200), ("ZohoCRM.modules.ALL", "POST", 401)):
            client = Client(self.server, self.client.grant(scope))
            self.addCleanup(client.connection.close)
            answer = client.send(method, "/crm/v8/functions/join/actions/execute", a="x", b="2")
            self.assertEqual(answer.status, status, (scope, method, answer.bytes))
            if status == 401:
                self.check_error(answer, 401, "OAUTH_SCOPE_MISMATCH")

    def test_a_client_that_leaves(self):
        request = (f"POST /crm/v8/functions/endless/actions/execute HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
                   f"Authorization: Bearer {self.client.token}\r\n\r\n")
        for _ in range(3):
            connection = socket.create_connection(("127.0.0.1", self.server.port))
            connection.sendall(request.encode())
            connection.close()
        self.assertEqual(self.output("join", {"a": "x", "b": 2}), "x/3")

    def test_the_server_stops_while_functions_run(self):
        server = Server(*self.flags)
        self.addCleanup(server.stop)
        client = Client(server).login()
        self.addCleanup(client.connection.close)
        client.connection.request("POST", "/crm/v8/functions/endless/actions/execute",
                                  headers={"Authorization": f"Bearer {client.token}", "Content-Length": "0"})
        begin = time.monotonic()
        server.stop()
        self.assertLess(time.monotonic() - begin, 10)
        self.assertEqual(server.process.returncode, 0)


if __name__ == "__main__":
    unittest.main()
