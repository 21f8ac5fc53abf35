"""invokeurl and its functions against servers on loopback: what goes out, what comes back, what is refused."""

import json
import socket
import time
import unittest

import services
from harness import CliTest


class WebTest(CliTest):
    @classmethod
    def setUpClass(cls):
        cls.server = services.Server()

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def setUp(self):
        super().setUp()
        self.server.seen.clear()

    def call(self, code, *flags, host="127.0.0.1"):
        return self.sluice("-e", code.replace("URL", self.server.url("", host)), "--allow-host",
                           f"{host}:{self.server.port}", *flags)

    def check(self, expected, code, *flags):
        self.assertEqual(self.call(code, *flags), (0, expected + "\n", ""))

    def echo(self, attributes):
        """What the server saw of a call with these attributes."""
        code, output, errors = self.call('r = invokeurl [ url: "URL/echo" ' + attributes + " ]; info r;")
        self.assertEqual((code, errors), (0, ""), output)
        return json.loads(output)

    def fails(self, part, code, *flags, exit_code=1):
        code, output, errors = self.call(code, *flags)
        self.assertEqual((code, output), (exit_code, ""), errors)
        self.assertIn(part, errors)


class Requests(WebTest):
    def test_get_with_query(self):
        seen = self.echo('type: GET parameters: {"q":"red shoes","page":2,"m":{"a":1},"u":"\u00e9&="}')
        self.assertEqual(seen["path"], "/echo?q=red+shoes&page=2&m=%7B%22a%22%3A1%7D&u=%C3%A9%26%3D")
        self.assertEqual(seen["body"], "")
        self.assertEqual(self.echo('type: GET parameters: "a=1&b=x y"')["path"], "/echo?a=1&b=x+y")
        self.assertEqual(self.echo('type: DELETE parameters: {"id":7}')["path"], "/echo?id=7")

    def test_methods_in_every_spelling(self):
        for written, method in (("post", "POST"), ('"PATCH"', "PATCH"), ("Put", "PUT"), ("DELETE", "DELETE"),
                                ("options", "OPTIONS")):
            self.assertEqual(self.echo(f"type: {written}")["method"], method)
        self.assertEqual(self.echo("")["method"], "GET")
        self.fails("Invalid method for the function invokeurl", 'invokeurl [ url: "URL/echo" type: TRACE ];')
        self.fails("'TRACE' is not a method", 'invokeurl [ url: "URL/echo" type: "TR" + "ACE" ];')

    def test_form(self):
        seen = self.echo('type: POST parameters: {"a b":"1 2","JSONString":{"x":{1,2}}}')
        self.assertEqual(seen["headers"]["Content-Type"], "application/x-www-form-urlencoded")
        self.assertEqual(seen["body"], "a+b=1+2&JSONString=%7B%22x%22%3A%5B1%2C2%5D%7D")

    def test_text_and_json(self):
        seen = self.echo('type: POST parameters: {"a":1}.toString()')
        self.assertEqual((seen["headers"]["Content-Type"], seen["body"]), ("text/plain;charset=UTF-8", '{"a":1}'))
        for json_type in ('headers: {"Content-Type":"application/json"}', 'content-type: "application/json"'):
            seen = self.echo(f'type: POST {json_type} parameters: {{"a":{{1,2}}}}')
            self.assertEqual((seen["headers"]["Content-Type"], seen["body"]), ("application/json", '{"a":[1,2]}'))
        self.assertEqual(self.echo('type: POST parameters: {1,"b"}')["body"], '[1,"b"]')

    def test_body(self):
        seen = self.echo('type: POST body: "x"')
        self.assertEqual((seen["headers"]["Content-Type"], seen["body"]), ("text/plain;charset=UTF-8", "x"))
        seen = self.echo('type: POST parameters: {"q":1} body: "x" headers: {"content-type":"application/json"}')
        self.assertEqual((seen["path"], seen["headers"]["content-type"], seen["body"]),
                         ("/echo?q=1", "application/json", "x"))
        seen = self.echo('type: POST body: {"a":1} headers: {"Content-Type":"application/x-www-form-urlencoded"}')
        self.assertEqual(seen["body"], "a=1")
        seen = self.echo('type: POST body: {"a":1}')
        self.assertTrue(seen["headers"]["Content-Type"].startswith("multipart/form-data; boundary=----"))
        self.assertIn('Content-Disposition: form-data; name="a"\r\n\r\n1\r\n', seen["body"])

    def test_headers(self):
        seen = self.echo('headers: {"X-Number":7,"Dropbox-API-Arg":{"path":"/a"},"X-Null":null}')
        self.assertEqual((seen["headers"]["X-Number"], seen["headers"]["Dropbox-API-Arg"]), ("7", '{"path":"/a"}'))
        self.assertNotIn("X-Null", seen["headers"])
        self.assertIn("gzip", seen["headers"]["Accept-Encoding"])
        self.assertTrue(seen["headers"]["User-Agent"].startswith("Sluice/"))

    def test_forged_headers(self):
        for name, value in (("X", '"a\\r\\nY: b"'), ("X\\nY", '"b"'), ("Host", '"evil.example"'),
                            ("Transfer-Encoding", '"chunked"'), ("Content-Length", "3")):
            self.fails("SLC-WEB-0015", f'invokeurl [ url: "URL/echo" headers: {{"{name}":{value}}} ];')
        self.assertEqual(self.server.seen, [])

    def test_files_up(self):
        code, output, errors = self.call('''
            f = invokeurl [ url: "URL/attachment" ];
            parts = List();
            parts.add({"paramName":"attachment","content":f});
            parts.add({"paramName":"note","content":"hello","stringPart":"true","contentType":"text/x"});
            r = invokeurl [ url: "URL/echo" type: POST files: parts parameters: {"more":1} ];
            info r.get("headers").get("Content-Type");
            info r.get("body");''')
        self.assertEqual((code, errors), (0, ""))
        kind, body = output.split("\n", 1)
        boundary = "--" + kind.removeprefix("multipart/form-data; boundary=")
        parts = body.removesuffix("\n").split(boundary)
        self.assertEqual(parts[0], "")
        self.assertEqual(parts[1], '\r\nContent-Disposition: form-data; name="more"\r\n\r\n1\r\n')
        self.assertEqual(parts[2].encode("latin-1").decode(),
                         '\r\nContent-Disposition: form-data; name="attachment"; filename="\u20ac.csv"\r\n'
                         "Content-Type: text/csv\r\n\r\na,b\n1,2\n\r\n")
        self.assertEqual(parts[3], '\r\nContent-Disposition: form-data; name="note"\r\nContent-Type: text/x\r\n\r\nhello\r\n')
        self.assertEqual(parts[4], "--\r\n")

    def test_file_bodies(self):
        seen = self.call('f = invokeurl [ url: "URL/pdf" ]; r = invokeurl [ url: "URL/echo" type: POST body: f ]; info r;')
        self.assertEqual(json.loads(seen[1])["headers"]["Content-Type"], "application/octet-stream")
        seen = self.call('f = invokeurl [ url: "URL/pdf" ]; r = invokeurl [ url: "URL/echo" type: POST parameters: f ]; info r;')
        self.assertIn('name="file"; filename="pdf"', json.loads(seen[1])["body"])

    def test_described_parts(self):
        seen = self.echo('type: POST body: {{"param-name":"k","param-value":{"a":1},"content-type":"application/json"}}')
        self.assertIn('name="k"\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n', seen["body"])

    def test_what_is_wrong(self):
        self.fails("SLC-WEB-0018", 'u = null; invokeurl [ url: u ];')
        self.fails("SLC-WEB-0019", 'invokeurl [ url: "URL/echo" headers: "x" ];')
        self.fails("'BOOLEAN'", 'invokeurl [ url: "URL/echo" detailed: "perhaps" ];')
        self.fails("write STRING, FILE or NONE", 'invokeurl [ url: "URL/echo" response-format: XML ];')
        for url in ("example.com/x", "ftp://example.com", "https://u:canary@example.com/", "https://", "file:///etc/passwd"):
            self.fails("SLC-WEB-0002", f'invokeurl [ url: "{url}" ];')
        self.assertNotIn("canary", self.call('invokeurl [ url: "https://u:canary@example.com/" ];')[2].split("-->")[0])

    def test_a_connection_without_a_store_or_unknown(self):
        code, output, errors = self.call('invokeurl [ url: "URL/echo" connection: "nobody" ];')
        self.assertIn(code, (1, 3, 6))
        self.assertIn("nobody", errors)
        self.assertEqual(self.server.seen, [])


