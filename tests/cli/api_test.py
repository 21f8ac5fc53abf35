"""invokeapi, sendsms and invokeurl with connections: data centres, renewed tokens, {parameters}, what is kept secret."""

import json
import os
import pty
import subprocess
import unittest

from accounts import CANARY, ConnectedTest
from harness import SLUICE


class ApiTest(ConnectedTest):
    def connected(self, *words):
        accounts = self.accounts()
        self.ok("connections", "create", "z", "--connector", "zoho_oauth", "--scopes", "ZohoCRM.modules.ALL", *words)
        self.consent("z")
        return accounts

    def runs(self, expected, code, *flags):
        code, output, errors = self.sluice("-e", code, *flags)
        self.assertEqual((code, output, errors), (0, expected + "\n", ""))


class InvokeApi(ApiTest):
    def test_request(self):
        accounts = self.connected()
        self.runs("customers", 'r = invokeapi [ service: zohobilling path: "/billing/v1/customers?page=2" type: post '
                  'parameters: {"q":"a b"} body: {"a":{1,2}} headers: {"Content-Type":"application/json","X-Org":7} '
                  'connection: "z" ]; info r.get("path").getSuffix("/v1/").getPrefix("?");')
        self.assertEqual(accounts.calls[-1] | {"token": ""}, {
            "method": "POST", "path": "/billing/v1/customers?page=2&q=a+b", "body": '{"a":[1,2]}',
            "type": "application/json", "token": ""})

    def test_status_and_headers_belong_to_the_variable(self):
        accounts = self.connected()
        accounts.answers = {"/crm/v8/Leads": (200, {"status": "in the body"}), "/crm/v8/gone": (404, {"code": "X"}),
                            "/crm/v8/empty": (204, {})}
        call = 'invokeapi [ service: zohocrm path: "/crm/v8/{}" connection: "z" ]'.format
        self.runs("200 r-1 in the body {\"status\":\"in the body\"}",
                  f'r = {call("Leads")}; info r.status + " " + r.headers.get("x-request") + " " + r.get("status") + " " + r;')
        self.runs("204|404:X", f'a = {call("empty")}; b = {call("gone")}; '
                  'info a.Status + "|" + a + b.status + ":" + b.get("code");')
        # Another value of the same name is no response any more; a map's own key is found then.
        self.runs("mine", f'r = {call("Leads")}; r = {{"status":"mine"}}; info r.status;')
        self.runs("200", f'void f() {{ r = {call("Leads")}; info r.status; }} f();')
        self.runs("204 true", f'r = invokeapi [ service: zohocrm path: "/crm/v8/empty" response-format: NONE connection: "z" ]; '
                  'info r.status + " " + isNull(r);')
        self.runs("200,404", 'l = List(); for each p in {"Leads","gone"} { '
                  'r = invokeapi [ service: zohocrm path: "/crm/v8/" + p connection: "z" ]; l.add(r.status); } '
                  "info l.toString();")
        self.assertIn("in the body", self.ok("-e", f"info {call('Leads')};"))

    def test_in_a_session(self):
        accounts = self.connected()
        accounts.answers = {"/crm/v8/empty": (204, {})}
        done = subprocess.run([SLUICE, "repl"], capture_output=True, text=True, cwd=self.path, env=self.environment,
                              input='r = invokeapi [ service: zohocrm path: "/crm/v8/empty" connection: "z" ];\n'
                                    "r.status\nr.headers.get(\"x-request\")\n:vars\nr = 1;\nr.status\n")
        self.assertEqual(done.stdout, '204\n"r-1"\nr : TEXT = ""\n')
        self.assertIn("status", done.stderr)

    def test_the_history_of_a_session_holds_no_secret(self):
        """On a terminal, where inputs are kept; tearDown searches the file."""
        accounts = self.connected()
        accounts.answers["/crm/v8/x"] = (200, {"echo": sorted(accounts.live)})
        screen, terminal = pty.openpty()
        self.addCleanup(os.close, screen)
        session = subprocess.Popen([SLUICE, "repl"], stdin=terminal, stdout=terminal, stderr=terminal, cwd=self.path,
                                   env=self.environment | {"TERM": "xterm"}, start_new_session=True)
        os.close(terminal)
        os.write(screen, f'r = invokeurl [ url: "{accounts.url}/crm/v8/x" connection: "z" ];\nr\n:quit\n'.encode())
        shown = b""
        try:
            while piece := os.read(screen, 65536):
                shown += piece
        except OSError:  # the session has closed the terminal
            pass
        self.assertEqual(session.wait(30), 0)
        self.seen += shown.decode(errors="replace")
        self.assertIn("***", self.seen)
        self.assertTrue(any("invokeurl" in file.read_text() for file in self.path.rglob("history")))

    def test_refused(self):
        self.connected()
        self.refused(1, "did you mean 'zohobooks'?", "-e", 'invokeapi [ service: zohobook path: "/x" connection: "z" ];')
        self.refused(1, "begin it with /", "-e", 'invokeapi [ service: zohocrm path: "x" connection: "z" ];')
        self.refused(1, "'PATH' is missing for invokeapi task", "-e", "invokeapi [ service: zohocrm ];")
        self.refused(1, "'connection' is missing", "-e", 'invokeapi [ service: zohocrm path: "/x" ];', "--dialect", "creator")
        self.refused(3, "sluice connections authorize zoho_crm", "-e", 'invokeapi [ service: zohocrm path: "/x" ];')


