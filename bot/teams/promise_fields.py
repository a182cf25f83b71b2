"""From the forms about promises, records and calls to their commands. Pure."""

from collections.abc import Mapping

from bot.domain import commands as c
from bot.domain.swarm import How, PromiseKind
from bot.teams.presses import number
from bot.teams.writing import Fault, Writer, chosen, moment, one_of, owner_of


def promise(fields: Mapping[str, str], writer: Writer) -> c.Command:
    due = moment(fields.get("due", ""), writer)
    if due is None:
        raise Fault("time-unclear", {"text": ""})
    return c.Owe(
        one_of(PromiseKind, fields.get("kind", ""), PromiseKind.UPDATE),
        fields.get("to", ""),
        due,
        fields.get("about", ""),
        owner_of(fields.get("owner", ""), writer),
        told=fields.get("agreed", "yes") == "yes",
    )


def end_promise(fields: Mapping[str, str], _: Writer) -> c.Command:
    chosen(fields, "promise", "which")
    promise = number(fields, "promise")
    if promise is None:
        raise Fault("promise-gone")
    return c.EndPromise(promise, fields.get("reason", ""))


def correct(fields: Mapping[str, str], writer: Writer) -> c.Command:
    """What is left empty stays as it was recorded."""
    how = fields.get("how", "")
    when, to = fields.get("when", ""), fields.get("to", "").strip()
    return c.CorrectContact(
        number(fields, "record"),
        fields.get("said", ""),
        moment(when, writer, past=True),
        None if how in ("", "keep_how") else one_of(How, how, How.PHONE),
        to or None,
    )


def call_in(fields: Mapping[str, str], writer: Writer) -> c.Command:
    area, wanted = chosen(fields, "area"), chosen(fields, "called", "person")
    person = next((p for p in writer.callable if p.id == wanted), None)
    if person is None:
        raise Fault("field-person-error")
    return c.CallIn(area, person)
