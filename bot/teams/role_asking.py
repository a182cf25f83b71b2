"""From words and forms about roles and hand-overs to the command. Pure."""

from collections.abc import Callable, Mapping

from bot.domain import commands as c
from bot.domain.handover import Lines
from bot.domain.people import Person
from bot.domain.swarm import PingKind, Swarm
from bot.teams.intents_roles import AcceptHandover, HandOver, KeepOn, StepBack
from bot.teams.writing import Fault, Writer, chosen, moment

RoleIntent = StepBack | HandOver | AcceptHandover | KeepOn
Mentioned = Callable[[str, str], Person]


def role_command(intent: RoleIntent, writer: Writer, mentioned: Mentioned) -> c.Command:
    """The command that the words ask for. Raises Fault."""
    match intent:
        case StepBack():
            return c.StepBack(intent.role)
        case AcceptHandover():
            return c.AnswerHandover()
        case KeepOn():
            return c.WithdrawHandover()
        case HandOver():
            if intent.person is None:
                raise Fault("text-empty")  # the form asks for whom
            bridge = mentioned(intent.bridge.id, intent.bridge.name) if intent.bridge else None
            return c.HandOver(
                mentioned(intent.person.id, intent.person.name),
                Lines(other=intent.text),
                moment(intent.at, writer),
                bridge,
            )


def hand_over(fields: Mapping[str, str], writer: Writer) -> c.Command:
    """The form: the receiver, the free lines, and who keeps it until the receiver is there."""
    receiver = _known(chosen(fields, "receiver"), writer)
    if receiver is None:
        raise Fault("field-receiver-error")
    return c.HandOver(
        receiver,
        Lines(*(fields.get(name, "") for name in ("mood", "untold", "reach", "other"))),
        moment(fields.get("there_at", ""), writer),
        _known(fields.get("bridge", ""), writer),
    )


def offered(person: Person, swarm: Swarm) -> bool:
    """Whether a hand-over to the person is open, also before they are asked."""
    return any(one.receiver == person for one in swarm.handovers)


def waits_for(person: Person, swarm: Swarm) -> bool:
    """Whether a hand-over to the person waits in the case."""
    asked = (p for p in swarm.pings if p.kind is PingKind.HAND_OVER)
    return any(person in ping.to for ping in asked)


def _known(choice: str, writer: Writer) -> Person | None:
    swarm = writer.swarm
    known = [*writer.callable]
    if swarm is not None:
        owners = (area.owner for area in swarm.areas)
        known += [p for p in (*swarm.people, *owners, swarm.lead, swarm.liaison) if p is not None]
    return next((person for person in known if person.id == choice), None)
