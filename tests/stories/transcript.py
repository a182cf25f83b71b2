"""A night told as a transcript: what each person does, and every message as they read it aloud."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.teams.inbound import FormFetch, FormSubmit, Mentioned, Said, Source
from tests.build import at, clock
from tests.cards.looking import inputs
from tests.fakes import Seen
from tests.stories.world import World
from tests.teams_wire import User

Card = dict[str, Any]
_SIGNS = re.compile(r"\\([\\`*_\[\]~])")
"""Markdown that was made harmless is read as it was written."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of the bot when it came: ``where`` is "thread" or the name of whoever has the 1:1
    chat; ``asked``: it came of the bot's own accord."""

    where: str
    asked: bool
    text: str
    at: str


@dataclass
class Transcript:
    """Lives through a story with its people, and writes it down."""

    world: World
    people: tuple[User, ...]
    lines: list[str] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)

    # ------------------------------------------------------------ what people do

    async def until(self, moment: str) -> None:
        """Minute by minute, so that each message is read before anything is made of it."""
        while self.world.time.now < at(moment):
            await self.world.until(min(at(moment), self.world.time.now + timedelta(minutes=1)))
            self.listen()

    async def press(self, when: str, person: User, verb: str, **about: Any) -> None:
        """Somebody presses the newest button of that kind that they see."""
        await self.until(when)
        mine = await self._in_sight(person, verb, about)
        self._does(when, person, f"[{title(mine, verb, about)}]")
        answer = await self.world.press(person, verb, on=mine, **about)
        self._answers(person, answer)
        self.listen()

    async def form(self, when: str, person: User, verb: str, /, **typed: str) -> None:
        """Somebody opens a form as a dialog, fills it in, and sends it."""
        await self.until(when)
        seen = await self._in_sight(person, verb, {})
        _, data = self.world.button(verb, seen)
        where = next(c for c, all_seen in self.world.chat.messages.items() if seen in all_seen)
        source = self.world.source(person, where, seen.id)
        opened = await self.world.handler.invoke(FormFetch(source, data))
        card = opened["task"]["value"]["card"]["content"]
        letter = next(
            (str(one.get("value", "")) for one in inputs(card) if one["id"] == "said"), ""
        )
        said = "; ".join(
            _filled(one, typed[one["id"]]) for one in inputs(card) if one["id"] in typed
        )
        self._does(when, person, f"[{title(seen, verb, {})}] {said}".rstrip())
        if verb == "form_draft" and "said" not in typed:
            self.lines += [f"    {line}" for line in letter.splitlines()]
        done = await self._sent(person, source, card, typed)
        self._answers(person, done)
        self.listen()

    async def _sent(
        self, person: User, source: Source, card: Card, typed: dict[str, str]
    ) -> dict[str, Any]:
        """What becomes of the form; a letter that the guard has marked is looked at, and sent."""
        for attempt in range(2):
            starts = {one["id"]: one.get("value", "") for one in inputs(card)}
            (data,) = [a["data"] for a in card["actions"] if "submit_" in str(a["data"]["verb"])]
            submit = FormSubmit(source, {**starts, **data, **({} if attempt else typed)})
            done = await self.world.handler.invoke(submit)
            await self.world.rest()
            if done["task"]["type"] != "continue":
                return done
            card = done["task"]["value"]["card"]["content"]
            asked = [line for line in aloud(card)[2:8] if not line.startswith("[")]
            self.lines += [f"    → {person.name}: {line}" for line in asked]
        raise AssertionError(f"the form comes back: {asked}")

    async def say(
        self, when: str, person: User, text: str, *others: User, direct: bool = False
    ) -> None:
        """Somebody writes to the bot, in the thread or in their 1:1 chat."""
        await self.until(when)
        self._does(when, person, f"“{text}”")
        where = self.world.source(person, "direct" if direct else "")
        named = tuple(Mentioned(other.mention, other.name) for other in others)
        await self.world.told(Said(where, text, named))
        await self.world.rest()
        self.listen()

    async def card(self, heading: str) -> None:
        """The live card as everybody sees it now; it is edited, so no phone rings for it."""
        await self.world.moment(5)
        self.listen()
        self.lines += ["", f"> **{heading}**", *_quoted(aloud(self.world.thread[0].card))]

    # ------------------------------------------------------------ what they see

    def listen(self) -> None:
        """Write down what has come since."""
        fresh = [
            (seen, where)
            for where, all_seen in self._rooms()
            for seen in all_seen
            if seen.id not in self._known
        ]
        for seen, where in sorted(fresh, key=lambda pair: (pair[0].at, int(pair[0].id))):
            self._known.add(seen.id)
            own = seen.message.alert or seen is self.world.thread[0]
            text = aloud(seen.card) or [seen.message.text]
            self.heard.append(Heard(where, own, "\n".join(text), clock(seen.at)[:5]))
            mark = "" if own else " (answer)"
            self.lines += ["", f"**{clock(seen.at)[:5]}** Swarm → {where}{mark}", *_quoted(text)]

    def _rooms(self) -> Iterator[tuple[str, list[Seen]]]:
        yield "thread", self.world.thread if self.world.swarm else []
        for person in self.people:
            yield f"{person.name}, 1:1", self.world.direct(person)

    async def _in_sight(self, person: User, verb: str, about: dict[str, Any]) -> Seen:
        """In the person's own chat if the button is there, else in the thread, once it is drawn."""
        for _ in range(2):
            for room in (self.world.direct(person), self.world.thread):
                for seen in reversed(room):
                    if any(_is(action, verb, about) for action in _actions(seen.card)):
                        return seen
            await self.world.moment(5)
        raise AssertionError(f"{person.name} sees no button {verb} {about}")

    def _does(self, when: str, person: User, what: str) -> None:
        self.lines += ["", f"**{when}** {person.name}: {what}"]

    def _answers(self, person: User, answer: dict[str, Any]) -> None:
        """A sentence is told; a card in the place of the pressed one is the card that all see."""
        value = answer.get("value") or answer.get("task", {}).get("value")
        if isinstance(value, str):
            self.lines.append(f"    → {person.name}: {value}")
        elif isinstance(value, dict) and not value.get("card") and len(aloud(value)) <= 3:
            self.lines.append(f"    → {person.name}: {aloud(value)[0]}")

    def text(self, heading: str) -> str:
        return "\n".join([f"# {heading}", *self.lines, ""])


