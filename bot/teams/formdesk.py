"""Forms: opened as a dialog where the client has dialogs, as a message of their own where not.

Both ways lead into ``_sent``. A form carries a nonce; whoever sends it, and however often, it is
one act.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.domain.answers import AnswerKey
from bot.domain.audience import callable_in
from bot.domain.commands import LogContact, Open, Order
from bot.domain.drill import is_drill
from bot.domain.swarm import Swarm
from bot.flow.road import Road
from bot.ports import Message, UnknownKind
from bot.present.answers import answer_args
from bot.present.drafting import draft_again
from bot.present.drawing import Drawing
from bot.present.forms import form_view, with_fault
from bot.present.views import presses
from bot.teams.answers import card_answer, dialog, dialog_text, text_answer
from bot.teams.channels import Channels
from bot.teams.draftdesk import LookAgain, as_sent
from bot.teams.fields import read_form, ticket_of
from bot.teams.inbound import FormFetch, FormSubmit
from bot.teams.kindly import TROUBLE, in_time, trouble_key
from bot.teams.presses import FORMS, digest, value
from bot.teams.runbookdesk import RunbookDesk
from bot.teams.speaker import Speaker
from bot.teams.visits import Visit, Visits
from bot.teams.writing import Fault, Writer, texts
from bot.tickets.sources import swarm_id, swarm_id_from_message
from cards.forms import form_card, form_done, form_title
from cards.misc import help_card
from cards.views import FormView, NoteView

OPENERS = {"already_done": "form_contact"}
"""Verbs that open a form under another name."""

OPENED_KEPT = 1000
"""So many forms are remembered, so that a press that is delivered twice opens one."""

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Sent:
    """What became of a form: words, and the form itself as long as it is to be shown again."""

    key: str
    args: Mapping[str, object] = field(default_factory=dict)
    view: FormView | None = None


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
        self.runbooks = RunbookDesk(road, speaker)
        self._opened: deque[str] = deque(maxlen=OPENED_KEPT)

    # ------------------------------------------------------------ open

    def knows(self, verb: str) -> bool:
        """Whether the verb opens a form."""
        return _form_of(verb) is not None

    def refusal(self, visit: Visit, swarm: Swarm, verb: str) -> NoteView | None:
        """Why the form makes no sense now; None when it may be filled in."""
        if OPENERS.get(verb, verb) in presses(swarm):
            return None
        if swarm.closed:
            return NoteView("closed", {"at": visit.reader.maybe(swarm.phase_at)})
        return NoteView("promise-gone")

    def open_as_message(self, visit: Visit, swarm: Swarm | None, verb: str, data: Data) -> None:
        """The form as a message where the press was made; it shrinks to a line when it is sent."""
        form = _form_of(verb)
        if form is None:
            return
        view = self._view(visit, swarm, form, data, dialogs=False)
        if view.nonce in self._opened:
            return
        self._opened.append(view.nonce)
        words = visit.reader.words
        message = Message(form_title(view, words), form_card(view, words))
        self._speaker.say_soon(visit.address, message)

    async def fetched(self, fetch: FormFetch) -> dict[str, Any]:
        """A dialog is to be opened."""
        visit = await self._visits.begin(fetch.source)
        words, verb = visit.reader.words, value(fetch.data, "verb")
        form = _form_of(verb)
        if form is None:
            return dialog_text(words.t("unknown-press"))
        try:
            async with in_time(self._visits.patience.answer):
                return await self._opened_dialog(visit, verb, form, fetch.data)
        except TROUBLE as error:
            newer = isinstance(error, UnknownKind)
            return dialog_text(words.t(trouble_key(error) if newer else "try-again"))

    async def _opened_dialog(
        self, visit: Visit, verb: str, form: str, data: Data
    ) -> dict[str, Any]:
        words = visit.reader.words
        loaded = await self._road.read(value(data, "swarm"))
        swarm = loaded.swarm if loaded else None
        if form != "new":
            refused = await self._not_for(visit, swarm, verb)
            if refused is not None:
                return dialog_text(visit.reader.say(refused.key, refused.args, visit.now))
        view = self._view(visit, swarm, form, data, dialogs=True)
        return dialog(form_card(view, words), form_title(view, words))

    async def _not_for(self, visit: Visit, swarm: Swarm | None, verb: str) -> NoteView | None:
        """Why a dialog does not open."""
        if swarm is None:
            return NoteView("unknown-swarm")
        barred = await self._visits.barred(visit, swarm, verb.removeprefix("form_"))
        if barred is not None:
            return NoteView("not-a-member", barred)
        return self.refusal(visit, swarm, verb)

    def _view(
        self, visit: Visit, swarm: Swarm | None, form: str, data: Data, *, dialogs: bool
    ) -> FormView:
        policy = self._road.policy()
        nonce = digest(visit.person.id, visit.source.activity, form, value(data, "turn"))
        return form_view(
            form, swarm, policy, visit.reader, visit.now, nonce=nonce, data=data, dialogs=dialogs,
            opener=visit.person,
        )  # fmt: skip

    async def welcome_press(self, visit: Visit, verb: str) -> dict[str, Any]:
        """The presses of the welcome card, which belong to no swarm."""
        words = visit.reader.words
        if verb == "form_new":
            self.open_as_message(visit, None, verb, {})
            return text_answer(words.t("form-new"))
        if verb == "help":
            message = Message(words.t("help-title"), help_card(words))
            self._speaker.say_soon(visit.address, message)
            return text_answer(words.t("help-title"))
        return text_answer(words.t(await self._channels.use(visit.source)))

    # ------------------------------------------------------------ sent

    async def dialog_submitted(self, submit: FormSubmit) -> dict[str, Any]:
        """A dialog was sent: it closes with a sentence, or stays open with what is wrong."""
        visit = await self._visits.begin(submit.source)
        words = visit.reader.words
        sent = await self._sent(visit, value(submit.data, "form"), submit.data, dialogs=True)
        if sent.view is not None:
            return dialog(form_card(sent.view, words), form_title(sent.view, words))
        drill = is_drill(value(submit.data, "swarm"))
        return dialog_text(visit.reader.say(sent.key, sent.args, visit.now, drill=drill))

    async def submitted(self, visit: Visit, form: str, data: Data) -> dict[str, Any]:
        """A form on a message was sent: it shrinks to a line, or shows what is wrong."""
        words = visit.reader.words
        sent = await self._sent(visit, form, data, dialogs=False)
        if sent.view is not None:
            return card_answer(form_card(sent.view, words))
        text = visit.reader.say(sent.key, sent.args, visit.now)
        if form not in FORMS or sent.key in NOT_TAKEN:
            return text_answer(text)
        return self._shrunk(visit, form, sent.key, sent.args, data)

    def cancelled(self, visit: Visit, data: Data) -> dict[str, Any]:
        """A form on a message is not wanted any more."""
        return self._shrunk(visit, "", "form-cancelled", {}, data)

    def _shrunk(
        self, visit: Visit, form: str, key: str, args: Mapping[str, object], data: Data
    ) -> dict[str, Any]:
        """One line in place of the form, for everybody who sees it."""
        drill = is_drill(value(data, "swarm"))
        view = FormView(form, "", "", visit.reader.at(visit.now), drill=drill)
        card = form_done(view, visit.reader.words, key, args)
        if visit.source.reply_to:
            text = visit.reader.say(key, args, visit.now, drill=drill)
            self._speaker.edit_soon(visit.address, visit.source.reply_to, Message(text, card))
        return card_answer(card)

    async def _sent(self, visit: Visit, form: str, data: Data, *, dialogs: bool) -> _Sent:
        if form not in FORMS:
            return _Sent("unknown-press")
        try:
            async with in_time(self._visits.patience.answer):
                return await self._taken_in(visit, form, data, dialogs=dialogs)
        except TROUBLE as error:
            fault = Fault(trouble_key(error))
            return self._again(visit, None, form, data, fault=fault, dialogs=dialogs)

    async def _taken_in(self, visit: Visit, form: str, data: Data, *, dialogs: bool) -> _Sent:
        if form == "new":
            return await self._new(visit, data, dialogs=dialogs)
        loaded = await self._road.read(value(data, "swarm"))
        if loaded is None:
            return _Sent("unknown-swarm")
        barred = await self._visits.barred(visit, loaded.swarm, form)
        if barred is not None:
            return _Sent("not-a-member", barred)
        return await self._decided(visit, form, data, loaded.swarm, dialogs=dialogs)

    async def _decided(
        self, visit: Visit, form: str, data: Data, swarm: Swarm, *, dialogs: bool
    ) -> _Sent:
        called = callable_in(self._road.policy())
        writer = Writer(visit.person, visit.now, visit.reader.zone, swarm, called)
        try:
            command = read_form(form, data, writer)
            if form == "draft" and isinstance(command, LogContact):
                policy = self._road.policy()
                command = as_sent(command, data, swarm, policy, visit.now)
        except LookAgain as again:
            data = {**data, **again.fields}
            return self._again(visit, swarm, form, data, fault=again, dialogs=dialogs)
        except Fault as fault:
            return self._again(visit, swarm, form, data, fault=fault, dialogs=dialogs)
        nonce = value(data, "nonce") or visit.source.activity
        op = digest("form", nonce, value(data, "promise"))
        done = await self._road.handle(swarm.id, Order(command, visit.person, op))
        now = done.swarm or swarm
        key = done.answer.key
        self.runbooks.after(visit, done.swarm, done.answer)
        args = answer_args(done.answer, now, self._road.policy(), visit.reader)
        if done.answer.refused and key not in FINAL:
            refusal = Fault(key.value, args)
            return self._again(visit, now, form, data, fault=refusal, dialogs=dialogs)
        return _Sent(key.value, args)

    def _again(
        self, visit: Visit, swarm: Swarm | None, form: str, data: Data, *, fault: Fault,
        dialogs: bool,
    ) -> _Sent:  # fmt: skip
        """The form with what was typed, and what is wrong with it."""
        view = self._view(visit, swarm, form, data, dialogs=dialogs)
        view = replace(view, swarm=value(data, "swarm"), nonce=value(data, "nonce"))
        view = with_fault(view, texts(data), fault.key, fault.values)
        if form == "draft" and swarm is not None:
            chosen = fault.chosen if isinstance(fault, LookAgain) else None
            view = draft_again(view, swarm, self._road.policy(), visit.now, chosen)
        return _Sent(fault.key, view=view)

    async def _new(self, visit: Visit, data: Data, *, dialogs: bool) -> _Sent:
        """A swarm from the form: the same form makes the same swarm."""
        try:
            ticket = ticket_of(texts(data), visit.now)
        except Fault as fault:
            return self._again(visit, None, "new", data, fault=fault, dialogs=dialogs)
        nonce = value(data, "nonce") or visit.source.activity
        swarm = swarm_id_from_message("form", nonce)
        if ticket.id:
            swarm = swarm_id("generic", ticket.id)
        ticket = replace(ticket, id=ticket.id or own_number(swarm), channel=visit.source.channel)
        order = Order(Open(ticket), visit.person, digest("new", swarm, nonce))
        done = await self._road.handle(swarm, order)
        args: dict[str, object] = {"link": ""} if done.answer.key is AnswerKey.DUPLICATE else {}
        return _Sent(done.answer.key.value, args)


def own_number(swarm: str) -> str:
    """A ticket number for a swarm that came without one."""
    return "T-" + swarm.removeprefix("sw-")[:8].upper()


def _form_of(verb: str) -> str | None:
    opener = OPENERS.get(verb, verb)
    form = opener.removeprefix("form_")
    return form if opener != form and form in FORMS else None


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

NOT_TAKEN = ("unknown-swarm", "not-a-member")
"""Answers after which the form stays where it is, for whoever may send it."""