class Responses(WebTest):
    def test_values(self):
        self.check("9007199254740993", 'r = invokeurl [ url: "URL/html-json" ]; info r.get("id");')
        self.check("1,2.50,", 'r = invokeurl [ url: "URL/list" ]; info r.get(0) + "," + r.get(1) + ",";')
        self.check("421", 'r = invokeurl [ url: "URL/scalar" ]; info r + 1;')
        self.check('{"a": ', 'r = invokeurl [ url: "URL/broken" ]; info r;')
        self.check("true", 'r = invokeurl [ url: "URL/empty" ]; info r == "";')
        self.check("true", 'r = invokeurl [ url: "URL/echo" response-format: NONE ]; info r == null;')
        self.check("true", 'r = invokeurl [ url: "URL/gzip" ]; info r.get("small");')
        self.check('{"small": true}', 'r = invokeurl [ url: "URL/gzip" response-format: STRING ]; info r;')

    def test_character_sets(self):
        for path in ("text", "latin1"):
            self.check("h\u00e9llo", f'r = invokeurl [ url: "URL/{path}" ]; info r;')
        self.check("h\ufffdllo", 'r = invokeurl [ url: "URL/unnamed-latin1" ]; info r;')
        self.check("h\u00e9llo", 'r = invokeurl [ url: "URL/unnamed-latin1" response-decoding: "ISO-8859-1" ]; info r;')
        self.fails("SLC-WEB-0021", 'r = invokeurl [ url: "URL/text" response-decoding: "NONSENSE" ]; info r;')
        self.fails("SLC-WEB-0021", 'r = invokeurl [ url: "https://nothing.is.sent.invalid/" response-decoding: "NONSENSE" ];')

    def test_files_down(self):
        for path, more, name, kind in (("pdf", "", "pdf", "application/pdf"), ("attachment", "", "\u20ac.csv", "text/csv"),
                                       ("text", "response-format: FILE", "text", "text/plain")):
            code, output, _ = self.call(f'f = invokeurl [ url: "URL/{path}" {more} ]; '
                                        'r = invokeurl [ url: "URL/echo" type: POST files: f ]; info r.get("body");')
            self.assertEqual(code, 0)
            self.assertIn(f'name="file"; filename="{name}"\r\nContent-Type: {kind}\r\n'.encode().decode("latin-1"), output)

    def test_json_answers_that_call_themselves_attachments(self):
        self.check("1", 'r = invokeurl [ url: "URL/json-attachment" ]; info r.get("data");')
        self.check("response.json", 'r = invokeurl [ url: "URL/json-attachment" response-format: FILE ]; info r;')

    def test_statuses_are_values(self):
        self.check("WRONG", 'r = invokeurl [ url: "URL/status/404" ]; info r.get("code");')
        self.check("503 error", 'r = invokeurl [ url: "URL/status/503" detailed: true ]; '
                                'info r.get("responseCode") + " " + r.get("responseText").get("status");')

    def test_detailed(self):
        self.check("200 a, b", 'r = invokeurl [ url: "URL/twice" detailed: true ]; '
                               'info r.get("responseCode") + " " + r.get("responseHeader").get("x-part");')

    def test_functions(self):
        self.check("200 1", 'r = getUrl("URL/echo?a=1", {"X-A":"1"}, false); '
                            'info r.get("responseCode") + " " + r.get("responseText").toMap().get("headers").get("X-A");')
        self.check('{"small": true}', 'info getUrl("URL/gzip");')
        self.check("POST a=1+2", 'r = postUrl("URL/echo", {"a":"1 2"}).toMap(); info r.get("method") + " " + r.get("body");')
        self.check("raw", 'info postUrl("URL/echo", "raw", {"X":"1"}, true).toMap().get("body");')
        self.check("DELETE", 'info invokeUrl("URL/echo", "DELETE").toMap().get("method");')
        self.check("PUT x 1", 'r = invokeUrl("URL/echo", "PUT", "x", {"X-A":"1"}).toMap(); '
                              'info r.get("method") + " " + r.get("body") + " " + r.get("headers").get("X-A");')


