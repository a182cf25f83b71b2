"""Moving house: everything of one store into another, of whichever engines.

Nothing is ever written over. What stands in the target already must be equal to what the source
has, so a copy that was interrupted goes on when it is repeated, and one that was complete changes
nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol, TextIO

from bot.domain.apply import replay
from bot.domain.shown import Place
from bot.ports import Conflict, PersonRow, Summary, UnknownKind
from bot.spelling import counted
from bot.store.errors import TooLarge
from bot.store.limits import Limits
from bot.store.parcel import Packed
from bot.store.urls import open_source, open_target, same_store

AT_ONCE = 8
"""Swarms on their way together."""

Progress = Callable[[str, int, int], None]
"""Told what is done, how much of it, and of how many."""


class Source(Protocol):
    """What is read of either store."""

    async def overview(self) -> list[Summary]: ...

    async def archived(self) -> list[Summary]: ...

    async def packed(self, swarm: str) -> Packed | None: ...

    async def places(self) -> list[Place]: ...

    async def people(self) -> list[PersonRow]: ...

    async def thread(self, conversation: str) -> str | None: ...

    async def limits(self, conversation: str) -> Limits: ...


class Target(Source, Protocol):
    """What is written to the other."""

    async def put(self, packed: Packed) -> None: ...

    async def put_place(self, place: Place) -> None: ...

    async def put_person(self, person: PersonRow) -> None: ...

    async def put_thread(self, conversation: str, swarm: str) -> None: ...

    async def put_limits(self, conversation: str, row: Limits) -> None: ...


class CannotCopy(Exception):
    """Why nothing more was copied, in a sentence for the operator."""


@dataclass(slots=True)
class Copied:
    """What is in both stores now; ``new`` of the swarms were not there before."""

    swarms: int = 0
    archived: int = 0
    events: int = 0
    new: int = 0
    places: int = 0
    people: int = 0
    conversations: set[str] = field(default_factory=set)


def address(text: str, environ: Mapping[str, str]) -> str:
    """The address of a store, or the one in the environment variable that is named."""
    name = text.removeprefix("env:")
    if name == text:
        return text
    if not environ.get(name):
        raise CannotCopy(f"{text}: there is no {name} in the environment")
    return environ[name]


async def between(source: str, target: str, progress: Progress) -> Copied:
    """Copy from one address to another. Raises CannotCopy, StoreDown, CannotOpen."""
    if same_store(source, target):
        raise CannotCopy("FROM and TO are the same store")
    async with AsyncExitStack() as stack:
        given = open_source(source)
        stack.push_async_callback(given.close)
        await given.ping()  # nothing is made where there is nothing to copy
        filled = open_target(target)
        stack.push_async_callback(filled.close)
        await filled.ping()
        return await copy(given, filled, progress)


def report(copied: Copied) -> str:
    """What the operator reads in the end."""
    new = f"{copied.new:,} of them new" if copied.new else "nothing was new"
    return (
        f"FROM and TO are equal: {counted(copied.swarms, 'swarm')} ({copied.archived:,} archived) "
        f"with {counted(copied.events, 'event')}, {counted(copied.places, 'channel')}, "
        f"{counted(copied.people, 'person', 'people')}; {new}. "
        "Every log leads to its state."
    )


async def copy(source: Source, target: Target, progress: Progress) -> Copied:
    """Compare, copy what is missing, and verify. Raises CannotCopy, StoreDown, CannotOpen."""
    try:
        names, there = await _names(source), set(await _names(target))
        await _only_ours(source, target, names, there, progress)
        missing = [name for name in names if name not in there]
        await _each(missing, lambda name: _one(source, target, name), progress, "copied")
        copied = Copied(new=len(missing))
        await _small_things(source, target, copied)
        await _each(names, lambda name: _same(source, target, name, copied), progress, "verified")
        await _limits(source, target, copied.conversations)
        if await _names(target) != names or await _names(source) != names:
            raise CannotCopy("one of the stores has changed meanwhile; stop the bots, and repeat")
    except Conflict as error:
        raise CannotCopy(
            f"{error}: somebody is at work there; stop the bots, and repeat"
        ) from error
    except UnknownKind as error:
        raise CannotCopy(
            f"a newer swarmbot has written the store; use that one: {error}"
        ) from error
    return copied


def shown_on(out: TextIO) -> Progress:
    """On a terminal one line that counts; elsewhere a line for each tenth of the way."""

    def show(what: str, done: int, total: int) -> None:
        text = f"{what} {done:,} of {total:,} swarms"
        if out.isatty():
            out.write(f"\r{text}" + ("\n" if done == total else ""))
        elif done == total or done * 10 // total > (done - AT_ONCE) * 10 // total:
            out.write(f"{text}\n")
        out.flush()

    return show


async def _names(store: Source) -> list[str]:
    lines = [*await store.overview(), *await store.archived()]
    return sorted({line.swarm for line in lines})


async def _only_ours(
    source: Source, target: Target, names: Sequence[str], there: set[str], progress: Progress
) -> None:
    """What is in the target is also in the source, and the same. Nothing is written before."""
    strange = sorted(there.difference(names))
    if strange:
        raise CannotCopy(
            f"TO has {counted(len(strange), 'swarm')} that FROM does not have "
            f"({', '.join(strange[:3])}); copy into an empty store"
        )
    channels = set(await target.places()).difference(await source.places())
    people = set(await target.people()).difference(await source.people())
    if channels or people:
        raise CannotCopy(
            f"TO differs from FROM in {counted(len(channels), 'channel')} and "
            f"{counted(len(people), 'person', 'people')}: "
            "a bot has worked there; copy into an empty store"
        )

    async def equal(name: str) -> None:
        if await source.packed(name) != await target.packed(name):
            raise CannotCopy(
                f"swarm {name} is not the same in TO: one of the stores has gone on since it was "
                "copied; copy into an empty store"
            )

    await _each(sorted(there), equal, progress, "compared")


async def _one(source: Source, target: Target, name: str) -> None:
    packed = await source.packed(name)
    if packed is None:
        raise CannotCopy(f"swarm {name} is not in FROM any more; stop the bot there, and repeat")
    try:
        await target.put(packed)
    except TooLarge as error:
        raise CannotCopy(f"swarm {name} is too large for TO: {error}") from error


async def _small_things(source: Source, target: Target, copied: Copied) -> None:
    places, people = set(await source.places()), set(await source.people())
    for place in places.difference(await target.places()):
        await target.put_place(place)
    for person in people.difference(await target.people()):
        await target.put_person(person)
    if set(await target.places()) != places or set(await target.people()) != people:
        raise CannotCopy("channels or people are not the same in TO; repeat, or copy anew")
    copied.places, copied.people = len(places), len(people)
    copied.conversations |= {place.conversation for place in places}
    copied.conversations |= {row.direct.conversation for row in people if row.direct}


async def _same(source: Source, target: Target, name: str, copied: Copied) -> None:
    """The swarm is equal in both, its log leads to its state, and its thread finds it."""
    packed = await target.packed(name)
    if packed is None or packed != await source.packed(name):
        raise CannotCopy(f"swarm {name} is not the same in both; stop the bots, and repeat")
    parcel = packed.parcel
    events = parcel.read_events()
    if replay(events, name) != parcel.read_state():
        raise CannotCopy(f"swarm {name}: its log does not lead to its state, in both stores")
    thread = parcel.thread()
    if thread and await target.thread(thread) != name:
        await target.put_thread(thread, name)
    home = parcel.read_shown().home
    copied.conversations |= {home.conversation} if home else set()
    copied.swarms += 1
    copied.archived += packed.archived
    copied.events += len(events)


async def _limits(source: Source, target: Target, conversations: Iterable[str]) -> None:
    """How much was said in the last hour; what TO knows better stays."""
    for conversation in sorted(conversations):
        row = await source.limits(conversation)
        if row != Limits() and await target.limits(conversation) == Limits():
            await target.put_limits(conversation, row)


async def _each(
    names: Sequence[str],
    work: Callable[[str], Awaitable[None]],
    progress: Progress,
    what: str,
) -> None:
    """Some at once, so that neither the network nor the disk is waited for each time."""
    left = iter(names)
    done = 0
    while some := list(islice(left, AT_ONCE)):
        results = await asyncio.gather(*map(work, some), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise result
        done += len(some)
        progress(what, done, len(names))
