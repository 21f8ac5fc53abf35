"""sluice repl in a pipe and on a terminal."""

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


class Terminal(CliTest):
    def setUp(self):
        super().setUp()
        environment = {**os.environ, "TERM": "xterm", "XDG_STATE_HOME": str(self.path), "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
        self.child, self.screen = pty.fork()
        if self.child == 0:
            os.execve(SLUICE, [str(SLUICE), "repl"], environment)
        self.seen = ""
        self.wait_for("> ")

    def tearDown(self):
        os.close(self.screen)
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        super().tearDown()

    # Reads until the pattern is there; gives what came, without control sequences.
    def wait_for(self, pattern, seconds=20):
        end = time.monotonic() + seconds
        while not re.search(pattern, self.seen):
            if not select.select([self.screen], [], [], max(0.0, end - time.monotonic()))[0]:
                self.fail(f"{pattern} did not come; the terminal shows {self.seen!r}")
            part = os.read(self.screen, 4096).decode("utf-8", "replace")
            self.seen += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", part)
        seen, self.seen = self.seen, ""
        return seen

    def type(self, text):
        os.write(self.screen, text.encode())

    def test_a_session(self):
        self.type("total = 6;\n")
        self.wait_for(r"> $")
        self.type("total * 7\n")
        self.wait_for(r"\n42\r?\n")
        # A run that does not end is stopped, the session is not.
        self.type("while(true) { total = total + 1; }\n")
        time.sleep(0.3)
        self.type("\x03")
        self.wait_for("cancelled")
        self.type('"still " + "here"\n')
        self.wait_for('"still here"')
        # What was typed is dropped by Ctrl-C; Tab completes.
        self.type("nonsense\x03")
        self.wait_for(r"> $")
        self.type("tot\t.toStr\t() + 1\n")
        self.wait_for(r'"\d+1"')  # total.toString() + 1
        self.type("\x04")
        self.wait_for("")
        history = self.path / "sluice" / "history"
        self.assertEqual(stat.S_IMODE(history.stat().st_mode), 0o600)


if __name__ == "__main__":
    unittest.main()
