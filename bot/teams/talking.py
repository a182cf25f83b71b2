"""Words typed to the bot: an intent becomes a command or a question, and is answered in kind."""

from dataclasses import replace

import structlog

from bot.domain import commands as c
from bot.domain.answers import Answer, AnswerKey
from bot.domain.audience import outside
from bot.domain.commands import Order
from bot.domain.people import Person
from bot.domain.shown import Address
from bot.domain.swarm import Severity, Swarm, Ticket
from bot.flow.road import Road
from bot.ports import Message
from bot.present.drawing import Drawing
from bot.teams import intents as i
from bot.teams.area_asking import find_area
from bot.teams.asking import command_for
from bot.teams.channels import Channels
from bot.teams.drilldesk import DrillDesk
from bot.teams.exportdesk import ExportDesk
from bot.teams.formdesk import FormDesk, own_number
from bot.teams.hoursdesk import HoursDesk
from bot.teams.inbound import Said, Source
from bot.teams.kindly import TROUBLE, in_time, trouble_key
from bot.teams.offers import OfferDesk
from bot.teams.own import OwnDesk
from bot.teams.presence import Presence, PresenceDesk
from bot.teams.presses import digest
from bot.teams.questions import QuestionDesk
from bot.teams.speaker import Speaker
from bot.teams.telling import Teller
from bot.teams.typed import language, read
from bot.teams.visits import Visit, Visits
from bot.teams.writing import Fault, Writer
from bot.tickets.sources import swarm_id, swarm_id_from_message
from cards.misc import answer_card, help_card, unknown_card

log = structlog.get_logger()

ASK_BY_FORM: dict[type, str] = {
    i.Contact: "form_contact",
    i.Note: "form_note",
    i.FollowUp: "form_follow_up",
    i.HandOver: "form_hand_over",
    i.ChangeCase: "form_change",
}
"""Where a verb without its words opens the form that asks for them."""


