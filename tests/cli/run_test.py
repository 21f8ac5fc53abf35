"""sluice run and sluice -e."""

import json
import pathlib
import re
import resource
import signal
import subprocess
import time
import unittest

from harness import SLUICE, CliTest
from services import wait_until


class Run(CliTest):
    def test_prints_info_lines(self):
        self.check_output("Hello\n42\n", "run", self.write("a.deluge", 'info "Hello"; info 6 * 7;'))

    def test_reads_standard_input(self):
        self.check_output("1\n", "run", "-", stdin="info 1;")

    def test_runs_code(self):
        self.check_output("3\n", "-e", "info 1 + 2;")
        self.check_output("2\n", "-e", "return 2;", "--print-result")

    def test_prints_the_result(self):
        self.check_output('{"a":[1,2]}\n', "-e", 'return {"a":{1,2}};', "--print-result")
        self.check_output("null\n", "-e", "x = 1;", "--print-result")

    def test_a_failing_script_shows_where(self):
        name = self.write("orders.deluge", "rows = {1};\n\nfirst = rows.get(10);\n")
        code, output, errors = self.sluice("run", name)
        self.assertEqual((code, output), (1, ""))
        self.assertTrue(errors.startswith("error[SLC-RUN-0007]: Given index 10 is greater than the list size\n"
                                          "  --> orders.deluge:3:9\n"
                                          "   |\n"
                                          " 3 | first = rows.get(10);\n"), errors)

    def test_calls_are_shown(self):
        name = self.write("a.deluge", "int s.total(list l)\n{\n  return l.get(9);\n}\ninfo s.total({1});\n")
        self.assertIn("   = in function s.total, called from a.deluge:5\n", self.sluice("run", name)[2])

    def test_output_comes_before_the_error(self):
        self.write("a.deluge", "info 1; info {1}.get(5);")
        both = subprocess.run([SLUICE, "run", "a.deluge"], cwd=self.path, env=self.environment, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout.decode()
        self.assertTrue(both.startswith("1\nerror["), both)

    def test_errors_stop_it_before_the_first_statement(self):
        code, output, errors = self.sluice("run", self.write("a.deluge", "info 1;\nx = nothing(;\n"))
        self.assertEqual((code, output), (1, ""))
        self.assertIn("a.deluge:2:", errors)

    def test_undefined_names_stop_it(self):
        code, output, errors = self.sluice("-e", "info 1; info who;")
        self.assertEqual((code, output), (1, ""))
        self.assertIn("Variable 'who' is not defined", errors)
        self.check_output("1\nAda\n", "-e", "info 1; info who;", "--arg", "who=Ada")

    def test_warnings_are_silent(self):
        self.check_output("1\n", "-e", "while(false) { x = 1; } info 1;")

    def test_missing_file(self):
        self.check_usage("Cannot read nowhere.deluge: No such file or directory", "run", "nowhere.deluge")
        self.check_usage("Cannot read .: Is a directory", "run", ".")

    def test_what_has_no_end_is_not_read_to_its_end(self):
        self.check_usage("Cannot read /dev/zero: it is larger than 64 MiB", "run", "/dev/zero")
        with open(self.path / "large.deluge", "wb") as large:
            large.truncate((64 << 20) + 1)
        self.check_usage("Cannot read large.deluge: it is larger than 64 MiB", "run", "large.deluge")
        process = subprocess.run([SLUICE, "run", "-"], stdin=open("/dev/zero", "rb"), capture_output=True, env=self.environment)
        self.assertEqual((process.returncode, process.stdout), (2, b""))
        self.assertIn(b"Cannot read standard input: it is larger than 64 MiB", process.stderr)

    def test_what_the_kernel_makes_up_is_read_whole(self):
        lines = len(pathlib.Path("/proc/filesystems").read_text().splitlines())
        self.check_output(f"{lines}\n", "-e", 'info t.getOccurenceCount("\n");', "--arg", "t=@/proc/filesystems")

    def test_standard_input_is_read_once(self):
        code, output, errors = self.sluice("run", "-", "--args-json", "-", stdin="info 1;")
        self.assertEqual((code, output), (2, ""))
        self.assertIn("Standard input can be read once only", errors)

    def test_events_go_to_standard_error(self):
        self.assertEqual(self.sluice("-e", 'info 1; alert "x"; info 2;'), (0, "1\n2\n", 'event: alert {"message":"x"}\n'))


class Arguments(CliTest):
    def setUp(self):
        super().setUp()
        self.write("f.deluge", "string f(int id, string name, bool on, float price, date day)\n"
                               "{\n  return id + 1 + \"/\" + name + \"/\" + on + \"/\" + price + \"/\" + day;\n}\n")

    def test_become_what_the_function_declares(self):
        self.check_output("8/007/true/1.50/01-Mar-2026\n", "run", "f.deluge", "--arg", "id=7", "--arg", "name=007",
                          "--arg", "on=TRUE", "--arg", "price=1.50", "--arg", "day=2026-03-01", "--print-result")

    def test_wrong_ones_are_refused(self):
        self.check_usage("The argument 'id' is of type int", "run", "f.deluge", "--arg", "id=x")
        self.check_usage("has no parameter 'ids'", "run", "f.deluge", "--arg", "ids=1")
        self.check_usage("did you mean 'id'?", "run", "f.deluge", "--arg", "ids=1")
        self.check_usage("is not of the form NAME=VALUE", "run", "f.deluge", "--arg", "id")
        self.check_usage("'1x' is not the name of a variable", "-e", "info 1;", "--arg", "1x=2")

    def test_are_texts_for_a_body(self):
        self.check_output("1231\n", "-e", "info id + 1;", "--arg", "id=123")
        self.check_output("a=b c\n", "-e", "info t;", "--arg", "t=a=b c")

    def test_read_files(self):
        self.write("note.txt", "two\nlines")
        self.check_output("9\n", "-e", "info t.length();", "--arg", "t=@note.txt")
        self.write("rows.csv", "a,b\n1,2\n")
        self.write("letter.DOC", "x")
        self.check_output("application/msword\n", "-e", "info f.getFileType();", "--arg", "f=file:letter.DOC")
        code, output, _ = self.sluice("-e", "info f;", "--arg", "f=file:rows.csv")
        self.assertEqual(code, 0, output)
        self.check_usage("Cannot read none.txt", "-e", "info t;", "--arg", "t=@none.txt")

    def test_come_from_json(self):
        self.write("a.json", '{"id": 5, "list": [1, 2.50], "name": "x"}')
        self.check_output("6\n2.50\ny\n", "-e", "info id + 1; info list.get(1); info name;", "--args-json", "a.json",
                          "--arg", "name=y")
        self.check_output("9223372036854775807\n", "-e", "info id;", "--args-json", "-", stdin='{"id":9223372036854775807}')
        self.write("b.json", "[1]")
        self.check_usage("--args-json needs one JSON object", "-e", "info 1;", "--args-json", "b.json")

    def test_a_function_is_chosen(self):
        self.write("two.deluge", "int one() { return 1; }\nint ns.two() { return 2; }\n")
        self.check_output("2\n", "run", "two.deluge", "--function", "NS.two", "--print-result")
        self.check_usage("choose one with --function", "run", "two.deluge")
        self.check_usage("there is no function 'three' in the file; it has one, ns.two", "run", "two.deluge", "--function", "three")
        self.check_usage("there is no function 'one' in the file; it has none, only a body", "-e", "info 1;", "--function", "one")


class Language(CliTest):
    def test_dates(self):
        show = "info zoho.currenttime;"
        now = ("--now", "2026-03-01 10:00:00")
        self.check_output("01-Mar-2026 10:00:00\n", "-e", show, *now)
        self.check_output("2026/03/01 10h\n", "-e", show, *now, "--date-format", "yyyy/MM/dd HH'h'")
        self.check_output("01-Mar-2026 10:00:00\n", "-e", show, *now, "--time-zone", "Asia/Kolkata")
        self.check_usage("'Mars' is not a time zone", "-e", show, "--time-zone", "Mars")
        self.check_usage("is not a date", "-e", show, "--now", "soon")
        self.check_usage("is not a date", "call", "zoho_crm", "list_records", "--now", "soon")

    def test_principal(self):
        self.check_output("ada@x.example ada crm\n", "-e", 'info zoho.loginuserid + " " + zoho.loginuser + " " + zoho.appname;',
                          "--user", "ada@x.example", "--app", "crm", "--role", "user", "--env", "stage")
        self.check_usage("--role", "-e", "info 1;", "--role", "king")
        self.check_usage("--env", "-e", "info 1;", "--env", "test")

    def test_libraries(self):
        self.write("lib/a/double.dg", "int standalone.double_of(int n) { return n * 2; }")
        self.check_output("8\n", "-e", "info standalone.double_of(4);", "--functions", "lib")
        self.check_output("8\n", "-e", "info thisapp.Double_Of(4);", "--functions", "lib/a/double.dg")
        self.check_usage("Cannot read the functions in nowhere", "-e", "info 1;", "--functions", "nowhere")

    def test_without_a_library_the_call_fails_catchably(self):
        self.check_output("caught\n", "-e", 'try { x = standalone.f(4); } catch(e) { info "caught"; }')


class Limits(CliTest):
    def test_profiles_and_files(self):
        endless = "while(true) { x = 1; }"
        self.assertEqual(self.sluice("-e", endless, "--limits", "creator")[0], 4)
        self.write("small.toml", "statements = 10\n")
        code, _, errors = self.sluice("-e", endless, "--limits", "small.toml")
        self.assertEqual(code, 4)
        self.assertIn("SLC-LIM-0001", errors)
        self.check_usage("did you mean 'creator'?", "-e", endless, "--limits", "creater")

    def test_what_is_no_file_is_refused(self):
        self.check_usage("Cannot read /", "-e", "info 1;", "--limits", "/")
        self.check_usage("neither a profile of limits nor a file", "-e", "info 1;", "--limits", "x" * 10000)

    def test_timeout(self):
        start = time.monotonic()
        code, _, errors = self.sluice("-e", "while(true) { x = 1; }", "--timeout", "0.2")
        self.assertEqual(code, 4, errors)
        self.assertLess(time.monotonic() - start, 10)
        self.check_usage("--timeout", "-e", "info 1;", "--timeout", "0")

    def test_cannot_be_caught(self):
        code, output, _ = self.sluice("-e", "try { while(true) { x = 1; } } catch(e) { info 1; }", "--limits", "creator")
        self.assertEqual((code, output), (4, ""))


class SmallStacks(CliTest):
    """A shell may give the whole process a small stack."""

    def test_deep_scripts_run_or_say_why(self):
        deep = {
            "sums": "x = " + "(1 + " * 490 + "1" + ")" * 490 + ";",
            "chain": 'x = " a "' + ".trim()" * 1990 + ";",
            "blocks": "if(true) {" * 490 + "x = 1;" + "}" * 490,
            "calls": "int f(int n) { return f(n + 1); } info f(1);",
        }
        for name, text in deep.items():
            self.write(name + ".deluge", text)
            limit = lambda: resource.setrlimit(resource.RLIMIT_STACK, (256 << 10, 256 << 10))
            process = self.start("run", name + ".deluge", "--limits", "unlimited", preexec_fn=limit)
            _, errors = process.communicate(timeout=60)
            self.assertIn(process.returncode, (0, 4), (name, errors))


class Json(CliTest):
    def run_json(self, *words):
        code, output, errors = self.sluice(*words, "--json")
        self.assertEqual(errors, "")
        return code, json.loads(output)

    def test_of_a_run(self):
        code, answer = self.run_json("-e", 'info 1; alert "x"; return {"a":1.50};')
        self.assertEqual((code, answer["ok"], answer["output"], answer["result"]), (0, True, ["1"], {"a": 1.5}))
        self.assertEqual(answer["events"], [{"name": "alert", "details": {"message": "x"}}])
        self.assertGreater(answer["statistics"]["statements"], 0)

    def test_of_a_failure(self):
        code, answer = self.run_json("-e", "info 1; info {1}.get(4);")
        self.assertEqual((code, answer["ok"], answer["output"]), (1, False, ["1"]))
        self.assertEqual((answer["error"]["code"], answer["error"]["line"]), ("SLC-RUN-0007", 1))

    def test_of_a_script_that_cannot_run(self):
        code, answer = self.run_json("-e", "x = ;")
        self.assertEqual((code, answer["ok"], answer["error"]["file"]), (1, False, "-e"))
        self.assertEqual(answer["diagnostics"][0]["severity"], "error")
        self.assertEqual(answer["error"]["code"], answer["diagnostics"][0]["code"])

    def test_has_one_shape_for_every_ending(self):
        keys = ["ok", "result", "error", "diagnostics", "output", "events", "statistics"]
        for ending, words in ((0, ("-e", "info 1;")), (1, ("-e", "info {1}.get(4);")), (1, ("-e", "x = ;")),
                              (2, ("run", "none.deluge")), (2, ("-e", "info 1;", "--now", "soon")),
                              (2, ("run",)), (2, ("run", "a.deluge", "--limit", "crm")), (2, ("-e", "info 1;", "--role", "king")),
                              (2, ("-e", "info 1;", "--arg", "nameless")), (2, ("-e", "info 1;", "--limits", "none.toml")),
                              (4, ("-e", "while(true) { x = 1; }", "--timeout", "0.05"))):
            code, answer = self.run_json(*words)
            self.assertEqual((code, list(answer)), (ending, keys), words)
            self.assertEqual((answer["ok"], answer["error"] is None), (ending == 0, ending == 0), words)

    def test_of_what_a_failed_run_left_behind(self):
        _, answer = self.run_json("-e", 'alert "x"; info {1}.get(4);')
        self.assertEqual(answer["events"], [{"name": "alert", "details": {"message": "x"}}])


class Processes(CliTest):
    def test_interrupt_cancels_the_run(self):
        process = self.start("-e", "info 1; while(true) { x = 1; }", "--limits", "unlimited")
        status = pathlib.Path(f"/proc/{process.pid}/status")
        caught = lambda: int(re.search(r"^SigCgt:\s*(\w+)", status.read_text(), re.M)[1], 16)
        wait_until(lambda: caught() >> (signal.SIGINT - 1) & 1)  # the run begins
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=30)
        self.assertLess(time.monotonic() - start, 5)
        self.assertEqual(process.returncode, -signal.SIGINT)
        self.assertEqual(output, b"1\n")
        self.assertIn(b"SLC-LIM-0006", errors)

    def test_a_closed_pipe_ends_it_quietly(self):
        process = self.start("-e", 'while(true) { info "0123456789012345678901234567890123456789"; }', restore_signals=True)
        process.stdout.read(100)
        process.stdout.close()
        errors = process.stderr.read()
        self.assertEqual(process.wait(timeout=30), -signal.SIGPIPE)
        self.assertEqual(errors, b"")
        process.stdin.close()
        process.stderr.close()

    def test_a_full_disk_is_an_error(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([SLUICE, "-e", "info 1;"], stdout=full, stderr=subprocess.PIPE, check=False,
                                  env=self.environment)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"cannot write", done.stderr)

    def test_large_output_is_whole(self):
        line = "x" * 99
        code, output, _ = self.sluice("-e", f'n = 0; while(n < 20000) {{ n = n + 1; info "{line}"; }}')
        self.assertEqual((code, len(output)), (0, 20000 * 100))


