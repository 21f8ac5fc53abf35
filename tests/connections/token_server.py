"""A token endpoint on a free port of this machine, whose refresh tokens can be used once."""

import http.server
import json
import random
import socketserver
import threading
import time
import urllib.parse


class TokenServer:
    def __init__(self, latency=0.0, expires_in=1, strict=True, seed=0):
        self.lock = threading.Lock()
        self.random = random.Random(seed)
        self.latency, self.expires_in, self.strict = latency, expires_in, strict
        self.count = 0  # tokens given
        self.refused = []  # refresh tokens that were used again, or never given
        self.valid = {"first"}
        self.given = {"first"}
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                status, answer = server.answer(dict(urllib.parse.parse_qsl(body)))
                data = json.dumps(answer).encode()
                try:
                    self.send_response(status)
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                except OSError:
                    pass  # the caller was killed

            def log_message(self, *_):
                pass

        class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
            daemon_threads = True
            request_queue_size = 256

        self.http = Server(("127.0.0.1", 0), Handler)
        self.port = self.http.server_address[1]
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def answer(self, form):
        with self.lock:
            wait = self.random.uniform(0, self.latency)
        time.sleep(wait)
        with self.lock:
            token = form.get("refresh_token")
            if token not in (self.valid if self.strict else self.given):
                self.refused.append(token)
                return 400, {"error": "invalid_grant"}
            self.valid.discard(token)
            self.count += 1
            refresh = f"refresh-{self.count}"
            self.valid.add(refresh)
            self.given.add(refresh)
            return 200, {"access_token": f"token-{self.count}", "refresh_token": refresh, "expires_in": self.expires_in}
