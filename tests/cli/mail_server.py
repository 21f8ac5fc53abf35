"""A mail server on a free port of loopback, for /usr/bin/python3 with Debian's aiosmtpd. Prints its port, then one JSON
object for each letter. Words: `tls PEM` offers STARTTLS, `auth USER PASSWORD` wants a login, `refuse ADDRESS` has no such
recipient."""

import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

words = dict(zip(sys.argv[1::2], sys.argv[2::2]))


class Letters:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == words.get("refuse"):
            return "550 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        print(json.dumps({"from": envelope.mail_from, "to": envelope.rcpt_tos, "tls": session.ssl is not None,
                          "login": session.authenticated, "text": envelope.content.decode("ascii")}), flush=True)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    user, _, password = words["auth"].partition(":")
    good = (data.login, data.password) == (user.encode(), password.encode())
    return AuthResult(success=good, handled=False)


def protocol():
    context = None
    if "tls" in words:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(words["tls"])
    return SMTP(Letters(), hostname="localhost", tls_context=context, authenticator=authenticate,
                auth_required="auth" in words, auth_require_tls="tls" in words)


async def main():
    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
