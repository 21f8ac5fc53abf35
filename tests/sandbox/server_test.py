"""The server itself: what it keeps, faults on demand, limits, garbage."""

import http.client
import json
import random
import socket
import threading
import time
import unittest

from harness import Client, SandboxTest, Server, temporary_folder


class Durability(unittest.TestCase):
    def start(self, folder):
        server = Server(*(() if folder.exists() else ("--seed", "empty")), "--data", str(folder))
        self.addCleanup(server.stop)
        return server

    def test_kill_loses_nothing_that_was_acknowledged(self):
        folder = temporary_folder(self) / "data"
        server = self.start(folder)
        acknowledged, stop = [], threading.Event()

        def insert(number):
            client = Client(server, token)
            try:
                while not stop.is_set():
                    acknowledged.append(client.insert("Leads", {"Last_Name": f"w{number}"}))
            except (OSError, http.client.HTTPException):
                pass
            client.connection.close()

        first = Client(server).login()
        token = first.token
        first.connection.close()
        writers = [threading.Thread(target=insert, args=(i,)) for i in range(4)]
        for writer in writers:
            writer.start()
        while len(acknowledged) < 300:
            time.sleep(0.005)
        server.stop(kill=True)
        stop.set()
        for writer in writers:
            writer.join()
        again = self.start(folder)
        self.assertEqual(again.ready["client_secret"], server.ready["client_secret"])
        client = Client(again).login()
        self.addCleanup(client.connection.close)
        kept = set()
        for i in range(0, len(acknowledged), 100):
            kept.update(client.ids("Leads", fields="id", ids=",".join(acknowledged[i:i + 100])))
        self.assertEqual(kept, set(acknowledged))
        self.assertNotIn(client.insert("Leads", {"Last_Name": "new"}), kept)

    def test_restart_keeps_everything(self):
        folder = temporary_folder(self) / "data"
        server = self.start(folder)
        client = Client(server).login()
        lead = client.insert("Leads", {"Last_Name": "x", "Tag": [{"name": "t"}], "Annual_Revenue": 1.5, "Last_Visited_Time": "2026-01-01T00:00:00Z"})
        note = client.insert("Notes", {"Parent_Id": lead, "Note_Content": "n"})
        before = client.record("Leads", lead)
        client.connection.close()
        server.stop()
        client = Client(self.start(folder), client.token)
        self.addCleanup(client.connection.close)
        self.assertEqual(client.record("Leads", lead), before)  # the access token lives on, too
        self.assertEqual(client.ids(f"Leads/{lead}/Notes", fields="id"), [note])

    def test_numbers_are_given_once(self):
        folder = temporary_folder(self) / "data"
        server = self.start(folder)
        client = Client(server).login()
        solutions = client.insert("Solutions", {"Solution_Title": "a"}, {"Solution_Title": "b"})
        numbers = [client.record("Solutions", one)["Solution_Number"] for one in solutions]
        client.crm("DELETE", f"Solutions/{solutions[1]}")
        client.connection.close()
        server.stop()
        client = Client(self.start(folder), client.token)
        self.addCleanup(client.connection.close)
        third = client.record("Solutions", client.insert("Solutions", {"Solution_Title": "c"}))["Solution_Number"]
        self.assertEqual([int(one) for one in numbers + [third]], [1, 2, 3])

    # Records are read from the file when they are first asked for: changes before that, and undone ones, are seen.
    def test_changes_before_the_first_list(self):
        folder = temporary_folder(self) / "data"
        server = self.start(folder)
        client = Client(server).login()
        leads = client.insert("Leads", *({"Last_Name": f"l{i}", "City": "Rome"} for i in range(4)))
        note = client.insert("Notes", {"Parent_Id": leads[0], "Note_Content": "n"})
        client.connection.close()
        server.stop()
        client = Client(self.start(folder), client.token)
        self.addCleanup(client.connection.close)
        pages = [client.ids("Leads", fields="id", per_page=3, page=page, sort_order=order) for order in ("asc", "desc") for page in (1, 2, 3)]
        self.assertEqual(pages, [leads[:3], leads[3:], [], leads[:0:-1], leads[:1], []])
        part = lambda number, method, uri, body=None: {"sub_request_id": number, "method": method, "uri": "/crm/v8/" + uri, "body": body}
        undone = client.crm("POST", "__composite_requests", {"rollback_on_fail": True, "__composite_requests": [
            part("1", "PUT", f"Leads/{leads[0]}", {"data": [{"City": "Paris"}]}),
            part("2", "DELETE", f"Leads/{leads[1]}"),
            part("3", "GET", "Leads/search?criteria=(City:equals:Rome)"),
            part("4", "POST", "Leads", {"data": [{}]})]})
        self.assertEqual(undone.status, 400)
        self.assertEqual([client.record("Leads", lead)["City"] for lead in leads], ["Rome"] * 4)
        client.crm("PUT", f"Leads/{leads[2]}", {"data": [{"City": "Oslo"}]})
        client.crm("DELETE", f"Leads/{leads[3]}")
        new = client.insert("Leads", {"Last_Name": "new", "City": "Rome"})
        self.assertEqual(client.ids("Leads/search", criteria="(City:equals:Rome)"), [new, leads[1], leads[0]])
        self.assertEqual(client.ids("Leads", fields="id", sort_order="asc"), [*leads[:3], new])
        self.assertEqual(client.record("Notes", note)["Parent_Id"]["name"], "l0")

    def test_one_server_a_folder(self):
        folder = temporary_folder(self) / "data"
        self.start(folder)
        with self.assertRaisesRegex(RuntimeError, "another sandbox uses the data folder(.|\n)*--sandbox-url"):
            Server("--data", str(folder))

    def test_a_port_that_is_taken(self):
        server = Server("--seed", "empty")
        self.addCleanup(server.stop)
        folder = temporary_folder(self) / "data"
        with self.assertRaisesRegex(RuntimeError, "cannot listen(.|\n)*another port with --port"):
            Server("--port", str(server.port), "--data", str(folder))
        self.assertFalse(folder.exists())


