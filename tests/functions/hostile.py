#!/usr/bin/env python3
"""Calls every function with values that nobody expects: hostile.py SLUICE [SEED]

Each record gets each value of PALETTE as its receiver and as each of its arguments, the others being sensible, and some
mixtures made by chance. A call gives a value or an error that a script can catch and that says something; the program
neither breaks nor hangs. Meant for a build with sanitizers (`./dev sanitize asan`), quick enough for every other.
"""
import json
import random
import subprocess
import sys

PALETTE = ['null', '""', '" "', '"x"', '"😀é"', '"é".repeat(20000)', '"a,b,c".repeat(5000)', '"5"', '"-0.5"', '"1E400"',
           '"29-Feb-2024"', '"2024-13-45 99:99:99"', '"{\\"a\\":[1,{}]}"', '"<a b=\\"c\\">d</a>"', '"(((("', '"%zz"', '"\\\\"', '0', '-1',
           '7', '65537', '2147483648', '9223372036854775807', '-9223372036854775808', '0.5', '-0.0', '0.1.power(300)',
           '10.5.power(400)', 'true', '{}', '{1, 2, 3}', '{1, "a", null}', '{null}', 'List()', 'Map()', '{"a" : 1}',
           '{"" : null, 1 : {2}}', 'Collection()', 'Collection(3, 1)', 'Collection("a" : 2)', "'29-Feb-2024'",
           "'31-Dec-1969 23:59:59'", "'01-Jan-9999'.addYear(280000000)", 'loop', 'pairs', '"zip".toFile("a.txt")',
           '"".toFile("")', '"x".toFile("x").compress()', 'problem']
SENSIBLE = {"NUMBER": "1", "DECIMAL": "1.5", "TEXT": '"a"', "LIST": "{1, 2}", "KEY-VALUE": '{"a" : 1}', "COLLECTION": "Collection(1)",
            "DATE-TIME": "'29-Feb-2024'", "FILE": '"x".toFile("x.txt")', "BOOLEAN": "true", "any": '"a"'}
LIMIT = 4  # exit code
TOO_LARGE = ("[SLC-LIM-0003]", "[SLC-LIM-0008]")  # memory; the length of a text
SKIPPED = {"getUrl", "postUrl", "invokeUrl"}  # they call services
CALLS_EACH = 120  # by chance
PREPARED = 'loop = {1}; loop.add(loop); pairs = {"a" : 1}; pairs.put("self", pairs);\n' \
           'try { problem = 1 / 0; } catch (e) { problem = e; }\n'


def sensible(kinds):
    return next((value for kind, value in SENSIBLE.items() if kind in kinds.split(" | ")), '"a"')


def calls(record, chance):
    """The arguments of every call, the receiver first."""
    usual = [sensible(record["receiver"])] if record["receiver"] else []
    usual += [sensible(parameter["kinds"]) for parameter in record["parameters"]]
    least = len(usual) - sum(parameter["optional"] for parameter in record["parameters"])
    for place in range(len(usual)):
        for value in PALETTE:
            yield usual[:place] + [value] + usual[place + 1:max(least, place + 1)]
    for _ in range(CALLS_EACH if len(usual) > 1 else 0):
        yield [chance.choice(PALETTE) for _ in range(chance.randint(least, len(usual)))]


def script(record, every):
    lines = []
    for number, arguments in every.items():
        given = [f"a.get({place})" for place in range(len(arguments))]  # so that no type is known before
        if record["receiver"] and number % 2 == 0:
            call = f"a.get(0).{record['name']}({', '.join(given[1:])})"
        else:
            call = f"{record['name']}({', '.join(given)})"
        what = f"{call};" if record["result"] == "void" else f"x = {call};"
        lines.append(f'try {{ a = {{{", ".join(arguments)}}}; {what} info "ok {number}"; }} '
                     f'catch (e) {{ if(e.message.isEmpty()) {{ info "empty {number}"; }} else {{ info "ok {number}"; }} }}')
    return PREPARED + "\n".join(lines)


def problems(sluice, record, chance):
    left = dict(enumerate(calls(record, chance)))
    while left:
        try:
            done = subprocess.run([sluice, "run", "--now", "2024-02-29 12:30:15", "--timeout", "60", "-"],
                                  input=script(record, left), capture_output=True, text=True, timeout=120)
        except subprocess.TimeoutExpired:
            return [f"{record['signature']}: hangs"]
        fine = {int(line[3:]) for line in done.stdout.split("\n") if line.startswith("ok ")}
        left = {number: arguments for number, arguments in left.items() if number not in fine}
        if done.returncode == LIMIT and any(code in done.stderr for code in TOO_LARGE) and left:
            left.pop(min(left))  # the rest has not run yet
        elif done.returncode != 0 or left:
            shown = [f"{record['signature']}: no answer or an empty message for ({', '.join(arguments)[:300]})"
                     for arguments in list(left.values())[:5]]
            return [f"{record['signature']}: exit code {done.returncode}\n{done.stderr[-3000:]}"] + shown
    return []


def main():
    sluice, seed = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
    listed = subprocess.run([sluice, "builtins", "--json"], check=True, capture_output=True, text=True)
    records = [each for each in json.loads(listed.stdout) if each["kind"] == "function" and each["name"] not in SKIPPED]
    chance = random.Random(seed)
    found = [problem for record in records for problem in problems(sluice, record, chance)]
    print("\n".join(found) or f"{len(records)} records survive (seed {seed})")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
