"""Who reads: a language and a zone. A channel reads as its policy says, a person as their client."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.policy import Policy
from cards.text import plain
from cards.words import Words, language_of, words_for


@dataclass(frozen=True, slots=True)
class Reader:
    """``language`` is en or ja; ``zone`` an IANA name."""

    language: str
    zone: ZoneInfo

    @property
    def words(self) -> Words:
        return words_for(self.language)

    def at(self, moment: datetime) -> datetime:
        """The moment in the reader's zone."""
        return moment.astimezone(self.zone)

    def say(
        self, key: str, args: Mapping[str, object], now: datetime, *, drill: bool = False
    ) -> str:
        """A sentence where nothing is read as Markdown; what people wrote is made safe."""
        said = self.words.say(key, args, self.at(now), mark=_short)
        return self.words.t("drill", text=said) if drill else said

    def maybe(self, moment: datetime | None) -> datetime | None:
        return None if moment is None else self.at(moment)


def _short(raw: str) -> str:
    return plain(raw, 120)


def channel_reader(policy: Policy) -> Reader:
    """How the channel's shared cards are written."""
    return Reader(policy.language, ZoneInfo(policy.zone))


def customer_reader(policy: Policy, locale: str) -> Reader:
    """How a letter to the customer is written: their language, else the policy's."""
    return Reader(language_of(locale) if locale else policy.language, ZoneInfo(policy.zone))


def person_reader(policy: Policy, locale: str, zone: str = "") -> Reader:
    """How an answer to one person is written: their language, the channel's zone unless known."""
    language = language_of(locale) if locale else policy.language
    try:
        own = ZoneInfo(zone) if zone else ZoneInfo(policy.zone)
    except (ZoneInfoNotFoundError, ValueError):
        own = ZoneInfo(policy.zone)
    return Reader(language, own)