def title(seen: Seen, verb: str, about: dict[str, Any]) -> str:
    """What stands on the button."""
    for action in _actions(seen.card):
        if _is(action, verb, about):
            return str(action["title"])
    raise AssertionError(verb)


def _is(action: dict[str, Any], verb: str, about: dict[str, Any]) -> bool:
    data = action.get("data") or {}
    return verb in (action.get("verb"), data.get("verb")) and about.items() <= data.items()


def _actions(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for child in node:
            yield from _actions(child)
    elif isinstance(node, dict):
        if str(node.get("type", "")).startswith("Action."):
            yield node
        for key, child in node.items():
            if key not in ("data", "msteams"):
                yield from _actions(child)


def aloud(card: Card) -> list[str]:
    """The card from top to bottom as somebody would read it aloud; buttons in brackets, what is
    folded away is not read."""
    lines = (_SIGNS.sub(r"\1", line) for line in _read(card.get("body", [])))
    return [line for line in lines if line.strip()]


def _read(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _read(child)
        return
    if not isinstance(node, dict) or node.get("isVisible") is False:
        return
    match node.get("type"):
        case "TextBlock":
            yield from re.sub("<at>([^<]*)</at>", r"@\1", str(node["text"])).splitlines()
        case "RichTextBlock":
            yield "".join(run["text"] for run in node["inlines"]).replace("\u2003", "  ")
        case "ActionSet":
            yield " ".join(f"[{action['title']}]" for action in node["actions"])
        case "ColumnSet":
            yield "  ".join(" / ".join(_read(column)) for column in node["columns"])
        case _:
            for key in ("items", "columns", "body"):
                yield from _read(node.get(key, []))


def _quoted(lines: list[str]) -> list[str]:
    return [f"> {line}" for line in lines]


def _filled(one: dict[str, Any], value: str) -> str:
    """What was typed or chosen, under its label."""
    titles = {choice["value"]: choice["title"] for choice in one.get("choices", ())}
    return f"{one['label']}: {titles.get(value, _short(value))}"


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
