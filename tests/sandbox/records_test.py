"""Records: insert, read, list, update, upsert, delete, in v8 and as older versions have it."""

import unittest

from harness import Client, SandboxTest, Server


class Insert(SandboxTest):
    def test_answers_with_stamps(self):
        answer = self.client.crm("POST", "Leads", {"data": [{"Last_Name": "Hart", "Email": "a@example.com"}]})
        self.assertEqual(answer.status, 201)
        self.assertEqual(answer.headers["Content-Type"], "application/json;charset=UTF-8")
        item = answer.json["data"][0]
        self.check_item(item, "SUCCESS", "record added")
        self.assertEqual(set(item["details"]), {"Modified_Time", "Modified_By", "Created_Time", "id", "Created_By", "$approval_state"})
        self.assertRegex(item["details"]["id"], r"^\d{17,19}$")
        self.assertRegex(item["details"]["Created_Time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$")
        v2 = self.client.crm("POST", "Leads", {"data": [{"Last_Name": "Hart"}]}, version="v2").json["data"][0]
        self.assertNotIn("$approval_state", v2["details"])

    def test_what_is_kept(self):
        lead = {"Last_Name": "Moreno", "First_Name": "Lucía", "Annual_Revenue": 1250000.5, "No_of_Employees": 12,
                "Email_Opt_Out": True, "Lead_Source": "Online Store", "Unknown": 1, "$something": 2, "Created_Time": "1999-01-01"}
        record = self.client.record("Leads", self.client.insert("Leads", lead))
        self.assertEqual((record["Full_Name"], record["Annual_Revenue"], record["No_of_Employees"]), ("Lucía Moreno", 1250000.5, 12))
        self.assertEqual((record["Lead_Source"], record["Email_Opt_Out"], record["Company"]), ("Online Store", True, None))
        self.assertEqual(record["Owner"]["email"], "maya.chen@example.com")
        self.assertNotIn("Unknown", record)
        self.assertFalse(record["Created_Time"].startswith("1999"))
        self.assertEqual(record["$approval_state"], "approved")

    def test_mixed_batches(self):
        body = {"data": [{"Last_Name": "One"}, {"First_Name": "Two"}]}
        answer = self.client.crm("POST", "Leads", body)
        self.assertEqual(answer.status, 207)
        self.check_item(answer.json["data"][0], "SUCCESS")
        self.check_item(answer.json["data"][1], "MANDATORY_NOT_FOUND", "required field not found",
                        {"api_name": "Last_Name", "json_path": "$.data[1].Last_Name"})
        answer = self.client.crm("POST", "Leads", {"data": [{"First_Name": "Two"}]}, version="v2")
        self.assertEqual((answer.status, answer.json["data"][0]["details"]), (400, {"api_name": "Last_Name"}))

    def test_wrong_values(self):
        for field, value, detail in [
                ("Email", "not an address", {"expected_data_type": "email"}), ("Email", 5, {"expected_data_type": "email"}),
                ("Last_Name", 5, {"expected_data_type": "text"}), ("First_Name", "x" * 41, {"maximum_length": 40}),
                ("No_of_Employees", "12", {"expected_data_type": "integer"}), ("No_of_Employees", 1234567890, {"maximum_length": 9}),
                ("Annual_Revenue", "1", {"expected_data_type": "double"}), ("Annual_Revenue", 1e17, {"maximum_length": 16}),
                ("Email_Opt_Out", "true", {"expected_data_type": "boolean"}), ("Tag", "x", {"expected_data_type": "jsonarray"}),
                ("Last_Visited_Time", "yesterday", {"expected_data_type": "datetime"}), ("Phone", "12<34", {"expected_data_type": "phone"})]:
            answer = self.client.crm("POST", "Leads", {"data": [{"Last_Name": "x", field: value}]})
            self.assertEqual(answer.status, 400, (field, answer.bytes))
            self.check_item(answer.json["data"][0], "INVALID_DATA", "invalid data",
                            {"api_name": field, "json_path": f"$.data[0].{field}", **detail})

    def test_wrong_bodies(self):
        post = lambda body: self.client.crm("POST", "Leads", body)
        for body in ("", "{", "[]", "nonsense", "\x00", "[" * 100000):
            self.check_error(post(body), 400, "INVALID_DATA", "body", {"expected_data_type": "jsonobject"})
        self.check_error(post({}), 400, "MANDATORY_NOT_FOUND", None, {"api_name": "data", "json_path": "$.data"})
        for data in ({}, [], "x", None):
            self.check_error(post({"data": data}), 400, "INVALID_DATA")
        answer = post({"data": [{"Last_Name": "x"}] * 101})
        self.check_error(answer, 400, "LIMIT_EXCEEDED", None, {"maximum_length": 100, "api_name": "data"})
        self.check_item(post({"data": [5]}).json["data"][0], "INVALID_DATA")

    def test_lookups(self):
        account = self.client.insert("Accounts", {"Account_Name": "Acme"})
        for given in ({"id": account}, {"id": account, "name": "?"}, account, int(account)):
            contact = self.client.insert("Contacts", {"Last_Name": "x", "Account_Name": given})
            self.assertEqual(self.client.record("Contacts", contact)["Account_Name"], {"name": "Acme", "id": account})
        for given in ({"name": "Acme"}, "Acme", {"id": contact}, {"id": "1"}):
            answer = self.client.crm("POST", "Contacts", {"data": [{"Last_Name": "x", "Account_Name": given}]})
            self.check_item(answer.json["data"][0], "INVALID_DATA", "the id given seems to be invalid")

    def test_line_items_add_up(self):
        product = self.client.insert("Products", {"Product_Name": "Sensor", "Product_Code": "S1", "Unit_Price": 10})
        items = [{"Product_Name": {"id": product}, "Quantity": 3}, {"Product_Name": product, "Quantity": 2, "List_Price": 5.5, "Discount": 1}]
        quote = self.client.record("Quotes", self.client.insert("Quotes", {"Subject": "q", "Quoted_Items": items, "Adjustment": 2}))
        self.assertEqual([row["Net_Total"] for row in quote["Quoted_Items"]], [30, 10])
        self.assertEqual((quote["Sub_Total"], quote["Grand_Total"]), (40, 42))
        self.assertEqual(quote["Quoted_Items"][0]["Product_Name"], {"name": "Sensor", "id": product, "Product_Code": "S1"})
        answer = self.client.crm("POST", "Quotes", {"data": [{"Subject": "q", "Quoted_Items": [{"Quantity": 1}]}]})
        self.assertEqual(answer.json["data"][0]["details"]["json_path"], "$.data[0].Quoted_Items[0].Product_Name")

    def test_every_module_answers(self):
        modules = self.client.crm("GET", "settings/modules").json["modules"]
        tabs = [one["api_name"] for one in modules if one["api_supported"] and one["creatable"] and one["viewable"]]
        self.assertGreaterEqual(len(tabs), 19)
        for name in tabs:
            self.assertIn(self.client.crm("GET", name, fields="id").status, (200, 204), name)


class Read(SandboxTest):
    def test_fields(self):
        lead = self.client.insert("Leads", {"Last_Name": "Hart", "City": "Leeds"})
        self.assertEqual(self.client.record("Leads", lead, fields="City,Nothing,Last_Name"),
                         {"City": "Leeds", "Last_Name": "Hart", "id": lead})
        self.check_error(self.client.crm("GET", "Leads"), 400, "REQUIRED_PARAM_MISSING", None, {"param_name": "fields"})
        self.assertIn("$converted", self.client.crm("GET", "Leads", version="v2").json["data"][0])
        many = ",".join(f"F{i}" for i in range(51))
        self.check_error(self.client.crm("GET", "Leads", fields=many), 400, "LIMIT_EXCEEDED")

    def test_ids(self):
        self.assertEqual(self.client.crm("GET", "Leads/5725767000000499999").status, 204)
        for wrong in ("abc", "57257670000005000011"):
            self.check_error(self.client.crm("GET", "Leads/" + wrong), 400, "INVALID_DATA", "the id given seems to be invalid",
                             {"resource_path_index": 1})

    def test_urls(self):
        self.check_error(self.client.send("GET", "/crm/v9/Leads"), 404, "INVALID_URL_PATTERN")
        self.check_error(self.client.crm("GET", "a/b/c/d/e/f"), 404, "INVALID_URL_PATTERN")
        self.check_error(self.client.crm("GET", "Nothing", fields="id"), 400, "INVALID_MODULE",
                         "the module name given seems to be invalid")
        self.check_error(self.client.crm("GET", "Reports", fields="id"), 400, "INVALID_MODULE",
                         "the given module is not supported in api")
        self.check_error(self.client.crm("PATCH", "Leads"), 400, "INVALID_REQUEST_METHOD",
                         "The http request method type is not a valid one")
        self.check_error(self.client.crm("GET", "Leads/actions/count", version="v2"), 400, "API_NOT_SUPPORTED", None,
                         {"supported_version": "v3"})
        self.check_error(self.client.crm("GET", "org", headers={"Host": "evil.example"}), 400, "INVALID_HOST")


class Lists(unittest.TestCase):
    def setUp(self):
        self.server = Server("--seed", "empty")
        self.addCleanup(self.server.stop)
        self.client = Client(self.server).login()
        self.addCleanup(self.client.connection.close)

    def test_paging_and_order(self):
        ids = self.client.insert("Leads", *[{"Last_Name": f"L{i:03}"} for i in range(100)])
        newest = ids[::-1]
        page = self.client.crm("GET", "Leads", fields="Last_Name", per_page=40, page=2)
        self.assertEqual([one["id"] for one in page.json["data"]], newest[40:80])
        info = page.json["info"]
        self.assertEqual((info["page"], info["per_page"], info["count"], info["more_records"]), (2, 40, 40, True))
        self.assertEqual(self.client.ids("Leads", fields="id", per_page=3, sort_order="asc"), ids[:3])
        self.assertEqual(self.client.crm("GET", "Leads", fields="id", per_page=20, page=99).status, 204)
        v2 = self.client.crm("GET", "Leads", version="v2", per_page=10).json["info"]
        self.assertEqual(v2, {"per_page": 10, "count": 10, "page": 1, "more_records": True})
        chosen = self.client.ids("Leads", fields="id", ids=f"{ids[3]},{ids[7]}")
        self.assertEqual(chosen, [ids[7], ids[3]])

    def test_wrong_parameters(self):
        get = lambda **query: self.client.crm("GET", "Leads", **{"fields": "id", **query}).json
        self.assertEqual(get(per_page=201)["details"], {"param_name": "per_page"})
        self.assertEqual(get(page="x")["details"], {"param_name": "page"})
        self.assertEqual(get(page=11)["code"], "DISCRETE_PAGINATION_LIMIT_EXCEEDED")
        self.assertEqual(get(sort_by="City")["code"], "PATTERN_NOT_MATCHED")
        self.assertEqual(get(page=1, page_token="x")["code"], "AMBIGUITY_DURING_PROCESSING")
        self.assertEqual(get(cvid=1, sort_by="id")["code"], "AMBIGUITY_DURING_PROCESSING")
        self.assertEqual(get(ids="abc")["code"], "UNABLE_TO_PARSE_DATA_TYPE")

    def test_page_tokens(self):
        ids = self.client.insert("Leads", *[{"Last_Name": "x"} for _ in range(30)])
        get = lambda **query: self.client.crm("GET", "Leads", **{"fields": "id", "per_page": 10, **query})
        seen, token = [], None
        for _ in range(3):
            answer = get(**({"page_token": token} if token else {})).json
            seen += [one["id"] for one in answer["data"]]
            token = answer["info"]["next_page_token"]
        self.assertEqual((seen, token), (ids[::-1], None))
        token = get().json["info"]["next_page_token"]
        self.assertEqual(get(page_token=token, per_page=20).json["code"], "TOKEN_BOUND_DATA_MISMATCH")
        self.assertEqual(get(page_token="1.2.3.4").json["code"], "INVALID_DATA")
        self.client.send("POST", "/__sandbox/clock", {"advance": 90000})
        self.client.login()
        self.assertEqual(get(page_token=token).json["code"], "EXPIRED_VALUE")

    def test_if_modified_since(self):
        first = self.client.insert("Leads", {"Last_Name": "old"})
        now = self.client.record("Leads", first)["Modified_Time"]
        self.client.send("POST", "/__sandbox/clock", {"advance": 10})
        get = lambda: self.client.crm("GET", "Leads", headers={"If-Modified-Since": now}, fields="id")
        answer = get()
        self.assertEqual((answer.status, answer.bytes), (304, b""))
        second = self.client.insert("Leads", {"Last_Name": "new"})
        self.assertEqual([one["id"] for one in get().json["data"]], [second])
        self.assertEqual(self.client.crm("GET", f"Leads/{first}", headers={"If-Modified-Since": now}).status, 304)

    def test_deleted(self):
        lead, kept = self.client.insert("Leads", {"Last_Name": "gone"}, {"Last_Name": "kept"})
        self.assertEqual(self.client.crm("GET", "Leads/deleted", type="all").status, 204)
        answer = self.client.crm("DELETE", "Leads", ids=f"{lead},17,{kept}")
        self.assertEqual(answer.status, 207)
        self.assertEqual(answer.json["data"][0], {"code": "SUCCESS", "details": {"id": lead}, "message": "record deleted", "status": "success"})
        self.assertEqual(answer.json["data"][1], {"code": "INVALID_DATA", "details": {"id": "17"}, "message": "record not deleted", "status": "error"})
        self.assertEqual(self.client.crm("DELETE", "Leads", ids="17").status, 400)
        self.assertEqual(self.client.crm("DELETE", "Leads").json["code"], "REQUIRED_PARAM_MISSING")
        self.assertEqual(self.client.crm("DELETE", "Leads", ids="x").json["code"], "UNABLE_TO_PARSE_DATA_TYPE")
        self.assertEqual(self.client.crm("DELETE", f"Leads/{lead}").json["details"], {"resource_path_index": 1})
        gone = self.client.crm("GET", "Leads/deleted", type="recycle").json["data"]
        self.assertEqual([(one["id"], one["display_name"], one["type"]) for one in gone],
                         [(lead, "gone", "recycle"), (kept, "kept", "recycle")])
        self.assertEqual(self.client.crm("GET", "Leads/deleted", type="x").json["code"], "PATTERN_NOT_MATCHED")

    def test_deleting_a_parent(self):
        account = self.client.insert("Accounts", {"Account_Name": "Acme"})
        contact = self.client.insert("Contacts", {"Last_Name": "x", "Account_Name": account})
        note = self.client.insert("Notes", {"Parent_Id": {"id": account}, "Note_Content": "n"})
        self.client.crm("DELETE", f"Accounts/{account}")
        self.assertIsNone(self.client.record("Contacts", contact)["Account_Name"])
        self.assertEqual(self.client.crm("GET", f"Notes/{note}").status, 204)


class Update(SandboxTest):
    def test_one_and_many(self):
        a, b = self.client.insert("Leads", {"Last_Name": "a", "City": "x"}, {"Last_Name": "b"})
        answer = self.client.crm("PUT", f"Leads/{a}", {"data": [{"City": None, "id": "1", "State": "NY"}]})
        self.assertEqual(answer.status, 200)
        self.check_item(answer.json["data"][0], "SUCCESS", "record updated")
        record = self.client.record("Leads", a)
        self.assertEqual((record["City"], record["State"], record["Last_Name"]), (None, "NY", "a"))
        answer = self.client.crm("PUT", "Leads", {"data": [{"id": b, "City": "y"}, {"City": "z"}, {"id": "17", "City": "z"}]})
        self.assertEqual(answer.status, 207)
        self.check_item(answer.json["data"][1], "MANDATORY_NOT_FOUND", None, {"api_name": "id", "json_path": "$.data[1].id"})
        self.check_item(answer.json["data"][2], "INVALID_DATA", "the id given seems to be invalid")
        answer = self.client.crm("PUT", f"Leads/{a}", {"data": [{"Last_Name": None}]})
        self.check_item(answer.json["data"][0], "MANDATORY_NOT_FOUND")
        self.check_error(self.client.crm("PUT", "Leads/17", {"data": [{"City": "x"}]}), 400, "INVALID_DATA")

    def test_if_unmodified_since(self):
        lead = self.client.insert("Leads", {"Last_Name": "a"})
        answer = self.client.crm("PUT", f"Leads/{lead}", {"data": [{"City": "x"}]}, headers={"If-Unmodified-Since": "2001-01-01T00:00:00Z"})
        self.assertEqual((answer.status, answer.json["code"], answer.json["details"]["id"]), (412, "ALREADY_MODIFIED", lead))

    def test_deals_follow_their_stage(self):
        deal = self.client.insert("Deals", {"Deal_Name": "d", "Stage": "Qualification", "Amount": 1000})
        self.assertEqual(self.client.record("Deals", deal, fields="Probability,Expected_Revenue"),
                         {"Probability": 10, "Expected_Revenue": 100, "id": deal})
        self.client.crm("PUT", f"Deals/{deal}", {"data": [{"Stage": "Closed Won"}]})
        self.assertEqual(self.client.record("Deals", deal, fields="Expected_Revenue")["Expected_Revenue"], 1000)
        history = self.client.crm("GET", f"Deals/{deal}/Stage_History").json["data"]
        self.assertEqual([row["Stage"] for row in history], ["Qualification", "Closed Won"])
        answer = self.client.crm("PUT", f"Deals/{deal}", {"data": [{"Pipeline": "Standard (Standard)", "Stage": "Nowhere"}]})
        self.check_item(answer.json["data"][0], "MAPPING_MISMATCH", "Pipeline doesn't contain the Stage")


class Upsert(SandboxTest):
    def upsert(self, module, *records, **more):
        answer = self.client.crm("POST", f"{module}/upsert", {"data": list(records), **more})
        return answer.status, answer.json["data"]

    def test_insert_then_update(self):
        status, (item,) = self.upsert("Leads", {"Last_Name": "u", "Email": "u@example.com"})
        self.assertEqual((status, item["action"], item["duplicate_field"], item["message"]), (200, "insert", None, "record added"))
        status, (again,) = self.upsert("Leads", {"Last_Name": "v", "Email": "U@Example.com"})
        self.assertEqual((status, again["action"], again["duplicate_field"], again["message"]), (200, "update", "Email", "record updated"))
        self.assertEqual(again["details"]["id"], item["details"]["id"])
        self.assertEqual(self.client.record("Leads", item["details"]["id"])["Last_Name"], "v")

    def test_check_fields(self):
        lead = self.client.insert("Leads", {"Last_Name": "p", "Phone": "+1 555 777"})
        _, (item,) = self.upsert("Leads", {"Last_Name": "q", "Phone": "+1 555 777"}, duplicate_check_fields=["Phone"])
        self.assertEqual((item["action"], item["details"]["id"]), ("update", lead))
        answer = self.client.crm("POST", "Leads/upsert", {"data": [{"Last_Name": "x"}], "duplicate_check_fields": ["City"]})
        self.check_error(answer, 400, "INVALID_DATA")
        self.assertIn("Email", answer.json["details"]["supported_values"])

    def test_within_one_batch_and_by_id(self):
        _, items = self.upsert("Accounts", {"Account_Name": "Same"}, {"Account_Name": "same"})
        self.assertEqual([item["action"] for item in items], ["insert", "update"])
        _, (item,) = self.upsert("Accounts", {"id": items[0]["details"]["id"], "Account_Name": "Other"})
        self.assertEqual(item["action"], "update")

    def test_modules_without(self):
        self.check_error(self.client.crm("POST", "Tasks/upsert", {"data": [{"Subject": "x"}]}), 400, "INVALID_MODULE")


class Legacy(SandboxTest):
    flags = ("--seed", "empty", "--legacy-202", "--strict-picklists")

    def test_202(self):
        body = {"data": [{"First_Name": "x"}]}
        self.assertEqual(self.client.crm("POST", "Leads", body, version="v2").status, 202)
        self.assertEqual(self.client.crm("POST", "Leads", body, version="v8").status, 400)

    def test_strict_picklists(self):
        answer = self.client.crm("POST", "Leads", {"data": [{"Last_Name": "x", "Rating": "Great"}]})
        self.check_item(answer.json["data"][0], "INVALID_DATA")
        self.assertIn("Active", answer.json["data"][0]["details"]["supported_values"])


if __name__ == "__main__":
    unittest.main()
