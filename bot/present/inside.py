"""Reports inside, drafted from the state: what is known, what is not, what we ask, who is on it.

They stay inside: findings may stand in them in a line, since no customer reads them. A person reads
them, edits them and gives them out.
"""

from datetime import datetime

from bot.domain.policy import Policy
from bot.domain.reported import ReportKind
from bot.domain.swarm import Area, AreaState, Phase, PromiseKind, Swarm
from bot.present.reader import Reader, channel_reader
from bot.present.views import area_name
from cards.text import plain

OVER = (Phase.UNCONFIRMED, Phase.RECOVERED, Phase.WATCHING, Phase.CLOSED)

LOOKED_AT = (
    AreaState.FREE, AreaState.LOOKING, AreaState.SUSPECT, AreaState.WAITING, AreaState.CHECK_AGAIN,
)  # fmt: skip

FINDING = 80
"""Characters of a finding in a report inside."""


def kind_due(swarm: Swarm) -> ReportKind:
    """Once the customer can work again it is the declaration of recovery."""
    return ReportKind.RECOVERY if swarm.phase in OVER else ReportKind.STATUS


def report_text(swarm: Swarm, policy: Policy, now: datetime, kind: ReportKind) -> str:
    """The report in the channel's language, a line for each heading."""
    text = _Report(swarm, policy, now).text(kind)
    drill = swarm.ticket.drill
    return channel_reader(policy).words.t("drill", text=text) if drill else text


class _Report:
    def __init__(self, swarm: Swarm, policy: Policy, now: datetime) -> None:
        self._swarm, self._policy = swarm, policy
        self._reader: Reader = channel_reader(policy)
        self._now = self._reader.at(now)

    def text(self, kind: ReportKind) -> str:
        if kind is ReportKind.RECOVERY:
            return self._recovery()
        ticket, swarm = self._swarm.ticket, self._swarm
        number = (swarm.reported.number if swarm.reported else 0) + 1
        lines = [
            self._say("inside-title", n=number, customer=ticket.customer, title=ticket.title,
                      severity=ticket.severity.value, ticket=ticket.id),
            self._say("inside-since", since=self._long(ticket.symptom_since),
                      received=self._long(ticket.created_at)),
            self._say("inside-impact", impact=ticket.business_impact,
                      deadline=self._long(ticket.customer_deadline)),
            self._say("inside-known", text=self._known()),
            self._say("inside-open", text=self._open()),
            self._say("inside-ask", areas=self._wanted()),
            self._say("inside-crew", lead=_name(swarm.lead), liaison=_name(swarm.liaison),
                      crew=self._crew()),
            self._say("inside-next", due=self._next()),
            self._say("inside-whom", name=_name(swarm.liaison or swarm.lead)),
        ]  # fmt: skip
        return "\n".join(line for line in lines if line)

    def _recovery(self) -> str:
        swarm, known = self._swarm, self._swarm.recovery
        since = known.since if known else swarm.phase_at or self._now
        owed = [p for p in swarm.promises if p.kind is PromiseKind.REPORT]
        lines = [
            self._say(
                "inside-recovered", customer=swarm.ticket.customer, ticket=swarm.ticket.id,
                since=self._long(since), extent=known.extent if known else "",
                confirmed_by=known.confirmed_by if known else "",
            ),
            self._say("inside-watching", until=self._long(swarm.watch_until))
            if swarm.watch_until else "",
            self._say("inside-owed", due=self._long(owed[0].due),
                      name=_name(owed[0].owner or swarm.liaison or swarm.lead)) if owed else "",
            self._say("inside-thanks"),
        ]  # fmt: skip
        return "\n".join(line for line in lines if line)

    def _say(self, key: str, **args: object) -> str:
        return self._reader.words.say(key, args, self._now, mark=_safe)

    def _long(self, moment: datetime | None) -> str:
        return self._reader.words.long(self._reader.at(moment), self._now) if moment else ""

    def _known(self) -> str:
        found = [a for a in self._swarm.areas if a.state in (AreaState.CAUSE, AreaState.RULED_OUT)]
        return self._reader.words.join(self._area(area, a_finding=True) for area in found)

    def _open(self) -> str:
        rest = [area for area in self._swarm.areas if area.state in LOOKED_AT]
        return self._reader.words.join(self._area(area) for area in rest)

    def _area(self, area: Area, *, a_finding: bool = False) -> str:
        finding = plain(area.finding, FINDING) if a_finding else ""
        args = {"area": self._name(area.key), "state": area.state.value,
                "name": _name(area.owner), "text": finding}  # fmt: skip
        return self._say("inside-area", **args)

    def _wanted(self) -> tuple[str, ...]:
        return tuple(self._name(a.key) for a in self._swarm.areas if a.free_since is not None)

    def _name(self, key: str) -> str:
        return area_name(self._swarm, key, self._policy, self._reader.language)

    def _crew(self) -> tuple[str, ...]:
        people = (p for a in self._swarm.areas for p in (a.owner, *a.helpers) if p is not None)
        return tuple(dict.fromkeys(person.name for person in people))

    def _next(self) -> str:
        return self._long(self._swarm.promises[0].due) if self._swarm.promises else ""


def _name(person: object) -> str:
    return getattr(person, "name", "")


def _safe(raw: str) -> str:
    return plain(raw, 200)
