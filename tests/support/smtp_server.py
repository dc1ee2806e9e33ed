#!/usr/bin/python3
"""A real mail server on the loopback. Stores each mail it takes as a file NNNN.eml in FOLDER, prints
`port N` when it takes connections, and ends on SIGTERM.

What it does to a mail is said by the recipient's name, before the @:
  busy               451 at RCPT           nobody             550 at RCPT, in two lines
  busy-after-data    452 after the mail    unwanted           554 after the mail
  drop-at-rcpt       closes the connection drop-after-data    takes it and closes unanswered
Anybody else's mail is taken."""
import argparse
import asyncio
import logging
import pathlib
import signal
import ssl
import subprocess
import tempfile
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

warnings.simplefilter("ignore")  # that a password travels unencrypted is the test
logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # refusals are the tests

AT_RCPT = {"busy": "451 4.2.1 Mailbox busy, try again later",
           "nobody": "550-5.1.1 No such person\r\n550 5.1.1 at this address"}
AFTER_DATA = {"busy-after-data": "452 4.3.1 Disk full", "unwanted": "554 5.7.1 We do not want this"}


class Folder:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.partition("@")[0]
        if name == "drop-at-rcpt":
            server.transport.close()
        if name in AT_RCPT:
            return AT_RCPT[name]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].partition("@")[0]
        if name == "drop-after-data":
            server.transport.close()
        if name in AFTER_DATA:
            return AFTER_DATA[name]
        self.count += 1
        unfinished = self.folder / f".{self.count:04}.eml"
        unfinished.write_bytes(envelope.original_content)
        unfinished.rename(self.folder / f"{self.count:04}.eml")
        return f"250 OK stored as {self.count:04}"


def own_certificate():
    with tempfile.TemporaryDirectory() as folder:
        files = [f"{folder}/certificate", f"{folder}/key"]
        subprocess.run(["openssl", "req", "-x509", "-nodes", "-newkey", "ec",
                        "-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=localhost",
                        "-out", files[0], "-keyout", files[1]], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*files)
        return context


async def serve(options):
    handler = Folder(options.folder)
    encryption = own_certificate() if options.certificate else None

    def allowed(server, session, envelope, mechanism, auth_data):
        given = f"{auth_data.login.decode()}:{auth_data.password.decode()}"
        return AuthResult(success=given == options.account, handled=False)

    def connection():
        return SMTP(handler, hostname="localhost", enable_SMTPUTF8=True, tls_context=encryption,
                    auth_required=options.account is not None, auth_require_tls=False,
                    authenticator=allowed if options.account else None)

    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    server = await loop.create_server(connection, "127.0.0.1", 0)
    print("port", server.sockets[0].getsockname()[1], flush=True)
    await ended.wait()
    server.close()


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("folder", type=pathlib.Path)
parser.add_argument("--account", metavar="USER:PASSWORD", help="who may send; default: anybody")
parser.add_argument("--certificate", action="store_true", help="offer STARTTLS, self-signed")
asyncio.run(serve(parser.parse_args()))
