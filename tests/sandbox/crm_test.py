"""Conversion, related lists, notes, attachments, tags, users, variables, metadata, bulk, composite."""

import io
import json
import unittest
import zipfile

from harness import Client, SandboxTest, Server, multipart, temporary_folder


class Convert(SandboxTest):
    DEAL = {"Deal_Name": "Big", "Stage": "Qualification", "Closing_Date": "2027-01-31", "Amount": 500}

    def convert(self, lead, options, version="v8"):
        return self.client.crm("POST", f"Leads/{lead}/actions/convert", {"data": [options]}, version=version)

    def test_all_three(self):
        lead = self.client.insert("Leads", {"Last_Name": "Hart", "First_Name": "Amelia", "Company": "Hart & Sons", "Email": "h@example.com",
                                            "City": "Leeds", "Designation": "CEO", "No_of_Employees": 9, "Lead_Source": "Chat"})
        note = self.client.insert("Notes", {"Parent_Id": {"id": lead}, "Note_Content": "n"})
        answer = self.convert(lead, {"Deals": self.DEAL})
        self.assertEqual(answer.status, 200)
        item = answer.json["data"][0]
        self.check_item(item, "SUCCESS", "The record has been converted successfully")
        ids = {name: item["details"][name]["id"] for name in ("Contacts", "Accounts", "Deals")}
        contact = self.client.record("Contacts", ids["Contacts"])
        self.assertEqual((contact["Full_Name"], contact["Email"], contact["Mailing_City"], contact["Title"]), ("Amelia Hart", "h@example.com", "Leeds", "CEO"))
        self.assertEqual(contact["Account_Name"]["id"], ids["Accounts"])
        account = self.client.record("Accounts", ids["Accounts"])
        self.assertEqual((account["Account_Name"], account["Employees"]), ("Hart & Sons", 9))
        deal = self.client.record("Deals", ids["Deals"])
        self.assertEqual((deal["Deal_Name"], deal["Amount"], deal["Lead_Source"]), ("Big", 500, "Chat"))
        self.assertEqual((deal["Account_Name"]["id"], deal["Contact_Name"]["id"]), (ids["Accounts"], ids["Contacts"]))
        self.assertEqual(self.client.record("Notes", note)["Parent_Id"]["id"], ids["Contacts"])
        old = self.client.record("Leads", lead)
        self.assertEqual((old["Converted__s"], old["Converted_Deal"]["id"], old["$converted_detail"]["contact"]), (True, ids["Deals"], ids["Contacts"]))
        self.assertNotIn(lead, self.client.ids("Leads", fields="id"))
        self.assertIn(lead, self.client.ids("Leads", fields="id", converted="true"))
        self.assertEqual(self.client.ids("Leads/search", email="h@example.com"), [])
        self.check_error(self.convert(lead, {}), 400, "ID_ALREADY_CONVERTED", "id already converted", {"resource_path_index": 1})
        answer = self.client.crm("PUT", f"Leads/{lead}", {"data": [{"City": "x"}]})
        self.check_item(answer.json["data"][0], "CONVERTED_RECORD", "can't update the converted record")

    def test_reuse(self):
        account = self.client.insert("Accounts", {"Account_Name": "Acme"})
        contact = self.client.insert("Contacts", {"Last_Name": "c"})
        lead = self.client.insert("Leads", {"Last_Name": "x", "Company": "ACME"})
        details = self.convert(lead, {"Contacts": {"id": contact}}).json["data"][0]["details"]
        self.assertEqual((details["Accounts"]["id"], details["Contacts"]["id"], details["Deals"]), (account, contact, None))
        self.assertEqual(self.client.record("Contacts", contact)["Account_Name"]["id"], account)

    def test_old_versions_take_and_give_plain_ids(self):
        contact = self.client.insert("Contacts", {"Last_Name": "c"})
        lead = self.client.insert("Leads", {"Last_Name": "x"})
        answer = self.convert(lead, {"Contacts": contact}, "v2")
        self.assertEqual(answer.json, {"data": [{"Contacts": contact, "Deals": None, "Accounts": None}]})

    def test_failures_change_nothing(self):
        lead = self.client.insert("Leads", {"Last_Name": "x", "Company": "Never"})
        for options, code in [({"Deals": {"Deal_Name": "d"}}, "MANDATORY_NOT_FOUND"), ({"Accounts": {"id": "17"}}, "INVALID_DATA"),
                              ({"Deals": {**self.DEAL, "Stage": "Nowhere"}}, "MAPPING_MISMATCH"), ({"Deals": {**self.DEAL, "Amount": "x"}}, "INVALID_DATA")]:
            self.check_error(self.convert(lead, options), 400, code)
        self.assertEqual(self.client.ids("Accounts/search", criteria="(Account_Name:equals:Never)"), [])
        self.assertEqual(self.client.ids("Contacts/search", criteria="(Last_Name:equals:x)"), [])
        self.check_error(self.convert("17", {}), 400, "INVALID_DATA", None, {"resource_path_index": 1})
        self.check_error(self.convert("abc", {}), 400, "INVALID_DATA", None, {"resource_path_index": 1})

    def test_options(self):
        lead = self.client.insert("Leads", {"Last_Name": "x", "Email": "opt@example.com"})
        self.assertEqual(self.client.crm("GET", f"Leads/{lead}/__conversion_options").status, 204)
        contact = self.client.insert("Contacts", {"Last_Name": "y", "Email": "opt@example.com"})
        options = self.client.crm("GET", f"Leads/{lead}/__conversion_options").json["__conversion_options"]
        self.assertEqual(([one["id"] for one in options["Contacts"]], options["Accounts"]), ([contact], None))


