"""A press on a card: the command is decided and stored, the answer is drawn from what is stored.

The answer goes to the person who pressed, within a second and a half; everybody else sees the
change when the road brings Teams up to date.
"""

from typing import Any

from bot.domain.answers import Answer, AnswerKey
from bot.domain.commands import Order
from bot.domain.shown import ShownPing
from bot.domain.swarm import Swarm
from bot.flow.mailbox import Done
from bot.flow.road import Road
from bot.ports import StoreDown
from bot.present.answers import answer_args, note, sentence
from bot.present.drawing import Drawing
from bot.present.lists import timeline
from bot.present.settled import kind_of
from bot.teams.answers import card_answer, text_answer
from bot.teams.formdesk import FormDesk
from bot.teams.inbound import Press
from bot.teams.presses import command_of, operation, value
from bot.teams.visits import Visit, Visits
from cards.views import NoteView


class PressDesk:
    """Answers presses. Always with a body that Teams accepts; never with an error."""

    def __init__(self, road: Road, visits: Visits, drawing: Drawing, forms: FormDesk) -> None:
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
        if verb in ("use_channel", "help", "form_new"):
            return await self._forms.welcome_press(visit, verb)
        swarm = value(data, "swarm")
        try:
            return await self._on_swarm(visit, verb, data, swarm)
        except StoreDown:
            return text_answer(visit.reader.words.t("not-stored"))

    async def _on_swarm(self, visit: Visit, verb: str, data: Any, swarm_id: str) -> dict[str, Any]:
        loaded = await self._road.read(swarm_id) if verb not in FAST else None
        if verb not in FAST and loaded is None:
            return self._say(visit, Answer(AnswerKey.UNKNOWN_SWARM, refused=True))
        if not await self._visits.may_change(visit, swarm_id):
            return await self._stranger(visit, swarm_id)
        if loaded is not None and verb == "refresh":
            return self._live(visit, loaded.swarm)
        if loaded is not None and verb == "timeline":
            events = await self._road.store.events(swarm_id)
            policy = self._road.policy()
            pages = timeline(events, loaded.swarm, policy, visit.reader, visit.now, most=1)
            return card_answer(pages[-1])
        if loaded is not None and (verb.startswith("form_") or verb == "already_done"):
            self._forms.open_as_message(visit, loaded.swarm, verb, data)
            return await self._unchanged(visit, loaded.swarm, data)
        command = command_of(verb, data)
        if command is None:
            return await self._unknown(visit, swarm_id)
        order = Order(command, visit.person, operation(visit.person.id, verb, data))
        done = await self._road.handle(swarm_id, order)
        return self._answered(visit, done, data)

    # ------------------------------------------------------------ answers

    def _answered(self, visit: Visit, done: Done, data: Any) -> dict[str, Any]:
        swarm, answer = done.swarm, done.answer
        if swarm is None:
            return self._say(visit, answer)
        policy = self._road.policy()
        turn = value(data, "turn")
        if kind_of(turn) is not None and not answer.refused:
            still = self._drawing.personal_ping(swarm, turn, visit.reader, visit.source.service_url)
            if still is not None and answer.key is not AnswerKey.REPEATED:
                return card_answer(still)
            args = answer_args(answer, swarm, policy, visit.reader)
            line = self._drawing.personal_settled(
                swarm, ShownPing(turn, ""), visit.reader, answer.key.value, args
            )
            return card_answer(line)
        shown = answer.refused and answer.key is not AnswerKey.REPEATED
        return self._live(
            visit, swarm, note(answer, swarm, policy, visit.reader) if shown else None
        )

    def _live(self, visit: Visit, swarm: Swarm, said: NoteView | None = None) -> dict[str, Any]:
        url = visit.source.service_url
        return card_answer(self._drawing.personal(swarm, visit.reader, url, said))

    async def _unchanged(self, visit: Visit, swarm: Swarm, data: Any) -> dict[str, Any]:
        """The pressed card stays what it is: a form has opened beside it."""
        turn = value(data, "turn")
        if kind_of(turn) is not None:
            url = visit.source.service_url
            card = self._drawing.personal_ping(swarm, turn, visit.reader, url)
            if card is not None:
                return card_answer(card)
        return self._live(visit, swarm)

    async def _unknown(self, visit: Visit, swarm_id: str) -> dict[str, Any]:
        loaded = await self._road.read(swarm_id)
        if loaded is None:
            return self._say(visit, Answer(AnswerKey.UNKNOWN_SWARM, refused=True))
        return self._live(visit, loaded.swarm, NoteView("unknown-press"))

    async def _stranger(self, visit: Visit, swarm_id: str) -> dict[str, Any]:
        """Somebody who is not a member changes nothing, and is told whom to ask."""
        loaded = await self._road.read(swarm_id)
        home = await self._visits.home(swarm_id)
        place = self._road.places.get(home.conversation) if home else None
        if loaded is None:
            return self._say(visit, Answer(AnswerKey.UNKNOWN_SWARM, refused=True))
        args = {"team": place.team_name if place else "", "ticket": loaded.swarm.ticket.id}
        return text_answer(visit.reader.words.say("not-a-member", args, visit.reader.at(visit.now)))

    def _say(self, visit: Visit, answer: Answer) -> dict[str, Any]:
        text = sentence(answer, None, self._road.policy(), visit.reader, visit.now)
        return text_answer(text)


FAST = frozenset(
    {
        "claim", "join", "release", "take_over", "set_aside", "add_area", "lead", "liaise",
        "hold_call", "hold_writing", "free_ladder", "snooze", "take_promise", "status", "reopen",
    }
)  # fmt: skip
"""Verbs whose swarm the mailbox reads anyway: nothing is read for them before."""
