"""The runbook of an area, for whoever has just taken it, or asks for it.

An edit of the live card would wipe it out within a second, so it is a message of its own: in the
1:1 chat where there is one, else in the thread, folded.
"""

from bot.domain.answers import Answer, AnswerKey
from bot.domain.swarm import Swarm
from bot.flow.road import Road
from bot.ports import Message
from bot.present.reader import Reader, person_reader
from bot.present.views import area_name
from bot.teams.speaker import Speaker
from bot.teams.visits import Visit
from cards.runbook import runbook_card, runbook_title
from cards.views import RunbookView

TAKEN = (AnswerKey.CLAIMED, AnswerKey.TAKEN_OVER)


class RunbookDesk:
    """Shows runbooks, as answers: each once, in nobody's way."""

    def __init__(self, road: Road, speaker: Speaker) -> None:
        self._road = road
        self._speaker = speaker

    def after(self, visit: Visit, swarm: Swarm | None, answer: Answer) -> None:
        """Whoever has just taken an area sees its runbook, if it has one."""
        if swarm is None or answer.refused or answer.key not in TAKEN:
            return
        key = str(answer.args.get("area", ""))
        text = self._text(key)
        if not text:
            return
        row = self._road.people.row(visit.person.id)
        direct = row.direct if row is not None and not row.unreachable else None
        if direct is None or visit.source.scope == "personal":
            folded = visit.source.scope != "personal"
            name = visit.person.name
            message = self._message(swarm, key, text, visit.reader, name, folded=folded)
            self._speaker.say_soon(visit.address, message)
            return
        policy = self._road.policy()
        reader = person_reader(policy, row.locale, row.zone) if row else visit.reader
        message = self._message(swarm, key, text, reader, visit.person.name)
        self._speaker.say_soon(direct, message)

    def asked(self, visit: Visit, swarm: Swarm, key: str) -> bool:
        """The runbook where it was asked for; whether there is one."""
        text = self._text(key)
        if text:
            message = self._message(swarm, key, text, visit.reader)
            self._speaker.say_soon(visit.address, message)
        return bool(text)

    def _text(self, key: str) -> str:
        rule = self._road.policy().area(key)
        return rule.runbook if rule else ""

    def _message(
        self,
        swarm: Swarm,
        key: str,
        text: str,
        reader: Reader,
        name: str = "",
        *,
        folded: bool = False,
    ) -> Message:
        area = area_name(swarm, key, self._road.policy(), reader.language)
        ticket = swarm.ticket
        view = RunbookView(
            area,
            text,
            name,
            ticket.severity.value,
            ticket.customer,
            ticket.id,
            folded,
            ticket.drill,
        )
        return Message(runbook_title(view, reader.words), runbook_card(view, reader.words))
