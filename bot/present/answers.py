"""Sentences and notes that answer a person: the answer's key and values, in the reader's words."""

from datetime import datetime, timedelta

from bot.domain.answers import Answer, AnswerKey
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import Swarm
from bot.present.reader import Reader
from bot.present.views import area_name
from cards.views import NoteView

READ_BACK = frozenset({"next", "due"})
MOVED = frozenset(
    {
        AnswerKey.PROMISE_MOVED,
        AnswerKey.PROMISE_MADE,
        AnswerKey.SYMPTOM_DATED,
        AnswerKey.DEADLINE_SET,
    }
)
"""A time that is owed from now on is read back with its weekday: a shift crosses midnight, and
whoever typed 6:00 must see which six o'clock was understood."""


def answer_args(
    answer: Answer, swarm: Swarm | None, policy: Policy, reader: Reader
) -> dict[str, object]:
    """The values of an answer as the words take them: names for persons and areas, local times."""
    args: dict[str, object] = {}
    for name, value in answer.args.items():
        if isinstance(value, Person):
            args[name] = value.name
        elif isinstance(value, datetime):
            moment = reader.at(value)
            read_back = name in READ_BACK or (name == "at" and answer.key in MOVED)
            args[name] = reader.words.long(moment) if read_back else moment
        elif name == "area" and swarm is not None:
            args[name] = area_name(swarm, str(value), policy, reader.language)
        elif name == "areas" and swarm is not None:
            args[name] = tuple(area_name(swarm, key, policy, reader.language) for key in value)
        else:
            args[name] = value
    if answer.key is AnswerKey.AREA_UNKNOWN and swarm is not None:
        keys = (area.key for area in swarm.areas)
        args["areas"] = tuple(area_name(swarm, key, policy, reader.language) for key in keys)
    if answer.key is AnswerKey.TIME_PASSED and isinstance(args.get("at"), datetime):
        args["date"] = reader.at(answer.args["at"] + timedelta(days=1))
    return args


def sentence(
    answer: Answer, swarm: Swarm | None, policy: Policy, reader: Reader, now: datetime
) -> str:
    """The answer as one sentence."""
    return reader.say(answer.key.value, answer_args(answer, swarm, policy, reader), now)


def note(answer: Answer, swarm: Swarm, policy: Policy, reader: Reader) -> NoteView | None:
    """The answer as the note above the card; None when the card itself says it all."""
    if answer.key in (AnswerKey.NOTHING, AnswerKey.STATUS_SHOWN):
        return None
    join, take_over = "", None
    if answer.key in (AnswerKey.ALREADY_CLAIMED, AnswerKey.OWNER_AWAY):
        join = str(answer.args.get("area", ""))
    area = swarm.area(join)
    if answer.key is AnswerKey.OWNER_AWAY and area is not None:
        take_over = (area.key, area.turn)
    args = answer_args(answer, swarm, policy, reader)
    return NoteView(answer.key.value, args, join, take_over)
