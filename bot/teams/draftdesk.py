"""A letter that somebody marks as sent: looked at once more, then a contact like any other.

The guard points at words that were not there when the form was opened, and the time of the next
update in the letter is that of the form. Each is asked about once. Pure.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.commands import LogContact
from bot.domain.policy import Policy
from bot.domain.swarm import Swarm
from bot.present.drafting import draft_of, draft_view, seen
from bot.present.drafts import gist
from bot.present.guard import spoken
from bot.present.letter_times import this_day
from bot.present.reader import customer_reader
from bot.teams.presses import value
from bot.teams.writing import Fault


class LookAgain(Fault):
    """The form is shown once more; ``fields`` take the place of what was typed. ``chosen``: when
    the next update comes, as it was typed."""

    def __init__(
        self, key: str, fields: dict[str, str], chosen: datetime | None, **values: object
    ) -> None:
        super().__init__(key, dict(values))
        self.fields = fields
        self.chosen = chosen


def as_sent(
    command: LogContact, data: Mapping[str, object], swarm: Swarm, policy: Policy, now: datetime
) -> LogContact:
    """The contact as it is kept: without the greeting, and with what it really told of the areas.

    Raises LookAgain.
    """
    draft = draft_of(swarm, policy, now, data)
    text = _with_next(command, data, swarm, policy, now)
    shown = draft_view(draft, swarm, policy, text)
    known = frozenset(str(data.get("seen", "")).split(","))
    if not known.issuperset(filter(None, seen(shown).split(","))):
        raise LookAgain("draft-marked", {"said": text}, command.next_due)
    return replace(command, said=gist(text, draft), spoken=spoken(text, swarm, policy))


def _with_next(
    command: LogContact, data: Mapping[str, object], swarm: Swarm, policy: Policy, now: datetime
) -> str:
    """The letter, naming the time that was chosen for the next update."""
    named, due = value(data, "next_text"), command.next_due
    if not named or due is None or not command.told or named not in command.said:
        return command.said
    reader = customer_reader(policy, swarm.ticket.contact.language)
    wanted = this_day(due, now, reader)
    if wanted == named:
        return command.said
    said = command.said.replace(named, wanted)
    raise LookAgain("draft-next-changed", {"said": said, "next_text": wanted}, due, text=wanted)
