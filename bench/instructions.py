#!/usr/bin/env python3
"""Counts the instructions of the workloads at small sizes, so that a slow machine cannot hide a regression.

Each figure is that of one process under callgrind, start-up included, with a fixed hash seed. They are compared with
bench/instructions.json: 5 percent more is a failure, 5 percent less a hint to run with --update.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import data  # noqa: E402

FIGURES = os.path.join(HERE, "instructions.json")
TOLERANCE = 0.05
LIMITS = {"loop": 100_000, "calls": 18, "text": 20_000, "map": 20_000, "list": 20_000, "chains": 20_000}
JSON_SIZE = 500_000
SCRIPT_SIZE = 500_000


def workload(name):
    return os.path.join(HERE, "workloads", name + ".deluge")


def large_script(path):
    """A script of the usual statements, always the same bytes."""
    piece = """int standalone.step%d(int amount, string label)
{
\t// what a record is worth
\tdetails = Map();
\tdetails.put("label",label + " %d");
\tfor each  entry in {1,2.50,"three",{"four":4}}
\t{
\t\tif(entry != null && (amount > %d || label == "none"))
\t\t{
\t\t\tdetails.put("entry" + amount,entry);
\t\t}
\t\telse if(amount %% 7 == 3)
\t\t{
\t\t\tinfo "skipped " + entry.toString().subString(0,1);
\t\t}
\t}
\ttry
\t{
\t\tamount = amount * 2 - details.size() / 3;
\t}
\tcatch (e)
\t{
\t\tinfo e.message;
\t}
\treturn details.size() + amount.toLong();
}
"""
    with open(path, "w", encoding="utf-8") as out:
        number = 0
        while out.tell() < SCRIPT_SIZE:
            out.write(piece % (number, number, number % 100))
            number += 1


def commands(sluice, folder):
    """The command of each workload."""
    todo = {}
    for name, limit in LIMITS.items():
        arguments = os.path.join(folder, name + ".json")
        with open(arguments, "w", encoding="utf-8") as out:
            json.dump({"limit": limit}, out)
        todo[name] = [sluice, "run", workload(name), "--args-json", arguments]
    leads = os.path.join(folder, "leads.json")
    data.write(leads, JSON_SIZE)
    todo["records"] = [sluice, "run", workload("records"), "--arg", "data=@" + leads]
    todo["hello"] = [sluice, "run", workload("hello")]
    script = os.path.join(folder, "large.deluge")
    large_script(script)
    todo["parsing"] = [sluice, "check", "--syntax-only", script]
    return todo


def count(command):
    """Instructions of one run."""
    environment = dict(os.environ, SLUICE_HASH_SEED="1", TZ="UTC", LC_ALL="C")
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    done = subprocess.run(valgrind + command, env=environment, capture_output=True, text=True, check=False)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or found is None:
        sys.exit("failed: %s\n%s%s" % (" ".join(command), done.stdout, done.stderr))
    return int(found.group(1))


def compare(name, now, before):
    """Prints one line of the table; gives whether the workload became dearer."""
    if before is None:
        print("%-8s %14s %14s   new: run with --update" % (name, f"{now:,}", "-"))
        return True
    change = now / before - 1
    note = ""
    if change > TOLERANCE:
        note = "   REGRESSION"
    elif change < -TOLERANCE:
        note = "   cheaper: keep it with --update"
    print("%-8s %14s %14s %+6.1f %%%s" % (name, f"{now:,}", f"{before:,}", change * 100, note), flush=True)
    return change > TOLERANCE


def read_figures():
    if not os.path.exists(FIGURES):
        return {}
    with open(FIGURES, encoding="utf-8") as file:
        return json.load(file)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sluice", required=True, help="the binary to measure: a release build")
    parser.add_argument("--update", action="store_true", help="write the figures instead of comparing them")
    parser.add_argument("workloads", nargs="*", help="all when none is named")
    options = parser.parse_args()
    figures = read_figures()
    worse = []
    with tempfile.TemporaryDirectory() as folder:
        todo = commands(os.path.abspath(options.sluice), folder)
        unknown = [name for name in options.workloads if name not in todo]
        if unknown:
            sys.exit("no workload '%s'; there are: %s" % (unknown[0], " ".join(todo)))
        print("%-8s %14s %14s" % ("", "instructions", "before"))
        for name in options.workloads or todo:
            now = count(todo[name])
            if compare(name, now, figures.get(name)):
                worse.append(name)
            figures[name] = now
    if options.update:
        with open(FIGURES, "w", encoding="utf-8") as file:
            json.dump(figures, file, indent=2)
            file.write("\n")
    elif worse:
        sys.exit("instructions: worse than bench/instructions.json: " + " ".join(worse))


if __name__ == "__main__":
    main()
