"""Who fills in a form, and how inputs are read: texts, times, owners, choices. Pure.

Times are read as people write them, in the zone of whoever typed; what cannot be read is asked
back, with everything else kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any, TypeVar

from bot.domain.people import Person
from bot.domain.swarm import Swarm
from bot.teams.times import ReadTime, read_time

MORNING = "10:00"
"""When somebody is reminded who named a day without a time."""

LONGEST = 4000
"""Characters that are taken from one input; the domain cuts further."""

E = TypeVar("E", bound=StrEnum)


class Fault(Exception):
    """What is wrong with what was typed, as a key of the words with its values."""

    def __init__(self, key: str, values: dict[str, Any] | None = None) -> None:
        super().__init__(key)
        self.key = key
        self.values = values or {}


@dataclass(frozen=True, slots=True)
class Writer:
    """Who fills in the form, and when; ``swarm`` is what it is about, ``callable`` are those who
    may be called in."""

    person: Person
    now: datetime
    zone: tzinfo
    swarm: Swarm | None = None
    callable: tuple[Person, ...] = ()


def texts(data: Mapping[str, Any]) -> dict[str, str]:
    """The inputs as texts; whatever is not a text is as good as empty."""
    return {k: v[:LONGEST] for k, v in data.items() if isinstance(v, str) and isinstance(k, str)}


def chosen(fields: Mapping[str, str], name: str, word: str = "") -> str:
    """What was chosen where nothing is set beforehand; a client may send it empty, or not at all.
    Raises Fault with the error that the input itself shows."""
    found = fields.get(name, "")
    if not found:
        raise Fault(f"field-{word or name}-error")
    return found


def moment(text: str, writer: Writer, *, past: bool = False) -> datetime | None:
    """A time as typed; None when nothing was typed. Raises Fault."""
    if not text.strip():
        return None
    found = read_time(text, writer.now, writer.zone, past=past)
    if isinstance(found, ReadTime):
        return found.at
    local = found.moment.astimezone(writer.zone) if found.moment else None
    if found.kind == "unclear" or local is None:
        raise Fault("time-unclear", {"text": text.strip()[:80]})
    if found.kind == "future":
        raise Fault("contact-future", {"at": local})
    tomorrow = found.tomorrow.astimezone(writer.zone) if found.tomorrow else None
    raise Fault("time-passed", {"at": local, "date": tomorrow})


def day(text: str, writer: Writer) -> datetime | None:
    """A day as typed (``11/30``, ``Monday``, 明日), in the morning unless it has a time; None when
    nothing was typed. Raises Fault."""
    if not text.strip():
        return None
    try:
        return moment(text, writer)
    except Fault as fault:
        morning = read_time(f"{text} {MORNING}", writer.now, writer.zone)
        if fault.key == "time-unclear" and isinstance(morning, ReadTime):
            return morning.at
        raise


def owner_of(choice: str, writer: Writer) -> Person | None:
    """Who was chosen: me, the liaison, or somebody of the swarm by their id."""
    if choice == "me":
        return writer.person
    swarm = writer.swarm
    if swarm is None:
        return None
    if choice == "liaison":
        return swarm.liaison or swarm.lead
    known = (*swarm.people, *(area.owner for area in swarm.areas if area.owner), swarm.lead)
    return next((person for person in known if person and person.id == choice), None)


def one_of(kind: type[E], text: str, otherwise: E) -> E:
    """The value that was chosen; ``otherwise`` when there is no such value."""
    try:
        return kind(text)
    except ValueError:
        return otherwise