class Rules(WebTest):
    def test_loopback_is_refused_by_default(self):
        code, output, errors = self.sluice("-e", f'invokeurl [ url: "{self.server.url("/echo")}" ];')
        self.assertEqual((code, output), (5, ""))
        self.assertIn("SLC-WEB-0003", errors)
        self.assertIn("--allow-host 127.0.0.1", errors)
        self.assertEqual(self.server.seen, [])

    def test_refusals_cannot_be_caught(self):
        self.assertEqual(self.sluice("-e", 'try { invokeurl [ url: "https://10.0.0.1/" ]; } catch (e) { info "caught"; }')[:2],
                         (5, ""))

    def test_spellings_of_loopback(self):
        for host in ("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::1]",
                     "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "0.0.0.0", "169.254.169.254", "10.0.0.1",
                     "metadata.google.internal"):
            code, _, errors = self.sluice("-e", f'invokeurl [ url: "https://{host}:8080/" ];')
            self.assertEqual(code, 5, host + errors)

    def test_what_a_name_leads_to_is_checked(self):
        # `localhost.` is refused by name; a name of /etc/hosts that leads to loopback by its address.
        name = socket.gethostname()
        try:
            address = socket.gethostbyname(name)
        except OSError:
            address = ""
        code, _, errors = self.sluice("-e", f'invokeurl [ url: "https://{name}:8080/" ];')
        if address.startswith(("127.", "10.", "172.", "192.168.")):
            self.assertEqual(code, 5, errors)
        else:
            self.assertIn(code, (1, 5), errors)

    def test_sluice_toml_opens_hosts(self):
        self.write("sluice.toml", f'[egress]\nallow = ["127.0.0.1:{self.server.port}"]\n')
        self.write("a.deluge", f'r = invokeurl [ url: "{self.server.url("/echo")}" ]; info r.get("method");')
        self.check_output("GET\n", "run", "a.deluge")
        self.write("sluice.toml", '[egress]\nallow_private = ["127.0.0.0/8"]\n')
        self.check_output("GET\n", "run", "a.deluge")
        self.write("sluice.toml", '[egress]\nallow = ["127.0.0.1:1"]\n')
        self.assertEqual(self.sluice("run", "a.deluge")[0], 5)
        self.write("sluice.toml", '[egress]\nallow = ["not a host"]\n')
        self.check_usage("'not a host' names no host", "run", "a.deluge")

    def test_redirects(self):
        self.check("/echo", 'r = invokeurl [ url: "URL/redirect/5" ]; info r.get("path");')
        self.fails("SLC-WEB-0016", 'invokeurl [ url: "URL/redirect/6" ];')
        for to in ("http://10.0.0.1/", "http://localhost:1/", "http://169.254.169.254/latest", "http://[::1]/"):
            self.fails("SLC-WEB-0003", f'invokeurl [ url: "URL/away?to={to}" ];', exit_code=5)
        self.fails("SLC-WEB-0002", 'invokeurl [ url: "URL/away?to=file:///etc/passwd" ];')

    def test_credentials_do_not_follow_to_another_origin(self):
        other = services.Server()
        self.addCleanup(other.stop)
        code = ('invokeurl [ url: "URL/away?to=' + other.url("/echo") + '" headers: '
                '{"Authorization":"Bearer canary","Cookie":"canary","X-Api-Key":"canary","X-Plain":"1"} ];')
        self.assertEqual(self.call(code, "--allow-host", f"127.0.0.1:{other.port}")[0], 0)
        self.assertNotIn("canary", str(other.seen))
        self.assertEqual(other.seen[0]["headers"]["X-Plain"], "1")

    def test_retry_after(self):
        self.server.busy = 0
        self.check("done", 'r = invokeurl [ url: "URL/busy" type: POST ]; info r;')


