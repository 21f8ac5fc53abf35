#!/usr/bin/env python3
"""Calls every built-in function: check.py SLUICE

names.txt has every name of the specifications' checklists (extract_names.py writes it); each has to have a record and a case.
cases/*.txt are the cases, in columns parted by two or more blanks:

    kind  function  receiver  arguments  result  [dialect or how it is called]

kind: o ordinary, e edge, w wrong input; f a function without a receiver. `-` stands for no arguments. A result is what `info`
prints (\\e nothing, \\s a blank), or `!` and the message of the error, or `!~` and a pattern of it. Expected values come from the specifications, from
Python's hashlib, hmac, math and datetime, from OpenSSL (ciphers) and from Java 17 (numbers, dates), never from Sluice.

Every case runs as receiver.function(arguments) and as function(receiver, arguments), in several letter cases, in both
dialects. A record needs an ordinary case, an edge case and wrong input. Wrong input is written in the cases or made here from the
record: null as receiver and as each argument, and arguments of types that the record does not take. `sluice check` has to
find an argument too many, and those types.
"""
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
NETWORK = {"geturl", "posturl", "invokeurl"}  # tests/cli/web_test.py calls them
PALETTE = {"KEY-VALUE": '{"k" : 1}', "BOOLEAN": "true", "NUMBER": "5", "TEXT": '"x"', "LIST": "{7}"}


class Case:
    def __init__(self, kind, name, receiver, arguments, result, how="", place=""):
        self.kind, self.name, self.receiver, self.arguments = kind, name, receiver, arguments
        self.result, self.how, self.place = result, how, place
        # Of a message that need not be known in full.
        self.pattern = result[2:] if result.startswith("!~") else None

    def dialects(self):
        return [self.how] if self.how in ("standard", "creator") else ["standard", "creator"]


def fail(text):
    sys.exit("functions: " + text)


