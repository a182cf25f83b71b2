"""From an intent to a command: areas by any of their names, times in the writer's zone. Pure."""

from collections.abc import Callable

from bot.domain import commands as c
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import HoldKind, How, PingKind, Swarm
from bot.teams import intents as i
from bot.teams.area_asking import AreaIntent, area_command, find_area
from bot.teams.case_fields import change_said
from bot.teams.followup_fields import follow_up_command
from bot.teams.promising import promise_command
from bot.teams.role_asking import RoleIntent, role_command, waits_for
from bot.teams.writing import Fault, Writer, moment

Mentioned = Callable[[str, str], Person]
"""From a Teams id and a name to the person."""


def command_for(
    intent: i.Intent, writer: Writer, policy: Policy, mentioned: Mentioned
) -> c.Command:
    """The command that the words ask for. Raises Fault."""
    if isinstance(intent, AreaIntent):
        return area_command(intent, writer, policy)
    if isinstance(intent, RoleIntent):
        return role_command(intent, writer, mentioned)
    return _other(intent, writer, policy, mentioned)


def _other(intent: i.Intent, writer: Writer, policy: Policy, mentioned: Mentioned) -> c.Command:
    match intent:
        case i.Contact() | i.CustomerCalled():
            return _about_customer(intent, writer)
        case (
            i.MoveTime()
            | i.Promise()
            | i.EndPromise()
            | i.TakePromise()
            | i.RemindLater()
            | i.Phoned()
            | i.Correct()
        ):
            return promise_command(intent, writer)
        case i.FollowUp() | i.FollowUpDone():
            return follow_up_command(intent, writer, mentioned)
        case i.ChangeCase():
            return change_said(intent, writer)
        case i.CallIn() | i.AnswerCall() | i.AskManager():
            return _call(intent, writer, policy, mentioned)
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
        case _:
            command = PLAIN.get(type(intent))
            if command is None:
                raise Fault("not-understood")
            return command


CALLS_BY_PEOPLE = (PingKind.ASK_MANAGER, PingKind.CALLED_IN)

PLAIN: dict[type, c.Command] = {
    i.Lead: c.Lead(),
    i.Liaison: c.Liaise(),
    i.OnPhone: c.HoldLadder(HoldKind.CALL),
    i.Writing: c.HoldLadder(HoldKind.WRITING),
    i.OffPhone: c.FreeLadder(),
    i.Close: c.Close(),
    i.Reopen: c.Reopen(),
    i.Status: c.ShowStatus(),
    i.Back: c.ComeBack(),
}


def _about_customer(intent: i.Contact | i.CustomerCalled, writer: Writer) -> c.Command:
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


def _call(
    intent: i.CallIn | i.AnswerCall | i.AskManager,
    writer: Writer,
    policy: Policy,
    mentioned: Mentioned,
) -> c.Command:
    match intent:
        case i.AnswerCall():
            return _answered(intent, writer)
        case i.AskManager():
            return c.AskManager(intent.text)
        case i.CallIn():
            if intent.person is None:
                raise Fault("person-needed")
            area = find_area(intent.area, writer.swarm, policy)
            return c.CallIn(area, mentioned(intent.person.id, intent.person.name))


def _answered(intent: i.AnswerCall, writer: Writer) -> c.Command:
    """ "Can't now" answers whatever waits for this person: a hand-over, or a call."""
    if writer.swarm is not None and waits_for(writer.person, writer.swarm):
        return c.AnswerHandover(accept=intent.coming)
    call = called(writer.person, writer.swarm) if writer.swarm else ""
    return c.AnswerCall(call, intent.coming)


def called(person: Person, swarm: Swarm) -> str:
    """The newest call to this person that has no answer yet; empty when there is none."""
    mine = (p for p in reversed(swarm.pings) if p.kind in CALLS_BY_PEOPLE and person in p.to)
    return next((ping.key for ping in mine), "")
