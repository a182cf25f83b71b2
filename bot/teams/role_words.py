"""What follows the verbs about roles and hand-overs, taken apart."""

import re
from collections.abc import Callable, Sequence

from bot.teams.folding import Folded, fold
from bot.teams.inbound import Mentioned
from bot.teams.intents_roles import HandOver

_I = re.IGNORECASE
_AT = re.compile(
    r"(?:^|[\s、,])(?:(?:at|from|until|till)\s+(?P<en>[0-9]{1,2}(?::[0-9]{2})?(?:\s?[ap]m)?)"
    r"|(?P<ja>[^\s、,]{0,6}[0-9]{1,2}(?::[0-9]{2}|時半?(?:[0-9]{1,2}分)?))(?:から|まで(?:は)?|に))(?=[\s、,。.]|$)",
    _I,
)
_BRIDGE = re.compile(r"(?:bridge|meanwhile|until then|つなぎ|それまで)(?:は|:|\s)*", _I)
_LITTLE = re.compile(
    r"^(?:to|さんへ|さんに|さん|へ|に|\s|[、,:])+|(?:お願いします|します)?[\s、,。.]*$", _I
)


def hand_over(rest: Folded, mentions: Sequence[Mentioned]) -> HandOver:
    """``@Kobayashi at 7:00 bridge @Ito the customer is angry``, ``@小林さん 7時から つなぎ @伊藤さん``.

    People are mentioned: the one after "bridge" bridges, the other receives. The rest is a line.
    """
    at, words = "", rest
    if found := _AT.search(words.text):
        at = words.cut(*found.span("en" if found["en"] else "ja"))
        words = _without(words, found.span())
    text = words.cut()
    named = sorted((one for one in mentions if one.name and one.name in text), key=_place(text))
    bridge = None
    if (found := _BRIDGE.search(words.text)) and len(named) > 1:
        after = words.cut(found.end())
        bridge = min((one for one in named if one.name in after), key=_place(after), default=None)
        text = _BRIDGE.sub(" ", text, count=1)
    person = next((one for one in named if one != bridge), None)
    for one in named:
        text = re.sub(re.escape(one.name) + r"(?:さん)?(?:へ|に|は|が)?", " ", text, count=1)
    return HandOver(person, bridge, at, " ".join(_LITTLE.sub("", text).split()))


def _place(text: str) -> Callable[[Mentioned], int]:
    return lambda one: text.index(one.name)


def _without(words: Folded, span: tuple[int, int]) -> Folded:
    return fold(f"{words.cut(0, span[0])} {words.cut(span[1])}".strip())
