#!/usr/bin/env python3
"""Compares small calls on loopback through Sluice's transport with libcurl alone: sequential ones and from 64 threads.

The two take turns and the medians count, because a machine may be busy. Less than 90 percent is a failure.
"""
import argparse
import statistics
import subprocess
import sys

CASES = (("1000 sequential", 1000, 1), ("64 parallel", 25600, 64))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="bench_http_calls")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    server = subprocess.Popen([options.program, "serve"], stdout=subprocess.PIPE, text=True)
    url = f"http://127.0.0.1:{server.stdout.readline().strip()}/"
    slow = False
    try:
        for name, calls, threads in CASES:
            rates = {"sluice": [], "curl": []}
            for _ in range(options.rounds):
                for how in rates:
                    run = subprocess.run([options.program, how, str(calls), str(threads), url], check=True,
                                         capture_output=True, text=True)
                    rates[how].append(int(run.stdout))
            median = {how: statistics.median(found) for how, found in rates.items()}
            ratio = median["sluice"] / median["curl"]
            slow |= ratio < 0.9
            print(f"{name}: {median['sluice']:.0f} calls/s, libcurl alone {median['curl']:.0f}, ratio {ratio:.2f}")
    finally:
        server.terminate()
    return slow


if __name__ == "__main__":
    sys.exit(main())
