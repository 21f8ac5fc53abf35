"""sluice repl in a pipe and on a terminal."""

import json
import os
import pty
import re
import select
import signal
import stat
import subprocess
import time
import unittest

from harness import SLUICE, CliTest


class Pipe(CliTest):
    def repl(self, text, *flags):
        done = subprocess.run([SLUICE, "repl", *flags], input=text, capture_output=True, text=True, cwd=self.path)
        return done.returncode, done.stdout, done.stderr

    def test_inputs_share_variables_and_functions(self):
        code, output, errors = self.repl(
            'rows = {3, 1, 2};\nsame = rows;\nsame.add(9);\nrows\n'
            "int twice(int n)\n{\n  return n * 2;\n}\ntwice(21)\n"
            "int twice(int n) { return n * 3; }\ntwice(21)\n")
        self.assertEqual((code, errors), (0, ""))
        self.assertEqual(output, "[3, 1, 2, 9]\n42\n63\n")

    def test_an_error_does_not_end_the_session(self):
        code, output, errors = self.repl("x = 1;\nx = 2; y = {1}.get(7);\nx\nnothing\ninfo 3;\n")
        self.assertEqual(code, 1)
        self.assertEqual(output, "2\n3\n")
        self.assertIn("Given index 7 is greater than the list size", errors)
        self.assertIn("Variable 'nothing' is not defined", errors)

    def test_values_are_shown_readably(self):
        code, output, _ = self.repl(
            '{{"id":1,"name":"Ada"},{"id":22,"name":"Grace Brewster Murray Hopper"},{"id":3,"name":"Linus"},{"id":4,"name":"x"}}\n'
            '{"a":{"b":{1,2}}}\n"text"\nif(1 < 2)\n{\n  info "yes";\n}\n')
        self.assertEqual(code, 0)
        self.assertEqual(output.splitlines()[:3], ["id  name", "1   Ada", "22  Grace Brewster Murray Hopper"])
        self.assertEqual(output.splitlines()[5:], ["{a: {b: [1, 2]}}", '"text"', "yes"])

    def test_commands(self):
        code, output, errors = self.repl(
            'm = {"a":1};\n:vars\n:type m\n:doc subString\n:limits creator\n:dialect creator\nm\n:env stage\n'
            ":save kept.deluge\n:reset\n:vars\n:load kept.deluge\n:vars\n:nonsense\n")
        self.assertEqual(output.count('m : KEY-VALUE = {"a":1}'), 2)
        self.assertIn("subString(start, [end])", output)
        self.assertIn("statements 5000", output)
        self.assertIn("creator\n{a: 1}\nstage\n", output)
        self.assertIn("There is no command :nonsense", errors)
        self.assertEqual(code, 1)
        self.assertEqual((self.path / "kept.deluge").read_text(), 'm = {"a":1};\nm\n')


    def test_sandbox_and_connections(self):
        code, output, errors = self.repl(
            'count = 2;\n:env\n:sandbox\nzoho.crm.getRecords("Leads", 1, count).size()\n:connections\n:dialect creator\n'
            'zoho.crm.getRecords("Leads", 1, 1).size()\n:sandbox off\n:env\ncount\n')
        self.assertEqual((code, errors), (0, ""), output)
        self.assertRegex(output, r"^production\nzoho.crm tasks work on the sandbox at http://127.0.0.1:\d+; the environment is development\n2\n")
        self.assertRegex(output, r"link +connector +type +state *\nzoho_crm +zoho_crm +system +connected")
        self.assertTrue(output.endswith("creator\n1\nThe sandbox is gone, with its records\nproduction\n2\n"), output)

    def test_sandbox_flag(self):
        code, output, errors = self.repl('zoho.crm.getRecords("Leads", 1, 1).size()\n:env\n', "--sandbox")
        self.assertEqual((code, output, errors), (0, "1\ndevelopment\n", ""))

    def test_blocks_as_zoho_writes_them(self):
        code, output, errors = self.repl(
            'for each n in {1,2}\n{\n  info n;\n}\nif(1 > 2)\n{\n  info "a";\n}\nelse if(1 > 3)\n{\n  info "b";\n}\nelse\n'
            '{\n  info "c";\n}\nif(1 < 2)\n{\n  x = 7;\n}\nx\n:type x\ntry\n{\n  y = {1}.get(9);\n}\ncatch (e)\n{\n  info "caught";\n}\n')
        self.assertEqual((code, errors), (0, ""))
        self.assertEqual(output, "1\n2\nc\n7\nBIGINT\ncaught\n")

    def test_wide_characters_line_up(self):
        code, output, errors = self.repl('{{"name":"日本","n":1},{"name":"x","n":22}}\ninfo "日本" + nothing;\n')
        # Two of its columns for each of the characters, as terminals draw them.
        self.assertEqual(output, "name  n\n日本  1\nx     22\n")
        self.assertIn(' 1 | info "日本" + nothing;\n   | ' + " " * 14 + "^^^^^^^\n", errors)

    def test_long_values_in_vars_are_cut_between_characters(self):
        _, output, _ = self.repl('x = "' + "é" * 100 + '";\n:vars\n')
        self.assertIn("é…", output)

    def test_what_is_not_possible_is_said(self):
        _, output, errors = self.repl("nothing\n:sandbox of\n:sandbox off\n:connection\n:edit\n:load\n:load none.deluge\n"
                                      ":limits none\n:dialect french\n:env moon\n:doc nofunction\n:type\n:time\n:save\n")
        self.assertEqual(output, "")
        self.assertNotIn("--arg", errors)
        for part in ("give it a value first", ":sandbox starts one", "No sandbox runs", "did you mean :connections?",
                     ":edit needs a terminal", ":load needs a file", "Cannot read none.deluge", "'none' is neither a profile",
                     "standard and creator", "'moon' is not an environment: one of development, stage, production", "No function is called 'nofunction'",
                     ":type needs", ":time needs", ":save needs"):
            self.assertIn(part, errors)


