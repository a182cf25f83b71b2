"""What somebody can mean by words about roles, hand-overs, hours and drills."""

from dataclasses import dataclass

from bot.domain.handover import Role
from bot.teams.inbound import Mentioned


@dataclass(frozen=True, slots=True)
class StepBack:
    """``role`` None: whichever the person has."""

    role: Role | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """``at`` (a time as typed) is when the receiver is there, ``bridge`` who keeps it until then."""

    person: Mentioned | None = None
    bridge: Mentioned | None = None
    at: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class AcceptHandover:
    """``query`` names the case, where it is not said in its thread."""

    query: str = ""


@dataclass(frozen=True, slots=True)
class KeepOn:
    """Nothing is handed over after all."""


@dataclass(frozen=True, slots=True)
class Hours:
    """My own, or, for a manager, those of the case that ``query`` names."""

    query: str = ""


@dataclass(frozen=True, slots=True)
class Drill:
    title: str = ""
