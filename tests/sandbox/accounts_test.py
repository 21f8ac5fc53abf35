"""The accounts server: authorization page, codes, PKCE, refresh, revocation, limits."""

import base64
import hashlib
import html.parser
import unittest
import urllib.parse

from harness import Client, SandboxTest, Server, multipart

REDIRECT = "http://127.0.0.1:9/callback"


class Form(html.parser.HTMLParser):
    """The fields of the page's form, and its users."""

    def __init__(self, text):
        super().__init__()
        self.fields, self.users, self.action = {}, [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.action = attributes["action"]
        elif tag == "input":
            self.fields[attributes["name"]] = attributes["value"]
        elif tag == "option":
            self.users.append(attributes["value"])


class Authorization(SandboxTest):
    flags = ("--seed", "demo")

    def ask(self, **changes):
        query = {"client_id": self.server.ready["client_id"], "response_type": "code", "redirect_uri": REDIRECT,
                 "scope": "ZohoCRM.modules.ALL,ZohoCRM.users.READ", "access_type": "offline", "state": "a b&c", **changes}
        return self.client.send("GET", "/oauth/v2/auth", **query)

    def decide(self, page, decision="accept", user=0):
        form = Form(page.bytes.decode())
        body = urllib.parse.urlencode({**form.fields, "user": form.users[user], "decision": decision})
        answer = self.client.send("POST", form.action, body, {"Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(answer.status, 302)
        location = answer.headers["Location"]
        self.assertTrue(location.startswith(REDIRECT + "?"))
        return dict(urllib.parse.parse_qsl(location.split("?", 1)[1]))

    def exchange(self, code, **more):
        ready = self.server.ready
        return self.client.token_call(**{"grant_type": "authorization_code", "client_id": ready["client_id"], "code": code,
                                         "client_secret": ready["client_secret"], "redirect_uri": REDIRECT, **more}).json

    def test_the_way_of_a_person(self):
        page = self.ask()
        self.assertEqual(page.status, 200)
        self.assertIn("text/html", page.headers["Content-Type"])
        self.assertIn("ZohoCRM.modules.ALL", page.bytes.decode())
        given = self.decide(page)
        self.assertEqual(given["state"], "a b&c")
        self.assertEqual(given["location"], "us")
        self.assertEqual(given["accounts-server"], self.server.ready["accounts_url"])
        tokens = self.exchange(given["code"])
        self.assertEqual(set(tokens), {"access_token", "refresh_token", "scope", "api_domain", "token_type", "expires_in"})
        self.assertEqual(tokens["scope"], "ZohoCRM.modules.ALL ZohoCRM.users.READ")
        self.assertEqual((tokens["expires_in"], tokens["token_type"]), (3600, "Bearer"))
        self.assertEqual(self.exchange(given["code"]), {"error": "invalid_code"})
        self.assertNotIn("refresh_token", self.client.refresh(tokens["refresh_token"]).json)

    def test_another_user(self):
        tokens = self.exchange(self.decide(self.ask(), user=1)["code"])
        self.client.token = tokens["access_token"]
        me = self.client.crm("GET", "users", type="CurrentUser").json["users"][0]
        self.assertEqual(me["email"], "noah.fischer@example.com")

    def test_refusal(self):
        self.assertEqual(self.decide(self.ask(), "reject"), {"error": "access_denied", "state": "a b&c"})

    def test_online_access_has_no_refresh_token(self):
        tokens = self.exchange(self.decide(self.ask(access_type="online"))["code"])
        self.assertNotIn("refresh_token", tokens)

    def test_pkce(self):
        verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        ask = lambda: self.decide(self.ask(code_challenge=challenge, code_challenge_method="S256"))["code"]
        self.assertEqual(self.exchange(ask()), {"error": "invalid_code"})
        self.assertEqual(self.exchange(ask(), code_verifier="wrong"), {"error": "invalid_code"})
        self.assertIn("access_token", self.exchange(ask(), code_verifier=verifier))

    def test_bad_requests_do_not_redirect(self):
        for keyword, change in [("invalid_client", {"client_id": "1000.NONE"}),
                                ("invalid_redirect_uri", {"redirect_uri": "https://evil.example/"}),
                                ("invalid_redirect_uri", {"redirect_uri": "http://127.0.0.1.evil.example/"}),
                                ("invalid_redirect_uri", {"redirect_uri": "http://127.0.0.1:80@evil.example/"}),
                                ("invalid_redirect_uri", {"redirect_uri": "http://127.0.0.1:80\\@evil.example/"}),
                                ("invalid_redirect_uri", {"redirect_uri": "http://localhost@evil.example/"}),
                                ("invalid_redirect_uri", {"redirect_uri": "javascript:alert(1)//http://127.0.0.1"}),
                                ("invalid_scope", {"scope": "nonsense"}), ("invalid_response_type", {"response_type": "token"})]:
            answer = self.ask(**change)
            self.assertEqual(answer.status, 400)
            self.assertIn("ERROR_" + keyword, answer.bytes.decode())

    def test_the_page_escapes_what_it_is_given(self):
        page = self.ask(state="\"'><script>alert(1)</script>")
        self.assertNotIn(b"<script>", page.bytes)
        self.assertEqual(Form(page.bytes.decode()).fields["state"], "\"'><script>alert(1)</script>")
        self.assertIn("default-src 'none'", page.headers["Content-Security-Policy"])
        self.assertEqual(page.headers["X-Frame-Options"], "DENY")

    def test_the_page_needs_no_script_and_has_labels(self):
        page = self.ask().bytes.decode()
        self.assertNotIn("<script", page)
        self.assertIn('<label for="user">', page)
        self.assertIn('id="user"', page)
        self.assertIn('<html lang="en">', page)

    def test_another_redirect_address_at_the_exchange(self):
        code = self.decide(self.ask())["code"]
        self.assertEqual(self.exchange(code, redirect_uri="http://127.0.0.1:10/"), {"error": "invalid_redirect_uri"})


class Tokens(SandboxTest):
    def test_failures_are_200_with_an_error(self):
        ready = self.server.ready
        right = {"grant_type": "refresh_token", "client_id": ready["client_id"], "client_secret": ready["client_secret"],
                 "refresh_token": ready["refresh_token"]}
        for error, change in [("invalid_client", {"client_id": "1000.NONE"}), ("invalid_client_secret", {"client_secret": "x"}),
                              ("invalid_code", {"refresh_token": "1000.x.y"}), ("unsupported_grant_type", {"grant_type": "password"}),
                              ("invalid_request", {"grant_type": ""}), ("invalid_request", {"refresh_token": ""})]:
            answer = self.client.token_call(**{**right, **change})
            self.assertEqual((answer.status, answer.json), (200, {"error": error}))

    def test_parameters_in_query_form_and_multipart(self):
        ready = self.server.ready
        parameters = {"grant_type": "refresh_token", "client_id": ready["client_id"], "client_secret": ready["client_secret"],
                      "refresh_token": ready["refresh_token"]}
        in_query = self.client.send("POST", "/oauth/v2/token", "", {"Content-Type": "application/json"}, **parameters)
        self.assertIn("access_token", in_query.json)
        body, kind = multipart([(name, None, value.encode()) for name, value in parameters.items()])
        self.assertIn("access_token", self.client.send("POST", "/oauth/v2/token", body, {"Content-Type": kind}).json)
        self.assertIn("access_token", self.client.refresh().json)

    def test_the_body_wins(self):
        ready = self.server.ready
        body = urllib.parse.urlencode({"refresh_token": ready["refresh_token"]})
        answer = self.client.send("POST", "/oauth/v2/token", body, {"Content-Type": "application/x-www-form-urlencoded"},
                                  grant_type="refresh_token", client_id=ready["client_id"],
                                  client_secret=ready["client_secret"], refresh_token="1000.x.y")
        self.assertIn("access_token", answer.json)

    def test_both_header_schemes(self):
        token = self.client.token
        for scheme in ("Zoho-oauthtoken", "zoho-OAuthToken", "Bearer", "bearer"):
            self.assertEqual(self.client.crm("GET", "org", headers={"Authorization": f"{scheme} {token}"}).status, 200)
        for header in (None, "Basic abc", token):
            answer = self.client.crm("GET", "org", headers={"Authorization": header})
            self.check_error(answer, 401, "AUTHENTICATION_FAILURE", "Authentication failed", {})
        answer = self.client.crm("GET", "org", headers={"Authorization": "Bearer nothing"})
        self.check_error(answer, 401, "INVALID_TOKEN", "invalid oauth token", {})

    def test_a_narrow_scope(self):
        self.client.token = self.client.grant("ZohoCRM.modules.leads.READ")
        self.assertEqual(self.client.crm("GET", "Leads", fields="Last_Name").status, 204)
        self.check_error(self.client.crm("POST", "Leads", {"data": [{"Last_Name": "x"}]}), 401, "OAUTH_SCOPE_MISMATCH", "Unauthorized")
        self.check_error(self.client.crm("GET", "Deals", version="v2"), 401, "OAUTH_SCOPE_MISMATCH",
                         "invalid oauth scope to access this URL")
        self.check_error(self.client.crm("GET", "Leads/search", word="ab"), 401, "OAUTH_SCOPE_MISMATCH")

    def test_revocation(self):
        token = self.client.grant("ZohoCRM.org.READ")
        other = Client(self.server, token)
        self.addCleanup(other.connection.close)
        self.assertEqual(other.crm("GET", "org").status, 200)
        answer = self.client.send("POST", "/oauth/v2/token/revoke", token=token)
        self.assertEqual((answer.status, answer.json), (200, {"status": "success"}))
        self.check_error(other.crm("GET", "org"), 401, "INVALID_TOKEN")
        self.assertEqual(self.client.send("POST", "/oauth/v2/token/revoke", token=token).status, 400)

    def test_user_info(self):
        answer = self.client.send("GET", "/oauth/user/info")
        self.assertEqual((answer.json["Email"], answer.json["Display_Name"]), ("maya.chen@example.com", "Maya Chen"))


class Grants(SandboxTest):
    def test_only_what_a_grant_takes(self):
        ask = lambda **body: self.client.send("POST", "/__sandbox/oauth/grant", {"scope": "ZohoCRM.org.READ", **body})
        user = self.client.crm("GET", "users").json["users"][0]["id"]
        for good in ({}, {"user": user}, {"user": int(user)}, {"minutes": 10}, {"client_id": self.server.ready["client_id"]}):
            self.assertEqual(ask(**good).status, 200, good)
        for wrong, what in (({"user": "nobody-such"}, 'unknown user "nobody-such"'), ({"user": 12}, "unknown user 12"),
                            ({"user": None}, "unknown user null"), ({"usr": user}, "no 'usr'"), ({"minutes": "3"}, 'minutes cannot be "3"'),
                            ({"minutes": 11}, "minutes cannot be 11"), ({"client_id": 1}, "unknown client_id 1"), ({"scope": ""}, "scope is missing")):
            answer = ask(**wrong)
            self.assertEqual(answer.status, 400, wrong)
            self.assertIn(what, answer.json["error"])
            self.assertIn("a grant takes scope", answer.json["error"])


class Expiry(unittest.TestCase):
    def test_codes_and_tokens_expire(self):
        server = Server("--seed", "empty")
        self.addCleanup(server.stop)
        client = Client(server).login()
        self.addCleanup(client.connection.close)
        code = client.send("POST", "/__sandbox/oauth/grant", {"scope": "ZohoCRM.org.READ", "minutes": 3}).json["code"]
        client.send("POST", "/__sandbox/clock", {"advance": 181})
        ready = server.ready
        answer = client.token_call(grant_type="authorization_code", code=code, client_id=ready["client_id"],
                                   client_secret=ready["client_secret"])
        self.assertEqual(answer.json, {"error": "invalid_code"})
        self.assertEqual(client.crm("GET", "org").status, 200)
        client.send("POST", "/__sandbox/clock", {"advance": 3420})
        self.assertEqual(client.crm("GET", "org").json["code"], "INVALID_TOKEN")
        self.assertEqual(client.login().crm("GET", "org").status, 200)

    def test_token_limits(self):
        server = Server("--seed", "empty", "--token-limits")
        self.addCleanup(server.stop)
        client = Client(server)
        self.addCleanup(client.connection.close)
        first = client.refresh().json["access_token"]
        for _ in range(9):
            self.assertIn("access_token", client.refresh().json)
        answer = client.refresh()
        self.assertEqual((answer.status, answer.json["error"], answer.json["status"]), (400, "Access Denied", "failure"))
        client.send("POST", "/__sandbox/clock", {"advance": 601})
        for _ in range(6):  # the 16th live token puts out the first
            self.assertIn("access_token", client.refresh().json)
        client.token = first
        self.assertEqual(client.crm("GET", "org").status, 401)

    def test_the_21st_refresh_token_puts_out_the_oldest(self):
        server = Server("--seed", "empty", "--token-limits")
        self.addCleanup(server.stop)
        client = Client(server)
        self.addCleanup(client.connection.close)
        ready = server.ready

        def refresh_token():
            code = client.send("POST", "/__sandbox/oauth/grant", {"scope": "ZohoCRM.org.READ"}).json["code"]
            return client.token_call(grant_type="authorization_code", code=code, client_id=ready["client_id"],
                                     client_secret=ready["client_secret"]).json["refresh_token"]

        self.assertIn("access_token", client.refresh().json)  # the one of the start is the first of 20
        tokens = [refresh_token() for _ in range(20)]
        self.assertEqual(client.refresh().json, {"error": "invalid_code"})
        self.assertIn("access_token", client.refresh(tokens[0]).json)


if __name__ == "__main__":
    unittest.main()
