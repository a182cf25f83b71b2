"""Letters to the customer, drafted from the state: the next update, the recovery, the report owed.

Pure: state, rules and moment become paragraphs, in the customer's language. A person reads, edits
and sends them; the bot never writes to a customer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.audience import keeper
from bot.domain.policy import Policy
from bot.domain.swarm import Phase, Promise, PromiseKind, Swarm
from bot.present.letter_times import clock, spoken
from bot.present.letters import Lines, Sentences
from bot.present.reader import Reader, customer_reader
from cards.words import words_for

EVEN = timedelta(minutes=30)
"""From such a cadence on, the next time is proposed as a round one: 6:00, not 6:07."""

OVER = (Phase.UNCONFIRMED, Phase.RECOVERED, Phase.WATCHING, Phase.CLOSED)

LABELS = (
    "correction", "what", "recovered", "period", "scope", "status", "known", "cause", "done",
    "checking", "outlook", "again", "after", "next",
)  # fmt: skip
"""Every heading of a letter."""


class DraftKind(StrEnum):
    UPDATE = "update"
    RECOVERY = "recovery"
    FINAL = "final"  # the report that is owed afterwards


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter and what to say on the phone.

    ``paragraphs`` are (label, whole sentences). ``next_due`` is the proposed time of the next
    update (None: none), ``next_text`` how the letter says it.
    """

    kind: DraftKind
    number: int
    language: str
    subject: str
    head: Lines
    paragraphs: tuple[tuple[str, Lines], ...]
    foot: str
    phone: str
    to: str
    signer: str
    next_due: datetime | None
    next_text: str


def drafted(
    swarm: Swarm,
    policy: Policy,
    now: datetime,
    promise: Promise | None = None,
    kind: DraftKind | None = None,
    *,
    chosen: datetime | None = None,
) -> Draft:
    """The letter for ``promise`` (None: whatever comes next). ``kind`` None: as the case stands;
    ``chosen``: when the next update comes, where somebody has decided that already."""
    reader = customer_reader(policy, swarm.ticket.contact.language)
    kind = kind or kind_due(swarm, promise)
    number, due = swarm.reports + 1, chosen or _next_due(swarm, policy, now, promise, kind)
    x = Sentences(swarm, policy, now, reader)
    signer = x.signer(_signer(swarm, promise))
    said, ticket = clock(now, reader), swarm.ticket
    title = title_of(kind, number, reader.language)
    desk = x.say("letter-desk", phone=policy.desk_phone)
    return Draft(
        kind=kind,
        number=number,
        language=reader.language,
        subject=_marked(
            x.say("letter-subject", name=title, title=ticket.title, ticket=ticket.id), swarm, reader
        ),
        head=_head(x, promise, reader.words.t(_greeting(kind, number), signer=signer, t=said)),
        paragraphs=tuple(p for p in _paragraphs(x, kind, number, due) if p[1]),
        foot=desk if kind is DraftKind.UPDATE else x.say("letter-thanks"),
        phone=_marked(_phone(x, kind, due, signer), swarm, reader),
        to=_to(swarm, promise),
        signer=_signer(swarm, promise),
        next_due=due,
        next_text=x.by(due),
    )


def _marked(text: str, swarm: Swarm, reader: Reader) -> str:
    """A letter of a drill says in its subject that it is none."""
    return reader.words.t("drill", text=text) if swarm.ticket.drill else text


def kind_due(swarm: Swarm, promise: Promise | None) -> DraftKind:
    """The report for a promise of one, else recovery once it is over, else the next update."""
    if promise is not None and promise.kind is PromiseKind.REPORT:
        return DraftKind.FINAL
    return DraftKind.RECOVERY if swarm.phase in OVER else DraftKind.UPDATE


def title_of(kind: DraftKind, number: int, language: str) -> str:
    """Updates are numbered by count; recovery and the last report have names."""
    words = words_for(language)
    if kind is DraftKind.UPDATE:
        return words.t("letter-number", n=number)
    return words.t(f"letter-title-{kind}")


