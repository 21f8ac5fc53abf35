"""Servers on loopback for tests: HTTP with every kind of answer, TLS, and certificates made on the spot."""

import base64
import gzip
import http.server
import json
import pathlib
import ssl
import subprocess
import threading
import time
import urllib.parse
import zlib


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers /echo with what came in; other paths with what their names say."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except (ConnectionError, ssl.SSLError, TimeoutError):
            self.close_connection = True

    def answer(self, body, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def json(self, value, status=200, **headers):
        self.answer(json.dumps(value).encode(), status, **{"Content_Type": "application/json", **headers})

    def respond(self):
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size)
        path = urllib.parse.urlsplit(self.path)
        with self.server.lock:
            self.server.seen.append({"method": self.command, "path": self.path, "headers": dict(self.headers.items()),
                                     "body": body.decode("latin-1"), "peer": self.client_address[1]})
        name = path.path.strip("/").split("/")
        getattr(self, "do_" + name[0].replace("-", "_"))(*name[1:])

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = respond

    def do_echo(self):
        self.json(self.server.seen[-1])

    def do_text(self):
        self.answer("h\u00e9llo".encode(), Content_Type="text/plain; charset=utf-8")

    def do_latin1(self):
        self.answer("h\u00e9llo".encode("latin-1"), Content_Type="text/plain; charset=ISO-8859-1")

    def do_unnamed_latin1(self):
        self.answer("h\u00e9llo".encode("latin-1"), Content_Type="text/plain")

    def do_html_json(self):
        self.answer(b' {"id": 9007199254740993, "tags": ["a"]}', Content_Type="text/html")

    def do_list(self):
        self.answer(b"[1,2.50,null]", Content_Type="application/json")

    def do_scalar(self):
        self.answer(b"42", Content_Type="application/json")

    def do_broken(self):
        self.answer(b'{"a": ', Content_Type="application/json")

    def do_empty(self):
        self.send_response(204)
        self.end_headers()

    def do_pdf(self):
        self.answer(b"%PDF-1.4\x00\xff", Content_Type="application/pdf")

    def do_big(self):
        self.answer(bytes(16 << 20), Content_Type="application/octet-stream")

    def do_json_attachment(self):
        self.answer(b'{"data":[1]}', Content_Type="application/json;charset=UTF-8", Content_Disposition="attachment; filename=response.json")

    def do_attachment(self):
        self.answer(b"a,b\n1,2\n", Content_Type="text/csv",
                    Content_Disposition="attachment; filename=\"x.csv\"; filename*=UTF-8''%e2%82%ac.csv")

    def do_gzip(self):
        self.answer(gzip.compress(b'{"small": true}'), Content_Type="application/json", Content_Encoding="gzip")

    def do_status(self, code):
        self.json({"code": "WRONG", "status": "error"}, int(code))

    def do_twice(self):
        self.send_response(200)
        self.send_header("X-Part", "a")
        self.send_header("X-Part", "b")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_redirect(self, count):
        to = f"/redirect/{int(count) - 1}" if int(count) > 1 else "/echo"
        self.answer(b"", 302, Location=to)

    def do_away(self):
        self.answer(b"", 302, Location=urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)["to"][0])

    def do_busy(self):
        with self.server.lock:
            self.server.busy += 1
            first = self.server.busy == 1
        self.answer(b"wait" if first else b"done", 429 if first else 200, **({"Retry_After": "0"} if first else {}))

    # ---- hostile ones

    def do_hang(self):
        self.server.released.wait(20)
        self.close_connection = True

    def do_drop(self):
        self.close_connection = True
        self.connection.shutdown(2)

    def do_announced(self):
        self.send_response(200)
        self.send_header("Content-Length", str(1 << 40))
        self.end_headers()
        self.stream(b"x" * 65536)

    def do_endless(self):
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        self.stream(b"x" * 65536)

    def do_slow(self):
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        while not self.server.released.is_set():
            self.wfile.write(b"x")
            self.server.released.wait(0.05)

    def do_bomb(self):
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.close_connection = True
        pack = zlib.compressobj(9, zlib.DEFLATED, 31)
        block = bytes(1 << 20)
        for _ in range(10_000):
            if self.server.released.is_set():
                return
            self.wfile.write(pack.compress(block))

    def do_flood(self):
        self.close_connection = True
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.released.is_set():
            self.wfile.write(b"X-Flood: " + b"x" * 8000 + b"\r\n")

    def stream(self, block):
        while not self.server.released.is_set():
            self.wfile.write(block)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, context=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.seen = []
        self.busy = 0
        self.released = threading.Event()
        self.scheme = "https" if context else "http"
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def handle_error(self, *_):
        pass

    @property
    def port(self):
        return self.server_address[1]

    def url(self, path, host="127.0.0.1"):
        return f"{self.scheme}://{host}:{self.port}{path}"

    def stop(self):
        self.released.set()
        self.shutdown()
        self.server_close()


def openssl(*words):
    subprocess.run(["openssl", *words], check=True, capture_output=True)


def certificate(folder, name, host="localhost", days=2, issuer=None):
    """Makes NAME.pem (certificate and key); signed by ISSUER.pem, else by itself."""
    folder = pathlib.Path(folder)
    words = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={host}",
             "-addext", f"subjectAltName=DNS:{host}", "-days", str(days),
             "-keyout", str(folder / f"{name}.key"), "-out", str(folder / f"{name}.crt")]
    if issuer:
        words += ["-CA", str(folder / f"{issuer}.crt"), "-CAkey", str(folder / f"{issuer}.key"),
                  "-addext", "basicConstraints=critical,CA:FALSE"]
    openssl(*words)
    (folder / f"{name}.pem").write_text((folder / f"{name}.crt").read_text() + (folder / f"{name}.key").read_text())
    return str(folder / f"{name}.pem")


def expired_certificate(folder, name, host="localhost"):
    """Signed by itself, good for one day in 2020."""
    folder = pathlib.Path(folder)
    pem = certificate(folder, name, host)
    (folder / "index.txt").write_text("")
    (folder / "ca.conf").write_text(
        f"[ca]\ndefault_ca=d\n[d]\ndatabase={folder}/index.txt\nnew_certs_dir={folder}\nrand_serial=yes\n"
        f"default_md=sha256\npolicy=p\nx509_extensions=e\n[p]\ncommonName=supplied\n[e]\nsubjectAltName=DNS:{host}\n")
    key, request, crt = (str(folder / f"{name}.{end}") for end in ("key", "csr", "crt"))
    openssl("req", "-new", "-key", key, "-subj", f"/CN={host}", "-out", request)
    openssl("ca", "-batch", "-selfsign", "-config", str(folder / "ca.conf"), "-keyfile", key, "-in", request, "-out", crt,
            "-notext", "-startdate", "20200101000000Z", "-enddate", "20200102000000Z")
    pathlib.Path(pem).write_text(pathlib.Path(crt).read_text() + pathlib.Path(key).read_text())
    return pem


def tls_context(pem):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def basic(user, password):
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def wait_until(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("it did not happen in time")
        time.sleep(0.005)
