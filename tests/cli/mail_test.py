"""sendmail through a real mail server on loopback; letters are read with Python's own parser."""

import email
import email.policy
import json
import pathlib
import subprocess
import unittest

import services
from harness import CliTest

MAIL = """
sendmail
[
    from :zoho.adminuserid
    to :"a@example.com, \\"B, C\\" <b@example.com>"
    cc :{"c@example.com"}
    bcc :"d@example.com"
    reply to :"r@example.com", "s@example.com"
    subject :"Gr\u00fc\u00dfe " + 1
    message :"<b>h\u00e9llo</b>"
];
info "sent";
"""


class MailTest(CliTest):
    def serve(self, *words):
        server = subprocess.Popen(["/usr/bin/python3", str(pathlib.Path(__file__).with_name("mail_server.py")), *words],
                                  stdout=subprocess.PIPE, text=True)
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)
        self.server = server
        return int(server.stdout.readline())

    def configure(self, port, more="plain = true"):
        self.write("sluice.toml", f'[egress]\nca_file = "ca.crt"\n[smtp]\nhost = "localhost"\nport = {port}\n{more}\n')

    def letter(self):
        received = json.loads(self.server.stdout.readline())
        return received, email.message_from_string(received["text"], policy=email.policy.default)

    def run_mail(self, code=MAIL, *flags):
        return self.sluice("-e", code, *flags)


class Letters(MailTest):
    def test_every_header(self):
        self.configure(self.serve())
        self.assertEqual(self.run_mail(), (0, "sent\n", ""))
        envelope, letter = self.letter()
        self.assertEqual(envelope["from"], "admin@localhost")
        self.assertEqual(envelope["to"], ["a@example.com", "b@example.com", "c@example.com", "d@example.com"])
        self.assertEqual([(each.display_name, each.addr_spec) for each in letter["to"].addresses],
                         [("", "a@example.com"), ("B, C", "b@example.com")])
        self.assertEqual(letter["cc"].addresses[0].addr_spec, "c@example.com")
        self.assertIsNone(letter["bcc"])
        self.assertEqual([each.addr_spec for each in letter["reply-to"].addresses], ["r@example.com", "s@example.com"])
        self.assertEqual(letter["subject"], "Gr\u00fc\u00dfe 1")
        self.assertEqual((letter.get_content_type(), letter.get_content().strip()), ("text/html", "<b>h\u00e9llo</b>"))
        self.assertEqual(letter.defects, [])

    def test_plain_text_and_attachments(self):
        self.configure(self.serve())
        web = services.Server()
        self.addCleanup(web.stop)
        code = MAIL.replace("message :", 'content type : Plain Text\n attachments :file:f, file:g\n message :')
        code = f'f = invokeurl [ url: "{web.url("/pdf")}" ]; g = invokeurl [ url: "{web.url("/attachment")}" ];' + code
        self.assertEqual(self.run_mail(code, "--allow-host", "127.0.0.1"), (0, "sent\n", ""))
        _, letter = self.letter()
        text, pdf, csv = letter.iter_parts()
        self.assertEqual((text.get_content_type(), text.get_content().strip()), ("text/plain", "<b>h\u00e9llo</b>"))
        self.assertEqual((pdf.get_content_type(), pdf.get_filename(), pdf.get_content()),
                         ("application/pdf", "pdf", b"%PDF-1.4\x00\xff"))
        self.assertEqual((csv.get_filename(), csv.get_content()), ("\u20ac.csv", "a,b\n1,2\n"))

    def test_attachments_that_are_too_large(self):
        self.configure(self.serve())
        web = services.Server()
        self.addCleanup(web.stop)
        code = f'f = invokeurl [ url: "{web.url("/big")}" ];' + MAIL.replace("message :", "attachments :file:f\n message :")
        self.assertEqual(self.run_mail(code, "--allow-host", "127.0.0.1"), (0, "sent\n", ""))
        _, letter = self.letter()
        self.assertFalse(letter.is_multipart())
        self.assertIn("left out because they are larger than 15 MB", letter.get_content())

    def test_the_server_s_own_sender(self):
        self.configure(self.serve(), 'plain = true\nfrom = "Robot <robot@example.com>"')
        self.assertEqual(self.run_mail()[0], 0)
        envelope, letter = self.letter()
        self.assertEqual((envelope["from"], str(letter["from"])), ("robot@example.com", "Robot <robot@example.com>"))

    def test_login_over_tls(self):
        services.certificate(self.path, "ca", host="Test CA")
        pem = services.certificate(self.path, "leaf", issuer="ca")
        port = self.serve("tls", pem, "auth", "robot:canary-password")
        self.environment["SMTP_PASSWORD"] = "canary-password"
        self.configure(port, 'user = "robot"\npassword = "env:SMTP_PASSWORD"')
        code, output, errors = self.run_mail(MAIL, "--log", "log.jsonl")
        self.assertEqual((code, output, errors), (0, "sent\n", ""))
        self.assertTrue(self.letter()[0]["tls"])
        self.assertNotIn("canary", (self.path / "log.jsonl").read_text())
        self.write("secret", "canary-password\n")
        self.configure(port, 'user = "robot"\npassword = "file:secret"')
        self.assertEqual(self.run_mail()[0], 0)
        self.write("secret", "canary-wrong\n")
        code, _, errors = self.run_mail()
        self.assertEqual(code, 1)
        self.assertIn("SLC-WEB-0023", errors)
        self.assertNotIn("canary", errors)

    def test_a_server_that_is_not_trusted(self):
        pem = services.certificate(self.path, "own")
        services.certificate(self.path, "ca", host="Test CA")
        self.configure(self.serve("tls", pem), "")
        self.assertIn("SLC-WEB-0009", self.run_mail()[2])

    def test_a_server_without_tls(self):
        self.configure(self.serve(), "")
        code, _, errors = self.run_mail()
        self.assertEqual(code, 1)
        self.assertIn("plain = true", errors)


class Refusals(MailTest):
    def fails(self, part, code):
        status, output, errors = self.run_mail(code)
        self.assertEqual((status, output), (1, ""), errors)
        self.assertIn(part, errors)

    def test_without_a_server(self):
        self.fails("sendmail needs a mail server, and none is configured here", MAIL)

    def test_senders_and_recipients(self):
        self.configure(self.serve("refuse", "c@example.com"))
        self.fails("SLC-WEB-0023", MAIL)
        self.fails("SLC-WEB-0025", MAIL.replace("zoho.adminuserid", '"boss@example.com"'))
        self.fails("Invalid email address found", MAIL.replace("a@example.com", "a@example.com\\nBcc: x@y.z"))
        self.fails("Invalid email address found", MAIL.replace('"d@example.com"', '"d".concat("x")'))
        many = ",".join(f"{i}@example.com" for i in range(21))
        self.fails("more than 20", MAIL.replace('"r@example.com", "s@example.com"', f'"{many}"'))
        self.fails("write HTML or Plain Text", MAIL.replace("message :", 'content type :"RTF"\n message :'))

    def test_nobody_listens(self):
        self.configure(1)
        self.fails("SLC-WEB-0006", MAIL)

    def test_configuration(self):
        for text, part in (('[smtp]\nport = 25\n', "needs a 'host'"), ('[smtp]\nhost = "a"\npassword = "x"\n', "env:NAME"),
                           ('[smtp]\nhost = "a"\nport = 70000\n', "65535"), ('[smtp]\nhosts = "a"\n', "did you mean 'host'")):
            self.write("sluice.toml", text)
            self.check_usage(part, "-e", "info 1;")


if __name__ == "__main__":
    unittest.main()
