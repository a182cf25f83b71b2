"""The story of a case as a document: for us with everything, for the customer with what may be told.

Texts are whole and raw; each format makes them harmless in its own way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain import story
from bot.domain.facts import Event, kind_of
from bot.domain.followup import FollowUpAdded, FollowUpDone, FollowUpMoved
from bot.domain.ledger import Entry, Outcome, ledger
from bot.domain.policy import Policy
from bot.domain.shown import Shown
from bot.domain.swarm import How, Phase, Swarm, Where
from bot.present.lists import timeline_lines
from bot.present.reader import Reader

Value = str | int | datetime | timedelta | None


@dataclass(frozen=True, slots=True)
class Field:
    """``key`` is its name for programs, ``label`` for people; a duration stays one."""

    key: str
    label: str
    value: Value


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise and how it ended, in words; ``outcome_key`` and ``late`` for programs."""

    what: str
    due: datetime
    outcome: str
    outcome_key: str
    late: timedelta


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the timeline. ``kind`` names it for programs."""

    at: datetime
    who: str
    what: str
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that an export holds. ``zone`` is an IANA name; ``times`` says it to people."""

    title: str
    language: str
    zone: str
    times: str
    safe: bool
    as_of: datetime
    case: tuple[Field, ...]
    figures: tuple[Field, ...]
    promises: tuple[PromiseRow, ...]
    follow_ups: tuple[PromiseRow, ...]
    timeline: tuple[Row, ...]


def document(
    events: Sequence[Event],
    swarm: Swarm,
    policy: Policy,
    reader: Reader,
    now: datetime,
    *,
    safe: bool,
    shown: Shown | None = None,
) -> Document:
    """The story until ``now``; ``safe``: only what may be told to the customer."""
    words = reader.words
    entries = story.promised(events) if safe else ledger(events)
    ticket = swarm.ticket
    key = "story-title-safe" if safe else "story-title"
    title = words.say(key, {"customer": ticket.customer, "title": ticket.title}, now)
    return Document(
        title=words.t("drill", text=title) if ticket.drill else title,
        language=reader.language,
        zone=reader.zone.key,
        times=_times(reader),
        safe=safe,
        as_of=reader.at(now),
        case=_case(swarm, reader, now, safe=safe),
        figures=_figures(story.figures(events, swarm), entries, reader, safe=safe),
        promises=tuple(_promise(entry, reader, safe=safe) for entry in entries),
        follow_ups=() if safe else _follow_ups(events, reader),
        timeline=_told(events, swarm, reader)
        if safe
        else _inside(events, swarm, policy, reader, shown),
    )


def _times(reader: Reader) -> str:
    name = reader.zone.key
    return reader.words.t("story-zone", zone=name, place=name.replace("/", "-"))


# ---------------------------------------------------------------- the head


def _case(swarm: Swarm, reader: Reader, now: datetime, *, safe: bool) -> tuple[Field, ...]:
    ticket, words = swarm.ticket, reader.words
    values: dict[str, Value] = {
        "customer": ticket.customer,
        "ticket": ticket.id,
        "subject": ticket.title,
        "since": reader.maybe(ticket.symptom_since),
        "opened": reader.at(ticket.created_at or swarm.opened_at),
    }
    if not safe:
        values |= {
            "severity": words.t(f"severity-{ticket.severity.value}"),
            "impact": ticket.business_impact,
            "lead": swarm.lead.name if swarm.lead else "",
        }
    recovery = swarm.recovery if swarm.phase in story.RECOVERED else None
    values |= {
        "our_contact" if safe else "liaison": swarm.liaison.name if swarm.liaison else "",
        "recovered": reader.at(recovery.since) if recovery else None,
        "extent": recovery.extent if recovery else "",
        "confirmed_by": recovery.confirmed_by if recovery else "",
        "state": "" if safe else words.t(f"swarm-{swarm.phase.value}"),
        "as_of": reader.at(now),
    }
    return tuple(_field(key, value, reader) for key, value in values.items() if value)