class Related(SandboxTest):
    def test_children_and_links(self):
        account = self.client.insert("Accounts", {"Account_Name": "Acme"})
        contacts = self.client.insert("Contacts", {"Last_Name": "a", "Account_Name": account}, {"Last_Name": "b", "Account_Name": account})
        self.assertEqual(self.client.ids(f"Accounts/{account}/Contacts", fields="Last_Name"), contacts[::-1])
        self.assertEqual(self.client.crm("GET", f"Accounts/{account}/Deals", fields="id").status, 204)
        self.check_error(self.client.crm("GET", f"Accounts/{account}/Nothing", fields="id"), 400, "INVALID_DATA",
                         "the related name given seems to be invalid", {"resource_path_index": 2})
        self.check_error(self.client.crm("GET", "Accounts/17/Contacts", fields="id"), 400, "INVALID_DATA",
                         "the related id given seems to be invalid", {"resource_path_index": 1})
        self.check_error(self.client.crm("GET", f"Accounts/{account}/Contacts"), 400, "REQUIRED_PARAM_MISSING")
        campaign = self.client.insert("Campaigns", {"Campaign_Name": "fair"})
        answer = self.client.crm("PUT", f"Contacts/{contacts[0]}/Campaigns/{campaign}", {"data": [{"Member_Status": "Invited"}]})
        self.check_item(answer.json["data"][0], "SUCCESS", "relation added", {"id": campaign})
        members = self.client.crm("GET", f"Campaigns/{campaign}/Contacts", fields="Last_Name").json["data"]
        self.assertEqual([(one["id"], one["Member_Status"]) for one in members], [(contacts[0], "Invited")])
        answer = self.client.crm("DELETE", f"Contacts/{contacts[0]}/Campaigns", ids=campaign)
        self.check_item(answer.json["data"][0], "SUCCESS", "relation removed")
        self.assertEqual(self.client.ids(f"Campaigns/{campaign}/Contacts", fields="id"), [])

    def test_activities(self):
        deal = self.client.insert("Deals", {"Deal_Name": "d", "Stage": "Qualification"})
        task = self.client.insert("Tasks", {"Subject": "t", "What_Id": deal, "$se_module": "Deals"})
        self.assertEqual(self.client.ids(f"Deals/{deal}/Tasks", fields="id"), [task])
        self.client.crm("PUT", f"Tasks/{task}", {"data": [{"Status": "Completed"}]})
        self.assertEqual(self.client.ids(f"Deals/{deal}/Tasks", fields="id"), [])
        self.assertEqual(self.client.ids(f"Deals/{deal}/Tasks_History", fields="id"), [task])


