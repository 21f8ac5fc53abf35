"""sluice call: one operation of a connector from the command line."""

import json
import unittest

import services
from harness import CliTest


class Call(CliTest):
    def test_help_starts_with_examples(self):
        code, output, _ = self.sluice("call", "--help")
        self.assertEqual(code, 0)
        self.assertTrue(output.startswith("Calls one operation of a connector."))
        self.assertIn("sluice call zoho_crm list_records", output)

    def test_unknown_names(self):
        self.check_usage("did you mean 'list_records'?", "call", "zoho_crm", "list_record")
        self.check_usage("There is no connector 'acme'", "call", "acme", "list")
        self.check_usage("OPERATION is required", "call", "zoho_crm")

    def test_input_is_read_from_everywhere_and_checked(self):
        self.check_usage("--input is not JSON", "call", "zoho_crm", "list_records", "--input", "{module")
        self.check_usage("--input is a JSON object", "call", "zoho_crm", "list_records", "--input", "[1]")
        self.check_usage("Cannot read none.json", "call", "zoho_crm", "list_records", "--input", "@none.json")
        wanted = "list_records failed: INVALID_INPUT: sort_order must be one of asc,desc"
        text = '{"module_name":"Leads","sort_order":"up"}'
        for words, stdin in ((("--input", text), ""), (("--input", "@" + self.write("q.json", text)), ""),
                             (("--input", "-"), text)):
            code, output, errors = self.sluice("call", "zoho_crm", "list_records", *words, stdin=stdin)
            self.assertEqual((code, output), (1, ""))
            self.assertIn(wanted, errors)

    def test_failures_as_json(self):
        code, output, errors = self.sluice("call", "zoho_crm", "list_records", "--json")
        self.assertEqual((code, errors), (1, ""))
        self.assertEqual(json.loads(output), {"http_status": 0, "code": "MISSING_INPUT", "message": "module_name is missing",
                                              "details": {"path": "module_name"}})

    def test_a_connection_that_nobody_authorised(self):
        code, output, errors = self.sluice("call", "zoho_crm", "get_organization")
        self.assertEqual((code, output), (3, ""))
        self.assertIn("sluice connections authorize zoho_crm", errors)

    def test_operations_of_a_connectors_own_file(self):
        server = services.Server()
        self.addCleanup(server.stop)
        host = server.url("").removeprefix("http://").rstrip("/")
        self.write("sluice.toml", f'[egress]\nallow = ["{host}"]\n')
        self.write("acme.toml", f'''[connector]
link = "acme"
base_url = "http://{host}"
allowed_hosts = ["127.0.0.1"]
[auth]
type = "bearer"
[[operation]]
name = "add"
method = "POST"
path = "/echo?m={{module}}"
query = {{ page = "p" }}
result = "method"
''')
        self.assertEqual(self.sluice("connectors", "add", "acme.toml")[0], 0)
        self.assertEqual(self.sluice("connections", "create", "acme", "--connector", "acme")[0], 0)
        self.assertEqual(self.sluice("connections", "authorize", "acme", "--token-stdin", stdin="T0KEN\n")[0], 0)
        shown = json.loads(self.sluice("connectors", "show", "acme", "--json")[1])
        self.assertEqual([(each["name"], each["path"]) for each in shown["operations"]], [("add", "/echo?m={module}")])
        given = '{"module":"Cars","page":2,"Name":"Truck"}'
        self.check_output('"POST"\n', "call", "acme", "add", "--input", given)
        seen = server.seen[-1]
        self.assertEqual((seen["path"], json.loads(seen["body"]), seen["headers"]["Authorization"]),
                         ("/echo?m=Cars&p=2", {"Name": "Truck"}, "Bearer T0KEN"))
        self.check_output('200 "POST"\n', "-e", f'r = zoho.crm.invokeConnector("acme.add",{given});'
                                                'info r.get("status_code") + " " + r.get("response");')
        self.check_usage("did you mean 'add'?", "call", "acme", "adds")


if __name__ == "__main__":
    unittest.main()
