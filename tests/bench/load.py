"""The load generator: raw HTTP/1.1 over kept connections, cheap enough not to be what is measured.

Requests are bytes that were made (and signed) beforehand; answers are cut out by Content-Length.
"""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import perf_counter, process_time

Requests = Iterator[bytes]


def http_post(path: str, body: bytes, **headers: str) -> bytes:
    """One request as bytes; ``content_type="x"`` becomes ``content-type: x``."""
    lines = [f"POST {path} HTTP/1.1", "host: 127.0.0.1", "content-type: application/json"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    lines.append(f"content-length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def http_get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".encode()


@dataclass
class Answers:
    """What came back: seconds from request to answer, and the bodies that were not as expected."""

    seconds: list[float] = field(default_factory=list)
    wrong: list[bytes] = field(default_factory=list)
    wall: float = 0.0
    generator_cpu: float = 0.0

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.wall

    def quantile(self, share: float) -> float:
        """Seconds within which that share of the answers came."""
        ordered = sorted(self.seconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


class Line(asyncio.Protocol):
    """One connection, one request at a time."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._expected = -1
        self._done: asyncio.Future[bytes] | None = None
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._data += data
        if self._expected < 0:
            end = self._data.find(b"\r\n\r\n")
            if end < 0:
                return
            head = bytes(self._data[:end]).lower()
            length = head.partition(b"content-length:")[2].split(b"\r\n", 1)[0]
            self._expected = end + 4 + int(length or b"0")
        if len(self._data) >= self._expected and self._done is not None:
            answer, self._data, self._expected = bytes(self._data), bytearray(), -1
            done, self._done = self._done, None
            done.set_result(answer)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._done is not None and not self._done.done():
            self._done.set_exception(exc or ConnectionError("the server hung up"))

    async def ask(self, request: bytes) -> bytes:
        """The whole answer, head and body."""
        assert self._transport is not None
        self._done = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._done

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


async def line_to(port: int) -> Line:
    _, line = await asyncio.get_running_loop().create_connection(Line, "127.0.0.1", port)
    return line


async def hammer(
    port: int, sources: list[Requests], seconds: float, good: Callable[[bytes], bool]
) -> Answers:
    """As fast as the server answers: one connection for each source, for so many seconds."""
    answers = Answers()
    lines = [await line_to(port) for _ in sources]
    end = perf_counter() + seconds

    async def one(line: Line, source: Requests) -> None:
        while (started := perf_counter()) < end:
            answer = await line.ask(next(source))
            answers.seconds.append(perf_counter() - started)
            if not good(answer):
                answers.wrong.append(answer)

    started, cpu = perf_counter(), process_time()
    await asyncio.gather(*map(one, lines, sources))
    answers.wall, answers.generator_cpu = perf_counter() - started, process_time() - cpu
    for line in lines:
        line.close()
    return answers


async def paced(
    port: int, sources: list[Requests], rate: float, seconds: float, good: Callable[[bytes], bool]
) -> Answers:
    """So many requests a second, whatever the server does: an answer that is late delays no
    other's clock, because each is counted from the moment at which it should have been asked."""
    answers = Answers()
    lines = [await line_to(port) for _ in sources]
    start = perf_counter() + 0.1
    moments = iter([start + n / rate for n in range(int(rate * seconds))])

    async def one(line: Line, source: Requests) -> None:
        for moment in moments:
            await asyncio.sleep(max(moment - perf_counter(), 0))
            answer = await line.ask(next(source))
            answers.seconds.append(perf_counter() - moment)
            if not good(answer):
                answers.wrong.append(answer)

    cpu = process_time()
    await asyncio.gather(*map(one, lines, sources))
    answers.wall, answers.generator_cpu = perf_counter() - start, process_time() - cpu
    for line in lines:
        line.close()
    return answers


def same(request: bytes, connections: int) -> list[Requests]:
    """The same request on each connection, for ever."""
    return [itertools.repeat(request) for _ in range(connections)]