class NotesAndFiles(SandboxTest):
    def test_notes(self):
        lead = self.client.insert("Leads", {"Last_Name": "x"})
        ids = [self.client.insert("Notes", {"Note_Title": "a", "Note_Content": "1", **parent}) for parent in
               ({"Parent_Id": {"module": {"api_name": "Leads"}, "id": lead}}, {"Parent_Id": lead, "se_module": "Leads"},
                {"Parent_Id": {"id": lead}, "$se_module": "Leads"})]
        answer = self.client.crm("POST", f"Leads/{lead}/Notes", {"data": [{"Note_Content": "2"}]})
        self.assertEqual(answer.status, 201)
        ids.append(answer.json["data"][0]["details"]["id"])
        self.assertEqual(self.client.ids(f"Leads/{lead}/Notes", fields="Note_Title"), ids)
        self.assertEqual(self.client.record("Notes", ids[0])["Parent_Id"]["module"]["api_name"], "Leads")
        self.assertEqual(self.client.crm("PUT", f"Leads/{lead}/Notes/{ids[0]}", {"data": [{"Note_Content": "new"}]}).status, 200)
        self.assertEqual(self.client.record("Notes", ids[0])["Note_Content"], "new")
        self.assertEqual(self.client.crm("DELETE", f"Leads/{lead}/Notes/{ids[1]}").status, 200)
        self.assertEqual(self.client.crm("DELETE", "Notes", ids=",".join(ids[2:])).status, 200)
        self.assertEqual(self.client.ids(f"Leads/{lead}/Notes", fields="id"), ids[:1])
        for wrong in ({"Note_Content": "x"}, {"Note_Content": "x", "Parent_Id": "17"}, {"Note_Content": "x", "Parent_Id": lead, "$se_module": "Deals"},
                      {"Parent_Id": lead}):
            self.assertEqual(self.client.crm("POST", "Notes", {"data": [wrong]}).status, 400, wrong)

    def upload(self, path, *parts, **query):
        body, kind = multipart(parts)
        return self.client.crm("POST", path, body, headers={"Content-Type": kind}, **query)

    def test_attachments(self):
        lead = self.client.insert("Leads", {"Last_Name": "x"})
        content = bytes(range(256)) * 40
        answer = self.upload(f"Leads/{lead}/Attachments", ("file", "it's é.bin", content))
        self.assertEqual(answer.status, 200)
        item = answer.json["data"][0]
        self.check_item(item, "SUCCESS", "attachment uploaded successfully")
        attachment = item["details"]["id"]
        shown = self.client.crm("GET", f"Leads/{lead}/Attachments", fields="id,File_Name,Size,Parent_Id").json["data"][0]
        self.assertEqual((shown["id"], shown["File_Name"], int(shown["Size"]), shown["Parent_Id"]["id"]), (attachment, "it's é.bin", 10240, lead))
        down = self.client.crm("GET", f"Leads/{lead}/Attachments/{attachment}")
        self.assertEqual((down.status, down.bytes, down.headers["Content-Type"]), (200, content, "application/x-download"))
        self.assertEqual(down.headers["Content-Disposition"], "attachment; filename*=UTF-8''it%27s%20%C3%A9.bin")
        self.assertEqual(self.client.crm("DELETE", f"Leads/{lead}/Attachments/{attachment}").status, 200)
        self.assertEqual(self.client.crm("GET", f"Leads/{lead}/Attachments/{attachment}").status, 204)

    def test_wrong_uploads(self):
        lead = self.client.insert("Leads", {"Last_Name": "x"})
        self.check_error(self.upload(f"Leads/{lead}/Attachments"), 400, "MANDATORY_NOT_FOUND")
        self.check_error(self.client.crm("POST", f"Leads/{lead}/Attachments", "x"), 400, "MANDATORY_NOT_FOUND")
        self.check_error(self.upload("Leads/17/Attachments", ("file", "a", b"")), 400, "INVALID_DATA", None, {"resource_path_index": 1})
        answer = self.upload(f"Leads/{lead}/Attachments", ("file", "a", b"x" * (20 * 1024 * 1024 + 1)))
        self.check_error(answer, 413, "FILE_SIZE_MORE_THAN_ALLOWED_SIZE")

    def test_files_and_photos(self):
        item = self.upload("files", ("file", "a.txt", b"abc")).json["data"][0]
        self.assertEqual(item["message"], "a.txt uploaded Succeessfully")
        self.assertEqual(self.client.crm("GET", "files", id=item["details"]["id"]).bytes, b"abc")
        lead = self.client.insert("Leads", {"Last_Name": "x"})
        self.assertEqual(self.client.crm("GET", f"Leads/{lead}/photo").status, 204)
        self.assertEqual(self.upload(f"Leads/{lead}/photo", ("file", "p.png", b"png")).json["message"], "photo uploaded successfully")
        self.assertEqual(self.client.crm("GET", f"Leads/{lead}/photo").bytes, b"png")
        self.assertEqual(self.client.crm("DELETE", f"Leads/{lead}/photo").json["message"], "Photo deleted")


