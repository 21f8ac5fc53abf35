"""Every error code of the service's documentation: all on demand, and those that requests run into by themselves."""

import io
import json
import pathlib
import tempfile
import unittest
import zipfile

from harness import Client, SandboxTest, multipart

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
        FEATURE_NOT_SUPPORTED LICENSE_LIMIT_EXCEEDED INVALID_FILE_FORMAT VIRUS_DETECTED
        failure_in_attachment_handling MANDATORY_FIELDS_NOT_MAPPED INVALID_FIELD INVALID_FORMAT INVALID_FILE_ID HEADER_LIMIT_EXCEEDED
        COLUMN_INDEX_NOT_FOUND MODULE_NOT_AVAILABLE ROLLBACK_PERFORMED PROCESSING_STOPPED INVALID_REFERENCE LOOPING_FOUND""",
    401: "AUTHENTICATION_FAILURE INVALID_TOKEN OAUTH_SCOPE_MISMATCH",
    403: "NO_PERMISSION NOT_ALLOWED CANNOT_PERFORM_ACTION FEATURE_NOT_ENABLED TERRITORY_NOT_ENABLED",
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

    def test_criteria(self):
        def read(criteria):
            query = {"query": {"module": {"api_name": "Leads"}, "fields": ["City"], "criteria": criteria}}
            return self.client.send("POST", "/crm/bulk/v8/read", query, {"Content-Type": "application/json"})
        city = {"api_name": "City"}
        self.assertEqual(read({"field": city, "comparator": "equal", "value": "x"}).status, 201)
        place = lambda name, path="$.query.criteria": {"api_name": name, "json_path": f"{path}.{name}"}
        self.check_error(read({"comparator": "equal", "value": "x"}), 400, "EXPECTED_FIELD_MISSING", "Specify atleast one field",
                         {"expected_fields": [place("field")]})
        inner = "$.query.criteria.group[1]"
        self.check_error(read({"group_operator": "and", "group": [{"field": city, "comparator": "equal", "value": "x"}, {"field": city, "value": "x"}]}),
                         400, "DEPENDENT_FIELD_MISSING", "dependent field is missing", {**place("comparator", inner), "dependee": place("field", inner)})
        self.check_error(read({"field": city, "comparator": "equal"}), 400, "DEPENDENT_FIELD_MISSING", None,
                         {**place("value"), "dependee": place("field")})
        answer = read({"field": city, "comparator": "equals", "value": "x"})
        self.check_error(answer, 400, "INVALID_DATA")
        self.assertIn("equal", answer.json["details"]["supported_values"])

    def test_large_uploads(self):
        body, kind = multipart([("file", "a.zip", b"x" * (25 * 1024 * 1024 + 1))])
        self.check_error(self.client.crm("POST", "upload", body, headers={"Content-Type": kind}), 413, "FILE_TOO_LARGE")


class Requests(SandboxTest):
    """What other requests run into. Messages and details as the service's reference has them."""

    def test_search_for_what_a_module_has_not(self):
        for module, parameter in (("Quotes", "email"), ("Products", "phone")):
            for path in (f"{module}/search", f"{module}/actions/count"):
                self.check_error(self.client.crm("GET", path, **{parameter: "1"}), 400, "FIELD_TYPE_UNAVAILABLE",
                                 "this data type is not found in this module", {})

    def test_calls_without_duration(self):
        call = {"Subject": "c", "Call_Type": "Inbound", "Call_Start_Time": "2026-01-31T10:00:00+00:00", "Call_Duration": "00:00"}
        item = self.client.crm("POST", "Calls", {"data": [call]}).json["data"][0]
        place = lambda name: {"api_name": name, "json_path": f"$.data[0].{name}"}
        self.check_item(item, "DEPENDENT_MISMATCH", "Call Duration can not be zero.", {**place("Call_Duration"), "dependee": place("Call_Type")})
        made = self.client.insert("Calls", {**call, "Call_Duration": "00:20"})
        item = self.client.crm("PUT", f"Calls/{made}", {"data": [{"Call_Duration": "0"}]}).json["data"][0]
        self.check_item(item, "DEPENDENT_MISMATCH")
        self.client.insert("Calls", {**call, "Call_Type": "Missed"})

    def test_methods_of_no_route(self):
        for method in ("HEAD", "OPTIONS"):
            answer = self.client.crm(method, "org")
            self.assertEqual(answer.status, 405, method)
            if answer.bytes:
                self.check_error(answer, 405, "METHOD_NOT_ALLOWED")
        self.check_error(self.client.crm("PATCH", "org"), 400, "INVALID_REQUEST_METHOD")

    def test_territories(self):
        for path in ("settings/territories", "Leads?fields=id&territory_id=17"):
            self.check_error(self.client.crm("GET", path), 403, "TERRITORY_NOT_ENABLED", "the territory feature is not enabled", {})

    def test_users_of_a_query(self):
        self.check_error(self.client.crm("GET", "users", query_id="17"), 400, "DEPENDENT_PARAM_MISSING", "Dependent Param missing",
                         {"dependee": {"param_name": "child_data"}, "param_name": "query_id"})
        self.check_error(self.client.crm("GET", "users", query_id="17", child_data="{}"), 400, "INVALID_DATA", "Invalid queryId",
                         {"param_name": "query_id"})

    def test_what_only_administrators_may(self):
        roles = self.client.crm("GET", "settings/roles").json["roles"]
        standard = next(one for one in self.client.crm("GET", "settings/profiles").json["profiles"] if one["name"] == "Standard")
        new = {"last_name": "S", "email": "s@example.com", "role": roles[0]["id"], "profile": standard["id"]}
        user = self.client.crm("POST", "users", {"users": [new]}).json["users"][0]["details"]["id"]
        other = Client(self.server, self.client.grant("ZohoCRM.users.ALL,ZohoCRM.modules.ALL", user=user))
        self.addCleanup(other.connection.close)
        for method, path, what in (("POST", "users", "add new users"), ("PUT", f"users/{user}", "update users"), ("DELETE", f"users/{user}", "delete users")):
            self.check_error(other.crm(method, path, {"users": [new]}), 400, "AUTHORIZATION_FAILED", "User does not have sufficient privilege to " + what)
        self.check_error(other.crm("GET", "Notes", fields="id"), 403, "NOT_SUPPORTED", "This API is supported only for admin users")
        self.assertIn(other.crm("GET", "Leads", fields="id").status, (200, 204))

    def test_tags_without_a_name(self):
        lead = self.client.insert("Leads", {"Last_Name": "x"})
        item = self.client.crm("POST", f"Leads/{lead}/actions/add_tags", {"tags": [{"color_code": "#57B1FD"}]}).json["data"][0]
        self.check_item(item, "EXPECTED_FIELD_MISSING", None,
                        {"expected_fields": [{"api_name": name, "json_path": f"$.tags[*].{name}"} for name in ("name", "id")]})

    def test_files(self):
        lead = self.client.insert("Leads", {"Last_Name": "x"})
        place = f"Leads/{lead}/Attachments"
        virus = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
        body, kind = multipart([("file", "eicar.com", virus)])
        for path in (place, "files"):
            self.check_error(self.client.crm("POST", path, body, headers={"Content-Type": kind}), 400, "VIRUS_DETECTED")
        self.check_error(self.client.crm("POST", place, body[:-20], headers={"Content-Type": kind}), 400, "INVALID_REQUEST")
        self.check_error(self.client.crm("POST", place, attachmentUrl="example"), 400, "INVALID_URL_PATTERN",
                         "the given attachment URL is incorrect", {})
        self.assertEqual(self.client.crm("GET", place, fields="id").status, 204)


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
