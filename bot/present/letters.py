"""The sentences of a letter to the customer, each made of what may be told.

Nothing else of the state is read: the ticket's own words (they came from the customer), the state of
each area in a fixed sentence, and what somebody wrote for the customer. Findings, notes, what was
said and the next action never get here.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.policy import Policy
from bot.domain.swarm import AreaState, How, PromiseKind, Swarm, Told
from bot.domain.tellable import Tellable, tellable
from bot.domain.told import outdated
from bot.present.letter_times import formal, this_day
from bot.present.reader import Reader
from bot.present.views import area_name
from cards.text import plain

Lines = tuple[str, ...]

WRITTEN = (How.MAIL, How.TICKET)
"""Contacts that leave something to read."""

LINE = 300
"""Characters of a text that people or tickets wrote, in a line of a letter."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """About one case, in one language, at one moment. Empty lines have nothing to say."""

    swarm: Swarm
    policy: Policy
    now: datetime
    reader: Reader

    def say(self, key: str, **args: object) -> str:
        return self.reader.words.say(key, args, self.reader.at(self.now), mark=_safe)

    def by(self, due: datetime | None) -> str:
        return this_day(due, self.now, self.reader) if due else ""

    def signer(self, name: str) -> str:
        """Who writes; our own people have no title in a letter."""
        company = self.policy.company.get(self.reader.language, "")
        return self.say("letter-signer", name=name, company=company)

    # ------------------------------------------------------------ what happened

    def corrections(self) -> Lines:
        """What we told them and does not hold any more."""
        return tuple(self._correction(one) for one in outdated(self.swarm))

    def _correction(self, one: Told) -> str:
        now = next((t.state for t in tellable(self.swarm) if t.area == one.area), None)
        after = now or AreaState.NOT_RELEVANT
        return self.reader.words.t(
            "letter-corrected",
            t=self.by(one.at),
            area=self._name(one.area),
            before=one.state.value,
            after=after.value,
        )

    def what(self) -> Lines:
        ticket = self.swarm.ticket
        since = formal(ticket.symptom_since, self.reader) if ticket.symptom_since else ""
        return (self.say("letter-what-line", title=ticket.title, since=since),)

    def scope(self) -> Lines:
        impact = self.swarm.ticket.business_impact.rstrip(".。 ")
        return (self.say("letter-scope-line", impact=impact),) if impact else ()

    def period(self) -> Lines:
        start = self.swarm.ticket.symptom_since
        end = self.swarm.recovery.since if self.swarm.recovery else None
        if start is None and end is None:
            return ()
        first = formal(start, self.reader) if start else ""
        last = formal(end, self.reader) if end else ""
        return (self.say("letter-period-line", start=first, end=last),)

    # ------------------------------------------------------------ what is known

    def crew(self) -> Lines:
        """How many are at it; once there is a cause, that is told instead."""
        if self.causes():
            return ()
        areas = self.swarm.areas
        held = {p for a in areas for p in (a.owner, *a.helpers) if p is not None}
        roles = {p for p in (self.swarm.lead, self.swarm.liaison) if p is not None}
        return (self.say("letter-crew", n=len(held | roles)),)

    def known(self, *, first: bool) -> Lines:
        """What was found since we last wrote and may be told; after the first, that nothing was.

        What they heard on the phone meanwhile is news to a letter: they want it in writing.
        """
        since = None if first else self._wrote_at()
        fresh = {
            area.key
            for area in self.swarm.areas
            if since is None or (area.evidence is not None and area.evidence.at > since)
        }
        lines = [x for t in tellable(self.swarm) if t.area in fresh for x in self._told(t)]
        if lines or first:
            return tuple(lines)
        return (self.say("letter-nothing-new"),)

    def _wrote_at(self) -> datetime | None:
        """When they last read from us; None when it was not in the last few contacts."""
        written = (r.at for r in reversed(self.swarm.records) if r.how in WRITTEN)
        return next(written, None)

    def causes(self) -> Lines:
        """The cause, once a sentence for the customer says so."""
        found = (t for t in tellable(self.swarm) if t.state is AreaState.CAUSE)
        return tuple(line for one in found for line in self._told(one))

    def cause(self) -> Lines:
        return self.causes() or (self.say("letter-cause-open"),)

    def fine(self) -> Lines:
        """The names of what was checked without a result."""
        fine = (t for t in tellable(self.swarm) if t.state is AreaState.RULED_OUT)
        return tuple(self._name(one.area) for one in fine)

    def done(self) -> Lines:
        return self._in_state(AreaState.RULED_OUT)

    def checking(self) -> Lines:
        """What is looked at, in one line; what waits for somebody else, in a sentence each."""
        looked = [t for t in tellable(self.swarm) if t.state is AreaState.LOOKING]
        names = tuple(self._name(one.area) for one in looked)
        listed = (self.say("letter-names", areas=names),) if names else ()
        return (*listed, *self._in_state(AreaState.WAITING))

    def _told(self, one: Tellable) -> Lines:
        fixed = (self._state(one),) if one.state is AreaState.CAUSE else ()
        return (*fixed, _safe(one.sentence)) if one.sentence else fixed

    def _in_state(self, state: AreaState) -> Lines:
        return tuple(self._state(one) for one in tellable(self.swarm) if one.state is state)

    def _state(self, one: Tellable) -> str:
        return self.say("letter-area", area=self._name(one.area), told=one.state.value)

    def _name(self, key: str) -> str:
        return _safe(area_name(self.swarm, key, self.policy, self.reader.language))

    # ------------------------------------------------------------ recovery

    def outlook(self) -> Lines:
        return (self.say("letter-outlook-line", step=self.swarm.phase.value),)

    @property
    def confirmed(self) -> bool:
        """Whether the customer has said that it works again."""
        known = self.swarm.recovery
        return known is not None and bool(known.confirmed_by)

    def recovered(self) -> Lines:
        """Since when, how much of it, confirmed by whom; until then we ask them to confirm."""
        known, please = self.swarm.recovery, self.say("letter-please-confirm")
        if known is None:
            return (please,)
        since = formal(known.since, self.reader)
        if not self.confirmed:
            return (self.reader.words.t("letter-recovered-unconfirmed", t=since), please)
        args = {"extent": known.extent, "confirmed_by": known.confirmed_by}
        return (since, self.say("letter-confirmed", **args))

    def after(self, due: datetime | None) -> Lines:
        """Until when we watch, and when the report comes."""
        watch = (self.say("letter-watching", until=self.by(due)),) if due else ()
        owed = [p for p in self.swarm.promises if p.kind is PromiseKind.REPORT]
        if not owed:
            return watch
        report = self.say("letter-report-by", due=formal(owed[0].due, self.reader))
        return (*watch, report)


def _safe(raw: str) -> str:
    return plain(raw, LINE)
