"""What people type after the bot's name, or in a 1:1 chat, as an intent.

Both languages are understood everywhere, in any width and case, politely or not. A verb that takes
no words refuses words after it: "close" closes, "close the valve" is not understood. A verb that
needs words and has none gives an intent with an empty field: then the bot asks.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from bot.domain.handover import Role
from bot.domain.swarm import Phase
from bot.teams import (
    area_words,
    case_words,
    followup_words,
    intents,
    phrases,
    promise_words,
    role_words,
)
from bot.teams.contact_words import contact, split_told
from bot.teams.folding import Folded, fold
from bot.teams.inbound import Mentioned
from bot.teams.verbs import (
    is_small_talk,
    nearest_words,
    split_verb,
    without_politeness,
)

_NAME = re.compile(r"^@?swarm\b(?!\s*[-_])[\s:、,]*", re.IGNORECASE)
_THIS = re.compile(
    r"^(?:(?:the|this|it|now|again|swarm|case|ticket|thread|me|please|この|案件|スレッド|対応|[\s、,。.!?])+)$",
    re.IGNORECASE,
)
_TICKET = re.compile(r"^(?=\S*\d{3})[A-Za-z0-9#_.-]+$", re.ASCII)
"""What looks like a ticket's number: ``2611240012``, ``INC-4711``."""
_AREA_FIRST = re.compile(
    r"^(?P<area>[^\n]{1,40}?)(?:を|は|の)?\s*(?P<verb>一緒に見ます|一緒に見る|担当を?外れます|担当を?外れる"
    r"|引き取ります|引き取る|継続中です|継続中|継続します|担当します|担当する|担当です|見ます|やります)(?:ね|よ)?[\s。.!]*$"
)
_AREA_FIRST_INTENTS: dict[str, Callable[[str], intents.Intent]] = {
    "一緒": intents.Join,
    "担当外": intents.Release,
    "担当を": intents.Release,
    "引き": intents.TakeOver,
    "継続": intents.StillOn,
}
_LANGUAGES = {
    "en": ("en", "english", "英語"),
    "ja": ("ja", "jp", "japanese", "日本語"),
}

_ALONE: dict[str, intents.Intent] = {
    "use": intents.UseChannel(),
    "lead": intents.Lead(),
    "liaison": intents.Liaison(),
    "phone": intents.OnPhone(),
    "writing": intents.Writing(),
    "back": intents.Back(),
    "step_back": intents.StepBack(),
    "leave_lead": intents.StepBack(Role.LEAD),
    "leave_liaison": intents.StepBack(Role.LIAISON),
    "keep_on": intents.KeepOn(),
    "close": intents.Close(),
    "reopen": intents.Reopen(),
    "help": intents.Help(),
    "off_phone": intents.OffPhone(),
    "mine": intents.MySwarms(),
    "all": intents.All(),
}
_WITH_AREA: dict[str, Callable[[str], intents.Intent]] = {
    "claim": intents.Claim,
    "join": intents.Join,
    "release": intents.Release,
    "take_over": intents.TakeOver,
    "add_area": intents.AddArea,
    "still_on": intents.StillOn,
    "confirm": intents.Confirm,
    "runbook": intents.Runbook,
}
_PHASES = {
    "fixing": Phase.FIXING,
    "mitigated": Phase.MITIGATED,
    "recovered": Phase.RECOVERED,
    "watching": Phase.WATCHING,
}


def read(text: str, mentions: Sequence[Mentioned] = ()) -> intents.Intent:
    """The intent of a text without the bot's mention; others' mentions stand in it by name.

    Never raises; what it does not know is NotUnderstood with the nearest words.
    """
    said = fold(re.sub(r"[^\S\n]+", " ", re.sub(r"\n\s*\n\s*", "\n\n", text.strip())))
    if found := _NAME.match(said.text):
        said = said.rest(found.end())
    if not said.cut():
        return intents.Hi()
    parted = split_verb(said)
    if parted and parted[0] == "hi" and parted[1].cut():  # "hello, status please"
        parted = split_verb(parted[1]) or parted
    known = _intent(*parted, mentions) if parted else None
    known = known or _area_first(said) or area_words.estimate_first(said)
    known = known or case_words.severity_first(said)
    if known:
        return known
    if is_small_talk(said):
        return intents.SmallTalk()
    return intents.NotUnderstood(said.original.strip(), nearest_words(said))


def _intent(verb: str, rest: Folded, mentions: Sequence[Mentioned]) -> intents.Intent | None:
    """The intent of a verb and the words after it; None when they do not go together."""
    if verb in _ALONE:
        bare = without_politeness(rest)
        return _ALONE[verb] if not bare or _THIS.match(fold(bare).text) else None
    if verb in _WITH_AREA:
        return _WITH_AREA[verb](without_politeness(rest))
    if verb in _PHASES:
        return phrases.recovered(_PHASES[verb], rest)
    return _with_words(verb, rest, mentions)


