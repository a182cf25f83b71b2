"""A press on a card: the command is decided and stored, the answer is drawn from what is stored.

The answer goes to the person who pressed, within a second and a half; everybody else sees the
change when the road brings Teams up to date.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.answers import Answer, AnswerKey
from bot.domain.commands import Command, Order
from bot.domain.shown import ShownPing
from bot.domain.swarm import Swarm
from bot.flow.mailbox import Done
from bot.flow.road import Road
from bot.present.answers import answer_args, note, sentence
from bot.present.drawing import Drawing
from bot.present.lists import timeline
from bot.present.promises import promise_list
from bot.present.settled import kind_of
from bot.teams.answers import card_answer, text_answer
from bot.teams.drilldesk import DrillDesk
from bot.teams.exportdesk import ExportDesk
from bot.teams.formdesk import FormDesk
from bot.teams.inbound import Press
from bot.teams.kindly import TROUBLE, in_time, trouble_key
from bot.teams.presence import OF_THE_PERSON, Everywhere
from bot.teams.presses import command_of, operation, value
from bot.teams.visits import Visit, Visits
from bot.tracing import outcome
from cards.views import NoteView

Data = Mapping[str, Any]


class PressDesk:
    """Answers presses. Always with a body that Teams accepts; never with an error."""

    def __init__(
        self, road: Road, visits: Visits, drawing: Drawing, forms: FormDesk, drills: DrillDesk,
        *, exports: ExportDesk,
    ) -> None:  # fmt: skip
        self._exports = exports
        self._everywhere = Everywhere(road, visits)
        self._drills = drills
        self._road = road
        self._visits = visits
        self._drawing = drawing
        self._forms = forms

    async def press(self, press: Press) -> dict[str, Any]:
        """The body of the answer."""
        visit = await self._visits.begin(press.source)
        verb, data = press.verb, press.data
        if verb.startswith("submit_"):
            return await self._forms.submitted(visit, verb.removeprefix("submit_"), data)
        if verb == "cancel_form":
            return self._forms.cancelled(visit, data)
        try:
            async with in_time(self._visits.patience.answer):
                return await self._done(visit, verb, data)
        except TROUBLE as error:
            return text_answer(visit.reader.words.t(trouble_key(error)))

    async def _done(self, visit: Visit, verb: str, data: Data) -> dict[str, Any]:
        if verb == "drill":
            return text_answer(visit.reader.words.t(await self._drills.begin(visit)))
        if verb in ("use_channel", "help", "form_new"):
            return await self._forms.welcome_press(visit, verb)
        command = command_of(verb, data)
        if command is not None:
            return await self._commanded(visit, verb, data, command)
        return await self._asked(visit, verb, data)

    async def _commanded(
        self, visit: Visit, verb: str, data: Data, command: Command
    ) -> dict[str, Any]:
        """One press, one command: nothing is read for it that the mailbox reads anyway."""
        swarm = value(data, "swarm")
        if not await self._visits.may_change(visit, swarm):
            return await self._asked(visit, verb, data)
        op = operation(visit.person.id, verb, data)
        done = await self._road.handle(swarm, Order(command, visit.person, op))
        if verb in OF_THE_PERSON:
            others = [one for one in await self._visits.cases(visit) if one != swarm]
            await self._everywhere.give(visit, others, lambda _: command, op)
        self._forms.runbooks.after(visit, done.swarm, done.answer)
        return self._answered(visit, done, data)

    async def _asked(self, visit: Visit, verb: str, data: Data) -> dict[str, Any]:
        """Whatever changes nothing by itself: a look, a form, a button that nobody knows."""
        loaded = await self._road.read(value(data, "swarm"))
        if loaded is None:
            return self._say(visit, Answer(AnswerKey.UNKNOWN_SWARM, refused=True))
        swarm = loaded.swarm
        barred = await self._visits.barred(visit, swarm, verb.removeprefix("form_"))
        if barred is not None:
            return text_answer(visit.reader.say("not-a-member", barred, visit.now))
        if verb == "refresh":
            return self._live(visit, swarm)
        if verb == "timeline":
            events = await self._road.store.events(swarm.id)
            policy = self._road.policy()
            reader = visit.reader
            row = await self._road.store.teams(swarm.id)
            shown = row.shown if row else None
            page = timeline(
                events, swarm, policy, reader, visit.now, most=1, in_place=True, shown=shown
            )[-1]
            return card_answer(page)
        if verb == "export":
            found = await self._exports.pressed(visit, swarm)
            if isinstance(found, str):
                return text_answer(visit.reader.words.t(found or "export-sent"))
            return card_answer(found)
        if verb == "promises":
            events = await self._road.store.events(swarm.id)
            dialogs = self._drawing.dialogs(visit.source.service_url)
            page = promise_list(
                events, swarm, visit.reader, visit.now,
                may_press=True, dialogs=dialogs, in_place=True,
            )  # fmt: skip
            return card_answer(page)
        if not self._forms.knows(verb):
            return self._live(visit, swarm, NoteView("unknown-press"))
        refusal = self._forms.refusal(visit, swarm, verb)
        if refusal is not None:
            return self._live(visit, swarm, refusal)
        self._forms.open_as_message(visit, swarm, verb, data)
        return self._unchanged(visit, swarm, data)

    # ------------------------------------------------------------ answers

    def _answered(self, visit: Visit, done: Done, data: Data) -> dict[str, Any]:
        swarm, answer = done.swarm, done.answer
        if answer.refused:
            outcome.set("refused")
        if swarm is None:
            return self._say(visit, answer)
        if kind_of(value(data, "turn")) is not None and not answer.refused:
            return self._ping_answered(visit, swarm, answer, value(data, "turn"))
        said = None
        if answer.refused or answer.key is AnswerKey.MANAGER_ASKED:  # the card does not show it
            said = note(answer, swarm, self._road.policy(), visit.reader)
        return self._live(visit, swarm, said)

    def _ping_answered(
        self, visit: Visit, swarm: Swarm, answer: Answer, ping: str
    ) -> dict[str, Any]:
        """The ping shrinks to what became of it, unless it asks for more than was answered."""
        url = visit.source.service_url
        alone = visit.source.scope == "personal"
        still = self._drawing.personal_ping(swarm, ping, visit.reader, url, alone=alone)
        unseen = (AnswerKey.REPEATED, AnswerKey.MANAGER_ASKED)
        if still is not None and answer.key not in unseen:
            return card_answer(still)
        args = answer_args(answer, swarm, self._road.policy(), visit.reader)
        sent = ShownPing(ping, "")
        return card_answer(
            self._drawing.personal_settled(swarm, sent, visit.reader, answer.key.value, args)
        )

    def _live(self, visit: Visit, swarm: Swarm, said: NoteView | None = None) -> dict[str, Any]:
        url = visit.source.service_url
        return card_answer(self._drawing.personal(swarm, visit.reader, url, said))

    def _unchanged(self, visit: Visit, swarm: Swarm, data: Data) -> dict[str, Any]:
        """The pressed card stays what it is: a form has opened beside it."""
        url = visit.source.service_url
        alone, turn = visit.source.scope == "personal", value(data, "turn")
        ping = self._drawing.personal_ping(swarm, turn, visit.reader, url, alone=alone)
        return card_answer(ping) if ping is not None else self._live(visit, swarm)

    def _say(self, visit: Visit, answer: Answer) -> dict[str, Any]:
        text = sentence(answer, None, self._road.policy(), visit.reader, visit.now)
        return text_answer(text)
