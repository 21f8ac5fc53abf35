#!/usr/bin/env python3
"""A person's way through `sluice connections authorize` in a real browser, without JavaScript: Chromium is driven over its
DevTools pipe, by keys and clicks. Needs Debian's chromium-headless-shell; part of `./dev soak`."""

import json
import os
import shutil
import subprocess
import tempfile
import threading
import unittest
import urllib.parse

from harness import CliTest

SECONDS = 60  # for a page, a word of the command line


class Browser:
    def __init__(self):
        program = shutil.which("chromium-headless-shell")
        if program is None:
            raise RuntimeError("this test needs: apt-get install chromium-headless-shell")
        # Its processes may still write when it goes.
        self.profile = tempfile.TemporaryDirectory(prefix="sluice-browser-", ignore_cleanup_errors=True)
        out_read, out_write = os.pipe()
        in_read, in_write = os.pipe()

        def give_pipes():  # Chromium reads requests from 3 and writes answers to 4
            os.dup2(in_read, 103)
            os.dup2(out_write, 104)
            os.dup2(103, 3)
            os.dup2(104, 4)

        self.process = subprocess.Popen(
            [program, "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--user-data-dir=" + self.profile.name,
             "--remote-debugging-pipe", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=False, preexec_fn=give_pipes)
        os.close(in_read)
        os.close(out_write)
        self.requests = os.fdopen(in_write, "wb", buffering=0)
        self.answers = os.fdopen(out_read, "rb")
        self.number, self.events = 0, []
        self.watch = threading.Timer(3 * SECONDS, self.process.kill)  # an end for whoever waits for an answer
        self.watch.start()
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")
        self.call("Emulation.setScriptExecutionDisabled", value=True)

    def read(self):
        message = b""
        while not message.endswith(b"\0"):
            byte = self.answers.read(1)
            if not byte:
                raise RuntimeError("the browser has ended")
            message += byte
        return json.loads(message[:-1])

    def call(self, method, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if hasattr(self, "session"):
            request["sessionId"] = self.session
        self.requests.write(json.dumps(request).encode() + b"\0")
        while True:
            message = self.read()
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def wait_for(self, event):
        while not any(message.get("method") == event for message in self.events):
            self.events.append(self.read())

    def open(self, address):
        self.events.clear()
        self.call("Page.navigate", url=address)
        self.wait_for("Page.loadEventFired")

    def evaluate(self, expression):
        """What the tools see; scripts of the page stay off."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value")

    def controls(self):
        """(role, name) of what a screen reader can reach."""
        tree = self.call("Accessibility.getFullAXTree")["nodes"]
        roles = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in tree if not node["ignored"]]
        return [role for role in roles if role[0] in ("button", "combobox", "textbox", "link")]

    def press(self, key, code, text=""):
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code,
                      **({"text": text} if text and kind == "keyDown" else {}))

    def click(self, selector):
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        corners = self.call("DOM.getBoxModel", nodeId=node)["model"]["content"]
        place = {"x": (corners[0] + corners[4]) / 2, "y": (corners[1] + corners[5]) / 2, "button": "left", "clickCount": 1}
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, **place)

    def close(self):
        self.watch.cancel()
        self.process.kill()
        self.process.wait()
        self.requests.close()
        self.answers.close()
        self.profile.cleanup()


class Consent(CliTest):
    def setUp(self):
        super().setUp()
        server = self.start("sandbox", "serve")
        self.addCleanup(server.communicate)
        self.addCleanup(server.terminate)
        self.ready = json.loads(server.stdout.readline())
        self.browser = Browser()
        self.addCleanup(self.browser.close)
        address = self.ready["api_domain"]
        self.write("sluice.toml", f'[egress]\nallow = ["{address.removeprefix("http://")}"]\n')
        code, output, errors = self.sluice("connectors", "configure", "zoho_crm", "--client-id", self.ready["client_id"],
                                           "--client-secret-stdin", "--accounts-url", address, "--api-domain", address,
                                           stdin=self.ready["client_secret"] + "\n")
        self.assertEqual((code, errors), (0, ""), output)

    def authorize(self):
        process = self.start("connections", "authorize", "zoho_crm", "--no-browser")
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process, process.stdout.readline().decode().strip()

    def end(self, process):
        output, errors = process.communicate(timeout=SECONDS)
        return process.returncode, output.decode() + errors.decode()

    def test_accept_by_keyboard(self):
        process, address = self.authorize()
        self.browser.open(address)
        self.assertEqual(self.browser.evaluate("document.scripts.length"), 0)
        self.assertEqual(self.browser.evaluate("document.documentElement.lang"), "en")
        self.assertEqual(sorted(self.browser.controls()), [("button", "Accept"), ("button", "Reject"), ("combobox", "Act as")])
        self.browser.press("Tab", 9)
        self.assertEqual(self.browser.evaluate("document.activeElement.id"), "user")
        self.browser.press("Tab", 9)
        self.assertEqual(self.browser.evaluate("document.activeElement.value"), "accept")
        self.browser.press("Enter", 13, "\r")
        code, said = self.end(process)
        self.assertEqual(code, 0, said)
        self.check_output("true\n", "-e", 'info zoho.crm.getRecords("Leads").size() > 0;')

    def test_reject_by_mouse(self):
        process, address = self.authorize()
        self.browser.open(address)
        self.browser.click("button[value=reject]")
        code, said = self.end(process)
        self.assertNotEqual(code, 0)
        self.assertIn("access_denied", said)
        self.assertNotEqual(self.sluice("-e", 'info zoho.crm.getRecords("Leads");')[0], 0)

    def test_hostile_texts_stay_texts(self):
        hostile = "\"'><script>document.title=1</script><img src=x onerror=alert(1)>&amp;"
        self.browser.call("Emulation.setScriptExecutionDisabled", value=False)  # they may try
        query = {"client_id": self.ready["client_id"], "response_type": "code", "scope": "ZohoCRM.modules.ALL", "state": hostile,
                 hostile: hostile, "redirect_uri": "http://127.0.0.1:9/?" + urllib.parse.quote(hostile)}
        self.browser.open(self.ready["accounts_url"] + "/oauth/v2/auth?" + urllib.parse.urlencode(query))
        self.assertEqual(self.browser.evaluate("document.title"), "Sandbox accounts")
        self.assertEqual(self.browser.evaluate("document.querySelectorAll('script, img').length"), 0)
        self.assertEqual(self.browser.evaluate("document.querySelector('[name=state]').value"), hostile)
        self.assertEqual(self.browser.evaluate("document.querySelectorAll('input').length"), len(query))
        self.assertEqual([event for event in self.browser.events if event.get("method") == "Page.javascriptDialogOpening"], [])


if __name__ == "__main__":
    unittest.main()
