"""Two processes at once on one store: what only one may do is done once, and what one takes back stays taken back."""

import json
import threading
import unittest
import urllib.parse
import urllib.request

from accounts import ConnectedTest

PROCESSES = 6


class Races(ConnectedTest):
    def together(self, *words, count=PROCESSES):
        """Starts the command several times, then gives what each wrote: (exit code, output, errors)."""
        running = [self.start(*words) for _ in range(count)]
        ended = []
        for process in running:
            output, errors = process.communicate(timeout=60)
            self.seen += output.decode() + errors.decode()
            ended.append((process.returncode, output.decode(), errors.decode()))
        return ended

    def test_a_system_connection_that_all_need_at_once(self):
        """With neither store nor key yet."""
        self.write("task.deluge", 'info zoho.recruit.getRecordById("Candidates", 1);')
        for code, output, errors in self.together("run", "task.deluge"):
            self.assertEqual((code, output), (3, ""), errors)
            self.assertIn("sluice connections authorize zoho_recruit", errors)
        self.assertEqual([each["link"] for each in json.loads(self.ok("connections", "list", "--json"))], ["zoho_recruit"])
        self.assertEqual(len(self.logged(event="connection", action="create", connection="zoho_recruit")), 1)
        self.assertEqual([file.name for file in self.path.rglob("connections.db.*")], [])
        self.assertEqual(len(list(self.path.rglob("*.key"))), 1)

    def test_one_name_for_several(self):
        ended = self.together("connections", "create", "pay", "--connector", "stripe")
        self.assertEqual(sorted(code for code, _, _ in ended), [0] + [2] * (PROCESSES - 1), ended)
        self.assertTrue(all("There is a connection 'pay' already" in errors for code, _, errors in ended if code))

    def test_a_payment_service_has_one_connection(self):
        running = [self.start("connections", "create", f"pay_{number}", "--connector", "paypal") for number in range(PROCESSES)]
        codes = []
        for process in running:
            process.communicate(timeout=60)
            codes.append(process.returncode)
        self.assertEqual(sorted(codes), [0] + [2] * (PROCESSES - 1))

    def test_keys_changed_at_once(self):
        self.bearer()
        for code, _, errors in self.together("connections", "rotate-key"):
            self.assertEqual((code, errors), (0, ""))
        self.assertEqual(json.loads(self.ok("connections", "show", "api", "--json"))["state"], "connected")
        self.assertEqual(sum(not line.startswith("#") for line in next(self.path.rglob("*.key")).read_text().splitlines()), 1)

    def test_two_who_authorise_at_once(self):
        accounts = self.accounts()
        self.ok("connections", "create", "z", "--connector", "zoho_oauth", "--scopes", "ZohoCRM.modules.ALL")
        running = [self.start("connections", "authorize", "z", "--no-browser") for _ in range(2)]
        addresses = [process.stdout.readline().decode().strip() for process in running]
        self.assertEqual(len({urllib.parse.urlparse(address).query for address in addresses}), 2)
        for address in reversed(addresses):
            urllib.request.urlopen(address).read()
        for process in running:
            output, errors = process.communicate(timeout=60)
            self.seen += output.decode() + errors.decode()
            self.assertEqual(process.returncode, 0, errors)
            self.assertIn("Connected z as Zoho OAuth Account", output.decode())
        self.assertEqual(len(json.loads(self.ok("connections", "show", "z", "--json"))["environments"][0]["accounts"]), 1)
        self.ok("-e", f'info invokeurl [ url: "{accounts.url}/crm/v8/x" connection: "z" ];')

    def test_a_token_that_all_need_is_renewed_once(self):
        accounts = self.accounts()
        self.ok("connections", "create", "z", "--connector", "zoho_oauth", "--scopes", "ZohoCRM.modules.ALL")
        self.consent("z")
        accounts.live.clear()
        ended = self.together("-e", f'r = invokeurl [ url: "{accounts.url}/crm/v8/x" connection: "z" detailed: true ]; '
                              'info r.get("responseCode");')
        self.assertEqual([(code, output) for code, output, _ in ended], [(0, "200\n")] * PROCESSES, ended)
        self.assertEqual(accounts.refreshes, 1)

    def test_revoked_while_another_renews(self):
        accounts = self.accounts()
        self.ok("connections", "create", "z", "--connector", "zoho_oauth", "--scopes", "ZohoCRM.modules.ALL")
        self.consent("z")
        accounts.live.clear()
        accounts.asked, accounts.go_on = threading.Event(), threading.Event()
        run = self.start("-e", f'info invokeurl [ url: "{accounts.url}/crm/v8/x" connection: "z" ];')
        self.assertTrue(accounts.asked.wait(30))
        accounts.asked = None
        self.ok("connections", "revoke", "z")
        accounts.go_on.set()
        output, errors = run.communicate(timeout=60)
        self.seen += output.decode() + errors.decode()
        self.assertEqual((run.returncode, output), (3, b""), errors)
        self.assertIn(b"it was revoked", errors)
        self.assertEqual(json.loads(self.ok("connections", "show", "z", "--json"))["state"], "revoked")


if __name__ == "__main__":
    unittest.main()