class Configuration(CliTest):
    def test_project_file_environment_and_flags(self):
        self.write("sluice.toml", 'date_format = "yyyy"\nfunctions = ["lib"]\n[limits]\nstatements = 20\n')
        self.write("lib/f.deluge", "int one() { return 1; }")
        now = ("--now", "2026-03-01 10:00:00")
        self.check_output("2026\n1\n", "-e", "info zoho.currenttime; info thisapp.one();", *now)
        self.environment["SLUICE_DATE_FORMAT"] = "MM"
        self.check_output("03\n", "-e", "info zoho.currenttime;", *now)
        self.check_output("01\n", "-e", "info zoho.currenttime;", *now, "--date-format", "dd")
        self.assertEqual(self.sluice("-e", "while(true) { x = 1; }")[0], 4)

    def test_words_of_the_environment_are_checked(self):
        for variable, word, help in (("SLUICE_ENV", "prodution", "did you mean 'production'?"),
                                     ("SLUICE_ROLE", "superadmin", "did you mean 'super_admin'?"),
                                     ("SLUICE_TRIGGER", "scheduel", "did you mean 'schedule'?"),
                                     ("SLUICE_DIALECT", "deluge", "one of standard, creator")):
            self.environment[variable] = word
            self.check_usage(f"{variable} is not '{word}'", "-e", "info 1;")
            self.check_usage(help, "-e", "info 1;")
            del self.environment[variable]
        self.write("sluice.toml", '[connections]\nenvironment = "prodution"\n')
        self.check_usage("did you mean 'production'?", "-e", "info 1;")

    def test_mistakes_in_it_are_shown(self):
        self.write("sluice.toml", 'dialct = "creator"\n')
        self.check_usage("did you mean 'dialect'?", "-e", "info 1;")

    def test_mistakes_in_it_have_a_place(self):
        for text, place, said in (('time_zone = "Mars"', "1:13", "'Mars' is not a time zone"),
                                  ('date_format = "bb"', "1:15", "'bb' is not a date pattern"),
                                  ("[limits]\nstatements = -5", "2:14", "'statements' is a number or a text"),
                                  ('[limits]\nwall_clock = "-1s"', "2:14", "'wall_clock' is a number or a text"),
                                  ('[egress]\nallow = ["no host"]', "2:9", "no host"),
                                  ('[connections]\ndata_centre = "mars"', "2:15", "one of us, eu"),
                                  ("[connections]\nplan_limit = -1", "2:14", "'plan_limit' is a number")):
            self.write("sluice.toml", text + "\n")
            self.check_usage(f"sluice.toml:{place}: ", "-e", "info 1;")
            self.check_usage(said, "-e", "info 1;")

    def test_the_users_file_comes_after_the_projects(self):
        self.write(".config/sluice/sluice.toml", 'date_format = "yy"\ntime_zone = "UTC"\n')
        now = ("--now", "2026-03-01 10:00:00")
        self.check_output("26\n", "-e", "info zoho.currenttime;", *now)
        self.write("sluice.toml", 'date_format = "yyyy"\n')
        self.check_output("2026\n", "-e", "info zoho.currenttime;", *now)


class Memory(CliTest):
    def test_it_is_not_dumped(self):
        process = self.start("run", "-")  # waits for its script
        limits = pathlib.Path(f"/proc/{process.pid}/limits")
        wait_until(lambda: re.search(r"^Max core file size +[01] ", limits.read_text(), re.M))
        process.communicate(b"info 1;", timeout=60)


if __name__ == "__main__":
    unittest.main()
