"""A fake Teams that remembers what came to it first, before it was edited."""

from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fake_teams import FakeTeams
from tests.replicas.evidence import CARD, ROOT, Posted, marks


@dataclass
class WatchedTeams(FakeTeams):
    posted: list[Posted] = field(default_factory=list)

    def _start(self, channel: str, activity: dict[str, Any]) -> web.Response:
        answer = super()._start(channel, activity)
        if answer.status == 201:
            self._note(next(reversed(self.messages)), ROOT)
        return answer

    def _post(self, conversation: str, activity: dict[str, Any]) -> web.Response:
        answer = super()._post(conversation, activity)
        if answer.status == 201:
            self._note(conversation, "")
        return answer

    def _note(self, conversation: str, kind: str) -> None:
        seen = self.messages[conversation][-1]
        found = marks(seen.card)
        swarm, turn = found or ("", "")
        key = kind or (CARD if turn.isdigit() else turn)
        self.posted.append(
            Posted(seen.at, conversation, seen.id, swarm, key, asks=found is not None)
        )
