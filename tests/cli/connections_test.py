"""`sluice connections`, `connectors` and `doctor`, against an OAuth server on a free port of this machine."""

import json
import os
import signal
import stat
import threading
import unittest
import urllib.parse
import urllib.request

from accounts import CANARY, ConnectedTest


class ConnectionsTest(ConnectedTest):
    # ---------------------------------------------------------------- keys

    def test_life_of_a_connection(self):
        self.assertIn("Created api", self.ok("connections", "create", "api", "--connector", "generic_bearer", "--app", "shop"))
        shown = json.loads(self.ok("connections", "show", "api", "--json"))
        self.assertEqual((shown["state"], shown["enabled"], shown["apps"], shown["type"]), ("not_connected", True, ["shop"], "admin"))
        self.ok("connections", "authorize", "api", "--token-stdin", "--parameter", "host=api.example.com", stdin=CANARY + "\n")
        listed = json.loads(self.ok("connections", "list", "--json"))
        self.assertEqual(len(listed), 1)
        for key in ("link", "name", "connector", "type", "state", "enabled", "environments", "primary", "apps", "references"):
            self.assertIn(key, listed[0])
        self.assertEqual(listed[0]["state"], "connected")
        self.assertEqual(listed[0]["environments"][0]["accounts"][0]["owner"], "admin@localhost")
        self.ok("connections", "rename", "api", "My API")
        self.ok("connections", "disable", "api")
        self.assertIn("connected, disabled  My API", self.ok("connections", "list"))
        self.ok("connections", "enable", "api")
        self.ok("connections", "apps", "api", "--allow", "desk", "--deny", "shop")
        self.assertEqual(self.ok("connections", "apps", "api"), "desk\n")
        self.ok("connections", "references", "api", "--add", "schedule:nightly")
        self.refused(2, "is in use: schedule nightly", "connections", "delete", "api")
        self.ok("connections", "references", "api", "--remove", "schedule:nightly")
        self.refused(2, "is connected already", "connections", "authorize", "api", "--token-stdin", "--parameter", "host=a.b", stdin="x\n")
        self.ok("connections", "switch", "api", "--token-stdin", "--parameter", "host=api.example.com", stdin=CANARY + "2\n")
        self.ok("connections", "rotate-key")
        self.ok("connections", "revoke", "api")
        self.assertEqual(json.loads(self.ok("connections", "show", "api", "--json"))["state"], "revoked")
        self.ok("connections", "delete", "api")
        self.refused(2, "Connection 'api' does not exist", "connections", "show", "api")

    def test_list_filters(self):
        self.bearer()
        self.ok("connections", "create", "pay", "--connector", "stripe", "--app", "shop", "--name", "Checkout of 2026")
        self.ok("connections", "create", "mine", "--connector", "zoho_oauth", "--scopes", "ZohoCRM.users.READ", "--type", "user")
        self.ok("connections", "disable", "mine")
        for flags, links in (([], ["api", "mine", "pay"]), (["Checkout"], ["pay"]), (["--type", "user"], ["mine"]),
                             (["--state", "connected"], ["api"]), (["--state", "disabled"], ["mine"]),
                             (["--connector", "stripe"], ["pay"]), (["--of-app", "desk"], ["api", "mine"]),
                             (["--of-app", "shop", "--state", "not_connected"], ["mine", "pay"]), (["nothing"], [])):
            listed = json.loads(self.ok("connections", "list", "--json", *flags))
            self.assertEqual(sorted(each["link"] for each in listed), links, flags)
        self.assertEqual(self.sluice("connections", "list", "nothing"), (0, "", "None of the 3 connections fits\n"))
        self.refused(2, "--state", "connections", "list", "--state", "open")

    def test_files_are_private(self):
        self.bearer()
        files = [file for file in self.path.rglob("*") if file.is_file() and (".local" in str(file) or ".config" in str(file))]
        self.assertGreaterEqual(len(files), 2)
        for file in files:
            self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600, file)

    def test_roles(self):
        self.bearer()
        self.refused(3, "The role user may not", "connections", "create", "x", "--connector", "stripe", "--role", "user")
        self.refused(3, "may not", "connections", "revoke", "api", "--role", "portal")
        self.assertEqual(self.ok("connections", "list", "--json", "--role", "user"), "[]\n")

    def test_wrong_key_is_a_store_problem(self):
        self.environment["SLUICE_STORE_KEY"] = "a" * 64
        self.bearer()
        self.environment["SLUICE_STORE_KEY"] = "b" * 64
        self.refused(6, "SLC-CON-0102", "connections", "list")
        self.refused(6, "does not fit", "doctor")

    def test_store_flag(self):
        self.ok("connections", "create", "a", "--connector", "stripe", "--store", "here")
        self.assertTrue((self.path / "here" / "connections.db").exists())
        self.environment["SLUICE_HOME"] = str(self.path / "there")
        self.ok("connections", "create", "b", "--connector", "stripe")
        self.assertTrue((self.path / "there" / "connections.db").exists())

    def test_scripts_without_connections_open_no_store(self):
        self.assertEqual(self.sluice("-e", "info 1;"), (0, "1\n", ""))
        self.assertEqual([str(file) for file in self.path.rglob("*.db")], [])

    # ---------------------------------------------------------------- OAuth

    def test_consent_page(self):
        accounts = self.accounts()
        self.ok("connections", "create", "z", "--connector", "zoho_oauth", "--scopes", "ZohoCliq.Webhooks.CREATE,ZohoCRM.users.READ")
        self.assertIn("Connected z as Zoho OAuth Account 1", self.consent("z"))
        method, path, query, _ = accounts.log[0]
        self.assertEqual((method, path), ("GET", "/oauth/v2/auth"))
        self.assertEqual(query["scope"], "ZohoCliq.Webhooks.CREATE,ZohoCRM.users.READ")
        self.assertEqual((query["access_type"], query["code_challenge_method"]), ("offline", "S256"))
        self.ok("connections", "revoke", "z")
        self.assertEqual(len(accounts.revoked), 1)
        self.assertIn("refresh", accounts.revoked[0])

    def test_one_authorisation_for_two(self):
        accounts = self.accounts()
        create = lambda link: self.ok("connections", "create", link, "--connector", "zoho_oauth", "--scopes", "ZohoCRM.users.READ")
        self.assertNotIn("--reuse", create("one"))
        self.consent("one")
        self.assertIn("sluice connections authorize two --reuse one\n", create("two"))
        asked = len(accounts.log)
        self.assertEqual(self.ok("connections", "authorize", "two", "--reuse", "one"), "Connected two as Zoho OAuth Account 1\n")
        self.assertEqual(len(accounts.log), asked)
        accounts.answers["/crm/v8/x"] = (200, {})
        for link in ("one", "two"):
            self.ok("-e", f'info invokeurl [ url: "{accounts.url}/crm/v8/x" connection: "{link}" ];')
        self.assertEqual(accounts.calls[0]["token"], accounts.calls[1]["token"])
        self.refused(2, "is in use: connection two", "connections", "delete", "one")
        self.assertEqual(self.ok("connections", "revoke", "two"), "Revoked two\n")
        self.assertEqual(accounts.revoked, [])
        self.ok("connections", "delete", "two")
        self.ok("connections", "revoke", "one")
        self.assertEqual(len(accounts.revoked), 1)
        self.refused(2, "'one' has no authorisation that could be revoked", "connections", "revoke", "one")
        self.refused(2, "has no authorisation of ada@x", "connections", "revoke", "one", "--of", "ada@x")

    def test_every_decision_is_in_the_log(self):
        accounts = self.accounts()
        self.ok("connections", "create", "z", "--connector", "zoho_oauth", "--scopes", "ZohoCRM.users.READ")
        self.consent("z")
        self.ok("connections", "disable", "z")
        self.refused(3, "is disabled", "-e", 'invokeurl [ url: "https://www.zohoapis.com/x" connection: "z" ];')
        self.ok("connections", "revoke", "z")
        self.refused(3, "may not", "connections", "delete", "z", "--role", "user", "--user", "ada@x")
        self.ok("connections", "delete", "z")
        self.refused(3, "sluice connections authorize zoho_recruit", "-e", 'zoho.recruit.getRecordById("Candidates", 1);')
        told = [(line["event"], line["action"], line["result"], line.get("connection", line.get("connector")))
                for line in self.logged() if "action" in line]
        self.assertEqual(told, [
            ("connector", "configure", "done", "zoho_oauth"),
            ("connection", "create", "done", "z"),
            ("authorization", "open consent page", "done", "z"),
            ("authorization", "exchange code", "done", "z"),
            ("connection", "disable", "done", "z"),
            ("connection", "use", "refused", "z"),
            ("authorization", "revoke", "done", "z"),
            ("connection", "delete", "refused", "z"),
            ("connection", "delete", "done", "z"),
            ("connection", "create", "done", "zoho_recruit"),
            ("connection", "use", "refused", "zoho_recruit"),
        ])
        self.assertEqual(len(self.logged(user="ada@x", role="user", error="SLC-CON-0010")), 1)
        self.assertEqual(len(self.logged(detail="automatically, for the first task that needs it")), 1)
        calls = self.logged(event="call", task="authorization", connection="z")
        self.assertEqual([line["url"].removeprefix(accounts.url) for line in calls], ["/oauth/v2/token", "/oauth/v2/token/revoke"])

    def test_consent_that_is_refused_or_never_given_is_in_the_log(self):
        self.accounts()
        self.ok("connections", "create", "z", "--connector", "zoho_oauth", "--scopes", "ZohoCRM.users.READ")
        for answer, result, exit_code in (("error=access_denied", "refused", 3), (None, "expired", -signal.SIGINT)):
            process = self.start("connections", "authorize", "z", "--no-browser")
            address = process.stdout.readline().decode().strip()
            query = urllib.parse.parse_qs(urllib.parse.urlparse(address).query)
            if answer:
                urllib.request.urlopen(f"{query['redirect_uri'][0]}?{answer}&state={query['state'][0]}").read()
            else:
                process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=60)
            self.seen += output.decode() + errors.decode()
            self.assertEqual(process.returncode, exit_code, errors)
            last = self.logged(event="authorization")[-1]
            self.assertEqual((last["result"], last["connection"]), (result, "z"), last)

    def test_a_store_that_was_cut_to_nothing(self):
        self.bearer()
        database = next(self.path.rglob("connections.db"))
        os.truncate(database, 0)
        for command in (("connections", "list"), ("doctor",)):
            self.refused(6, "is empty, so it has lost what it held", *command)
        self.refused(6, "put back a copy", "-e", 'invokeurl [ url: "https://api.example.com/" connection: "api" ];')
        database.unlink()
        self.assertEqual(self.ok("connections", "list", "--json"), "[]\n")

    def test_an_interrupt_while_the_token_is_fetched_ends_it(self):
        accounts = self.accounts()
        self.ok("connections", "create", "z", "--connector", "zoho_oauth", "--scopes", "ZohoCRM.users.READ")
        accounts.asked, accounts.go_on = threading.Event(), threading.Event()
        self.addCleanup(accounts.go_on.set)
        process = self.start("connections", "authorize", "z", "--no-browser")
        address = process.stdout.readline().decode().strip()
        urllib.request.urlopen(address, timeout=30).close()
        self.assertTrue(accounts.asked.wait(30))
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        self.assertEqual(process.returncode, -signal.SIGINT)

    def test_grant_code_and_refresh_token(self):
        accounts = self.accounts()
        accounts.codes["self-client"] = {}
        self.ok("connections", "create", "z", "--connector", "zoho_oauth", "--scopes", "ZohoCRM.users.READ", "--type", "user")
        self.ok("connections", "authorize", "z", "--grant-code-stdin", "--user", "a@x", stdin="self-client\n")
        self.refused(1, "invalid_code", "connections", "authorize", "z", "--grant-code-stdin", "--user", "b@x", stdin="self-client\n")
        accounts.refresh.add(CANARY + "seed")
        self.ok("connections", "authorize", "z", "--token-stdin", "--user", "b@x", stdin=CANARY + "seed\n")
        accounts_of = json.loads(self.ok("connections", "show", "z", "--json"))["environments"][0]["accounts"]
        self.assertEqual([each["user"] for each in accounts_of], ["a@x", "b@x"])
        own = json.loads(self.ok("connections", "show", "z", "--json", "--user", "a@x", "--role", "user"))
        self.assertEqual([each["user"] for each in own["environments"][0]["accounts"]], ["a@x"])

    def test_services_that_give_nothing_without_scopes(self):
        for connector in ("google", "microsoft", "hubspot", "slack", "zoho_oauth"):
            self.refused(2, "which scopes it wants", "connections", "create", "c", "--connector", connector)
        self.ok("connections", "create", "c", "--connector", "google", "--scopes", "https://www.googleapis.com/auth/drive.readonly")
        self.refused(2, "--set SCOPE", "connections", "scopes", "c", "--remove", "https://www.googleapis.com/auth/drive.readonly")
        self.ok("connections", "create", "g", "--connector", "github")  # reads what is public

    def test_a_look_makes_no_store(self):
        looks = (("connections", "list", "--json"), ("connectors", "list"), ("connectors", "show", "zoho_crm"), ("doctor",))
        for words in looks:
            self.ok(*words)
        self.refused(2, "sluice connections create crm", "connections", "show", "crm")
        self.refused(1, "Connection 'crm' does not exist", "-e", 'invokeurl [ url: "https://example.com" connection: "crm" ];')
        self.assertEqual([str(each) for each in self.path.iterdir() if each.name != "everything.log"], [])
        self.assertIn("there is none yet", self.ok("doctor"))
        self.bearer()
        self.assertIn("readable by its owner only", self.sluice("doctor")[1])

    def test_without_a_home(self):
        del self.environment["HOME"]
        for words in (("connections", "list"), ("doctor",), ("connections", "create", "api", "--connector", "generic_bearer")):
            self.refused(6, "set HOME, or name a folder: --store DIR, SLUICE_HOME", *words)
        self.refused(6, "SLUICE_STORE_KEY", "connections", "create", "api", "--connector", "generic_bearer", "--store", "kept")
        self.environment["SLUICE_STORE_KEY"] = "ab" * 32
        self.ok("connections", "create", "api", "--connector", "generic_bearer", "--store", "kept")

    def test_missing_client(self):
        self.ok("connections", "create", "z", "--connector", "zoho_oauth", "--scopes", "ZohoCRM.users.READ")
        self.refused(3, "sluice connectors configure zoho_oauth", "connections", "authorize", "z", "--no-browser")
        self.refused(2, "not on this machine", "connectors", "configure", "zoho_crm", "--client-id", "x", "--accounts-url", "https://evil.example")

    # ---------------------------------------------------------------- connectors and doctor

    def test_connectors(self):
        listed = json.loads(self.ok("connectors", "list", "--json"))
        self.assertGreaterEqual(len(listed), 38)
        self.assertIn("zoho_crm", self.ok("connectors", "list"))
        self.write("acme.toml", '[connector]\nlink = "acme"\nallowed_hosts = ["acme.example"]\n[auth]\ntype = "bearer"\n')
        self.assertEqual(self.ok("connectors", "add", "acme.toml"), "Added acme\n")
        self.assertTrue(json.loads(self.ok("connectors", "show", "acme", "--json"))["custom"])
        self.ok("connectors", "remove", "acme")
        self.write("bad.toml", '[connector]\nlink = "acme"\nhosts = []\n')
        self.refused(2, "bad.toml:3:1: unknown key 'hosts'", "connectors", "add", "bad.toml")
        self.refused(2, "did you mean 'zoho_crm'", "connectors", "show", "zoho_cmr")

    def test_wrong_usage(self):
        self.refused(2, "did you mean 'create'", "connections", "creat", "x")
        self.refused(2, "--token-stdin", "connections", "authorize", self.named_bearer())
        self.assertIn("Examples:", self.ok("connections", "--help"))

    def named_bearer(self):
        self.ok("connections", "create", "b", "--connector", "stripe")
        return "b"

    def test_doctor(self):
        accounts = self.accounts()
        self.ok("connections", "create", "z", "--connector", "zoho_oauth", "--scopes", "ZohoCRM.users.READ")
        self.refused(3, "nobody has authorised it", "doctor")
        self.consent("z")
        findings = json.loads(self.ok("doctor", "--json"))
        self.assertEqual({each["verdict"] for each in findings}, {"ok"})
        self.assertIn("host 127.0.0.1", [each["subject"] for each in findings])
        self.ok("connections", "revoke", "z")
        self.refused(3, "its authorisation was revoked", "doctor")
        self.consent("z")
        accounts.close()
        self.refused(1, "failed   host 127.0.0.1", "doctor")
        self.ok("connections", "create", "pay", "--connector", "stripe")
        self.refused(3, "failed   host 127.0.0.1", "doctor")  # the gravest finding is the exit code
        database = next(self.path.rglob("connections.db"))
        os.chmod(database, 0o644)
        self.refused(6, "chmod 600", "doctor")


if __name__ == "__main__":
    unittest.main()
