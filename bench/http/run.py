#!/usr/bin/env python3
"""Compares small calls on loopback through Sluice's transport with libcurl alone: sequential ones and from 64 threads.

The two take turns and the best of each counts, because a machine may be busy. Less than 90 percent is a failure.
"""
import argparse
import subprocess
import sys

CASES = (("1000 sequential", 1000, 1), ("64 parallel", 6400, 64))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="bench_http_calls")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    server = subprocess.Popen([options.program, "serve"], stdout=subprocess.PIPE, text=True)
    url = f"http://127.0.0.1:{server.stdout.readline().strip()}/"
    slow = False
    try:
        for name, calls, threads in CASES:
            best = {"sluice": 0, "curl": 0}
            for _ in range(options.rounds):
                for how in best:
                    run = subprocess.run([options.program, how, str(calls), str(threads), url], check=True,
                                         capture_output=True, text=True)
                    best[how] = max(best[how], int(run.stdout))
            ratio = best["sluice"] / best["curl"]
            slow |= ratio < 0.9
            print(f"{name}: {best['sluice']} calls/s, libcurl alone {best['curl']}, ratio {ratio:.2f}")
    finally:
        server.terminate()
    return slow


if __name__ == "__main__":
    sys.exit(main())
