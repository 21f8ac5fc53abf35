"""scripts/services/: the use cases of Zoho's page on connections, against stand-ins for Recruit, Salesforce and Cliq.

What the stand-ins want is what the services' references say: recruit/developer-guide/apiv2/upsert-records, Salesforce's REST
API "Query", cliq/help/restapi/v2/messages.
"""

import json
import pathlib
import unittest
import urllib.parse

from accounts import CANARY, ConnectedTest

SCRIPTS = pathlib.Path(__file__).resolve().parent.parent.parent / "scripts" / "services"


class Samples(ConnectedTest):
    def script(self, name):
        """The path of a sample and what it says that it prints."""
        path = SCRIPTS / f"{name}.deluge"
        prints = [line.removeprefix("// prints: ") for line in path.read_text().splitlines() if line.startswith("// prints: ")]
        self.assertEqual(len(prints), 1)
        return str(path), prints[0] + "\n"

    def test_recruit_through_a_system_connection(self):
        script, printed = self.script("candidate_to_recruit")
        words = ("run", script, "--arg", "email=ada@engines.example", "--role", "user", "--user", "visitor@x")
        accounts = self.accounts()
        accounts.answers["/recruit/v2/Candidates/upsert"] = (201, {"data": [{
            "code": "SUCCESS", "status": "success", "message": "record added", "duplicate_field": None, "action": "insert",
            "details": {"id": "4150868000000224005", "Created_Time": "2026-03-01T10:00:00+01:00"}}]})
        # The first run makes the connection, and says who has to do what.
        self.refused(3, "sluice connections authorize zoho_recruit", *words)
        self.assertEqual(json.loads(self.ok("connections", "show", "zoho_recruit", "--json"))["type"], "system")
        self.refused(3, "may not", "connections", "authorize", "zoho_recruit", "--no-browser", "--role", "user")
        self.consent("zoho_recruit")
        self.assertEqual(self.ok(*words), printed)
        call = accounts.calls[-1]
        self.assertEqual((call["method"], call["path"], call["type"]), ("POST", "/recruit/v2/Candidates/upsert", "application/json"))
        self.assertEqual(json.loads(call["body"]), {
            "data": [{"First_Name": "Ada", "Last_Name": "Byron", "Email": "ada@engines.example"}], "trigger": []})
        self.assertEqual(len(json.loads(self.ok("connections", "list", "--json"))), 1)
        accounts.answers["/recruit/v2/Candidates/upsert"] = (202, {"data": [{
            "code": "MANDATORY_NOT_FOUND", "status": "error", "message": "required field not found", "details": {}}]})
        self.assertEqual(self.ok(*words), "refused: required field not found\n")

    def test_salesforce_through_an_admin_connection(self):
        script, printed = self.script("customer_of_ticket")
        accounts = self.accounts()
        accounts.scheme = "Bearer"
        accounts.answers["/services/data/v60.0/query"] = (200, {"totalSize": 1, "done": True, "records": [{
            "attributes": {"type": "Contact"}, "Name": "Ada Byron", "Phone": "+44 20 7946 0958",
            "Account": {"attributes": {"type": "Account"}, "Name": "Analytical Engines"}}]})
        self.write("salesforce.toml", f'''[connector]
link = "salesforce_stand_in"
service = "salesforce"
allowed_hosts = ["{accounts.url.partition("//")[2]}"]
base_url = "{accounts.url}"
[auth]
type = "oauth2"
authorize_url = "{accounts.url}/oauth/v2/auth"
token_url = "{accounts.url}/oauth/v2/token"
scopes = ["api", "refresh_token"]
client_auth = "body"
''')
        self.ok("connectors", "add", "salesforce.toml")
        self.ok("connectors", "configure", "salesforce_stand_in", "--client-id", "1000.TEST", "--client-secret-stdin",
                stdin=CANARY + "secret\n")
        self.ok("connections", "create", "salesforce_admin", "--connector", "salesforce_stand_in", "--type", "admin")
        words = ("run", script, "--arg", "email=o'hara@engines.example", "--role", "portal", "--user", "visitor@x")
        self.refused(3, "sluice connections authorize salesforce_admin", *words)
        self.consent("salesforce_admin")
        self.assertEqual(self.ok(*words), printed)
        call = accounts.calls[-1]
        path, _, query = call["path"].partition("?")
        self.assertEqual((call["method"], path, call["body"]), ("GET", "/services/data/v60.0/query", ""))
        self.assertEqual(dict(urllib.parse.parse_qsl(query)), {
            "q": "SELECT Name, Phone, Account.Name FROM Contact WHERE Email = 'o\\'hara@engines.example' LIMIT 1"})
        accounts.answers["/services/data/v60.0/query"] = (200, {"totalSize": 0, "done": True, "records": []})
        self.assertEqual(self.ok(*words), "unknown: o'hara@engines.example\n")

    def test_cliq_through_a_logged_in_user_connection(self):
        script, printed = self.script("task_done_to_cliq")
        accounts = self.accounts()
        accounts.answers["/api/v2/channelsbyname/engines/message"] = (204, {})
        self.ok("connections", "create", "cliq_users", "--connector", "zoho_oauth", "--type", "user", "--scopes",
                "ZohoCliq.Webhooks.CREATE")
        words = lambda user: ("run", script, "--arg", "task=Draw the engine", "--user", user, "--role", "user")
        self.refused(3, "sluice connections authorize cliq_users --user ada@x", *words("ada@x"))
        for user in ("ada@x", "grace@x"):
            self.consent("cliq_users", "--user", user, "--role", "user")
        for user in ("ada@x", "grace@x", "ada@x"):
            self.assertEqual(self.ok(*words(user)), printed)
        self.refused(3, "Connection not authorised", *words("linus@x"))
        ada, grace, again = accounts.calls
        self.assertEqual((ada["method"], ada["path"], ada["type"]),
                         ("POST", "/api/v2/channelsbyname/engines/message", "application/json"))
        self.assertEqual(json.loads(ada["body"]), {"text": "*Draw the engine* is done, says ada@x."})
        self.assertEqual(json.loads(grace["body"]), {"text": "*Draw the engine* is done, says grace@x."})
        self.assertEqual(ada["token"], again["token"])
        self.assertNotEqual(ada["token"], grace["token"])


if __name__ == "__main__":
    unittest.main()