def text_of(draft: Draft) -> str:
    """The letter as it is copied, without its subject."""
    words = words_for(draft.language)
    parts = ["\n".join(draft.head)]
    for label, lines in draft.paragraphs:
        written = (words.t("letter-line", text=line) for line in lines)
        parts.append("\n".join([_heading(label, draft.language), *written]))
    return "\n\n".join([*parts, draft.foot])


def gist(text: str, draft: Draft) -> str:
    """What is kept of a letter that was sent: its name and its paragraphs, without the greeting."""
    found = [text.find(_heading(label, draft.language)) for label in LABELS]
    start = min((place for place in found if place >= 0), default=0)
    title = title_of(draft.kind, draft.number, draft.language)
    body = text[start:].removesuffix(draft.foot).strip()
    return words_for(draft.language).t("letter-kept", title=title, text=body)


def _heading(label: str, language: str) -> str:
    words = words_for(language)
    return words.t("letter-heading", label=words.t(f"letter-label-{label}"))


def _to(swarm: Swarm, promise: Promise | None) -> str:
    return (promise.to if promise else "") or swarm.ticket.contact.name


def _signer(swarm: Swarm, promise: Promise | None) -> str:
    person = keeper(promise, swarm) if promise else None
    person = person or swarm.liaison or swarm.lead
    return person.name if person else ""


def _next_due(
    swarm: Swarm, policy: Policy, now: datetime, promise: Promise | None, kind: DraftKind
) -> datetime | None:
    """One cadence after what was promised, round where the cadence allows it."""
    if kind is DraftKind.FINAL or swarm.closed:
        return None
    if kind is DraftKind.RECOVERY:
        until = swarm.watch_until
        return until if until is not None and until > now else None
    every = swarm.cadence or policy.rules(swarm.ticket.severity).every
    due = max(promise.due if promise else now, now) + every
    if every < EVEN:
        return due
    return due - timedelta(minutes=due.minute % 10, seconds=due.second)


def _greeting(kind: DraftKind, number: int) -> str:
    if kind is not DraftKind.UPDATE:
        return f"letter-greeting-{kind}"
    return "letter-greeting-first" if number == 1 else "letter-greeting"


def _head(x: Sentences, promise: Promise | None, greeting: str) -> Lines:
    customer = x.swarm.ticket.customer
    address = (x.say("letter-customer", company=customer),) if customer else ()
    dear = x.say("letter-dear", to=_to(x.swarm, promise))
    return (*address, dear, "", *greeting.split("\n"))


def _paragraphs(
    x: Sentences, kind: DraftKind, number: int, due: datetime | None
) -> tuple[tuple[str, Lines], ...]:
    if kind is DraftKind.FINAL:
        return (
            ("what", x.what()), ("period", x.period()), ("scope", x.scope()),
            ("cause", x.cause()), ("done", x.done()), ("again", (x.say("letter-open"),)),
        )  # fmt: skip
    if kind is DraftKind.RECOVERY:
        return (
            ("correction", x.corrections()), ("recovered", x.recovered()),
            ("period", x.period()), ("scope", x.scope()), ("cause", x.cause()),
            ("done", x.done()), ("after", x.after(due)),
        )  # fmt: skip
    first = number == 1
    return (
        ("correction", x.corrections()),
        ("what", x.what() if first else ()),
        ("scope", x.scope()),
        ("status", x.crew() if first else ()),
        ("known", x.known(first=first)),
        ("done", x.done()),
        ("checking", x.checking()),
        ("outlook", x.outlook()),
        ("next", (x.say("letter-next", due=x.by(due)),)),
    )


def _phone(x: Sentences, kind: DraftKind, due: datetime | None, signer: str) -> str:
    """Twenty seconds: who calls, where it stands, when we call again."""
    said = [x.reader.words.t("phone-hello", signer=signer), *x.corrections()]
    if kind is DraftKind.UPDATE:
        said += [x.say("phone-crew"), *(x.causes() or (x.say("phone-cause-open"),))]
        said += [x.say("phone-fine", areas=x.fine())] if x.fine() else []
    elif kind is DraftKind.RECOVERY:
        said += [x.say("phone-recovered")] if x.confirmed else x.recovered()
    else:
        said.append(x.say("phone-report"))
    if due is not None:
        said.append(x.say("phone-next", due=spoken(due, x.reader)))
    return ("" if x.reader.language == "ja" else " ").join(said)
