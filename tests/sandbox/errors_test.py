"""Every error code of the service's documentation: all on demand, and those that requests run into by themselves."""

import io
import json
import pathlib
import tempfile
import unittest
import zipfile

from harness import SandboxTest, multipart

# Status by code, from the tables of the service's documentation (crm-rest.md §4.2, §20, §21).
CODES = {
    400: """AUTHORIZATION_FAILED INVALID_REQUEST_METHOD INVALID_REQUEST INVALID_HOST API_NOT_SUPPORTED INVALID_MODULE INVALID_DATA
        MANDATORY_NOT_FOUND REQUIRED_PARAM_MISSING EXPECTED_PARAM_MISSING EXPECTED_FIELD_MISSING REQUIRED_DATA_NOT_FOUND
        MINIMUM_DATA_NOT_FOUND DEPENDENT_FIELD_MISSING DEPENDENT_MISMATCH DEPENDENT_SERVICE_ERROR DEPENDENT_PARAM_MISSING DUPLICATE_DATA
        MULTIPLE_OR_MULTI_ERRORS LIMIT_EXCEEDED LIMIT_REACHED PATTERN_NOT_MATCHED UNABLE_TO_PARSE_DATA_TYPE JSON_PARSE_ERROR
        REQUEST_BODY_NOT_READABLE REQUEST_BODY_IS_EMPTY AMBIGUITY_DURING_PROCESSING TOKEN_BOUND_DATA_MISMATCH EXPIRED_VALUE
        DISCRETE_PAGINATION_LIMIT_EXCEEDED PAGINATION_LIMIT_EXCEEDED INVALID_QUERY SYNTAX_ERROR CRITERIA_LIMIT_EXCEEDED
        FIELD_TYPE_UNAVAILABLE DUPLICATE_ALIAS INVALID_ALIAS NOT_SUPPORTED CANNOT_PROCESS CANNOT_DELETE ALREADY_USED ALREADY_SCHEDULED
        ID_ALREADY_CONVERTED CONVERTED_RECORD MAPPING_MISMATCH RECORD_LOCKED RECORD_IN_BLUEPRINT NOT_APPROVED NOT_REVIEWED
        FEATURE_NOT_SUPPORTED TERRITORY_NOT_ENABLED LICENSE_LIMIT_EXCEEDED INVALID_FILE_FORMAT VIRUS_DETECTED
        failure_in_attachment_handling MANDATORY_FIELDS_NOT_MAPPED INVALID_FIELD INVALID_FORMAT INVALID_FILE_ID HEADER_LIMIT_EXCEEDED
        COLUMN_INDEX_NOT_FOUND MODULE_NOT_AVAILABLE ROLLBACK_PERFORMED PROCESSING_STOPPED INVALID_REFERENCE LOOPING_FOUND""",
    401: "AUTHENTICATION_FAILURE INVALID_TOKEN OAUTH_SCOPE_MISMATCH",
    403: "NO_PERMISSION NOT_ALLOWED CANNOT_PERFORM_ACTION FEATURE_NOT_ENABLED",
    404: "INVALID_URL_PATTERN URL_RULE_NOT_CONFIGURED RESOURCE_NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    408: "REQUEST_TIMEOUT",
    412: "ALREADY_MODIFIED",
    413: "FILE_SIZE_MORE_THAN_ALLOWED_SIZE FILE_TOO_LARGE",
    415: "MEDIA_TYPE_NOT_SUPPORTED",
    429: "TOO_MANY_REQUESTS RATE_LIMIT_EXCEEDED",
    500: "INTERNAL_ERROR INTERNAL_SERVER_ERROR",
    503: "SERVICE_UNAVAILABLE",
}


class OnDemand(SandboxTest):
    def test_every_code(self):
        for status, codes in CODES.items():
            for code in codes.split():
                answer = self.client.crm("GET", "org", headers={"X-Sandbox-Fault": "code=" + code})
                self.check_error(answer, status, code)
                self.assertEqual(answer.json["details"], {})
                self.assertTrue(answer.json["message"])

    def test_planned_and_with_another_status(self):
        plan = lambda **fault: self.client.send("POST", "/__sandbox/faults", fault)
        self.assertEqual(plan(path="/Leads", code="RECORD_LOCKED").status, 200)
        self.check_error(self.client.crm("GET", "Leads", fields="id"), 400, "RECORD_LOCKED",
                         "You cannot perform this operation as the record is locked.")
        self.assertEqual(plan(code="NOT_SUPPORTED", status=403).status, 200)
        self.check_error(self.client.crm("GET", "org"), 403, "NOT_SUPPORTED")
        self.assertIn("no error has the code 'NONSENSE'", plan(code="NONSENSE").bytes.decode())
        self.check_error(self.client.crm("GET", "org", headers={"X-Sandbox-Fault": "code=NONSENSE"}), 400, "INVALID_REQUEST")


