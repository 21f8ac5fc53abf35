"""The sample payloads that the connector's operations were described by (operation_samples.json), against the sandbox:
every input works with ids of the sandbox, every output has the sample's members and kinds of values in `shape: "tray"`."""

import json
import pathlib
import unittest

from harness import CliTest

SAMPLES = json.loads(pathlib.Path(__file__).with_name("operation_samples.json").read_text(encoding="utf-8"))
# The samples invent these; the service has other kinds of values (dates, objects, numbers).
OTHER_KINDS = {"paid_expiry", "trial_expiry", "trial_type", "privacy_settings", "mc_status", "dob", "offset"}


def differences(sample, actual, path="$"):
    """Members that the actual value lacks, and values of another kind."""
    if isinstance(sample, dict):
        if not isinstance(actual, dict):
            return [f"{path} is no object: {actual}"]
        missing = [f"{path}.{name} is missing" for name in sample if name not in actual]
        return missing + [line for name in sample if name in actual and name not in OTHER_KINDS
                          for line in differences(sample[name], actual[name], f"{path}.{name}")]
    if isinstance(sample, list):
        if not isinstance(actual, list):
            return [f"{path} is no list: {actual}"]
        return [line for each in actual[:1] if sample for line in differences(sample[0], each, f"{path}[0]")]
    if sample is None or actual is None or isinstance(sample, bool) == isinstance(actual, bool) and isinstance(sample, (int, float)) == isinstance(actual, (int, float)):
        return []
    return [f"{path} is {actual!r}, not like {sample!r}"]


class Samples(CliTest):
    @classmethod
    def setUpClass(cls):
        cls.untested = set(SAMPLES)

    @classmethod
    def tearDownClass(cls):
        assert not cls.untested, f"samples without a test: {cls.untested}"

    def setUp(self):
        super().setUp()
        server = self.start("sandbox", "serve")
        self.addCleanup(server.communicate)
        self.addCleanup(server.terminate)
        self.address = json.loads(server.stdout.readline())["api_domain"]

    def run_operation(self, name, given):
        code, output, errors = self.sluice("call", "zoho_crm", name, "--sandbox-url", self.address, "--input", json.dumps(given))
        self.assertEqual((code, errors), (0, ""))
        return json.loads(output)

    def check(self, name, **more):
        """Runs an operation with the sample's input, `more` in place of its members; gives the output."""
        self.untested.discard(name)
        output = self.run_operation(name, SAMPLES[name].get("input", {}) | {"shape": "tray"} | more)
        if "output" in SAMPLES[name]:
            self.assertEqual(differences(SAMPLES[name]["output"], output), [])
        return output

    def create(self, module, **fields):
        record = [{"name": name, "value": value} for name, value in fields.items()]
        return self.run_operation("create_specific_record", {"module_name": module, "record": record})["data"][0]["details"]["id"]

    def test_delete_records(self):
        ids = [self.create("Contacts", Last_Name=name) for name in ("A", "B")] + ["3000000009012"]
        output = self.check("delete_records", ids=ids)
        wanted = [item["message"] for item in SAMPLES["delete_records"]["output"]["data"]]
        self.assertEqual([item["message"] for item in output["data"]], wanted)
        self.assertEqual([item["details"]["id"] for item in output["data"]], ids)

    def test_organization_and_users(self):
        organisation = self.check("get_organization")["org"][0]
        self.assertEqual(list(organisation), list(SAMPLES["get_organization"]["output"]["org"][0]))
        users = self.check("list_users")["users"]
        self.check("get_user", user_id=users[0]["id"])

    def test_records(self):
        lead = self.create("Leads", Last_Name="Johnson", No_of_Employees="50", Annual_Revenue="1000000", Tag=["Potential", "Follow-up"])
        record = self.check("get_record", module_name="Leads", record_id=lead)["data"][0]
        sample = SAMPLES["get_record"]["output"]["data"][0]
        for name in ("Last_Name", "Full_Name", "No_of_Employees", "Annual_Revenue", "Email_Opt_Out", "$converted", "$approved", "$approval", "$converted_detail"):
            self.assertEqual(record[name], sample[name], name)
        output = self.check("list_records", module_name="Leads", per_page=1)
        self.assertEqual(output["data"][0]["Tag"], SAMPLES["list_records"]["output"]["data"][1]["Tag"])
        self.assertEqual(output["info"], {"per_page": 1, "count": 1, "page": 1, "more_records": True})

    def test_search(self):
        found = self.create("Leads", Last_Name="Rich", Email="rich@search.example.com", Annual_Revenue="1000001")
        self.create("Leads", Last_Name="Poor", Email="poor@search.example.com", Annual_Revenue="1000000")
        output = self.check("search_records")
        self.assertIn(found, [record["id"] for record in output["data"]])
        self.assertNotIn("Poor", [record["Last_Name"] for record in output["data"]])
        self.assertTrue(all(record["Annual_Revenue"] > 1000000 for record in output["data"]))

    def test_updates(self):
        ids = [self.create("Contacts", Last_Name=name) for name in ("A", "B")]
        records = [record | {"record_id": new} for record, new in zip(SAMPLES["update_records"]["input"]["records"], ids)]
        output = self.check("update_records", records=records)
        self.assertEqual([(item["details"]["id"], item["message"]) for item in output["data"]],
                         [(new, "Record updated successfully") for new in ids])
        contact = self.run_operation("get_record", {"module_name": "Contacts", "record_id": ids[1]})["data"][0]
        self.assertEqual((contact["First_Name"], contact["Title"]), ("Jane", "Marketing Manager"))
        output = self.check("update_specific_record", record_id=ids[0])
        self.assertEqual(output["data"][0]["message"], "Record updated successfully")
        contact = self.run_operation("get_record", {"module_name": "Contacts", "record_id": ids[0]})["data"][0]
        self.assertEqual([contact[name] for name in ("First_Name", "Last_Name", "Email", "Phone")],
                         [each["value"] for each in SAMPLES["update_specific_record"]["input"]["record"]])

    def test_metadata(self):
        for name in ("list_creatable_modules", "list_deletable_modules", "list_viewable_modules"):
            rows = self.check(name)["modules"]
            for row in SAMPLES[name]["output"]["modules"]:
                self.assertIn(row, rows, name)
        self.assertIn({"api_name": "Leads", "singular_label": "Lead", "plural_label": "Leads"}, self.check("list_upsertable_modules")["modules"])
        # The sample has Deals as convertable, which the service does not.
        rows = {row["module"]: row["convertable"] for row in self.check("list_convertable_modules")["convertable_modules"]}
        self.assertEqual([rows[name] for name in ("Leads", "Contacts", "Accounts", "Deals")], [True, False, False, False])
        fields = self.check("list_fields")["fields"]
        for field in SAMPLES["list_fields"]["output"]["fields"]:
            self.assertIn(field, fields)
        contact = self.create("Contacts", First_Name="John", Last_Name="Doe")
        self.assertEqual(self.check("list_record_ids", module_name="Contacts")["result"][0], {"text": "John Doe", "value": contact})


if __name__ == "__main__":
    unittest.main()
