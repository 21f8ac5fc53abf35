"""--sandbox: scripts and operations against a local CRM, without anything to sign up for."""

import json
import pathlib
import unittest

from harness import CliTest

SCRIPT = pathlib.Path(__file__).resolve().parent.parent.parent / "scripts" / "lead_to_deal.deluge"
MARK = "// expect: "
EXPECTED = "".join(line.removeprefix(MARK) for line in SCRIPT.open(encoding="utf-8") if line.startswith(MARK))


class Sandbox(CliTest):
    def test_the_main_job(self):
        self.assertEqual(EXPECTED.count("\n"), 4)
        self.check_output(EXPECTED, "run", "--sandbox", str(SCRIPT))
        # Neither records nor connections stay.
        self.check_output(EXPECTED, "run", "--sandbox", str(SCRIPT))
        self.assertEqual([path.name for path in self.path.iterdir()], [])

    def test_operations(self):
        code, output, errors = self.sluice("call", "zoho_crm", "list_records", "--sandbox", "--input", '{"module_name":"Leads"}')
        self.assertEqual((code, errors), (0, ""))
        self.assertTrue(json.loads(output)["data"])

    def test_data_that_stays(self):
        create = 'zoho.crm.createRecord("Leads", {"Last_Name":"Kept"});'
        search = 'info zoho.crm.searchRecords("Leads", "(Last_Name:equals:Kept)").size();'
        self.check_output("", "-e", "x = " + create, "--sandbox-data", "kept")
        self.check_output("1\n", "-e", search, "--sandbox-data", "kept")
        self.check_output("0\n", "-e", search, "--sandbox")

    def test_a_folder_that_is_in_use(self):
        server = self.start("sandbox", "serve", "--data", "kept")
        for stream in (server.stdin, server.stdout, server.stderr):
            self.addCleanup(stream.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        server.stdout.readline()
        code, output, errors = self.sluice("-e", "info 1;", "--sandbox-data", "kept")
        self.assertEqual((code, output), (1, ""))
        self.assertIn("another sandbox uses the data folder 'kept'", errors)
        self.assertIn("--sandbox-url", errors)

    def test_seeds_that_are_refused(self):
        self.write("seed.json", '{"record": {}}')
        self.check_usage("did you mean 'records'?", "sandbox", "serve", "--seed", "seed.json")
        self.check_output("1\n", "-e", "info 1;", "--sandbox-data", "kept")
        self.check_usage("holds an organisation already", "sandbox", "serve", "--data", "kept", "--seed", "demo")

    def test_one_that_runs_already(self):
        server = self.start("sandbox", "serve", "--seed", "empty")
        self.addCleanup(server.communicate)
        self.addCleanup(server.terminate)
        address = json.loads(server.stdout.readline())["api_domain"]
        create = 'info zoho.crm.createRecord("Leads", {"Last_Name":"Seen"}).containKey("id");'
        self.check_output("true\n", "-e", create, "--sandbox-url", address)
        self.check_output("1\n", "-e", 'info zoho.crm.getRecords("Leads").size();', "--sandbox-url", address)

    def test_connections_of_a_sandbox_are_not_the_users(self):
        for command in (("connections", "list"), ("connectors", "list"), ("doctor",)):
            self.assertEqual(self.sluice(*command, "--sandbox-data", "kept")[0], 0, command)
        self.assertIn("kept/store", self.sluice("doctor", "--sandbox-data", "kept")[1])
        self.assertIn("zoho_crm", self.sluice("connections", "list", "--sandbox")[1])
        code, output, errors = self.sluice("connections", "revoke", "zoho_crm", "--sandbox")
        self.assertEqual((code, output), (0, "Revoked zoho_crm\n"), errors)
        self.assertEqual([str(file) for file in self.path.rglob("*.db") if ".local" in str(file)], [])

    def test_commands_about_connections_have_no_flags_of_runs(self):
        for flag, value in (("--now", "2026-03-01"), ("--limits", "crm"), ("--timeout", "1")):
            self.check_usage(f"unknown option '{flag}'", "connections", "list", flag, value)
            self.check_usage(f"unknown option '{flag}'", "doctor", flag, value)

    def test_wrong_addresses(self):
        self.check_usage("is not the address of a sandbox", "-e", "info 1;", "--sandbox-url", "nonsense")
        self.check_usage("No sandbox answers", "-e", "info 1;", "--sandbox-url", "http://127.0.0.1:1")

    def test_other_addresses_stay_closed(self):
        code, _, errors = self.sluice("-e", 'info getUrl("http://127.0.0.1:9/");', "--sandbox")
        self.assertEqual(code, 5, errors)


if __name__ == "__main__":
    unittest.main()
