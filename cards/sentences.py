"""The sentences of one language in Project Fluent; each is read when it is first said.

Reading a whole file takes 0.3 s and 8 MB, and most sentences are never said by a process.
"""

import re
from collections.abc import KeysView
from dataclasses import dataclass
from typing import cast

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern
from fluent.runtime.types import FluentNone
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

_BEGIN = re.compile(r"([a-zA-Z][\w-]*) *=")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What it says, and what it and the sentences in it use: all variables, and those that they
    select on."""

    pattern: Pattern
    variables: frozenset[str]
    selected: frozenset[str]


class Sentences:
    """All sentences of a language by their ids."""

    def __init__(self, language: str, text: str) -> None:
        """``text`` is a Fluent resource without terms. Raises ValueError for a line that belongs
        to no sentence."""
        self._bundle = FluentBundle([language], use_isolating=False)
        self._texts = _split(text)
        self._read: dict[str, Sentence] = {}

    def keys(self) -> KeysView[str]:
        return self._texts.keys()

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def __getitem__(self, key: str) -> Sentence:
        """Raises KeyError for an unknown id, ValueError for a sentence that is not Fluent."""
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = self._parsed(key)
        return found

    def say(
        self, sentence: Sentence, args: dict[str, str | int]
    ) -> tuple[str | FluentNone, list[Exception]]:
        """The text, and what was wrong: a gap for every argument that is missing."""
        return self._bundle.format_pattern(sentence.pattern, args)

    def _parsed(self, key: str) -> Sentence:
        resource = FluentResource(self._texts[key])
        [entry] = resource.body
        if not isinstance(entry, ftl.Message) or entry.value is None:
            raise ValueError(f"not Fluent: {self._texts[key][:80]!r}")
        uses = _Uses()
        uses.visit(entry.value)
        inner = [self[other] for other in sorted(uses.messages)]
        self._bundle.add_resource(resource)
        return Sentence(
            cast("Pattern", self._bundle.get_message(key).value),
            uses.variables.union(*(one.variables for one in inner)),
            uses.selected.union(*(one.selected for one in inner)),
        )


def _split(text: str) -> dict[str, str]:
    """The text of each sentence: its first line, and what is indented or closed below."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if begin := _BEGIN.match(line):
            lines = found.setdefault(begin[1], [])
            if lines:
                raise ValueError(f"twice: {begin[1]}")
            lines.append(line)
        elif line.startswith("#"):
            lines = []
        elif not line or (lines and line[0] in " }"):
            lines.append(line)
        else:
            raise ValueError(f"not Fluent: {line[:80]!r}")
    return {key: "\n".join(lines) for key, lines in found.items()}


class _Uses(Visitor):
    """What one message uses: variables, those that it selects on, other messages."""

    def __init__(self) -> None:
        self.variables: frozenset[str] = frozenset()
        self.selected: frozenset[str] = frozenset()
        self.messages: frozenset[str] = frozenset()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.variables |= {node.id.name}

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        self.messages |= {node.id.name}

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, ftl.VariableReference):
            self.selected |= {node.selector.id.name}
        self.generic_visit(node)
