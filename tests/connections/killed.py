"""Kills a process at random points of refreshing, rotating keys and creating system connections. Afterwards the store
opens, is whole, and holds a refresh token that the server has given: at most the call under way is lost.

usage: killed.py WORKER ROUNDS"""

import random
import signal
import subprocess
import sys
import tempfile
import time

from refresh_storm import expire
from token_server import TokenServer


def main():
    worker, rounds = sys.argv[1], int(sys.argv[2])
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}", flush=True)
    chance = random.Random(seed)
    # A refresh in every round. A token that was used is good until the next one is, as
    # services with rotation allow for answers that get lost.
    server = TokenServer(expires_in=1, strict=False)
    with tempfile.TemporaryDirectory(prefix="sluice-killed-") as folder:
        subprocess.run([worker, folder, "setup", str(server.port)], check=True)
        for number in range(rounds):
            expire(folder)
            process = subprocess.Popen([worker, folder, "churn", str(server.port)])
            time.sleep(chance.uniform(0.0, 0.05))
            process.send_signal(signal.SIGKILL)
            process.wait()
            if number % 10 == 9 or number == rounds - 1:
                checked = subprocess.run([worker, folder, "check", str(server.port)], capture_output=True, text=True)
                token = checked.stdout.strip()
                if checked.returncode != 0 or token not in server.given:
                    sys.exit(f"round {number}: exit {checked.returncode}, token {token!r}\n{checked.stderr}")
    print(f"{rounds} rounds: the store opens, its keys fit, {server.count} tokens given")


if __name__ == "__main__":
    main()