class Settings(SandboxTest):
    flags = ("--seed", "demo")

    def test_tags(self):
        lead = self.client.insert("Leads", {"Last_Name": "x", "Tag": [{"name": "hot"}]})
        self.assertEqual([tag["name"] for tag in self.client.record("Leads", lead)["Tag"]], ["hot"])
        answer = self.client.crm("POST", f"Leads/{lead}/actions/add_tags", {"tags": [{"name": "new", "color_code": "#F48435"}]})
        self.assertEqual(answer.json["success_count"], "1")
        self.assertEqual([tag["name"] for tag in answer.json["data"][0]["details"]["tags"]], ["hot", "new"])
        answer = self.client.crm("POST", "Leads/actions/remove_tags", {"tags": [{"name": "HOT"}], "ids": [lead]})
        self.assertEqual([tag["name"] for tag in answer.json["data"][0]["details"]["tags"]], ["new"])
        answer = self.client.crm("POST", f"Leads/{lead}/actions/add_tags", version="v2", tag_names="a,b")
        self.assertEqual(answer.json["data"][0]["details"]["tags"], ["new", "a", "b"])
        answer = self.client.crm("POST", "settings/tags", {"tags": [{"name": "fresh"}, {"name": "hot"}]}, module="Leads")
        self.assertEqual([item["code"] for item in answer.json["tags"]], ["SUCCESS", "DUPLICATE_DATA"])
        names = [tag["name"] for tag in self.client.crm("GET", "settings/tags", module="Leads").json["tags"]]
        self.assertEqual(sorted(names), ["a", "b", "fresh", "hot", "new"])

    def test_users(self):
        me = self.client.send("GET", "/crm/v8/users?type=CurrentUser&").json["users"]
        self.assertEqual([one["email"] for one in me], ["maya.chen@example.com"])
        count = lambda kind: len(self.client.crm("GET", "users", type=kind).json["users"])
        self.assertEqual([count(kind) for kind in ("AllUsers", "ActiveUsers", "DeactiveUsers", "AdminUsers", "NotConfirmedUsers", "DeletedUsers",
                                                           "ConfirmedReportingUsers")],
                         [6, 4, 1, 2, 1, 1, 4])
        self.check_error(self.client.crm("GET", "users", type="Nobody"), 400, "PATTERN_NOT_MATCHED")
        self.assertEqual(self.client.crm("GET", "users/17").status, 204)
        self.assertIn("name_format", self.client.crm("GET", f"users/{me[0]['id']}", version="v2").json["users"][0])
        role, profile = me[0]["role"]["id"], me[0]["profile"]["id"]
        new = {"last_name": "New", "email": "new@example.com", "role": role, "profile": profile}
        answer = self.client.crm("POST", "users", {"users": [new]})
        self.assertEqual((answer.status, answer.json["users"][0]["message"]), (201, "User added"))
        self.assertEqual(self.client.crm("POST", "users", {"users": [new]}).json["users"][0]["code"], "DUPLICATE_DATA")
        user = answer.json["users"][0]["details"]["id"]
        self.assertEqual(self.client.crm("DELETE", f"users/{user}").json["users"][0]["message"], "User deleted")

    def test_org_and_variables(self):
        org = self.client.crm("GET", "org").json["org"][0]
        self.assertEqual((org["zgid"], org["license_details"]["paid_type"]), (self.server.ready["org_id"], "enterprise"))
        answer = self.client.crm("POST", "settings/variables", {"variables": [{"name": "Rate", "api_name": "rate", "type": "text", "value": "7"}]})
        self.assertEqual((answer.status, answer.json["variables"][0]["message"]), (201, "variable added"))
        self.assertEqual(self.client.crm("GET", "settings/variables/rate").json["variables"][0]["value"], "7")
        self.client.crm("PUT", "settings/variables", {"variables": [{"api_name": "rate", "value": "8"}]})
        self.assertEqual(self.client.crm("GET", "settings/variables").json["variables"][-1]["value"], "8")

    def test_modules_and_fields(self):
        modules = {one["api_name"]: one for one in self.client.crm("GET", "settings/modules").json["modules"]}
        self.assertEqual([name for name, one in modules.items() if one["convertable"]], ["Leads", "Quotes", "Sales_Orders"])
        self.assertEqual(modules["Leads"]["status"], "visible")
        self.assertFalse(modules["Reports"]["api_supported"])
        standard = 0
        for name, one in modules.items():
            if not one["api_supported"]:
                continue
            answer = self.client.crm("GET", "settings/fields", module=name)
            self.assertEqual(answer.status, 200, name)
            if one["generated_type"] == "default" and one["creatable"] and not name.endswith("__s"):
                standard += len(answer.json["fields"])
        self.assertEqual(standard, 597)
        fields = {one["api_name"]: one for one in self.client.crm("GET", "settings/fields", module="Leads").json["fields"]}
        self.assertEqual((len(fields), fields["Last_Name"]["system_mandatory"], fields["Last_Name"]["length"]), (60, True, 80))
        self.assertEqual(fields["Created_By"]["operation_type"]["api_create"], False)
        self.assertEqual(fields["Lead_Source"]["pick_list_values"][5]["actual_value"], "OnlineStore")
        contact = {one["api_name"]: one for one in self.client.crm("GET", "settings/fields", module="Contacts", version="v2").json["fields"]}
        self.assertEqual(contact["Account_Name"]["lookup"]["module"], "Accounts")
        for version, kind in (("v2", "lookup"), ("v8", "multi_module_lookup")):
            fields = self.client.crm("GET", "settings/fields", version=version, module="Notes").json["fields"]
            parent = next(field for field in fields if field["api_name"] == "Parent_Id")
            self.assertEqual((parent["data_type"], parent["lookup"].get("module")), (kind, "se_module" if version == "v2" else None))
        self.check_error(self.client.crm("GET", "settings/fields"), 400, "REQUIRED_PARAM_MISSING", None, {"param_name": "module"})
        self.check_error(self.client.crm("GET", "settings/fields", module="Nothing"), 400, "INVALID_MODULE")

    def test_the_other_settings(self):
        layout = self.client.crm("GET", "settings/layouts", module="Leads").json["layouts"][0]
        required = [field["api_name"] for section in layout["sections"] for field in section["fields"] if field["required"]]
        self.assertEqual(sorted(required), ["Company", "Last_Name"])
        deals = self.client.crm("GET", "settings/layouts", module="Deals").json["layouts"][0]["id"]
        pipeline = self.client.crm("GET", "settings/pipeline", layout_id=deals).json["pipeline"][0]
        self.assertEqual(len(pipeline["maps"]), 9)
        lists = [one["api_name"] for one in self.client.crm("GET", "settings/related_lists", module="Accounts").json["related_lists"]]
        self.assertIn("SalesOrders", lists)
        for path, root in [("roles", "roles"), ("profiles", "profiles"), ("currencies", "currencies")]:
            self.assertTrue(self.client.crm("GET", "settings/" + path).json[root])
        self.assertEqual(self.client.crm("GET", "settings/custom_views", module="Leads").json["custom_views"][0]["system_name"], "ALLVIEWS")
        self.assertEqual(len(self.client.crm("GET", "Contacts/roles").json["contact_roles"]), 7)
        apis = {one["path"]: one["operation_types"] for one in self.client.crm("GET", "__apis").json["__apis"]}
        self.assertIn({"method": "POST", "oauth_scope": "ZohoCRM.coql.READ", "max_credits": 1, "min_credits": 1}, apis["/crm/v8/coql"])
        self.assertEqual([one["method"] for one in apis["/crm/v8/{module}/{id}"]], ["GET", "PUT", "DELETE"])
        self.assertNotIn("/crm/v2/__composite_requests", [one["path"] for one in self.client.crm("GET", "__apis", version="v2").json["__apis"]])

    def test_demo_records(self):
        self.assertGreaterEqual(self.client.crm("GET", "Leads/actions/count").json["count"], 12)
        self.assertTrue(self.client.ids("Deals", fields="id"))