class Bulk(SandboxTest):
    def upload(self, *rows):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("rows.csv", "".join(row + "\n" for row in rows))
        body, kind = multipart([("file", "rows.zip", packed.getvalue())])
        return self.client.crm("POST", "upload", body, headers={"Content-Type": kind}).json["details"]["file_id"]

    def write(self, file_id, mappings, module="Leads"):
        job = {"operation": "insert", "resource": [{"type": "data", "module": {"api_name": module}, "file_id": file_id,
               "field_mappings": mappings}]}
        return self.client.send("POST", "/crm/bulk/v8/write", job)

    def test_bodies(self):
        for path in ("read", "write"):
            for body, code in (("", "REQUEST_BODY_IS_EMPTY"), ("{", "JSON_PARSE_ERROR"), ("[]", "REQUEST_BODY_NOT_READABLE")):
                answer = self.client.send("POST", "/crm/bulk/v8/" + path, body, {"Content-Type": "application/json"})
                self.check_error(answer, 400, code)

    def test_jobs(self):
        name = {"api_name": "Last_Name", "index": 0}
        file_id = self.upload("Last_Name", "Hart")
        self.assertEqual(self.write(file_id, [name]).status, 201)
        for code, answer in (("MODULE_NOT_AVAILABLE", self.write(file_id, [name], "Nothing")),
                             ("INVALID_FILE_ID", self.write("17", [name])),
                             ("INVALID_FORMAT", self.write(self.upload(), [name])),
                             ("HEADER_LIMIT_EXCEEDED", self.write(self.upload(",".join(["x"] * 201)), [name])),
                             ("INVALID_FIELD", self.write(file_id, [{"api_name": "Nonsense", "index": 0}])),
                             ("COLUMN_INDEX_NOT_FOUND", self.write(file_id, [{"api_name": "Last_Name", "index": 7}])),
                             ("MANDATORY_FIELDS_NOT_MAPPED", self.write(file_id, [{"api_name": "City", "index": 0}])),
                             ("MANDATORY_FIELDS_NOT_MAPPED", self.write(self.upload("Nonsense", "x"), []))):
            self.assertEqual((answer.status, answer.json["code"]), (400, code), answer.bytes)


class Others(SandboxTest):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="sluice-sandbox-")
        cls.addClassCleanup(folder.cleanup)
        seed = pathlib.Path(folder.name) / "seed.json"
        unique = lambda name: {"api_name": name, "data_type": "text", "unique": True}
        seed.write_text(json.dumps({"modules": [{"api_name": "Cars", "singular_label": "Car", "plural_label": "Cars",
                                                 "fields": [unique("Plate"), unique("Frame")]}]}), encoding="utf-8")
        cls.flags = ("--seed", str(seed))
        super().setUpClass()

    def test_several_duplicates(self):
        self.client.insert("Cars", {"Name": "a", "Plate": "P1", "Frame": "F1"})
        item = self.client.crm("POST", "Cars", {"data": [{"Name": "b", "Plate": "p1", "Frame": "f1"}]}).json["data"][0]
        self.check_item(item, "MULTIPLE_OR_MULTI_ERRORS", "Multiple errors in the request")
        self.assertEqual([(one["code"], one["details"]["api_name"]) for one in item["details"]["errors"]],
                         [("DUPLICATE_DATA", "Plate"), ("DUPLICATE_DATA", "Frame")])

    def test_aliases(self):
        query = lambda text: self.client.crm("POST", "coql", {"select_query": text})
        self.check_error(query("select Last_Name as 'a b!' from Leads where id is not null"), 400, "INVALID_ALIAS")

    def test_users(self):
        users = self.client.crm("GET", "users", type="AllUsers").json["users"]
        roles = {name: self.client.crm("GET", "settings/" + name).json[name][0]["id"] for name in ("roles", "profiles")}
        add = lambda i: self.client.crm("POST", "users", {"users": [{"last_name": f"U{i}", "email": f"u{i}@example.com",
                                                                     "role": roles["roles"], "profile": roles["profiles"]}]})
        bought = self.client.crm("GET", "org").json["org"][0]["license_details"]["users_license_purchased"]
        added = [add(i) for i in range(len(users), bought + 1)]
        self.assertEqual([answer.status for answer in added], [201] * (len(added) - 1) + [400])
        item = added[-1].json["users"][0]
        self.check_item(item, "LICENSE_LIMIT_EXCEEDED", None, {"limit": bought})
        self.check_error(self.client.crm("DELETE", "users/" + users[0]["id"]), 400, "CANNOT_DELETE")

    def test_parts_that_refer_to_each_other(self):
        part = lambda number, other: {"sub_request_id": number, "method": "GET", "uri": f"/crm/v8/Leads/@{{{other}:$.data[0].id}}"}
        for parts in ([part("1", "1")], [part("1", "2"), part("2", "3"), part("3", "1")]):
            answer = self.client.crm("POST", "__composite_requests", {"__composite_requests": parts})
            self.check_error(answer, 400, "LOOPING_FOUND", None, {"sub_request_id": "1"})


if __name__ == "__main__":
    unittest.main()
