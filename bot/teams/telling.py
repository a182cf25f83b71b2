"""Answers that are said once, where the question came from."""

from bot.domain.answers import Answer, AnswerKey
from bot.domain.swarm import Swarm
from bot.flow.road import Road
from bot.ports import Message
from bot.present.answers import answer_args
from bot.present.lists import Card
from bot.teams.speaker import Speaker
from bot.teams.visits import Visit
from cards.misc import answer_card

SILENT = frozenset({AnswerKey.STATUS_SHOWN, AnswerKey.NOTHING, AnswerKey.REPEATED})
"""Answers that need no words: the thread shows it, or it was said before."""


class Teller:
    """Says answers, sentences and cards, in the words of whoever asked."""

    def __init__(self, road: Road, speaker: Speaker) -> None:
        self._road = road
        self._speaker = speaker

    def answer(self, visit: Visit, answer: Answer, swarm: Swarm | None) -> None:
        if answer.key in SILENT:
            return
        args = answer_args(answer, swarm, self._road.policy(), visit.reader)
        self._said(visit, answer.key.value, args, drill=swarm is not None and swarm.ticket.drill)

    def say(self, visit: Visit, key: str, /, **args: object) -> None:
        self._said(visit, key, args, drill=False)

    def _said(self, visit: Visit, key: str, args: dict[str, object], *, drill: bool) -> None:
        words = visit.reader.words
        card = answer_card(key, args, visit.reader.at(visit.now), words, drill=drill)
        text = visit.reader.say(key, args, visit.now, drill=drill)
        self._speaker.say_soon(visit.address, Message(text, card))

    def card(self, visit: Visit, card: Card, title: str) -> None:
        message = Message(visit.reader.words.t(title), card)
        self._speaker.say_soon(visit.address, message)