class Bulk(SandboxTest):
    def test_read(self):
        ids = self.client.insert("Leads", {"Last_Name": "a,b", "City": "x"}, {"Last_Name": "c", "City": "y"})
        body = {"query": {"module": {"api_name": "Leads"}, "fields": ["Last_Name", "City"],
                          "criteria": {"field": {"api_name": "City"}, "comparator": "in", "value": ["x", "z"]}}}
        answer = self.client.send("POST", "/crm/bulk/v8/read", body, {"Content-Type": "application/json"})
        self.assertEqual((answer.status, answer.json["data"][0]["code"]), (201, "ADDED_SUCCESSFULLY"))
        job = answer.json["data"][0]["details"]["id"]
        state = self.client.send("GET", f"/crm/bulk/v8/read/{job}").json["data"][0]
        self.assertEqual((state["state"], state["result"]["count"]), ("COMPLETED", 1))
        archive = zipfile.ZipFile(io.BytesIO(self.client.send("GET", state["result"]["download_url"]).bytes))
        self.assertEqual(archive.read(f"{job}.csv").decode(), f'Id,Last_Name,City\n{ids[0]},"a,b",x\n')
        self.check_error(self.client.send("POST", "/crm/bulk/v8/read", json.dumps(body)), 415, "MEDIA_TYPE_NOT_SUPPORTED")
        self.check_error(self.client.send("GET", "/crm/bulk/v8/read/17"), 404, "RESOURCE_NOT_FOUND")

    def test_write(self):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("leads.csv", "Last_Name,Annual_Revenue,Email_Opt_Out\nBulk,12.5,true\n,1,false\n")
        body, kind = multipart([("file", "leads.zip", packed.getvalue())])
        headers = {"Content-Type": kind, "feature": "bulk-write", "X-CRM-ORG": self.server.ready["org_id"]}
        answer = self.client.crm("POST", "upload", body, headers=headers).json
        self.assertEqual(answer["code"], "FILE_UPLOAD_SUCCESS")
        job = {"operation": "insert", "resource": [{"type": "data", "module": {"api_name": "Leads"}, "file_id": answer["details"]["file_id"],
               "field_mappings": [{"api_name": name, "index": i} for i, name in enumerate(["Last_Name", "Annual_Revenue", "Email_Opt_Out"])]}]}
        answer = self.client.send("POST", "/crm/bulk/v8/write", job)
        self.assertEqual(answer.status, 201)
        state = self.client.send("GET", "/crm/bulk/v8/write/" + answer.json["details"]["id"]).json
        counts = state["resource"][0]["file"]
        self.assertEqual((counts["added_count"], counts["skipped_count"], counts["total_count"]), (1, 1, 2))
        lead = self.client.record("Leads", self.client.ids("Leads/search", criteria="(Last_Name:equals:Bulk)")[0])
        self.assertEqual((lead["Annual_Revenue"], lead["Email_Opt_Out"]), (12.5, True))
        body, kind = multipart([("file", "a.zip", b"no zip")])
        self.check_error(self.client.crm("POST", "upload", body, headers={"Content-Type": kind}), 400, "INVALID_FILE_FORMAT")