class Faults(SandboxTest):
    def test_by_header(self):
        get = lambda fault: self.client.crm("GET", "org", headers={"X-Sandbox-Fault": fault})
        for status, code in [(429, "TOO_MANY_REQUESTS"), (500, "INTERNAL_ERROR"), (503, "SERVICE_UNAVAILABLE"), (403, "NO_PERMISSION")]:
            self.check_error(get(f"status={status}"), status, code)
        self.check_error(get("expired-token"), 401, "INVALID_TOKEN")
        start = time.monotonic()
        self.assertEqual(get("latency=150").status, 200)
        self.assertGreater(time.monotonic() - start, 0.14)
        with self.assertRaises((http.client.RemoteDisconnected, ConnectionResetError)):
            get("drop")
        self.client.connection.close()
        self.assertEqual(self.client.crm("GET", "org").status, 200)

    def test_by_administration(self):
        plan = lambda **fault: self.assertEqual(self.client.send("POST", "/__sandbox/faults", fault).status, 200)
        plan(path="/Leads", status=500, times=2)
        self.assertEqual([self.client.crm("GET", path, fields="id").status for path in ("Deals", "Leads", "Leads", "Leads")], [204, 500, 500, 204])
        plan(path="/Leads", drop=True, after=True)
        with self.assertRaises((http.client.RemoteDisconnected, ConnectionResetError)):
            self.client.insert("Leads", {"Last_Name": "done all the same"})
        self.client.connection.close()
        self.assertEqual(len(self.client.ids("Leads", fields="id")), 1)
        plan(expire_tokens=True)
        self.assertEqual(self.client.crm("GET", "org").status, 401)
        self.client.login()
        plan(status=500, times=-1)
        self.assertEqual(self.client.crm("GET", "org").status, 500)
        self.client.send("DELETE", "/__sandbox/faults")
        self.assertEqual(self.client.crm("GET", "org").status, 200)
        self.assertEqual(self.client.send("POST", "/__sandbox/faults", {"status": 200}).status, 400)
        self.assertIn("no 'statuss'", self.client.send("POST", "/__sandbox/faults", {"statuss": 500}).bytes.decode())
        get = lambda fault: self.client.crm("GET", "org", headers={"X-Sandbox-Fault": fault})
        for wrong in ("nonsense", "status=200", "status=x", "latency=-1", "status=500,dropp"):
            self.check_error(get(wrong), 400, "INVALID_REQUEST", None, {"header": "X-Sandbox-Fault", "value": wrong})

    def test_routes_that_are_not_there(self):
        for method, path in (("GET", "actions/watch"), ("POST", "actions/watch"), ("GET", "settings/webforms"), ("GET", "__timelines"),
                             ("POST", "Leads/actions/mass_update"), ("PUT", "Leads/1/actions/blueprint"), ("GET", "Leads/1/__timeline")):
            self.check_error(self.client.crm(method, path), 404, "INVALID_URL_PATTERN")


