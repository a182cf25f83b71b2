"""From what is typed about follow-ups, in forms and in messages, to the command. Pure."""

from collections.abc import Callable, Mapping

from bot.domain import commands as c
from bot.domain.people import Person
from bot.teams import intents as i
from bot.teams.presses import number
from bot.teams.writing import Fault, Writer, chosen, day, owner_of

Mentioned = Callable[[str, str], Person]
"""From a Teams id and a name to the person."""


def follow_up(fields: Mapping[str, str], writer: Writer) -> c.AddFollowUp:
    if not fields.get("text", "").strip():
        raise Fault("text-empty")
    owner = owner_of(fields.get("owner", "me"), writer)
    return c.AddFollowUp(fields["text"], owner, day(fields.get("follow_due", ""), writer))


def follow_done(fields: Mapping[str, str], _: Writer) -> c.Command:
    chosen(fields, "follow_up", "which_follow_up")
    wanted = number(fields, "follow_up")
    if wanted is None:
        raise Fault("follow-up-gone")
    return c.FinishFollowUp(wanted)


def at_the_close(fields: Mapping[str, str], writer: Writer) -> tuple[c.AddFollowUp, ...]:
    """What the form of the close asks for beside the promises: none, or one."""
    text = fields.get("follow_text", "").strip()
    return (follow_up({**fields, "text": text}, writer),) if text else ()


def follow_up_command(
    intent: i.FollowUp | i.FollowUpDone, writer: Writer, mentioned: Mentioned
) -> c.Command:
    """The command that the words ask for. Raises Fault."""
    if isinstance(intent, i.FollowUp):
        if not intent.text.strip():
            raise Fault("text-empty")
        owner = mentioned(intent.owner.id, intent.owner.name) if intent.owner else None
        return c.AddFollowUp(intent.text, owner, day(intent.due, writer))
    return c.FinishFollowUp(_which(intent, writer))


def _which(intent: i.FollowUpDone, writer: Writer) -> int:
    """The one of that number; without a number the only one that is open, or the writer's only."""
    if intent.number is not None:
        return intent.number
    still = writer.swarm.follow_ups if writer.swarm else ()
    mine = [one for one in still if one.owner == writer.person]
    for those in (still, mine):
        if len(those) == 1:
            return those[0].number
    raise Fault("follow-up-which" if still else "follow-up-gone")
