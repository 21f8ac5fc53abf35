"""Every field of every module refuses what is not of its type, and what is too long, by its own name."""

import unittest

from harness import SandboxTest

# What no field of the type takes.
WRONG = {"text": 5, "textarea": {"a": 1}, "email": "no mail", "phone": {"a": 1}, "website": 5, "picklist": {"a": 1}, "integer": "many",
         "bigint": "x", "double": "x", "currency": "x", "percent": "x", "boolean": "maybe", "date": "2020-13-45", "datetime": "yesterday",
         "lookup": {"id": "nope"}, "ownerlookup": {"id": "1"}, "userlookup": {"id": "1"}, "multiselectpicklist": "x", "subform": "x",
         "profileimage": None, "layout": None}
LONG = {"text": "x", "textarea": "x", "phone": "1", "website": "x"}
RIGHT = {"text": "x", "textarea": "x", "email": "a@example.com", "phone": "1", "picklist": "x", "date": "2026-01-31", "integer": 1,
         "datetime": "2026-01-31T10:00:00+00:00", "currency": 1, "double": 1, "boolean": True,
         "jsonarray": [{"from_range": 1, "to_range": 10, "discount": 5}]}
# Their records begin with files, not with fields.
WITHOUT_INSERT = ("Attachments",)


class Fields(SandboxTest):
    def setUp(self):
        super().setUp()
        self.targets = {}

    def fields(self, module):
        return self.client.crm("GET", "settings/fields", module=module).json["fields"]

    def modules(self):
        for module in self.client.crm("GET", "settings/modules").json["modules"]:
            if module["creatable"] and module["api_supported"] and module["api_name"] not in WITHOUT_INSERT:
                yield module["api_name"], self.fields(module["api_name"])

    def target(self, module):
        """The id of a record of that module with the least that it needs."""
        if module not in self.targets:
            self.targets[module] = self.client.insert(module, self.least(self.fields(module)))
        return self.targets[module]

    def least(self, fields, but=None):
        return {field["api_name"]: self.right(field) for field in fields
                if field["system_mandatory"] and field is not but and not field["read_only"]}

    def right(self, field):
        kind = field["data_type"]
        if kind == "subform":
            return [{"Product_Name": {"id": self.target("Products")}, "Quantity": 1}]
        if field["api_name"] == "Parent_Id":
            return {"module": {"api_name": "Leads"}, "id": self.target("Leads")}
        if kind == "lookup":
            return {"id": self.target(field["lookup"]["module"]["api_name"])}
        return RIGHT[kind]

    def item(self, module, fields, field, value):
        record = {field["api_name"]: value, **self.least(fields, field)}
        return self.client.crm("POST", module, {"data": [record]}).json["data"][0]

    def writable(self, fields, kinds):
        return [field for field in fields if not field["read_only"] and field["data_type"] in kinds and field["api_name"] != "id"]

    def test_wrong_types(self):
        tested = 0
        for module, fields in self.modules():
            for field in self.writable(fields, [kind for kind, wrong in WRONG.items() if wrong is not None]):
                if field["api_name"] in ("Parent_Id", "Tag"):
                    continue
                item = self.item(module, fields, field, WRONG[field["data_type"]])
                with self.subTest(module=module, field=field["api_name"], item=item):
                    self.assertEqual((item["code"], item["details"].get("api_name")), ("INVALID_DATA", field["api_name"]))
                    self.assertEqual(item["details"]["json_path"], "$.data[0]." + field["api_name"])
                tested += 1
        self.assertGreater(tested, 300)

    def test_longer_than_the_field(self):
        tested = 0
        for module, fields in self.modules():
            for field in self.writable(fields, LONG):
                limit = field["length"]
                if field["api_name"] == "Tag" or not limit:
                    continue
                item = self.item(module, fields, field, LONG[field["data_type"]] * (limit + 1))
                with self.subTest(module=module, field=field["api_name"], item=item):
                    self.assertEqual((item["code"], item["details"].get("api_name")), ("INVALID_DATA", field["api_name"]))
                    self.assertEqual(item["details"]["maximum_length"], limit)
                tested += 1
        self.assertGreater(tested, 150)

    def test_mandatory_fields(self):
        for module, fields in self.modules():
            mandatory = [field["api_name"] for field in fields if field["system_mandatory"] and not field["read_only"]]
            item = self.client.crm("POST", module, {"data": [{}]}).json["data"][0]
            with self.subTest(module=module, item=item):
                if mandatory:
                    self.assertEqual(item["code"], "MANDATORY_NOT_FOUND")
                    self.assertIn(item["details"]["api_name"], mandatory)


if __name__ == "__main__":
    unittest.main()
