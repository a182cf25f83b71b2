"""Transactions on the wire: what is asked is plain, what is answered is understood."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.tables_batch import Answer, answers, text
from bot.store.tables_size import Do, Operation

TABLE = "https://account.table.example/swarms"
KEYS = {"PartitionKey": "0a", "RowKey": "s|it's 1/2"}
ADDRESS = f"{TABLE}(PartitionKey='0a',RowKey='s%7Cit%27%27s%201%2F2')"


def part(operation: Operation) -> list[str]:
    """The lines that are sent for one operation, after those about the part itself."""
    lines = text([operation], TABLE, "batch_1").decode().split("\r\n")
    assert lines[:7] == [
        "--batch_1",
        "Content-Type: multipart/mixed; boundary=changeset_batch_1",
        "",
        "--changeset_batch_1",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "",
    ]
    assert lines[-3:] == ["--changeset_batch_1--", "--batch_1--", ""]
    return lines[7:-3]


@pytest.mark.parametrize(
    ("operation", "request_line", "condition"),
    [
        (Operation(Do.CREATE, KEYS), f"POST {TABLE} HTTP/1.1", None),
        (Operation(Do.REPLACE, KEYS, 'W/"1"'), f"PUT {ADDRESS} HTTP/1.1", 'If-Match: W/"1"'),
        (Operation(Do.CHANGE, KEYS, 'W/"1"'), f"PATCH {ADDRESS} HTTP/1.1", 'If-Match: W/"1"'),
        (Operation(Do.PUT, KEYS), f"PATCH {ADDRESS} HTTP/1.1", None),
        (Operation(Do.DELETE, KEYS), f"DELETE {ADDRESS} HTTP/1.1", "If-Match: *"),
    ],
    ids=lambda value: value.do.name if isinstance(value, Operation) else "",
)
def test_each_operation_is_one_request(
    operation: Operation, request_line: str, condition: str | None
) -> None:
    """Verb, address and condition are those of the same request alone; the row is JSON."""
    lines = part(operation)

    assert lines[0] == request_line
    assert [line for line in lines if line.startswith("If-Match")] == [condition] * bool(condition)
    if operation.do is Do.DELETE:
        assert lines[-1] == ""
    else:
        assert json.loads(lines[-1]) == KEYS
        assert f"Content-Length: {len(lines[-1])}" in lines


@given(st.text(), st.text())
def test_no_content_can_end_a_part(key: str, value: str) -> None:
    """Whatever a row holds, it is one line of letters: nobody writes a request of their own."""
    row = {"PartitionKey": "0a", "RowKey": key, "data": value}
    one = Operation(Do.PUT, {**KEYS, "data": ""})

    assert len(part(Operation(Do.PUT, row))) == len(part(one))
    assert json.loads(part(Operation(Do.PUT, row))[-1]) == row


DONE = """--batchresponse_1\r
Content-Type: multipart/mixed; boundary=changesetresponse_2\r
\r
--changesetresponse_2\r
Content-Type: application/http\r
Content-Transfer-Encoding: binary\r
\r
HTTP/1.1 204 No Content\r
DataServiceVersion: 1.0;\r
ETag: W/"datetime'2026-03-01T12%3A00%3A00.0000001Z'"\r
\r
\r
--changesetresponse_2\r
Content-Type: application/http\r
Content-Transfer-Encoding: binary\r
\r
HTTP/1.1 204 No Content\r
DataServiceVersion: 1.0;\r
\r
\r
--changesetresponse_2--\r
--batchresponse_1--\r
"""
REFUSED = """--batchresponse_1\r
Content-Type: multipart/mixed; boundary=changesetresponse_2\r
\r
--changesetresponse_2\r
Content-Type: application/http\r
Content-Transfer-Encoding: binary\r
\r
HTTP/1.1 409 Conflict\r
Content-Type: application/json;odata=minimalmetadata;charset=utf-8\r
\r
{"odata.error":{"code":"EntityAlreadyExists","message":{"lang":"en-US","value":"1:It is there."}}}\r
--changesetresponse_2--\r
--batchresponse_1--\r
"""


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        (DONE, [Answer(204, "W/\"datetime'2026-03-01T12%3A00%3A00.0000001Z'\""), Answer(204)]),
        (DONE.replace("\r", ""), [answers(DONE)[0], Answer(204)]),
        (REFUSED, [Answer(409, code="EntityAlreadyExists")]),
        (REFUSED.replace('{"odata', '{"other'), [Answer(409)]),
        ("--b\r\n\r\nHTTP/1.1 400 Bad Request\r\n\r\n<html>", [Answer(400)]),
        ("<html>welcome to the hotel's network</html>", []),
        ("", []),
    ],
)
def test_answers_are_understood(said: str, understood: list[Answer]) -> None:
    """Each with its status and tag, a refusal with its code; what is no answer is none."""
    assert answers(said) == understood