class Tokens(ApiTest):
    CALL = 'r = invokeurl [ url: "URL/crm/v8/x" connection: "z" detailed: true ]; info r.get("responseCode");'

    def test_a_refused_token_is_renewed_and_the_call_repeated_once(self):
        accounts = self.connected()
        accounts.live.clear()  # as if revoked at the service before its time
        self.runs("200", self.CALL.replace("URL", accounts.url))
        self.assertEqual((accounts.refreshes, [each["path"] for each in accounts.calls]), (1, ["/crm/v8/x"] * 2))
        self.assertNotEqual(accounts.calls[0]["token"], accounts.calls[1]["token"])
        self.runs("200", self.CALL.replace("URL", accounts.url))  # the new token was kept
        self.assertEqual((accounts.refreshes, len(accounts.calls)), (1, 3))

    def test_a_second_refusal_is_the_answer(self):
        accounts = self.connected()
        accounts.answers["/crm/v8/x"] = (401, {"code": "OAUTH_SCOPE_MISMATCH"})
        self.runs("401", self.CALL.replace("URL", accounts.url))
        self.assertEqual((accounts.refreshes, len(accounts.calls)), (1, 2))

    def test_a_lapsed_authorisation_says_what_to_do(self):
        accounts = self.connected()
        accounts.live.clear()
        accounts.refresh.clear()
        self.refused(3, "sluice connections authorize z", "-e", self.CALL.replace("URL", accounts.url))
        shown = json.loads(self.ok("connections", "show", "z", "--json"))
        self.assertEqual(shown["state"], "expired")
        self.refused(3, "sluice connections authorize z", "doctor")
        calls = len(accounts.log)
        self.refused(3, "sluice connections authorize z", "-e", self.CALL.replace("URL", accounts.url))
        self.assertEqual(len(accounts.log), calls)  # no more tries
        self.consent("z")
        self.runs("200", self.CALL.replace("URL", accounts.url))

    def test_the_log_tells_everything_but_secrets(self):
        accounts = self.connected()
        accounts.live.clear()
        accounts.answers["/crm/v8/x"] = (200, {"echo": f"{CANARY}access3"})
        code, output, errors = self.sluice("-e", 'info invokeurl [ url: "URL/crm/v8/x" connection: "z" ];'.replace("URL", accounts.url),
                                           "--log", "calls.log")
        self.assertEqual((code, output, errors), (0, '{"echo":"***"}\n', ""))
        lines = [json.loads(line) for line in (self.path / "calls.log").read_text().splitlines()]
        self.assertEqual([(line["event"], line.get("status", line.get("result", line.get("decision")))) for line in lines],
                         [("egress", "allow"), ("call", 401), ("egress", "allow"), ("call", 200), ("token", "renewed"),
                          ("egress", "allow"), ("call", 200)])
        self.assertEqual([line.get("task") for line in lines], ["invokeUrl", "invokeUrl", "token", "token"] + ["invokeUrl"] * 3)

    def test_canary_is_found_where_it_is(self):
        """The search of tearDown sees what it is meant to see."""
        self.seen += CANARY
        self.assertRaises(AssertionError, self.tearDown)
        self.seen = ""