class Composite(SandboxTest):
    def send(self, *parts, **more):
        requests = [{"sub_request_id": str(i + 1), **part} for i, part in enumerate(parts)]
        return self.client.crm("POST", "__composite_requests", {"__composite_requests": requests, **more})

    def test_references(self):
        answer = self.send({"method": "POST", "uri": "/crm/v8/Accounts", "body": {"data": [{"Account_Name": "Composed"}]}},
                           {"method": "GET", "uri": "/crm/v8/Accounts/@{1:$.data[0].details.id}", "params": {"fields": "Account_Name"}},
                           {"method": "GET", "uri": "/crm/v8/Accounts/@{9:$.x}"})
        self.assertEqual(answer.status, 200)
        parts = [one["details"]["response"] for one in answer.json["__composite_requests"]]
        self.assertEqual([one["status_code"] for one in parts], [201, 200, 400])
        self.assertEqual(parts[1]["body"]["data"][0]["Account_Name"], "Composed")
        self.assertEqual(parts[2]["body"]["code"], "INVALID_REFERENCE")

    def test_rollback(self):
        answer = self.send({"method": "POST", "uri": "/crm/v8/Accounts", "body": {"data": [{"Account_Name": "Undone"}]}},
                           {"method": "POST", "uri": "/crm/v8/Leads", "body": {"data": [{}]}},
                           {"method": "GET", "uri": "/crm/v8/org"}, rollback_on_fail=True)
        self.assertEqual(answer.status, 400)
        self.assertEqual([one["code"] for one in answer.json["__composite_requests"]], ["ROLLBACK_PERFORMED", "FAILURE", "PROCESSING_STOPPED"])
        self.assertEqual(self.client.ids("Accounts/search", criteria="(Account_Name:equals:Undone)"), [])

    def test_errors(self):
        one = {"method": "GET", "uri": "/crm/v8/org"}
        self.check_error(self.send(*[one] * 6), 400, "LIMIT_EXCEEDED")
        self.check_error(self.send(one, rollback_on_fail=True, parallel_execution=True), 400, "AMBIGUITY_DURING_PROCESSING")
        inner = self.send({"method": "POST", "uri": "/crm/v8/__composite_requests", "body": {}}).json["__composite_requests"][0]
        self.assertEqual(inner["details"]["response"]["body"]["code"], "NOT_ALLOWED")

    def test_functions_need_a_library(self):
        self.assertEqual(self.client.crm("POST", "functions/f/actions/execute", {}, auth_type="oauth").status, 501)


