"""What every ticket adapter gives back, and JSON read without trust."""

import json
from dataclasses import dataclass
from typing import Any

from bot.domain.swarm import Ticket
from bot.spelling import shortened, without_controls


@dataclass(frozen=True, slots=True)
class Fault:
    """One bad field (dotted name, ``body`` for the whole): what is wrong, what is expected."""

    field: str
    problem: str
    expected: str = ""

    def __str__(self) -> str:
        return f"{self.problem}; expected {self.expected}" if self.expected else self.problem


@dataclass(frozen=True, slots=True)
class Faults:
    """Every fault of a body, so that its author needs one round to mend them."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class TicketRead:
    """A good ticket; ``notes`` say what was taken otherwise than written."""

    ticket: Ticket
    notes: tuple[str, ...] = ()


class _Duplicate(ValueError):
    """A key stands twice in one object, so nobody can say what was meant."""


def json_object(raw: bytes) -> dict[str, Any] | Faults:
    """The JSON object in ``raw``, or one fault. Never raises, whatever the bytes are."""
    try:
        found = json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant
        )
    except UnicodeDecodeError:
        return _body("is not UTF-8 text")
    except _Duplicate as error:
        key = shortened(without_controls(str(error)), 80)
        return _body(f'has the key "{key}" twice in one object')
    except RecursionError:
        return _body("is nested too deeply")
    except json.JSONDecodeError as error:
        return _body(f"is not JSON: {error.msg} in line {error.lineno}, column {error.colno}")
    except ValueError as error:  # NaN and Infinity, and numbers of thousands of digits
        return _body(f"is not JSON: {shortened(without_controls(str(error)), 80)}")
    return found if isinstance(found, dict) else _body("is not an object")


def _body(problem: str) -> Faults:
    return Faults((Fault("body", problem, "a JSON object in UTF-8"),))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Duplicate(key)
        found[key] = value
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number")
