"""sluice check, sluice builtins, help and wrong usage."""

import json
import unittest

from harness import CliTest


class Check(CliTest):
    def test_sound_files(self):
        self.assertEqual(self.sluice("check", self.write("a.deluge", "info 1;")),
                         (0, "", "checked 1 file: 0 errors, 0 warnings\n"))

    def test_every_problem_of_many_files(self):
        self.write("a.deluge", "info 1;\nx = ;\n")
        self.write("b.deluge", "int f()\n{\n  return nothing;\n}\n")
        code, output, errors = self.sluice("check", "a.deluge", "b.deluge")
        self.assertEqual(code, 1)
        self.assertIn("--> a.deluge:2:", output)
        self.assertIn("--> b.deluge:3:10\n", output)
        self.assertIn("checked 2 files: ", errors)

    def test_warnings_do_not_count(self):
        code, output, _ = self.sluice("check", self.write("a.deluge", "info who;"))
        self.assertEqual(code, 0)
        self.assertIn("warning[SLC-CHK-0001]: Variable 'who' is not defined\n", output)
        self.assertEqual(self.sluice("check", "a.deluge", "--param", "who")[1], "")
        self.assertEqual(self.sluice("check", "a.deluge", "--param", "who:string")[1], "")

    def test_wrong_parameters(self):
        self.write("a.deluge", "info who;")
        self.check_usage("did you mean 'string'?", "check", "a.deluge", "--param", "who:strng")
        self.check_usage("'1x' is not the name of a variable", "check", "a.deluge", "--param", "1x")
        self.check_usage("is not the name of a variable", "check", "a.deluge", "--param", "")
        self.assertEqual(self.sluice("check", "a.deluge", "--param", "who:List:int")[1], "")

    def test_syntax_only(self):
        self.write("a.deluge", "int f()\n{\n  return nothing;\n}\n")
        self.assertEqual(self.sluice("check", "a.deluge", "--syntax-only")[0], 0)
        self.assertEqual(self.sluice("check", "a.deluge")[0], 1)

    def test_json(self):
        self.write("a.deluge", "info 1;")
        self.write("b.deluge", "info \u00e9 who;\n")
        code, output, errors = self.sluice("check", "a.deluge", "b.deluge", "--format", "json")
        self.assertEqual((code, errors), (1, ""))
        first, second = [json.loads(line) for line in output.splitlines()]
        self.assertEqual(first, {"file": "a.deluge", "ok": True, "diagnostics": []})
        self.assertEqual((second["file"], second["ok"]), ("b.deluge", False))
        for diagnostic in second["diagnostics"]:
            self.assertTrue({"code", "severity", "message", "line", "column", "end_line", "end_column"} <= set(diagnostic))
        self.assertEqual(self.sluice("check", "a.deluge", "--json")[1], json.dumps(first, separators=(",", ":")) + "\n")

    def test_standard_input(self):
        code, output, _ = self.sluice("check", "-", stdin="x = ;")
        self.assertEqual(code, 1)
        self.assertIn("--> stdin:1:", output)

    def test_many_files(self):
        names = [self.write(f"many/{i}.deluge", f"info {i};") for i in range(300)]
        self.assertEqual(self.sluice("check", *names), (0, "", "checked 300 files: 0 errors, 0 warnings\n"))

    def test_an_unreadable_file_does_not_hide_the_others(self):
        self.write("a.deluge", "x = ;")
        code, output, errors = self.sluice("check", "none.deluge", "a.deluge")
        self.assertEqual(code, 2)
        self.assertIn("a.deluge:1:", output)
        self.assertIn("Cannot read none.deluge", errors)

    def test_json_of_an_unreadable_file(self):
        code, output, errors = self.sluice("check", "none.deluge", "--json")
        self.assertEqual((code, errors), (2, ""))
        answer = json.loads(output)
        self.assertEqual((answer["file"], answer["ok"], answer["diagnostics"][0]["code"]), ("none.deluge", False, "SLC-CLI-0001"))

    def test_libraries_are_known(self):
        self.write("lib/f.deluge", "int s.f(int n) { return n; }")
        self.write("a.deluge", "x = s.f(1, 2);")
        self.assertEqual(self.sluice("check", "a.deluge", "--functions", "lib")[0], 1)