class Hostile(WebTest):
    def limits(self, text):
        self.write("limits.toml", text)
        return "--limits", "limits.toml"

    def test_too_large_answers(self):
        flags = self.limits('response = "1MiB"\n')
        for path in ("endless", "announced", "bomb"):
            self.fails("SLC-WEB-0012", f'invokeurl [ url: "URL/{path}" ];', *flags)
            self.assertEqual(self.call(f'try {{ invokeurl [ url: "URL/{path}" ]; }} catch (e) {{ info "caught"; }}', *flags),
                             (0, "caught\n", ""))

    def test_a_gzip_bomb_stays_below_the_default_limit(self):
        self.fails("larger than 52428800 bytes", 'invokeurl [ url: "URL/bomb" ];')

    def test_a_flood_of_headers(self):
        self.fails("SLC-WEB-0013", 'invokeurl [ url: "URL/flood" ];')

    def test_no_answer_and_slow_answers(self):
        for path in ("hang", "slow"):
            start = time.monotonic()
            self.fails("SLC-LIM-0004", f'invokeurl [ url: "URL/{path}" ];', "--timeout", "0.3", exit_code=4)
            self.assertLess(time.monotonic() - start, 5)

    def test_an_answer_that_never_came(self):
        self.fails("SLC-WEB-0010", 'invokeurl [ url: "URL/drop" type: POST ];')
        self.assertEqual(len(self.server.seen), 1, "a POST is not sent twice")
        self.check("caught", 'try { invokeurl [ url: "URL/drop" ]; } catch (e) { info "caught"; }')

    def test_nobody_listens(self):
        free = socket.socket()
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        self.addCleanup(free.close)
        code, _, errors = self.sluice("-e", f'invokeurl [ url: "http://127.0.0.1:{port}/" ];', "--allow-host", "127.0.0.1")
        self.assertEqual(code, 1)
        self.assertIn("SLC-WEB-0006", errors)

    def test_calls_are_counted(self):
        flags = self.limits("calls_out = 2\n")
        self.fails("SLC-LIM-0011", 'l = {1,2,3}; for each i in l { x = invokeurl [ url: "URL/text" ]; }', *flags, exit_code=4)
        self.assertEqual(len(self.server.seen), 2)

    def test_connections_are_kept(self):
        self.check("", 'l = {1,2,3,4,5}; for each i in l { x = invokeurl [ url: "URL/text" ]; } info "";')
        self.assertEqual(len({each["peer"] for each in self.server.seen}), 1)


