"""One HTTP/1.1 connection that is kept open and carries one request after the other: what a thousand
people at once need of a client, and nothing else."""
import asyncio
import json
import time


class Answer:
    __slots__ = ("status", "body", "sent", "received")

    def __init__(self, status, body, sent):
        self.status, self.body, self.sent = status, body, sent
        self.received = time.monotonic()

    def json(self):
        return json.loads(self.body)


class Line(asyncio.Protocol):
    """`get` and `post` are answered in turn; one request at a time."""

    def __init__(self):
        self._bytes = b""
        self._waiting = None
        self._transport = None

    @staticmethod
    async def to(host, port):
        _, line = await asyncio.get_running_loop().create_connection(Line, host, port)
        return line

    def connection_made(self, transport):
        self._transport = transport

    def connection_lost(self, _):
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(ConnectionError("the server closed the connection"))

    def data_received(self, data):
        self._bytes += data
        end = self._bytes.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self._bytes[:end].lower()
        at = head.index(b"content-length:") + 15
        length = int(head[at:].split(b"\r\n", 1)[0])
        if len(self._bytes) < end + 4 + length:
            return
        body, self._bytes = self._bytes[end + 4:end + 4 + length], self._bytes[end + 4 + length:]
        self._waiting.set_result((int(head[9:12]), body))

    async def ask(self, method, path, token="", body=None, more=()):
        text = json.dumps(body).encode() if body is not None else b""
        head = [f"{method} {path} HTTP/1.1", "Host: storm", f"Content-Length: {len(text)}", *more]
        if token:
            head.append(f"Authorization: Bearer {token}")
        if text:
            head.append("Content-Type: application/json")
        self._waiting = asyncio.get_running_loop().create_future()
        sent = time.monotonic()
        self._transport.write("\r\n".join(head).encode() + b"\r\n\r\n" + text)
        status, answer = await self._waiting
        return Answer(status, answer, sent)

    def close(self):
        self._transport.close()