def _figures(
    found: story.Figures, entries: Sequence[Entry], reader: Reader, *, safe: bool
) -> tuple[Field, ...]:
    values: dict[str, Value] = {"first_response": found.first_response, "recovery": found.recovery}
    if not safe:
        values |= {"first_claim": found.first_claim, "closed": found.closed}
    for outcome in (Outcome.ON_TIME, Outcome.LATE, Outcome.MISSED, Outcome.ENDED, Outcome.OPEN):
        count = sum(entry.outcome is outcome for entry in entries)
        values[f"promises_{outcome.value}"] = count
    if not safe:
        values |= {
            "people": found.people,
            "said_thread": found.said.get(Where.THREAD, 0),
            "said_direct": found.said.get(Where.DIRECT, 0),
        }
    return tuple(_field(k, v, reader) for k, v in values.items() if v is not None)


def _field(key: str, value: Value, reader: Reader) -> Field:
    return Field(key, reader.words.t(f"story-{key.replace('_', '-')}"), value)


# ---------------------------------------------------------------- promises, follow-ups


def _promise(entry: Entry, reader: Reader, *, safe: bool) -> PromiseRow:
    words, due = reader.words, reader.at(entry.judged)
    if safe:
        what = words.say("told-promise", {"promise": entry.kind.value, "to": entry.to}, due)
    else:
        what = words.say("story-promise", {"kind": entry.kind.value, "to": entry.to}, due)
    args = {"late": entry.late, "reason": "" if safe else entry.reason}
    key = f"story-outcome-{entry.outcome.value.replace('_', '-')}"
    return PromiseRow(what, due, words.say(key, args, due), entry.outcome.value, entry.late)


def _follow_ups(events: Sequence[Event], reader: Reader) -> tuple[PromiseRow, ...]:
    """Each with its owner and the day it was last put to, open or done."""
    rows: dict[int, PromiseRow] = {}
    for event in events:
        match event.fact:
            case FollowUpAdded(number=number, text=text, owner=owner, due=due):
                args = {"text": text, "name": owner.name}
                what = reader.words.say("story-follow-up", args, reader.at(due))
                opened = reader.words.t("story-outcome-open")
                rows[number] = PromiseRow(what, reader.at(due), opened, "open", timedelta(0))
            case FollowUpMoved(number=number, due=due) if number in rows:
                rows[number] = replace(rows[number], due=reader.at(due))
            case FollowUpDone(number=number) if number in rows:
                done = reader.words.t("story-outcome-done")
                rows[number] = replace(rows[number], outcome=done, outcome_key="done")
    return tuple(rows.values())


# ---------------------------------------------------------------- the timeline


def _inside(
    events: Sequence[Event], swarm: Swarm, policy: Policy, reader: Reader, shown: Shown | None
) -> tuple[Row, ...]:
    lines = timeline_lines(events, swarm, policy, reader, shown)
    return tuple(
        Row(
            line.at,
            event.by.name if event.by else "",
            reader.words.say(line.key, line.args, line.at),
            kind_of(type(event.fact)),
        )
        for event, line in zip(events, lines, strict=True)
    )


def _told(events: Sequence[Event], swarm: Swarm, reader: Reader) -> tuple[Row, ...]:
    return tuple(_told_row(one, reader) for one in story.told(events, swarm))


def _told_row(one: story.Told, reader: Reader) -> Row:
    words, at = reader.words, reader.at(one.at)
    args = {name: _local(value, reader) for name, value in one.args.items()}
    ours = one.by.name if one.by else words.t("story-us")
    return Row(
        at, ours if one.key == "contact" else "", words.say(f"told-{one.key}", args, at), one.key
    )


def _local(value: object, reader: Reader) -> object:
    match value:
        case datetime():
            return reader.at(value)
        case How() | Phase():
            return value.value
        case _:
            return value
