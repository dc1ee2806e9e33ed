#!/usr/bin/env python3
"""Prints the mails of a folder, one file each, as a JSON list: what the browser tests read of them."""
import base64
import email
import email.policy
import email.utils
import json
import pathlib
import sys


def part(message, kind):
    body = message.get_body(preferencelist=(kind,))
    return body.get_content().replace("\r\n", "\n") if body else ""


def attachment(part):
    content = part.get_payload(decode=True)
    return {
        "name": part.get_filename(),
        "type": part.get_content_type(),
        "method": part.get_param("method"),
        "base64": base64.b64encode(content).decode(),
    }


def described(file):
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    return {
        "to": email.utils.parseaddr(message.get("To", ""))[1],
        "from": email.utils.parseaddr(message.get("From", ""))[1],
        "subject": message.get("Subject", ""),
        "messageId": message.get("Message-ID", ""),
        "text": part(message, "plain"),
        "html": part(message, "html"),
        "attachments": [attachment(one) for one in message.iter_attachments()],
    }


# A name with a leading dot is a mail still being written.
files = [f for f in pathlib.Path(sys.argv[1]).iterdir() if f.is_file() and f.name[0] != "."]
files.sort(key=lambda file: (file.stat().st_mtime_ns, file.name))
print(json.dumps([described(file) for file in files]))
