"""Azure Tables over one pooled client: rows in and out, and every error as one of the port's.

The only importer of ``azure``. Requests are short and repeated twice at most, because somebody
waits for the answer. What was repeated after a lost answer may conflict with itself: that is
recognised by whoever wrote it, who knows what was meant.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from io import BytesIO
from typing import Any, cast
from uuid import uuid4

from azure.core import MatchConditions
from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import AzureError, ClientAuthenticationError, HttpResponseError
from azure.core.rest import HttpRequest
from azure.data.tables import UpdateMode
from azure.data.tables.aio import TableClient, TableServiceClient

from bot.ports import Conflict, Heard, StoreDown
from bot.store.errors import CannotOpen, TooLarge
from bot.store.tables_batch import Answer, answers, text
from bot.store.tables_dates import hooks
from bot.store.tables_rows import Row
from bot.store.tables_size import KEY_UNITS, Operation, check_row, check_transaction

PATIENCE: dict[str, Any] = {
    "retry_total": 2,
    "retry_backoff_factor": 0.1,
    "retry_backoff_max": 1,
    "connection_timeout": 2,
    "read_timeout": 5,
    # proxies and netrc, which the library would look up for each request, in a thread
    "use_env_settings": False,
}
LARGE = 2**20
"""Bytes of a body that would hold up the event loop, if it were handed over in one piece."""

REQUEST_SECONDS = 6.0
"""For one request with its repetitions, however slowly the service answers."""

_TOO_LARGE = {"EntityTooLarge", "PropertyValueTooLarge", "RequestBodyTooLarge", "KeyValueTooLarge"}


class RowMissing(Conflict):
    """The row that was meant is not there."""


class TableMissing(StoreDown):
    """There is no such table in the account."""


class Denied(StoreDown):
    """The service does not know our key or identity, or does not let it in."""


@dataclass(frozen=True, slots=True)
class Found:
    row: Row
    etag: str


class _Service(TableServiceClient):
    """The library's client, with transactions as ``tables_batch`` writes them."""

    async def batch(self, table: str, operations: Sequence[Operation]) -> list[Answer]:
        boundary = f"batch_{uuid4().hex}"
        body = text(operations, f"{self.url}/{table}", boundary)
        request = HttpRequest(
            "POST",
            f"{self.url}/$batch",
            headers={
                "Accept": "application/json",
                "Content-Length": str(len(body)),
                "Content-Type": f"multipart/mixed; boundary={boundary}",
                "DataServiceVersion": "3.0",
                "MaxDataServiceVersion": "3.0;NetFx",
                "x-ms-version": self.api_version,
            },
            # as a file it goes out bit by bit; smaller bodies are quicker as they are
            content=body if len(body) < LARGE else BytesIO(body),
        )
        # as a stream, or the library would try to read the answer as JSON
        response = await self._client.send_request(request, stream=True)
        await response.read()
        if response.status_code != 202:
            raise HttpResponseError(response=response)
        return answers(response.text())


