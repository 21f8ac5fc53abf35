"""Starts `sluice sandbox serve` and asks it over HTTP; the path of the binary is in $SLUICE."""

import http.client
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

SLUICE = os.environ["SLUICE"]


class Server:
    def __init__(self, *flags):
        self.process = subprocess.Popen([SLUICE, "sandbox", "serve", *flags], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        line = self.process.stdout.readline()
        if not line:
            problem = self.process.stderr.read().decode()
            self.stop()
            raise RuntimeError(problem)
        self.ready = json.loads(line)
        self.port = int(self.ready["api_domain"].rsplit(":", 1)[1])

    def stop(self, kill=False):
        if self.process.poll() is None:
            (self.process.kill if kill else self.process.terminate)()
        elif not self.process.stderr.closed:
            print("the sandbox ended:", self.process.stderr.read().decode(), file=sys.stderr)
        self.process.wait(timeout=20)
        self.process.stdout.close()
        self.process.stderr.close()


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.bytes = response.read()

    @property
    def json(self):
        return json.loads(self.bytes)


class Client:
    def __init__(self, server, token=None):
        self.server = server
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        self.token = token

    def send(self, method, path, body=None, headers=None, **query):
        if query:
            path += "?" + urllib.parse.urlencode(query)
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
        if isinstance(body, str):
            body = body.encode()
        all_headers = {"Authorization": "Zoho-oauthtoken " + self.token} if self.token else {}
        all_headers.update(headers or {})
        self.connection.request(method, path, body, {k: v for k, v in all_headers.items() if v is not None})
        return Answer(self.connection.getresponse())

    def token_call(self, **parameters):
        body = urllib.parse.urlencode(parameters)
        return self.send("POST", "/oauth/v2/token", body, {"Content-Type": "application/x-www-form-urlencoded"})

    def refresh(self, refresh_token=None):
        ready = self.server.ready
        return self.token_call(grant_type="refresh_token", client_id=ready["client_id"], client_secret=ready["client_secret"],
                               refresh_token=refresh_token or ready["refresh_token"])

    def login(self):
        self.token = self.refresh().json["access_token"]
        return self

    def grant(self, scope, **more):
        """An access token of that scope, by a self-client code."""
        code = self.send("POST", "/__sandbox/oauth/grant", {"scope": scope, **more}).json["code"]
        ready = self.server.ready
        return self.token_call(grant_type="authorization_code", code=code, client_id=ready["client_id"],
                               client_secret=ready["client_secret"]).json["access_token"]

    # Calls of the CRM.
    def crm(self, method, path, body=None, version="v8", headers=None, **query):
        return self.send(method, f"/crm/{version}/{path}", body, headers, **query)

    def insert(self, module, *records, **more):
        answer = self.crm("POST", module, {"data": list(records), **more})
        assert answer.status == 201, answer.bytes
        ids = [item["details"]["id"] for item in answer.json["data"]]
        return ids[0] if len(ids) == 1 else ids

    def record(self, module, record_id, **query):
        answer = self.crm("GET", f"{module}/{record_id}", **query)
        assert answer.status == 200, (answer.status, answer.bytes)
        return answer.json["data"][0]

    def ids(self, path, **query):
        """The ids of a list, or of a search; [] for 204."""
        answer = self.crm("GET", path, **query)
        assert answer.status in (200, 204), (answer.status, answer.bytes)
        return [record["id"] for record in answer.json["data"]] if answer.status == 200 else []


def multipart(parts):
    """(body, content type) of [(name, file name or None, bytes)]."""
    boundary = "sandboxboundary"
    body = b""
    for name, file_name, content in parts:
        disposition = f'form-data; name="{name}"' + (f'; filename="{file_name}"' if file_name else "")
        body += f"--{boundary}\r\nContent-Disposition: {disposition}\r\n\r\n".encode() + content + b"\r\n"
    return body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


class SandboxTest(unittest.TestCase):
    """One server for the class; every test gets a client with a token of all scopes."""

    flags = ("--seed", "empty")

    @classmethod
    def setUpClass(cls):
        cls.server = Server(*cls.flags)
        cls.addClassCleanup(cls.server.stop)

    def setUp(self):
        self.client = Client(self.server).login()
        self.addCleanup(self.client.connection.close)

    def check_error(self, answer, status, code, message=None, details=None):
        self.assertEqual((answer.status, answer.json["code"]), (status, code), answer.bytes)
        self.assertEqual(answer.json["status"], "error")
        if message is not None:
            self.assertEqual(answer.json["message"], message)
        if details is not None:
            self.assertEqual(answer.json["details"], details)

    def check_item(self, item, code, message=None, details=None):
        self.assertEqual(item["code"], code, item)
        if message is not None:
            self.assertEqual(item["message"], message)
        if details is not None:
            self.assertEqual(item["details"], details)


def temporary_folder(test):
    folder = tempfile.TemporaryDirectory(prefix="sluice-sandbox-")
    test.addCleanup(folder.cleanup)
    return pathlib.Path(folder.name)