def _with_words(verb: str, rest: Folded, mentions: Sequence[Mentioned]) -> intents.Intent | None:
    makers: dict[str, Callable[[], intents.Intent | None]] = {
        "new": lambda: phrases.new(rest),
        "set_aside": lambda: phrases.set_aside(rest),
        "finding": lambda: phrases.finding(rest),
        "contact": lambda: contact(rest),
        "customer": lambda: phrases.customer_called(rest),
        "move": lambda: intents.MoveTime(*split_told(rest)),
        "promise": lambda: promise_words.promise(rest),
        "end_promise": lambda: promise_words.ended(rest),
        "move_promise": lambda: promise_words.moved(rest),
        "correct": lambda: promise_words.corrected(rest),
        "severity": lambda: case_words.severity(rest),
        "impact": lambda: case_words.impact(rest),
        "since": lambda: case_words.since(rest),
        "deadline": lambda: case_words.deadline(rest),
        "title": lambda: case_words.title(rest),
        "take_promise": lambda: intents.TakePromise(promise_words.about_one(rest)),
        "snooze": lambda: intents.RemindLater(promise_words.about_one(rest)),
        "phoned": lambda: promise_words.phoned(rest),
        "ask_manager": lambda: intents.AskManager(rest.cut()),
        "call_in": lambda: promise_words.call_in(rest, mentions),
        "estimate": lambda: area_words.estimate(rest),
        "waiting": lambda: area_words.waiting(rest),
        "work_at": lambda: area_words.work_at(rest),
        "away": lambda: area_words.away(rest),
        "hand_over": lambda: role_words.hand_over(rest, mentions),
        "coming": lambda: _answer(rest, coming=True),
        "cannot": lambda: _answer(rest, coming=False),
        "accept": lambda: intents.AcceptHandover(without_politeness(rest)),
        "hours": lambda: intents.Hours(without_politeness(rest)),
        "drill": lambda: intents.Drill(rest.cut()),
        "draft": lambda: intents.Draft(without_politeness(rest)),
        "inside": lambda: intents.ReportInside(without_politeness(rest)),
        "note": lambda: intents.Note(rest.cut()),
        "follow_up": lambda: followup_words.follow_up(rest, mentions),
        "follow_up_done": lambda: followup_words.done(rest),
        "export": lambda: followup_words.export(rest),
        "next_action": lambda: phrases.next_action(rest, mentions),
        "status": lambda: intents.Status(without_politeness(rest)),
        "timeline": lambda: intents.Timeline(without_politeness(rest)),
        "on_duty": lambda: phrases.duty(rest, on=True),
        "off_duty": lambda: phrases.duty(rest, on=False),
        "language": lambda: _language(rest),
        "hi": intents.Hi,
    }
    return makers[verb]()


def _answer(rest: Folded, *, coming: bool) -> intents.Intent | None:
    """ "Can't now", alone or with the ticket's number; with other words it is not an answer."""
    words = without_politeness(rest)
    if not words or _THIS.match(fold(words).text):
        return intents.AnswerCall(coming)
    return intents.AnswerCall(coming, words) if _TICKET.match(words) else None


def _language(rest: Folded) -> intents.Intent:
    word = fold(without_politeness(rest)).text.casefold()
    code = next((code for code, names in _LANGUAGES.items() if word in names), "")
    return intents.Language(code)


def _area_first(said: Folded) -> intents.Intent | None:
    """``ストレージ見ます``: the object comes first in Japanese."""
    found = _AREA_FIRST.match(said.text)
    if not found:
        return None
    verb = found["verb"]
    make = next(
        (make for start, make in _AREA_FIRST_INTENTS.items() if verb.startswith(start)),
        intents.Claim,
    )
    return make(said.cut(*found.span("area")))


def language(text: str) -> str | None:
    """ "ja" when there is Japanese in it, else "en" when there are Latin letters, else None."""
    folded = unicodedata.normalize("NFKC", text)
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff々]", folded):
        return "ja"
    return "en" if re.search(r"[A-Za-z]", folded) else None


# ---------------------------------------------------------------- areas

_SYNONYMS: tuple[frozenset[str], ...] = (
    frozenset({"network", "nw", "net", "ネットワーク", "ネット", "通信"}),
    frozenset({"storage", "ストレージ", "st", "disk", "ディスク"}),
    frozenset({"platform", "pf", "基盤", "プラットフォーム", "プラットホーム", "インフラ"}),
    frozenset({"database", "db", "データベース"}),
    frozenset({"application", "app", "ap", "アプリケーション", "アプリ"}),
    frozenset({"identity", "id", "auth", "idp", "認証", "id認証"}),
)


def match_area(text: str, areas: Iterable[tuple[str, Sequence[str]]]) -> str | None:
    """The key of the area that the text means: by key or name, in any width, kana and case, by a
    usual short form (NW), by the beginning of a name, or with a slip; None when not just one fits.
    """
    wanted = _area_word(text)
    named = [(key, {_area_word(name) for name in (key, *names)}) for key, names in areas]
    if not wanted:
        return None
    same = next((group for group in _SYNONYMS if wanted in group), frozenset[str]())
    attempts: tuple[Callable[[set[str]], bool], ...] = (
        lambda names: wanted in names,
        lambda names: bool(names & same),
        lambda names: len(wanted) >= 2 and any(name.startswith(wanted) for name in names),
        lambda names: bool(difflib.get_close_matches(wanted, names, n=1, cutoff=0.8)),
    )
    for fits in attempts:
        keys = [key for key, names in named if fits(names)]
        if keys:
            return keys[0] if len(set(keys)) == 1 else None
    return None


def _area_word(text: str) -> str:
    """A name for comparing: one width and case, hiragana as katakana, no marks, no "area"."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in plain)
    plain = re.sub(
        r"^the\s+|\s+(?:area|side|team)$|(?:側|周り|まわり|関連|関係|系|ノ件)$", "", plain.strip()
    )
    return re.sub(r"[\W_]+", "", plain)
