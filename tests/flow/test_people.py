"""Whom nobody has met is looked for once, not with every message to them."""

from pathlib import Path

from bot.flow.people import People
from bot.ports import PersonRow
from bot.store.sqlite import SqliteStore


class Asked(SqliteStore):
    """A store that counts how often everybody was read."""

    times = 0

    async def people(self) -> list[PersonRow]:
        self.times += 1
        return await super().people()


async def test_strangers_are_looked_for_once_each(tmp_path: Path) -> None:
    """Reminders go to two people on duty whom nobody has met, in turns; the list of people, which
    may be long, is read once for each of them, and again after the next round of catching up."""
    store = Asked(tmp_path / "swarm.db")
    people = People(store)
    for _ in range(3):
        await people.acquaint(["ann"])
        await people.acquaint(["ben", "ann"])
    assert store.times == 2
    await people.load()
    await people.acquaint(["ben"])
    assert store.times == 4
    await store.close()


async def test_whom_another_replica_has_met_is_known_at_the_next_message(tmp_path: Path) -> None:
    """A look for one finds all whom the store knows by then."""
    store = Asked(tmp_path / "swarm.db")
    people = People(store)
    await people.acquaint(["ann"])
    await store.put_person(PersonRow("ben", "Ben Ode", "29:ben"))
    await people.acquaint(["ben"])
    assert people.person("ben", "").name == "Ben Ode"
    await store.close()
