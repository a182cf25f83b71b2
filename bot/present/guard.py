"""The guard: points at what a customer should not read in a letter. It marks, and never forbids.

Marks stand beside the text, with the words that they are about; a person decides.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.swarm import AreaState, Swarm
from bot.domain.tellable import tellable
from bot.domain.told import Known, known

_I = re.IGNORECASE

CAUSE = re.compile(
    r"(?:root |likely |probable )?cause (?:is|was)(?! (?:not|still|being))|(?:likely|possible|probable|root) cause"
    r"|caused by|due to|because of|suspect(?:ed|s)?\b"
    r"|(?:有力な|考えられる|根本)原因|原因(?:は|が)(?!確認中|調査中|不明|未確定|まだ)[^。\n]{1,30}(?:です|でした|と)"
    r"|原因(?:と|である|で(?=す))|が疑われ|疑いがあ",
    _I,
)
"""Words that name a cause, or nearly do."""

RECOVERY = re.compile(
    r"\b(?:will|should|shall|can|going to) (?:\w+ ){0,3}(?:fix\w*|recover\w*|restored|resolved|back|work\w*)\b"
    r"[^.\n]{0,25}\b(?:by|at|within|in|before) (?:about )?\d[\d:]*"
    r"|\b(?:fixed|restored|resolved|back) (?:by|within|before) (?:about )?\d[\d:]*"
    r"|\b(?:expected|estimated) (?:recovery|time)[^.\n]{0,20}\d[\d:]*"
    r"|復旧[^。\n■]{0,12}(?:予定|見込み|見通し)[^。\n]{0,12}\d[\d:時分]*"
    r"|\d[\d:時分]*(?:頃)?(?:まで)?に(?:は)?(?:復旧|解消|回復|直)(?!を確認|しました|いたしました|し、)",
    _I,
)
"""A time by which it works again."""

BLAME = re.compile(
    r"\b(?:our|your|their) (?:bug|mistake|fault|error|negligence)\b|\b(?:human|operator) error\b|\bto blame\b"
    r"|弊社の(?:不具合|ミス|バグ|障害|過失)|(?:お客様|御社|貴社)の(?:ミス|不備|過失|設定ミス|誤り|責任|せい)"
    r"|(?:担当者|作業者)の(?:ミス|過失|失念)|人為ミス|犯人",
    _I,
)

INSIDE = re.compile(
    r"(?<![a-z])(?:sev[- ]?[abc1-4](?![a-z0-9])|swarm|escalat|war ?room|ruled out|on[- ]call|Teams thread)[a-z]*"
    r"|社内限り|エスカレーション|切り分け|対応スレッド|チーム対応|主担当|お客様窓口|疑いあり|調査項目|(?<![ァ-ヶー])シロ(?![ァ-ヶー])"
    r"|(?<![ァ-ヶー])クロ(?![ァ-ヶー])|たぶん|おそらく",
    _I,
)
"""Words that we use among ourselves."""

_TITLE = re.compile(r"\s*(?:さん|君|くん|ちゃん)")
_SHORTEST = {"ja": 2, "en": 3}
"""Characters of a part of a name that is looked for alone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """``key`` is ``guard-<kind>``; ``text`` are the words in the letter that it is about."""

    key: str
    text: str


def marks(text: str, swarm: Swarm, policy: Policy, signer: str = "") -> tuple[Mark, ...]:
    """What should be looked at again before the letter goes out, each once."""
    plain = _plain(text)
    found: list[Mark] = []
    if not _cause_told(swarm):
        found += _matches("guard-cause", CAUSE, plain)
    found += _matches("guard-recovery", RECOVERY, plain)
    found += _matches("guard-blame", BLAME, plain)
    found += _matches("guard-inside", INSIDE, plain)
    folded = plain.casefold()
    found += [
        Mark("guard-inside", word)
        for word in policy.internal_words
        if _plain(word).casefold() in folded
    ]
    found += [Mark("guard-name", name) for name in _names(plain, swarm, policy, signer)]
    found += [Mark("guard-link", one) for one in re.findall(r"https?://[^\s、。）)]{1,60}", plain)]
    return tuple(dict.fromkeys(found))


def spoken(text: str, swarm: Swarm, policy: Policy) -> Known:
    """What the letter says of areas. One that we suspect is only told to be checked, unless words
    about a cause stand in the same line."""
    firm = (AreaState.SUSPECT, AreaState.CAUSE)
    told = {one.area: one.state for one in tellable(swarm)}
    lines = [line for line in text.splitlines() if CAUSE.search(_plain(line))]
    named = dict(known("\n".join(lines), swarm, policy))
    return tuple(
        (area, state if area in named or state not in firm else told.get(area, state))
        for area, state in known(text, swarm, policy)
    )


def _cause_told(swarm: Swarm) -> bool:
    return any(one.state is AreaState.CAUSE for one in tellable(swarm))


def _matches(key: str, pattern: re.Pattern[str], text: str) -> Iterator[Mark]:
    for found in pattern.finditer(text):
        yield Mark(key, " ".join(found.group().split())[:40])


def _names(text: str, swarm: Swarm, policy: Policy, signer: str) -> Iterator[str]:
    """Our own people in the letter, except whoever signs it without a title."""
    folded = text.casefold()
    own = set(_parts(signer))
    for person in _colleagues(swarm, policy):
        for part in _parts(person.name):
            found = _find(part, folded)
            if found is None:
                continue
            if part not in own or _TITLE.match(folded, found.end()):
                yield folded[found.start() : found.end()]
                break


def _find(part: str, text: str) -> re.Match[str] | None:
    """A Latin name ends where its letters end, also in a Japanese sentence."""
    word = re.escape(part)
    word = rf"(?<![a-z]){word}(?![a-z])" if part.isascii() else word
    return re.search(word, text)


def _parts(name: str) -> list[str]:
    """The whole name and its parts, as people shorten it: 伊藤 直子 is 伊藤."""
    plain = _plain(name).casefold()
    parts = [p for p in re.split(r"[\s,()（）・]+", plain) if p]
    long = (p for p in parts if len(p) >= _SHORTEST["en" if p.isascii() else "ja"])
    return [plain, *long] if plain else []


def _colleagues(swarm: Swarm, policy: Policy) -> Iterable[Person]:
    areas = (p for a in swarm.areas for p in (a.owner, *a.helpers) if p is not None)
    roles = (p for p in (swarm.lead, swarm.liaison, swarm.opened_by) if p is not None)
    experts = (p for rule in policy.areas for p in rule.experts)
    rota = (shift.person for shift in policy.rota)
    named = (*policy.managers, *policy.supervisors, *policy.always_on_duty)
    return dict.fromkeys((*areas, *roles, *swarm.people, *experts, *rota, *named))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
