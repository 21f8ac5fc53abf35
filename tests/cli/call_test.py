"""sluice call: one operation of a connector from the command line."""

import json
import unittest

from harness import CliTest


class Call(CliTest):
    def test_help_starts_with_examples(self):
        code, output, _ = self.sluice("call", "--help")
        self.assertEqual(code, 0)
        self.assertTrue(output.startswith("Calls one operation of a connector."))
        self.assertIn("sluice call zoho_crm list_records", output)

    def test_unknown_names(self):
        self.check_usage("did you mean 'list_records'?", "call", "zoho_crm", "list_record")
        self.check_usage("The connector 'acme' has no operations", "call", "acme", "list")
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


if __name__ == "__main__":
    unittest.main()
