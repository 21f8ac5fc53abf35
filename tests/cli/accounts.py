"""An accounts server with an API behind it, as Zoho's are (oauth.md), and tests that authorise connections there."""

import base64
import hashlib
import http.server
import json
import secrets
import socketserver
import threading
import urllib.parse
import urllib.request

from harness import CliTest

CANARY = "CANARY" + secrets.token_hex(8)


def forms_of(secret):
    """As it is, and the part of its base64 that does not depend on what stands before and behind it."""
    yield secret
    for shift in range(3):
        text = base64.b64encode(b" " * shift + secret.encode()).decode()
        yield text[4 if shift else 0:-4]


class Accounts:
    """Speaks as an accounts server of Zoho does (oauth.md), on loopback."""

    def __init__(self):
        self.codes, self.refresh, self.log, self.count, self.revoked = {}, set(), [], 0, []
        self.live, self.answers, self.calls, self.scheme = set(), {}, [], "Zoho-oauthtoken"
        self.asked = self.go_on = None  # events: a request for a token has arrived; it may be answered
        accounts = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def reply(self, status, body, headers=()):
                data = b"" if status == 204 else json.dumps(body).encode()
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json;charset=UTF-8")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def do_GET(self):
                url = urllib.parse.urlparse(self.path)
                query = dict(urllib.parse.parse_qsl(url.query))
                accounts.log.append(("GET", url.path, query, dict(self.headers)))
                if url.path != "/oauth/v2/auth":
                    return self.call("GET", "")
                accounts.count += 1
                code = f"code-{accounts.count}"
                accounts.codes[code] = query
                answer = {"code": code, "state": query["state"], "location": "us", "accounts-server": accounts.url}
                return self.reply(302, {}, [("Location", query["redirect_uri"] + "?" + urllib.parse.urlencode(answer))])

            do_HEAD = do_GET

            def call(self, method, body):
                """The API: 401 for tokens that do not live, else the path's answer, or what was asked."""
                call = {"method": method, "path": self.path, "body": body, "type": self.headers.get("Content-Type")}
                scheme, _, token = self.headers.get("Authorization", "").partition(" ")
                accounts.calls.append({**call, "token": token})
                if scheme != accounts.scheme or token not in accounts.live:
                    return self.reply(401, {"code": "INVALID_TOKEN", "message": "invalid oauth token", "status": "error"})
                status, answer = accounts.answers.get(self.path.partition("?")[0], (200, call))
                return self.reply(status, answer, [("X-Request", "r-1")])

            def do_PUT(self):
                self.call(self.command, self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())

            do_PATCH = do_DELETE = do_PUT

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                form = dict(urllib.parse.parse_qsl(body))
                url = urllib.parse.urlparse(self.path)
                if not url.path.startswith("/oauth/"):
                    return self.call("POST", body)
                accounts.log.append(("POST", url.path, form, dict(self.headers)))
                if url.path == "/oauth/v2/token/revoke":
                    accounts.revoked.append(form["token"])
                    return self.reply(200, {"status": "success"})
                if form.get("client_id") != "1000.TEST" or form.get("client_secret") != CANARY + "secret":
                    return self.reply(200, {"error": "invalid_client"})
                if form["grant_type"] == "authorization_code":
                    asked = accounts.codes.pop(form["code"], None)
                    if asked is None:
                        return self.reply(200, {"error": "invalid_code"})
                    if "code_challenge" in asked:
                        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
                        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != asked["code_challenge"]:
                            return self.reply(200, {"error": "invalid_code"})
                if accounts.asked:  # the test goes on while this request waits
                    accounts.asked.set()
                    accounts.go_on.wait(30)
                if form["grant_type"] == "refresh_token" and form.get("refresh_token") not in accounts.refresh:
                    return self.reply(200, {"error": "invalid_code"})
                accounts.count += 1
                accounts.live.add(f"{CANARY}access{accounts.count}")
                answer = {"access_token": f"{CANARY}access{accounts.count}", "api_domain": accounts.url,
                          "token_type": "Bearer", "expires_in": 3600}
                if form["grant_type"] == "authorization_code":
                    answer["refresh_token"] = f"{CANARY}refresh{accounts.count}"
                    accounts.refresh.add(answer["refresh_token"])
                return self.reply(200, answer)

            def log_message(self, *_):
                pass

        class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
            daemon_threads = True

        self.http = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    @property
    def refreshes(self):
        return sum(path == "/oauth/v2/token" and form.get("grant_type") == "refresh_token" for _, path, form, _ in self.log)

    def close(self):
        self.http.shutdown()
        self.http.server_close()


class ConnectedTest(CliTest):
    def setUp(self):
        super().setUp()
        self.seen = ""
        self.environment["SLUICE_LOG"] = "everything.log"

    def sluice(self, *words, stdin=""):
        code, output, errors = super().sluice(*words, stdin=stdin)
        self.seen += output + errors
        return code, output, errors

    def tearDown(self):
        """No secret in anything that any command has written: output, errors, the log, the store's pages, the history."""
        for hidden in forms_of(CANARY):
            self.assertNotIn(hidden, self.seen)
            for file in self.path.rglob("*"):
                if file.is_file():
                    self.assertNotIn(hidden.encode(), file.read_bytes(), file)
        for line in self.logged():
            self.assertIn("event", line)

    def logged(self, **wanted):
        """The lines of the log, as JSON; those that have all the pairs."""
        log = self.path / "everything.log"
        lines = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
        return [line for line in lines if wanted.items() <= line.items()]

    def ok(self, *words, stdin=""):
        code, output, errors = self.sluice(*words, stdin=stdin)
        self.assertEqual((code, errors), (0, ""), output)
        return output

    def refused(self, exit_code, part, *words, stdin=""):
        code, output, errors = self.sluice(*words, stdin=stdin)
        self.assertEqual(code, exit_code, errors + output)
        self.assertIn(part, errors + output)

    def bearer(self):
        self.ok("connections", "create", "api", "--connector", "generic_bearer")
        self.ok("connections", "authorize", "api", "--token-stdin", "--parameter", "host=api.example.com",
                stdin=CANARY + "\n")

    def accounts(self):
        accounts = Accounts()
        self.addCleanup(accounts.close)
        self.write("sluice.toml", f'[egress]\nallow = ["127.0.0.1:{accounts.url.rsplit(":", 1)[1]}"]\n')
        self.ok("connectors", "configure", "zoho_oauth", "--client-id", "1000.TEST", "--client-secret-stdin",
                "--accounts-url", accounts.url, "--api-domain", accounts.url, stdin=CANARY + "secret\n")
        return accounts

    def consent(self, *words):
        process = self.start("connections", "authorize", *words, "--no-browser")
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdin.close)
        address = process.stdout.readline().decode().strip()
        redirect = urllib.parse.parse_qs(urllib.parse.urlparse(address).query)["redirect_uri"][0]
        for path in ("/favicon.ico", "/callback?code=x&state=forged"):  # answers of others do not count
            try:
                urllib.request.urlopen(urllib.parse.urljoin(redirect, path))
            except urllib.error.HTTPError as error:
                self.assertIn(error.code, (400, 404))
        urllib.request.urlopen(address).read()
        output, errors = process.stdout.read().decode(), process.stderr.read().decode()
        self.seen += output + errors
        self.assertEqual((process.wait(60), errors), (0, ""))
        return output
