"""Forms: opened as a dialog where the client has dialogs, as a message of their own where not.

Both ways lead into ``submit``. A form carries a nonce; whoever sends it, and however often, it is
one act.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.answers import AnswerKey
from bot.domain.commands import Open, Order
from bot.domain.swarm import Swarm
from bot.flow.road import TICKET_WITHIN, Road
from bot.ports import Message, StoreDown
from bot.present.answers import answer_args, sentence
from bot.present.drawing import Drawing
from bot.present.forms import form_view, with_fault
from bot.teams.answers import card_answer, dialog, dialog_text, text_answer
from bot.teams.channels import Channels
from bot.teams.fields import Fault, Writer, read_form, texts, ticket_of
from bot.teams.inbound import FormFetch, FormSubmit
from bot.teams.presses import FORMS, digest, value
from bot.teams.speaker import Speaker
from bot.teams.visits import Visit, Visits
from bot.tickets.sources import swarm_id, swarm_id_from_message
from cards.forms import form_card, form_done, form_title
from cards.misc import help_card
from cards.views import FormView

OPENERS = {"already_done": "contact"}
"""Verbs that open a form under another name."""


class FormDesk:
    """Opens forms and takes them in."""

    def __init__(
        self, road: Road, visits: Visits, drawing: Drawing, speaker: Speaker, channels: Channels
    ) -> None:
        self._road = road
        self._visits = visits
        self._drawing = drawing
        self._speaker = speaker
        self._channels = channels

    # ------------------------------------------------------------ open

    def open_as_message(
        self, visit: Visit, swarm: Swarm | None, verb: str, data: Mapping[str, Any]
    ) -> None:
        """The form as a message where the press was made; it shrinks to a line when it is sent."""
        form = _form_of(verb)
        if form is None:
            return
        view = self._view(visit, swarm, form, data, dialogs=False)
        words = visit.reader.words
        message = Message(form_title(view, words), form_card(view, words))
        self._speaker.say_soon(visit.address, message)

    async def fetched(self, fetch: FormFetch) -> dict[str, Any]:
        """A dialog is to be opened."""
        visit = await self._visits.begin(fetch.source)
        words = visit.reader.words
        form = _form_of(value(fetch.data, "verb"))
        if form is None:
            return dialog_text(words.t("unknown-press"))
        try:
            loaded = await self._road.read(value(fetch.data, "swarm"))
        except StoreDown:
            return dialog_text(words.t("try-again"))
        if loaded is None and form != "new":
            return dialog_text(words.t("unknown-swarm"))
        if loaded is not None and not await self._visits.may_change(visit, loaded.swarm.id):
            return dialog_text(words.t("not-a-member", team="", ticket=loaded.swarm.ticket.id))
        swarm = loaded.swarm if loaded else None
        view = self._view(visit, swarm, form, fetch.data, dialogs=True)
        return dialog(form_card(view, words), form_title(view, words))

    def _view(
        self,
        visit: Visit,
        swarm: Swarm | None,
        form: str,
        data: Mapping[str, Any],
        *,
        dialogs: bool,
    ) -> FormView:
        policy = self._road.policy()
        nonce = digest(visit.person.id, visit.source.activity, form, value(data, "turn"))
        return form_view(
            form, swarm, policy, visit.reader, visit.now, nonce=nonce, data=data, dialogs=dialogs
        )

    async def welcome_press(self, visit: Visit, verb: str) -> dict[str, Any]:
        """The presses of the welcome card, which belong to no swarm."""
        words = visit.reader.words
        if verb == "form_new":
            self.open_as_message(visit, None, verb, {})
            return text_answer(words.t("form-new"))
        if verb == "help":
            return card_answer(help_card(words))
        return text_answer(words.t(await self._channels.use(visit.source)))

    # ------------------------------------------------------------ submit

    async def dialog_submitted(self, submit: FormSubmit) -> dict[str, Any]:
        """A dialog was sent: it closes with a sentence, or stays open with what is wrong."""
        visit = await self._visits.begin(submit.source)
        form = value(submit.data, "form")
        view, text = await self._submit(visit, form, submit.data, dialogs=True)
        if view is None or view.error is None:
            return dialog_text(text)
        return dialog(form_card(view, visit.reader.words), form_title(view, visit.reader.words))

    async def submitted(self, visit: Visit, form: str, data: Mapping[str, Any]) -> dict[str, Any]:
        """A form on a message was sent: it shrinks to a line, or shows what is wrong."""
        view, text = await self._submit(visit, form, data, dialogs=False)
        words = visit.reader.words
        if view is None:
            return text_answer(text)
        if view.error is not None:
            return card_answer(form_card(view, words))
        key, args = str(view.data["done"]), view.data["args"]
        card = form_done(view, words, key, args)
        if visit.source.reply_to:
            done = Message(text, card)
            self._speaker.edit_soon(visit.address, visit.source.reply_to, done)
        return card_answer(card)

    async def _submit(
        self, visit: Visit, form: str, data: Mapping[str, Any], *, dialogs: bool
    ) -> tuple[FormView | None, str]:
        """The form with its fault, or with what became of it; and the same as a sentence."""
        words = visit.reader.words
        try:
            if form == "new":
                return await self._new(visit, data, dialogs=dialogs)
            loaded = await self._road.read(value(data, "swarm"))
            if loaded is None:
                return None, words.t("unknown-swarm")
            if not await self._visits.may_change(visit, loaded.swarm.id):
                return None, words.t("not-a-member", team="", ticket=loaded.swarm.ticket.id)
            return await self._decided(visit, form, data, loaded.swarm, dialogs=dialogs)
        except StoreDown:
            swarm = None
            view = self._again(visit, swarm, form, data, "not-stored", {}, dialogs=dialogs)
            return view, words.t("not-stored")

    async def _decided(
        self, visit: Visit, form: str, data: Mapping[str, Any], swarm: Swarm, *, dialogs: bool
    ) -> tuple[FormView | None, str]:
        writer = Writer(visit.person, visit.now, visit.reader.zone, swarm)
        try:
            command = read_form(form, data, writer)
        except Fault as fault:
            view = self._again(visit, swarm, form, data, fault.key, fault.values, dialogs=dialogs)
            return view, ""
        op = digest("form", value(data, "nonce"), value(data, "promise"))
        done = await self._road.handle(swarm.id, Order(command, visit.person, op))
        now, policy = done.swarm or swarm, self._road.policy()
        args = answer_args(done.answer, now, policy, visit.reader)
        key = done.answer.key
        if done.answer.refused and key not in FINAL:
            view = self._again(visit, now, form, data, key.value, args, dialogs=dialogs)
            return view, ""
        view = self._view(visit, now, form, data, dialogs=dialogs)
        view = replace(view, data={"done": key.value, "args": args})
        return view, sentence(done.answer, now, policy, visit.reader, visit.now)

    def _again(
        self, visit: Visit, swarm: Swarm | None, form: str, data: Mapping[str, Any],
        key: str, args: Mapping[str, object], *, dialogs: bool,
    ) -> FormView:  # fmt: skip
        view = self._view(visit, swarm, form, data, dialogs=dialogs)
        kept = {**view.data, "swarm": value(data, "swarm")}
        view = replace(view, nonce=value(data, "nonce"), data=kept)
        if swarm is None:
            view = replace(view, swarm=value(data, "swarm"))
        return with_fault(view, texts(data), key, args)

    async def _new(
        self, visit: Visit, data: Mapping[str, Any], *, dialogs: bool
    ) -> tuple[FormView | None, str]:
        """A swarm from the form: the same form makes the same swarm."""
        words = visit.reader.words
        try:
            ticket = ticket_of(texts(data), visit.now)
        except Fault as fault:
            view = self._again(visit, None, "new", data, fault.key, fault.values, dialogs=dialogs)
            return view, ""
        swarm = swarm_id_from_message("form", value(data, "nonce") or visit.source.activity)
        if ticket.id:
            swarm = swarm_id("generic", ticket.id)
        ticket = replace(ticket, id=ticket.id or own_number(swarm), channel=visit.source.channel)
        order = Order(Open(ticket), visit.person, digest("new", swarm))
        done = await self._road.handle(swarm, order, TICKET_WITHIN / 3)
        key = done.answer.key
        if key is AnswerKey.REPEATED:
            key = AnswerKey.OPENED
        view = self._view(visit, done.swarm, "new", data, dialogs=dialogs)
        args: dict[str, object] = {"link": ""} if key is AnswerKey.DUPLICATE else {}
        view = replace(view, data={"done": key.value, "args": args})
        return view, words.say(key.value, args, visit.reader.at(visit.now))


def own_number(swarm: str) -> str:
    """A ticket number for a swarm that came without one."""
    return "T-" + swarm.removeprefix("sw-")[:8].upper()


def _form_of(verb: str) -> str | None:
    form = OPENERS.get(verb) or verb.removeprefix("form_")
    return form if form in FORMS else None


FINAL = frozenset(
    {
        AnswerKey.CLOSED,
        AnswerKey.NOT_CLOSED,
        AnswerKey.PHASE_SAME,
        AnswerKey.PROMISE_GONE,
        AnswerKey.UNKNOWN_SWARM,
        AnswerKey.REPEATED,
        AnswerKey.DUPLICATE,
    }
)
"""Refusals that no other filling-in would change: the form closes with them."""
