"""A gate in front of a service on loopback: open, shut, silent, slow, or one that loses answers."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from enum import StrEnum
from http import HTTPStatus

CHUNK = 65536


class Way(StrEnum):
    OPEN = "open"
    SHUT = "shut"  # connections are cut as soon as something is asked
    SILENT = "silent"  # what is asked goes nowhere, and nothing is answered
    BUSY = "busy"  # every question is answered with 503
    NO_ANSWER = "no answer"  # what is asked arrives; the connection is cut instead of an answer


class Gate:
    """``way`` may be changed at any time, and counts for what is asked from then on; so may
    ``delay``, the real seconds that a question is held back."""

    def __init__(self, behind: int) -> None:
        self.way = Way.OPEN
        self.delay = 0.0
        self.port = 0
        self._behind = behind
        self._talks: set[asyncio.Task[None]] = set()

    async def talk(self, asked: asyncio.StreamReader, answers: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._talks.add(task)
            task.add_done_callback(self._talks.discard)
        with contextlib.closing(answers), contextlib.suppress(OSError, asyncio.CancelledError):
            service, to_service = await asyncio.open_connection("127.0.0.1", self._behind)
            back = asyncio.create_task(self._bring_back(service, answers))
            try:
                await self._bring(asked, to_service, answers)
            finally:
                back.cancel()
                to_service.close()

    async def _bring(
        self,
        asked: asyncio.StreamReader,
        to_service: asyncio.StreamWriter,
        answers: asyncio.StreamWriter,
    ) -> None:
        while (chunk := await asked.read(CHUNK)) and self.way is not Way.SHUT:
            if self.way is Way.BUSY:
                status = HTTPStatus.SERVICE_UNAVAILABLE
                answers.write(
                    f"HTTP/1.1 {status.value} {status.phrase}\r\n"
                    "content-length: 0\r\nconnection: close\r\n\r\n".encode()
                )
                await answers.drain()
                return
            if self.delay:
                await asyncio.sleep(self.delay)
            if self.way is not Way.SILENT:
                to_service.write(chunk)
                await to_service.drain()

    async def _bring_back(
        self, service: asyncio.StreamReader, answers: asyncio.StreamWriter
    ) -> None:
        while chunk := await service.read(CHUNK):
            if self.way is Way.NO_ANSWER:
                answers.close()
                return
            answers.write(chunk)
            await answers.drain()

    async def close(self) -> None:
        for talk in tuple(self._talks):
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)


@contextlib.asynccontextmanager
async def gate_before(port: int) -> AsyncIterator[Gate]:
    gate = Gate(port)
    server = await asyncio.start_server(gate.talk, "127.0.0.1", 0)
    gate.port = server.sockets[0].getsockname()[1]
    try:
        yield gate
    finally:
        server.close()
        await gate.close()
        await server.wait_closed()