class Parameters(ApiTest):
    ACME = '''[connector]
link = "acme"
service = "acme"
allowed_hosts = ["{domain}"]
dynamic = ["domain", "team"]
[auth]
type = "api_key"
keys = [{ place = "header", name = "Authorization", prefix = "Zoho-oauthtoken ", label = "key" }]
'''

    def acme(self):
        accounts = self.accounts()
        accounts.live.add(CANARY + "key")
        self.write("acme.toml", self.ACME)
        self.ok("connectors", "add", "acme.toml")
        self.ok("connections", "create", "a", "--connector", "acme")
        self.ok("connections", "authorize", "a", "--token-stdin", "--parameter", "domain=" + accounts.url.partition("//")[2],
                "--parameter", "team=red", stdin=CANARY + "key\n")
        return accounts

    def test_parameters_stand_in_addresses(self):
        accounts = self.acme()
        self.runs("/red/x?y={other}", 'r = invokeurl [ url: "http://{domain}/{team}/x?y={other}" connection: "a" ]; '
                  'info r.get("path");')
        self.assertEqual(accounts.calls[-1]["token"], CANARY + "key")

    def test_credentials_stay_at_their_hosts(self):
        self.acme()
        self.refused(5, "SLC-CON-0022", "-e", 'invokeurl [ url: "https://other.example/x" connection: "a" ];')
        self.refused(2, "", "connections", "switch", "a", "--token-stdin", "--parameter", "domain=a.example/@evil",
                     "--parameter", "team=red", stdin="x\n")


class Sms(ApiTest):
    """Through connectors of the same services that say an address of this machine."""

    def service(self, service, keys):
        accounts = self.accounts()
        accounts.live.add(CANARY)
        self.write("sms.toml", f'''[connector]
link = "local_sms"
service = "{service}"
allowed_hosts = ["{accounts.url.partition("//")[2]}"]
base_url = "{accounts.url}"
dynamic = {json.dumps(list(keys))}
[auth]
type = "api_key"
keys = [{{ place = "header", name = "Authorization", prefix = "Zoho-oauthtoken ", label = "key" }}]
''')
        self.ok("connectors", "add", "sms.toml")
        self.ok("connections", "create", "texts", "--connector", "local_sms")
        parameters = [word for name, value in keys.items() for word in ("--parameter", f"{name}={value}")]
        self.ok("connections", "authorize", "texts", "--token-stdin", *parameters, stdin=CANARY + "\n")
        return accounts

    def test_clickatell(self):
        accounts = self.service("clickatell", {})
        self.runs("Success", 'r = sendsms [ to: {"+4912","+4913"} message: "Hi \u00e9" connection: "texts" ]; info r.get("status");')
        self.assertEqual([json.loads(each["body"]) for each in accounts.calls],
                         [{"to": [number], "content": "Hi \u00e9"} for number in ("+4912", "+4913")])
        self.refused(1, "at most 160 characters", "-e", f'sendsms [ to: "+49" message: "{"x" * 161}" connection: "texts" ];')
        self.runs("Success", f'r = sendsms [ to: "+49" message: "{"x" * 160}" connection: "texts" ]; info r.get("status");')

    def test_twilio_numbers(self):
        accounts = self.service("twilio", {"username": "AC1", "from": "+100"})
        self.runs("Success", 'r = sendsms [ to: +4912345678901 message: "x" connection: "texts" ]; info r.get("status");')
        self.runs("Success", 'r = sendsms [ from: +1222 to: "+49, +50" message: "x" connection: "texts" ]; info r.get("status");')
        self.assertEqual([(each["path"], each["body"]) for each in accounts.calls], [
            ("/2010-04-01/Accounts/AC1/Messages.json", "To=%2B4912345678901&Body=x&From=%2B100"),
            ("/2010-04-01/Accounts/AC1/Messages.json", "To=%2B49&Body=x&From=%2B1222"),
            ("/2010-04-01/Accounts/AC1/Messages.json", "To=%2B50&Body=x&From=%2B1222")])
        accounts.answers["/2010-04-01/Accounts/AC1/Messages.json"] = (400, {"code": 21211})
        self.runs("21211", 'r = sendsms [ to: "x" message: "x" connection: "texts" ]; info r.get("code");')

    def test_refused(self):
        self.bearer()
        self.refused(1, "sends no SMS", "-e", 'sendsms [ to: "+49" message: "x" connection: "api" ];')
        self.refused(1, "Connection 'none' does not exist", "-e", 'sendsms [ to: "+49" message: "x" connection: "none" ];')
        self.refused(1, "'connection' is missing", "-e", 'sendsms [ to: "+49" message: "x" ];')


if __name__ == "__main__":
    unittest.main()