class AtTerminal(CliTest):
    """A person at a terminal: tmux draws what the program writes, so that what is checked is what is seen."""

    def open(self, *flags, columns=100):
        self.socket = str(self.path / "tmux")
        self.environment.update(TERM="xterm-256color", LC_ALL="C.UTF-8", EDITOR=f"sh {self.path}/editor")
        self.write("editor", "echo 'edited = 5;' > $1\n")
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", "50",
                  " ".join([SLUICE, "repl", *flags]))
        self.addCleanup(self.tmux, "kill-server")
        self.wait_for(r"^> $")

    def tmux(self, *words):
        return subprocess.run(["tmux", "-S", self.socket, *words], env=self.environment, cwd=self.path,
                              capture_output=True, text=True).stdout

    def screen(self):
        return self.tmux("capture-pane", "-p", "-J").rstrip("\n")

    def wait_for(self, pattern, seconds=30):
        end = time.monotonic() + seconds
        while not re.search(pattern, self.screen(), re.M):
            self.assertLess(time.monotonic(), end, f"{pattern} did not come; the terminal shows\n{self.screen()}")
            select.select([], [], [], 0.02)

    def type(self, text, *keys):
        self.tmux("send-keys", "-l", text)
        self.tmux("send-keys", *(keys or ("Enter",)))

    def enter(self, text, pattern):
        """Types a line on an empty screen and waits for what it gives."""
        self.tmux("send-keys", "C-l")
        self.type(text)
        self.wait_for(pattern)
        self.wait_for(r"^> $")


class Tmux(AtTerminal):
    def setUp(self):
        super().setUp()
        self.open()

    def test_every_command(self):
        self.enter('rows = {{"id":1,"name":"Ada"},{"id":2,"name":"Grace"}};', r"^> $")
        self.enter("rows", r"^id  name *\n1 +Ada *\n2 +Grace")
        self.enter(":help", r":connections +what scripts")
        self.enter(":help subString", r"subString\(start, \[end\]\)")
        self.enter(":vars", r"rows : LIST")
        self.enter(":type rows.get(0)", r"^KEY-VALUE")
        self.enter(":doc zoho.crm.getRecords", r"zoho\.crm\.getRecords\(")
        self.enter(":time rows.size()", r"^2\n.* ms")
        self.enter(":limits creator", r"statements 5000")
        self.enter(":env stage", r"^stage")
        self.enter(":user ada@example.com", r"^ada@example.com \(super_admin\)")
        self.enter(":dialect creator", r"^creator")
        self.enter(":connections", r"There are no connections yet")
        self.enter(":edit", r"edited = 5;")
        self.enter("edited", r"^5$")
        self.enter(":save all.deluge", r"saved \d+ bytes")
        self.enter(":reset", r"^> $")
        self.enter(":vars", r"^> $")
        self.enter(":load all.deluge", r"^> $")
        self.enter("edited + 1", r"^6$")
        self.enter(":sandbox", r"the sandbox at http://127")
        self.enter('zoho.crm.getRecords("Leads", 1, 1).size()', r"^1$")
        self.enter(":sandbox off", r"The sandbox is gone")
        self.enter("rows.get(9)", r"Given index 9 is greater than the list size\n.*\n.*\n.*rows\.get\(9\)\n +\| +\^")
        self.type(":quit")

    def test_what_is_pasted_runs_as_it_is_written(self):
        self.write("pasted", "rows = {1,2};\nif(rows.size() > 5)\n{\n\tinfo \"many\";\n}\nelse\n{\n\tinfo \"few\";\n}\nrows\n")
        self.tmux("load-buffer", "pasted")
        self.tmux("paste-buffer")
        self.wait_for(r"^few\n(.*\n)?\[1, 2\]")
        self.tmux("send-keys", "C-l", "Up", "Up")
        self.wait_for(r'^> if\(rows\.size\(\) > 5\) \{ +info "many"; \} else \{ +info "few"; \}')
        self.tmux("send-keys", "Home", "x", "Delete", "End", "y")
        self.wait_for(r"^> xf\(rows.*\}y *$")

    def test_connections_and_modules_are_completed(self):
        for link in ("mailing_list", "warehouse"):
            self.assertEqual(self.sluice("connections", "create", link, "--connector", "generic_bearer")[0], 0)
        self.type('invokeurl [ url: "https://example.com" connection: "ware', "Tab")
        self.wait_for(r'connection: "warehouse$')
        self.tmux("send-keys", "C-u", "C-l")
        self.type('zoho.books.getRecords("Invoices", "1", "", "mail', "Tab")
        self.wait_for(r'"mailing_list$')

    def test_keys(self):
        self.type("if(true)")
        self.wait_for(r"^\.")  # it goes on in the next line
        self.type('{ info "inside"; }')
        self.wait_for(r"^inside")
        for typed, completed in (("zoho.crm.getRecordB", r"> zoho\.crm\.getRecordById"), ('zoho.crm.getRecords("Lea', r"Leads"),
                                 (":conn", r"> :connections"), ('"abc".toUpp', r"toUpperCase")):
            self.tmux("send-keys", "C-l")
            self.type(typed, "Tab")
            self.wait_for(completed)
            self.tmux("send-keys", "C-u")
        self.enter("6 * 7", r"^42$")
        self.tmux("send-keys", "C-l", "Up")
        self.wait_for(r"> 6 \* 7$")
        self.tmux("send-keys", "C-u")
        self.tmux("send-keys", "C-l")
        self.type("while(true) { x = 1; }")
        self.wait_for(r"while\(true\)")
        self.tmux("send-keys", "C-c")
        self.wait_for(r"cancelled")
        self.enter('"still " + "here"', r'^"still here"')
        self.tmux("send-keys", "C-d")