class SeedFile(unittest.TestCase):
    def test_custom_modules_and_fields(self):
        folder = temporary_folder(self)
        (folder / "seed.json").write_text(json.dumps({
            "modules": [{"api_name": "Vehicles", "singular_label": "Vehicle", "plural_label": "Vehicles",
                         "fields": [{"api_name": "Plate", "data_type": "text", "unique": True, "length": 10},
                                    {"api_name": "Driver", "data_type": "lookup", "lookup_module": "Contacts"},
                                    {"api_name": "Colour", "data_type": "picklist", "pick_list_values": ["Red", "Blue"]}]}],
            "fields": {"Leads": [{"api_name": "Shoe_Size", "data_type": "integer"}]},
            "records": {"Vehicles": [{"Name": "Truck", "Plate": "AB 1"}]}}))
        data = folder / "data"
        for _ in range(2):  # a folder remembers its modules
            server = Server("--data", str(data), *(["--seed", str(folder / "seed.json")] if not data.exists() else []))
            self.addCleanup(server.stop)
            client = Client(server).login()
            truck = client.ids("Vehicles", fields="Name,Plate")[-1]
            self.assertEqual(client.record("Vehicles", truck)["Plate"], "AB 1")
            item = client.crm("POST", "Vehicles", {"data": [{"Name": "x", "Plate": "ab 1"}]}).json["data"][0]
            self.assertEqual((item["code"], item["details"]["duplicate_record"]["id"]), ("DUPLICATE_DATA", truck))
            self.assertEqual(client.record("Leads", client.insert("Leads", {"Last_Name": "x", "Shoe_Size": 42}))["Shoe_Size"], 42)
            client.connection.close()
            server.stop()

    def test_bad_seeds(self):
        folder = temporary_folder(self)
        seed = folder / "seed.json"
        field = lambda members: '{"fields":{"Leads":[{"api_name":"X",' + members + '}]}}'
        for text, *parts in [
                ("[", "not JSON", "line 1"),
                ('{"modules": [],\n "fields": {},}', "not JSON", "line 2"),
                ("[1]", "the whole is not an object"),
                ('{"modules":[{}]}', "no api_name"),
                ('{"fields":{"Nothing":[]}}', "no module Nothing"),
                ('{"record":{}}', "unknown key 'record'", "did you mean 'records'?"),
                ('{"x":1}', "unknown key 'x'", "one of modules, fields, records, variables, demo"),
                (field('"data_typ":"text"'), "fields.Leads[0]: unknown key 'data_typ'", "did you mean 'data_type'?"),
                ('{"modules":[{"api_name":"V","field":[]}]}', "modules[0]: unknown key 'field'", "did you mean 'fields'?"),
                (field('"data_type":"txt"'), "Leads.X has the unknown data_type 'txt'", "text, textarea, email"),
                (field('"length":"10"'), "fields.Leads[0].length is not a whole number"),
                ('{"records":[]}', "records is not an object"),
                ('{"records":{"Leads":[1]}}', "records.Leads[0] is not an object"),
                ('{"variables":[{"api_name":"a","name":"A"}]}', "one has no type"),
                ('{"records":{"Leads":[{"Last_Name":"x"},{}]}}', "record 2 of Leads: Last_Name: ", "MANDATORY_NOT_FOUND"),
                ('{"records":{"Leads":[{"Last_Name":"x","No_of_Employees":"many"}]}}', "record 1 of Leads: No_of_Employees: ", "integer")]:
            seed.write_text(text)
            with self.assertRaises(RuntimeError, msg=text) as raised:
                Server("--seed", str(seed), "--data", str(folder / "data"))
            for part in (f"seed file {seed}", *parts):
                self.assertIn(part, str(raised.exception))
            self.assertFalse((folder / "data").exists(), text)

    def test_a_seed_is_for_a_new_folder(self):
        folder = temporary_folder(self)
        names = lambda client: [client.record("Leads", one)["Last_Name"] for one in client.ids("Leads", fields="id")]

        def start(*flags):
            server = Server("--data", str(folder / "data"), *flags)
            self.addCleanup(server.stop)
            client = Client(server).login()
            found = names(client)
            client.connection.close()
            server.stop()
            return found

        one, other = folder / "one.json", folder / "other.json"
        one.write_text('{"records":{"Leads":[{}]}}')
        with self.assertRaisesRegex(RuntimeError, "MANDATORY_NOT_FOUND"):
            start("--seed", str(one))
        one.write_text('{"records":{"Leads":[{"Last_Name":"One"}]}}')
        other.write_text('{"records":{"Leads":[{"Last_Name":"Other"}]}}')
        self.assertEqual(start("--seed", str(one)), ["One"])
        for seed in (str(other), str(one), "demo", "empty"):
            with self.assertRaisesRegex(RuntimeError, "holds an organisation already(.|\n)*another folder with --data"):
                start("--seed", seed)
        self.assertEqual(start(), ["One"])
        # A seed.json that is there is not written over.
        (folder / "data" / "crm.sqlite3").unlink()
        with self.assertRaisesRegex(RuntimeError, "keeps another seed"):
            start("--seed", str(other))
        self.assertEqual((folder / "data" / "seed.json").read_text(), one.read_text())


if __name__ == "__main__":
    unittest.main()
