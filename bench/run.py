#!/usr/bin/env python3
"""Runs the workloads in Sluice and in whatever peers are installed, and prints one table.

Each pair runs in turn, so that a slow minute of the machine meets both; a figure is the whole process, start-up
included. A ratio is the peer's fastest run over ours: above 1 Sluice is faster. `--json` prints the raw figures.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import data  # noqa: E402

WORKLOADS = {  # name: argument at full size
    "loop": 10_000_000,
    "calls": 30,
    "text": 1_000_000,
    "map": 1_000_000,
    "list": 1_000_000,
    "records": 50_000_000,
    "json_text": 50_000_000,
    "regex": 100,
    "sort": 300_000,
    "chains": 2_000_000,
    "dates": 300_000,
    "hashes": 200_000,
    "hello": None,
}
PEERS = {"lua": ["lua5.4"], "python": ["/usr/bin/python3"], "node": ["node"]}
ENDINGS = {"lua": "lua", "python": "py", "node": "js"}
SHORT_RUNS = 50  # times as many rounds where one takes a millisecond
ON_DATA = ("records", "json_text")  # workloads whose argument is a file of records


def measure(command):
    """Wall seconds and output of one run."""
    read, write = os.pipe()
    begin = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ,
                            file_actions=[(os.POSIX_SPAWN_DUP2, write, 1), (os.POSIX_SPAWN_CLOSE, read)])
    os.close(write)
    output = b""
    while chunk := os.read(read, 65536):
        output += chunk
    os.close(read)
    _, status = os.waitpid(child, 0)
    seconds = time.perf_counter() - begin
    if status != 0:
        sys.exit("failed: " + " ".join(command) + "\n" + output.decode(errors="replace"))
    return seconds, output.strip()


def peak_memory(command):
    """Peak KiB of one more run. A child of ours would be charged with what Python needs before it becomes the command,
    so the small `time` starts it."""
    with tempfile.NamedTemporaryFile("r") as report:
        subprocess.run(["/usr/bin/time", "-f", "%M", "-o", report.name] + command, stdout=subprocess.DEVNULL, check=True)
        return int(report.read())


def commands(name, argument, sluice):
    base = os.path.join(HERE, "workloads", name)
    ours = [sluice, "run", base + ".deluge"]
    if name in ON_DATA:
        ours += ["--arg", "data=@" + argument]
    elif argument is not None:
        ours += ["--args-json", argument_file(argument)]
    found = {"sluice": ours}
    for peer, command in PEERS.items():
        twin = base + "." + ENDINGS[peer]
        if shutil.which(command[0]) and os.path.exists(twin):  # Lua has no hashes
            found[peer] = command + [twin] + ([str(argument)] if argument is not None else [])
    if os.path.exists(base + ".cc"):
        found["c++"] = [compiled(base), str(argument)]
    return found


def compiled(base):
    program = os.path.join(HERE, "data", os.path.basename(base) + "-cc")
    if not os.path.exists(program) or os.path.getmtime(program) < os.path.getmtime(base + ".cc"):
        subprocess.run(["g++", "-std=c++20", "-O2", "-x", "c++", base + ".cc", "-o", program], check=True)
    return program


def argument_file(limit):
    path = os.path.join(HERE, "data", "limit-%d.json" % limit)
    with open(path, "w", encoding="utf-8") as out:
        json.dump({"limit": limit}, out)
    return path


def run_workload(name, sluice, rounds):
    argument = WORKLOADS[name]
    if name in ON_DATA:
        path = os.path.join(HERE, "data", "leads-%d.json" % argument)
        if not os.path.exists(path):
            data.write(path, argument)
        argument = path
    todo = commands(name, argument, sluice)
    if name == "hello":
        rounds *= SHORT_RUNS
    results = {engine: {"seconds": [], "peak_kib": peak_memory(command)} for engine, command in todo.items()}
    for peer in [engine for engine in todo if engine != "sluice"] or ["sluice"]:
        seconds = in_turn(name, {engine: todo[engine] for engine in ("sluice", peer)}, rounds)
        for engine, found in seconds.items():
            results[engine]["seconds"] += found
        results[peer]["ratio"] = min(seconds[peer]) / min(seconds["sluice"])
    return results


def in_turn(name, todo, rounds):
    """Seconds of two engines. Others between them would empty the caches for the one that follows."""
    runs = {engine: [] for engine in todo}
    for _ in range(rounds + 1):
        for engine, command in todo.items():
            runs[engine].append(measure(command))
    outputs = {engine: results[0][1] for engine, results in runs.items()}
    if len(set(outputs.values())) != 1:
        sys.exit("the engines disagree about %s: %s" % (name, outputs))
    return {engine: [run[0] for run in results[1:]] for engine, results in runs.items()}  # the first warms the caches


def row(name, runs):
    cells = ["%-9s" % name]
    for engine in ["sluice"] + list(PEERS) + ["c++"]:
        if engine not in runs:
            cells.append("%22s" % "-")
            continue
        seconds = runs[engine]["seconds"]
        memory = runs[engine]["peak_kib"] / 1024
        ratio = "" if engine == "sluice" else "%6.2fx" % runs[engine]["ratio"]
        cells.append("%9.2f %5.0fM %s" % (statistics.median(seconds) * 1000, memory, ratio))
    return " | ".join(cells)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sluice", required=True, help="the binary to measure")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("workloads", nargs="*", default=list(WORKLOADS))
    options = parser.parse_args()
    os.makedirs(os.path.join(HERE, "data"), exist_ok=True)
    results = {}
    if not options.json:
        print("median ms, peak MiB, ratio of the fastest runs (peer / sluice)")
        print("%-9s | %-22s | %-22s | %-22s | %-22s | %-22s" % ("", "sluice", "lua 5.4", "python", "node", "c++"))
    for name in options.workloads:
        results[name] = run_workload(name, options.sluice, options.rounds)
        if not options.json:
            print(row(name, results[name]), flush=True)
    if options.json:
        print(json.dumps(results))


if __name__ == "__main__":
    main()