class Limits(unittest.TestCase):
    def test_credits(self):
        server = Server("--seed", "empty", "--credits", "10")
        self.addCleanup(server.stop)
        client = Client(server).login()
        self.addCleanup(client.connection.close)
        left = [client.crm("GET", "org").headers["X-API-CREDITS-REMAINING"] for _ in range(10)]
        self.assertEqual(left, [None] * 4 + ["5", "4", "3", "2", "1", "0"])
        self.assertEqual(client.crm("GET", "org").status, 429)
        client.send("POST", "/__sandbox/clock", {"advance": 24 * 3600 + 1})
        self.assertEqual(client.login().crm("GET", "org").status, 200)

    def test_concurrency(self):
        server = Server("--seed", "empty", "--concurrency", "1")
        self.addCleanup(server.stop)
        client = Client(server).login()
        other = Client(server, client.token)
        self.addCleanup(client.connection.close)
        self.addCleanup(other.connection.close)
        slow = threading.Thread(target=other.crm, args=("GET", "org"), kwargs={"headers": {"X-Sandbox-Fault": "latency=700"}})
        slow.start()
        statuses = set()
        while slow.is_alive():
            statuses.add(client.crm("GET", "org").status)
        slow.join()
        self.assertIn(429, statuses)
        self.assertEqual(client.crm("GET", "org").status, 200)


class Garbage(SandboxTest):
    def raw(self, data):
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=10) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            answer = b""
            while part := connection.recv(65536):
                answer += part
            return answer

    def test_the_server_survives(self):
        random.seed(7)
        pieces = [b"", b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"a" * 400000, b"POST /crm/v8/Leads HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
                  b"POST /crm/v8/Leads HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\nx", b"GET /%ff%00%zz?%ff=%00&&&=== HTTP/1.1\r\n\r\n",
                  b"POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"] + [random.randbytes(random.randrange(2000)) for _ in range(60)]
        for piece in pieces:
            try:
                self.raw(piece)
            except OSError:
                pass
        self.assertEqual(self.client.crm("GET", "org").status, 200)

    def test_bodies_that_are_wrong_all_over(self):
        random.seed(11)
        values = [None, True, -1, 1e308, "", "x", [], {}, [[]], [{}], {"id": []}, {"id": {}}, "\ud7ff", 2**63, "9" * 400, [None], {"data": [None]}]
        lead = self.client.insert("Leads", {"Last_Name": "x"})
        targets = [("POST", "Leads"), ("PUT", "Leads"), ("PUT", f"Leads/{lead}"), ("POST", "Leads/upsert"), ("POST", f"Leads/{lead}/Notes"), ("POST", "Notes"),
                   ("POST", f"Leads/{lead}/actions/add_tags"), ("POST", "coql"), ("POST", "__composite_requests"), ("POST", "settings/variables"),
                   ("POST", "settings/tags?module=Leads"), ("POST", "users"), ("PUT", f"Leads/{lead}/Campaigns"), ("POST", "Quotes"), ("POST", "Events")]
        fields = ["Last_Name", "id", "Owner", "Tag", "Layout", "Email", "Annual_Revenue", "Parent_Id", "Note_Content", "Subject", "Quoted_Items",
                  "Participants", "name", "tags", "ids", "$append_values", "sub_request_id", "uri", "method", "headers", "params", "role", "Recurring_Activity"]
        roots = ["data", "tags", "users", "variables", "__composite_requests", "select_query", "trigger", "duplicate_check_fields"]
        for _ in range(600):
            method, path = random.choice(targets)
            item = {random.choice(fields): random.choice(values) for _ in range(random.randrange(5))}
            body = {root: random.choice([[item], [item, random.choice(values)], random.choice(values)]) for root in random.sample(roots, 4)}
            answer = self.client.crm(method, path, json.dumps(body))
            self.assertIn(answer.status, (200, 201, 204, 207, 400, 403, 412), (path, body, answer.bytes))
            if answer.bytes:
                answer.json

    def test_queries_that_are_wrong_all_over(self):
        random.seed(13)
        alphabet = "(): ,\\andorequalsLast_Name'\"%$.=<>0123456789selectfromwhere"
        for _ in range(600):
            text = "".join(random.choice(alphabet) for _ in range(random.randrange(60)))
            self.assertIn(self.client.crm("GET", "Leads/search", criteria=text).status, (200, 204, 400))
            answer = self.client.crm("POST", "coql", {"select_query": "select id from Leads where " + text})
            self.assertIn(answer.status, (200, 204, 400), text)



if __name__ == "__main__":
    unittest.main()