class Tables:
    """The tables of one storage account. ``address`` is a connection string, or an https address
    that is entered with the identity of the process. Raises CannotOpen; connects when used.
    ``heard`` is told the service's time now and then.

    Every method raises StoreDown (``Denied``, ``TableMissing``) when it fails for reasons that are
    not in the rows, and TooLarge before it writes what the service would not take.
    """

    def __init__(
        self, address: str, within: float = REQUEST_SECONDS, heard: Heard | None = None
    ) -> None:
        self._credential: AsyncTokenCredential | None = None
        self._clients: dict[str, TableClient] = {}
        self._within = within
        self._closed = False
        how = {**PATIENCE, **hooks(heard)}
        try:
            if address.startswith("https://"):
                # only here: it takes as long to load as all the rest
                from azure.identity.aio import DefaultAzureCredential  # noqa: PLC0415

                self._credential = DefaultAzureCredential()
                self._service = _Service(address, credential=self._credential, **how)
            else:
                service = _Service.from_connection_string(address, **how)
                self._service = cast("_Service", service)  # it is one, though typed as its parent
        except ValueError:  # its message may hold a part of the key
            raise CannotOpen("the address of the store is not complete") from None

    async def get(self, table: str, keys: Row) -> Found | None:
        """The row with these keys."""
        if len(keys["RowKey"]) > KEY_UNITS:
            return None  # nobody can have written it
        try:
            async with self._request():
                entity = await self._table(table).get_entity(keys["PartitionKey"], keys["RowKey"])
        except RowMissing:
            return None
        return Found(entity, str(entity.metadata["etag"]))

    async def query(
        self,
        table: str,
        partition: str,
        first: str,
        end: str,
        *,
        columns: Sequence[str] = (),
        most: int | None = None,
    ) -> list[Row]:
        """The rows of one partition from the key ``first`` on, before ``end``, in their order.

        ``columns`` alone are read, when given; at most ``most`` rows.
        """
        if max(len(first), len(end)) > KEY_UNITS:
            return []
        pages = (
            self._table(table)
            .query_entities(
                "PartitionKey eq @partition and RowKey ge @first and RowKey lt @end",
                parameters={"partition": partition, "first": first, "end": end},
                select=list(columns) or None,
                results_per_page=min(most or 1000, 1000),
            )
            .by_page()
        )
        found: list[Row] = []
        while most is None or len(found) < most:
            async with self._request():
                try:
                    page = await anext(pages)
                except StopAsyncIteration:
                    break
                found += [row async for row in page]
        return found[:most]

    async def insert(self, table: str, row: Row) -> str:
        """A new row; its ETag. Raises Conflict when there is one with these keys."""
        check_row(row)
        async with self._request():
            return _etag(await self._table(table).create_entity(row))

    async def replace(self, table: str, row: Row, etag: str) -> str:
        """The row, only if it is still the one with that ETag; its new one. Raises Conflict."""
        check_row(row)
        _check_etag(etag)
        async with self._request():
            answer = await self._table(table).update_entity(
                row, UpdateMode.REPLACE, etag=etag, match_condition=MatchConditions.IfNotModified
            )
            return _etag(answer)

    async def put(self, table: str, row: Row) -> None:
        """The row, whatever was there."""
        check_row(row)
        async with self._request():
            await self._table(table).upsert_entity(row, mode=UpdateMode.REPLACE)

    async def transact(self, table: str, operations: Sequence[Operation]) -> str:
        """All of it or nothing, in one partition; the new ETag of the first row. Raises
        Conflict."""
        check_transaction(operations)
        for operation in operations:
            _check_etag(operation.etag)
        async with self._request():
            done = await self._service.batch(table, operations)
        for answer in done:
            if answer.status >= 300:
                raise failure(answer.status, answer.code)
        if len(done) != len(operations):
            raise StoreDown("Azure Tables: an answer that cannot be read")
        return done[0].etag

    async def make(self, tables: Iterable[str]) -> None:
        """Those of the tables that are missing."""
        for table in tables:
            async with self._request():
                await self._service.create_table_if_not_exists(table)

    async def close(self) -> None:
        self._closed = True
        await self._service.close()
        if self._credential is not None:
            await self._credential.close()

    def _table(self, name: str) -> TableClient:
        """One client a table: making one costs more than a request."""
        if name not in self._clients:
            self._clients[name] = self._service.get_table_client(name)
        return self._clients[name]

    @contextlib.asynccontextmanager
    async def _request(self) -> AsyncIterator[None]:
        """Around one request: its time is limited, and its errors are the port's."""
        if self._closed:
            raise StoreDown("the store is closed")
        try:
            async with asyncio.timeout(self._within):
                yield
        except AzureError as error:
            raise translated(error) from error
        except TimeoutError as error:
            raise StoreDown(f"Azure Tables: no answer in {self._within:g} s") from error
        except (OSError, HTTPException) as error:
            raise StoreDown(f"Azure Tables: {str(error) or type(error).__name__}") from error
        except Exception as error:
            if not self._closed:
                raise
            # the library fails in many ways when it is closed in the middle of a request
            raise StoreDown("the store is closed") from error


def translated(error: AzureError) -> Exception:
    """What the error means for whoever uses the port."""
    if isinstance(error, ClientAuthenticationError):
        return Denied(f"Azure Tables do not let us in: {_brief(error)}")
    if not isinstance(error, HttpResponseError):
        return StoreDown(f"Azure Tables: {_brief(error)}")
    return failure(error.status_code or 0, _code(error))


def failure(status: int, code: str) -> Exception:
    """The same for an answer: its HTTP status and the service's name for the error."""
    said = f"Azure Tables: {status} {code}".rstrip()
    if status == 412 or (status == 409 and code in {"EntityAlreadyExists", ""}):
        return Conflict(said)
    if status == 404:
        return TableMissing(said) if code == "TableNotFound" else RowMissing(said)
    if status == 413 or code in _TOO_LARGE:
        return TooLarge(said)
    if status in {401, 403}:
        return Denied(f"Azure Tables do not let us in: {status} {code}".rstrip())
    return StoreDown(said)


def _code(error: HttpResponseError) -> str:
    """The service's name for the error; a plain insert gives it in the headers alone."""
    code = getattr(error, "error_code", None)
    if code is None:
        headers = getattr(error.response, "headers", {})
        code = headers.get("x-ms-error-code")
    return str(getattr(code, "value", code or ""))


def _brief(error: AzureError) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _check_etag(etag: str) -> None:
    """A tag that this service never gave fits no row; asking would be an error of its own."""
    if etag and not etag.startswith('W/"'):
        raise Conflict(f"{etag[:40]!r} is no tag of Azure Tables")


def _etag(answer: Any) -> str:
    return str(answer["etag"])
