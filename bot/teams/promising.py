"""From words about a promise or a record to the command. Pure."""

from bot.domain import commands as c
from bot.domain.swarm import How
from bot.teams import intents as i
from bot.teams.writing import Fault, Writer, moment

OfPromise = (
    i.MoveTime | i.Promise | i.EndPromise | i.TakePromise | i.RemindLater | i.Phoned | i.Correct
)


def promise_command(intent: OfPromise, writer: Writer) -> c.Command:
    """The command that the words ask for. Raises Fault."""
    match intent:
        case i.Correct():
            return _correction(intent, writer)
        case i.Promise():
            due = moment(intent.at, writer)
            if due is None:
                raise Fault("time-unclear", {"text": ""})
            return c.Owe(intent.kind, intent.to, due, intent.text, writer.person)
        case i.MoveTime():
            number = which(intent.promise, writer)
            due = moment(intent.at, writer)
            if due is None:
                raise Fault("time-unclear", {"text": ""})
            return c.MovePromise(number, due, told=bool(intent.told))
        case i.EndPromise():
            return c.EndPromise(which(intent.promise, writer), intent.reason)
        case i.TakePromise():
            return c.TakePromise(which(intent.promise, writer))
        case i.RemindLater():
            return c.Snooze(which(intent.promise, writer))
        case i.Phoned():
            return c.Phone(which(intent.promise, writer))


def which(number: int | None, writer: Writer) -> int:
    """The promise that is meant: the one of that number, else the next that is due."""
    if number is not None:
        return number
    if writer.swarm is None or not writer.swarm.promises:
        raise Fault("promise-gone")
    return writer.swarm.promises[0].number


def _correction(intent: i.Correct, writer: Writer) -> c.Command:
    said = intent.contact
    at = moment(said.at, writer, past=True)
    if not (said.said.strip() or at or said.how or said.to.strip()):
        raise Fault("text-empty")
    how: How | None = said.how
    return c.CorrectContact(intent.record, said.said, at, how, said.to.strip() or None)