def read_cases():
    cases = []
    for path in sorted(HERE.glob("cases/*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            columns = re.split(r" {2,}", line)
            if len(columns) not in (5, 6) or columns[0] not in tuple("oewf"):
                fail(f"{path.name}:{number}: this is no case")
            kind, name, receiver, arguments, result = columns[:5]
            result = result.replace("\\e", "").replace("\\s", " ").replace("\\n", "\n")
            cases.append(Case(kind, name, receiver, "" if arguments == "-" else arguments, result,
                              columns[5] if len(columns) > 5 else "", f"{path.name}:{number}"))
    return cases


def parts_of(text):
    """The arguments, split at the commas outside of brackets and quotes."""
    parts, depth, quote, start, i = [], 0, "", 0, 0
    while i < len(text):
        c = text[i]
        if quote:
            if c == "\\":
                i += 1
            elif c == quote:
                quote = ""
        elif c in "\"'":
            quote = c
        elif c in "({[":
            depth += 1
        elif c in ")}]":
            depth -= 1
        elif c == "," and depth == 0:
            parts.append(text[start:i].strip())
            start = i + 1
        i += 1
    rest = text[start:].strip()
    return parts + [rest] if rest else parts


def kind_of(expression):
    """The type of a receiver as it is written."""
    if ".toFile(" in expression and not expression.startswith("{"):
        return "FILE"
    for start, kind in (('"', "TEXT"), ("'", "DATE-TIME"), ("List(", "LIST"), ("Map(", "KEY-VALUE"),
                        ("Collection(", "COLLECTION"), ("true", "BOOLEAN"), ("false", "BOOLEAN"), ("null", "NULL")):
        if expression.startswith(start):
            return kind
    if expression == "{}":
        return "LIST"
    if expression.startswith("{"):
        first = parts_of(expression[1:-1])[0]
        return "KEY-VALUE" if re.search(r"^(\"[^\"]*\"|[\w.]+) *:", first) else "LIST"
    if re.fullmatch(r"-?\d+", expression):
        return "NUMBER"
    if re.fullmatch(r"-?\d*\.\d+", expression):
        return "DECIMAL"
    fail(f"what type is {expression}?")


class Record:
    def __init__(self, entry):
        self.entry = entry
        self.name = entry["name"]
        self.kinds = set(entry["receiver"].split(" | ")) - {""}
        self.free = entry["receiver"] == ""
        self.void = entry["result"] == "void"
        self.takes_null = "NULL" in self.kinds
        self.spellings = [self.name] + entry["aliases"]
        self.takes_all = self.takes_null and all(each["kinds"] == "any | NULL" for each in entry["parameters"])
        self.cases = []

    def takes(self, kind):
        return "any" in self.kinds or kind in self.kinds

    def title(self):
        return f"{self.name} of {self.entry['receiver']}" if self.kinds else self.name


def read_records(sluice):
    found = subprocess.run([sluice, "builtins", "--json"], check=True, capture_output=True, text=True)
    records = {}
    for entry in json.loads(found.stdout):
        if entry["kind"] != "function":
            continue
        record = Record(entry)
        for name in record.spellings:
            records.setdefault(name.lower(), []).append(record)
    return records


def wrong_cases(record):
    """Wrong input that the record itself foretells, built around its first ordinary case."""
    ordinary = next(case for case in record.cases if case.kind == "o")
    arguments = parts_of(ordinary.arguments)
    if not record.takes_null:
        case = Case("w", record.name, "null", ordinary.arguments, "", place=ordinary.place + " with null")
        case.pattern = f"Value is empty and '({'|'.join(record.spellings)})' function cannot be applied"
        yield case
    for index, parameter in enumerate(record.entry["parameters"][:len(arguments)]):
        kinds = parameter["kinds"].split(" | ")
        for kind, value in {**PALETTE, "NULL": "null"}.items():
            if kind in kinds or ("any" in kinds and kind != "NULL"):
                continue
            given = arguments[:index] + [value] + arguments[index + 1:]
            case = Case("w", record.name, ordinary.receiver, ", ".join(given), "", ordinary.how,
                        f"{ordinary.place} with {kind} as {parameter['name']}")
            if kind == "NULL":
                case.pattern = f"Null value occurred while performing {record.name} operation"
            elif kind == "TEXT":
                case.pattern = rf"'TEXT' can not be cast to '\[.+\]' for the function '{record.name}'"
            else:
                case.pattern = rf"Incompatible types for {record.name} function at argument index \d\nRequired : \[.+\]\nFound : {kind}"
            yield case


def shown(case, expression):
    if case.how == "file":
        return f"({expression}).getFileName()"
    return f"({expression}).keys()" if case.how == "keys" else f"({expression})"


def statements(case, record, dialect):
    """The ways to write the case, each a list of statements that ends in a value to show."""
    first = dialect == "standard"
    name = case.name if first else case.name.upper()
    free_name = case.name.lower() if first else case.name
    if case.how == "word":
        return [("", name)]
    if case.kind == "f":
        return [("", f"{free_name}({case.arguments})"), ("", f"{name}({case.arguments})")]
    both = f"x, {case.arguments}" if case.arguments else "x"
    setup = f"x = {case.receiver}; "
    if record.void:
        return [(setup + f"x.{name}({case.arguments}); ", "x"), (setup + f"{free_name}({both}); ", "x")]
    direct = f"{case.receiver}.{name}({case.arguments})" if case.receiver != "null" else f"x.{name}({case.arguments})"
    return [(setup if case.receiver == "null" else "", direct), (setup, f"{free_name}({both})")]


def run(sluice, cases, dialect):
    """Runs all in one script; gives the problems."""
    lines, expected = [], []
    for case, record in cases:
        if dialect not in case.dialects():
            continue
        for setup, expression in statements(case, record, dialect):
            mark = f"\u00a7{len(expected)}\u00a7"
            lines.append(f'try {{ {setup}info "{mark}" + {shown(case, expression)}; }} '
                         f'catch (e) {{ info "{mark}!" + e.message; }}')
            expected.append((case, setup + expression))
    flags = ["--dialect", dialect, "--time-zone", "UTC", "--now", "2024-02-29 12:30:15"]
    done = subprocess.run([sluice, "run", *flags, "-"], input="\n".join(lines), capture_output=True, text=True)
    answers = dict(re.findall(r"^\u00a7(\d+)\u00a7(.*?)(?=\n\u00a7\d|\n?\Z)", done.stdout, re.S | re.M))
    if done.returncode != 0:
        yield f"{dialect}: the script failed\n{done.stderr[-2000:]}"
    for number, (case, written) in enumerate(expected):
        got = answers.get(str(number))
        good = got is not None and (re.fullmatch("!" + case.pattern, got) if case.pattern else got == case.result)
        if not good:
            yield f"{case.place} ({dialect}): {written}\n  wanted: {case.pattern or case.result}\n  got:    {got}"


def unchecked(sluice, every):
    """What `sluice check` does not find: an argument too many, and an argument of a wrong type."""
    lines, expected = [], []
    for record in every:
        ordinary = next((case for case in record.cases if case.kind == "o"), None)
        if ordinary is None or "…" in record.entry["signature"]:
            continue
        arguments, parameters = parts_of(ordinary.arguments), record.entry["parameters"]
        wrong = [(arguments + ["1"] * (len(parameters) + 1 - len(arguments)), "SLC-CHK-0003")]
        for index, parameter in enumerate(parameters[:len(arguments)]):
            value = next((PALETTE[kind] for kind in PALETTE if kind not in parameter["kinds"].split(" | ")), None)
            if value is not None and "any" not in parameter["kinds"]:
                wrong.append((arguments[:index] + [value] + arguments[index + 1:], "SLC-CHK-0005"))
        for given, code in wrong:
            call = f"{ordinary.receiver}.{record.name}({', '.join(given)});"
            lines.append(f"r = {ordinary.receiver}; r.{record.name}({', '.join(given)});" if record.void else "x = " + call)
            expected.append((code, record))
    done = subprocess.run([sluice, "check", "--json", "-"], input="\n".join(lines), capture_output=True, text=True)
    found = {(each["line"], each["code"]) for each in json.loads(done.stdout)["diagnostics"]}
    for number, (code, record) in enumerate(expected, 1):
        if (number, code) not in found:
            yield f"check: no {code} for {lines[number - 1]}"


def main():
    sluice = sys.argv[1]
    records = read_records(sluice)
    problems, runs, called = [], [], set()
    for case in read_cases():
        kind = "" if case.kind == "f" else kind_of(case.receiver)
        fitting = [each for each in records.get(case.name.lower(), [])
                   if (each.free if case.kind == "f" else each.takes(kind) or (kind == "NULL" and not each.free))]
        if not fitting:
            problems.append(f"{case.place}: no record of {case.name} takes {kind or 'no receiver'}")
            continue
        called.add(case.name.lower())
        fitting[0].cases.append(case)
        runs.append((case, fitting[0]))
    # `{}` that has not been used yet: map.remove and list.remove stand for it.
    every = list({id(record): record for group in records.values() for record in group}.values())
    for record in every:
        if record.name.lower() in NETWORK or record.kinds == {"{}"}:
            continue
        kinds = [case.kind for case in record.cases]
        if record.free:
            if len(kinds) < (1 if any(case.how == "word" for case in record.cases) else 3):
                problems.append(f"{record.title()}: {len(kinds)} cases, three are wanted")
            continue
        problems += [f"{record.title()}: no {what} case" for kind, what in (("o", "ordinary"), ("e", "edge"))
                     if kind not in kinds]
        made = [(case, record) for case in wrong_cases(record)] if "o" in kinds else []
        if not made and "w" not in kinds and not record.takes_all:
            problems.append(f"{record.title()}: no case of wrong input")
        runs += made
    for name in (HERE / "names.txt").read_text(encoding="utf-8").split():
        if name.lower() not in records:
            problems.append(f"{name}: the specifications have it, no record does")
        elif name.lower() not in called | NETWORK:
            problems.append(f"{name}: the specifications have it, no case calls it")
    for dialect in ("standard", "creator"):
        problems += run(sluice, runs, dialect)
    problems += unchecked(sluice, every)
    print("\n".join(problems) or f"{len(runs)} cases of {len(every)} records, each in both forms and dialects")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