class Builtins(CliTest):
    def test_list(self):
        code, output, _ = self.sluice("builtins")
        self.assertEqual(code, 0)
        self.assertIn("subString(start, [end])", output)
        self.assertGreater(len(output.splitlines()), 50)

    def test_one(self):
        code, output, _ = self.sluice("builtins", "substring")
        self.assertEqual(code, 0)
        self.assertIn("subString(start, [end]) -> TEXT\n", output)
        self.assertIn("example: ", output)

    def test_json(self):
        code, output, _ = self.sluice("builtins", "--json")
        records = json.loads(output)
        self.assertEqual(code, 0)
        self.assertEqual(list(records[0]),
                         ["name", "kind", "receiver", "signature", "parameters", "result", "aliases", "dialects", "summary", "example", "prints",
                          "page"])
        self.assertEqual(len(json.loads(self.sluice("builtins", "length", "--json")[1])) > 0, True)

    def test_an_unknown_one(self):
        self.check_usage("did you mean subString", "builtins", "subStrng")

    def test_statements_are_described_elsewhere(self):
        for word in ("info", "sendMail", "sendsms", "for", "fetch"):
            self.check_usage(f"'{word}' is a statement, not a function", "builtins", word)
            self.check_usage("docs/language.md", "builtins", word)
        self.assertEqual(self.sluice("builtins", "zoho.crm.getrecords")[0], 0)


class Usage(CliTest):
    def test_version(self):
        code, output, _ = self.sluice("--version")
        self.assertEqual(code, 0)
        self.assertRegex(output, r"^sluice \d+\.\d+\.\d+\n$")

    def test_help_starts_with_examples(self):
        for words in (("--help",), ("run", "--help"), ("-e", "--help"), ("check", "-h"), ("builtins", "--help")):
            code, output, errors = self.sluice(*words)
            self.assertEqual((code, errors), (0, ""), words)
            self.assertTrue(output.splitlines()[2].startswith("Examples:"), output)

    def test_unknown_commands_and_options(self):
        self.check_usage("unknown command 'rnu'; did you mean 'run'?", "rnu")
        self.check_usage("did you mean 'check'?", "chek")
        self.check_usage("did you mean 'sluice run a.deluge'?", "a.deluge")
        self.check_usage("unknown option '--limit'; did you mean '--limits'?", "run", "a.deluge", "--limit", "crm")
        self.check_usage("one argument too many", "run", "a.deluge", "b.deluge")
        self.check_usage("FILE", "run")
        self.check_usage("-e needs the code", "-e")
        self.check_usage("Examples:")
        self.check_usage("--port", "sandbox", "serve", "--port", "99999")
        self.check_usage("--port", "sandbox", "serve", "--port", "-1")
        self.check_usage("unknown option '--parm'; did you mean '--param'?", "check", "a.deluge", "--parm", "x")
        self.check_usage("unknown option '--parm=x'; did you mean '--param'?", "check", "a.deluge", "--parm=x")

    def test_wrong_usage_as_json(self):
        for words in (("check", "--json"), ("check", "--format", "json", "--syntx-only", "a"), ("check", "--format=json"),
                      ("builtins", "a", "b", "--json"), ("builtins", "nofunction", "--json"), ("connections", "lst", "--json"),
                      ("connections", "--json"), ("connectors", "show", "--json"), ("doctor", "--json", "x"),
                      ("call", "zoho_crm", "--json"), ("call", "zoho_crm", "list", "--json"),
                      ("call", "zoho_crm", "list_records", "--input", "{", "--json"), ("sandbox", "serv", "--json")):
            code, output, errors = self.sluice(*words)
            self.assertEqual((code, errors), (2, ""), words)
            answer = json.loads(output)
            self.assertEqual((answer["ok"], answer["error"]["kind"], answer["error"]["code"]), (False, "usage", "SLC-CLI-0001"), words)
            self.assertTrue(answer["error"]["message"], words)


if __name__ == "__main__":
    unittest.main()
