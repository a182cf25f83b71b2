"""The words in English and Japanese: Project Fluent, and the writers of times and names.

All sentences stand in ``locale/*.ftl``; code hands over values, never parts of sentences.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path

from cards.sentences import Sentences

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("en", "ja")

NONE = "none"
"""What a sentence sees of an argument that is empty, so that its variants can select on it."""

CUSTOMERS_PEOPLE = frozenset({"customer", "to", "who", "confirmed_by"})
"""Arguments that are politely addressed in a Japanese sentence."""

PEOPLE = frozenset({"people", "told"})
"""Lists of colleagues; other lists are of things."""

KINDS: dict[str, tuple[str, ...]] = {
    "phase": ("swarm",),
    "state": ("area",),
    "was": ("area",),
    "before": ("severity",),
    "how": ("how",),
    "kind": ("kind", "raised"),
    "severity": ("severity",),
    "role": ("role",),
    "ping": ("raised",),
}
"""Arguments whose value is a key, and the families of words that it may belong to."""

_TITLED = re.compile(
    r"(様|さま|さん|殿|先生|御中|方|[部課室係社局所班]長|主任|専務|常務)$|^(?:Mr|Ms|Mrs|Dr)\b"
)
_DAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ja": tuple("月火水木金土日"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Words:
    """The words of one language. Take it from ``words_for``."""

    def __init__(self, language: str, *, strict: bool = False) -> None:
        """``strict`` (in tests) raises KeyError for a missing sentence or argument. A person who
        pressed a button is better off with a sentence that has a gap."""
        self.language = language
        self.strict = strict
        text = (LOCALE / f"{language}.ftl").read_text(encoding="utf-8")
        self.sentences = Sentences(language, text)
        self._formatted = lru_cache(4096)(self._format)

    def has(self, key: str) -> bool:
        return key in self.sentences

    def t(self, key: str, **args: str | int) -> str:
        """The sentence ``key``. An argument on which it selects may be left out: it is ``none``."""
        return self._formatted(key, tuple(args.items()))

    def _format(self, key: str, pairs: tuple[tuple[str, str | int], ...]) -> str:
        if key not in self.sentences:
            if self.strict:
                raise KeyError(f"no words for {key!r} in {self.language}")
            return key
        sentence = self.sentences[key]
        args = {**dict.fromkeys(sentence.selected, NONE), **dict(pairs)}
        text, errors = self.sentences.say(sentence, args)
        if errors and self.strict:
            raise KeyError(f"{key} ({self.language}): {errors[0]}")
        return str(text)

    def say(
        self,
        key: str,
        args: Mapping[str, object],
        as_of: datetime,
        *,
        mark: Callable[[str], str] = str,
    ) -> str:
        """The sentence ``key`` with raw values: moments, durations, names, keys of words.

        ``mark`` escapes what people wrote. Empty values become ``none``, which sentences select on.
        """
        return self.t(key, **{name: self._value(name, v, as_of, mark) for name, v in args.items()})

    def _value(
        self, name: str, value: object, as_of: datetime, mark: Callable[[str], str]
    ) -> str | int:
        if value is None or value in ("", (), timedelta(0)):
            return NONE
        if isinstance(value, datetime):
            return self.clock(value, as_of)
        if isinstance(value, timedelta):
            return self.duration(value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int):
            return value
        if isinstance(value, tuple | list):
            return self._list(name, value, mark)
        text = str(value)
        for family in KINDS.get(name, ()):
            if self.has(key := f"{family}-{text.replace('_', '-')}"):
                return self.t(key)
        return mark(self.honour(text) if name in CUSTOMERS_PEOPLE else text)

    def _list(self, name: str, values: Iterable[object], mark: Callable[[str], str]) -> str:
        texts = [str(value) for value in values]
        if name in PEOPLE:
            return self.people(mark(text) for text in texts)
        if name in ("changed", "kept", "why"):
            keys = [f"field-{text.replace('_', '-')}" for text in texts]
            texts = [
                self.t(key) if self.has(key) else t for key, t in zip(keys, texts, strict=True)
            ]
        return self.join(mark(text) for text in texts)

    # ------------------------------------------------------------ names

    def honour(self, name: str) -> str:
        """A customer's person or company in a sentence; never 様 twice, never after a title."""
        name = name.strip()
        if self.language != "ja" or not name or _TITLED.search(name):
            return name
        return f"{name}様"

    def join(self, items: Iterable[str]) -> str:
        return ("、" if self.language == "ja" else ", ").join(items)

    def people(self, names: Iterable[str]) -> str:
        """Colleagues in a sentence."""
        return self.join(self.t("person", name=name) for name in names)

    # ------------------------------------------------------------ times

    def clock(self, moment: datetime, as_of: datetime) -> str:
        """``6:00``, or with its weekday when it is another day than ``as_of`` in that zone."""
        if moment.date() == as_of.astimezone(moment.tzinfo).date():
            return self._time(moment)
        return self.long(moment, as_of)

    def long(self, moment: datetime, as_of: datetime | None = None) -> str:
        """Always with the weekday, for reading back; with the year when it is another one."""
        year = as_of is not None and as_of.astimezone(moment.tzinfo).year != moment.year
        day = _DAYS[self.language][moment.weekday()]
        if self.language == "ja":
            date = f"{moment.month}/{moment.day}"
            date = f"{moment.year}/{date}" if year else date
            return f"{date}（{day}） {self._time(moment)}"
        date = f"{day} {moment.day} {_MONTHS[moment.month - 1]}"
        date = f"{date} {moment.year}" if year else date
        return f"{date} {self._time(moment)}"

    def _time(self, moment: datetime) -> str:
        hour = str(moment.hour) if self.language == "ja" else f"{moment.hour:02}"
        return f"{hour}:{moment.minute:02}"

    def duration(self, span: timedelta) -> str:
        """Hours and minutes, or seconds below a minute (a demo has such)."""
        seconds = round(span.total_seconds())
        if 0 < seconds < 60:
            return self.t("span-seconds", n=seconds)
        hours, minutes = divmod(seconds // 60, 60)
        if hours and minutes:
            return self.t("span-both", h=hours, n=minutes)
        return self.t("span-hours", h=hours) if hours else self.t("span-minutes", n=minutes)


def language_of(locale: str) -> str:
    """``ja-JP`` is ``ja``; what is not known is ``en``."""
    language = re.split(r"[-_]", locale.strip().lower(), maxsplit=1)[0]
    return language if language in LANGUAGES else "en"


@cache
def _words(language: str) -> Words:
    return Words(language)


def words_for(locale: str) -> Words:
    """The words of a locale such as ``ja-JP``; English for every unknown one."""
    return _words(language_of(locale))
