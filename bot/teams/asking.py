"""From an intent to a command: areas by any of their names, times in the writer's zone. Pure."""

from collections.abc import Callable

from bot.domain import commands as c
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import AreaState, HoldKind, How, Swarm
from bot.teams import intents as i
from bot.teams.fields import Fault, Writer, moment
from bot.teams.typed import match_area

Mentioned = Callable[[str, str], Person]
"""From a Teams id and a name to the person."""


def command_for(
    intent: i.Intent, writer: Writer, policy: Policy, mentioned: Mentioned
) -> c.Command:
    """The command that the words ask for. Raises Fault."""
    match intent:
        case i.Claim() | i.Join() | i.Release() | i.TakeOver() | i.SetAside() | i.Finding():
            return _about_area(intent, writer, policy)
        case i.Contact() | i.CustomerCalled() | i.MoveTime():
            return _about_customer(intent, writer)
        case i.NextAction():
            owner = mentioned(intent.owner.id, intent.owner.name) if intent.owner else None
            return c.SetNextAction(intent.text, owner, moment(intent.until, writer))
        case i.Recovered():
            return c.Recover(
                intent.phase,
                moment(intent.since, writer, past=True),
                intent.confirmed_by,
                intent.extent,
                moment(intent.until, writer),
            )
        case i.Note():
            return c.Note(intent.text)
        case i.AddArea():
            return c.AddArea(intent.name)
        case _:
            command = PLAIN.get(type(intent))
            if command is None:
                raise Fault("not-understood")
            return command


PLAIN: dict[type, c.Command] = {
    i.Lead: c.Lead(),
    i.Liaison: c.Liaise(),
    i.OnPhone: c.HoldLadder(HoldKind.CALL),
    i.Writing: c.HoldLadder(HoldKind.WRITING),
    i.Close: c.Close(),
    i.Reopen: c.Reopen(),
    i.Status: c.ShowStatus(),
}


def _about_area(
    intent: i.Claim | i.Join | i.Release | i.TakeOver | i.SetAside | i.Finding,
    writer: Writer,
    policy: Policy,
) -> c.Command:
    area = find_area(intent.area, writer.swarm, policy)
    match intent:
        case i.Claim():
            return c.Claim(area)
        case i.Join():
            return c.Join(area)
        case i.Release():
            return c.Release(area)
        case i.TakeOver():
            return c.TakeOver(area)
        case i.SetAside():
            return c.SetAside(area, intent.reason)
        case i.Finding():
            return c.Find(area, intent.state or AreaState.LOOKING, intent.text)


def find_area(text: str, swarm: Swarm | None, policy: Policy) -> str:
    """The key of the area that the words mean; the words themselves when none does (and the
    answer then lists the areas that there are)."""
    if swarm is None:
        return text
    named = []
    for area in swarm.areas:
        rule = policy.area(area.key)
        named.append((area.key, (area.name, *(rule.names.values() if rule else ()))))
    return match_area(text, named) or text


def _about_customer(intent: i.Contact | i.CustomerCalled | i.MoveTime, writer: Writer) -> c.Command:
    match intent:
        case i.Contact():
            if intent.no_next and not intent.none_because.strip():
                raise Fault("reason-empty")
            if not intent.said.strip() and intent.how is not How.NOT_REACHED:
                raise Fault("text-empty")
            return c.LogContact(
                said=intent.said,
                how=intent.how or How.PHONE,
                at=moment(intent.at, writer, past=True),
                to=intent.to,
                next_due=moment(intent.next, writer),
                told=intent.told is not False and bool(intent.next),
                no_next=intent.none_because,
                every=intent.every,
            )
        case i.CustomerCalled():
            return c.CustomerCalled(intent.who, intent.text, moment(intent.call_back, writer))
        case i.MoveTime():
            due = moment(intent.at, writer)
            promise = (
                writer.swarm.promises[0].number if writer.swarm and writer.swarm.promises else None
            )
            if promise is None:
                raise Fault("promise-gone")
            if due is None:
                raise Fault("time-unclear", {"text": ""})
            return c.MovePromise(promise, due, told=bool(intent.told))
