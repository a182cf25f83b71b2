"""Small builders for tests: people, a policy, a ticket, and a swarm that lives through a story."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.domain import messages as m
from bot.domain.apply import apply
from bot.domain.decide import decide
from bot.domain.people import Person
from bot.domain.policy import AreaRule, Policy, Shift
from bot.domain.reminders import wake
from bot.domain.swarm import CustomerContact, Ping, PingKind, Severity, Swarm, Ticket

JST = timedelta(hours=9)
DAY = datetime(2026, 11, 24, tzinfo=UTC)


def at(clock: str) -> datetime:
    """A moment of the day of the story, as the clock in Japan shows it: ``at("04:52")``."""
    hours, minutes, seconds = ([*map(int, clock.split(":")), 0])[:3]
    return DAY - JST + timedelta(hours=hours, minutes=minutes, seconds=seconds)


def clock(moment: datetime) -> str:
    """The inverse of ``at``; seconds only where there are any."""
    text = (moment.astimezone(UTC) + JST).strftime("%H:%M:%S")
    return text.removesuffix(":00")


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def person(name: str) -> Person:
    return Person(f"id-{name}", name)


SATO, TANAKA, SUZUKI = person("佐藤 健"), person("田中 美咲"), person("鈴木 由香")
TAKAHASHI, ITO, AOIFE = person("高橋 翔"), person("伊藤 直子"), person("Aoife")
WATANABE, KOBAYASHI = person("渡辺 亮"), person("小林 学")

OPENED = at("04:52")


def ticket(**changes: object) -> Ticket:
    """The Sev-A of the story; ``changes`` replace fields."""
    plain = Ticket(
        "2611240012",
        "店舗のPOSにログインできない",
        Severity.A,
        "generic",
        customer="アオバストア",
        business_impact="全128店舗で開店準備ができない",
        contact=CustomerContact("中村", "090-0000-0000", "ja"),
        created_at=OPENED,
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # tests name real fields


def on_duty(
    *people: Person, duty: str = "", start: str = "00:00", end: str = "23:59"
) -> list[Shift]:
    return [Shift(one, at(start), at(end), duty) for one in people]


def policy(
    rota: Iterable[Shift] = (),
    experts: Mapping[str, tuple[Person, ...]] | None = None,
    *,
    check_ins: bool = False,
    **rules: object,
) -> Policy:
    """The default policy with a rota, people who know areas, and other ``rules``; nobody is asked
    "still on it?" unless a story is about that (``check_ins``), or hears how long they have been on
    it (``rest_after``)."""
    plain = Policy(rota=tuple(rota), rest_after=timedelta(0))
    if not check_ins:
        off = {s: replace(r, check_in=timedelta(0)) for s, r in plain.severities.items()}
        plain = replace(plain, severities=off)
    areas = tuple(
        replace(rule, experts=(experts or {}).get(rule.key, ())) if experts else rule
        for rule in plain.areas
    )
    return replace(plain, areas=areas, **rules)  # type: ignore[arg-type] # as in ticket()


def area_rule(key: str, *experts: Person) -> AreaRule:
    return AreaRule(key, {"en": key.title()}, experts)


@dataclass
class Story:
    """A swarm and everything that happened to it; time is whatever the story says.

    ``do`` gives a command at a time, ``until`` lets time pass: ticks come at the swarm's own wake
    times, as the alarm of the program would bring them.
    """

    rules: Policy = field(default_factory=policy)
    opened: datetime = OPENED
    ticket: Ticket = field(default_factory=ticket)
    now: datetime = OPENED
    log: list[m.Event] = field(default_factory=list)
    said: list[Ping] = field(default_factory=list)
    swarm: Swarm = field(init=False)

    def __post_init__(self) -> None:
        self.now = self.opened
        self._give(None, m.Order(m.Open(self.ticket)), self.opened)

    def do(
        self, when: str | datetime, by: Person | None, command: m.Command, *, op: str = ""
    ) -> m.Decision:
        """Let time pass until ``when``, then give the command. What it led to."""
        moment = at(when) if isinstance(when, str) else when
        self.until(moment)
        return self._give(self.swarm, m.Order(command, by, op), moment)

    def until(self, when: str | datetime) -> list[Ping]:
        """Let time pass; the pings that it brought."""
        end = at(when) if isinstance(when, str) else when
        before = len(self.said)
        for _ in range(10_000):
            due = wake(self.swarm, self.rules)
            if due is None or due > end:
                break
            self._give(self.swarm, m.Order(m.Tick()), max(due, self.now))
        else:
            raise AssertionError("time does not pass")
        self.now = max(self.now, end)
        return self.said[before:]

    def sleep(self, until: str) -> list[Ping]:
        """The bot is down until then: one tick for all that was missed; what it said."""
        before = len(self.said)
        self._give(self.swarm, m.Order(m.Tick()), at(until))
        return self.said[before:]

    def _give(self, swarm: Swarm | None, order: m.Order, now: datetime) -> m.Decision:
        decision = decide(swarm, order, now, self.rules)
        seq = 0 if swarm is None else swarm.rev
        for number, fact in enumerate(decision.facts, start=seq + 1):
            event = m.Event(number, now, order.by, order.op, fact)
            swarm = apply(swarm, event, "swarm-1")
            self.log.append(event)
            if isinstance(fact, m.Raised) and not fact.skipped:
                self.said.append(swarm.pings[-1])
        assert swarm is not None
        self.swarm, self.now = swarm, max(self.now, now)
        return decision


def lines(pings: Iterable[Ping], *, but: Iterable[PingKind] = ()) -> list[str]:
    """Pings as a person would list them: ``05:07 now thread 佐藤 健``."""
    left_out = set(but)
    return [
        " ".join([clock(p.at), p.kind.value, p.where.value, *(one.name for one in p.to)])
        for p in pings
        if p.kind not in left_out
    ]


def led(when: str = "04:53", by: Person = SATO, **rules: object) -> Story:
    """A story in which somebody has taken the lead, and every area is in hand."""
    story = Story(policy(**rules))  # type: ignore[arg-type] # as in ticket()
    story.do(when, by, m.Lead())
    for area in story.swarm.areas:
        story.do(when, by, m.Claim(area.key))
    return story


def kinds(decision: m.Decision) -> list[str]:
    """The names of the facts, in their order."""
    return [type(fact).__name__ for fact in decision.facts]


def told(story: Story, next_due: str, when: str = "05:00", **fields: object) -> None:
    """The liaison logs a contact whose next time was told to the customer."""
    by = story.swarm.liaison or SATO
    story.do(when, by, m.LogContact("x", next_due=at(next_due), told=True, **fields))  # type: ignore[arg-type] # as ticket()