class Narrow(AtTerminal):
    def test_tables_that_do_not_fit_are_lists(self):
        self.open(columns=40)
        self.enter('{{"name":"Ada","n":1},{"name":"Grace","n":22}}', r"^name   n *\nAda    1 *\nGrace  22")
        self.enter('{{"name":"Grace Murray Hopper","city":"New York, United States"},{"name":"x","city":"y"}}',
                   r'^\[\n  \{\n    name: "Grace Murray Hopper"\n    city: "New York, United States"\n  \}\n  \{name: "x", city: "y"\}\n\]')
        self.type(":help")
        self.wait_for(r"^> $")


class Modules(AtTerminal):
    def test_modules_that_only_this_sandbox_has(self):
        seed = self.write("seed.json", json.dumps({"modules": [
            {"api_name": "Zeppelins", "singular_label": "Zeppelin", "plural_label": "Zeppelins"}]}))
        server = self.start("sandbox", "serve", "--seed", seed)
        for stream in (server.stdin, server.stdout, server.stderr):
            self.addCleanup(stream.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        self.open("--sandbox-url", json.loads(server.stdout.readline())["accounts_url"])
        self.type('zoho.crm.getRecords("Zep', "Tab")
        self.wait_for(r'"Zeppelins$')
        self.tmux("send-keys", "C-u")


class Terminal(CliTest):
    def setUp(self):
        super().setUp()
        environment = {**os.environ, "TERM": "xterm", "XDG_STATE_HOME": str(self.path), "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
        self.child, self.screen = pty.fork()
        if self.child == 0:
            os.execve(SLUICE, [str(SLUICE), "repl"], environment)
        self.unread = self.raw = ""
        self.wait_for("> ")

    def tearDown(self):
        os.close(self.screen)
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        super().tearDown()

    # Reads until the pattern is there; gives what came, without control sequences, which reads may cut in two.
    def wait_for(self, pattern, seconds=20):
        end = time.monotonic() + seconds
        while True:
            seen = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.unread)
            if re.search(pattern, seen):
                self.unread = ""
                return seen
            if not select.select([self.screen], [], [], max(0.0, end - time.monotonic()))[0]:
                self.fail(f"{pattern} did not come; the terminal shows {seen!r}")
            part = os.read(self.screen, 4096).decode("utf-8", "replace")
            self.raw += part
            self.unread += part

    def type(self, text):
        os.write(self.screen, text.encode())

    def test_a_session(self):
        self.type("total = 6;\n")
        self.wait_for(r"> $")
        self.type("total * 7\n")
        self.wait_for(r"\n42\r?\n")
        # A run that does not end is stopped, the session is not.
        self.type('while(true) { total = total + 1; if(total == 9) { info "it " + "runs"; } }\n')
        self.wait_for("it runs")
        self.type("\x03")
        self.wait_for("cancelled")
        self.type('"still " + "here"\n')
        self.wait_for('"still here"')
        # Tab completes; what was typed is dropped by Ctrl-C, once the editor has it and not the terminal.
        self.type("tot\t")
        self.wait_for(r"al$")
        self.type("\x03")
        self.wait_for(r"> $")
        self.type("tot\t.toStr\t() + 1\n")
        self.wait_for(r'"\d+1"')  # total.toString() + 1
        self.type("\x04")
        self.wait_for("")
        history = self.path / "sluice" / "history"
        self.assertEqual(stat.S_IMODE(history.stat().st_mode), 0o600)
        self.assertNotRegex(self.raw, r"\x1b\[[0-9;]*m")  # NO_COLOR


if __name__ == "__main__":
    unittest.main()