class Tls(CliTest):
    @classmethod
    def setUpClass(cls):
        import tempfile
        cls.certificates = tempfile.TemporaryDirectory(prefix="sluice-tls-")
        folder = cls.certificates.name
        services.certificate(folder, "ca", host="Test CA")
        cls.trusted = services.Server(services.tls_context(services.certificate(folder, "good", issuer="ca")))
        cls.wrong = services.Server(services.tls_context(
            services.certificate(folder, "wrong", host="other.example", issuer="ca")))
        cls.own = services.Server(services.tls_context(services.certificate(folder, "own")))
        cls.expired = services.Server(services.tls_context(services.expired_certificate(folder, "old")))

    @classmethod
    def tearDownClass(cls):
        for server in (cls.trusted, cls.wrong, cls.own, cls.expired):
            server.stop()
        cls.certificates.cleanup()

    def get(self, server, ca="ca"):
        self.write("sluice.toml", f'[egress]\nallow = ["localhost"]\nca_file = "{self.certificates.name}/{ca}.crt"\n')
        return self.sluice("-e", f'r = invokeurl [ url: "{server.url("/echo", "localhost")}" ]; info r.get("method");')

    def test_a_trusted_certificate(self):
        self.assertEqual(self.get(self.trusted), (0, "GET\n", ""))

    def test_certificates_that_are_not(self):
        for server, ca in ((self.wrong, "ca"), (self.own, "ca"), (self.expired, "old"), (self.trusted, "own")):
            code, output, errors = self.get(server, ca)
            self.assertEqual((code, output), (1, ""), errors)
            self.assertIn("SLC-WEB-0009", errors)
            self.assertEqual(server.seen if server is not self.trusted else [], [])

    def test_plain_http_on_a_tls_port(self):
        self.write("sluice.toml", '[egress]\nallow = ["localhost"]\n')
        url = self.trusted.url("/echo", "localhost").replace("https", "http")
        self.assertEqual(self.sluice("-e", f'invokeurl [ url: "{url}" ];')[0], 1)


class Log(WebTest):
    def test_decisions_and_calls_without_secrets(self):
        code = ('invokeurl [ url: "URL/echo?token=canary1&page=2" headers: {"Authorization":"Bearer canary2"} '
                'type: POST parameters: {"password":"canary3"} ];')
        self.assertEqual(self.call(code, "--log", "calls.jsonl")[0], 0)
        text = (self.path / "calls.jsonl").read_text()
        self.assertEqual((self.path / "calls.jsonl").stat().st_mode & 0o777, 0o600)
        self.assertNotIn("canary", text)
        decision, call = [json.loads(line) for line in text.splitlines()]
        self.assertEqual((decision["event"], decision["decision"], decision["rule"], decision["address"]),
                         ("egress", "allow", "named", "127.0.0.1"))
        self.assertEqual((call["event"], call["method"], call["status"], call["user"], call["task"]),
                         ("call", "POST", 200, "admin@localhost", "invokeUrl"))
        self.assertEqual(call["url"], self.server.url("/echo?token=***&page=***"))

    def test_refusals_on_standard_error(self):
        code, output, errors = self.sluice("-e", 'invokeurl [ url: "https://10.0.0.1/?k=canary" ];', "--log", "-")
        self.assertEqual((code, output), (5, ""))
        line = json.loads(errors.splitlines()[0])
        self.assertEqual((line["decision"], line["rule"], line["host"]), ("deny", "private", "10.0.0.1"))

    def test_errors_do_not_repeat_secrets(self):
        for url in ("URL/drop?token=canary", "http://127.0.0.1:1/?token=canary", "https://127.0.0.1/?token=canary",
                    "https://[broken/?token=canary"):
            errors = self.call(f'u = "{url}"; invokeurl [ url: u ];', "--log", "-")[2]
            self.assertNotIn("=canary", errors.split(" 1 |")[0])


if __name__ == "__main__":
    unittest.main()
