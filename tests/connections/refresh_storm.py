"""4 processes with 64 threads each want a token whenever it has expired, from a server whose refresh tokens are good for
one use. Exactly one refresh for each expiry, and nobody is left without a token.

usage: refresh_storm.py WORKER EXPIRIES"""

import sqlite3
import subprocess
import sys
import tempfile

from token_server import TokenServer

PROCESSES, THREADS = 4, 64


def expire(folder):
    """Puts the expiry of the token into the past, as waiting for it would."""
    database = sqlite3.connect(folder + "/store/connections.db", timeout=30)
    with database:
        database.execute("UPDATE authorization SET expires_at = 1")
    database.close()


def main():
    worker, expiries = sys.argv[1], int(sys.argv[2])
    # Latencies of 0 to 15 s and all deadlines and leases are divided by 100.
    server = TokenServer(latency=0.150, expires_in=3600, seed=expiries)
    with tempfile.TemporaryDirectory(prefix="sluice-storm-") as folder:
        subprocess.run([worker, folder, "setup", str(server.port)], check=True)
        workers = [subprocess.Popen([worker, folder, "storm", str(server.port), str(THREADS)], stdin=subprocess.PIPE,
                                    stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)]
        try:
            for number in range(expiries):
                before = server.count
                expire(folder)
                for each in workers:
                    each.stdin.write("go\n")
                    each.stdin.flush()
                answers = {each.stdout.readline().strip() for each in workers}
                expected = {f"token-{before + 1}"}
                if answers != expected or server.count != before + 1 or server.refused:
                    sys.exit(f"expiry {number}: {server.count - before} refreshes, refused {server.refused}, "
                             f"tokens {answers}, expected {expected}")
        finally:
            for each in workers:
                each.stdin.close()
                each.wait()
    print(f"{expiries} expiries, {PROCESSES} x {THREADS} callers: one refresh each, none lost")


if __name__ == "__main__":
    main()