class TalkDesk:
    """Answers what people write, in the language in which they write it."""

    def __init__(
        self,
        road: Road,
        visits: Visits,
        drawing: Drawing,
        speaker: Speaker,
        *,
        channels: Channels,
        forms: FormDesk,
        drills: DrillDesk,
        exports: ExportDesk,
    ) -> None:
        self._road = road
        self._visits = visits
        self._speaker = speaker
        self._tell = Teller(road, speaker)
        self._questions = QuestionDesk(road, visits, drawing, self._tell)
        self._channels = channels
        self._forms = forms
        self._drills = drills
        self._exports = exports
        self._hours = HoursDesk(road, self._questions, self._tell)
        self._offers = OfferDesk(road, visits, self._questions, self._tell)
        self._own = OwnDesk(road, self._tell.say)
        self._presence = PresenceDesk(road, visits, self._tell.answer)

    async def said(self, said: Said) -> None:
        """Answer, in the conversation in which it was said."""
        if not said.to_bot:
            return
        visit = await self._visits.begin(said.source, language(said.text) or "")
        try:
            async with in_time(self._visits.patience.answer):
                await self._understood(visit, said)
        except TROUBLE as error:
            log.warning("words not kept", action="said", why=str(error))
            key = trouble_key(error, typed=True)
            text = visit.reader.say(key, {}, visit.now)
            card = answer_card(key, {}, visit.reader.at(visit.now), visit.reader.words)
            self._speaker.say_soon(visit.address, Message(text, card), hurry=True)

    async def _understood(self, visit: Visit, said: Said) -> None:
        intent = read(said.text, said.others)
        match intent:
            case i.SmallTalk():
                return
            case i.Help() | i.Hi():
                self._tell.card(visit, help_card(visit.reader.words), "help-title")
            case i.NotUnderstood():
                await self._not_understood(visit, intent)
            case i.New():
                await self._new(visit, intent)
            case i.UseChannel():
                self._tell.say(visit, await self._channels.use(said.source))
            case i.MySwarms() | i.All() | i.Timeline() | i.Promises():
                await self._questions.asked(visit, intent)
            case i.Status():
                await self._status(visit, intent.query)
            case i.Draft() | i.ReportInside() | i.Export():
                await self._paper(visit, intent)
            case i.Hours():
                await self._hours.asked(visit, intent.query)
            case i.Drill():
                await self._drill(visit, intent)
            case i.Duty() | i.Language():
                await self._own.said(visit, intent)
            case _:
                await self._wanted(visit, intent)

    async def _paper(self, visit: Visit, intent: i.Draft | i.ReportInside | i.Export) -> None:
        """The letter to the customer or the report inside, as a form with its draft; the story as
        files, in the 1:1 chat of whoever asks."""
        if isinstance(intent, i.Export):
            swarm = await self._questions.meant(visit, intent.query)
            if swarm is not None and (key := await self._exports.said(visit, swarm, intent)):
                self._tell.say(visit, key)
            return
        form = "form_draft" if isinstance(intent, i.Draft) else "form_report"
        alone = visit.source.scope == "personal"
        find = bool(intent.query) or alone
        swarm = await (
            self._questions.find(visit, intent.query) if find else self._questions.here(visit)
        )
        if swarm is None:
            if not find:
                self._tell.say(visit, "thread-only")
            return
        barred = await self._visits.barred(visit, swarm)
        if barred is not None:
            self._tell.say(visit, "not-a-member", **barred)
            return
        self._forms.open_as_message(visit, swarm, form, {"turn": visit.source.activity})

    def tell(self, source: Source, text: str) -> None:
        """A plain sentence, where the activity came from."""
        to = Address(source.conversation, source.service_url, source.tenant)
        self._speaker.say_soon(to, Message(summary=text, text=text), hurry=True)

    # ------------------------------------------------------------ commands

    async def _command(self, visit: Visit, intent: i.Intent) -> None:
        swarm = await self._questions.here(visit)
        if swarm is None:
            self._tell.say(visit, "thread-only")
            return
        await self._about(visit, swarm, intent)

    async def _about(self, visit: Visit, swarm: Swarm, intent: i.Intent) -> None:
        barred = await self._visits.barred(visit, swarm)
        if barred is not None:
            self._tell.say(visit, "not-a-member", **barred)
            return
        writer = Writer(visit.person, visit.now, visit.reader.zone, swarm)
        try:
            command = command_for(intent, writer, self._road.policy(), self._mentioned)
        except Fault as fault:
            form = ASK_BY_FORM.get(type(intent)) if fault.key == "text-empty" else None
            if form:
                self._forms.open_as_message(visit, swarm, form, {"turn": visit.source.activity})
            else:
                self._tell.say(visit, fault.key, **fault.values)
            return
        op = digest("said", visit.source.activity)
        done = await self._road.handle(swarm.id, Order(command, visit.person, op))
        if isinstance(command, c.Close) and done.answer.key is AnswerKey.CLOSE_OPEN_PROMISES:
            self._forms.open_as_message(visit, done.swarm, "form_close", {"turn": op})
            return
        self._forms.runbooks.after(visit, done.swarm, done.answer)
        self._tell.answer(visit, done.answer, done.swarm)

    def _mentioned(self, mention: str, name: str) -> Person:
        """A mentioned person under their own identity, when they have been met."""
        for row in self._road.people.rows():
            if row.mention == mention:
                return Person(row.id, row.name)
        return Person(mention, name)

    async def _new(self, visit: Visit, new: i.New) -> None:
        source = visit.source
        if source.scope != "channel":
            self._tell.say(visit, "channel-only")
            return
        if not await self._channels.seen(source):
            self._tell.say(visit, "external-channel")
            return
        if not new.title.strip():
            self._forms.open_as_message(visit, None, "form_new", {"turn": source.activity})
            return
        swarm = swarm_id_from_message(source.conversation, source.activity)
        if new.ticket:
            swarm = swarm_id("generic", new.ticket)
        ticket = Ticket(
            id=new.ticket or own_number(swarm),
            title=new.title[:300],
            severity=new.severity or Severity.A,
            source="chat",
            customer=new.customer[:200],
            description=new.description[:4000],
            business_impact=new.impact[:2000],
            created_at=visit.now,
            channel=source.channel,
        )
        order = Order(c.Open(ticket), visit.person, digest("new", swarm, source.activity))
        done = await self._road.handle(swarm, order)
        if not done.created:
            self._tell.answer(visit, replace(done.answer, args={"link": ""}), done.swarm)

    # ------------------------------------------------------------ questions

    async def _status(self, visit: Visit, query: str) -> None:
        """In the thread: a fresh card. In 1:1, or about another swarm: the four lines."""
        if not query and visit.source.scope != "personal":
            swarm = await self._questions.here(visit)
            if swarm is None or not self._pointed_out(visit, swarm):
                await self._command(visit, i.Status())
            else:
                await self._questions.lines(visit, swarm)
            return
        await self._questions.status(visit, query)

    async def _not_understood(self, visit: Visit, said: i.NotUnderstood) -> None:
        """A question of somebody outside is not for those who investigate."""
        asked = said.text.rstrip("」』)） 。").endswith(("?", "？", "か", "ますか", "でしょうか"))
        swarm = await self._questions.here(visit) if asked else None
        if swarm is None or not self._pointed_out(visit, swarm):
            self._tell.card(visit, unknown_card(visit.reader.words), "not-understood")

    def _pointed_out(self, visit: Visit, swarm: Swarm) -> bool:
        """Somebody outside the swarm was told whom to ask."""
        person = swarm.liaison or swarm.lead
        if person is None or not outside(visit.person, swarm, self._road.policy()):
            return False
        key = Answer(AnswerKey.ASK_LIAISON, {"liaison": person})
        self._tell.answer(visit, key, swarm)
        return True

    async def _drill(self, visit: Visit, intent: i.Drill) -> None:
        key = await self._drills.begin(visit, intent.title)
        if key != "drill-begun":  # the thread says the rest
            self._tell.say(visit, key)

    async def _wanted(self, visit: Visit, intent: i.Intent) -> None:
        """What is about the case here; in a 1:1 chat signs of life are about all cases."""
        alone = visit.source.scope == "personal"
        if isinstance(intent, i.Runbook):
            await self._runbook(visit, intent.area)
        elif alone and isinstance(intent, i.AcceptHandover | i.AnswerCall):
            swarm = await self._offers.meant(visit, intent)
            if swarm is not None:
                await self._about(visit, swarm, intent)
        elif isinstance(intent, i.Away | i.Back) or (
            alone and isinstance(intent, i.StillOn | i.Estimate)
        ):
            await self._present(visit, intent)
        else:
            await self._command(visit, intent)

    async def _present(self, visit: Visit, intent: Presence) -> None:
        try:
            await self._presence.said(visit, intent)
        except Fault as fault:
            self._tell.say(visit, fault.key, **fault.values)

    async def _runbook(self, visit: Visit, text: str) -> None:
        swarm = await self._questions.here(visit)
        if swarm is None:
            self._tell.say(visit, "thread-only")
            return
        key = find_area(text, swarm, self._road.policy())
        if swarm.area(key) is None:
            self._tell.answer(
                visit, Answer(AnswerKey.AREA_UNKNOWN, {"area": text}, refused=True), swarm
            )
        elif not self._forms.runbooks.asked(visit, swarm, key):
            self._tell.answer(
                visit, Answer(AnswerKey.RUNBOOK_NONE, {"area": key}, refused=True), swarm
            )
